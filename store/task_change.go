package store

import (
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"time"

	"liangshan/store/day"
)

// Field is something of a task that can be changed.
type Field string

// Fields.
const (
	FieldWhat     Field = "what"
	FieldDue      Field = "due"
	FieldTarget   Field = "target"
	FieldLead     Field = "lead"
	FieldSupport  Field = "support"
	FieldState    Field = "state"
	FieldClosed   Field = "closed"
	FieldRestates Field = "restates"
)

// Due is a task's time, as written and as days.
type Due struct {
	Text       string   `json:"text"`
	Kind       string   `json:"kind,omitempty"`
	From       day.Date `json:"from"`
	To         day.Date `json:"to"`
	Recurrence string   `json:"recurrence,omitempty"`
}

// Due is the task's time.
func (t *Task) Due() Due { return Due{t.DueText, t.DueKind, t.DueFrom, t.DueTo, t.Recurrence} }

// SetDue replaces the task's time.
func (t *Task) SetDue(d Due) {
	t.DueText, t.DueKind, t.DueFrom, t.DueTo, t.Recurrence = d.Text, d.Kind, d.From, d.To, d.Recurrence
}

// Of lists the units of a role, members of groups included.
func (t *Task) Of(role Role) []TaskUnit {
	var out []TaskUnit
	for _, u := range t.Units {
		if u.Role == role {
			out = append(out, u)
		}
	}
	return out
}

// SetUnits replaces the units of a role.
func (t *Task) SetUnits(role Role, list []TaskUnit) {
	t.Units = append(slices.DeleteFunc(slices.Clone(t.Units), func(u TaskUnit) bool { return u.Role == role }), list...)
}

// Value is a field of the task as it is kept on record.
func (t *Task) Value(f Field) any {
	switch f {
	case FieldWhat:
		return t.What
	case FieldDue:
		return t.Due()
	case FieldTarget:
		return t.Target
	case FieldLead:
		return t.Of(Lead)
	case FieldSupport:
		return t.Of(Support)
	case FieldState:
		return t.State
	case FieldClosed:
		return t.Closed
	case FieldRestates:
		return t.Restates
	}
	return nil
}

// SetValue sets a field from its recorded form.
func (t *Task) SetValue(f Field, raw json.RawMessage) error {
	var err error
	switch f {
	case FieldWhat:
		err = json.Unmarshal(raw, &t.What)
	case FieldDue:
		var d Due
		if err = json.Unmarshal(raw, &d); err == nil {
			t.SetDue(d)
		}
	case FieldTarget:
		err = json.Unmarshal(raw, &t.Target)
	case FieldLead, FieldSupport:
		var list []TaskUnit
		if err = json.Unmarshal(raw, &list); err == nil {
			t.SetUnits(Role(f), list)
		}
	case FieldState:
		err = json.Unmarshal(raw, &t.State)
	case FieldClosed:
		err = json.Unmarshal(raw, &t.Closed)
	case FieldRestates:
		err = json.Unmarshal(raw, &t.Restates)
	default:
		err = ErrInvalid
	}
	if err != nil {
		return fmt.Errorf("store: %s of task %d: %w", f, t.ID, err)
	}
	return nil
}

// TaskChange is one change of a task: who, when, what stood there and what stands there now.
type TaskChange struct {
	ID     int64
	TaskID int64
	At     time.Time
	By     int64 // member, 0 where a new version of the document changed it
	Field  Field
	Old    json.RawMessage
	New    json.RawMessage
	Reason string
}

// changeable fields, in the order that a reader expects.
var changeable = []Field{FieldWhat, FieldDue, FieldTarget, FieldLead, FieldSupport, FieldState, FieldClosed, FieldRestates}

// Amend makes a task what now says, field by field, and keeps on record what it
// was, who changed it and why. It returns the changes; none when nothing differs.
// Place, source and doubts are the document's and stay.
func (tx *Tx) Amend(by int64, now Task, reason string) ([]TaskChange, error) {
	was, err := tx.Task(now.ID)
	if err != nil {
		return nil, err
	}
	list, err := tx.Differ(by, was, now, reason)
	if err = errors.Join(err, now.checkDays()); err != nil || len(list) == 0 {
		return nil, err
	}
	closedAt, closedBy := any(nil), any(nil)
	if now.Closed {
		closedAt, closedBy = stamp(tx.now), nullID(by)
	}
	err = tx.change(`UPDATE task SET what = ?1, due_text = ?2, due_kind = ?3, due_from = ?4, due_to = ?5, recurrence = ?6, target = ?7, state = ?8, restates = ?9,
		closed_at = CASE WHEN ?10 AND closed_at IS NOT NULL THEN closed_at ELSE ?11 END, closed_by = CASE WHEN ?10 AND closed_at IS NOT NULL THEN closed_by ELSE ?12 END,
		evidence = ?13 WHERE id = ?14`,
		now.What, now.DueText, now.DueKind, now.DueFrom.String(), now.DueTo.String(), now.Recurrence, now.Target, now.State, nullID(now.Restates),
		now.Closed, closedAt, closedBy, now.Evidence, now.ID)
	if err != nil {
		return nil, fmt.Errorf("store: amend task %d: %w", now.ID, err)
	}
	return list, tx.assign(now.ID, now.Units)
}

// Same reports whether two readings of a task say the same in every field that can be changed.
func (t *Task) Same(o Task) (bool, error) {
	for _, f := range changeable {
		a, errA := jsonText(t.Value(f))
		b, errB := jsonText(o.Value(f))
		if err := errors.Join(errA, errB); err != nil || a != b {
			return false, err
		}
	}
	return true, nil
}

// Differ puts on record where two readings of a task differ, without changing it.
func (tx *Tx) Differ(by int64, was, now Task, reason string) ([]TaskChange, error) {
	var out []TaskChange
	for _, f := range changeable {
		old, err := jsonText(was.Value(f))
		if err != nil {
			return nil, err
		}
		text, err := jsonText(now.Value(f))
		if err != nil {
			return nil, err
		}
		if old == text {
			continue
		}
		c := TaskChange{TaskID: now.ID, At: tx.now, By: by, Field: f, Old: json.RawMessage(old), New: json.RawMessage(text), Reason: reason}
		if c.ID, err = tx.insert(`INSERT INTO task_change (task_id, at, by, field, old, new, reason) VALUES (?, ?, ?, ?, ?, ?, ?)`,
			c.TaskID, stamp(c.At), by, f, old, text, reason); err != nil {
			return nil, fmt.Errorf("store: change of task %d: %w", now.ID, err)
		}
		out = append(out, c)
	}
	return out, nil
}

// TaskChanges lists what was changed about a task, oldest first.
func (v *View) TaskChanges(taskID int64) ([]TaskChange, error) {
	var out []TaskChange
	err := v.query(`SELECT id, task_id, at, by, field, old, new, reason FROM task_change WHERE task_id = ? ORDER BY id`, []any{taskID}, func(r *sql.Rows) error {
		var c TaskChange
		if err := r.Scan(&c.ID, &c.TaskID, scanTime{&c.At}, &c.By, &c.Field, scanJSON{&c.Old}, scanJSON{&c.New}, &c.Reason); err != nil {
			return err
		}
		out = append(out, c)
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("store: changes of task %d: %w", taskID, err)
	}
	return out, nil
}

// Reopen takes back 销号 where a new version changed what was closed.
func (tx *Tx) Reopen(id int64) error {
	if err := tx.change(`UPDATE task SET closed_at = NULL, closed_by = NULL, evidence = '' WHERE id = ?`, id); err != nil {
		return fmt.Errorf("store: reopen task %d: %w", id, err)
	}
	return tx.touch("register")
}
