package knowledge

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"liangshan/knowledge/answer"
	"liangshan/knowledge/corpus"
	"liangshan/knowledge/llm"
	"liangshan/knowledge/outline"
	"liangshan/knowledge/units"
	"liangshan/store"
	"liangshan/store/day"
)

// Model writes fluently. It is optional, and never believed.
type Model interface {
	Complete(ctx context.Context, p llm.Prompt) (llm.Reply, error)
}

// Config is what a Library needs.
type Config struct {
	DB       *store.DB
	Calendar *day.Calendar
	Model    Model // nil: everything works, by rules
	Abroad   bool  // the model stands outside: questions and cited passages go there, the record never
	Log      *slog.Logger

	Embedder       Embedder // nil: candidates are found by their words alone
	EmbeddingModel string   // names what Embedder gives, so that vectors can be kept

	// The longest that a question waits for the model and for its own vector;
	// 0 means 20 s and 1.5 s.
	ModelTime, EmbedTime time.Duration
}

// Library is the documents and the register, ready to be consulted. What it holds
// in memory is derived from the store and follows its revision. The record, which
// grows with each report, is looked up where it stands (record.go).
type Library struct {
	db    *store.DB
	cal   *day.Calendar
	model Model
	log   *slog.Logger
	like  likeness
	slow  patience // with the model
	away  bool
	limit time.Duration

	register register
	mu       sync.Mutex
	rev      store.Revision
	ready    bool
	shelf    *answer.Shelf
	roster   *units.Roster
	docs     documents
}

// New builds a library; the shelf is filled at the first use or by Warm.
func New(c Config) *Library {
	c.DB.Observe(c.Calendar)
	return &Library{
		db: c.DB, cal: c.Calendar, model: c.Model, away: c.Abroad, log: c.Log,
		limit: cmp.Or(c.ModelTime, modelTime),
		like:  likeness{from: c.Embedder, model: c.EmbeddingModel, db: c.DB, log: c.Log, wait: cmp.Or(c.EmbedTime, embedWait)},
	}
}

// Warm reads the documents now, so that the first question does not wait.
func (l *Library) Warm(ctx context.Context) error {
	_, err := l.current(ctx)
	return err
}

// HasModel reports whether a model is set.
func (l *Library) HasModel() bool { return l.model != nil }

// Roster is the departments as the store has them now.
func (l *Library) Roster(ctx context.Context) (*units.Roster, error) {
	if r, err := l.knownRoster(ctx); r != nil || err != nil {
		return r, err
	}
	s, err := l.current(ctx)
	if err != nil {
		return nil, err
	}
	return s.Roster, nil
}

// knownRoster is the roster that is at hand, nil when it has changed: each report
// changes the record, which must not be read again only to know who is who.
func (l *Library) knownRoster(ctx context.Context) (*units.Roster, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if !l.ready {
		return nil, nil
	}
	var r *units.Roster
	err := l.db.Read(ctx, func(v *store.View) error {
		rev, err := v.Revision()
		if err == nil && rev.Roster == l.rev.Roster {
			r = l.roster
		}
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("knowledge: roster: %w", err)
	}
	return r, nil
}

// Calendar is the statutory calendar.
func (l *Library) Calendar() *day.Calendar { return l.cal }

// current is the shelf at the store's present revision. A document is read once;
// register and record are read again when they changed.
func (l *Library) current(ctx context.Context) (*answer.Shelf, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	err := l.db.Read(ctx, func(v *store.View) error {
		rev, err := v.Revision()
		if err != nil || (l.ready && rev == l.rev) {
			return err
		}
		if !l.ready || rev.Documents != l.rev.Documents || rev.Roster != l.rev.Roster {
			if err := l.fill(v); err != nil {
				return err
			}
		}
		tasks, err := l.register.standing(v)
		if err != nil {
			return err
		}
		replies, err := repliesOf(v)
		if err != nil {
			return err
		}
		l.shelf = l.shelf.With(tasks, replies)
		l.rev, l.ready = rev, true
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("knowledge: shelf: %w", err)
	}
	return l.shelf, nil
}

func (l *Library) fill(v *store.View) error {
	var err error
	if l.roster, err = rosterOf(v); err != nil {
		return err
	}
	shelf := &answer.Shelf{Roster: l.roster, Calendar: l.cal}
	if shelf.Docs, shelf.Index, err = l.docs.follow(v); err != nil {
		return err
	}
	l.shelf = shelf
	return nil
}

func rosterOf(v *store.View) (*units.Roster, error) {
	list, err := v.Departments()
	if err != nil {
		return nil, err
	}
	var out []units.Unit
	for _, d := range list {
		out = append(out, units.Unit{Name: d.Name, Kind: units.Kind(d.Kind), Aliases: d.Short, Old: d.Old})
	}
	return units.New(out, corpus.Neighbours()...), nil
}

// outlineOf puts a document together again from its passages.
func outlineOf(v *store.View, d store.Document) (*outline.Document, error) {
	var o outline.Document
	if err := json.Unmarshal(d.Outline, &o); err != nil {
		return nil, fmt.Errorf("document %d: %w", d.ID, err)
	}
	list, err := v.Passages(d.ID)
	if err != nil {
		return nil, err
	}
	for _, p := range list {
		var c outline.Clause
		if err := json.Unmarshal(p.Clause, &c); err != nil {
			return nil, fmt.Errorf("document %d, passage %d: %w", d.ID, p.Seq, err)
		}
		o.Clauses = append(o.Clauses, c)
	}
	return &o, nil
}

// repliesOf is what coordinators answered where the documents are silent.
func repliesOf(v *store.View) ([]answer.Reply, error) {
	list, err := v.Replies()
	var out []answer.Reply
	for _, r := range list {
		out = append(out, answer.Reply{ID: r.ID, Question: r.Question, Text: r.Text, By: r.Member.Name, At: r.DecidedAt, Private: !r.Open})
	}
	return out, err
}

// Document finds one version of a document by its id, from memory.
func (l *Library) Document(ctx context.Context, id int64) (store.Document, *outline.Document, error) {
	s, err := l.current(ctx)
	if err != nil {
		return store.Document{}, nil, err
	}
	l.mu.Lock()
	docs := l.docs.read
	l.mu.Unlock()
	for _, d := range s.Docs {
		if d.ID == id {
			return docs[id].row, d.Outline, nil
		}
	}
	return store.Document{}, nil, fmt.Errorf("knowledge: document %d: %w", id, store.ErrNotFound)
}
