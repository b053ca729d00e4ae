package bot

import (
	"fmt"
	"testing"

	"liangshan/knowledge/corpus"
	"liangshan/store/day"
)

// A department asks for leave in its own words; a person's leave, a report and a
// question are other things. 2022-10-12 is a Wednesday.
func TestADepartmentAsksForLeave(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"区林业局下周请假", "区林业局 2022-10-17..2022-10-23"},
		{"我局下周请假", " 2022-10-17..2022-10-23"},
		{"本单位10月17日至10月21日请假", " 2022-10-17..2022-10-21"},
		{"下周请假", " 2022-10-17..2022-10-23"},
		{"本周无人值守，申请免报", " 2022-10-10..2022-10-16"},
		{"因下周全员培训，我局申请免报", " 2022-10-17..2022-10-23"},
		{"下周一至周三全员培训，申请免报", " 2022-10-17..2022-10-19"},
		{"下周一到周五停报", " 2022-10-17..2022-10-21"},
		{"申请停报到11月20日", " 2022-10-12..2022-11-20"},
		{"办公楼搬迁，申请免于报送至下周五", " 2022-10-12..2022-10-21"},
		{"我们局请假三天", " 2022-10-12..2022-10-14"},
		{"水利局从10月20日起请假5天", "水利局 2022-10-20..2022-10-24"},
		{"万灵镇申请明天暂停报送", "万灵镇 2022-10-13..2022-10-13"},
		{"本月申请免报，驻村力量全部防汛", " 2022-10-01..2022-10-31"},

		{"我下周请假", "person"},
		{"张小明下周请假", "person"},
		{"申请免报", "fault leave"},
		{"我局请假", "fault leave"},
		{"上周申请免报", "fault past"},
		{"销假", "back"},
		{"区林业局已销假", "back 区林业局"},
		{"我局恢复报送", "back"},

		{"可以申请免报吗？", ""},
		{"谁请假了", ""},
		{"森林抚育完成2600亩，两名护林员请假", ""},
		{"森林抚育完成2600亩，下周请假", ""},
		{"巡山员下周请假5人次，已调配人手", ""},
		{"本周无新进展", ""},
		{"古树名木挂牌保护申请延期到11月20日，因汛期停工", ""},
		{"", ""},
	} {
		t.Run(c.text, func(t *testing.T) {
			a, ok := readAbsence(c.text, day.Must("2022-10-12"), corpus.Calendar())
			got := fmt.Sprintf("%s %s..%s", a.Unit, a.From, a.To)
			switch {
			case !ok:
				got = ""
			case a.Back && a.Unit == "":
				got = "back"
			case a.Back:
				got = "back " + a.Unit
			case a.Personal:
				got = "person"
			case a.Fault != "":
				got = "fault " + a.Fault
			}
			if got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}
