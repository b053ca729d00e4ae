package brief

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"flag"
	"fmt"
	"image"
	_ "image/png"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

var rewrite = flag.Bool("rewrite", false, "write the golden files anew")

func sample() Doc {
	d := Doc{
		Masthead: "工作简报", Issue: "（2022年第41周）", Issuer: "区“两山”创建办", Date: "2022年10月14日", Title: "“两山”基地建设\n2022年第41周工作进展", Label: "附件", Note: "数据截至2022年10月14日",
		Body: []Paragraph{{1, "一、总体情况"}, {0, "截至2022年10月14日，共9项任务，完成1项，推进中2项。"}, {2, "（一）区林业局"}, {3, "1．森林抚育：进度65%。"}},
	}
	a := Annex{Title: "进展台账", Note: "灯：绿＝按期。", Head: []string{"序号", "任务", "牵头单位"}, Widths: []int{1, 5, 3}}
	for i := range 60 {
		a.Rows = append(a.Rows, []string{fmt.Sprint(i + 1), "森林抚育<&>\x01" + fmt.Sprint(i), "区林业局"})
	}
	d.Annexes = []Annex{a}
	d.Foot = []string{"报：区委、区政府主要领导。", "发：各镇街。", "区“两山”创建办\t2022年10月14日印发"}
	return d
}

// parts reads what is inside a .docx or .xlsx.
func partsOf(t *testing.T, data []byte) map[string]string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		b, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		out[f.Name] = string(b)
	}
	return out
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *rewrite {
		if err := errors.Join(os.MkdirAll("testdata", 0o755), os.WriteFile(path, []byte(got), 0o644)); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if string(want) != got {
		t.Errorf("%s changed; it is now:\n%s", name, got)
	}
}

func TestTheDocumentHasTheFormOfTheStandard(t *testing.T) {
	d := sample()
	d.Annexes[0].Rows = d.Annexes[0].Rows[:2]
	data, err := Word(d)
	if err != nil {
		t.Fatal(err)
	}
	parts := partsOf(t, data)
	for name, text := range parts {
		if err := xml.Unmarshal([]byte(text), new(struct{})); err != nil {
			t.Errorf("%s is not XML: %v", name, err)
		}
	}
	golden(t, "document.xml", strings.ReplaceAll(parts["word/document.xml"], "<w:p>", "\n<w:p>"))
	golden(t, "styles.xml", strings.ReplaceAll(parts["word/styles.xml"], "<w:style ", "\n<w:style "))
	for _, want := range []string{
		`<w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1587"`, // 37, 26, 35, 28 mm
		`w:orient="landscape"`, `<w:tblHeader/>`,
	} {
		if !strings.Contains(parts["word/document.xml"], want) {
			t.Errorf("the document lacks %s", want)
		}
	}
	for _, want := range []string{`w:line="579" w:lineRule="exact"`, "方正小标宋简体", "仿宋_GB2312", "楷体_GB2312", "黑体", `<w:outlineLvl w:val="0"/>`, `w:firstLineChars="200"`} {
		if !strings.Contains(parts["word/styles.xml"], want) {
			t.Errorf("the styles lack %s", want)
		}
	}
}

func TestTheSameDocumentGivesTheSameBytes(t *testing.T) {
	a, err1 := Word(sample())
	b, err2 := Word(sample())
	if err := errors.Join(err1, err2); err != nil || !bytes.Equal(a, b) {
		t.Errorf("two writings differ (%v)", err)
	}
}

// An office program opens it without complaint, with the pages, the words and the page numbers in their places.
func TestAnOfficeProgramOpensIt(t *testing.T) {
	for _, tool := range []string{"soffice", "pdftotext", "pdftoppm", "pdfinfo"} {
		if _, err := exec.LookPath(tool); err != nil {
			t.Skipf("%s is not installed", tool)
		}
	}
	if testing.Short() {
		t.Skip("starts an office program")
	}
	dir := t.TempDir()
	data, err := Word(sample())
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "a.docx"), data, 0o644); err != nil {
		t.Fatal(err)
	}
	run := func(name string, args ...string) string {
		t.Helper()
		c := exec.Command(name, args...)
		c.Dir = dir
		out, err := c.CombinedOutput()
		if err != nil {
			t.Fatalf("%s: %v\n%s", name, err, out)
		}
		return string(out)
	}
	run("soffice", "-env:UserInstallation=file://"+filepath.Join(dir, "profile"), "--headless", "--convert-to", "pdf", "a.docx")
	info := strings.Join(strings.Fields(run("pdfinfo", "-l", "9", "a.pdf")), " ")
	if !strings.Contains(info, "Page 1 size: 595") || !strings.Contains(info, "Page 2 size: 841") {
		t.Errorf("want an upright first page and landscape ones behind it:\n%s", info)
	}
	for page, want := range map[int][]string{
		1: {"工作简报", "2022年第41周工作进展", "一、总体情况", "（一）区林业局", "附件：进展台账", "—1—"},
		2: {"附件", "进展台账", "序号", "森林抚育<&>", "—2—"},
		3: {"序号", "牵头单位", "—3—"}, // the heading row again
	} {
		text := run("pdftotext", "-f", fmt.Sprint(page), "-l", fmt.Sprint(page), "-layout", "a.pdf", "-")
		text = strings.Map(func(r rune) rune {
			if r == ' ' || r == '\n' {
				return -1
			}
			return r
		}, text)
		for _, w := range want {
			if !strings.Contains(text, w) {
				t.Errorf("page %d lacks %q:\n%s", page, w, text)
			}
		}
	}
	if last := run("pdftotext", "-f", pagesOf(info), "-l", pagesOf(info), "-layout", "a.pdf", "-"); !strings.Contains(last, "报：区委、区政府主要领导。") || !strings.Contains(strings.Join(strings.Fields(last), ""), "2022年10月14日印发") {
		t.Errorf("版记 is not on the last page:\n%s", last)
	}
	run("pdftoppm", "-r", "40", "-f", "1", "-l", "1", "-png", "a.pdf", "p")
	red, dark := inkOf(t, dir)
	if red < 200 || dark < 1000 {
		t.Errorf("%d red and %d dark points: the masthead or the words are missing", red, dark)
	}
}

// pagesOf is how many pages a document has, as pdfinfo says.
func pagesOf(info string) string {
	f := strings.Fields(info)
	for i := range f {
		if f[i] == "Pages:" && i+1 < len(f) {
			return f[i+1]
		}
	}
	return "1"
}

func inkOf(t *testing.T, dir string) (red, dark int) {
	t.Helper()
	names, _ := filepath.Glob(filepath.Join(dir, "p*.png"))
	if len(names) == 0 {
		t.Fatal("no page was drawn")
	}
	f, err := os.Open(names[0])
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close() //nolint:errcheck // it was only read
	m, _, err := image.Decode(f)
	if err != nil {
		t.Fatal(err)
	}
	for y := m.Bounds().Min.Y; y < m.Bounds().Max.Y; y++ {
		for x := m.Bounds().Min.X; x < m.Bounds().Max.X; x++ {
			r, g, b, _ := m.At(x, y).RGBA()
			switch {
			case r > 0xC000 && g < 0x6000 && b < 0x6000:
				red++
			case r < 0x6000 && g < 0x6000 && b < 0x6000:
				dark++
			}
		}
	}
	return red, dark
}
