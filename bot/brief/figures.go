package brief

import (
	"fmt"
	"maps"
	"slices"
	"time"

	"liangshan/store"
	"liangshan/store/day"
)

// Source is what a brief is made of: one read of the store.
type Source struct {
	Ledger    store.Ledger
	Focus     store.Focus
	Before    []store.Update   // confirmed, that count for the span before
	Latest    []store.Update   // where the tasks' status comes from
	Cases     []store.Problem  // the problems that are carried on, the closed ones too
	Evidence  []store.Evidence // what proves the updates of the span
	Documents []store.Document
	Calendar  *day.Calendar
	Rules     Rules
	Imprint   store.Imprint
	Today     day.Date // when it is made
}

// Figures is a ledger with all that is shown of it.
type Figures struct {
	store.Ledger
	Focus    store.Focus
	Rules    Rules
	Imprint  store.Imprint
	Today    day.Date
	Previous store.Span
	Items    []Item      // the tasks in force, numbered
	Late     []Item      // overdue
	Soon     []Item      // due within Rules.Near days
	Stuck    []Item      // 受阻
	Stray    []Statement // 受阻 as well, under no task
	Next     []Item      // the next nodes, soonest first
	Decide   []Decision
	Units    []Unit
	Problems []Problem
	Evidence []Proof

	at map[int64]int // of the items, by task
}

// Item is one task as the ledger shows it.
type Item struct {
	No       int
	Task     store.Task
	Doc      store.Document // zero for one that a coordinator added
	Light    Light
	Why      []string
	Pace     *Pace
	DaysLeft int // to the due day; below 0 is overdue
	Workdays int // left, -1 where the calendar of a year on the way is not known
	Said     []Statement
	Shown    []Statement // of Said, what is shown: all of a short span, the last of a long one
	Last     *Statement  // where its status comes from
}

// Statement is one record of an update, with what it says about.
type Statement struct {
	Update  *store.Update // never nil
	Record  *store.Record // never nil; of Update
	Task    *store.Task
	Changes []Change
	Times   int  // how many it stands for, 0 for itself alone
	Again   bool // the same task had a problem in the span before
}

// Change is a figure against the department's own figure of the same name and
// unit in the span before.
type Change struct {
	Metric store.Metric
	Before float64
	At     time.Time // when Before was said
	Diff   float64
}

// Unit is one department with what it said.
type Unit struct {
	store.DepartmentLine
	Led   int // open tasks that it leads
	Said  []Statement
	Shown []Statement // of Said, what is shown
}

// Read works out the figures.
func Read(s Source) Figures {
	f := Figures{Ledger: s.Ledger, Focus: s.Focus, Rules: s.Rules, Imprint: s.Imprint, Today: s.Today, Previous: s.Ledger.Span.Previous()}
	f.readItems(s)
	f.readSaid(s)
	f.readUnits()
	f.readProblems(s)
	f.readEvidence(s.Evidence)
	return f
}

func (f *Figures) readItems(s Source) {
	docs := map[int64]store.Document{}
	for _, d := range s.Documents {
		docs[d.ID] = d
	}
	said := map[int64]day.Date{}
	for _, u := range s.Latest {
		for _, r := range u.Records {
			said[r.ID] = day.Of(u.SentAt)
		}
	}
	left := map[day.Date]int{} // many tasks are due on one day
	for i, t := range s.Ledger.Tasks {
		it := Item{No: i + 1, Task: t, Doc: docs[t.DocumentID], Workdays: -1}
		it.Pace = paceOf(t, it.Doc.Issued, said[t.Latest], f.AsOf)
		it.Light, it.Why = s.Rules.lightOf(t, it.Pace, f.AsOf)
		if !t.DueTo.IsZero() {
			it.DaysLeft = t.DueTo.Sub(f.AsOf)
			n, ok := left[t.DueTo]
			if !ok {
				n = workdays(s.Calendar, f.AsOf, t.DueTo)
				left[t.DueTo] = n
			}
			it.Workdays = n
		}
		f.Items = append(f.Items, it)
	}
}

// workdays counts the workdays left, or -1 where a year's notice is not known.
func workdays(cal *day.Calendar, from, to day.Date) int {
	if to.Before(from) {
		return -1
	}
	for y := from.Year; y <= to.Year; y++ {
		if !cal.Covers(y) {
			return -1
		}
	}
	return cal.Workdays(from, to)
}

// readSaid files the span's statements and the latest ones under their tasks.
func (f *Figures) readSaid(s Source) {
	at := map[int64]int{}
	byLatest := map[int64]int{}
	for i, it := range f.Items {
		at[it.Task.ID] = i
		if it.Task.Latest != 0 {
			byLatest[it.Task.Latest] = i
		}
	}
	f.at = maps.Clone(at)
	for row, task := range s.Ledger.Rows {
		if i, ok := at[task]; ok {
			at[row] = i
		}
	}
	past := history(s.Before, at)
	for n := range f.Updates {
		u := &f.Updates[n]
		for k := range u.Records {
			r := &u.Records[k]
			st := Statement{Update: u, Record: r}
			if i, ok := at[r.TaskID]; ok {
				st.Task = &f.Items[i].Task
				st.Again = past.trouble[i] && troubled(r)
				f.Items[i].Said = append(f.Items[i].Said, st)
			}
		}
	}
	for i := range f.Items {
		past.compare(f.Items[i].Said)
		f.Items[i].Shown = f.lastOf(f.Items[i].Said)
	}
	for n := range s.Latest {
		u := &s.Latest[n]
		for k := range u.Records {
			if i, ok := byLatest[u.Records[k].ID]; ok {
				f.Items[i].Last = &Statement{Update: u, Record: &u.Records[k], Task: &f.Items[i].Task}
			}
		}
	}
	for i := range f.Items {
		it := &f.Items[i]
		for _, s := range it.Said { // the latest statement of the span bears its changes
			if it.Last != nil && s.Record.ID == it.Last.Record.ID {
				it.Last = &s
			}
		}
	}
	f.readLists()
}

// readLists sorts the tasks into the lists that a leader reads.
func (f *Figures) readLists() {
	for _, it := range f.Items {
		switch {
		case it.Task.Overdue(f.AsOf):
			f.Late = append(f.Late, it)
		case it.Task.DueWithin(f.AsOf, f.Rules.Near):
			f.Soon = append(f.Soon, it)
		}
		if it.Open() && it.Task.Status == store.RecordBlocked {
			f.Stuck = append(f.Stuck, it)
		}
		if it.Open() && it.Task.Recurrence == "" && !it.Task.DueTo.IsZero() && !it.Task.DueTo.Before(f.AsOf) {
			f.Next = append(f.Next, it)
		}
	}
	f.Late, f.Soon, f.Next = byDue(f.Late), byDue(f.Soon), byDue(f.Next)
	f.Next = f.Next[:min(len(f.Next), f.Rules.Next)]
}

// byDue orders by due day. Items are large: each is moved once.
func byDue(list []Item) []Item {
	order := make([]int, len(list))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(i, j int) int { return list[i].Task.DueTo.Sub(list[j].Task.DueTo) })
	out := list[:0:0]
	for _, i := range order {
		out = append(out, list[i])
	}
	return out
}

// Open reports whether the task is neither done nor closed.
func (it Item) Open() bool { return !it.Task.Closed && it.Task.Status != store.RecordDone }

// Lead is the task's lead units.
func (it Item) Lead() []string { return it.Task.Names(store.Lead) }

// Support is the task's supporting units.
func (it Item) Support() []string { return it.Task.Names(store.Support) }

// Status is the task's status word, closed before all.
func (it Item) Status() string {
	if it.Task.Closed {
		return "closed"
	}
	return string(it.Task.Status)
}

// readUnits gathers what each department said, in the ledger's order.
func (f *Figures) readUnits() {
	said := map[string][]Statement{}
	byRecord := map[int64]Statement{}
	for _, it := range f.Items {
		for _, s := range it.Said {
			byRecord[s.Record.ID] = s
		}
	}
	for n := range f.Updates {
		u := &f.Updates[n]
		for k := range u.Records {
			r := &u.Records[k]
			s, ok := byRecord[r.ID]
			if !ok {
				s = Statement{Update: u, Record: r}
			}
			if s.Task == nil && r.Status == store.RecordBlocked {
				f.Stray = append(f.Stray, s)
			}
			if !u.Nil || s.Task != nil { // a nil report says nothing of anything
				said[r.Department.Name] = append(said[r.Department.Name], s)
			}
		}
	}
	led := map[string]int{}
	for _, it := range f.Items {
		for _, u := range it.Task.Units {
			if u.Role == store.Lead && u.Kind != "group" && it.Open() {
				led[u.Name]++
			}
		}
	}
	for _, d := range f.Departments {
		f.Units = append(f.Units, Unit{DepartmentLine: d, Led: led[d.Department.Name], Said: said[d.Department.Name], Shown: f.lastOf(said[d.Department.Name])})
	}
}

// ItemOf is the task that a statement is about, nil where it is under none.
func (f *Figures) ItemOf(s Statement) *Item { return f.item(s.Task) }

func (f *Figures) item(t *store.Task) *Item {
	if t == nil {
		return nil
	}
	if i, ok := f.at[t.ID]; ok {
		return &f.Items[i]
	}
	return nil
}

// foldDays is how long a span may be for every statement to be shown; of a longer
// one, each department's last on each task stands for the others.
const foldDays = 31

// lastOf keeps the last statement on each task, and all that are under none.
func (f *Figures) lastOf(said []Statement) []Statement {
	if f.Span.To.Sub(f.Span.From) < foldDays {
		return said
	}
	last := map[int64]int{}
	times := map[int64]int{}
	for i, s := range said {
		if s.Task != nil {
			last[s.Task.ID] = i
			times[s.Task.ID]++
		}
	}
	var out []Statement
	for i, s := range said {
		if s.Task != nil {
			if last[s.Task.ID] != i {
				continue
			}
			s.Times = times[s.Task.ID]
		}
		out = append(out, s)
	}
	return out
}

func troubled(r *store.Record) bool {
	return len(r.Problems) > 0 || r.Status == store.RecordBlocked
}

// past is what was said in the span before.
type past struct {
	figures map[figureKey]figure
	trouble map[int]bool // by the task's place among the items
}

type figure struct {
	value float64
	at    time.Time
}

func history(before []store.Update, at map[int64]int) past {
	p := past{map[figureKey]figure{}, map[int]bool{}}
	for n := range before {
		u := &before[n]
		for k := range u.Records {
			r := &u.Records[k]
			if i, ok := at[r.TaskID]; ok && troubled(r) {
				p.trouble[i] = true
			}
			for _, m := range r.Metrics {
				p.figures[keyOf(r, m)] = figure{m.Value, u.SentAt}
			}
		}
	}
	return p
}

// figureKey names a department's figure about a task.
type figureKey struct {
	department, task int64
	name, unit       string
}

func keyOf(r *store.Record, m store.Metric) figureKey {
	return figureKey{r.Department.ID, r.TaskID, m.Name, m.Unit}
}

// compare puts the change beside the last figure of each name.
func (p past) compare(said []Statement) {
	done := map[figureKey]bool{}
	for i := len(said) - 1; i >= 0; i-- {
		for _, m := range said[i].Record.Metrics {
			key := keyOf(said[i].Record, m)
			before, ok := p.figures[key]
			if !ok || done[key] || !before.at.Before(said[i].Update.SentAt) {
				continue
			}
			done[key] = true
			said[i].Changes = append(said[i].Changes, Change{Metric: m, Before: before.value, At: before.at, Diff: round(m.Value-before.value, 6)})
		}
	}
}

// Link is the address of the source message, "" where Telegram has none: only
// messages of a supergroup can be pointed at.
func (s Statement) Link() string { return Link(s.Update.ChatID, s.Update.MessageID) }

// supergroup is where the numbers of supergroups start, downwards.
const supergroup = -1_000_000_000_000

// Link is the address of a message in a supergroup, else "".
func Link(chat, message int64) string {
	if chat >= supergroup || message <= 0 {
		return ""
	}
	return fmt.Sprintf("https://t.me/c/%d/%d", supergroup-chat, message)
}

// Source names the message as the command line does.
func (s Statement) Source() string {
	if s.Update.MessageID == 0 {
		return ""
	}
	return fmt.Sprintf("%d/%d", s.Update.ChatID, s.Update.MessageID)
}

// Name is the statement's matter: its task, else the words that name it, else how it begins.
func (s Statement) Name() string {
	switch {
	case s.Task != nil:
		return s.Task.What
	case s.Record.Hint != "":
		return s.Record.Hint
	}
	r := []rune(s.Record.Text)
	if len(r) > 30 {
		return string(r[:29]) + "…"
	}
	return s.Record.Text
}

// Approximate reports whether the sender's figures were said to be about.
func (s Statement) Approximate() bool { return s.has("approx") }

// Derived reports whether the percent was worked out from done and total.
func (s Statement) Derived() bool { return s.has("derived_percent") }

func (s Statement) has(flag string) bool {
	for _, f := range s.Update.Flags {
		if f == flag {
			return true
		}
	}
	return false
}

// ChangesOf is how a figure changed: none or one.
func (s Statement) ChangesOf(m store.Metric) []Change {
	for _, c := range s.Changes {
		if c.Metric == m {
			return []Change{c}
		}
	}
	return nil
}
