package progress

import (
	"strings"
	"testing"
)

// Nothing to report is a report, in whatever words.
func TestNilReports(t *testing.T) {
	tell := teller(t)
	nils := strings.Fields(`无 无新进展 暂无进展 零进展 0进展 没动静 没啥新的 没什么新的 没得啥新的 没推进 没怎么推进 没有要报的 暂时没有要报的 没啥要报的 无实质性进展 没有实质性进展
		没什么进展 没得进展 没变化 没啥变化 老样子 还是老样子 没有新情况 零报告 无更新 没起色 原地踏步 与上月持平 和上周一样 跟上周差不多 同上期 没进展 没有新变化 无可报的`)
	frames := []string{"{}", "本周{}", "这周{}", "我们{}", "我镇本周{}", "本周{}。", "目前{}", "国庆放假，本周{}", "领导好，本周{}", "本周{}，特此报告", "收到，{}"}
	n := 0
	for _, w := range nils {
		for _, f := range frames {
			text := strings.ReplaceAll(f, "{}", w)
			r := tell("万灵镇", text)
			n++
			if !r.ShouldRecord || !r.Nil || len(r.Records) != 1 || r.Records[0].TaskHint != "" || len(r.Records[0].Metrics) > 0 || r.Records[0].Percent != nil || r.Records[0].Status != InProgress {
				t.Errorf("%s: %s %v %+v", text, r.Intent, r.Flags, r.Records)
			}
		}
	}
	t.Logf("nil: %d", n)
}

// What an office says round its work is not the work.
func TestNotRecorded(t *testing.T) {
	tell := teller(t)
	forms := map[string][]string{
		"明早{t}区政府大门口集合，统一乘车|系统升级，今天{t}暂停使用|下午{t}三楼会议室开会|{t}到农业园区门口签到|今晚{t}停电检修|平台{t}维护":                            {"8点半", "9点", "14:30", "18点"},
		"要求{d}8月底前完成整改率达到100%|根据会议安排，由{d}牵头，9月底前完成清淤5公里|由{d}负责，年底前建成公园3个|责成{d}本月内完成整治20家":                          {"各单位", "各镇街", "区水利局", "区林业局"},
		"昨天开会的时候领导说{d}只完成了一半|书记讲{d}完成80%|群里说{d}建成5个公园|听说{d}已经完成了":                                                  {"区水利局", "区林业局", "万灵镇", "昌元街道"},
		"链接：https://example.com/news/{n}.html|https://example.com/a?id={n}|看这个 https://example.com/{n}/index.html": {"123", "20220701", "5"},
		"{p}完成任务！|{p}完成各项任务|我们{p}完成任务💪💪|{p}落实好":                                                                    {"保证", "一定", "坚决", "全力"},
		"{g}打不开了，咋个弄|{g}登不上|{g}老是闪退怎么办|{g}进不去了":                                                                    {"巡河APP", "系统", "填报平台", "小程序"},
		"11号的会我们参加{n}人|明天的会议我局派{n}人|下午那个会我们去{n}个人":                                                                 {"1", "2", "3"},
		"{w}说这个事情要抓紧了|会上{w}讲大家要努力了":                                                                                {"领导", "书记", "主任"},
		"小王他们科室{w}到新办公楼了|老李{w}到三楼了":                                                                                {"搬"},
		"各位领导我下周要去{w}开会了|我明天去{w}学习":                                                                                {"市里", "重庆"},
		"等{w}发|稍等{w}|等{w}再报|等{w}给你":                                                                                {"下", "一下", "会儿"},
	}
	n := 0
	for all, fills := range forms {
		for _, form := range strings.Split(all, "|") {
			for _, f := range fills {
				i := strings.Index(form, "{")
				text := form[:i] + f + form[i+len("{x}"):]
				n++
				if r := tell("区教委", text); r.ShouldRecord || len(r.Records) > 0 {
					t.Errorf("%s: %v %+v", text, r.Flags, r.Records)
				}
			}
		}
	}
	t.Logf("not recorded: %d", n)
}

// A deed beside such words is a report all the same, and so is a result without a figure.
func TestRecordedAllTheSame(t *testing.T) {
	tell := teller(t)
	for _, text := range []string{
		"昨天8点半集合出发，巡河5公里", "环保培训会参加200人", "在线监测系统打不开，已联系厂家维修，清淤完成3公里", "由于下雨停工", "由区水利局牵头的清淤我们已完成2公里",
		"离任审计报告初稿已出", "垃圾：日产日清", "实施方案已定稿", "生活垃圾日产日清", "会议要求各单位自查，我委已自查5家", "停电，污水站停运", "今年保证完成管网5公里",
		"没有新的进展，主要是资金没到位", "清淤没推进，因为下雨", "系统平台建设完成80%",
	} {
		if r := tell("区教委", text); !r.ShouldRecord || len(r.Records) == 0 {
			t.Errorf("%s: %s %v", text, r.Intent, r.Flags)
		}
	}
}
