package duty

import (
	"strings"

	"liangshan/knowledge/outline"
)

// flatTables rebuilds tables that came as lines of text with bars, some of them
// broken in the middle of a cell. Nothing is known of their merges.
func (r *reader) flatTables() []*table {
	var out []*table
	list := r.doc.Clauses
	for i := 0; i < len(list); i++ {
		if !barred(&list[i]) {
			continue
		}
		j := i
		for j < len(list) && list[j].Kind == list[i].Kind && (barred(&list[j]) || j+1 < len(list) && barred(&list[j+1])) {
			j++
		}
		if t := r.flat(list[i:j]); t != nil {
			out = append(out, t)
		}
		i = max(i, j-1)
	}
	return out
}

// barred reports whether a passage is a line of a table's cells.
func barred(c *outline.Clause) bool {
	return (c.Kind == outline.Body || c.Kind == outline.Intro) && strings.Count(c.Text, "|")+strings.Count(c.Text, "｜") >= 3
}

// flat reads the lines below a header line.
func (r *reader) flat(lines []outline.Clause) *table {
	headers := barCells(lines[0].Text)
	known := 0
	for _, h := range headers {
		if meaning(h) != other {
			known++
		}
	}
	if known*2 < len(headers) {
		return nil
	}
	t := &table{before: map[column]string{}}
	for i := 1; i < len(lines); i++ {
		c := lines[i]
		for i+1 < len(lines) && len(barCells(c.Text)) < len(headers) && len(barCells(c.Text))+len(barCells(lines[i+1].Text))-1 <= len(headers) {
			i++
			c.Text += "\n" + lines[i].Text
		}
		for k, v := range barCells(c.Text) {
			if k < len(headers) {
				c.Cells = append(c.Cells, outline.Cell{Header: headers[k], Text: v})
			}
		}
		t.rows = append(t.rows, &c)
	}
	if len(t.rows) == 0 {
		return nil
	}
	r.describe(t)
	return t
}

func barCells(s string) []string {
	s = strings.ReplaceAll(s, "｜", "|")
	s = strings.TrimSpace(s)
	if strings.HasPrefix(s, "|") && strings.HasSuffix(s, "|") && strings.Count(s, "|") > 2 {
		s = s[1 : len(s)-1]
	}
	var out []string
	for _, v := range strings.Split(s, "|") {
		out = append(out, strings.TrimSpace(v))
	}
	return out
}
