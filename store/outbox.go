package store

import (
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"time"
)

// Outgoing is one call to Telegram that is to be made.
type Outgoing struct {
	ID        int64
	Key       string // names the intention; the same key is queued once. "" where repeating does no harm
	ChatID    int64
	Method    string // Telegram's method name
	Payload   json.RawMessage
	EventID   int64 // the event that caused it, 0 for none
	Attempts  int
	NotBefore time.Time
	MessageID int64 // once sent
	Created   time.Time
}

// Queue puts a call in the outbox. A key that is there already is left alone: ok is false.
func (tx *Tx) Queue(o Outgoing) (id int64, ok bool, err error) {
	var key any
	if o.Key != "" {
		key = o.Key
	}
	at := o.NotBefore
	if at.IsZero() {
		at = tx.now
	}
	r, err := tx.exec(`INSERT INTO outbox (key, chat_id, method, payload, event_id, state, not_before, created_at)
		VALUES (?, ?, ?, ?, ?, 'waiting', ?, ?) ON CONFLICT (key) DO NOTHING`,
		key, o.ChatID, o.Method, string(o.Payload), o.EventID, stamp(at), stamp(tx.now))
	if err != nil {
		return 0, false, fmt.Errorf("store: queue %s: %w", o.Method, err)
	}
	n, err := r.RowsAffected()
	if err != nil || n == 0 {
		return 0, false, err
	}
	id, err = r.LastInsertId()
	return id, true, err
}

// Sent writes back what Telegram called the message. The bytes of a file are let go.
func (tx *Tx) Sent(id, messageID int64) error {
	if err := tx.change(`UPDATE outbox SET state = 'sent', message_id = ?, sent_at = ?, payload = json_remove(payload, '$.file.data') WHERE id = ?`, messageID, stamp(tx.now), id); err != nil {
		return fmt.Errorf("store: sent %d: %w", id, err)
	}
	return nil
}

// Retry puts a call off.
func (tx *Tx) Retry(id int64, at time.Time, fault string) error {
	err := tx.change(`UPDATE outbox SET attempts = attempts + 1, not_before = ?, fault = ? WHERE id = ?`, stamp(at), fault, id)
	if err != nil {
		return fmt.Errorf("store: retry %d: %w", id, err)
	}
	return nil
}

// GiveUp ends a call that cannot succeed.
func (tx *Tx) GiveUp(id int64, fault string) error {
	if err := tx.change(`UPDATE outbox SET state = 'failed', fault = ? WHERE id = ?`, fault, id); err != nil {
		return fmt.Errorf("store: give up %d: %w", id, err)
	}
	return nil
}

const outgoingSelect = `SELECT id, coalesce(key, ''), chat_id, method, payload, event_id, attempts, not_before, created_at FROM outbox WHERE state = 'waiting' `

func scanOutgoing(r *sql.Rows) (Outgoing, error) {
	var o Outgoing
	var payload string
	err := r.Scan(&o.ID, &o.Key, &o.ChatID, &o.Method, &payload, &o.EventID, &o.Attempts, scanTime{&o.NotBefore}, scanTime{&o.Created})
	o.Payload = json.RawMessage(payload)
	return o, err
}

func (v *View) outgoing(where string, args ...any) ([]Outgoing, error) {
	var out []Outgoing
	err := v.query(outgoingSelect+where, args, func(r *sql.Rows) error {
		o, err := scanOutgoing(r)
		out = append(out, o)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("store: to send: %w", err)
	}
	return out, nil
}

// ToSend lists what waits, oldest first, at most limit rows. Order within a chat is the order of the rows.
func (v *View) ToSend(limit int) ([]Outgoing, error) {
	return v.outgoing(`ORDER BY id LIMIT ?`, limit)
}

// Heads goes through the first that waits in each chat, and everything of the
// method whose order does not matter, oldest first, until more says no. However
// much waits for one chat, the others are seen.
func (v *View) Heads(unordered string, more func(Outgoing) bool) error {
	err := v.query(outgoingSelect+`AND (method = ?1 OR NOT EXISTS (SELECT 1 FROM outbox e WHERE e.state = 'waiting' AND e.chat_id = outbox.chat_id AND e.id < outbox.id AND e.method <> ?1))
		ORDER BY id`, []any{unordered}, func(r *sql.Rows) error {
		o, err := scanOutgoing(r)
		if err == nil && !more(o) {
			err = errEnough
		}
		return err
	})
	if err != nil && !errors.Is(err, errEnough) {
		return fmt.Errorf("store: to send: %w", err)
	}
	return nil
}

// Queued reports whether a key is in the outbox, sent or not.
func (v *View) Queued(key string) (bool, error) {
	var n int
	if err := v.one(`SELECT count(*) FROM outbox WHERE key = ?`, []any{key}, &n); err != nil {
		return false, fmt.Errorf("store: queued %s: %w", key, err)
	}
	return n > 0, nil
}

// SentMessage finds which message a key became; [ErrNotFound] while it waits.
func (v *View) SentMessage(key string) (chatID, messageID int64, err error) {
	err = v.one(`SELECT chat_id, message_id FROM outbox WHERE key = ? AND state = 'sent'`, []any{key}, &chatID, &messageID)
	if err != nil {
		return 0, 0, fmt.Errorf("store: sent message %s: %w", key, err)
	}
	return chatID, messageID, nil
}

// LetGo frees the key of a message that can no longer be changed, so that the next
// one of the key is said anew; the old one is still known by the key's beginning.
func (tx *Tx) LetGo(key string) error {
	if _, err := tx.exec(`UPDATE outbox SET key = key || '@' || id WHERE key = ?`, key); err != nil {
		return fmt.Errorf("store: let go %s: %w", key, err)
	}
	return nil
}

// LeftBehind reports whether the message of a key stands in a group that has moved.
func (v *View) LeftBehind(key string) (bool, error) {
	var n int
	err := v.one(`SELECT count(*) FROM outbox o JOIN chat c ON c.id = o.chat_id WHERE o.key = ? AND c.moved_to IS NOT NULL`, []any{key}, &n)
	if err != nil {
		return false, fmt.Errorf("store: left behind %s: %w", key, err)
	}
	return n > 0, nil
}

// SayAnew turns a waiting change of a message into a message of its own, under the
// key of the one that is gone.
func (tx *Tx) SayAnew(id int64, key string, payload json.RawMessage) error {
	if err := tx.LetGo(key); err != nil {
		return err
	}
	if err := tx.change(`UPDATE outbox SET key = nullif(?, ''), method = 'say', payload = ? WHERE id = ?`, key, string(payload), id); err != nil {
		return fmt.Errorf("store: say anew %d: %w", id, err)
	}
	return nil
}

// Rewrite changes what a waiting call says.
func (tx *Tx) Rewrite(id int64, payload json.RawMessage) error {
	if err := tx.change(`UPDATE outbox SET payload = ? WHERE id = ? AND state = 'waiting'`, string(payload), id); err != nil {
		return fmt.Errorf("store: rewrite %d: %w", id, err)
	}
	return nil
}

// KeyOf finds which intention one of our messages was; [ErrNotFound] for a stranger's message.
func (v *View) KeyOf(chatID, messageID int64) (string, error) {
	var key string
	err := v.one(`SELECT key FROM outbox WHERE chat_id = ? AND message_id = ? AND key IS NOT NULL ORDER BY id DESC LIMIT 1`, []any{chatID, messageID}, &key)
	if err != nil {
		return "", fmt.Errorf("store: key of %d/%d: %w", chatID, messageID, err)
	}
	return key, nil
}

// LastKey is the key of what was last put into a chat, "" where it has none or nothing was.
func (v *View) LastKey(chatID int64) (string, error) {
	var key *string
	err := v.one(`SELECT key FROM outbox WHERE chat_id = ? ORDER BY id DESC LIMIT 1`, []any{chatID}, &key)
	if errors.Is(err, ErrNotFound) || err == nil && key == nil {
		return "", nil
	}
	if err != nil {
		return "", fmt.Errorf("store: last key of %d: %w", chatID, err)
	}
	return *key, nil
}

// PayloadOf finds what one of our messages was sent with; [ErrNotFound] for a stranger's message.
func (v *View) PayloadOf(chatID, messageID int64) (json.RawMessage, error) {
	var text string
	err := v.one(`SELECT payload FROM outbox WHERE chat_id = ? AND message_id = ? ORDER BY id LIMIT 1`, []any{chatID, messageID}, &text)
	if err != nil {
		return nil, fmt.Errorf("store: payload of %d/%d: %w", chatID, messageID, err)
	}
	return json.RawMessage(text), nil
}

// OutboxCount counts calls by state.
func (v *View) OutboxCount() (map[string]int, error) {
	return v.count(`SELECT state, count(*) FROM outbox GROUP BY state`)
}
