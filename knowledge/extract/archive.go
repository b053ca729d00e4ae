package extract

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"path"
	"strings"

	"golang.org/x/net/html/charset"
)

// archive is a zip whose entries are read within the budget. Names are only
// looked up, never written to a disk, so tricks with paths lead nowhere.
type archive struct {
	b     *budget
	files map[string]*zip.File // by cleaned, lower-case name
}

func openArchive(b *budget, data []byte) (*archive, error) {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, fmt.Errorf("open zip: %w", err)
	}
	if len(z.File) > b.lim.Entries {
		return nil, tooMany("entries", b.lim.Entries)
	}
	a := &archive{b: b, files: make(map[string]*zip.File, len(z.File))}
	for _, f := range z.File {
		if f.Flags&1 != 0 {
			return nil, &Refusal{Reason: Encrypted, Detail: "zip"}
		}
		a.files[partName(f.Name)] = f
	}
	return a, nil
}

func partName(name string) string {
	return strings.ToLower(strings.TrimPrefix(path.Clean("/"+strings.ReplaceAll(name, `\`, "/")), "/"))
}

func (a *archive) has(name string) bool { return a.files[partName(name)] != nil }

// read unpacks one entry; nil without an error where there is none.
func (a *archive) read(name string) ([]byte, error) {
	f := a.files[partName(name)]
	if f == nil {
		return nil, nil
	}
	rc, err := f.Open()
	if err != nil {
		return nil, fmt.Errorf("open %s: %w", name, err)
	}
	defer rc.Close()
	room := a.b.lim.InflatedBytes - a.b.inflated
	var buf bytes.Buffer
	buf.Grow(int(min(f.UncompressedSize64, uint64(room), 64<<20)))
	n, err := io.Copy(&buf, io.LimitReader(rc, room+1))
	if ref := a.b.addInflated(n); ref != nil {
		return nil, ref
	}
	if err != nil {
		return nil, fmt.Errorf("unpack %s: %w", name, err)
	}
	if n > 1<<20 && n > a.b.lim.Ratio*int64(max(f.CompressedSize64, 1)) {
		return nil, &Refusal{Reason: Bomb, Detail: fmt.Sprintf("1:%d", n/int64(max(f.CompressedSize64, 1)))}
	}
	return buf.Bytes(), nil
}

// weigh unpacks every entry to nothing, for a reader that unpacks by itself.
func (a *archive) weigh() error {
	for _, f := range a.files {
		if _, err := a.read(f.Name); err != nil {
			return err
		}
	}
	return nil
}

// sniffZip tells the office formats by their parts' names. An archive whose
// directory is missing was cut.
func sniffZip(data []byte) kind {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return kindCut
	}
	has := func(prefix string) bool {
		for _, f := range z.File {
			if strings.HasPrefix(partName(f.Name), prefix) {
				return true
			}
		}
		return false
	}
	switch {
	case has("ofd.xml"):
		return kindOFD
	case has("word/"):
		return kindDocx
	case has("xl/"):
		return kindXlsx
	case has("ppt/"):
		return kindKnown
	case has("mimetype"):
		return openDocument(z)
	}
	for _, f := range z.File {
		if f.Flags&1 != 0 {
			return kindEncrypted
		}
	}
	return kindZip
}

func openDocument(z *zip.Reader) kind {
	f, err := z.Open("mimetype")
	if err != nil {
		return kindZip
	}
	defer f.Close()
	mime, _ := io.ReadAll(io.LimitReader(f, 100))
	switch {
	case bytes.Contains(mime, []byte("opendocument.text")):
		return kindODT
	case bytes.Contains(mime, []byte("opendocument.spreadsheet")):
		return kindODS
	}
	return kindKnown
}

// scanner reads XML with a bound on depth and time. Entities other than XML's
// five are errors and document type declarations are never expanded, so an
// entity bomb has nothing to inflate. The first error ends the reading.
type scanner struct {
	d     *xml.Decoder
	b     *budget
	depth int
	err   error
}

func newScanner(b *budget, data []byte) *scanner {
	d := xml.NewDecoder(bytes.NewReader(data))
	d.CharsetReader = charset.NewReaderLabel
	return &scanner{d: d, b: b}
}

// next gives the next token, nil at the end or after an error.
func (s *scanner) next() xml.Token {
	if s.err != nil {
		return nil
	}
	if s.err = s.b.alive(); s.err != nil {
		return nil
	}
	t, err := s.d.Token()
	if err == io.EOF {
		return nil
	}
	if err != nil {
		s.err = fmt.Errorf("read XML: %w", err)
		return nil
	}
	switch t.(type) {
	case xml.StartElement:
		if s.depth++; s.depth > s.b.lim.Depth {
			s.err = s.b.tooDeep()
			return nil
		}
	case xml.EndElement:
		s.depth--
	}
	return t
}

// children calls f for every element directly inside the one just opened. f
// must read its element to the end, as skip, text and children do.
func (s *scanner) children(f func(xml.StartElement)) {
	for {
		switch t := s.next().(type) {
		case nil:
			return
		case xml.StartElement:
			f(t)
		case xml.EndElement:
			return
		}
	}
}

// skip reads the element just opened to its end.
func (s *scanner) skip() {
	for open := 1; open > 0; {
		switch s.next().(type) {
		case nil:
			return
		case xml.StartElement:
			open++
		case xml.EndElement:
			open--
		}
	}
}

// text reads the element just opened and gives the text inside it.
func (s *scanner) text() string {
	var sb strings.Builder
	for open := 1; open > 0; {
		switch t := s.next().(type) {
		case nil:
			return sb.String()
		case xml.StartElement:
			open++
		case xml.EndElement:
			open--
		case xml.CharData:
			sb.Write(t)
		}
	}
	return sb.String()
}

// attr gives an attribute by its local name.
func attr(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}
