package brief

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Kinds of document.
const (
	Bulletin = "bulletin" // 工作简报
	Report   = "report"   // 专报: one matter
	Circular = "circular" // 通报
)

// Doc is an official document: words in place, form by GB/T 9704.
type Doc struct {
	Masthead  string // red, over a red line; "" for a document that starts with its title
	Issue     string // below the masthead, in brackets
	Issuer    string // left above the red line
	Title     string
	Addressee string // flush left, without its colon
	Body      []Paragraph
	Signature string // "" where the masthead names the issuer
	Date      string // 成文日期, without leading zeros
	Note      string // 附注, in brackets
	Foot      []string
	Annexes   []Annex // each a table on its own landscape pages
	Label     string  // before an annex: 附件
}

// Paragraph of the body. Level 0 is text, 1 一、, 2 （一）, 3 1．
type Paragraph struct {
	Level int
	Text  string
}

// Annex is a table with a heading row that repeats on every page.
type Annex struct {
	Title  string
	Note   string // below the table
	Head   []string
	Widths []int // shares of the page's width
	Rows   [][]string
}

// Measures of GB/T 9704: twentieths of a point, half points for sizes.
const (
	pageWidth, pageHeight                                = 11906, 16838 // A4
	marginTop, marginBottom, marginLeft, marginRight     = 2098, 1984, 1587, 1474
	lineHeight                                           = 579 // 28.95 pt: 22 lines a page
	sizeMasthead, sizeTitle, sizeBody, sizeFoot, sizeRow = 104, 44, 32, 28, 18
	closer                                               = -5 // between characters: 28 a line
)

// Fonts by name, as offices have them; word_parts.go tells what stands in for them.
const (
	fontTitle = "方正小标宋简体"
	fontBody  = "仿宋_GB2312"
	fontKai   = "楷体_GB2312"
	fontHei   = "黑体"
	fontSong  = "宋体"
)

// Word writes the document as .docx. The same Doc gives the same bytes.
func Word(d Doc) ([]byte, error) {
	var out bytes.Buffer
	if err := writeZip(&out, append(fixedParts(), part{"docProps/core.xml", core(strings.ReplaceAll(d.Title, "\n", ""), d.Issuer)}, part{"word/document.xml", d.xml()})); err != nil {
		return nil, fmt.Errorf("brief: word: %w", err)
	}
	return out.Bytes(), nil
}

// writer collects the body of word/document.xml.
type writer struct{ strings.Builder }

func (d Doc) xml() string {
	w := &writer{}
	w.WriteString(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n" +
		`<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><w:body>`)
	d.head(w)
	for _, p := range d.Body {
		w.para([...]string{"Normal", "Heading1", "Heading2", "Heading3"}[p.Level], "", p.Text)
	}
	d.tail(w)
	for i, a := range d.Annexes {
		w.section(i > 0)
		a.xml(w, d.annexLabel(i))
	}
	if len(d.Foot) > 0 {
		w.para("Flush", `<w:keepNext/>`, "")
	}
	d.foot(w)
	w.sectPr(len(d.Annexes) > 0)
	w.WriteString(`</w:body></w:document>`)
	return w.String()
}

func (d Doc) head(w *writer) {
	if d.Masthead != "" {
		w.para("Masthead", "", d.Masthead)
		if d.Issue != "" {
			w.para("Issue", "", d.Issue)
		}
		w.para("Issuer", "", d.Issuer+"\t"+d.Date)
		w.para("Normal", "", "")
	}
	w.para("Title", "", d.Title)
	w.para("Normal", "", "")
	if d.Addressee != "" {
		w.para("Flush", "", d.Addressee+"：")
	}
}

// foot is 版记: what stands last, behind the annexes, held together.
func (d Doc) foot(w *writer) {
	tab := pageWidth - marginLeft - marginRight - 600
	if len(d.Annexes) > 0 {
		tab = pageHeight - marginTop - marginBottom - 600
	}
	for i, line := range d.Foot {
		borders, keep, thick := "", `<w:keepNext/>`, 4
		if i == 0 {
			borders = `<w:top w:val="single" w:sz="8" w:space="1" w:color="auto"/>`
		}
		if i == len(d.Foot)-1 {
			keep, thick = "", 8
		}
		// Neighbours with the same borders would be drawn as one box.
		borders += fmt.Sprintf(`<w:bottom w:val="single" w:sz="%d" w:space="%d" w:color="auto"/>`, thick, 1+i%2)
		w.para("Foot", keep+`<w:pBdr>`+borders+`</w:pBdr><w:tabs><w:tab w:val="right" w:pos="`+strconv.Itoa(tab)+`"/></w:tabs>`, line)
	}
}

// tail is the list of annexes, the signature, the date and the note.
func (d Doc) tail(w *writer) {
	if len(d.Annexes) > 0 {
		w.para("Normal", "", "")
		for i, a := range d.Annexes {
			name := a.Title
			if len(d.Annexes) > 1 {
				name = fmt.Sprintf("%d．%s", i+1, a.Title)
			}
			if i == 0 {
				w.para("Normal", "", d.Label+"："+name)
			} else {
				w.para("Normal", `<w:ind w:firstLineChars="500" w:firstLine="1600"/>`, name)
			}
		}
	}
	if d.Signature != "" {
		w.para("Normal", "", "")
		w.para("Signature", `<w:keepNext/>`, d.Signature)
		w.para("Signature", "", d.Date)
	}
	if d.Note != "" {
		w.para("Normal", "", "（"+d.Note+"）")
	}
}

func (d Doc) annexLabel(i int) string {
	if len(d.Annexes) == 1 {
		return d.Label
	}
	return fmt.Sprintf("%s%d", d.Label, i+1)
}

// para writes a paragraph; props are what it has beyond its style, in the schema's order.
func (w *writer) para(style, props, text string) {
	w.WriteString(`<w:p><w:pPr><w:pStyle w:val="` + style + `"/>` + props + `</w:pPr>`)
	w.run(text)
	w.WriteString(`</w:p>`)
}

func (w *writer) run(text string) {
	if text == "" {
		return
	}
	w.WriteString(`<w:r><w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr>`)
	for i, line := range strings.Split(text, "\n") {
		if i > 0 {
			w.WriteString(`<w:br/>`)
		}
		for j, piece := range strings.Split(line, "\t") {
			if j > 0 {
				w.WriteString(`<w:tab/>`)
			}
			w.WriteString(`<w:t xml:space="preserve">` + escape(piece) + `</w:t>`)
		}
	}
	w.WriteString(`</w:r>`)
}

// section ends the one before, so that the annex starts on a page of its own.
func (w *writer) section(landscape bool) {
	w.WriteString(`<w:p><w:pPr><w:pStyle w:val="End"/>`)
	w.sectPr(landscape)
	w.WriteString(`</w:pPr></w:p>`)
}

func (w *writer) sectPr(landscape bool) {
	w.WriteString(`<w:sectPr><w:footerReference w:type="default" r:id="rIdOdd"/><w:footerReference w:type="even" r:id="rIdEven"/><w:type w:val="nextPage"/>`)
	if landscape {
		fmt.Fprintf(w, `<w:pgSz w:w="%d" w:h="%d" w:orient="landscape"/><w:pgMar w:top="%d" w:right="%d" w:bottom="%d" w:left="%d" w:header="851" w:footer="851" w:gutter="0"/>`,
			pageHeight, pageWidth, marginLeft, marginTop, marginRight, marginBottom)
	} else {
		fmt.Fprintf(w, `<w:pgSz w:w="%d" w:h="%d"/><w:pgMar w:top="%d" w:right="%d" w:bottom="%d" w:left="%d" w:header="851" w:footer="1400" w:gutter="0"/><w:docGrid w:type="lines" w:linePitch="%d"/>`,
			pageWidth, pageHeight, marginTop, marginRight, marginBottom, marginLeft, lineHeight)
	}
	w.WriteString(`</w:sectPr>`)
}

func (a Annex) xml(w *writer, label string) {
	w.para("Annex", "", label)
	w.para("AnnexTitle", "", a.Title)
	width, sum := pageHeight-marginTop-marginBottom, 0
	for _, s := range a.Widths {
		sum += s
	}
	fmt.Fprintf(w, `<w:tbl><w:tblPr><w:tblW w:w="%d" w:type="dxa"/><w:jc w:val="center"/><w:tblBorders>`, width)
	for _, side := range []string{"top", "left", "bottom", "right", "insideH", "insideV"} {
		w.WriteString(`<w:` + side + ` w:val="single" w:sz="4" w:space="0" w:color="auto"/>`)
	}
	w.WriteString(`</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar><w:top w:w="40" w:type="dxa"/><w:left w:w="57" w:type="dxa"/><w:bottom w:w="40" w:type="dxa"/><w:right w:w="57" w:type="dxa"/></w:tblCellMar></w:tblPr><w:tblGrid>`)
	cols := make([]int, len(a.Widths))
	for i, s := range a.Widths {
		cols[i] = width * s / max(sum, 1)
		fmt.Fprintf(w, `<w:gridCol w:w="%d"/>`, cols[i])
	}
	w.WriteString(`</w:tblGrid>`)
	w.row(cols, a.Head, true)
	for _, r := range a.Rows {
		w.row(cols, r, false)
	}
	w.WriteString(`</w:tbl>`)
	w.para("AnnexNote", "", a.Note)
}

// short is how many characters a cell may have to stand in its middle.
const short = 5

func (w *writer) row(cols []int, cells []string, head bool) {
	w.WriteString(`<w:tr><w:trPr><w:cantSplit/>`)
	style := "Cell"
	if head {
		w.WriteString(`<w:tblHeader/>`)
		style = "CellHead"
	}
	w.WriteString(`</w:trPr>`)
	for i, text := range cells {
		fmt.Fprintf(w, `<w:tc><w:tcPr><w:tcW w:w="%d" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>`, cols[i])
		for _, line := range strings.Split(text, "\n") {
			if !head && utf8.RuneCountInString(text) <= short {
				w.para("CellShort", "", line)
			} else {
				w.para(style, "", line)
			}
		}
		w.WriteString(`</w:tc>`)
	}
	w.WriteString(`</w:tr>`)
}
