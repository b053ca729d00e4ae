package progress

import (
	"strings"
	"testing"
)

// A half behind the unit is part of the figure.
func TestHalves(t *testing.T) {
	tell := teller(t)
	for said, want := range map[string]Metric{
		"三公里半": {Value: 3.5, Unit: "公里"}, "两亩半": {Value: 2.5, Unit: "亩"}, "5公里半": {Value: 5.5, Unit: "公里"}, "十二吨半": {Value: 12.5, Unit: "吨"}, "3公里": {Value: 3, Unit: "公里"}, "3.5公里": {Value: 3.5, Unit: "公里"},
	} {
		for _, form := range []string{"污水管网铺了{}", "清淤完成{}", "河道治理累计{}，进展顺利"} {
			text := strings.ReplaceAll(form, "{}", said)
			rs := tell("荣隆镇", text).Records
			if len(rs) != 1 || len(rs[0].Metrics) != 1 || rs[0].Metrics[0].Value != want.Value || rs[0].Metrics[0].Unit != want.Unit || rs[0].Percent != nil {
				t.Errorf("%s: %+v", text, rs)
			}
		}
	}
}

// A task is named by its nouns: neither by the verbs of a correction, nor short of
// the part of a name that is a unit or filler elsewhere.
func TestTaskNames(t *testing.T) {
	tell := teller(t)
	for text, want := range map[string]string{
		"修改为2700亩": "", "更正为2700亩": "", "森林抚育修改为2700亩": "森林抚育", "森林抚育更正为2700亩": "森林抚育", "上面那个绿色工厂是6家，打错了": "绿色工厂",
		"淘汰落后设备12台": "淘汰落后设备", "再生水厂建成": "再生水厂建设", "“美丽中国行动者”活动开展3场": "“美丽中国行动者”活动", "营造林超额完成": "营造林", "民宿填错了，是3家": "民宿",
	} {
		rs := tell("区林业局", text).Records
		if len(rs) != 1 || rs[0].TaskHint != want {
			t.Errorf("%s: %+v", text, rs)
		}
	}
}
