package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"syscall"
	"time"

	"liangshan/bot"
	"liangshan/knowledge"
	"liangshan/knowledge/corpus"
	"liangshan/store"
)

// office is the open store with the library over it.
type office struct {
	settings settings
	db       *store.DB
	lib      *knowledge.Library
	now      func() time.Time
	log      *slog.Logger
	meter    *bot.Meter
}

// withOffice opens the data folder for a command, and closes it behind it.
func withOffice(ctx context.Context, c console, f *flag.FlagSet, args []string, run func(o *office, rest []string) error) error {
	config := configFlag(f, c)
	rest, err := parse(f, c, args)
	if err != nil {
		return err
	}
	s, err := readSettings(c, *config)
	if err != nil {
		return err
	}
	o, err := open(ctx, c, s)
	if err != nil {
		return err
	}
	return errors.Join(run(o, rest), o.close())
}

// open opens or founds the data folder: roster and letter are there from the first day.
func open(ctx context.Context, c console, s settings) (*office, error) {
	if err := os.MkdirAll(s.data, 0o700); err != nil {
		return nil, fmt.Errorf("the data folder cannot be made: %w", err)
	}
	o := &office{settings: s, now: s.clock(c), log: slog.New(slog.NewTextHandler(c.err, nil)), meter: &bot.Meter{}}
	var err error
	if o.db, err = store.Open(ctx, filepath.Join(s.data, store.FileName), o.now); err != nil {
		return nil, err
	}
	model, err := modelOf(s, c.now, o.log)
	if err != nil {
		return nil, errors.Join(err, o.db.Close())
	}
	if model != nil {
		model = o.meter.Model(model, c.now)
	}
	embedder, err := embedderOf(s, c.now, o.log)
	if err != nil {
		return nil, errors.Join(err, o.db.Close())
	}
	o.lib = knowledge.New(knowledge.Config{
		DB: o.db, Calendar: corpus.Calendar(), Model: model, Log: o.log, Embedder: embedder, EmbeddingModel: s.embedding,
	})
	if err := errors.Join(knowledge.SeedRoster(ctx, o.db), o.lib.ImportEmbedded(ctx, false)); err != nil {
		return nil, errors.Join(err, o.db.Close())
	}
	return o, nil
}

func (o *office) close() error { return o.db.Close() }

// lock keeps a second program from working on the same data folder.
func lock(data string) (release func() error, err error) {
	if err := os.MkdirAll(data, 0o700); err != nil {
		return nil, fmt.Errorf("the data folder cannot be made: %w", err)
	}
	f, err := os.OpenFile(filepath.Join(data, "liangshan.lock"), os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, fmt.Errorf("the data folder cannot be locked: %w", err)
	}
	if err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB); err != nil {
		return nil, errors.Join(fmt.Errorf("another liangshan works on %s; stop it first", data), f.Close())
	}
	return f.Close, nil
}
