package store

import (
	"errors"
	"fmt"
	"time"
)

// Verdict is what a person thinks of an answer.
type Verdict string

// Verdicts.
const (
	ThumbsUp   Verdict = "up"
	ThumbsDown Verdict = "down"
	NoVerdict  Verdict = "none" // taken back
)

// Judge notes a person's verdict on the answer to a question. It reports whether
// it differs from the one before; earlier ones stay on record.
func (tx *Tx) Judge(questionID, memberID int64, verdict Verdict) (changed bool, err error) {
	before := NoVerdict
	err = tx.one(`SELECT verdict FROM verdict WHERE question_id = ? AND member_id = ?`, []any{questionID, memberID}, &before)
	if err != nil && !errors.Is(err, ErrNotFound) {
		return false, fmt.Errorf("store: judge question %d: %w", questionID, err)
	}
	if before == verdict {
		return false, nil
	}
	_, err = tx.insert(`INSERT INTO feedback (question_id, member_id, verdict, at) VALUES (?, ?, ?, ?)`, questionID, memberID, verdict, stamp(tx.now))
	if err != nil {
		return false, fmt.Errorf("store: judge question %d: %w", questionID, err)
	}
	return true, nil
}

// Verdicts counts what people think of the answers given since an instant; chatID 0 means everywhere.
func (v *View) Verdicts(since time.Time, chatID int64) (ups, downs int, err error) {
	err = v.one(`SELECT coalesce(sum(f.verdict = 'up'), 0), coalesce(sum(f.verdict = 'down'), 0) FROM verdict f JOIN question q ON q.id = f.question_id
		WHERE q.asked_at >= ?1 AND (?2 = 0 OR q.chat_id = ?2)`, []any{stamp(since), chatID}, &ups, &downs)
	if err != nil {
		return 0, 0, fmt.Errorf("store: verdicts: %w", err)
	}
	return ups, downs, nil
}
