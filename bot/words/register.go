package words

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"

	"liangshan/knowledge"
	"liangshan/knowledge/outline"
	"liangshan/store"
	"liangshan/store/day"
)

// fold is how many rows a list may show before it is folded.
const fold = 5

// Folds reports whether a list is so long that it is shown folded.
func (l TaskList) Folds() bool {
	return len(l.Tasks)+len(l.Overdue)+len(l.Rhythms) > fold
}

// Tally counts tasks by status, and of all of them the overdue ones, last; what is not there is left out.
func (l TaskList) Tally() []Tally {
	return tally(l.Tasks, l.Today)
}

// Tally is how many tasks have a status.
type Tally struct {
	Code string
	N    int
}

func tally(tasks []store.Task, today day.Date) []Tally {
	n := map[string]int{}
	for _, t := range tasks {
		i := Item{Task: t, Today: today}
		n[i.Status()]++
		if i.Overdue() {
			n["overdue"]++
		}
	}
	var out []Tally
	for _, code := range []string{"blocked", "behind", "in_progress", "not_started", "done", "closed", "overdue"} {
		if n[code] > 0 {
			out = append(out, Tally{code, n[code]})
		}
	}
	return out
}

// Mark is the number by which people name the task.
func (i Item) Mark() string { return fmt.Sprintf("〔%d〕", i.Task.ID) }

// DatesApart reports whether the days say more than the words of the due time.
func (i Item) DatesApart() bool {
	return !i.Task.DueTo.IsZero() && i.Task.Recurrence == "" && !strings.Contains(i.Task.DueText, Date(i.Task.DueTo))
}

// FromApart reports whether the time has a beginning of its own.
func (i Item) FromApart() bool {
	return !i.Task.DueFrom.IsZero() && i.Task.DueFrom != i.Task.DueTo && i.Task.DueKind == "range"
}

// InDoubt reports whether the task has doubts that nobody has looked at.
func (i Item) InDoubt() bool { return i.Task.State == store.TaskProposed && len(i.Task.Doubts) > 0 }

// Doubts says the task's doubts, each in a sentence.
func (i Item) Doubts() ([]string, error) {
	var out []string
	for _, d := range i.Task.Doubts {
		line, err := Doubt(outline.Doubt{Code: d.Code, Args: d.Args, Seq: i.Task.Seq})
		if err != nil {
			return nil, err
		}
		out = append(out, line)
	}
	return out, nil
}

// Change is one change of a task, to be shown.
type Change struct {
	Field    store.Field
	Old, New string // as a clerk writes it; "" for nothing
	Reason   string
	By       string // who; "" for a new version of the document
	On       day.Date
}

// ChangeOf reads a recorded change.
func ChangeOf(c store.TaskChange, by string) (Change, error) {
	out := Change{Field: c.Field, Reason: c.Reason, By: by, On: day.Of(c.At)}
	if c.By == 0 {
		out.Reason = ""
	}
	var err error
	if out.Old, err = valueWords(c.Field, c.Old); err != nil {
		return out, err
	}
	out.New, err = valueWords(c.Field, c.New)
	return out, err
}

// valueWords prints a recorded value.
func valueWords(f store.Field, raw json.RawMessage) (string, error) {
	var t store.Task
	if err := t.SetValue(f, raw); err != nil {
		return "", err
	}
	switch f {
	case store.FieldWhat:
		return t.What, nil
	case store.FieldTarget:
		return t.Target, nil
	case store.FieldDue:
		return dueWords(t), nil
	case store.FieldLead, store.FieldSupport:
		return strings.Join(t.Names(store.Role(f)), "、"), nil
	case store.FieldState:
		return Line("task."+string(t.State), nil)
	case store.FieldClosed:
		return Line("task.closed."+strconv.FormatBool(t.Closed), nil)
	case store.FieldRestates:
		if t.Restates == 0 {
			return "", nil
		}
		return fmt.Sprintf("〔%d〕", t.Restates), nil
	}
	return "", fmt.Errorf("words: field %q", f)
}

func dueWords(t store.Task) string {
	if i := (Item{Task: t}); i.DatesApart() {
		return fmt.Sprintf("%s（%s）", t.DueText, Date(t.DueTo))
	}
	return t.DueText
}

// differing lists where two readings of a task differ in what a department must know.
func differing(was, now store.Task) ([]Change, error) {
	var out []Change
	for _, f := range []store.Field{store.FieldWhat, store.FieldDue, store.FieldTarget, store.FieldLead, store.FieldSupport} {
		var c Change
		for _, x := range []struct {
			task *store.Task
			to   *string
		}{{&was, &c.Old}, {&now, &c.New}} {
			raw, err := json.Marshal(x.task.Value(f))
			if err != nil {
				return nil, err
			}
			if *x.to, err = valueWords(f, raw); err != nil {
				return nil, err
			}
		}
		if c.Field = f; c.Old != c.New {
			out = append(out, c)
		}
	}
	return out, nil
}

// receipt is what became of a file, with what the templates ask of it.
type receipt struct {
	knowledge.Receipt
	Docs     map[int64]store.Document
	Unlisted []string
}

// Receipt says what became of a file, and which units it names that the roster does not have.
func Receipt(r knowledge.Receipt, unlisted []string) (Text, error) {
	if r.Refusal != nil {
		return Say("receipt.refused", r)
	}
	return Say("receipt", receipt{r, map[int64]store.Document{r.Document.ID: r.Document}, unlisted})
}

// Items is tasks with their doubts.
func (r receipt) Items(tasks []store.Task) []Item {
	return TaskList{Docs: r.Docs}.Items(tasks)
}

// Folds reports whether a list is so long that it is shown folded.
func (r receipt) Folds(n int) bool { return n > fold }

// Heads says the doubts about the document as a whole.
func (r receipt) Heads() ([]string, error) {
	var out []string
	for _, d := range r.Headline {
		line, err := Doubt(d)
		if err != nil {
			return nil, err
		}
		out = append(out, line)
	}
	return out, nil
}

// renewed is a task as it is now, with what changed.
type renewed struct {
	Item
	Diff []Change
}

// Pairs is the changed tasks with what changed.
func (r receipt) Pairs() ([]renewed, error) {
	var out []renewed
	for i, now := range r.Changes.Changed {
		diff, err := differing(r.Changes.Was[i], now)
		if err != nil {
			return nil, err
		}
		out = append(out, renewed{Item{i + 1, now, r.Document, day.Date{}}, diff})
	}
	return out, nil
}

// Review is a task that a coordinator looks at.
type Review struct {
	Item
	Left    int  // doubtful tasks left, this one included
	Single  bool // the card shows this task only
	Changes []Change
}

// Register is what /register shows.
type Register struct {
	Total, Doubtful, Clear, Confirmed int
	Again                             int // doubtful wordings of tasks that count elsewhere
	Tally                             []Tally
}

// RegisterOf counts a register in force; doubtful is how many wordings wait for a look.
func RegisterOf(tasks []store.Task, doubtful int, today day.Date) Register {
	r := Register{Total: len(tasks), Tally: tally(tasks, today)}
	for _, t := range tasks {
		switch {
		case t.State == store.TaskConfirmed:
			r.Confirmed++
		case len(t.Doubts) == 0:
			r.Clear++
		default:
			r.Doubtful++
		}
	}
	r.Again = doubtful - r.Doubtful
	return r
}

// Amended is what an order did to a task.
type Amended struct {
	Item
	Changes []Change
	Into    int64    // the task that it was merged into
	Lacking []Change // where the merged task said otherwise: as it was → as the other one has it
	Notes   string   // what is uncertain in a date that was read
}

// Lacking lists where a task differs from the one that it was merged into.
func Lacking(merged, into store.Task) ([]Change, error) { return differing(merged, into) }

// DocumentList is the documents of the chat's list.
type DocumentList struct {
	Current, Superseded, Repealed []store.Document
	Coordinator                   bool
}

// DocumentsOf sorts documents by their state.
func DocumentsOf(all []store.Document, coordinator bool) DocumentList {
	l := DocumentList{Coordinator: coordinator}
	for _, d := range all {
		switch d.State {
		case store.DocumentCurrent:
			l.Current = append(l.Current, d)
		case store.DocumentSuperseded:
			l.Superseded = append(l.Superseded, d)
		case store.DocumentRepealed:
			l.Repealed = append(l.Repealed, d)
		}
	}
	return l
}
