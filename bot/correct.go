package bot

import (
	"context"
	"errors"
	"strings"

	"liangshan/knowledge"
	"liangshan/knowledge/mask"
	"liangshan/knowledge/pattern"
	"liangshan/knowledge/progress"
	"liangshan/store"
	"liangshan/store/day"
)

// Corrections: an edit says the whole message again; a reply or 更正 speaks of what
// was wrong, and the rest of what it corrects stays as it was.

// stands answers an edit that took a report's words away: what was recorded of them
// is not undone by that, and it is said so. A question is answered as well.
func (b *Bot) stands(ctx context.Context, m Message, s standing, id int64) (work, error) {
	if same, err := b.saidSo(ctx, m, mask.Stored(m.Text)); err != nil || same {
		return nil, err
	}
	var answered work
	if asks(m.Text) {
		var err error
		if answered, err = b.ask(ctx, m, s); err != nil {
			return nil, err
		}
	}
	return func(tx *store.Tx) error {
		u, err := tx.Update(id)
		if err != nil {
			return err
		}
		c, err := cardFor(&tx.View, u)
		if err != nil {
			return err
		}
		err = b.say(tx, m, note{words: "report.stands", data: receipt{Title: c.title(), State: u.State}})
		if answered != nil {
			err = errors.Join(err, answered(tx))
		}
		return err
	}, nil
}

// saidSo reports whether an edited message says what it said before: Telegram tells
// of edits that change no word, such as another photo.
func (b *Bot) saidSo(ctx context.Context, m Message, text string) (same bool, err error) {
	if m.What != edited {
		return false, nil
	}
	err = b.db.Read(ctx, func(v *store.View) error {
		u, err := v.UpdateOf(m.Chat.ID, m.ID)
		same = err == nil && u.Text == text
		if errors.Is(err, store.ErrNotFound) {
			return nil
		}
		return err
	})
	return same, err
}

// anew reads a message that replies to the card of an earlier week's record without
// saying that it corrects: it is the next report, not another version of that one.
func (b *Bot) anew(ctx context.Context, m Message, s standing, d knowledge.Draft) (knowledge.Draft, error) {
	if m.What == edited || d.Update.Corrects == 0 || d.Reading.Intent == progress.IntentCorrection {
		return d, nil
	}
	var was store.Update
	err := b.db.Read(ctx, func(v *store.View) (err error) {
		was, err = v.Update(d.Update.Corrects)
		return err
	})
	if err != nil || was.State != store.ReportConfirmed || !day.Of(was.SentAt).Monday().Before(day.Of(m.Sent).Monday()) {
		return d, err
	}
	return b.read(ctx, m, s, 0)
}

// carryOver adds to a correction by other words than an edit what it leaves alone of
// the update that it corrects.
func carryOver(tx *store.Tx, m Message, u *store.Update) error {
	partial, err := correctsPart(tx, m, *u)
	if err != nil || !partial || u.Nil {
		return err
	}
	was, err := tx.Update(u.Corrects)
	if err != nil || was.Nil || was.State == store.ReportWithdrawn {
		return err
	}
	knowledge.Amend(u, was)
	return nil
}

// correctsPart reports whether a message began as a correction of another one.
func correctsPart(tx *store.Tx, m Message, u store.Update) (bool, error) {
	if u.Corrects == 0 || m.What != edited {
		return u.Corrects != 0, nil
	}
	first, err := tx.FirstOf(u.ChatID, u.MessageID)
	if errors.Is(err, store.ErrNotFound) {
		return false, nil
	}
	return first.Corrects != 0, err
}

var agreeing = pattern.MustCompile(`^(?:确认|确认无误|核对无误|无误|没问题|没有问题|对|对的|正确|是的|准确)(?:[，,、 ]*(?:确认|没问题|无误|入账|可以))?(?:了)?$`)

// isAgreement matches 确认 in words: as a reply to a card, or where the person has
// one draft in the chat.
func (b *Bot) isAgreement(m Message, s standing) bool {
	if m.What != said || m.Command != "" || !agreeing.MatchString(bare(m.Text)) || !s.inTopic().reports() && s.role < coordinator {
		return false
	}
	id, err := b.agreedTo(context.Background(), m, s)
	if err != nil {
		b.log.Error("what a person agrees to could not be read", "event", m.Event, "err", err)
	}
	return id != 0
}

// agreedTo is the update that 确认 means; 0 when that is not plain.
func (b *Bot) agreedTo(ctx context.Context, m Message, s standing) (id int64, err error) {
	if m.Reply != nil {
		if !m.Reply.Ours {
			return 0, nil
		}
		return b.pointedAt(ctx, m)
	}
	if !strings.Contains(m.Text, "确认") { // 对 may be said of anything
		return 0, nil
	}
	err = b.db.Read(ctx, func(v *store.View) error {
		recent, err := v.RecentUpdates(s.department.ID, maxDrafts)
		for _, u := range recent {
			if u.State != store.ReportDraft || u.ChatID != m.Chat.ID || u.Member.ID != m.From.ID {
				continue
			}
			if id != 0 {
				id = 0
				return err
			}
			id = u.ID
		}
		return err
	})
	return id, err
}

// maxDrafts is how many of a department's latest updates are looked through for a draft.
const maxDrafts = 20

// agree does what the button 确认 does.
func (b *Bot) agree(ctx context.Context, m Message, s standing) (work, error) {
	id, err := b.agreedTo(ctx, m, s)
	if err != nil {
		return nil, err
	}
	var u store.Update
	err = b.db.Read(ctx, func(v *store.View) (err error) {
		u, err = v.Update(id)
		return err
	})
	if err != nil {
		return nil, err
	}
	return b.pressDraft(ctx, m, s, u, "ok", 0, 0)
}
