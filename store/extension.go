package store

import (
	"fmt"
	"time"
)

// ExtensionState is where a request for a later due time stands.
type ExtensionState string

// States of an extension.
const (
	ExtensionUnclear  ExtensionState = "unclear" // which task is meant is yet to be said
	ExtensionAsked    ExtensionState = "asked"
	ExtensionGranted  ExtensionState = "granted"
	ExtensionReturned ExtensionState = "returned"
)

// Extension is 申请延期: a department asks for a later due time, with a reason.
type Extension struct {
	ID         int64
	TaskID     int64 // 0 while it is unclear
	Choices    []int64
	Department Department
	Member     Member
	ChatID     int64
	MessageID  int64
	Due        Due
	Reason     string // masked
	State      ExtensionState
	AskedAt    time.Time
}

// AskExtension records a request. One for the same task that waits is [ErrConflict].
func (tx *Tx) AskExtension(e Extension) (int64, error) {
	choices, err := jsonText(e.Choices)
	if err != nil {
		return 0, err
	}
	var n int
	if err := tx.one(`SELECT count(*) FROM extension WHERE task_id = ? AND state = 'asked'`, []any{nullID(e.TaskID)}, &n); err != nil || n > 0 {
		return 0, fmt.Errorf("store: ask extension: %w", orConflict(err))
	}
	state := ExtensionAsked
	if e.TaskID == 0 {
		state = ExtensionUnclear
	}
	id, err := tx.insert(`INSERT INTO extension (task_id, choices, department_id, member_id, chat_id, message_id, due_text, due_from, due_to, reason, state, asked_at)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`, nullID(e.TaskID), choices, e.Department.ID, e.Member.ID, e.ChatID, e.MessageID,
		e.Due.Text, e.Due.From.String(), e.Due.To.String(), e.Reason, state, stamp(tx.now))
	if err != nil {
		return 0, fmt.Errorf("store: ask extension: %w", err)
	}
	return id, nil
}

func orConflict(err error) error {
	if err != nil {
		return err
	}
	return ErrConflict
}

// ChooseExtension says which task a request means.
func (tx *Tx) ChooseExtension(id, taskID int64) error {
	if err := tx.change(`UPDATE extension SET task_id = ?, choices = '[]', state = 'asked' WHERE id = ? AND state = 'unclear'`, taskID, id); err != nil {
		return fmt.Errorf("store: choose extension %d: %w", id, err)
	}
	return nil
}

// DecideExtension grants or returns a request. [ErrState] when it was decided before.
// The task's due time is changed by [Tx.Amend], which keeps the first one on record.
func (tx *Tx) DecideExtension(id, by int64, grant bool) (Extension, error) {
	e, err := tx.Extension(id)
	if err != nil {
		return e, err
	}
	if e.State != ExtensionAsked {
		return e, fmt.Errorf("store: decide extension %d: %w", id, ErrState)
	}
	e.State = ExtensionReturned
	if grant {
		e.State = ExtensionGranted
	}
	return e, tx.change(`UPDATE extension SET state = ?, decided_at = ?, decided_by = ? WHERE id = ?`, e.State, stamp(tx.now), by, id)
}

// Extension finds one by id.
func (v *View) Extension(id int64) (Extension, error) {
	e := Extension{ID: id}
	var task *int64
	err := v.one(`SELECT e.task_id, e.choices, d.id, d.name, d.kind, m.id, m.name, m.username, e.chat_id, e.message_id, e.due_text, e.due_from, e.due_to, e.reason, e.state, e.asked_at
		FROM extension e JOIN department d ON d.id = e.department_id JOIN member m ON m.id = e.member_id WHERE e.id = ?`, []any{id},
		&task, scanJSON{&e.Choices}, &e.Department.ID, &e.Department.Name, &e.Department.Kind, &e.Member.ID, &e.Member.Name, &e.Member.Username,
		&e.ChatID, &e.MessageID, &e.Due.Text, scanDay{&e.Due.From}, scanDay{&e.Due.To}, &e.Reason, &e.State, scanTime{&e.AskedAt})
	if err != nil {
		return e, fmt.Errorf("store: extension %d: %w", id, err)
	}
	e.TaskID = idOrZero(task)
	return e, nil
}
