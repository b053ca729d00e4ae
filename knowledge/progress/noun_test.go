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
		{"高标准农田建成3.6万亩", "高标准农田建设", "建成高标准农田面积"},
		{"垃圾分类覆盖率达到85%", "垃圾分类", "垃圾分类覆盖率"},
		{"节能减排完成投资300万元", "节能减排", "完成投资"},
		{"口袋绿地建成3处", "口袋绿地建设", "建成口袋绿地"},
		{"垃圾分类投放点新建15处，任务是20处", "垃圾分类投放点建设", "新建垃圾分类投放点"},
		{"垃圾池拆了七成", "垃圾池拆除", ""},
		{"厕所改了一半", "厕所改造", ""},
		{"项目库报了11个", "项目库申报", "申报项目库"},
		{"口袋公园5个已开工4个", "口袋公园建设", "口袋公园总数"},
		{"公厕改造7/12", "公厕改造", "已改造公厕"},
		{"海绵城市示范项目4个在建，2个完工", "海绵城市示范项目建设", "在建"},
		{"中小学生态研学3批次", "中小学生态研学", "中小学生态研学"},
		{"民宿排污改造，28家里面还有5家没动", "民宿排污改造", "改造"},
		{"化粪池接管180户（总240）", "化粪池接管", "化粪池接管"},
		{"露天烧烤联合执法3次", "露天烧烤联合执法", "联合执法"},
		{"占道经营整治劝离35个摊位", "占道经营整治", "劝离摊位"},
		{"餐饮油烟检查62家餐饮店", "餐饮油烟检查", "检查餐饮店"},
		{"评审会开了，专家提了12条意见", "评审会", "专家意见"},
		{"再生资源回收站建成16个/20个", "再生资源回收站建设", "建成再生资源回收站"},
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
