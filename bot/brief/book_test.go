package brief

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"liangshan/store/day"
)

var hostile = []string{"=1+1", "+86", "-1", "@SUM(A1)", "\t=1+1", `=HYPERLINK("http://x","y")`, "＝1+1"}

func book() Book {
	share := 65.5
	s := Sheet{Name: "任务台账", Note: "数据截至2022年10月14日", Columns: []Column{{"序号", 6}, {"任务", 20}, {"到期日", 14}, {"累计进展", 9}, {"灯", 5}, {"来源", 8}}}
	for i, h := range hostile {
		s.Rows = append(s.Rows, []Cell{Num(float64(i + 1)), Text(h), On(day.Must("2022-12-31")), Share(&share), {Text: "黄", Light: Yellow}, {Text: "原话", Link: "https://t.me/c/1/2"}})
	}
	return Book{Title: "进展汇总", Sheets: []Sheet{s, {Name: "佐证材料目录", Note: "没有", Columns: []Column{{"序号", 6}}}}}
}

func TestWordsNeverBecomeFormulasAndDaysAreDays(t *testing.T) {
	data, err := Excel(book())
	if err != nil {
		t.Fatal(err)
	}
	x, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range hostile {
		at, _ := excelize.CoordinatesToCellName(2, headRow+1+i)
		if got, _ := x.GetCellValue("任务台账", at); got != want {
			t.Errorf("%s = %q, want %q", at, got, want)
		}
		if f, _ := x.GetCellFormula("任务台账", at); f != "" {
			t.Errorf("%s is the formula %q", at, f)
		}
		if k, _ := x.GetCellType("任务台账", at); k != excelize.CellTypeSharedString && k != excelize.CellTypeInlineString {
			t.Errorf("%s has type %d, want text", at, k)
		}
	}
	if raw, _ := x.GetCellValue("任务台账", "C3", excelize.Options{RawCellValue: true}); raw != "44926" {
		t.Errorf("31 December 2022 is stored as %q", raw)
	}
	if shown, _ := x.GetCellValue("任务台账", "C3"); shown != "2022年12月31日" {
		t.Errorf("31 December 2022 is shown as %q", shown)
	}
	if raw, _ := x.GetCellValue("任务台账", "D3", excelize.Options{RawCellValue: true}); raw != "65.5" {
		t.Errorf("65.5%% is stored as %q", raw)
	}
	if ok, link, _ := x.GetCellHyperLink("任务台账", "F3"); !ok || link != "https://t.me/c/1/2" {
		t.Errorf("the source leads to %q", link)
	}
}

func TestTheWorkbookIsReadyToPrintAndToFilter(t *testing.T) {
	data, err := Excel(book())
	if err != nil {
		t.Fatal(err)
	}
	sheet := partsOf(t, data)["xl/worksheets/sheet1.xml"]
	for _, want := range []string{`<autoFilter ref="$A$2:$F$9"`, `ySplit="2"`, `state="frozen"`, `orientation="landscape"`, `fitToPage="true"`, `fitToHeight="0"`} {
		if !strings.Contains(strings.ReplaceAll(sheet, `="1"`, `="true"`), strings.ReplaceAll(want, `="1"`, `="true"`)) {
			t.Errorf("the sheet lacks %s", want)
		}
	}
	if w := partsOf(t, data)["xl/workbook.xml"]; !strings.Contains(w, "_xlnm.Print_Titles") {
		t.Error("the headings are not printed again on the next page")
	}
	if s := partsOf(t, data)["xl/styles.xml"]; !strings.Contains(s, `quotePrefix="`) {
		t.Error("words that look like formulas are not marked as words")
	}
	golden(t, "sheet1.xml", strings.ReplaceAll(sheet, "<row ", "\n<row "))
}

func TestTheSameBookGivesTheSameBytes(t *testing.T) {
	for range 5 {
		a, err1 := Excel(book())
		b, err2 := Excel(book())
		if err := errors.Join(err1, err2); err != nil || !bytes.Equal(a, b) {
			t.Fatalf("two writings differ (%v)", err)
		}
	}
}

func TestACellHoldsWhatExcelCanHold(t *testing.T) {
	if got := cell(strings.Repeat("林", 40000)); len([]rune(got)) != maxCell {
		t.Errorf("%d characters", len([]rune(got)))
	}
	if got := cell("a\x00b\x1fc\xff"); got != "abc\uFFFD" {
		t.Errorf("%q", got)
	}
}

func FuzzExcel(f *testing.F) {
	f.Add("=1+1", "任务")
	f.Fuzz(func(t *testing.T, text, head string) {
		b := Book{Sheets: []Sheet{{Name: "台账", Note: text, Columns: []Column{{head, 10}}, Rows: [][]Cell{{Text(text)}}}}}
		data, err := Excel(b)
		if err != nil {
			t.Skip() // a heading that Excel refuses is an error, not a broken file
		}
		x, err := excelize.OpenReader(bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		if f, _ := x.GetCellFormula("台账", "A3"); f != "" {
			t.Fatalf("%q became the formula %q", text, f)
		}
	})
}
