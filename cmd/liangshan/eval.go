package main

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"

	qa "liangshan/bot/eval"
	"liangshan/knowledge/answer"
	"liangshan/knowledge/retrieval"
)

func eval(ctx context.Context, c console, args []string) error {
	f := flag.NewFlagSet("eval", flag.ContinueOnError)
	asJSON := f.Bool("json", false, "print JSON")
	folder := f.String("retrieval", "", "rank the questions of this `folder` over its corpus")
	hits := f.String("hits", "", "write one line a question to this `file`")
	return withOffice(ctx, c, f, args, func(o *office, files []string) error {
		if *folder != "" {
			return evalRetrieval(c, *folder, *hits, *asJSON)
		}
		if len(files) == 0 {
			return usage("eval: a set of questions is missing")
		}
		var cases []qa.Case
		for _, name := range files {
			b, err := os.ReadFile(filepath.Clean(name))
			if err != nil {
				return fmt.Errorf("eval: %w", err)
			}
			set, err := qa.Read(bytes.NewReader(b))
			if err != nil {
				return err
			}
			cases = append(cases, set...)
		}
		r, err := qa.Run(ctx, cases, func(ctx context.Context, question string, after []string) (answer.Kind, string, error) {
			reply, text, err := o.answer(ctx, question, after)
			return reply.Kind, text, err
		})
		if err != nil {
			return err
		}
		if *asJSON {
			return printJSON(c.out, r)
		}
		printTally(c.out, r)
		return nil
	})
}

func printTally(w io.Writer, r qa.Report) {
	kinds := slices.Sorted(maps.Keys(r.ByKind))
	fmt.Fprintf(w, "%-16s %5s %5s %5s %7s\n", "kind", "asked", "right", "wrong", "refused")
	for _, k := range kinds {
		t := r.ByKind[k]
		fmt.Fprintf(w, "%-16s %5d %5d %5d %7d\n", k, t.Asked, t.Right, t.Wrong, t.Refused)
	}
	fmt.Fprintf(w, "%-16s %5d %5d\n", "all", r.Asked, r.Right)
	for _, row := range r.Rows {
		if !row.Right {
			fmt.Fprintf(w, "\n%s %s\n  missing %q, wrong %q\n  %s\n", row.ID, row.Question, row.Missing, row.Wrong, row.Text)
		}
	}
}

func evalRetrieval(c console, folder, hits string, asJSON bool) (err error) {
	var out io.Writer
	if hits != "" {
		f, ferr := os.Create(filepath.Clean(hits))
		if ferr != nil {
			return fmt.Errorf("eval: %w", ferr)
		}
		defer func() { err = errors.Join(err, f.Close()) }()
		out = f
	}
	r, err := retrieval.Run(folder, out, c.now)
	if err != nil {
		return err
	}
	if asJSON {
		return printJSON(c.out, r)
	}
	printRanking(c.out, r)
	return nil
}

func printRanking(w io.Writer, r retrieval.Report) {
	line := func(name string, s retrieval.Score) {
		fmt.Fprintf(w, "%-9s %6d %8.4f %8.4f %8.4f %8.4f\n", name, s.Asked, s.Recall1, s.Recall5, s.Recall10, s.MRR)
	}
	fmt.Fprintf(w, "%-9s %6s %8s %8s %8s %8s\n", "set", "asked", "R@1", "R@5", "R@10", "MRR")
	for _, name := range slices.Sorted(maps.Keys(r.Sets)) {
		line(name, r.Sets[name])
	}
	line("mean", r.Mean)
	fmt.Fprintf(w, "p50 %.2f ms, p99 %.2f ms, build %.1f s, memory %.0f MB\n", r.P50ms, r.P99ms, r.BuildSec, r.RSSMB)
}
