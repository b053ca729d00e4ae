package outline

import (
	"slices"
	"strings"

	"liangshan/knowledge/extract"
	"liangshan/knowledge/pattern"
)

// headerWord is what stands in the header row of a task or indicator table.
var headerWord = pattern.MustCompile(`序号|编号|任务|事项|内容|措施|项目|名称|单位|部门|牵头|责任|配合|时限|时间|节点|期限|目标|指标|要求|进展|备注|类别|领域|领导|责任人|联系|电话|数量|金额|投资|来源|依据|现状|状态|属性|范围|年度|地点|问题|成果|方式|基准|标准|分值|得分`)

// tableShape is a table's header, kept for a table that goes on over the page.
type tableShape struct {
	headers []string
	title   string
	number  int
	rows    int
	path    []*Step
}

// table reads a table: a title row, header rows, category rows, data rows.
func (b *builder) table(l *line) {
	rows := l.table.Rows
	title, from := titleRow(rows)
	head := headerRows(l.table, from)
	s := b.goesOnFrom(rows, from, head)
	if s == nil {
		b.tables++
		if title == "" {
			title = b.captionAbove()
		}
		b.titles[title]++
		if b.firstTable[b.annex] == 0 {
			b.firstTable[b.annex] = b.tables
		}
		s = &tableShape{headers: headersOf(rows[from:from+head], widest(rows)), title: title, number: b.tables, path: b.path()}
		if head == 0 && len(rows) > 0 {
			b.doc.Doubts = append(b.doc.Doubts, Doubt{Code: "table_no_header", Args: []string{digits(b.tables)}, Seq: len(b.doc.Clauses)})
		}
	}
	if from+head == len(rows) {
		head, s.headers = 0, make([]string, len(s.headers)) // nothing but a header: its words are kept as rows
	}
	for _, r := range rows[:from] {
		if d := distinct(r); len(d) > 0 {
			c := clauseOf(l, Heading, d[0])
			c.Table, c.TableTitle = s.number, s.title
			b.add(c, note{sect: b.top().id, role: row, path: append(slices.Clone(s.path), &Step{Title: strings.TrimRight(d[0], "：:")})})
		}
	}
	for _, r := range rows[from+head:] {
		b.row(l, s, r)
	}
	b.prior = s
}

func widest(rows [][]extract.Cell) int {
	n := 0
	for _, r := range rows {
		n = max(n, len(r))
	}
	return n
}

// distinct gives a row's texts without what merges repeat.
func distinct(r []extract.Cell) []string {
	var out []string
	for j, c := range r {
		t := trim(c.Text)
		if t == "" || c.Merged && j > 0 && r[j-1].Text == c.Text {
			continue
		}
		out = append(out, t)
	}
	return out
}

// titleRow finds the rows above the header that hold one text only.
func titleRow(rows [][]extract.Cell) (title string, n int) {
	for n < len(rows)-1 && n < 3 {
		d := distinct(rows[n])
		if len(d) > 1 || len(d) == 1 && (len(rows[n]) == 1 || !opensTable(rows, n+1)) {
			break
		}
		if len(d) == 1 && title == "" && !strings.ContainsAny(d[0], "：:") {
			title = d[0]
		}
		n++
	}
	if title == "" {
		return "", n
	}
	return strings.Join(strings.Fields(title), ""), n
}

// opensTable tells whether a header stands at rows[i] or just below.
func opensTable(rows [][]extract.Cell, i int) bool {
	for k := i; k < len(rows) && k < i+2; k++ {
		if looksHeader(rows[k]) {
			return true
		}
	}
	return false
}

func looksHeader(r []extract.Cell) bool {
	d := distinct(r)
	if len(d) < 2 {
		return false
	}
	words, n := 0, 0
	for _, t := range d {
		t = squeeze(t)
		if headerWord.MatchString(t) && runes(t) <= 16 {
			words++
		}
		if strings.ContainsAny(t, "。；") || runes(t) > 30 {
			n++
		}
	}
	return words*2 >= len(d) && n == 0
}

// headerRows counts the header's rows: as the format says, or by their words and merges.
func headerRows(t *extract.Table, from int) int {
	rows := t.Rows
	if t.HeaderRows > from && t.HeaderRows < len(rows) {
		return extendHeader(rows, from, t.HeaderRows-from)
	}
	if from >= len(rows) || !looksHeader(rows[from]) && !overFigures(rows[from:]) && !overPeriods(rows[from:]) {
		return 0
	}
	return extendHeader(rows, from, 1)
}

// overFigures reports whether a first row of short words stands over rows that each
// have figures: 排名 镇别 得分 over 1 半江镇 96.5.
func overFigures(rows [][]extract.Cell) bool {
	if len(rows) < 3 || len(distinct(rows[0])) < 2 {
		return false
	}
	for i, r := range rows {
		figures := 0
		for _, c := range r {
			t := trim(c.Text)
			if i == 0 && (t == "" || runes(t) > 10 || strings.ContainsAny(t, "0123456789")) {
				return false
			}
			if plainFigure.MatchString(t) {
				figures++
			}
		}
		if i > 0 && figures < 2 {
			return false
		}
	}
	return true
}

// overPeriods reports whether a first row names what is measured and different periods
// over rows that name none: 指标 2021年 2022年 over 森林覆盖率 58.2 58.9.
func overPeriods(rows [][]extract.Cell) bool {
	if len(rows) < 2 {
		return false
	}
	seen := map[string]bool{}
	for j, c := range rows[0] {
		t := squeeze(c.Text)
		switch {
		case !isPeriod(t):
			if runes(t) > 10 || strings.ContainsAny(t, "0123456789。；") || j > 0 && !headerWord.MatchString(t) {
				return false
			}
		case j == 0 || seen[t] || slices.ContainsFunc(rows[1:], func(r []extract.Cell) bool { return j < len(r) && isPeriod(squeeze(r[j].Text)) }):
			return false
		default:
			seen[t] = true
		}
	}
	return len(seen) >= 2 || len(seen) == 1 && headerWord.MatchString(squeeze(rows[0][0].Text))
}

// period is a column's head that names a time: 2021年, 2025年目标, 一季度, 6月末.
var period = pattern.MustCompile(`^(?:截至)?(?:(?:19|20)\d{2}(?:年度?)?|“?十[一二三四五六七八]五”?|[上下]半年|前三季度|全年|[上去今明]年|本[年月期])?(?:第?[一二三四1-4]季度|\d{1,2}月份?|[上下]半年)?(?:底|末|初)?(?:（?(?:目标|计划|实际|预计|完成|预期)(?:值|数)?）?)?$`)

func isPeriod(t string) bool {
	return strings.ContainsAny(t, "年季月五0") && period.MatchString(t)
}

var plainFigure = pattern.MustCompile(`^[\d.,]+%?$`)

// extendHeader takes along rows that the header's cells reach down into, or
// that only divide its columns.
func extendHeader(rows [][]extract.Cell, from, n int) int {
	for from+n < len(rows) && n < 4 {
		next := rows[from+n]
		reached := slices.ContainsFunc(next, func(c extract.Cell) bool { return c.Merged && c.RowOrigin >= from && c.RowOrigin < from+n })
		if !reached && !divides(rows[from+n-1], next) {
			break
		}
		n++
	}
	return n
}

// divides tells whether a row only names the parts of the columns above it, in
// flat text without merge information: its first cell is empty, and it holds short words.
func divides(above, r []extract.Cell) bool {
	if len(r) < 3 || trim(r[0].Text) != "" || len(above) != len(r) {
		return false
	}
	words := 0
	for j, c := range r {
		t := squeeze(c.Text)
		switch {
		case t == "":
			continue
		case runes(t) > 12 || strings.ContainsAny(t, "。；，、0123456789"):
			return false
		case trim(above[j].Text) != "" && !(j > 0 && above[j].Text == above[j-1].Text) && !headerWord.MatchString(t):
			return false
		}
		words++
	}
	return words >= 2 && looksHeader(r)
}

// headersOf joins the header of each column over its rows: 责任单位·牵头.
func headersOf(rows [][]extract.Cell, width int) []string {
	out := make([]string, width)
	for j := range out {
		var parts []string
		for _, r := range rows {
			if j >= len(r) {
				continue
			}
			t := squeeze(r[j].Text)
			if t != "" && !slices.Contains(parts, t) {
				parts = append(parts, t)
			}
		}
		out[j] = strings.Join(parts, "·")
	}
	return out
}

// goesOnFrom tells whether this table goes on with the one above: same columns,
// and either the header again or none.
func (b *builder) goesOnFrom(rows [][]extract.Cell, from, head int) *tableShape {
	p := b.prior
	if p == nil || widest(rows) != len(p.headers) {
		return nil
	}
	if head == 0 && from == 0 && strings.Join(p.headers, "") != "" || head > 0 && slices.Equal(headersOf(rows[from:from+head], widest(rows)), p.headers) {
		return p
	}
	return nil
}

// captionAbove is the short line above a table that names it.
func (b *builder) captionAbove() string {
	if len(b.doc.Clauses) == 0 {
		return ""
	}
	c, n := &b.doc.Clauses[len(b.doc.Clauses)-1], &b.notes[len(b.notes)-1]
	if n.part != b.part || c.Kind == Row || c.Kind == Debris || c.Kind == Tail || n.spot == spotMeta || runes(c.Text) > 40 || ended(c.Text) && !strings.HasSuffix(c.Text, "）") {
		return ""
	}
	if c.Kind == Head && c.Text != b.doc.Title {
		return ""
	}
	if c.Kind == Heading && len(c.Path) == 0 && annexAt(c.Text).ok {
		return annexAt(c.Text).rest
	}
	return c.Text
}

// tableNote is a remark below the rows of a table, which heads nothing.
var tableNote = pattern.MustCompile(`^(?:备?注|说明)\s*[：:].`)

// row places one row below the header.
func (b *builder) row(l *line, s *tableShape, r []extract.Cell) {
	d := distinct(r)
	if len(d) == 0 {
		return
	}
	if slices.Equal(headersOf([][]extract.Cell{r}, len(s.headers)), s.headers) && strings.Join(s.headers, "") != "" {
		return // the header, repeated on a new page
	}
	c := clauseOf(l, Row, rowText(s.headers, r))
	c.Table, c.TableTitle = s.number, s.title
	if len(d) == 1 && len(r) > 2 && spans(r) && tableNote.MatchString(d[0]) {
		b.add(clauseOf(l, Body, d[0]), note{sect: b.top().id, role: own, path: b.path()})
		return
	}
	if len(d) == 1 && len(r) > 2 && spans(r) {
		c.Kind, c.Text = Heading, d[0]
		s.path = append(slices.Clone(b.path()), &Step{Title: d[0]})
		b.add(c, note{sect: b.top().id, role: row, path: s.path})
		return
	}
	s.rows++
	c.Row = s.rows
	for j, x := range r {
		c.Cells = append(c.Cells, Cell{Header: headerAt(s.headers, j), Text: x.Text, Merged: x.Merged, Ref: x.Ref})
	}
	b.add(c, note{sect: b.top().id, role: row, path: s.path})
	for _, x := range r {
		if x.Nested != nil && !x.Merged {
			b.nested(l, x.Nested)
		}
	}
}

// spans tells whether a row's one text runs through it: merged across, or alone in the first cell.
func spans(r []extract.Cell) bool {
	if trim(r[0].Text) == "" {
		return false
	}
	merged := 0
	for _, c := range r[1:] {
		if c.Merged {
			merged++
		} else if trim(c.Text) != "" {
			return false
		}
	}
	_, numbered := markerAt(trim(r[0].Text))
	return merged == len(r)-1 || merged == 0 && (numbered || runes(trim(r[0].Text)) >= 4)
}

// nested reads a table inside a cell as a table of its own.
func (b *builder) nested(l *line, t *extract.Table) {
	inner := *l
	inner.table = t
	keep := b.prior
	b.prior = nil
	b.table(&inner)
	b.prior = keep
}

func headerAt(headers []string, j int) string {
	if j < len(headers) {
		return headers[j]
	}
	return ""
}

// rowText joins a row as a reader would read it out; each cell's words stay as printed.
func rowText(headers []string, r []extract.Cell) string {
	var out []string
	for j, c := range r {
		t := trim(c.Text)
		if t == "" || c.Merged && j > 0 && c.ColOrigin < j && r[j-1].Text == c.Text {
			continue
		}
		t = strings.Join(strings.FieldsFunc(t, func(x rune) bool { return x == '\n' || x == '\r' }), " ")
		if h := headerAt(headers, j); h != "" {
			t = h + " " + t
		}
		out = append(out, t)
	}
	return strings.Join(out, "｜")
}
