package bot

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"liangshan/knowledge"
	"liangshan/knowledge/answer"
	"liangshan/knowledge/mask"
	"liangshan/knowledge/pattern"
	"liangshan/store"
)

// leaveOpen prepares to put a question on the coordinators' list, under what it leans on.
func (b *Bot) leaveOpen(ctx context.Context, carry answer.Carry, why store.Reason) (func(*store.Tx, store.Question) error, error) {
	key, err := b.lib.Alike(ctx, carry)
	return func(tx *store.Tx, q store.Question) error {
		text := q.Text
		if carry.After != "" {
			text = mask.Stored(carry.After) + " → " + text
		}
		_, err := tx.LeaveOpen(q.ID, key, text, why)
		return err
	}, err
}

var askingWords = pattern.MustCompile(`怎么|怎样|如何|为什么|为啥|为何|咋`)

// isOpen reports whether an answer leaves a question open that somebody else could
// answer: neither an instruction nor idle talk.
func isOpen(m Message, r knowledge.Reply) bool {
	if r.Kind != answer.NotIn {
		return false
	}
	for _, l := range r.Lines {
		switch l.Code {
		case answer.NeedWords, answer.NoChange, answer.NoObey, answer.NoForge, answer.AboutBot, answer.NoRecord: // the last is for a department to say
			return false
		}
	}
	return m.Command == "ask" || asks(m.Text) || r.Carry.Ask != "how" || askingWords.MatchString(m.Text)
}

// openList is what waits for a coordinator, as far as it may be shown here.
type openList struct {
	Silent, Doubted []store.Unanswered
	Stated          map[int64]bool // the documents say it by now
	More            int
	Ups, Downs      int
	Days            int
	Private         bool
}

const (
	openShown   = 12
	verdictDays = 30
)

var numberSaid = pattern.MustCompile(`^(?:未答问题|未答)?\s*(\d{1,9})$`)

func isUnansweredList(m Message, s standing) bool {
	if isCommand("unanswered")(m, s) || isWords("未答问题", "未答清单", "未答")(m, s) {
		return true
	}
	return strings.HasPrefix(bare(m.Text), "未答") && m.Command == "" && numberSaid.MatchString(bare(m.Text))
}

// unanswered lists what the documents leave open, or shows one of it by its number.
// A group sees what was asked in it; private questions are for private eyes.
func (b *Bot) unanswered(ctx context.Context, m Message, _ standing) (work, error) {
	if n := numberSaid.FindStringSubmatch(bare(m.Text)); n != nil {
		return b.showOpen(ctx, m, n[1])
	}
	list := openList{Days: verdictDays, Private: m.Chat.Kind == "private"}
	err := b.db.Read(ctx, func(v *store.View) error {
		all, err := v.Unanswered(visibleFrom(m))
		if err != nil {
			return err
		}
		list.put(all)
		list.Ups, list.Downs, err = v.Verdicts(b.now().Add(-verdictDays*24*time.Hour), visibleFrom(m))
		return err
	})
	if err == nil {
		list.Stated, err = b.stated(ctx, list.Silent)
	}
	if err != nil {
		return nil, err
	}
	n := note{words: "unanswered", data: list, buttons: list.buttons(), key: fmt.Sprintf("unanswered/list/%d", m.Event)}
	return func(tx *store.Tx) error { return b.say(tx, m, n) }, nil
}

// stated finds out which questions the documents answer by now.
func (b *Bot) stated(ctx context.Context, list []store.Unanswered) (map[int64]bool, error) {
	out := map[int64]bool{}
	for _, u := range list {
		q := answer.Question{Text: u.Text, Now: b.now()}
		if before, text, leans := strings.Cut(u.Text, " → "); leans {
			q.Text, q.History = text, []answer.Turn{{Text: before}}
		}
		a, err := b.lib.Exact(ctx, q)
		if err != nil {
			return nil, err
		}
		out[u.ID] = a.Kind == answer.Answered && len(documentsOf(a.Citations)) > 0
	}
	return out, nil
}

// visibleFrom is the chat whose questions may be shown here; 0 for all.
func visibleFrom(m Message) int64 {
	if m.Chat.Kind == "private" {
		return 0
	}
	return m.Chat.ID
}

func (l *openList) put(all []store.Unanswered) {
	l.More = max(len(all)-openShown, 0)
	for _, u := range all[:len(all)-l.More] {
		if u.Silent() {
			l.Silent = append(l.Silent, u)
		} else {
			l.Doubted = append(l.Doubted, u)
		}
	}
}

const buttonsInRow = 4

// buttons opens each question in a message of its own, to reply to.
func (l *openList) buttons() [][]button {
	var rows [][]button
	for i, u := range append(l.Silent[:len(l.Silent):len(l.Silent)], l.Doubted...) {
		if i%buttonsInRow == 0 {
			rows = append(rows, nil)
		}
		last := &rows[len(rows)-1]
		*last = append(*last, button{Text: mustLine("button.answer") + strconv.FormatInt(u.ID, 10), Data: fmt.Sprintf("qone:%d", u.ID)})
	}
	return rows
}

// openItem is one question that waits, with the reply that it has had.
type openItem struct {
	store.Unanswered
	Reply *store.Reply
}

// openOne finds a question by its number, if it may be shown in this chat.
func (b *Bot) openOne(ctx context.Context, m Message, id int64) (openItem, error) {
	var item openItem
	err := b.db.Read(ctx, func(v *store.View) (err error) {
		if item.Unanswered, err = v.UnansweredOf(id); err != nil {
			return err
		}
		if ok, err := v.AskedIn(id, visibleFrom(m)); err != nil || !ok {
			return errors.Join(err, fmt.Errorf("bot: question %d was asked elsewhere: %w", id, store.ErrNotFound))
		}
		r, err := v.ReplyTo(id)
		if errors.Is(err, store.ErrNotFound) {
			return nil
		}
		item.Reply = &r
		return err
	})
	return item, err
}

func (b *Bot) showOpen(ctx context.Context, m Message, number string) (work, error) {
	id, err := strconv.ParseInt(number, 10, 64)
	if err != nil {
		return b.words(m, "unanswered.unknown", number), nil
	}
	item, err := b.openOne(ctx, m, id)
	if errors.Is(err, store.ErrNotFound) {
		return b.words(m, "unanswered.unknown", number), nil
	}
	if err != nil {
		return nil, err
	}
	n := note{words: "unanswered.item", data: item, buttons: item.buttons(), key: fmt.Sprintf("unanswered/%d/%d", id, m.Event)}
	return func(tx *store.Tx) error {
		if m.What == pressed {
			if err := b.toast(tx, m, "", nil); err != nil {
				return err
			}
		}
		return b.say(tx, m, n)
	}, nil
}

func (i openItem) buttons() [][]button {
	if i.Reply != nil {
		return confirmedButtons(i.Reply.ID)
	}
	if i.Dropped {
		return nil
	}
	return [][]button{{{Text: mustLine("button.drop"), Data: fmt.Sprintf("qdrop:%d", i.ID)}}}
}

// pressOpen handles the buttons of the list: open one, or take it off.
func (b *Bot) pressOpen(ctx context.Context, m Message, s standing, verb, arg string) (work, error) {
	if s.role < coordinator {
		return b.toasts(m, "toast.coordinators", nil), nil
	}
	if verb == "qone" {
		return b.showOpen(ctx, m, arg)
	}
	id, err := strconv.ParseInt(arg, 10, 64)
	if err != nil {
		return b.toasts(m, "toast.gone", nil), nil
	}
	item, err := b.openOne(ctx, m, id)
	if errors.Is(err, store.ErrNotFound) {
		return b.toasts(m, "toast.gone", nil), nil
	}
	if err != nil {
		return nil, err
	}
	return func(tx *store.Tx) error {
		if err := tx.DropUnanswered(id, m.From.ID); errors.Is(err, store.ErrState) {
			return b.toast(tx, m, "toast.already", nil)
		} else if err != nil {
			return err
		}
		if err := tx.Log(m.From.ID, "drop", fmt.Sprintf("unanswered/%d", id), nil); err != nil {
			return err
		}
		return errors.Join(b.toast(tx, m, "", nil), b.say(tx, m, note{words: "unanswered.dropped", data: item, at: m.ID}))
	}, nil
}

// carryOf is what a kept question carries.
func carryOf(q store.Question) (answer.Carry, error) {
	var c answer.Carry
	if err := json.Unmarshal(q.Carry, &c); err != nil {
		return c, fmt.Errorf("bot: question %d: %w", q.ID, err)
	}
	return c, nil
}
