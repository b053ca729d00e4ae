package store

import (
	"database/sql"
	"errors"
	"fmt"
	"time"

	"liangshan/store/day"
)

// TaskState says whether a duty counts in the register.
type TaskState string

// States of a task.
const (
	TaskProposed  TaskState = "proposed"  // read from a document; counts, but a coordinator has not looked
	TaskConfirmed TaskState = "confirmed" // a coordinator has
	TaskRejected  TaskState = "rejected"  // 不是任务
	TaskEnded     TaskState = "ended"     // its document was superseded or repealed
)

// Role of a unit in a task.
type Role string

// Roles.
const (
	Lead    Role = "lead"
	Support Role = "support"
)

// TaskUnit is a unit named by a task. The members of a closed group (各镇街)
// follow the group's own row, so that a department finds its tasks.
type TaskUnit struct {
	Role Role
	Name string
	Kind string // unit, group, unknown, member
}

// Task is a duty in the register.
type Task struct {
	ID           int64
	Root         int64 // the first row of this duty, over the versions of its document
	DocumentID   int64 // 0 for one that a coordinator added
	Seq          int   // the passage
	Place        string
	What         string
	DueText      string
	DueKind      string
	DueFrom      day.Date
	DueTo        day.Date
	Recurrence   string
	Strength     string
	StrengthWord string
	Target       string
	Indicator    string
	Origin       string // clause, row, indicator, coordinator
	Source       string // verbatim
	Restates     int64  // the task that this one says again; counted once, under that one
	Doubts       []Doubt
	State        TaskState
	Units        []TaskUnit
	Closed       bool // 销号
	Status       RecordStatus
	Percent      *float64
	Latest       int64 // the record that Status and Percent come from, 0 if none
}

// Doubt is something about a task that a person should look at; the words live with the bot.
type Doubt struct {
	Code string   `json:"code"`
	Args []string `json:"args,omitempty"`
}

// Names lists the units of a role as a reader should see them: groups as groups.
func (t *Task) Names(role Role) []string {
	var out []string
	for _, u := range t.Units {
		if u.Role == role && u.Kind != "member" {
			out = append(out, u.Name)
		}
	}
	return out
}

// Has reports whether a unit has this role, by name or as a member of a group.
func (t *Task) Has(role Role, name string) bool {
	for _, u := range t.Units {
		if u.Role == role && u.Name == name && u.Kind != "group" {
			return true
		}
	}
	return false
}

// Overdue reports whether the due day has passed without 已完成 or 销号.
func (t *Task) Overdue(today day.Date) bool {
	return !t.DueTo.IsZero() && t.Recurrence == "" && t.DueTo.Before(today) && !t.Closed && t.Status != RecordDone
}

// AddTask puts a duty in the register.
func (tx *Tx) AddTask(t Task) (int64, error) {
	doubts, err := jsonText(t.Doubts)
	if err != nil {
		return 0, err
	}
	id, err := tx.insert(`INSERT INTO task (root, document_id, seq, place, what, due_text, due_kind, due_from, due_to, recurrence, strength, strength_word,
		target, indicator, origin, source, restates, doubts, state, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		nullID(t.Root), nullID(t.DocumentID), t.Seq, t.Place, t.What, t.DueText, t.DueKind, t.DueFrom.String(), t.DueTo.String(), t.Recurrence, t.Strength, t.StrengthWord,
		t.Target, t.Indicator, t.Origin, t.Source, nullID(t.Restates), doubts, t.State, stamp(tx.now))
	if err != nil {
		return 0, fmt.Errorf("store: add task: %w", err)
	}
	if t.Root == 0 {
		if err := tx.change(`UPDATE task SET root = id WHERE id = ?`, id); err != nil {
			return 0, fmt.Errorf("store: add task: %w", err)
		}
	}
	return id, errors.Join(tx.putUnits(id, t.Units), tx.touch("register"))
}

func (tx *Tx) putUnits(task int64, list []TaskUnit) error {
	for i, u := range list {
		if _, err := tx.exec(`INSERT INTO task_unit (task_id, role, position, name, kind) VALUES (?, ?, ?, ?, ?)`, task, u.Role, i, u.Name, u.Kind); err != nil {
			return fmt.Errorf("store: put unit %s: %w", u.Name, err)
		}
	}
	return nil
}

// AssignTask replaces the units of a task.
func (tx *Tx) AssignTask(id int64, list []TaskUnit) error {
	if _, err := tx.exec(`DELETE FROM task_unit WHERE task_id = ?`, id); err != nil {
		return fmt.Errorf("store: assign task: %w", err)
	}
	return errors.Join(tx.putUnits(id, list), tx.touch("register"))
}

// SetTask confirms or rejects a duty.
func (tx *Tx) SetTask(id int64, state TaskState) error {
	if err := tx.change(`UPDATE task SET state = ? WHERE id = ?`, state, id); err != nil {
		return fmt.Errorf("store: set task %d: %w", id, err)
	}
	return tx.touch("register")
}

// EndTasks ends the tasks of a document that no longer speaks for today; RestoreTasks undoes it.
func (tx *Tx) EndTasks(documentID int64) error {
	_, err := tx.exec(`UPDATE task SET state = 'ended' WHERE document_id = ? AND state IN ('proposed', 'confirmed')`, documentID)
	return errors.Join(err, tx.touch("register"))
}

// RestoreTasks puts the tasks of a restored document back; a coordinator's look is asked again.
func (tx *Tx) RestoreTasks(documentID int64) error {
	_, err := tx.exec(`UPDATE task SET state = 'proposed' WHERE document_id = ? AND state = 'ended'`, documentID)
	return errors.Join(err, tx.touch("register"))
}

// CloseTask is 销号: a coordinator's act, with what proves it.
func (tx *Tx) CloseTask(id, by int64, evidence string) error {
	if err := tx.change(`UPDATE task SET closed_at = ?, closed_by = ?, evidence = ? WHERE id = ? AND closed_at IS NULL`, stamp(tx.now), by, evidence, id); err != nil {
		return fmt.Errorf("store: close task %d: %w", id, err)
	}
	return tx.touch("register")
}

// TaskFilter narrows the register. The zero filter is the whole register in force.
type TaskFilter struct {
	ID       int64
	Document int64
	Unit     string // leads or supports
	From, To day.Date
	All      bool      // rejected, ended and restating ones too
	AsOf     time.Time // status by what was sent until then; zero for all
}

// Tasks lists the register: tasks in force, each once, by document and place, with status from the latest confirmed record.
func (v *View) Tasks(f TaskFilter) ([]Task, error) {
	until := "9999"
	if !f.AsOf.IsZero() {
		until = stamp(f.AsOf)
	}
	where, args := f.where()
	args = append([]any{until}, args...)
	var out []Task
	at := map[int64]int{}
	err := v.query(`SELECT t.id, t.root, t.document_id, t.seq, t.place, t.what, t.due_text, t.due_kind, t.due_from, t.due_to, t.recurrence, t.strength,
		t.strength_word, t.target, t.indicator, t.origin, t.source, t.restates, t.doubts, t.state, t.closed_at IS NOT NULL,
		coalesce(r.status, 'not_started'), r.percent, coalesce(r.id, 0)
		FROM task t LEFT JOIN record r ON r.id = (SELECT x.id FROM record x JOIN report p ON p.id = x.report_id
			WHERE x.task_id IN (SELECT id FROM task s WHERE s.root = t.root) AND p.state = 'confirmed' AND p.sent_at <= ? ORDER BY p.sent_at DESC, x.id DESC LIMIT 1)
		WHERE `+where+` ORDER BY t.document_id IS NULL, t.document_id, t.id`, args, func(r *sql.Rows) error {
		var t Task
		var doc, restates *int64
		if err := r.Scan(&t.ID, &t.Root, &doc, &t.Seq, &t.Place, &t.What, &t.DueText, &t.DueKind, scanDay{&t.DueFrom}, scanDay{&t.DueTo}, &t.Recurrence,
			&t.Strength, &t.StrengthWord, &t.Target, &t.Indicator, &t.Origin, &t.Source, &restates, scanJSON{&t.Doubts}, &t.State, &t.Closed,
			&t.Status, &t.Percent, &t.Latest); err != nil {
			return err
		}
		t.DocumentID, t.Restates = idOrZero(doc), idOrZero(restates)
		at[t.ID] = len(out)
		out = append(out, t)
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("store: tasks: %w", err)
	}
	err = v.query(`SELECT task_id, role, name, kind FROM task_unit ORDER BY task_id, role, position`, nil, func(r *sql.Rows) error {
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
	return out, err
}

func (f TaskFilter) where() (string, []any) {
	where, args := "1 = 1", []any{}
	if !f.All {
		where = "t.state IN ('proposed', 'confirmed') AND t.restates IS NULL"
	}
	if f.ID != 0 {
		where, args = where+" AND t.id = ?", append(args, f.ID)
	}
	if f.Document != 0 {
		where, args = where+" AND t.document_id = ?", append(args, f.Document)
	}
	if f.Unit != "" {
		where, args = where+" AND EXISTS (SELECT 1 FROM task_unit u WHERE u.task_id = t.id AND u.name = ? AND u.kind <> 'group')", append(args, f.Unit)
	}
	if !f.From.IsZero() {
		where, args = where+" AND t.due_to >= ?", append(args, f.From.String())
	}
	if !f.To.IsZero() {
		where, args = where+" AND t.due_to <> '' AND t.due_to <= ?", append(args, f.To.String())
	}
	return where, args
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
