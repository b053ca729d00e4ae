package bot

import (
	"fmt"
	"testing"

	"liangshan/knowledge/corpus"
	"liangshan/knowledge/units"
	"liangshan/store/day"
)

func TestQuestionsOverTheRecordAreReadInManyWordings(t *testing.T) {
	today := day.Must("2022-10-10")
	roster := units.New([]units.Unit{{Name: "区林业局", Kind: "department", Aliases: []string{"林业局"}}, {Name: "区水利局", Kind: "department", Aliases: []string{"水利局"}}, {Name: "万灵镇", Kind: "town"}})
	for text, want := range map[string]string{
		"林业局上周报了什么":      "said 区林业局  2022-W40",
		"上周林业局报送了哪些进展":   "said 区林业局  2022-W40",
		"林业局最近报了啥":       "said 区林业局  ",
		"水利局9月都报了些什么？":   "said 区水利局  2022-09",
		"上周报了什么":         "said   2022-W40",
		"万灵镇报了几次":        "said 万灵镇  ",
		"林业局上周的报送记录":     "said 区林业局  2022-W40",
		"清流河那个卡在哪里":      "stuck  清流河 ",
		"清流河护岸卡在哪儿了":     "stuck  清流河护岸 ",
		"清流河护岸为什么推不动":    "stuck  清流河护岸 ",
		"请问马鞍河清淤为什么还没完成": "stuck  马鞍河清淤 ",
		"污水管网遇到什么困难":     "stuck  污水管网 ",
		"护岸建设受阻的原因是什么":   "stuck  护岸建设 ",
		"哪些任务两周没动了":      "still 14",
		"哪些任务两个星期没有进展":   "still 14",
		"超过14天没报进展的任务":   "still 14",
		"有什么任务好久没更新了":    "still 14",
		"一个月没有报送的任务有哪些":  "still 30",
		"林业局哪些任务十天没动":    "still 10 区林业局",
		"规划送审到哪一步了":      "state  规划送审 ",
		"规划送审进行到哪一步":     "state  规划送审 ",
		"古树挂牌做到哪了":       "state  古树挂牌 ",
		"森林抚育完成多少了":      "state  森林抚育 ",
		"马鞍河清淤进展如何":      "state  马鞍河清淤 ",
		"马鞍河清淤到什么程度了":    "state  马鞍河清淤 ",
		"水利局的护岸建设怎么样了":   "state 区水利局 护岸建设 ",
	} {
		q, ok := readRecordQuestion(text, today, corpus.Calendar(), roster)
		got := fmt.Sprintf("%s %s %s %s", q.Kind, q.Unit, q.Words, q.Span.Key)
		if q.Kind == askStill {
			got = fmt.Sprintf("still %d", q.Days)
			if q.Unit != "" {
				got += " " + q.Unit
			}
		}
		if !ok || got != want {
			t.Errorf("%s: %t %q, want %q", text, ok, got, want)
		}
	}
	for _, text := range []string{
		"森林抚育完成2600亩，占全年任务的65%", "护岸建设卡住了，用地没批", "本周无新进展", "林业局有新进展：森林抚育完成2600亩", "任务两周没有进展，因汛期停工", "国家级基地哪年创成",
		"谁还没报", "哪些单位两周没报了", "规划什么时候发布", "什么单位牵头", "本周汇总", "我的任务", "问题清单", "每周二前报送什么", "", "报了",
	} {
		if q, ok := readRecordQuestion(text, today, corpus.Calendar(), roster); ok {
			t.Errorf("%s is no question over the record, read %+v", text, q)
		}
	}
}
