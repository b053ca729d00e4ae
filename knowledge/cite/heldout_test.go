package cite_test

import "testing"

// The held-out documents were composed after the rules were written. At the first
// run 1 of 430 lies about the first got through (9 of 500 once three harder kinds
// were told) and none of 284 honest replies was held back; of the second 2 of 351
// and 1 of 196. What they showed was mended since, so they are held out no longer.
const heldout, heldoutOn = "minutes.txt", "2025-05-21"

// TestHeldOutLies: lies about a document that the rules were not written beside.
func TestHeldOutLies(t *testing.T) { tellLies(t, heldout, heldoutOn) }

// TestHeldOutHonest: honest replies about it.
func TestHeldOutHonest(t *testing.T) { tellTruth(t, heldout, heldoutOn) }

// TestHeldOutNatural: answers about it as a good model words them. Of 25 first
// written 10 were held back, one of them rightly; these are of those that pass now.
func TestHeldOutNatural(t *testing.T) {
	c, passages := checker(heldoutOn), evidence(t, heldout)
	for _, reply := range []string{
		"1至4月全区空气质量优良天数为108天，同比增加6天【3】。",
		"细颗粒物平均浓度为36.5微克/立方米，同比下降8.2%【3】。",
		"空气质量综合指数在全市排名第19位【3】。",
		"夏季臭氧污染尚未得到有效遏制【4】。",
		"区经济信息委要在5月底前完成39家涉气企业的错峰生产方案制定【5】。",
		"柴油货车联合执法行动由区生态环境局牵头，区公安局、区交通局配合，6月中旬组织【6】。",
		"检查车辆不少于1500辆次【6】。",
		"老旧柴油车淘汰补贴由每辆8000元提高到12000元【7】。",
		"补贴申请受理截止2025年11月30日【7】。",
		"香炉山垃圾填埋场渗滤液处理站扩容工程力争7月31日前建成投运【9】。",
		"竹溪河黑臭水体治理工程必须在9月15日前完工，逾期不再安排奖补资金【9】。",
		"发生较大以上突发环境事件，应在1小时内报告区政府【10】。",
		"会议原则同意《临江区“十四五”生态环境保护规划中期评估报告》【11】。",
		"全区秸秆综合利用率为91.8%，农药使用量较2020年减少5.6%【12】。",
		"可以选择二至三个镇街先行先试【13】。",
		"入河排污口整治由区生态环境局牵头，区水利局、区城市管理局配合，完成时限为2025年10月20日，目标是整治排污口64个【14】。",
		"会议于2025年5月19日上午召开【2】。",
	} {
		if faults := c.Check(reply, "", passages); len(faults) > 0 {
			t.Errorf("held back: %s\n\t%s", reply, brief(faults))
		}
	}
}

// TestSecondHeldOut: a second document, composed after the rules had been changed
// for what the first had shown.
func TestSecondHeldOut(t *testing.T) {
	tellLies(t, "report.txt", "2026-07-03")
	tellTruth(t, "report.txt", "2026-07-03")
}
