package answer

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"liangshan/knowledge/segment"
	"liangshan/store/day"
)

// amount is a figure with what it stands in and the year that governs it.
type amount struct {
	f       segment.Figure
	year    int
	c       judged
	text    string // the piece
	atLeast bool
}

// byArithmetic computes differences and sums from figures that stand in the documents.
func (s *Shelf) byArithmetic(q *query) (Answer, bool) {
	switch q.kind {
	case askDiff:
		return s.difference(q)
	case askSum:
		return s.sum(q)
	}
	if q.kind == askMany && twoTopics.MatchString(q.text) && togetherAsked.MatchString(q.text) {
		return s.sum(q)
	}
	return Answer{}, false
}

var (
	twoTopics     = regexp.MustCompile(`[\p{Han}]{2,}(?:和|加上?|跟|与|、)[\p{Han}]{2,}`)
	togetherAsked = regexp.MustCompile(`一共|总共|合计|加起来|共`)
	yearIn        = regexp.MustCompile(`(?:19|20)\d\d`)
)

// difference subtracts two figures of one unit that stand for two years.
func (s *Shelf) difference(q *query) (Answer, bool) {
	years := s.yearsAsked(q)
	if len(years) != 2 {
		return Answer{}, false
	}
	byYear := map[int][]amount{}
	for _, am := range s.amounts(q) {
		byYear[am.year] = append(byYear[am.year], am)
	}
	a, b, ok := samePair(byYear[years[0]], byYear[years[1]])
	if !ok {
		return Answer{}, false
	}
	return s.sayDifference(a, b), true
}

func (s *Shelf) yearsAsked(q *query) []int {
	var out []int
	add := func(y int) {
		if y > 0 && !slices.Contains(out, y) {
			out = append(out, y)
		}
	}
	for _, e := range q.times {
		for _, x := range s.asOf(q, s.firstIssued()) {
			if x.Text == e.Text {
				_, end := bounds(x)
				if y := end.Year; y > 0 && (strings.Contains(e.Text, strconv.Itoa(y)) || relativeYear.MatchString(e.Text)) {
					add(y)
				}
			}
		}
	}
	for _, m := range yearIn.FindAllString(q.text, -1) {
		y, _ := strconv.Atoi(m)
		add(y)
	}
	return out
}

// amounts lists the figures of the sentences that the question is near to, best sentences first.
func (s *Shelf) amounts(q *query) []amount {
	var out []amount
	for _, id := range s.amountSentences(q) {
		c := s.judgeOne(q, s.desk.weigh(q, id))
		exprs := s.timesOf(&c.candidate)
		st := &s.desk.sentences[id]
		for _, sp := range c.pieces {
			year := 0
			if e, ok := timeBefore(exprs, sp); ok {
				_, end := bounds(e)
				year = end.Year
			}
			text := sp.Of(st.text)
			for _, f := range segment.Quantity(text) {
				if len(q.measure) > 0 && !slices.Contains(q.measure, f.Unit) {
					continue
				}
				out = append(out, amount{f: f, year: year, c: c, text: trimMarks(text), atLeast: strings.HasPrefix(text[f.End:], "以上") || strings.Contains(text[:f.Start], "不低于")})
			}
		}
	}
	return out
}

// amountSentences are the candidates, the passages just spoken of, and, when the
// question has no word of its own, every sentence with both years.
func (s *Shelf) amountSentences(q *query) []int {
	var out []int
	for _, c := range s.desk.candidates(q) {
		if c.cover >= coverLow || s.hasYears(q, c.id) {
			out = append(out, c.id)
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

func (s *Shelf) hasYears(q *query, id int) bool {
	key := s.desk.sentences[id].key
	n := 0
	for _, y := range s.yearsAsked(q) {
		if strings.Contains(key, strconv.Itoa(y)) {
			n++
		}
	}
	return n > 0 && n == len(s.yearsAsked(q))
}

// samePair finds the first figures of one unit on both sides.
func samePair(as, bs []amount) (amount, amount, bool) {
	for _, a := range as {
		for _, b := range bs {
			if a.f.Unit == b.f.Unit {
				return a, b, true
			}
		}
	}
	return amount{}, amount{}, false
}

func (s *Shelf) sayDifference(a, b amount) Answer {
	out := Answer{Kind: Answered}
	big, small := a, b
	if big.f.Value < small.f.Value {
		big, small = small, big
	}
	unit := big.f.Unit
	if unit == "%" {
		unit = "个百分点"
	}
	least := ""
	if big.atLeast {
		least = "least"
	}
	out.Lines = append(out.Lines, Line{Code: Difference, Args: []string{
		strconv.Itoa(big.year), big.f.Text, strconv.Itoa(small.year), small.f.Text, trimFloat(big.f.Value - small.f.Value), unit, least,
	}, Cites: []int{s.citeAmount(&out, big), s.citeAmount(&out, small)}})
	for _, am := range []amount{small, big} {
		out.sayOnce(Line{Code: Quoted, Text: am.text, Cites: []int{s.citeAmount(&out, am)}})
	}
	return out
}

func (s *Shelf) citeAmount(a *Answer, am amount) int {
	st := &s.desk.sentences[am.c.id]
	return a.cite(&s.desk.passages[st.at], quoteWhole(st.text))
}

// sum adds the figures of the things that the question names, once each.
func (s *Shelf) sum(q *query) (Answer, bool) {
	var terms []amount
	for i := range q.words {
		w := &q.words[i]
		if w.class != content || sumWord.MatchString(w.text) {
			continue
		}
		if am, ok := s.amountOf(q, w); ok && !slices.ContainsFunc(terms, func(t amount) bool { return t.f == am.f && t.c.id == am.c.id }) {
			terms = append(terms, am)
		}
	}
	if len(terms) < 2 || slices.ContainsFunc(terms, func(t amount) bool { return t.f.Unit != terms[0].f.Unit }) {
		return Answer{}, false
	}
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
	return out, true
}

var sumWord = regexp.MustCompile(`^(?:一共|总共|合计|加起来|相加)`)

// amountOf is the figure that stands with a word: in the same item of a list, else in the same piece.
func (s *Shelf) amountOf(q *query, w *word) (amount, bool) {
	for _, id := range s.desk.where(w.text) {
		c := s.judgeOne(q, s.desk.weigh(q, id))
		if s.desk.sentences[id].repeat >= 0 {
			continue
		}
		st := &s.desk.sentences[id]
		for _, sp := range c.pieces {
			for _, item := range append(splitList(sp.Of(st.text)), sp.Of(st.text)) {
				if met(w, fold(item)) < wordMet {
					continue
				}
				for _, f := range segment.Quantity(item) {
					if len(q.measure) == 0 || slices.Contains(q.measure, f.Unit) {
						f.Start, f.End = 0, 0
						return amount{f: f, c: c, text: trimMarks(sp.Of(st.text))}, true
					}
				}
			}
		}
	}
	return amount{}, false
}

func (s *Shelf) firstIssued() (d day.Date) {
	for _, doc := range s.desk.docs() {
		if !doc.Outline.Issued.IsZero() {
			return doc.Outline.Issued
		}
	}
	return d
}
