package knowledge

import (
	"slices"
	"strings"

	"liangshan/knowledge/segment"
	"liangshan/store"
)

// matcher finds, for a duty of a new version, the duty that it was before: the
// same words, else the most alike of what is left.
type matcher struct {
	free []*store.Task
}

func newMatcher(list []store.Task) *matcher {
	m := &matcher{}
	for i := range list {
		m.free = append(m.free, &list[i])
	}
	return m
}

// alike is how much of the words two duties must share to be one.
const alike = 0.6

func (m *matcher) take(t store.Task) *store.Task {
	best, at := alike, -1
	for i, f := range m.free {
		if s := likeness(f.What, t.What); s > best || (s == best && at < 0) {
			best, at = s, i
		}
	}
	if at < 0 {
		return nil
	}
	found := m.free[at]
	m.free = slices.Delete(m.free, at, at+1)
	return found
}

func (m *matcher) left() []store.Task {
	var out []store.Task
	for _, f := range m.free {
		out = append(out, *f)
	}
	return out
}

// likeness is the share of character pairs that two texts have in common.
func likeness(a, b string) float64 {
	x, y := pairs(a), pairs(b)
	if len(x) == 0 || len(y) == 0 {
		return 0
	}
	shared := 0
	for p, n := range x {
		shared += min(n, y[p])
	}
	return 2 * float64(shared) / float64(total(x)+total(y))
}

func pairs(s string) map[string]int {
	r := []rune(segment.Fold(s).Text)
	out := map[string]int{}
	for i := 0; i+1 < len(r); i++ {
		out[string(r[i:i+2])]++
	}
	return out
}

func total(m map[string]int) int {
	n := 0
	for _, k := range m {
		n += k
	}
	return n
}

// sameDuty reports whether nothing changed that a department must know.
func sameDuty(a, b store.Task) bool {
	return segment.Fold(a.What).Text == segment.Fold(b.What).Text && a.DueTo == b.DueTo && a.DueFrom == b.DueFrom && a.Recurrence == b.Recurrence &&
		a.Target == b.Target && a.StrengthWord == b.StrengthWord && unitsKey(a) == unitsKey(b)
}

func unitsKey(t store.Task) string {
	var b strings.Builder
	for _, u := range t.Units {
		b.WriteString(string(u.Role) + u.Name + ";")
	}
	return b.String()
}
