package extract

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"
)

// bad names each file of testdata/bad with why it is refused.
var bad = map[string]Reason{
	"cut.docx":            Damaged,
	"cut.xlsx":            Damaged,
	"cut.ofd":             Damaged,
	"cut.doc":             Damaged,
	"cut-inside.docx":     Damaged,
	"cut-xml.docx":        Damaged,
	"no-document.docx":    Damaged,
	"crossed-tags.docx":   Damaged,
	"entity-bomb.docx":    Damaged,
	"entity-file.docx":    Damaged,
	"deep-xml.docx":       Bomb,
	"deep-tables.docx":    Bomb,
	"zip-bomb.docx":       Bomb,
	"zip-bomb.xlsx":       Bomb,
	"wide-spans.docx":     Bomb,
	"wide-spans.html":     Bomb,
	"deep.html":           Bomb,
	"pictures.docx":       Scan,
	"pictures.pdf":        Scan,
	"photo.jpg":           Scan,
	"photo.docx":          Mislabelled,
	"archive.docx":        Mislabelled,
	"program.pdf":         Mislabelled,
	"noise.docx":          Mislabelled,
	"noise.txt":           Mislabelled,
	"slides.docx":         Mislabelled,
	"movie.mp4":           Unsupported,
	"slides.pptx":         Unsupported,
	"unknown-glyphs.pdf":  Unsupported,
	"locked.xlsx":         Encrypted,
	"locked.pdf":          Encrypted,
	"locked-entries.docx": Encrypted,
	"locked.ofd":          Encrypted,
	"empty.txt":           Empty,
	"blank.txt":           Empty,
	"blank.docx":          Empty,
	"blank.xlsx":          Empty,
	"blank.html":          Empty,
	"blank.pdf":           Empty,
	"nothing.docx":        Empty,
	"cut.pdf":             Damaged,
	"no-pages.pdf":        Damaged,
	"circles.pdf":         Damaged,
	"deep.pdf":            Damaged,
	"marked.txt":          Secret,
	"marked.docx":         Secret,
	"marked-name.txt":     Secret, // read under the name that marks it
}

func TestBadFiles(t *testing.T) {
	if *write {
		for name, data := range badFiles(t) {
			must(os.WriteFile(filepath.Join("testdata/bad", name), data, 0o644))
		}
	}
	names := make([]string, 0, len(bad))
	for n := range bad {
		names = append(names, n)
	}
	sort.Strings(names)
	for _, name := range names {
		t.Run(name, func(t *testing.T) {
			data, err := os.ReadFile(filepath.Join("testdata/bad", name))
			if err != nil {
				t.Fatal(err)
			}
			if name == "marked-name.txt" {
				name = "机密★某规划.txt"
			}
			r := NewReader()
			r.Poppler = "" // what it would make of them is not ours to promise
			f, err := r.Read(context.Background(), name, data)
			var ref *Refusal
			if !errors.As(err, &ref) {
				t.Fatalf("read as %s", dump(f))
			}
			if want := bad[filepath.Base(t.Name())]; ref.Reason != want {
				t.Errorf("%v, want %s", ref, want)
			}
			if strings.Contains(fmt.Sprint(ref.Err), "panic") {
				t.Errorf("only a recovered panic refused it: %v", ref)
			}
		})
	}
}

// badFiles builds the files of testdata/bad.
func badFiles(t *testing.T) map[string][]byte {
	docx := docxOf(t, p("正文一段。")+tbl(tr(tc("", p("甲")), tc("", p("乙")))), nil)
	book := bookOf(t, func(x *excelize.File) { must(x.SetCellValue("Sheet1", "A1", "甲")) })
	ofd := ofdOf(t, ofdLine(30, 30, 5, "正文"))
	pdf := textPDF("GBK-EUC-H", line16(next, 700, "正文一段。"))
	document := func(xml string) []byte { return zipOf(t, map[string]string{"word/document.xml": xml}) }
	picture := "\x89PNG\r\n\x1a\n" + strings.Repeat("\x00\x01\x02", 40)
	out := map[string][]byte{
		"cut.docx": docx[:len(docx)*2/3], "cut.xlsx": book[:len(book)/2], "cut.ofd": ofd[:len(ofd)*2/3],
		"cut.doc":             []byte(oleMagic + strings.Repeat("\x00\x3e\x00\x03", 300)),
		"cut-inside.docx":     flipped(docx, "word/document.xml"),
		"cut-xml.docx":        document(`<w:document ` + wordNS + `><w:body><w:p><w:r><w:t>甲`),
		"no-document.docx":    zipOf(t, map[string]string{"word/styles.xml": "<w:styles/>"}),
		"crossed-tags.docx":   document(`<w:document ` + wordNS + `><w:body><w:p><w:r></w:p></w:r></w:body></w:document>`),
		"entity-bomb.docx":    document(`<!DOCTYPE b [<!ENTITY a "哈哈哈哈哈哈哈哈"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;">]><w:document ` + wordNS + `><w:body><w:p><w:r><w:t>&c;</w:t></w:r></w:p></w:body></w:document>`),
		"entity-file.docx":    document(`<!DOCTYPE b [<!ENTITY x SYSTEM "file:///etc/hostname">]><w:document ` + wordNS + `><w:body><w:p><w:r><w:t>&x;</w:t></w:r></w:p></w:body></w:document>`),
		"deep-xml.docx":       document(`<w:document ` + wordNS + `><w:body><w:p>` + strings.Repeat(`<w:ins>`, 3000) + strings.Repeat(`</w:ins>`, 3000) + `</w:p></w:body></w:document>`),
		"deep-tables.docx":    docxOf(t, strings.Repeat(`<w:tbl><w:tr><w:tc>`, 500)+strings.Repeat(`</w:tc></w:tr></w:tbl>`, 500), nil),
		"zip-bomb.docx":       zipOf(t, map[string]string{"word/document.xml": strings.Repeat(" ", 24<<20)}),
		"zip-bomb.xlsx":       zipOf(t, map[string]string{"xl/workbook.xml": `<workbook xmlns:r="r"><sheets><sheet name="a" r:id="r1"/></sheets></workbook>`, "xl/_rels/workbook.xml.rels": `<Relationships><Relationship Id="r1" Type="x/worksheet" Target="s.xml"/></Relationships>`, "xl/s.xml": strings.Repeat(" ", 24<<20)}),
		"wide-spans.docx":     docxOf(t, tbl(strings.Repeat(tr(tc(`<w:gridSpan w:val="1000"/>`, p("甲"))), 700)), nil),
		"wide-spans.html":     []byte("<html><body><table>" + strings.Repeat("<tr><td colspan=1000 rowspan=1000>甲<td>乙", 600) + "</table></body></html>"),
		"deep.html":           []byte("<html><body>" + strings.Repeat("<div>", 5000) + "甲"),
		"pictures.docx":       docxOf(t, `<w:p><w:r><w:drawing><a:graphic><a:blip r:embed="rId1"/></a:graphic></w:drawing></w:r></w:p>`, nil),
		"pictures.pdf":        pdfOf([]string{"<</Type /Catalog /Pages 2 0 R>>", "<</Type /Pages /Count 1 /Kids [3 0 R]>>", "<</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources <</XObject <</I 5 0 R>>>> /Contents 4 0 R>>", "|q 595 0 0 842 0 0 cm /I Do Q", "/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8|\x00"}, ""),
		"photo.jpg":           []byte("\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01" + strings.Repeat("\x07", 100)),
		"photo.docx":          []byte(picture),
		"archive.docx":        zipOf(t, map[string]string{"readme.txt": "甲"}),
		"program.pdf":         []byte("MZ\x90\x00\x03\x00\x00\x00" + strings.Repeat("\x00\xff\x01", 200)),
		"noise.docx":          []byte(noise(700)),
		"noise.txt":           []byte(noise(700)),
		"slides.docx":         zipOf(t, map[string]string{"ppt/presentation.xml": "<p/>"}),
		"movie.mp4":           []byte("\x00\x00\x00\x18ftypmp42" + noise(300)),
		"slides.pptx":         zipOf(t, map[string]string{"ppt/presentation.xml": "<p/>"}),
		"unknown-glyphs.pdf":  textPDF("Identity-H", "BT /F1 16 Tf 90 700 Td <0102030405060708090a> Tj ET"),
		"locked.xlsx":         lockedBook(t),
		"locked.pdf":          pdfOf([]string{"<</Type /Catalog /Pages 2 0 R>>", "<</Type /Pages /Count 0 /Kids []>>", "<</Filter /Standard /V 2 /R 3 /Length 128 /P -44 /O (" + strings.Repeat("o", 32) + ") /U (" + strings.Repeat("u", 32) + ")>>"}, "/Encrypt 3 0 R "),
		"locked-entries.docx": lockedEntries(docx),
		"locked.ofd":          zipOf(t, map[string]string{"OFD.xml": `<ofd:OFD ` + ofdNS + `><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>`, "Encryptions.xml": "<x/>"}),
		"empty.txt":           {}, "blank.txt": []byte("\xef\xbb\xbf\r\n  \r\n　　\n"),
		"blank.docx": docxOf(t, p("")+tbl(tr(tc("", p("")))), nil), "blank.xlsx": bookOf(t, func(*excelize.File) {}),
		"blank.html": []byte("<!doctype html><html><head><title>空</title></head><body><p>&nbsp;</p><script>1</script></body></html>"),
		"blank.pdf":  textPDF("GBK-EUC-H", " "), "nothing.docx": {},
		"cut.pdf":         pdf[:60],
		"no-pages.pdf":    pdfOf([]string{"<</Type /Catalog /Pages 2 0 R>>", "<</Type /Pages /Count 9 /Kids []>>"}, ""),
		"circles.pdf":     pdfOf([]string{"<</Type /Catalog /Pages 2 0 R>>", "2 0 R"}, "/Prev 20 "),
		"deep.pdf":        pdfOf([]string{"<</Type /Catalog /Pages " + strings.Repeat("<</K ", 5000)}, ""),
		"marked.txt":      []byte("机密★20年\n\n荣府发〔2022〕1号\n"),
		"marked.docx":     docxOf(t, p("正文"), map[string]string{"header": p("秘 密 ★ 1 年")}),
		"marked-name.txt": []byte("规划正文。\n"),
	}
	return out
}

func noise(n int) string {
	b := make([]byte, n)
	x := uint32(7)
	for i := range b {
		x = x*1664525 + 1013904223
		b[i] = byte(x >> 24)
	}
	return string(b)
}

// flipped spoils a byte in the middle of an entry's data.
func flipped(data []byte, name string) []byte {
	out := bytes.Clone(data)
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	must(err)
	for _, f := range z.File {
		if f.Name == name {
			at, err := f.DataOffset()
			must(err)
			out[at+int64(f.CompressedSize64)/2] ^= 0x55
		}
	}
	return out
}

// lockedEntries sets the encryption bit of every entry.
func lockedEntries(data []byte) []byte {
	out := bytes.Clone(data)
	for sig, off := range map[string]int{"PK\x03\x04": 6, "PK\x01\x02": 8} {
		for at := 0; ; at += 4 {
			i := bytes.Index(out[at:], []byte(sig))
			if i < 0 {
				break
			}
			at += i
			out[at+off] |= 1
		}
	}
	return out
}

func lockedBook(t *testing.T) []byte {
	x := excelize.NewFile()
	defer x.Close()
	path := filepath.Join(t.TempDir(), "a.xlsx")
	must(x.SaveAs(path, excelize.Options{Password: "a"}))
	data, err := os.ReadFile(path)
	must(err)
	return data
}

func TestTooLarge(t *testing.T) {
	r := NewReader()
	r.Limits.FileBytes = 1 << 20
	_, err := r.Read(context.Background(), "a.txt", bytes.Repeat([]byte("甲"), 1<<20))
	var ref *Refusal
	if !errors.As(err, &ref) || ref.Reason != TooLarge || ref.Detail != "1 MB" {
		t.Errorf("%v", err)
	}
}

func TestOutOfTime(t *testing.T) {
	files := map[string][]byte{
		"a.docx": docxOf(t, strings.Repeat(p("正文"), 2000), nil),
		"a.txt":  []byte(strings.Repeat("正文\n", 5000)),
		"a.html": []byte("<html><body>" + strings.Repeat("<p>正文", 5000)),
		"a.pdf":  textPDF("GBK-EUC-H", strings.Repeat(line16(90, 700, "正文"), 3000)),
		"a.ofd":  ofdOf(t, strings.Repeat(ofdLine(30, 30, 5, "正文"), 3000)),
		"a.xlsx": bookOf(t, func(x *excelize.File) { must(x.SetCellValue("Sheet1", "A1", "甲")) }),
	}
	for name, data := range files {
		ctx, cancel := context.WithDeadline(context.Background(), time.Unix(0, 0))
		_, err := Read(ctx, name, data)
		cancel()
		var ref *Refusal
		if !errors.As(err, &ref) || ref.Reason != Slow {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// The name is a hint: what we can read is read, and the difference is said.
func TestContentDecides(t *testing.T) {
	files := map[string][]byte{
		"方案.doc":  docxOf(t, p("正文"), nil),
		"表.xls":   []byte("<html><body><table><tr><td>甲<td>乙<tr><td>1<td>2</table></body></html>"),
		"函.docx":  textPDF("GBK-EUC-H", line16(next, 700, "正文一段。")),
		"函.pdf":   []byte("正文一段。\n"),
		"表.docx":  bookOf(t, func(x *excelize.File) { must(x.SetCellValue("Sheet1", "A1", "甲")) }),
		"页.txt":   []byte("<!DOCTYPE html><html><body><p>正文</p></body></html>"),
		"函.ofd":   docxOf(t, p("正文"), nil),
		"方案.html": []byte("正文一段。\n"),
	}
	for name, data := range files {
		f, err := Read(context.Background(), name, data)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		mismatch := strings.Contains(strings.Join(f.Notes, ","), NoteNameMismatch)
		if want := name != "方案.html"; mismatch != want {
			t.Errorf("%s: read as %s, notes %v", name, f.Format, f.Notes)
		}
	}
	for name, data := range map[string][]byte{"无后缀": []byte("正文\n"), "方案.DOCX": docxOf(t, p("正文"), nil), "方案.wps": docxOf(t, p("正文"), nil)} {
		if f, err := Read(context.Background(), name, data); err != nil || len(f.Notes) > 0 {
			t.Errorf("%s: %v %v", name, f, err)
		}
	}
}

// Without LibreOffice old formats are refused by their own name.
func TestLegacyWithoutOffice(t *testing.T) {
	r := NewReader()
	r.Office = ""
	for _, name := range []string{"tracked.doc", "list.xls", "tracked.rtf"} {
		data, err := os.ReadFile(filepath.Join("testdata/good", name))
		if err != nil {
			t.Fatal(err)
		}
		_, err = r.Read(context.Background(), name, data)
		var ref *Refusal
		if !errors.As(err, &ref) || ref.Reason != Legacy || "."+ref.Detail != filepath.Ext(name) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
