package progress

import (
	"slices"

	"liangshan/store/day"
)

// Amend adds to a record that speaks of part of an earlier one what it leaves alone:
// 更正：森林抚育是2060亩 changes one figure, and nothing else of what was said. on is
// the day on which it was said.
//
// A percentage follows where it was worked out from the figures. One that was said
// stays; asks reports that a figure of the work has changed since, so that somebody
// should say whether it still holds.
func Amend(now, was Record, on day.Date) (out Record, asks bool) {
	t := fold(now.Text)
	p := newParser(t, 0, on)
	fixes := isCorrection(t.s)
	if fixes {
		p.dropDenied(0)
		p.dropReferences()
	}
	out = now
	if out.Task == 0 && was.TaskHint != "" && MayConcern(now, was) {
		out.TaskHint, out.Task, out.Choices = was.TaskHint, was.Task, was.Choices
	}
	if was.Period != "" && !p.namesPeriod(fixes) {
		out.Period, out.AskPeriod = was.Period, false
	}
	p.rename(out.Metrics, was.Metrics)
	var moved bool // a figure of the work, which the percentage may have gone with
	out.Metrics, moved = merged(was.Metrics, out.Metrics)
	out.Problems = stillStands(was.Problems, now.Problems, now.Text)
	out.NextSteps = stillStands(was.NextSteps, now.NextSteps, "")
	if now.Percent == nil {
		out.Percent, asks = was.Percent, moved && was.Percent != nil
		if v, ok := derive(partsOf(out.Metrics), out.TaskHint); ok && derivedFrom(was) {
			out.Percent, asks = &v, false
		}
	}
	if !stateful(t.s) {
		out.Status = was.Status
	}
	out.Status = fitting(out.Status, out.Percent)
	return out, asks
}

// fitting makes a status agree with a percentage.
func fitting(s Status, percent *float64) Status {
	switch {
	case percent != nil && *percent >= 100 && s == InProgress:
		return Done
	case percent != nil && *percent < 100 && s == Done:
		return InProgress
	}
	return s
}

// Resemblance counts what a later record shares with an earlier one: the task's
// words, the figures' names, values and units. 0 when they have nothing in common.
func Resemblance(now, was Record) int {
	return resemblance(was, fold(now.TaskHint+" "+now.Text).s)
}

// MayConcern reports whether a later record may speak of the task of an earlier one:
// it names no task, or the same in other words, or counts nothing of a task of its own.
func MayConcern(now, was Record) bool {
	own := len(now.Metrics) > 0 || now.Percent != nil || now.Task != 0 && now.Task != was.Task
	return now.TaskHint == "" || was.TaskHint == "" || !own || sameWork(now.TaskHint, was.TaskHint)
}

// sameWork reports whether two names mean one piece of work in longer and shorter
// words: half the pairs of characters of the shorter one stand in both.
func sameWork(a, b string) bool {
	a, b = fold(a).s, fold(b).s
	short := min(len(pairsOf(a)), len(pairsOf(b)))
	return a == b || short > 0 && 2*pairsShared(a, b) >= short
}

// namesPeriod reports whether the words say what time is reported on. In a correction
// a day or a week may be that of the earlier message.
func (p *parser) namesPeriod(fixes bool) bool {
	return slices.ContainsFunc(p.periods, func(e period) bool {
		return e.key != "" && !e.deadline && e.grain > byDay && !(fixes && (e.grain == byWeek || e.grain == byDate))
	})
}

// merged puts new figures in the place of the old ones that they replace. moved
// reports that a figure of the work, not of its means, has another value now.
func merged(was, now []Metric) (out []Metric, moved bool) {
	taken := make([]bool, len(now))
	corrected := map[string]bool{} // units of which what was done is another
	for _, old := range was {
		i := slices.IndexFunc(now, func(m Metric) bool { return m.Name == old.Name && (m.Unit == old.Unit || m.Unit == "") })
		if i < 0 {
			i = slices.IndexFunc(now, func(m Metric) bool { return replaced([]Metric{m}, old) })
		}
		if i < 0 || taken[i] {
			out = append(out, old)
			continue
		}
		taken[i] = true
		m := now[i]
		if m.Unit == "" {
			m.Unit = old.Unit
		}
		corrected[m.Unit] = corrected[m.Unit] || m.Value != old.Value && partIn(old.Name, true) != total
		moved = moved || m.Value != old.Value && !isMoney(m.Unit) && !isDuration(m.Unit) && m.Unit != "%"
		out = append(out, m)
	}
	out = slices.DeleteFunc(out, func(m Metric) bool { // what was left to do is stale, unless it is said anew
		return corrected[m.Unit] && partIn(m.Name, true) == rest && !slices.Contains(now, m)
	})
	for i, m := range now {
		if !taken[i] {
			out = append(out, m)
		}
	}
	return out, moved
}

// stillStands adds to what is said now what was said before, where it is neither
// said anew nor over.
func stillStands(was, now []string, text string) []string {
	out := []string{}
	for _, s := range was {
		again := slices.ContainsFunc(now, func(x string) bool { return Alike(x, s) })
		if !again && !Solves(text, s) {
			out = append(out, s)
		}
	}
	return append(out, now...)
}
