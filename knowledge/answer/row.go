package answer

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"liangshan/knowledge/outline"
	"liangshan/knowledge/segment"
)

// rowCell finds the column of a row that answers the kind of question.
func rowCell(q *query, c *outline.Clause) (outline.Cell, bool) {
	switch q.kind {
	case askWhen, askLeft:
		return cellUnder(c, dueHeader, nil)
	case askWho:
		if supportAsked.MatchString(q.text) {
			return cellUnder(c, supportHeader, nil)
		}
		return cellUnder(c, leadHeader, supportHeader)
	case askMany, askShare:
		return figureCell(q, c)
	case askYes:
		return outline.Cell{}, false
	}
	if targetAsked.MatchString(q.text) {
		return figureCell(q, c)
	}
	return outline.Cell{}, false
}

func cellUnder(c *outline.Clause, want, but *regexp.Regexp) (outline.Cell, bool) {
	for _, cell := range c.Cells {
		if want.MatchString(cell.Header) && !numberHeader.MatchString(cell.Header) && (but == nil || !but.MatchString(cell.Header)) {
			return cell, true
		}
	}
	return outline.Cell{}, false
}

var (
	baseHeader = regexp.MustCompile(`现状|基准|当前|完成值|实际`)
	unitHeader = regexp.MustCompile(`^(?:计量)?单位$`)
	yearHeader = regexp.MustCompile(`(?:19|20)\d\d`)
)

// figureCell is the column of the year that was asked for, of today's state, else of the target.
func figureCell(q *query, c *outline.Clause) (outline.Cell, bool) {
	for _, cell := range c.Cells {
		if y := yearHeader.FindString(cell.Header); y != "" && slices.Contains(q.years(), y) {
			return cell, true
		}
	}
	if nowAsked.MatchString(q.text) {
		if cell, ok := cellUnder(c, baseHeader, nil); ok {
			return cell, true
		}
	}
	return cellUnder(c, targetHeader, baseHeader)
}

// years are the years that the question names, as written in headers.
func (q *query) years() []string {
	var out []string
	for _, e := range q.times {
		for _, d := range []int{e.Start.Year, e.End.Year} {
			if y := strconv.Itoa(d); d > 0 && !slices.Contains(out, y) {
				out = append(out, y)
			}
		}
	}
	return out
}

// rowYear compares the asked years with those of the row's columns; false when its columns name none.
func rowYear(q *query, c *outline.Clause) (fit float64, ok bool) {
	for _, cell := range c.Cells {
		y := yearHeader.FindString(cell.Header)
		if y == "" {
			continue
		}
		ok = true
		if slices.Contains(q.years(), y) {
			return 1, true
		}
	}
	return 0, ok
}

// unitOf is the row's unit of measure, if it has a column for it.
func unitOf(c *outline.Clause) string {
	cell, ok := cellUnder(c, unitHeader, nil)
	if !ok || strings.Trim(cell.Text, "—-–/ ") == "" {
		return ""
	}
	return strings.TrimSpace(cell.Text)
}

// differenceInRow subtracts the earlier column of an indicator from the later.
func (s *Shelf) differenceInRow(q *query) (Answer, bool) {
	for _, c := range s.desk.candidates(q) {
		p := &s.desk.passages[s.desk.sentences[c.id].at]
		if p.clause.Kind != outline.Row || c.cover < coverLow {
			continue
		}
		base, okA := cellUnder(p.clause, baseHeader, nil)
		goal, okB := cellUnder(p.clause, targetHeader, baseHeader)
		if !okA || !okB {
			continue
		}
		x, okX := segment.Number(strings.TrimSpace(base.Text))
		y, okY := segment.Number(strings.TrimSpace(goal.Text))
		if !okX || !okY || len(s.gaps(q, &judged{candidate: c, fits: 1, year: 1})) > 0 {
			continue
		}
		return sayRowDifference(p, base, goal, max(x, y)-min(x, y)), true
	}
	return Answer{}, false
}

func sayRowDifference(p *passage, base, goal outline.Cell, gap float64) Answer {
	a := Answer{Kind: Answered}
	at := a.cite(p, strings.TrimSpace(rowWhat(p.clause)))
	unit := unitOf(p.clause)
	shown := unit
	if unit == "%" {
		unit = "个百分点"
	}
	a.Lines = append(a.Lines,
		Line{Code: Quoted, Text: strings.TrimSpace(rowWhat(p.clause)), Cites: []int{at}},
		Line{Code: Difference, Args: []string{goal.Header + " ", strings.TrimSpace(goal.Text) + shown, base.Header + " ", strings.TrimSpace(base.Text) + shown, trimFloat(gap), unit, ""}, Cites: []int{at}})
	return a
}

// fromTable lists the rows of the table that the question names: 主要指标有哪些.
func (s *Shelf) fromTable(q *query) (Answer, bool) {
	if q.kind != askList && q.kind != askTasks || len(joined(q.words)) == 0 && !strings.Contains(q.text, "指标") {
		return Answer{}, false
	}
	for i := range s.desk.passages {
		p := &s.desk.passages[i]
		if p.clause.Kind != outline.Row || q.doc != nil && p.doc != q.doc || !names(q, bare(p.clause.TableTitle)) {
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

func (s *Shelf) sayTable(first *passage) Answer {
	a := Answer{Kind: Answered}
	for i := range s.desk.passages {
		p := &s.desk.passages[i]
		if p.doc != first.doc || p.clause.Kind != outline.Row || p.clause.Table != first.clause.Table {
			continue
		}
		what := strings.TrimSpace(rowWhat(p.clause))
		if what != "" && what != "合计" {
			a.Rows = append(a.Rows, Row{What: what, Cite: a.cite(p, what)})
		}
	}
	a.Lines = append(a.Lines, Line{Code: Count, Args: []string{strconv.Itoa(len(a.Rows)), ""}})
	return a
}
