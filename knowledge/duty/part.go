package duty

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"liangshan/knowledge/pattern"
	"liangshan/knowledge/segment"
	"liangshan/knowledge/when"
)

// part is one comma's worth of a sentence, with its head read off: who, by when,
// how firmly. What is left are its own words.
type part struct {
	span     segment.Span // in the text, without closing punctuation
	at       int          // where its own words begin: past connectives, unit, time and plain modals
	core     int          // past adverbs as well: where a verb should stand
	who      actor
	due      *when.Expr  // the time that binds it
	again    []when.Expr // further times at which the same is to be done
	aloneDue bool        // nothing but a time
	strength Strength
	word     string
	locked   bool // its words have begun
	strong   bool // the word of obligation stays with the words: 力争, 必须, 不得
	past     bool // 目前, 近年来, a day gone by, 截至
	plain    bool // 要, 应, 将
	role     bool // it says who leads or supports
	kind     act
	figures  []segment.Figure
}

// scanner reads the parts of one clause's text.
type scanner struct {
	*reader
	text  string
	times []when.Expr
	names []name
	figs  []segment.Figure
}

func (r *reader) scan(text string) *scanner { return r.scanFrom(text, 0) }

// scanFrom leaves a numeral out of what is searched: 1．2022年6月底前 is no decimal.
func (r *reader) scanFrom(text string, from int) *scanner {
	masked := strings.Repeat(" ", from) + text[from:]
	s := &scanner{reader: r, text: text, times: limited(masked, when.Find(masked, r.doc.Issued, r.cal)), figs: segment.Quantity(masked)}
	s.names = r.namesIn(text)
	return s
}

// limited leaves out the lengths of time that are targets: 重污染天数不超过2天.
func limited(text string, times []when.Expr) []when.Expr {
	out := times[:0]
	for _, e := range times {
		if e.Kind == when.Duration && dayCount.MatchString(text[:e.Pos]) {
			continue
		}
		out = append(out, e)
	}
	return out
}

var dayCount = pattern.MustCompile(`(?:天数|日数|时长|小时数)(?:达到?|控制在|保持在|稳定在)?$`)

// read cuts a sentence into parts.
func (s *scanner) read(sentence segment.Span) []part {
	var out []part
	for _, c := range segment.Clauses(sentence.Of(s.text)) {
		span := shrink(s.text, sentence.Start+c.Start, sentence.Start+c.End)
		if span.Start < span.End {
			out = append(out, s.items(span)...)
		}
	}
	return s.join(out)
}

// items cuts a clause at 、 where each item has a verb and a figure of its own.
func (s *scanner) items(span segment.Span) []part {
	whole := s.part(span)
	if len(whole.figures) < 2 || !strings.Contains(span.Of(s.text), "、") {
		return []part{whole}
	}
	var out []part
	at := span.Start
	for _, piece := range strings.Split(span.Of(s.text), "、") {
		x := s.part(segment.Span{Start: at, End: at + len(piece)})
		if !s.stands(x) {
			return []part{whole}
		}
		out = append(out, x)
		at += len(piece) + len("、")
	}
	if oneByOne.MatchString(span.Of(s.text)) {
		return []part{whole}
	}
	return out
}

// oneByOne is a way of working through a list, not so many duties: 治理一条、验收一条、销号一条.
var oneByOne = pattern.MustCompile(`^\p{Han}{2,4}一\p{Han}(?:、\p{Han}{2,4}一\p{Han})+$`)

// join puts back together what 、 cut where one of the pieces is no action or
// target of its own: 开设平台、开通电话 is one duty, 新建5座、改造30户 are two.
func (s *scanner) join(list []part) []part {
	var out []part
	for _, p := range list {
		if n := len(out); n > 0 && strings.HasSuffix(strings.TrimRight(s.text[:p.span.Start], " \u3000"), "、") {
			if out[n-1].role && p.role && len(p.who.lead) == 0 && roleSaid.MatchString(out[n-1].span.Of(s.text)) {
				out = append(out, p) // A局牵头、B局和C企业配合
				continue
			}
			if !s.stands(out[n-1]) || !s.stands(p) {
				out[n-1] = s.part(segment.Span{Start: out[n-1].span.Start, End: p.span.End})
				continue
			}
		}
		out = append(out, p)
	}
	return out
}

// roleSaid is what says itself in which role its unit acts; a bare name in a list does not.
var roleSaid = pattern.MustCompile(`(?:牵头|负责|主办|承办|主责|落实|实施)$`)

// stands reports whether a piece of a list has a verb and a figure of its own.
func (s *scanner) stands(p part) bool {
	return len(p.figures) > 0 && (leading(s.text[p.core:p.span.End], verbs) != "" || s.share(p))
}

// share reports whether a piece is what one year or season has of a whole: 2025年16公里.
func (s *scanner) share(p part) bool {
	return p.due != nil && len(p.figures) == 1 && p.dated() && p.figures[0].End == p.span.End &&
		(p.at == p.figures[0].Start || reach.FindString(s.text[p.at:p.figures[0].Start]) == s.text[p.at:p.figures[0].Start])
}

func (s *scanner) part(span segment.Span) part {
	p := part{span: span, at: span.Start}
	i := span.Start
	for steps := []func(*part, int) int{s.joint, s.time, s.unit, s.person, s.modal}; ; {
		was := i
		for _, step := range steps {
			if n := step(&p, i); n > i && n <= span.End {
				i = n
				if !p.strong && !p.locked {
					p.at = i
				}
			}
		}
		if i == was {
			break
		}
	}
	p.core = min(i+skipAdverbs(s.text[i:span.End]), span.End)
	p.aloneDue = i >= span.End && p.due != nil && !p.role && len(p.who.lead) == 0
	for _, f := range s.figs {
		if f.Start >= span.Start && f.End <= span.End && !s.inTime(f.Start) && !s.quoted(f.Start) {
			p.figures = append(p.figures, f)
		}
	}
	s.innerUnit(&p)
	s.innerTime(&p)
	s.innerWord(&p)
	p.kind = s.kindOf(&p)
	return p
}

func (s *scanner) inTime(at int) bool {
	for _, e := range s.times {
		if at >= e.Pos && at < e.Pos+len(e.Text) {
			return true
		}
	}
	return false
}

// joints open a clause without being part of what it says.
var joints = []string{
	"与此同时", "在此基础上", "另一方面", "一方面", "并且", "同时", "此外", "另外", "其中", "而且", "以及", "首先", "其次", "再次", "最后",
	"因此", "为此", "我们", "展望", "特别是", "尤其是", "并", "且", "还", "也", "再", "即", "又", "同步",
}

// heads open a clause that reports what a meeting said, or names the goal.
var heads = []string{
	"会议要求", "会议强调", "会议议定", "会议决定", "会议明确", "会议确定", "会议研究决定", "会议同意", "会议指出", "会议认为", "会议听取", "现提出", "要求",
	"既定的目标是", "总体目标是", "工作目标是", "主要目标是", "目标是", "目标为", "目标任务是", "主要任务是", "任务是", "重点是", "具体是",
}

// now are words that put a clause into the present or the past.
var now = []string{"截至目前", "截止目前", "目前", "当前", "现阶段", "近年来", "近期", "去年以来", "今年以来", "去年", "以来", "日前", "前期", "此前", "迄今"}

func (s *scanner) joint(p *part, i int) int {
	rest := s.text[i:p.span.End]
	if r, n := utf8.DecodeRuneInString(rest); n > 0 && (unicode.IsSpace(r) || r == '，' || r == '：' || r == ':' || r == '、' || r == ',') {
		return i + n
	}
	for _, w := range heads {
		if strings.HasPrefix(rest, w) {
			return i + len(w)
		}
	}
	for _, w := range now {
		if strings.HasPrefix(rest, w) {
			p.past = true
			return i + len(w)
		}
	}
	for _, w := range joints {
		if strings.HasPrefix(rest, w) && !notJoint(rest, w) {
			return i + len(w)
		}
	}
	return i
}

// notJoint are words that begin like a connective.
func notJoint(s, w string) bool {
	for _, x := range []string{"并网", "并联", "并入", "并轨", "并购", "再生", "再造", "再就业", "即时", "即将", "还原", "还田", "还款", "还草", "还林", "也门", "同步推"} {
		if strings.HasPrefix(s, x) && strings.HasPrefix(x, w) {
			return true
		}
	}
	return false
}

// shrink takes white space and closing punctuation off a span.
func shrink(text string, start, end int) segment.Span {
	for start < end {
		r, n := utf8.DecodeRuneInString(text[start:end])
		if !unicode.IsSpace(r) {
			break
		}
		start += n
	}
	for start < end {
		r, n := utf8.DecodeLastRuneInString(text[start:end])
		if !unicode.IsSpace(r) && !strings.ContainsRune("。；，、;,！!？?：:.", r) {
			break
		}
		end -= n
	}
	return segment.Span{Start: start, End: end}
}
