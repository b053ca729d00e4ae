package answer

import (
	"slices"
	"strconv"

	"liangshan/knowledge/outline"
	"liangshan/knowledge/pattern"
	"liangshan/knowledge/when"
)

// fromPeriod answers 2月份搞了什么, which names nothing but a time, by all sentences of
// the documents that are dated within it, where the register had nothing due.
func (s *Shelf) fromPeriod(q *query) (Answer, bool) {
	if !q.onlyPeriod() {
		return Answer{}, false
	}
	within, across := s.datedIn(q)
	if len(within) == 0 {
		within = across
	}
	if len(within) == 0 {
		return s.refuse(q, nil, Gap{Code: "period", Args: []string{q.times[0].Text}}), true
	}
	a := Answer{Kind: Answered}
	for i := range within[:min(len(within), mostDated)] {
		c := &within[i]
		st := &s.desk.sentences[c.id]
		p := &s.desk.passages[st.at]
		text, force := s.cutOut(q, c)
		a.Lines = append(a.Lines, Line{Code: Quoted, Text: text, Args: force, Cites: []int{a.cite(p, s.citedWords(p, st, text))}})
		s.remarkSnapshot(q, &a, p)
	}
	return a, true
}

// mostDated is how many sentences of a period are quoted.
const mostDated = 5

// onlyPeriod reports whether a question has a day or a month and no other content.
func (q *query) onlyPeriod() bool {
	return len(q.times) == 1 && shortSpan(q.times[0]) && len(q.units) == 0 && len(q.context) == 0 && slices.Contains([]ask{askHow, askList, askTasks, askPoints, askState}, q.kind) &&
		!slices.ContainsFunc(q.words, func(w word) bool { return w.class == content && !w.spare })
}

// shortSpan reports whether a time is no longer than a month.
func shortSpan(e when.Expr) bool {
	from, to := bounds(e)
	return !to.IsZero() && to.Sub(from) <= 31
}

// ofMonths is a time written with its month.
var ofMonths = pattern.MustCompile(`\d月`)

// spanOfMonths is a time that runs over months: 1-6月.
var spanOfMonths = pattern.MustCompile(`\d月?[-—－–~～至到]+\d{1,2}月`)

// datedIn are the sentences of which a piece is dated within the period asked about; where
// there are none, those of which one is dated across it. What comes round again dates
// nothing. Only sentences that write the month, or a later one that a span ends in, are read.
func (s *Shelf) datedIn(q *query) (within, across []judged) {
	from, to := bounds(q.times[0])
	for m := from.Month; m <= to.Month; m++ {
		for _, id := range s.desk.where(strconv.Itoa(int(m)) + "月") {
			if len(within) == mostDated {
				return within, nil
			}
			if j, inside, ok := s.datedAt(q, id); ok && inside {
				within = append(within, j)
			}
		}
	}
	for m := to.Month; len(within) == 0 && m <= 12 && len(across) < mostDated; m++ {
		for _, id := range s.desk.where(strconv.Itoa(int(m)) + "月") {
			if !spanOfMonths.MatchString(s.desk.sentences[id].text) {
				continue
			}
			if j, _, ok := s.datedAt(q, id); ok && len(across) < mostDated {
				across = append(across, j)
			}
		}
	}
	return within, across
}

// datedAt is the piece of a sentence whose day or month fits the period asked about, and
// whether it lies within it.
func (s *Shelf) datedAt(q *query, id int) (j judged, inside, ok bool) {
	st := &s.desk.sentences[id]
	p := &s.desk.passages[st.at]
	if st.repeat >= 0 || !tells(p) {
		return j, false, false
	}
	c := candidate{id: id, pieces: piecesOf(st, p)}
	for i, sp := range c.pieces {
		e, dated := timeIn(s.timesOf(&c), sp, st.text)
		if dated && e.Kind != when.Recurrence && ofMonths.MatchString(e.Text) && s.timeFit(q, &c, i) == 1 {
			j = judged{candidate: c, fits: 1, year: 1}
			j.best = i
			return j, s.inside(q, p, e), true
		}
	}
	return j, false, false
}

// tells reports whether a passage is running text.
func tells(p *passage) bool {
	switch p.clause.Kind {
	case outline.Head, outline.Tail, outline.Heading, outline.Row:
		return false
	}
	return true
}

// inside reports whether a time lies wholly in the period asked about.
func (s *Shelf) inside(q *query, p *passage, e when.Expr) bool {
	from, to := bounds(e)
	return slices.ContainsFunc(s.asOfDoc(q, p.doc.Outline), func(asked when.Expr) bool {
		f, t := bounds(asked)
		return !f.IsZero() && !from.Before(f) && !to.After(t)
	})
}
