package extract

import (
	"encoding/xml"
	"errors"
	"strconv"
	"strings"
)

var errNoPart = errors.New("the main part is missing")

// para is a paragraph being read.
type para struct {
	text    strings.Builder
	style   string
	outline int // 1 to 9 by the paragraph itself; 0 says nothing; -1 body text
	numID   string
	level   string
	runsOn  bool // its mark was deleted: the next paragraph continues it
}

// block resolves styles and numbering. An empty paragraph has its number too:
// word processors show it, and the first column of a table often is nothing else.
func (p *para) block(w *docx) Block {
	st := w.styles.resolve(p.style)
	blk := Block{Kind: Paragraph, Text: p.text.String(), Style: st.name, Level: max(0, st.outline)}
	if p.outline != 0 {
		blk.Level = max(0, p.outline)
	}
	blk.Number = w.numbers.next(p.numbering(w, st))
	return blk
}

// numbering gives the list and level of a paragraph: its own, or its style's. A
// style names its level, or the list's level names the style.
func (p *para) numbering(w *docx, st style) (id string, level int) {
	switch {
	case p.numID != "":
		return p.numID, atoi(p.level)
	case p.level != "":
		return st.numID, atoi(p.level)
	case st.level != "" || st.numID == "":
		return st.numID, atoi(st.level)
	}
	if l := w.numbers.list(st.numID); l != nil {
		level = max(0, l.styleLevel(st.numStyle))
	}
	return st.numID, level
}

func atoi(s string) int {
	n, _ := strconv.Atoi(s)
	return n
}

// on says whether a switch such as <w:vanish/> is on.
func on(e xml.StartElement) bool {
	switch attr(e, "val") {
	case "0", "false", "off", "none":
		return false
	}
	return true
}

// paragraph reads the paragraph just opened.
func (f *flow) paragraph() *para {
	p := f.carry
	if p == nil {
		p = &para{}
	}
	p.runsOn = false
	r := &runs{f: f, p: p}
	f.s.children(r.inline)
	return p
}

// runs reads what stands inside a paragraph.
type runs struct {
	f *flow
	p *para
}

func (r *runs) inline(e xml.StartElement) {
	s := r.f.s
	switch e.Name.Local {
	case "pPr":
		r.properties()
	case "r":
		r.run()
	case "hyperlink", "smartTag", "customXml", "ins", "moveTo", "fldSimple", "dir", "bdo",
		"oMath", "oMathPara", "sdtContent", "Choice", "ruby", "rubyBase":
		s.children(r.inline)
	case "sdt":
		r.f.control(r.inline)
	case "AlternateContent":
		r.f.alternate(r.inline)
	case "del", "moveFrom":
		r.f.w.f.note(NoteTrackedDeletions)
		s.skip()
	case "tbl", "p": // a control that wraps blocks in the middle of a paragraph
		r.f.block(e)
	default:
		r.math(e)
	}
}

// math reads formulas by their text and skips the rest.
func (r *runs) math(e xml.StartElement) {
	switch e.Name.Local {
	case "f", "num", "den", "e", "sup", "sub", "sSup", "sSub", "sSubSup", "d", "rad", "nary", "func", "fName", "box", "acc", "bar":
		if e.Name.Local == "den" {
			r.p.text.WriteByte('/')
		}
		r.f.s.children(r.inline)
	case "t":
		r.p.text.WriteString(r.f.s.text())
	default:
		r.f.s.skip()
	}
}

func (r *runs) properties() {
	p, s := r.p, r.f.s
	s.children(func(e xml.StartElement) {
		switch e.Name.Local {
		case "pStyle":
			p.style = attr(e, "val")
		case "outlineLvl":
			p.outline = outlineLevel(attr(e, "val"))
		case "numPr":
			s.children(func(n xml.StartElement) {
				switch n.Name.Local {
				case "ilvl":
					p.level = attr(n, "val")
				case "numId":
					p.numID = attr(n, "val")
				}
				s.skip()
			})
			return
		case "rPr":
			s.children(func(n xml.StartElement) {
				if n.Name.Local == "del" || n.Name.Local == "moveFrom" {
					p.runsOn = true
					r.f.w.f.note(NoteTrackedDeletions)
				}
				s.skip()
			})
			return
		}
		s.skip()
	})
}

// outlineLevel turns Word's 0 to 8 into 1 to 9, and its 9 into body text.
func outlineLevel(val string) int {
	n, err := strconv.Atoi(val)
	switch {
	case err != nil || n < 0:
		return 0
	case n > 8:
		return -1
	}
	return n + 1
}

// run reads one run of text.
func (r *runs) run() {
	hidden := false
	r.f.s.children(func(e xml.StartElement) {
		if e.Name.Local == "rPr" {
			hidden = r.runHidden()
			return
		}
		if hidden {
			r.f.w.f.note(NoteHiddenText)
			r.f.s.skip()
			return
		}
		r.piece(e)
	})
}

func (r *runs) runHidden() (hidden bool) {
	r.f.s.children(func(e xml.StartElement) {
		switch e.Name.Local {
		case "vanish":
			hidden = hidden || on(e)
		}
		r.f.s.skip()
	})
	return hidden
}

// piece reads one element of a run.
func (r *runs) piece(e xml.StartElement) {
	s, text := r.f.s, &r.p.text
	switch e.Name.Local {
	case "t":
		text.WriteString(s.text())
		return
	case "tab", "ptab":
		text.WriteByte('\t')
	case "br":
		if k := attr(e, "type"); k == "" || k == "textWrapping" {
			text.WriteByte('\n')
		}
	case "cr":
		text.WriteByte('\n')
	case "noBreakHyphen":
		text.WriteByte('-')
	case "sym":
		r.symbol(e)
	case "footnoteReference":
		r.f.after = append(r.f.after, r.f.w.footnotes[attr(e, "id")]...)
	case "endnoteReference":
		r.f.after = append(r.f.after, r.f.w.endnotes[attr(e, "id")]...)
	case "AlternateContent":
		r.f.alternate(r.piece)
		return
	case "drawing", "pict", "object":
		r.drawing(e.Name.Local == "object")
		return
	case "ruby", "rubyBase":
		s.children(r.inline)
		return
	case "commentReference":
		r.f.w.f.note(NoteComments)
	case "delText":
		r.f.w.f.note(NoteTrackedDeletions)
	}
	s.skip()
}

// drawing looks inside a picture or shape for text boxes.
func (r *runs) drawing(object bool) {
	s := r.f.s
	if object {
		r.f.w.f.note(NoteEmbedded)
	}
	var look func(e xml.StartElement)
	look = func(e xml.StartElement) {
		switch e.Name.Local {
		case "txbxContent":
			r.box()
		case "AlternateContent":
			r.f.alternate(look)
		case "textpath": // a watermark's words
			r.f.w.watermarks = append(r.f.w.watermarks, attr(e, "string"))
			s.skip()
		case "chart", "relIds":
			r.f.w.f.note(NoteEmbedded)
			s.skip()
		case "blip", "imagedata":
			r.f.w.pictures++
			s.skip()
		default:
			s.children(look)
		}
	}
	s.children(look)
}

// box reads a text box into the blocks that follow the paragraph.
func (r *runs) box() {
	w := r.f.w
	outer := w.f
	w.f = &File{}
	sub := &flow{w: w, s: r.f.s}
	sub.blocks()
	inner := w.f
	w.f = outer
	for _, code := range inner.Notes {
		outer.note(code)
	}
	for _, blk := range inner.Blocks {
		blk.Note = true
		if blk.Style == "" {
			blk.Style = "textbox"
		}
		r.f.after = append(r.f.after, blk)
	}
}

// symbols gives the commonest characters of symbol fonts, as officials use them
// in forms.
var symbols = map[string]map[int]string{
	"wingdings": {
		0x52: "☑", 0x54: "☒", 0xfe: "☑", 0xfd: "☒", 0xa8: "□", 0x6f: "□", 0x71: "□", 0x72: "□", 0xfc: "✓", 0xfb: "✗",
		0x6c: "●", 0x6e: "■", 0x75: "◆", 0xd8: "➢", 0xe0: "→", 0xe8: "➔", 0xa7: "▪", 0xb5: "★", 0xab: "★", 0x9f: "•", 0x76: "❖", 0xf0: "⇨", 0x46: "☞",
		0x81: "①", 0x82: "②", 0x83: "③", 0x84: "④", 0x85: "⑤", 0x86: "⑥", 0x87: "⑦", 0x88: "⑧", 0x89: "⑨", 0x8a: "⑩",
	},
	"wingdings 2": {0x52: "☑", 0x53: "☒", 0x50: "✓", 0x4f: "✗", 0xa3: "□", 0x2a: "□", 0x54: "☒", 0x97: "●", 0xf2: "★"},
	"symbol":      {0xb7: "•", 0xb3: "≥", 0xa3: "≤", 0xb4: "×", 0xb8: "÷", 0xb1: "±", 0xb0: "°", 0xb9: "≠", 0xbb: "≈", 0xae: "→", 0xa5: "∞", 0x57: "Ω", 0x6d: "μ", 0x61: "α", 0x62: "β", 0x25: "%", 0xd7: "⋅"},
}

func (r *runs) symbol(e xml.StartElement) {
	n, err := strconv.ParseInt(attr(e, "char"), 16, 32)
	if err != nil {
		return
	}
	code := int(n) & 0xffff
	if code < 0xf000 && symbols[strings.ToLower(attr(e, "font"))] == nil {
		r.p.text.WriteRune(rune(code))
		return
	}
	if s := symbols[strings.ToLower(attr(e, "font"))][code&0xff]; s != "" {
		r.p.text.WriteString(s)
		return
	}
	r.f.w.f.note(NoteUnknownSymbol)
	r.p.text.WriteRune('\ufffd')
}
