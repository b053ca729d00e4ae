package bot

import (
	"context"
	"errors"
	"time"

	"liangshan/store"
	"liangshan/store/day"
)

// tickTime is how often the bot looks whether something is due. How late a tick
// comes does not matter: what is due stays due until its window ends.
const tickTime = 30 * time.Second

// tick runs what is due for as long as ctx lives. The first run waits one tick, so
// that what was reported while the bot was down is heard before.
func (b *Bot) tick(ctx context.Context) {
	t := time.NewTicker(tickTime)
	defer t.Stop()
	var trimmed day.Date
	for {
		select {
		case <-ctx.Done():
			return
		case <-t.C:
		}
		if today := day.Of(b.now()); trimmed != today {
			trimmed = today
			if err := errors.Join(b.TrimJournal(ctx, b.now()), b.Tidy(ctx, b.now())); err != nil && ctx.Err() == nil {
				b.log.Error("what is old was not tidied, trying again tomorrow", "err", err)
			}
		}
		if err := b.RunDue(ctx, b.now()); err != nil && ctx.Err() == nil {
			b.log.Error("reminders were not run, trying again", "err", b.redact(err))
		}
	}
}

// longSilence is after how long without an entry the clock is not believed: a jump
// must not cost the journal.
const longSilence = 10 * 24 * time.Hour

// TrimJournal deletes the entries that are older than they are to be kept. What
// stays proves itself as before: a marker holds the number and the hash of the last that went.
func (b *Bot) TrimJournal(ctx context.Context, now time.Time) error {
	if b.journalDays == 0 || b.asOf != "" {
		return nil
	}
	return b.db.Write(ctx, func(tx *store.Tx) error {
		last, err := tx.LastNoted()
		if err != nil {
			return err
		}
		if now.Sub(last) > longSilence {
			b.log.Warn("the journal is not trimmed: its last entry is so old that the clock may be wrong", "last", last)
			return nil
		}
		n, err := tx.CutJournal(0, day.Of(now).Add(-b.journalDays).Start())
		if n > 0 {
			b.log.Info("old entries of the journal deleted", "count", n)
		}
		return err
	})
}

// rawLife is how long an event is kept as Telegram brought it, for looking into
// what went wrong: it holds words that nothing has masked.
const rawLife = 30 * 24 * time.Hour

// Tidy lets go of what is kept of old events beyond the record.
func (b *Bot) Tidy(ctx context.Context, now time.Time) error {
	return b.db.Write(ctx, func(tx *store.Tx) error {
		_, err := tx.TidyInbox(now.Add(-rawLife))
		return err
	})
}

// RunDue says what is due at now and was not said before. It may be called at any
// time, as often as one likes, after a clock has jumped, or by two at once: what
// was said is known by its claim, which is committed with the message.
func (b *Bot) RunDue(ctx context.Context, now time.Time) error {
	var r round
	look := func(v *store.View) (err error) {
		r, err = b.roundAt(v, now)
		return err
	}
	if err := b.db.Read(ctx, look); err != nil || r.empty() {
		return err
	}
	err := b.db.Write(ctx, func(tx *store.Tx) error {
		if err := look(&tx.View); err != nil { // somebody may have reported in between
			return err
		}
		return b.give(tx, r)
	})
	b.wakeSender()
	return err
}

// roundAt is what is to be said at now: nothing on rest days, in quiet hours, or
// while messages wait to be read. In a pause nobody is reminded; the coordinators
// still get their digests.
func (b *Bot) roundAt(v *store.View, now time.Time) (round, error) {
	_, paused, err := v.Paused(now)
	if err != nil {
		return round{}, err
	}
	unread, err := v.InboxCount()
	if err != nil || unread["waiting"] > 0 { // it may be the report that is owed
		return round{}, err
	}
	quiet, err := v.Quiet()
	if err != nil || !speakable(v, quiet, now) {
		return round{}, err
	}
	rules, err := v.Rules()
	if err != nil {
		return round{}, err
	}
	on := rules[:0]
	for _, r := range rules {
		if r.On && !paused {
			on = append(on, r)
		}
	}
	return b.plan(v, on, quiet, now)
}
