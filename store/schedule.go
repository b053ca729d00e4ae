package store

import (
	"fmt"
	"slices"
	"time"

	"liangshan/store/day"
)

// Clock is a time of day in minutes after midnight; 24:00 is the end of the day.
type Clock int

// EndOfDay is the cut-off of a rule that names a day and no hour.
const EndOfDay Clock = 24 * 60

// At is the instant that the clock shows on a day in Beijing.
func (c Clock) At(d day.Date) time.Time { return d.Start().Add(time.Duration(c) * time.Minute) }

// ClockOf is the time of day in Beijing at an instant.
func ClockOf(t time.Time) Clock {
	t = t.In(day.Beijing)
	return Clock(t.Hour()*60 + t.Minute())
}

// String is "17:00".
func (c Clock) String() string { return fmt.Sprintf("%02d:%02d", int(c)/60, int(c)%60) }

// MarshalText makes a Clock a JSON string.
func (c Clock) MarshalText() ([]byte, error) { return []byte(c.String()), nil }

// UnmarshalText reads what MarshalText writes, and nothing outside a day.
func (c *Clock) UnmarshalText(b []byte) error {
	var h, m int
	if n, err := fmt.Sscanf(string(b)+".", "%2d:%2d.", &h, &m); err != nil || n != 2 || h < 0 || m < 0 || m > 59 || h*60+m > int(EndOfDay) {
		return fmt.Errorf("%q is not a time of day like 17:00", b)
	}
	*c = Clock(h*60 + m)
	return nil
}

// Quiet is the hours in which nothing is said unasked; To may lie on the next day.
type Quiet struct{ From, To Clock }

// Holds reports whether c lies in the quiet hours.
func (q Quiet) Holds(c Clock) bool {
	if q.From <= q.To {
		return c >= q.From && c < q.To
	}
	return c >= q.From || c < q.To
}

// Cadence is the rhythm of a rule. There is one rule in force for each.
type Cadence string

// Cadences: 每周, 每两周, 每月几次, 每月, 每季度, 每半年, 每年, and by the due days of tasks.
const (
	Weekly      Cadence = "weekly"
	Fortnightly Cadence = "fortnightly"
	ByDays      Cadence = "days" // several days a month; a period ends on each
	Monthly     Cadence = "monthly"
	Quarterly   Cadence = "quarterly"
	HalfYearly  Cadence = "halfyearly"
	Yearly      Cadence = "yearly"
	ByTask      Cadence = "task"
)

// Months is how many months a cadence's period has, 0 where it does not go by months.
func (c Cadence) Months() int {
	return map[Cadence]int{Monthly: 1, Quarterly: 3, HalfYearly: 6, Yearly: 12}[c]
}

// LastWorkday as a month's day.
const LastWorkday = -1

// Schedule is when a rule wants what. A due day that is a rest day moves to the
// next workday, as terms do; a reminder that falls on one is given on the workday before.
type Schedule struct {
	Weekday   time.Weekday `json:"weekday,omitempty"`
	MonthDay  int          `json:"month_day,omitempty"` // held to the month's end; or LastWorkday
	Month     int          `json:"month,omitempty"`     // of a quarter, half-year or year, from 1; 0 is the first
	Days      []int        `json:"days,omitempty"`      // of every month, in order, each held to its end
	Anchor    day.Date     `json:"anchor,omitzero"`     // fortnightly: a Monday on which a period begins
	Following bool         `json:"following,omitempty"` // due in the period after the one reported on
	Due       Clock        `json:"due"`
	Ahead     int          `json:"ahead,omitempty"`    // days before the due day
	Workdays  bool         `json:"workdays,omitempty"` // Ahead counts workdays
	Steps     []int        `json:"steps,omitempty"`    // by task: days before its due day
	Overdue   bool         `json:"overdue,omitempty"`  // by task: and weekly after it
	At        Clock        `json:"at"`                 // of the reminder
}

// Period is the period of a rule that d lies in; the zero Span for a rule by task.
func (r Rule) Period(d day.Date) Span {
	switch r.Cadence {
	case Weekly:
		return Week(d)
	case Monthly, Quarterly, HalfYearly, Yearly:
		n := r.Cadence.Months()
		from := day.New(d.Year, (d.Month-1)/time.Month(n)*time.Month(n)+1, 1)
		return Between(from, from.AddMonths(n).Add(-1))
	case ByDays:
		return r.untilDay(d)
	case Fortnightly:
		n := d.Monday().Sub(r.Anchor) / 7
		from := d.Monday()
		if n%2 != 0 {
			from = from.Add(-7)
		}
		return Between(from, from.Add(13))
	}
	return Span{}
}

// untilDay is the period that ends on the first of the rule's days from d on.
func (r Rule) untilDay(d day.Date) Span {
	var before, end day.Date
	month := d.MonthStart().AddMonths(-1)
	for range 3 {
		for _, n := range r.Days {
			due := month.Add(min(n, month.MonthEnd().Day) - 1)
			if !due.Before(d) {
				if end.IsZero() {
					end = due
				}
			} else {
				before = due
			}
		}
		month = month.AddMonths(1)
	}
	return Between(before.Add(1), end)
}

// Next is the period after s, Before the one before it.
func (r Rule) Next(s Span) Span { return r.Period(s.To.Add(1)) }

// Before is the period before s.
func (r Rule) Before(s Span) Span { return r.Period(s.From.Add(-1)) }

// DueDay is the day by which a period's report is due, before rest days are looked at.
func (r Rule) DueDay(s Span, cal *day.Calendar) day.Date {
	if r.Following {
		s = r.Next(s)
	}
	into := (int(r.Weekday) + 6) % 7
	month := Month(s.From.AddMonths(max(r.Month, 1) - 1))
	switch {
	case r.Cadence == ByDays:
		return s.To
	case r.Cadence.Months() > 0 && r.MonthDay == LastWorkday:
		return workdayBack(month.To, cal)
	case r.Cadence.Months() > 0:
		return month.From.Add(min(r.MonthDay, month.To.Day) - 1)
	case r.Cadence == Fortnightly && !r.Following:
		return s.From.Add(7 + into)
	}
	return s.From.Add(into)
}

// CutOff is the instant from which a period's report is late.
func (r Rule) CutOff(s Span, cal *day.Calendar) time.Time {
	return r.Due.At(workdayOn(r.DueDay(s, cal), cal))
}

// RemindAt is when whoever still owes a period's report is reminded of it.
func (r Rule) RemindAt(s Span, cal *day.Calendar) time.Time {
	d := workdayOn(r.DueDay(s, cal), cal)
	if r.Workdays {
		return r.At.At(cal.AddWorkdays(d, -r.Ahead))
	}
	return r.At.At(workdayBack(d.Add(-r.Ahead), cal))
}

func workdayBack(d day.Date, cal *day.Calendar) day.Date {
	for !cal.IsWorkday(d) {
		d = d.Add(-1)
	}
	return d
}

func workdayOn(d day.Date, cal *day.Calendar) day.Date {
	for !cal.IsWorkday(d) {
		d = d.Add(1)
	}
	return d
}

// Node is one moment at which a task's due day is spoken of.
type Node struct {
	Key       string // names it among the nodes of a due day: "7", "overdue/2"
	At, Until time.Time
}

// nodeLife is how late a node may come: a week, when the next is due anyway.
const nodeLife = 7 * 24 * time.Hour

// Nodes are the moments of a due day around now, in order. Nodes that rest days
// push onto one moment share it.
func (r Rule) Nodes(due, now day.Date, cal *day.Calendar) []Node {
	var out []Node
	for _, k := range r.Steps {
		out = append(out, Node{Key: fmt.Sprint(k), At: r.At.At(workdayBack(due.Add(-k), cal))})
	}
	if r.Overdue {
		for j := max(1, now.Sub(due)/7-2); j <= max(1, now.Sub(due)/7+2); j++ {
			d := workdayBack(due.Add(7*j), cal)
			if !d.After(due) {
				d = workdayOn(due.Add(7*j), cal)
			}
			out = append(out, Node{Key: fmt.Sprintf("overdue/%d", j), At: r.At.At(d)})
		}
	}
	slices.SortStableFunc(out, func(a, b Node) int { return a.At.Compare(b.At) })
	for i := range out {
		out[i].Until = out[i].At.Add(nodeLife)
		for _, next := range out[i+1:] {
			if next.At.After(out[i].At) {
				out[i].Until = minTime(out[i].Until, next.At)
				break
			}
		}
		if end := due.Add(1).Start(); out[i].At.Before(end) {
			out[i].Until = minTime(out[i].Until, end)
		}
	}
	return out
}
