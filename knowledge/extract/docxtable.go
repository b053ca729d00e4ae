package extract

import (
	"encoding/xml"
	"strings"
)

// gridCell is a cell of a Word table before its merges are expanded.
type gridCell struct {
	col, span int
	down      bool // continues the cell above
	left      bool // continues the cell to the left, as old writers say it
	text      string
	nested    *Table
}

// table reads the table just opened and adds it as a block, with what hangs on
// the paragraphs in it.
func (f *flow) table() {
	t := f.grid()
	if t == nil {
		return
	}
	f.add(Block{Kind: TableKind, Table: t})
	after := f.after
	f.after = nil
	for _, a := range after {
		f.add(a)
	}
}

// grid reads a table; nil where it has no rows or the reading failed.
func (f *flow) grid() *Table {
	var rows [][]gridCell
	header, heads := 0, true
	var row func(e xml.StartElement)
	row = func(e xml.StartElement) {
		switch e.Name.Local {
		case "tr":
			cells, isHead, gone := f.row()
			if gone {
				return
			}
			if heads = heads && isHead; heads {
				header++
			}
			rows = append(rows, cells)
		case "sdt":
			f.control(row)
		case "sdtContent", "customXml", "ins", "moveTo":
			f.s.children(row)
		default:
			f.s.skip()
		}
	}
	f.s.children(row)
	if len(rows) == 0 || f.s.err != nil {
		return nil
	}
	t, err := merge(f.w.b, rows)
	if err != nil {
		f.s.err = err
		return nil
	}
	t.HeaderRows = header
	return t
}

// row reads one row; gone says that it was deleted under tracked changes.
func (f *flow) row() (cells []gridCell, header, gone bool) {
	col := 0
	var cell func(e xml.StartElement)
	cell = func(e xml.StartElement) {
		switch e.Name.Local {
		case "tc":
			c := f.cell()
			c.col = col
			col += c.span
			cells = append(cells, c)
		case "trPr":
			f.s.children(func(p xml.StartElement) {
				switch p.Name.Local {
				case "gridBefore":
					col = min(max(0, atoi(attr(p, "val"))), 1000)
				case "tblHeader":
					header = on(p)
				case "del", "moveFrom":
					gone = true
					f.w.f.note(NoteTrackedDeletions)
				}
				f.s.skip()
			})
		case "sdt":
			f.control(cell)
		case "sdtContent", "customXml", "ins", "moveTo":
			f.s.children(cell)
		default:
			f.s.skip()
		}
	}
	f.s.children(cell)
	return cells, header, gone
}

// cell reads one cell: its paragraphs on lines of their own, its first nested
// table apart.
func (f *flow) cell() gridCell {
	c := gridCell{span: 1}
	w := f.w
	outer := w.f
	w.f = &File{}
	sub := &flow{w: w, s: f.s, nest: f.nest + 1}
	f.s.children(func(e xml.StartElement) {
		if e.Name.Local == "tcPr" {
			f.cellProperties(&c)
			return
		}
		sub.block(e)
	})
	inner := w.f
	w.f = outer
	for _, code := range inner.Notes {
		outer.note(code)
	}
	var own []Block
	for _, blk := range inner.Blocks {
		if blk.Note {
			f.after = append(f.after, blk)
		} else {
			own = append(own, blk)
		}
	}
	var extra bool
	if c.text, c.nested, extra = cellContent(own); extra {
		outer.note(NoteNestedTables)
	}
	c.text = strings.TrimSpace(c.text)
	return c
}

func (f *flow) cellProperties(c *gridCell) {
	f.s.children(func(e xml.StartElement) {
		switch e.Name.Local {
		case "gridSpan":
			c.span = min(max(1, atoi(attr(e, "val"))), 1000)
		case "vMerge":
			c.down = attr(e, "val") != "restart"
		case "hMerge":
			c.left = attr(e, "val") != "restart"
		}
		f.s.skip()
	})
}

// merge lays the rows out on the grid. A cell that continues the one above
// repeats its text; one with nothing above to continue stands for itself.
func merge(b *budget, rows [][]gridCell) (*Table, error) {
	t := &Table{}
	wide := 0
	for r, row := range rows {
		end := 0
		for _, c := range row {
			end = max(end, c.col+c.span)
		}
		if err := b.addCells(end); err != nil {
			return nil, err
		}
		out := widen(nil, end, r)
		for _, c := range row {
			origin := Cell{Text: c.text, Nested: c.nested, RowOrigin: r, ColOrigin: c.col}
			if up := above(t, r, c.col); c.down && up != nil {
				origin = *up
				origin.Merged = true
			} else if c.left && c.col > 0 {
				origin = out[c.col-1]
				origin.Merged = true
			}
			for j := c.col; j < c.col+c.span; j++ {
				out[j] = origin
				out[j].Merged = origin.Merged || j > c.col
			}
		}
		t.Rows = append(t.Rows, out)
		wide = max(wide, end)
	}
	return square(b, t, wide)
}

func above(t *Table, r, col int) *Cell {
	if r == 0 || col >= len(t.Rows[r-1]) {
		return nil
	}
	return &t.Rows[r-1][col]
}
