package brief

import (
	"fmt"
	"strings"
	"testing"
)

func TestTargetsAreReadAsPlansWriteThem(t *testing.T) {
	for text, want := range map[string]string{
		"≥92%": "at_least 92%", "92%以上": "at_least 92%", "58以上": "at_least 58", ">90": "more 90", "＞3%": "more 3%", "90": "plain 90", "90%": "plain 90%",
		"不低于95%": "at_least 95%", "320天以上": "at_least 320天", "每年12次以上": "at_least 12次", "4000亩/年": "plain 4000亩", "38公里": "plain 38公里",
		"行政村覆盖率60%以上": "at_least 60%", "按期销号率100%": "plain 100%", "不超过35微克/立方米": "at_most 35微克/立方米", "≤35": "at_most 35", "35以下": "at_most 35", "<0.5": "less 0.5",
		"山区>60，丘陵区>40，平原区>18": "山区 more 60; 丘陵区 more 40; 平原区 more 18",
		"山区：≥60%；丘陵区：≥40%":    "山区 at_least 60%; 丘陵区 at_least 40%",
		"稳定提高":                "rising", "稳步提升": "rising", "不减少": "kept", "不降低": "kept", "保持稳定": "kept", "持续下降": "falling", "零增长": "not_more",
		"建立实施": "words", "获得": "words", "-": "words", "": "words", "规划印发实施": "words", "Ⅱ类": "words", "力争获得命名": "words", "完成上级规定的目标任务，保持稳定或持续改善": "words",
		"90%，比上年提高": "words", // what is not wholly read is not judged
	} {
		if got := goalText(ReadGoal(text)); got != want {
			t.Errorf("%s: %s, want %s", text, got, want)
		}
	}
}

func goalText(g Goal) string {
	var out []string
	for _, b := range g.Bounds {
		out = append(out, strings.TrimSpace(fmt.Sprintf("%s %s %v%s", b.Where, b.Limit, b.Value, b.Unit)))
	}
	switch {
	case g.Direction != NoDirection:
		return string(g.Direction)
	case len(out) == 0:
		return "words"
	}
	return strings.Join(out, "; ")
}

func TestAValueIsHeldAgainstItsTarget(t *testing.T) {
	before := 40.0
	for _, c := range []struct {
		goal  string
		value float64
		unit  string
		want  string
	}{
		{"≥92%", 92, "%", "reached 0"},
		{"≥92%", 91.5, "%", "short -0.5"},
		{">90", 90, "%", "short 0"}, // more than 90 is not 90
		{"90%", 91, "%", "aside 1"}, // the plan does not say which way
		{"90%", 90, "%", "reached 0"},
		{"≤35微克/立方米", 36.5, "微克/立方米", "beyond 1.5"},
		{"≥92%", 92, "天", "unclear 0"},
		{"山区>60，丘陵区>40", 41.2, "%", "山区 short -18.8; 丘陵区 reached 1.2"},
		{"稳定提高", 41.2, "%", "better 1.2"},
		{"稳定提高", 40, "%", "held 0"},
		{"稳定提高", 39, "%", "worse -1"},
		{"不减少", 40, "公顷", "reached 0"},
		{"持续下降", 39, "吨", "better -1"},
		{"建立实施", 1, "项", "unclear 0"},
	} {
		var got []string
		for _, v := range ReadGoal(c.goal).Judge(c.value, c.unit, &before) {
			got = append(got, strings.TrimSpace(fmt.Sprintf("%s %s %v", v.Where, v.Code, v.Diff)))
		}
		if strings.Join(got, "; ") != c.want {
			t.Errorf("%v%s against %s: %s, want %s", c.value, c.unit, c.goal, strings.Join(got, "; "), c.want)
		}
	}
	if got := ReadGoal("稳定提高").Judge(41, "%", nil); got[0].Code != Unclear {
		t.Errorf("with nothing before there is no trend: %+v", got)
	}
}

func FuzzReadGoal(f *testing.F) {
	f.Add("山区>60，丘陵区>40")
	f.Fuzz(func(t *testing.T, text string) {
		if g := ReadGoal(text); g.Text != strings.TrimSpace(text) || g.Direction != NoDirection && len(g.Bounds) > 0 {
			t.Errorf("%q: %+v", text, g)
		}
	})
}
