package answer

import (
	"slices"
	"strings"

	"liangshan/knowledge/outline"
	"liangshan/knowledge/pattern"
	"liangshan/knowledge/segment"
)

// preferences are between candidates that hold as much of the question.
var preferences = []func(*Shelf, *query, *judged, *passage) float64{
	(*Shelf).preferTime,
	(*Shelf).preferParts,
	(*Shelf).preferRow,
	(*Shelf).preferTrouble,
	(*Shelf).preferRole,
	(*Shelf).preferLength,
	(*Shelf).preferDocument,
}

func (s *Shelf) preference(q *query, j *judged, p *passage) float64 {
	v := 0.0
	for _, of := range preferences {
		v += of(s, q, j, p)
	}
	return v
}

// preferTime prefers what is of the time and the state of things that are asked about.
func (s *Shelf) preferTime(q *query, j *judged, p *passage) float64 {
	text := s.desk.sentences[j.id].text
	v := s.namedTime(q, p, j.id)
	if j.year == sameTime && yearIn.MatchString(q.text) {
		v -= 0.15 // the year was named, and this only speaks of its own time
	}
	if inCase := specialCase.FindString(text); inCase != "" && slices.Contains([]ask{askOften, askMany, askShare}, q.kind) && !strings.Contains(q.text, bare(inCase)) {
		v -= 0.15 // a rule for the flood season is not the rule
	}
	if undoneAsked.MatchString(q.text) && !undone.MatchString(text) {
		v -= 0.6
	}
	if otherIssue.MatchString(text) && !otherIssue.MatchString(q.text) {
		v -= 0.8 // 下一期数据截至…, of the data at hand
	}
	if eachYear.MatchString(q.text) && s.severalYears(p, j.id) {
		v += 0.5
	}
	return v
}

// preferParts prefers what sets out the parts of a matter, where they are asked for.
func (s *Shelf) preferParts(q *query, j *judged, _ *passage) float64 {
	v := 0.4 * float64(s.laysOut(q, j.id))
	if s.openers(q, &j.candidate) {
		v += 0.2
		if (pictured.MatchString(q.text) || whichParts.MatchString(q.text)) && len(s.children(s.desk.sentences[j.id].at)) > 1 {
			v += 0.3 // 打哪几场仗: each part under the heading is one
		}
	}
	if q.kind != askList {
		return v
	}
	if j.cover >= 0.8 && s.opensParts(j.id) {
		v += 0.25 // 培育壮大生态产业: the parts below it are the list
	}
	if n := howManyAsked(q.text); n > 2 && s.hasItems(j, n) {
		v += 0.3
	}
	return v
}

// preferRow prefers the row of the total for a figure, and a sentence to any row for a list.
func (s *Shelf) preferRow(q *query, _ *judged, p *passage) float64 {
	v := 0.0
	if isTotal(p.clause) && q.kind == askMany {
		v += 0.3
		if len(joined(q.words)) == 0 {
			v += 0.4 // nothing tells one row from another
		}
	}
	if p.clause.Kind == outline.Row && q.kind == askList {
		v -= 0.3
	}
	return v
}

// otherIssue is of an issue, a term or a meeting that is not the one at hand.
var otherIssue = pattern.MustCompile(`[下上]一?[期届轮]`)

// preferRole prefers who holds a post to what its holder does, and what follows upon a case to
// what only names it.
func (s *Shelf) preferRole(q *query, j *judged, _ *passage) float64 {
	text := fold(s.desk.sentences[j.id].text)
	if m := holderAsked.FindStringSubmatch(q.text); m != nil && strings.Contains(text, m[1]) {
		if holds(strings.ReplaceAll(text, "副"+m[1], ""), m[1]) {
			return 0.2
		}
		return -0.4
	}
	if !outcomeAsked.MatchString(q.text) {
		return 0
	}
	for _, m := range caseOf.FindAllStringSubmatch(text, -1) {
		if s.pieceCover(q, bare(m[1])) >= 0.3 {
			return 0.4
		}
	}
	return 0
}

var (
	// holderAsked asks who holds a post; outcomeAsked what follows upon a case, which caseOf puts: 考核不合格的，….
	holderAsked  = pattern.MustCompile(`(组长|总指挥|指挥长|召集人|理事长)(?:是|由|为|叫|归|到底)*(?:谁|哪个|哪位|什么人|哪一位)(?:[来]?(?:担任|当|任|做))?$`)
	outcomeAsked = pattern.MustCompile(`后果|(?:怎么|如何)(?:处理|处置|处分|问责|惩处|罚)|(?:受|挨|给|有)(?:到|些)?(?:什么|哪些|怎样的?)(?:处分|处理|处罚|惩罚|问责)|会(?:被)?怎么?样$`)
	caseOf       = pattern.MustCompile(`(?:^|[。；])[^。；，]{0,12}?([^。；，]{2,30})的[,，]`)
)

// preferTrouble prefers what says what is wrong, where that is asked.
func (s *Shelf) preferTrouble(q *query, j *judged, p *passage) float64 {
	if !troubleAsked.MatchString(q.text) {
		return 0
	}
	if p.clause.Kind == outline.Heading && ofTrouble.MatchString(s.desk.sentences[j.id].key) {
		return 0.6 // a section of its own is of them
	}
	if troubleIn(0, s.desk.sentences[j.id].text) == 0 {
		return -0.25 // it speaks of the matter, and not of what is wrong with it
	}
	return 0
}

// troubleIn is how well a sentence tells what is wrong: by each thing that it says falls short,
// rather than by calling it a problem.
func troubleIn(in float64, text string) float64 {
	told := len(troubleTold.FindAllString(text, 3))
	switch {
	case told > 0:
		return 0.7 + 0.1*float64(told)
	case ofTrouble.MatchString(bare(text)), opensList.MatchString(strings.TrimSpace(text)):
		return in
	}
	return 0.5 * in
}

// preferLength prefers the shorter sentence in a conversation, and the one with the long form of a name that is asked.
func (s *Shelf) preferLength(q *query, j *judged, _ *passage) float64 {
	v := 0.0
	if len(q.context) > 0 {
		v -= 0.0008 * float64(runes(s.desk.sentences[j.id].text)) // of two that fit a follow-up the shorter speaks of less else
	}
	if long := s.longForm(q); long != "" && strings.Contains(s.desk.sentences[j.id].key, long) {
		v += 0.5
	}
	return v
}

// preferDocument prefers official texts, and the document that the conversation is about.
func (s *Shelf) preferDocument(q *query, _ *judged, p *passage) float64 {
	v := 0.0
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

// ofTrouble is a heading over what is wrong, not over what is done about it: 补齐短板.
var ofTrouble = pattern.MustCompile(`^[^补解破消克抓攻]*(?:问题|短板|不足|困难|薄弱环节|弱项|差距)$`)

var troubleNoun = pattern.MustCompile(`^(?:突出|主要|明显)?(?:问题|短板|不足|困难|弱项|差距)$`)

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
