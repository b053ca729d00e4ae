package main

import (
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
)

// parse reads flags wherever they stand among the words, and returns the words.
func parse(f *flag.FlagSet, c console, args []string) ([]string, error) {
	f.SetOutput(c.err)
	var rest []string
	for {
		if err := f.Parse(args); err != nil {
			if errors.Is(err, flag.ErrHelp) {
				return nil, err
			}
			return nil, &statusError{exitUsage, errors.New("")} // flag has said what is wrong
		}
		if f.NArg() == 0 {
			return rest, nil
		}
		if n := len(args) - f.NArg(); n > 0 && args[n-1] == "--" {
			return append(rest, f.Args()...), nil
		}
		rest = append(rest, f.Arg(0))
		args = f.Args()[1:]
	}
}

// listFlag collects a flag that may be given several times.
type listFlag []string

func (l *listFlag) String() string { return fmt.Sprint(*l) }

func (l *listFlag) Set(s string) error {
	*l = append(*l, s)
	return nil
}

// printJSON prints the one JSON value of a command; lists are never null.
func printJSON(w io.Writer, v any) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(v)
}
