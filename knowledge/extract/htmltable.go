package extract

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// table reads a table of data with its spans; a table that only lays out the
// page is read as if it were not there.
func (w *page) table(n *html.Node, depth int) {
	w.flush()
	rows, header := tableRows(n)
	if layout(rows) {
		for _, row := range rows {
			for _, cell := range row {
				w.inside(cell, depth+3)
				w.flush()
			}
		}
		return
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.DataAtom == atom.Caption {
			w.walk(c, depth+1)
			w.flush()
		}
	}
	t, err := w.grid(rows, depth)
	if err != nil {
		w.err = err
		return
	}
	t.HeaderRows = header
	w.add(Block{Kind: TableKind, Table: t})
}

// tableRows gives a table's own rows and how many of them are its head.
func tableRows(n *html.Node) (rows [][]*html.Node, header int) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch c.DataAtom {
		case atom.Tr:
			if cells := rowCells(c); len(cells) > 0 {
				rows = append(rows, cells)
			}
		case atom.Thead, atom.Tbody, atom.Tfoot:
			sub, _ := tableRows(c)
			if c.DataAtom == atom.Thead && len(rows) == 0 {
				header = len(sub)
			}
			rows = append(rows, sub...)
		}
	}
	return rows, header
}

func rowCells(tr *html.Node) []*html.Node {
	var cells []*html.Node
	for c := tr.FirstChild; c != nil; c = c.NextSibling {
		if (c.DataAtom == atom.Td || c.DataAtom == atom.Th) && !hidden(c) {
			cells = append(cells, c)
		}
	}
	return cells
}

// layout says that a table has no grid of data: one row or column, or cells
// that hold whole pages.
func layout(rows [][]*html.Node) bool {
	wide := 0
	for _, row := range rows {
		wide = max(wide, len(row))
		for _, cell := range row {
			if wholePage(cell) {
				return true
			}
		}
	}
	return wide < 2 || len(rows) < 2 && wide < 3
}

// wholePage says that a cell holds headings, large tables or a long text.
func wholePage(cell *html.Node) bool {
	runes, paras, page := 0, 0, false
	var look func(n *html.Node, depth int)
	look = func(n *html.Node, depth int) {
		if depth > 60 || page {
			return
		}
		switch {
		case n.Type == html.TextNode:
			runes += utf8.RuneCountInString(strings.TrimSpace(n.Data))
		case n.DataAtom == atom.H1 || n.DataAtom == atom.H2 || n.DataAtom == atom.H3:
			page = true
		case n.DataAtom == atom.P:
			paras++
		case n.DataAtom == atom.Table:
			rows, _ := tableRows(n)
			page = len(rows) > 8
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			look(c, depth+1)
		}
	}
	look(cell, 0)
	return page || paras > 8 && runes > 1500
}

func (w *page) grid(rows [][]*html.Node, depth int) (*Table, error) {
	out := make([][]spanned, len(rows))
	for r, row := range rows {
		for _, cell := range row {
			text, nested := w.cell(cell, depth)
			if w.err != nil {
				return nil, w.err
			}
			down := span(cell, "rowspan")
			if attribute(cell, "rowspan") == "0" {
				down = len(rows) - r
			}
			out[r] = append(out[r], spanned{text: text, nested: nested, rows: down, cols: span(cell, "colspan")})
		}
	}
	return expand(w.b, out)
}

// span reads rowspan or colspan within the bounds that browsers set.
func span(n *html.Node, key string) int {
	v, err := strconv.Atoi(strings.TrimSpace(attribute(n, key)))
	if err != nil || v < 1 {
		return 1
	}
	if key == "colspan" {
		return min(v, 1000)
	}
	return min(v, 65534)
}

// cell reads a cell's text, its paragraphs on lines of their own, and the first
// table inside it.
func (w *page) cell(n *html.Node, depth int) (string, *Table) {
	sub := &page{b: w.b, f: &File{}}
	sub.inside(n, depth+3)
	sub.flush()
	if sub.err != nil && w.err == nil {
		w.err = sub.err
	}
	for _, code := range sub.f.Notes {
		w.f.note(code)
	}
	text, nested, extra := cellContent(sub.f.Blocks)
	if extra {
		w.f.note(NoteNestedTables)
	}
	return text, nested
}

// cellContent folds the blocks of a cell into its text and its nested table;
// extra says that there were more tables, which are given as text.
func cellContent(blks []Block) (text string, nested *Table, extra bool) {
	var lines []string
	for _, blk := range blks {
		switch {
		case blk.Table == nil:
			lines = append(lines, blk.Number+blk.Text)
		case nested == nil:
			nested = blk.Table
		default:
			extra = true
			lines = append(lines, blk.Table.plain())
		}
	}
	return strings.Join(lines, "\n"), nested, extra
}

// plain is a table as lines of text, cells between tabs.
func (t *Table) plain() string {
	var rows []string
	for _, row := range t.Rows {
		var cells []string
		for i := range row {
			if !row[i].Merged {
				cells = append(cells, row[i].Text)
			}
		}
		rows = append(rows, strings.Join(cells, "\t"))
	}
	return strings.Join(rows, "\n")
}
