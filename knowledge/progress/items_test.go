package progress

import (
	"strings"
	"testing"
)

// sketch writes a reading down in short: task, status and figures of each record.
func sketch(r Reading) string {
	var out []string
	for _, rec := range r.Records {
		s := rec.TaskHint + " " + string(rec.Status)
		if rec.Percent != nil {
			s += " " + formatValue(*rec.Percent) + "%"
		}
		for _, m := range rec.Metrics {
			s += " " + formatValue(m.Value) + m.Unit
		}
		for _, p := range rec.Problems {
			s += " !" + p
		}
		out = append(out, s)
	}
	return strings.Join(out, " | ")
}

// An item of a list that says nothing but how its task stands is that task's, and no
// trouble of its neighbour.
func TestAnItemThatOnlyStandsStill(t *testing.T) {
	tell := teller(t)
	for text, want := range map[string]string{
		"土地复垦验收640亩，占任务80%；地灾点治理滞后了，缺监理；卫片图斑核查55个": "土地复垦验收 in_progress 80% 640亩 | 地灾点治理 delayed !缺监理 | 卫片图斑核查 in_progress 55个",
		"地灾点治理滞后了，缺监理":                          "地灾点治理 delayed !缺监理",
		"泵站更新卡住了，设备没到":                          "泵站更新 blocked !设备没到",
		"泵站更新进度滞后，设备没到货":                        "泵站更新 delayed !设备没到货",
		"泵站更新滞后，设备没到；堤防加固完成1.1公里":               "泵站更新 delayed !设备没到 | 堤防加固 in_progress 1.1公里",
		"鱼塘尾水治理完成260亩；果园节水改造受阻，农户不同意；绿肥种植1200亩": "鱼塘尾水治理 in_progress 260亩 | 果园节水改造 blocked !农户不同意 | 绿肥种植 in_progress 1200亩",
		"院落整治38户；陶瓷厂脱硝改造推不动，企业缺钱；河面清漂9次":        "院落整治 in_progress 38户 | 陶瓷厂脱硝改造 blocked !企业缺钱 | 河面清漂 in_progress 9次",
		"1.绿道建设完成4.2公里；2.停车场透水改造搁置；3.垃圾桶更换150个": "绿道建设 in_progress 4.2公里 | 停车场透水改造 blocked !停车场透水改造搁置 | 垃圾桶更换 in_progress 150个",
		"泵站更新进展缓慢，设备没到":                         "泵站更新 delayed !设备没到",
		"清淤完成2公里；征地滞后，村民不同意":                    "清淤 delayed 2公里 !征地滞后 !村民不同意",
		"清淤完成2公里。主要问题：护岸施工受阻，资金没到位":             "清淤 blocked 2公里 !护岸施工受阻 !资金未到位",
	} {
		if got := sketch(tell("区水利局", text)); got != want {
			t.Errorf("%s\n  got  %s\n  want %s", text, got, want)
		}
	}
}

// Items of one list with an object and a count of their own are tasks of their own,
// though they touch the same line of work.
func TestItemsOfOneLineOfWork(t *testing.T) {
	tell := teller(t)
	for text, want := range map[string]string{
		"新能源公交投用30台，任务完成；货车尾气抽检210辆，超标6辆；道路洒水降尘96次": "新能源公交投用 done 100% 30台 | 货车尾气抽检 in_progress 210辆 6辆 !超标6辆 | 道路洒水降尘 in_progress 96次",
		"新能源出租车更新30台；货车尾气抽检210辆；充电桩安装45个":           "新能源出租车更新 in_progress 30台 | 货车尾气抽检 in_progress 210辆 | 充电桩安装 in_progress 45个",
		"河道保洁26公里；河道采砂巡查9次；河岸种草3000平方米":             "河道保洁 in_progress 26公里 | 河道采砂巡查 in_progress 9次 | 河岸种草 in_progress 3000平方米",
		"农药包装回收3.2吨；农膜回收5吨；有机肥推广2万亩":                "农药包装回收 in_progress 3.2吨 | 农膜回收 in_progress 5吨 | 有机肥推广 in_progress 2万亩",
		"垃圾清运820吨；垃圾房改造6座；垃圾桶清洗400个":                "垃圾清运 in_progress 820吨 | 垃圾房改造 in_progress 6座 | 垃圾桶清洗 in_progress 400个",
		"宣讲1次，覆盖300人；双微推文118条；小院活动6场":               "“两山”宣传 in_progress 1次 300人 118条 6场",
		"雨污管网改造：已完成3公里；检查井45座；投资200万元":              "雨污管网改造 in_progress 3公里 45座 200万元",
	} {
		if got := sketch(tell("区水利局", text)); got != want {
			t.Errorf("%s\n  got  %s\n  want %s", text, got, want)
		}
	}
}
