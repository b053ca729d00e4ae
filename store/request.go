package store

import (
	"database/sql"
	"fmt"
)

// RequestKind is what is asked for.
type RequestKind string

// Kinds of requests that a coordinator decides.
const (
	RequestBinding   RequestKind = "binding"
	RequestExtension RequestKind = "extension"
	RequestLeave     RequestKind = "leave"
)

// Request is what a message asked a coordinator for.
type Request struct {
	Kind    RequestKind
	ID      int64
	Waiting bool // nobody has decided it
}

// RequestsOf lists what a message asked for, oldest first; what was taken back is left out.
func (v *View) RequestsOf(chatID, messageID int64) ([]Request, error) {
	var out []Request
	err := v.query(`SELECT 'binding', id, state = 'asked' FROM binding WHERE chat_id = ?1 AND message_id = ?2 AND NOT (state = 'ended' AND decided_by = member_id)
		UNION ALL SELECT 'extension', id, state IN ('asked', 'unclear') FROM extension WHERE chat_id = ?1 AND message_id = ?2 AND NOT (state = 'returned' AND decided_by = member_id)
		UNION ALL SELECT 'leave', id, state = 'asked' FROM leave WHERE chat_id = ?1 AND message_id = ?2 AND NOT (state = 'ended' AND set_by = member_id)
		ORDER BY 1, 2`, []any{chatID, messageID}, func(r *sql.Rows) error {
		var q Request
		err := r.Scan(&q.Kind, &q.ID, &q.Waiting)
		out = append(out, q)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("store: requests of %d/%d: %w", chatID, messageID, err)
	}
	return out, nil
}

// TakeBack ends a request that waits, by the word of who made it; it stays on record.
// [ErrState] when it was decided before.
func (tx *Tx) TakeBack(q Request) error {
	end, ok := map[RequestKind]string{
		RequestBinding:   `UPDATE binding SET state = 'ended', decided_at = ?2, decided_by = member_id WHERE id = ?1 AND state = 'asked'`,
		RequestExtension: `UPDATE extension SET state = 'returned', decided_at = ?2, decided_by = member_id WHERE id = ?1 AND state IN ('asked', 'unclear')`,
		RequestLeave:     `UPDATE leave SET state = 'ended', set_by = member_id WHERE id = ?1 AND state = 'asked' AND ?2 <> ''`,
	}[q.Kind]
	if !ok {
		return fmt.Errorf("store: take back %s %d: %w", q.Kind, q.ID, ErrInvalid)
	}
	r, err := tx.exec(end, q.ID, stamp(tx.now))
	if err != nil {
		return fmt.Errorf("store: take back %s %d: %w", q.Kind, q.ID, err)
	}
	if n, err := r.RowsAffected(); err != nil || n == 0 {
		return fmt.Errorf("store: take back %s %d: %w", q.Kind, q.ID, ErrState)
	}
	return nil
}

// Leave finds a department's leave, granted or asked for, by id.
func (v *View) Leave(id int64) (Leave, error) {
	list, err := v.leaves(`WHERE l.id = ?`, id)
	if err == nil && len(list) == 0 {
		err = fmt.Errorf("store: leave %d: %w", id, ErrNotFound)
	}
	if err != nil {
		return Leave{}, err
	}
	return list[0], nil
}
