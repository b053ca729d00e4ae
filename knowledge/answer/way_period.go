package answer

import (
	"slices"
	"strconv"

	"liangshan/knowledge/segment"
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
	for i := range within {
		c := &within[i]
		st := &s.desk.sentences[c.id]
		p := &s.desk.passages[st.at]
		text, force := s.cutOut(q, c)
		a.Lines = append(a.Lines, Line{Code: Quoted, Text: text, Args: force, Cites: []int{a.cite(p, s.citedWords(p, st, text))}})
		s.remarkSnapshot(q, &a, p)
	}
	if n := len(within); n > 1 {
		a.Lines = append(a.Lines, Line{Code: Count, Args: []string{strconv.Itoa(n), ""}})
	}
	return a, true
}

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

// datedIn are the sentences of which a piece is dated within the period asked about, and
// those of which one is dated across it.
func (s *Shelf) datedIn(q *query) (within, across []judged) {
	asked := map[*Doc][]when.Expr{}
	last := -1
	for _, w := range s.desk.written() {
		doc := s.desk.holder(w.sentence).doc
		if _, ok := asked[doc]; !ok {
			asked[doc] = s.asOfDoc(q, doc.Outline)
		}
		if w.sentence == last || !slices.ContainsFunc(asked[doc], func(e when.Expr) bool { return overlap(e, w.when) }) {
			continue
		}
		last = w.sentence
		if j := s.judgedAt(w); inside(w.when, asked[doc]) {
			within = append(within, j)
		} else {
			across = append(across, j)
		}
	}
	return within, across
}

// judgedAt is a sentence with the piece that writes a date as the one that answers.
func (s *Shelf) judgedAt(w written) judged {
	st := &s.desk.sentences[w.sentence]
	j := judged{candidate: candidate{id: w.sentence, pieces: piecesOf(st, &s.desk.passages[st.at])}, fits: 1, year: 1}
	j.best = max(0, slices.IndexFunc(j.pieces, func(sp segment.Span) bool { return sp.Start <= w.at && w.at < sp.End }))
	return j
}

// inside reports whether a time lies wholly in one of the periods asked about.
func inside(e when.Expr, asked []when.Expr) bool {
	from, to := bounds(e)
	return slices.ContainsFunc(asked, func(a when.Expr) bool {
		f, t := bounds(a)
		return !f.IsZero() && !from.Before(f) && !to.After(t)
	})
}
