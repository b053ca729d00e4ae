package bot

import (
	"encoding/json"
	"testing"

	"liangshan/knowledge/corpus"
	"liangshan/store"
	"liangshan/store/day"
)

// A coordinator's plain words become a rule; what is not about rules is left alone.
func TestPlainWordsBecomeRules(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"每周二17:00前报送，周一上午提醒", `weekly {"weekday":2,"due":"17:00","ahead":1,"at":"09:00"}`},
		{"每周二１７：００前报送，周一上午提醒。", `weekly {"weekday":2,"due":"17:00","ahead":1,"at":"09:00"}`},
		{"每周二下午5点前报送，前一天下午3点提醒", `weekly {"weekday":2,"due":"17:00","ahead":1,"at":"15:00"}`},
		{"每周五下班前报送，当天上午10点半提醒", `weekly {"weekday":5,"due":"18:00","at":"10:30"}`},
		{"每周四中午12点前报送本周进展", `weekly {"weekday":4,"due":"12:00","ahead":1,"workdays":true,"at":"09:00"}`},
		{"每个星期三前上报进展，提前两天提醒", `weekly {"weekday":3,"due":"24:00","ahead":2,"at":"09:00"}`},
		{"每周一前报送", `weekly {"weekday":1,"following":true,"due":"24:00","ahead":1,"workdays":true,"at":"09:00"}`},
		{"每周二前报送上周进展，提前1个工作日提醒", `weekly {"weekday":2,"following":true,"due":"24:00","ahead":1,"workdays":true,"at":"09:00"}`},
		{"每周一上午提醒，周二17时前报送", `weekly {"weekday":2,"due":"17:00","ahead":1,"at":"09:00"}`},
		{"每周日前报送，周五提醒", `weekly {"due":"24:00","ahead":2,"at":"09:00"}`},
		{"每周二17:00前报送，提前3天和1天提醒", `weekly {"weekday":2,"due":"17:00","ahead":1,"at":"09:00"}`},
		{"请改为每周二17:00前报送并提前1天10点提醒", `weekly {"weekday":2,"due":"17:00","ahead":1,"at":"10:00"}`},

		{"每两周周五前报送，提前一天提醒", `fortnightly {"weekday":5,"anchor":"2022-06-27","due":"24:00","ahead":1,"at":"09:00"}`},
		{"隔周周二17:00前报送", `fortnightly {"weekday":2,"anchor":"2022-07-04","due":"17:00","ahead":1,"workdays":true,"at":"09:00"}`},
		{"双周周三报送，周二提醒", `fortnightly {"weekday":3,"anchor":"2022-07-04","due":"24:00","ahead":1,"at":"09:00"}`},
		{"单周周三报送，周二提醒", `fortnightly {"weekday":3,"anchor":"2022-06-27","due":"24:00","ahead":1,"at":"09:00"}`},

		{"每月25日前报送，提前2天提醒", `monthly {"month_day":25,"due":"24:00","ahead":2,"at":"09:00"}`},
		{"每月25号17:00前报，23号下午提醒", `monthly {"month_day":25,"due":"17:00","ahead":2,"at":"15:00"}`},
		{"每月二十五日前报送，提前三个工作日上午提醒", `monthly {"month_day":25,"due":"24:00","ahead":3,"workdays":true,"at":"09:00"}`},
		{"每月5日前报送上月进展", `monthly {"month_day":5,"following":true,"due":"24:00","ahead":1,"workdays":true,"at":"09:00"}`},
		{"每月10日前报送", `monthly {"month_day":10,"following":true,"due":"24:00","ahead":1,"workdays":true,"at":"09:00"}`},
		{"每月10日前报送本月进展", `monthly {"month_day":10,"due":"24:00","ahead":1,"workdays":true,"at":"09:00"}`},
		{"每月末报送，提前一周提醒", `monthly {"month_day":31,"due":"24:00","ahead":7,"at":"09:00"}`},
		{"每月最后一个工作日17:00前报送", `monthly {"month_day":-1,"due":"17:00","ahead":1,"workdays":true,"at":"09:00"}`},

		{"每月10日、25日前报送", `days {"days":[10,25],"due":"24:00","ahead":1,"workdays":true,"at":"09:00"}`},
		{"每月10日，25日前报送，提前2天提醒", `days {"days":[10,25],"due":"24:00","ahead":2,"at":"09:00"}`},
		{"每月10、25日17:00前报送", `days {"days":[10,25],"due":"17:00","ahead":1,"workdays":true,"at":"09:00"}`},
		{"每月五日、十五日和二十五日前报送，提前一天提醒", `days {"days":[5,15,25],"due":"24:00","ahead":1,"at":"09:00"}`},
		{"每月15日和月底前报送", `days {"days":[15,31],"due":"24:00","ahead":1,"workdays":true,"at":"09:00"}`},
		{"每旬末前报送", `days {"days":[10,20,31],"due":"24:00","ahead":1,"workdays":true,"at":"09:00"}`},
		{"每半月报送一次，提前1天提醒", `days {"days":[15,31],"due":"24:00","ahead":1,"at":"09:00"}`},
		{"每半个月报送一次，提前1天提醒", `days {"days":[15,31],"due":"24:00","ahead":1,"at":"09:00"}`},

		{"每季度末月25日前报送", `quarterly {"month_day":25,"month":3,"due":"24:00","ahead":1,"workdays":true,"at":"09:00"}`},
		{"每季度最后一个月25日17:00前报送，提前3天提醒", `quarterly {"month_day":25,"month":3,"due":"17:00","ahead":3,"at":"09:00"}`},
		{"每个季度末月二十五日前报送，23日提醒", `quarterly {"month_day":25,"month":3,"due":"24:00","ahead":2,"at":"09:00"}`},
		{"每季度末前报送，提前一周提醒", `quarterly {"month_day":31,"month":3,"due":"24:00","ahead":7,"at":"09:00"}`},
		{"每季度最后一个工作日前报送", `quarterly {"month_day":-1,"month":3,"due":"24:00","ahead":1,"workdays":true,"at":"09:00"}`},
		{"每季度首月10日前报送上季度进展", `quarterly {"month_day":10,"month":1,"following":true,"due":"24:00","ahead":1,"workdays":true,"at":"09:00"}`},
		{"每季度首月10日前报送", `quarterly {"month_day":10,"month":1,"following":true,"due":"24:00","ahead":1,"workdays":true,"at":"09:00"}`},
		{"每季度次月5日前报送", `quarterly {"month_day":5,"month":1,"following":true,"due":"24:00","ahead":1,"workdays":true,"at":"09:00"}`},
		{"每季度结束后10日内报送", `quarterly {"month_day":10,"month":1,"following":true,"due":"24:00","ahead":1,"workdays":true,"at":"09:00"}`},
		{"每季度第二个月15日前报送，提前2天提醒", `quarterly {"month_day":15,"month":2,"due":"24:00","ahead":2,"at":"09:00"}`},
		{"每年3月、6月、9月、12月25日前报送", `quarterly {"month_day":25,"month":3,"due":"24:00","ahead":1,"workdays":true,"at":"09:00"}`},
		{"每半年报送一次，6月30日、12月31日前报送", `halfyearly {"month_day":31,"month":6,"due":"24:00","ahead":1,"workdays":true,"at":"09:00"}`},
		{"每季度报送一次，末月25日前", `quarterly {"month_day":25,"month":3,"due":"24:00","ahead":1,"workdays":true,"at":"09:00"}`},
		{"每周报送一次，周五17:00前，提前1天提醒", `weekly {"weekday":5,"due":"17:00","ahead":1,"at":"09:00"}`},
		{"每半年末前报送，提前5个工作日提醒", `halfyearly {"month_day":31,"month":6,"due":"24:00","ahead":5,"workdays":true,"at":"09:00"}`},
		{"每半年末月20日前报送", `halfyearly {"month_day":20,"month":6,"due":"24:00","ahead":1,"workdays":true,"at":"09:00"}`},
		{"每年6月底、12月底前报送", `halfyearly {"month_day":31,"month":6,"due":"24:00","ahead":1,"workdays":true,"at":"09:00"}`},
		{"每年6月30日、12月31日前报送，提前3天提醒", `halfyearly {"month_day":31,"month":6,"due":"24:00","ahead":3,"at":"09:00"}`},
		{"每年1月10日、7月10日前报送上半年进展", `halfyearly {"month_day":10,"month":1,"following":true,"due":"24:00","ahead":1,"workdays":true,"at":"09:00"}`},
		{"每年12月20日前报送，提前7天提醒", `yearly {"month_day":20,"month":12,"due":"24:00","ahead":7,"at":"09:00"}`},
		{"每年年底前报送", `yearly {"month_day":31,"month":12,"due":"24:00","ahead":1,"workdays":true,"at":"09:00"}`},
		{"每年1月15日前报送上年度进展", `yearly {"month_day":15,"month":1,"following":true,"due":"24:00","ahead":1,"workdays":true,"at":"09:00"}`},
		{"每季度25日前报送，提前1天提醒", "fault nomonth"},
		{"每季度末月最后两天报送，提前1天提醒", "fault day"},
		{"每月10日、25日前报送，8日提醒", "fault noahead"},
		{"每年3月、5月20日前报送，提前1天提醒", "fault nomonth"},

		{"节点提醒：提前7天和1天", `task {"due":"00:00","steps":[7,1],"at":"09:00"}`},
		{"节点提醒", `task {"due":"00:00","steps":[30,7,1,0],"overdue":true,"at":"09:00"}`},
		{"节点提醒：提前30天、7天、1天和当天，逾期每周提醒，上午10点", `task {"due":"00:00","steps":[30,7,1,0],"overdue":true,"at":"10:00"}`},
		{"到期前提醒：提前一个月、一周", `task {"due":"00:00","steps":[30,7],"at":"09:00"}`},
		{"任务到期提醒，提前30、7、1天", `task {"due":"00:00","steps":[30,7,1],"at":"09:00"}`},

		{"每周二17:00前报送，当天18:00提醒", "fault toolate"},
		{"每周报送，周一提醒", "fault day"},
		{"每周二、周四前报送，提前1天提醒", "fault day"},
		{"每月5日、20日前报送上月进展，提前1天提醒", "fault day"},
		{"每月32日前报送，提前1天提醒", "fault day"},
		{"每周一上午提醒", "fault nodue"},

		{"提醒规则", "list"},
		{"查看提醒规则", "list"},
		{"暂停提醒", "pause"},
		{"请先暂停提醒", "pause"},
		{"暂停提醒到10月8日", "pause 2022-10-08"},
		{"恢复提醒", "resume"},
		{"免打扰20:30到7:30", "quiet 20:30-07:30"},
		{"免打扰时间晚上8点至早上8点", "quiet 20:00-08:00"},
		{"免打扰", "fault quiet"},

		{"林业局请假到8月20日", "leave 林业局 2022-07-06..2022-08-20"},
		{"区林业局8月15日至8月20日请假", "leave 区林业局 2022-08-15..2022-08-20"},
		{"万灵镇从7月18日起请假到7月22日", "leave 万灵镇 2022-07-18..2022-07-22"},
		{"水利局请假三天", "leave 水利局 2022-07-06..2022-07-08"},
		{"水利局请假一周", "leave 水利局 2022-07-06..2022-07-12"},
		{"林业局请假至下周五", "leave 林业局 2022-07-06..2022-07-15"},
		{"林业局7月8日请假", "leave 林业局 2022-07-08..2022-07-08"},
		{"林业局请假", "fault leave"},
		{"林业局请假到7月1日", "fault past"},
		{"林业局已销假", "back 林业局"},

		{"每月25日前报送什么材料？", ""},
		{"每周二前要报送哪些内容", ""},
		{"每周二前报送的进展已收齐", ""},
		{"每周报送的简报印发3期", ""},
		{"每个季度报一次", ""},
		{"每年植树3次，每次都报送照片", ""},
		{"各单位每月25日前报送进展", ""},
		{"谁请假了", ""},
		{"请假到8月20日", ""},
		{"森林抚育完成2600亩，占全年任务的65%", ""},
		{"提醒林业局抓紧", ""},
		{"", ""},
	} {
		t.Run(c.text, func(t *testing.T) {
			o, ok := readRemindOrder(c.text, day.Must("2022-07-06"), corpus.Calendar())
			if got := written(t, o, ok); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}

func written(t *testing.T, o remindOrder, ok bool) string {
	switch {
	case !ok:
		return ""
	case o.Fault != "":
		return "fault " + o.Fault
	case o.Kind == orderRule:
		b, err := json.Marshal(o.Rule.Schedule)
		if err != nil {
			t.Fatal(err)
		}
		return string(o.Rule.Cadence) + " " + string(b)
	case o.Kind == orderLeave:
		return "leave " + o.Unit + " " + o.From.String() + ".." + o.To.String()
	case o.Kind == orderQuiet:
		return "quiet " + o.Quiet.From.String() + "-" + o.Quiet.To.String()
	case o.Kind == orderBack:
		return "back " + o.Unit
	case !o.To.IsZero():
		return string(o.Kind) + " " + o.To.String()
	}
	return string(o.Kind)
}

// Whatever is written, a rule that is read can be kept: its clocks and days exist.
func FuzzRemindOrder(f *testing.F) {
	for _, s := range []string{"每周二17:00前报送，周一上午提醒", "每月最后一个工作日", "节点提醒：提前7天和1天", "林业局请假到8月20日", "免打扰25:00到8:00", "每月99日前报送提前99月提醒", "每月10日、25日前报送", "每季度末月25日前报送", "每年6月底、12月底前报送"} {
		f.Add(s)
	}
	cal := corpus.Calendar()
	f.Fuzz(func(t *testing.T, s string) {
		o, ok := readRemindOrder(s, day.Must("2022-07-06"), cal)
		if !ok || o.Fault != "" {
			return
		}
		if o.Kind == orderLeave && (o.To.Before(o.From) || o.Unit == "") {
			t.Errorf("%q: leave %v", s, o)
		}
		r := o.Rule
		if r.Due < 0 || r.Due > store.EndOfDay || r.At < 0 || r.At >= store.EndOfDay || r.Ahead < 0 || r.MonthDay > 31 || r.MonthDay < -1 {
			t.Errorf("%q: %+v", s, r)
		}
		if o.Kind == orderRule && r.Cadence != store.ByTask {
			p := r.Period(day.Must("2022-07-06"))
			if !r.RemindAt(p, cal).Before(r.CutOff(p, cal)) {
				t.Errorf("%q: asked %s, due %s", s, r.RemindAt(p, cal), r.CutOff(p, cal))
			}
		}
	})
}
