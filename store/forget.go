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
		{&n.Events, `UPDATE inbox SET raw = x'7b7d' WHERE state <> 'waiting' AND CASE WHEN json_valid(cast(raw AS TEXT)) THEN ?1 IN (
			json_extract(cast(raw AS TEXT), '$.message.from.id'), json_extract(cast(raw AS TEXT), '$.edited_message.from.id'),
			json_extract(cast(raw AS TEXT), '$.callback_query.from.id'), json_extract(cast(raw AS TEXT), '$.my_chat_member.from.id')) ELSE 0 END`},
		{&n.Messages, `UPDATE outbox SET payload = '{}' WHERE chat_id = ?1 AND state <> 'waiting' AND payload <> '{}'`},
		{nil, `UPDATE chat SET title = '' WHERE id = ?1`},
		{nil, `DELETE FROM reviewer WHERE member_id = ?1`},
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
	for _, name := range []string{who.Name, who.Username} {
		k, err := tx.unname(name, as)
		if err != nil {
			return n, fmt.Errorf("store: forget member %d: %w", id, err)
		}
		n.Messages += k
	}
	if _, err := tx.exec(`UPDATE member SET name = ?, username = '', known = 0 WHERE id = ?`, as, id); err != nil {
		return n, fmt.Errorf("store: forget member %d: %w", id, err)
	}
	if err := tx.touch("roster"); err != nil {
		return n, err
	}
	return n, tx.Log(by, "forget", fmt.Sprintf("member/%d", id), n)
}

// unname takes a name out of the messages that were sent. A name of one letter
// would hit words that are none.
func (tx *Tx) unname(name, as string) (int64, error) {
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
	r, err := tx.exec(`UPDATE outbox SET payload = replace(payload, ?1, ?2) WHERE state <> 'waiting' AND instr(payload, ?1) > 0`, quoted[0], quoted[1])
	if err != nil {
		return 0, err
	}
	return r.RowsAffected()
}
