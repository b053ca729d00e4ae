package brief

import (
	"fmt"
	"math"
	"time"

	"liangshan/store"
	"liangshan/store/day"
)

// Light is a task's colour. There is no standard for it, so the rule is always
// printed beside it, and a word always stands with it.
type Light string

// Lights.
const (
	Green  Light = "green"  // 按期
	Yellow Light = "yellow" // due soon, behind 序时进度, or said to be behind or blocked
	Red    Light = "red"    // overdue; never without a date
	Blue   Light = "blue"   // done, closed, or without a date
)

// Reasons for a light.
const (
	OnTime     = "on_time"
	DueSoon    = "due_soon"
	BehindPace = "behind_pace"
	SaidBehind = "said_behind"
	SaidStuck  = "said_blocked"
	Overdue    = "overdue"
	Done       = "done"
	Closed     = "closed"
	NoDate     = "no_date"
)

// Rules are the numbers of the lights and of what counts as near.
type Rules struct {
	Near  int     // days ahead at which an open task turns yellow
	Slack float64 // percentage points that a task may be behind 序时进度
	Next  int     // how many of the next nodes are shown
}

// DefaultRules are the rules that an office starts with.
func DefaultRules() Rules { return Rules{Near: 7, Slack: 0, Next: 5} }

// lightOf judges a task by the rule; the reason that decides comes first.
func (r Rules) lightOf(t store.Task, p *Pace, today day.Date) (Light, []string) {
	switch {
	case t.Closed:
		return Blue, []string{Closed}
	case t.Status == store.RecordDone:
		return Blue, []string{Done}
	case t.Overdue(today):
		return Red, append([]string{Overdue}, said(t)...)
	}
	why := said(t)
	if p.behind(r.Slack) {
		why = append(why, BehindPace)
	}
	if t.DueWithin(today, r.Near) {
		why = append(why, DueSoon)
	}
	switch {
	case len(why) > 0:
		return Yellow, why
	case t.DueTo.IsZero() && p == nil, t.Recurrence != "" && p == nil:
		return Blue, []string{NoDate}
	}
	return Green, []string{OnTime}
}

// said is what the department itself says of being late.
func said(t store.Task) []string {
	switch t.Status {
	case store.RecordBlocked:
		return []string{SaidStuck}
	case store.RecordBehind:
		return []string{SaidBehind}
	}
	return nil
}

// Pace is 序时进度: the share of a task's time that is over, by days, both ends counted.
type Pace struct {
	From, To    day.Date
	Past, Whole int      // days
	Elapsed     float64  // percent, one decimal
	Percent     *float64 // as reported, nil when nobody gave one
	Lag         float64  // Elapsed less Percent: above 0 is behind; 0 without a Percent
}

// paceOf works out a task's pace, or nil where it has no time of its own. said is
// the day on which its percent was given.
func paceOf(t store.Task, issued, said, today day.Date) *Pace {
	if t.Closed || t.Status == store.RecordDone {
		return nil
	}
	from, to := timeOf(t, issued, today)
	if from.IsZero() || from.After(today) || !from.Before(to) {
		return nil
	}
	p := &Pace{From: from, To: to, Past: today.Sub(from) + 1, Whole: to.Sub(from) + 1, Percent: t.Percent}
	p.Past = min(p.Past, p.Whole)
	p.Elapsed = round(float64(p.Past)*100/float64(p.Whole), 1)
	if t.Recurrence != "" && (t.Percent == nil || said.Before(from)) {
		return nil // last year's percent is not this year's
	}
	if p.Percent != nil {
		p.Lag = round(p.Elapsed-*p.Percent, 1)
	}
	return p
}

// window is how many days a task's time must have to be the time of its work;
// a shorter one (7月中旬) only says when it ends.
const window = 28

// timeOf is when the work of a task begins and ends. It begins where the task says;
// for one due at a year's end, on that year's first day unless its document is
// older; for any other, when its document was issued. A yearly one has the year
// that ends on its day.
func timeOf(t store.Task, issued, today day.Date) (from, to day.Date) {
	if t.Recurrence != "" {
		return cycle(t.Recurrence, today)
	}
	if t.DueTo.IsZero() {
		return day.Date{}, day.Date{}
	}
	first := day.New(t.DueTo.Year, 1, 1)
	switch {
	case !t.DueFrom.IsZero() && t.DueTo.Sub(t.DueFrom) >= window:
		return t.DueFrom, t.DueTo
	case t.DueTo == day.New(t.DueTo.Year, 12, 31) && (issued.IsZero() || !issued.Before(first)):
		return first, t.DueTo
	}
	return issued, t.DueTo
}

// cycle is the year that ends on the day of a yearly rule, as of today.
func cycle(rule string, today day.Date) (from, to day.Date) {
	var month, dayOfMonth int
	if n, err := fmt.Sscanf(rule, "每年%d月%d日", &month, &dayOfMonth); n != 2 || err != nil {
		return day.Date{}, day.Date{}
	}
	to = day.New(today.Year, time.Month(month), dayOfMonth)
	if to.Before(today) {
		to = day.New(today.Year+1, time.Month(month), dayOfMonth)
	}
	return day.New(to.Year-1, to.Month, to.Day).Add(1), to
}

func (p *Pace) behind(slack float64) bool { return p != nil && p.Percent != nil && p.Lag > slack }

func round(x float64, decimals int) float64 {
	f := math.Pow10(decimals)
	return math.Round(x*f) / f
}
