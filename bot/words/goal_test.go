package words

import "testing"

// 力争 stays with the goal that it stands before: one with a date of its own is firm.
func TestFirmnessOfGoals(t *testing.T) {
	const now = "2023-07-01"
	fields := []string{"fields.txt"}
	runFamilies(t, map[string][]mechanism{
		"behind its own date it is said of that goal alone": each(fields, now, []string{"2026年底高标准农田占比达到68%以上"}, []string{"力争2026年", "力争高标准"},
			"高标准农田占比要到好多", "2026年高标准农田占比", "高标准农田占比要达到多少"),
		"the goal beside it too": each(fields, now, []string{"粮食总产量达到31万吨"}, []string{"力争粮食", "力争2026年"},
			"粮食总产量要到好多", "2026年底粮食总产量达到好多"),
		"the row of a list too":                    each(fields, now, []string{"粮食总产量达到31万吨"}, []string{"力争粮食", "力争高标准"}, "2026年要完成哪些任务"),
		"before the first date it governs the row": each(fields, now, []string{"力争2023年11月底前上线试运行，新增监测点位85个"}, nil, "智慧田长平台新增多少监测点位"),
	})
}
