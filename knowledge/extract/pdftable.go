package extract

import (
	"math"
	"slices"
	"sort"
	"strings"
)

// ruled is a table as its drawn lines lay it out.
type ruled struct {
	xs, ys []float64 // xs from left to right, ys from top to bottom
	hor    []rule
	ver    []rule
}

const touch = 3.0 // how far apart lines may be that are meant to meet, in points

// ruledTables finds the grids on a page.
func (s *sheet) ruledTables() []ruled {
	var hor, ver []rule
	for _, r := range s.rules {
		if r.x2-r.x1 >= r.y2-r.y1 {
			y := (r.y1 + r.y2) / 2
			hor = append(hor, rule{r.x1, y, r.x2, y})
		} else {
			x := (r.x1 + r.x2) / 2
			ver = append(ver, rule{x, r.y1, x, r.y2})
		}
	}
	hor, ver = joinRules(hor, true), joinRules(ver, false)
	if len(hor)+len(ver) > 4000 {
		return nil
	}
	var out []ruled
	for _, g := range groups(hor, ver) {
		if t, ok := g.grid(); ok {
			out = append(out, t)
		}
	}
	return out
}

// joinRules joins pieces of one line: cells are often drawn one by one.
func joinRules(rs []rule, flat bool) []rule {
	key := func(r rule) (at, from, to float64) {
		if flat {
			return r.y1, r.x1, r.x2
		}
		return r.x1, r.y1, r.y2
	}
	sort.Slice(rs, func(i, j int) bool {
		a, f, _ := key(rs[i])
		b, g, _ := key(rs[j])
		if !near(a, b, 1.2) {
			return a < b
		}
		return f < g
	})
	var out []rule
	for _, r := range rs {
		if n := len(out); n > 0 {
			a, _, to := key(out[n-1])
			b, from, end := key(r)
			if near(a, b, 1.2) && from <= to+touch {
				if end > to {
					if flat {
						out[n-1].x2 = end
					} else {
						out[n-1].y2 = end
					}
				}
				continue
			}
		}
		out = append(out, r)
	}
	return out
}

// groups puts lines together that meet.
func groups(hor, ver []rule) []ruled {
	parent := make([]int, len(hor)+len(ver))
	for i := range parent {
		parent[i] = i
	}
	find := func(i int) int {
		for parent[i] != i {
			parent[i] = parent[parent[i]]
			i = parent[i]
		}
		return i
	}
	for i, h := range hor {
		for j, v := range ver {
			if v.x1 >= h.x1-touch && v.x1 <= h.x2+touch && h.y1 >= v.y1-touch && h.y1 <= v.y2+touch {
				parent[find(i)] = find(len(hor) + j)
			}
		}
	}
	by := map[int]*ruled{}
	var order []int
	at := func(i int) *ruled {
		root := find(i)
		if by[root] == nil {
			by[root] = &ruled{}
			order = append(order, root)
		}
		return by[root]
	}
	for i, h := range hor {
		at(i).hor = append(at(i).hor, h)
	}
	for j, v := range ver {
		at(len(hor) + j).ver = append(at(len(hor)+j).ver, v)
	}
	var out []ruled
	for _, r := range order {
		out = append(out, *by[r])
	}
	return out
}

// grid works out the columns and rows. A table that is open at its sides is
// closed where its horizontal lines end.
func (t ruled) grid() (ruled, bool) {
	if len(t.hor) < 2 || len(t.ver) < 1 {
		return t, false
	}
	var xs, ys []float64
	left, right := math.Inf(1), math.Inf(-1)
	for _, h := range t.hor {
		ys = append(ys, h.y1)
		left, right = min(left, h.x1), max(right, h.x2)
	}
	for _, v := range t.ver {
		xs = append(xs, v.x1)
	}
	slices.Sort(xs)
	bottom, top := slices.Min(ys), slices.Max(ys)
	for _, x := range []float64{left, right} {
		if x < xs[0]-10 || x > xs[len(xs)-1]+10 {
			t.ver = append(t.ver, rule{x, bottom, x, top})
			xs = append(xs, x)
		}
	}
	t.xs, t.ys = cluster(xs), cluster(ys)
	slices.Reverse(t.ys)
	cols, rows := len(t.xs)-1, len(t.ys)-1
	return t, cols >= 1 && rows >= 1 && cols*rows >= 2 && cols <= 200 && rows <= 2000
}

func cluster(v []float64) []float64 {
	slices.Sort(v)
	var out []float64
	for _, x := range v {
		if n := len(out); n > 0 && x-out[n-1] < touch {
			continue
		}
		out = append(out, x)
	}
	return out
}

func (t *ruled) holds(g glyph) bool {
	x, y := g.x+g.w/2, g.y+g.size*0.35
	return x >= t.xs[0] && x <= t.xs[len(t.xs)-1] && y <= t.ys[0] && y >= t.ys[len(t.ys)-1]
}

// wall says whether a line stands between two grid places that are neighbours.
func (t *ruled) wallRight(r, c int) bool {
	x, y := t.xs[c+1], (t.ys[r]+t.ys[r+1])/2
	return slices.ContainsFunc(t.ver, func(v rule) bool { return near(v.x1, x, touch) && v.y1 <= y && v.y2 >= y })
}

func (t *ruled) wallBelow(r, c int) bool {
	y, x := t.ys[r+1], (t.xs[c]+t.xs[c+1])/2
	return slices.ContainsFunc(t.hor, func(h rule) bool { return near(h.y1, y, touch) && h.x1 <= x && h.x2 >= x })
}

// table puts the glyphs into the grid's cells. A merged cell is where no line is
// drawn.
func (t *ruled) table(b *budget, glyphs []glyph, page int) (*Table, error) {
	rows, cols := len(t.ys)-1, len(t.xs)-1
	if err := b.addCells(rows * cols); err != nil {
		return nil, err
	}
	origin := t.origins(rows, cols)
	inside := make(map[int][]glyph)
	for _, g := range glyphs {
		r := sort.Search(rows, func(i int) bool { return t.ys[i+1] <= g.y+g.size*0.35 })
		c := sort.Search(cols, func(i int) bool { return t.xs[i+1] >= g.x+g.w/2 })
		if r < rows && c < cols {
			o := origin[r*cols+c]
			inside[o] = append(inside[o], g)
		}
	}
	texts := map[int]string{}
	for o, gs := range inside {
		end := o
		for k, at := range origin {
			if at == o && k%cols > end%cols {
				end = k
			}
		}
		texts[o] = cellLines(linesOf(gs, page), t.xs[end%cols+1]-t.xs[o%cols])
	}
	out := &Table{}
	for r := range rows {
		row := make([]Cell, cols)
		for c := range cols {
			o := origin[r*cols+c]
			row[c] = Cell{Text: texts[o], Merged: o != r*cols+c, RowOrigin: o / cols, ColOrigin: o % cols}
		}
		out.Rows = append(out.Rows, row)
	}
	return out, nil
}

// origins gives for each place the place where its merged cell begins. Only
// rectangles are merged; where lines are missing otherwise, cells stay apart.
func (t *ruled) origins(rows, cols int) []int {
	origin := make([]int, rows*cols)
	for i := range origin {
		origin[i] = -1
	}
	for r := range rows {
		for c := range cols {
			if origin[r*cols+c] >= 0 {
				continue
			}
			across := 1
			for c+across < cols && origin[r*cols+c+across] < 0 && !t.wallRight(r, c+across-1) {
				across++
			}
			down := 1
			for r+down < rows && t.openBelow(r+down-1, c, across) {
				down++
			}
			for i := r; i < r+down; i++ {
				for j := c; j < c+across; j++ {
					origin[i*cols+j] = r*cols + c
				}
			}
		}
	}
	return origin
}

// openBelow says that a run of places has no line below it, nor walls inside the
// row below.
func (t *ruled) openBelow(r, c, across int) bool {
	for j := c; j < c+across; j++ {
		if t.wallBelow(r, j) || j > c && t.wallRight(r+1, j-1) {
			return false
		}
	}
	return true
}

// cellLines joins the lines of a cell: a break stays where the next word would
// still have fitted.
func cellLines(lines []textLine, width float64) string {
	var sb strings.Builder
	for i, l := range lines {
		text := strings.ReplaceAll(l.text, "\t", " ")
		if i == 0 {
			sb.WriteString(text)
			continue
		}
		p := lines[i-1]
		room := width - 2*min(5.4, width*0.08) - (p.right - p.x)
		if room > 1.6*l.first+firstWord(l) && room > 0.8*l.size || mdMarked.MatchString(l.text) && endsSentence(p.text) {
			sb.WriteString("\n" + text)
			continue
		}
		s := joinWrapped(sb.String(), text)
		sb.Reset()
		sb.WriteString(s)
	}
	return sb.String()
}

// alignedTable takes lines from the front whose parts stand under one another:
// a table without drawn lines. n is how many lines it takes.
func alignedTable(lines []textLine) (rows [][]string, n int) {
	if len(lines) == 0 || len(lines[0].cells) < 2 {
		return nil, 0
	}
	first := lines[0]
	for n < len(lines) && aligned(first, lines[n]) {
		var row []string
		for _, c := range lines[n].cells {
			row = append(row, c.text)
		}
		rows = append(rows, row)
		n++
	}
	if n < 3 || n < 4 && len(first.cells) < 3 || prose(rows) {
		return nil, 0
	}
	return rows, n
}

// aligned says that two lines have the same columns: each begins, ends or is
// centred at the same place.
func aligned(a, b textLine) bool {
	if len(a.cells) != len(b.cells) || a.page != b.page || !near(a.size, b.size, 0.3*a.size) {
		return false
	}
	tol := 0.7 * a.size
	for i := range a.cells {
		p, q := a.cells[i], b.cells[i]
		if !near(p.x, q.x, tol) && !near(p.right, q.right, tol) && !near((p.x+p.right)/2, (q.x+q.right)/2, tol) {
			return false
		}
	}
	return true
}
