package bot

import (
	"errors"
	"slices"
	"time"

	"liangshan/bot/words"
	"liangshan/store"
	"liangshan/store/day"
)

// lines is what a group is told: one line, in which departments are named and nobody is called.
type lines struct {
	Dues  []dueLine
	Nodes []nodeLine
}

type dueLine struct {
	due
	Names []string
}

type nodeLine struct {
	node
	Names []string
}

func lineOf(list []reminder) lines {
	var out lines
	for _, r := range list {
		for _, d := range r.Dues {
			i := slices.IndexFunc(out.Dues, func(x dueLine) bool { return x.Rule.Cadence == d.Rule.Cadence && x.Span == d.Span })
			if i < 0 {
				i = len(out.Dues)
				out.Dues = append(out.Dues, dueLine{due: d})
			}
			out.Dues[i].Names = append(out.Dues[i].Names, r.Department.Name)
		}
		for _, n := range r.Nodes {
			i := slices.IndexFunc(out.Nodes, func(x nodeLine) bool { return x.Task.ID == n.Task.ID })
			if i < 0 {
				i = len(out.Nodes)
				out.Nodes = append(out.Nodes, nodeLine{node: n})
			}
			out.Nodes[i].Names = append(out.Nodes[i].Names, r.Department.Name)
		}
	}
	return out
}

// rollCall is how departments reported for a period, for the coordinators.
type rollCall struct {
	store.Ledger
	Rule   store.Rule
	Before []waiting
}

func (l list) words() rollCall { return rollCall{l.Ledger, l.Rule, l.Before} }

func (r rollCall) lines(keep func(store.DepartmentLine) bool) []store.DepartmentLine {
	var out []store.DepartmentLine
	for _, d := range r.Departments {
		if keep(d) {
			out = append(out, d)
		}
	}
	return out
}

// Owing is who owed a report.
func (r rollCall) Owing() []store.DepartmentLine {
	return r.lines(func(d store.DepartmentLine) bool { return d.Owes })
}

// Given is who owed one and gave it.
func (r rollCall) Given() []store.DepartmentLine {
	return r.lines(func(d store.DepartmentLine) bool { return d.Owes && d.Reported })
}

// Waiting is who owed one and has sent only what waits for 确认.
func (r rollCall) Waiting() []store.DepartmentLine {
	return r.lines(func(d store.DepartmentLine) bool { return d.Owes && !d.Reported && d.Pending > 0 })
}

// Tardy is who reported after the cut-off while the period lasted: 迟报.
func (r rollCall) Tardy() []store.DepartmentLine {
	return r.lines(func(d store.DepartmentLine) bool { return d.Late && !d.MadeUp })
}

// MadeUp is who reported when the period was over: 补报.
func (r rollCall) MadeUp() []store.DepartmentLine {
	return r.lines(func(d store.DepartmentLine) bool { return d.MadeUp })
}

// NilReports is who reported that nothing is new: 零报告.
func (r rollCall) NilReports() []store.DepartmentLine {
	return r.lines(func(d store.DepartmentLine) bool { return d.Reported && d.Nil })
}

// Unconfirmed is whose reports wait for 确认.
func (r rollCall) Unconfirmed() []store.DepartmentLine {
	return r.lines(func(d store.DepartmentLine) bool { return d.Pending > 0 })
}

// OnLeave is who owed nothing because of leave: 请假.
func (r rollCall) OnLeave() []store.DepartmentLine {
	return r.lines(func(d store.DepartmentLine) bool { return d.OnLeave })
}

// foresight is what a rule will do next.
type foresight struct {
	At      time.Time // zero: nothing within sight
	Now     bool
	Private []string
	Group   []string
	Unowned int      // tasks of nobody, for the coordinators
	Samples []string // the words, as the first in private and the group will read them
}

// sight is how far ahead a task's days are looked for.
const sight = 45 * 24 * time.Hour

// foresee finds a rule's next run after now, as things stand.
func (b *Bot) foresee(v *store.View, r store.Rule, now time.Time) (foresight, error) {
	quiet, err := v.Quiet()
	if err != nil {
		return foresight{}, err
	}
	runs, err := runsOf(v, r, quiet, now)
	if err != nil {
		return foresight{}, err
	}
	for _, at := range runs {
		round, err := b.plan(v, []store.Rule{r}, quiet, at)
		if err != nil {
			return foresight{}, err
		}
		f, err := foresightOf(round, at)
		f.Now = at.Equal(now)
		if err != nil || len(f.Private)+len(f.Group)+f.Unowned > 0 || (r.Cadence != store.ByTask && at.After(now)) {
			return f, err
		}
	}
	return foresight{}, nil
}

// runsOf are the instants from now on at which a rule may have something to say, in order.
func runsOf(v *store.View, r store.Rule, quiet store.Quiet, now time.Time) ([]time.Time, error) {
	var out []time.Time
	add := func(at, end time.Time) {
		if at = speakableFrom(v, quiet, later(at, now)); at.Before(end) {
			out = append(out, at)
		}
	}
	today, cal := day.Of(now), v.Calendar()
	if r.Cadence != store.ByTask {
		for _, s := range periodsAround(r, today) {
			add(r.RemindAt(s, cal), r.CutOff(s, cal))
		}
	} else {
		tasks, err := v.Tasks(store.TaskFilter{AsOf: now})
		if err != nil {
			return nil, err
		}
		for _, t := range tasks {
			if !stands(t) {
				continue
			}
			for _, n := range r.Nodes(t.DueTo, today, cal) {
				if n.At.Before(now.Add(sight)) {
					add(n.At, n.Until)
				}
			}
		}
	}
	slices.SortFunc(out, time.Time.Compare)
	return slices.CompactFunc(out, time.Time.Equal), nil
}

func later(a, b time.Time) time.Time {
	if a.Before(b) {
		return b
	}
	return a
}

// speakableFrom is the first instant from t on at which the bot may speak.
func speakableFrom(v *store.View, q store.Quiet, t time.Time) time.Time {
	for range 60 {
		if speakable(v, q, t) {
			return t
		}
		d := day.Of(t)
		if opens := q.To.At(d); v.Calendar().IsWorkday(d) && t.Before(opens) {
			t = opens
			continue
		}
		t = d.Add(1).Start()
	}
	return t
}

func foresightOf(r round, at time.Time) (foresight, error) {
	f := foresight{At: at}
	var inGroup []reminder
	sample := func(name string, data any) error {
		text, err := words.Say(name, data)
		f.Samples = append(f.Samples, text.Plain)
		return err
	}
	for _, x := range r.reminders {
		if len(x.private) == 0 {
			inGroup = append(inGroup, x)
			f.Group = append(f.Group, x.Department.Name)
			continue
		}
		if f.Private = append(f.Private, x.Department.Name); len(f.Private) > 1 {
			continue
		}
		if err := sample("remind.private", x); err != nil {
			return f, err
		}
	}
	if len(inGroup) > 0 {
		if err := sample("remind.group", lineOf(inGroup)); err != nil {
			return f, err
		}
	}
	if len(r.unowned) == 0 {
		return f, nil
	}
	f.Unowned = len(r.unowned[0].Nodes)
	return f, sample("remind.unowned", r.unowned[0])
}

// ruleLine is a rule with what it will do next.
type ruleLine struct {
	Rule store.Rule
	Next foresight
}

// ruleBook is everything about reminding, for a coordinator.
type ruleBook struct {
	Rules           []ruleLine
	Digests         []digestLine
	Quiet           store.Quiet
	Paused          bool
	Until           time.Time
	Away            []store.Leave
	Week            store.Span
	Sent, Reminders int
}

// book reads the rules, what they will do next, and what the bot has said this week.
func (b *Bot) book(v *store.View, now time.Time) (ruleBook, error) {
	out := ruleBook{Week: store.Week(day.Of(now))}
	rules, err := v.Rules()
	if err != nil {
		return out, err
	}
	for _, r := range rules {
		line := ruleLine{Rule: r}
		if r.On {
			if line.Next, err = b.foresee(v, r, now); err != nil {
				return out, err
			}
		}
		out.Rules = append(out.Rules, line)
	}
	var errs [5]error
	out.Digests, errs[4] = digestLines(v, now)
	out.Quiet, errs[0] = v.Quiet()
	out.Until, out.Paused, errs[1] = v.Paused(now)
	out.Away, errs[2] = v.Leaves(day.Of(now))
	out.Sent, out.Reminders, errs[3] = v.SentCount(out.Week.From.Start(), out.Week.End())
	return out, errors.Join(errs[:]...)
}
