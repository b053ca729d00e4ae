package duty

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"liangshan/knowledge/outline"
)

// table is one table of the document.
type table struct {
	rows    []*outline.Clause
	headers []string
	means   []column
	has     map[column]bool
	before  map[column]string // the last unit cell that held something
}

// tables reads the registers among the document's tables.
func (r *reader) tables() []Duty {
	var out []Duty
	all := append(r.grouped(), r.flatTables()...)
	slices.SortStableFunc(all, func(a, b *table) int { return a.rows[0].Seq - b.rows[0].Seq })
	for i, t := range all {
		if i > 0 && t.headless() && len(t.headers) == len(all[i-1].headers) {
			t.headers = all[i-1].headers // the rest of a table that a broken line had cut
			r.describe(t)
		}
		if t.isRegister() {
			out = r.register(t, out)
		}
	}
	return out
}

// grouped collects the rows of each table in reading order.
func (r *reader) grouped() []*table {
	var order []*table
	byNumber := map[int]*table{}
	for i := range r.doc.Clauses {
		c := &r.doc.Clauses[i]
		if c.Kind != outline.Row {
			continue
		}
		t := byNumber[c.Table]
		if t == nil {
			t = &table{before: map[column]string{}}
			byNumber[c.Table] = t
			order = append(order, t)
		}
		t.rows = append(t.rows, c)
	}
	for _, t := range order {
		r.describe(t)
	}
	return order
}

// describe settles what each column means, with a look at what stands in it.
func (r *reader) describe(t *table) {
	t.has = map[column]bool{}
	if t.headers == nil {
		for _, x := range t.rows[0].Cells {
			t.headers = append(t.headers, x.Header)
		}
	}
	t.means = nil
	for _, h := range t.headers {
		t.means = append(t.means, meaning(h))
	}
	t.note()
	for j, m := range t.means {
		switch {
		case m == measure && !t.has[indicator] && r.mostlyUnits(t, j):
			t.means[j] = responsible
		case m == target && clutter.Replace(t.headers[j]) == "目标" && !t.only(target, j) && !t.figured(j):
			t.means[j] = category
		case m == target && bareYear.MatchString(clutter.Replace(t.headers[j])) && yearBefore(t.headers[j], r.doc.Issued.Year):
			t.means[j] = baseline
		case m == work && t.has[indicator] && t.has[target] && clutter.Replace(t.headers[j]) == "任务":
			t.means[j] = category
		case m == indicator && t.has[work] && !t.has[target] && !strings.Contains(t.headers[j], "名称"):
			t.means[j] = target
		case m == target && yearOf(t.headers[j]) == "" && !t.has[work] && !t.has[indicator] && !t.has[project] && t.long(j) && t.only(target, j):
			t.means[j] = work
		}
	}
	t.note()
}

// yearBefore reports whether a header names a year that had passed.
func yearBefore(header string, issued int) bool {
	y, err := strconv.Atoi(strings.TrimSuffix(yearOf(header), "年"))
	return err == nil && y < issued
}

func (t *table) headless() bool { return strings.Join(t.headers, "") == "" }

func (t *table) note() {
	clear(t.has)
	for _, m := range t.means {
		t.has[m] = true
	}
}

// only reports whether j is the one column of its meaning.
func (t *table) only(m column, j int) bool {
	for k, x := range t.means {
		if x == m && k != j {
			return false
		}
	}
	return true
}

// figured reports whether any cell of a column holds a digit.
func (t *table) figured(j int) bool {
	for _, c := range t.rows {
		if strings.ContainsAny(cell(c, j), "0123456789０１２３４５６７８９") {
			return true
		}
	}
	return false
}

// long reports whether a column holds phrases rather than figures.
func (t *table) long(j int) bool {
	n, runes := 0, 0
	for _, c := range t.rows {
		if j < len(c.Cells) && strings.TrimSpace(c.Cells[j].Text) != "" {
			n++
			runes += utf8.RuneCountInString(c.Cells[j].Text)
		}
	}
	return n > 0 && runes/n >= 9
}

func (r *reader) mostlyUnits(t *table, j int) bool {
	n, hit := 0, 0
	for _, c := range t.rows {
		if j >= len(c.Cells) || strings.TrimSpace(c.Cells[j].Text) == "" {
			continue
		}
		n++
		if found := r.roster.Cell(c.Cells[j].Text); len(found) > 0 && bodies(found) {
			hit++
		}
	}
	return n > 0 && hit*2 > n
}

// isRegister reports whether a table assigns work: it says what, and at least
// who, by when, or how much; and it is no list of persons, meetings or points.
func (t *table) isRegister() bool {
	what := t.has[work] || t.has[indicator] || t.has[project] || t.has[place] && t.has[target] || t.yearly()
	who := t.has[lead] || t.has[responsible] || t.has[support]
	switch {
	case !what || !who && !t.has[deadline] && !t.has[target]:
		return false
	case t.has[score] && !t.has[deadline]:
		return false
	case t.has[meeting] && !t.has[lead] && !t.has[support]:
		return false
	case (t.has[contact] || t.has[person] && !who) && !t.has[deadline] && !t.has[target]:
		return false
	case t.has[person] && !who && t.bareTime():
		return false
	case !t.has[lead] && !t.has[responsible] && t.has[place] && t.bareTime():
		return false
	}
	return true
}

// yearly reports 2022年预期目标 as the only column that says anything.
func (t *table) yearly() bool {
	for j, m := range t.means {
		if m == target && t.long(j) {
			return true
		}
	}
	return false
}

// bareTime reports a column that is called 时间 and nothing more, as in a schedule.
func (t *table) bareTime() bool {
	for j, m := range t.means {
		if m == deadline {
			h := clutter.Replace(t.headers[j])
			return h == "时间" || h == "日期"
		}
	}
	return false
}

// cell is the text of a row's column.
func cell(c *outline.Clause, j int) string {
	if j >= len(c.Cells) {
		return ""
	}
	return strings.TrimFunc(c.Cells[j].Text, unicode.IsSpace)
}

// text joins what stands under a meaning, each value once.
func (t *table) text(c *outline.Clause, m column) string {
	var parts []string
	for j, x := range t.means {
		if v := cell(c, j); x == m && v != "" && (len(parts) == 0 || parts[len(parts)-1] != v) {
			parts = append(parts, v)
		}
	}
	return strings.Join(parts, " ")
}

// last is the column of the innermost value under a meaning, or -1.
func (t *table) last(c *outline.Clause, m column) int {
	for j := len(t.means) - 1; j >= 0; j-- {
		if t.means[j] == m && cell(c, j) != "" {
			return j
		}
	}
	return -1
}
