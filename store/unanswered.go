package store

import (
	"cmp"
	"database/sql"
	"errors"
	"fmt"
	"slices"
)

// Reason says why a question waits for a coordinator.
type Reason string

// Reasons.
const (
	Silent  Reason = "silent"  // the documents do not say
	Doubted Reason = "doubted" // somebody thinks the answer wrong
)

// Unanswered is a question that waits for a coordinator, with all who asked the like.
type Unanswered struct {
	ID      int64
	Text    string // as first asked
	Dropped bool
	Asked   []Asking // since the last reply, earliest first; of a list: those in view
}

// Asking is one time that it was asked.
type Asking struct {
	Question Question
	Reason   Reason
	Chat     Chat
	Downs    int // who thinks the answer wrong, now
}

// Last is when it was asked last.
func (u Unanswered) Last() Asking { return u.Asked[len(u.Asked)-1] }

// Downs is how many think the answer wrong.
func (u Unanswered) Downs() int {
	n := 0
	for _, a := range u.Asked {
		n += a.Downs
	}
	return n
}

// Silent reports whether the documents left it open at least once.
func (u Unanswered) Silent() bool {
	for _, a := range u.Asked {
		if a.Reason == Silent {
			return true
		}
	}
	return false
}

// LeaveOpen puts a question on the list, with those of the same key.
func (tx *Tx) LeaveOpen(questionID int64, key, text string, reason Reason) (int64, error) {
	var id int64
	_, err := tx.exec(`INSERT INTO unanswered (key, text, opened_at) VALUES (?, ?, ?) ON CONFLICT (key) DO NOTHING`, key, text, stamp(tx.now))
	if err == nil {
		err = tx.one(`SELECT id FROM unanswered WHERE key = ?`, []any{key}, &id)
	}
	if err == nil {
		_, err = tx.exec(`INSERT INTO unanswered_question (question_id, unanswered_id, reason) VALUES (?, ?, ?) ON CONFLICT (question_id) DO NOTHING`,
			questionID, id, reason)
	}
	if err != nil {
		return 0, fmt.Errorf("store: leave open: %w", err)
	}
	return id, nil
}

// An asking counts while its question has no later version, nobody replied since,
// and the doubt, where that is the reason, is not taken back.
const askingSelect = `SELECT u.id, u.text, u.dropped_at IS NOT NULL, l.reason,
		(SELECT count(*) FROM verdict f WHERE f.question_id = q.id AND f.verdict = 'down') AS downs,
		coalesce(c.kind, ''), coalesce(c.title, ''), coalesce(c.state, ''), c.moved_to,
		q.id, q.chat_id, q.message_id, q.thread_id, q.member_id, q.text, q.kind, q.asked_at
	FROM unanswered u JOIN unanswered_question l ON l.unanswered_id = u.id JOIN question q ON q.id = l.question_id LEFT JOIN chat c ON c.id = q.chat_id
	WHERE NOT EXISTS (SELECT 1 FROM question n WHERE n.chat_id = q.chat_id AND n.message_id = q.message_id AND n.version > q.version)
	AND q.asked_at > coalesce((SELECT max(r.decided_at) FROM reply r WHERE r.unanswered_id = u.id AND r.state IN ('confirmed', 'filed')), '')
	AND (l.reason = 'silent' OR downs > 0) `

// Unanswered lists what waits, by when it was asked last, latest first; chatID 0
// means from everywhere. What was dropped is left out.
func (v *View) Unanswered(chatID int64) ([]Unanswered, error) {
	list, err := v.unanswered(askingSelect+`AND u.dropped_at IS NULL AND (?1 = 0 OR q.chat_id = ?1) ORDER BY q.id`, chatID)
	if err != nil {
		return nil, fmt.Errorf("store: unanswered: %w", err)
	}
	return list, nil
}

// UnansweredOf finds one by its number, with what was asked since the last reply.
func (v *View) UnansweredOf(id int64) (Unanswered, error) {
	list, err := v.unanswered(askingSelect+`AND u.id = ? ORDER BY q.id`, id)
	if err == nil && len(list) == 0 {
		list = []Unanswered{{ID: id}}
		err = v.one(`SELECT text, dropped_at IS NOT NULL FROM unanswered WHERE id = ?`, []any{id}, &list[0].Text, &list[0].Dropped)
	}
	if err != nil {
		return Unanswered{}, fmt.Errorf("store: unanswered %d: %w", id, err)
	}
	return list[0], nil
}

func (v *View) unanswered(query string, arg int64) ([]Unanswered, error) {
	at := map[int64]*Unanswered{}
	err := v.query(query, []any{arg}, func(r *sql.Rows) error {
		var u Unanswered
		var a Asking
		var moved *int64
		q := &a.Question
		err := r.Scan(&u.ID, &u.Text, &u.Dropped, &a.Reason, &a.Downs, &a.Chat.Kind, &a.Chat.Title, &a.Chat.State, &moved,
			&q.ID, &q.ChatID, &q.MessageID, &q.ThreadID, &q.MemberID, &q.Text, &q.Kind, scanTime{&q.AskedAt})
		if err != nil {
			return err
		}
		a.Chat.ID, a.Chat.MovedTo = q.ChatID, idOrZero(moved)
		if at[u.ID] == nil {
			at[u.ID] = &u
		}
		at[u.ID].Asked = append(at[u.ID].Asked, a)
		return nil
	})
	return latestFirst(at), err
}

// DropUnanswered takes one off the list for good; [ErrState] if it is off already.
func (tx *Tx) DropUnanswered(id, by int64) error {
	err := tx.change(`UPDATE unanswered SET dropped_at = ?, dropped_by = ? WHERE id = ? AND dropped_at IS NULL`, stamp(tx.now), by, id)
	if errors.Is(err, ErrNotFound) {
		return fmt.Errorf("store: drop %d: %w", id, ErrState)
	}
	if err != nil {
		return fmt.Errorf("store: drop %d: %w", id, err)
	}
	return nil
}

// latestFirst orders by when a question was asked last.
func latestFirst(at map[int64]*Unanswered) []Unanswered {
	var out []Unanswered
	for _, u := range at {
		out = append(out, *u)
	}
	slices.SortFunc(out, func(a, b Unanswered) int { return cmp.Compare(b.Last().Question.ID, a.Last().Question.ID) })
	return out
}

// AskedIn reports whether a question was ever asked in a chat; chatID 0 means anywhere.
func (v *View) AskedIn(id, chatID int64) (bool, error) {
	n := 0
	err := v.one(`SELECT count(*) FROM unanswered_question l JOIN question q ON q.id = l.question_id WHERE l.unanswered_id = ?1 AND (?2 = 0 OR q.chat_id = ?2)`,
		[]any{id, chatID}, &n)
	if err != nil {
		return false, fmt.Errorf("store: unanswered %d: %w", id, err)
	}
	return n > 0, nil
}
