package bot

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"liangshan/bot/words"
	"liangshan/knowledge"
	"liangshan/knowledge/mask"
	"liangshan/knowledge/units"
	"liangshan/knowledge/when"
	"liangshan/store"
	"liangshan/store/day"
)

// register shows where the register stands and what can be ordered; with words behind it, it is an order.
func (b *Bot) register(ctx context.Context, m Message, s standing) (work, error) {
	if bare(m.Text) != "" {
		return b.ordered(ctx, m, s)
	}
	return func(tx *store.Tx) error {
		tasks, err := tx.Tasks(store.TaskFilter{})
		if err != nil {
			return err
		}
		doubtful, err := doubtful(&tx.View, 0)
		if err != nil {
			return err
		}
		r := words.RegisterOf(tasks, len(doubtful), day.Of(b.now()))
		return b.say(tx, m, note{words: "register", data: r, buttons: reviewButtons(0, len(doubtful), r.Clear)})
	}, nil
}

// isOrder matches a coordinator's order about the register: by its words, or by
// words under a card. What is forwarded was said by somebody else.
func (b *Bot) isOrder(m Message, s standing) bool {
	if m.Command != "" || m.Forwarded || (m.What != said && m.What != edited) {
		return false
	}
	if _, ok := readOrder(m.Text, false); ok {
		return true
	}
	_, under := b.cardReplied(context.Background(), m)
	return under && s.role >= coordinator && !asks(m.Text)
}

// cardReplied finds the task card that a message replies to.
func (b *Bot) cardReplied(ctx context.Context, m Message) (cardKind, bool) {
	if m.Reply == nil || !m.Reply.Ours {
		return cardKind{}, false
	}
	var key string
	err := b.db.Read(ctx, func(v *store.View) (err error) {
		key, err = v.KeyOf(m.Chat.ID, m.Reply.ID)
		return err
	})
	if err != nil && !errors.Is(err, store.ErrNotFound) {
		b.log.Error("a card could not be found", "event", m.Event, "err", err)
	}
	var k cardKind
	if n, err := fmt.Sscanf(key, "task/%d", new(int64)); err == nil && n == 1 {
		return k, true
	}
	n, err := fmt.Sscanf(key, "review/%d/%d", &k.scope, new(int64))
	k.review = n == 2 && err == nil
	return k, k.review
}

// cardKind says which card a message is.
type cardKind struct {
	review bool  // one of a series; else a single task
	scope  int64 // the document under review, 0 for all
}

// ordered does what a coordinator orders.
func (b *Bot) ordered(ctx context.Context, m Message, s standing) (work, error) {
	if m.What == edited {
		return b.words(m, "register.edited", nil), nil
	}
	card, under := b.cardReplied(ctx, m)
	o, ok := readOrder(m.Text, under)
	if !ok {
		return b.words(m, "register.howto", nil), nil
	}
	var shown []int64
	if under {
		shown = markedIn(m.Reply.Text)
	}
	if len(o.tasks) == 0 {
		o.tasks = shown
	}
	roster, err := b.lib.Roster(ctx)
	if err != nil {
		return nil, err
	}
	c := clerk{roster: roster, lib: b.lib, today: day.Of(b.now()), by: m.From}
	o.reason = mask.Stored(o.reason)
	switch o.steps[0].verb {
	case toReview:
		return b.startReview(m, 0), nil
	case toRest:
		return b.confirmRest(m, 0), nil
	case toAdd:
		return b.addTask(m, c, o), nil
	}
	return func(tx *store.Tx) error {
		done, err := c.do(tx, o)
		var f *fault
		if errors.As(err, &f) {
			return b.say(tx, m, note{words: f.words, data: f.data})
		}
		if err != nil {
			return err
		}
		if err := b.say(tx, m, note{words: "register.changed", data: done, key: fmt.Sprintf("task/%d", m.Event)}); err != nil {
			return err
		}
		if len(shown) == 0 {
			return nil
		}
		return b.refresh(tx, m, card, shown[0])
	}, nil
}

// markedIn finds the task of a card by its number in brackets, the first in the text.
func markedIn(text string) []int64 {
	var id int64
	if i := strings.Index(text, "〔"); i >= 0 {
		if n, err := fmt.Sscanf(text[i+len("〔"):], "%d〕", &id); n == 1 && err == nil {
			return []int64{id}
		}
	}
	return nil
}

// fault is why an order was not carried out: words for whoever gave it. Nothing was changed.
type fault struct {
	words string
	data  any
}

func (f *fault) Error() string { return "bot: order: " + f.words }

// clerk carries orders out.
type clerk struct {
	roster *units.Roster
	lib    *knowledge.Library
	today  day.Date
	by     store.Member
}

// do carries out an order on every task that it names, or on none.
func (c clerk) do(tx *store.Tx, o order) ([]words.Amended, error) {
	if len(o.tasks) == 0 {
		return nil, &fault{"register.howto", nil}
	}
	jobs, err := c.prepare(tx, o)
	if err != nil {
		return nil, err
	}
	return c.carry(jobs, o.reason)
}

// prepare works out what an order makes of each task, and changes nothing yet.
func (c clerk) prepare(tx *store.Tx, o order) ([]*job, error) {
	var out []*job
	for _, id := range o.tasks {
		j, err := c.jobOn(tx, id, o.steps)
		if err != nil {
			return nil, err
		}
		out = append(out, j)
	}
	return out, nil
}

func (c clerk) jobOn(tx *store.Tx, id int64, steps []step) (*job, error) {
	full, err := taskMeant(&tx.View, id, steps[0].verb)
	if errors.Is(err, store.ErrNotFound) {
		return nil, &fault{"register.none", id}
	}
	if err != nil {
		return nil, err
	}
	t, err := tx.Task(full.ID)
	if err != nil {
		return nil, err
	}
	j := &job{clerk: c, tx: tx, id: id, task: t, full: full}
	for _, s := range steps {
		if err := j.step(s); err != nil {
			return nil, err
		}
	}
	same, err := t.Same(j.task)
	if same && err == nil {
		err = &fault{"register.same", t.ID}
	}
	return j, err
}

// carry makes the prepared changes.
func (c clerk) carry(jobs []*job, reason string) ([]words.Amended, error) {
	var out []words.Amended
	for _, j := range jobs {
		changes, err := j.tx.Amend(c.by.ID, j.task, reason)
		if err != nil {
			return nil, err
		}
		if err := j.tx.Log(c.by.ID, "register", fmt.Sprintf("task/%d", j.task.ID), changes); err != nil {
			return nil, err
		}
		a, err := j.tell(changes)
		if err != nil {
			return nil, err
		}
		out = append(out, a)
	}
	return out, nil
}

// taskMeant is the task that an order means by a number. A decision about the
// words themselves is about them, even where another task counts for them.
func taskMeant(v *store.View, id int64, what verb) (store.Task, error) {
	if what == toReopen || what == toConfirm || what == toReject {
		t, err := v.Task(id)
		if err != nil || t.State != store.TaskEnded {
			return t, err
		}
	}
	return v.TaskInForce(id)
}

// tell says what was done.
func (j *job) tell(changes []store.TaskChange) (words.Amended, error) {
	a := words.Amended{Notes: j.notes, Into: j.task.Restates}
	for _, x := range changes {
		c, err := words.ChangeOf(x, "")
		if err != nil {
			return a, err
		}
		if x.Field != store.FieldRestates || a.Into == 0 {
			a.Changes = append(a.Changes, c)
		}
	}
	if j.mergedWith != nil {
		var err error
		if a.Lacking, err = words.Lacking(j.full, *j.mergedWith); err != nil {
			return a, err
		}
	} else {
		a.Into = 0
	}
	a.Item.Task = j.task
	return a, nil
}

// job is one order on one task.
type job struct {
	clerk
	tx         *store.Tx
	id         int64      // as named
	task       store.Task // as it stands, and as it is to be
	full       store.Task // with what other places tell of it
	mergedWith *store.Task
	notes      string
}

func (j *job) step(s step) error {
	if s.verb != toReopen {
		switch {
		case j.task.State == store.TaskEnded:
			return &fault{"register.ended", j.id}
		case j.task.State == store.TaskRejected && s.verb != toReject:
			return &fault{"register.rejected", j.id}
		}
	}
	switch s.verb {
	case toConfirm:
		j.task.State = store.TaskConfirmed
	case toReject:
		j.task.State = store.TaskRejected
	case toClose:
		return j.close(s.value)
	case toReopen:
		return j.reopen()
	case toMerge:
		return j.merge(s.other)
	case toExtend:
		return j.due(s.value, true)
	case toPlus, toMinus:
		return j.units(s)
	default:
		return j.set(s)
	}
	return nil
}

func (j *job) close(evidence string) error {
	if bare(evidence) == "" {
		return &fault{"register.evidence", j.task.ID}
	}
	if j.task.Closed {
		return &fault{"register.same", j.task.ID}
	}
	j.task.Closed, j.task.Evidence = true, mask.Stored(evidence)
	return nil
}

// reopen undoes 销号, a merge, or 不是任务; what was is kept.
func (j *job) reopen() error {
	switch {
	case j.task.State == store.TaskEnded:
		return &fault{"register.ended", j.id}
	case j.task.Closed:
		j.task.Closed, j.task.Evidence = false, ""
	case j.task.State == store.TaskRejected:
		j.task.State = store.TaskProposed
	case j.task.Restates != 0:
		j.task.Restates = 0
	default:
		return &fault{"register.notclosed", j.task.ID}
	}
	return nil
}

// merge makes the task a second wording of another one.
func (j *job) merge(other int64) error {
	head, err := j.tx.TaskInForce(other)
	if errors.Is(err, store.ErrNotFound) {
		return &fault{"register.none", other}
	}
	if err != nil {
		return err
	}
	switch {
	case head.Root == j.task.Root:
		return &fault{"register.itself", j.task.ID}
	case head.State == store.TaskRejected:
		return &fault{"register.rejected", head.ID}
	case !head.InForce():
		return &fault{"register.ended", head.ID}
	}
	j.task.Restates, j.mergedWith = head.ID, &head
	return nil
}

func (j *job) set(s step) error {
	switch s.field {
	case store.FieldDue:
		return j.due(s.value, false)
	case store.FieldLead, store.FieldSupport:
		return j.units(s)
	case store.FieldTarget:
		j.task.Target = mask.Stored(s.value)
	case store.FieldWhat:
		j.task.What = mask.Stored(s.value)
	}
	return nil
}

// units sets, adds or takes away units. A name that the roster does not know changes nothing.
func (j *job) units(s step) error {
	mentions := j.roster.Cell(s.value)
	if len(mentions) == 0 {
		return &fault{"register.unit", s.value}
	}
	for _, x := range mentions {
		if !x.Group && (!x.Known || len(x.Ambiguous) > 1) {
			return &fault{"register.unit", x.Text}
		}
	}
	role := store.Role(s.field)
	said := knowledge.UnitRows(role, mentions, j.roster)
	list := j.full.Of(role)
	switch s.verb {
	case toPlus:
		for _, u := range said {
			if !slices.Contains(list, u) {
				list = append(list, u)
			}
		}
	case toMinus:
		list = slices.DeleteFunc(slices.Clone(list), func(u store.TaskUnit) bool { return slices.Contains(said, u) })
	default:
		list = said
	}
	j.task.SetUnits(role, list)
	j.full.SetUnits(role, list)
	return nil
}

// due sets a date as a coordinator says it. Where no day can be read, nothing is changed.
func (j *job) due(said string, later bool) error {
	d, notes, ok := dueOf(said, j.today, j.lib.Calendar())
	if !ok {
		return &fault{"register.date", said}
	}
	if later {
		if d.To.IsZero() {
			return &fault{"register.date", said}
		}
		if now := j.full.DueTo; !now.IsZero() && !d.To.After(now) {
			return &fault{"register.earlier", struct {
				No        int64
				Now, Said string
			}{j.task.ID, words.Date(now), said}}
		}
	}
	j.task.SetDue(d)
	j.notes = notes
	return nil
}

// dueOf reads a due time. A span counted from today is none: an order names a day.
func dueOf(said string, today day.Date, cal *day.Calendar) (store.Due, string, bool) {
	e := when.Parse(said, today, cal)
	d := store.Due{Text: bare(said), Kind: string(e.Kind), From: e.Start, To: e.End, Recurrence: e.Recur}
	switch e.Kind {
	case when.Unknown, when.Past, when.AsOf, when.Computed, when.Duration, when.Anchored:
		return d, "", false
	case when.Open, when.Urgent:
		d.From, d.To = day.Date{}, day.Date{}
	case when.Fuzzy:
		if e.End.IsZero() {
			return d, "", false
		}
	}
	notes, err := words.Notes(e)
	return d, notes, err == nil
}

// addTask puts a task of the coordinator's own into the register.
func (b *Bot) addTask(m Message, c clerk, o order) work {
	return func(tx *store.Tx) error {
		j := job{clerk: c, tx: tx, task: store.Task{Origin: "coordinator", State: store.TaskConfirmed, Strength: "normal"}}
		for _, s := range o.steps[1:] {
			if s.field == store.FieldWhat && s.value == "" {
				return b.say(tx, m, note{words: "register.empty"})
			}
			err := j.set(s)
			var f *fault
			if errors.As(err, &f) {
				return b.say(tx, m, note{words: f.words, data: f.data})
			}
			if err != nil {
				return err
			}
		}
		if j.task.DueText == "" {
			j.ownDue()
		}
		j.task.Source = j.task.What
		id, err := tx.AddTask(j.task)
		if err != nil {
			return err
		}
		if j.task, err = tx.Task(id); err != nil {
			return err
		}
		if err := tx.Log(m.From.ID, "register", fmt.Sprintf("task/%d", id), map[string]any{"added": j.task.What, "due": j.task.Due(), "units": j.task.Units, "reason": o.reason}); err != nil {
			return err
		}
		a := words.Amended{Item: words.Item{Task: j.task, Today: c.today}, Notes: j.notes}
		return b.say(tx, m, note{words: "register.added", data: a, key: fmt.Sprintf("task/%d", m.Event)})
	}
}

// ownDue takes the due time from the task's own words, where they name one only.
func (j *job) ownDue() {
	list := when.Find(j.task.What, j.today, j.lib.Calendar())
	if len(list) != 1 {
		return
	}
	if d, notes, ok := dueOf(list[0].Text, j.today, j.lib.Calendar()); ok {
		j.task.SetDue(d)
		j.notes = notes
	}
}
