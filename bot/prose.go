package bot

import (
	"context"
	"errors"

	"liangshan/bot/brief"
	"liangshan/bot/words"
	"liangshan/knowledge"
	"liangshan/store"
	"liangshan/store/day"
)

// narrate gives a summary in fluent words, for who asked for them: the figures are
// had without, and never wait for a model. With a kind of document it is a Word file.
func (b *Bot) narrate(ctx context.Context, m Message, o Order, w words.Brief) (work, error) {
	lines, err := proseLines(w)
	if err != nil {
		return nil, err
	}
	called := b.lib.Narrates() && len(lines) > 0
	told, model := b.lib.Narrate(ctx, lines)
	w.Prose = &words.Prose{Model: model}
	for _, t := range told {
		w.Prose.Sentences = append(w.Prose.Sentences, t.Text)
		if t.Own {
			w.Prose.Own++
		}
	}
	if o.Kind == "" {
		return func(tx *store.Tx) error {
			return errors.Join(b.logNarration(tx, m, o, called, model), b.say(tx, m, note{words: "summary.prose", data: w}))
		}, nil
	}
	if err := b.number(ctx, o, &w); err != nil {
		return nil, err
	}
	file, err := makeFile(fileWord, o.Kind, w)
	if err != nil {
		return nil, err
	}
	return func(tx *store.Tx) error {
		if err := keepNumber(tx, o, w); err != nil {
			return err
		}
		if err := errors.Join(b.logNarration(tx, m, o, called, model), b.logFile(tx, m, o, file)); err != nil {
			return err
		}
		return b.say(tx, m, note{words: "file.made", data: w, file: file})
	}, nil
}

// logNarration notes whether lines of the ledger went to a model.
func (b *Bot) logNarration(tx *store.Tx, m Message, o Order, called, used bool) error {
	c := modelCall{Called: called, Used: used}
	if called {
		c.Host = b.modelHost
	}
	return tx.Log(m.From.ID, "narrate", "summary/"+o.Span.Key, c)
}

// proseLines are the ledger's own lines, one for each statement that is shown.
func proseLines(w words.Brief) ([]knowledge.Said, error) {
	var out []knowledge.Said
	for _, u := range w.Speaking() {
		for _, s := range u.Shown {
			text, err := words.Line("prose.line", s)
			if err != nil {
				return nil, err
			}
			said := knowledge.Said{Text: text, Quote: s.Record.Text, On: day.Of(s.Update.SentAt)}
			if said.Trouble, err = troubleOf(s); err != nil {
				return nil, err
			}
			out = append(out, said)
		}
	}
	return out, nil
}

// troubleOf is the words of which one must stand wherever the statement is told.
func troubleOf(s brief.Statement) ([]string, error) {
	out := append([]string(nil), s.Record.Problems...)
	if s.Record.Status != store.RecordBlocked && s.Record.Status != store.RecordBehind {
		return out, nil
	}
	word, err := words.Line("status."+string(s.Record.Status), nil)
	return append(out, word), err
}
