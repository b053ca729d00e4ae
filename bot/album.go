package bot

import (
	"context"
	"errors"

	"liangshan/store"
)

// An album comes as several messages, of which one bears the words; in a group
// that one alone is said to us. The parts after it are known by it. Those before
// it, or before its words were edited to address us, are remembered by number
// until they are called.

// passedBy remembers a part of an album that was said to nobody.
func (b *Bot) passedBy(_ context.Context, m Message, s standing) (work, error) {
	if m.File == nil || m.Album == "" || b.vault == nil || s.role < member {
		return nil, nil
	}
	return func(tx *store.Tx) error {
		return tx.NotePart(store.AlbumPart{ChatID: m.Chat.ID, MessageID: m.ID, Album: m.Album, EventID: m.Event, Member: m.From.ID})
	}, nil
}

// isAlbumPart matches the further parts of an album whose first part was taken or
// refused: what was said to us with one of them was said with all.
func (b *Bot) isAlbumPart(m Message, _ standing) bool {
	return m.File != nil && m.What == said && (m.Text == "" || !m.Addressed && !asks(m.Text)) && len(b.album(m)) > 0
}

func (b *Bot) album(m Message) (list []store.Evidence) {
	if m.Album == "" {
		return nil
	}
	err := b.db.Read(context.Background(), func(v *store.View) (err error) {
		list, err = v.AlbumOf(m.Chat.ID, m.Album)
		return err
	})
	if err != nil {
		b.log.Error("an album could not be read", "event", m.Event, "err", err)
	}
	return list
}

// unheard are the parts of an album that its sender sent before it was said to us.
func (b *Bot) unheard(ctx context.Context, m Message) ([]Message, error) {
	if m.Album == "" {
		return nil, nil
	}
	var events []store.Event
	err := b.db.Read(ctx, func(v *store.View) (err error) {
		events, err = v.WaitingParts(m.Chat.ID, m.Album, m.From.ID)
		return err
	})
	if err != nil {
		return nil, err
	}
	var out []Message
	for _, e := range events {
		part := b.open(e).msg
		if part.File == nil || part.ID == m.ID || isSecret(part, standing{}) {
			continue
		}
		part.Addressed, part.Event = true, m.Event
		out = append(out, part)
	}
	return out, nil
}

// quotedFiles are the files that a report answers: its sender's own photo or album,
// sent before and said to nobody.
func (b *Bot) quotedFiles(ctx context.Context, m Message, s standing) ([]store.Evidence, error) {
	q := m.Reply
	if b.vault == nil || m.File != nil || q == nil || q.Ours || q.File == nil || q.From != m.From.ID {
		return nil, nil
	}
	first := Message{Event: m.Event, What: said, Chat: m.Chat, ID: q.ID, From: m.From, Sent: q.Sent, Text: q.Text, File: q.File, Album: q.Album}
	if isSecret(first, s) {
		return nil, nil
	}
	more, err := b.unheard(ctx, first)
	if err != nil {
		return nil, err
	}
	var out []store.Evidence
	for _, part := range append([]Message{first}, more...) {
		e, err := b.take(ctx, part, s)
		if err != nil {
			return nil, err
		}
		out = append(out, e)
	}
	return out, nil
}

// withEarlier adds to the work of an album's heard part that of the parts before it.
func (b *Bot) withEarlier(ctx context.Context, m Message, s standing, first work) (work, error) {
	parts, err := b.unheard(ctx, m)
	if err != nil || len(parts) == 0 {
		return first, err
	}
	list := []work{first}
	for _, p := range parts {
		w, err := b.onePart(ctx, p, s)
		if err != nil {
			return nil, err
		}
		list = append(list, w, func(tx *store.Tx) error { return tx.DropPart(p.Chat.ID, p.ID) })
	}
	return inTurn(list), nil
}

// refuseAlbum throws away what a secret album has brought, and what is to come.
func (b *Bot) refuseAlbum(tx *store.Tx, m Message) error {
	if m.Album == "" || b.vault == nil {
		return nil
	}
	waiting, err := tx.WaitingParts(m.Chat.ID, m.Album, m.From.ID)
	if err != nil {
		return err
	}
	for _, e := range waiting {
		if err := errors.Join(tx.DropPart(m.Chat.ID, b.open(e).msg.ID), tx.Forget(e.ID)); err != nil {
			return err
		}
	}
	if _, err := tx.AddEvidence(store.Evidence{ChatID: m.Chat.ID, MessageID: m.ID, Album: m.Album, Member: m.From.ID, Refused: refusedSecret, SentAt: m.Sent}); err != nil {
		return err
	}
	gone, err := tx.RefuseAlbum(m.Chat.ID, m.Album)
	for _, e := range gone {
		for _, p := range e.Paths {
			err = errors.Join(err, b.vault.Unfile(p))
		}
		if e.SHA256 != "" {
			err = errors.Join(err, b.vault.Destroy(e.SHA256))
		}
	}
	return err
}
