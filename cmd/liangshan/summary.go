package main

import (
	"context"
	"flag"
	"fmt"
	"time"

	"liangshan/bot"
	"liangshan/bot/words"
	"liangshan/store"
	"liangshan/store/day"
)

type summaryJSON struct {
	Period struct {
		From day.Date `json:"from"`
		To   day.Date `json:"to"`
		Key  string   `json:"key"`
	} `json:"period"`
	AsOf  day.Date `json:"as_of"`
	Tasks struct {
		Total      int `json:"total"`
		Done       int `json:"done"`
		Closed     int `json:"closed"`
		InProgress int `json:"in_progress"`
		NotStarted int `json:"not_started"`
		Behind     int `json:"behind"`
		Blocked    int `json:"blocked"`
		Overdue    int `json:"overdue"`
		DueSoon    int `json:"due_soon"`
	} `json:"tasks"`
	Departments []departmentJSON `json:"departments"`
	Missing     []string         `json:"missing"`
	Overdue     []string         `json:"overdue"`
	Blocked     []string         `json:"blocked"`
	Updates     []updateJSON     `json:"updates"`
}

type departmentJSON struct {
	Name      string `json:"name"`
	Reported  bool   `json:"reported"`
	Late      bool   `json:"late"`
	NilReport bool   `json:"nil_report"`
	Updates   int    `json:"updates"`
}

type updateJSON struct {
	Task       string             `json:"task"`
	Department string             `json:"department"`
	Status     store.RecordStatus `json:"status"`
	Percent    *float64           `json:"percent"`
	Text       string             `json:"text"`
	At         time.Time          `json:"at"`
	Message    string             `json:"message"`
}

func summary(ctx context.Context, c console, args []string) error {
	f := flag.NewFlagSet("summary", flag.ContinueOnError)
	asJSON := f.Bool("json", false, "print JSON")
	period := f.String("period", "", "the span in `words`: 本周, 上周, 7月, 二季度; this week when empty")
	files := map[string]*string{}
	for _, kind := range []string{"docx", "xlsx", "png"} {
		files[kind] = f.String(kind, "", "write the summary to this `file`")
	}
	return withOffice(ctx, c, f, args, func(o *office, _ []string) error {
		for kind, name := range files {
			if *name != "" {
				return usage("summary: --%s: this form is not built yet; text and --json are", kind)
			}
		}
		l, err := o.ledger(ctx, *period)
		if err != nil {
			return err
		}
		if *asJSON {
			return printJSON(c.out, summaryAsJSON(words.Brief{Ledger: l}))
		}
		text, err := words.Say("summary", words.Brief{Ledger: l})
		if err != nil {
			return err
		}
		_, err = fmt.Fprintln(c.out, text.Plain)
		return err
	})
}

func (o *office) ledger(ctx context.Context, period string) (l store.Ledger, err error) {
	now := o.now()
	err = o.db.Read(ctx, func(v *store.View) error {
		l, err = v.Ledger(bot.SpanOf(period, now, o.lib.Calendar()), now)
		return err
	})
	return l, err
}

func summaryAsJSON(b words.Brief) summaryJSON {
	out := summaryJSON{AsOf: b.AsOf, Departments: []departmentJSON{}, Missing: notNil(b.Missing), Updates: []updateJSON{}}
	out.Period.From, out.Period.To, out.Period.Key = b.Span.From, b.Span.To, b.Span.Key
	n := b.Counts
	t := &out.Tasks
	t.Total, t.Done, t.Closed, t.InProgress, t.NotStarted = n.Total, n.Done, n.Closed, n.InProgress, n.NotStarted
	t.Behind, t.Blocked, t.Overdue, t.DueSoon = n.Behind, n.Blocked, n.Overdue, n.DueSoon
	out.Overdue, out.Blocked = taskNames(b.Overdue), taskNames(b.Blocked)
	for _, d := range b.Departments {
		out.Departments = append(out.Departments, departmentJSON{d.Department.Name, d.Reported, d.Late, d.Nil, d.Updates})
		for _, e := range b.Of(d.Department.Name) {
			out.Updates = append(out.Updates, updateAsJSON(e))
		}
	}
	return out
}

func taskNames(list []store.Task) []string {
	out := []string{}
	for _, t := range list {
		out = append(out, t.What)
	}
	return out
}

func updateAsJSON(e words.Entry) updateJSON {
	task := e.Record.Hint
	if e.Task != nil {
		task = e.Task.What
	}
	text := e.Record.Text
	if text == "" {
		text = e.Update.Text
	}
	return updateJSON{
		Task: task, Department: e.Record.Department.Name, Status: e.Record.Status, Percent: e.Record.Percent, Text: text,
		At: e.Update.SentAt.In(day.Beijing), Message: fmt.Sprintf("%d/%d", e.Update.ChatID, e.Update.MessageID),
	}
}
