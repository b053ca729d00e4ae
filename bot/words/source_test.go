package words

import (
	"testing"

	"liangshan/knowledge/answer"
)

// A footer names a document once and says once what its places begin with.
func TestPlacesOfADocumentStandSideBySide(t *testing.T) {
	for _, c := range []struct {
		places []string
		want   string
	}{
		{[]string{"三、（二）"}, "三、（二）"},
		{[]string{"“下一步”（三）", "“下一步”（三）一是", "“下一步”（三）二是"}, "“下一步”（三）一是、二是"},
		{[]string{"附件第1行", "附件第12行"}, "附件第1行、第12行"},
		{[]string{"二、首段", "三、（一）"}, "二、首段、三、（一）"},
		{[]string{"第八条", "第八条（一）", "第八条（二）"}, "第八条（一）、（二）"},
		{[]string{"主送机关", "主要任务"}, "主送机关、主要任务"},
	} {
		var cites []answer.Citation
		for i, p := range c.places {
			cites = append(cites, answer.Citation{DocID: 1, Seq: i, Place: p})
		}
		if got := Sources(cites); len(got) != 1 || got[0].Place != c.want {
			t.Errorf("%q: got %v, want %q", c.places, got, c.want)
		}
	}
	two := Sources([]answer.Citation{{DocID: 1, Place: "标题"}, {DocID: 2, Place: "一、"}, {TaskID: 3}})
	if len(two) != 2 {
		t.Errorf("two documents, and a row of the register: got %v", two)
	}
}
