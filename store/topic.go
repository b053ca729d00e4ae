package store

import (
	"database/sql"
	"errors"
	"fmt"
)

// Topic is a forum's topic that belongs to a department.
type Topic struct {
	ChatID     int64
	ThreadID   int64
	Department Department
}

// BindTopic gives a topic to a department; an earlier one's claim on it ends.
func (tx *Tx) BindTopic(t Topic, by int64) error {
	if _, err := tx.UnbindTopic(t.ChatID, t.ThreadID); err != nil && !errors.Is(err, ErrNotFound) {
		return err
	}
	_, err := tx.insert(`INSERT INTO topic (chat_id, thread_id, department_id, set_by, set_at) VALUES (?, ?, ?, ?, ?)`,
		t.ChatID, t.ThreadID, t.Department.ID, by, stamp(tx.now))
	if err != nil {
		return fmt.Errorf("store: bind topic: %w", err)
	}
	return nil
}

// UnbindTopic takes a topic from its department, which is returned. [ErrNotFound] when it has none.
func (tx *Tx) UnbindTopic(chatID, threadID int64) (Department, error) {
	t, err := tx.TopicOf(chatID, threadID)
	if err != nil {
		return t.Department, err
	}
	_, err = tx.exec(`UPDATE topic SET ended_at = ? WHERE chat_id = ? AND thread_id = ? AND ended_at IS NULL`, stamp(tx.now), chatID, threadID)
	if err != nil {
		return t.Department, fmt.Errorf("store: unbind topic: %w", err)
	}
	return t.Department, nil
}

// TopicOf finds whose topic it is; [ErrNotFound] when it is nobody's.
func (v *View) TopicOf(chatID, threadID int64) (Topic, error) {
	list, err := v.topics(`AND t.chat_id = ? AND t.thread_id = ?`, chatID, threadID)
	if err == nil && len(list) == 0 {
		err = fmt.Errorf("store: topic %d of %d: %w", threadID, chatID, ErrNotFound)
	}
	if err != nil {
		return Topic{}, err
	}
	return list[0], nil
}

// Topics lists the topics that belong to departments, in the chats where the bot works; the latest first.
func (v *View) Topics() ([]Topic, error) {
	return v.topics(`AND c.state = 'open' ORDER BY t.id DESC`)
}

func (v *View) topics(where string, args ...any) ([]Topic, error) {
	var out []Topic
	err := v.query(`SELECT t.chat_id, t.thread_id, d.id, d.name, d.kind FROM topic t JOIN department d ON d.id = t.department_id
		LEFT JOIN chat c ON c.id = t.chat_id WHERE t.ended_at IS NULL `+where, args, func(r *sql.Rows) error {
		var t Topic
		err := r.Scan(&t.ChatID, &t.ThreadID, &t.Department.ID, &t.Department.Name, &t.Department.Kind)
		out = append(out, t)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("store: topics: %w", err)
	}
	return out, nil
}
