package words

import (
	"slices"
	"strings"

	"liangshan/bot/brief"
	"liangshan/store/day"
)

// indicatorColumns are the columns of 指标台账: one for each year that a target or a
// reported value is of.
func indicatorColumns(list []brief.Indicator) []column {
	out := []column{{"no", 6, 0}, {"metric", 26, 0}, {"measure", 10, 0}, {"source", 24, 0}, {"lead", 14, 0}, {"base", 18, 0}}
	targets, values := years(list)
	for _, y := range targets {
		key := "targetyear"
		if y == 0 {
			key = "target"
		}
		out = append(out, column{key, 14, y})
	}
	for _, y := range values {
		out = append(out, column{"valueyear", 11, y})
	}
	return append(out, column{"value", 11, 0}, column{"reporter", 14, 0}, column{"updated", 15, 0}, column{"verdict", 24, 0}, column{"approx", 8, 0}, column{"message", 8, 0})
}

// years lists the years of targets, 0 for one without a year, and of reported values.
func years(list []brief.Indicator) (targets, values []int) {
	for _, x := range list {
		for _, t := range x.Targets {
			if !slices.Contains(targets, t.Year) {
				targets = append(targets, t.Year)
			}
		}
		for _, v := range x.Values {
			if !slices.Contains(values, v.Year) {
				values = append(values, v.Year)
			}
		}
	}
	slices.Sort(targets)
	slices.Sort(values)
	return targets, values
}

// indicators lists the plan's targets, with the reported values beside them.
func (t *table) indicators(b Brief, list []brief.Indicator) [][]brief.Cell {
	targets, values := years(list)
	var rows [][]brief.Cell
	for i := range list {
		x := &list[i]
		row := []brief.Cell{
			brief.Num(float64(i + 1)), brief.Text(flat(x.Name)), brief.Text(x.Unit), brief.Text(t.line("indicator.place", x)),
			brief.Text(strings.Join(x.Lead, "、")), brief.Text(t.line("indicator.base", x)),
		}
		for _, y := range targets {
			row = append(row, brief.Text(t.line("indicator.targets", x.TargetsOf(y))))
		}
		for _, y := range values {
			c := brief.Cell{}
			if m := x.Value(y); m != nil {
				c = brief.Num(m.Metric.Value)
			}
			row = append(row, c)
		}
		rows = append(rows, append(row, t.latest(b, x)...))
	}
	return rows
}

// latest is the value reported last, by whom and when, and how it stands to the target.
func (t *table) latest(b Brief, x *brief.Indicator) []brief.Cell {
	m := x.Latest
	if m == nil {
		return []brief.Cell{{}, {}, {}, brief.Text(t.line("indicator.none", nil)), {}, {}}
	}
	out := []brief.Cell{brief.Num(m.Metric.Value), brief.Text(m.Department), brief.On(day.Of(m.SentAt)), brief.Text(t.line("indicator.verdicts", pair{x.Verdicts(b.AsOf.Year), x.Next(b.AsOf.Year)})), {}, {}}
	if m.About {
		out[4] = brief.Text(t.line("approximate", nil))
	}
	if link := brief.Link(m.ChatID, m.MessageID); link != "" {
		out[5] = brief.Cell{Text: t.line("source.link", nil), Link: link}
	}
	return out
}
