package progress

import (
	"testing"
	"time"

	"liangshan/store/day"
)

// What stands on a card is a name, not the piece of a sentence.
func TestTasksAndFiguresAreNamedAsAnOfficialWould(t *testing.T) {
	r := roster(t)
	sent := time.Date(2022, 10, 10, 9, 0, 0, 0, day.Beijing)
	for _, c := range []struct{ text, hint, metric string }{
		{"规划和方案区政府常务会议已通过", "规划和方案", ""},
		{"创建方案镇政府已审定印发", "创建方案", ""},
		{"GDP占比达到12.5%", "GDP占比", "GDP占比"},
		{"人居环境整治评比排第2", "人居环境整治评比", "人居环境整治评比"},
		{"人居环境整治评比全区第3名", "人居环境整治评比", "人居环境整治评比"},
		{"森林抚育完成2600亩", "森林抚育", "森林抚育面积"},
		{"绿化造林面积新增1200亩", "绿化造林面积", "新增绿化造林面积"},
		{"高标准农田建成3.6万亩", "高标准农田", "高标准农田建成面积"},
		{"垃圾分类覆盖率达到85%", "垃圾分类", "垃圾分类覆盖率"},
		{"节能减排完成投资300万元", "节能减排", "完成投资"},
		{"违法建设行为查处12起", "违法建设行为", "违法建设行为查处"},
	} {
		got := Read(Message{Text: c.text, Department: "区林业局", Sent: sent}, nil, r)
		if len(got.Records) != 1 {
			t.Errorf("%s: %d records", c.text, len(got.Records))
			continue
		}
		rec := got.Records[0]
		if rec.TaskHint != c.hint {
			t.Errorf("%s: task %q, want %q", c.text, rec.TaskHint, c.hint)
		}
		if c.metric != "" && (len(rec.Metrics) == 0 || rec.Metrics[0].Name != c.metric) {
			t.Errorf("%s: metrics %+v, want %q", c.text, rec.Metrics, c.metric)
		}
	}
}
