package brief

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	"liangshan/store/day"
)

// Book is a workbook.
type Book struct {
	Title  string
	Sheets []Sheet
}

// Sheet is one table with what stands above it.
type Sheet struct {
	Name    string
	Note    string // in the first row
	Columns []Column
	Rows    [][]Cell
}

// Column is a heading and a width in characters of the body.
type Column struct {
	Head  string
	Width float64
}

// Cell holds one of its values; the zero Cell is empty.
type Cell struct {
	Text   string
	Number *float64
	Day    day.Date
	Share  *float64 // in percent, shown with its sign
	Link   string   // address behind Text
	Light  Light    // colours the cell; the word stands in Text
}

// Text, Num, On and Share make cells.
func Text(s string) Cell { return Cell{Text: s} }

// Num is a number's cell.
func Num(v float64) Cell { return Cell{Number: &v} }

// On is a day's cell, empty for no day.
func On(d day.Date) Cell { return Cell{Day: d} }

// Share is a percentage's cell, empty for none.
func Share(v *float64) Cell { return Cell{Share: v} }

// maxCell is what Excel holds in one cell, in characters.
const maxCell = 32767

// headRow is the row of the headings; the note stands above it.
const headRow = 2

// bookStyles are the numbers of a workbook's styles.
type bookStyles struct {
	note, head, text, number, date, share, quoted, link int
	lights                                              map[Light]int
}

// Excel writes the workbook as .xlsx: words are words, whatever they begin with;
// days and numbers are real ones. The same Book gives the same bytes.
func Excel(b Book) ([]byte, error) {
	x := excelize.NewFile()
	defer x.Close() //nolint:errcheck // nothing of it is on disk
	s, err := stylesOf(x)
	if err != nil {
		return nil, fmt.Errorf("brief: excel: %w", err)
	}
	for i, sheet := range b.Sheets {
		if i == 0 {
			err = x.SetSheetName("Sheet1", sheet.Name)
		} else {
			_, err = x.NewSheet(sheet.Name)
		}
		if err != nil {
			return nil, fmt.Errorf("brief: excel: %w", err)
		}
		if err := sheet.write(x, s); err != nil {
			return nil, fmt.Errorf("brief: excel: %s: %w", sheet.Name, err)
		}
	}
	if err := x.SetDocProps(&excelize.DocProperties{Title: b.Title, Creator: "liangshan", Created: "2006-09-16T00:00:00Z", Modified: "2006-09-16T00:00:00Z"}); err != nil {
		return nil, fmt.Errorf("brief: excel: %w", err)
	}
	var out bytes.Buffer
	if err := x.Write(&out); err != nil {
		return nil, fmt.Errorf("brief: excel: %w", err)
	}
	return out.Bytes(), nil
}

var lightFill = map[Light]string{Green: "C6E7C8", Yellow: "FFF0B3", Red: "F7C6C5", Blue: "CFE2F7"}

func stylesOf(x *excelize.File) (bookStyles, error) {
	s := bookStyles{lights: map[Light]int{}}
	font := func(size float64, bold bool, color string) *excelize.Font {
		return &excelize.Font{Family: fontSong, Size: size, Bold: bold, Color: color}
	}
	var border []excelize.Border
	for _, side := range []string{"left", "right", "top", "bottom"} {
		border = append(border, excelize.Border{Type: side, Color: "808080", Style: 1})
	}
	wrap := &excelize.Alignment{Vertical: "center", WrapText: true}
	middle := &excelize.Alignment{Vertical: "center", Horizontal: "center", WrapText: true}
	dates, shares := `yyyy"年"m"月"d"日"`, `0.##"%"`
	fill := func(color string) excelize.Fill {
		return excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{color}}
	}
	for _, v := range []struct {
		to    *int
		style excelize.Style
	}{
		{&s.note, excelize.Style{Font: font(10, false, ""), Alignment: &excelize.Alignment{Vertical: "center", WrapText: true}}},
		{&s.head, excelize.Style{Font: font(11, true, ""), Border: border, Alignment: middle, Fill: fill("E3ECE3")}},
		{&s.text, excelize.Style{Font: font(10, false, ""), Border: border, Alignment: wrap}},
		{&s.quoted, excelize.Style{Font: font(10, false, ""), Border: border, Alignment: wrap, Protection: &excelize.Protection{Locked: true}}},
		{&s.number, excelize.Style{Font: font(10, false, ""), Border: border, Alignment: middle}},
		{&s.date, excelize.Style{Font: font(10, false, ""), Border: border, Alignment: middle, CustomNumFmt: &dates}},
		{&s.share, excelize.Style{Font: font(10, false, ""), Border: border, Alignment: middle, CustomNumFmt: &shares}},
		{&s.link, excelize.Style{Font: &excelize.Font{Family: fontSong, Size: 10, Color: "0563C1", Underline: "single"}, Border: border, Alignment: middle}},
	} {
		var err error
		if *v.to, err = x.NewStyle(&v.style); err != nil {
			return s, err
		}
	}
	quoted := true
	x.Styles.CellXfs.Xf[s.quoted].QuotePrefix = &quoted
	for _, l := range []Light{Green, Yellow, Red, Blue} {
		id, err := x.NewStyle(&excelize.Style{Font: font(10, false, ""), Border: border, Alignment: middle, Fill: fill(lightFill[l])})
		if err != nil {
			return s, err
		}
		s.lights[l] = id
	}
	return s, nil
}

func (t Sheet) write(x *excelize.File, s bookStyles) error {
	last, err := excelize.ColumnNumberToName(len(t.Columns))
	if err != nil {
		return err
	}
	if err := t.head(x, s, last); err != nil {
		return err
	}
	for i, row := range t.Rows {
		for j, c := range row {
			at, err := excelize.CoordinatesToCellName(j+1, headRow+1+i)
			if err != nil {
				return err
			}
			if err := c.write(x, t.Name, at, s); err != nil {
				return err
			}
		}
	}
	for i, row := range t.Rows {
		if err := x.SetRowHeight(t.Name, headRow+1+i, t.height(row)); err != nil {
			return err
		}
	}
	return t.page(x, last)
}

// height is what a row needs for its words to be seen: not every program works it out.
func (t Sheet) height(row []Cell) float64 {
	lines := 1
	for j, c := range row {
		wide := 0
		for _, r := range c.Text {
			wide++
			if r > 0xFF {
				wide++
			}
		}
		room := max(int(t.Columns[j].Width)-1, 2)
		lines = max(lines, (wide+room-1)/room)
	}
	return min(float64(lines)*13.5+4, 400)
}

func (t Sheet) head(x *excelize.File, s bookStyles, last string) error {
	if err := x.SetCellStr(t.Name, "A1", t.Note); err != nil {
		return err
	}
	if err := x.MergeCell(t.Name, "A1", last+"1"); err != nil {
		return err
	}
	if err := x.SetCellStyle(t.Name, "A1", last+"1", s.note); err != nil {
		return err
	}
	if err := x.SetRowHeight(t.Name, 1, 44); err != nil {
		return err
	}
	for j, c := range t.Columns {
		name, err := excelize.ColumnNumberToName(j + 1)
		if err != nil {
			return err
		}
		if err := x.SetColWidth(t.Name, name, name, c.Width); err != nil {
			return err
		}
		if err := x.SetCellStr(t.Name, fmt.Sprintf("%s%d", name, headRow), c.Head); err != nil {
			return err
		}
	}
	if err := x.SetRowHeight(t.Name, headRow, 30); err != nil {
		return err
	}
	return x.SetCellStyle(t.Name, fmt.Sprintf("A%d", headRow), fmt.Sprintf("%s%d", last, headRow), s.head)
}

// page freezes and filters the headings, and sets up the printing: A4 across, one
// page wide, headings on every page, page numbers.
func (t Sheet) page(x *excelize.File, last string) error {
	under := fmt.Sprintf("C%d", headRow+1)
	if len(t.Columns) < 3 {
		under = fmt.Sprintf("A%d", headRow+1)
	}
	split := 2
	if under[0] == 'A' {
		split = 0
	}
	if err := x.SetPanes(t.Name, &excelize.Panes{Freeze: true, XSplit: split, YSplit: headRow, TopLeftCell: under, ActivePane: map[bool]string{true: "bottomRight", false: "bottomLeft"}[split > 0]}); err != nil {
		return err
	}
	if len(t.Rows) > 0 {
		if err := x.AutoFilter(t.Name, fmt.Sprintf("A%d:%s%d", headRow, last, headRow+len(t.Rows)), nil); err != nil {
			return err
		}
	}
	a4, across, wide, high, fit := 9, "landscape", 1, 0, true
	if t.width() > onePage {
		wide = 2
	}
	half, foot := 0.4, 0.6
	if err := x.SetPageMargins(t.Name, &excelize.PageLayoutMarginsOptions{Left: &half, Right: &half, Top: &half, Bottom: &foot}); err != nil {
		return err
	}
	if err := x.SetPageLayout(t.Name, &excelize.PageLayoutOptions{Size: &a4, Orientation: &across, FitToWidth: &wide, FitToHeight: &high}); err != nil {
		return err
	}
	if err := x.SetSheetProps(t.Name, &excelize.SheetPropsOptions{FitToPage: &fit}); err != nil {
		return err
	}
	if err := x.SetHeaderFooter(t.Name, &excelize.HeaderFooterOptions{OddFooter: "&C— &P —"}); err != nil {
		return err
	}
	titles := fmt.Sprintf("'%s'!$%d:$%d", t.Name, headRow, headRow)
	if wide > 1 {
		titles = fmt.Sprintf("'%s'!$A:$B,", t.Name) + titles
	}
	return x.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Titles", Scope: t.Name, RefersTo: titles})
}

// onePage is how many characters go on a page across and can still be read.
const onePage = 210

func (t Sheet) width() float64 {
	sum := 0.0
	for _, c := range t.Columns {
		sum += c.Width
	}
	return sum
}

func (c Cell) write(x *excelize.File, sheet, at string, s bookStyles) error {
	var err error
	style := s.text
	switch {
	case c.Number != nil:
		style, err = s.number, x.SetCellFloat(sheet, at, *c.Number, -1, 64)
	case c.Share != nil:
		style, err = s.share, x.SetCellFloat(sheet, at, *c.Share, -1, 64)
	case !c.Day.IsZero():
		style, err = s.date, x.SetCellInt(sheet, at, serial(c.Day))
	case c.Text != "":
		err = x.SetCellStr(sheet, at, cell(c.Text))
		if formulaLike(c.Text) {
			style = s.quoted
		}
	}
	if err != nil {
		return err
	}
	if c.Link != "" {
		style = s.link
		if err := x.SetCellHyperLink(sheet, at, c.Link, "External"); err != nil {
			return err
		}
	}
	if c.Light != "" {
		style = s.lights[c.Light]
	}
	return x.SetCellStyle(sheet, at, at, style)
}

// serial is a day as Excel counts: 1 is 1 January 1900, and 1900 had a 29 February.
func serial(d day.Date) int64 { return int64(d.Sub(day.New(1899, 12, 30))) }

// formulaLike reports whether a spreadsheet might take words for a formula when
// they are typed again or saved as text.
func formulaLike(s string) bool {
	return s != "" && strings.ContainsRune("=+-@\t\r＝＋－＠", []rune(s)[0])
}

// cell is text as a cell can hold it.
func cell(s string) string {
	s = strings.ToValidUTF8(s, "\uFFFD")
	s = strings.Map(func(r rune) rune {
		if r < 0x20 && r != '\n' && r != '\t' {
			return -1
		}
		return r
	}, s)
	if utf8.RuneCountInString(s) > maxCell {
		return string([]rune(s)[:maxCell])
	}
	return s
}
