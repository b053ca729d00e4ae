package extract

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// line shows a line of GBK text at a place.
func line16(x, y float64, text string) string {
	return fmt.Sprintf("BT /F1 16 Tf %g %g Td <%s> Tj ET\n", x, y, gbkHex(text))
}

// The frame of these pages: 28 characters of 16 points from 74 to 522.
const (
	body = 74.0
	next = body + 32
)

func TestPDFParagraphs(t *testing.T) {
	full := "各单位要高度重视生态环境保护工作，切实加强组织领导，细化工"      // 28 characters
	fullIndented := "各单位要高度重视生态环境保护工作，切实加强组织领导，" // 26
	tests := []struct {
		name  string
		pages []string
		want  string
	}{
		{
			"lines of a paragraph are joined",
			[]string{line16(next, 700, fullIndented) + line16(body, 672, full) + line16(body, 644, "作措施。") + line16(next, 616, "第二段。")},
			"- p1 " + fullIndented + full + "作措施。\n- p1 第二段。",
		},
		{
			"a paragraph that goes on on the next page is one",
			[]string{line16(next, 90, fullIndented) + line16(body, 62, full), line16(body, 760, full) + line16(body, 732, "作措施。")},
			"- p1 " + fullIndented + full + full + "作措施。",
		},
		{
			"a full line at the end of a sentence, then an indent: two paragraphs",
			[]string{line16(next, 700, fullIndented) + line16(body, 672, full[:81]+"。") + line16(next, 644, "第二段。")},
			"- p1 " + fullIndented + full[:81] + "。\n- p1 第二段。",
		},
		{
			"page numbers are no text",
			[]string{line16(next, 700, "第一页的正文在这里。") + line16(280, 50, "— 1 —"), line16(next, 700, "第二页的正文在这里。") + line16(280, 50, "— 2 —")},
			"- p1 第一页的正文在这里。\n- p2 第二页的正文在这里。",
		},
		{
			"a number alone inside the page is text",
			[]string{line16(next, 700, "合计") + line16(next, 400, "36") + line16(next, 300, "公里")},
			"- p1 合计\n+ p1 36\n+ p1 公里",
		},
		{
			"headers that come again on every page are no text",
			[]string{line16(200, 800, "荣昌区实施方案") + line16(next, 700, "甲"), line16(200, 800, "荣昌区实施方案") + line16(next, 700, "乙"), line16(200, 800, "荣昌区实施方案") + line16(next, 700, "丙")},
			"- p1 甲\n- p2 乙\n- p3 丙",
		},
		{
			"letter spacing of a masthead is no space",
			[]string{line16(150, 750, "重") + line16(182, 750, "庆") + line16(214, 750, "市") + line16(246, 750, "荣") + line16(278, 750, "昌") + line16(310, 750, "区")},
			"- p1 重庆市荣昌区",
		},
		{
			"characters drawn twice to look bold stand once",
			[]string{line16(next, 700, "加粗的标题") + line16(next+0.4, 700, "加粗的标题")},
			"- p1 加粗的标题",
		},
		{
			"equal neighbours stay",
			[]string{line16(next, 700, "人人参与，天天向上，1100")},
			"- p1 人人参与，天天向上，1100",
		},
		{
			"a quarter turn of the whole page",
			[]string{"q 0 1 -1 0 595 0 cm " + line16(next, 500, "横排的表页在这里。") + " Q"},
			"- p1 横排的表页在这里。",
		},
		{
			"items of a list without indents",
			[]string{line16(body, 700, "1、浙江安吉现场学习，借鉴先进成功经验，组织相关部门参加；") + line16(body, 672, "2、召开动员大会，对基地创建作出安排和部署，明确分工，《"+"方案》") + line16(body, 644, "3、成立领导小组。")},
			"- p1 1、浙江安吉现场学习，借鉴先进成功经验，组织相关部门参加；\n- p1 2、召开动员大会，对基地创建作出安排和部署，明确分工，《方案》\n- p1 3、成立领导小组。",
		},
		{
			"a small raised number goes with its line",
			[]string{line16(next, 700, "面积达到12平方米") + "BT /F1 8 Tf 234 706 Td <" + gbkHex("2") + "> Tj ET\n"},
			"- p1 面积达到12平方米2",
		},
		{
			"small lines beside a large one stay apart",
			[]string{"BT /F1 30 Tf 74 700 Td <" + gbkHex("电子普通发票") + "> Tj ET\n" + "BT /F1 9 Tf 400 709 Td <" + gbkHex("发票代码：050001") + "> Tj ET\nBT /F1 9 Tf 400 692 Td <" + gbkHex("发票号码：122353") + "> Tj ET\n"},
			"- p1 发票代码：050001\n- p1 电子普通发票\n- p1 发票号码：122353",
		},
		{
			"a page of two columns is read column by column",
			[]string{twoColumns()},
			"- p1 关于印发濑溪河流域综合治理实施方案的通知\n- p1 " + strings.Repeat("左栏各单位要高度重视生态环境保护", 10) + "。\n- p1 " + strings.Repeat("右栏切实加强组织领导并且细化措施", 10) + "。",
		},
		{
			"lines of a table of contents are left out",
			[]string{line16(next, 700, "一、总体要求………………………………3") + line16(next, 672, "二、重点任务………………………………5") + line16(next, 600, "正文。")},
			"- p1 正文。",
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			f := mustRead(t, "a.pdf", textPDF("GBK-EUC-H", tt.pages...))
			if got := blocksOf(f); got != tt.want {
				t.Errorf("got\n%s\nwant\n%s", got, tt.want)
			}
		})
	}
}

// twoColumns is a page of a gazette: a title over two columns of text.
func twoColumns() string {
	var sb strings.Builder
	small := func(x, y float64, text string) {
		fmt.Fprintf(&sb, "BT /F1 12 Tf %g %g Td <%s> Tj ET\n", x, y, gbkHex(text))
	}
	small(170, 760, "关于印发濑溪河流域综合治理实施方案的通知")
	for i := range 10 {
		y := 720 - 18*float64(i)
		small(74, y, "左栏各单位要高度重视生态环境保护")
		small(330, y, "右栏切实加强组织领导并且细化措施")
	}
	small(74, 540, "。")
	small(330, 540, "。")
	return sb.String()
}

// Fonts that are named and not embedded: the codes themselves are text.
func TestPDFEncodings(t *testing.T) {
	const s = "关于印发《实施方案》的通知，请遵照执行。"
	for encoding, hex := range map[string]string{
		"GBK-EUC-H": gbkHex(s), "GB-EUC-H": gbkHex(s), "GBKp-EUC-H": gbkHex(s), "GBK2K-H": gbkHex(s),
		"UniGB-UCS2-H": fmt.Sprintf("%x", wide(s, true)), "UniGB-UTF16-H": fmt.Sprintf("%x", wide(s, true)), "UniGB-UTF8-H": fmt.Sprintf("%x", s),
	} {
		f := mustRead(t, "a.pdf", textPDF(encoding, "BT /F1 16 Tf 90 700 Td <"+hex+"> Tj ET"))
		if got := blocksOf(f); got != "- p1 "+s {
			t.Errorf("%s: got %s", encoding, got)
		}
	}
}

// stroke draws lines from x1 y1 to x2 y2.
func stroke(v ...float64) string {
	var sb strings.Builder
	for ; len(v) >= 4; v = v[4:] {
		fmt.Fprintf(&sb, "%g %g m %g %g l S\n", v[0], v[1], v[2], v[3])
	}
	return sb.String()
}

func TestPDFTables(t *testing.T) {
	grid := stroke(74, 700, 522, 700, 74, 640, 522, 640, 298, 670, 522, 670, 74, 610, 522, 610, 74, 700, 74, 610, 186, 700, 186, 610, 298, 700, 298, 610, 410, 670, 410, 610, 522, 700, 522, 610)
	cells := line16(80, 665, "序号") + line16(200, 665, "任务") + line16(340, 680, "责任单位") + line16(305, 650, "牵头单位") + line16(420, 650, "配合单位") +
		line16(80, 620, "1") + line16(190, 620, "治理") + line16(305, 620, "区水利局") + line16(415, 620, "各镇街")
	t.Run("drawn lines make cells, missing ones merge them", func(t *testing.T) {
		f := mustRead(t, "a.pdf", textPDF("GBK-EUC-H", line16(next, 750, "表前的话在这里。")+grid+cells+line16(next, 580, "表后的话在这里。")))
		want := "- p1 表前的话在这里。\n- p1 table header 0\n    序号 | 任务 | 责任单位 | [责任单位 0,2] | \n    [序号 0,0] | [任务 0,1] | 牵头单位 | 配合单位 | \n    1 | 治理 | 区水利局 | 各镇街 | \n- p1 表后的话在这里。"
		if got := blocksOf(f); got != want {
			t.Errorf("got\n%s\nwant\n%s", got, want)
		}
		if !strings.Contains(strings.Join(f.Notes, ","), NoteTableGuess) {
			t.Errorf("notes %v", f.Notes)
		}
	})
	t.Run("a table goes on on the next page, its header once", func(t *testing.T) {
		rows := func(y float64, no string) string {
			return stroke(74, y, 522, y, 74, y-30, 522, y-30, 74, y-60, 522, y-60, 74, y, 74, y-60, 298, y, 298, y-60, 522, y, 522, y-60) +
				line16(80, y-20, "序号") + line16(310, y-20, "任务") + line16(80, y-50, no) + line16(310, y-50, "任务"+no)
		}
		f := mustRead(t, "a.pdf", textPDF("GBK-EUC-H", line16(next, 760, "清单在这里。")+rows(700, "1"), rows(780, "2")))
		want := "- p1 清单在这里。\n- p1 table header 1\n    序号 | 任务 | \n    1 | 任务1 | \n    2 | 任务2 | "
		if got := blocksOf(f); got != want {
			t.Errorf("got\n%s\nwant\n%s", got, want)
		}
		if got := fmt.Sprint(f.Blocks[1].Table.RowPages); got != "[1 1 2]" {
			t.Errorf("pages of rows %s", got)
		}
	})
	t.Run("lines of a cell are joined, names on lines of their own are not", func(t *testing.T) {
		f := mustRead(t, "a.pdf", textPDF("GBK-EUC-H", stroke(74, 700, 522, 700, 74, 620, 522, 620, 74, 700, 74, 620, 298, 700, 298, 620, 522, 700, 522, 620)+
			line16(80, 680, "完成濑溪河流域污水管网改造")+line16(80, 660, "工程12公里，消除城区直排口")+line16(80, 640, "36个")+line16(310, 680, "区水利局")+line16(310, 660, "区住房城乡建委")))
		want := "- p1 table header 0\n    完成濑溪河流域污水管网改造工程12公里，消除城区直排口36个 | 区水利局⏎区住房城乡建委 | "
		if got := blocksOf(f); got != want {
			t.Errorf("got\n%s\nwant\n%s", got, want)
		}
	})
	t.Run("columns without drawn lines", func(t *testing.T) {
		var sb strings.Builder
		for i, r := range [][3]string{{"序号", "任务", "单位"}, {"1", "治理", "水利局"}, {"2", "修复", "林业局"}, {"3", "监测", "环境局"}} {
			y := 700 - 28*float64(i)
			sb.WriteString(line16(90, y, r[0]) + line16(220, y, r[1]) + line16(380, y, r[2]))
		}
		f := mustRead(t, "a.pdf", textPDF("GBK-EUC-H", sb.String()))
		want := "- p1 table header 0\n    序号 | 任务 | 单位 | \n    1 | 治理 | 水利局 | \n    2 | 修复 | 林业局 | \n    3 | 监测 | 环境局 | "
		if got := blocksOf(f); got != want {
			t.Errorf("got\n%s\nwant\n%s", got, want)
		}
	})
}

// Files whose tables are wrong are read by their objects, as viewers do.
func TestPDFRepair(t *testing.T) {
	good := textPDF("GBK-EUC-H", line16(next, 700, "表已损坏，正文仍在。"))
	const want = "- p1 表已损坏，正文仍在。"
	s := string(good)
	for name, data := range map[string]string{
		"no cross-reference table": s[:strings.Index(s, "xref\n")],
		"wrong offset":             strings.Replace(s, "startxref\n", "startxref\n9", 1),
		"bytes before the header":  "\r\n\r\n" + s,
		"bytes after the end":      s + strings.Repeat("\x00", 500),
		"a wrong length":           strings.Replace(s, "/Length ", "/Length 9", 1),
		"the header of PDF 2.0":    strings.Replace(s, "%PDF-1.5", "%PDF-2.0", 1),
	} {
		f := mustRead(t, "a.pdf", []byte(data))
		if got := blocksOf(f); got != want {
			t.Errorf("%s: got %s", name, got)
		}
	}
}

// References that run in circles, claims of billions and nesting without end
// cost nothing: each is refused, and quickly.
func TestHostilePDF(t *testing.T) {
	catalog := "<</Type /Catalog /Pages 2 0 R>>"
	for name, data := range map[string][]byte{
		"a length that is itself":    pdfOf([]string{catalog, "<</Kids [3 0 R] /Type /Pages>>", "<</Type /Page /Contents 4 0 R>>", "<</Length 4 0 R>>\nstream\nBT ET\nendstream"}, ""),
		"pages that hold themselves": pdfOf([]string{catalog, "<</Type /Pages /Kids [2 0 R 2 0 R]>>"}, ""),
		"a form that draws itself":   pdfOf([]string{catalog, "<</Kids [3 0 R] /Type /Pages>>", "<</Type /Page /Contents 4 0 R /Resources 5 0 R>>", "|/X Do /X Do", "<</XObject <</X 6 0 R>>>>", "/Subtype /Form /Resources 5 0 R|/X Do /X Do"}, ""),
		"an earlier table that is this one": []byte(strings.Replace(string(pdfOf([]string{catalog, "<</Type /Pages /Kids []>>"}, "")),
			"/Root", "/Prev 100 /Root", 1)),
		"billions of entries": []byte("%PDF-1.5\nxref\n0 4000000000\ntrailer\n<</Root 1 0 R /Size 4000000000>>\nstartxref\n9\n%%EOF"),
		"arrays in arrays":    pdfOf([]string{catalog, "<</Type /Pages /Kids " + strings.Repeat("[", 100_000) + ">>"}, ""),
		"no objects":          []byte("%PDF-1.4\n%%EOF\n"),
	} {
		_, err := Read(context.Background(), "a.pdf", data)
		var ref *Refusal
		if !errors.As(err, &ref) {
			t.Errorf("%s: read, or %v", name, err)
			continue
		}
		if strings.Contains(fmt.Sprint(ref.Err), "panic") {
			t.Errorf("%s: %v", name, ref)
		}
	}
}

// What is typed into a form or onto a page is text of the page.
func TestPDFForms(t *testing.T) {
	data := pdfOf([]string{
		"<</Type /Catalog /Pages 2 0 R>>", "<</Type /Pages /Count 1 /Kids [4 0 R]>>",
		"<</Type /Font /Subtype /Type0 /BaseFont /SimSun /Encoding /GBK-EUC-H /DescendantFonts [<</Type /Font /Subtype /CIDFontType2 /DW 1000>>]>>",
		"<</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources <</Font <</F1 3 0 R>>>> /Contents 5 0 R /Annots [6 0 R 8 0 R]>>",
		"|" + line16(90, 700, "单位："),
		"<</Subtype /Widget /Rect [138 695 300 715] /AP <</N 7 0 R>>>>",
		"/Subtype /Form /BBox [0 0 162 20] /Resources <</Font <</F1 3 0 R>>>>|" + line16(0, 5, "区水利局"),
		"<</Subtype /FreeText /F 2 /Rect [138 600 300 620] /AP <</N 7 0 R>>>>",
	}, "")
	if got := blocksOf(mustRead(t, "a.pdf", data)); got != "- p1 单位：区水利局" {
		t.Errorf("got %s", got)
	}
}

// Every character that poppler finds on a page, we find.
func TestPDFLosesNoCharacter(t *testing.T) {
	r := NewReader()
	if r.Poppler == "" {
		t.Skip("poppler is not installed here")
	}
	for _, name := range []string{"long.pdf", "tracked.pdf"} {
		path := filepath.Join("testdata/good", name)
		data, err := os.ReadFile(path)
		must(err)
		theirs, err := exec.Command(r.Poppler, "-q", "-enc", "UTF-8", path, "-").Output()
		must(err)
		sheets, err := drawPDF(&budget{ctx: context.Background(), lim: DefaultLimits()}, data)
		must(err)
		var ours strings.Builder
		for _, s := range sheets {
			for _, g := range s.glyphs {
				ours.WriteString(g.text)
			}
		}
		if a, b := census(ours.String()), census(string(theirs)); a != b {
			t.Errorf("%s: we find\n%s\npoppler\n%s", name, a, b)
		}
	}
}

// census counts a text's characters, spaces aside.
func census(s string) string {
	rs := []rune(strings.Join(strings.Fields(s), ""))
	slices.Sort(rs)
	return string(rs)
}

// A page that breaks off is said to: what is left of it may miss words.
func TestPDFTornPage(t *testing.T) {
	content := deflated(strings.Repeat(line16(next, 700, "第一行的正文。"), 3) + noise(300))
	whole := pdfOf([]string{
		"<</Type /Catalog /Pages 2 0 R>>", "<</Type /Pages /Count 1 /Kids [4 0 R]>>",
		"<</Type /Font /Subtype /Type0 /BaseFont /SimSun /Encoding /GBK-EUC-H /DescendantFonts [<</Type /Font /Subtype /CIDFontType2 /DW 1000>>]>>",
		"<</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources <</Font <</F1 3 0 R>>>> /Contents 5 0 R>>",
		"/Filter /FlateDecode|" + content[:len(content)/3] + strings.Repeat("\xff", 40),
	}, "")
	f, err := Read(context.Background(), "a.pdf", whole)
	var ref *Refusal
	if err == nil && !slices.Contains(f.Notes, NoteTornPages) || err != nil && (!errors.As(err, &ref) || ref.Reason != Damaged) {
		t.Errorf("%v %v", f, err)
	}
}
