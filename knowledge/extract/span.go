package extract

// spanned is a cell before its merges are expanded.
type spanned struct {
	text       string
	nested     *Table
	rows, cols int // how many grid positions it covers, at least 1
}

// expand lays out rows of spanning cells: each takes the next free place of its
// row, and every place it covers repeats its text and names its origin. A span
// never reaches below the last row.
func expand(b *budget, rows [][]spanned) (*Table, error) {
	t := &Table{Rows: make([][]Cell, len(rows))}
	taken := make([][]bool, len(rows))
	wide := 0
	for r, row := range rows {
		c := 0
		for _, cell := range row {
			for c < len(taken[r]) && taken[r][c] {
				c++
			}
			down, across := min(max(cell.rows, 1), len(rows)-r), max(cell.cols, 1)
			if err := b.addCells(down * across); err != nil {
				return nil, err
			}
			for i := r; i < r+down; i++ {
				t.Rows[i] = widen(t.Rows[i], c+across, i)
				taken[i] = append(taken[i], make([]bool, max(0, c+across-len(taken[i])))...)
				for j := c; j < c+across; j++ {
					if taken[i][j] {
						continue
					}
					taken[i][j] = true
					t.Rows[i][j] = Cell{Text: cell.text, Nested: cell.nested, Merged: i > r || j > c, RowOrigin: r, ColOrigin: c}
				}
			}
			c += across
			wide = max(wide, c)
		}
	}
	return square(b, t, wide)
}

// square pads every row to the same width.
func square(b *budget, t *Table, wide int) (*Table, error) {
	if err := b.addCells(max(0, wide*len(t.Rows)-t.size())); err != nil {
		return nil, err
	}
	for i := range t.Rows {
		t.Rows[i] = widen(t.Rows[i], wide, i)
	}
	return t, nil
}

func widen(row []Cell, wide, at int) []Cell {
	for len(row) < wide {
		row = append(row, Cell{RowOrigin: at, ColOrigin: len(row)})
	}
	return row
}
