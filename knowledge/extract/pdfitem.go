package extract

import (
	"strconv"
	"strings"

	"liangshan/knowledge/pattern"
)

var itemMark = pattern.MustCompile(`^\s*([（(]?)(\d{1,3}|[一二三四五六七八九十]{1,3})([）)、．]|\.(?:\D|$))`)

// follows says that two lines begin with neighbouring numbers of one list: 2、 and
// 3、. Where a list is set without indents, nothing else tells its items apart.
func follows(a, b string) bool {
	m, n := itemMark.FindStringSubmatch(a), itemMark.FindStringSubmatch(b)
	if m == nil || n == nil || m[1] != n[1] || m[3][:1] != n[3][:1] {
		return false
	}
	x, y := itemNumber(m[2]), itemNumber(n[2])
	return x > 0 && y == x+1
}

// itemNumber reads digits or a Chinese numeral below a hundred; 0 for neither.
func itemNumber(s string) int {
	if n, err := strconv.Atoi(s); err == nil {
		return n
	}
	for n := 1; n < 100; n++ {
		if counting(n, plainDigits, "十百千", "零", "万") == s {
			return n
		}
	}
	return 0
}

// prose says that the parts of lines are runs of text rather than values: a page
// of several columns, not a table.
func prose(rows [][]string) bool {
	cells, runes := 0, 0
	for _, r := range rows {
		cells += len(r)
		runes += len([]rune(strings.Join(r, "")))
	}
	return len(rows) > 4 && runes > 12*cells
}
