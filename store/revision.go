package store

import (
	"database/sql"
	"fmt"
)

// Revision counts the changes of each room. What is derived from a room is
// stale when its number differs, whichever program made the change.
type Revision struct{ Documents, Register, Record, Roster int64 }

// Revision reads the counts.
func (v *View) Revision() (Revision, error) {
	var out Revision
	err := v.query(`SELECT room, n FROM revision`, nil, func(r *sql.Rows) error {
		var room string
		var n int64
		if err := r.Scan(&room, &n); err != nil {
			return err
		}
		switch room {
		case "documents":
			out.Documents = n
		case "register":
			out.Register = n
		case "record":
			out.Record = n
		case "roster":
			out.Roster = n
		}
		return nil
	})
	if err != nil {
		return out, fmt.Errorf("store: revision: %w", err)
	}
	return out, nil
}

// touch moves a room's revision, once: nobody outside sees a transaction in parts.
func (tx *Tx) touch(room string) error {
	if tx.touched[room] {
		return nil
	}
	if err := tx.change(`UPDATE revision SET n = n + 1 WHERE room = ?`, room); err != nil {
		return fmt.Errorf("store: revision: %w", err)
	}
	tx.touched[room] = true
	return nil
}
