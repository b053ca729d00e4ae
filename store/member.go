package store

import (
	"database/sql"
	"fmt"
	"time"
)

// Member is a person, known by Telegram's number; names are for display only.
type Member struct {
	ID       int64
	Name     string
	Username string // may be empty
	Known    bool   // met in an open group, or let in by a coordinator
}

// BindingState is where a request to report for a department stands.
type BindingState string

// States of a binding.
const (
	BindingAsked   BindingState = "asked"
	BindingGranted BindingState = "granted"
	BindingRefused BindingState = "refused"
	BindingEnded   BindingState = "ended"
)

// Binding lets a member report for a department once a coordinator has agreed.
type Binding struct {
	ID         int64
	Member     Member
	Department Department
	State      BindingState
	ChatID     int64 // where it was asked
	MessageID  int64
	AskedAt    time.Time
}

// SeeMember notes who was met, under the name now used. Who is known stays known.
func (tx *Tx) SeeMember(m Member) error {
	_, err := tx.exec(`INSERT INTO member (id, name, username, known, seen_at) VALUES (?, ?, ?, ?, ?)
		ON CONFLICT (id) DO UPDATE SET name = excluded.name, username = excluded.username, seen_at = excluded.seen_at,
			known = max(known, excluded.known)`,
		m.ID, m.Name, m.Username, m.Known, stamp(tx.now))
	if err != nil {
		return fmt.Errorf("store: see member %d: %w", m.ID, err)
	}
	return nil
}

// Member finds a person.
func (v *View) Member(id int64) (Member, error) {
	m := Member{ID: id}
	if err := v.one(`SELECT name, username, known FROM member WHERE id = ?`, []any{id}, &m.Name, &m.Username, &m.Known); err != nil {
		return m, fmt.Errorf("store: member %d: %w", id, err)
	}
	return m, nil
}

// AskBinding records a request. One that is already asked or granted is [ErrConflict].
func (tx *Tx) AskBinding(memberID, departmentID, chatID, messageID int64) (int64, error) {
	var n int
	if err := tx.one(`SELECT count(*) FROM binding WHERE member_id = ? AND department_id = ? AND state IN ('asked', 'granted')`,
		[]any{memberID, departmentID}, &n); err != nil {
		return 0, fmt.Errorf("store: ask binding: %w", err)
	}
	if n > 0 {
		return 0, fmt.Errorf("store: ask binding: %w", ErrConflict)
	}
	id, err := tx.insert(`INSERT INTO binding (member_id, department_id, state, chat_id, message_id, asked_at) VALUES (?, ?, 'asked', ?, ?, ?)`,
		memberID, departmentID, chatID, messageID, stamp(tx.now))
	if err != nil {
		return 0, fmt.Errorf("store: ask binding: %w", err)
	}
	return id, nil
}

// DecideBinding grants or refuses what was asked. A granted one ends the member's
// earlier bindings: a person reports for one department at a time. [ErrState] when already decided.
func (tx *Tx) DecideBinding(id, by int64, grant bool) (Binding, error) {
	b, err := tx.Binding(id)
	if err != nil {
		return b, err
	}
	if b.State != BindingAsked {
		return b, fmt.Errorf("store: decide binding %d: %w", id, ErrState)
	}
	b.State = BindingRefused
	if grant {
		b.State = BindingGranted
		if _, err := tx.exec(`UPDATE binding SET state = 'ended' WHERE member_id = ? AND state = 'granted'`, b.Member.ID); err != nil {
			return b, fmt.Errorf("store: decide binding: %w", err)
		}
	}
	err = tx.change(`UPDATE binding SET state = ?, decided_at = ?, decided_by = ? WHERE id = ?`, b.State, stamp(tx.now), by, id)
	return b, err
}

// GrantBinding lets a member report without a request: what a coordinator sets up.
func (tx *Tx) GrantBinding(memberID, departmentID, by int64) error {
	if _, err := tx.exec(`UPDATE binding SET state = 'ended' WHERE member_id = ? AND state IN ('granted', 'asked')`, memberID); err != nil {
		return fmt.Errorf("store: grant binding: %w", err)
	}
	_, err := tx.insert(`INSERT INTO binding (member_id, department_id, state, chat_id, message_id, asked_at, decided_at, decided_by)
		VALUES (?, ?, 'granted', 0, 0, ?, ?, ?)`, memberID, departmentID, stamp(tx.now), stamp(tx.now), nullID(by))
	if err != nil {
		return fmt.Errorf("store: grant binding: %w", err)
	}
	return nil
}

const bindingSelect = `SELECT b.id, b.state, b.chat_id, b.message_id, b.asked_at, m.id, m.name, m.username, d.id, d.name, d.kind
	FROM binding b JOIN member m ON m.id = b.member_id JOIN department d ON d.id = b.department_id `

func bindingDest(b *Binding) []any {
	return []any{
		&b.ID, &b.State, &b.ChatID, &b.MessageID,
		scanTime{&b.AskedAt},
		&b.Member.ID, &b.Member.Name, &b.Member.Username,
		&b.Department.ID, &b.Department.Name, &b.Department.Kind,
	}
}

// Binding finds one by id.
func (v *View) Binding(id int64) (Binding, error) {
	var b Binding
	if err := v.one(bindingSelect+`WHERE b.id = ?`, []any{id}, bindingDest(&b)...); err != nil {
		return b, fmt.Errorf("store: binding %d: %w", id, err)
	}
	return b, nil
}

// ReportsFor is the department a member may report for; [ErrNotFound] if none.
func (v *View) ReportsFor(memberID int64) (Department, error) {
	var b Binding
	err := v.one(bindingSelect+`WHERE b.member_id = ? AND b.state = 'granted' ORDER BY b.id DESC LIMIT 1`, []any{memberID}, bindingDest(&b)...)
	if err != nil {
		return Department{}, fmt.Errorf("store: reports for: %w", err)
	}
	return b.Department, nil
}

// Reporters lists who may report, by department.
func (v *View) Reporters() ([]Binding, error) {
	var out []Binding
	err := v.query(bindingSelect+`WHERE b.state = 'granted' ORDER BY d.id, b.id`, nil, func(r *sql.Rows) error {
		var b Binding
		if err := r.Scan(bindingDest(&b)...); err != nil {
			return err
		}
		out = append(out, b)
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("store: reporters: %w", err)
	}
	return out, nil
}

// EndBinding takes a member's leave to report, and returns for whom it was. [ErrNotFound] when there was none.
func (tx *Tx) EndBinding(memberID, by int64) (Department, error) {
	d, err := tx.ReportsFor(memberID)
	if err != nil {
		return d, err
	}
	_, err = tx.exec(`UPDATE binding SET state = 'ended', decided_at = ?, decided_by = ? WHERE member_id = ? AND state IN ('granted', 'asked')`,
		stamp(tx.now), nullID(by), memberID)
	if err != nil {
		return d, fmt.Errorf("store: end binding of %d: %w", memberID, err)
	}
	return d, nil
}

// MembersNamed lists the people whom a name or username means: names are not unique.
func (v *View) MembersNamed(name string) ([]Member, error) {
	var out []Member
	err := v.query(`SELECT id, name, username, known FROM member WHERE name = ?1 OR (username <> '' AND username = ?1 COLLATE NOCASE) ORDER BY id`, []any{name}, func(r *sql.Rows) error {
		var m Member
		if err := r.Scan(&m.ID, &m.Name, &m.Username, &m.Known); err != nil {
			return err
		}
		out = append(out, m)
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("store: members named: %w", err)
	}
	return out, nil
}
