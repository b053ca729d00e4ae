package store

import (
	"database/sql"
	"fmt"

	"liangshan/store/day"
)

// Leave is days on which a department owes nothing: 请假. A coordinator orders it,
// or the department asks for it and a coordinator decides.
type Leave struct {
	ID         int64
	Department Department
	From, To   day.Date // both included
	Granted    bool
	Member     int64 // who asked; 0 for a coordinator's own order
	ChatID     int64 // where it was asked
	MessageID  int64
	Reason     string // in the words of who asked, masked
}

// Covers reports whether d is a day of leave.
func (l Leave) Covers(d day.Date) bool { return l.Granted && !d.Before(l.From) && !d.After(l.To) }

// OfferLeave keeps a leave that a coordinator has yet to confirm.
func (tx *Tx) OfferLeave(departmentID int64, from, to day.Date, by int64) (int64, error) {
	if to.Before(from) {
		return 0, fmt.Errorf("store: offer leave: %s is after %s: %w", from, to, ErrInvalid)
	}
	id, err := tx.insert(`INSERT INTO leave (department_id, from_day, to_day, state, set_by) VALUES (?, ?, ?, 'offered', ?)`,
		departmentID, from.String(), to.String(), by)
	if err != nil {
		return 0, fmt.Errorf("store: offer leave: %w", err)
	}
	return id, nil
}

// AskLeave records a department's request. One that waits and shares a day with it is [ErrConflict].
func (tx *Tx) AskLeave(l Leave) (int64, error) {
	if l.To.Before(l.From) {
		return 0, fmt.Errorf("store: ask leave: %s is after %s: %w", l.From, l.To, ErrInvalid)
	}
	var n int
	err := tx.one(`SELECT count(*) FROM leave WHERE department_id = ? AND state = 'asked' AND from_day <= ? AND to_day >= ?`,
		[]any{l.Department.ID, l.To.String(), l.From.String()}, &n)
	if err != nil || n > 0 {
		return 0, fmt.Errorf("store: ask leave: %w", orConflict(err))
	}
	id, err := tx.insert(`INSERT INTO leave (department_id, from_day, to_day, state, set_by, member_id, chat_id, message_id, reason) VALUES (?, ?, ?, 'asked', 0, ?, ?, ?, ?)`,
		l.Department.ID, l.From.String(), l.To.String(), nullID(l.Member), l.ChatID, l.MessageID, l.Reason)
	if err != nil {
		return 0, fmt.Errorf("store: ask leave: %w", err)
	}
	return id, nil
}

// DecideLeave grants or returns a request. [ErrState] when it was decided before.
func (tx *Tx) DecideLeave(id, by int64, grant bool) (Leave, error) {
	return tx.settleLeave(id, by, "asked", map[bool]string{true: "granted", false: "returned"}[grant])
}

// GrantLeave puts a leave in force. [ErrState] when it was granted or ended before.
func (tx *Tx) GrantLeave(id, by int64) (Leave, error) {
	return tx.settleLeave(id, by, "offered", "granted")
}

func (tx *Tx) settleLeave(id, by int64, from, to string) (Leave, error) {
	list, err := tx.leaves(`WHERE l.id = ?`, id)
	if err == nil && len(list) == 0 {
		err = ErrNotFound
	}
	if err != nil {
		return Leave{}, fmt.Errorf("store: settle leave %d: %w", id, err)
	}
	r, err := tx.exec(`UPDATE leave SET state = ?, set_by = ? WHERE id = ? AND state = ?`, to, by, id, from)
	if err != nil {
		return Leave{}, fmt.Errorf("store: settle leave %d: %w", id, err)
	}
	if n, err := r.RowsAffected(); err != nil || n == 0 {
		return list[0], fmt.Errorf("store: settle leave %d: %w", id, ErrState)
	}
	list[0].Granted = to == "granted"
	return list[0], nil
}

// EndLeave ends a department's leave before a day: 销假. False when it had none then or later.
func (tx *Tx) EndLeave(departmentID int64, today day.Date) (bool, error) {
	r, err := tx.exec(`UPDATE leave SET state = CASE WHEN from_day >= ?1 THEN 'ended' ELSE state END,
		to_day = CASE WHEN from_day >= ?1 THEN to_day ELSE ?2 END WHERE department_id = ?3 AND state = 'granted' AND to_day >= ?1`,
		today.String(), today.Add(-1).String(), departmentID)
	if err != nil {
		return false, fmt.Errorf("store: end leave: %w", err)
	}
	n, err := r.RowsAffected()
	return n > 0, err
}

// Leaves lists the leaves in force on a day or after it.
func (v *View) Leaves(from day.Date) ([]Leave, error) {
	return v.leaves(`WHERE l.state = 'granted' AND l.to_day >= ? ORDER BY l.from_day, l.id`, from.String())
}

func (v *View) leaves(where string, args ...any) ([]Leave, error) {
	var out []Leave
	err := v.query(`SELECT l.id, l.from_day, l.to_day, l.state = 'granted', l.member_id, l.chat_id, l.message_id, l.reason, d.id, d.name, d.kind
		FROM leave l JOIN department d ON d.id = l.department_id `+where, args, func(r *sql.Rows) error {
		var l Leave
		var member *int64
		err := r.Scan(&l.ID, scanDay{&l.From}, scanDay{&l.To}, &l.Granted, &member, &l.ChatID, &l.MessageID, &l.Reason, &l.Department.ID, &l.Department.Name, &l.Department.Kind)
		l.Member = idOrZero(member)
		out = append(out, l)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("store: leaves: %w", err)
	}
	return out, nil
}

// onLeave is which departments are on leave on a day, by name.
func (v *View) onLeave(d day.Date) (map[string]bool, error) {
	list, err := v.Leaves(d)
	out := map[string]bool{}
	for _, l := range list {
		if l.Covers(d) {
			out[l.Department.Name] = true
		}
	}
	return out, err
}
