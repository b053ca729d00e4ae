package main

import (
	"context"
	"errors"
	"flag"
	"log/slog"
	"path/filepath"
	"time"

	"liangshan/bot"
	"liangshan/knowledge"
	"liangshan/knowledge/corpus"
	"liangshan/knowledge/llm"
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
	if err := makeFolder(s.data); err != nil {
		return nil, err
	}
	o := &office{settings: s, now: s.clock(c), log: slog.New(slog.NewTextHandler(c.err, nil)), meter: &bot.Meter{}}
	var err error
	if o.db, err = store.Open(ctx, filepath.Join(s.data, store.FileName), o.now); err != nil {
		return nil, folderFault(s.data, err)
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
		Abroad: s.modelHost() != "" && llm.Public(s.modelBase()),
	})
	if err := errors.Join(knowledge.SeedRoster(ctx, o.db), o.lib.ImportEmbedded(ctx, false)); err != nil {
		return nil, errors.Join(folderFault(s.data, err), o.db.Close())
	}
	return o, nil
}

func (o *office) close() error { return o.db.Close() }
