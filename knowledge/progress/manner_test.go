package progress

import "testing"

// Words of state and manner name no task, and a task asked about is no answer.
func TestStatesAreNoTasks(t *testing.T) {
	tell := teller(t)
	for text, want := range map[string]string{
		"计划年底前完成70%，现在刚起步": " in_progress", "目标年底60%，现在刚摸底": " in_progress", "计划11月底完成一半，现在还在准备": " in_progress",
		"眼下刚铺开，年底前完成60%": " in_progress", "计划明年3月完成全部，现在处于前期": " in_progress", "刚起步，人手不够": " in_progress !人手不够",
		"刚起步": " in_progress", "现在才起了个头": " in_progress", "我们刚起步，还没数据": " in_progress", "清淤刚起步": "清淤 in_progress", "户厕改造还在准备": "户厕改造 in_progress",
		"正在开展森林抚育": "森林抚育 in_progress", "年度总结是11月底交还是12月底交？我们初稿这个月底能出": "年度总结 in_progress",
		"自查报告是11月底交还是12月底交？我们初稿下周能交": "自查报告 in_progress", "项目清单几号截止？我们数据下周三能给": "项目清单 in_progress",
		"绿色学校目标改成12所了": "绿色学校 in_progress 12所", "投放点任务调整了，20处改成24处": "投放点 in_progress 24处",
	} {
		if got := sketch(tell("清升镇", text)); got != want {
			t.Errorf("%s\n  got  %s\n  want %s", text, got, want)
		}
	}
}

// A meeting that is over finishes no task; what is done about it next is a step.
func TestAMeetingFinishesNothing(t *testing.T) {
	tell := teller(t)
	for _, text := range []string{
		"生态旅游规划论证会昨天开完了，专家提了12条意见，今天开始改", "生态旅游规划评审会昨天开了，收了12条意见，今天改", "生态旅游规划座谈会昨天已召开完，收到12条建议，本周整理",
	} {
		got := tell("区文化旅游委", text)
		if len(got.Records) != 1 || got.Records[0].Percent != nil || got.Records[0].Status != InProgress || len(got.Records[0].NextSteps) != 1 || got.Records[0].Period != "2023-05-21" {
			t.Errorf("%s: %+v", text, got.Records)
		}
	}
}

// Names are whole words: 占道 is no 占, 无烟单位 no 无烟, and means are not the work.
func TestNamesAreWhole(t *testing.T) {
	tell := teller(t)
	for text, want := range map[string]string{
		"占道经营联合整治4次，劝导摊贩32户": "占道经营联合整治", "占用耕地整改22宗": "占用耕地整改", "占补平衡林地补植80亩": "占补平衡林地补植", "无烟单位新建12家": "无烟单位建设", "节水单位新建9家": "节水单位建设",
		"节约型校园报了5所": "节约型校园申报", "4月出动警力86人次 查处非法捕捞5起 收缴渔具23套": "查处非法捕捞", "出动巡查人员38人次 拆除阻水堆物6处": "拆除阻水堆物",
		"9月普法宣讲4场 环保案例推送36条 法律咨询52人次": "普法宣讲", "控烟宣讲4场 发手册300本": "控烟宣讲", "4月宣讲2次 双微发了512条": "“两山”宣传",
		"截污沟挖了420米": "截污沟开挖", "小微湿地建了三处": "小微湿地建设", "氧吧小镇改造完成3处": "氧吧小镇改造", "森林植被恢复200亩": "森林植被恢复", "就地取土点复绿3处": "就地取土点复绿",
	} {
		rs := tell("区城市管理局", text).Records
		if len(rs) != 1 || rs[0].TaskHint != want {
			t.Errorf("%s: %s, want %s", text, sketch(Reading{Records: rs}), want)
		}
	}
}

// Troubles that stand in a row belong to one another, in whatever words.
func TestTroublesInARow(t *testing.T) {
	tell := teller(t)
	for text, want := range map[string]string{
		"采石场复绿：覆土完成2.3公顷，比计划慢了。主要是雨水多，车进不去。下步天晴抓紧抢工": "比计划慢 雨水多 车进不去",
		"塘坝整修完成6口，路太烂，材料运不进去":                        "路太烂 材料运不进去",
		"管网开挖1.2公里，比计划慢，石头多，机器进不来":                   "比计划慢 石头多 机器进不来",
		"果园滴灌装了90亩，水压不够，水上不去":                        "水压不够 水上不去",
		"生态资金审计2.4亿，问题金额还没核完，等单位反馈":                  "问题金额还没核完 等单位反馈",
		"果园滴灌装了90亩，数据还没核出来":                          "数据还没核出来",
	} {
		rs := tell("区水利局", text).Records
		if len(rs) != 1 {
			t.Errorf("%s: %+v", text, rs)
			continue
		}
		said := clerks.Replace(want)
		got := ""
		for _, p := range rs[0].Problems {
			got += " " + p
		}
		if flat(got) != flat(said) {
			t.Errorf("%s: %q", text, rs[0].Problems)
		}
	}
}

func flat(s string) string {
	out := ""
	for _, r := range s {
		if isWordRune(r) {
			out += string(r)
		}
	}
	return out
}

// Figures that were asked for are delivered: the task is done, and what time they cover is asked.
func TestWantedFiguresAreDelivered(t *testing.T) {
	tell := teller(t)
	for text, metric := range map[string]string{
		"5月15日前要的那个环保税数据，今天给：2350万元": "环保税", "5月20日前要的那个生态产品总值数据，今天给：12.6亿": "生态产品总值", "4月底前要的那个环保支出占比数据，今天补：2.3%": "环保支出占比",
		"上月底前要的畜禽存栏数据，今天报：36.5万头": "畜禽存栏",
	} {
		got := tell("区税务局", text)
		rs := got.Records
		if len(rs) != 1 || rs[0].Status != Done || rs[0].Percent == nil || *rs[0].Percent != 100 || rs[0].Period != "2023" || len(rs[0].Metrics) != 1 || rs[0].Metrics[0].Name != metric || !has(got.Flags, FlagNeedsConfirm) || !has(got.Flags, FlagLate) {
			t.Errorf("%s: %v %s %+v", text, got.Flags, sketch(got), rs)
		}
	}
}

// A target that was moved is the coordinator's to settle, and nothing is overfulfilled by it.
func TestAMovedTarget(t *testing.T) {
	tell := teller(t)
	for text, want := range map[string]string{
		"投放点那个任务不是20处是24处，刚调整的": "投放点 in_progress 24处", "造林任务不是5000亩是5600亩，市里刚下的": "造林 in_progress 5600亩", "垃圾分类目标不是20处了，上面加到24处": "垃圾分类 in_progress 24处",
		"户厕任务从300户加到360户，上面调的": "户厕 in_progress 360户", "户厕任务由300户调减为260户": "户厕 in_progress 260户",
	} {
		got := tell("铜鼓镇", text)
		if sketch(got) != want || !has(got.Flags, FlagTargetChange) || got.Intent != IntentCorrection || len(got.Records[0].Metrics) != 1 || got.Records[0].Metrics[0].Name != "任务" {
			t.Errorf("%s: %s %v %s %+v", text, got.Intent, got.Flags, sketch(got), got.Records)
		}
	}
}
