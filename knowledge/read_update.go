package knowledge

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"liangshan/knowledge/mask"
	"liangshan/knowledge/progress"
	"liangshan/knowledge/units"
	"liangshan/store"
	"liangshan/store/day"
)

// UpdateMessage is a message that may report progress.
type UpdateMessage struct {
	Text       string
	Department string // the sender's; "" if none
	Sent       time.Time
	Forwarded  bool
	Corrects   int64 // the update that the sender points at, by a reply or an edit; 0 if none
}

// Draft is what was understood, ready to be stored, once its message and sender are filled in.
type Draft struct {
	Reading progress.Reading
	Update  store.Update
	Asked   bool // a model was asked for a proposal

	open []progress.Open // the department's open tasks
}

// how many of a department's earlier updates a correction may mean
const priorUpdates = 12

// ReadUpdate reads a message against the department's open tasks and its earlier
// updates. With a model, what no word of the message settles is read again with the
// model's proposal (propose.go); the rules decide.
func (l *Library) ReadUpdate(ctx context.Context, m UpdateMessage) (Draft, error) {
	roster, err := l.Roster(ctx)
	if err != nil {
		return Draft{}, err
	}
	d, err := l.readUpdate(ctx, m, roster, nil)
	if err == nil && l.Narrates() && d.Reading.Doubtful(d.open) {
		if p := l.propose(ctx, m.Department, d); p != nil {
			d, err = l.readUpdate(ctx, m, roster, p)
		}
		d.Asked = true
	}
	if err != nil {
		return d, fmt.Errorf("knowledge: read update: %w", err)
	}
	return d, nil
}

// readUpdate reads a message by the rules, with a proposal if there is one.
func (l *Library) readUpdate(ctx context.Context, m UpdateMessage, roster *units.Roster, p *progress.Proposal) (Draft, error) {
	var d Draft
	err := l.db.Read(ctx, func(v *store.View) (err error) {
		if d.open, err = l.openTasks(v, m.Department); err != nil {
			return err
		}
		said := progress.Message{Text: m.Text, Department: m.Department, Sent: m.Sent, Forwarded: m.Forwarded}
		if said.Previous, err = previous(v, m); err != nil {
			return err
		}
		if p == nil {
			d.Reading = progress.Read(said, d.open, roster)
		} else {
			d.Reading = progress.Decide(said, d.open, roster, *p)
		}
		if err := l.matchOthers(v, m.Department, d.Reading.Records); err != nil {
			return err
		}
		return d.fill(v, m)
	})
	return d, err
}

// matchOthers finds the tasks of records that are another unit's than the sender's among that unit's own.
func (l *Library) matchOthers(v *store.View, sender string, list []progress.Record) error {
	for i := range list {
		r := &list[i]
		if r.Department == "" || r.Department == sender {
			continue
		}
		open, err := l.openTasks(v, r.Department)
		if err != nil {
			return err
		}
		r.Task, r.Choices = progress.Match(r.TaskHint, r.Text, open)
	}
	return nil
}

// openTasks lists what the department may be speaking of.
func (l *Library) openTasks(v *store.View, department string) ([]progress.Open, error) {
	if department == "" {
		return nil, nil
	}
	tasks, err := l.register.tasks(v)
	var open []progress.Open
	for i := range tasks {
		t := &tasks[i]
		lead := t.Has(store.Lead, department)
		if !t.Closed && (lead || t.Has(store.Support, department)) {
			open = append(open, progress.Open{ID: t.ID, What: t.What, Target: t.Target, Lead: lead})
		}
	}
	return open, err
}

func previous(v *store.View, m UpdateMessage) ([]progress.Prior, error) {
	if m.Department == "" {
		return nil, nil
	}
	dep, err := v.Department(m.Department)
	if errors.Is(err, store.ErrNotFound) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	list, err := v.RecentUpdates(dep.ID, priorUpdates)
	if err != nil {
		return nil, err
	}
	var out []progress.Prior
	for _, u := range list {
		if m.Corrects != 0 && u.ID != m.Corrects {
			continue
		}
		for _, r := range u.Records {
			out = append(out, progress.Prior{ID: u.ID, Sent: u.SentAt, Record: recordBack(r)})
		}
	}
	return out, nil
}

func recordBack(r store.Record) progress.Record {
	out := progress.Record{
		Department: r.Department.Name, TaskHint: r.Hint, Task: r.TaskID, Percent: r.Percent, Status: progress.Status(statusWord(r.Status)),
		Problems: r.Problems, NextSteps: r.NextSteps, Period: r.Period, Text: r.Text,
	}
	for _, m := range r.Metrics {
		out.Metrics = append(out.Metrics, progress.Metric(m))
	}
	return out
}

// fill makes the store's form of what was read. Words are kept masked.
func (d *Draft) fill(v *store.View, m UpdateMessage) error {
	d.Update = store.Update{
		Text: mask.Stored(m.Text), SentAt: m.Sent, Nil: d.Reading.Nil, Flags: d.Reading.Flags, Corrects: m.Corrects,
	}
	if d.Update.Corrects == 0 && d.Reading.Intent == progress.IntentCorrection {
		d.Update.Corrects = d.Reading.Corrects
	}
	var err error
	if m.Department != "" {
		d.Update.Department, err = v.Department(m.Department)
		if err != nil && !errors.Is(err, store.ErrNotFound) {
			return err
		}
	}
	d.Update.Flags = append(slices.Clone(d.Reading.Flags), askedPeriods(d.Reading)...)
	for _, r := range d.Reading.Records {
		rec, err := recordOfReading(v, d.Update.Department, r)
		if err != nil {
			return err
		}
		d.Update.Records = append(d.Update.Records, rec)
	}
	if madeUp(m, d.Update.Records) {
		d.Update.Flags = append(d.Update.Flags, store.FlagMadeUp)
	}
	return nil
}

// afterwards is how many days after a period's end its report is still a regular
// one: 每月10日前报上月.
const afterwards = 10

// madeUp reports whether a message makes up for a period: 补报, or all it says is of a time long over.
func madeUp(m UpdateMessage, list []store.Record) bool {
	if strings.Contains(m.Text, "补报") || strings.Contains(m.Text, "补填") {
		return true
	}
	sent := day.Of(m.Sent)
	for _, r := range list {
		if r.To.IsZero() || sent.Sub(r.To) <= afterwards {
			return false
		}
	}
	return len(list) > 0 && m.Corrects == 0
}

func recordOfReading(v *store.View, own store.Department, r progress.Record) (store.Record, error) {
	dep := own
	if r.Department != "" && r.Department != own.Name {
		found, err := v.Department(r.Department)
		if err != nil && !errors.Is(err, store.ErrNotFound) {
			return store.Record{}, err
		}
		if err == nil {
			dep = found
		}
	}
	rec := store.Record{
		Department: dep, TaskID: r.Task, Choices: r.Choices, Hint: mask.Stored(r.TaskHint), Text: mask.Stored(r.Text), Status: recordStatus(r.Status),
		Percent: r.Percent, Period: r.Period, Problems: masked(r.Problems), NextSteps: masked(r.NextSteps),
	}
	for _, x := range r.Metrics {
		rec.Metrics = append(rec.Metrics, store.Metric(x))
	}
	rec.From, rec.To = PeriodDays(r.Period)
	return rec, nil
}

// AskPeriod marks a record whose period is open: this flag, a slash and its part's number.
const AskPeriod = "ask_period"

func askedPeriods(r progress.Reading) []string {
	var out []string
	for i, rec := range r.Records {
		if rec.AskPeriod {
			out = append(out, fmt.Sprintf("%s/%d", AskPeriod, i+1))
		}
	}
	return out
}

func masked(list []string) []string {
	var out []string
	for _, s := range list {
		out = append(out, mask.Stored(s))
	}
	return out
}

func recordStatus(s progress.Status) store.RecordStatus {
	switch s {
	case progress.Delayed:
		return store.RecordBehind
	case progress.NotStarted, progress.Done, progress.Blocked:
		return store.RecordStatus(s)
	}
	return store.RecordInProgress
}

// PeriodDays gives the days of a period as records write it: 2022, 2022-07,
// 2022-Q3, 2022-07-08, or two of them with a slash. Zero dates for anything else.
func PeriodDays(period string) (from, to day.Date) {
	first, last, both := strings.Cut(period, "/")
	if both {
		from, _ = PeriodDays(first)
		_, to = PeriodDays(last)
		return from, to
	}
	var y, n int
	switch {
	case len(period) == 10:
		d, err := day.Parse(period)
		if err != nil {
			return day.Date{}, day.Date{}
		}
		return d, d
	case len(period) == 7 && scan(period, "%4d-Q%1d", &y, &n) && n >= 1 && n <= 4:
		d := day.New(y, time.Month(3*n), 1)
		return d.QuarterStart(), d.QuarterEnd()
	case len(period) == 7 && scan(period, "%4d-%2d", &y, &n) && n >= 1 && n <= 12:
		d := day.New(y, time.Month(n), 1)
		return d, d.MonthEnd()
	case len(period) == 4 && scan(period, "%4d", &y):
		return day.New(y, time.January, 1), day.New(y, time.December, 31)
	}
	return day.Date{}, day.Date{}
}

func scan(s, format string, to ...any) bool {
	n, err := fmt.Sscanf(s, format, to...)
	return err == nil && n == len(to)
}

// FindTask finds which of a department's open tasks some words mean: one, or the
// likely ones where that is unclear.
func (l *Library) FindTask(ctx context.Context, department, words string) (task int64, choices []int64, err error) {
	err = l.db.Read(ctx, func(v *store.View) error {
		open, err := l.openTasks(v, department)
		if err != nil {
			return err
		}
		task, choices = progress.Match(words, words, open)
		return nil
	})
	if err != nil {
		return 0, nil, fmt.Errorf("knowledge: find task: %w", err)
	}
	return task, choices, nil
}
