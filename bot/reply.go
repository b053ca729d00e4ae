package bot

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"liangshan/bot/words"
	"liangshan/knowledge/mask"
	"liangshan/knowledge/pattern"
	"liangshan/store"
)

// replyCard is a coordinator's reply as its writer sees it.
type replyCard struct {
	Reply store.Reply
	Told  int    // how many who asked get it
	By    string // who confirmed, withdrew or filed it
}

func replyCardKey(id int64) string { return fmt.Sprintf("replycard/%d", id) }

func (c replyCard) buttons() [][]button {
	switch c.Reply.State {
	case store.ReplyDraft:
		return [][]button{{
			{Text: mustLine("button.confirm"), Data: fmt.Sprintf("rok:%d", c.Reply.ID)},
			{Text: mustLine("button.withdraw"), Data: fmt.Sprintf("rno:%d", c.Reply.ID)},
		}}
	case store.ReplyConfirmed:
		return confirmedButtons(c.Reply.ID)
	}
	return nil
}

func confirmedButtons(id int64) [][]button {
	return [][]button{{
		{Text: mustLine("button.unreply"), Data: fmt.Sprintf("rno:%d", id)},
		{Text: mustLine("button.filed"), Data: fmt.Sprintf("rin:%d", id)},
	}}
}

var (
	replyByNumber = pattern.MustCompile(`(?s)^答复\s*(\d{1,9})\s*[：:，,、\s]\s*(.+)$`)
	numberFirst   = pattern.MustCompile(`(?s)^(?:答复)?\s*(\d{1,9})\s*[：:、.．]\s*(.+)$`)
)

// repliesTo finds which unanswered question a message answers, and with what: by
// number, by replying to the question's own message or to the reply's card, or
// because an earlier version of the message did. A reply to the list needs a number.
func (b *Bot) repliesTo(ctx context.Context, m Message) (id int64, text string, err error) {
	if m.Command == "" {
		if p := replyByNumber.FindStringSubmatch(strings.TrimSpace(m.Text)); p != nil {
			id, err = strconv.ParseInt(p[1], 10, 64)
			return id, p[2], err
		}
	}
	err = b.db.Read(ctx, func(v *store.View) error {
		if m.What == edited {
			r, err := v.ReplyIn(m.Chat.ID, m.ID)
			if !errors.Is(err, store.ErrNotFound) {
				id, text = r.Unanswered, m.Text
				return err
			}
		}
		if m.Reply == nil || !m.Reply.Ours || m.Command != "" {
			return nil
		}
		key, err := v.KeyOf(m.Chat.ID, m.Reply.ID)
		if errors.Is(err, store.ErrNotFound) {
			return nil
		}
		if err == nil {
			id, text, err = b.byKey(v, key, m.Text)
		}
		return err
	})
	return id, text, err
}

func (b *Bot) byKey(v *store.View, key, said string) (id int64, text string, err error) {
	kind, rest, _ := strings.Cut(key, "/")
	first, _, _ := strings.Cut(rest, "/")
	switch {
	case kind == "unanswered" && first == "list":
		if p := numberFirst.FindStringSubmatch(strings.TrimSpace(said)); p != nil {
			id, err = strconv.ParseInt(p[1], 10, 64)
			return id, p[2], err
		}
		return 0, "", nil
	case kind == "unanswered":
		id, err = strconv.ParseInt(first, 10, 64)
		return id, said, err
	case kind == "replycard":
		if id, err = strconv.ParseInt(first, 10, 64); err != nil {
			return 0, "", err
		}
		r, err := v.Reply(id)
		return r.Unanswered, said, err
	}
	return 0, "", nil
}

// isReplyToOpen matches a coordinator's answer to an unanswered question.
func (b *Bot) isReplyToOpen(m Message, s standing) bool {
	if s.role < coordinator || strings.TrimSpace(m.Text) == "" {
		return false
	}
	id, _, err := b.repliesTo(context.Background(), m)
	if err != nil {
		b.log.Error("what a message replies to could not be read", "event", m.Event, "err", err)
	}
	return err == nil && id != 0
}

// answersPrompt matches what a coordinator says in private right below a question
// that was called up to be answered: on a telephone few reply.
func (b *Bot) answersPrompt(m Message, _ standing) bool {
	return m.What == said && m.Command == "" && m.Chat.Kind == "private" && !asks(m.Text) && b.prompt(context.Background(), m) != 0
}

// prompt is the unanswered question that was put into a chat last, 0 for none.
func (b *Bot) prompt(ctx context.Context, m Message) (id int64) {
	err := b.db.Read(ctx, func(v *store.View) error {
		key, err := v.LastKey(m.Chat.ID)
		if kind, _, _ := strings.Cut(key, "/"); err == nil && kind == "unanswered" {
			id, _, err = b.byKey(v, key, "")
		}
		return err
	})
	if err != nil {
		b.log.Error("what was asked last could not be read", "event", m.Event, "err", err)
		return 0
	}
	return id
}

// replyToOpen keeps a coordinator's answer as a draft and shows it for one press.
func (b *Bot) replyToOpen(ctx context.Context, m Message, _ standing) (work, error) {
	id, text, err := b.repliesTo(ctx, m)
	if err != nil {
		return nil, err
	}
	if id == 0 {
		id, text = b.prompt(ctx, m), m.Text
	}
	item, err := b.openOne(ctx, m, id)
	if errors.Is(err, store.ErrNotFound) {
		return b.words(m, "unanswered.unknown", strconv.FormatInt(id, 10)), nil
	}
	if err != nil {
		return nil, err
	}
	return func(tx *store.Tx) error {
		if err := tx.SeeMember(m.From); err != nil {
			return err
		}
		before, err := tx.ReplyIn(m.Chat.ID, m.ID)
		if err != nil && !errors.Is(err, store.ErrNotFound) {
			return err
		}
		r, err := tx.DraftReply(store.Reply{Unanswered: id, ChatID: m.Chat.ID, MessageID: m.ID, Member: m.From, Text: mask.Stored(strings.TrimSpace(text))})
		if err != nil {
			return err
		}
		c := replyCard{Reply: r, Told: len(whomToTell(item.Asked))}
		n := note{words: "reply.card", data: c, buttons: c.buttons(), key: replyCardKey(r.ID)}
		if before.State == store.ReplyDraft { // the message was edited: the card it has
			n.key, n.edit = "", replyCardKey(before.ID)
			if first, err := tx.FirstDraftIn(m.Chat.ID, m.ID); err != nil {
				return err
			} else if first != 0 {
				n.edit = replyCardKey(first)
			}
		}
		if err := tx.Log(m.From.ID, "reply", fmt.Sprintf("reply/%d", r.ID), map[string]int64{"unanswered": id}); err != nil {
			return err
		}
		return b.say(tx, m, n)
	}, nil
}

// pressReply handles the buttons of a reply's card.
func (b *Bot) pressReply(ctx context.Context, m Message, s standing, verb, arg string) (work, error) {
	id, err := strconv.ParseInt(arg, 10, 64)
	if err != nil {
		return b.toasts(m, "toast.gone", nil), nil
	}
	if s.role < coordinator {
		return b.toasts(m, "toast.coordinators", nil), nil
	}
	return func(tx *store.Tx) error {
		r, err := tx.Reply(id)
		if errors.Is(err, store.ErrNotFound) {
			return b.toast(tx, m, "toast.gone", nil)
		}
		if err != nil {
			return err
		}
		if err := tx.SeeMember(m.From); err != nil {
			return err
		}
		c := replyCard{By: m.From.Name}
		switch verb {
		case "rok":
			c.Told, err = b.confirmReply(tx, m, r)
		case "rno":
			err = b.withdrawReply(tx, m, r)
		case "rin":
			err = tx.EndReply(id, m.From.ID, store.ReplyFiled)
		}
		if errors.Is(err, store.ErrState) {
			return b.toast(tx, m, "toast.already", nil)
		}
		if err != nil {
			return err
		}
		if err := tx.Log(m.From.ID, verb, fmt.Sprintf("reply/%d", id), nil); err != nil {
			return err
		}
		if c.Reply, err = tx.Reply(id); err != nil {
			return err
		}
		return errors.Join(b.toast(tx, m, "", nil), b.say(tx, m, note{words: "reply.card", data: c, buttons: c.buttons(), at: m.ID}))
	}, nil
}

// confirmReply makes a reply citable and gives it to who asked, where they asked.
func (b *Bot) confirmReply(tx *store.Tx, m Message, r store.Reply) (int, error) {
	u, err := tx.UnansweredOf(r.Unanswered) // before the reply ends their waiting
	if err != nil {
		return 0, err
	}
	if err := tx.ConfirmReply(r.ID, m.From.ID); err != nil {
		return 0, err
	}
	if r, err = tx.Reply(r.ID); err != nil {
		return 0, err
	}
	told := whomToTell(u.Asked)
	for _, a := range told {
		text, err := words.Say("reply.delivered", delivered{r, a.Question.Text})
		if err != nil {
			return 0, err
		}
		if err := b.tell(tx, m, a, fmt.Sprintf("reply/%d/%d", r.ID, a.Question.ID), text); err != nil {
			return 0, err
		}
	}
	return len(told), nil
}

type delivered struct {
	Reply store.Reply
	Asked string
}

// whomToTell lists the last time that each person asked in a chat where we still work.
func whomToTell(asked []store.Asking) []store.Asking {
	type place struct{ chat, thread, member int64 }
	seen := map[place]bool{}
	var out []store.Asking
	for i := len(asked) - 1; i >= 0; i-- {
		a := asked[i]
		p := place{a.Question.ChatID, a.Question.ThreadID, a.Question.MemberID}
		works := a.Chat.Kind == "private" || a.Chat.State == store.ChatOpen || a.Chat.MovedTo != 0
		if works && !seen[p] {
			seen[p] = true
			out = append(out, a)
		}
	}
	return out
}

// tell says something under a question, in the chat and topic where it was asked.
func (b *Bot) tell(tx *store.Tx, m Message, a store.Asking, key string, text words.Text) error {
	p := payload{Thread: a.Question.ThreadID, ReplyTo: a.Question.MessageID}
	chat := a.Question.ChatID
	if a.Chat.MovedTo != 0 { // numbers of the old group's messages mean nothing there
		chat, p.ReplyTo, p.Thread = a.Chat.MovedTo, 0, 0
	}
	if b.asOf != "" {
		text = text.Append(words.Plain(b.asOf), 0)
	}
	return b.queueParts(tx, m, note{key: key}, chat, p, text)
}

// withdrawReply ends a reply. Those who got it see that it no longer holds.
func (b *Bot) withdrawReply(tx *store.Tx, m Message, r store.Reply) error {
	if err := tx.EndReply(r.ID, m.From.ID, store.ReplyWithdrawn); err != nil || r.State == store.ReplyDraft {
		return err
	}
	sent, err := tx.Delivered(fmt.Sprintf("reply/%d/", r.ID))
	if err != nil {
		return err
	}
	for _, o := range sent {
		if err := b.say(tx, m, note{words: "reply.withdrawn", data: tx.Now(), edit: o.Key, to: o.ChatID}); err != nil {
			return err
		}
	}
	return nil
}
