package extract

import (
	"context"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

const sentence = "各单位要高度重视生态环境保护工作，切实加强组织领导，细化工作措施，压实工作责任，确保到2026年底前，全区生态文明建设财政支出占比力争达到全区GDP的3%以上。"

// planDocx is a plan of about 300 pages: headings of three levels by automatic
// numbering, paragraphs, and a task table with merged cells every ten pages.
func planDocx(b testing.TB) []byte {
	var sb strings.Builder
	for chapter := range 30 {
		sb.WriteString(p(fmt.Sprintf("第%d项重点任务", chapter+1), numbered(1, 0)))
		for section := range 10 {
			sb.WriteString(p(fmt.Sprintf("推进第%d类工作", section+1), numbered(1, 1)))
			for range 4 {
				sb.WriteString(p(strings.Repeat(sentence, 2), numbered(1, 2), `<w:ind w:firstLineChars="200"/>`))
			}
		}
		var rows []string
		for i := range 40 {
			merge := `<w:vMerge/>`
			if i%4 == 0 {
				merge = `<w:vMerge w:val="restart"/>`
			}
			rows = append(rows, tr(tc("", p(fmt.Sprint(i+1))), tc(merge, p("水环境治理")), tc("", p(sentence)), tc("", p("区水利局")), tc("", p("各镇街")), tc("", p("2026年12月底前"))))
		}
		sb.WriteString(tbl(rows...))
	}
	numbering := `<w:abstractNum w:abstractNumId="1">` + lvl(0, "chineseCounting", "%1、") + lvl(1, "chineseCounting", "（%2）") + lvl(2, "decimal", "%3.") + `</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>`
	return docxOf(b, sb.String(), map[string]string{"numbering": numbering})
}

func BenchmarkDocxPlan300Pages(b *testing.B) { benchmarkText(b, "a.docx", planDocx(b)) }

// benchmarkText measures by the text that comes out, which formats can be
// compared by.
func benchmarkText(b *testing.B, name string, data []byte) {
	r := &Reader{Limits: DefaultLimits()}
	f, err := r.Read(context.Background(), name, data)
	if err != nil {
		b.Fatal(err)
	}
	text := 0
	for i := range f.Blocks {
		text += len(f.Blocks[i].Text)
		if t := f.Blocks[i].Table; t != nil {
			text += len(t.plain())
		}
	}
	b.SetBytes(int64(text))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := r.Read(context.Background(), name, data); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkText(b *testing.B) {
	benchmarkText(b, "a.txt", []byte(strings.Repeat(sentence+"\n", 5000)))
}

func BenchmarkTextGB18030(b *testing.B) {
	benchmarkText(b, "a.txt", []byte(gbk(strings.Repeat(sentence+"\n", 5000))))
}

func BenchmarkMarkdown(b *testing.B) {
	benchmarkText(b, "a.md", []byte(strings.Repeat("## 一、要求\n\n"+sentence+"\n\n| 任务 | 单位 |\n|---|---|\n| 治理 | 区水利局 |\n\n", 3000)))
}

func BenchmarkHTML(b *testing.B) {
	benchmarkText(b, "a.html", []byte("<!doctype html><html><body>"+strings.Repeat("<p><span>"+sentence+"</span></p><table><tr><td rowspan=2>甲<td>乙<tr><td>丙</table>", 3000)))
}

func BenchmarkXlsx(b *testing.B) {
	benchmarkText(b, "a.xlsx", bookOf(b, func(x *excelize.File) {
		for i := range 3000 {
			cell, _ := excelize.CoordinatesToCellName(1, i+1)
			must(x.SetSheetRow("Sheet1", cell, &[]any{i, sentence, "区水利局", "各镇街", "2026年底"}))
		}
	}))
}

func BenchmarkPDF(b *testing.B) {
	data, err := os.ReadFile("testdata/good/long.pdf")
	if err != nil {
		b.Fatal(err)
	}
	benchmarkText(b, "a.pdf", data)
}

func BenchmarkPDF300Pages(b *testing.B) {
	var sb strings.Builder
	for i := range 26 {
		indent := 0.0
		if i%4 == 0 {
			indent = 32
		}
		sb.WriteString(line16(body+indent, 760-28*float64(i)*0.97, "各单位要高度重视生态环境保护工作，切实加强组织领导，细化工"))
	}
	pages := make([]string, 300)
	for i := range pages {
		pages[i] = sb.String()
	}
	benchmarkText(b, "a.pdf", textPDF("GBK-EUC-H", pages...))
}

func BenchmarkOFD(b *testing.B) {
	var sb strings.Builder
	for i := range 26 {
		sb.WriteString(ofdLine(30, 20+float64(i)*10, 5.6, "各单位要高度重视生态环境保护工作，切实加强组织领导，细化"))
	}
	pages := make([]string, 50)
	for i := range pages {
		pages[i] = sb.String()
	}
	benchmarkText(b, "a.ofd", ofdOf(b, pages...))
}

func BenchmarkSecretMark(b *testing.B) {
	b.SetBytes(int64(len(sentence)))
	for b.Loop() {
		SecretMark(sentence + "保密")
	}
}
