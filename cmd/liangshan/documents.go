package main

import (
	"context"
	"flag"
	"fmt"

	"liangshan/bot/words"
	"liangshan/store"
	"liangshan/store/day"
)

type documentJSON struct {
	Document int64               `json:"document"`
	Title    string              `json:"title"`
	Number   string              `json:"number"`
	Issuer   string              `json:"issuer"`
	Issued   day.Date            `json:"issued"`
	Version  int                 `json:"version"`
	State    store.DocumentState `json:"state"`
}

func documents(ctx context.Context, c console, args []string) error {
	f := flag.NewFlagSet("documents", flag.ContinueOnError)
	asJSON := f.Bool("json", false, "print JSON")
	return withOffice(ctx, c, f, args, func(o *office, rest []string) error {
		if err := noWords(f, rest); err != nil {
			return err
		}
		var list []store.Document
		err := o.db.Read(ctx, func(v *store.View) (err error) {
			list, err = v.Documents()
			return err
		})
		if err != nil {
			return err
		}
		if *asJSON {
			rows := []documentJSON{}
			for _, d := range list {
				rows = append(rows, documentJSON{d.ID, d.Title, d.Number, d.Issuer, d.Issued, d.Version, d.State})
			}
			return printJSON(c.out, rows)
		}
		text, err := words.Say("documents", list)
		if err != nil {
			return err
		}
		_, err = fmt.Fprintln(c.out, text.Plain)
		return err
	})
}
