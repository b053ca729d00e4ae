package answer

import (
	"slices"
	"strconv"
	"strings"

	"liangshan/knowledge/outline"
	"liangshan/knowledge/pattern"
	"liangshan/knowledge/segment"
)

// amount is a figure with what it stands in and the year that governs it.
type amount struct {
	f       segment.Figure
	year    int
	c       judged
	text    string // the piece
	item    string // of a list in it, where the figure is that of one
	atLeast bool
}

// byArithmetic computes differences and sums from figures that stand in the documents.
func (s *Shelf) byArithmetic(q *query) (Answer, bool) {
	if a, ok := s.orderOf(q); ok {
		return a, true
	}
	if convertAsked.MatchString(q.text) {
		return s.converted(q)
	}
	if averageAsked.MatchString(q.text) {
		if a, ok := s.average(q); ok {
			return a, true
		}
	}
	if remainderAsked.MatchString(q.text) && (q.kind == askMany || q.kind == askShare || q.kind == askDiff) {
		if a, ok := s.remainder(q); ok {
			return a, ok
		}
		return s.differenceInRow(q)
	}
	if m := yearOfMost.FindStringSubmatch(q.text); m != nil {
		return s.mostYear(q, "最"+strings.TrimPrefix(m[1]+m[2]+m[3], "最"))
	}
	if q.eachYears() {
		return s.eachYearSaid(q)
	}
	if q.kind == askSum || q.kind == askMany && (togetherAsked.MatchString(q.text) || yearsMeant.MatchString(q.text)) {
		if a, ok := s.sumOfYears(q); ok {
			return a, true
		}
	}
	for _, from := range []way{(*Shelf).fromShares, (*Shelf).fromParts} {
		if a, ok := from(s, q); ok {
			return a, true
		}
	}
	switch q.kind {
	case askDiff:
		if s.statedDifference(q) {
			return Answer{}, false // the text's own figure is quoted, none is computed
		}
		if a, ok := s.difference(q); ok {
			return a, true
		}
		return s.differenceInRow(q)
	case askSum:
		return s.sum(q)
	}
	if apartAsked.MatchString(q.text) {
		return s.timeApart(q)
	}
	if changeAsked.MatchString(q.text) && (q.kind == askMany || q.kind == askShare) {
		if a, ok := s.change(q); ok || len(q.years()) != 2 {
			return a, ok
		}
		return s.differenceInRow(q)
	}
	if q.kind == askMany && togetherAsked.MatchString(q.text) {
		return s.sum(q)
	}
	return Answer{}, false
}

var togetherAsked = pattern.MustCompile(`一共|总共|合计|加起来|共`)

var (
	remainderAsked = pattern.MustCompile(`(?:还|尚)(?:差|剩|缺|有)(?:下|了)?.{0,8}(?:多少|几)|剩(?:余|下)?的?(?:多少|几)|(?:多少|几).{0,8}(?:没|未|尚未)(?:有)?(?:完成|修|建|做|整改|办|到位|开工|完工|销号|拆|通)`)
	ofPlan         = pattern.MustCompile(`(?:占|完成)[\p{Han}]{0,6}(?:计划|任务|目标)[\p{Han}]{0,4}$`)
	doneBefore     = pattern.MustCompile(`已经?[\p{Han}]{0,4}$|完成[\p{Han}]{0,3}$|累计[\p{Han}]{0,4}$`)
)

// remainder subtracts what is done from what was to be done, where one sentence gives
// both for the thing asked about: 新建150公里，目前已完工92公里.
func (s *Shelf) remainder(q *query) (Answer, bool) {
	list := s.amounts(q)
	for i := 1; i < len(list); i++ {
		whole, done := list[i-1], list[i]
		swapped := ofPlan.MatchString(done.lead())
		if swapped { // 完成2.86亿元，占年度计划4.2亿元的68.1%
			whole, done = done, whole
		}
		if whole.c.id != done.c.id || whole.f.Unit != done.f.Unit || done.f.Value >= whole.f.Value || whole.c.cover < coverLow {
			continue
		}
		years := s.yearsAsked(q, s.desk.passages[s.desk.sentences[whole.c.id].at].doc.Outline.Issued)
		if !swapped && !doneBefore.MatchString(done.lead()) || doneBefore.MatchString(whole.lead()) || len(years) == 1 && whole.year != 0 && whole.year != years[0] {
			continue
		}
		a := Answer{Kind: Answered}
		at := s.citeAmount(&a, whole)
		a.Lines = append(a.Lines,
			Line{Code: Difference, Args: []string{"", whole.f.Text, "", done.f.Text, trimFloat(whole.f.Value - done.f.Value), whole.f.Unit, "left"}, Cites: []int{at}},
			Line{Code: Quoted, Text: withoutLabel(whole.text), Cites: []int{at}}, Line{Code: Quoted, Text: done.text, Cites: []int{at}})
		return a, true
	}
	return Answer{}, false
}

// lead is what stands before the figure in its piece.
func (am *amount) lead() string { return am.text[:min(am.f.Start, len(am.text))] }

// namesDay reports whether what is quoted names a day of the month.
func (a *Answer) namesDay() bool {
	return slices.ContainsFunc(a.Lines, func(l Line) bool { return l.Code == Quoted && numberedDay.MatchString(l.Text) })
}

// amounts lists the figures of the sentences that the question is near to, best sentences first.
func (s *Shelf) amounts(q *query) []amount {
	var out []amount
	for _, id := range s.amountSentences(q) {
		if s.desk.passages[s.desk.sentences[id].at].clause.Kind == outline.Row {
			continue // its columns say what its figures are of
		}
		c := s.judgeOne(q, s.desk.weigh(q, id))
		exprs := s.timesOf(&c.candidate)
		st := &s.desk.sentences[id]
		for _, sp := range c.pieces {
			year := yearOf(timeBefore(exprs, sp, st.text))
			before := yearOf(timeBefore(exprs, segment.Span{Start: sp.Start, End: sp.Start}, st.text))
			text := sp.Of(st.text)
			for _, f := range segment.Quantity(text) {
				if setAgainst.MatchString(text[:f.Start]) {
					continue // 比2020年增加15天: a change, not what it was
				}
				if len(q.measure) > 0 && !slices.Contains(q.measure, f.Unit) {
					continue
				}
				out = append(out, amount{f: f, year: yearAt(text[:f.Start], year, before), c: c, text: trimMarks(text), atLeast: strings.HasPrefix(text[f.End:], "以上") || strings.Contains(text[:f.Start], "不低于")})
			}
		}
	}
	return out
}

// amountSentences are the candidates, the passages just spoken of, and, when the
// question has no word of its own, every sentence with both years.
func (s *Shelf) amountSentences(q *query) []int {
	var out []int
	for i, c := range s.desk.candidates(q) {
		if c.cover >= coverLow || s.hasYears(q, c.id) && (c.cover > 0 || len(joined(q.words)) == 0) {
			out = append(out, c.id)
		}
		if i > 0 || q.kind != askDiff {
			continue
		}
		p := &s.desk.passages[s.desk.sentences[c.id].at]
		for id := p.first; id < p.last; id++ { // 去年…；今年…: the other year stands beside
			if id != c.id {
				out = append(out, id)
			}
		}
	}
	if len(joined(q.words)) > 0 {
		return out
	}
	for id := range s.desk.sentences {
		if s.desk.sentences[id].repeat < 0 && s.hasYears(q, id) && !slices.Contains(out, id) {
			out = append(out, id)
		}
	}
	return out
}

// withTime quotes the piece of an amount, from the one before it that says of what year it is.
func (s *Shelf) withTime(am *amount) string {
	if am.year == 0 || yearIn.MatchString(am.text) || am.c.best < 0 {
		return am.text
	}
	st := &s.desk.sentences[am.c.id]
	i := slices.IndexFunc(am.c.pieces, func(sp segment.Span) bool { return strings.HasPrefix(sp.Of(st.text), am.text) })
	if i < 0 {
		return am.text
	}
	c := am.c
	c.best = i
	return s.fromItsTime(&c)
}

// name is what tells an amount from the other: its year, if it has one.
func (am *amount) name() string {
	if am.year == 0 {
		return ""
	}
	return strconv.Itoa(am.year) + "年"
}

func (s *Shelf) citeAmount(a *Answer, am amount) int {
	st := &s.desk.sentences[am.c.id]
	return a.cite(&s.desk.passages[st.at], quoteWhole(st.text))
}

// sum adds the figures of the things that the question names, once each.
func (s *Shelf) sum(q *query) (Answer, bool) {
	if terms := s.countedTerms(q); len(terms) > 0 {
		return s.saySum(terms), true
	}
	var terms []amount
	for _, topic := range topics(q.text) {
		more, ok := s.termsOf(q, topic)
		if !ok {
			return Answer{}, false
		}
		for _, am := range more {
			if slices.ContainsFunc(terms, am.sameAs) {
				return Answer{}, false // two things named, and one figure for both
			}
			terms = append(terms, am)
		}
	}
	if n := termsNamed(q.text); len(terms) < 2 || n > 0 && n != len(terms) || slices.ContainsFunc(terms, func(t amount) bool { return t.f.Unit != terms[0].f.Unit }) {
		return Answer{}, false
	}
	return s.saySum(terms), true
}

func (s *Shelf) saySum(terms []amount) Answer {
	out := Answer{Kind: Answered}
	line := Line{Code: Sum}
	total := 0.0
	for _, t := range terms {
		total += t.f.Value
		line.Args = append(line.Args, t.f.Text)
		line.Cites = append(line.Cites, s.citeAmount(&out, t))
	}
	line.Args = append(line.Args, trimFloat(total)+terms[0].f.Unit)
	out.Lines = append(out.Lines, line)
	for _, t := range terms {
		out.sayOnce(Line{Code: Quoted, Text: t.text, Cites: []int{s.citeAmount(&out, t)}})
	}
	return out
}

// countedTerms are the figures of the one sentence that gives as many of them as the
// question counts things of one name: 三块湿地加起来多少亩. None where one holds another.
func (s *Shelf) countedTerms(q *query) []amount {
	things := topics(q.text)
	n := float64(len(things))
	if m := howManyAdded.FindStringSubmatch(q.text); m != nil && n == 1 {
		n, _ = segment.Number(strings.Replace(m[1], "两", "二", 1))
	}
	if n < 2 || len(q.measure) == 0 {
		return nil
	}
	bySentence := map[int][]amount{}
	for _, am := range s.amounts(q) {
		bySentence[am.c.id] = append(bySentence[am.c.id], am)
	}
	for _, c := range s.desk.candidates(q) {
		list := bySentence[c.id]
		if len(list) == 0 || c.cover < coverLow {
			continue
		}
		if len(things) > 1 && !inTurn(things, list) || len(list) != int(n) || wholeWord.MatchString(s.desk.sentences[c.id].text) || slices.ContainsFunc(list, func(t amount) bool { return t.f.Unit != list[0].f.Unit }) {
			return nil
		}
		return list
	}
	return nil
}

// inTurn reports whether figures are those of things named in their order, by how each begins: 区级和镇街抢险队伍.
func inTurn(things []string, list []amount) bool {
	for i, thing := range things {
		rs := []rune(bare(thing))
		if i >= len(list) || len(rs) < 2 || !strings.Contains(bare(list[i].text), string(rs[:2])) {
			return false
		}
	}
	return true
}

// wholeWord stands where one figure holds others.
var wholeWord = pattern.MustCompile(`其中|总|共|合计|累计`)

// termsOf are the figures of one topic: those of each thing in it where the text gives
// them apart (宣讲发布会, of 宣讲6次、发布会1次). false where a word of it is bound to nothing.
func (s *Shelf) termsOf(q *query, topic string) ([]amount, bool) {
	am, ok := s.amountOf(q, topic)
	if !ok {
		return nil, false
	}
	out := []amount{am}
	t := s.topicQuery(q, topic)
	for i := range t.words {
		w := &t.words[i]
		if w.class != content || metIn(w, bare(am.item)) >= wordMet {
			continue
		}
		if other, ok := s.amountOf(q, w.text); ok && other.c.id == am.c.id && !other.sameAs(am) && metIn(w, bare(other.item)) >= wordMet && !s.isTotalOf(&other, &am, topic) {
			out = append(out, other)
		} else if am.c.met[i] < wordMet {
			return nil, false
		}
	}
	return out, true
}

// isTotalOf reports whether one amount holds another: 治理资金3.6亿元，其中中央资金1.5亿元,
// or the topic names them so: 治理资金里中央.
func (s *Shelf) isTotalOf(whole, am *amount, topic string) bool {
	text := s.desk.sentences[am.c.id].text
	i, j := strings.Index(text, whole.text), strings.Index(text, am.text)
	return strings.ContainsAny(topic, "里中的") || i >= 0 && i <= j && strings.Contains(text[i:j+len(am.text)], "其中")
}

// sameAs reports whether two amounts are one figure of one place.
func (am *amount) sameAs(o amount) bool {
	return am.f == o.f && am.c.id == o.c.id && am.item == o.item
}

// countedThings is how many things are to be added, by the question's own count: 三样加起来.
var countedThings = pattern.MustCompile(`([两二三四五六七八九十]|\d+)(?:样|类|种|者|个|项|块)(?:活动|资金|东西|事)?(?:加|一共|总共|合计|共)`)

// termsNamed is how many addends the question says there are; 0 if it does not say.
func termsNamed(text string) int {
	m := countedThings.FindStringSubmatch(text)
	if m == nil {
		return 0
	}
	n, _ := segment.Number(m[1])
	return int(n)
}

var (
	topicMark = pattern.MustCompile(`加起来|加在一起|合起来|相加|一共|总共|合计|要|共|有|是`)
	topicCut  = pattern.MustCompile(several.String() + `|加上?`)
	compared  = pattern.MustCompile(`^(.{2,}?)(?:比|较|跟|和|与)(.{2,}?)(?:相比|相差|差|多|少|高|低|大|小|增)`)
)

// topics are the things whose figures are to be added: 宣讲和志愿者活动一共多少次.
func topics(text string) []string {
	head := text
	if loc := countedThings.FindStringIndex(text); loc != nil {
		head = text[:loc[0]]
	} else if loc := topicMark.FindStringIndex(text); loc != nil {
		head = text[:loc[0]]
	}
	return topicCut.Split(head, -1)
}

// amountOf is the figure that stands with a topic: in the item of a list that holds
// all its words, else in such a piece.
func (s *Shelf) amountOf(q *query, topic string) (amount, bool) {
	t := s.topicQuery(q, topic)
	if len(joined(t.words)) == 0 {
		return amount{}, false
	}
	list := s.desk.candidates(t)
	for _, holds := range []func(*candidate, string, segment.Figure) bool{
		func(_ *candidate, item string, _ segment.Figure) bool { return s.pieceCover(t, bare(item)) >= 0.7 },
		// what the sentence began with is not said again: 保护资金…，其中中央资金2.16亿元
		func(c *candidate, item string, f segment.Figure) bool {
			return c.cover >= 0.9 && t.headIn(bare(item[:max(strings.Index(item, f.Text), 0)]))
		},
	} {
		for i := range list {
			if am, ok := s.itemAmount(t, &list[i], holds); ok {
				return am, true
			}
		}
	}
	return amount{}, false
}

// topicQuery asks for the figure of a topic in the measure of a question.
func (s *Shelf) topicQuery(q *query, topic string) *query {
	t := &query{text: topic, kind: askMany, measure: q.measure, now: q.now}
	if q.countsThings() {
		t.measure = strings.Split(sameCount[len(sameCount)-1], "")
	}
	t.words = s.desk.words(blankAsking(topic), topic)
	for i := range t.words {
		s.desk.weighWord(&t.words[i])
	}
	return t
}

// itemAmount is the figure of the first item of a sentence that has the topic's head and holds it.
func (s *Shelf) itemAmount(t *query, c *candidate, holds func(*candidate, string, segment.Figure) bool) (amount, bool) {
	st := &s.desk.sentences[c.id]
	for _, sp := range c.pieces {
		for _, item := range append(splitList(sp.Of(st.text)), sp.Of(st.text)) {
			if f, ok := firstFigure(item, t.measure); ok && t.headIn(bare(item)) && holds(c, item, f) {
				return amount{f: f, c: judged{candidate: *c}, text: trimMarks(withoutLabel(sp.Of(st.text))), item: item}, true
			}
		}
	}
	return amount{}, false
}

// headIn reports whether a text has the last word of a topic: 中央, of 保护资金里中央.
func (q *query) headIn(key string) bool {
	p := q.predicate()
	return p == nil || metIn(p, key) >= wordMet
}

func firstFigure(text string, measure []string) (segment.Figure, bool) {
	for _, f := range segment.Quantity(text) {
		if risenFrom.MatchString(text[:f.Start]) && risenTo.MatchString(text[f.End:]) {
			continue // 从48%提高到67%: it is 67% now
		}
		if len(measure) == 0 && f.Unit != "" || slices.Contains(measure, f.Unit) {
			f.Start, f.End = 0, 0
			return f, true
		}
	}
	return segment.Figure{}, false
}

var (
	risenFrom = pattern.MustCompile(`(?:从|由)[\p{Han}\d]{0,8}$`)
	risesTo   = pattern.MustCompile(`\d[^，；]*(?:提高|提升|增加|增长|上升|扩大|下降|降低|减少|压减|缩短|达)(?:到|至|为)[^，；]*$`)
	risenTo   = pattern.MustCompile(`^[\p{Han}]{0,4}(?:提高|提升|增加|增长|上升|扩大|下降|降低|减少|压减|缩短)(?:到|至|为)`)
)
