package words

import (
	"fmt"
	"sort"

	"liangshan/bot/brief"
	"liangshan/store/day"
)

// Picture draws a brief: tasks by status, their trend, progress by department, the nodes in time.
func Picture(b Brief) ([]byte, error) {
	p, err := Drawing(b)
	if err != nil {
		return nil, err
	}
	return brief.PNG(p)
}

// maxNodes is how many tasks the timeline shows: what is overdue, then what comes next.
const maxNodes = 24

// Drawing is the picture in words, before it is drawn.
func Drawing(b Brief) (brief.Picture, error) {
	t := table{}
	p := brief.Picture{Title: t.line("picture.title", b), Subtitle: t.line("picture.subtitle", b), Foot: t.line("lights", b.Rules)}
	p.Statuses = brief.Statuses{Title: t.line("picture.statuses", b), Rows: t.statuses(b)}
	p.Progress = brief.Progress{Title: t.line("picture.progress", nil), Empty: t.line("picture.noprogress", nil), Rows: progressRows(b, p.Statuses.Rows)}
	p.Trend = t.trend(b)
	p.Timeline = t.timeline(b)
	return p, t.err
}

func (t *table) statuses(b Brief) []brief.StatusRow {
	n := b.Counts
	var rows []brief.StatusRow
	for _, s := range []struct {
		code  string
		count int
	}{{"closed", n.Closed}, {"done", n.Done}, {"in_progress", n.InProgress}, {"behind", n.Behind}, {"blocked", n.Blocked}, {"not_started", n.NotStarted}} {
		row := brief.StatusRow{Code: s.code, Name: t.line("status."+s.code, nil), Count: s.count}
		share := 0.0
		if n.Total > 0 {
			share = float64(s.count) * 100 / float64(n.Total)
		}
		row.Note = t.line("picture.count", struct {
			Count int
			Share string
		}{s.count, Percent(share)})
		rows = append(rows, row)
	}
	return rows
}

// trend is one column for each point.
func (t *table) trend(b Brief) brief.Trend {
	out := brief.Trend{Title: t.line("picture.trend", nil), Empty: t.line("picture.notrend", nil)}
	for _, p := range b.Trend {
		n := p.Counts
		out.Rows = append(out.Rows, brief.TrendRow{
			Name: fmt.Sprintf("%d.%d", p.Day.Month, p.Day.Day), Note: fmt.Sprintf("%d/%d", n.Closed+n.Done, n.Total),
			Parts: []int{n.Closed, n.Done, n.InProgress, n.Behind, n.Blocked, n.NotStarted},
		})
	}
	return out
}

// progressRows counts the tasks that each department leads, in the ledger's order.
func progressRows(b Brief, statuses []brief.StatusRow) []brief.ProgressRow {
	place := map[string]int{}
	for i, s := range statuses {
		place[s.Code] = i
	}
	parts := map[string][]int{}
	var names []string
	for _, it := range b.Items {
		for _, name := range it.Lead() {
			if parts[name] == nil {
				parts[name] = make([]int, len(statuses))
				names = append(names, name)
			}
			parts[name][place[it.Status()]]++
		}
	}
	order := map[string]int{}
	for i, d := range b.Departments {
		order[d.Department.Name] = i + 1
	}
	sort.SliceStable(names, func(i, j int) bool {
		a, c := order[names[i]], order[names[j]]
		return a != 0 && (c == 0 || a < c) // groups and units that the roster lacks come last
	})
	var rows []brief.ProgressRow
	for _, name := range names {
		sum := 0
		for _, n := range parts[name] {
			sum += n
		}
		rows = append(rows, brief.ProgressRow{Name: name, Parts: parts[name], Note: fmt.Sprintf("%d/%d", parts[name][0]+parts[name][1], sum)})
	}
	return rows
}

func (t *table) timeline(b Brief) brief.Timeline {
	line := brief.Timeline{
		Title: t.line("picture.timeline", nil), Today: t.line("picture.today", b), Empty: t.line("picture.notimeline", nil), At: b.AsOf,
		Month: func(d day.Date, year bool) string { return t.line("picture.month", pair{year, d}) },
	}
	for _, l := range []brief.Light{brief.Red, brief.Yellow, brief.Green} {
		line.Legend = append(line.Legend, brief.LegendRow{Light: l, Name: t.line("light."+string(l), nil) + " " + t.line("picture.light."+string(l), nil)})
	}
	nodes := b.nodes()
	for _, it := range nodes[:min(len(nodes), maxNodes)] {
		row := brief.TimelineRow{Name: flat(it.Task.What), Note: t.line("picture.node", pair{b, it}), Due: it.Task.DueTo, Light: it.Light}
		if it.Pace != nil {
			row.From = it.Pace.From
		}
		line.Rows = append(line.Rows, row)
	}
	if len(nodes) > maxNodes {
		line.More = t.line("picture.more", len(nodes)-maxNodes)
	}
	return line
}

// nodes are the open tasks with a day: those overdue, then the coming ones, each by day.
func (b Brief) nodes() []brief.Item {
	out := append([]brief.Item(nil), b.Late...)
	var coming []brief.Item
	for _, it := range b.Items {
		if it.Open() && it.Task.Recurrence == "" && !it.Task.DueTo.IsZero() && !it.Task.DueTo.Before(b.AsOf) {
			coming = append(coming, it)
		}
	}
	sort.SliceStable(coming, func(i, j int) bool { return coming[i].Task.DueTo.Before(coming[j].Task.DueTo) })
	return append(out, coming...)
}
