package knowledge

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"log/slog"
	"strings"
	"sync/atomic"
	"time"

	"liangshan/knowledge/answer"
	"liangshan/knowledge/llm"
	"liangshan/knowledge/outline"
	"liangshan/store"
)

// Embedder turns texts into vectors, one each and all of one length. It is
// optional: what it finds is weighed like any other candidate and proves nothing.
type Embedder interface {
	Embed(ctx context.Context, texts []string) ([][]float32, error)
}

const (
	embedWait   = 1500 * time.Millisecond // a question's own vector is worth no more
	embedBatch  = 32                      // passages in one request
	mostPause   = 5 * time.Second         // between requests
	embedTime   = 90 * time.Second        // for one request
	embedLook   = 15 * time.Second        // how often to look for new documents
	embedRunes  = 1500                    // of a passage; more would be cut by most models
	showEvery   = 16                      // batches, until the passages so far are found
	nearestKept = 8
	mostAsked   = 1 // readings of one question that are embedded: the wait is bounded
)

// likeness finds passages that resemble a question in meaning.
type likeness struct {
	from  Embedder
	model string // under which vectors are kept
	db    *store.DB
	log   *slog.Logger
	wait  time.Duration // longest that a question waits for its vector

	space atomic.Pointer[space] // nil until the first vectors are there
	dims  atomic.Int64          // what the server gives now; 0 while unknown
	rest  patience              // of questions
}

// near is what a question may ask for: it costs at most k.wait, and nothing
// while the server is known to be broken. Any fault means no further candidates.
// asked tells whether the server was called at all.
func (k *likeness) near(ctx context.Context, asked *bool) func(string) []int64 {
	if k.from == nil || k.space.Load() == nil {
		return nil
	}
	found := map[string][]int64{}
	return func(text string) []int64 {
		ids, known := found[text]
		if !known && len(found) < mostAsked && strings.TrimSpace(text) != "" && k.rest.ready(k.db.Now()) {
			*asked = true
			ids = k.search(ctx, text)
			found[text] = ids
		}
		return ids
	}
}

func (k *likeness) search(ctx context.Context, text string) []int64 {
	now := k.db.Now()
	ctx, cancel := context.WithTimeout(ctx, k.wait)
	defer cancel()
	codes, err := k.embed(ctx, []string{text})
	k.rest.note(now, err == nil)
	if err != nil {
		k.log.Warn("a question was not embedded; candidates are found by their words", "code", llm.CodeOf(err))
		return nil
	}
	return k.space.Load().nearest(codes[0], nearestKept)
}

// embed makes one request, and trusts nothing about what comes back.
func (k *likeness) embed(ctx context.Context, texts []string) ([][]byte, error) {
	vectors, err := k.from.Embed(ctx, texts)
	if err != nil {
		return nil, err
	}
	if len(vectors) != len(texts) {
		return nil, &llm.Error{Code: llm.Mismatch, Err: fmt.Errorf("%d vectors for %d texts", len(vectors), len(texts))}
	}
	out := make([][]byte, len(vectors))
	for i, v := range vectors {
		codes, ok := quantise(v)
		if !ok || len(v) != len(vectors[0]) {
			return nil, &llm.Error{Code: llm.Mismatch, Err: fmt.Errorf("vector %d is empty or of another length", i)}
		}
		out[i] = codes
	}
	k.dims.Store(int64(len(out[0])))
	return out, nil
}

// passageText is a passage as it is embedded, and the name under which its vector is kept.
type passageText struct {
	id        int64
	text, sha string
}

func passagesOf(docs []answer.Doc) []passageText {
	var out []passageText
	for _, d := range docs {
		if d.State == answer.Repealed || d.State == answer.Superseded || d.Outline == nil {
			continue
		}
		for i := range d.Outline.Clauses {
			c := &d.Outline.Clauses[i]
			text := embeddedText(d.Outline, c)
			sum := sha256.Sum256([]byte(text))
			out = append(out, passageText{answer.EntryID(d.ID, c.Seq), text, hex.EncodeToString(sum[:])})
		}
	}
	return out
}

func embeddedText(o *outline.Document, c *outline.Clause) string {
	parts := []string{o.Title}
	for _, step := range c.Path {
		parts = append(parts, step.Label+step.Title)
	}
	r := []rune(strings.Join(append(parts, c.Text), "\n"))
	return string(r[:min(len(r), embedRunes)])
}

// EmbedMissing embeds the passages that have no vector yet and returns how many
// it did. What is done is kept at once: broken off, the next call goes on from there.
func (l *Library) EmbedMissing(ctx context.Context) (int, error) {
	k := &l.like
	if k.from == nil {
		return 0, nil
	}
	shelf, err := l.current(ctx)
	if err != nil {
		return 0, err
	}
	var kept map[string][]byte
	err = l.db.Read(ctx, func(v *store.View) (err error) {
		kept, err = v.Vectors(k.model)
		return err
	})
	if err != nil {
		return 0, fmt.Errorf("knowledge: embed: %w", err)
	}
	all := passagesOf(shelf.Docs)
	k.show(all, kept)
	done, err := k.fill(ctx, all, kept)
	k.show(all, kept)
	return done, err
}

// fill embeds what is missing, batch by batch. It pauses for as long as each took,
// so that questions and other programs have half of the server's time.
func (k *likeness) fill(ctx context.Context, all []passageText, kept map[string][]byte) (done int, err error) {
	for n := 1; ; n++ {
		batch := k.missing(all, kept)
		if len(batch) == 0 {
			return done, nil
		}
		began := k.db.Now()
		if err := k.fillBatch(ctx, batch, kept); err != nil {
			return done, fmt.Errorf("knowledge: embed: %w", err)
		}
		done += len(batch)
		if err := wait(ctx, min(k.db.Now().Sub(began), mostPause)); err != nil {
			return done, err
		}
		if n%showEvery == 0 {
			k.show(all, kept)
		}
	}
}

func (k *likeness) fillBatch(ctx context.Context, batch []passageText, kept map[string][]byte) error {
	texts := make([]string, len(batch))
	for i, p := range batch {
		texts[i] = p.text
	}
	timed, cancel := context.WithTimeout(ctx, embedTime)
	defer cancel()
	codes, err := k.embed(timed, texts)
	if err != nil {
		return err
	}
	rows := make([]store.Vector, len(batch))
	for i, p := range batch {
		rows[i] = store.Vector{SHA: p.sha, Codes: codes[i]}
		kept[p.sha] = codes[i]
	}
	return k.db.Write(ctx, func(tx *store.Tx) error { return tx.PutVectors(k.model, rows) })
}

// missing lists the next passages without a vector of the length that the server gives now.
func (k *likeness) missing(all []passageText, kept map[string][]byte) []passageText {
	dims := int(k.dims.Load())
	var out []passageText
	seen := map[string]bool{}
	for _, p := range all {
		codes, ok := kept[p.sha]
		if seen[p.sha] || ok && (dims == 0 || len(codes) == dims) {
			continue
		}
		seen[p.sha] = true
		if out = append(out, p); len(out) == embedBatch {
			break
		}
	}
	return out
}

// show makes the passages that have vectors findable. Where a model was exchanged
// for one of another length under the same name, only the new ones count.
func (k *likeness) show(all []passageText, kept map[string][]byte) {
	dims := int(k.dims.Load())
	s := &space{}
	for _, p := range all {
		codes, ok := kept[p.sha]
		if !ok || dims != 0 && len(codes) != dims {
			continue
		}
		dims = len(codes)
		s.add(p.id, codes)
	}
	if len(s.ids) == 0 {
		s = nil
	}
	k.space.Store(s)
}

// KeepEmbedded embeds what is there and what is imported later, for as long as
// ctx lives. A broken server is asked ever less often.
func (l *Library) KeepEmbedded(ctx context.Context) {
	if l.like.from == nil {
		return
	}
	var last store.Revision
	dims := int64(-1)
	pause := embedLook
	for {
		rev, err := l.revision(ctx)
		if err == nil && (rev.Documents != last.Documents || dims != l.like.dims.Load()) {
			var n int
			if n, err = l.embedSafely(ctx); err == nil {
				last, dims = rev, l.like.dims.Load()
				l.log.Info("passages embedded", "count", n)
			}
		}
		pause = min(2*pause, mostRest)
		if err == nil {
			pause = embedLook
		} else if ctx.Err() == nil {
			l.log.Warn("passages were not embedded", "code", llm.CodeOf(err), "wait", pause)
		}
		if wait(ctx, pause) != nil {
			return
		}
	}
}

// embedSafely turns a panic into a fault: nobody's answer depends on this.
func (l *Library) embedSafely(ctx context.Context) (n int, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("knowledge: embed: panic: %v", p)
		}
	}()
	return l.EmbedMissing(ctx)
}

func (l *Library) revision(ctx context.Context) (rev store.Revision, err error) {
	err = l.db.Read(ctx, func(v *store.View) error {
		rev, err = v.Revision()
		return err
	})
	return rev, err
}

// wait waits, or says that ctx has ended.
func wait(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-t.C:
		return nil
	}
}
