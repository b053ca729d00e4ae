package store

import (
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"time"

	"liangshan/store/day"
)

// TaskFilter narrows the register. The zero filter is the whole register in force.
type TaskFilter struct {
	ID       int64
	Document int64
	Unit     string // leads or supports
	From, To day.Date
	Doubted  bool      // with a doubt
	All      bool      // rejected, ended and restating ones too, each as it stands alone
	AsOf     time.Time // as it stood then: status by what was sent, 销号 and due time by what was decided; zero for now
}

// inForce keeps the tasks that count. One that says another again counts while
// the other does not: so that a duty cannot be lost with the words it was linked to.
const inForce = `t.state IN ('proposed', 'confirmed') AND (t.restates IS NULL OR NOT EXISTS (SELECT 1 FROM task r JOIN task q ON q.root = r.root
	WHERE r.id = t.restates AND q.id <> t.id AND q.state IN ('proposed', 'confirmed')))`

// family is the roots of a task and of the tasks that say it again: records of any of them speak of it.
const family = `WITH RECURSIVE f(root) AS (SELECT t.root UNION SELECT m.root FROM f JOIN task q ON q.root = f.root JOIN task m ON m.restates = q.id)
	SELECT s.id FROM f JOIN task s ON s.root = f.root`

const taskSelect = `SELECT t.id, t.root, t.document_id, t.seq, t.place, t.what, t.due_text, t.due_kind, t.due_from, t.due_to, t.recurrence, t.strength,
	t.strength_word, t.target, t.indicator, t.origin, t.source, t.restates, t.successor, t.doubts, t.state, t.closed_at IS NOT NULL, t.evidence,
	coalesce((SELECT json_extract(c.old, '$.text') FROM task_change c WHERE c.task_id = t.id AND c.field = 'due' ORDER BY c.id LIMIT 1), ''),
	coalesce(r.status, 'not_started'), r.percent, coalesce(r.id, 0) FROM task t LEFT JOIN record r ON r.id = `

// latestRecord is what one task's status comes from; many tasks at once go by [View.Stand].
const latestRecord = `(SELECT x.id FROM record x JOIN report p ON p.id = x.report_id
	WHERE x.task_id IN (` + family + `) AND p.state = 'confirmed' AND p.sent_at <= ? ORDER BY p.sent_at DESC, x.id DESC LIMIT 1) `

// Tasks lists the register: tasks in force, each once, by document and place, with
// status from the latest confirmed record. What a task leaves open and another
// place that says it again tells (who, by when, how much) is taken from there.
func (v *View) Tasks(f TaskFilter) ([]Task, error) {
	list, err := v.tasks(f)
	if err != nil || f.ID != 0 {
		return list, err // a single row brings its status along
	}
	return list, v.Stand(list, f.AsOf)
}

// Register lists the tasks in force like [View.Tasks], without their status: what
// it says changes with the room "register" alone.
func (v *View) Register() ([]Task, error) { return v.tasks(TaskFilter{}) }

func (v *View) tasks(f TaskFilter) ([]Task, error) {
	source, where, args := `NULL `, "1 = 1", []any(nil)
	if !f.All {
		where = inForce
	}
	if f.ID != 0 {
		source, where, args = latestRecord, where+" AND t.id = ?", append(args, f.until(), f.ID)
	}
	if f.Document != 0 {
		where, args = where+" AND t.document_id = ?", append(args, f.Document)
	}
	if f.Doubted {
		where += " AND t.doubts <> '[]'"
	}
	list, err := v.taskRows(source+`WHERE `+where, args)
	if err == nil && !f.AsOf.IsZero() {
		err = v.turnBack(list, f.until())
	}
	if err != nil || f.All {
		return list, err
	}
	if err := v.complete(list); err != nil {
		return nil, err
	}
	var out []Task
	for _, t := range list {
		if f.keeps(&t) {
			out = append(out, t)
		}
	}
	return out, nil
}

// until is the last instant that counts, as the record writes it.
func (f TaskFilter) until() string {
	if f.AsOf.IsZero() {
		return "9999"
	}
	return stamp(f.AsOf)
}

func (v *View) taskRows(from string, args []any) ([]Task, error) {
	var out []Task
	var ids []int64
	at := map[int64]int{}
	err := v.query(taskSelect+from+` ORDER BY t.document_id IS NULL, t.document_id, t.seq, t.id`, args, func(r *sql.Rows) error {
		var t Task
		var doc, restates, successor *int64
		if err := r.Scan(&t.ID, &t.Root, &doc, &t.Seq, &t.Place, &t.What, &t.DueText, &t.DueKind, scanDay{&t.DueFrom}, scanDay{&t.DueTo}, &t.Recurrence,
			&t.Strength, &t.StrengthWord, &t.Target, &t.Indicator, &t.Origin, &t.Source, &restates, &successor, scanJSON{&t.Doubts}, &t.State, &t.Closed,
			&t.Evidence, &t.FirstDue, &t.Status, &t.Percent, &t.Latest); err != nil {
			return err
		}
		t.DocumentID, t.Restates, t.Successor = idOrZero(doc), idOrZero(restates), idOrZero(successor)
		at[t.ID] = len(out)
		out, ids = append(out, t), append(ids, t.ID)
		return nil
	})
	if err != nil || len(out) == 0 {
		return out, wrapTasks(err)
	}
	list, err := jsonText(ids)
	if err != nil {
		return nil, err
	}
	err = v.query(`SELECT task_id, role, name, kind FROM task_unit WHERE task_id IN (SELECT value FROM json_each(?)) ORDER BY task_id, role, position`, []any{list}, func(r *sql.Rows) error {
		var id int64
		var u TaskUnit
		if err := r.Scan(&id, &u.Role, &u.Name, &u.Kind); err != nil {
			return err
		}
		if i, ok := at[id]; ok {
			out[i].Units = append(out[i].Units, u)
		}
		return nil
	})
	return out, wrapTasks(err)
}

func wrapTasks(err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("store: tasks: %w", err)
}

// again selects the tasks in force that say another again.
const again = `NULL WHERE t.restates IS NOT NULL AND t.state IN ('proposed', 'confirmed') `

// complete fills what tasks leave open from the tasks that say them again.
func (v *View) complete(list []Task) error {
	rows, err := v.taskRows(again, nil)
	if err != nil || len(rows) == 0 {
		return err
	}
	return v.adoptAll(list, rows)
}

// completed is one task, completed from its own family alone.
func (v *View) completed(t Task) (Task, error) {
	rows, err := v.taskRows(again+`AND t.root IN (WITH RECURSIVE f(root) AS (SELECT ? UNION SELECT m.root FROM f JOIN task q ON q.root = f.root JOIN task m ON m.restates = q.id)
		SELECT root FROM f)`, []any{t.Root})
	if err != nil || len(rows) == 0 {
		return t, err
	}
	list := []Task{t}
	err = v.adoptAll(list, rows)
	return list[0], err
}

// adoptAll gives each task what the rows that say it again, itself or through others, tell beside it.
func (v *View) adoptAll(list, again []Task) error {
	root := map[int64]int64{} // of every task that is restated
	err := v.query(`SELECT q.id, q.root FROM task q WHERE q.id IN (SELECT restates FROM task WHERE restates IS NOT NULL)`, nil, func(r *sql.Rows) error {
		var id, n int64
		err := r.Scan(&id, &n)
		root[id] = n
		return err
	})
	if err != nil {
		return wrapTasks(err)
	}
	at, up := map[int64]int{}, map[int64]int64{}
	for i := range list {
		at[list[i].Root] = i
	}
	for i := range again {
		up[again[i].Root] = root[again[i].Restates]
	}
	for i := range again {
		head := up[again[i].Root]
		for range again { // a chain is no longer than there are links
			if _, ok := at[head]; ok || up[head] == 0 {
				break
			}
			head = up[head]
		}
		if n, ok := at[head]; ok && list[n].ID != again[i].ID {
			list[n].adopt(&again[i])
		}
	}
	return nil
}

// adopt takes from another wording of the same duty what this one leaves open.
func (t *Task) adopt(o *Task) {
	if o.Place != "" && !slices.Contains(t.Also, o.Place) {
		t.Also = append(t.Also, o.Place)
	}
	if t.DueText == "" && t.DueTo.IsZero() && t.FirstDue == "" {
		t.SetDue(o.Due())
		t.FirstDue = o.FirstDue
	}
	if t.Target == "" {
		t.Target = o.Target
	}
	for _, role := range []Role{Lead, Support} {
		if len(t.Names(role)) > 0 {
			continue
		}
		for _, u := range o.Units {
			if u.Role == role {
				t.Units = append(t.Units, u)
			}
		}
	}
}

// keeps tells whether a completed task is one that the filter asks for.
func (f TaskFilter) keeps(t *Task) bool {
	switch {
	case f.Unit != "" && !t.Has(Lead, f.Unit) && !t.Has(Support, f.Unit):
		return false
	case !f.From.IsZero() && (t.DueTo.IsZero() || t.DueTo.Before(f.From)):
		return false
	case !f.To.IsZero() && (t.DueTo.IsZero() || t.DueTo.After(f.To)):
		return false
	}
	return true
}

// CountTasks counts the tasks of a document: those in force, each once, and those
// that nobody has looked at, raise no doubt and say no other again.
func (v *View) CountTasks(document int64) (standing, clear int, err error) {
	err = v.one(`SELECT count(*) FILTER (WHERE `+inForce+`), count(*) FILTER (WHERE t.state = 'proposed' AND t.doubts = '[]' AND t.restates IS NULL)
		FROM task t WHERE t.document_id = ?`, []any{document}, &standing, &clear)
	return standing, clear, wrapTasks(err)
}

// Task finds one task, whatever its state.
func (v *View) Task(id int64) (Task, error) {
	list, err := v.Tasks(TaskFilter{ID: id, All: true})
	if err != nil {
		return Task{}, err
	}
	if len(list) == 0 {
		return Task{}, fmt.Errorf("store: task %d: %w", id, ErrNotFound)
	}
	return list[0], nil
}

// TaskInForce finds the task that a number means today: the task itself, its
// newest version, or the one that it was merged into. A rejected task is itself.
func (v *View) TaskInForce(id int64) (Task, error) {
	for range 16 { // a chain of merges is short; a ring must not hold us
		t, err := v.Task(id)
		if err != nil {
			return t, err
		}
		next := t.Successor
		if t.InForce() {
			next = t.Restates
		}
		if next != 0 {
			if q, err := v.Task(next); err != nil || q.InForce() {
				id = next
				continue
			}
		}
		if t.State == TaskEnded {
			var heir int64 // the same duty under another version
			err := v.one(`SELECT id FROM task WHERE root = ? AND state IN ('proposed', 'confirmed') ORDER BY id LIMIT 1`, []any{t.Root}, &heir)
			if err == nil {
				id = heir
				continue
			}
			if !errors.Is(err, ErrNotFound) {
				return t, wrapTasks(err)
			}
		}
		return v.completed(t)
	}
	return Task{}, fmt.Errorf("store: task %d: %w", id, ErrState)
}
