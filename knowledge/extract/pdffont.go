package extract

import (
	"encoding/binary"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
)

// pdfFont turns the bytes of a shown string into characters and widths.
type pdfFont struct {
	f         *pdfFile
	composite bool
	unicode   *cmap             // ToUnicode
	codes     *cmap             // an embedded encoding CMap
	charset   string            // of a predefined CMap whose codes are text
	decoder   *encoding.Decoder // of that set
	byGlyph   map[int]string    // of an embedded TrueType font: what a glyph stands for
	single    [256]string       // of a simple font
	widths    map[int]float64   // in thousandths of the size
	missing   float64
	scale     float64 // of Type 3 fonts, whose widths are in their own units
	known     map[codeKey]glyphText
}

// glyphText is one character as shown.
type glyphText struct {
	text  string
	width float64 // of the size
	space bool    // a single-byte space, which word spacing widens
}

func (f *pdfFile) font(x any) *pdfFont {
	d := f.dict(x)
	ft := &pdfFont{f: f, widths: map[int]float64{}, scale: 0.001, known: map[codeKey]glyphText{}}
	if s, ok := f.resolve(d["ToUnicode"]).(*pdfStream); ok {
		if data, err := f.decode(s); err == nil {
			ft.unicode = f.readCMap(data)
		}
	}
	if d["Subtype"] == pdfName("Type0") {
		ft.compositeFont(d)
	} else {
		ft.simpleFont(d)
	}
	return ft
}

func (ft *pdfFont) compositeFont(d pdfDict) {
	f := ft.f
	ft.composite = true
	switch e := f.resolve(d["Encoding"]).(type) {
	case pdfName:
		ft.predefined(string(e))
	case *pdfStream:
		if data, err := f.decode(e); err == nil {
			ft.codes = f.readCMap(data)
		}
		if base, ok := f.resolve(e.dict["UseCMap"]).(pdfName); ok {
			ft.predefined(string(base))
		}
	}
	var sub pdfDict
	if kids := f.array(d["DescendantFonts"]); len(kids) > 0 {
		sub = f.dict(kids[0])
	}
	ft.missing = 1000
	if sub["DW"] != nil {
		ft.missing = f.number(sub["DW"])
	}
	ft.cidWidths(f.array(sub["W"]))
	if ft.unicode == nil && ft.charset == "" {
		ft.reverse(sub)
	}
}

func (ft *pdfFont) predefined(name string) {
	if ft.charset = encodedCMap(name); ft.charset == "" || strings.HasPrefix(ft.charset, "utf") {
		return
	}
	if e, _ := charset.Lookup(ft.charset); e != nil {
		ft.decoder = e.NewDecoder()
	}
}

// cidWidths reads [c [w w w] from to w …].
func (ft *pdfFont) cidWidths(w pdfArray) {
	f := ft.f
	for len(w) >= 2 && len(ft.widths) < 1<<17 {
		first, _ := f.resolve(w[0]).(int)
		if list, ok := f.resolve(w[1]).(pdfArray); ok {
			for i, x := range list {
				ft.widths[first+i] = f.number(x)
			}
			w = w[2:]
			continue
		}
		if len(w) < 3 {
			return
		}
		last, _ := f.resolve(w[1]).(int)
		for c := first; c <= min(last, first+1<<16); c++ {
			ft.widths[c] = f.number(w[2])
		}
		w = w[3:]
	}
}

func (ft *pdfFont) simpleFont(d pdfDict) {
	f := ft.f
	first, _ := f.resolve(d["FirstChar"]).(int)
	for i, x := range f.array(d["Widths"]) {
		if i > 255 {
			break
		}
		ft.widths[first+i] = f.number(x)
	}
	ft.missing = f.number(f.dict(d["FontDescriptor"])["MissingWidth"])
	if ft.missing == 0 && len(ft.widths) == 0 {
		ft.missing = 500
	}
	if d["Subtype"] == pdfName("Type3") {
		if m := f.array(d["FontMatrix"]); len(m) == 6 && f.number(m[0]) != 0 {
			ft.scale = f.number(m[0])
		}
	}
	base, _ := f.resolve(d["Encoding"]).(pdfName)
	enc := f.dict(d["Encoding"])
	if b, ok := f.resolve(enc["BaseEncoding"]).(pdfName); ok {
		base = b
	}
	table := charmap.Windows1252
	if base == "MacRomanEncoding" {
		table = charmap.Macintosh
	}
	for i := range 256 {
		if r := table.DecodeByte(byte(i)); r != utf8.RuneError {
			ft.single[i] = string(r)
		}
	}
	at := 0
	for _, x := range f.array(enc["Differences"]) {
		switch v := f.resolve(x).(type) {
		case int:
			at = v
		case pdfName:
			if at >= 0 && at < 256 {
				ft.single[at] = glyphName(string(v))
			}
			at++
		}
	}
}

// decode splits a shown string into characters.
func (ft *pdfFont) decode(s string) []glyphText {
	var out []glyphText
	for len(s) > 0 {
		g, n := ft.glyph(s)
		out = append(out, g)
		s = s[n:]
	}
	return out
}

func (ft *pdfFont) glyph(s string) (glyphText, int) {
	if !ft.composite {
		c := int(s[0])
		g := glyphText{text: ft.single[c], width: ft.width(c), space: c == ' '}
		if t, ok := ft.mapped(c, 1); ok {
			g.text = t
		}
		return g, 1
	}
	c, n := ft.code(s)
	if g, ok := ft.known[codeKey{n, c}]; ok {
		return g, n
	}
	g := ft.compositeGlyph(s, c, n)
	if ft.known != nil {
		ft.known[codeKey{n, c}] = g
	}
	return g, n
}

func (ft *pdfFont) compositeGlyph(s string, c, n int) glyphText {
	text, known := ft.mapped(c, n)
	if !known {
		text = ft.direct(s[:n], c)
	}
	return glyphText{text: text, width: ft.cidWidth(c, n, text), space: n == 1 && c == ' '}
}

// mapped asks the ToUnicode table; what it maps to nothing or to private
// characters is not known by it.
func (ft *pdfFont) mapped(c, n int) (string, bool) {
	if ft.unicode == nil {
		return "", false
	}
	t, ok := ft.unicode.text(c, n)
	if !ok && n == 1 {
		t, ok = ft.unicode.text(c, 2)
	}
	if !ok || t == "" || t == "\x00" || strings.ContainsRune(t, utf8.RuneError) {
		return "", false
	}
	return t, true
}

// code takes the next code off a string of a composite font.
func (ft *pdfFont) code(s string) (c, n int) {
	switch {
	case ft.codes != nil && len(ft.codes.spaces) > 0:
		return ft.codes.next(s)
	case ft.charset == "utf-8":
		_, n := utf8.DecodeRuneInString(s)
		return number(s[:n]), n
	case ft.charset == "utf-32":
		return number(s[:min(4, len(s))]), min(4, len(s))
	case ft.decoder != nil:
		return multibyte(s)
	case len(s) >= 4 && ft.charset == "utf-16" && s[0] >= 0xd8 && s[0] < 0xdc:
		return number(s[:4]), 4
	}
	n = min(2, len(s))
	return number(s[:n]), n
}

func number(s string) int {
	v := 0
	for i := range len(s) {
		v = v<<8 | int(s[i])
	}
	return v
}

// multibyte takes one character of GB18030, Big5 or Shift JIS.
func multibyte(s string) (c, n int) {
	switch {
	case s[0] < 0x81 || len(s) == 1:
		return int(s[0]), 1
	case len(s) >= 4 && s[1] >= '0' && s[1] <= '9':
		return number(s[:4]), 4
	}
	return number(s[:2]), 2
}

// direct reads a code that is text by itself, or a glyph of an embedded font.
func (ft *pdfFont) direct(s string, c int) string {
	switch ft.charset {
	case "utf-16":
		return utf16Text(pdfString(s))
	case "utf-8":
		return s
	case "utf-32":
		return string(rune(c))
	case "":
		if t, ok := ft.byGlyph[ft.cidOf(c, len(s))]; ok {
			return t
		}
		return string(utf8.RuneError)
	}
	if out, err := ft.decoder.String(s); err == nil && out != "" {
		return out
	}
	return string(utf8.RuneError)
}

func (ft *pdfFont) cidOf(c, n int) int {
	if ft.codes != nil {
		if cid, ok := ft.codes.cid(c, n); ok {
			return cid
		}
	}
	return c
}

func (ft *pdfFont) width(c int) float64 {
	if w, ok := ft.widths[c]; ok {
		return w * ft.scale
	}
	return ft.missing * ft.scale
}

// cidWidth gives a character's width. Under a predefined CMap the codes are not
// the CIDs that widths are listed by; there, half and full width do.
func (ft *pdfFont) cidWidth(c, n int, text string) float64 {
	if ft.charset == "" || ft.codes != nil {
		return ft.width(ft.cidOf(c, n))
	}
	if r, _ := utf8.DecodeRuneInString(text); r < 0x80 {
		return 0.5
	}
	return ft.missing * ft.scale
}

// reverse learns from an embedded TrueType font which character each glyph
// draws, for files that do not say.
func (ft *pdfFont) reverse(sub pdfDict) {
	f := ft.f
	if id, ok := f.resolve(sub["CIDToGIDMap"]).(pdfName); ok && id != "Identity" {
		return
	}
	s, ok := f.resolve(f.dict(sub["FontDescriptor"])["FontFile2"]).(*pdfStream)
	if !ok {
		return
	}
	if data, err := f.decode(s); err == nil {
		ft.byGlyph = glyphsOf(data)
	}
}

// glyphsOf reads the format 4 or 12 table of a TrueType font's cmap.
func glyphsOf(font []byte) map[int]string {
	at := 0
	for i := 12; i+16 <= len(font) && i < 12+16*64; i += 16 {
		if string(font[i:i+4]) == "cmap" {
			at = int(binary.BigEndian.Uint32(font[i+8:]))
		}
	}
	if at == 0 || at+4 > len(font) {
		return nil
	}
	out := map[int]string{}
	n := int(binary.BigEndian.Uint16(font[at+2:]))
	for i := 0; i < n && at+12+8*i <= len(font); i++ {
		sub := at + int(binary.BigEndian.Uint32(font[at+8+8*i:]))
		if sub+16 > len(font) || sub < 0 {
			continue
		}
		switch binary.BigEndian.Uint16(font[sub:]) {
		case 4:
			format4(font[sub:], out)
		case 12:
			format12(font[sub:], out)
		}
	}
	return out
}

func format4(t []byte, out map[int]string) {
	u := func(i int) int {
		if i+2 > len(t) || i < 0 {
			return 0
		}
		return int(binary.BigEndian.Uint16(t[i:]))
	}
	n := u(6) / 2
	for i := range n {
		last, first := u(14+2*i), u(16+2*n+2*i)
		delta, rangeAt := u(16+4*n+2*i), 16+6*n+2*i
		for c := first; c <= last && c < 0xffff; c++ {
			g := (c + delta) & 0xffff
			if off := u(rangeAt); off != 0 {
				if g = u(rangeAt + off + 2*(c-first)); g != 0 {
					g = (g + delta) & 0xffff
				}
			}
			keepGlyph(out, g, rune(c))
		}
	}
}

func format12(t []byte, out map[int]string) {
	n := int(binary.BigEndian.Uint32(t[12:]))
	for i := 0; i < n && 16+12*i+12 <= len(t); i++ {
		g := t[16+12*i:]
		first, last := int(binary.BigEndian.Uint32(g)), int(binary.BigEndian.Uint32(g[4:]))
		start := int(binary.BigEndian.Uint32(g[8:]))
		for c := first; c <= last && c < 0x110000 && len(out) < 1<<17; c++ {
			keepGlyph(out, start+c-first, rune(c))
		}
	}
}

// keepGlyph prefers the ordinary character where several share a glyph.
func keepGlyph(out map[int]string, g int, r rune) {
	if g == 0 || unicode.Is(unicode.Co, r) {
		return
	}
	if old, ok := out[g]; ok {
		if o, _ := utf8.DecodeRuneInString(old); !unicode.Is(unicode.Radical, o) && o < 0xf900 {
			return
		}
	}
	out[g] = string(r)
}

var glyphNames = map[string]string{
	"space": " ", "exclam": "!", "quotedbl": `"`, "numbersign": "#", "dollar": "$", "percent": "%", "ampersand": "&",
	"quotesingle": "'", "parenleft": "(", "parenright": ")", "asterisk": "*", "plus": "+", "comma": ",", "hyphen": "-",
	"minus": "-", "period": ".", "slash": "/", "zero": "0", "one": "1", "two": "2", "three": "3", "four": "4", "five": "5",
	"six": "6", "seven": "7", "eight": "8", "nine": "9", "colon": ":", "semicolon": ";", "less": "<", "equal": "=",
	"greater": ">", "question": "?", "at": "@", "bracketleft": "[", "backslash": `\`, "bracketright": "]",
	"asciicircum": "^", "underscore": "_", "grave": "`", "braceleft": "{", "bar": "|", "braceright": "}", "asciitilde": "~",
	"quoteleft": "‘", "quoteright": "’", "quotedblleft": "“", "quotedblright": "”", "endash": "–", "emdash": "—",
	"bullet": "•", "ellipsis": "…", "periodcentered": "·", "middot": "·", "degree": "°", "multiply": "×", "divide": "÷",
	"plusminus": "±", "section": "§", "copyright": "©", "registered": "®", "lessequal": "≤", "greaterequal": "≥",
	"fi": "fi", "fl": "fl", "ff": "ff", "ffi": "ffi", "ffl": "ffl", "nbspace": " ", "guillemotleft": "«", "guillemotright": "»",
}

// glyphName reads a glyph's name: a known one, a letter, uniXXXX or uXXXXX.
func glyphName(name string) string {
	if s, ok := glyphNames[name]; ok {
		return s
	}
	if len(name) == 1 {
		return name
	}
	base, _, _ := strings.Cut(name, ".")
	for _, prefix := range []string{"uni", "u"} {
		if hex, ok := strings.CutPrefix(base, prefix); ok && len(hex) >= 4 && len(hex) <= 6 {
			l := &pdfLexer{data: []byte("<" + strings.Repeat("0", len(hex)%2) + hex + ">")}
			if s := l.hex(); len(s) > 0 {
				return string(rune(number(string(s))))
			}
		}
	}
	return string(utf8.RuneError)
}
