package progress

import "testing"

// A sum that is put right keeps the name of what was given wrong.
func TestACorrectedSumKeepsItsName(t *testing.T) {
	tell := teller(t)
	for text, want := range map[string]string{
		"刚才罚款写错了，应该是18.1万": "罚款", "罚款应该是18.1万，刚才写错了": "罚款", "刚才投资写错了，应该是260万": "完成投资", "造价写错，应该是88万": "造价",
		"上一条奖补资金报错了，应为320万元": "奖补资金", "产值填错了，应该是5600万": "产值", "上一条面积写错了，应该是4300亩": "面积",
		"刚才写错了，应该是18.1万元": "金额",
	} {
		r := tell("区交通局", text)
		if r.Intent != IntentCorrection || len(r.Records) != 1 || len(r.Records[0].Metrics) != 1 || r.Records[0].Metrics[0].Name != want {
			t.Errorf("%s: %s %+v", text, r.Intent, r.Records)
		}
	}
}
