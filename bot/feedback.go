package bot

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"liangshan/store"
)

const (
	thumbUp   = "👍"
	thumbDown = "👎"
)

// readReaction reads a change of the reactions to a message. Who reacts as a
// channel or anonymously is nobody, and is ignored.
func readReaction(e event) Message {
	r := e.Reaction
	m := Message{Event: e.ID, What: ignored, Chat: chatOf(r.Chat), ID: r.Message}
	if r.From == nil || r.From.Bot {
		return m
	}
	m.What, m.From, m.Data = reacted, memberOf(*r.From), string(store.NoVerdict)
	has := func(emoji string) bool {
		return slices.ContainsFunc(r.New, func(x rawReactionType) bool { return x.Emoji == emoji })
	}
	switch {
	case has(thumbDown):
		m.Data = string(store.ThumbsDown)
	case has(thumbUp):
		m.Data = string(store.ThumbsUp)
	}
	return m
}

// judged records 👍 and 👎 on an answer, silently; a 👎 brings the question before the coordinators.
func (b *Bot) judged(ctx context.Context, m Message, s standing) (work, error) {
	if s.role < member {
		return nil, nil
	}
	var q store.Question
	err := b.db.Read(ctx, func(v *store.View) (err error) {
		q, err = answeredBy(v, m.Chat.ID, m.ID)
		return err
	})
	if errors.Is(err, store.ErrNotFound) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	carry, err := carryOf(q)
	if err != nil {
		return nil, err
	}
	doubt, err := b.leaveOpen(ctx, carry, store.Doubted)
	if err != nil {
		return nil, err
	}
	verdict := store.Verdict(m.Data)
	return func(tx *store.Tx) error {
		changed, err := tx.Judge(q.ID, m.From.ID, verdict)
		if err != nil || !changed {
			return err
		}
		if verdict == store.ThumbsDown {
			if err := doubt(tx, q); err != nil {
				return err
			}
		}
		return tx.Log(m.From.ID, "judge", fmt.Sprintf("question/%d", q.ID), map[string]store.Verdict{"verdict": verdict})
	}, nil
}
