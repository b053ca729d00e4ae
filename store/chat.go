package store

import (
	"database/sql"
	"errors"
	"fmt"
)

// ChatState says whether the bot works in a chat.
type ChatState string

// States of a chat.
const (
	ChatOpen   ChatState = "open"
	ChatClosed ChatState = "closed" // seen, but nobody let the bot work there
	ChatLeft   ChatState = "left"
)

// Chat is a conversation on Telegram.
type Chat struct {
	ID      int64
	Kind    string // private, group, supergroup, channel
	Title   string
	State   ChatState
	MovedTo int64 // the supergroup that a group became
	Told    bool  // a closed chat got its one neutral sentence
}

// SeeChat notes a chat that was met; a new one is closed until opened.
func (tx *Tx) SeeChat(id int64, kind, title string) (Chat, error) {
	_, err := tx.exec(`INSERT INTO chat (id, kind, title, state, seen_at) VALUES (?, ?, ?, 'closed', ?)
		ON CONFLICT (id) DO UPDATE SET kind = excluded.kind, title = excluded.title, seen_at = excluded.seen_at`, id, kind, title, stamp(tx.now))
	if err != nil {
		return Chat{}, fmt.Errorf("store: see chat %d: %w", id, err)
	}
	return tx.Chat(id)
}

// SetChat opens, closes or leaves a chat that was seen.
func (tx *Tx) SetChat(id int64, state ChatState) error {
	if err := tx.change(`UPDATE chat SET state = ? WHERE id = ?`, state, id); err != nil {
		return fmt.Errorf("store: set chat %d: %w", id, err)
	}
	return nil
}

// TellChat notes that a closed chat got its sentence; false when it had it before.
func (tx *Tx) TellChat(id int64) (bool, error) {
	r, err := tx.exec(`UPDATE chat SET told_at = ? WHERE id = ? AND told_at IS NULL`, stamp(tx.now), id)
	if err != nil {
		return false, fmt.Errorf("store: tell chat %d: %w", id, err)
	}
	n, err := r.RowsAffected()
	return n > 0, err
}

// MoveChat follows a group that became a supergroup: state, waiting messages and
// bindings go along. The numbers of its messages mean nothing there, or another
// message: what would change one becomes a new message, what answers one stands alone.
func (tx *Tx) MoveChat(from, to int64) error {
	for _, s := range []string{
		`INSERT INTO chat (id, kind, title, state, seen_at) SELECT ?2, 'supergroup', title, state, seen_at FROM chat WHERE id = ?1
			ON CONFLICT (id) DO UPDATE SET state = excluded.state`,
		`UPDATE chat SET moved_to = ?2, state = 'left' WHERE id = ?1`,
		`UPDATE outbox SET method = CASE WHEN method = 'edit' AND json_extract(payload, '$.edit') IS NOT NULL THEN 'say' ELSE method END,
			payload = json_remove(payload, '$.edit', '$.reply_to', '$.thread'), chat_id = ?2 WHERE chat_id = ?1 AND state = 'waiting'`,
		`UPDATE binding SET chat_id = ?2 WHERE chat_id = ?1`,
	} {
		if _, err := tx.exec(s, from, to); err != nil {
			return fmt.Errorf("store: move chat %d: %w", from, err)
		}
	}
	return nil
}

// Chat finds a chat.
func (v *View) Chat(id int64) (Chat, error) {
	c := Chat{ID: id}
	var moved *int64
	err := v.one(`SELECT kind, title, state, moved_to, told_at IS NOT NULL FROM chat WHERE id = ?`, []any{id}, &c.Kind, &c.Title, &c.State, &moved, &c.Told)
	if err != nil {
		return c, fmt.Errorf("store: chat %d: %w", id, err)
	}
	c.MovedTo = idOrZero(moved)
	return c, nil
}

// Where is the chat that a chat became, itself when it did not move.
func (v *View) Where(id int64) (int64, error) {
	for id < 0 {
		c, err := v.Chat(id)
		if errors.Is(err, ErrNotFound) || err == nil && c.MovedTo == 0 {
			break
		}
		if err != nil {
			return id, err
		}
		id = c.MovedTo
	}
	return id, nil
}

// Chats lists the chats in a state.
func (v *View) Chats(state ChatState) ([]Chat, error) {
	var out []Chat
	err := v.query(`SELECT id, kind, title, state FROM chat WHERE state = ? ORDER BY id`, []any{state}, func(r *sql.Rows) error {
		var c Chat
		if err := r.Scan(&c.ID, &c.Kind, &c.Title, &c.State); err != nil {
			return err
		}
		out = append(out, c)
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("store: chats: %w", err)
	}
	return out, nil
}
