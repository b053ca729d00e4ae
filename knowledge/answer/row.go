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
		if supportAsked.MatchString(q.text) && !strings.Contains(q.text, "牵头") {
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

// figureCell is the column whose header the question names, the one of the year that
// was asked for, of today's state, else of the target.
func figureCell(q *query, c *outline.Clause) (outline.Cell, bool) {
	for _, cell := range c.Cells {
		if y := yearHeader.FindString(cell.Header); y != "" && slices.Contains(q.years(), y) {
			return cell, true
		}
	}
	if cell, ok := namedColumn(q, c); ok {
		return cell, true
	}
	if nowAsked.MatchString(q.text) {
		if cell, ok := cellUnder(c, baseHeader, nil); ok {
			return cell, true
		}
	}
	return cellUnder(c, targetHeader, baseHeader)
}

var (
	thisYear     = regexp.MustCompile(`今年|年度|当年|本年|年内`)
	bracketUnit  = regexp.MustCompile(`[（(]([^）)]*)[）)]`)
	moneyAsked   = regexp.MustCompile(`投资?|资金|金额|钱|花`)
	moneyHeader  = regexp.MustCompile(`投资|资金|金额|经费|预算`)
	plainCell    = regexp.MustCompile(`^[\d.,，]+%?\p{Han}{0,6}$`)
	totalRow     = regexp.MustCompile(`^(?:合\s*计|总\s*计|共\s*计|小\s*计)$`)
	wholeColumn  = regexp.MustCompile(`总|合计|共`)
	targetColumn = regexp.MustCompile(`目标|指标值`)
)

// namedColumn finds the column of figures that the question's words name: 总投资 of 总投资（万元）, 年度投资.
func namedColumn(q *query, c *outline.Clause) (outline.Cell, bool) {
	best, at := 0.0, -1
	for i, cell := range c.Cells {
		if !plainCell.MatchString(strings.TrimSpace(cell.Text)) || numberHeader.MatchString(cell.Header) || unitHeader.MatchString(cell.Header) || yearHeader.MatchString(cell.Header) {
			continue
		}
		key := bare(bracketUnit.ReplaceAllString(cell.Header, ""))
		v := 0.0
		for k := range q.words {
			if w := &q.words[k]; w.class == content && w.gap != "unit" && met(w, key) >= wordMet {
				v++
			}
		}
		if v == 0 && (!moneyAsked.MatchString(q.text) || !moneyHeader.MatchString(key)) {
			continue
		}
		v++
		if thisYear.MatchString(q.text) == thisYear.MatchString(key) {
			v += 0.5
		}
		if wholeColumn.MatchString(q.text) && wholeColumn.MatchString(key) {
			v += 0.3
		}
		if v > best {
			best, at = v, i
		}
	}
	if at < 0 {
		return outline.Cell{}, false
	}
	return c.Cells[at], true
}

// fitsColumn reports whether a column of figures is in a measure that was asked for:
// one in 万元 answers no question for people.
func fitsColumn(q *query, cell outline.Cell) bool {
	m := bracketUnit.FindStringSubmatch(cell.Header)
	if q.kind != askMany || m == nil || len(q.measure) == 0 {
		return true
	}
	return slices.Contains(q.measure, m[1]) || !strings.HasSuffix(m[1], "元")
}

// isTotal reports whether a row sums up its table.
func isTotal(c *outline.Clause) bool {
	return c.Kind == outline.Row && slices.ContainsFunc(c.Cells, func(cell outline.Cell) bool { return totalRow.MatchString(strings.TrimSpace(cell.Text)) })
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
		if x, y, ok := yearCells(q, p.clause); ok {
			base, goal, okA, okB = x, y, true, true
		}
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

// yearCells are the columns of the two years that the question names, the earlier first.
func yearCells(q *query, c *outline.Clause) (a, b outline.Cell, ok bool) {
	var hit []outline.Cell
	for _, cell := range c.Cells {
		if y := yearHeader.FindString(cell.Header); y != "" && slices.Contains(q.years(), y) {
			hit = append(hit, cell)
		}
	}
	if len(hit) != 2 {
		return a, b, false
	}
	return hit[0], hit[1], true
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
	if a, ok := s.tableByColumn(q); ok {
		return a, true
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
			p := &s.desk.passages[s.desk.sentences[id].at]
			if p.clause.Kind != outline.Row || table >= 0 && p.clause.Table != table || !holdsCell(p.clause, w.text) || !othersMet(q, w, p) {
				continue
			}
			table = p.clause.Table
			what := strings.TrimSpace(rowWhat(p.clause))
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
		what := strings.TrimSpace(rowWhat(p.clause))
		if what != "" && !isTotal(p.clause) {
			a.Rows = append(a.Rows, Row{What: what, Cite: a.cite(p, what)})
		}
	}
	a.Lines = append(a.Lines, Line{Code: Count, Args: []string{strconv.Itoa(len(a.Rows)), ""}})
	return a
}
