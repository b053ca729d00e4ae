package progress

import (
	"strings"
	"unicode/utf8"
)

// A list is sometimes pasted from a sheet: a line of headings, and under it lines
// with as many cells. What a figure is then stands in its column's heading.

// column is a cell with the heading over it, in bytes of the folded text.
type column struct {
	a, b int
	head string
}

// sheetHeads are words that stand over columns.
var sheetHeads = words(`任务 目标 计划 完成 累计 进度 本月 本周 本期 数量 总数 总量 剩余 单位 备注 项目 序号 名称 状态 占比 比例 已完成 未完成 年度 完成率 投资`)

// columns finds the cells of pasted lines; the line of headings is given back so that it is not read itself.
func (t text) columns(from int) (cells []column, heading figure) {
	var heads []string
	at := from
	for _, line := range strings.SplitAfter(t.s[from:], "\n") {
		names, places := t.cells(at, at+len(strings.TrimRight(line, "\n")))
		switch {
		case heads == nil && len(names) >= 3 && overColumns(names):
			heads, heading = names, figure{a: at, b: at + len(line)}
		case heads != nil && len(names) == len(heads):
			for i, p := range places {
				cells = append(cells, column{p[0], p[1], heads[i]})
			}
		}
		at += len(line)
	}
	if len(cells) == 0 {
		return nil, figure{}
	}
	return cells, heading
}

// cells cuts a line at tabs and bars.
func (t text) cells(a, b int) (names []string, places [][2]int) {
	start := a
	flush := func(end int) {
		if s := strings.TrimSpace(t.s[start:end]); s != "" {
			names = append(names, s)
			places = append(places, [2]int{start, end})
		}
	}
	for i := a; i < b; {
		_, n := utf8.DecodeRuneInString(t.s[i:])
		if strings.HasPrefix(t.verbatim(i, i+n), "\t") || strings.HasPrefix(t.s[i:], "|") || strings.HasPrefix(t.s[i:b], "  ") {
			flush(i)
			start = i + n
		}
		i += n
	}
	flush(b)
	return names, places
}

func overColumns(names []string) bool {
	n := 0
	for _, s := range names {
		if strings.ContainsAny(s, "0123456789") || utf8.RuneCountInString(s) > 8 {
			return false
		}
		if sheetHeads.in(s) {
			n++
		}
	}
	return n >= 2
}

// headOf is the heading over the cell that holds byte i.
func headOf(cells []column, i int) string {
	for _, c := range cells {
		if c.a <= i && i < c.b {
			return c.head
		}
	}
	return ""
}
