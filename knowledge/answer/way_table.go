package answer

import (
	"slices"
	"strconv"
	"strings"

	"liangshan/knowledge/outline"
)

// fromTable lists the rows of the table that the question names: 主要指标有哪些.
func (s *Shelf) fromTable(q *query) (Answer, bool) {
	if q.kind != askList && q.kind != askTasks || len(joined(q.words)) == 0 && !strings.Contains(q.text, "指标") || stateOfThem.MatchString(q.text) {
		return Answer{}, false
	}
	if a, ok := s.tableByColumn(q); ok {
		return a, true
	}
	for i := range s.desk.passages {
		p := &s.desk.passages[i]
		if p.clause.Kind != outline.Row || q.another(p.doc) || !names(q, bare(p.clause.TableTitle)) {
			continue
		}
		return s.sayTable(p), true
	}
	return Answer{}, false
}

// names reports whether a table's title meets every word of the question.
func names(q *query, title string) bool {
	if title == "" {
		return false
	}
	n := 0
	for i := range q.words {
		w := &q.words[i]
		if met(w, title) >= wordMet {
			n++
		} else if w.class == content {
			return false
		}
	}
	return n > 0
}

// tableByColumn lists the rows that hold a word of the question as the whole of a
// cell, where its other words name the table: 约束性指标.
func (s *Shelf) tableByColumn(q *query) (Answer, bool) {
	for i := range q.words {
		w := &q.words[i]
		if w.class != content || w.gap != "" {
			continue
		}
		a := Answer{Kind: Answered}
		table := -1
		for _, id := range s.desk.where(w.text) {
			p := s.desk.holder(id)
			if p.clause.Kind != outline.Row || table >= 0 && p.clause.Table != table || !holdsCell(p.clause, w.text) || !othersMet(q, w, p) {
				continue
			}
			table = p.clause.Table
			what := rowWhat(p.clause)
			a.Rows = append(a.Rows, Row{What: what, Cite: a.cite(p, what)})
		}
		if len(a.Rows) > 0 {
			a.Lines = append(a.Lines, Line{Code: Count, Args: []string{strconv.Itoa(len(a.Rows)), ""}})
			return a, true
		}
	}
	return Answer{}, false
}

// holdsCell reports whether a cell is the word and nothing else, and not the row's own name.
func holdsCell(c *outline.Clause, word string) bool {
	return slices.ContainsFunc(c.Cells, func(cell outline.Cell) bool {
		return bare(cell.Text) == word && !nameHeader.MatchString(cell.Header) && !leadHeader.MatchString(cell.Header) && !supportHeader.MatchString(cell.Header)
	})
}

// othersMet reports whether all other words of the question stand in the row's title and headers.
func othersMet(q *query, but *word, p *passage) bool {
	for i := range q.words {
		if w := &q.words[i]; w != but && w.class == content && met(w, p.head) < wordMet && (q.doc == nil || p.doc != q.doc) {
			return false
		}
	}
	return true
}

func (s *Shelf) sayTable(first *passage) Answer {
	a := Answer{Kind: Answered}
	for i := range s.desk.passages {
		p := &s.desk.passages[i]
		if p.doc != first.doc || p.clause.Kind != outline.Row || p.clause.Table != first.clause.Table {
			continue
		}
		what := rowWhat(p.clause)
		if what != "" && !isTotal(p.clause) {
			a.Rows = append(a.Rows, Row{What: what, Cite: a.cite(p, what)})
		}
	}
	a.Lines = append(a.Lines, Line{Code: Count, Args: []string{strconv.Itoa(len(a.Rows)), ""}})
	return a
}
