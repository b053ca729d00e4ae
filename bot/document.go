package bot

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"liangshan/bot/words"
	"liangshan/knowledge"
	"liangshan/store"
)

// maxFile is what Telegram lets a bot download.
const maxFile = 20 << 20

// patience is how long a sender waits for a receipt without being told that it is coming.
const patience = 2 * time.Second

// file imports a coordinator's document. Other people's files are not taken in yet, and they are told so.
func (b *Bot) file(ctx context.Context, m Message, s standing) (work, error) {
	switch {
	case m.File.Photo && strings.TrimSpace(m.Text) != "":
		return b.freeWords(ctx, m, s)
	case s.role < coordinator || m.File.Photo:
		return b.refuses(m, "file.notyours", nil), nil
	case m.File.Size > maxFile:
		return b.refuses(m, "file.large", nil), nil
	}
	w, err := b.rosterBack(ctx, m)
	if w != nil || err != nil {
		return w, err
	}
	return b.importFile(ctx, m)
}

func receiptKey(m Message) string { return fmt.Sprintf("receipt/%d", m.Event) }

// importFile takes a file in. Where that takes long, its sender is told at once,
// and the receipt comes into the same message.
func (b *Bot) importFile(ctx context.Context, m Message) (work, error) {
	long := b.tellLong(ctx, m)
	r, err := b.takeIn(ctx, m)
	told := long()
	if errors.Is(err, errTooLarge) {
		return b.receipt(m, told, note{words: "file.large"}), nil
	}
	if err != nil {
		return nil, err
	}
	var names []string
	if r.Refusal == nil && r.Document.State == store.DocumentCurrent {
		err = b.db.Read(ctx, func(v *store.View) (err error) {
			names, err = unlisted(v, r.Document.ID)
			return err
		})
	}
	if err != nil {
		return nil, err
	}
	text, err := words.Receipt(r, names)
	if err != nil {
		return nil, err
	}
	return b.receipt(m, told, note{text: &text, buttons: append(receiptButtons(r), unlistedButton(r.Document.ID, names)...)}), nil
}

func (b *Bot) takeIn(ctx context.Context, m Message) (knowledge.Receipt, error) {
	data, err := b.client.Fetch(ctx, b.http, m.File.ID, maxFile)
	if err != nil {
		if errors.Is(err, errTooLarge) {
			return knowledge.Receipt{}, err
		}
		return knowledge.Receipt{}, b.redact(err)
	}
	return b.lib.Import(ctx, knowledge.ImportRequest{Name: m.File.Name, Data: data, By: m.From.ID})
}

// tellLong says that a file is being read, once patience is over. The function
// returned ends the waiting, and reports whether it was said.
func (b *Bot) tellLong(ctx context.Context, m Message) (end func() bool) {
	said := make(chan bool, 1)
	t := time.AfterFunc(patience, func() {
		err := b.db.Write(ctx, func(tx *store.Tx) error {
			if err := b.see(tx, m); err != nil {
				return err
			}
			return b.say(tx, m, note{words: "file.reading", data: m.File.Name, key: receiptKey(m)})
		})
		if err != nil {
			b.log.Warn("the reading of a file was not announced", "event", m.Event, "err", err)
		}
		b.wakeSender()
		said <- err == nil
	})
	return func() bool {
		if t.Stop() {
			return false
		}
		return <-said
	}
}

// receipt says what became of a file: in the message that announced it, if there is one.
func (b *Bot) receipt(m Message, told bool, n note) work {
	return func(tx *store.Tx) error {
		before, err := tx.Queued(receiptKey(m)) // an earlier try may have announced it
		if err != nil {
			return err
		}
		if told || before {
			n.edit = receiptKey(m)
		} else {
			n.key = receiptKey(m)
		}
		return b.say(tx, m, n)
	}
}

func receiptButtons(r knowledge.Receipt) [][]button {
	if r.Refusal != nil || r.Document.State != store.DocumentCurrent {
		return nil
	}
	return reviewButtons(r.Document.ID, len(r.Review), r.Clear)
}
