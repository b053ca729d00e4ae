package progress

import (
	"testing"
	"time"

	"liangshan/knowledge/units"
)

// A number in a question makes no report of it; a question behind a figure takes
// nothing from the report.
func TestANumberInAQuestionIsNoFigure(t *testing.T) {
	at := time.Date(2026, 11, 2, 9, 0, 0, 0, time.UTC)
	for text, want := range map[string]bool{
		"附件1有哪些内容":             false,
		"每一项任务的完成时限分别是什么":      false,
		"3个示范基地的验收标准是什么":       false,
		"第12项任务由谁负责":           false,
		"示范基地建成3个，还有1个在验收":     true,
		"柑橘基地完成5000亩，验收标准是什么？": true,
	} {
		r := Read(Message{Text: text, Department: "区农业农村委", Sent: at}, nil, units.New([]units.Unit{{Name: "区农业农村委", Kind: "department"}}))
		if r.ShouldRecord != want {
			t.Errorf("%s: record %t, want %t (%s)", text, r.ShouldRecord, want, r.Intent)
		}
	}
}
