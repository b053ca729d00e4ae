package bot

import (
	"slices"
	"strings"

	"liangshan/bot/words"
	"liangshan/store"
)

// change is one thing that a correction changed. Code names it; where nothing
// stood before, or nothing stands now, the value is empty.
type change struct {
	Part     int // of the update as it is now; 0 for a task that is gone
	Code     string
	Name     string // of a figure, or of the task
	Old, New string
}

// changes says what differs between two versions of an update; none when they say the same.
func changes(was, now store.Update) ([]change, error) {
	var out []change
	if was.Nil != now.Nil {
		out = append(out, change{Code: map[bool]string{true: "nil", false: "notnil"}[now.Nil]})
	}
	pairs, gone := pair(was.Records, now.Records)
	for i, r := range now.Records {
		if pairs[i] == nil {
			out = append(out, change{Part: r.Part, Code: "added", Name: r.Hint})
			continue
		}
		list, err := differ(*pairs[i], r)
		if err != nil {
			return nil, err
		}
		out = append(out, list...)
	}
	for _, r := range gone {
		out = append(out, change{Code: "removed", Name: r.Hint})
	}
	return out, nil
}

// pair finds for each record the earlier one that it replaces: of the same task,
// else of the same name, else the only one left on both sides.
func pair(was, now []store.Record) (of []*store.Record, gone []store.Record) {
	of = make([]*store.Record, len(now))
	left := slices.Clone(was)
	take := func(same func(a, b store.Record) bool) {
		for i := range now {
			if of[i] != nil {
				continue
			}
			if j := slices.IndexFunc(left, func(r store.Record) bool { return same(r, now[i]) }); j >= 0 {
				r := left[j]
				of[i], left = &r, slices.Delete(left, j, j+1)
			}
		}
	}
	take(func(a, b store.Record) bool { return a.TaskID != 0 && a.TaskID == b.TaskID })
	take(func(a, b store.Record) bool { return a.Hint != "" && a.Hint == b.Hint })
	if len(left) == 1 && len(now) == 1 {
		take(func(a, b store.Record) bool { return true })
	}
	return of, left
}

func differ(a, b store.Record) ([]change, error) {
	var out []change
	add := func(code, name, old, now string) {
		if old != now {
			out = append(out, change{b.Part, code, name, old, now})
		}
	}
	olds, err := words.Line("status."+string(a.Status), nil)
	if err != nil {
		return nil, err
	}
	news, err := words.Line("status."+string(b.Status), nil)
	if err != nil {
		return nil, err
	}
	add("department", "", a.Department.Name, b.Department.Name)
	add("status", "", olds, news)
	add("percent", "", percentWords(a.Percent), percentWords(b.Percent))
	for _, m := range figures(a.Metrics, b.Metrics) {
		add("figure", m.name, m.old, m.now)
	}
	add("period", "", words.Period(a.Period), words.Period(b.Period))
	add("problems", "", strings.Join(a.Problems, "；"), strings.Join(b.Problems, "；"))
	add("steps", "", strings.Join(a.NextSteps, "；"), strings.Join(b.NextSteps, "；"))
	return out, nil
}

func percentWords(p *float64) string {
	if p == nil {
		return ""
	}
	return words.Number(*p) + "%"
}

type figureChange struct{ name, old, now string }

// figures puts the figures of one name side by side; a unit that changed is a change.
func figures(was, now []store.Metric) []figureChange {
	var out []figureChange
	left := slices.Clone(was)
	for _, m := range now {
		c := figureChange{name: m.Name, now: metricWords(m)}
		if i := slices.IndexFunc(left, func(o store.Metric) bool { return o.Name == m.Name }); i >= 0 {
			c.old, left = metricWords(left[i]), slices.Delete(left, i, i+1)
		}
		out = append(out, c)
	}
	for _, m := range left {
		out = append(out, figureChange{name: m.Name, old: metricWords(m)})
	}
	return out
}

func metricWords(m store.Metric) string { return words.Number(m.Value) + m.Unit }
