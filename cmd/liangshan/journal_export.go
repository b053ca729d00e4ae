package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"liangshan/store"
)

// anchorJSON is the first line of an exported span: with the hash before it, the
// entries below prove each other without the database.
type anchorJSON struct {
	First int64  `json:"first"`
	Rows  int    `json:"rows"`
	After string `json:"after"` // the hash that the first entry follows
}

// exportJournal writes a span into a file of its own. The export is itself noted.
func (o *office) exportJournal(ctx context.Context, w io.Writer, file string, from, to time.Time) error {
	var rows []entryJSON
	var head anchorJSON
	err := o.db.Read(ctx, func(v *store.View) (err error) {
		if rows, err = span(v, from, to); err != nil || len(rows) == 0 {
			return err
		}
		head.First, head.Rows = rows[0].ID, len(rows)
		head.After, err = v.AnchorOf(head.First)
		return err
	})
	if err != nil {
		return err
	}
	if err := writeLines(file, head, rows); err != nil {
		return fmt.Errorf("journal: export: %w", err)
	}
	fmt.Fprintf(w, "%d entries written to %s\n", len(rows), file)
	return o.noteExport(ctx, "journal", map[string]any{"first": head.First, "rows": len(rows)})
}

// noteExport notes in the journal that something left the house at the terminal.
func (o *office) noteExport(ctx context.Context, what string, detail any) error {
	return o.db.Write(ctx, func(tx *store.Tx) error { return tx.Log(0, "export", what, detail) })
}

// writeLines writes a new file for its owner's eyes; one that is there is not touched.
func writeLines(file string, head anchorJSON, rows []entryJSON) (err error) {
	f, err := os.OpenFile(filepath.Clean(file), os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	out := bufio.NewWriter(f)
	e := json.NewEncoder(out)
	e.SetEscapeHTML(false)
	if err := e.Encode(head); err != nil {
		return err
	}
	for _, r := range rows {
		if err := e.Encode(r); err != nil {
			return err
		}
	}
	return errors.Join(out.Flush(), f.Sync())
}

// verifyExport checks an exported file by itself.
func verifyExport(w io.Writer, file string, asJSON bool) error {
	chain, err := readChain(file)
	if errors.Is(err, store.ErrDamaged) { // it is a file of its own, and the database may be sound
		err = errors.New(strings.TrimSuffix(err.Error(), store.ErrDamaged.Error()) + "the file is not as it was exported")
	}
	return tellChain(w, chain, err, asJSON)
}

func readChain(file string) (c store.Chain, err error) {
	f, err := os.Open(filepath.Clean(file))
	if err != nil {
		return c, fmt.Errorf("journal: %w", err)
	}
	defer f.Close() //nolint:errcheck // only read
	d := json.NewDecoder(f)
	var head anchorJSON
	if err := d.Decode(&head); err != nil {
		return c, fmt.Errorf("journal: %s is no exported journal: %w", file, err)
	}
	c.First, c.Hash = head.First, head.After
	for {
		var e entryJSON
		err := d.Decode(&e)
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return c, fmt.Errorf("journal: %s: %w", file, err)
		}
		err = c.Add(store.Entry{ID: e.ID, At: e.At, Actor: e.Actor, Kind: e.Kind, Subject: e.Subject, Detail: string(e.Detail), Hash: e.Hash})
		if err == nil && e.Words != "" {
			err = sameWords(e)
		}
		if err != nil {
			return c, fmt.Errorf("journal: %s: %w", file, err)
		}
	}
	if c.Rows != int64(head.Rows) {
		return c, fmt.Errorf("journal: %s: %d of %d entries: %w", file, c.Rows, head.Rows, store.ErrDamaged)
	}
	return c, nil
}

// sameWords proves the words of a question by their fingerprint in its entry.
func sameWords(e entryJSON) error {
	var detail struct {
		Question string `json:"question"`
	}
	if err := json.Unmarshal(e.Detail, &detail); err != nil {
		return err
	}
	if detail.Question != "" && detail.Question != store.Fingerprint(e.Words) {
		return fmt.Errorf("the words of entry %d were changed: %w", e.ID, store.ErrDamaged)
	}
	return nil
}
