package extract

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"liangshan/knowledge/pattern"
)

// readPDF reads a PDF by the places of its characters. Where that gives hardly
// any text, or text that is not text, poppler is asked if it is there.
func (r *Reader) readPDF(b *budget, data []byte) (*File, error) {
	sheets, err := drawPDF(b, data)
	if err != nil {
		return nil, err
	}
	f := &File{Format: string(kindPDF), Pages: len(sheets)}
	bad, all := garbled(sheets)
	if bad*50 > all && all > 0 || all < 20*len(sheets) && !pictured(sheets) {
		if better := r.poppler(b, data, sheets); better != nil {
			sheets = better
			f.note(NoteOutside)
			bad, all = garbled(sheets)
		}
	}
	if bad*5 > all && all > 0 {
		return nil, &Refusal{Reason: Unsupported, Detail: "pdf", Err: fmt.Errorf("%d of %d characters have no known meaning", bad, all)}
	}
	if bad > 0 {
		f.note(NoteGarbled)
	}
	l := &pageLayout{b: b, f: f, sheets: sheets}
	if err := l.read(); err != nil {
		return nil, err
	}
	return f, l.scanned()
}

func drawPDF(b *budget, data []byte) ([]*sheet, error) {
	file, err := openPDF(b, data)
	if err != nil {
		return nil, err
	}
	pages, err := file.pages()
	if err == nil && len(pages) == 0 && !file.rebuilt {
		if err = file.rebuild(); err == nil {
			pages, err = file.pages()
		}
	}
	if err != nil {
		return nil, err
	}
	if len(pages) == 0 {
		return nil, fmt.Errorf("%w: no pages", errPDFSyntax)
	}
	fonts := map[any]*pdfFont{}
	var sheets []*sheet
	for _, p := range pages {
		sh, err := file.sheet(p, fonts)
		if err != nil {
			return nil, err
		}
		sheets = append(sheets, sh)
	}
	return sheets, nil
}

// garbled counts the characters that could not be told.
func garbled(sheets []*sheet) (bad, all int) {
	for _, s := range sheets {
		for i := range s.glyphs {
			for _, r := range s.glyphs[i].text {
				if unicode.IsSpace(r) {
					continue
				}
				all++
				if r == utf8.RuneError || r < ' ' || unicode.Is(unicode.Co, r) {
					bad++
				}
			}
		}
	}
	return bad, all
}

func pictured(sheets []*sheet) bool {
	return slices.ContainsFunc(sheets, func(s *sheet) bool { return s.pictures > 0.3 })
}

// pageLayout turns the sheets into blocks.
type pageLayout struct {
	b      *budget
	f      *File
	sheets []*sheet
	lines  [][]textLine // of each page, tables taken out
	tables [][]placed   // of each page
	frames map[frame]column
	last   textLine // the line that the last paragraph ends with
	lastIn column
	open   bool   // the last block is a paragraph that may go on
	text   []byte // of that paragraph
	head   string // the line that it began with
}

// frame names the lines that are set alike: those of pages of one width, in one
// column of them.
type frame struct{ width, col int }

// placed is a table with the height at which it begins.
type placed struct {
	top   float64
	table *Table
	xs    []float64
}

func (l *pageLayout) read() error {
	for i, s := range l.sheets {
		if err := l.page(i+1, s); err != nil {
			return err
		}
	}
	l.dropFurniture()
	l.measure()
	for i := range l.sheets {
		if err := l.emit(i); err != nil {
			return err
		}
	}
	l.close()
	return nil
}

// page sorts a sheet's glyphs into tables, lines and matter that is no content.
func (l *pageLayout) page(no int, s *sheet) error {
	if err := l.b.ctx.Err(); err != nil {
		return err
	}
	var body, askew, margin []glyph
	for _, g := range s.glyphs {
		switch {
		case g.artifact:
			margin = append(margin, g)
		case g.angle != 0:
			askew = append(askew, g)
		case g.x > -g.size && g.x < s.width && g.y > -g.size && g.y < s.height:
			body = append(body, g)
		}
	}
	l.aside(askew, margin, no)
	var tables []placed
	for _, t := range s.ruledTables() {
		var in, out []glyph
		for _, g := range body {
			if t.holds(g) {
				in = append(in, g)
			} else {
				out = append(out, g)
			}
		}
		if len(in) == 0 {
			continue
		}
		body = out
		tab, err := t.table(l.b, in, no)
		if err != nil {
			return err
		}
		l.f.note(NoteTableGuess)
		tables = append(tables, placed{t.ys[0], tab, t.xs})
	}
	slices.SortStableFunc(tables, func(a, b placed) int { return int(b.top - a.top) })
	l.tables = append(l.tables, tables)
	l.lines = append(l.lines, columnsOf(body, s.width, no))
	return nil
}

// aside keeps watermarks and marked headers for the search for secrecy marks.
func (l *pageLayout) aside(askew, margin []glyph, no int) {
	if len(askew)+len(margin) > 0 {
		l.f.note(NotePageFurniture)
	}
	for _, line := range linesOf(margin, no) {
		l.f.margin = append(l.f.margin, line.text)
	}
	var sb strings.Builder
	for _, g := range askew {
		sb.WriteString(g.text)
	}
	if sb.Len() > 0 {
		l.f.margin = append(l.f.margin, sb.String())
	}
}

var (
	pageNumber = pattern.MustCompile(`^[\s—–\-－_~·•.|]*(?:第\s*)?\d{1,4}(?:\s*页)?(?:\s*[,，/／]?\s*(?:共\s*)?\d{1,4}\s*页?)?[\s—–\-－_~·•.|]*$|(?i)^page\s*\d+(?:\s*of\s*\d+)?$|^第[一二三四五六七八九十百]+页$`)
	digitRun   = pattern.MustCompile(`\d+`)
)

// dropFurniture marks headers, footers and page numbers: numbers that stand
// outermost, and lines that come again at the same height of most pages.
func (l *pageLayout) dropFurniture() {
	again := map[string]int{}
	key := func(x textLine) string {
		return digitRun.ReplaceAllString(x.text, "#") + "@" + strconv.Itoa(int(math.Round(x.y/8)))
	}
	for i := range l.lines {
		for _, x := range l.edges(i) {
			again[key(*x)]++
		}
	}
	for i := range l.lines {
		for k, x := range l.edges(i) {
			repeats := again[key(*x)]
			alone := pageNumber.MatchString(strings.TrimSpace(x.text)) && (k == 0 || k == 1 && len(l.lines[i]) > 1)
			if !alone && (repeats < 2 || repeats*2 < len(l.sheets)) {
				continue
			}
			x.drop = true
			l.f.note(NotePageFurniture)
			l.f.margin = append(l.f.margin, x.text)
		}
	}
}

// edges gives a page's lines near its top and bottom, the outermost first: the
// lowest, the highest, then those next to them.
func (l *pageLayout) edges(i int) []*textLine {
	lines, h := l.lines[i], l.sheets[i].height
	var out []*textLine
	for k := range min(3, len(lines)) {
		low, high := &lines[len(lines)-1-k], &lines[k]
		if low.y < 0.13*h {
			out = append(out, low)
		}
		if high.y > 0.87*h && high != low {
			out = append(out, high)
		}
	}
	return out
}

func (l *pageLayout) measure() {
	by := map[frame][]textLine{}
	for i, lines := range l.lines {
		w := int(l.sheets[i].width)
		for _, x := range lines {
			if !x.drop {
				by[frame{w, x.col}] = append(by[frame{w, x.col}], x)
			}
		}
	}
	l.frames = map[frame]column{}
	for k, lines := range by {
		l.frames[k] = columnOf(lines, float64(k.width)/float64(min(k.col, 1)+1))
	}
}

var leaders = pattern.MustCompile(`(?:[.…·．]\s*){5,}\s*[\d０-９IVXivx]{1,5}\s*$`)

// emit adds a page's paragraphs and tables from top to bottom.
func (l *pageLayout) emit(i int) error {
	var lines []textLine
	for _, x := range l.lines[i] {
		switch {
		case x.drop:
		case leaders.MatchString(x.text):
			l.f.note(NoteContents)
		default:
			lines = append(lines, x)
		}
	}
	tables := l.tables[i]
	for len(lines) > 0 || len(tables) > 0 {
		if len(tables) > 0 && (len(lines) == 0 || tables[0].top > lines[0].y) {
			if err := l.table(tables[0], i+1); err != nil {
				return err
			}
			tables = tables[1:]
			continue
		}
		rows, n := alignedTable(lines)
		if n > 0 {
			l.f.note(NoteTableGuess)
			if err := l.add(Block{Kind: TableKind, Table: grid(rows), Page: i + 1}); err != nil {
				return err
			}
			lines = lines[n:]
			continue
		}
		if err := l.line(lines[0], l.frames[frame{int(l.sheets[i].width), lines[0].col}]); err != nil {
			return err
		}
		lines = lines[1:]
	}
	return nil
}

// table adds a table, or continues the one that the page before ended with.
func (l *pageLayout) table(p placed, page int) error {
	if n := len(l.f.Blocks); n > 0 {
		b := &l.f.Blocks[n-1]
		if t := b.Table; t != nil && t.xs != nil && t.lastPage() == page-1 && sameColumns(t.xs, p.xs) {
			if t.append(p.table, page) {
				l.f.note(NoteRowOverPages)
			}
			return nil
		}
	}
	p.table.xs = p.xs
	for range p.table.Rows {
		p.table.RowPages = append(p.table.RowPages, page)
	}
	return l.add(Block{Kind: TableKind, Table: p.table, Page: page})
}

func sameColumns(a, b []float64) bool {
	return slices.EqualFunc(a, b, func(x, y float64) bool { return near(x, y, 4) })
}

func (t *Table) lastPage() int {
	if n := len(t.RowPages); n > 0 {
		return t.RowPages[n-1]
	}
	return 0
}

// append adds the rows of a table's continuation, without its repeated header.
// split says that its first row was the rest of the last one.
func (t *Table) append(more *Table, page int) (split bool) {
	skip := 0
	for skip < len(more.Rows) && skip < len(t.Rows) && skip < 4 && sameRow(t.Rows[skip], more.Rows[skip]) {
		skip++
	}
	if skip == len(more.Rows) {
		skip = 0
	}
	t.HeaderRows = max(t.HeaderRows, skip)
	rows := more.Rows[skip:]
	if restOf(t.Rows[len(t.Rows)-1], rows[0]) {
		last := t.Rows[len(t.Rows)-1]
		for c := range last {
			last[c].Text = joinWrapped(last[c].Text, rows[0][c].Text)
		}
		split, rows, skip = true, rows[1:], skip+1
	}
	shift := len(t.Rows) - skip
	for _, row := range rows {
		for c := range row {
			row[c].RowOrigin = max(row[c].RowOrigin, skip) + shift
		}
		t.Rows = append(t.Rows, row)
		t.RowPages = append(t.RowPages, page)
	}
	return split
}

var rowNumber = pattern.MustCompile(`^[\d０-９一二三四五六七八九十]{1,4}[.、．]?$`)

// restOf says that a row at the top of a page is the rest of the one that the
// page before ended with: it has no number where that one has, and adds to cells
// that have begun.
func restOf(last, row []Cell) bool {
	if len(last) < 2 || strings.TrimSpace(row[0].Text) != "" || !rowNumber.MatchString(strings.TrimSpace(last[0].Text)) {
		return false
	}
	for c := range row {
		if row[c].Merged || row[c].Text != "" && last[c].Text == "" {
			return false
		}
	}
	return true
}

func sameRow(a, b []Cell) bool {
	return slices.EqualFunc(a, b, func(x, y Cell) bool { return x.Text == y.Text })
}

// close ends the paragraph that may go on.
func (l *pageLayout) close() {
	if l.open {
		l.f.Blocks[len(l.f.Blocks)-1].Text = string(l.text)
	}
	l.open = false
}

func (l *pageLayout) add(blk Block) error {
	l.close()
	l.f.Blocks = append(l.f.Blocks, blk)
	return l.b.addBlock()
}

// line begins a paragraph or continues the last.
func (l *pageLayout) line(x textLine, c column) error {
	samePage := l.last.page == x.page && l.last.col == x.col
	prev, pc := l.last, l.lastIn
	l.last, l.lastIn = x, c
	if l.open && !c.starts(prev, pc, x, samePage) && !follows(l.head, x.text) {
		if spaced(l.text, x.text) {
			l.text = append(l.text, ' ')
		}
		l.text = append(l.text, x.text...)
		return nil
	}
	if len(x.cells) > 1 && len(prev.cells) > 1 && samePage {
		l.f.note(NoteTableAsText)
	}
	gap := l.open && samePage && (prev.y-x.y)/x.size > 1.75*c.lead
	err := l.add(Block{Kind: Paragraph, Text: x.text, Page: x.page, Gap: gap})
	l.text, l.open, l.head = append(l.text[:0], x.text...), true, x.text
	return err
}

// scanned refuses pictures of pages. A page counts as one where a picture covers
// most of it and next to no text is there.
func (l *pageLayout) scanned() error {
	pages, unseen := 0, 0
	shapes := 0
	for i, s := range l.sheets {
		n := 0
		for _, x := range l.lines[i] {
			if !x.drop {
				n += utf8.RuneCountInString(x.text)
			}
		}
		if n < 30 && len(l.tables[i]) == 0 && (s.pictures > 0.4 || n == 0 && (s.pictures > 0.02 || s.paths > 200)) {
			pages++
		}
		unseen += s.unseen
		shapes += s.paths
	}
	torn := slices.ContainsFunc(l.sheets, func(s *sheet) bool { return s.torn })
	if torn {
		l.f.note(NoteTornPages)
	}
	switch {
	case torn && l.f.bare():
		return &Refusal{Reason: Damaged, Detail: l.f.Format, Err: errPDFSyntax}
	case pages > 0 && pages*2 >= len(l.sheets):
		return &Refusal{Reason: Scan, Detail: strconv.Itoa(len(l.sheets))}
	case pages > 0:
		l.f.note(NotePagesNoText)
	}
	if unseen > 0 {
		l.f.note(NoteOCR)
	}
	return nil
}
