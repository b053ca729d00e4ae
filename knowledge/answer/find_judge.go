package answer

import (
	"cmp"
	"slices"
	"strings"

	"liangshan/knowledge/outline"
	"liangshan/knowledge/pattern"
	"liangshan/knowledge/segment"
)

// thresholds of evidence
const (
	wordMet   = 0.35 // a word counts as met from here
	coverLow  = 0.55 // less of the question than this in view: no answer
	fitEnough = 0.5
	sameTime  = 0.5 // the document's own time, where a piece names none
)

// judged is a candidate with its place among the others.
type judged struct {
	candidate
	fits  float64
	total float64
	year  float64 // 1: the times agree; 0: they contradict
	owner string  // who answers for the passage, as written at its start or its end
}

// judge ranks candidates by evidence and fit.
func (s *Shelf) judge(q *query) []judged {
	var out []judged
	for _, c := range s.desk.candidates(q) {
		if !q.mayCall(s.desk.sentences[c.id].text) {
			continue
		}
		out = append(out, s.judgeOne(q, c))
	}
	slices.SortStableFunc(out, func(a, b judged) int { return cmp.Compare(b.total, a.total) })
	return out
}

func (s *Shelf) judgeOne(q *query, c candidate) judged {
	j := judged{candidate: c}
	best := -1.0
	for i := range c.pieces {
		fit := s.fit(q, &c, i)
		year := s.timeFit(q, &c, i)
		if wantsNow(q) && s.aims(&c, i) {
			year -= 0.4 // it is still to be reached
		}
		v := 0.35*fit + hint(q, c.keys[i]) + predicated(q, fit, c.keys[i]) + 0.06*q.sideBySide(c.keys[i]) + 0.3*s.topicCover(q, c.keys, i) + (year - 1)
		if v > best {
			best, j.best, j.fits, j.year = v, i, fit, year
		}
	}
	if j.best >= 0 && slices.Contains([]ask{askMany, askShare}, q.kind) {
		s.onlyBefore(q, &j)
	}
	p := &s.desk.passages[s.desk.sentences[c.id].at]
	if q.kind == askWho && j.fits < fitEnough && !byName.MatchString(q.text) && s.pieceCover(q, s.desk.sentences[c.id].key) >= 0.5 {
		if j.owner = s.ownerOf(p, c.id); j.owner != "" {
			best, j.fits = best+0.35*(0.8-j.fits), 0.8
		}
	}
	if cell, ok := rowCell(q, p.clause); ok && p.clause.Kind == outline.Row {
		j.fits = 0.2
		if strings.TrimSpace(cell.Text) != "" && fitsColumn(q, p.clause, cell) {
			j.fits = 1
		}
		best = max(best, 0.35*j.fits+0.3*s.pieceCover(q, c.keys[0])+(j.year-1))
	}
	j.total = c.score + best + s.preference(q, &j, p)
	return j
}

// preference is between candidates that hold as much of the question.
func (s *Shelf) preference(q *query, j *judged, p *passage) float64 {
	v := s.namedTime(q, p, j.id)
	if j.year == sameTime && yearIn.MatchString(q.text) {
		v -= 0.15 // the year was named, and this only speaks of its own time
	}
	if len(q.context) > 0 {
		v -= 0.0008 * float64(runes(s.desk.sentences[j.id].text)) // of two that fit a follow-up the shorter speaks of less else
	}
	if s.openers(q, &j.candidate) {
		v += 0.2
	}
	if q.kind == askList && j.cover >= 0.8 && s.opensParts(j.id) {
		v += 0.25 // 培育壮大生态产业: the parts below it are the list
	}
	v += 0.4 * float64(s.laysOut(q, j.id))
	if isTotal(p.clause) && q.kind == askMany {
		v += 0.3
		if len(joined(q.words)) == 0 {
			v += 0.4 // nothing tells one row from another
		}
	}
	if p.clause.Kind == outline.Row && q.kind == askList {
		v -= 0.3
	}
	if inCase := specialCase.FindString(s.desk.sentences[j.id].text); inCase != "" && slices.Contains([]ask{askOften, askMany, askShare}, q.kind) && !strings.Contains(q.text, bare(inCase)) {
		v -= 0.15 // a rule for the flood season is not the rule
	}
	if n := howManyAsked(q.text); n > 2 && q.kind == askList && s.hasItems(j, n) {
		v += 0.3
	}
	if troubleAsked.MatchString(q.text) && p.clause.Kind == outline.Heading && troubleHead.MatchString(s.desk.sentences[j.id].key) {
		v += 0.6 // a section of its own is of them
	}
	if pictured.MatchString(q.text) && s.openers(q, &j.candidate) && len(s.children(s.desk.sentences[j.id].at)) > 1 {
		v += 0.3 // 打哪几场仗: each part under the heading is one
	}
	if undoneAsked.MatchString(q.text) && !undone.MatchString(s.desk.sentences[j.id].text) {
		v -= 0.6
	}
	if eachYear.MatchString(q.text) && s.severalYears(p, j.id) {
		v += 0.5
	}
	if howManyAsked(q.text) == 0 && troubleAsked.MatchString(q.text) && troubleTold.MatchString(s.desk.sentences[j.id].text) {
		v += 0.3
	}
	if long := s.longForm(q); long != "" && strings.Contains(s.desk.sentences[j.id].key, long) {
		v += 0.5
	}
	if p.doc.Sample {
		v -= 0.25 // an official text is asked first
	}
	if len(q.home) > 0 && !q.elsewhere(p.doc.ID) {
		v += 0.5
	}
	if s.guest(q, p.doc) {
		v -= 0.3
	}
	return v
}

// undoneAsked asks which of several have not come so far; undone says so of one.
var (
	undoneAsked = pattern.MustCompile(`(?:哪|谁).{0,8}(?:没有?|未|尚未)(?:有)?(?:开工|动工|完成|完工|建成|建好|达标|达到|启动|落实|到位|通过|验收|整改|办结)`)
	undone      = pattern.MustCompile(`未|没|不|在建|滞后|正在`)
)

// troubleAsked asks what is wrong.
var troubleAsked = pattern.MustCompile(`(?:哪些|什么|哪几|有些|几个|还有).{0,6}(?:问题|短板|不足|困难)|(?:问题|短板|不足|困难).{0,4}(?:有|是|在)?(?:哪|什么)|(?:存在|主要|突出)的?(?:问题|短板|不足|困难)$`)

var troubleNoun = pattern.MustCompile(`^(?:问题|短板|不足|困难|弱项|差距)$`)

// troubleTold says what is wrong, without calling it a problem.
var troubleTold = pattern.MustCompile(`不(?:突出|强|高|足|够|响|全|实|严|大|多|平衡|充分|到位|健全|完善|明显|规范|稳定|彻底|深入|均衡|及时)|[偏较](?:小|少|低|弱|慢|差|重|大|多|高|单一|滞后|薄弱)|薄弱|滞后|缺乏|缺少|欠缺|短缺|盲区|难度|老化|闲置|空间小|任务重|压力大`)

// eachYear asks for what is set for every year.
var eachYear = pattern.MustCompile(`(?:每年|各年|逐年|分年|每一年|各个年)(?:度)?的?.{0,12}(?:目标|指标|任务|计划|达到|完成|要到)`)

// severalYears reports whether a sentence gives a goal for each of several years, or begins a row of such.
func (s *Shelf) severalYears(p *passage, id int) bool {
	years := yearIn.FindAllString(yearRange.ReplaceAllString(s.desk.sentences[id].text, ""), -1)
	slices.Sort(years)
	return p.clause.Kind != outline.Row && (len(slices.Compact(years)) > 1 || id+1 < p.last && s.desk.sentences[id+1].of != "")
}

var yearRange = pattern.MustCompile(`\d{4}年?(?:-|—|–|~|至|到)\d{4}年?`)

// fullAsked asks what a short name stands for.
var fullAsked = pattern.MustCompile(`全称|全名|完整的?(?:名称|名字|说法|叫法)|简称`)

// longForm is the longest writing that the documents have for a short name whose full
// form or meaning is asked; "" if none is longer.
func (s *Shelf) longForm(q *query) string {
	if q.kind != askMean && !fullAsked.MatchString(q.text) {
		return ""
	}
	out := ""
	for i := range q.words {
		for _, a := range q.words[i].alts {
			if runes(a) > runes(q.words[i].text)+2 && runes(a) > runes(out) && s.desk.has(a) {
				out = a
			}
		}
	}
	return out
}

// specialCase opens a rule for a time or a state of things out of the ordinary.
var specialCase = pattern.MustCompile(`^(?:[（(][一二三四五六七八九十\d]+[）)])?(?:遇|在|对)?(?:主汛期|非汛期|汛期|枯水期|丰水期|节假日|法定节假日|春节|国庆|旺季|淡季|冬季|夏季|秋冬季|雨季|旱季|夜间|周末|高温|重污染天气|防火期|特护期|特殊时段|特殊情况|紧急情况)`)

// hasItems reports whether a sentence sets out as many things as were asked for: 以下六个方面.
func (s *Shelf) hasItems(j *judged, n int) bool {
	st := &s.desk.sentences[j.id]
	for _, m := range numberOf.FindAllStringSubmatch(st.key, -1) {
		if v, ok := segment.Number(m[1]); ok && int(v) == n {
			return true
		}
	}
	return s.listsAs(j, n) || s.heads(st.at) && len(s.children(st.at)) == n
}

// listsAs reports whether the piece that answers lists as many things as were asked for.
func (s *Shelf) listsAs(j *judged, n int) bool {
	text := s.desk.sentences[j.id].text
	from, to := wholeItems(text, j.pieces, max(j.best, 0), max(j.best, 0))
	l, ok := enumeration(trimMarks(text[j.pieces[from].Start:j.pieces[to].End]))
	return ok && len(l.items) == n && alikeInLength(l.items)
}

// alikeInLength reports whether items are of about one length: 集聚效应明显、绿色无污染的企业和项目 are not.
func alikeInLength(items []string) bool {
	byLength := func(a, b string) int { return runes(a) - runes(b) }
	return runes(slices.MaxFunc(items, byLength)) <= 4*runes(slices.MinFunc(items, byLength))
}

// predicated prefers the figure of what was asked to have come about: 达标17项, of 达标了多少项.
func predicated(q *query, fit float64, key string) float64 {
	if q.kind != askMany || fit < fitEnough || !actual.MatchString(q.text) {
		return 0
	}
	if p := q.predicate(); p != nil && metIn(p, key) >= metAlt {
		return 0.1
	}
	return 0
}

// sideBySide is the share of the words that stand together in a question, 市级 and 基地 in
// 市级基地, which a piece has together too: 市级“两山”基地, not 基地暨市级示范河流.
func (q *query) sideBySide(key string) float64 {
	if needsFit(q.kind) {
		return 0 // where the day or the figure stands decides
	}
	pairs, near := 0, 0
	for i := range q.words {
		for j := range q.words {
			a, b := &q.words[i], &q.words[j]
			if i == j || !strings.Contains(q.text, a.text+b.text) {
				continue
			}
			pairs++
			if inReach(a.spellings(), b.spellings(), key) {
				near++
			}
		}
	}
	if pairs == 0 {
		return 0
	}
	return float64(near) / float64(pairs)
}

// inReach reports whether one of the words before stands at most a word before one of those after.
func inReach(before, after []string, key string) bool {
	for _, a := range before {
		for rest := key; ; {
			_, then, ok := strings.Cut(rest, a)
			if !ok {
				break
			}
			rest = then
			if slices.ContainsFunc(after, func(b string) bool { i := strings.Index(then, b); return i >= 0 && i <= len("生态环境") }) {
				return true
			}
		}
	}
	return false
}

// onlyBefore forgets words that stand behind the piece with the figure: they are of something else.
func (s *Shelf) onlyBefore(q *query, j *judged) {
	st := &s.desk.sentences[j.id]
	p := &s.desk.passages[st.at]
	if p.clause.Kind == outline.Row {
		return
	}
	last := j.best
	if inTime.MatchString(j.pieces[last].Of(st.text)) && last+1 < len(j.keys) {
		last++ // 30日内，向…申请登记
	}
	key := strings.Join(j.keys[:last+1], "")
	for i := range q.words {
		w := &q.words[i]
		if j.inside[i] >= wordMet {
			j.met[i] = max(met(w, key), s.desk.around(w, p, j.id))
		}
	}
}

// topicCover is the cover of a piece, or of it with the one before, which may be
// its topic: 客货邮站点偏少，目前仅建成9个.
// A piece that gives a reason or a basis is no topic.
func (s *Shelf) topicCover(q *query, keys []string, i int) float64 {
	own := s.pieceCover(q, keys[i])
	if i == 0 || q.kind == askWhen && (basis.MatchString(keys[i-1]) || dueByItself.MatchString(keys[i-1])) {
		return own
	}
	own = max(own, 0.8*s.pieceCover(q, keys[i-1]+keys[i]))
	if before := strings.Join(keys[:i], ""); q.kind == askWhen && s.addsTo(q, before, keys[i]) {
		own = max(own, 0.8*s.pieceCover(q, before+keys[i])) // of what the sentence began with, it says what was asked
	}
	if attending.MatchString(q.text) && i+1 < len(keys) {
		own = max(own, 0.8*s.pieceCover(q, keys[i]+keys[i+1])) // who stands before what they do
	}
	return own
}

// addsTo reports whether a piece has a telling word of the question that nothing before it has.
func (s *Shelf) addsTo(q *query, before, key string) bool {
	return slices.ContainsFunc(q.words, func(w word) bool {
		return w.class == content && !w.spare && w.itself() && metIn(&w, key) >= wordMet && metIn(&w, before) < wordMet
	})
}

// dueByItself is a piece that sets a date for what it says itself.
var dueByItself = pattern.MustCompile(`^(?:力争|争取|确保)?(?:到?\d{4}年)?\d{1,2}月(?:[上中下]旬|底|末|初|\d{1,2}[日号])?[之以]?前?[\p{Han}]{4,}`)

var (
	totalWord = pattern.MustCompile(`总|共|累计|合计|全[区县市镇]`)
	nowAsked  = pattern.MustCompile(`现在|目前|如今|当前|现有|眼下`)
	nowWord   = pattern.MustCompile(`目前|现有|已|截至|仅|现`)
)

// hint is a small preference between pieces that would answer alike: a total where
// a total is asked, the state where the state is asked.
func hint(q *query, key string) float64 {
	h := 0.0
	if togetherAsked.MatchString(q.text) && totalWord.MatchString(key) {
		h += 0.2
	}
	if belongs.MatchString(q.text) && seated.MatchString(key) {
		h += 0.3
	}
	if nowAsked.MatchString(q.text) && nowWord.MatchString(key) {
		h += 0.2
	}
	if endAsked.MatchString(q.text) && endWord.MatchString(key) {
		h += 0.4
	}
	if degreeAsked.MatchString(q.text) && degreeTold.MatchString(key) {
		h += 0.2
	}
	if r := rhythmAsked.FindStringSubmatch(q.text); r != nil && otherRhythm(r[1], key) {
		h -= 0.4 // 每月几号 is not asked of what is done every year
	}
	if m := sortOfPlace.FindStringSubmatch(q.text); m != nil && !namedOf[m[1]].MatchString(key) {
		h -= 0.4 // 哪些区 is answered by names of them
	}
	if figuresWanted.MatchString(q.text) && countEnds.MatchString(key) {
		h += 0.4
	}
	if effectAsked.MatchString(q.text) && effectTold.MatchString(key) {
		h += 0.4
	}
	if doneAsked.MatchString(q.text) && forceWord.MatchString(key) {
		h -= 0.4
	}
	if goingOn.MatchString(q.text) && goesOn.MatchString(key) {
		h += 0.3
	}
	if q.kind == askWho && q.holdsPost(key) {
		h += 0.3
	}
	if q.kind == askMany && q.limited(key) {
		h += 0.3
	}
	return h
}

// limits are the words for the most and for the least of a thing.
var limits = []*pattern.Pattern{
	pattern.MustCompile(`最[高多大长]|至多|不得?超过|上限|限额|以内`),
	pattern.MustCompile(`最[低少小短]|至少|起码|不得?[低少]于|年满|下限`),
}

// limitedOtherwise reports whether the least is asked for where a text does not set it, or
// the most where it sets only the least.
func (q *query) limitedOtherwise(text string) bool {
	return floorAsked.MatchString(q.text) && !limits[1].MatchString(text) || limits[0].MatchString(q.text) && !limits[0].MatchString(text) && limits[1].MatchString(text)
}

var floorAsked = pattern.MustCompile(`最低|下限`)

// limited reports whether a limit is asked for and a text sets it.
func (q *query) limited(text string) bool {
	return slices.ContainsFunc(limits, func(re *pattern.Pattern) bool { return re.MatchString(q.text) && re.MatchString(text) })
}

var (
	// endAsked asks until when a thing holds.
	endAsked = pattern.MustCompile(`(?:管|用|执行|有效|持续|实施|施行)到|到期|失效|有效期`)
	endWord  = pattern.MustCompile(`有效期|废止|失效|[至到]\d{4}年.*止`)

	// goingOn asks what is in hand: 哪几个稿子在征求意见, 哪些还在办.
	goingOn = pattern.MustCompile(`(?:正|还|仍|现在|目前|如今|眼下)在\p{Han}{1,8}(?:的|中|着)?(?:$|有?哪|是?什么)|哪[^，在]{1,8}在(?:[^\P{Han}哪什几这那]\p{Han}{1,8})$`)
	goesOn  = pattern.MustCompile(`正[在按抓]|仍在|还在`)

	// degreeTold says how strong a thing is: 还有较大的差距.
	degreeTold = pattern.MustCompile(`[较很极更最颇]|非常|十分|明显|突出|偏|不足|重要|关键|重点|加大|从[重严快]|顶格|上限|一律|严`)

	rhythmAsked = pattern.MustCompile(`每个?(年|月|周|季度|季|天|日)`)
)

// sortOfPlace asks for places of a sort; namedOf finds a name of one.
var (
	sortOfPlace = pattern.MustCompile(`哪(?:些|几个?|[二三四五六七八九\d]+个?)(区|县|河|湖)(?:[^域里]|$)`)
	namedOf     = map[string]*pattern.Pattern{
		"区": pattern.MustCompile(`[^全我本地片社园景城灾山校辖\P{Han}]区`), "县": pattern.MustCompile(`[^全我本区\P{Han}]县`),
		"河": pattern.MustCompile(`[^山江治大\P{Han}]河`), "湖": pattern.MustCompile(`[^河江\P{Han}]湖`),
	}
)

// figuresWanted asks for all figures of a matter.
var figuresWanted = pattern.MustCompile(`数字|数据|报数|成绩单`)

// otherRhythm reports whether a piece is of what comes round in another time than the one asked about.
func otherRhythm(asked, key string) bool {
	m := rhythmAsked.FindAllStringSubmatch(key, -1)
	return len(m) > 0 && !slices.ContainsFunc(m, func(m []string) bool { return sameSpan.Replace(m[1]) == sameSpan.Replace(asked) })
}

var sameSpan = strings.NewReplacer("日", "天", "季度", "季", "星期", "周", "两", "2", "二", "2", "一", "", "1", "", "三", "3", "四", "4", "六", "6")

// holdsPost reports whether a piece says who is in the office that a question names.
func (q *query) holdsPost(key string) bool {
	return slices.ContainsFunc(q.words, func(w word) bool {
		return w.class == content && office.MatchString(w.text) && pattern.MustCompile(`(?:担任|兼任|任|为)`+w.text+`|`+w.text+`(?:由|为)`).MatchString(key)
	})
}

// inTime is a piece that sets a time for what the next one tells.
var inTime = pattern.MustCompile(`(?:日|天|月|年|小时)(?:之|以)?内，$`)

func (s *Shelf) pieceCover(q *query, key string) float64 {
	total, got := 0.0, 0.0
	for i := range q.words {
		weight := q.words[i].weight
		if q.words[i].spare && (q.kind == askWhen || q.kind == askWhy) {
			weight *= 0.2 // a due date implies completion, a cause is a reason: it tells no node from another
		}
		if q.words[i].focus {
			weight *= 2
		}
		total += weight
		got += weight * metIn(&q.words[i], key)
	}
	share, of := 0.0, 0.0
	for i := range q.context {
		w := &q.context[i]
		of += w.weight
		share += w.weight * met(w, key)
	}
	if of > 0 { // what was asked before counts for half as much as what is asked now, at most
		scale := 0.5
		if total > 0 {
			scale = min(0.5, 0.5*total/of)
		}
		total, got = total+scale*of, got+scale*share
	}
	if total == 0 {
		return 0
	}
	return got / total
}

// ofAnother reports whether the date of a sentence is of another doing than the one
// asked about: what was asked stands by itself in an earlier sentence of the passage,
// as done, and this one speaks of what is still to come. 赴甲区考察，形成了报告。将于7月赴乙地学习。
func (s *Shelf) ofAnother(q *query, c *candidate) bool {
	st := &s.desk.sentences[c.id]
	p := &s.desk.passages[st.at]
	if c.id == p.first || !stillToCome.MatchString(withoutLabel(st.text)) {
		return false
	}
	for i := range q.words {
		w := &q.words[i]
		if w.class != content || w.spare || runes(w.text) < 2 || w.count > rare || c.inside[i] >= metAlt {
			continue
		}
		for id := p.first; id < c.id; id++ {
			if o := &s.desk.sentences[id]; doneAlready.MatchString(o.text) && !underWay.MatchString(o.text) && metIn(w, o.key) >= metAlt {
				return true
			}
		}
	}
	return false
}

// shareOfAsked reports whether a text gives, for the year asked about, what share the
// thing asked about is to have: 到2026年环保支出占比达到3%, where 2026年环保支出要到多少 was asked.
func (q *query) shareOfAsked(text string) bool {
	before, after, ok := strings.Cut(text, "占")
	if !ok || !strings.Contains(after, "%") || len(q.times) == 0 || len(q.measure) > 0 && !slices.Contains(q.measure, "元") {
		return false
	}
	before, after = bare(before), bare(after)
	said := false
	for i := range q.words {
		w := &q.words[i]
		if w.class != content || runes(w.text) < 2 {
			continue
		}
		if met(w, before) >= wordMet {
			said = true
		} else if met(w, after) >= wordMet {
			return false // the share is of this
		}
	}
	return said || len(q.context) > 0
}

func wantsNow(q *query) bool {
	return (q.kind == askMany || q.kind == askShare) && nowAsked.MatchString(q.text)
}

// wantedAll opens a sentence all of which is still to be reached.
var wantedAll = pattern.MustCompile(`(?:^|[，；：])(?:力争|争取|确保|努力)`)

// aims reports whether a piece is of a time that was still to come when the document was issued.
func (s *Shelf) aims(c *candidate, i int) bool {
	if st := &s.desk.sentences[c.id]; wantedAll.MatchString(st.text[:c.pieces[i].Start]) && !nowWord.MatchString(c.pieces[i].Of(st.text)) {
		return true // 力争…提升至前6位，占比达到62%
	}
	e, ok := s.timeAt(c, i)
	issued := s.desk.passages[s.desk.sentences[c.id].at].doc.Outline.Issued
	return ok && !issued.IsZero() && e.End.After(issued)
}
