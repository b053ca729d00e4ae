package store

import (
	"database/sql"
	"fmt"
	"time"
)

// Event is one raw event from Telegram, kept as it came.
type Event struct {
	ID       int64 // Telegram's update_id
	Raw      []byte
	Attempts int
}

// Receive puts events in the inbox. Those that are there already are left alone;
// the new ones are returned. Only after this is committed may Telegram be told.
func (tx *Tx) Receive(events []Event) ([]Event, error) {
	var fresh []Event
	for _, e := range events {
		r, err := tx.exec(`INSERT OR IGNORE INTO inbox (event_id, raw, state, received_at) VALUES (?, ?, 'waiting', ?)`, e.ID, e.Raw, stamp(tx.now))
		if err != nil {
			return nil, fmt.Errorf("store: receive %d: %w", e.ID, err)
		}
		if n, err := r.RowsAffected(); err != nil {
			return nil, err
		} else if n > 0 {
			fresh = append(fresh, e)
		}
	}
	return fresh, nil
}

// Done ends an event: its records and messages stand in the same transaction.
// [ErrState] when it was ended before, so that work is never committed twice.
func (tx *Tx) Done(eventID int64) error {
	if err := tx.change(`UPDATE inbox SET state = 'done', done_at = ? WHERE event_id = ? AND state = 'waiting'`, stamp(tx.now), eventID); err != nil {
		return fmt.Errorf("store: done %d: %w", eventID, ErrState)
	}
	return nil
}

// Bury ends an event that cannot be handled; its raw text stays.
func (tx *Tx) Bury(eventID int64, fault string) error {
	if err := tx.change(`UPDATE inbox SET state = 'dead', fault = ?, done_at = ? WHERE event_id = ? AND state = 'waiting'`, fault, stamp(tx.now), eventID); err != nil {
		return fmt.Errorf("store: bury %d: %w", eventID, err)
	}
	return nil
}

// Forget takes the words out of an event that may not be kept; that there was one stays.
func (tx *Tx) Forget(eventID int64) error {
	if err := tx.change(`UPDATE inbox SET raw = x'7b7d' WHERE event_id = ?`, eventID); err != nil {
		return fmt.Errorf("store: forget %d: %w", eventID, err)
	}
	return nil
}

// TidyInbox takes the words out of events that were ended before an instant: what
// was recorded of them stands elsewhere, masked. Their numbers stay, so that none is
// taken for new. It returns how many.
func (tx *Tx) TidyInbox(before time.Time) (int64, error) {
	r, err := tx.exec(`UPDATE inbox SET raw = x'7b7d' WHERE state = 'done' AND done_at < ? AND length(raw) > 2`, stamp(before))
	if err != nil {
		return 0, fmt.Errorf("store: tidy inbox: %w", err)
	}
	return r.RowsAffected()
}

// Failed counts a try that did not succeed and returns how many there were.
func (tx *Tx) Failed(eventID int64, fault string) (int, error) {
	var n int
	err := tx.one(`UPDATE inbox SET attempts = attempts + 1, fault = ? WHERE event_id = ? RETURNING attempts`, []any{fault, eventID}, &n)
	if err != nil {
		return 0, fmt.Errorf("store: failed %d: %w", eventID, err)
	}
	return n, nil
}

// Waiting lists the events that are not ended, in Telegram's order.
func (v *View) Waiting() ([]Event, error) {
	var out []Event
	err := v.query(`SELECT event_id, raw, attempts FROM inbox WHERE state = 'waiting' ORDER BY event_id`, nil, func(r *sql.Rows) error {
		var e Event
		if err := r.Scan(&e.ID, &e.Raw, &e.Attempts); err != nil {
			return err
		}
		out = append(out, e)
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("store: waiting: %w", err)
	}
	return out, nil
}

// Replied lists the events whose replies bear keys that begin so, since an instant, in their order.
func (v *View) Replied(prefix string, since time.Time) ([]Event, error) {
	var out []Event
	err := v.query(`SELECT i.event_id, i.raw, i.attempts FROM outbox o JOIN inbox i ON i.event_id = o.event_id
		WHERE o.key >= ?1 AND o.key < ?2 AND o.created_at >= ?3 ORDER BY i.event_id`, []any{prefix, prefix + "\U0010FFFF", stamp(since)}, func(r *sql.Rows) error {
		var e Event
		err := r.Scan(&e.ID, &e.Raw, &e.Attempts)
		out = append(out, e)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("store: replied: %w", err)
	}
	return out, nil
}

// InboxCount counts events by state.
func (v *View) InboxCount() (map[string]int, error) {
	return v.count(`SELECT state, count(*) FROM inbox GROUP BY state`)
}

// Backlog is what waits.
type Backlog struct {
	Events        int
	Messages      int
	OldestMessage time.Time // when it was put in the outbox; zero when none waits
}

// Backlog counts what waits, without reading what is ended.
func (v *View) Backlog() (Backlog, error) {
	var b Backlog
	err := v.one(`SELECT (SELECT count(*) FROM inbox WHERE state = 'waiting'), count(*), min(created_at) FROM outbox WHERE state = 'waiting'`,
		nil, &b.Events, &b.Messages, scanTime{&b.OldestMessage})
	if err != nil {
		return b, fmt.Errorf("store: backlog: %w", err)
	}
	return b, nil
}

func (v *View) count(q string) (map[string]int, error) {
	out := map[string]int{}
	err := v.query(q, nil, func(r *sql.Rows) error {
		var k string
		var n int
		if err := r.Scan(&k, &n); err != nil {
			return err
		}
		out[k] = n
		return nil
	})
	return out, err
}
