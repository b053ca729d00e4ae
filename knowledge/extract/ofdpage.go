package extract

import (
	"encoding/xml"
	"math"
	"strconv"
	"strings"
)

const mm = 72 / 25.4 // points in a millimetre

// ofdPen draws a page's objects. Heights are measured from the top here and
// turned upright at the end.
type ofdPen struct {
	d     *ofd
	sh    *sheet
	aside bool // what is drawn is a watermark
	drawn int  // shared drawings that were opened
}

// page draws a page and the templates it lies on.
func (p *ofdPen) page(part string, depth int) error {
	data, err := p.d.a.read(part)
	if err != nil || data == nil {
		return err
	}
	box := p.d.box
	s := newScanner(p.d.a.b, data)
	for t := s.next(); t != nil; t = s.next() {
		e, ok := t.(xml.StartElement)
		if !ok {
			continue
		}
		switch e.Name.Local {
		case "PhysicalBox":
			box = floats(s.text())
		case "Template":
			if loc := p.d.templates[attr(e, "TemplateID")]; loc != "" && depth == 0 {
				if err := p.page(p.d.resolve(p.d.dir, loc), 1); err != nil {
					return err
				}
			}
		default:
			if err := p.object(s, e, pdfMatrix{mm, 0, 0, mm, 0, 0}, 0); err != nil {
				return err
			}
		}
	}
	if depth == 0 {
		p.sh.width, p.sh.height = 210*mm, 297*mm
		if len(box) == 4 && box[2] > 1 && box[3] > 1 && box[2] < 5000 && box[3] < 5000 {
			p.sh.width, p.sh.height = box[2]*mm, box[3]*mm
		}
	}
	return s.err
}

// remarks draws a page's annotations; watermarks are kept apart.
func (p *ofdPen) remarks(part string) error {
	data, err := p.d.a.read(part)
	if err != nil || data == nil || part == "" {
		return err
	}
	base := pdfMatrix{mm, 0, 0, mm, 0, 0}
	s := newScanner(p.d.a.b, data)
	for t := s.next(); t != nil; t = s.next() {
		e, ok := t.(xml.StartElement)
		if !ok {
			continue
		}
		switch e.Name.Local {
		case "Annot":
			p.aside = attr(e, "Type") == "Watermark"
			if attr(e, "Visible") == "false" {
				s.skip()
			}
		case "Appearance":
			base = pdfMatrix{mm, 0, 0, mm, 0, 0}
			if m, ok := placeOf(e); ok {
				base = m.mul(base)
			}
		default:
			if err := p.object(s, e, base, 0); err != nil {
				return err
			}
		}
	}
	p.aside = false
	return s.err
}

// object draws one object; other elements are left to the caller's scan.
func (p *ofdPen) object(s *scanner, e xml.StartElement, base pdfMatrix, depth int) error {
	switch e.Name.Local {
	case "TextObject":
		return p.text(s, e, base)
	case "PathObject":
		p.path(s, e, base)
	case "ImageObject":
		if m, ok := placeOf(e); ok && attr(e, "CTM") != "" {
			m = m.mul(base)
			p.sh.pictures += math.Abs(m[0]*m[3] - m[1]*m[2])
		} else if b := floats(attr(e, "Boundary")); len(b) == 4 {
			p.sh.pictures += b[2] * b[3] * mm * mm
		}
	case "CompositeObject":
		return p.composite(e, base, depth)
	}
	return s.err
}

// composite draws a shared drawing.
func (p *ofdPen) composite(e xml.StartElement, base pdfMatrix, depth int) error {
	unit := p.d.units[attr(e, "ResourceID")]
	m, ok := placeOf(e)
	if unit == nil || !ok || depth > 4 {
		return nil
	}
	if p.drawn++; p.drawn > 20_000 {
		return tooMany("drawings", 20_000)
	}
	s := newScanner(p.d.a.b, unit)
	s.d.Strict = false // a piece of a part: prefixes are declared outside it
	for t := s.next(); t != nil; t = s.next() {
		if c, ok := t.(xml.StartElement); ok {
			if err := p.object(s, c, m.mul(base), depth+1); err != nil {
				return err
			}
		}
	}
	return nil
}

// upright measures heights from the bottom, as the layout expects.
func (s *sheet) upright() {
	for i := range s.glyphs {
		s.glyphs[i].y = s.height - s.glyphs[i].y
	}
	for i := range s.rules {
		r := &s.rules[i]
		r.y1, r.y2 = s.height-r.y2, s.height-r.y1
	}
	s.pictures /= s.width * s.height
	s.straighten()
}

func floats(s string) []float64 {
	var out []float64
	for _, w := range strings.Fields(s) {
		v, err := strconv.ParseFloat(w, 64)
		if err != nil || math.IsNaN(v) || math.IsInf(v, 0) {
			return nil
		}
		out = append(out, v)
	}
	return out
}

// placeOf gives the matrix of an object: its own, then its boundary's corner, in
// the units of what it lies on.
func placeOf(e xml.StartElement) (pdfMatrix, bool) {
	b := floats(attr(e, "Boundary"))
	if len(b) != 4 {
		return unit, false
	}
	m := unit
	if c := floats(attr(e, "CTM")); len(c) == 6 {
		copy(m[:], c)
	}
	return m.mul(pdfMatrix{1, 0, 0, 1, b[0], b[1]}), true
}

// text draws a text object.
func (p *ofdPen) text(s *scanner, e xml.StartElement, base pdfMatrix) error {
	m, ok := placeOf(e)
	m = m.mul(base)
	size, _ := strconv.ParseFloat(attr(e, "Size"), 64)
	hscale, err := strconv.ParseFloat(attr(e, "HScale"), 64)
	if err != nil || hscale <= 0 {
		hscale = 1
	}
	visible := attr(e, "Visible") != "false"
	s.children(func(c xml.StartElement) {
		if c.Name.Local != "TextCode" {
			s.skip()
			return
		}
		x, _ := strconv.ParseFloat(attr(c, "X"), 64)
		y, _ := strconv.ParseFloat(attr(c, "Y"), 64)
		dx, dy := deltas(attr(c, "DeltaX")), deltas(attr(c, "DeltaY"))
		text := strings.Trim(s.text(), "\r\n")
		if !ok || !visible || size <= 0 {
			return
		}
		at := 0
		for _, r := range text {
			if err := p.d.a.b.addOps(1); err != nil && s.err == nil {
				s.err = err
			}
			p.put(m, x, y, size, hscale, r)
			step := size * hscale
			if r < 0x80 {
				step /= 2
			}
			if len(dx) > 0 || len(dy) > 0 {
				x += nthOr(dx, at, 0)
				y += nthOr(dy, at, 0)
				if at >= len(dx) && at >= len(dy) {
					x += step
				}
			} else {
				x += step
			}
			at++
		}
	})
	return s.err
}

func nthOr(v []float64, i int, or float64) float64 {
	if i < len(v) {
		return v[i]
	}
	return or
}

func (p *ofdPen) put(m pdfMatrix, x, y, size, hscale float64, r rune) {
	px, py := m.at(x, y)
	scale := math.Hypot(m[2], m[3])
	w := size * hscale * math.Hypot(m[0], m[1])
	if r < 0x80 {
		w /= 2
	}
	if scale*size < 0.5 {
		return
	}
	p.sh.glyphs = append(p.sh.glyphs, glyph{x: px, y: py, w: w, size: size * scale, text: string(r), angle: quarter(m[0], -m[1]), artifact: p.aside})
}

const maxDeltas = 100_000

// deltas reads the distances between characters; "g 3 4.5" says 4.5 three times.
func deltas(s string) []float64 {
	var out []float64
	words := strings.Fields(s)
	for i := 0; i < len(words) && len(out) < maxDeltas; i++ {
		if words[i] == "g" && i+2 < len(words) {
			n, _ := strconv.Atoi(words[i+1])
			v, _ := strconv.ParseFloat(words[i+2], 64)
			for range min(n, maxDeltas) {
				out = append(out, v)
			}
			i += 2
			continue
		}
		v, _ := strconv.ParseFloat(words[i], 64)
		out = append(out, v)
	}
	return out
}

// path keeps the straight lines of a path.
func (p *ofdPen) path(s *scanner, e xml.StartElement, base pdfMatrix) {
	m, ok := placeOf(e)
	m = m.mul(base)
	sh := p.sh
	sh.paths++
	s.children(func(c xml.StartElement) {
		if c.Name.Local != "AbbreviatedData" {
			s.skip()
			return
		}
		words := strings.Fields(s.text())
		var px, py, sx, sy float64
		line := func(x, y float64) {
			x1, y1 := m.at(px, py)
			x2, y2 := m.at(x, y)
			r := rule{min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2)}
			w, h := r.x2-r.x1, r.y2-r.y1
			if ok && (w >= 3 && h <= 1.5 || h >= 3 && w <= 1.5) && len(sh.rules) < 50_000 {
				sh.rules = append(sh.rules, r)
			}
			px, py = x, y
		}
		for i := 0; i < len(words); i++ {
			n := map[string]int{"M": 2, "S": 2, "L": 2, "Q": 4, "B": 6, "A": 7}[words[i]]
			v := floats(strings.Join(words[min(i+1, len(words)):min(i+1+n, len(words))], " "))
			switch {
			case words[i] == "C":
				line(sx, sy)
			case n == 0 || len(v) < n:
			case words[i] == "L":
				line(v[0], v[1])
			default:
				px, py = v[n-2], v[n-1]
				if n == 2 {
					sx, sy = px, py
				}
			}
			i += n
		}
	})
}
