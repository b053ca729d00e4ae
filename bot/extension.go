package bot

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"liangshan/bot/words"
	"liangshan/knowledge/mask"
	"liangshan/knowledge/pattern"
	"liangshan/knowledge/when"
	"liangshan/store"
	"liangshan/store/day"
)

var (
	askingLater = pattern.MustCompile(`申请\s*(?:延期|展期|延长|顺延|推迟)|(?:延期|展期|顺延)申请`)
	givenReason = pattern.MustCompile(`(?:^|[，,；;。：:\s])(?:因为?|由于|原因[是为：:]*|理由[是为：:]*)\s*([^，,；;。]+(?:[，,][^，,；;。]*(?:影响|导致|造成|无法|不能|停工|未)[^，,；;。]*)*)`)
)

// asksLater matches 申请延期, said and not asked about.
func asksLater(m Message, _ standing) bool {
	return m.Command == "" && (m.What == said || m.What == edited) && !m.Forwarded && !asks(m.Text) && askingLater.MatchString(m.Text) && !strings.HasSuffix(bare(m.Text), "流程")
}

// laterRequest is what a request says.
type laterRequest struct {
	task, reason string
	due          store.Due
}

// readLater takes the reason out first: 因汛期停工 names a time too.
func readLater(text string, today day.Date, cal *day.Calendar) laterRequest {
	var r laterRequest
	if m := givenReason.FindStringSubmatch(text); m != nil {
		r.reason, text = strings.TrimSpace(m[1]), strings.Replace(text, m[0], "，", 1)
	}
	list := when.Find(text, today, cal)
	for i := len(list) - 1; i >= 0; i-- {
		if due, _, ok := dueOf(list[i].Text, today, cal); ok && !due.To.IsZero() {
			r.due, text = due, strings.Replace(text, list[i].Text, "", 1)
			break
		}
	}
	if i := askingLater.FindStringIndex(text); i != nil && bare(text[:i[0]]) != "" {
		text = text[:i[0]]
	}
	r.task = bare(askingLater.ReplaceAllString(text, ""))
	return r
}

// askLater takes a request for a later due time to the coordinators, before the due day only.
func (b *Bot) askLater(ctx context.Context, m Message, s standing) (work, error) {
	r := readLater(m.Text, day.Of(m.Sent), b.lib.Calendar())
	if r.due.To.IsZero() {
		return b.words(m, "extension.when", nil), nil
	}
	if r.reason == "" {
		return b.words(m, "extension.why", nil), nil
	}
	task, choices, err := b.lib.FindTask(ctx, s.department.Name, r.task)
	if err != nil {
		return nil, err
	}
	if task == 0 && len(choices) == 0 {
		return b.words(m, "extension.which", nil), nil
	}
	e := store.Extension{
		TaskID: task, Choices: choices, Department: s.department, Member: m.From, ChatID: m.Chat.ID, MessageID: m.ID, Due: r.due, Reason: mask.Stored(r.reason),
	}
	report, err := b.besides(ctx, m, s)
	if err != nil {
		return nil, err
	}
	return func(tx *store.Tx) error {
		if err := tx.SeeMember(m.From); err != nil {
			return err
		}
		if report != nil {
			if err := report(tx); err != nil {
				return err
			}
		}
		return b.takeLater(tx, m, e)
	}, nil
}

// besides records what a request reports beside asking: its figures are not lost.
func (b *Bot) besides(ctx context.Context, m Message, s standing) (work, error) {
	d, err := b.read(ctx, m, s, 0)
	if err != nil || !d.Reading.ShouldRecord {
		return nil, err
	}
	for _, r := range d.Update.Records {
		if len(r.Metrics) > 0 || r.Percent != nil {
			return b.record(ctx, m, s, d)
		}
	}
	return nil, nil
}

func (b *Bot) takeLater(tx *store.Tx, m Message, e store.Extension) error {
	if e.TaskID == 0 {
		return b.askTask(tx, m, e)
	}
	t, err := tx.TaskInForce(e.TaskID)
	if err != nil {
		return err
	}
	if name := tooLate(t, e, day.Of(m.Sent)); name != "" {
		return b.say(tx, m, note{words: name, data: laterWords{Extension: e, Task: t}})
	}
	id, err := tx.AskExtension(e)
	if errors.Is(err, store.ErrConflict) {
		return b.say(tx, m, note{words: "extension.pending", data: t.What})
	}
	if err != nil {
		return err
	}
	e.ID = id
	return b.askForLater(tx, m, e, t)
}

// tooLate names why a request cannot be taken; "" when it can. A recurring task has no one due day.
func tooLate(t store.Task, e store.Extension, today day.Date) string {
	switch {
	case t.Recurrence != "":
		return ""
	case t.DueTo.IsZero():
		return "extension.nodue"
	case !today.Before(t.DueTo):
		return "extension.over"
	case !e.Due.To.After(t.DueTo):
		return "extension.earlier"
	}
	return ""
}

// laterEntry is a request for the journal: the due time as it stands, the one asked
// for, and why.
func laterEntry(e store.Extension, t store.Task) map[string]any {
	return map[string]any{"task": t.ID, "old": t.DueTo, "new": e.Due.To, "reason": e.Reason}
}

type laterWords struct {
	Extension store.Extension
	Task      store.Task
	By        string
}

func (b *Bot) askTask(tx *store.Tx, m Message, e store.Extension) error {
	id, err := tx.AskExtension(e)
	if err != nil {
		return err
	}
	var rows [][]button
	for _, c := range e.Choices[:min(len(e.Choices), maxOffer)] {
		t, err := tx.TaskInForce(c)
		if err != nil {
			return err
		}
		rows = append(rows, []button{{Text: words.CutTo(30, t.What), Data: fmt.Sprintf("later:%d:%d", id, t.ID)}})
	}
	return b.say(tx, m, note{words: "extension.choose", buttons: rows, key: choiceKey(id)})
}

func choiceKey(id int64) string { return fmt.Sprintf("later/%d", id) }

func laterKey(id int64) string { return fmt.Sprintf("extension/%d", id) }

// askForLater puts a request to the coordinators.
func (b *Bot) askForLater(tx *store.Tx, m Message, e store.Extension, t store.Task) error {
	if err := tx.Log(m.From.ID, "extension", fmt.Sprintf("extension/%d", e.ID), laterEntry(e, t)); err != nil {
		return err
	}
	return b.putToCoordinators(tx, m, request{
		key: laterKey(e.ID), words: "extension.request", asked: "extension.asked", data: laterWords{Extension: e, Task: t},
		buttons: []button{
			{Text: mustLine("button.agree"), Data: fmt.Sprintf("grant:%d", e.ID)},
			{Text: mustLine("button.return"), Data: fmt.Sprintf("return:%d", e.ID)},
		},
	})
}

// pressLater says which task a request means.
func (b *Bot) pressLater(_ context.Context, m Message, s standing, arg string) (work, error) {
	id, task, ok := twoNumbers(arg)
	if !ok {
		return b.toasts(m, "toast.gone", nil), nil
	}
	return func(tx *store.Tx) error {
		e, err := tx.Extension(id)
		switch {
		case errors.Is(err, store.ErrNotFound):
			return b.toast(tx, m, "toast.gone", nil)
		case err != nil:
			return err
		case s.role < coordinator && s.department.ID != e.Department.ID:
			return b.toast(tx, m, "toast.otherunit", e.Department.Name)
		case e.State != store.ExtensionUnclear:
			return b.toast(tx, m, "toast.already", nil)
		case !slices.Contains(e.Choices, task):
			return b.toast(tx, m, "toast.gone", nil)
		}
		t, err := tx.TaskInForce(task)
		if err != nil {
			return err
		}
		e.TaskID = t.ID
		if name := tooLate(t, e, day.Of(tx.Now())); name != "" {
			return errors.Join(b.toast(tx, m, "", nil), b.say(tx, m, note{words: name, data: laterWords{Extension: e, Task: t}, at: m.ID}))
		}
		if err := errors.Join(tx.ChooseExtension(id, t.ID), b.toast(tx, m, "", nil)); err != nil {
			return err
		}
		return b.askForLater(tx, m, e, t)
	}, nil
}

// decideLater is the coordinator's 同意 or 退回. The first due time stays on record.
func (b *Bot) decideLater(_ context.Context, m Message, s standing, arg string, grant bool) (work, error) {
	return b.decide(m, s, arg, func(tx *store.Tx, id int64) error {
		e, err := tx.DecideExtension(id, m.From.ID, grant)
		if err != nil {
			return err
		}
		t, err := tx.TaskInForce(e.TaskID)
		if err != nil {
			return err
		}
		name, data := "extension.returned", laterWords{Extension: e, Task: t, By: m.From.Name}
		if grant {
			name = "extension.granted"
			if err := grantLater(tx, m, e, t); err != nil {
				return err
			}
		}
		if err := tx.Log(m.From.ID, name, fmt.Sprintf("extension/%d", e.ID), laterEntry(e, t)); err != nil {
			return err
		}
		return b.tellDecision(tx, m, note{words: name, data: data}, laterKey(id), e.ChatID)
	})
}

// grantLater changes the due time. A recurring task keeps its rhythm: only this time is later.
func grantLater(tx *store.Tx, m Message, e store.Extension, t store.Task) error {
	if t.Recurrence != "" {
		return nil
	}
	own, err := tx.Task(t.ID)
	if err != nil {
		return err
	}
	own.SetDue(e.Due)
	own.DueKind = string(when.Deadline)
	_, err = tx.Amend(m.From.ID, own, e.Reason)
	return err
}
