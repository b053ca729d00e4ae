package duty

import (
	"strings"

	"liangshan/knowledge/outline"
)

// column says what the cells under a header mean.
type column int

const (
	other column = iota
	serial
	category
	work
	indicator
	lead
	support
	responsible // one column for all units: the first leads
	deadline
	target
	place
)

// headers are the words by which plans call their columns, the more telling first.
var headers = []struct {
	means column
	words []string
}{
	{serial, []string{"序号", "编号"}},
	{support, []string{"配合", "参与单位", "参加单位", "协办", "协同", "协助"}},
	{lead, []string{"牵头", "主责", "主办", "主体责任"}},
	{responsible, []string{"责任单位", "责任部门", "责任主体", "承办单位", "落实单位", "实施单位", "责任领导单位", "负责单位", "负责部门"}},
	{deadline, []string{"时限", "完成时间", "时间节点", "时间要求", "完成期限", "期限", "完成日期", "进度安排", "实施时间"}},
	{target, []string{"目标值", "预期目标", "年度目标", "考核目标", "指标值", "目标", "参考值", "工作要求", "量化"}},
	{indicator, []string{"指标名称", "指标"}},
	{category, []string{"类别", "领域", "分类", "任务类别", "方面", "板块"}},
	{place, []string{"断面", "河流", "地点", "适用范围", "区域", "点位"}},
	{work, []string{"任务", "措施", "内容", "事项", "工作", "项目", "问题"}},
}

// meaning finds what a header means. 单位 alone is a unit of measure, not a body.
func meaning(header string) column {
	h := strings.NewReplacer(" ", "", "\n", "", "　", "").Replace(header)
	for _, x := range headers {
		for _, w := range x.words {
			if strings.Contains(h, w) {
				return x.means
			}
		}
	}
	return other
}

// columns maps a row's cells by what they mean; of two of one kind the more detailed comes later and wins for work.
type columns map[column][]outline.Cell

func columnsOf(c outline.Clause) columns {
	out := columns{}
	for _, cell := range c.Cells {
		m := meaning(cell.Header)
		if m == target && (strings.Contains(cell.Header, "措施") || strings.Contains(cell.Header, "任务")) {
			m = work
		}
		out[m] = append(out[m], cell)
	}
	return out
}

// text joins what stands under a meaning, each value once.
func (c columns) text(m column) string {
	var parts []string
	for _, cell := range c[m] {
		t := strings.TrimSpace(cell.Text)
		if t != "" && (len(parts) == 0 || parts[len(parts)-1] != t) {
			parts = append(parts, t)
		}
	}
	return strings.Join(parts, " ")
}

// last is the innermost value under a meaning: a general column comes before the particular one.
func (c columns) last(m column) (outline.Cell, bool) {
	for i := len(c[m]) - 1; i >= 0; i-- {
		if strings.TrimSpace(c[m][i].Text) != "" {
			return c[m][i], true
		}
	}
	return outline.Cell{}, false
}

// isRegister reports whether a row belongs to a table that assigns work: it says
// what, and at least who, by when, or how much.
func (c columns) isRegister() bool {
	what := len(c[work]) + len(c[indicator])
	return what > 0 && len(c[lead])+len(c[responsible])+len(c[deadline])+len(c[target]) > 0
}
