package bot

import (
	"context"
	"time"

	"liangshan/bot/words"
	"liangshan/knowledge/when"
	"liangshan/store"
	"liangshan/store/day"
)

// summary is the coordinator's: from the ledger, by code; the same ledger gives the same text.
func (b *Bot) summary(ctx context.Context, m Message, _ standing) (work, error) {
	l, err := b.ledger(ctx, m.Text)
	if err != nil {
		return nil, err
	}
	return b.words(m, "summary", words.Brief{Ledger: l}), nil
}

// missing lists who is silent, late, or has yet to confirm.
func (b *Bot) missing(ctx context.Context, m Message, _ standing) (work, error) {
	l, err := b.ledger(ctx, m.Text)
	if err != nil {
		return nil, err
	}
	return b.words(m, "missing", words.Brief{Ledger: l}), nil
}

func (b *Bot) ledger(ctx context.Context, text string) (store.Ledger, error) {
	now := b.now()
	span := SpanOf(text, now, b.lib.Calendar())
	var l store.Ledger
	err := b.db.Read(ctx, func(v *store.View) (err error) {
		l, err = v.Ledger(span, now)
		return err
	})
	return l, err
}

// SpanOf finds the days that an order such as 7月汇总 means; this week when it names none.
func SpanOf(text string, now time.Time, cal *day.Calendar) store.Span {
	today := day.Of(now)
	for _, e := range when.Find(text, today, cal) {
		if !e.Start.IsZero() && !e.End.IsZero() {
			return store.Between(e.Start, e.End)
		}
		if !e.End.IsZero() && e.Kind == when.AsOf {
			return store.Between(e.End.MonthStart(), e.End)
		}
	}
	return store.Week(today)
}
