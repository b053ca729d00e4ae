package knowledge

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"

	"liangshan/knowledge/pattern"
	"liangshan/knowledge/segment"
	"liangshan/knowledge/units"
	"liangshan/store"
)

// matcher finds, for each duty of a new version, the task that it was before:
// the same words wherever they stand now, else the most alike of what is left.
type matcher struct {
	old   []profile
	rows  []row
	now   []profile
	taken []bool // of old
	into  []int  // of old: the row that an untaken task went into, -1 if none
}

// profile is what of a task tells whether it is the same as another.
type profile struct {
	task  *store.Task
	words string   // folded
	pairs []uint64 // of neighbouring characters, figures made alike, sorted
	named []string // units named in the words
	leads []string
}

var figures = pattern.MustCompile(`[0-9][0-9.,]*`)

func profileOf(t *store.Task, roster *units.Roster) profile {
	p := profile{task: t, words: segment.Key(t.What), leads: t.Names(store.Lead)}
	r := []rune(figures.ReplaceAllString(p.words, "0"))
	for i := 0; i+1 < len(r); i++ {
		p.pairs = append(p.pairs, uint64(r[i])<<32|uint64(r[i+1]))
	}
	slices.Sort(p.pairs)
	for _, m := range roster.Find(t.What) {
		p.named = append(p.named, m.Name)
	}
	return p
}

func newMatcher(before []store.Task, rows []row, roster *units.Roster) *matcher {
	m := &matcher{rows: rows, taken: make([]bool, len(before)), into: make([]int, len(before))}
	if len(before) == 0 {
		return m
	}
	for i := range before {
		m.old, m.into[i] = append(m.old, profileOf(&before[i], roster)), -1
	}
	for i := range rows {
		m.now = append(m.now, profileOf(&rows[i].now, roster))
	}
	return m
}

// match pairs the most alike first, over the whole document, so that one row's
// likeness cannot take what is another's own.
func (m *matcher) match() {
	if len(m.old) == 0 {
		return
	}
	type pair struct {
		old, now int
		score    float64
	}
	var all []pair
	for i := range m.old {
		for j := range m.now {
			if s := m.score(i, j); s >= alike {
				all = append(all, pair{i, j, s})
			}
		}
	}
	slices.SortFunc(all, func(a, b pair) int {
		return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(a.old, b.old), cmp.Compare(a.now, b.now))
	})
	for _, p := range all {
		if !m.taken[p.old] && m.rows[p.now].was == nil {
			m.give(p.old, p.now)
		}
	}
	m.lead()
	m.join()
	m.cut()
}

func (m *matcher) give(old, now int) {
	m.taken[old] = true
	m.rows[now].was = m.old[old].task
}

// alike is how much of the words two duties must share to be one; bonus is how
// much less will do where all else is the same.
const (
	alike = 0.6
	bonus = 0.1
)

// score is the likeness of the words, corrected by what else makes a duty itself.
func (m *matcher) score(i, j int) float64 {
	a, b := &m.old[i], &m.now[j]
	both := float64(max(len(a.pairs)+len(b.pairs), 1))
	if least := alike - bonus; a.words != b.words && 2*float64(min(len(a.pairs), len(b.pairs)))/both < least {
		return 0
	}
	s := float64(segment.Shared(a.pairs, b.pairs)) * 2 / both
	if a.words == b.words {
		s = 1.2
	}
	if s < alike-bonus {
		return 0
	}
	if strange(a.named, b.named) {
		s -= 0.3
	}
	switch {
	case strange(a.leads, b.leads):
		s -= 0.1
	case len(a.leads) > 0 && slices.Equal(a.leads, b.leads):
		s += 0.06
	}
	if a.task.DueText != "" && a.task.DueText == b.task.DueText {
		s += 0.04
	}
	if a.task.Target != "" && a.task.Target == b.task.Target {
		s += 0.04
	}
	if a.task.Origin == b.task.Origin {
		s += 0.02
	}
	return s - 0.01*drift(i, len(m.old), j, len(m.now))
}

// drift is how far a duty moved within its document, from 0 to 1.
func drift(i, n, j, k int) float64 {
	d := float64(i)/float64(n) - float64(j)/float64(k)
	return max(d, -d)
}

// strange reports whether two lists of names have nothing in common.
func strange(a, b []string) bool {
	if len(a) == 0 || len(b) == 0 {
		return false
	}
	return !slices.ContainsFunc(a, func(s string) bool { return slices.Contains(b, s) })
}

// lead gives a duty's number to the row that counts: where the words that
// counted are gone, the row that said them again takes over their number and
// record; where new words count now, they take the number of the row.
func (m *matcher) lead() {
	at := map[int64]int{}
	for i := range m.old {
		at[m.old[i].task.ID] = i
	}
	for j := range m.rows {
		r := &m.rows[j]
		if r.was != nil && r.restates < 0 && r.was.Restates != 0 {
			if head, ok := at[r.was.Restates]; ok && !m.taken[head] {
				m.taken[at[r.was.ID]] = false
				m.give(head, j)
			}
		}
		if r.was == nil || r.restates < 0 || r.was.Restates != 0 {
			continue
		}
		if head := &m.rows[r.restates]; head.was == nil {
			head.was, r.was = r.was, nil
		}
	}
}

// contained is how much of a text must stand in another to have gone into it.
const (
	contained = 0.8
	telling   = 4 // pairs; fewer say nothing
)

// within is the share of a's pairs that b has too.
func within(a, b *profile) float64 {
	if len(a.pairs) < telling || strange(a.named, b.named) {
		return 0
	}
	return float64(segment.Shared(a.pairs, b.pairs)) / float64(len(a.pairs))
}

// join finds old tasks that a new version says together with another one. The
// number stays with the one that is least far, so that half is not taken for whole.
func (m *matcher) join() {
	for i := range m.old {
		if m.taken[i] || m.old[i].task.Restates != 0 || m.old[i].task.State == store.TaskRejected {
			continue
		}
		best := contained
		for j := range m.rows {
			was := m.rows[j].was
			if was == nil || m.rows[j].restates >= 0 {
				continue
			}
			mate := m.oldOf(was)
			if s := within(&m.old[i], &m.now[j]); s >= best && within(&m.old[i], mate) < contained && mate.words != m.now[j].words {
				best, m.into[i] = s, j
			}
		}
		if m.into[i] < 0 {
			continue
		}
		r := &m.rows[m.into[i]]
		if further(r.was, m.old[i].task) {
			k := slices.IndexFunc(m.old, func(p profile) bool { return p.task == r.was })
			m.taken[k], m.into[k] = false, m.into[i]
			m.into[i] = -1
			m.give(i, m.into[k])
		}
	}
	for i := range m.old {
		if n := m.into[i]; n >= 0 && !m.taken[i] {
			r := &m.rows[n]
			if len(r.joined) == 0 {
				r.joined = append(r.joined, r.was.ID)
			}
			r.joined = append(r.joined, m.old[i].task.ID)
		}
	}
}

func (m *matcher) oldOf(t *store.Task) *profile {
	for i := range m.old {
		if m.old[i].task == t {
			return &m.old[i]
		}
	}
	return &profile{task: t}
}

// further reports whether a is nearer to its end than b.
func further(a, b *store.Task) bool {
	done := func(t *store.Task) bool { return t.Closed || t.Status == store.RecordDone }
	if done(a) != done(b) {
		return done(a)
	}
	return a.Latest == 0 && b.Latest != 0 // both open: the one that was reported on keeps its record
}

// cut finds new duties that were a part of an old one.
func (m *matcher) cut() {
	for j := range m.rows {
		r := &m.rows[j]
		if r.was != nil || r.restates >= 0 {
			continue
		}
		best := contained
		for k := range m.rows {
			was := m.rows[k].was
			if was == nil || k == j || m.rows[k].restates == j {
				continue
			}
			whole := m.oldOf(was)
			if s := within(&m.now[j], whole); s >= best && within(&m.now[j], &m.now[k]) < contained {
				best, r.cutFrom = s, was.ID
			}
		}
	}
}

// sameValue reports whether two readings agree in a field, in what a department must know.
func sameValue(a, b store.Task, f store.Field) bool {
	switch f {
	case store.FieldWhat:
		return segment.Key(a.What) == segment.Key(b.What) && a.StrengthWord == b.StrengthWord
	case store.FieldDue:
		x, y := a.Due(), b.Due()
		if x.To.IsZero() && y.To.IsZero() {
			return segment.Key(x.Text) == segment.Key(y.Text) && x.Recurrence == y.Recurrence
		}
		return x.From == y.From && x.To == y.To && x.Recurrence == y.Recurrence
	case store.FieldTarget:
		return segment.Key(a.Target) == segment.Key(b.Target)
	}
	x, errX := encode(a.Value(f))
	y, errY := encode(b.Value(f))
	return errX == nil && errY == nil && string(x) == string(y)
}

func encode(v any) (json.RawMessage, error) {
	raw, err := json.Marshal(v)
	if err != nil {
		return nil, fmt.Errorf("knowledge: encode: %w", err)
	}
	return raw, nil
}
