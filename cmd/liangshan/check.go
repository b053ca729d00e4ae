package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	tg "github.com/go-telegram/bot"

	"liangshan/bot/words"
	"liangshan/knowledge/llm"
	"liangshan/store"
	"liangshan/store/day"
)

// finding is one line of check.
type finding struct {
	Name   string `json:"name"`
	OK     bool   `json:"ok"`
	Detail string `json:"detail"`
}

// check looks at everything that the bot needs, and says what to do about what fails.
func check(ctx context.Context, c console, args []string) error {
	f := flag.NewFlagSet("check", flag.ContinueOnError)
	asJSON := f.Bool("json", false, "print JSON")
	config := configFlag(f, c)
	if _, err := parse(f, c, args); err != nil {
		return err
	}
	list, err := findings(ctx, c, *config)
	if err != nil {
		return err
	}
	if *asJSON {
		if err := printJSON(c.out, list); err != nil {
			return err
		}
	}
	failed := 0
	for _, x := range list {
		mark, err := words.Line("check.mark", x.OK)
		if err != nil {
			return err
		}
		if !x.OK {
			failed++
		}
		if !*asJSON {
			fmt.Fprintf(c.out, "%s %s：%s\n", mark, x.Name, x.Detail)
		}
	}
	if failed > 0 {
		return &statusError{exitFailed, errors.New("")}
	}
	return nil
}

// finder collects findings; their words are templates named check.*.
type finder struct {
	list []finding
	err  error
}

func (f *finder) add(name string, ok bool, code string, data any) {
	title, terr := words.Line("check.name."+name, nil)
	detail, derr := words.Line("check."+code, data)
	f.err = errors.Join(f.err, terr, derr)
	f.list = append(f.list, finding{title, ok, detail})
}

func findings(ctx context.Context, c console, config string) ([]finding, error) {
	var f finder
	s, err := readSettings(c, config)
	if err == nil {
		err = s.forRun()
	}
	if err != nil {
		f.add("settings", false, "settings.bad", err.Error())
	} else {
		f.add("settings", true, "fine", nil)
	}
	if s.data == "" {
		return f.list, f.err
	}
	checkData(ctx, c, s, &f)
	checkTelegram(ctx, s, &f)
	checkModel(ctx, c, s, &f)
	return f.list, f.err
}

func checkData(ctx context.Context, c console, s settings, f *finder) {
	file := filepath.Join(s.data, store.FileName)
	if _, err := os.Stat(file); errors.Is(err, os.ErrNotExist) {
		f.add("database", true, "database.none", s.data)
		return
	}
	o, err := open(ctx, c, s)
	if err != nil {
		f.add("database", false, databaseFault(err), err.Error())
		return
	}
	defer o.close() //nolint:errcheck // nothing was written
	if err := o.db.Check(ctx); err != nil {
		f.add("database", false, "database.bad", err.Error())
		return
	}
	f.add("database", true, "database.fine", store.SchemaVersion())
	var docs []store.Document
	err = o.db.Read(ctx, func(v *store.View) (err error) {
		docs, err = v.Documents()
		return err
	})
	f.add("documents", err == nil && len(docs) > 0, "documents.count", len(docs))
	year := day.Of(o.now()).Year
	code := "calendar.fine"
	if !o.lib.Calendar().Covers(year) {
		code = "calendar.missing"
	}
	f.add("calendar", code == "calendar.fine", code, year)
}

// databaseFault is the words for a database that cannot be opened.
func databaseFault(err error) string {
	for kind, code := range map[error]string{
		store.ErrNewer: "database.newer", store.ErrFull: "database.full", store.ErrBusy: "database.busy",
		store.ErrReadOnly: "database.readonly", fs.ErrPermission: "database.readonly",
	} {
		if errors.Is(err, kind) {
			return code
		}
	}
	return "database.bad"
}

const checkTime = 10 * time.Second

func checkTelegram(ctx context.Context, s settings, f *finder) {
	if s.token == "" {
		f.add("telegram", false, "telegram.none", nil)
		return
	}
	ctx, cancel := context.WithTimeout(ctx, checkTime)
	defer cancel()
	options := []tg.Option{tg.WithSkipGetMe()}
	if s.api != "" {
		options = append(options, tg.WithServerURL(s.api))
	}
	b, err := tg.New(s.token, options...)
	if err == nil {
		_, err = b.GetMe(ctx)
	}
	switch {
	case err == nil:
		f.add("telegram", true, "fine", nil)
	case errors.Is(err, tg.ErrorUnauthorized), errors.Is(err, tg.ErrorNotFound):
		f.add("telegram", false, "telegram.token", nil)
	default:
		f.add("telegram", false, "telegram.unreachable", nil)
	}
}

func checkModel(ctx context.Context, c console, s settings, f *finder) {
	m, err := modelOf(s, c.now, nil)
	switch {
	case err != nil:
		f.add("model", false, "model.bad", err.Error())
		return
	case m == nil:
		f.add("model", true, "model.none", nil)
		return
	}
	ctx, cancel := context.WithTimeout(ctx, checkTime)
	defer cancel()
	if _, err := m.Complete(ctx, llm.Prompt{User: "1+1=?"}); err != nil {
		f.add("model", false, "model.silent", err.Error())
		return
	}
	f.add("model", true, "fine", nil)
}
