package answer

import (
	"slices"
	"strconv"
	"strings"

	"liangshan/knowledge/outline"
	"liangshan/knowledge/pattern"
)

var (
	dueHeader     = pattern.MustCompile(`时限|时间|期限|截止|日期|节点`)
	leadHeader    = pattern.MustCompile(`牵头|责任单位|责任部门|主管|主办|负责|承办|实施单位|建设单位`)
	supportHeader = pattern.MustCompile(`配合|协办|协助|参与|参加`)
	whatHeader    = pattern.MustCompile(`任务|内容|事项|措施|工作|项目|指标|名称|问题`)
	targetHeader  = pattern.MustCompile(`目标|指标值|标准|成效|要求|数量`)
	nameHeader    = pattern.MustCompile(`(?:项目|工程|任务|指标|事项|工作)?名称$`)
	numberHeader  = pattern.MustCompile(`^序号$|^编号$|^号$`)
)

// rowWhat is the row's own subject: the last of the columns that name a task.
func rowWhat(c *outline.Clause) string {
	if cell, ok := cellUnder(c, nameHeader, leadHeader); ok && strings.TrimSpace(cell.Text) != "" {
		return strings.TrimSpace(cell.Text)
	}
	for _, cell := range []string{problemOf(c), longestCell(c, namesTask), firstName(c), longestCell(c, isProse), longestCell(c, anyCell)} {
		if cell != "" {
			return cell
		}
	}
	return ""
}

// problemHeader is over what a list of problems is of; its measures only belong to each.
var (
	problemHeader = pattern.MustCompile(`问题`)
	measureHeader = pattern.MustCompile(`类|措施|数量|来源|个数|编号`)
	// workNamed is over what a row's work is called; its problems are then only told of it.
	workNamed = pattern.MustCompile(`(?:项目|工程|任务|指标|事项|工作)[）)]?名称$`)
)

// problemOf is the problem that a row of a list of problems is about; "" if it is of none.
func problemOf(c *outline.Clause) string {
	cell, ok := cellUnder(c, problemHeader, measureHeader)
	if _, named := cellUnder(c, workNamed, leadHeader); !ok || cell.Merged || named {
		return ""
	}
	return strings.TrimSpace(cell.Text)
}

// firstName is the first cell of words: what a table is of stands before what it tells of it.
func firstName(c *outline.Clause) string {
	for _, cell := range c.Cells {
		if h := cell.Header; isProse(cell) && isName(strings.TrimSpace(cell.Text)) && !numberHeader.MatchString(h) && !sortHeader.MatchString(h) && !leadHeader.MatchString(h) && !supportHeader.MatchString(h) {
			return strings.TrimSpace(cell.Text)
		}
	}
	return ""
}

// sortHeader stands over what sort of thing a row is, not which.
var sortHeader = pattern.MustCompile(`类别|类型|分类|领域|板块|类$|单位$|性质|备注`)

func namesTask(c outline.Cell) bool {
	return whatHeader.MatchString(c.Header) && !leadHeader.MatchString(c.Header) && !supportHeader.MatchString(c.Header) && !isFigure(strings.TrimSpace(c.Text))
}

// isProse is neither a figure nor a date.
func isProse(c outline.Cell) bool {
	return !isFigure(strings.TrimSpace(c.Text)) && !dueHeader.MatchString(c.Header)
}

func anyCell(outline.Cell) bool { return true }

// longestCell is the longest cell of a sort.
func longestCell(c *outline.Clause, sort func(outline.Cell) bool) string {
	best := ""
	for _, cell := range c.Cells {
		if len(cell.Text) > len(best) && sort(cell) {
			best = cell.Text
		}
	}
	return strings.TrimSpace(best)
}

var (
	supportAsked = pattern.MustCompile(`配合|协助|协办|参与`)
	targetAsked  = pattern.MustCompile(`目标|达到|标准`)
)

// rowCells finds the columns of a row that answer the kind of question.
func rowCells(q *query, c *outline.Clause) []int {
	switch q.kind {
	case askWhen, askLeft:
		return dueColumns(q, c)
	case askWho:
		if supportAsked.MatchString(q.text) && !strings.Contains(q.text, "牵头") {
			return columnsUnder(c, supportHeader, nil)
		}
		return columnsUnder(c, leadHeader, supportHeader)
	case askMany, askShare:
		return figureCells(q, c)
	case askYes:
		return nil
	}
	if targetAsked.MatchString(q.text) {
		return figureCells(q, c)
	}
	return nil
}

var (
	beginWord  = pattern.MustCompile(`开工|启动|动工|开始`) // of headers, and of questions
	endedAsked = pattern.MustCompile(`完工|竣工|建成|完成|结束|交付`)
)

// dueColumns are the columns of the time asked for: when work begins, when it ends, or both.
func dueColumns(q *query, c *outline.Clause) []int {
	begin, end := beginWord.MatchString(q.text), endedAsked.MatchString(q.text)
	if begin && end {
		return slices.Concat(columnsUnder(c, beginWord, nil), columnsUnder(c, dueHeader, beginWord))
	}
	if from := columnsUnder(c, beginWord, nil); begin && len(from) > 0 {
		return from
	}
	if to := columnsUnder(c, dueHeader, beginWord); len(to) > 0 {
		return to
	}
	return columnsUnder(c, dueHeader, nil)
}

// rowCell is the first of them.
func rowCell(q *query, c *outline.Clause) (outline.Cell, bool) {
	return cellAt(c, rowCells(q, c))
}

func cellUnder(c *outline.Clause, want, but *pattern.Pattern) (outline.Cell, bool) {
	return cellAt(c, columnsUnder(c, want, but))
}

func cellAt(c *outline.Clause, cols []int) (outline.Cell, bool) {
	if len(cols) == 0 {
		return outline.Cell{}, false
	}
	return c.Cells[cols[0]], true
}

var (
	baseHeader = pattern.MustCompile(`现状|基准|基数|基期|当前|完成值|实际`)
	unitHeader = pattern.MustCompile(`^(?:计量)?单位$`)
	yearIn     = pattern.MustCompile(`(?:19|20)\d\d`)
)

// figureCells are the columns of figures that the question asks for: of its years, of
// the state now, of the goal; else the one that it names, else the goal.
func figureCells(q *query, c *outline.Clause) []int {
	if out := askedColumns(q, c); len(out) > 0 {
		return out
	}
	if i := namedColumn(q, c); i >= 0 {
		return []int{i}
	}
	if i := toldBeside(q, c); i >= 0 {
		return []int{i}
	}
	return columnsUnder(c, targetHeader, baseHeader)
}

// toldBeside is the column of words with the figure of a thing that no other column of the row
// has: 含学校38个, in the remarks; -1 for none.
func toldBeside(q *query, c *outline.Clause) int {
	at := -1
	for k := range q.words {
		w := &q.words[k]
		if w.class != content || runes(w.text) < 2 || w.gap == "unit" {
			continue
		}
		holds := func(cell outline.Cell) bool { return strings.Contains(bare(cell.Text), w.text) }
		i := slices.IndexFunc(c.Cells, holds)
		if i < 0 || slices.ContainsFunc(c.Cells[i+1:], holds) {
			continue
		}
		if told := c.Cells[i].Text; strings.TrimSpace(told) != rowWhat(c) && !isFigure(told) && digit.MatchString(told) {
			at = i
		}
	}
	return at
}

var (
	stateAsked = pattern.MustCompile(nowAsked.String() + `|现状|已经?(?:完成|达到)|\p{Han}了(?:多少|几)|(?:[离距还]|尚).{0,16}差`)
	goalAsked  = pattern.MustCompile(`目标|要(?:求|达|到)|应(?:达|该)|达标`)
)

// askedColumns are the columns of a row that a question names by year, as the state now
// or as the goal; of the states the latest is meant.
func askedColumns(q *query, c *outline.Clause) (out []int) {
	years, now := q.years(), -1
	if stateAsked.MatchString(q.text) {
		now = latestState(c)
	}
	ofYear := func(h string) bool { y := yearIn.FindString(h); return y != "" && slices.Contains(years, y) }
	for i, cell := range c.Cells {
		h := cell.Header
		goal := goalAsked.MatchString(q.text) && targetColumn.MatchString(h) && !baseHeader.MatchString(h) && (len(years) == 0 || !yearIn.MatchString(h))
		if i == now || goal || ofYear(h) {
			out = append(out, i)
		}
	}
	named := slices.DeleteFunc(slices.Clone(out), func(i int) bool {
		return sharedPairs(bare(yearIn.ReplaceAllString(c.Cells[i].Header, "")), q.text) == 0
	})
	if len(years) == 1 && len(named) > 0 && now < 0 {
		return named // of 2024年计划 and 2024年完成 the one that is named
	}
	return out
}

// latestState is the column of the latest year that tells how things stand, no goal; -1 for none.
func latestState(c *outline.Clause) int {
	at, last := -1, ""
	for i, cell := range c.Cells {
		y := yearIn.FindString(cell.Header)
		if baseHeader.MatchString(cell.Header) && !targetColumn.MatchString(cell.Header) && isFigure(strings.TrimSpace(cell.Text)) && (at < 0 || y > last) {
			at, last = i, y
		}
	}
	return at
}

func columnsUnder(c *outline.Clause, want, but *pattern.Pattern) []int {
	for i, cell := range c.Cells {
		if want.MatchString(cell.Header) && !numberHeader.MatchString(cell.Header) && (but == nil || !but.MatchString(cell.Header)) {
			return []int{i}
		}
	}
	return nil
}

var (
	thisYear     = pattern.MustCompile(`今年|年度|当年|本年|年内`)
	bracketUnit  = pattern.MustCompile(`[（(]([^）)]*)[）)]`)
	plainCell    = pattern.MustCompile(`^[\d.,，]+%?\p{Han}{0,6}$`)
	totalRow     = pattern.MustCompile(`^(?:合\s*计|总\s*计|共\s*计|小\s*计)$`)
	wholeColumn  = pattern.MustCompile(`总|合计|共`)
	targetColumn = pattern.MustCompile(`目标|指标值`)
)

// namedColumn finds the column of figures that the question's words name: 总投资 of 总投资（万元）, 年度投资.
func namedColumn(q *query, c *outline.Clause) int {
	best, at := 0.0, -1
	for i, cell := range c.Cells {
		if !plainCell.MatchString(strings.TrimSpace(cell.Text)) || numberHeader.MatchString(cell.Header) || unitHeader.MatchString(cell.Header) || yearIn.MatchString(cell.Header) {
			continue
		}
		key := bare(bracketUnit.ReplaceAllString(cell.Header, ""))
		v := 0.0
		for k := range q.words {
			if w := &q.words[k]; w.class == content && w.gap != "unit" && met(w, key) >= wordMet {
				v++
			}
		}
		if v == 0 && (!moneyWord.MatchString(q.text) || !moneyWord.MatchString(key)) {
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
	return at
}

// fitsColumn reports whether a column of figures is in a measure that was asked for:
// one in 万元 answers no question for people.
func fitsColumn(q *query, c *outline.Clause, cell outline.Cell) bool {
	if q.kind != askMany || len(q.measure) == 0 {
		return true
	}
	if u := unitOf(c); u == "%" {
		return slices.Contains(q.measure, u) // a share is no number of days
	}
	m := bracketUnit.FindStringSubmatch(cell.Header)
	if m == nil {
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
		y := yearIn.FindString(cell.Header)
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

func isFigure(s string) bool { return plainCell.MatchString(s) && strings.ContainsAny(s, "0123456789") }

func isName(s string) bool { return !isFigure(s) && runes(s) >= 2 }
