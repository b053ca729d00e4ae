package store

import (
	"encoding/json"
	"fmt"
	"strings"
)

// Forgotten counts what was taken away at a person's request.
type Forgotten struct {
	Bindings  int64 `json:"bindings"`  // ended
	Questions int64 `json:"questions"` // their words and answers
	Events    int64 `json:"events"`    // as Telegram brought them
	Messages  int64 `json:"messages"`  // of ours to the person, and of ours that name the person
}

// Questions that were asked the like of an open one, and the open ones that the
// person asked first and that nobody answered.
const (
	askers     = `SELECT q.text FROM unanswered_question l JOIN question q ON q.id = l.question_id WHERE l.unanswered_id = unanswered.id AND q.text <> ''`
	firstAsked = `SELECT u.id FROM unanswered u WHERE ?1 = (SELECT q.member_id FROM unanswered_question l JOIN question q ON q.id = l.question_id
		WHERE l.unanswered_id = u.id ORDER BY q.id LIMIT 1) AND NOT EXISTS (SELECT 1 FROM reply r WHERE r.unanswered_id = u.id AND r.state = 'confirmed')`
)

// ForgetMember takes a person's name, questions and raw messages away, ends the
// bindings, and puts another name in place of the person's. The department's
// record stays, said by the number. Events and messages that still wait are left:
// ask again when they are done. The journal, which holds numbers only, tells of it.
func (tx *Tx) ForgetMember(by, id int64, as string) (Forgotten, error) {
	var n Forgotten
	who, err := tx.Member(id)
	if err != nil {
		return n, err
	}
	for _, s := range []struct {
		count *int64
		sql   string
	}{
		{&n.Bindings, `UPDATE binding SET state = 'ended' WHERE member_id = ?1 AND state IN ('asked', 'granted')`},
		{&n.Questions, `UPDATE question SET text = '', reply = '{}', citations = '[]', carry = '{}' WHERE member_id = ?1`},
		{&n.Events, `UPDATE inbox SET raw = x'7b7d' WHERE state <> 'waiting' AND length(raw) > 2 AND CASE WHEN json_valid(cast(raw AS TEXT))
			THEN EXISTS (SELECT 1 FROM json_tree(cast(raw AS TEXT)) j WHERE j.key = 'id' AND j.value = ?1) ELSE 0 END`},
		{&n.Messages, `UPDATE outbox SET payload = '{}' WHERE chat_id = ?1 AND state <> 'waiting' AND payload <> '{}'`},
		{nil, `UPDATE chat SET title = '' WHERE id = ?1`},
		{nil, `DELETE FROM reviewer WHERE member_id = ?1`},
		{nil, `DELETE FROM album_part WHERE member_id = ?1`},
		// an open question in the person's words: in those of the next who asked it, or
		// off the list; once a coordinator answered it, it is the office's
		{nil, `UPDATE unanswered SET text = coalesce((` + askers + ` AND q.member_id <> ?1 ORDER BY q.id LIMIT 1), '') WHERE id IN (` + firstAsked + `)`},
	} {
		r, err := tx.exec(s.sql, id)
		if err != nil {
			return n, fmt.Errorf("store: forget member %d: %w", id, err)
		}
		if s.count == nil {
			continue
		}
		if *s.count, err = r.RowsAffected(); err != nil {
			return n, err
		}
	}
	if _, err := tx.exec(`UPDATE unanswered SET key = 'forgotten/' || id, dropped_at = coalesce(dropped_at, ?) WHERE text = ''`, stamp(tx.now)); err != nil {
		return n, fmt.Errorf("store: forget member %d: %w", id, err)
	}
	for _, name := range []string{who.Name, who.Username} {
		k, err := tx.unname(name, as)
		if err != nil {
			return n, fmt.Errorf("store: forget member %d: %w", id, err)
		}
		n.Messages += k
		if _, err := tx.renamed("roster_change", "changes", name, as); err != nil {
			return n, fmt.Errorf("store: forget member %d: %w", id, err)
		}
	}
	if _, err := tx.exec(`UPDATE member SET name = ?, username = '', known = 0 WHERE id = ?`, as, id); err != nil {
		return n, fmt.Errorf("store: forget member %d: %w", id, err)
	}
	if err := tx.touch("roster"); err != nil {
		return n, err
	}
	return n, tx.Log(by, "forget", fmt.Sprintf("member/%d", id), n)
}

// unname takes a name out of the messages that were sent.
func (tx *Tx) unname(name, as string) (int64, error) {
	return tx.renamed("outbox", "payload", name, as)
}

// renamed puts another name into JSON that is kept. A name of one letter would hit
// words that are none.
func (tx *Tx) renamed(table, column, name, as string) (int64, error) {
	if len([]rune(name)) < 2 || name == as {
		return 0, nil
	}
	var quoted [2]string // as JSON writes them, without its quotation marks
	for i, s := range []string{name, as} {
		b, err := json.Marshal(s)
		if err != nil {
			return 0, err
		}
		quoted[i] = strings.Trim(string(b), `"`)
	}
	ended := ""
	if table == "outbox" {
		ended = ` AND state <> 'waiting'`
	}
	r, err := tx.exec(`UPDATE `+table+` SET `+column+` = replace(`+column+`, ?1, ?2) WHERE instr(`+column+`, ?1) > 0`+ended, quoted[0], quoted[1])
	if err != nil {
		return 0, err
	}
	return r.RowsAffected()
}
