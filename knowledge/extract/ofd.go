package extract

import (
	"encoding/xml"
	"fmt"
	"path"
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
		d := &ofd{a: a, dir: path.Dir(root), templates: map[string]string{}, units: map[string][]byte{}, remarks: map[string]string{}}
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
	templates map[string]string // their parts, by ID
	units     map[string][]byte // drawings that pages share, by ID
	remarks   map[string]string // the parts with a page's annotations, by the page's ID
	box       []float64         // of pages that do not say
}

func (d *ofd) resolve(base, loc string) string {
	loc = strings.TrimSpace(loc)
	if strings.HasPrefix(loc, "/") {
		return loc
	}
	if p := path.Join(base, loc); d.a.has(p) {
		return p
	}
	return path.Join(d.dir, loc)
}

type ofdPage struct{ id, loc string }

func (d *ofd) read(root string) ([]*sheet, error) {
	data, err := d.a.read(root)
	if err != nil {
		return nil, err
	}
	var pages []ofdPage
	var resources, remarks []string
	s := newScanner(d.a.b, data)
	for t := s.next(); t != nil; t = s.next() {
		e, ok := t.(xml.StartElement)
		if !ok {
			continue
		}
		switch e.Name.Local {
		case "Page":
			pages = append(pages, ofdPage{attr(e, "ID"), attr(e, "BaseLoc")})
		case "TemplatePage":
			d.templates[attr(e, "ID")] = attr(e, "BaseLoc")
		case "PhysicalBox":
			d.box = floats(s.text())
		case "PublicRes", "DocumentRes":
			resources = append(resources, s.text())
		case "Annotations":
			remarks = append(remarks, s.text())
		}
	}
	if s.err != nil {
		return nil, s.err
	}
	if len(pages) > d.a.b.lim.Pages {
		return nil, tooMany("pages", d.a.b.lim.Pages)
	}
	if err := d.shared(resources); err != nil {
		return nil, err
	}
	if err := d.annotations(remarks); err != nil {
		return nil, err
	}
	return d.sheets(pages)
}

func (d *ofd) sheets(pages []ofdPage) ([]*sheet, error) {
	var out []*sheet
	for _, p := range pages {
		pen := &ofdPen{d: d, sh: &sheet{}}
		if err := pen.page(d.resolve(d.dir, p.loc), 0); err != nil {
			return nil, err
		}
		if err := pen.remarks(d.remarks[p.id]); err != nil {
			return nil, err
		}
		pen.sh.upright()
		out = append(out, pen.sh)
	}
	return out, nil
}

// shared finds the drawings that pages refer to.
func (d *ofd) shared(parts []string) error {
	for _, part := range parts {
		data, err := d.a.read(d.resolve(d.dir, part))
		if err != nil {
			return err
		}
		s := newScanner(d.a.b, data)
		for t := s.next(); t != nil; t = s.next() {
			e, ok := t.(xml.StartElement)
			if !ok || e.Name.Local != "CompositeGraphicUnit" {
				continue
			}
			from := s.d.InputOffset()
			s.skip()
			if to := s.d.InputOffset(); s.err == nil {
				d.units[attr(e, "ID")] = data[from:to]
			}
		}
		if s.err != nil {
			return s.err
		}
	}
	return nil
}

// annotations finds the part that holds each page's annotations.
func (d *ofd) annotations(parts []string) error {
	for _, part := range parts {
		at := d.resolve(d.dir, part)
		data, err := d.a.read(at)
		if err != nil {
			return err
		}
		s := newScanner(d.a.b, data)
		page := ""
		for t := s.next(); t != nil; t = s.next() {
			if e, ok := t.(xml.StartElement); ok {
				switch e.Name.Local {
				case "Page":
					page = attr(e, "PageID")
				case "FileLoc":
					d.remarks[page] = d.resolve(path.Dir(at), s.text())
				}
			}
		}
		if s.err != nil {
			return s.err
		}
	}
	return nil
}
