package answer

import (
	"slices"
	"strings"

	"liangshan/knowledge/pattern"
	"liangshan/knowledge/units"
)

// withListedUnits is the question for tasks with the body or the group that it names as
// the register writes it, and that no roster knows: 各镇街, 高新区管委会 of 铜梁高新区管委会.
func (s *Shelf) withListedUnits(q *query) *query {
	if q.kind != askTasks || slices.ContainsFunc(q.units, func(m units.Mention) bool { return m.Known || len(m.Ambiguous) > 0 }) {
		return q
	}
	best := ""
	for _, e := range s.entriesFor(q) {
		for _, n := range slices.Concat(e.row.Lead, e.row.Support) {
			if runes(tailIn(n, q.text)) > runes(tailIn(best, q.text)) {
				best = n
			}
		}
	}
	if best == "" {
		return q
	}
	as := *q
	as.units = []units.Mention{{Name: best, Text: best}}
	as.words = slices.DeleteFunc(slices.Clone(q.words), func(w word) bool { return strings.Contains(bare(best), w.text) })
	return &as
}

// shortestTail is from how many characters the end of a name stands for it.
const shortestTail = 4

// levelEnds ends what makes another body of the same name: 县 before 生态环境局.
var levelEnds = pattern.MustCompile(`[省市区县旗州镇乡]$`)

// tailIn is the end of a name that a text has, or all of it.
func tailIn(name, text string) string {
	rs := []rune(bare(name))
	for i := range rs {
		t := string(rs[i:])
		if before, _, ok := strings.Cut(text, t); ok && (i == 0 && len(rs) > 2 || len(rs)-i >= shortestTail && !levelEnds.MatchString(before)) {
			return t
		}
	}
	return ""
}
