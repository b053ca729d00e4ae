package progress

import (
	"strings"
	"testing"
)

// What stands in the way is kept as a problem, in whatever words it is said.
func TestTroublesInOtherWords(t *testing.T) {
	tell := teller(t)
	forms := map[string][]string{
		"{}还卡着": {"征地", "用地手续", "管线迁改", "施工许可"}, "{}一直拖着": {"征地", "评审", "可研批复"}, "{}没有着落": {"资金", "配套经费", "消纳场地"},
		"{}还没着落，请财政局支持": {"奖补资金", "配套经费"}, "{}至今没有下文": {"变更手续", "用地申请"}, "{}的事黄了，请区政府协调": {"用地", "供电"},
		"{}谈不成，请自然资源局出面协调": {"征地", "青苗补偿"}, "{}还差50万元": {"资金", "工程款"}, "{}尚缺50万元没有着落": {"资金", "配套经费"}, "{}欠50万元": {"工程款", "农民工工资"},
	}
	n := 0
	for form, things := range forms {
		for _, thing := range things {
			for _, lead := range []string{"", "清淤工程", "清淤完成2公里，"} {
				text := lead + strings.ReplaceAll(form, "{}", thing)
				n++
				got := tell("区水利局", text)
				if !got.ShouldRecord || len(got.Records) != 1 || len(got.Records[0].Problems) != 1 || !strings.Contains(got.Records[0].Problems[0], thing) {
					t.Errorf("%s: %v %+v", text, got.ShouldRecord, got.Records)
					continue
				}
				if lead != "" && got.Records[0].TaskHint != "清淤" && got.Records[0].TaskHint != "清淤工程" {
					t.Errorf("%s: task %q", text, got.Records[0].TaskHint)
				}
			}
		}
	}
	t.Logf("troubles: %d", n)
}

// What is missing is no remainder: 剩余50万元 would say the contrary of 还差50万元.
func TestAShortageIsNoRemainder(t *testing.T) {
	tell := teller(t)
	for text, name := range map[string]string{
		"清淤工程资金还差50万元": "资金缺口", "配套资金尚缺50万元": "配套资金缺口", "清淤工程人手还差50个": "人手缺口", "苗木还缺50株": "苗木缺口", "资金缺口50万元": "资金缺口", "管材仍短缺50吨": "管材缺口",
	} {
		rs := tell("区水利局", text).Records
		if len(rs) != 1 || len(rs[0].Problems) != 1 || len(rs[0].Metrics) != 1 || rs[0].Metrics[0].Name != name || rs[0].Metrics[0].Value != 50 || rs[0].Percent != nil {
			t.Errorf("%s: %+v", text, rs)
		}
	}
	for _, text := range []string{"户厕改造还差50户", "清淤还差50米", "清淤完成100米，还差50米"} {
		rs := tell("区水利局", text).Records
		if len(rs) != 1 || len(rs[0].Problems) != 0 || rs[0].Metrics[len(rs[0].Metrics)-1].Name != "剩余" {
			t.Errorf("%s: %+v", text, rs)
		}
	}
}

// A request behind what was done names no trouble.
func TestARequestAloneIsNoTrouble(t *testing.T) {
	tell := teller(t)
	for _, text := range []string{"清淤完成2公里，请水利局协调验收", "实施方案已报送，请区政府支持", "清淤正在推进，请各方支持", "口袋公园建成3个，望继续支持"} {
		rs := tell("区林业局", text).Records
		if len(rs) != 1 || len(rs[0].Problems) != 0 {
			t.Errorf("%s: %+v", text, rs)
		}
	}
}
