package bot

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"liangshan/bot/words"
	"liangshan/knowledge"
	"liangshan/knowledge/progress"
	"liangshan/store"
	"liangshan/store/day"
)

// card is what the sender of an update sees: what was understood, and what was not.
type card struct {
	Update  store.Update
	Items   []cardItem
	Fixed   bool // it replaces an earlier version: Changes say what differs
	Changes []change
	Proof   proof
	Stands  bool // what it would replace is still the record
	Period  periodChoice
	Quiet   string // the period of which a nil report speaks
	Whisper bool   // its doubts are for its sender in private, not for the group
}

type cardItem struct {
	Record store.Record
	State  store.ReportState // of its update
	Task   *store.Task
	Offer  []store.Task // to choose from, where the task is unclear
	Last   *statement
	Doubts []doubt
	Other  bool // speaks for another department
	Stands bool // its percentage was said with a figure that a correction has changed
}

// statement is one earlier statement about a task.
type statement struct {
	Update store.Update
	Record store.Record
}

// periodChoice is which parts may mean this month or the last.
type periodChoice struct {
	Parts      []int
	This, Last string
}

// cardFor composes the card of an update from the record alone, so that it is the
// same card after an edit, a press or a restart.
func cardFor(v *store.View, u store.Update) (card, error) {
	c := card{Update: u, Period: openPeriods(u)}
	for _, r := range u.Records {
		if u.Nil && r.TaskID == 0 && r.Hint == "" && len(r.Choices) == 0 { // it speaks of no task
			c.Quiet = r.Period
			continue
		}
		item, err := itemFor(v, u, r)
		if err != nil {
			return c, err
		}
		item.Stands = u.State == store.ReportDraft && slices.Contains(u.Flags, fmt.Sprintf("%s/%d", knowledge.PercentStands, r.Part))
		c.Items = append(c.Items, item)
	}
	proofs, err := v.EvidenceOf(u)
	if err != nil {
		return c, err
	}
	c.Proof = proofOf(proofs)
	was, err := v.Before(u)
	if errors.Is(err, store.ErrNotFound) {
		return c, nil
	}
	if err != nil {
		return c, err
	}
	c.Fixed, c.Stands = true, was.State == store.ReportConfirmed
	c.Changes, err = changes(was, u)
	return c, err
}

func itemFor(v *store.View, u store.Update, r store.Record) (cardItem, error) {
	item := cardItem{Record: r, State: u.State, Other: r.Department.ID != u.Department.ID}
	if r.TaskID != 0 {
		t, err := v.TaskInForce(r.TaskID)
		if err != nil {
			return item, err
		}
		item.Task = &t
	} else if u.State == store.ReportDraft || u.State == store.ReportConfirmed {
		for _, id := range r.Choices {
			t, err := v.TaskInForce(id)
			if err != nil {
				return item, err
			}
			item.Offer = append(item.Offer, t)
		}
	}
	own, others, err := earlier(v, u, r)
	if err != nil {
		return item, err
	}
	item.Last = own
	item.Doubts = doubts(item, others)
	return item, nil
}

// earlier finds what was said of a record's task before: by its own department
// last, and last by each other one. Only what is confirmed counts, and not what
// this update itself replaces.
func earlier(v *store.View, u store.Update, r store.Record) (own *statement, others []statement, err error) {
	var list []store.Update
	if r.TaskID != 0 {
		list, err = v.TaskStatements(r.TaskID, hintDepth)
	} else if r.Hint != "" {
		list, err = v.RecentUpdates(r.Department.ID, hintDepth)
	}
	if err != nil {
		return nil, nil, err
	}
	replaced, err := replacedBy(v, u)
	if err != nil {
		return nil, nil, err
	}
	seen := map[int64]bool{}
	for _, x := range list {
		if x.State != store.ReportConfirmed || replaced[x.ID] || x.ChatID == u.ChatID && x.MessageID == u.MessageID || x.SentAt.After(u.SentAt) || x.SentAt.Equal(u.SentAt) && x.ID > u.ID {
			continue
		}
		for _, old := range x.Records {
			same, err := sameTask(v, old, r)
			if err != nil {
				return nil, nil, err
			}
			if !same || seen[old.Department.ID] {
				continue
			}
			seen[old.Department.ID] = true
			if old.Department.ID == r.Department.ID {
				own = &statement{x, old}
			} else {
				others = append(others, statement{x, old})
			}
		}
	}
	return own, others, nil
}

// hintDepth is how many earlier updates are looked through.
const hintDepth = 40

func replacedBy(v *store.View, u store.Update) (map[int64]bool, error) {
	out := map[int64]bool{u.ID: true}
	for range 32 { // corrections of corrections
		was, err := v.Before(u)
		if errors.Is(err, store.ErrNotFound) {
			return out, nil
		}
		if err != nil {
			return nil, err
		}
		out[was.ID], u = true, was
	}
	return out, nil
}

// sameTask reports whether two records speak of one task, over versions and other wordings of it.
func sameTask(v *store.View, a, b store.Record) (bool, error) {
	if a.TaskID == b.TaskID {
		return a.TaskID != 0 || a.Hint == b.Hint, nil
	}
	if a.TaskID == 0 || b.TaskID == 0 {
		return false, nil
	}
	x, err := v.TaskInForce(a.TaskID)
	if err != nil {
		return false, err
	}
	y, err := v.TaskInForce(b.TaskID)
	return x.ID == y.ID, err
}

// openPeriods finds which parts of a draft wait to hear which month they mean.
func openPeriods(u store.Update) periodChoice {
	month := day.Of(u.SentAt).MonthStart()
	c := periodChoice{This: store.Month(month).Key, Last: store.Month(month.Add(-1)).Key}
	for _, f := range u.Flags {
		if n, ok := strings.CutPrefix(f, knowledge.AskPeriod+"/"); ok {
			if part, err := strconv.Atoi(n); err == nil {
				c.Parts = append(c.Parts, part)
			}
		}
	}
	return c
}

// settled is the flags once the period is known.
func settled(flags []string) []string {
	return slices.DeleteFunc(slices.Clone(flags), func(f string) bool { return strings.HasPrefix(f, knowledge.AskPeriod+"/") })
}

// maxOffer is how many tasks are offered; more would be a form.
const maxOffer = 4

// buttons are 确认 修改 撤销, below the choices of the first task that is unclear.
// A recorded card keeps the choices: which task is meant may be said later.
func (c card) buttons() [][]button {
	rows := c.choices()
	if c.Update.State != store.ReportDraft {
		return rows
	}
	if len(c.Period.Parts) > 0 {
		rows = append(rows, []button{
			{Text: mustLine("button.thismonth"), Data: fmt.Sprintf("month:%d:0", c.Update.ID)},
			{Text: mustLine("button.lastmonth"), Data: fmt.Sprintf("month:%d:1", c.Update.ID)},
		})
	}
	return append(rows, []button{
		{Text: mustLine("button.confirm"), Data: fmt.Sprintf("ok:%d", c.Update.ID)},
		{Text: mustLine("button.change"), Data: fmt.Sprintf("fix:%d", c.Update.ID)},
		{Text: mustLine("button.withdraw"), Data: fmt.Sprintf("no:%d", c.Update.ID)},
	})
}

func (c card) choices() [][]button {
	var rows [][]button
	for _, item := range c.Items {
		if len(item.Offer) == 0 {
			continue
		}
		offer := item.Offer[:min(len(item.Offer), maxOffer)]
		for _, t := range offer {
			rows = append(rows, []button{{Text: taskLabel(t, offer), Data: fmt.Sprintf("pick:%d:%d:%d", c.Update.ID, item.Record.ID, t.ID)}})
		}
		return append(rows, []button{{Text: mustLine("button.other"), Data: fmt.Sprintf("pick:%d:%d:0", c.Update.ID, item.Record.ID)}})
	}
	return nil
}

// taskLabel is a task's button: its words, and what tells it from another of the same words.
func taskLabel(t store.Task, among []store.Task) string {
	text := words.CutTo(30, t.What)
	for _, x := range among {
		if x.ID != t.ID && words.CutTo(30, x.What) == text {
			return strings.TrimSpace(fmt.Sprintf("〔%d〕%s %s", t.ID, words.CutTo(18, t.What), t.DueText))
		}
	}
	return text
}

// Marks is what sets an update apart: entered for another, made up later, late.
func (c card) Marks() []string {
	var out []string
	for _, f := range []string{progress.FlagOnBehalf, store.FlagStandIn, store.FlagMadeUp, progress.FlagLate} {
		if slices.Contains(c.Update.Flags, f) && (f != progress.FlagLate || len(out) == 0 || out[len(out)-1] != store.FlagMadeUp) {
			out = append(out, f)
		}
	}
	return out
}

// StandIn reports whether its writer spoke in the department's topic without being registered.
func (c card) StandIn() bool { return slices.Contains(c.Update.Flags, store.FlagStandIn) }

// Others is the departments that it speaks for beside its sender's.
func (c card) Others() []string {
	var out []string
	for _, d := range speaksForOthers(c.Update) {
		if !slices.Contains(out, d.Name) {
			out = append(out, d.Name)
		}
	}
	return out
}

// title names what a card is about in a few words.
func (c card) title() string {
	name := ""
	for _, item := range c.Items {
		if name = item.Record.Hint; item.Task != nil {
			name = item.Task.What
		}
		if name != "" {
			break
		}
	}
	if name == "" {
		name = mustLine("card.untitled")
	}
	return words.CutTo(24, name)
}

// Asking is which item the buttons ask about, 0 for none: the others wait their turn.
func (c card) Asking() int {
	for _, item := range c.Items {
		if len(item.Offer) > 0 {
			return item.Record.Part
		}
	}
	return 0
}
