package store

import (
	"database/sql"
	"fmt"
	"time"
)

// Entry is one line of the journal.
type Entry struct {
	ID      int64
	At      time.Time
	Actor   int64  // member, 0 for the program
	Kind    string // "answer", "confirm", "import" …
	Subject string // what it was done to: "report/12"
	Detail  string // JSON
}

// Log appends to the journal.
func (tx *Tx) Log(actor int64, kind, subject string, detail any) error {
	text, err := jsonText(detail)
	if err != nil {
		return err
	}
	if _, err := tx.exec(`INSERT INTO journal (at, actor, kind, subject, detail) VALUES (?, ?, ?, ?, ?)`, stamp(tx.now), actor, kind, subject, text); err != nil {
		return fmt.Errorf("store: journal %s: %w", kind, err)
	}
	return nil
}

// Journal lists the entries from one instant to another, in order.
func (v *View) Journal(from, to time.Time) ([]Entry, error) {
	var out []Entry
	err := v.query(`SELECT id, at, actor, kind, subject, detail FROM journal WHERE at >= ? AND at < ? ORDER BY id`,
		[]any{stamp(from), stamp(to)}, func(r *sql.Rows) error {
			var e Entry
			if err := r.Scan(&e.ID, scanTime{&e.At}, &e.Actor, &e.Kind, &e.Subject, &e.Detail); err != nil {
				return err
			}
			out = append(out, e)
			return nil
		})
	if err != nil {
		return nil, fmt.Errorf("store: journal: %w", err)
	}
	return out, nil
}

// Everything is the text of every event, message, report, question and journal
// entry: for searching what must not be kept.
func (v *View) Everything() ([]string, error) {
	var out []string
	err := v.query(`SELECT cast(raw AS TEXT) FROM inbox UNION ALL SELECT payload FROM outbox UNION ALL SELECT text FROM report
		UNION ALL SELECT text FROM record UNION ALL SELECT text || reply FROM question UNION ALL SELECT detail FROM journal`, nil, func(r *sql.Rows) error {
		var s string
		if err := r.Scan(&s); err != nil {
			return err
		}
		out = append(out, s)
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("store: everything: %w", err)
	}
	return out, nil
}
