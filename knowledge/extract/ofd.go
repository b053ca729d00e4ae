package extract

import (
	"encoding/xml"
	"fmt"
	"math"
	"path"
	"strconv"
	"strings"
)

// readOFD reads an OFD by the places of its characters, as a PDF is read: the
// two share everything after the page is drawn.
func readOFD(b *budget, data []byte) (*File, error) {
	a, err := openArchive(b, data)
	if err != nil {
		return nil, err
	}
	roots, err := ofdRoots(a)
	if err != nil {
		return nil, err
	}
	var sheets []*sheet
	for _, root := range roots {
		d := &ofd{a: a, dir: path.Dir(root), templates: map[string]string{}}
		more, err := d.read(root)
		if err != nil {
			return nil, err
		}
		if sheets = append(sheets, more...); len(sheets) > b.lim.Pages {
			return nil, tooMany("pages", b.lim.Pages)
		}
	}
	if len(sheets) == 0 {
		return nil, &Refusal{Reason: Damaged, Detail: string(kindOFD), Err: errNoPart}
	}
	f := &File{Format: string(kindOFD), Pages: len(sheets)}
	bad, all := garbled(sheets)
	if bad*5 > all && all > 0 {
		return nil, &Refusal{Reason: Unsupported, Detail: string(kindOFD), Err: fmt.Errorf("%d of %d characters have no known meaning", bad, all)}
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

// ofdRoots gives the documents inside the package.
func ofdRoots(a *archive) ([]string, error) {
	data, err := a.read("OFD.xml")
	if err != nil {
		return nil, err
	}
	if a.has("Encryptions.xml") || a.has("Doc_0/Encryptions.xml") {
		return nil, &Refusal{Reason: Encrypted, Detail: string(kindOFD)}
	}
	var roots []string
	s := newScanner(a.b, data)
	for t := s.next(); t != nil; t = s.next() {
		if e, ok := t.(xml.StartElement); ok {
			switch e.Name.Local {
			case "DocRoot":
				roots = append(roots, strings.TrimPrefix(strings.TrimSpace(s.text()), "/"))
			case "Encryptions", "DecryptSeed":
				return nil, &Refusal{Reason: Encrypted, Detail: string(kindOFD)}
			}
		}
	}
	return roots, s.err
}

// ofd is one document of a package.
type ofd struct {
	a         *archive
	dir       string
	templates map[string]string
	box       []float64 // of pages that do not say
}

func (d *ofd) resolve(base, loc string) string {
	if strings.HasPrefix(loc, "/") {
		return loc
	}
	if p := path.Join(base, loc); d.a.has(p) {
		return p
	}
	return path.Join(d.dir, loc)
}

func (d *ofd) read(root string) ([]*sheet, error) {
	data, err := d.a.read(root)
	if err != nil {
		return nil, err
	}
	var pages []string
	s := newScanner(d.a.b, data)
	for t := s.next(); t != nil; t = s.next() {
		e, ok := t.(xml.StartElement)
		if !ok {
			continue
		}
		switch e.Name.Local {
		case "Page":
			pages = append(pages, attr(e, "BaseLoc"))
		case "TemplatePage":
			d.templates[attr(e, "ID")] = attr(e, "BaseLoc")
		case "PhysicalBox":
			d.box = floats(s.text())
		}
	}
	if s.err != nil {
		return nil, s.err
	}
	if len(pages) > d.a.b.lim.Pages {
		return nil, tooMany("pages", d.a.b.lim.Pages)
	}
	var out []*sheet
	for _, p := range pages {
		sh := &sheet{}
		if err := d.page(d.resolve(d.dir, p), sh, 0); err != nil {
			return nil, err
		}
		sh.upright()
		out = append(out, sh)
	}
	return out, nil
}

const mm = 72 / 25.4 // points in a millimetre

// page draws a page and the templates it lies on. Heights are measured from the
// top here and turned upright at the end.
func (d *ofd) page(part string, sh *sheet, depth int) error {
	data, err := d.a.read(part)
	if err != nil || data == nil {
		return err
	}
	s := newScanner(d.a.b, data)
	box := d.box
	for t := s.next(); t != nil; t = s.next() {
		e, ok := t.(xml.StartElement)
		if !ok {
			continue
		}
		switch e.Name.Local {
		case "PhysicalBox":
			box = floats(s.text())
		case "Template":
			loc := d.templates[attr(e, "TemplateID")]
			if loc != "" && depth == 0 {
				if err := d.page(d.resolve(d.dir, loc), sh, 1); err != nil {
					return err
				}
			}
		case "TextObject":
			if err := d.text(s, e, sh); err != nil {
				return err
			}
		case "PathObject":
			d.path(s, e, sh)
		case "ImageObject":
			if b := floats(attr(e, "Boundary")); len(b) == 4 {
				sh.pictures += b[2] * b[3] * mm * mm
			}
		}
	}
	if depth == 0 {
		sh.width, sh.height = 210*mm, 297*mm
		if len(box) == 4 && box[2] > 1 && box[3] > 1 && box[2] < 5000 && box[3] < 5000 {
			sh.width, sh.height = box[2]*mm, box[3]*mm
		}
	}
	return s.err
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

// placeOf gives the matrix of an object: its own, then its boundary's corner.
func placeOf(e xml.StartElement) (pdfMatrix, bool) {
	b := floats(attr(e, "Boundary"))
	if len(b) != 4 {
		return unit, false
	}
	m := unit
	if c := floats(attr(e, "CTM")); len(c) == 6 {
		copy(m[:], c)
	}
	return m.mul(pdfMatrix{mm, 0, 0, mm, b[0] * mm, b[1] * mm}), true
}

// text draws a text object.
func (d *ofd) text(s *scanner, e xml.StartElement, sh *sheet) error {
	m, ok := placeOf(e)
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
			if err := d.a.b.addOps(1); err != nil && s.err == nil {
				s.err = err
			}
			sh.put(m, x, y, size, hscale, r)
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

func (s *sheet) put(m pdfMatrix, x, y, size, hscale float64, r rune) {
	px, py := m.at(x, y)
	scale := math.Hypot(m[2], m[3])
	w := size * hscale * math.Hypot(m[0], m[1])
	if r < 0x80 {
		w /= 2
	}
	if scale*size < 0.5 {
		return
	}
	s.glyphs = append(s.glyphs, glyph{x: px, y: py, w: w, size: size * scale, text: string(r), angle: quarter(m[0], -m[1])})
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
func (d *ofd) path(s *scanner, e xml.StartElement, sh *sheet) {
	m, ok := placeOf(e)
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
