package bot

import (
	"context"
	"errors"
	"fmt"
	"time"

	"liangshan/store"
)

// Words of somebody without a department are not lost: once the person is bound,
// they become drafts, and need not be said again.

// keepFor is how long the words of a person without a department are taken up.
const keepFor = 14 * 24 * time.Hour

func unboundKey(m Message) string { return fmt.Sprintf("unbound/%d/%d", m.From.ID, m.Event) }

// notBound tells a person without a department how to get one.
func (b *Bot) notBound(_ context.Context, m Message, s standing) (work, error) {
	if m.Anonymous {
		return b.refuses(m, "person.anonymous", nil), nil
	}
	name := "report.unbound"
	if s.role >= coordinator {
		name = "report.whosebehalf"
	}
	return func(tx *store.Tx) error {
		return errors.Join(b.refused(tx, m, name), b.say(tx, m, note{words: name, key: unboundKey(m)}))
	}, nil
}

// takeUp is what becomes of a person's earlier words once they report for a
// department: each message in its last wording a draft, at its own time.
func (b *Bot) takeUp(ctx context.Context, person int64, dep store.Department) (work, error) {
	var events []store.Event
	err := b.db.Read(ctx, func(v *store.View) (err error) {
		events, err = v.Replied(fmt.Sprintf("unbound/%d/", person), b.now().Add(-keepFor))
		return err
	})
	if err != nil {
		return nil, err
	}
	last := map[[2]int64]Message{}
	var order [][2]int64
	for _, e := range events {
		m := b.open(e).msg
		if m.ID == 0 || m.From.ID != person || m.What != said && m.What != edited {
			continue
		}
		key := [2]int64{m.Chat.ID, m.ID}
		if _, seen := last[key]; !seen {
			order = append(order, key)
		}
		m.What = said // its first version is none of ours
		last[key] = m
	}
	s := standing{role: reporter, department: dep, open: true}
	var list []work
	for _, key := range order {
		w, err := b.takeUpOne(ctx, last[key], s)
		if err != nil {
			return nil, err
		}
		if w != nil {
			list = append(list, w)
		}
	}
	return inTurn(list), nil
}

// takeUpOne is one message's draft; nil when it is recorded already, or says nothing.
func (b *Bot) takeUpOne(ctx context.Context, m Message, s standing) (work, error) {
	err := b.db.Read(ctx, func(v *store.View) error {
		_, err := v.UpdateOf(m.Chat.ID, m.ID)
		return err
	})
	if !errors.Is(err, store.ErrNotFound) {
		return nil, err
	}
	d, err := b.read(ctx, m, s, 0)
	if err != nil || !d.Reading.ShouldRecord {
		return nil, err
	}
	if m.File != nil && b.vault != nil {
		return b.evidence(ctx, m, s)
	}
	return b.record(ctx, m, s, d)
}
