package main

import (
	"cmp"
	"context"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	tg "github.com/go-telegram/bot"

	"liangshan/bot/vault"
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
	if err := parseBare(f, c, args); err != nil {
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
	if err = allFaults(err, s.forRun()); err != nil {
		var faults settingFaults
		if !errors.As(err, &faults) {
			return nil, err
		}
		f.add("settings", false, "settings.bad", faults)
	} else {
		f.add("settings", true, "fine", nil)
	}
	if s.data == "" {
		return f.list, f.err
	}
	checkPrivate(c, config, s, &f)
	checkData(ctx, c, s, &f)
	checkTelegram(ctx, s, &f)
	checkModel(ctx, c, s, &f)
	return f.list, f.err
}

// checkPrivate looks whether other users of the machine can read what bears a
// secret: token and settings, and the data.
func checkPrivate(c console, config string, s settings, f *finder) {
	values, _ := fileValues(config) // its faults are the settings'
	var open []string
	for _, name := range []string{config, cmp.Or(c.env("TELEGRAM_BOT_TOKEN_FILE"), values["TELEGRAM_BOT_TOKEN_FILE"]), filepath.Join(s.data, store.FileName), s.evidence()} {
		info, err := os.Stat(name)
		if err != nil || info.Mode().Perm()&0o007 == 0 {
			continue
		}
		if name == config && values["TELEGRAM_BOT_TOKEN"]+values["OPENAI_API_KEY"] == "" {
			continue // it says nothing that nobody may know
		}
		open = append(open, name)
	}
	if len(open) > 0 {
		f.add("private", false, "private.open", open)
		return
	}
	f.add("private", true, "private.fine", nil)
}

func checkData(ctx context.Context, c console, s settings, f *finder) {
	file := filepath.Join(s.data, store.FileName)
	if _, err := os.Stat(file); errors.Is(err, os.ErrNotExist) {
		f.add("database", true, "database.none", s.data)
		return
	}
	s.model, s.embedding = "", "" // they have lines of their own
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
	checkJournal(ctx, o, f)
	checkBackup(ctx, o, f)
	checkEvidence(ctx, o, f)
}

// checkJournal proves that nobody changed what was noted.
func checkJournal(ctx context.Context, o *office, f *finder) {
	var chain store.Chain
	err := o.db.Read(ctx, func(v *store.View) (err error) {
		chain, err = v.VerifyJournal()
		return err
	})
	if err != nil {
		f.add("journal", false, "journal.broken", err.Error())
		return
	}
	f.add("journal", true, "journal.fine", chain)
}

// staleBackup is how old the newest backup may be.
const staleBackup = 7 * 24 * time.Hour

// backupAge is how a backup's age is told.
type backupAge struct {
	At   time.Time
	Days int
}

// checkBackup tells when the last backup was made. A folder of a few days needs none yet.
func checkBackup(ctx context.Context, o *office, f *finder) {
	var last, first time.Time
	err := o.db.Read(ctx, func(v *store.View) (err error) {
		if last, err = v.Noted("export", "backup/"); err != nil {
			return err
		}
		first, err = v.FirstNoted()
		return err
	})
	now := o.now()
	age := backupAge{last.In(day.Beijing), int(now.Sub(last) / (24 * time.Hour))}
	switch {
	case err != nil:
		f.add("backup", false, "database.bad", err.Error())
	case last.IsZero():
		f.add("backup", now.Sub(first) < staleBackup, "backup.none", nil)
	case now.Sub(last) > staleBackup:
		f.add("backup", false, "backup.old", age)
	default:
		f.add("backup", true, "backup.fine", age)
	}
}

// heldEvidence is how much evidence is kept, in files and bytes, and how much may be.
type heldEvidence struct {
	Files       int
	Held, Quota int64
}

// checkEvidence looks whether the files that the database names are in their folder.
func checkEvidence(ctx context.Context, o *office, f *finder) {
	var list []store.Evidence
	held := heldEvidence{Quota: int64(o.settings.evidenceGB) << 30}
	err := o.db.Read(ctx, func(v *store.View) (err error) {
		if list, err = v.HeldEvidence(); err == nil {
			held.Held, err = v.EvidenceBytes()
		}
		return err
	})
	if err != nil {
		f.add("evidence", false, "database.bad", err.Error())
		return
	}
	gone, from := 0, vault.Open(o.settings.evidence())
	for _, e := range list {
		r, err := from.Read(e.SHA256)
		if err != nil {
			gone++
			continue
		}
		r.Close() //nolint:errcheck // nothing was read
	}
	if gone > 0 {
		f.add("evidence", false, "evidence.gone", gone)
		return
	}
	held.Files = len(list)
	if held.Held > held.Quota/10*9 {
		f.add("evidence", false, "evidence.nearly", held)
		return
	}
	f.add("evidence", true, "evidence.fine", held)
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

// checkModel asks the model and the embedding model something small, each for itself.
func checkModel(ctx context.Context, c console, s settings, f *finder) {
	m, err := modelOf(s, c.now, nil)
	switch {
	case err != nil:
		f.add("model", false, modelFault(err), s.faultOf(err))
	case m == nil:
		f.add("model", true, "model.none", nil)
	default:
		f.tried("model", s, func(ctx context.Context) error {
			_, err := m.Complete(ctx, llm.Prompt{User: "1+1=?"})
			return err
		}, ctx)
	}
	e, err := embedderOf(s, c.now, nil)
	switch {
	case err != nil:
		f.add("embedding", false, modelFault(err), s.faultOf(err))
	case e == nil:
		f.add("embedding", true, "embedding.none", nil)
	default:
		f.tried("embedding", s, func(ctx context.Context) error {
			_, err := e.Embed(ctx, []string{"1+1=?"})
			return err
		}, ctx)
	}
	if s.modelHost() != "" && s.publicModel && llm.Public(s.modelBase()) {
		f.add("abroad", true, "model.public", s.modelHost())
	}
}

// tried adds what came of one call.
func (f *finder) tried(name string, s settings, call func(context.Context) error, ctx context.Context) {
	ctx, cancel := context.WithTimeout(ctx, checkTime)
	defer cancel()
	if err := call(ctx); err != nil {
		f.add(name, false, modelFault(err), s.faultOf(err))
		return
	}
	f.add(name, true, "model.fine", s.modelHost())
}

// modelTrouble is a fault of a model server, for people.
type modelTrouble struct{ Host, Model, Embedding, Detail string }

func (s settings) faultOf(err error) modelTrouble {
	return modelTrouble{s.modelHost(), s.model, s.embedding, err.Error()}
}

// modelFault is the words for what went wrong: what to do about it differs.
func modelFault(err error) string {
	switch llm.CodeOf(err) {
	case llm.PublicEndpoint:
		return "model.abroad"
	case llm.Denied:
		return "model.denied"
	case llm.Refused:
		return "model.refused"
	case llm.Network:
		return "model.unreachable"
	case llm.Timeout, llm.Idle, llm.Cancelled:
		return "model.slow"
	case llm.RateLimited:
		return "model.busy"
	case llm.NotConfigured:
		return "model.bad"
	}
	return "model.silent"
}
