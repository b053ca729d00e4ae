package store

import (
	"database/sql"
	"fmt"
	"time"
)

// Trend counts the ledger's tasks by status as of several instants, in order.
func (v *View) Trend(l Ledger, ends []time.Time) ([]Counts, error) {
	if len(ends) == 0 {
		return nil, nil
	}
	at := map[int64]int{}
	for i, t := range l.Tasks {
		at[t.ID] = i
	}
	stands := make([]standing, len(l.Tasks))
	note := func(row int64, s standing) {
		if i, ok := at[l.Rows[row]]; ok && (stands[i].record == 0 || s.later(stands[i])) {
			stands[i] = s
		}
	}
	first, err := v.latest(stamp(ends[0]))
	if err != nil {
		return nil, fmt.Errorf("store: trend: %w", err)
	}
	for row, s := range first {
		note(row, s)
	}
	closed, err := v.closings()
	if err != nil {
		return nil, err
	}
	out := make([]Counts, len(ends))
	for k, end := range ends {
		if k > 0 {
			if err := v.recordsBetween(ends[k-1], end, note); err != nil {
				return nil, err
			}
		}
		out[k].Total = len(l.Tasks)
		for i, t := range l.Tasks {
			when, ok := closed[t.ID]
			out[k].add(Task{Status: stands[i].status, Closed: ok && !when.After(end)})
		}
	}
	return out, nil
}

// recordsBetween reads what was confirmed of what was sent after one instant until another.
func (v *View) recordsBetween(from, to time.Time, note func(row int64, s standing)) error {
	err := v.query(`SELECT x.task_id, x.id, p.sent_at, x.status FROM report p JOIN record x ON x.report_id = p.id
		WHERE p.state = 'confirmed' AND p.sent_at > ? AND p.sent_at <= ? AND x.task_id IS NOT NULL`, []any{stamp(from), stamp(to)}, func(r *sql.Rows) error {
		var row int64
		var s standing
		err := r.Scan(&row, &s.record, &s.sent, &s.status)
		note(row, s)
		return err
	})
	if err != nil {
		return fmt.Errorf("store: trend: %w", err)
	}
	return nil
}

// closings are the instants at which tasks were closed.
func (v *View) closings() (map[int64]time.Time, error) {
	out := map[int64]time.Time{}
	err := v.query(`SELECT id, closed_at FROM task WHERE closed_at IS NOT NULL`, nil, func(r *sql.Rows) error {
		var id int64
		var at time.Time
		err := r.Scan(&id, scanTime{&at})
		out[id] = at
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("store: closings: %w", err)
	}
	return out, nil
}
