package answer

import (
	"strconv"

	"liangshan/knowledge/pattern"
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
