package knowledge

import (
	"slices"
	"sync"
	"time"

	"liangshan/knowledge/answer"
	"liangshan/store"
)

// register is the tasks in force, read again when the register changes. A report
// does not change it: of the tasks it moves nothing but their status.
type register struct {
	mu    sync.Mutex
	ready bool
	rev   int64
	list  []store.Task
}

// tasks is the register as v sees it, without status. Nobody writes to it.
func (r *register) tasks(v *store.View) ([]store.Task, error) {
	rev, err := v.Revision()
	if err != nil {
		return nil, err
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.ready && r.rev == rev.Register {
		return r.list, nil
	}
	list, err := v.Register()
	if err == nil {
		r.ready, r.rev, r.list = true, rev.Register, list
	}
	return list, err
}

// standing is the register with where each task stands, as answers consult it.
func (r *register) standing(v *store.View) ([]answer.Task, error) {
	list, err := r.tasks(v)
	if err != nil {
		return nil, err
	}
	list = slices.Clone(list)
	if err := v.Stand(list, time.Time{}); err != nil {
		return nil, err
	}
	rows := make([]answer.Task, len(list))
	for i := range list {
		rows[i] = taskRow(&list[i])
	}
	return rows, nil
}

func taskRow(t *store.Task) answer.Task {
	row := answer.Task{
		ID: t.ID, DocID: t.DocumentID, Seq: t.Seq, What: t.What, Lead: t.Names(store.Lead), Support: t.Names(store.Support),
		DueText: t.DueText, DueFrom: t.DueFrom, DueTo: t.DueTo, Recurrence: t.Recurrence, Strength: t.Strength, StrengthWord: t.StrengthWord,
		Target: t.Target, Indicator: t.Indicator, Place: t.Place, Source: t.Source, Origin: t.Origin, Percent: t.Percent, Restates: t.Restates,
		Status: statusWord(t.Status), Confirmed: t.State == store.TaskConfirmed,
	}
	for _, u := range t.Units {
		row.LeadGroup = row.LeadGroup || (u.Role == store.Lead && u.Kind == "group")
		row.SupportGroup = row.SupportGroup || (u.Role == store.Support && u.Kind == "group")
	}
	switch {
	case t.Closed:
		row.Status = "closed"
	case t.Latest == 0:
		row.Status = ""
	}
	return row
}

// statusWord is the name that readers of messages use; the record says behind, they say delayed.
func statusWord(s store.RecordStatus) string {
	if s == store.RecordBehind {
		return "delayed"
	}
	return string(s)
}
