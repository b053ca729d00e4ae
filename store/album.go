package store

import (
	"database/sql"
	"fmt"
	"time"
)

// AlbumPart is a part of an album that was said to nobody.
type AlbumPart struct {
	ChatID    int64
	MessageID int64
	Album     string
	EventID   int64
	Member    int64
}

// AlbumLife is how long a part waits for its album's words: as long as Telegram
// lets people edit what they sent.
const AlbumLife = 48 * time.Hour

// NotePart notes a part that nobody was told, and lets go of those that have waited long enough.
func (tx *Tx) NotePart(p AlbumPart) error {
	if _, err := tx.exec(`DELETE FROM album_part WHERE seen_at < ?`, stamp(tx.now.Add(-AlbumLife))); err != nil {
		return fmt.Errorf("store: note part: %w", err)
	}
	_, err := tx.exec(`INSERT INTO album_part (chat_id, message_id, album, event_id, member_id, seen_at) VALUES (?, ?, ?, ?, ?, ?)
		ON CONFLICT DO UPDATE SET event_id = excluded.event_id`, p.ChatID, p.MessageID, p.Album, p.EventID, p.Member, stamp(tx.now))
	if err != nil {
		return fmt.Errorf("store: note part: %w", err)
	}
	return nil
}

// DropPart ends a part's waiting: it was heard, or may not be.
func (tx *Tx) DropPart(chatID, messageID int64) error {
	if _, err := tx.exec(`DELETE FROM album_part WHERE chat_id = ? AND message_id = ?`, chatID, messageID); err != nil {
		return fmt.Errorf("store: drop part: %w", err)
	}
	return nil
}

// WaitingParts lists the parts of a member's album that wait for its words, with their raw events.
func (v *View) WaitingParts(chatID int64, album string, member int64) ([]Event, error) {
	var out []Event
	err := v.query(`SELECT i.event_id, i.raw, i.attempts FROM album_part a JOIN inbox i ON i.event_id = a.event_id
		WHERE a.chat_id = ? AND a.album = ? AND a.member_id = ? ORDER BY a.message_id`, []any{chatID, album, member}, func(r *sql.Rows) error {
		var e Event
		err := r.Scan(&e.ID, &e.Raw, &e.Attempts)
		out = append(out, e)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("store: waiting parts: %w", err)
	}
	return out, nil
}
