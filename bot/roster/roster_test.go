package roster_test

import (
	"testing"

	"liangshan/bot/roster"
)

func rows() []roster.Row {
	return []roster.Row{
		{Name: "区林业局", Kind: "department", Short: []string{"林业局"}, Liaisons: []roster.Person{{ID: 102, Name: "小林"}}},
		{Name: "万灵镇", Kind: "town", Old: []string{"路孔镇"}, Liaisons: []roster.Person{{ID: 103, Name: "阿清"}}, Reviewers: []roster.Person{{ID: 106, Name: "老王"}}},
	}
}

func sheet(list []roster.Row) [][]string {
	out := [][]string{{"改动后发回。"}, roster.Heads}
	for _, r := range list {
		out = append(out, r.Cells())
	}
	return out
}

func codes(list []roster.Change) (out []string) {
	for _, c := range list {
		out = append(out, c.Unit+" "+c.Code)
	}
	return out
}

func TestASheetSentBackUnchangedChangesNothing(t *testing.T) {
	got, faults, ok := roster.Read(sheet(rows()))
	if !ok || len(faults) > 0 {
		t.Fatalf("%v %v", faults, ok)
	}
	if list := roster.Diff(rows(), got); len(list) > 0 {
		t.Errorf("%v", codes(list))
	}
	if list := roster.Diff(rows(), got[:1]); len(list) > 0 {
		t.Errorf("a row left out: %v", codes(list))
	}
}

func TestEveryEditIsTold(t *testing.T) {
	for _, c := range []struct {
		row, cell  int
		words, got string
	}{
		{0, 1, "办事机构", "区林业局 kind"},
		{0, 2, "林业局、林业", "区林业局 short"},
		{1, 3, "", "万灵镇 old"},
		{0, 4, "小林（102）、小秦（105）", "区林业局 bind"},
		{0, 4, "", "区林业局 unbind"},
		{0, 5, "老王(106)", "区林业局 review"},
		{1, 5, "", "万灵镇 unreview"},
		{1, 6, "停用", "万灵镇 stop"},
		{0, 0, "区林业和草原局", "区林业和草原局 add"},
	} {
		s := sheet(rows())
		s[2+c.row][c.cell] = c.words
		got, faults, _ := roster.Read(s)
		list := codes(roster.Diff(rows(), got))
		if len(faults) > 0 || len(list) == 0 || list[0] != c.got {
			t.Errorf("%s: %v %v, want %s", c.words, list, faults, c.got)
		}
	}
}

func TestWhatCannotBeTakenOverIsTold(t *testing.T) {
	for _, c := range []struct {
		row, cell   int
		words, code string
	}{
		{0, 0, "", "noname"},
		{0, 1, "公司", "kind"},
		{0, 4, "小林", "person"},
		{0, 6, "撤了", "state"},
		{1, 2, "林业局", "taken"},
		{1, 5, "甲（1）、乙（2）", "reviewers"},
	} {
		s := sheet(rows())
		s[2+c.row][c.cell] = c.words
		list, faults, _ := roster.Read(s)
		if faults = append(faults, roster.Clashes(rows(), list)...); len(faults) == 0 || faults[0].Code != c.code {
			t.Errorf("%s: %v, want %s", c.words, faults, c.code)
		}
	}
	if _, _, ok := roster.Read([][]string{{"序号", "任务"}, {"1", "森林抚育"}}); ok {
		t.Error("another table was taken for a roster")
	}
}
