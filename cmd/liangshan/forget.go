package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"strconv"

	"liangshan/bot/words"
	"liangshan/store"
)

// forget takes away what is kept of a person, at the person's request. What the
// person reported is the department's and stays.
func forget(ctx context.Context, c console, args []string) error {
	f := flag.NewFlagSet("forget", flag.ContinueOnError)
	asJSON := f.Bool("json", false, "print JSON")
	return withOffice(ctx, c, f, args, func(o *office, rest []string) error {
		if len(rest) != 1 {
			return usage("forget: takes one person's number")
		}
		id, err := strconv.ParseInt(rest[0], 10, 64)
		if err != nil {
			return usage("forget: takes one person's number, not %q", rest[0])
		}
		as, err := words.Line("forgotten", id)
		if err != nil {
			return err
		}
		var n store.Forgotten
		err = o.db.Write(ctx, func(tx *store.Tx) (err error) {
			n, err = tx.ForgetMember(0, id, as)
			return err
		})
		if errors.Is(err, store.ErrNotFound) {
			return fmt.Errorf("forget: nobody has the number %d", id)
		}
		if err != nil {
			return err
		}
		if *asJSON {
			return printJSON(c.out, n)
		}
		_, err = fmt.Fprintf(c.out, "%d: name replaced by %q; %d bindings ended, %d questions, %d events, %d messages emptied\nbackups and copies made before now still hold them: make a new backup, and delete the older ones\n",
			id, as, n.Bindings, n.Questions, n.Events, n.Messages)
		return err
	})
}
