package bot

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"liangshan/bot/words"
	"liangshan/knowledge"
	"liangshan/store"
)

// press finds what a button does. Unknown or forged data is declined.
func (b *Bot) press(ctx context.Context, m Message, s standing) (work, error) {
	if s.role < member {
		return b.toasts(m, "toast.notyours", nil), nil
	}
	verb, arg, _ := strings.Cut(m.Data, ":")
	switch verb {
	case "src":
		return b.showSource(ctx, m, arg, true)
	case "fold":
		return b.showSource(ctx, m, arg, false)
	case "ok", "fix", "no", "pick", "month":
		return b.pressCard(ctx, m, s, verb, arg)
	case "rule":
		return b.pressRule(m, s, arg)
	case "pub":
		return b.pressDigest(ctx, m, s, arg == "yes")
	case "sum":
		return b.pressSummary(ctx, m, s, arg)
	case "proof":
		return b.pressProof(ctx, m, s, arg)
	case "qone", "qdrop":
		return b.pressOpen(ctx, m, s, verb, arg)
	case "rok", "rno", "rin":
		return b.pressReply(ctx, m, s, verb, arg)
	case "roster", "unroster":
		return b.pressRoster(ctx, m, s, arg, verb == "roster")
	case "later":
		return b.pressLater(ctx, m, s, arg)
	case "grant", "return":
		return b.decideLater(ctx, m, s, arg, verb == "grant")
	case "away", "stay":
		return b.decideAbsence(m, s, arg, verb == "away")
	case "units":
		return b.pressUnits(m, s, arg)
	case "let", "deny":
		return b.decideBinding(ctx, m, s, arg, verb == "let")
	case "rv":
		return b.pressReview(ctx, m, s, arg)
	case "doc":
		return b.pressDocument(ctx, m, s, arg)
	case "open", "shut":
		return b.decideChat(ctx, m, s, arg, verb == "open")
	}
	return b.toasts(m, "toast.gone", nil), nil
}

// pressCard handles the buttons of a card. Any liaison of the department may
// press, a coordinator too; a stranger is declined; twice is harmless.
func (b *Bot) pressCard(ctx context.Context, m Message, s standing, verb, arg string) (work, error) {
	n, ok := pressNumbers(arg)
	if !ok {
		return b.toasts(m, "toast.gone", nil), nil
	}
	n = append(n, 0, 0) // what a shorter button leaves out
	id, record, task := n[0], n[1], n[2]
	var u store.Update
	err := b.db.Read(ctx, func(v *store.View) (err error) {
		u, err = v.Update(id)
		return err
	})
	if errors.Is(err, store.ErrNotFound) {
		return b.toasts(m, "toast.gone", nil), nil
	}
	if err != nil {
		return nil, err
	}
	return b.pressDraft(ctx, m, s, u, verb, record, task)
}

// pressDraft does what a card's button says, if the person may and it still means something.
func (b *Bot) pressDraft(ctx context.Context, m Message, s standing, u store.Update, verb string, record, task int64) (work, error) {
	var j judge
	err := b.db.Read(ctx, func(v *store.View) (err error) {
		j, err = b.judgeOf(v, m, s, u)
		return err
	})
	switch {
	case err != nil:
		return nil, err
	case !j.may(u, verb):
		return b.toasts(m, "toast.otherunit", u.Department.Name), nil
	case u.State == store.ReportConfirmed && verb == "ok":
		return b.toasts(m, "toast.already", nil), nil
	case u.State == store.ReportConfirmed && verb == "pick" && unfiledOffer(u, record, task):
		return b.pick(m, u, record, task), nil
	case u.State == store.ReportConfirmed:
		return b.toasts(m, "toast.recorded", nil), nil
	case u.State != store.ReportDraft:
		return b.toasts(m, "toast.late", nil), nil
	}
	switch verb {
	case "ok":
		if other := j.mustAsk(u); other != "" {
			return b.toasts(m, "toast.otherunit", other), nil
		}
		return b.confirm(ctx, m, u, j), nil
	case "no":
		return b.withdraw(ctx, m, s, u.ID)
	case "pick":
		return b.pick(m, u, record, task), nil
	case "month":
		return b.month(m, u, record != 0), nil
	}
	return b.toasts(m, "toast.howto", nil), nil
}

// confirm makes a draft the record; where the department has a reviewer, the
// sender's press submits it and the reviewer's confirms it.
func (b *Bot) confirm(ctx context.Context, m Message, u store.Update, j judge) work {
	return func(tx *store.Tx) error {
		if err := tx.SeeMember(m.From); err != nil {
			return err
		}
		if !j.coordinator && !j.reviewer {
			reviewer, err := tx.Reviewer(u.Department.ID)
			if err == nil {
				return b.submit(tx, m, u, reviewer)
			}
			if !errors.Is(err, store.ErrNotFound) {
				return err
			}
		}
		err := tx.Confirm(u.ID, m.From.ID)
		if errors.Is(err, store.ErrState) { // somebody was faster
			return b.toast(tx, m, "toast.already", nil)
		}
		if err != nil {
			return err
		}
		if err := errors.Join(b.fileEvidence(tx, u), b.noteProblems(ctx, tx, u)); err != nil {
			return err
		}
		if err := b.logUpdate(tx, m.From.ID, "confirm", u.ID); err != nil {
			return err
		}
		if err := errors.Join(b.toast(tx, m, "toast.confirmed", nil), b.reshow(tx, m, u.ID)); err != nil {
			return err
		}
		return b.reshowCorrected(tx, m, u)
	}
}

// submit hands a draft to the department's reviewer: 待审核.
func (b *Bot) submit(tx *store.Tx, m Message, u store.Update, reviewer store.Member) error {
	err := tx.Submit(u.ID, m.From.ID)
	if errors.Is(err, store.ErrState) {
		return b.toast(tx, m, "toast.submitted", reviewer.Name)
	}
	if err != nil {
		return err
	}
	if err := tx.Log(m.From.ID, "submit", fmt.Sprintf("report/%d", u.ID), map[string]int64{"reviewer": reviewer.ID}); err != nil {
		return err
	}
	if err := errors.Join(b.toast(tx, m, "toast.submitted", reviewer.Name), b.reshow(tx, m, u.ID)); err != nil {
		return err
	}
	if u, err = tx.Update(u.ID); err != nil {
		return err
	}
	text, c, err := cardText(&tx.View, u)
	if err != nil {
		return err
	}
	return b.say(tx, m, note{text: &text, to: reviewer.ID, buttons: c.buttons(), key: fmt.Sprintf("review/%d/%d", reviewer.ID, u.ID)})
}

func (b *Bot) pick(m Message, u store.Update, record, task int64) work {
	return func(tx *store.Tx) error {
		was, ok := offers(u, record, task)
		if !ok {
			return b.toast(tx, m, "toast.gone", nil)
		}
		choose := tx.Choose
		if u.State == store.ReportConfirmed {
			choose = tx.FileRecord
		}
		if err := choose(record, task); err != nil {
			return err
		}
		if u.State == store.ReportConfirmed {
			now, err := tx.Update(u.ID)
			if err != nil {
				return err
			}
			if err := b.fileEvidence(tx, now); err != nil {
				return err
			}
		}
		if err := tx.Log(m.From.ID, "pick", fmt.Sprintf("record/%d", record), map[string]any{"old": was.TaskID, "new": task, "offered": was.Choices}); err != nil {
			return err
		}
		return errors.Join(b.toast(tx, m, "", nil), b.reshow(tx, m, u.ID))
	}
}

// unfiledOffer reports whether a recorded part still waits for the choice that its card offers.
func unfiledOffer(u store.Update, record, task int64) bool {
	r, ok := offers(u, record, task)
	return ok && r.TaskID == 0 && len(r.Choices) > 0
}

// offers finds the record of a choice, if the card gave it: forged data is not.
func offers(u store.Update, record, task int64) (store.Record, bool) {
	for _, r := range u.Records {
		if r.ID == record {
			return r, task == 0 || slices.Contains(r.Choices, task)
		}
	}
	return store.Record{}, false
}

// month settles which month a draft of a month's first days means.
func (b *Bot) month(m Message, u store.Update, last bool) work {
	return func(tx *store.Tx) error {
		c := openPeriods(u)
		if len(c.Parts) == 0 {
			return b.toast(tx, m, "toast.already", nil)
		}
		key := c.This
		if last {
			key = c.Last
		}
		from, to := knowledge.PeriodDays(key)
		if err := tx.SetPeriod(u.ID, c.Parts, key, from, to, settled(u.Flags)); err != nil {
			return err
		}
		if err := tx.Log(m.From.ID, "month", fmt.Sprintf("report/%d", u.ID), map[string]any{"parts": c.Parts, "offered": []string{c.This, c.Last}, "new": key}); err != nil {
			return err
		}
		return errors.Join(b.toast(tx, m, "", nil), b.reshow(tx, m, u.ID))
	}
}

// withdraw voids an update by a press, or by words such as 撤回上一条.
func (b *Bot) withdraw(ctx context.Context, m Message, s standing, id int64) (work, error) {
	return func(tx *store.Tx) error {
		u, err := tx.Update(id)
		if err != nil {
			return err
		}
		foreign := u.Department.ID != s.department.ID || s.standIn && (u.Member.ID != m.From.ID || u.State != store.ReportDraft)
		if m.What != pressed && foreign && s.role < coordinator {
			return b.say(tx, m, note{words: "report.nothing"})
		}
		if err := tx.SeeMember(m.From); err != nil {
			return err
		}
		restored, err := tx.Withdraw(id, m.From.ID)
		if errors.Is(err, store.ErrState) {
			if m.What == pressed {
				return b.toast(tx, m, "toast.late", nil)
			}
			return b.say(tx, m, note{words: "report.nothing"})
		}
		if err == nil {
			err = b.logUpdate(tx, m.From.ID, "withdraw", id)
		}
		if err == nil {
			err = b.restore(tx, m, restored)
		}
		if err == nil {
			err = b.reshow(tx, m, id)
		}
		if err != nil {
			return err
		}
		if m.What == pressed {
			return b.toast(tx, m, "toast.withdrawn", nil)
		}
		return b.say(tx, m, note{words: "report.withdrawn", data: withdrawn{u, restored != 0}})
	}, nil
}

// withdrawn is what was voided, and whether an earlier version is the record again.
type withdrawn struct {
	store.Update
	Restored bool
}

// restore brings the card and the evidence of a version up to date that became the
// record again by the withdrawal of the one that had taken its place.
func (b *Bot) restore(tx *store.Tx, m Message, id int64) error {
	if id == 0 {
		return nil
	}
	u, err := tx.Update(id)
	if err != nil {
		return err
	}
	return errors.Join(b.fileEvidence(tx, u), b.reshow(tx, m, id), b.logUpdate(tx, m.From.ID, "restore", id))
}

// reshowCorrected tells on the card of another message that this one took its place.
func (b *Bot) reshowCorrected(tx *store.Tx, m Message, u store.Update) error {
	if u.Corrects == 0 {
		return nil
	}
	was, err := tx.Update(u.Corrects)
	if err != nil || was.ChatID == u.ChatID && was.MessageID == u.MessageID {
		return err
	}
	return b.reshow(tx, m, was.ID)
}

// reshow brings a card up to date with the record.
func (b *Bot) reshow(tx *store.Tx, m Message, id int64) error {
	u, err := tx.Update(id)
	if err != nil {
		return err
	}
	text, c, err := cardText(&tx.View, u)
	if err != nil {
		return err
	}
	n := note{text: &text, edit: cardKey(u.ChatID, u.MessageID), buttons: c.buttons()}
	if u.ChatID == m.Chat.ID {
		return b.say(tx, m, n)
	}
	n.to = u.ChatID
	if m.What != pressed {
		return b.say(tx, m, n)
	}
	copied := note{text: &text, at: m.ID, buttons: c.buttons()} // pressed on a copy of the card
	return errors.Join(b.say(tx, m, n), b.say(tx, m, copied))
}

// cardText is the card as it stands in the chat of its message.
func cardText(v *store.View, u store.Update) (words.Text, card, error) {
	c, err := cardFor(v, u)
	if err != nil {
		return words.Text{}, c, err
	}
	if err := c.whisper(v); err != nil {
		return words.Text{}, c, err
	}
	text, err := words.Say("card", c)
	return text, c, err
}
