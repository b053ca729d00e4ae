package bot

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"liangshan/bot/words"
	"liangshan/knowledge/pattern"
	"liangshan/store"
	"liangshan/store/day"
)

// A review goes over one message that moves on from task to task. Where it stands
// is in the buttons and in the store, so that it survives a restart:
//
//	rv:go:SCOPE           begin
//	rv:rest:SCOPE         confirm everything that is clear
//	rv:ok:TASK:SCOPE      confirm, and go on
//	rv:no:TASK:SCOPE      no task, and go on
//	rv:how:TASK:SCOPE     how to change it
//	rv:next:TASK:SCOPE    go on without deciding
//
// SCOPE is a document, 0 for the whole register, single for a card on its own.
const single = -1

// doubtful lists what is in doubt and was not looked at, in the order of the documents.
func doubtful(v *store.View, scope int64) ([]store.Task, error) {
	return unconfirmed(v, scope, func(t *store.Task) bool { return len(t.Doubts) > 0 })
}

// clearOnes lists what is not in doubt and was not confirmed.
func clearOnes(v *store.View, scope int64) ([]store.Task, error) {
	return unconfirmed(v, scope, func(t *store.Task) bool { return len(t.Doubts) == 0 })
}

func unconfirmed(v *store.View, scope int64, meant func(*store.Task) bool) ([]store.Task, error) {
	f := store.TaskFilter{All: true}
	if scope > 0 {
		f.Document = scope
	}
	all, err := v.Tasks(f)
	return slices.DeleteFunc(all, func(t store.Task) bool { return t.State != store.TaskProposed || !meant(&t) }), err
}

// counted is how many of some tasks lists count: another wording of a task is none of its own.
func counted(list []store.Task) (n int) {
	for _, t := range list {
		if t.Restates == 0 {
			n++
		}
	}
	return n
}

// after is the next task behind one, round the list; false when there is no other.
func after(list []store.Task, id int64, pos store.Task) (store.Task, bool) {
	behind := func(t store.Task) bool {
		a, b := t.DocumentID, pos.DocumentID
		if a != b {
			return b != 0 && (a == 0 || a > b) // a coordinator's own come last
		}
		return t.Seq > pos.Seq || (t.Seq == pos.Seq && t.ID > pos.ID)
	}
	for _, t := range list {
		if t.ID != id && behind(t) {
			return t, true
		}
	}
	for _, t := range list {
		if t.ID != id {
			return t, true
		}
	}
	return store.Task{}, false
}

// reviewButtons are 逐项核对 and 其余全部确认 (全部确认), where there is something for them.
func reviewButtons(scope int64, doubtful, clear int) [][]button {
	var row []button
	if doubtful > 0 {
		row = append(row, button{mustLine("button.review"), fmt.Sprintf("rv:go:%d", scope)})
	}
	if clear > 0 {
		label := "button.rest"
		if doubtful == 0 {
			label = "button.all"
		}
		row = append(row, button{mustLine(label), fmt.Sprintf("rv:rest:%d", scope)})
	}
	if row == nil {
		return nil
	}
	return [][]button{row}
}

func taskButtons(t store.Task, scope int64) [][]button {
	data := func(verb string) string { return fmt.Sprintf("rv:%s:%d:%d", verb, t.ID, scope) }
	row := []button{
		{mustLine("button.task.ok"), data("ok")},
		{mustLine("button.task.no"), data("no")},
		{mustLine("button.task.change"), data("how")},
	}
	if scope != single {
		row = append(row, button{mustLine("button.task.next"), data("next")})
	} else if t.State != store.TaskProposed {
		row = row[2:]
	}
	return [][]button{row}
}

// startReview shows the first card, as a message of its own.
func (b *Bot) startReview(m Message, scope int64) work {
	return func(tx *store.Tx) error {
		list, err := doubtful(&tx.View, scope)
		if err != nil {
			return err
		}
		if len(list) == 0 {
			return b.reviewed(tx, m, scope, note{})
		}
		n, err := b.taskCard(&tx.View, list[0].ID, scope, len(list))
		if err != nil {
			return err
		}
		n.key = fmt.Sprintf("review/%d/%d", scope, m.Event)
		return b.say(tx, m, n)
	}
}

// reviewed says that nothing is left to look at.
func (b *Bot) reviewed(tx *store.Tx, m Message, scope int64, n note) error {
	rest, err := clearOnes(&tx.View, scope)
	if err != nil {
		return err
	}
	n.words, n.data, n.buttons = "review.done", struct{ Clear int }{counted(rest)}, reviewButtons(scope, 0, len(rest))
	return b.say(tx, m, n)
}

// taskCard is one task with its doubts and its past.
func (b *Bot) taskCard(v *store.View, id, scope int64, left int) (note, error) {
	t, err := v.Task(id)
	if err != nil {
		return note{}, err
	}
	if t.InForce() && t.Restates == 0 {
		if t, err = v.TaskInForce(id); err != nil {
			return note{}, err
		}
	}
	list := words.TaskList{Today: day.Of(b.now())}
	if err := list.Cite(v); err != nil {
		return note{}, err
	}
	data := words.Review{Item: list.Items([]store.Task{t})[0], Left: left, Single: scope == single}
	changes, err := v.TaskChanges(t.ID)
	if err != nil {
		return note{}, err
	}
	for _, c := range changes {
		by, err := nameOf(v, c.By)
		if err != nil {
			return note{}, err
		}
		x, err := words.ChangeOf(c, by)
		if err != nil {
			return note{}, err
		}
		data.Changes = append(data.Changes, x)
	}
	return note{words: "review", data: data, buttons: taskButtons(t, scope)}, nil
}

func nameOf(v *store.View, member int64) (string, error) {
	if member == 0 {
		return "", nil
	}
	who, err := v.Member(member)
	if errors.Is(err, store.ErrNotFound) {
		return strconv.FormatInt(member, 10), nil
	}
	return who.Name, err
}

// refresh brings the card up to date that an order was given under.
func (b *Bot) refresh(tx *store.Tx, m Message, card cardKind, task int64) error {
	if !card.review {
		return nil
	}
	list, err := doubtful(&tx.View, card.scope)
	if err != nil {
		return err
	}
	n, err := b.taskCard(&tx.View, task, card.scope, len(list))
	if err != nil {
		return err
	}
	n.at = m.Reply.ID
	return b.say(tx, m, n)
}

// pressReview handles the buttons of receipts and review cards. Any coordinator
// may press; twice is harmless; what is forged is declined.
func (b *Bot) pressReview(_ context.Context, m Message, s standing, arg string) (work, error) {
	if s.role < coordinator {
		return b.toasts(m, "toast.coordinators", nil), nil
	}
	verb, rest, _ := strings.Cut(arg, ":")
	var ids []int64
	for _, p := range strings.Split(rest, ":") {
		n, err := strconv.ParseInt(p, 10, 64)
		if err != nil {
			return b.toasts(m, "toast.gone", nil), nil
		}
		ids = append(ids, n)
	}
	switch {
	case verb == "go" && len(ids) == 1:
		return b.pressStart(m, ids[0]), nil
	case verb == "rest" && len(ids) == 1:
		return b.pressRest(m, ids[0]), nil
	case verb == "how" && len(ids) == 2:
		return b.toasts(m, "toast.task.howto", nil), nil
	case (verb == "ok" || verb == "no" || verb == "next") && len(ids) == 2:
		return b.pressTask(m, verb, ids[0], ids[1]), nil
	}
	return b.toasts(m, "toast.gone", nil), nil
}

func (b *Bot) pressStart(m Message, scope int64) work {
	return func(tx *store.Tx) error {
		if err := b.toast(tx, m, "", nil); err != nil {
			return err
		}
		return b.startReview(m, scope)(tx)
	}
}

// pressTask decides about one task, if it waits for that, and moves the card on.
func (b *Bot) pressTask(m Message, verb string, id, scope int64) work {
	return func(tx *store.Tx) error {
		t, err := tx.Task(id)
		if errors.Is(err, store.ErrNotFound) {
			return b.toast(tx, m, "toast.gone", nil)
		}
		if err != nil {
			return err
		}
		toast, data, err := b.decideTask(tx, m, verb, t)
		if err != nil {
			return err
		}
		if scope == single {
			n, err := b.taskCard(&tx.View, id, single, 0)
			n.at = m.ID
			return errors.Join(err, b.toast(tx, m, toast, data), b.say(tx, m, n))
		}
		list, err := doubtful(&tx.View, scope)
		if err != nil {
			return err
		}
		if len(list) == 0 {
			return errors.Join(b.toast(tx, m, toast, data), b.reviewed(tx, m, scope, note{at: m.ID}))
		}
		next, ok := after(list, id, t)
		if !ok {
			return b.toast(tx, m, "toast.task.last", nil)
		}
		n, err := b.taskCard(&tx.View, next.ID, scope, len(list))
		n.at = m.ID
		return errors.Join(err, b.toast(tx, m, toast, data), b.say(tx, m, n))
	}
}

// decideTask confirms or rejects a task that nobody has decided about.
func (b *Bot) decideTask(tx *store.Tx, m Message, verb string, t store.Task) (toast string, data any, err error) {
	to := map[string]store.TaskState{"ok": store.TaskConfirmed, "no": store.TaskRejected}[verb]
	switch {
	case to == "":
		return "", nil, nil
	case t.State == to:
		return "toast.already", nil, nil
	case t.State != store.TaskProposed:
		return "toast.task.late", nil, nil
	}
	t.State = to
	changes, err := tx.Amend(m.From.ID, t, "")
	if err != nil {
		return "", nil, err
	}
	return "toast.task." + string(to), t.ID, tx.Log(m.From.ID, "register", fmt.Sprintf("task/%d", t.ID), changes)
}

// pressRest confirms in one press what is clear.
func (b *Bot) pressRest(m Message, scope int64) work {
	return func(tx *store.Tx) error {
		rest, err := clearOnes(&tx.View, scope)
		if err != nil {
			return err
		}
		if len(rest) == 0 {
			return b.toast(tx, m, "toast.already", nil)
		}
		return errors.Join(b.toast(tx, m, "", nil), b.confirmRest(m, scope)(tx))
	}
}

func (b *Bot) confirmRest(m Message, scope int64) work {
	return func(tx *store.Tx) error {
		rest, err := clearOnes(&tx.View, scope)
		if err != nil {
			return err
		}
		var ids []int64
		for _, t := range rest {
			t.State = store.TaskConfirmed
			if _, err := tx.Amend(m.From.ID, t, ""); err != nil {
				return err
			}
			ids = append(ids, t.ID)
		}
		if err := tx.Log(m.From.ID, "register", fmt.Sprintf("document/%d", scope), map[string]any{"confirmed": ids}); err != nil {
			return err
		}
		left, err := doubtful(&tx.View, scope)
		if err != nil {
			return err
		}
		return b.say(tx, m, note{words: "review.rest", data: struct {
			N, Again, Left int
			By             string
		}{counted(rest), len(rest) - counted(rest), len(left), m.From.Name}, buttons: reviewButtons(scope, len(left), 0)})
	}
}

var oneTask = pattern.MustCompile(`^(?:第\s*([0-9]+)\s*项(?:任务)?|〔([0-9]+)〕|(?:台账|任务)第?\s*([0-9]+)\s*[项号]?)\s*(?:的)?(?:详情|情况|内容|沿革|记录)?$`)

// taskAsked is the number in 第12项, 〔12〕.
func taskAsked(text string) int64 {
	m := oneTask.FindStringSubmatch(bare(numberWords(widths.Replace(text))))
	if m == nil {
		return 0
	}
	n, err := strconv.ParseInt(m[1]+m[2]+m[3], 10, 64)
	if err != nil {
		return 0
	}
	return n
}

// asksTask matches 第12项 alone. Under one of our answers it may count the answer's own lines.
func asksTask(m Message, _ standing) bool {
	if m.Command != "" || (m.Reply != nil && strings.HasPrefix(bare(m.Text), "第")) {
		return false
	}
	return taskAsked(m.Text) != 0
}

// ordersTask matches an order that only a coordinator may give. A department's
// 第12项已完成 is none.
func ordersTask(m Message, _ standing) bool {
	if m.Command != "" || m.Forwarded {
		return false
	}
	_, ok := readOrder(m.Text, false)
	return ok
}

// showTask shows one task with its past; a coordinator can decide about it there.
func (b *Bot) showTask(_ context.Context, m Message, s standing) (work, error) {
	id := taskAsked(m.Text)
	return func(tx *store.Tx) error {
		t, err := tx.TaskInForce(id)
		if errors.Is(err, store.ErrNotFound) {
			return b.say(tx, m, note{words: "register.none", data: id})
		}
		if err != nil {
			return err
		}
		n, err := b.taskCard(&tx.View, t.ID, single, 0)
		if err != nil {
			return err
		}
		if s.role < coordinator {
			n.buttons = nil
		} else {
			n.key = fmt.Sprintf("task/%d", m.Event)
		}
		return b.say(tx, m, n)
	}, nil
}
