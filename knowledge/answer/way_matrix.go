package answer

import (
	"regexp"
	"slices"
	"strings"

	"liangshan/knowledge/outline"
	"liangshan/knowledge/segment"
)

// matrix is a table of figures: its rows are things, its columns what is counted of
// them. 各镇 × 岸线长度（公里）, 排口数（个）.
type matrix struct {
	doc     *Doc
	rows    []*passage // without the total
	total   *passage
	name    int   // the column that names a row
	figures []int // the columns of figures
}

// matrices finds the tables of figures among the documents' tables.
func (d *desk) matrices() []matrix {
	var out []matrix
	for i := 0; i < len(d.passages); {
		p := &d.passages[i]
		if p.clause.Kind != outline.Row {
			i++
			continue
		}
		j := i
		var rows []*passage
		for ; j < len(d.passages); j++ {
			n := &d.passages[j]
			if n.doc != p.doc || n.clause.Kind != outline.Row || n.clause.Table != p.clause.Table {
				break
			}
			rows = append(rows, n)
		}
		if m, ok := asMatrix(rows); ok {
			out = append(out, m)
		}
		i = j
	}
	return out
}

// asMatrix reads the rows of one table; false for a register and for what counts nothing.
func asMatrix(rows []*passage) (matrix, bool) {
	m := matrix{doc: rows[0].doc, name: -1}
	for _, p := range rows {
		if isTotal(p.clause) {
			m.total = p
			continue
		}
		m.rows = append(m.rows, p)
	}
	if len(m.rows) < 2 {
		return m, false
	}
	for i, cell := range m.rows[0].clause.Cells {
		h := cell.Header
		switch {
		case numberHeader.MatchString(h), unitHeader.MatchString(h), dueHeader.MatchString(h):
		case leadHeader.MatchString(h):
			return m, false
		case m.mostly(i, isFigure):
			if !yearIn.MatchString(h) {
				m.figures = append(m.figures, i)
			}
		case m.name < 0 && m.mostly(i, isName):
			m.name = i
		}
	}
	return m, m.name >= 0 && len(m.figures) > 0
}

// mostly reports whether two thirds of a column's cells are of a sort.
func (m *matrix) mostly(col int, sort func(string) bool) bool {
	n := 0
	for _, p := range m.rows {
		if col < len(p.clause.Cells) && sort(strings.TrimSpace(p.clause.Cells[col].Text)) {
			n++
		}
	}
	return 3*n >= 2*len(m.rows)
}

func (m *matrix) cell(p *passage, col int) outline.Cell {
	if col >= len(p.clause.Cells) {
		return outline.Cell{}
	}
	c := p.clause.Cells[col]
	c.Text = strings.TrimSpace(c.Text)
	return c
}

// rowEnd is what people leave off a row's name: 下符桥 for 下符桥镇.
var rowEnd = regexp.MustCompile(`(?:街道|镇|乡|村|社区|县|区|水库|湖|河)$`)

// namedRows are the rows that a text names, and the text without their names.
func (m *matrix) namedRows(text string) (rows []*passage, rest string) {
	rest = bare(text)
	for _, p := range m.rows {
		name := bare(m.cell(p, m.name).Text)
		for _, n := range []string{name, rowEnd.ReplaceAllString(name, "")} {
			if at := strings.Index(rest, n); runes(n) >= 2 && at >= 0 && !namePrefix.MatchString(rest[:at]) {
				rows, rest = append(rows, p), rest[:at]+" "+rest[at+len(n):]
				break
			}
		}
	}
	return rows, rest
}

// column is the column of figures that a text names best, by its words, then by its measure; -1 for none or several.
func (m *matrix) column(text string, measure []string) int {
	best, at, tie := 0.0, -1, false
	for _, i := range m.figures {
		h := m.rows[0].clause.Cells[i].Header
		key := bare(bracketUnit.ReplaceAllString(h, ""))
		v := float64(sharedPairs(key, text)) + 0.3*float64(sharedRunes(key, text))
		if u := bracketUnit.FindStringSubmatch(h); u != nil && slices.Contains(measure, u[1]) {
			v += 0.7
		}
		switch {
		case v > best && v >= 0.6:
			best, at, tie = v, i, false
		case v == best && v > 0:
			tie = true
		}
	}
	if tie {
		return -1
	}
	return at
}

// sharedRunes counts the characters of a header that a text has apart: 造多少亩林 of 造林任务.
func sharedRunes(header, text string) int {
	n := 0
	for _, r := range header {
		if !strings.ContainsRune("任务数量目标指总", r) && strings.ContainsRune(text, r) {
			n++
		}
	}
	return n
}

var (
	extremeAsked = regexp.MustCompile(`(?:哪一?个?|哪里|谁|什么).{0,14}?(最(?:多|大|重|长|高|少|小|低|短|轻))|(最(?:多|大|重|长|高|少|小|低|短|轻))的?.{0,8}(?:是|为)?(?:哪|谁)`)
	leastWord    = regexp.MustCompile(`少|小|低|短|轻`)
	figureAsked  = regexp.MustCompile(`多少|几|多大|多长|多高|比|差|最`)
)

// matrixAsked is what a question wants of a matrix.
type matrixAsked struct {
	*matrix
	rows []*passage
	col  int
}

// fromMatrix answers from a table of figures: one cell, several, their sum or
// difference, or the row that has most. What the question leaves out, the row or the
// column, is taken from the turn before, where that was about the same table.
func (s *Shelf) fromMatrix(q *query) (Answer, bool) {
	if !figureAsked.MatchString(q.text) && q.near == nil || q.kind == askWhen || q.kind == askLeft || q.kind == askYes {
		return Answer{}, false
	}
	list := s.desk.tables()
	for i := range list {
		m := &list[i]
		if q.doc != nil && m.doc != q.doc {
			continue
		}
		if x, ok := s.wantedOf(q, m); ok {
			if a, ok := x.say(q); ok {
				return a, true
			}
		}
	}
	return Answer{}, false
}

func (s *Shelf) wantedOf(q *query, m *matrix) (matrixAsked, bool) {
	x := matrixAsked{matrix: m}
	var rest string
	x.rows, rest = m.namedRows(q.text)
	x.col = m.column(rest, q.measure)
	if s.spokeOf(q, m) {
		before, earlier := m.namedRows(q.prior.Text)
		if len(x.rows) == 0 && !extremeAsked.MatchString(q.text) && !togetherAsked.MatchString(q.text) {
			x.rows = before
		}
		if x.col < 0 && len(x.rows) > 0 {
			x.col = m.column(earlier, q.measure)
		}
	}
	return x, x.col >= 0 && !onlyPlanned(q, m.rows[0].clause.Cells[x.col].Header) && s.ofMatrix(q, &x)
}

// spokeOf reports whether the turn before was answered from the table.
func (s *Shelf) spokeOf(q *query, m *matrix) bool {
	return q.prior != nil && slices.ContainsFunc(q.prior.At, func(id int64) bool {
		at, ok := s.desk.byID[id]
		p := &s.desk.passages[at]
		return ok && p.doc == m.doc && p.clause.Kind == outline.Row && p.clause.Table == m.rows[0].clause.Table
	})
}

// ofMatrix reports whether the rest of the question is about the table: no word of it
// that the documents use elsewhere, no name and no year that the table does not have.
func (s *Shelf) ofMatrix(q *query, x *matrixAsked) bool {
	p := x.matrix.rows[0]
	key := p.head + p.title + bare(p.clause.TableTitle)
	header := bare(p.clause.Cells[x.col].Header)
	for _, c := range p.clause.Cells {
		key += bare(c.Header)
	}
	for _, r := range x.rows {
		key += bare(x.cell(r, x.name).Text)
	}
	for i := range q.words {
		w := &q.words[i]
		if w.class != content || !strings.Contains(q.text, w.text) || runes(w.text) == 1 && !w.name {
			continue // taken over from the turn before
		}
		if (w.name || w.known) && met(w, key) < wordMet && sharedRunes(w.text, header) < runes(w.text) {
			return false
		}
	}
	for _, y := range yearIn.FindAllString(q.text, -1) {
		if !strings.Contains(key, y) {
			return false
		}
	}
	return true
}

func (x *matrixAsked) say(q *query) (Answer, bool) {
	extreme := extremeAsked.FindStringSubmatch(q.text)
	together := q.kind == askSum || togetherAsked.MatchString(q.text)
	switch {
	case extreme != nil && len(x.rows) == 0:
		return x.sayExtreme(extreme[1] + extreme[2])
	case len(x.rows) == 0 && together && x.total != nil:
		x.rows = []*passage{x.total}
	case len(x.rows) == 0:
		return Answer{}, false
	case len(x.rows) > 1 && together:
		return x.saySum()
	case len(x.rows) == 2 && (q.kind == askDiff || compared.MatchString(q.text)):
		return x.sayDifference()
	}
	a := Answer{Kind: Answered}
	for _, p := range x.rows {
		x.sayCell(&a, p)
	}
	return a, true
}

// sayCell says one cell under its row's name.
func (x *matrixAsked) sayCell(a *Answer, p *passage) {
	name, cell := x.cell(p, x.name).Text, x.cell(p, x.col)
	if p == x.total {
		name = totalName(p.clause)
	}
	at := a.cite(p, name)
	a.Lines = append(a.Lines, Line{Code: RowCell, Args: []string{name + "，" + strings.TrimSpace(cell.Header)}, Text: cell.Text, Cites: []int{at}})
}

func totalName(c *outline.Clause) string {
	for _, cell := range c.Cells {
		if t := strings.TrimSpace(cell.Text); totalRow.MatchString(t) {
			return t
		}
	}
	return ""
}

// figure reads a cell, with the unit that its header names.
func (x *matrixAsked) figure(p *passage) (value float64, unit string, ok bool) {
	cell := x.cell(p, x.col)
	value, ok = segment.Number(strings.TrimSuffix(cell.Text, "%"))
	if u := bracketUnit.FindStringSubmatch(cell.Header); u != nil {
		unit = u[1]
	} else if strings.HasSuffix(cell.Text, "%") {
		unit = "%"
	}
	return value, unit, ok
}

func (x *matrixAsked) saySum() (Answer, bool) {
	a, line, total, unit := Answer{Kind: Answered}, Line{Code: Sum}, 0.0, ""
	for _, p := range x.rows {
		v, u, ok := x.figure(p)
		if !ok || u == "%" {
			return Answer{}, false
		}
		total, unit = total+v, u
		line.Args = append(line.Args, trimFloat(v)+u)
		line.Cites = append(line.Cites, a.cite(p, x.cell(p, x.name).Text))
	}
	line.Args = append(line.Args, trimFloat(total)+unit)
	a.Lines = append(a.Lines, line)
	for _, p := range x.rows {
		x.sayCell(&a, p)
	}
	return a, true
}

func (x *matrixAsked) sayDifference() (Answer, bool) {
	a := Answer{Kind: Answered}
	big, small := x.rows[0], x.rows[1]
	v, unit, okV := x.figure(big)
	w, _, okW := x.figure(small)
	if !okV || !okW {
		return Answer{}, false
	}
	if w > v {
		big, small, v, w = small, big, w, v
	}
	by := unit
	if unit == "%" {
		by = "个百分点"
	}
	cites := []int{a.cite(big, x.cell(big, x.name).Text), a.cite(small, x.cell(small, x.name).Text)}
	a.Lines = append(a.Lines, Line{Code: Difference, Cites: cites, Args: []string{
		x.cell(big, x.name).Text, trimFloat(v) + unit, x.cell(small, x.name).Text, trimFloat(w) + unit, trimFloat(v - w), by, "",
	}})
	for _, p := range []*passage{big, small} {
		x.sayCell(&a, p)
	}
	return a, true
}

// sayExtreme says which rows have the most or the least, of how many.
func (x *matrixAsked) sayExtreme(word string) (Answer, bool) {
	var best []*passage
	top, n := 0.0, 0
	for _, p := range x.matrix.rows {
		v, _, ok := x.figure(p)
		if !ok {
			continue
		}
		n++
		switch {
		case len(best) == 0, v != top && (v < top) == leastWord.MatchString(word):
			best, top = []*passage{p}, v
		case v == top:
			best = append(best, p)
		}
	}
	if n < 2 {
		return Answer{}, false
	}
	a := Answer{Kind: Answered}
	for _, p := range best {
		x.sayCell(&a, p)
	}
	a.Lines = append(a.Lines, Line{Code: Extreme, Args: []string{trimFloat(float64(n)), word}, Cites: []int{0}})
	return a, true
}
