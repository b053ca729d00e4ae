package store

import (
	"database/sql"
	"encoding/json"
	"fmt"
	"time"
)

// Question is one question with what was answered, kept for the 原文 button and for follow-ups.
type Question struct {
	ID        int64
	ChatID    int64
	MessageID int64
	ThreadID  int64
	MemberID  int64
	Text      string
	Kind      string
	Reply     string
	Citations json.RawMessage // knowledge's form
	Carry     json.RawMessage // what a follow-up inherits
	Model     bool
	AskedAt   time.Time
	Version   int // 1, then one more for each edit of the question
}

// Asked keeps a question. Version and id are set.
func (tx *Tx) Asked(q Question) (Question, error) {
	if err := tx.one(`SELECT coalesce(max(version), 0) + 1 FROM question WHERE chat_id = ? AND message_id = ?`, []any{q.ChatID, q.MessageID}, &q.Version); err != nil {
		return q, fmt.Errorf("store: asked: %w", err)
	}
	id, err := tx.insert(`INSERT INTO question (chat_id, message_id, thread_id, member_id, text, kind, reply, citations, carry, model, asked_at, version)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`, q.ChatID, q.MessageID, q.ThreadID, q.MemberID, q.Text, q.Kind, q.Reply, string(q.Citations), string(q.Carry),
		q.Model, stamp(tx.now), q.Version)
	if err != nil {
		return q, fmt.Errorf("store: asked: %w", err)
	}
	q.ID, q.AskedAt = id, tx.now
	return q, nil
}

const questionSelect = `SELECT id, chat_id, message_id, thread_id, member_id, text, kind, reply, citations, carry, model, asked_at, version FROM question `

func questionDest(q *Question) []any {
	return []any{
		&q.ID, &q.ChatID, &q.MessageID, &q.ThreadID, &q.MemberID, &q.Text, &q.Kind, &q.Reply,
		scanJSON{&q.Citations},
		scanJSON{&q.Carry},
		&q.Model,
		scanTime{&q.AskedAt},
		&q.Version,
	}
}

// Question finds one by id.
func (v *View) Question(id int64) (Question, error) {
	var q Question
	if err := v.one(questionSelect+`WHERE id = ?`, []any{id}, questionDest(&q)...); err != nil {
		return q, fmt.Errorf("store: question %d: %w", id, err)
	}
	return q, nil
}

// QuestionOf finds the latest version asked by a message.
func (v *View) QuestionOf(chatID, messageID int64) (Question, error) {
	var q Question
	if err := v.one(questionSelect+`WHERE chat_id = ? AND message_id = ? ORDER BY version DESC LIMIT 1`, []any{chatID, messageID}, questionDest(&q)...); err != nil {
		return q, fmt.Errorf("store: question of %d/%d: %w", chatID, messageID, err)
	}
	return q, nil
}

// FirstAsked finds the first version asked by a message.
func (v *View) FirstAsked(chatID, messageID int64) (Question, error) {
	var q Question
	if err := v.one(questionSelect+`WHERE chat_id = ? AND message_id = ? ORDER BY version LIMIT 1`, []any{chatID, messageID}, questionDest(&q)...); err != nil {
		return q, fmt.Errorf("store: question of %d/%d: %w", chatID, messageID, err)
	}
	return q, nil
}

// Thread is one person's questions in a chat and topic. Before is the id of a
// question's first version: what was asked later is left out; 0 for none.
type Thread struct {
	ChatID, ThreadID, MemberID int64
	Since                      time.Time
	Before                     int64
}

// RecentQuestions lists what a person asked, each message's latest version, latest first.
func (v *View) RecentQuestions(t Thread, limit int) ([]Question, error) {
	var out []Question
	err := v.query(questionSelect+`AS q WHERE chat_id = ?1 AND thread_id = ?2 AND member_id = ?3 AND asked_at >= ?4
		AND NOT EXISTS (SELECT 1 FROM question n WHERE n.chat_id = q.chat_id AND n.message_id = q.message_id AND n.version > q.version)
		AND (?5 = 0 OR (SELECT min(f.id) FROM question f WHERE f.chat_id = q.chat_id AND f.message_id = q.message_id) < ?5) ORDER BY id DESC LIMIT ?6`,
		[]any{t.ChatID, t.ThreadID, t.MemberID, stamp(t.Since), t.Before, limit}, func(r *sql.Rows) error {
			var q Question
			if err := r.Scan(questionDest(&q)...); err != nil {
				return err
			}
			out = append(out, q)
			return nil
		})
	if err != nil {
		return nil, fmt.Errorf("store: recent questions: %w", err)
	}
	return out, nil
}
