package bot

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"liangshan/bot/words"
	"liangshan/knowledge"
	"liangshan/knowledge/answer"
	"liangshan/knowledge/mask"
	"liangshan/store"
)

const (
	followWithin = 15 * time.Minute // a question so soon after another may follow up on it
	followTurns  = 4
)

// ask answers a question, or corrects the answer when the question was edited.
func (b *Bot) ask(ctx context.Context, m Message, s standing) (work, error) {
	if strings.TrimSpace(m.Text) == "" {
		return b.words(m, "ask.empty", nil), nil
	}
	reply, err := b.consult(ctx, m, s)
	if err != nil {
		return nil, err
	}
	return b.answered(ctx, m, reply)
}

// asksRecord matches a question that the record answers, in words that may resemble a report.
func (b *Bot) asksRecord(m Message, s standing) bool {
	if m.What != said || m.Command != "" || m.Forwarded {
		return false
	}
	ok, err := b.lib.AsksRecord(context.Background(), answer.Question{Text: m.Text, Now: b.now(), Unit: s.department.Name})
	return err == nil && ok
}

// askOr answers words that may be no question at all; when the documents know
// nothing of them and nothing was asked, it says the other words.
func (b *Bot) askOr(ctx context.Context, m Message, s standing, otherwise string) (work, error) {
	reply, err := b.consult(ctx, m, s)
	if err != nil {
		return nil, err
	}
	if reply.Kind != answer.Answered && !isOpen(m, reply) {
		return b.words(m, otherwise, nil), nil
	}
	return b.answered(ctx, m, reply)
}

func (b *Bot) consult(ctx context.Context, m Message, s standing) (knowledge.Reply, error) {
	history, err := b.history(ctx, m)
	if err != nil {
		return knowledge.Reply{}, err
	}
	reply, err := b.lib.Ask(ctx, answer.Question{Text: m.Text, Now: b.now(), Unit: s.department.Name, History: history})
	if err == nil {
		b.meter.add("liangshan_answers_total", string(reply.Kind), 1)
	}
	return reply, err
}

func (b *Bot) answered(ctx context.Context, m Message, reply knowledge.Reply) (work, error) {
	text, err := words.Answer(reply)
	if err != nil {
		return nil, err
	}
	noted := func(*store.Tx, store.Question) error { return nil }
	if isOpen(m, reply) {
		if noted, err = b.leaveOpen(ctx, reply.Carry, store.Silent); err != nil {
			return nil, err
		}
	}
	return func(tx *store.Tx) error {
		q, err := keepQuestion(tx, m, reply, text)
		if err != nil {
			return err
		}
		return errors.Join(noted(tx, q), b.answer(tx, m, q, reply, text))
	}, nil
}

// answer says the answer to a question that was kept.
func (b *Bot) answer(tx *store.Tx, m Message, q store.Question, reply knowledge.Reply, text words.Text) error {
	n := note{text: &text, key: answerKey(m), buttons: sourceButton(q, reply.Citations, false)}
	if q.Version > 1 { // what it was before may have been answered by a list
		if said, err := tx.Queued(n.key); err != nil {
			return err
		} else if said {
			n.key, n.edit = "", n.key
		}
	}
	if err := b.say(tx, m, n); err != nil {
		return err
	}
	return tx.Log(m.From.ID, "answer", fmt.Sprintf("question/%d", q.ID), entryOf(reply, q, b.modelHost))
}

func answerKey(m Message) string { return fmt.Sprintf("answer/%d/%d", m.Chat.ID, m.ID) }

func documentsOf(list []answer.Citation) []int64 {
	out := []int64{}
	for _, c := range list {
		if c.DocID != 0 && (len(out) == 0 || out[len(out)-1] != c.DocID) {
			out = append(out, c.DocID)
		}
	}
	return out
}

func keepQuestion(tx *store.Tx, m Message, reply knowledge.Reply, text words.Text) (store.Question, error) {
	var raw [3]json.RawMessage
	for i, v := range []any{reply.Citations, reply.Carry, text} {
		var err error
		if raw[i], err = json.Marshal(v); err != nil {
			return store.Question{}, err
		}
	}
	return tx.Asked(store.Question{
		ChatID: m.Chat.ID, MessageID: m.ID, ThreadID: m.Thread, MemberID: m.From.ID, Text: mask.Stored(m.Text), Kind: string(reply.Kind),
		Citations: raw[0], Carry: raw[1], Reply: string(raw[2]), Model: reply.Model,
	})
}

// history is what a follow-up may inherit: the exchange replied to, whoever had
// it, else the asker's own last questions here. Nothing crosses chats or topics.
func (b *Bot) history(ctx context.Context, m Message) ([]answer.Turn, error) {
	var list []store.Question
	err := b.db.Read(ctx, func(v *store.View) (err error) {
		list, err = b.earlier(v, m)
		return err
	})
	if err != nil {
		return nil, err
	}
	var out []answer.Turn
	for _, q := range list {
		t := answer.Turn{Text: q.Text}
		if c, err := carryOf(q); err == nil && c.Text != "" {
			t.Carry = &c
		}
		out = append(out, t)
	}
	return out, nil
}

// earlier lists the questions before a message, oldest first. One that is edited
// keeps the context that it had when it was first asked.
func (b *Bot) earlier(v *store.View, m Message) ([]store.Question, error) {
	if m.Reply != nil {
		q, err := repliedQuestion(v, m)
		if !errors.Is(err, store.ErrNotFound) {
			return []store.Question{q}, err
		}
	}
	t := store.Thread{ChatID: m.Chat.ID, ThreadID: m.Thread, MemberID: m.From.ID, Since: b.now().Add(-followWithin)}
	first, err := v.FirstAsked(m.Chat.ID, m.ID)
	switch {
	case err == nil:
		t.Before, t.Since = first.ID, first.AskedAt.Add(-followWithin)
	case !errors.Is(err, store.ErrNotFound):
		return nil, err
	}
	list, err := v.RecentQuestions(t, followTurns)
	slices.Reverse(list)
	return list, err
}

// turn makes a list that was asked for in words part of the conversation: what
// follows may lean on it.
func (b *Bot) turn(list handler) handler {
	return func(ctx context.Context, m Message, s standing) (work, error) {
		w, err := list(ctx, m, s)
		if w == nil || err != nil || m.Command != "" {
			return w, err
		}
		return func(tx *store.Tx) error {
			if _, err := keepQuestion(tx, m, knowledge.Reply{Answer: answer.Answer{Kind: answer.Answered}}, words.Text{}); err != nil {
				return err
			}
			return w(tx)
		}, nil
	}
}

// repliedQuestion is the exchange that a message replies to: our answer, or the question itself.
func repliedQuestion(v *store.View, m Message) (store.Question, error) {
	if m.Reply.Ours {
		return answeredBy(v, m.Chat.ID, m.Reply.ID)
	}
	return v.QuestionOf(m.Chat.ID, m.Reply.ID)
}

// answeredBy is the question that one of our messages answers: by its key, by a
// coordinator's word, or as a list under it. [store.ErrNotFound] for any other message.
func answeredBy(v *store.View, chat, message int64) (store.Question, error) {
	key, err := v.KeyOf(chat, message)
	if errors.Is(err, store.ErrNotFound) {
		return listedFor(v, chat, message)
	}
	if err != nil {
		return store.Question{}, err
	}
	var a, b int64
	if n, _ := fmt.Sscanf(key, "answer/%d/%d", &a, &b); n == 2 {
		return v.QuestionOf(a, b)
	}
	if n, _ := fmt.Sscanf(key, "reply/%d/%d", &a, &b); n == 2 {
		return v.Question(b)
	}
	return store.Question{}, store.ErrNotFound
}

func listedFor(v *store.View, chat, message int64) (store.Question, error) {
	raw, err := v.PayloadOf(chat, message)
	if err != nil {
		return store.Question{}, err
	}
	var p payload
	if err := json.Unmarshal(raw, &p); err != nil {
		return store.Question{}, fmt.Errorf("bot: outbox row: %w", err)
	}
	return v.QuestionOf(chat, p.ReplyTo)
}

// sourceButton is 原文, or 收起 once the passages are open. Only what stands in a document has one.
func sourceButton(q store.Question, list []answer.Citation, open bool) [][]button {
	if len(documentsOf(list)) == 0 {
		return nil
	}
	name, data := "button.source", fmt.Sprintf("src:%d", q.ID)
	if open {
		name, data = "button.fold", fmt.Sprintf("fold:%d", q.ID)
	}
	return [][]button{{{Text: mustLine(name), Data: data}}}
}

// showSource opens or folds the cited passages, in the answer itself: no new message.
func (b *Bot) showSource(ctx context.Context, m Message, arg string, open bool) (work, error) {
	id, err := strconv.ParseInt(arg, 10, 64)
	if err != nil {
		return b.toasts(m, "toast.gone", nil), nil
	}
	var q store.Question
	err = b.db.Read(ctx, func(v *store.View) (err error) {
		q, err = v.Question(id)
		return err
	})
	if errors.Is(err, store.ErrNotFound) || (err == nil && q.ChatID != m.Chat.ID) {
		return b.toasts(m, "toast.gone", nil), nil
	}
	if err != nil {
		return nil, err
	}
	var text words.Text
	var cites []answer.Citation
	if err := errors.Join(json.Unmarshal([]byte(q.Reply), &text), json.Unmarshal(q.Citations, &cites)); err != nil {
		return nil, fmt.Errorf("bot: question %d: %w", id, err)
	}
	if open {
		full, err := b.passages(ctx, cites)
		if err != nil {
			return nil, err
		}
		text = text.Append(full, 1)
	}
	return func(tx *store.Tx) error {
		if err := b.toast(tx, m, "", nil); err != nil {
			return err
		}
		return b.say(tx, m, note{text: &text, at: m.ID, buttons: sourceButton(q, cites, open)})
	}, nil
}

// passage is a cited passage in full, for the expandable quote.
type passage struct {
	Cite answer.Citation
	Text string
}

// passages renders the cited passages, each once, as they stand in the documents.
func (b *Bot) passages(ctx context.Context, cites []answer.Citation) (words.Text, error) {
	var list []passage
	seen := map[[2]int64]bool{}
	for _, c := range cites {
		key := [2]int64{c.DocID, int64(c.Seq)}
		if c.DocID == 0 || seen[key] {
			continue
		}
		seen[key] = true
		_, doc, err := b.lib.Document(ctx, c.DocID)
		if err != nil {
			return words.Text{}, err
		}
		for _, clause := range doc.Clauses {
			if clause.Seq == c.Seq {
				list = append(list, passage{c, clause.Text})
			}
		}
	}
	return words.Say("passages", list)
}

func mustLine(name string) string {
	s, err := words.Line(name, nil)
	if err != nil {
		panic(err) // a template that takes no data cannot fail once it is parsed; a test says each one
	}
	return s
}

// words is the simplest work: one message.
func (b *Bot) words(m Message, name string, data any) work {
	return func(tx *store.Tx) error { return b.say(tx, m, note{words: name, data: data}) }
}

// toasts is the simplest answer to a press.
func (b *Bot) toasts(m Message, name string, data any) work {
	return func(tx *store.Tx) error { return b.toast(tx, m, name, data) }
}
