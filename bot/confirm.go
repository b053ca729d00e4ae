package bot

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"liangshan/bot/words"
	"liangshan/store"
)

// card is what the sender of an update sees: what was understood, and what was not.
type card struct {
	Update store.Update
	Items  []cardItem
	By     string // who confirmed or withdrew
}

type cardItem struct {
	Record store.Record
	Task   *store.Task
	Offer  []store.Task // to choose from, where the task is unclear
	Last   *statement
	Other  bool // speaks for another department
}

func cardOf(u store.Update, tasks map[int64]store.Task, last map[int64]statement) card {
	c := card{Update: u}
	for _, r := range u.Records {
		item := cardItem{Record: r, Other: r.Department.ID != u.Department.ID}
		if t, ok := tasks[r.TaskID]; ok {
			item.Task = &t
		}
		for _, id := range r.Choices {
			if t, ok := tasks[id]; ok && r.TaskID == 0 {
				item.Offer = append(item.Offer, t)
			}
		}
		if l, ok := last[r.TaskID]; ok && r.TaskID != 0 {
			item.Last = &l
		}
		c.Items = append(c.Items, item)
	}
	return c
}

// maxOffer is how many tasks are offered; more would be a form.
const maxOffer = 4

// buttons are 确认 修改 撤销, below the choices of the first task that is unclear.
func (c card) buttons() [][]button {
	if c.Update.State != store.ReportDraft {
		return nil
	}
	var rows [][]button
	for _, item := range c.Items {
		if len(item.Offer) == 0 {
			continue
		}
		for _, t := range item.Offer[:min(len(item.Offer), maxOffer)] {
			rows = append(rows, []button{{Text: words.CutTo(30, t.What), Data: fmt.Sprintf("pick:%d:%d:%d", c.Update.ID, item.Record.ID, t.ID)}})
		}
		rows = append(rows, []button{{Text: mustLine("button.other"), Data: fmt.Sprintf("pick:%d:%d:0", c.Update.ID, item.Record.ID)}})
		break
	}
	return append(rows, []button{
		{Text: mustLine("button.confirm"), Data: fmt.Sprintf("ok:%d", c.Update.ID)},
		{Text: mustLine("button.change"), Data: fmt.Sprintf("fix:%d", c.Update.ID)},
		{Text: mustLine("button.withdraw"), Data: fmt.Sprintf("no:%d", c.Update.ID)},
	})
}

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
	case "ok", "fix", "no", "pick":
		return b.pressCard(ctx, m, s, verb, arg)
	case "let", "deny":
		return b.decideBinding(ctx, m, s, arg, verb == "let")
	case "open", "shut":
		return b.decideChat(ctx, m, s, arg, verb == "open")
	}
	return b.toasts(m, "toast.gone", nil), nil
}

// pressCard handles the buttons of a card. Any liaison of the department may
// press, a coordinator too; a stranger is declined; twice is harmless.
func (b *Bot) pressCard(ctx context.Context, m Message, s standing, verb, arg string) (work, error) {
	var id, record, task int64
	parts := strings.Split(arg, ":")
	for i, to := range []*int64{&id, &record, &task} {
		if i < len(parts) {
			n, err := strconv.ParseInt(parts[i], 10, 64)
			if err != nil {
				return b.toasts(m, "toast.gone", nil), nil
			}
			*to = n
		}
	}
	var u store.Update
	err := b.db.Read(ctx, func(v *store.View) (err error) {
		u, err = v.Update(id)
		return err
	})
	switch {
	case errors.Is(err, store.ErrNotFound):
		return b.toasts(m, "toast.gone", nil), nil
	case err != nil:
		return nil, err
	case s.department.ID != u.Department.ID && s.role < coordinator:
		return b.toasts(m, "toast.otherunit", u.Department.Name), nil
	case u.State == store.ReportConfirmed && verb == "ok":
		return b.toasts(m, "toast.already", nil), nil
	case u.State != store.ReportDraft:
		return b.toasts(m, "toast.late", nil), nil
	}
	switch verb {
	case "ok":
		return b.confirm(m, u), nil
	case "no":
		return b.withdraw(ctx, m, s, u.ID)
	case "pick":
		return b.pick(m, u, record, task), nil
	}
	return b.toasts(m, "toast.howto", nil), nil
}

func (b *Bot) confirm(m Message, u store.Update) work {
	return func(tx *store.Tx) error {
		if err := tx.SeeMember(m.From); err != nil {
			return err
		}
		err := tx.Confirm(u.ID, m.From.ID)
		if errors.Is(err, store.ErrState) { // somebody was faster
			return b.toast(tx, m, "toast.already", nil)
		}
		if err != nil {
			return err
		}
		if err := tx.Log(m.From.ID, "confirm", fmt.Sprintf("report/%d", u.ID), map[string]int{"version": u.Version}); err != nil {
			return err
		}
		return errors.Join(b.toast(tx, m, "toast.confirmed", nil), b.reshow(tx, m, u.ID))
	}
}

func (b *Bot) pick(m Message, u store.Update, record, task int64) work {
	return func(tx *store.Tx) error {
		if !offers(u, record, task) {
			return b.toast(tx, m, "toast.gone", nil)
		}
		if err := tx.Choose(record, task); err != nil {
			return err
		}
		return errors.Join(b.toast(tx, m, "", nil), b.reshow(tx, m, u.ID))
	}
}

// offers reports whether a choice is one that the card gave: forged data is not.
func offers(u store.Update, record, task int64) bool {
	for _, r := range u.Records {
		if r.ID != record {
			continue
		}
		if task == 0 {
			return true
		}
		for _, c := range r.Choices {
			if c == task {
				return true
			}
		}
	}
	return false
}

// withdraw voids an update by a press, or by words such as 撤回上一条.
func (b *Bot) withdraw(ctx context.Context, m Message, s standing, id int64) (work, error) {
	return func(tx *store.Tx) error {
		u, err := tx.Update(id)
		if err != nil {
			return err
		}
		if u.Department.ID != s.department.ID && s.role < coordinator {
			return b.say(tx, m, note{words: "report.nothing"})
		}
		if err := tx.SeeMember(m.From); err != nil {
			return err
		}
		if err := tx.Withdraw(id, m.From.ID); errors.Is(err, store.ErrState) {
			if m.What == pressed {
				return b.toast(tx, m, "toast.late", nil)
			}
			return b.say(tx, m, note{words: "report.nothing"})
		} else if err != nil {
			return err
		}
		if err := tx.Log(m.From.ID, "withdraw", fmt.Sprintf("report/%d", id), map[string]int{"version": u.Version}); err != nil {
			return err
		}
		if err := b.reshow(tx, m, id); err != nil {
			return err
		}
		if m.What == pressed {
			return b.toast(tx, m, "toast.withdrawn", nil)
		}
		return b.say(tx, m, note{words: "report.withdrawn", data: u})
	}, nil
}

// reshow brings a card up to date with the record.
func (b *Bot) reshow(tx *store.Tx, m Message, id int64) error {
	u, err := tx.Update(id)
	if err != nil {
		return err
	}
	tasks := map[int64]store.Task{}
	for _, r := range u.Records {
		for _, t := range append([]int64{r.TaskID}, r.Choices...) {
			if t == 0 {
				continue
			}
			if tasks[t], err = tx.Task(t); err != nil {
				return err
			}
		}
	}
	c := cardOf(u, tasks, nil)
	c.By = m.From.Name
	text, err := words.Say("card", c)
	if err != nil {
		return err
	}
	n := note{text: &text, edit: cardKey(u.ChatID, u.MessageID), buttons: c.buttons()}
	if u.ChatID != m.Chat.ID {
		n.to = u.ChatID
	}
	return b.say(tx, m, n)
}
