package progress

import (
	"strings"
	"testing"
)

// The deeds of one campaign are one task, and what slipped back in it is a trouble.
func TestOneCampaignIsOneTask(t *testing.T) {
	tell := teller(t)
	for text, want := range map[string]string{
		"危化品企业联合检查5次 查封2家 有1家又复产":   "危化品企业联合检查 in_progress 5次 2家 1家 !1家又复产",
		"危化品企业联合检查5次，查封2家，有1家反弹":    "危化品企业联合检查 in_progress 5次 2家 1家 !1家反弹",
		"散乱污夜查9次 断电5家 有1家偷偷恢复生产":    "散乱污夜查 in_progress 9次 5家 1家 !1家偷偷恢复生产",
		"塑料袋专项检查7次 下架130箱 有2家又进货":   "塑料袋专项检查 in_progress 7次 130箱 2家 !2家又进货",
		"渣土车夜查12次 扣车3台 有2台跑掉":       "渣土车夜查 in_progress 12次 3台 2台 !2台跑掉",
		"自来水接户30户，5户又接了水":           "自来水接户 in_progress 30户 5户",
		"停产12家 已有4家复产":              "停产 in_progress 12家 4家",
		"环保课堂38节 手抄报征集620份 研学活动3次":  "环保课堂 in_progress 38节 620份 3次",
		"展板巡展12场 讲解队出动30人次 研学活动5次":  "展板巡展 in_progress 12场 30人次 5次",
		"公益广告播了75条 专栏上了6期 海报贴了320张": "公益广告 in_progress 75条 6期 320张",
		"森林抚育300亩，研学旅游接待5000人次":     "森林抚育 in_progress 300亩 | 研学旅游 in_progress 5000人次",
	} {
		if got := sketch(tell("区教委", text)); got != want {
			t.Errorf("%s\n  got  %s\n  want %s", text, got, want)
		}
	}
}

// Whatever classifier stands between a figure and its noun is its unit; a word that
// only begins like one is not.
func TestClassifiers(t *testing.T) {
	tell := teller(t)
	for _, u := range strings.Fields(`节 课时 扇 樘 眼 孔 副 卷 榀 拨 盘 垛 丛 架 杆 捆 束 串 瓶 罐 盆 版 集 墩 跨 单元 柱 套 间 幅 只 盏 栋`) {
		rs := tell("区水利局", "水闸设施检修了14"+u).Records
		if len(rs) != 1 || len(rs[0].Metrics) != 1 || rs[0].Metrics[0].Unit != u || rs[0].TaskHint != "水闸设施检修" {
			t.Errorf("%s: %+v", u, rs)
		}
	}
	for _, text := range []string{"改造3节能", "推进3节水", "落实5具体", "完成3集中", "建成3跨区"} {
		for _, m := range tell("区水利局", text+"项目").Records {
			if len(m.Metrics) > 0 && m.Metrics[0].Unit != "" {
				t.Errorf("%s: %+v", text, m.Metrics)
			}
		}
	}
}

// To make up for lost time is a step; only what is reported later than due is late.
func TestMakingUpIsNotLate(t *testing.T) {
	tell := teller(t)
	for text, late := range map[string]bool{
		"绿化提升完成9个小区，比计划慢了。下步增加班组，10月底前补上进度": false, "补助资金拨付1200万，月底前补上缺口": false, "堤防加固完成3公里，下步11月底前补上欠的工程量": false,
		"生态补偿资金补发完成55%": false, "把落下的苗木补上了，补植300株": false, "手续已补交，清淤完成3公里": false,
		"补上8月的：清淤完成3公里": true, "8月的忘报了，补上，清淤完成3公里": true, "上周的补一下：清淤3公里": true, "补交8月数据：清淤3公里": true, "补报：清淤3公里": true,
	} {
		r := tell("区水利局", text)
		if has(r.Flags, FlagLate) != late || !r.ShouldRecord {
			t.Errorf("%s: %v", text, r.Flags)
		}
		if strings.Contains(text, "底前") && len(r.Records[0].NextSteps) == 0 {
			t.Errorf("%s: the step is lost: %+v", text, r.Records)
		}
	}
}

// A governing body that has taken a paper up, and passed it, is a milestone of that day;
// experts are none. The paper keeps its whole name.
func TestBodiesThatPassPapers(t *testing.T) {
	tell := teller(t)
	for text, task := range map[string]string{
		"生态产品价值实现方案上了区政府专题会，原则通过": "生态产品价值实现方案", "生态补偿方案过了专题会，原则通过": "生态补偿方案", "海绵城市规划通过了区政府专题会审议": "海绵城市规划",
		"生态补偿方案区长办公会原则通过": "生态补偿方案", "碳达峰实施方案上了区委常委会，原则同意": "碳达峰实施方案",
	} {
		r := tell("区发展改革委", text)
		if len(r.Records) != 1 || r.Records[0].TaskHint != task || !has(r.Flags, FlagMilestone) {
			t.Errorf("%s: %v %s", text, r.Flags, sketch(r))
		}
	}
	for _, text := range []string{"环卫规划评审会开了，原则通过，提了9条意见", "召开专题会3次", "专题会研究了油烟整治"} {
		if r := tell("区发展改革委", text); has(r.Flags, FlagMilestone) {
			t.Errorf("%s: %v", text, r.Flags)
		}
	}
}

// How long work has stood still is kept with what stopped it, and a trial that is the
// task itself has a progress of its own.
func TestStandstillsAndTrials(t *testing.T) {
	tell := teller(t)
	for text, want := range map[string]string{
		"渠道衬砌：完成2.2km。问题是村民拦着，停工半个月了": "渠道衬砌 blocked 2.2公里 !村民拦着，停工半个月",
		"渠道衬砌：完成2.2km。问题是手续没批，卡了一周多":  "渠道衬砌 blocked 2.2公里 !手续未批复，停滞一周多",
		"渠道衬砌：完成2.2km。问题是手续没批，停工了":    "渠道衬砌 blocked 2.2公里 !手续未批复",
		"水价改革试点完成40%":                 "水价改革试点 in_progress 40%",
		"节水型社会建设完成40%，其中试点完成60%":      "节水型社会建设 in_progress 40% 60%",
		"行道树补植完成310株，比计划慢，主要是天气太干":    "行道树补植 delayed 310株 !比计划慢 !天气太干",
	} {
		if got := sketch(tell("区水利局", text)); got != want {
			t.Errorf("%s\n  got  %s\n  want %s", text, got, want)
		}
	}
}
