package extract

import (
	"context"
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

var write = flag.Bool("write", false, "write the fixtures and golden dumps that tests build")

// The files of testdata/good were made by LibreOffice, or by builders of these
// tests; each dump was read against its document.
func TestGoodFiles(t *testing.T) {
	if *write {
		for name, data := range builtFiles(t) {
			must(os.WriteFile(filepath.Join("testdata/good", name), data, 0o644))
		}
	}
	paths, err := filepath.Glob("testdata/good/*")
	if err != nil || len(paths) == 0 {
		t.Fatal("no fixtures", err)
	}
	for _, path := range paths {
		if strings.HasSuffix(path, ".golden") {
			continue
		}
		t.Run(filepath.Base(path), func(t *testing.T) { golden(t, path) })
	}
}

func golden(t *testing.T, path string) {
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if k := sniff(data); k == kindDoc || k == kindXls || k == kindRTF || k == kindODT {
		if _, err := exec.LookPath("soffice"); err != nil {
			t.Skip("LibreOffice is not installed here")
		}
		if testing.Short() {
			t.Skip("LibreOffice takes its time")
		}
	}
	f, err := Read(context.Background(), path, data)
	if err != nil {
		t.Fatal(err)
	}
	got := dump(f)
	if *write {
		must(os.WriteFile(path+".golden", []byte(got), 0o644))
	}
	want, err := os.ReadFile(path + ".golden")
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// builtFiles are the fixtures that builders make, one a format.
func builtFiles(t *testing.T) map[string][]byte {
	numbering := `<w:abstractNum w:abstractNumId="1">` + lvl(0, "chineseCounting", "%1、") + lvl(1, "chineseCounting", "（%2）") + lvl(2, "decimalFullWidth", "%3．") + lvl(3, "decimalEnclosedCircle", "%4") + `</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>`
	table := tbl(`<w:tr><w:trPr><w:tblHeader/></w:trPr>`+tc("", p("序号"))+tc("", p("指标"))+tc(`<w:gridSpan w:val="2"/>`, p("目标值"))+`</w:tr>`,
		tr(tc("", p("", numbered(1, 3))), tc(`<w:vMerge w:val="restart"/>`, p("水质")), tc("", p("2022年")), tc("", p("72%"))),
		tr(tc("", p("", numbered(1, 3))), tc(`<w:vMerge/>`, p("")), tc("", p("2026年")), tc("", p("≥80%"), tbl(tr(tc("", p("国控")), tc("", p("市控")))))))
	body := p("关于印发《规划》的通知", `<w:pStyle w:val="t"/>`) + p("总体要求", numbered(1, 0)) + p("指导思想。", numbered(1, 1)) + p("基本原则。", numbered(1, 1)) +
		p("重点任务", numbered(1, 0)) + p("水环境。", numbered(1, 1)) + p("清淤", numbered(1, 2)) + `<w:p>` + r("力争") + `<w:del><w:r><w:delText>30</w:delText></w:r></w:del><w:ins>` + r("38") + `</w:ins>` + r("公里。") + `<w:r><w:footnoteReference w:id="1"/></w:r></w:p>` + table + p("") + p("附件：清单")
	return map[string][]byte{
		"built.docx": docxOf(t, body, map[string]string{
			"numbering": numbering, "styles": `<w:style w:type="paragraph" w:styleId="t"><w:name w:val="公文标题"/></w:style>`,
			"footnotes": `<w:footnote w:id="1">` + p("河道长度。") + `</w:footnote>`, "header": p("内部资料"),
		}),
		"gbk.pdf":   textPDF("GBK-EUC-H", line16(next, 700, "未嵌入字体的文件，照样能读。")+line16(280, 50, "— 1 —")),
		"built.ofd": ofdOf(t, ofdLine(60, 30, 7, "关于印发方案的通知")+ofdLine(41.2, 50, 5.6, "各单位：请遵照执行。")+ofdLine(100, 285, 4, "— 1 —")),
		"gbk.html":  []byte(gbk(`<html><head><meta charset="gb2312"><title>通知</title></head><body><h1>通知</h1><table><tr><th rowspan=2>序号<th colspan=2>单位<tr><td>牵头<td>配合<tr><td>1<td>甲<td>乙</table></body></html>`)),
		"gbk.txt":   []byte(gbk("荣环函〔2022〕98号\r\n\r\n关于某事的函\r\n序号\t任务\t单位\r\n1\t治理\t区水利局\r\n")),
		"plan.md":   []byte("# 方案\n\n## 一、要求\n\n1. 力争到**2026年**完成。\n\n| 任务 | 单位 |\n|---|---|\n| 治理 | 区水利局 |\n"),
		"list.csv":  []byte("\xef\xbb\xbf序号,任务\r\n1,\"治理,修复\"\r\n"),
	}
}
