package answer

import (
	"slices"

	"liangshan/knowledge/when"
	"liangshan/store/day"
)

// replied finds a coordinator's reply that covers the question, the latest first.
func (s *Shelf) replied(q *query) (Answer, bool) {
	for i := len(s.Replies) - 1; i >= 0; i-- {
		r := &s.Replies[i]
		key := bare(r.Question + r.Text)
		total, got := 0.0, 0.0
		for k := range q.words {
			w := &q.words[k]
			m := met(w, key)
			if w.name && m < wordMet {
				total = 0
				break
			}
			total += w.weight
			got += w.weight * m
		}
		if total == 0 || got < 0.7*total || !s.sameTimes(q, r) {
			continue
		}
		on := day.Of(r.At)
		a := Answer{Kind: Answered}
		a.Citations = []Citation{{Quote: r.Text, Replied: r.By, Issued: on}}
		said := []string{r.By}
		if !r.Private {
			said = append(said, r.Question)
		}
		a.Lines = []Line{{Code: FromReply, Args: said, Dates: []day.Date{on}, Text: r.Text, Cites: []int{0}}}
		return a, true
	}
	return Answer{}, false
}

// sameTimes reports whether the period asked for is the one that the reply was asked for.
func (s *Shelf) sameTimes(q *query, r *Reply) bool {
	if len(q.times) == 0 {
		return true
	}
	then := s.understand(r.Question, Question{Now: r.At}).times
	return slices.ContainsFunc(then, func(e when.Expr) bool { return overlap(e, q.times[0]) })
}
