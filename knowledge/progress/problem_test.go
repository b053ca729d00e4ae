package progress

import "testing"

func TestTroublesOfOneTaskAreOneWhenTheySayTheSame(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"资金未到位", "缺少资金", true},
		{"奖补资金未到位", "奖补资金仍未拨付到位", true},
		{"用地手续未批复", "用地手续尚未批复，影响开工", true},
		{"管材未到货", "管材还没到货，停工", true},
		{"资金未到位", "图纸未出", false},
		{"征地未谈拢", "资金未到位", false},
		{"进度滞后", "进度缓慢", false},
		{"村民不同意占地", "占地补偿村民未同意", true},
	} {
		if got := Alike(c.a, c.b); got != c.want {
			t.Errorf("%s / %s: %v", c.a, c.b, got)
		}
	}
}

func TestATroubleIsOverWhenTheRecordSaysSo(t *testing.T) {
	for _, c := range []struct {
		text, trouble string
		want          bool
	}{
		{"森林抚育完成3000亩，奖补资金已到位", "奖补资金未到位", true},
		{"上次反映的问题已解决，完成3000亩", "图纸未出", true},
		{"森林抚育完成3000亩，奖补资金仍未到位", "奖补资金未到位", false},
		{"森林抚育完成3000亩，苗木已到位", "奖补资金未到位", false},
		{"完成3000亩", "奖补资金未到位", false},
		{"问题尚未解决", "图纸未出", false},
	} {
		if got := Solves(c.text, c.trouble); got != c.want {
			t.Errorf("%s / %s: %v", c.text, c.trouble, got)
		}
	}
}
