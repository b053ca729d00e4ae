package store

import (
	"errors"
	"fmt"

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
	Closed       bool     // 销号
	Evidence     string   // what proves it
	FirstDue     string   // the due time first on record, as written, where it was changed since; else ""
	Also         []string // where it is said again
	Successor    int64    // the task of a newer version that this one went into, 0 if none
	Status       RecordStatus
	Percent      *float64
	Latest       int64 // the record that Status and Percent come from, 0 if none
}

// InForce reports whether the task counts in the register.
func (t *Task) InForce() bool { return t.State == TaskProposed || t.State == TaskConfirmed }

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
	if err = errors.Join(err, t.checkDays()); err != nil {
		return 0, fmt.Errorf("store: add task: %w", err)
	}
	id, err := tx.insert(`INSERT INTO task (id, root, document_id, seq, place, what, due_text, due_kind, due_from, due_to, recurrence, strength, strength_word,
		target, indicator, origin, source, restates, doubts, state, created_at)
		SELECT n, coalesce(?, n), ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ? FROM (SELECT coalesce(max(id), 0) + 1 AS n FROM task)`,
		nullID(t.Root), nullID(t.DocumentID), t.Seq, t.Place, t.What, t.DueText, t.DueKind, t.DueFrom.String(), t.DueTo.String(), t.Recurrence, t.Strength, t.StrengthWord,
		t.Target, t.Indicator, t.Origin, t.Source, nullID(t.Restates), doubts, t.State, stamp(tx.now))
	if err != nil {
		return 0, fmt.Errorf("store: add task: %w", err)
	}
	return id, errors.Join(tx.putUnits(id, t.Units), tx.touch("register"))
}

// checkDays refuses a time that could not be read again: one row would close the whole register.
func (t *Task) checkDays() error { return errors.Join(t.DueFrom.Check(), t.DueTo.Check()) }

func (tx *Tx) putUnits(task int64, list []TaskUnit) error {
	if len(list) == 0 {
		return nil
	}
	raw, err := jsonText(list)
	if err == nil {
		_, err = tx.exec(`INSERT INTO task_unit (task_id, role, position, name, kind)
			SELECT ?, value->>'Role', key, value->>'Name', value->>'Kind' FROM json_each(?)`, task, raw)
	}
	if err != nil {
		return fmt.Errorf("store: put units of task %d: %w", task, err)
	}
	return nil
}

// EndTasks ends the tasks of a document that no longer speaks for today; RestoreTasks undoes it.
func (tx *Tx) EndTasks(documentID int64) error {
	_, err := tx.exec(`UPDATE task SET ended_as = state, state = 'ended' WHERE document_id = ? AND state <> 'ended'`, documentID)
	return errors.Join(err, tx.touch("register"))
}

// RestoreTasks puts the tasks of a restored document back as they were, and returns how many are in force.
func (tx *Tx) RestoreTasks(documentID int64) (int, error) {
	_, err := tx.exec(`UPDATE task SET state = CASE ended_as WHEN '' THEN 'proposed' ELSE ended_as END WHERE document_id = ? AND state = 'ended'`, documentID)
	if err != nil {
		return 0, fmt.Errorf("store: restore tasks of %d: %w", documentID, err)
	}
	list, err := tx.Tasks(TaskFilter{Document: documentID})
	return len(list), errors.Join(err, tx.touch("register"))
}

// Renew gives a task the words of its document's new version, under the number
// that people know. What it was stays, as an ended row of the old version.
func (tx *Tx) Renew(id int64, now Task) error {
	copied, err := tx.insert(`INSERT INTO task (root, document_id, seq, place, what, due_text, due_kind, due_from, due_to, recurrence, strength, strength_word,
		target, indicator, origin, source, restates, doubts, state, ended_as, closed_at, closed_by, evidence, created_at)
		SELECT root, document_id, seq, place, what, due_text, due_kind, due_from, due_to, recurrence, strength, strength_word,
		target, indicator, origin, source, restates, doubts, 'ended', CASE state WHEN 'ended' THEN ended_as ELSE state END, closed_at, closed_by, evidence, created_at
		FROM task WHERE id = ?`, id)
	if err != nil {
		return fmt.Errorf("store: renew task %d: %w", id, err)
	}
	if _, err := tx.exec(`INSERT INTO task_unit (task_id, role, position, name, kind) SELECT ?, role, position, name, kind FROM task_unit WHERE task_id = ?`, copied, id); err != nil {
		return fmt.Errorf("store: renew task %d: %w", id, err)
	}
	doubts, err := jsonText(now.Doubts)
	if err = errors.Join(err, now.checkDays()); err != nil {
		return fmt.Errorf("store: renew task %d: %w", id, err)
	}
	err = tx.change(`UPDATE task SET document_id = ?, seq = ?, place = ?, what = ?, due_text = ?, due_kind = ?, due_from = ?, due_to = ?, recurrence = ?,
		strength = ?, strength_word = ?, target = ?, indicator = ?, origin = ?, source = ?, restates = ?, doubts = ?, state = ?, ended_as = '' WHERE id = ?`,
		nullID(now.DocumentID), now.Seq, now.Place, now.What, now.DueText, now.DueKind, now.DueFrom.String(), now.DueTo.String(), now.Recurrence,
		now.Strength, now.StrengthWord, now.Target, now.Indicator, now.Origin, now.Source, nullID(now.Restates), doubts, now.State, id)
	if err != nil {
		return fmt.Errorf("store: renew task %d: %w", id, err)
	}
	return tx.assign(id, now.Units)
}

// Succeed notes that a task of an older version went into another one.
func (tx *Tx) Succeed(id, successor int64) error {
	if err := tx.change(`UPDATE task SET successor = ? WHERE id = ?`, successor, id); err != nil {
		return fmt.Errorf("store: succeed task %d: %w", id, err)
	}
	return tx.touch("register")
}

// Restate links a task that says the same as another one, which alone counts then.
func (tx *Tx) Restate(id, other int64) error {
	if err := tx.change(`UPDATE task SET restates = ? WHERE id = ?`, nullID(other), id); err != nil {
		return fmt.Errorf("store: restate task %d: %w", id, err)
	}
	return tx.touch("register")
}

func (tx *Tx) assign(id int64, list []TaskUnit) error {
	if _, err := tx.exec(`DELETE FROM task_unit WHERE task_id = ?`, id); err != nil {
		return fmt.Errorf("store: assign task: %w", err)
	}
	return errors.Join(tx.putUnits(id, list), tx.touch("register"))
}
