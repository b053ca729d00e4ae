package answer

import (
	"context"
	"slices"
	"strings"
	"testing"

	"liangshan/knowledge/corpus"
	"liangshan/knowledge/extract"
	"liangshan/knowledge/outline"
)

const poolTable = `# 青山县塘坝整治项目清单

| 序号 | 塘坝名称 | 所在地 | 总投资（万元） | 2024年 | 2025年 | 库容（万方） | 管护责任人 | 责任单位 |
| --- | --- | --- | --- | --- | --- | --- | --- | --- |
| 1 | 白鹭塘 | 东岭镇 | 120 | 80 | 40 | 3.5 | 何守田 | 县水利局 |
| 2 | 鲤鱼山塘 | 西坪镇 | 300 | 100 | 200 | 8 | 孟小河 | 县水利局 |
| 3 | 老鹰岩山塘 | 东岭镇 | 260 | 260 | 0 | 5.2 | 何守田 | 县农业农村局 |
| 合计 | | | 680 | 440 | 240 | 16.7 | | |
`

// A table of things is asked for one cell, for the rows that have a value or lie within
// a bound, for what has most, for sums; what it does not have is not taken from the next row.
func TestTablesAreAskedByRowColumnValueAndBound(t *testing.T) {
	f, err := extract.Read(context.Background(), "list.md", []byte(poolTable))
	if err != nil {
		t.Fatal(err)
	}
	s := &Shelf{Docs: []Doc{{ID: 1, Outline: outline.Read(f), State: Current}}, Roster: corpus.Roster(), Calendar: corpus.Calendar()}
	for _, c := range []struct {
		ask  string
		want []string
		not  string
	}{
		{"鲤鱼山塘25年投多少", []string{"鲤鱼山塘，2025年=200万元"}, "总投资"},
		{"老鹰岩总投资多少", []string{"老鹰岩山塘，总投资（万元）=260"}, "300"},
		{"白鹭塘的管护责任人是谁", []string{"白鹭塘，管护责任人=何守田"}, "孟小河"},
		{"何守田管哪几口塘", []string{"白鹭塘", "老鹰岩山塘"}, "鲤鱼"},
		{"东岭镇有哪些塘坝", []string{"白鹭塘", "老鹰岩山塘"}, "鲤鱼"},
		{"总投资不低于260万的有哪些", []string{"鲤鱼山塘，总投资（万元）：300", "老鹰岩山塘，总投资（万元）：260"}, "白鹭"},
		{"库容小于5万方的有哪几口", []string{"白鹭塘，库容（万方）：3.5"}, "鲤鱼"},
		{"东岭镇哪口塘投资最大", []string{"老鹰岩山塘，总投资（万元）=260"}, "鲤鱼"},
		{"东岭镇两个塘总投资加起来多少", []string{"380万元"}, "680"},
		{"白鹭塘和鲤鱼山塘哪个库容大", []string{"4.5"}, "老鹰岩"},
		{"三口塘总投资平均多少", []string{"226.67万元", "白鹭塘，总投资（万元）=120"}, "680"},
		{"一共几口塘坝", []string{"白鹭塘", "鲤鱼山塘", "老鹰岩山塘"}, "合计"},
		{"鲤鱼山塘每年投多少", []string{"鲤鱼山塘，2024年=100万元", "鲤鱼山塘，2025年=200万元"}, "300"},
		{"鲤鱼山塘哪年投得最多", []string{"鲤鱼山塘，2025年=200万元"}, "100"},
		{"哪年投资最多", []string{"合计，2024年=440万元"}, "240"},
		{"2024年一共投多少", []string{"合计，2024年=440万元"}, "680"},
		{"白龙塘的管护责任人是谁", nil, "何守田"},
		{"白鹭塘2026年投多少", nil, "40"},
	} {
		a := s.Ask(Question{Text: c.ask, Now: at("2024-06-10")})
		got := tableWords(&a)
		if c.want == nil && a.Kind == Answered {
			t.Errorf("%s: answered %q", c.ask, got)
		}
		for _, w := range c.want {
			if !slices.Contains(got, w) {
				t.Errorf("%s: got %q, want %q", c.ask, got, w)
			}
		}
		if all := strings.Join(got, "\n"); strings.Contains(all, c.not) {
			t.Errorf("%s: %q in %q", c.ask, c.not, all)
		}
	}
}

// tableWords are the cells, sums and rows of an answer.
func tableWords(a *Answer) []string {
	var out []string
	for _, l := range a.Lines {
		switch l.Code {
		case RowCell:
			out = append(out, l.Args[0]+"="+l.Text+strings.Join(l.Args[1:], ""))
		case Difference:
			out = append(out, l.Args[4])
		case Sum, Average:
			out = append(out, l.Args[len(l.Args)-1])
		case Quoted:
			out = append(out, l.Text)
		}
	}
	for _, r := range a.Rows {
		out = append(out, r.What)
	}
	return out
}

const stateTable = `# 青山县治水指标台账

| 序号 | 指标（任务）名称 | 单位 | 2024年目标 | 牵头单位 | 6月底完成值 | 状态 | 存在问题 | 完成时限 |
| --- | --- | --- | --- | --- | --- | --- | --- | --- |
| 1 | 清淤河道长度 | 公里 | 30 | 县水利局 | 31 | 已完成 | | 2024年10月底 |
| 2 | 新建湿地数量 | 处 | 4 | 县林业局 | 2 | 滞后 | 土方缺口大 | 2024年11月底 |
| 3 | 污水泵站改造 | 座 | 2 | 县水利局 | 0 | 受阻 | 用地未批 | 2024年12月底 |
`

// A column of states is asked by what it says, in whatever words; a row's problem is not its name.
func TestRowsAreAskedByHowTheyStand(t *testing.T) {
	f, err := extract.Read(context.Background(), "list.md", []byte(stateTable))
	if err != nil {
		t.Fatal(err)
	}
	s := &Shelf{Docs: []Doc{{ID: 1, Outline: outline.Read(f), State: Current}}, Roster: corpus.Roster(), Calendar: corpus.Calendar()}
	for ask, want := range map[string]string{
		"已经完成的有哪几项":  "清淤河道长度",
		"受阻的是哪一项":    "污水泵站改造",
		"哪些指标还没完成":   "新建湿地数量|污水泵站改造",
		"滞后的是哪个":     "新建湿地数量",
		"哪些完成了":      "清淤河道长度",
		"没完成的有哪些":    "新建湿地数量|污水泵站改造",
		"污水泵站为什么受阻":  "污水泵站改造，存在问题=用地未批",
		"新建湿地存在什么问题": "新建湿地数量，存在问题=土方缺口大",
	} {
		a := s.Ask(Question{Text: ask, Now: at("2024-07-10")})
		if got := strings.Join(tableWords(&a), "|"); got != want {
			t.Errorf("%s: %q, want %q", ask, got, want)
		}
	}
}
