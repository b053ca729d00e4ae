package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"

	"liangshan/bot/words"
	"liangshan/knowledge"
	"liangshan/store/day"
)

type importJSON struct {
	File     string                 `json:"file"`
	Status   knowledge.ImportStatus `json:"status"`
	Reason   string                 `json:"reason"`
	Document int64                  `json:"document"`
	Title    string                 `json:"title"`
	Number   string                 `json:"number"`
	Issuer   string                 `json:"issuer"`
	Issued   day.Date               `json:"issued"`
	Clauses  int                    `json:"clauses"`
	Tasks    int                    `json:"tasks"`
	Doubts   []string               `json:"doubts"`
}

func importFiles(ctx context.Context, c console, args []string) error {
	f := flag.NewFlagSet("import", flag.ContinueOnError)
	asJSON := f.Bool("json", false, "print JSON")
	return withOffice(ctx, c, f, args, func(o *office, files []string) error {
		if len(files) == 0 {
			return usage("import: a file is missing")
		}
		list := []importJSON{}
		refused := 0
		for _, name := range files {
			row, text, err := o.importFile(ctx, name)
			if err != nil {
				return err
			}
			if row.Status == knowledge.Refused {
				refused++
			}
			list = append(list, row)
			if !*asJSON {
				fmt.Fprintln(c.out, text)
			}
		}
		if *asJSON {
			if err := printJSON(c.out, list); err != nil {
				return err
			}
		}
		if refused > 0 {
			return fmt.Errorf("import: %d of %d files refused", refused, len(files))
		}
		return nil
	})
}

// importFile takes in one file. One that cannot even be read from the disk is a refused one.
func (o *office) importFile(ctx context.Context, name string) (importJSON, string, error) {
	data, err := os.ReadFile(filepath.Clean(name))
	if err != nil {
		return importJSON{File: name, Status: knowledge.Refused, Reason: err.Error(), Doubts: []string{}}, err.Error(), nil
	}
	r, err := o.lib.Import(ctx, knowledge.ImportRequest{Name: filepath.Base(name), Data: data})
	if err != nil {
		return importJSON{}, "", fmt.Errorf("%s: %w", name, err)
	}
	text, err := words.Receipt(r, nil)
	reason, rerr := words.Refusal(r)
	doubts, derr := words.Doubts(r.Doubts)
	d := r.Document
	row := importJSON{
		File: name, Status: r.Status, Reason: reason, Document: d.ID, Title: d.Title, Number: d.Number, Issuer: d.Issuer, Issued: d.Issued,
		Clauses: r.Clauses, Tasks: r.Tasks, Doubts: doubts,
	}
	return row, name + "\n" + text.Plain, errors.Join(err, rerr, derr)
}
