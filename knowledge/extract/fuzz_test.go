package extract

import (
	"context"
	"errors"
	"testing"
	"unicode/utf8"
)

func seed(f *testing.F, kinds ...kind) {
	for _, data := range fixtures(f) {
		k := sniff(data)
		for _, want := range kinds {
			if k == want || want == "" {
				f.Add(data)
			}
		}
	}
}

func FuzzRead(f *testing.F) {
	seed(f, "")
	f.Fuzz(func(t *testing.T, data []byte) {
		_, err := tight().Read(context.Background(), "a.docx", data)
		var ref *Refusal
		if err != nil && (!errors.As(err, &ref) || ref.Reason == "") {
			t.Errorf("%v", err)
		}
	})
}

func FuzzDocx(f *testing.F) {
	f.Add(p("甲"), lvl(0, "chineseCounting", "%1、"), `<w:style w:styleId="1"><w:name w:val="heading 1"/></w:style>`)
	f.Add(tbl(tr(tc(`<w:vMerge/><w:gridSpan w:val="2"/>`, p("甲", numbered(1, 0))))), `<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>`, `<w:style w:styleId="1"><w:basedOn w:val="1"/></w:style>`)
	f.Add(`<w:p><w:del/><w:ins><w:r><w:sym w:char="F0FE" w:font="Wingdings"/></w:r></w:ins></w:p><mc:AlternateContent><mc:Choice/></mc:AlternateContent>`, "", "")
	f.Fuzz(func(t *testing.T, body, numbering, styles string) {
		check(t, tight(), kindDocx, docxOf(t, body, map[string]string{"numbering": numbering, "styles": styles}))
	})
}

func FuzzXlsx(f *testing.F) {
	seed(f, kindXlsx)
	f.Fuzz(func(t *testing.T, data []byte) { check(t, tight(), kindXlsx, data) })
}

func FuzzPDF(f *testing.F) {
	seed(f, kindPDF)
	f.Fuzz(func(t *testing.T, data []byte) { check(t, tight(), kindPDF, data) })
}

// The operators of a page, whatever they are.
func FuzzPDFPage(f *testing.F) {
	f.Add(line16(90, 700, "正文") + stroke(74, 700, 522, 700, 74, 700, 74, 600))
	f.Add("q 1 0 0 1 0 0 cm BT /F1 16 Tf [(a) -200 (b)] TJ T* ' \" ET Q Q BI /W 1 ID x EI 1 2 3 4 re f*")
	f.Fuzz(func(t *testing.T, content string) { check(t, tight(), kindPDF, textPDF("GBK-EUC-H", content)) })
}

func FuzzCMap(f *testing.F) {
	f.Add([]byte("1 begincodespacerange <00> <ff> endcodespacerange 1 beginbfrange <01> <05> <4e00> endbfrange 1 beginbfchar <06> <4e8c> endbfchar"), "\x01\x06")
	f.Fuzz(func(t *testing.T, data []byte, shown string) {
		r := tight()
		file := &pdfFile{b: &budget{ctx: context.Background(), lim: r.Limits}}
		m := file.readCMap(data)
		ft := &pdfFont{f: file, composite: true, unicode: m, codes: m, widths: map[int]float64{}}
		for _, g := range ft.decode(shown) {
			if !utf8.ValidString(g.text) {
				t.Errorf("%q", g.text)
			}
		}
	})
}

func FuzzOFD(f *testing.F) {
	f.Add(ofdLine(30, 30, 5, "正文") + `<ofd:PathObject Boundary="0 0 9 9"><ofd:AbbreviatedData>M 0 0 L 9 9 C B 1 1 1</ofd:AbbreviatedData></ofd:PathObject>`)
	f.Fuzz(func(t *testing.T, page string) { check(t, tight(), kindOFD, ofdOf(t, page)) })
}

func FuzzHTML(f *testing.F) {
	seed(f, kindHTML)
	f.Add([]byte("<table><tr><td rowspan=3 colspan=4><table><tr><td>"))
	f.Fuzz(func(t *testing.T, data []byte) { check(t, tight(), kindHTML, data) })
}

func FuzzText(f *testing.F) {
	seed(f, kindText)
	f.Fuzz(func(t *testing.T, data []byte) {
		check(t, tight(), kindText, data)
		check(t, tight(), kindMarkdown, data)
		check(t, tight(), kindCSV, data)
	})
}

func FuzzSecretMark(f *testing.F) {
	f.Add("机 密 ★ 1 年")
	f.Fuzz(func(t *testing.T, s string) {
		if mark, ok := SecretMark(s); ok && mark == "" {
			t.Errorf("%q: found, and says nothing", s)
		}
	})
}
