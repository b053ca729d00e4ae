package knowledge

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"

	"liangshan/knowledge/answer"
	"liangshan/store"
	"liangshan/store/day"
)

// record looks into what departments reported, for one question. A fault is kept
// for whoever asked: the engine of answers knows nothing of databases.
type record struct {
	ctx context.Context
	db  *store.DB
	now time.Time
	err error
}

// consult answers from the shelf and the record as they stand.
func (l *Library) consult(ctx context.Context, shelf *answer.Shelf, q answer.Question) (answer.Answer, error) {
	r := &record{ctx: ctx, db: l.db, now: q.Now}
	q.Record = r
	a := shelf.Ask(q)
	if r.err != nil {
		return answer.Answer{}, fmt.Errorf("knowledge: record: %w", r.err)
	}
	return a, nil
}

// AsksRecord reports whether the record, not the documents, answers a question.
func (l *Library) AsksRecord(ctx context.Context, q answer.Question) (bool, error) {
	shelf, err := l.current(ctx)
	if err != nil {
		return false, err
	}
	r := &record{ctx: ctx, db: l.db, now: q.Now}
	q.Record = r
	ok := shelf.AsksRecord(q)
	if r.err != nil {
		return false, fmt.Errorf("knowledge: record: %w", r.err)
	}
	return ok, nil
}

// read looks into the record, and keeps the first fault.
func (r *record) read(look func(*store.View) error) {
	if err := r.db.Read(r.ctx, look); r.err == nil {
		r.err = err
	}
}

// mostLooked bounds the updates that are looked through where no time is named.
const mostLooked = 40_000

// Said goes through the record latest first.
func (r *record) Said(w answer.Wanted, about func(text string, task int64) bool, n int) (out []answer.Update, older int) {
	r.read(func(v *store.View) error {
		var found []store.Statement
		looked := 0
		err := v.Statements(w.Units, func(s store.Statement) bool {
			sent := day.Of(s.SentAt)
			switch {
			case !w.Within(sent) || !about(s.Text, s.TaskID):
			case len(found) < n:
				found = append(found, s)
			default:
				older++
			}
			looked++
			if w.Timed() {
				return !sent.Before(w.From)
			}
			return looked < mostLooked && older == 0
		})
		if err == nil {
			out, err = updatesOf(v, found)
		}
		return err
	})
	return out, older
}

// updatesOf reads what was found in full: the task as it is in force, and what is
// carried on of its problems.
func updatesOf(v *store.View, found []store.Statement) ([]answer.Update, error) {
	cases, err := v.OpenProblems(0)
	if err != nil {
		return nil, err
	}
	var out []answer.Update
	for _, s := range found {
		u, err := v.Update(s.ReportID)
		if err != nil {
			return nil, err
		}
		at := slices.IndexFunc(u.Records, func(x store.Record) bool { return x.ID == s.RecordID })
		row := updateRow(u, u.Records[at])
		if s.TaskID != 0 {
			t, err := v.TaskInForce(s.TaskID)
			if err != nil {
				return nil, err
			}
			row.TaskID, row.Task = t.ID, t.What
		}
		for _, c := range cases {
			if row.TaskID != 0 && c.TaskID == row.TaskID && c.Department.Name == row.Department {
				row.Case = &answer.Case{ID: c.ID, Since: c.Since, Reports: c.Reports, Answer: c.Answer}
			}
		}
		out = append(out, row)
	}
	return out, nil
}

func updateRow(u store.Update, r store.Record) answer.Update {
	return answer.Update{
		TaskID: r.TaskID, Hint: r.Hint, Department: r.Department.Name, Status: statusWord(r.Status), Percent: r.Percent, Text: cmp.Or(r.Text, u.Text),
		Problems: r.Problems, SentAt: u.SentAt, Confirmed: u.State == store.ReportConfirmed, ChatID: u.ChatID, MessageID: u.MessageID,
	}
}

// Idle lists the open tasks of which nothing was confirmed for so many days.
func (r *record) Idle(w answer.Wanted) (out []answer.Idle) {
	r.read(func(v *store.View) error {
		tasks, err := tasksOf(v, w.Units, r.now)
		if err != nil {
			return err
		}
		last, err := lastSent(v, tasks)
		for _, t := range tasks {
			at := last[t.Latest]
			if t.Closed || t.Status == store.RecordDone || !at.IsZero() && day.Of(r.now).Sub(day.Of(at)) < w.Days {
				continue
			}
			out = append(out, answer.Idle{TaskID: t.ID, What: t.What, Lead: t.Names(store.Lead), Last: at})
		}
		return err
	})
	slices.SortStableFunc(out, func(x, y answer.Idle) int { return x.Last.Compare(y.Last) })
	return out
}

// tasksOf lists the tasks of these units, each once, of all where none is named.
func tasksOf(v *store.View, units []string, asOf time.Time) ([]store.Task, error) {
	if len(units) == 0 {
		return v.Tasks(store.TaskFilter{AsOf: asOf})
	}
	var out []store.Task
	for _, u := range units {
		list, err := v.Tasks(store.TaskFilter{Unit: u, AsOf: asOf})
		if err != nil {
			return nil, err
		}
		for _, t := range list {
			if !slices.ContainsFunc(out, func(o store.Task) bool { return o.ID == t.ID }) {
				out = append(out, t)
			}
		}
	}
	return out, nil
}

// lastSent is when the latest record of each task was sent, by the record.
func lastSent(v *store.View, tasks []store.Task) (map[int64]time.Time, error) {
	sources, err := v.Sources(tasks)
	out := map[int64]time.Time{}
	for _, u := range sources {
		for _, r := range u.Records {
			out[r.ID] = u.SentAt
		}
	}
	return out, err
}
