package answer

import (
	"slices"
	"strings"

	"liangshan/knowledge/pattern"
)

var (
	// contactPerson is a line that names who may be called, with a number that may be a private one.
	contactPerson = pattern.MustCompile(`(?:联系人|经办人|联络[人员])[^，。；]*[，,；;、 　]*[^，。；]{0,8}?(?:\d{3,4}[-－—]?)?\d{7,11}`)
	// contactWanted asks for whoever is to be called about a document.
	contactWanted = pattern.MustCompile(`联系|联络|对接|经办|接洽|咨询|找谁|找哪|问谁`)
	// publicLine is a number that is open to everybody for one purpose.
	publicLine = pattern.MustCompile(`举报|投诉|监督|信访|值班|服务|报名|报警|求助|热线|应急|救援|抢修|维权|接访`)
)

// mayCall reports whether a sentence may be shown to this question: the number of a
// contact is given to who asks for the contact, or by the contact's name, and never
// for the number of a public line.
func (q *query) mayCall(text string) bool {
	if !contactPerson.MatchString(text) {
		return true
	}
	if m := publicLine.FindString(q.text); m != "" {
		return strings.Contains(text, m)
	}
	if contactWanted.MatchString(q.text) || q.kind != askPhone && q.kind != askWho && !strings.Contains(q.text, "电话") {
		return true
	}
	key := bare(text)
	names := func(w word) bool {
		return w.class == content && runes(w.text) > 1 && !strings.Contains("联系电话号码手机", w.text) && strings.Contains(key, w.text)
	}
	return slices.ContainsFunc(q.words, names) || slices.ContainsFunc(q.context, names)
}
