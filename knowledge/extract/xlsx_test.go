package extract

import (
	"bytes"
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"
)

// bookOf writes a workbook.
func bookOf(t testing.TB, fill func(x *excelize.File)) []byte {
	t.Helper()
	x := excelize.NewFile()
	defer x.Close()
	fill(x)
	var buf bytes.Buffer
	if err := x.Write(&buf); err != nil {
		t.Fatal(err)
	}
	return buf.Bytes()
}

func must(err error) {
	if err != nil {
		panic(err)
	}
}

func format(x *excelize.File, cell, code string) {
	id, err := x.NewStyle(&excelize.Style{CustomNumFmt: &code})
	must(err)
	must(x.SetCellStyle("Sheet1", cell, cell, id))
}

func builtin(x *excelize.File, cell string, fmtID int) {
	id, err := x.NewStyle(&excelize.Style{NumFmt: fmtID})
	must(err)
	must(x.SetCellStyle("Sheet1", cell, cell, id))
}

func TestWorkbook(t *testing.T) {
	data := bookOf(t, func(x *excelize.File) {
		must(x.SetSheetName("Sheet1", "任务清单"))
		rows := [][]any{
			{"荣昌区“两山”基地创建任务清单"},
			{"填报日期：2022年7月6日"},
			{"序号", "任务", "责任单位", nil},
			{nil, nil, "牵头单位", "配合单位"},
			{1, "水环境治理", "区生态环境局", "各镇街"},
			{2, nil, "区水利局", "区农业农村委"},
			{"备注：各单位每月25日前报送进展情况。"},
		}
		for i, r := range rows {
			cell, _ := excelize.CoordinatesToCellName(1, i+1)
			must(x.SetSheetRow("任务清单", cell, &r))
		}
		for _, m := range [][2]string{{"A1", "D1"}, {"A2", "D2"}, {"A3", "A4"}, {"B3", "B4"}, {"C3", "D3"}, {"B5", "B6"}, {"A7", "D7"}} {
			must(x.MergeCell("任务清单", m[0], m[1]))
		}
		_, err := x.NewSheet("指标")
		must(err)
		must(x.SetSheetRow("指标", "B2", &[]any{"指标", "目标"}))
		must(x.SetSheetRow("指标", "B3", &[]any{"水质达标率", 0.72}))
		style, err := x.NewStyle(&excelize.Style{NumFmt: 9})
		must(err)
		must(x.SetCellStyle("指标", "C3", "C3", style))
		_, err = x.NewSheet("底稿")
		must(err)
		must(x.SetCellValue("底稿", "A1", "不给人看"))
		must(x.SetSheetVisible("底稿", false))
		_, err = x.NewSheet("空表")
		must(err)
	})
	f := mustRead(t, "a.xlsx", data)
	want := `- [任务清单] 荣昌区“两山”基地创建任务清单
- [任务清单] 填报日期：2022年7月6日
- [任务清单] table header 0
    A3=序号 | B3=任务 | C3=责任单位 | [责任单位 0,2] | 
    [序号 0,0] | [任务 0,1] | C4=牵头单位 | D4=配合单位 | 
    A5=1 | B5=水环境治理 | C5=区生态环境局 | D5=各镇街 | 
    A6=2 | [水环境治理 2,1] | C6=区水利局 | D6=区农业农村委 | 
- [任务清单] 备注：各单位每月25日前报送进展情况。
- [指标] table header 0
    B2=指标 | C2=目标 | 
    B3=水质达标率 | C3=72% | `
	if got := blocksOf(f); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if got := strings.Join(f.Notes, ","); got != NoteHiddenSheet {
		t.Errorf("notes %s", got)
	}
}

// Numbers are given as the reader sees them, dates as dates.
func TestWorkbookValues(t *testing.T) {
	tests := []struct {
		value  any
		custom string
		fmtID  int
		want   string
	}{
		{time.Date(2026, 10, 31, 0, 0, 0, 0, time.UTC), "", 14, "2026-10-31"},
		{46326, "", 14, "2026-10-31"},
		{46326, "yyyy\"年\"m\"月\"d\"日\"", 0, "2026年10月31日"},
		{46326, "yyyy\"年\"m\"月\"d\"日\";@", 0, "2026年10月31日"},
		{46326, "[$-804]yyyy\"年\"m\"月\"d\"日\"", 0, "2026年10月31日"},
		{46326, "yyyy\"年\"m\"月\"", 0, "2026年10月"},
		{46326, "m\"月\"d\"日\"", 0, "10月31日"},
		{46326, "yyyy/m/d", 0, "2026/10/31"},
		{46326, "yyyy-mm-dd", 0, "2026-10-31"},
		{46326, "", 31, "2026年10月31日"},
		{46326, "", 57, "2026年10月"},
		{46326, "", 58, "10月31日"},
		{46326.75, "yyyy-mm-dd hh:mm", 0, "2026-10-31 18:00"},
		{46326, "", 0, "46326"},
		{0.125, "0.0%", 0, "12.5%"},
		{13.35, "0.00", 0, "13.35"},
		{1234567.5, "#,##0.00", 0, "1,234,567.50"},
		{36, "0\"公里\"", 0, "36公里"},
		{0.1 + 0.2, "", 0, "0.3"},
		{"012345", "", 0, "012345"},
		{"500226199001010000", "", 49, "500226199001010000"},
		{true, "", 0, "TRUE"},
		{"第一行\n第二行", "", 0, "第一行\n第二行"},
	}
	data := bookOf(t, func(x *excelize.File) {
		for i, tt := range tests {
			cell, _ := excelize.CoordinatesToCellName(1, i+1)
			must(x.SetCellValue("Sheet1", cell, tt.value))
			if tt.custom != "" {
				format(x, cell, tt.custom)
			} else if tt.fmtID != 0 {
				builtin(x, cell, tt.fmtID)
			}
		}
	})
	f := mustRead(t, "a.xlsx", data)
	rows := f.Blocks[0].Table.Rows
	for i, tt := range tests {
		if got := rows[i][0].Text; got != tt.want {
			t.Errorf("%v as %q/%d: got %q, want %q", tt.value, tt.custom, tt.fmtID, got, tt.want)
		}
	}
}

// Two lists on one sheet, each under its own title, are two tables.
func TestTwoListsOnASheet(t *testing.T) {
	data := bookOf(t, func(x *excelize.File) {
		for i, r := range [][]any{
			{"表一 任务"},
			{"序号", "任务", "单位"},
			{1, "治理", "区水利局"},
			{},
			{"表二 项目"},
			{"序号", "项目", "投资"},
			{1, "清淤", 300},
			{},
			{2, "护岸", 500},
		} {
			cell, _ := excelize.CoordinatesToCellName(1, i+1)
			must(x.SetSheetRow("Sheet1", cell, &r))
		}
	})
	want := `- [Sheet1] 表一 任务
- [Sheet1] table header 0
    A2=序号 | B2=任务 | C2=单位 | 
    A3=1 | B3=治理 | C3=区水利局 | 
- [Sheet1] 表二 项目
- [Sheet1] table header 0
    A6=序号 | B6=项目 | C6=投资 | 
    A7=1 | B7=清淤 | C7=300 | 
    A9=2 | B9=护岸 | C9=500 | `
	if got := blocksOf(mustRead(t, "a.xlsx", data)); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// A merge over half a million empty rows costs nothing, and a fault inside a
// sheet is a fault of the file: no row is lost in silence.
func TestHostileSheets(t *testing.T) {
	sheet := func(inner string) []byte {
		return zipOf(t, map[string]string{
			"[Content_Types].xml":        `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>`,
			"_rels/.rels":                `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
			"xl/workbook.xml":            `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="甲" sheetId="1" r:id="rId1"/></sheets></workbook>`,
			"xl/_rels/workbook.xml.rels": `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
			"xl/worksheets/sheet1.xml":   `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>` + inner + `</worksheet>`,
		})
	}
	text := func(ref, s string) string { return `<c r="` + ref + `" t="inlineStr"><is><t>` + s + `</t></is></c>` }
	ok := sheet(`<row r="1">` + text("A1", "甲") + text("B1", "乙") + `</row><row r="1048576">` + text("A1048576", "末") + `</row></sheetData><mergeCells><mergeCell ref="A1:A1048576"/></mergeCells>`)
	f := mustRead(t, "a.xlsx", ok)
	if got := blocksOf(f); got != "- [甲] table header 0\n    A1=甲 | B1=乙 | \n    [甲 0,0] | B1048576= | " {
		t.Errorf("got\n%s", got)
	}
	for name, data := range map[string][]byte{
		"cut":       sheet(`<row r="1">` + text("A1", "甲") + `</row><row r="2"><c r="A2"`),
		"very wide": sheet(strings.Repeat(`<row>`+text("XFD1", "甲")+`</row>`, 60) + `</sheetData>`),
	} {
		_, err := Read(context.Background(), "a.xlsx", data)
		var ref *Refusal
		if !errors.As(err, &ref) || ref.Reason != Damaged && ref.Reason != Bomb {
			t.Errorf("%s: %v", name, err)
		}
	}
}
