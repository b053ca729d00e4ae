package bot

import (
	"context"
	"errors"
	"strings"
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

// deadlines lists what falls due in the days asked for, else in the next two months, and what is overdue.
func (b *Bot) deadlines(ctx context.Context, m Message, _ standing) (work, error) {
	now := b.now()
	today := day.Of(now)
	f := store.TaskFilter{From: today, To: today.Add(60)}
	named := false
	for _, e := range when.Find(m.Text, today, b.lib.Calendar()) {
		if !e.End.IsZero() {
			f.From, f.To, named = e.Start, e.End, true
			if f.From.IsZero() {
				f.From = today
			}
			break
		}
	}
	list := words.TaskList{From: f.From, To: f.To, Today: today}
	err := b.db.Read(ctx, func(v *store.View) error {
		due, err := v.Tasks(f)
		if err != nil {
			return err
		}
		list.Tasks = due
		if named {
			return list.Cite(v)
		}
		before, err := v.Tasks(store.TaskFilter{To: today.Add(-1)})
		for _, t := range before {
			if t.Overdue(today) {
				list.Overdue = append(list.Overdue, t)
			}
		}
		return errors.Join(err, list.Cite(v))
	})
	if err != nil {
		return nil, err
	}
	list.Sort()
	return b.words(m, "deadlines", list), nil
}

// tasks lists a department's register: what it leads and what it supports, apart.
func (b *Bot) tasks(ctx context.Context, m Message, s standing) (work, error) {
	name := bare(m.Text)
	if who, ok := taskOwner(m.Text); ok {
		name = who
	}
	if name == "" {
		name = s.department.Name
	}
	if name == "" {
		return b.words(m, "tasks.which", nil), nil
	}
	unit, ok := b.unit(ctx, name)
	if !ok {
		return b.words(m, "tasks.unknown", name), nil
	}
	list := words.TaskList{Unit: unit.Name, Today: day.Of(b.now())}
	err := b.db.Read(ctx, func(v *store.View) (err error) {
		if list.Tasks, err = v.Tasks(store.TaskFilter{Unit: unit.Name}); err != nil {
			return err
		}
		return list.Cite(v)
	})
	if err != nil {
		return nil, err
	}
	return b.words(m, "tasks", list), nil
}

// documents lists what is indexed.
func (b *Bot) documents(ctx context.Context, m Message, _ standing) (work, error) {
	var list []store.Document
	err := b.db.Read(ctx, func(v *store.View) error {
		all, err := v.Documents()
		for _, d := range all {
			if d.State == store.DocumentCurrent {
				list = append(list, d)
			}
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	return b.words(m, "documents", list), nil
}

// file imports a coordinator's document. Other people's files are not taken in yet, and they are told so.
func (b *Bot) file(ctx context.Context, m Message, s standing) (work, error) {
	switch {
	case m.File.Photo && strings.TrimSpace(m.Text) != "":
		return b.freeWords(ctx, m, s)
	case s.role < coordinator || m.File.Photo:
		return b.words(m, "file.notyours", nil), nil
	case m.File.Size > maxFile:
		return b.words(m, "file.large", nil), nil
	}
	return b.importFile(ctx, m)
}
