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
	for _, cell := range []string{longestCell(c, namesTask), firstName(c), longestCell(c, isProse), longestCell(c, anyCell)} {
		if cell != "" {
			return cell
		}
	}
	return ""
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

func cellUnder(c *outline.Clause, want, but *pattern.Pattern) (outline.Cell, bool) {
	for _, cell := range c.Cells {
		if want.MatchString(cell.Header) && !numberHeader.MatchString(cell.Header) && (but == nil || !but.MatchString(cell.Header)) {
			return cell, true
		}
	}
	return outline.Cell{}, false
}

var (
	baseHeader = pattern.MustCompile(`现状|基准|基数|基期|当前|完成值|实际`)
	unitHeader = pattern.MustCompile(`^(?:计量)?单位$`)
	yearIn     = pattern.MustCompile(`(?:19|20)\d\d`)
)

// figureCell is the column whose header the question names, the one of the year that
// was asked for, of today's state, else of the target.
func figureCell(q *query, c *outline.Clause) (outline.Cell, bool) {
	for _, cell := range c.Cells {
		if y := yearIn.FindString(cell.Header); y != "" && slices.Contains(q.years(), y) {
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
	thisYear     = pattern.MustCompile(`今年|年度|当年|本年|年内`)
	bracketUnit  = pattern.MustCompile(`[（(]([^）)]*)[）)]`)
	plainCell    = pattern.MustCompile(`^[\d.,，]+%?\p{Han}{0,6}$`)
	totalRow     = pattern.MustCompile(`^(?:合\s*计|总\s*计|共\s*计|小\s*计)$`)
	wholeColumn  = pattern.MustCompile(`总|合计|共`)
	targetColumn = pattern.MustCompile(`目标|指标值`)
)

// namedColumn finds the column of figures that the question's words name: 总投资 of 总投资（万元）, 年度投资.
func namedColumn(q *query, c *outline.Clause) (outline.Cell, bool) {
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
