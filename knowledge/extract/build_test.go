package extract

import (
	"archive/zip"
	"bytes"
	"compress/zlib"
	"fmt"
	"sort"
	"strings"
	"testing"
)

// zipOf packs parts into an archive, in a fixed order.
func zipOf(t testing.TB, parts map[string]string) []byte {
	t.Helper()
	var buf bytes.Buffer
	z := zip.NewWriter(&buf)
	names := make([]string, 0, len(parts))
	for n := range parts {
		names = append(names, n)
	}
	sort.Strings(names)
	for _, n := range names {
		w, err := z.Create(n)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(parts[n])); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return buf.Bytes()
}

const wordNS = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:v="urn:schemas-microsoft-com:vml" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"`

// docxOf wraps a body, and further parts by the name of their relationship
// ("styles", "numbering", "footnotes", "endnotes", "header", "footer").
func docxOf(t testing.TB, body string, parts map[string]string) []byte {
	t.Helper()
	const office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
	root := map[string]string{
		"styles": "styles", "numbering": "numbering", "footnotes": "footnotes",
		"endnotes": "endnotes", "header": "hdr", "footer": "ftr",
	}
	out := map[string]string{
		"[Content_Types].xml": `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`,
		"_rels/.rels":         `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="` + office + `officeDocument" Target="word/document.xml"/></Relationships>`,
		"word/document.xml":   `<?xml version="1.0" encoding="UTF-8"?><w:document ` + wordNS + `><w:body>` + body + `<w:sectPr/></w:body></w:document>`,
	}
	var rels strings.Builder
	rels.WriteString(`<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">`)
	for _, k := range []string{"styles", "numbering", "footnotes", "endnotes", "header", "footer"} {
		if parts[k] == "" {
			continue
		}
		fmt.Fprintf(&rels, `<Relationship Id="r%s" Type="%s%s" Target="%s.xml"/>`, k, office, k, k)
		out["word/"+k+".xml"] = `<w:` + root[k] + ` ` + wordNS + `>` + parts[k] + `</w:` + root[k] + `>`
	}
	rels.WriteString(`</Relationships>`)
	out["word/_rels/document.xml.rels"] = rels.String()
	return zipOf(t, out)
}

// p is a paragraph of plain text; props go into its properties.
func p(text string, props ...string) string {
	return `<w:p><w:pPr>` + strings.Join(props, "") + `</w:pPr>` + r(text) + `</w:p>`
}

func r(text string) string { return `<w:r><w:t xml:space="preserve">` + text + `</w:t></w:r>` }

func numbered(id, level int) string {
	return fmt.Sprintf(`<w:numPr><w:ilvl w:val="%d"/><w:numId w:val="%d"/></w:numPr>`, level, id)
}

func tc(props string, content ...string) string {
	return `<w:tc><w:tcPr>` + props + `</w:tcPr>` + strings.Join(content, "") + `</w:tc>`
}

func tr(cells ...string) string { return `<w:tr>` + strings.Join(cells, "") + `</w:tr>` }

func tbl(rows ...string) string { return `<w:tbl>` + strings.Join(rows, "") + `</w:tbl>` }

// lvl is a level of a numbering.
func lvl(i int, format, text string, more ...string) string {
	return fmt.Sprintf(`<w:lvl w:ilvl="%d"><w:start w:val="1"/><w:numFmt w:val="%s"/><w:lvlText w:val="%s"/>%s</w:lvl>`, i, format, text, strings.Join(more, ""))
}

// pdfOf writes a PDF of numbered objects, the first of which is the catalog; a
// stream is given as dict, a bar and its bytes.
func pdfOf(objects []string, trailer string) []byte {
	var buf bytes.Buffer
	buf.WriteString("%PDF-1.5\n%\xe2\xe3\xcf\xd3\n")
	at := make([]int, len(objects))
	for i, o := range objects {
		at[i] = buf.Len()
		dict, data, ok := strings.Cut(o, "|")
		if ok {
			fmt.Fprintf(&buf, "%d 0 obj\n<<%s /Length %d>>\nstream\n%s\nendstream\nendobj\n", i+1, dict, len(data), data)
		} else {
			fmt.Fprintf(&buf, "%d 0 obj\n%s\nendobj\n", i+1, o)
		}
	}
	xref := buf.Len()
	fmt.Fprintf(&buf, "xref\n0 %d\n0000000000 65535 f \n", len(objects)+1)
	for _, a := range at {
		fmt.Fprintf(&buf, "%010d 00000 n \n", a)
	}
	fmt.Fprintf(&buf, "trailer\n<</Size %d /Root 1 0 R %s>>\nstartxref\n%d\n%%%%EOF\n", len(objects)+1, trailer, xref)
	return buf.Bytes()
}

func deflated(s string) string {
	var buf bytes.Buffer
	w := zlib.NewWriter(&buf)
	_, _ = w.Write([]byte(s))
	_ = w.Close()
	return buf.String()
}

// textPDF writes pages of text in a font whose codes are GBK or UTF-16, as
// domestic software does with fonts that are not embedded.
func textPDF(encoding string, pages ...string) []byte {
	objects := []string{"<</Type /Catalog /Pages 2 0 R>>", "", "<</Type /Font /Subtype /Type0 /BaseFont /SimSun /Encoding /" + encoding +
		" /DescendantFonts [<</Type /Font /Subtype /CIDFontType2 /BaseFont /SimSun /DW 1000 /CIDSystemInfo <</Registry (Adobe) /Ordering (GB1) /Supplement 2>>>>]>>"}
	var kids []string
	for _, content := range pages {
		n := len(objects) + 1
		kids = append(kids, fmt.Sprintf("%d 0 R", n))
		objects = append(objects,
			fmt.Sprintf("<</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources <</Font <</F1 3 0 R>>>> /Contents %d 0 R>>", n+1),
			"/Filter /FlateDecode|"+deflated(content))
	}
	objects[1] = fmt.Sprintf("<</Type /Pages /Count %d /Kids [%s]>>", len(kids), strings.Join(kids, " "))
	return pdfOf(objects, "")
}

const ofdNS = `xmlns:ofd="http://www.ofdspec.org/2016"`

// ofdOf packs pages of an OFD, each the inside of its layer.
func ofdOf(t testing.TB, pages ...string) []byte {
	t.Helper()
	parts := map[string]string{
		"OFD.xml": `<?xml version="1.0" encoding="UTF-8"?><ofd:OFD ` + ofdNS + ` Version="1.0" DocType="OFD"><ofd:DocBody><ofd:DocInfo><ofd:DocID>1</ofd:DocID></ofd:DocInfo><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>`,
	}
	var list strings.Builder
	for i, page := range pages {
		fmt.Fprintf(&list, `<ofd:Page ID="%d" BaseLoc="Pages/Page_%d/Content.xml"/>`, i+10, i)
		parts[fmt.Sprintf("Doc_0/Pages/Page_%d/Content.xml", i)] = `<ofd:Page ` + ofdNS + `><ofd:Content><ofd:Layer ID="2">` + page + `</ofd:Layer></ofd:Content></ofd:Page>`
	}
	parts["Doc_0/Document.xml"] = `<ofd:Document ` + ofdNS + `><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea></ofd:CommonData><ofd:Pages>` + list.String() + `</ofd:Pages></ofd:Document>`
	return zipOf(t, parts)
}

// ofdLine is one line of text, millimetres from the upper left corner.
func ofdLine(x, y, size float64, text string) string {
	n := len([]rune(text))
	return fmt.Sprintf(`<ofd:TextObject ID="9" Boundary="%g %g %g %g" Font="1" Size="%g"><ofd:TextCode X="0" Y="%g" DeltaX="g %d %g">%s</ofd:TextCode></ofd:TextObject>`,
		x, y, size*float64(n), size, size, size*0.8, n-1, size, text)
}
