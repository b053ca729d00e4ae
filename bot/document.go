package bot

import (
	"context"
	"errors"

	"liangshan/bot/words"
	"liangshan/knowledge"
	"liangshan/store"
)

// maxFile is what Telegram lets a bot download.
const maxFile = 20 << 20

func (b *Bot) importFile(ctx context.Context, m Message) (work, error) {
	data, err := b.client.Fetch(ctx, b.http, m.File.ID, maxFile)
	if errors.Is(err, errTooLarge) {
		return b.words(m, "file.large", nil), nil
	}
	if err != nil {
		return nil, b.redact(err)
	}
	r, err := b.lib.Import(ctx, knowledge.ImportRequest{Name: m.File.Name, Data: data, By: m.From.ID})
	if err != nil {
		return nil, err
	}
	text, err := words.Receipt(r)
	if err != nil {
		return nil, err
	}
	return func(tx *store.Tx) error { return b.say(tx, m, note{text: &text}) }, nil
}
