package answer

import (
	"testing"

	"liangshan/knowledge/outline"
)

// 哪个 asks who in the district's speech, and which one before a thing; 在哪 asks
// where, and 在哪一届 does not.
func TestWhichThingIsNotWho(t *testing.T) {
	for text, want := range map[string]ask{
		"哪个断面超标": askList, "哪个水库要整治": askList, "哪个停车场先建": askList, "是哪个标段滞后": askList,
		"哪个负责": askWho, "项目资金哪个在跑": askWho, "组长是哪个": askWho, "哪个副书记分管": askWho, "哪个兜底": askWho, "举报打哪个电话": askPhone,
		"基地设在哪": askWhere, "展馆建在哪里": askWhere,
	} {
		if got := kindOf(text); got != want {
			t.Errorf("%s: %s, want %s", text, got, want)
		}
	}
	if got := kindOf("提案是在哪一届会议上提的"); got == askWhere {
		t.Error("在哪一届 asks for no place")
	}
}

// A plan that a notice sends along is not named twice in a place; its notice's own places stay.
func TestAPlaceDoesNotRepeatTheName(t *testing.T) {
	o := &outline.Document{Short: "实施方案"}
	for annex, want := range map[string]string{"实施方案": "三、", "附件1 任务分解表": "附件1三、", "": "三、"} {
		c := &outline.Clause{Annex: annex, Path: []outline.Step{{Label: "三、", Title: "保障措施"}}}
		if got := placeIn(o, c); got != want {
			t.Errorf("%q: %s, want %s", annex, got, want)
		}
	}
	if got := placeIn(o, &outline.Clause{Annex: "实施方案"}); got != "“实施方案”" {
		t.Errorf("the plan itself stands at %q", got)
	}
}
