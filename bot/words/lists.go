package words

import (
	"sort"

	"liangshan/knowledge"
	"liangshan/store"
	"liangshan/store/day"
)

// TaskList is tasks to be shown, with the documents that they stand in.
type TaskList struct {
	Unit     string // whose list it is; "" for everybody's
	Status   string // what it was narrowed to: overdue, doubtful or a status; "" for all
	From, To day.Date
	Today    day.Date
	Tasks    []store.Task
	Overdue  []store.Task
	Rhythms  []store.Task // with a rhythm, which may fall into the days asked for
	Docs     map[int64]store.Document
}

// Cite reads the documents of the tasks.
func (l *TaskList) Cite(v *store.View) error {
	docs, err := v.Documents()
	l.Docs = map[int64]store.Document{}
	for _, d := range docs {
		l.Docs[d.ID] = d
	}
	return err
}

// Sort orders by due day; what has none comes last.
func (l *TaskList) Sort() {
	sort.SliceStable(l.Tasks, func(i, j int) bool {
		a, b := l.Tasks[i].DueTo, l.Tasks[j].DueTo
		if a.IsZero() || b.IsZero() {
			return !a.IsZero() && b.IsZero()
		}
		return a.Before(b)
	})
}

// Led is what the unit leads.
func (l TaskList) Led() []store.Task { return l.role(store.Lead) }

// Supported is what the unit supports and does not lead.
func (l TaskList) Supported() []store.Task {
	var out []store.Task
	for _, t := range l.role(store.Support) {
		if !t.Has(store.Lead, l.Unit) {
			out = append(out, t)
		}
	}
	return out
}

func (l TaskList) role(r store.Role) []store.Task {
	var out []store.Task
	for _, t := range l.Tasks {
		if t.Has(r, l.Unit) {
			out = append(out, t)
		}
	}
	return out
}

// Item is one task with what the list knows around it.
type Item struct {
	No    int
	Task  store.Task
	Doc   store.Document
	Today day.Date
}

// Items numbers tasks for a template.
func (l TaskList) Items(tasks []store.Task) []Item {
	var out []Item
	for i, t := range tasks {
		out = append(out, Item{i + 1, t, l.Docs[t.DocumentID], l.Today})
	}
	return out
}

// Lead is the task's lead units.
func (i Item) Lead() []string { return i.Task.Names(store.Lead) }

// Support is the task's supporting units.
func (i Item) Support() []string { return i.Task.Names(store.Support) }

// Overdue reports whether the due day has passed.
func (i Item) Overdue() bool { return i.Task.Overdue(i.Today) }

// Status is the task's status word, closed before all.
func (i Item) Status() string {
	if i.Task.Closed {
		return "closed"
	}
	return string(i.Task.Status)
}

// Refusal is the reason of a refused file, in a sentence.
func Refusal(r knowledge.Receipt) (string, error) {
	if r.Refusal == nil {
		return "", nil
	}
	return Line("refusal."+string(r.Refusal.Reason), r.Refusal)
}
