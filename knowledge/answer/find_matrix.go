package answer

import (
	"slices"
	"strings"

	"liangshan/knowledge/outline"
	"liangshan/knowledge/pattern"
)

// matrix is a table of things: its rows are things, its columns what is counted or
// told of them. 各镇 × 岸线长度（公里）, 排口数（个）; 河流 × 河长, 责任镇街.
type matrix struct {
	doc      *Doc
	rows     []*passage // without the total
	total    *passage
	name     int   // the column that names a row
	figures  []int // the columns of figures, one for each year among them
	texts    []int // the columns of words, without the name
	register bool  // its rows are tasks: who leads them is answered from the register
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

// asMatrix reads the rows of one table; false for one that tells nothing of what it names.
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
	led, dated := false, false
	for i, cell := range m.rows[0].clause.Cells {
		h := cell.Header
		led, dated = led || leadHeader.MatchString(h) || supportHeader.MatchString(h), dated || dueHeader.MatchString(h)
		switch {
		case numberHeader.MatchString(h), unitHeader.MatchString(h), dueHeader.MatchString(h):
		case m.mostly(i, isFigure):
			if !yearIn.MatchString(h) || yearAlone.MatchString(h) {
				m.figures = append(m.figures, i)
			}
		case leadHeader.MatchString(h), supportHeader.MatchString(h), !m.mostly(i, isName), m.name >= 0, sortHeader.MatchString(h):
			m.texts = append(m.texts, i)
		default:
			m.name = i
		}
	}
	m.register = led && dated
	return m, m.name >= 0 && len(m.figures)+len(m.texts) > 0
}

// yearAlone is the header of a column that holds one year's share: 2025年.
var yearAlone = pattern.MustCompile(`^(?:19|20)\d\d年?度?(?:计划|安排|投资|资金)*(?:（[^）]*）|\([^)]*\))?$`)

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

// column is the column of figures that a text names best, by its words, then by its measure; -1 for none or several.
func (m *matrix) column(text string, measure, years []string) int {
	best, at, tie := 0.0, -1, false
	for _, i := range m.figures {
		v := m.namesColumn(i, text, measure, years)
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

// namesColumn is how well a text names a column of figures.
func (m *matrix) namesColumn(i int, text string, measure, years []string) float64 {
	h := m.rows[0].clause.Cells[i].Header
	key := bare(bracketUnit.ReplaceAllString(h, ""))
	if y := yearIn.FindString(h); y != "" {
		switch {
		case len(years) == 1 && years[0] == y:
			return 3
		case thisYear.MatchString(text) && strings.Contains(text, "计划") && strings.Contains(h, "计划"):
			return 3 // 今年计划投多少, of 2025年计划投资
		}
		return 0
	}
	v := float64(sharedPairs(key, text)) + 0.3*float64(sharedRunes(key, text))
	if u := bracketUnit.FindStringSubmatch(h); u != nil && slices.Contains(measure, u[1]) || len(measure) > 0 && runes(key) <= 2 && strings.HasPrefix(key, measure[0]) {
		v += 0.7 // 公里 of 长度（公里）, 分 of 分值
	}
	if rankHeader.MatchString(h) && ordinalWord.MatchString(text) {
		v += 2
	}
	if moneyWord.MatchString(text) && moneyWord.MatchString(h) {
		switch year := thisYear.MatchString(key); {
		case year && thisYear.MatchString(text):
			v += 1.2
		case !year && wholeColumn.MatchString(h):
			v += 0.6
		}
	}
	return v
}

// told is the column of words that a text names by the end of its header: 区级河长, 镇街 of 责任镇街.
func (m *matrix) told(text string) int {
	best, at := 1, -1
	for _, i := range m.texts {
		h := m.rows[0].clause.Cells[i].Header
		if leadHeader.MatchString(h) || supportHeader.MatchString(h) {
			continue
		}
		rs := []rune(bare(bracketUnit.ReplaceAllString(h, "")))
		for n := len(rs); n > best; n-- {
			if strings.Contains(text, string(rs[len(rs)-n:])) {
				best, at = n, i
				break
			}
		}
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
