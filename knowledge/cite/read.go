package cite

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"liangshan/knowledge/mask"
	"liangshan/knowledge/pattern"
	"liangshan/knowledge/segment"
	"liangshan/knowledge/when"
	"liangshan/store/day"
)

// class sorts the tokens that carry a fact.
type class string

const (
	figure class = "figure"
	date   class = "date"
	unit   class = "unit"
	person class = "person"
	number class = "number" // runs of digits and letters that are neither figure nor date
	plain  class = ""       // a character
	pause  class = "pause"  // ，、：； and brackets
	stop   class = "stop"   // 。！？ and line ends
)

// token is a character or an anchor: a figure, date, unit, person or number.
type token struct {
	class      class
	key        string // equal keys mean the same thing
	kind       string // of an anchor: only anchors of one kind can be mistaken for each other
	start, end int    // bytes of the text
}

// text is running text as tokens.
type text struct {
	raw    string
	tokens []token
}

func (t text) words(from, to int) string {
	if from >= to {
		return ""
	}
	return t.raw[t.tokens[from].start:t.tokens[to-1].end]
}

// span is an anchor before it becomes a token.
type span struct {
	class      class
	key, kind  string
	start, end int
}

// read turns text into tokens. Where anchors overlap the first kind found wins:
// a date is no figure, a figure no mere number.
func (p *proof) read(raw string, on day.Date) text {
	at := make([]*span, len(raw))
	add := func(s span) {
		for i := s.start; i < s.end; i++ {
			if at[i] != nil {
				return
			}
		}
		for i := s.start; i < s.end; i++ {
			at[i] = &s
		}
	}
	for _, find := range []func(string, day.Date) []span{p.codes, p.unitNames, p.people, p.dates, p.figures, p.numbers} {
		for _, s := range find(raw, on) {
			if s.start < s.end {
				add(s)
			}
		}
	}
	return text{raw, tokens(raw, at)}
}

func tokens(raw string, at []*span) []token {
	var out []token
	for i := 0; i < len(raw); {
		if s := at[i]; s != nil {
			out = append(out, token{s.class, s.key, s.kind, s.start, s.end})
			i = s.end
			continue
		}
		r, n := utf8.DecodeRuneInString(raw[i:])
		if t, ok := character(r, raw[i:i+n]); ok {
			t.start, t.end = i, i+n
			out = append(out, t)
		}
		i += n
	}
	return out
}

func character(r rune, s string) (token, bool) {
	switch {
	case strings.ContainsRune("。！？!?\n｡", r):
		return token{class: stop, key: "。"}, true
	case r == '；' || r == ';':
		return token{class: pause, key: "；"}, true
	case r == '、':
		return token{class: pause, key: "、"}, true
	case strings.ContainsRune("，,：:｜|（）()—…/", r):
		return token{class: pause, key: "，"}, true
	case isPunct(r):
		return token{}, false
	}
	return token{key: fold(s)}, true
}

// isPunct: quotation marks and spaces carry nothing here; quotations are checked apart.
func isPunct(r rune) bool {
	return r != '%' && r != '％' && r != '+' && r != '＋' &&
		(unicode.IsPunct(r) || unicode.IsSpace(r) || unicode.IsControl(r) || r == '｜' || r == '|' || unicode.Is(unicode.Cf, r))
}

var (
	code    = pattern.MustCompile(`[〔\[（(［][0-9０-９]{4}[〕\]）)］]第?[0-9０-９]+号`)
	ordinal = pattern.MustCompile(`第([0-9０-９]+|[一二三四五六七八九十百零〇]+)([号条款项次届期章节页行批个名季])`)
)

// codes are document numbers, as written, and ordinals, in either script.
func (p *proof) codes(raw string, _ day.Date) []span {
	out := matches(code, raw, number, "code")
	for _, m := range ordinal.FindAllStringSubmatchIndex(raw, -1) {
		if v, ok := segment.Number(raw[m[2]:m[3]]); ok {
			key := fmt.Sprintf("n:第%g%s", v, raw[m[4]:m[5]])
			out = append(out, span{number, key, "第" + raw[m[4]:m[5]], m[0], m[1]})
		}
	}
	return out
}

var digits = pattern.MustCompile(`[0-9０-９A-Za-zＡ-Ｚａ-ｚ][0-9０-９A-Za-zＡ-Ｚａ-ｚ.．@_/+-]*[0-9０-９A-Za-zＡ-Ｚａ-ｚ]|[0-9０-９A-Za-zＡ-Ｚａ-ｚ]`)

// numbers are what is left of digits and letters.
func (p *proof) numbers(raw string, _ day.Date) []span {
	return matches(digits, raw, number, "digits")
}

func matches(re *pattern.Pattern, raw string, c class, kind string) []span {
	var out []span
	for _, m := range re.FindAllStringIndex(raw, -1) {
		out = append(out, span{c, "n:" + fold(raw[m[0]:m[1]]), kind, m[0], m[1]})
	}
	return out
}

func (p *proof) unitNames(raw string, _ day.Date) []span {
	if p.checker.Roster == nil {
		return nil
	}
	var out []span
	for _, m := range p.checker.Roster.Find(raw) {
		if m.Group {
			continue // 各镇街 is checked as words
		}
		out = append(out, span{unit, "u:" + fold(m.Name), "unit", m.Start, m.End})
	}
	return out
}

// meet remembers the names beside marks: 刘冬局长, 联系人：王波.
func (p *proof) meet(raw string) {
	for _, m := range mask.Names(raw) {
		if name := fold(raw[m.Start:m.End]); utf8.RuneCountInString(name) > 1 {
			p.ledger.people[name] = true
		}
	}
}

// people are all places of the names met so far.
func (p *proof) people(raw string, _ day.Date) []span {
	var out []span
	for _, name := range sorted(p.ledger.people) {
		for from := 0; ; {
			a, b, ok := segment.Locate(raw[from:], name)
			if !ok {
				break
			}
			out = append(out, span{person, "p:" + name, "person", from + a, from + b})
			from += b
		}
	}
	return out
}

var yearOnly = pattern.MustCompile(`^[0-9０-９〇零一二三四五六七八九]{4}年?$`)

func (p *proof) dates(raw string, on day.Date) []span {
	var out []span
	for _, e := range when.Find(raw, on, p.checker.Calendar) {
		if key, ok := p.ledger.date(e); ok {
			kind := "date"
			if yearOnly.MatchString(e.Text) {
				kind = "year" // no rival of a day
			}
			out = append(out, span{date, key, kind, e.Pos, e.Pos + len(e.Text)})
		}
	}
	return out
}

func (p *proof) figures(raw string, _ day.Date) []span {
	out := p.counted(raw)
	for _, f := range segment.Quantity(raw) {
		if f.Unit == "" {
			continue // counts as written: a telephone is no amount
		}
		bound, start, end := bounded(raw, f.Start, f.End)
		key, kind := p.ledger.figure(f, bound)
		out = append(out, span{figure, key, kind, start, end})
	}
	return out
}

var hanNumber = pattern.MustCompile(`[一二三四五六七八九十百千两零]+`)

// counted finds numbers written in Chinese that a reader of running text may not
// take for figures (七期, 十七起), where the evidence has the same in digits.
func (p *proof) counted(raw string) []span {
	var out []span
	for _, m := range hanNumber.FindAllStringIndex(raw, -1) {
		v, ok := segment.Number(raw[m[0]:m[1]])
		for _, f := range p.ledger.figures {
			if !ok || f.Unit == "" || f.Value != v || !strings.HasPrefix(raw[m[1]:], f.Unit) || strings.ContainsAny(f.Text, "一二三四五六七八九十") {
				continue
			}
			bound, start, end := bounded(raw, m[0], m[1]+len(f.Unit))
			key, kind := p.ledger.figure(f, bound)
			out = append(out, span{figure, key, kind, start, end})
			break
		}
	}
	return out
}

// A bound belongs to its figure: 3%以上 is not 3%.
var (
	boundAfter  = pattern.MustCompile(`^(?:以上|以下|以内|之内|左右|上下|不等|多|余)`)
	boundBefore = pattern.MustCompile(`(?:不低于|不少于|不小于|至少|最少|不超过|不高于|不大于|不多于|最多|至多|超过|高于|大于|多于|超|突破|低于|少于|小于|不足|不满|大约|约|近)$`)
	bounds      = map[string]string{
		"以上": ">=", "不低于": ">=", "不少于": ">=", "不小于": ">=", "至少": ">=", "最少": ">=",
		"以下": "<=", "以内": "<=", "之内": "<=", "不超过": "<=", "不高于": "<=", "不大于": "<=", "不多于": "<=", "最多": "<=", "至多": "<=",
		"超过": ">", "高于": ">", "大于": ">", "多于": ">", "超": ">", "突破": ">",
		"低于": "<", "少于": "<", "小于": "<", "不足": "<", "不满": "<",
		"大约": "~", "约": "~", "近": "~", "左右": "~", "上下": "~", "多": "~", "余": "~", "不等": "~",
	}
)

func bounded(raw string, start, end int) (bound string, from, to int) {
	if m := boundAfter.FindString(raw[end:]); m != "" {
		bound, end = bounds[m], end+len(m)
	}
	if m := boundBefore.FindString(raw[:start]); m != "" {
		if bound != bounds[m] {
			bound += bounds[m] // 约640万元以上 is neither
		}
		start -= len(m)
	}
	return bound, start, end
}
