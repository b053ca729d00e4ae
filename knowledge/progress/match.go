package progress

import (
	"sort"
	"strings"
)

const (
	likely = 0.35 // below it a task is not even a choice
	sure   = 0.55 // above it, and clear of the next, a task is meant
	margin = 0.2
	most   = 5    // choices that fit on a card
	slight = 0.02 // what a name in full is worth more than one without its verb
)

// Match finds the open task that a report speaks of, by the words of its hint, the
// line of work, the figures and the units. Where two are alike, or none is like
// enough, there is no task but choices, best first; never a guess.
func Match(hint, text string, open []Open) (task int64, choices []int64) {
	hint, text = strings.TrimSpace(fold(hint).s), fold(text).s
	if hint == "" || len(open) == 0 {
		return 0, nil
	}
	type candidate struct {
		id    int64
		score float64
	}
	shared := frequency(open)
	said := newSaid(text)
	var all []candidate
	for _, o := range open {
		s := alike(hint, said, o, shared)
		if thing := thingOf(hint); thing != hint { // 口袋公园建设 may stand as 新建口袋公园 there
			s = max(s, alike(thing, said, o, shared)-slight)
		}
		if s >= likely {
			all = append(all, candidate{o.ID, s})
		}
	}
	sort.SliceStable(all, func(i, j int) bool { return all[i].score > all[j].score })
	if len(all) > 0 && all[0].score >= sure && (len(all) == 1 || all[0].score-all[1].score >= margin) {
		return all[0].id, nil
	}
	for _, c := range all[:min(len(all), most)] {
		choices = append(choices, c.id)
	}
	return 0, choices
}

// frequency counts in how many tasks each pair of characters stands: what all tasks share tells none apart.
func frequency(open []Open) map[string]int {
	n := map[string]int{}
	for _, o := range open {
		seen := map[string]bool{}
		for _, p := range pairsOf(fold(o.What).s) {
			if !seen[p] {
				seen[p] = true
				n[p]++
			}
		}
	}
	return n
}

func pairsOf(s string) []string {
	var out []string
	var prev rune
	for _, r := range s {
		if !isWordRune(r) {
			prev = 0
			continue
		}
		if prev != 0 {
			out = append(out, string([]rune{prev, r}))
		}
		prev = r
	}
	return out
}

// said is what a report's text counts.
type said struct {
	units  map[string]bool
	values map[string]bool
	field  []int
}

func newSaid(text string) said {
	s := said{units: map[string]bool{}, values: map[string]bool{}, field: fieldsOf(text)}
	for _, f := range findFigures(text, nil) {
		if f.unit != "" && f.unit != "%" && f.unit != "个" && !isDuration(f.unit) {
			s.units[f.unit] = true
		}
		if f.value >= 10 {
			s.values[formatValue(f.value)+f.unit] = true
		}
	}
	return s
}

// alike is between 0 and about 1.5: the share of the hint's pairs that the task has, rare ones weighing
// more, with what the line of work, the units and an equal target add.
func alike(hint string, t said, o Open, shared map[string]int) float64 {
	what := fold(o.What).s
	var have, all float64
	for _, p := range pairsOf(hint) {
		w := 1.0
		if n := shared[p]; n > 1 {
			w = 1 / float64(n)
		}
		all += w
		if strings.Contains(what, p) {
			have += w
		}
	}
	score := 0.0
	if all > 0 {
		score = have / all
	}
	fields := fieldsOf(what)
	if common(fieldsOf(hint), fields) {
		score += 0.3
	} else if common(t.field, fields) {
		score += 0.15
	}
	if score == 0 {
		return 0
	}
	for _, f := range findFigures(fold(o.Target+" "+o.What).s, nil) {
		if t.values[formatValue(f.value)+f.unit] {
			score += 0.2
		}
		if t.units[f.unit] {
			score += 0.1
		}
	}
	if o.Lead {
		score += 0.05
	}
	return score
}
