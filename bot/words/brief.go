package words

import (
	"fmt"
	"strings"

	"liangshan/bot/brief"
	"liangshan/store"
	"liangshan/store/day"
)

// Brief is a ledger to be shown.
type Brief struct {
	brief.Figures
	Sent     bool                // the whole was sent to the asker in private
	Posted   bool                // nobody asked: a coordinator published it to the group
	Number   int                 // 期号 of the document, 0 for none
	Measured []store.Measurement // what was reported over the years; read for a workbook only
	Prose    *Prose              // the statements in fluent words, nil where nobody asked
	Trend    []brief.Point       // how the tasks stood over time; read for a picture only
}

// lines is the departments by how they reported.
func (b Brief) lines(keep func(store.DepartmentLine) bool) []store.DepartmentLine {
	var out []store.DepartmentLine
	for _, d := range b.Departments {
		if keep(d) {
			out = append(out, d)
		}
	}
	return out
}

// Owing is who owes a report.
func (b Brief) Owing() []store.DepartmentLine {
	return b.lines(func(d store.DepartmentLine) bool { return d.Owes })
}

// OwingReported is who owed a report and gave it.
func (b Brief) OwingReported() []store.DepartmentLine {
	return b.lines(func(d store.DepartmentLine) bool { return d.Owes && d.Reported })
}

// Waiting is who owed a report and has sent only what waits for 确认.
func (b Brief) Waiting() []store.DepartmentLine {
	return b.lines(func(d store.DepartmentLine) bool { return d.Owes && !d.Reported && d.Pending > 0 })
}

// AlsoWaiting is who has reported, and sent more that waits for 确认.
func (b Brief) AlsoWaiting() []store.DepartmentLine {
	return b.lines(func(d store.DepartmentLine) bool { return (d.Reported || !d.Owes) && d.Pending > 0 })
}

// LateReports is who gave one after the span.
func (b Brief) LateReports() []store.DepartmentLine {
	return b.lines(func(d store.DepartmentLine) bool { return d.Late })
}

// NilReports is who reported that nothing is new.
func (b Brief) NilReports() []store.DepartmentLine {
	return b.lines(func(d store.DepartmentLine) bool { return d.Reported && d.Nil })
}

// Unconfirmed is who sent something that waits for 确认.
func (b Brief) Unconfirmed() []store.DepartmentLine {
	return b.lines(func(d store.DepartmentLine) bool { return d.Pending > 0 })
}

// Speaking is the departments that said something, or that nothing is new.
func (b Brief) Speaking() []brief.Unit {
	var out []brief.Unit
	for _, u := range b.Units {
		if u.Reported || len(u.Said) > 0 {
			out = append(out, u)
		}
	}
	return out
}

// Finished is how many tasks are done or closed.
func (b Brief) Finished() int { return b.Counts.Done + b.Counts.Closed }

// Light is the light of a statement's task, "" where it is under none.
func (b Brief) Light(s brief.Statement) brief.Light {
	if it := b.ItemOf(s); it != nil {
		return it.Light
	}
	return ""
}

// Pace is the pace of a statement's task, shown where a percent was given.
func (b Brief) Pace(s brief.Statement) *brief.Pace {
	if it := b.ItemOf(s); it != nil && it.Pace != nil && it.Pace.Percent != nil && it.Task.Latest == s.Record.ID {
		return it.Pace
	}
	return nil
}

// Days is the span in words: 2022年10月10日至10月16日.
func (b Brief) Days() string { return SpanDays(b.Span) }

// Label is what people call the span: 2022年第41周, 2022年10月, 2022年三季度; else its days.
func (b Brief) Label() string { return SpanLabel(b.Span) }

// SpanDays is a span's days in words.
func SpanDays(s store.Span) string {
	switch {
	case s.From == s.To:
		return Date(s.From)
	case s.From.Year == s.To.Year:
		return fmt.Sprintf("%s至%d月%d日", Date(s.From), s.To.Month, s.To.Day)
	}
	return Date(s.From) + "至" + Date(s.To)
}

// SpanLabel is what people call a span.
func SpanLabel(s store.Span) string {
	var y, w int
	if scan(s.Key, "%4d-W%2d", &y, &w) {
		return fmt.Sprintf("%d年第%d周", y, w)
	}
	if strings.Contains(s.Key, "/") {
		return SpanDays(s)
	}
	return Period(s.Key)
}

// About is what the brief is narrowed to, "" for everything.
func (b Brief) About() string {
	switch {
	case b.Focus.Unit != "" && b.Focus.Words != "":
		return b.Focus.Unit + "“" + b.Focus.Words + "”"
	case b.Focus.Words != "":
		return "“" + b.Focus.Words + "”"
	}
	return b.Focus.Unit
}

// Prose is a narration of the span: each sentence proved against the ledger, or
// the ledger's own.
type Prose struct {
	Sentences []string
	Own       int  // how many of them are the ledger's own
	Model     bool // some are a model's
}

// Indicators are the plan's targets with what was reported of them.
func (b Brief) Indicators() []brief.Indicator { return brief.Indicators(b.Figures, b.Measured) }

// Empty reports whether the ledger holds nothing of what the brief is about.
func (b Brief) Empty() bool {
	return !b.Focus.IsZero() && len(b.Tasks) == 0 && len(b.Updates) == 0 && len(b.Pending) == 0
}

// Few is the first n of a list of tasks.
func (Brief) Few(n int, list []brief.Item) []brief.Item { return list[:min(n, len(list))] }

// FewDecisions is the first n decisions.
func (Brief) FewDecisions(n int, list []brief.Decision) []brief.Decision {
	return list[:min(n, len(list))]
}

// Names lists departments as written in a row.
func Names(list []store.DepartmentLine) string {
	var names []string
	for _, d := range list {
		names = append(names, d.Department.Name)
	}
	return strings.Join(names, "、")
}

// Percent prints a percentage with at most one decimal.
func Percent(v float64) string { return Number(float64(int64(v*10+0.5))/10) + "%" }

// sameYear leaves the year out of a date that shares it with the other.
func sameYear(d, with day.Date) string {
	if d.Year == with.Year {
		return fmt.Sprintf("%d月%d日", d.Month, d.Day)
	}
	return Date(d)
}

// Short is the summary for a group: one message of at most limit units, folded;
// by counts alone where even that is too long.
func Short(b Brief, limit int) (Text, error) {
	for _, name := range []string{"summary.short", "summary.counts"} {
		t, err := Say(name, b)
		if err != nil || Len(t.Plain) <= limit || name == "summary.counts" {
			return t, err
		}
	}
	return Text{}, nil
}
