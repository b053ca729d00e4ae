package answer

import (
	"slices"
	"strconv"
	"strings"

	"liangshan/knowledge/outline"
	"liangshan/knowledge/pattern"
	"liangshan/knowledge/segment"
	"liangshan/knowledge/when"
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

// lead is what stands before the figure in its piece.
func (am *amount) lead() string { return am.text[:min(am.f.Start, len(am.text))] }

// amounts lists the figures of the sentences that the question is near to, best sentences first.
func (s *Shelf) amounts(q *query) []amount {
	var out []amount
	for _, id := range s.amountSentences(q) {
		if s.desk.holder(id).clause.Kind == outline.Row {
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
		p := s.desk.holder(c.id)
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

// riseVerb says that a figure rises or falls.
const riseVerb = `提高|提升|增加|增长|上升|扩大|下降|降低|减少|压减|缩短`

var (
	risenFrom = pattern.MustCompile(`(?:从|由)[\p{Han}\d]{0,8}$`)
	risesTo   = pattern.MustCompile(`\d[^，；]*(?:` + riseVerb + `|达)(?:到|至|为)[^，；]*$`)
	risenTo   = pattern.MustCompile(`^[\p{Han}]{0,4}(?:` + riseVerb + `)(?:到|至|为)`)
)

var setAgainst = pattern.MustCompile(`(?:比|较)[^，]{0,12}(?:提高|提升|增加|增长|上升|下降|降低|减少|多|少|高|低)了?$`)

// yearOf is the year that a time ends in.
func yearOf(e when.Expr, ok bool) int {
	if !ok {
		return 0
	}
	_, end := bounds(e)
	return end.Year
}

// yearAt is the year of a figure: the last that its piece writes before it; what one has
// risen to is of the year before the piece (由2022年的81%、2023年的86%提高到92%).
func yearAt(lead string, year, before int) int {
	all := yearIn.FindAllStringIndex(lead, -1)
	if len(all) == 0 {
		return year
	}
	last := all[len(all)-1]
	if risesTo.MatchString(lead[last[1]:]) {
		return before
	}
	y, _ := strconv.Atoi(lead[last[0]:last[1]])
	return y
}
