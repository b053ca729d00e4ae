package store

import (
	"fmt"
	"slices"
	"time"

	"liangshan/store/day"
)

// Ledger is the office's 台账 for a span: figures are counted here and nowhere else.
// The same database, span and instant give the same Ledger.
//
// A report counts for the span when it says so, or was sent within it. It is late
// (迟报) from the cut-off of the rule that is in force for such spans, else from the
// span's end; made up (补报) when it came after the span's end and the cut-off's day
// as well. Where the cut-off lies after the span, because the rule or a holiday
// puts it there, what was sent from one cut-off to the next counts for the span,
// unless it names another time.
// Who is on leave on the due day owes nothing: 请假, not 未报.
type Ledger struct {
	Span        Span
	CutOff      time.Time // by the rule in force; zero without one
	AsOf        day.Date  // the earlier of the instant's day and the span's last
	Until       time.Time // what became of tasks and problems later is not told
	Counts      Counts
	Tasks       []Task // every task in force, once, with its status as of AsOf
	Overdue     []Task
	DueSoon     []Task
	Blocked     []Task
	Departments []DepartmentLine // who owes a report, or gave one
	Missing     []string         // who owes one and sent nothing
	Updates     []Update         // confirmed, that count for the span
	Pending     []Update         // drafts that would count: 待确认
	Rows        map[int64]int64  // every row of the tasks' duties to the task that is counted
}

// Counts are tasks by status. Overdue and DueSoon overlap with the statuses.
type Counts struct {
	Total, Done, Closed, InProgress, NotStarted, Behind, Blocked, Overdue, DueSoon int
}

// DepartmentLine is how a department reported. 未报, 零报告, 迟报 are different things.
type DepartmentLine struct {
	Department Department
	Owes       bool // leads a task that is not closed, or has a reporter
	Reported   bool // something confirmed counts for the span
	Late       bool // all of it was sent after the cut-off, or without a rule after the span's end
	MadeUp     bool // all of it was late and sent when the period was over: 补报
	OnLeave    bool // on the day it was due, so that nothing is owed
	Nil        bool // all of it says that nothing is new
	Updates    int  // records confirmed
	Pending    int  // messages that wait for 确认
}

// dueSoon is how many days ahead a due day counts as near.
const dueSoon = 7

// Ledger reads the ledger of a span as of an instant.
func (v *View) Ledger(s Span, at time.Time) (Ledger, error) {
	rule, _, err := v.RuleFor(s)
	if err != nil {
		return Ledger{Span: s}, fmt.Errorf("store: ledger: %w", err)
	}
	return v.LedgerUnder(rule, s, at)
}

// LedgerUnder reads the ledger as a rule would have it; the zero Rule for none.
func (v *View) LedgerUnder(rule Rule, s Span, at time.Time) (Ledger, error) {
	l := Ledger{Span: s, AsOf: day.Of(at)}
	if l.AsOf.After(s.To) {
		l.AsOf = s.To
	}
	takes, err := v.takingUnder(rule, &l)
	if err != nil {
		return l, err
	}
	l.Until = minTime(at, maxTime(s.End(), l.CutOff))
	if l.Tasks, err = v.Tasks(TaskFilter{AsOf: l.Until}); err != nil {
		return l, fmt.Errorf("store: ledger: %w", err)
	}
	l.countTasks()
	if l.Rows, err = v.rowsOf(l.Tasks); err != nil {
		return l, fmt.Errorf("store: ledger: %w", err)
	}
	where, args := concerns(s, l.CutOff, at)
	live, err := v.updates(`WHERE p.state IN ('draft', 'confirmed') AND `+where, args...)
	if err != nil {
		return l, fmt.Errorf("store: ledger: %w", err)
	}
	for _, u := range live {
		if !takes(&u) {
			continue
		}
		if u.State == ReportDraft {
			l.Pending = append(l.Pending, u)
		} else {
			l.Updates = append(l.Updates, u)
		}
	}
	return l, v.ledgerDepartments(&l)
}

func minTime(a, b time.Time) time.Time {
	if b.Before(a) {
		return b
	}
	return a
}

// counts picks what of an update speaks for the span: it says so, or it was sent
// within it and does not speak of an earlier time only. A quarter's figure counts
// for the week in which it was sent: no week of that quarter will be told again.
func counts(u *Update, s Span) bool {
	sentInside := s.Contains(day.Of(u.SentAt))
	if len(u.Records) == 0 {
		return sentInside
	}
	return only(u, func(r Record) bool {
		return s.Inside(r.From, r.To) || (sentInside && (r.To.IsZero() || !r.To.Before(s.From) || longer(r, s)))
	})
}

// longer reports whether a record speaks of a time of another kind than the span's
// own: a month or a quarter to a week, a quarter to a month.
func longer(r Record, s Span) bool {
	return !r.From.IsZero() && 2*(r.To.Sub(r.From)+1) >= 3*(s.To.Sub(s.From)+1)
}

// only leaves the records of an update that a test holds; false when there are none:
// 9月……，10月…… in one message are two months' reports.
func only(u *Update, holds func(Record) bool) bool {
	var kept []Record
	for _, r := range u.Records {
		if holds(r) {
			kept = append(kept, r)
		}
	}
	u.Records = kept
	return len(kept) > 0
}

// taking finds the span's cut-off, and which updates count for it.
func (v *View) taking(l *Ledger) (func(*Update) bool, error) {
	rule, _, err := v.RuleFor(l.Span)
	if err != nil {
		return nil, fmt.Errorf("store: ledger: %w", err)
	}
	return v.takingUnder(rule, l)
}

func (v *View) takingUnder(rule Rule, l *Ledger) (func(*Update) bool, error) {
	s := l.Span
	opens, closes := s.From.Start(), s.End()
	previous := s.Previous()
	if rule.Cadence == ByDays { // whose periods differ in length
		previous = rule.Before(s)
	}
	before, ruled, err := v.RuleFor(previous)
	if err != nil {
		return nil, fmt.Errorf("store: ledger: %w", err)
	}
	if ruled { // what is sent until the cut-off before is the earlier span's
		opens = maxTime(opens, before.CutOff(previous, v.cal))
	}
	if rule.Cadence != "" {
		l.CutOff = rule.CutOff(s, v.cal)
		closes = maxTime(closes, l.CutOff)
	}
	if rule.Following {
		closes = l.CutOff
	}
	if opens.Equal(s.From.Start()) && closes.Equal(s.End()) {
		return func(u *Update) bool { return counts(u, s) }, nil
	}
	return func(u *Update) bool {
		return countsBetween(u, s, !u.SentAt.Before(opens) && u.SentAt.Before(closes))
	}, nil
}

func maxTime(a, b time.Time) time.Time {
	if b.After(a) {
		return b
	}
	return a
}

// countsBetween is counts where a report is sent in the period after its own: a
// record that names no time but the month of sending goes by when it was sent.
func countsBetween(u *Update, s Span, sentInside bool) bool {
	if len(u.Records) == 0 {
		return sentInside
	}
	month := Month(day.Of(u.SentAt))
	return only(u, func(r Record) bool {
		if unsaid := r.From.IsZero() || (r.From == month.From && r.To == month.To); unsaid {
			return sentInside
		}
		return s.Inside(r.From, r.To) || (sentInside && (!r.To.Before(s.From) && !r.From.After(s.To) || longer(r, s)))
	})
}

// dueDay is the day on which the span's reports are due.
func (l *Ledger) dueDay(cal *day.Calendar) day.Date {
	if !l.CutOff.IsZero() {
		return day.Of(l.CutOff.Add(-time.Second))
	}
	if d := workdayBack(l.Span.To, cal); !d.Before(l.Span.From) {
		return d
	}
	return l.Span.To
}

// ends are the instants from which a report is late, and made up. Without a rule
// nothing but its own word, or the time since, tells 补报 from 迟报.
func (l *Ledger) ends() (late, madeUp time.Time) {
	if l.CutOff.IsZero() {
		return l.Span.End(), time.Time{}
	}
	madeUp = day.Of(l.CutOff.Add(-time.Second)).Add(1).Start()
	if end := l.Span.End(); end.After(madeUp) {
		madeUp = end
	}
	return l.CutOff, madeUp
}

func (l *Ledger) countTasks() {
	l.Counts.Total = len(l.Tasks)
	for _, t := range l.Tasks {
		l.Counts.add(t)
		switch {
		case t.Overdue(l.AsOf):
			l.Counts.Overdue++
			l.Overdue = append(l.Overdue, t)
		case t.DueWithin(l.AsOf, dueSoon):
			l.Counts.DueSoon++
			l.DueSoon = append(l.DueSoon, t)
		}
		if t.Status == RecordBlocked && !t.Closed {
			l.Blocked = append(l.Blocked, t)
		}
	}
}

func (c *Counts) add(t Task) {
	if t.Closed {
		c.Closed++
		return
	}
	switch t.Status {
	case RecordDone:
		c.Done++
	case RecordInProgress:
		c.InProgress++
	case RecordBehind:
		c.Behind++
	case RecordBlocked:
		c.Blocked++
	default:
		c.NotStarted++
	}
}

// DueWithin reports whether an open task falls due in the next days.
func (t *Task) DueWithin(today day.Date, days int) bool {
	return !t.DueTo.IsZero() && t.Recurrence == "" && !t.Closed && t.Status != RecordDone &&
		!t.DueTo.Before(today) && !t.DueTo.After(today.Add(days))
}

func (v *View) ledgerDepartments(l *Ledger) error {
	all, err := v.Departments()
	if err != nil {
		return err
	}
	reporters, err := v.Reporters()
	if err != nil {
		return err
	}
	owes := map[string]bool{}
	for _, b := range reporters {
		owes[b.Department.Name] = true
	}
	for _, t := range l.Tasks {
		for _, u := range t.Units {
			if u.Role == Lead && u.Kind != "group" && !t.Closed {
				owes[u.Name] = true
			}
		}
	}
	away, err := v.onLeave(l.dueDay(v.cal))
	if err != nil {
		return err
	}
	lines := map[string]*DepartmentLine{}
	l.tally(lines)
	for _, d := range all {
		line := lines[d.Name]
		if line == nil {
			line = &DepartmentLine{}
		}
		owed := owes[d.Name] && d.Kind != "outside"
		line.Department, line.OnLeave = d.Department, owed && away[d.Name]
		line.Owes = owed && !line.OnLeave
		if !owed && line.Updates == 0 && line.Pending == 0 && !line.Reported {
			continue
		}
		l.Departments = append(l.Departments, *line)
		if line.Owes && !line.Reported && line.Pending == 0 {
			l.Missing = append(l.Missing, d.Name)
		}
	}
	return nil
}

// tally counts who sent what. An update counts for the department that each record names.
func (l *Ledger) tally(lines map[string]*DepartmentLine) {
	lateFrom, madeUpFrom := l.ends()
	line := func(name string) *DepartmentLine {
		if lines[name] == nil {
			lines[name] = &DepartmentLine{Late: true, MadeUp: true, Nil: true}
		}
		return lines[name]
	}
	for _, u := range l.Updates {
		late := !u.SentAt.Before(lateFrom)
		madeUp := late && slices.Contains(u.Flags, FlagMadeUp) || !madeUpFrom.IsZero() && !u.SentAt.Before(madeUpFrom)
		for name, n := range speaksFor(u) {
			d := line(name)
			d.Reported = true
			d.Updates += n
			d.Late = d.Late && late
			d.MadeUp = d.MadeUp && madeUp
			d.Nil = d.Nil && u.Nil
		}
	}
	for _, u := range l.Pending {
		for name := range speaksFor(u) {
			line(name).Pending++
		}
	}
	for _, d := range lines {
		if !d.Reported {
			d.Late, d.MadeUp, d.Nil = false, false, false
		}
	}
}

func speaksFor(u Update) map[string]int {
	if len(u.Records) == 0 {
		return map[string]int{u.Department.Name: 0}
	}
	out := map[string]int{}
	for _, r := range u.Records {
		out[r.Department.Name]++
	}
	return out
}
