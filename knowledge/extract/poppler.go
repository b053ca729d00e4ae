package extract

import (
	"bytes"
	"encoding/xml"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
)

// poppler reads a PDF's words and their places through pdftotext; nil where it
// is not there or knows no better. Drawn lines are kept from our own reading.
func (r *Reader) poppler(b *budget, data []byte, own []*sheet) []*sheet {
	if r.Poppler == "" {
		return nil
	}
	dir, err := os.MkdirTemp("", "extract")
	if err != nil {
		return nil
	}
	defer os.RemoveAll(dir)
	in := filepath.Join(dir, "in.pdf")
	if os.WriteFile(in, data, 0o600) != nil {
		return nil
	}
	cmd := exec.CommandContext(b.ctx, r.Poppler, "-q", "-bbox", "-enc", "UTF-8", in, "-")
	var out bytes.Buffer
	cmd.Stdout = &capped{w: &out, left: r.Limits.InflatedBytes}
	if cmd.Run() != nil {
		return nil
	}
	sheets := readBBox(b, out.Bytes())
	bad, all := garbled(sheets)
	oldBad, oldAll := garbled(own)
	if all-bad <= oldAll-oldBad || len(sheets) != len(own) {
		return nil
	}
	for i, s := range sheets {
		s.rules, s.pictures, s.paths, s.unseen = own[i].rules, own[i].pictures, own[i].paths, own[i].unseen
	}
	return sheets
}

// readBBox reads pdftotext's list of words.
func readBBox(b *budget, data []byte) []*sheet {
	var out []*sheet
	s := newScanner(b, bytes.ReplaceAll(data, []byte("\x00"), nil))
	s.d.Strict = false
	for t := s.next(); t != nil; t = s.next() {
		e, ok := t.(xml.StartElement)
		if !ok {
			continue
		}
		at := func(name string) float64 {
			v, _ := strconv.ParseFloat(attr(e, name), 64)
			return v
		}
		switch e.Name.Local {
		case "page":
			out = append(out, &sheet{width: at("width"), height: at("height")})
		case "word":
			if len(out) == 0 {
				continue
			}
			sh := out[len(out)-1]
			size := (at("yMax") - at("yMin")) / 1.15
			sh.glyphs = append(sh.glyphs, glyph{
				x: at("xMin"), y: sh.height - at("yMax") + 0.2*size, w: at("xMax") - at("xMin"), size: size, text: s.text(),
			})
		}
	}
	return out
}
