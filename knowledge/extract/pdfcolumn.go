package extract

import "slices"

// columnsOf reads a page's lines; where the page is set in two columns, as
// gazettes are, the left one is read before the right one.
func columnsOf(glyphs []glyph, width float64, page int) []textLine {
	rows := rowsOf(glyphs)
	gutter, ok := gutterOf(rows, width)
	if !ok {
		return linesOf(glyphs, page)
	}
	var out []textLine
	var left, right []glyph
	flush := func() {
		for col, half := range [][]glyph{left, right} {
			for _, l := range linesOf(half, page) {
				l.col = col + 1
				out = append(out, l)
			}
		}
		left, right = nil, nil
	}
	for _, row := range rows {
		if crosses(row, gutter) {
			flush()
			out = append(out, linesOf(row, page)...)
			continue
		}
		for _, g := range row {
			if g.x < gutter {
				left = append(left, g)
			} else {
				right = append(right, g)
			}
		}
	}
	flush()
	return out
}

// crosses says that a row stands over or close to the gutter.
func crosses(row []glyph, gutter float64) bool {
	return slices.ContainsFunc(row, func(g glyph) bool {
		return g.x < gutter+0.35*g.size && g.x+g.w > gutter-0.35*g.size
	})
}

// gutterOf looks for the empty strip between two columns: near the middle, with
// long runs of text on both sides of it in most rows. A table's cells are
// shorter, or do not fill their column.
func gutterOf(rows [][]glyph, width float64) (float64, bool) {
	best, at := 0, 0.0
	for x := 0.4 * width; x <= 0.6*width; x += 2 {
		n := 0
		for _, row := range rows {
			if !crosses(row, x) && filled(row, x) {
				n++
			}
		}
		if n > best {
			best, at = n, x
		}
	}
	return at, best >= 8 && best*10 >= 6*len(rows)
}

// filled says that a row has long runs of text on both sides, and that the left
// one comes close to the gutter.
func filled(row []glyph, x float64) bool {
	const long = 12
	left, right, edge := 0, 0, 0.0
	for _, g := range row {
		if g.x < x {
			left++
			edge = max(edge, g.x+g.w)
		} else {
			right++
		}
	}
	return left >= long && right >= long && x-edge < 3.5*row[0].size
}
