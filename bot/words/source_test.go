package words

import (
	"testing"

	"liangshan/knowledge/answer"
	"liangshan/store/day"
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

// A quotation keeps the mark that it ends with and gets no second one, and a paper
// without a date is cited without the brackets that would hold it.
func TestQuotationsEndAsTheyStand(t *testing.T) {
	for text, want := range map[string]string{
		"每季度调度一次":      "每季度调度一次。",
		"哪些户可以申请？":     "哪些户可以申请？",
		"有下列情形之一的：":    "有下列情形之一的：",
		"严禁弄虚作假！":      "严禁弄虚作假！",
		"他说“能办的马上办。”":  "他说“能办的马上办。”",
		"推行“一件事一次办”":   "推行“一件事一次办”。",
		"先修复，后利用，":     "先修复，后利用。",
		"满意率为90%（抽样）":  "满意率为90%（抽样）。",
		"由谁负责（指哪家单位？）": "由谁负责（指哪家单位？）。",
	} {
		said, err := Say("answer", answer.Answer{Lines: []answer.Line{{Code: answer.Quoted, Text: text}}})
		if err != nil || said.Plain != want {
			t.Errorf("%s: got %q, want %q (%v)", text, said.Plain, want, err)
		}
	}
	other := answer.Line{Code: answer.ByDoc, Text: "水面由镇里管护", Args: []string{"管护办法"}, Dates: []day.Date{{}}}
	if said, err := Say("answer", answer.Answer{Lines: []answer.Line{other}}); err != nil || said.Plain != "《管护办法》：水面由镇里管护。" {
		t.Errorf("another paper without a date: got %q (%v)", said.Plain, err)
	}
}
