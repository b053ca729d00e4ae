package answer

import (
	"slices"
	"strings"

	"liangshan/knowledge/pattern"
)

// A plan closes a task with who does it and by when: （牵头单位：甲局；责任单位：乙局；完成时限：6月底）.
var (
	bracketPart  = pattern.MustCompile(`(牵头单位|牵头部门|责任单位|配合单位|协办单位|参与单位|责任部门|配合部门|完成时限|完成时间|办结时限|时限)[：:]([^；;）)]+)`)
	leadPart     = pattern.MustCompile(`^牵头`)
	supportPart  = pattern.MustCompile(`^(?:配合|协办|参与)`)
	eitherPart   = pattern.MustCompile(`^责任`)
	deadlinePart = pattern.MustCompile(`时限|时间`)
)

// fromBracket answers a follow-up that names no matter of its own (配合单位呢, 这项啥时候完成)
// from what closes the passage just shown.
func (s *Shelf) fromBracket(q *query) (Answer, bool) {
	if len(q.near) == 0 || q.kind != askWho && q.kind != askWhen || q.prior == nil || slices.ContainsFunc(q.words, func(w word) bool { return w.class == content && !w.spare && !leadWord.MatchString(w.text) }) {
		return Answer{}, false
	}
	for _, id := range q.prior.At {
		at, ok := s.desk.byID[id]
		if !ok {
			continue
		}
		p := &s.desk.passages[at]
		parts := bracketPart.FindAllStringSubmatch(p.clause.Text, -1)
		for _, m := range parts {
			if !q.wantsPart(m[1], parts) {
				continue
			}
			a := Answer{Kind: Answered}
			name := quoteWhole(withoutLabel(s.desk.sentences[p.first].text))
			a.Lines = append(a.Lines,
				Line{Code: Quoted, Text: name, Cites: []int{a.cite(p, name)}},
				Line{Code: RowCell, Args: []string{m[1]}, Text: strings.TrimSpace(m[2]), Cites: []int{a.cite(p, m[0])}})
			return a, true
		}
	}
	return Answer{}, false
}

// wantsPart reports whether a part of the bracket is what was asked for. 责任单位 beside
// 牵头单位 are those that help; alone they are those that answer for it.
func (q *query) wantsPart(label string, parts [][]string) bool {
	led := false
	for _, m := range parts {
		led = led || leadPart.MatchString(m[1])
	}
	switch {
	case q.kind == askWhen:
		return deadlinePart.MatchString(label)
	case supportAsked.MatchString(q.text):
		return supportPart.MatchString(label) || led && eitherPart.MatchString(label)
	}
	if strings.Contains(q.text, "责任") {
		return eitherPart.MatchString(label) || led && leadPart.MatchString(label) && !strings.Contains(parts[len(parts)-1][0], "责任")
	}
	return leadPart.MatchString(label) || eitherPart.MatchString(label) && !led
}
