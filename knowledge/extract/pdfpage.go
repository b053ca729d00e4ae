package extract

import (
	"bytes"
	"math"
	"slices"
)

// glyph is one character, or one word, on a page. The origin is the lower left
// corner of its box; sizes are in points.
type glyph struct {
	x, y, w, size float64
	text          string
	angle         int  // of the writing, to the nearest quarter turn; -1 where askew
	artifact      bool // marked as page furniture by the writer of the file
}

// rule is a drawn line, horizontal or vertical.
type rule struct {
	x1, y1, x2, y2 float64
}

// sheet is what stands on one page.
type sheet struct {
	width, height float64
	glyphs        []glyph
	rules         []rule
	pictures      float64 // share of the page that pictures cover
	paths         int     // how many shapes are drawn
	torn          bool    // some of its content could not be unpacked
	unseen        int     // characters drawn invisibly: a layer of recognised text
}

type pdfMatrix [6]float64

var unit = pdfMatrix{1, 0, 0, 1, 0, 0}

// mul gives the matrix that applies m first, then n.
func (m pdfMatrix) mul(n pdfMatrix) pdfMatrix {
	return pdfMatrix{
		m[0]*n[0] + m[1]*n[2], m[0]*n[1] + m[1]*n[3],
		m[2]*n[0] + m[3]*n[2], m[2]*n[1] + m[3]*n[3],
		m[4]*n[0] + m[5]*n[2] + n[4], m[4]*n[1] + m[5]*n[3] + n[5],
	}
}

func (m pdfMatrix) at(x, y float64) (float64, float64) {
	return m[0]*x + m[2]*y + m[4], m[1]*x + m[3]*y + m[5]
}

// gstate is the graphics state that matters for text.
type gstate struct {
	ctm                        pdfMatrix
	font                       *pdfFont
	size                       float64
	charSp, wordSp, lead, rise float64
	scale                      float64
	mode                       int
}

// painter runs a page's operators.
type painter struct {
	f       *pdfFile
	sh      *sheet
	fonts   map[any]*pdfFont
	res     pdfDict
	gs      gstate
	stack   []gstate
	tm, tlm pdfMatrix
	path    []rule
	px, py  float64
	sx, sy  float64
	depth   int
	marks   []bool // open marked content: is it page furniture
	err     error
}

const formDepth = 12

// sheet draws a page.
func (f *pdfFile) sheet(page pdfDict, fonts map[any]*pdfFont) (*sheet, error) {
	box := f.array(page["CropBox"])
	if len(box) != 4 {
		box = f.array(page["MediaBox"])
	}
	x0, y0, x1, y1 := 0.0, 0.0, 595.0, 842.0
	if len(box) == 4 {
		x0, y0, x1, y1 = f.number(box[0]), f.number(box[1]), f.number(box[2]), f.number(box[3])
	}
	if x1-x0 < 1 || y1-y0 < 1 || x1-x0 > 20000 || y1-y0 > 20000 {
		x0, y0, x1, y1 = 0, 0, 595, 842
	}
	ctm := pdfMatrix{1, 0, 0, 1, -x0, -y0}
	sh := &sheet{width: x1 - x0, height: y1 - y0}
	turn := ((f.intOr(page["Rotate"], 0)/90)%4 + 4) % 4
	for range turn {
		ctm = ctm.mul(pdfMatrix{0, -1, 1, 0, 0, sh.width})
		sh.width, sh.height = sh.height, sh.width
	}
	p := &painter{f: f, sh: sh, fonts: fonts, res: f.dict(page["Resources"])}
	p.gs = gstate{ctm: ctm, scale: 1}
	f.torn = false
	var content []byte
	for _, c := range f.array(page["Contents"]) {
		if s, ok := f.resolve(c).(*pdfStream); ok {
			data, err := f.decode(s)
			if err != nil && err != errPDFImage {
				return nil, err
			}
			content = append(append(content, data...), '\n')
		}
	}
	p.run(content)
	p.gs, p.stack = gstate{ctm: ctm, scale: 1}, nil
	p.annotations(f.array(page["Annots"]))
	sh.torn = f.torn
	sh.straighten()
	if p.err == nil {
		p.err = f.fault
	}
	return sh, p.err
}

// run executes a content stream.
func (p *painter) run(content []byte) {
	l := &pdfLexer{data: content}
	var args []any
	for p.err == nil && !l.end() {
		v, err := l.value(0)
		if err != nil {
			if err == errPDFDeep {
				p.err = err
			}
			return
		}
		op, ok := v.(pdfOp)
		if !ok {
			if args = append(args, v); len(args) > 1000 {
				args = args[500:]
			}
			continue
		}
		if p.err = p.f.b.addOps(1); p.err != nil {
			return
		}
		if op == "BI" {
			skipInlineImage(l)
			p.picture()
		} else {
			p.op(string(op), args)
		}
		args = args[:0]
	}
}

// skipInlineImage goes past the image's bytes.
func skipInlineImage(l *pdfLexer) {
	for l.pos < len(l.data) {
		i := bytes.Index(l.data[l.pos:], []byte("EI"))
		if i < 0 {
			l.pos = len(l.data)
			return
		}
		at := l.pos + i
		l.pos = at + 2
		if at > 0 && isPDFSpace(l.data[at-1]) && (l.pos >= len(l.data) || isPDFSpace(l.data[l.pos])) {
			return
		}
	}
}

func num(args []any, i int) float64 {
	if i < 0 || i >= len(args) {
		return 0
	}
	switch v := args[i].(type) {
	case int:
		return float64(v)
	case float64:
		return v
	}
	return 0
}

func matrixOf(args []any) pdfMatrix {
	var m pdfMatrix
	for i := range m {
		m[i] = num(args, i)
	}
	return m
}

func (p *painter) op(op string, args []any) {
	switch op {
	case "q":
		if len(p.stack) < 1000 {
			p.stack = append(p.stack, p.gs)
		}
	case "Q":
		if n := len(p.stack); n > 0 {
			p.gs, p.stack = p.stack[n-1], p.stack[:n-1]
		}
	case "cm":
		if len(args) == 6 {
			p.gs.ctm = matrixOf(args).mul(p.gs.ctm)
		}
	case "Do":
		if len(args) > 0 {
			p.object(args[0])
		}
	case "BMC", "BDC":
		p.marks = append(p.marks, len(args) > 0 && args[0] == pdfName("Artifact") && p.furniture(args))
		if len(p.marks) > 1000 {
			p.marks = p.marks[500:]
		}
	case "EMC":
		if n := len(p.marks); n > 0 {
			p.marks = p.marks[:n-1]
		}
	default:
		if !p.textOp(op, args) {
			p.pathOp(op, args)
		}
	}
}

// furniture says that an artifact is a header, footer or page number; others
// may be anything.
func (p *painter) furniture(args []any) bool {
	if len(args) < 2 {
		return false
	}
	d := p.f.dict(args[1])
	if n, ok := args[1].(pdfName); ok {
		d = p.f.dict(p.f.dict(p.res["Properties"])[n])
	}
	return d["Type"] == pdfName("Pagination")
}

// textOp runs the operators of text.
func (p *painter) textOp(op string, args []any) bool {
	gs := &p.gs
	switch op {
	case "BT":
		p.tm, p.tlm = unit, unit
	case "ET":
	case "Tf":
		if len(args) >= 2 {
			gs.font, gs.size = p.font(args[0]), num(args, 1)
		}
	case "Tc":
		gs.charSp = num(args, 0)
	case "Tw":
		gs.wordSp = num(args, 0)
	case "Tz":
		gs.scale = num(args, 0) / 100
	case "TL":
		gs.lead = num(args, 0)
	case "Ts":
		gs.rise = num(args, 0)
	case "Tr":
		gs.mode = int(num(args, 0))
	case "Td":
		p.move(num(args, 0), num(args, 1))
	case "TD":
		gs.lead = -num(args, 1)
		p.move(num(args, 0), num(args, 1))
	case "T*":
		p.move(0, -gs.lead)
	case "Tm":
		p.tm = matrixOf(args)
		p.tlm = p.tm
	case "Tj":
		p.show(args)
	case "'":
		p.move(0, -gs.lead)
		p.show(args)
	case "\"":
		gs.wordSp, gs.charSp = num(args, 0), num(args, 1)
		p.move(0, -gs.lead)
		p.show(args[min(2, len(args)):])
	case "TJ":
		if len(args) > 0 {
			list, _ := args[0].(pdfArray)
			p.show(list)
		}
	default:
		return false
	}
	return true
}

func (p *painter) move(x, y float64) {
	p.tlm = pdfMatrix{1, 0, 0, 1, x, y}.mul(p.tlm)
	p.tm = p.tlm
}

func (p *painter) font(name any) *pdfFont {
	n, _ := name.(pdfName)
	ref := p.f.dict(p.res["Font"])[n]
	key, ok := ref.(pdfRef)
	if ok && p.fonts[key] != nil {
		return p.fonts[key]
	}
	ft := p.f.font(ref)
	if ok {
		p.fonts[key] = ft
	}
	return ft
}

// show draws strings, with adjustments between them.
func (p *painter) show(list []any) {
	gs := &p.gs
	if gs.font == nil {
		return
	}
	for _, x := range list {
		s, ok := x.(pdfString)
		if !ok {
			p.tm = pdfMatrix{1, 0, 0, 1, -num([]any{x}, 0) / 1000 * gs.size * gs.scale, 0}.mul(p.tm)
			continue
		}
		for _, g := range gs.font.decode(string(s)) {
			if p.err = p.f.b.addOps(1); p.err != nil {
				return
			}
			p.glyph(g)
			adv := g.width*gs.size + gs.charSp
			if g.space {
				adv += gs.wordSp
			}
			p.tm = pdfMatrix{1, 0, 0, 1, adv * gs.scale, 0}.mul(p.tm)
		}
	}
}

func (p *painter) glyph(g glyphText) {
	gs := &p.gs
	m := pdfMatrix{gs.size * gs.scale, 0, 0, gs.size, 0, gs.rise}.mul(p.tm).mul(p.gs.ctm)
	size := math.Hypot(m[2], m[3])
	if gs.mode == 3 {
		p.sh.unseen++
	}
	if size < 0.5 || size > 2000 || g.text == "" {
		return
	}
	p.sh.glyphs = append(p.sh.glyphs, glyph{
		x: m[4], y: m[5], w: g.width * math.Hypot(m[0], m[1]), size: size, text: g.text,
		angle: quarter(m[0], m[1]), artifact: slices.Contains(p.marks, true),
	})
}

// quarter is a direction in quarter turns; -1 where it is askew.
func quarter(dx, dy float64) int {
	a := math.Atan2(dy, dx) / (math.Pi / 2)
	n := math.Round(a)
	if math.IsNaN(a) || math.Abs(a-n) > 0.06 {
		return -1
	}
	return (int(n) + 4) % 4
}

// object draws a form, or notes a picture.
func (p *painter) object(name any) {
	n, _ := name.(pdfName)
	s, ok := p.f.resolve(p.f.dict(p.res["XObject"])[n]).(*pdfStream)
	if !ok {
		return
	}
	switch p.f.resolve(s.dict["Subtype"]) {
	case pdfName("Image"):
		p.picture()
	case pdfName("Form"):
		p.form(s)
	}
}

func (p *painter) form(s *pdfStream) {
	if p.depth >= formDepth {
		return
	}
	data, err := p.f.decode(s)
	if err != nil {
		if err != errPDFImage {
			p.err = err
		}
		return
	}
	res, gs, stack := p.res, p.gs, p.stack
	p.depth++
	if r := p.f.dict(s.dict["Resources"]); r != nil {
		p.res = r
	}
	if m := p.f.array(s.dict["Matrix"]); len(m) == 6 {
		p.gs.ctm = matrixOf(m).mul(p.gs.ctm)
	}
	p.stack = nil
	p.run(data)
	p.depth--
	p.res, p.gs, p.stack = res, gs, stack
}

// annotations draws what filled forms, typed remarks and stamps look like.
func (p *painter) annotations(list pdfArray) {
	f, base := p.f, p.gs.ctm
	for _, x := range list {
		d := f.dict(x)
		kind, _ := f.resolve(d["Subtype"]).(pdfName)
		if kind != "FreeText" && kind != "Widget" && kind != "Stamp" || f.intOr(d["F"], 0)&2 != 0 {
			continue
		}
		look := f.resolve(f.dict(d["AP"])["N"])
		if states, ok := look.(pdfDict); ok {
			state, _ := f.resolve(d["AS"]).(pdfName)
			look = f.resolve(states[state])
		}
		s, ok := look.(*pdfStream)
		rect, box := f.array(d["Rect"]), []float64{}
		if ok {
			for _, v := range f.array(s.dict["BBox"]) {
				box = append(box, f.number(v))
			}
		}
		if len(rect) != 4 || len(box) != 4 || box[2] == box[0] || box[3] == box[1] {
			continue
		}
		sx := (f.number(rect[2]) - f.number(rect[0])) / (box[2] - box[0])
		sy := (f.number(rect[3]) - f.number(rect[1])) / (box[3] - box[1])
		p.gs = gstate{ctm: pdfMatrix{sx, 0, 0, sy, f.number(rect[0]) - box[0]*sx, f.number(rect[1]) - box[1]*sy}.mul(base), scale: 1}
		p.form(s)
	}
}

// picture adds the area of the unit square, which a picture fills.
func (p *painter) picture() {
	m := p.gs.ctm
	area := math.Abs(m[0]*m[3] - m[1]*m[2])
	p.sh.pictures += area / (p.sh.width * p.sh.height)
}
