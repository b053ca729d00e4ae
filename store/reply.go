package store

import (
	"database/sql"
	"errors"
	"fmt"
	"time"
)

// ReplyState is where a coordinator's reply stands.
type ReplyState string

// States of a reply.
const (
	ReplyDraft      ReplyState = "draft"
	ReplyConfirmed  ReplyState = "confirmed"  // citable
	ReplySuperseded ReplyState = "superseded" // by a later reply to the same question
	ReplyWithdrawn  ReplyState = "withdrawn"
	ReplyFiled      ReplyState = "filed" // 已入文件: the documents say it now
)

// Reply is a coordinator's answer to an unanswered question (协调员答复).
type Reply struct {
	ID         int64
	Unanswered int64
	Question   string // as first asked
	Open       bool   // asked in a group at least once, so that others may see its words
	ChatID     int64  // where it was written
	MessageID  int64
	Member     Member // who wrote it
	Text       string
	State      ReplyState
	CreatedAt  time.Time
	DecidedAt  time.Time // when it was confirmed
}

// DraftReply keeps a reply for its coordinator to confirm. An earlier draft of
// the same message is superseded.
func (tx *Tx) DraftReply(r Reply) (Reply, error) {
	_, err := tx.exec(`UPDATE reply SET state = 'superseded', ended_at = ?, ended_by = ? WHERE chat_id = ? AND message_id = ? AND state = 'draft'`,
		stamp(tx.now), r.Member.ID, r.ChatID, r.MessageID)
	if err != nil {
		return r, fmt.Errorf("store: draft reply: %w", err)
	}
	r.ID, err = tx.insert(`INSERT INTO reply (unanswered_id, chat_id, message_id, member_id, text, state, created_at) VALUES (?, ?, ?, ?, ?, 'draft', ?)`,
		r.Unanswered, r.ChatID, r.MessageID, r.Member.ID, r.Text, stamp(tx.now))
	if err != nil {
		return r, fmt.Errorf("store: draft reply: %w", err)
	}
	return tx.Reply(r.ID)
}

// ConfirmReply makes a draft citable, in place of an earlier reply to the same
// question. [ErrState] when it is no draft any more.
func (tx *Tx) ConfirmReply(id, by int64) error {
	r, err := tx.Reply(id)
	if err != nil {
		return err
	}
	if r.State != ReplyDraft {
		return fmt.Errorf("store: confirm reply %d: %w", id, ErrState)
	}
	_, err = tx.exec(`UPDATE reply SET state = 'superseded', ended_at = ?, ended_by = ? WHERE unanswered_id = ? AND state = 'confirmed'`,
		stamp(tx.now), by, r.Unanswered)
	if err == nil {
		err = tx.change(`UPDATE reply SET state = 'confirmed', decided_at = ?, decided_by = ? WHERE id = ?`, stamp(tx.now), by, id)
	}
	if err != nil {
		return fmt.Errorf("store: confirm reply %d: %w", id, err)
	}
	return tx.touch("record")
}

// EndReply withdraws a draft or a confirmed reply, or marks a confirmed one as
// taken into a document. It stays on record. [ErrState] when it has ended already.
func (tx *Tx) EndReply(id, by int64, to ReplyState) error {
	from := `state IN ('draft', 'confirmed')`
	if to == ReplyFiled {
		from = `state = 'confirmed'`
	}
	err := tx.change(`UPDATE reply SET state = ?, ended_at = ?, ended_by = ? WHERE id = ? AND `+from, to, stamp(tx.now), by, id)
	if errors.Is(err, ErrNotFound) {
		return fmt.Errorf("store: end reply %d: %w", id, ErrState)
	}
	if err != nil {
		return fmt.Errorf("store: end reply %d: %w", id, err)
	}
	return tx.touch("record")
}

const replySelect = `SELECT r.id, r.unanswered_id, u.text, r.chat_id, r.message_id, r.member_id, m.name, m.username, r.text, r.state, r.created_at, r.decided_at,
	EXISTS (SELECT 1 FROM unanswered_question l JOIN question q ON q.id = l.question_id WHERE l.unanswered_id = u.id AND q.chat_id < 0)
	FROM reply r JOIN unanswered u ON u.id = r.unanswered_id JOIN member m ON m.id = r.member_id `

func replyDest(r *Reply) []any {
	return []any{
		&r.ID, &r.Unanswered, &r.Question, &r.ChatID, &r.MessageID, &r.Member.ID, &r.Member.Name, &r.Member.Username, &r.Text, &r.State,
		scanTime{&r.CreatedAt},
		scanTime{&r.DecidedAt},
		&r.Open,
	}
}

// Reply finds one by id.
func (v *View) Reply(id int64) (Reply, error) { return v.reply(`WHERE r.id = ?`, id) }

// ReplyIn finds the latest reply that a coordinator's message gave.
func (v *View) ReplyIn(chatID, messageID int64) (Reply, error) {
	return v.reply(`WHERE r.chat_id = ? AND r.message_id = ? ORDER BY r.id DESC LIMIT 1`, chatID, messageID)
}

// ReplyTo finds the confirmed reply to an unanswered question.
func (v *View) ReplyTo(unansweredID int64) (Reply, error) {
	return v.reply(`WHERE r.unanswered_id = ? AND r.state = 'confirmed'`, unansweredID)
}

func (v *View) reply(where string, args ...any) (Reply, error) {
	var r Reply
	if err := v.one(replySelect+where, args, replyDest(&r)...); err != nil {
		return r, fmt.Errorf("store: reply: %w", err)
	}
	return r, nil
}

// Replies lists the confirmed replies, earliest first.
func (v *View) Replies() ([]Reply, error) {
	var out []Reply
	err := v.query(replySelect+`WHERE r.state = 'confirmed' ORDER BY r.decided_at, r.id`, nil, func(rows *sql.Rows) error {
		var r Reply
		if err := rows.Scan(replyDest(&r)...); err != nil {
			return err
		}
		out = append(out, r)
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("store: replies: %w", err)
	}
	return out, nil
}

// FirstDraftIn finds the first reply that a message gave since its last one was
// decided: its card shows the later drafts too. 0 if there is none.
func (v *View) FirstDraftIn(chatID, messageID int64) (int64, error) {
	var id int64
	err := v.one(`SELECT coalesce(min(id), 0) FROM reply WHERE chat_id = ?1 AND message_id = ?2 AND decided_at IS NULL
		AND id > coalesce((SELECT max(id) FROM reply WHERE chat_id = ?1 AND message_id = ?2 AND decided_at IS NOT NULL), 0)`, []any{chatID, messageID}, &id)
	if err != nil {
		return 0, fmt.Errorf("store: first draft: %w", err)
	}
	return id, nil
}

// Delivered lists what was sent, or waits to be, under keys of a prefix.
func (v *View) Delivered(prefix string) ([]Outgoing, error) {
	var out []Outgoing
	err := v.query(`SELECT id, key, chat_id FROM outbox WHERE substr(key, 1, length(?1)) = ?1 AND state <> 'failed' ORDER BY id`, []any{prefix}, func(r *sql.Rows) error {
		var o Outgoing
		if err := r.Scan(&o.ID, &o.Key, &o.ChatID); err != nil {
			return err
		}
		out = append(out, o)
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("store: delivered %s: %w", prefix, err)
	}
	return out, nil
}
