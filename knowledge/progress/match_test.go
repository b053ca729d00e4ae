package progress

import (
	"reflect"
	"testing"
)

var register = []Open{
	{ID: 1, What: "实施濑溪河、清流河水生态修复", Target: "", Lead: true},
	{ID: 2, What: "开展马鞍河清淤整治", Target: "4.6公里", Lead: true},
	{ID: 3, What: "持续加强污水处理“厂网”一体建设", Target: "新建管网20公里"},
	{ID: 4, What: "推进“厕所革命”，完成农村户厕改造", Target: "2000户", Lead: true},
	{ID: 5, What: "生活垃圾分类和资源化利用", Lead: true},
	{ID: 6, What: "深入推进“河长制”工作，强化“一河一策”方案实施"},
	{ID: 7, What: "城区污水管网改造", Target: "12公里"},
	{ID: 8, What: "乡镇污水管网改造", Target: "30公里"},
}

// TestMatch: a report finds its task by meaning, figure and unit; what may be two tasks is asked.
func TestMatch(t *testing.T) {
	for _, c := range []struct {
		hint, text string
		task       int64
		choices    []int64
	}{
		{"马鞍河清淤", "马鞍河清淤完成3.2公里", 2, nil},
		{"清流河生态修复", "清流河生态修复：已完成护岸1.8km", 1, nil},
		{"户厕改造", "户厕改造累计1850户", 4, nil},
		{"厕所", "厕所改了一半多点", 4, nil},
		{"垃圾分类", "垃圾分类覆盖12个村", 5, nil},
		{"河长制巡河", "河长制巡河126次", 6, nil},
		{"乡镇污水管网", "乡镇污水管网改造9公里", 8, nil},
		{"污水管网改造", "污水管网改造完成60%", 0, []int64{7, 8, 3}},
		{"古树名木挂牌", "古树名木挂牌完成126株", 0, nil},
		{"", "还没动", 0, nil},
	} {
		task, choices := Match(c.hint, c.text, register)
		if task != c.task || !reflect.DeepEqual(choices, c.choices) {
			t.Errorf("%s: task %d, choices %v; want %d, %v", c.text, task, choices, c.task, c.choices)
		}
	}
}
