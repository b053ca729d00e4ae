package answer

import (
	"strings"

	"liangshan/knowledge/outline"
	"liangshan/store/day"
)

// otherDocument puts another document's word beside the first where both speak to
// the point: the plan beside the letter, each with its date.
func (s *Shelf) otherDocument(q *query, a *Answer, best judged, list []judged) {
	if len(q.home) > 0 || q.doc != nil || !needsFit(q.kind) {
		return
	}
	doc := s.desk.holder(best.id).doc
	seen := map[*Doc]bool{doc: true}
	for i := range list {
		o := &list[i]
		p := s.desk.holder(o.id)
		if seen[p.doc] || s.desk.guests[p.doc] != s.desk.guests[doc] || len(seen) > 2 || o.fits < 0.8 || o.total < 0.65*best.total || o.cover < 0.7*best.cover {
			continue
		}
		if q.kind == askWhen && p.clause.Kind != outline.Row && s.topicCover(q, o.keys, o.best) < 0.5 {
			continue // its date is of something else
		}
		if looser(q, &best, o) {
			continue // it has another word for it: perhaps another thing
		}
		if len(s.gaps(q, o)) > 0 || s.softShare(q, o) > 0.1 {
			continue
		}
		seen[p.doc] = true
		if !s.saysSame(q, &best, o) {
			s.sayBeside(q, a, o, p)
		}
	}
}

// looser reports whether b meets by an alternative a word that a meets as it was asked.
func looser(q *query, a, b *judged) bool {
	for i := range q.words {
		if q.words[i].class == content && a.inside[i] >= 1 && b.inside[i] >= wordMet && b.inside[i] < 1 {
			return true
		}
	}
	return false
}

func (s *Shelf) sayBeside(q *query, a *Answer, o *judged, p *passage) {
	text, force := s.cutOut(q, o)
	if p.clause.Kind == outline.Row {
		text, force = rowWhat(p.clause)+"，"+otherCell(q, p.clause), nil
	}
	at := a.cite(p, s.quoteOf(p, o.id))
	l := Line{Code: ByDoc, Args: append([]string{shortName(p.doc.Outline)}, force...), Dates: []day.Date{p.doc.Outline.Issued}, Text: text, Cites: []int{at}}
	a.Lines = append(a.Lines, l)
}

// saysSame reports whether two candidates give the same words, or the same day.
func (s *Shelf) saysSame(q *query, a, b *judged) bool {
	if s.sameWords(a, b) {
		return true
	}
	if q.kind != askWhen {
		return false
	}
	x, okX := s.timeAt(&a.candidate, a.best)
	y, okY := s.timeAt(&b.candidate, b.best)
	return okX && okY && x.End == y.End && !x.End.IsZero()
}

func (s *Shelf) sameWords(a, b *judged) bool {
	return strings.Map(dropMarks, s.desk.sentences[a.id].key) == strings.Map(dropMarks, s.desk.sentences[b.id].key)
}
