package main

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"strings"
	"time"
	"unicode"

	"liangshan/store"
	"liangshan/store/day"
)

type entryJSON struct {
	ID      int64           `json:"id"`
	At      time.Time       `json:"at"`
	Actor   int64           `json:"actor"`
	Kind    string          `json:"kind"`
	Subject string          `json:"subject"`
	Detail  json.RawMessage `json:"detail"`
	Hash    string          `json:"hash"`
	Words   string          `json:"words,omitempty"` // of the question, while they are kept; no part of the hash
}

type chainJSON struct {
	OK    bool   `json:"ok"`
	Rows  int64  `json:"rows"`
	First int64  `json:"first"`
	Last  int64  `json:"last"`
	Cut   int64  `json:"cut"`
	Hash  string `json:"hash"`
	Fault string `json:"fault"`
}

// journal lists what was done and by whom, writes a span of it into a file that
// proves itself, checks that nobody changed the list or such a file, and deletes
// what is older than a day where the office's rules ask for it.
func journal(ctx context.Context, c console, args []string) error {
	f := flag.NewFlagSet("journal", flag.ContinueOnError)
	asJSON := f.Bool("json", false, "print JSON")
	from := f.String("from", "", "the first `DATE`")
	to := f.String("to", "", "the last `DATE`")
	verify := f.Bool("verify", false, "check every entry against the one before it, here or in an exported FILE")
	export := f.String("export", "", "write the entries into this `FILE`, one JSON value a line")
	cut := f.String("cut", "", "delete the entries older than this `DATE`, and leave a marker that says so")
	return withOffice(ctx, c, f, args, func(o *office, rest []string) error {
		switch {
		case *verify && len(rest) == 1:
			return verifyExport(c.out, rest[0], *asJSON)
		case len(rest) > 0:
			return usage("journal: takes no words, only flags; got %q", rest[0])
		case *cut != "" && (*verify || *from != "" || *to != "" || *export != ""):
			return usage("journal: --cut stands alone")
		case *cut != "":
			return o.cutJournal(ctx, c.err, *cut)
		case *verify:
			return o.verifyJournal(ctx, c.out, *asJSON)
		}
		start, end, err := instants(*from, *to)
		if err != nil {
			return err
		}
		if *export != "" {
			return o.exportJournal(ctx, c.err, *export, start, end)
		}
		return o.listJournal(ctx, c.out, start, end, *asJSON)
	})
}

// instants are the span of two days, each open where it is empty.
func instants(from, to string) (start, end time.Time, err error) {
	end = time.Date(9999, 1, 1, 0, 0, 0, 0, time.UTC)
	var d day.Date
	if from != "" {
		if d, err = day.Parse(from); err != nil {
			return start, end, usage("journal: --from: %v", err)
		}
		start = d.Start()
	}
	if to != "" {
		if d, err = day.Parse(to); err != nil {
			return start, end, usage("journal: --to: %v", err)
		}
		end = d.Add(1).Start()
	}
	return start, end, nil
}

// span reads the entries of a span, with the words of the questions that they name.
func span(v *store.View, from, to time.Time) ([]entryJSON, error) {
	list, err := v.Journal(from, to)
	rows := []entryJSON{}
	for _, e := range list {
		row := entryJSON{ID: e.ID, At: e.At.In(day.Beijing), Actor: e.Actor, Kind: e.Kind, Subject: e.Subject, Detail: json.RawMessage(e.Detail), Hash: e.Hash}
		var id int64
		if n, _ := fmt.Sscanf(e.Subject, "question/%d", &id); n == 1 {
			q, err := v.Question(id)
			if err != nil && !errors.Is(err, store.ErrNotFound) {
				return nil, err
			}
			row.Words = q.Text
		}
		rows = append(rows, row)
	}
	return rows, err
}

// oneLine is a stranger's words on a terminal: no line feeds, no orders to it.
func oneLine(s string) string {
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool { return unicode.IsSpace(r) || !unicode.IsPrint(r) }), " ")
}

func (o *office) listJournal(ctx context.Context, w io.Writer, from, to time.Time, asJSON bool) error {
	var rows []entryJSON
	names := map[int64]string{}
	err := o.db.Read(ctx, func(v *store.View) (err error) {
		if rows, err = span(v, from, to); err != nil {
			return err
		}
		for _, e := range rows {
			if m, err := v.Member(e.Actor); err == nil {
				names[e.Actor] = m.Name
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	if asJSON {
		return printJSON(w, rows)
	}
	for _, e := range rows {
		words := ""
		if e.Words != "" {
			words = "\t" + oneLine(e.Words)
		}
		_, err = fmt.Fprintf(w, "%d\t%s\t%d %s\t%s\t%s\t%s%s\n", e.ID, e.At.Format("2006-01-02 15:04:05"), e.Actor, oneLine(names[e.Actor]), e.Kind, e.Subject, e.Detail, words)
		if err != nil {
			return err
		}
	}
	return nil
}

func (o *office) verifyJournal(ctx context.Context, w io.Writer, asJSON bool) error {
	var chain store.Chain
	err := o.db.Read(ctx, func(v *store.View) (err error) {
		chain, err = v.VerifyJournal()
		return err
	})
	return tellChain(w, chain, err, asJSON)
}

func tellChain(w io.Writer, chain store.Chain, err error, asJSON bool) error {
	if !asJSON {
		if err == nil {
			fmt.Fprintf(w, "%d entries, %d to %d, unbroken; the last hash is %s\n", chain.Rows, chain.First, chain.Last, chain.Hash)
		}
		return err
	}
	out := chainJSON{OK: err == nil, Rows: chain.Rows, First: chain.First, Last: chain.Last, Cut: chain.Cut, Hash: chain.Hash}
	if err != nil {
		out.Fault = err.Error()
	}
	if perr := printJSON(w, out); perr != nil {
		return perr
	}
	return err
}

func (o *office) cutJournal(ctx context.Context, w io.Writer, before string) error {
	d, err := day.Parse(before)
	if err != nil {
		return usage("journal: --cut: %v", err)
	}
	var n int64
	err = o.db.Write(ctx, func(tx *store.Tx) (err error) {
		n, err = tx.CutJournal(0, d.Start())
		return err
	})
	if err == nil {
		fmt.Fprintf(w, "%d entries older than %s deleted\n", n, d)
	}
	return err
}
