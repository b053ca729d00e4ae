package extract

import (
	"encoding/xml"
	"path"
	"strings"

	"liangshan/knowledge/pattern"
)

// readDocx reads a word processor's document: its main part, with the notes
// where they are called and the text boxes after the paragraph they hang on.
func readDocx(b *budget, data []byte) (*File, error) {
	a, err := openArchive(b, data)
	if err != nil {
		return nil, err
	}
	main, err := mainPart(a, "word/document.xml")
	if err != nil {
		return nil, err
	}
	w := &docx{b: b, a: a, f: &File{Format: string(kindDocx)}, dir: path.Dir(main)}
	if err := w.load(main); err != nil {
		return nil, err
	}
	body, err := a.read(main)
	if err != nil {
		return nil, err
	}
	if body == nil {
		return nil, &Refusal{Reason: Damaged, Detail: "docx", Err: errNoPart}
	}
	flow := &flow{w: w, s: newScanner(b, body)}
	flow.document()
	if flow.s.err != nil {
		return nil, flow.s.err
	}
	w.f.margin = append(w.f.margin, w.watermarks...)
	if w.f.bare() && w.pictures > 0 {
		return nil, &Refusal{Reason: Scan}
	}
	if w.pictures > 0 {
		w.f.note(NotePictures)
	}
	return w.f, nil
}

// mainPart follows the package's relationship to its main document; writers do
// not always call it by its usual name.
func mainPart(a *archive, usual string) (string, error) {
	rels, err := relations(a, "_rels/.rels")
	if err != nil {
		return "", err
	}
	for _, r := range rels {
		if strings.HasSuffix(r.kind, "/officeDocument") && a.has(r.target) {
			return partName(r.target), nil
		}
	}
	return usual, nil
}

type relation struct{ id, kind, target string }

func relations(a *archive, part string) ([]relation, error) {
	data, err := a.read(part)
	if err != nil || data == nil {
		return nil, err
	}
	var out []relation
	s := newScanner(a.b, data)
	for t := s.next(); t != nil; t = s.next() {
		if e, ok := t.(xml.StartElement); ok && e.Name.Local == "Relationship" {
			out = append(out, relation{attr(e, "Id"), attr(e, "Type"), attr(e, "Target")})
		}
	}
	return out, s.err
}

// docx is what the parts beside the main one say.
type docx struct {
	b         *budget
	a         *archive
	f         *File
	dir       string
	styles    styles
	numbers   *numbering
	footnotes map[string][]Block
	endnotes  map[string][]Block
	pictures  int

	watermarks []string
}

// load reads styles, numbering, notes, headers and footers.
func (w *docx) load(main string) error {
	rels, err := relations(w.a, path.Join(w.dir, "_rels", path.Base(main)+".rels"))
	if err != nil {
		return err
	}
	parts := map[string][]byte{}
	for _, r := range rels {
		kind := path.Base(r.kind)
		switch kind {
		case "styles", "numbering", "footnotes", "endnotes", "header", "footer":
			data, err := w.a.read(w.resolve(r.target))
			if err != nil {
				return err
			}
			if kind == "header" || kind == "footer" {
				err = w.furniture(data)
			} else {
				parts[kind] = data
			}
			if err != nil {
				return err
			}
		}
	}
	if w.styles, err = readStyles(w.b, parts["styles"]); err != nil {
		return err
	}
	if w.numbers, err = readNumbering(w.b, parts["numbering"], w.styles); err != nil {
		return err
	}
	if w.footnotes, err = w.notes(parts["footnotes"], "footnote"); err != nil {
		return err
	}
	w.endnotes, err = w.notes(parts["endnotes"], "endnote")
	return err
}

func (w *docx) resolve(target string) string {
	if strings.HasPrefix(target, "/") {
		return target
	}
	return path.Join(w.dir, target)
}

// furniture keeps the text of a header or footer for the search for secrecy
// marks; it is no content.
func (w *docx) furniture(data []byte) error {
	plain := &docx{b: w.b, a: w.a, f: &File{}, numbers: &numbering{}}
	fl := &flow{w: plain, s: newScanner(w.b, data)}
	fl.document()
	for i := range plain.f.Blocks {
		blk := &plain.f.Blocks[i]
		w.f.margin = append(w.f.margin, blk.Text)
		if blk.Table != nil {
			w.f.margin = append(w.f.margin, strings.Split(blk.Table.plain(), "\n")...)
		}
	}
	w.watermarks = append(w.watermarks, plain.watermarks...)
	return fl.s.err
}

// notes reads footnotes or endnotes by their id. The separators that word
// processors keep among them have a type.
func (w *docx) notes(data []byte, element string) (map[string][]Block, error) {
	out := map[string][]Block{}
	s := newScanner(w.b, data)
	for t := s.next(); t != nil; t = s.next() {
		e, ok := t.(xml.StartElement)
		if !ok || e.Name.Local != element {
			continue
		}
		if kind := attr(e, "type"); kind != "" && kind != "normal" {
			s.skip()
			continue
		}
		sub := &docx{b: w.b, a: w.a, f: &File{}, styles: w.styles, numbers: &numbering{}}
		fl := &flow{w: sub, s: s}
		fl.blocks()
		for _, blk := range sub.f.Blocks {
			blk.Note, blk.Text = true, strings.TrimSpace(blk.Text)
			if blk.Style == "" {
				blk.Style = element
			}
			if blk.Text != "" || blk.Table != nil {
				out[attr(e, "id")] = append(out[attr(e, "id")], blk)
			}
		}
	}
	return out, s.err
}

// flow reads the blocks of one part in order.
type flow struct {
	w     *docx
	s     *scanner
	nest  int     // how many cells we are inside
	carry *para   // a paragraph whose mark was deleted: it runs on into the next
	after []Block // text boxes and notes, given after the paragraph they hang on
	gap   bool
}

// document reads a whole part.
func (f *flow) document() {
	for {
		switch t := f.s.next().(type) {
		case nil:
			return
		case xml.StartElement:
			switch t.Name.Local {
			case "document", "body", "hdr", "ftr":
			default:
				f.block(t)
			}
		}
	}
}

// blocks reads the blocks inside the element just opened.
func (f *flow) blocks() {
	f.s.children(f.block)
	if f.carry != nil {
		p := f.carry
		f.carry = nil
		f.emit(p)
	}
}

func (f *flow) block(e xml.StartElement) {
	switch e.Name.Local {
	case "p":
		f.emit(f.paragraph())
	case "tbl":
		f.table()
	case "sdt":
		f.control(f.block)
	case "sdtContent", "customXml", "smartTag", "ins", "moveTo", "txbxContent", "Choice":
		f.s.children(f.block)
	case "AlternateContent":
		f.alternate(f.block)
	case "altChunk":
		f.w.f.note(NoteEmbedded)
		f.s.skip()
	case "del", "moveFrom":
		f.w.f.note(NoteTrackedDeletions)
		f.s.skip()
	default:
		f.s.skip()
	}
}

// control reads a content control; its placeholder text is nobody's words.
func (f *flow) control(inside func(xml.StartElement)) {
	placeholder := false
	f.s.children(func(e xml.StartElement) {
		switch {
		case e.Name.Local == "sdtPr":
			f.s.children(func(p xml.StartElement) {
				placeholder = placeholder || p.Name.Local == "showingPlcHdr"
				f.s.skip()
			})
		case e.Name.Local == "sdtContent" && !placeholder:
			f.s.children(inside)
		default:
			f.s.skip()
		}
	})
}

// alternate reads the first choice and leaves out its fallback, which says the
// same again for older readers.
func (f *flow) alternate(inside func(xml.StartElement)) {
	taken := false
	f.s.children(func(e xml.StartElement) {
		if taken {
			f.s.skip()
			return
		}
		taken = true
		f.s.children(inside)
	})
}

var contentsStyle = pattern.MustCompile(`(?i)^(?:toc|目录)\s*\d+$`)

// emit adds a paragraph, with what hangs on it.
func (f *flow) emit(p *para) {
	if f.carry = nil; p.runsOn {
		f.carry = p
		return
	}
	blk := p.block(f.w)
	switch {
	case contentsStyle.MatchString(blk.Style):
		f.w.f.note(NoteContents)
	case strings.TrimSpace(blk.Text) == "" && (blk.Number == "" || f.nest == 0):
		f.gap = f.gap || len(f.after) == 0
	default:
		f.add(blk)
	}
	after := f.after
	f.after = nil
	for _, a := range after {
		f.add(a)
	}
}

func (f *flow) add(blk Block) {
	blk.Gap = f.gap && len(f.w.f.Blocks) > 0
	f.gap = false
	f.w.f.Blocks = append(f.w.f.Blocks, blk)
	if err := f.w.b.addBlock(); err != nil && f.s.err == nil {
		f.s.err = err
	}
}
