package answer

import (
	"slices"
	"strconv"
	"strings"

	"liangshan/knowledge/pattern"
	"liangshan/knowledge/units"
)

// mostLed asks which body has most to do: 哪个单位牵头的任务最多.
var mostLed = pattern.MustCompile(`(?:哪一?个|哪家|谁|什么)(?:单位|部门|局|镇街?)?(?:牵头|负责|承担)的?` + dueNoun + `?(最[多少])|(?:牵头|负责|承担)的?` + dueNoun + `?(最[多少])的?(?:是|单位|部门)*(?:哪|谁)`)

// mostTasks lists, of each document, the tasks of the body that leads most or fewest.
func (s *Shelf) mostTasks(q *query, most bool) (Answer, bool) {
	type body struct{ doc, name string }
	led := map[body][]entry{}
	var bodies []body
	for _, e := range onceEach(s.atHome(q, s.entriesFor(q))) {
		for _, n := range e.row.Lead {
			b := body{e.docRank(), n}
			if led[b] == nil {
				bodies = append(bodies, b)
			}
			led[b] = append(led[b], e)
		}
	}
	best := map[string]int{}
	for _, b := range bodies {
		if n, ok := best[b.doc]; !ok || n != len(led[b]) && (n < len(led[b])) == most {
			best[b.doc] = len(led[b])
		}
	}
	out := Answer{Kind: Answered}
	for _, b := range bodies {
		n := len(led[b])
		if n != best[b.doc] || n < 2 && most {
			continue
		}
		a := s.sayList(q, led[b])
		a.Lines = []Line{{Code: CountUnit, Args: []string{b.name, strconv.Itoa(n), strconv.Itoa(n), "0"}}}
		out.join(a)
	}
	return out, len(out.Rows) > 0
}

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
