package store

import (
	"database/sql"
	"encoding/json"
	"fmt"
	"time"
)

// standing is where a task stands by its latest confirmed record.
type standing struct {
	record  int64
	sent    string
	status  RecordStatus
	percent *float64
}

// later reports whether s was said after o.
func (s standing) later(o standing) bool {
	return s.sent > o.sent || (s.sent == o.sent && s.record > o.record)
}

// turnBack gives tasks the 销号 and the due time that they had at an instant: what
// was decided later is undone, the latest first.
func (v *View) turnBack(list []Task, until string) error {
	at := make(map[int64]int, len(list))
	for i := range list {
		at[list[i].ID] = i
	}
	err := v.query(`SELECT task_id, field, old FROM task_change WHERE at > ? AND field IN ('closed', 'due') ORDER BY id DESC`, []any{until}, func(r *sql.Rows) error {
		var id int64
		var field Field
		var old json.RawMessage
		if err := r.Scan(&id, &field, scanJSON{&old}); err != nil {
			return err
		}
		i, ok := at[id]
		if !ok {
			return nil
		}
		if err := list[i].SetValue(field, old); err != nil {
			return err
		}
		if list[i].DueText == list[i].FirstDue {
			list[i].FirstDue = ""
		}
		if !list[i].Closed {
			list[i].Evidence = ""
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("store: tasks as of %s: %w", until, err)
	}
	return nil
}

// recentRecords is how many records are read latest first, before the tasks that
// none of them speaks of are looked up one by one. Most offices hear of most of
// their tasks within it; what is silent for long has little to look through.
const recentRecords = 500

// Stand gives tasks their status: by the latest record of any row of their family,
// among those sent until asOf, or among all where that is zero.
func (v *View) Stand(list []Task, asOf time.Time) error {
	if len(list) == 0 {
		return nil
	}
	latest, err := v.latest(TaskFilter{AsOf: asOf}.until())
	if err != nil || len(latest) == 0 {
		return wrapTasks(err)
	}
	families, err := v.families()
	if err != nil {
		return wrapTasks(err)
	}
	for i := range list {
		var best standing
		for _, row := range families.rows(list[i].Root) {
			if s, ok := latest[row]; ok && (best.record == 0 || s.later(best)) {
				best = s
			}
		}
		if best.record != 0 {
			list[i].Status, list[i].Percent, list[i].Latest = best.status, best.percent, best.record
		}
	}
	return nil
}

// latest finds, for each row of the register, the latest confirmed record filed under it.
func (v *View) latest(until string) (map[int64]standing, error) {
	out := map[int64]standing{}
	read := 0
	scan := func(r *sql.Rows) error {
		var row int64
		var s standing
		if err := r.Scan(&row, &s.record, &s.sent, &s.status, &s.percent); err != nil {
			return err
		}
		read++
		if _, ok := out[row]; !ok {
			out[row] = s
		}
		return nil
	}
	err := v.query(`SELECT x.task_id, x.id, p.sent_at, x.status, x.percent FROM report p JOIN record x ON x.report_id = p.id
		WHERE p.state = 'confirmed' AND p.sent_at <= ? AND x.task_id IS NOT NULL ORDER BY p.sent_at DESC, x.id DESC LIMIT ?`, []any{until, recentRecords}, scan)
	if err != nil || read < recentRecords {
		return out, err
	}
	found := make([]int64, 0, len(out))
	for row := range out {
		found = append(found, row)
	}
	known, err := jsonText(found)
	if err != nil {
		return nil, err
	}
	err = v.query(`SELECT t.id, x.id, p.sent_at, x.status, x.percent FROM task t JOIN record x ON x.id = (
			SELECT y.id FROM record y CROSS JOIN report q ON q.id = y.report_id WHERE y.task_id = t.id AND q.state = 'confirmed' AND q.sent_at <= ?
			ORDER BY q.sent_at DESC, y.id DESC LIMIT 1)
		JOIN report p ON p.id = x.report_id WHERE t.id NOT IN (SELECT value FROM json_each(?))`, []any{until, known}, scan)
	return out, err
}

// families knows which rows of the register are one duty.
type families struct {
	byRoot map[int64][]int64 // rows of a root
	again  map[int64][]int64 // roots that say a root again
}

func (v *View) families() (families, error) {
	f := families{map[int64][]int64{}, map[int64][]int64{}}
	err := v.query(`SELECT t.id, t.root, coalesce(q.root, 0) FROM task t LEFT JOIN task q ON q.id = t.restates ORDER BY t.id`, nil, func(r *sql.Rows) error {
		var id, root, said int64
		if err := r.Scan(&id, &root, &said); err != nil {
			return err
		}
		f.byRoot[root] = append(f.byRoot[root], id)
		if said != 0 {
			f.again[said] = append(f.again[said], root)
		}
		return nil
	})
	return f, err
}

// rows lists the rows of a duty: its versions, and those of the duties that say it again.
func (f families) rows(root int64) []int64 {
	var out []int64
	seen := map[int64]bool{root: true}
	for open := []int64{root}; len(open) > 0; {
		next := open[0]
		open = open[1:]
		out = append(out, f.byRoot[next]...)
		for _, r := range f.again[next] {
			if !seen[r] {
				seen[r] = true
				open = append(open, r)
			}
		}
	}
	return out
}

// concerns selects the reports that may count for a span: sent from its start until
// it is over for good, or later and speaking of days inside it.
func concerns(s Span, cutOff, at time.Time) (where string, args []any) {
	return `p.sent_at >= ? AND p.sent_at <= ? AND (p.sent_at < ? OR p.id IN (SELECT report_id FROM record WHERE period_from <> '' AND period_from >= ? AND period_from <= ? AND period_to <= ?))
		ORDER BY p.sent_at, p.id`, []any{stamp(s.From.Start()), stamp(at), stamp(maxTime(s.End(), cutOff)), s.From.String(), s.To.String(), s.To.String()}
}
