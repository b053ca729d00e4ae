package main

import (
	"cmp"
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"time"

	"liangshan/bot"
	"liangshan/bot/brief"
	"liangshan/bot/vault"
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

// summaryFiles are the forms of a summary, each written by the words' package.
var summaryFiles = []struct {
	form  string
	write func(kind string, b words.Brief) ([]byte, error)
}{
	{"docx", words.Document},
	{"xlsx", func(_ string, b words.Brief) ([]byte, error) { return words.Workbook(b) }},
	{"png", func(_ string, b words.Brief) ([]byte, error) { return words.Picture(b) }},
}

func summary(ctx context.Context, c console, args []string) error {
	f := flag.NewFlagSet("summary", flag.ContinueOnError)
	asJSON := f.Bool("json", false, "print JSON")
	period := f.String("period", "", "the span in `words`, and what it is about: 本周, 上周, 7月, 二季度, 林业局6月以来; this week and everything when empty")
	number := f.Int("issue", 0, "the `number` of the Word file's issue (期号); the one given in chat when 0")
	kind := f.String("kind", "", "the `kind` of the Word file: bulletin, report or circular; by what it is about when empty")
	pack := f.String("zip", "", "write the evidence that proves the record to this `file`, by task and indicator with its catalogue; everything where --period names no time")
	names := map[string]*string{}
	for _, file := range summaryFiles {
		names[file.form] = f.String(file.form, "", "write the summary to this `file`")
	}
	return withOffice(ctx, c, f, args, func(o *office, rest []string) error {
		if err := noWords(f, rest); err != nil {
			return err
		}
		if !slices.Contains([]string{"", brief.Bulletin, brief.Report, brief.Circular}, *kind) {
			return usage("summary: --kind %q: bulletin, report or circular", *kind)
		}
		b, err := o.brief(ctx, *period, *kind, *number, func(form string) bool { return *names[form] != "" })
		if err != nil {
			return err
		}
		for _, file := range summaryFiles {
			name := *names[file.form]
			if name == "" {
				continue
			}
			data, err := file.write(*kind, b)
			if err != nil {
				return err
			}
			if err := os.WriteFile(name, data, 0o644); err != nil {
				return fmt.Errorf("summary: %w", err)
			}
			if err := o.noteExport(ctx, "summary/"+b.Span.Key, map[string]string{"form": file.form}); err != nil {
				return err
			}
		}
		if err := tellSummary(c, b, *asJSON); err != nil || *pack == "" {
			return err
		}
		if err := o.pack(ctx, *period, *pack); err != nil { // last: without evidence there is none to write
			return err
		}
		return o.noteExport(ctx, "evidence", map[string]string{"form": "zip"})
	})
}

func tellSummary(c console, b words.Brief, asJSON bool) error {
	if asJSON {
		return printJSON(c.out, summaryAsJSON(b))
	}
	text, err := words.Say("summary", b)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintln(c.out, text.Plain)
	return err
}

// brief reads what is asked for in words, as of now.
func (o *office) brief(ctx context.Context, asked, kind string, number int, wants func(form string) bool) (b words.Brief, err error) {
	roster, err := o.lib.Roster(ctx)
	if err != nil {
		return b, err
	}
	now, cal := o.now(), o.lib.Calendar()
	err = o.db.Read(ctx, func(v *store.View) error {
		order := bot.OrderOf(asked, now, cal, roster)
		if b.Figures, err = bot.Figures(v, order, now, cal); err != nil {
			return err
		}
		order.Kind, order.Number = cmp.Or(kind, order.Kind), cmp.Or(number, order.Number)
		if b.Number, err = bot.NumberOf(v, order, b); err != nil {
			return err
		}
		if wants("xlsx") {
			if b.Measured, err = v.Measurements(b.Until, nil); err != nil {
				return err
			}
		}
		if wants("png") {
			b.Trend, err = bot.TrendOf(v, b.Figures)
		}
		return err
	})
	return b, err
}

// pack writes the evidence pack that is asked for in words, whole into one file.
func (o *office) pack(ctx context.Context, asked, file string) error {
	roster, err := o.lib.Roster(ctx)
	if err != nil {
		return err
	}
	held := vault.Open(o.settings.evidence())
	var parts bot.Parts
	err = o.db.Read(ctx, func(v *store.View) error {
		parts, err = bot.PackOf(v, held, bot.PackOrder(asked, o.now(), o.lib.Calendar(), roster), 0, o.now())
		return err
	})
	if err != nil {
		return err
	}
	if len(parts.Items) == 0 {
		line, err := words.Line("pack.none", parts.Pack)
		return errors.Join(err, fmt.Errorf("summary: %s", line))
	}
	out, err := os.Create(filepath.Clean(file))
	if err != nil {
		return fmt.Errorf("summary: %w", err)
	}
	return errors.Join(held.Pack(out, parts.Items[0]), out.Close())
}

func summaryAsJSON(b words.Brief) summaryJSON {
	out := summaryJSON{AsOf: b.AsOf, Departments: []departmentJSON{}, Missing: notNil(b.Missing), Updates: []updateJSON{}}
	out.Period.From, out.Period.To, out.Period.Key = b.Span.From, b.Span.To, b.Span.Key
	n := b.Counts
	t := &out.Tasks
	t.Total, t.Done, t.Closed, t.InProgress, t.NotStarted = n.Total, n.Done, n.Closed, n.InProgress, n.NotStarted
	t.Behind, t.Blocked, t.Overdue, t.DueSoon = n.Behind, n.Blocked, n.Overdue, len(b.Soon)
	out.Overdue, out.Blocked = taskNames(b.Overdue), taskNames(b.Blocked)
	for _, d := range b.Departments {
		out.Departments = append(out.Departments, departmentJSON{d.Department.Name, d.Reported, d.Late, d.Nil, d.Updates})
	}
	for _, u := range b.Units {
		for _, s := range u.Said {
			out.Updates = append(out.Updates, updateAsJSON(s))
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

func updateAsJSON(s brief.Statement) updateJSON {
	task := s.Record.Hint
	if s.Task != nil {
		task = s.Task.What
	}
	text := s.Record.Text
	if text == "" {
		text = s.Update.Text
	}
	return updateJSON{
		Task: task, Department: s.Record.Department.Name, Status: s.Record.Status, Percent: s.Record.Percent, Text: text,
		At: s.Update.SentAt.In(day.Beijing), Message: s.Source(),
	}
}
