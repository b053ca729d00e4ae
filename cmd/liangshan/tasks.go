package main

import (
	"context"
	"flag"
	"fmt"
	"strings"

	"liangshan/bot/words"
	"liangshan/store"
	"liangshan/store/day"
)

type taskJSON struct {
	ID         int64    `json:"id"`
	Document   int64    `json:"document"`
	Place      string   `json:"place"`
	What       string   `json:"what"`
	Lead       []string `json:"lead"`
	Support    []string `json:"support"`
	DueText    string   `json:"due_text"`
	DueFrom    day.Date `json:"due_from"`
	DueTo      day.Date `json:"due_to"`
	Recurrence string   `json:"recurrence"`
	Strength   string   `json:"strength"`
	Target     string   `json:"target"`
	Source     string   `json:"source"`
	Status     string   `json:"status"`
	Confirmed  bool     `json:"confirmed"`
}

func tasks(ctx context.Context, c console, args []string) error {
	f := flag.NewFlagSet("tasks", flag.ContinueOnError)
	asJSON := f.Bool("json", false, "print JSON")
	document := f.Int64("document", 0, "only this document's, by its `number` in the list of documents")
	unit := f.String("unit", "", "only what this department leads or supports")
	due := f.String("due", "", "only what falls due in `FROM..TO`, two dates")
	overdue := f.Bool("overdue", false, "only what is overdue")
	return withOffice(ctx, c, f, args, func(o *office, rest []string) error {
		if len(rest) > 0 {
			return usage("tasks: takes no words, only flags; got %q", rest[0])
		}
		filter := store.TaskFilter{Document: *document}
		var err error
		if filter.From, filter.To, err = dueSpan(*due); err != nil {
			return err
		}
		if *unit != "" {
			if filter.Unit, err = o.unitName(ctx, *unit); err != nil {
				return err
			}
		}
		list, err := o.taskList(ctx, filter, *overdue)
		if err != nil {
			return err
		}
		if *asJSON {
			return printJSON(c.out, tasksAsJSON(list))
		}
		text, err := words.Say("tasks.all", list)
		if err != nil {
			return err
		}
		_, err = fmt.Fprintln(c.out, text.Plain)
		return err
	})
}

func dueSpan(s string) (from, to day.Date, err error) {
	if s == "" {
		return from, to, nil
	}
	a, b, ok := strings.Cut(s, "..")
	if !ok {
		return from, to, usage("tasks: --due takes FROM..TO, such as 2022-08-01..2022-08-31")
	}
	if from, err = day.Parse(a); err == nil {
		to, err = day.Parse(b)
	}
	if err != nil {
		return from, to, usage("tasks: --due: %v", err)
	}
	return from, to, nil
}

// unitName is the one name under which the register has a department, by any of its names.
func (o *office) unitName(ctx context.Context, name string) (string, error) {
	found, err := o.lib.Named(ctx, name)
	switch {
	case err != nil:
		return "", err
	case len(found) == 0:
		return "", usage("neither the roster nor the register knows %q", name)
	case len(found) > 1:
		return "", usage("%q may be %s", name, strings.Join(found, ", "))
	}
	return found[0], nil
}

func (o *office) taskList(ctx context.Context, filter store.TaskFilter, overdue bool) (words.TaskList, error) {
	list := words.TaskList{Unit: filter.Unit, Today: day.Of(o.now())}
	err := o.db.Read(ctx, func(v *store.View) error {
		all, err := v.Tasks(filter)
		if err != nil {
			return err
		}
		for _, t := range all {
			if !overdue || t.Overdue(list.Today) {
				list.Tasks = append(list.Tasks, t)
			}
		}
		return list.Cite(v)
	})
	return list, err
}

func tasksAsJSON(list words.TaskList) []taskJSON {
	rows := []taskJSON{}
	for _, i := range list.Items(list.Tasks) {
		t := i.Task
		rows = append(rows, taskJSON{
			ID: t.ID, Document: t.DocumentID, Place: t.Place, What: t.What, Lead: notNil(i.Lead()), Support: notNil(i.Support()), DueText: t.DueText,
			DueFrom: t.DueFrom, DueTo: t.DueTo, Recurrence: t.Recurrence, Strength: t.Strength, Target: t.Target, Source: t.Source,
			Status: i.Status(), Confirmed: t.State == store.TaskConfirmed,
		})
	}
	return rows
}

func notNil(list []string) []string {
	if list == nil {
		return []string{}
	}
	return list
}
