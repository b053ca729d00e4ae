package main

import (
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"
)

// parseBare is parse for a command that takes flags and no words.
func parseBare(f *flag.FlagSet, c console, args []string) error {
	rest, err := parse(f, c, args)
	if err != nil {
		return err
	}
	return noWords(f, rest)
}

// noWords refuses words that a command would silently leave aside.
func noWords(f *flag.FlagSet, rest []string) error {
	if len(rest) > 0 {
		return usage("%s: takes no words, only flags; got %q", f.Name(), rest[0])
	}
	return nil
}

// parse reads flags wherever they stand among the words, and returns the words.
func parse(f *flag.FlagSet, c console, args []string) ([]string, error) {
	f.SetOutput(c.err)
	args = shielded(f, args)
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
			for _, a := range f.Args() {
				rest = append(rest, strings.TrimPrefix(a, shield))
			}
			return rest, nil
		}
		rest = append(rest, strings.TrimPrefix(f.Arg(0), shield))
		args = f.Args()[1:]
	}
}

// shield stands before a word that begins with a dash and is no flag: the first
// line of a message written as a list (- 雨水花园5座).
const shield = "\x00"

var flagLike = regexp.MustCompile(`^--?(?:[A-Za-z][\w-]*(?:=.*)?)?$`)

func shielded(f *flag.FlagSet, args []string) []string {
	out := slices.Clone(args)
	for i, a := range out {
		if strings.HasPrefix(a, "-") && !flagLike.MatchString(a) && (i == 0 || !takesValue(f, out[i-1])) {
			out[i] = shield + a
		}
	}
	return out
}

// takesValue reports whether what follows a word is a flag's value.
func takesValue(f *flag.FlagSet, word string) bool {
	name := strings.TrimLeft(word, "-")
	if name == word || strings.Contains(name, "=") {
		return false
	}
	x := f.Lookup(name)
	if x == nil {
		return false
	}
	b, ok := x.Value.(interface{ IsBoolFlag() bool })
	return !ok || !b.IsBoolFlag()
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
