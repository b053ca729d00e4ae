package extract

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"path"
	"sort"
	"strings"

	"github.com/xuri/excelize/v2"
)

// readXlsx reads a workbook sheet by sheet. The values and their number formats
// are excelize's; merges, visibility and the soundness of the XML are looked up
// by our own scan, because its merge list loads the whole sheet and its row
// reader ends silently at a fault.
func readXlsx(b *budget, data []byte) (*File, error) {
	a, err := openArchive(b, data)
	if err != nil {
		return nil, err
	}
	sheets, err := workbook(a)
	if err != nil {
		return nil, err
	}
	if err := a.weigh(); err != nil {
		return nil, err
	}
	x, err := excelize.OpenReader(bytes.NewReader(data), excelize.Options{
		UnzipSizeLimit: b.lim.InflatedBytes, UnzipXMLSizeLimit: b.lim.InflatedBytes,
		ShortDatePattern: "yyyy-mm-dd", LongDatePattern: "yyyy-mm-dd", CultureInfo: excelize.CultureNameZhCN,
	})
	if err != nil {
		return nil, fmt.Errorf("open workbook: %w", err)
	}
	defer x.Close()
	f := &File{Format: string(kindXlsx)}
	pictures := false
	for _, s := range sheets {
		if s.hidden {
			f.note(NoteHiddenSheet)
			continue
		}
		if err := s.scan(a); err != nil {
			return nil, err
		}
		pictures = pictures || s.drawing
		f.margin = append(f.margin, s.margin...)
		if s.hiddenRows {
			f.note(NoteHiddenRows)
		}
		if err := s.read(b, x, f); err != nil {
			return nil, err
		}
	}
	if pictures {
		if f.bare() {
			return nil, &Refusal{Reason: Scan}
		}
		f.note(NotePictures)
	}
	return f, nil
}

// worksheet is one sheet of a workbook.
type worksheet struct {
	name       string
	part       string
	hidden     bool
	hiddenRows bool
	drawing    bool
	margin     []string // header and footer
	merges     []area
}

// area is a range of cells, from 1, both ends included.
type area struct{ row1, col1, row2, col2 int }

// workbook lists the sheets in their order.
func workbook(a *archive) ([]*worksheet, error) {
	main, err := mainPart(a, "xl/workbook.xml")
	if err != nil {
		return nil, err
	}
	rels, err := relations(a, path.Join(path.Dir(main), "_rels", path.Base(main)+".rels"))
	if err != nil {
		return nil, err
	}
	target := map[string]relation{}
	for _, r := range rels {
		target[r.id] = r
	}
	data, err := a.read(main)
	if err != nil {
		return nil, err
	}
	var out []*worksheet
	s := newScanner(a.b, data)
	for t := s.next(); t != nil; t = s.next() {
		e, ok := t.(xml.StartElement)
		if !ok || e.Name.Local != "sheet" {
			continue
		}
		r := target[attr(e, "id")]
		if !strings.HasSuffix(r.kind, "/worksheet") {
			continue
		}
		part := path.Join(path.Dir(main), r.target)
		if strings.HasPrefix(r.target, "/") {
			part = r.target
		}
		state := attr(e, "state")
		out = append(out, &worksheet{name: attr(e, "name"), part: part, hidden: state == "hidden" || state == "veryHidden"})
	}
	if s.err == nil && len(out) == 0 {
		return nil, &Refusal{Reason: Damaged, Detail: string(kindXlsx), Err: errNoPart}
	}
	return out, s.err
}

// scan reads what stands beside the values.
func (w *worksheet) scan(a *archive) error {
	data, err := a.read(w.part)
	if err != nil {
		return err
	}
	s := newScanner(a.b, data)
	for t := s.next(); t != nil; t = s.next() {
		e, ok := t.(xml.StartElement)
		if !ok {
			continue
		}
		switch e.Name.Local {
		case "row", "col":
			w.hiddenRows = w.hiddenRows || attr(e, "hidden") == "1" || attr(e, "hidden") == "true"
		case "drawing", "picture", "legacyDrawing":
			w.drawing = w.drawing || e.Name.Local != "legacyDrawing"
		case "oddHeader", "evenHeader", "firstHeader", "oddFooter", "evenFooter", "firstFooter":
			w.margin = append(w.margin, headerParts(s.text())...)
		case "mergeCell":
			if m, ok := parseArea(attr(e, "ref")); ok {
				w.merges = append(w.merges, m)
			}
		}
	}
	return s.err
}

// headerParts splits a header at its codes for left, centre and right.
func headerParts(s string) []string {
	var out []string
	for _, part := range strings.Split(s, "&") {
		if part != "" && strings.ContainsAny(part[:1], "LCR") {
			part = part[1:]
		}
		out = append(out, part)
	}
	return out
}

func parseArea(ref string) (area, bool) {
	from, to, ok := strings.Cut(ref, ":")
	if !ok {
		return area{}, false
	}
	c1, r1, err1 := excelize.CellNameToCoordinates(from)
	c2, r2, err2 := excelize.CellNameToCoordinates(to)
	if err1 != nil || err2 != nil {
		return area{}, false
	}
	return area{min(r1, r2), min(c1, c2), max(r1, r2), max(c1, c2)}, true
}

// sheetRow is a row that holds something.
type sheetRow struct {
	no    int
	cells []string
}

// read turns the sheet's rows into titles and tables.
func (w *worksheet) read(b *budget, x *excelize.File, f *File) error {
	rows, err := w.rows(b, x)
	if err != nil || len(rows) == 0 {
		return err
	}
	wide := 0
	for _, r := range rows {
		wide = max(wide, len(r.cells))
	}
	for len(rows) > 0 {
		n := titleRows(rows, wide)
		for _, r := range rows[:n] {
			if err := w.paragraph(b, f, r); err != nil {
				return err
			}
		}
		rows = rows[n:]
		n = tableRowsBefore(rows)
		if n == 0 {
			continue
		}
		table := rows[:n]
		tail := trailing(table)
		if err := w.table(b, f, table[:n-tail]); err != nil {
			return err
		}
		for _, r := range table[n-tail:] {
			if err := w.paragraph(b, f, r); err != nil {
				return err
			}
		}
		rows = rows[n:]
	}
	return nil
}

// rows reads the values as shown; rows without any are left out.
func (w *worksheet) rows(b *budget, x *excelize.File) ([]sheetRow, error) {
	it, err := x.Rows(w.name)
	if err != nil {
		return nil, fmt.Errorf("open sheet %q: %w", w.name, err)
	}
	defer it.Close()
	var out []sheetRow
	for no := 1; it.Next(); no++ {
		if err := b.alive(); err != nil {
			return nil, err
		}
		cells, err := it.Columns()
		if err != nil {
			return nil, fmt.Errorf("read sheet %q row %d: %w", w.name, no, err)
		}
		for len(cells) > 0 && strings.TrimSpace(cells[len(cells)-1]) == "" {
			cells = cells[:len(cells)-1]
		}
		if len(cells) == 0 {
			continue
		}
		if err := b.addCells(len(cells)); err != nil {
			return nil, err
		}
		out = append(out, sheetRow{no, cells})
	}
	if err := it.Error(); err != nil {
		return nil, fmt.Errorf("read sheet %q: %w", w.name, err)
	}
	return out, nil
}

func (r sheetRow) filled() int {
	n := 0
	for _, c := range r.cells {
		if strings.TrimSpace(c) != "" {
			n++
		}
	}
	return n
}

// titleRows counts the rows from the top that hold one text each: title,
// subtitle, unit of figures, the date of the list. A list of one column has none.
func titleRows(rows []sheetRow, wide int) int {
	n := 0
	for n < len(rows) && rows[n].filled() == 1 && wide > 1 {
		n++
	}
	if n == len(rows) && wide > 1 {
		return n
	}
	return min(n, 12)
}

// tableRowsBefore counts the rows up to the next title: a row of one text after
// blank rows, with a row of several after it.
func tableRowsBefore(rows []sheetRow) int {
	for i := 1; i < len(rows); i++ {
		if rows[i].no > rows[i-1].no+1 && rows[i].filled() == 1 {
			for k := i + 1; k < len(rows) && k <= i+3; k++ {
				if rows[k].filled() > 2 && rows[k].no == rows[k-1].no+1 {
					return i
				}
			}
		}
	}
	return len(rows)
}

// trailing counts the last rows that are remarks under a table: one text in the
// first columns of a wide table.
func trailing(rows []sheetRow) int {
	n := 0
	for n < len(rows)-2 && n < 10 {
		r := rows[len(rows)-1-n]
		if r.filled() != 1 || len(r.cells) > 2 || len([]rune(strings.Join(r.cells, ""))) < 8 {
			break
		}
		n++
	}
	return n
}

func (w *worksheet) paragraph(b *budget, f *File, r sheetRow) error {
	text := strings.TrimSpace(strings.Join(r.cells, " "))
	f.Blocks = append(f.Blocks, Block{Kind: Paragraph, Text: text, Sheet: w.name})
	return b.addBlock()
}

// table lays rows on the grid, with the merges that lie in it.
func (w *worksheet) table(b *budget, f *File, rows []sheetRow) error {
	first, last, wide := rows[0].no, rows[len(rows)-1].no, 0
	left := len(rows[0].cells)
	for _, r := range rows {
		wide = max(wide, len(r.cells))
		for i := 0; i < left; i++ {
			if strings.TrimSpace(r.cells[min(i, len(r.cells)-1)]) != "" && i < len(r.cells) {
				left = i
			}
		}
	}
	var nos []int
	t := &Table{}
	for _, r := range rows {
		nos = append(nos, r.no)
		row := widen(nil, wide-left, len(t.Rows))
		for c := left; c < wide; c++ {
			row[c-left].Ref, _ = excelize.CoordinatesToCellName(c+1, r.no)
			if c < len(r.cells) {
				row[c-left].Text = r.cells[c]
			}
		}
		t.Rows = append(t.Rows, row)
	}
	if err := b.addCells(t.size()); err != nil {
		return err
	}
	for _, m := range w.merges {
		if m.row1 >= first && m.row1 <= last && m.col1 > left && m.col1 <= wide {
			if err := t.cover(b, nos, m, left); err != nil {
				return err
			}
		}
	}
	f.Blocks = append(f.Blocks, Block{Kind: TableKind, Table: t, Sheet: w.name})
	return b.addBlock()
}

// cover repeats the text of a merged area's first cell in the others. nos are
// the sheet's numbers of the table's rows: blank rows are not among them.
func (t *Table) cover(b *budget, nos []int, m area, left int) error {
	first := sort.SearchInts(nos, m.row1)
	if first == len(nos) || nos[first] != m.row1 {
		return nil
	}
	col := m.col1 - 1 - left
	origin := t.Rows[first][col]
	for r := first; r < len(nos) && nos[r] <= m.row2; r++ {
		if err := b.alive(); err != nil {
			return err
		}
		for c := col; c < min(m.col2-left, len(t.Rows[r])); c++ {
			if r == first && c == col {
				continue
			}
			cell := &t.Rows[r][c]
			cell.Text, cell.Merged, cell.RowOrigin, cell.ColOrigin = origin.Text, true, first, col
		}
	}
	return nil
}
