package bot

import (
	"fmt"
	"testing"

	"liangshan/knowledge/corpus"
	"liangshan/store/day"
)

func TestOrdersAboutDigestsAreReadInManyWordings(t *testing.T) {
	today := day.Must("2022-07-06") // a Wednesday
	for text, want := range map[string]string{
		"每周五16:00发汇总":                 "weekly 5 0 false 16:00 true",
		"请每周五下午四点把汇总发到群里":             "weekly 5 0 false 16:00 true",
		"每星期五发周报":                     "weekly 5 0 false 16:00 true",
		"周报每周四17点发":                   "weekly 4 0 false 17:00 true",
		"每周一上午9点发上周汇总":                "weekly 1 0 true 09:00 true",
		"每周一发周报":                      "weekly 1 0 true 09:00 true",
		"每周五发汇总，只发我":                  "weekly 5 0 false 16:00 false",
		"每月25日发汇总":                    "monthly 0 25 false 16:00 true",
		"每月1号上午10点发上月月报":              "monthly 0 1 true 10:00 true",
		"每月底生成一次简报":                   "monthly 0 -1 false 16:00 true",
		"每月最后一个工作日15:30推送汇总":          "monthly 0 -1 false 15:30 true",
		"7月15日开推进会":                   "meeting 2022-07-15 1 16:00 true",
		"7月15日上午9点召开专题会暨推进会":          "meeting 2022-07-15 1 16:00 true",
		"下周五开例会，会前一天17:00发汇总":         "meeting 2022-07-15 1 17:00 true",
		"7月15日开推进会，当天8:30发汇总":         "meeting 2022-07-15 0 08:30 true",
		"推进会定在7月15日":                  "meeting 2022-07-15 1 16:00 true",
		"7月15日下午2点开会，提前3个工作日上午10点发汇总": "meeting 2022-07-15 3 10:00 true",
		"后天开调度会":                      "meeting 2022-07-08 1 16:00 true",
		"每周发汇总":                       "fault weekday",
		"每月发汇总":                       "fault monthday",
		"7月15日的推进会改到7月18日召开推进会":       "fault moved",
		"取消7月15日的推进会":                 "cancel meeting 2022-07-15",
		"停发每周汇总":                      "cancel weekly",
		"不再发月报":                       "cancel monthly",
		"汇总安排":                        "list",
		"会议安排":                        "list",
	} {
		o, ok := readDigestOrder(text, today, corpus.Calendar())
		if got := digestText(o, ok); got != want {
			t.Errorf("%s: %s, want %s", text, got, want)
		}
	}
	for _, text := range []string{
		"本周汇总", "7月汇总", "每周二17:00前报送，周一上午提醒", "2月21日召开创建动员大会", "7月15日开推进会吗", "7月15日的推进会要准备什么", "推进会什么时候开",
		"已于7月5日召开推进会", "每月召开1次专题会", "7月15日前完成初稿修正", "8月底前召开推进会", "暂停提醒", "取消任务12", "谁还没报", "森林抚育完成2600亩", "每月25日前报送，提前2天提醒",
		"7月20日组织会议代表视察，已完成踏勘", "会前", "",
	} {
		if o, ok := readDigestOrder(text, today, corpus.Calendar()); ok {
			t.Errorf("%s is no order about digests, read %s", text, digestText(o, ok))
		}
	}
}

func digestText(o digestOrder, ok bool) string {
	g := o.Digest
	switch {
	case !ok:
		return "none"
	case o.Fault != "":
		return "fault " + o.Fault
	case o.Kind == digestList:
		return "list"
	case o.Kind == digestCancel && g.Cadence == "meeting":
		return fmt.Sprintf("cancel meeting %s", g.Day)
	case o.Kind == digestCancel:
		return "cancel " + string(g.Cadence)
	case g.Cadence == "meeting":
		return fmt.Sprintf("meeting %s %d %s %t", g.Day, g.Ahead, g.At, g.Group)
	}
	return fmt.Sprintf("%s %d %d %t %s %t", g.Cadence, g.Weekday, g.MonthDay, g.Following, g.At, g.Group)
}
