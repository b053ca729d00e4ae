package main

import (
	"context"
	"flag"
	"fmt"
	"strings"
	"time"

	"liangshan/bot/words"
	"liangshan/knowledge"
	"liangshan/knowledge/progress"
	"liangshan/knowledge/when"
	"liangshan/store/day"
)

type dateJSON struct {
	Kind  when.Kind `json:"kind"`
	Start day.Date  `json:"start"`
	End   day.Date  `json:"end"`
	Recur string    `json:"recur"`
	Note  string    `json:"note"`
}

type readingJSON struct {
	Intent       progress.Intent   `json:"intent"`
	ShouldRecord bool              `json:"should_record"`
	Records      []progress.Record `json:"records"`
	Flags        []string          `json:"flags"`
}

// try shows how words would be read. It always prints JSON and records nothing.
func try(ctx context.Context, c console, args []string) error {
	if len(args) == 0 {
		return usage("try: what? date or update")
	}
	if args[0] == "-h" || args[0] == "-help" || args[0] == "--help" {
		fmt.Fprintln(c.err, "try date TEXT [--on DATE] | try update TEXT [--unit NAME] [--at TIME]; --help after date or update tells more")
		return flag.ErrHelp
	}
	f := flag.NewFlagSet("try "+args[0], flag.ContinueOnError)
	f.Bool("json", true, "print JSON (always so)")
	switch args[0] {
	case "date":
		on := f.String("on", "", "the anchor `DATE`: a document's issue date, a message's day")
		return withOffice(ctx, c, f, args[1:], func(o *office, rest []string) error { return o.tryDate(c, strings.Join(rest, " "), *on) })
	case "update":
		unit := f.String("unit", "", "the sender's department")
		at := f.String("at", "", "when it was sent, RFC 3339")
		return withOffice(ctx, c, f, args[1:], func(o *office, rest []string) error {
			return o.tryUpdate(ctx, c, strings.Join(rest, " "), *unit, *at)
		})
	}
	return usage("try: %q is neither date nor update", args[0])
}

func (o *office) tryDate(c console, text, on string) error {
	anchor := day.Of(o.now())
	if on != "" {
		var err error
		if anchor, err = day.Parse(on); err != nil {
			return usage("try date: --on: %v", err)
		}
	}
	if text == "" {
		return usage("try date: an expression is missing")
	}
	e := when.Parse(text, anchor, o.lib.Calendar())
	note, err := words.Notes(e)
	if err != nil {
		return err
	}
	return printJSON(c.out, dateJSON{e.Kind, e.Start, e.End, e.Recur, note})
}

func (o *office) tryUpdate(ctx context.Context, c console, text, unit, at string) error {
	if strings.TrimSpace(text) == "" {
		return usage("try update: a message is missing")
	}
	sent := o.now()
	if at != "" {
		var err error
		if d, derr := day.Parse(at); derr == nil {
			sent = d.Start().Add(officeOpens)
		} else if sent, err = time.Parse(time.RFC3339, at); err != nil {
			return usage("try update: --at takes a date or an RFC 3339 time such as 2022-07-15T09:30:00+08:00")
		}
	}
	if name, err := o.unitName(ctx, unit); err == nil {
		unit = name // else it is taken as written: a department that the roster lacks can be tried too
	}
	d, err := o.lib.ReadUpdate(ctx, knowledge.UpdateMessage{Text: text, Department: unit, Sent: sent})
	if err != nil {
		return err
	}
	out := readingJSON{d.Reading.Intent, d.Reading.ShouldRecord, []progress.Record{}, notNil(d.Reading.Flags)}
	for _, r := range d.Reading.Records {
		r.Problems, r.NextSteps = notNil(r.Problems), notNil(r.NextSteps)
		if r.Metrics == nil {
			r.Metrics = []progress.Metric{}
		}
		out.Records = append(out.Records, r)
	}
	return printJSON(c.out, out)
}
