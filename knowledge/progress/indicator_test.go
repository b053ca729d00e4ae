package progress

import (
	"strings"
	"testing"
)

// Measures of different objects behind commas are tasks of their own, and a count out of
// all there are gives its percentage to its own object.
func TestMeasuresOfSeveralObjects(t *testing.T) {
	tell := teller(t)
	for text, want := range map[string]string{
		"油气回收改造累计22座/25座，可降解塑料袋使用率96.5%，一次性餐具减量3.2%": "油气回收改造 in_progress 88% 22座 25座 | 可降解塑料袋使用 in_progress 96.5% | 一次性餐具减量 in_progress 3.2%",
		"可降解塑料袋使用率96.5%，油气回收改造累计22座/25座，一次性餐具减量3.2%": "可降解塑料袋使用 in_progress 96.5% | 油气回收改造 in_progress 88% 22座 25座 | 一次性餐具减量 in_progress 3.2%",
		"油气回收改造累计22座/25座，一次性餐具减量3.2%":                "油气回收改造 in_progress 88% 22座 25座 | 一次性餐具减量 in_progress 3.2%",
		"污水集中处理率97.2%，雨污分流累计34个/40个，漏损降低1.1%":        "污水集中处理 in_progress 97.2% | 雨污分流 in_progress 85% 34个 40个 | 漏损降低 in_progress 1.1%",
		"雨污分流累计34个/40个，污水集中处理率97.2%，漏损降低1.1%":        "雨污分流 in_progress 85% 34个 40个 | 污水集中处理 in_progress 97.2% | 漏损降低 in_progress 1.1%",
		"油气回收改造22座/25座，公厕改造12座/15座，雨水井45座/60座":       "油气回收改造 in_progress 88% 22座 25座 | 公厕改造 in_progress 80% 12座 15座 | 雨水井 in_progress 75% 45座 60座",
		// measures of one object stay together
		"污水管网建设8公里/10公里，接户率92%，惠及群众3000人": "污水管网建设 in_progress 80% 8公里 10公里 92% 3000人",
		"造林1200亩/1500亩，苗木成活率92%":          "造林 in_progress 80% 1200亩 1500亩 92%",
		"清运垃圾30吨，无害化处理率100%":              "清运垃圾 in_progress 30吨 100%",
		"空气优良天数比例95%，PM2.5浓度下降3%":         "环境空气质量 in_progress 95% 3%",
	} {
		if got := sketch(tell("区商务委", text)); got != want {
			t.Errorf("%s\n  got  %s\n  want %s", text, got, want)
		}
	}
}

// Where the parts of a finished figure lie says nothing of how far the task is, and
// why it is no more names no figure.
func TestPlacesAndCausesNameNoWork(t *testing.T) {
	tell := teller(t)
	for text, want := range map[string]string{
		"管网完成12km，其中清水镇5km 龙泉7km":    "管网 in_progress 12公里 5公里 7公里",
		"户厕改造完成120户，其中清流镇50户，直升镇70户": "户厕改造 in_progress 120户 50户 70户",
		"矿山修复进度滞后，受连续降雨影响仅完成60亩":     "矿山修复 delayed 60亩 !受连续降雨影响仅完成60亩",
		"管网任务12公里，已完成5公里":            "管网 in_progress 41.7% 12公里 5公里",
	} {
		r := tell("区水利局", text)
		if got := sketch(r); got != want {
			t.Errorf("%s\n  got  %s\n  want %s", text, got, want)
		}
		for _, m := range r.Records[0].Metrics {
			if strings.ContainsAny(m.Name, "受仅雨") || strings.Contains(m.Name, "总量") {
				t.Errorf("%s: a figure is called %s", text, m.Name)
			}
		}
	}
}

// The whole stands before what has begun of it, with a stop between them or none; 万 of
// an investment is money, whatever it is invested in.
func TestWholesAndMoneyByTheNearestWord(t *testing.T) {
	tell := teller(t)
	for text, want := range map[string]Metric{
		"病险水库整治6座开工3座":           {Name: "总", Value: 6, Unit: "座"},
		"污水支管改造12段，进场9段":         {Name: "总", Value: 12, Unit: "段"},
		"游客中心改造投资累计2600万，完成率65%": {Name: "投资", Value: 2600, Unit: "万元"},
		"景区接待游客5万人次":             {Name: "游客", Value: 5, Unit: "万人次"},
	} {
		r := tell("区水利局", text)
		if len(r.Records) != 1 || len(r.Records[0].Metrics) == 0 {
			t.Errorf("%s: %+v", text, r.Records)
			continue
		}
		if m := r.Records[0].Metrics[0]; m.Value != want.Value || m.Unit != want.Unit || !strings.Contains(m.Name, want.Name) {
			t.Errorf("%s: %+v", text, m)
		}
	}
}
