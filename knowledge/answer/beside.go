package answer

import (
	"strings"

	"liangshan/knowledge/outline"
	"liangshan/store/day"
)

// sayRow answers from a table row: the cell that was asked for, else what, who and by when.
func (s *Shelf) sayRow(q *query, a *Answer, p *passage) {
	at := a.cite(p, strings.TrimSpace(rowWhat(p.clause)))
	a.Lines = append(a.Lines, Line{Code: Quoted, Text: strings.TrimSpace(rowWhat(p.clause)), Cites: []int{at}})
	said := false
	for _, cell := range p.clause.Cells {
		if asked, ok := rowCell(q, p.clause); ok && asked.Header != cell.Header && !companion(q, cell.Header) && !alsoTarget(q, asked.Header, cell.Header) {
			continue
		}
		if numberHeader.MatchString(cell.Header) || strings.TrimSpace(cell.Text) == strings.TrimSpace(rowWhat(p.clause)) || strings.TrimSpace(cell.Text) == "" {
			continue
		}
		if unitHeader.MatchString(cell.Header) {
			continue
		}
		l := Line{Code: RowCell, Args: []string{strings.TrimSpace(cell.Header)}, Text: strings.TrimSpace(cell.Text), Cites: []int{at}}
		if u := unitOf(p.clause); u != "" && yearHeader.MatchString(cell.Header) {
			l.Args = append(l.Args, u)
		}
		a.Lines = append(a.Lines, l)
		said = true
	}
	if !said {
		a.Kind = NotIn
		a.Missing = append(a.Missing, Gap{Code: "attribute", Args: []string{string(q.kind)}})
	}
}

// companion columns are shown beside the one asked for: the supporting unit beside the lead.
func companion(q *query, header string) bool {
	return q.kind == askWho && supportHeader.MatchString(header) && (!supportAsked.MatchString(q.text) || strings.Contains(q.text, "牵头"))
}

// alsoTarget: where no year was asked, the targets of all years are said.
func alsoTarget(q *query, asked, header string) bool {
	return len(q.times) == 0 && targetColumn.MatchString(asked) && yearHeader.MatchString(asked) && targetColumn.MatchString(header) && yearHeader.MatchString(header)
}

// otherDocument puts another document's word beside the first where both speak to
// the point: the plan beside the letter, each with its date.
func (s *Shelf) otherDocument(q *query, a *Answer, best judged, list []judged) {
	if len(q.home) > 0 || q.doc != nil || !needsFit(q.kind) {
		return
	}
	seen := map[*Doc]bool{s.desk.passages[s.desk.sentences[best.id].at].doc: true}
	for i := range list {
		o := &list[i]
		p := &s.desk.passages[s.desk.sentences[o.id].at]
		if seen[p.doc] || len(seen) > 2 || o.fits < 0.8 || o.total < 0.65*best.total || o.cover < 0.7*best.cover {
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
		text, force = strings.TrimSpace(rowWhat(p.clause))+"，"+otherCell(q, p.clause), ""
	}
	at := a.cite(p, s.quoteOf(p, o.id))
	l := Line{Code: ByDoc, Args: []string{shortName(p.doc.Outline), force}, Dates: []day.Date{p.doc.Outline.Issued}, Text: text, Cites: []int{at}}
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
