package extract

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"liangshan/knowledge/pattern"
)

// line is one line of a text file, as written.
type line struct {
	text string
	no   int // from 1
}

func (l line) blank() bool { return strings.TrimSpace(l.text) == "" }

// decoded gives a text file's lines and the File that notes how they were read.
func decoded(data []byte, format kind) (*File, []line, error) {
	text, charset, ok := decodeText(data, false)
	if !ok {
		return nil, nil, &Refusal{Reason: Damaged, Detail: string(format), Err: errors.New("not text in any encoding we know")}
	}
	f := &File{Format: string(format)}
	if unmarked := !bytes.HasPrefix(data, []byte("\xff\xfe")) && !bytes.HasPrefix(data, []byte("\xfe\xff")); unmarked && charset != "utf-8" && charset != "gb18030" {
		f.note(NoteCharset)
	}
	if strings.ContainsRune(text, utf8.RuneError) {
		f.note(NoteGarbled)
	}
	return f, splitLines(text), nil
}

func splitLines(text string) []line {
	text = strings.ReplaceAll(text, "\r\n", "\n")
	text = strings.ReplaceAll(text, "\r", "\n")
	var lines []line
	for i, s := range strings.Split(text, "\n") {
		lines = append(lines, line{text: s, no: i + 1})
	}
	return lines
}

// readText reads plain text: one paragraph a line, blank lines remembered as
// gaps, and tables drawn with bars or tabs.
func readText(b *budget, data []byte) (*File, error) {
	f, lines, err := decoded(data, kindText)
	if err != nil {
		return nil, err
	}
	gap := false
	for i := 0; i < len(lines); {
		if lines[i].blank() {
			gap = len(f.Blocks) > 0
			i++
			continue
		}
		if err := b.addBlock(); err != nil {
			return nil, err
		}
		blk, n := textTable(lines[i:])
		if n == 0 {
			blk, n = Block{Kind: Paragraph, Text: lines[i].text, Line: lines[i].no}, 1
		} else if err := b.addCells(blk.Table.size()); err != nil {
			return nil, err
		}
		blk.Gap = gap
		f.Blocks = append(f.Blocks, blk)
		gap = false
		i += n
	}
	return f, nil
}

func (t *Table) size() int {
	n := 0
	for _, row := range t.Rows {
		n += len(row)
	}
	return n
}

// textTable reads a table from the first lines; n is how many it takes, 0 if
// there is none.
func textTable(lines []line) (blk Block, n int) {
	rows, header, n := barTable(lines)
	if n == 0 {
		rows, n = tabTable(lines)
	}
	if n == 0 {
		rows, n = spacedTable(lines)
	}
	if n == 0 {
		return Block{}, 0
	}
	t := grid(rows)
	t.HeaderRows = header
	return Block{Kind: TableKind, Table: t, Line: lines[0].no}, n
}

const bars = "|｜│┃║"

var (
	ruler     = pattern.MustCompile(`^[\s|｜│┃║:+\-=─━═┄┈┌┐└┘├┤┬┴┼┏┓┗┛┣┫┳┻╋╔╗╚╝╠╣╦╩╬—_]+$`)
	rulerMark = pattern.MustCompile(`[-=─━═]{2,}|[─━═┼]`)
)

// isRuler says that a line only draws: |---|:--:| or ├──┼──┤.
func isRuler(s string) bool { return ruler.MatchString(s) && rulerMark.MatchString(s) }

// barTable reads lines of cells between bars. Two rows of the same width make a
// table, or one row with a ruler.
func barTable(lines []line) (rows [][]string, header, n int) {
	rulers := 0
	for n < len(lines) {
		s := lines[n].text
		switch {
		case isRuler(s) && strings.ContainsAny(s, bars+"+├┼┌└╠╬╔╚"):
			if rulers++; len(rows) == 1 && header == 0 {
				header = 1
			}
		case barCells(s) != nil:
			rows = append(rows, barCells(s))
		default:
			return keepBars(rows, header, n, rulers)
		}
		n++
	}
	return keepBars(rows, header, n, rulers)
}

func keepBars(rows [][]string, header, n, rulers int) ([][]string, int, int) {
	ok := len(rows) >= 2 || len(rows) == 1 && rulers > 0
	if rulers == 0 {
		for _, r := range rows {
			ok = ok && len(r) == len(rows[0])
		}
	}
	if !ok {
		return nil, 0, 0
	}
	return rows, header, n
}

// barCells splits a row at its bars; nil where the line is no row.
func barCells(s string) []string {
	t := strings.TrimSpace(s)
	if t == "" || isRuler(t) {
		return nil
	}
	edges := strings.HasPrefix(t, "|") || strings.ContainsAny(t[:min(3, len(t))], "｜│┃║")
	var cells []string
	var sb strings.Builder
	for i, r := range t {
		switch {
		case strings.ContainsRune(bars, r) && (i == 0 || t[i-1] != '\\'):
			cells = append(cells, cellText(sb.String()))
			sb.Reset()
		default:
			sb.WriteRune(r)
		}
	}
	cells = append(cells, cellText(sb.String()))
	if edges {
		cells = cells[1:]
	}
	if len(cells) > 1 && cells[len(cells)-1] == "" && endsWithBar(t) {
		cells = cells[:len(cells)-1]
	}
	if len(cells) < 2 && !edges || len(cells) == 0 {
		return nil
	}
	return cells
}

func endsWithBar(s string) bool {
	r, _ := utf8.DecodeLastRuneInString(s)
	return strings.ContainsRune(bars, r)
}

func cellText(s string) string {
	return strings.TrimSpace(strings.ReplaceAll(s, `\|`, "|"))
}

// tabTable reads lines of cells between tabs: three columns over two lines, or
// two columns over three. Leading tabs are an indent.
func tabTable(lines []line) (rows [][]string, n int) {
	for _, l := range lines {
		cells := tabCells(l.text)
		if len(cells) < 2 || len(rows) > 0 && len(cells) != len(rows[0]) {
			break
		}
		rows = append(rows, cells)
	}
	if len(rows) < 2 || len(rows) < 3 && len(rows[0]) < 3 {
		return nil, 0
	}
	return rows, len(rows)
}

func tabCells(s string) []string {
	if strings.HasPrefix(s, "\t") && strings.Count(strings.TrimSpace(s), "\t") == 0 {
		return nil
	}
	cells := strings.Split(strings.TrimRight(s, "\r\n "), "\t")
	for i := range cells {
		cells[i] = strings.TrimSpace(cells[i])
	}
	return cells
}

var (
	// wideGap parts the columns of a table that is set with blanks; oneBlank those of
	// one whose blanks were lost on the way.
	wideGap  = pattern.MustCompile(`[ 　]{2,}`)
	oneBlank = pattern.MustCompile(`[ 　]+`)

	bareFigure = pattern.MustCompile(`^(?:[\d.,]+%?|[—–-]+|/)$`)
	bareDay    = pattern.MustCompile(`^(?:20\d\d年)?(?:\d{1,2}月)?(?:\d{1,2}日|[上中下]旬|[年月]?底)?前?$`)
)

// spacedTable reads lines set in columns with blanks: a head of words over two or more
// lines of as many columns, three or more, each with a figure in it. A letterhead has no
// such lines. Where one blank parts the columns, or the head has figures too (2024年),
// one column must be of figures or of days alone.
func spacedTable(lines []line) (rows [][]string, n int) {
	for _, gap := range []*pattern.Pattern{wideGap, oneBlank} {
		rows = columnsAt(lines, gap)
		if len(rows) >= 3 && (figureColumn(rows[1:]) || gap == wideGap && !figured(rows[0])) {
			return rows, len(rows)
		}
	}
	return nil, 0
}

// columnsAt splits the first lines that have as many cells each, with figures below the first.
func columnsAt(lines []line, gap *pattern.Pattern) (rows [][]string) {
	for _, l := range lines {
		cells := gap.Split(strings.TrimSpace(l.text), -1)
		if len(cells) < 3 || len(rows) > 0 && len(cells) != len(rows[0]) || strings.ContainsAny(l.text, "。；：:") {
			break
		}
		if len(rows) == 0 && slices.ContainsFunc(cells, bareFigure.MatchString) || len(rows) > 0 && !figured(cells) {
			break
		}
		rows = append(rows, cells)
	}
	return rows
}

func figured(cells []string) bool {
	return strings.ContainsAny(strings.Join(cells, ""), "0123456789")
}

// figureColumn reports whether a column behind the first has nothing but figures or days.
func figureColumn(rows [][]string) bool {
	for j := 1; j < len(rows[0]); j++ {
		if !slices.ContainsFunc(rows, func(r []string) bool { return !bareFigure.MatchString(r[j]) && !bareDay.MatchString(r[j]) }) {
			return true
		}
	}
	return false
}

// grid makes a table of rows without merges, padded to one width.
func grid(rows [][]string) *Table {
	wide := 0
	for _, r := range rows {
		wide = max(wide, len(r))
	}
	t := &Table{}
	for i, r := range rows {
		cells := make([]Cell, wide)
		for j := range cells {
			cells[j] = Cell{RowOrigin: i, ColOrigin: j}
			if j < len(r) {
				cells[j].Text = r[j]
			}
		}
		t.Rows = append(t.Rows, cells)
	}
	return t
}

// readCSV reads a list of cells as one table.
func readCSV(b *budget, data []byte) (*File, error) {
	f, lines, err := decoded(data, kindCSV)
	if err != nil {
		return nil, err
	}
	var sb strings.Builder
	for _, l := range lines {
		sb.WriteString(l.text)
		sb.WriteByte('\n')
	}
	r := csv.NewReader(strings.NewReader(sb.String()))
	r.FieldsPerRecord, r.LazyQuotes = -1, true
	if strings.Count(lines[0].text, "\t") > strings.Count(lines[0].text, ",") {
		r.Comma = '\t'
	}
	rows, wide := [][]string{}, 0
	for {
		row, err := r.Read()
		if err == io.EOF {
			break
		}
		if err != nil {
			return nil, err
		}
		wide = max(wide, len(row))
		if rows = append(rows, row); wide*len(rows) > b.lim.Cells {
			return nil, tooMany("cells", b.lim.Cells)
		}
	}
	t := grid(rows)
	if err := b.addCells(t.size()); err != nil {
		return nil, err
	}
	f.Blocks = append(f.Blocks, Block{Kind: TableKind, Table: t, Line: 1})
	return f, nil
}
