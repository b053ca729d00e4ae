package store

import "strings"

// Focus narrows a ledger to a department, to what bears some words (a task, an
// indicator, a figure's name), or to both. The zero Focus keeps everything.
type Focus struct {
	Unit  string // full name
	Words string
}

// IsZero reports whether the focus keeps everything.
func (f Focus) IsZero() bool { return f == Focus{} }

// Narrow keeps what the focus is on and counts again. Whether a department
// reported stays what it was: silence about one task is not silence.
func (l Ledger) Narrow(f Focus) Ledger {
	if f.IsZero() {
		return l
	}
	kept := map[int64]bool{}
	tasks := l.Tasks
	l.Counts, l.Tasks, l.Overdue, l.DueSoon, l.Blocked = Counts{}, nil, nil, nil, nil
	for _, t := range tasks {
		if f.task(t) {
			kept[t.ID] = true
			l.Tasks = append(l.Tasks, t)
		}
	}
	l.countTasks()
	l.Updates, l.Pending = f.updates(l.Updates, l.Rows, kept), f.updates(l.Pending, l.Rows, kept)
	l.narrowDepartments(f)
	return l
}

func (f Focus) task(t Task) bool {
	return (f.Unit == "" || t.Has(Lead, f.Unit) || t.Has(Support, f.Unit)) &&
		(f.Words == "" || bears(t.What, f.Words) || bears(t.Indicator, f.Words))
}

func (f Focus) updates(list []Update, rows map[int64]int64, kept map[int64]bool) []Update {
	var out []Update
	for _, u := range list {
		if len(u.Records) == 0 && f.Words == "" && u.Department.Name == f.Unit {
			out = append(out, u)
		}
		var records []Record
		for _, r := range u.Records {
			if f.record(r, kept[rows[r.TaskID]]) {
				records = append(records, r)
			}
		}
		if len(records) > 0 {
			u.Records = records
			out = append(out, u)
		}
	}
	return out
}

func (f Focus) record(r Record, kept bool) bool {
	if f.Unit != "" && r.Department.Name != f.Unit {
		return false
	}
	if f.Words == "" || kept || bears(r.Hint, f.Words) || strings.Contains(r.Text, f.Words) {
		return true
	}
	for _, m := range r.Metrics {
		if bears(m.Name, f.Words) {
			return true
		}
	}
	return false
}

func (l *Ledger) narrowDepartments(f Focus) {
	said, waiting := map[string]int{}, map[string]int{}
	for _, u := range l.Updates {
		for name, n := range speaksFor(u) {
			said[name] += n
		}
	}
	for _, u := range l.Pending {
		for name := range speaksFor(u) {
			waiting[name]++
		}
	}
	concerned := func(name string) bool {
		if f.Unit != "" {
			return name == f.Unit
		}
		if said[name]+waiting[name] > 0 {
			return true
		}
		for _, t := range l.Tasks {
			if t.Has(Lead, name) {
				return true
			}
		}
		return false
	}
	lines, missing := l.Departments, l.Missing
	l.Departments, l.Missing = nil, nil
	for _, d := range lines {
		if concerned(d.Department.Name) {
			d.Updates, d.Pending = said[d.Department.Name], waiting[d.Department.Name]
			l.Departments = append(l.Departments, d)
		}
	}
	for _, name := range missing {
		if concerned(name) {
			l.Missing = append(l.Missing, name)
		}
	}
}

// bears reports whether a name holds the words: together, or in order with a few
// characters between (清流河修复 in 清流河生态修复).
func bears(name, words string) bool {
	if words == "" || name == "" {
		return false
	}
	if strings.Contains(name, words) {
		return true
	}
	n, w := []rune(name), []rune(words)
	if len(w) < 4 {
		return false
	}
	for i := range n {
		if n[i] == w[0] && inOrder(n[i:min(len(n), i+len(w)+maxBetween)], w) {
			return true
		}
	}
	return false
}

// maxBetween is how many characters may stand between the words asked for.
const maxBetween = 4

func inOrder(n, w []rune) bool {
	at := 0
	for _, r := range n {
		if at < len(w) && r == w[at] {
			at++
		}
	}
	return at == len(w)
}
