// Command liangshan is 两山助手: a chat assistant that answers from a district's
// indexed documents, records what departments report, and summarises.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"
	"time"
)

// Exit statuses of the contract.
const (
	exitDone     = 0
	exitFailed   = 1
	exitUsage    = 2
	exitNotFound = 3 // ask: the documents do not say
)

// console is where a command reads and writes, and the only clock.
type console struct {
	out, err io.Writer
	env      func(string) string
	now      func() time.Time
}

// command is one subcommand.
type command struct {
	name, args, does string
	run              func(ctx context.Context, c console, args []string) error
}

func commands() []command {
	return []command{
		{"run", "[--config FILE]", "the bot; every command but version takes --config", runBot},
		{"demo", "[--listen ADDR] [--data DIR]", "the same bot on a local page, with people to play", demo},
		{"ask", "[--after QUESTION]… [--json] QUESTION", "an answer with citations", ask},
		{"import", "[--json] FILE…", "documents in", importFiles},
		{"documents", "[--json]", "what is indexed", documents},
		{"tasks", "[--document N] [--unit NAME] [--due FROM..TO] [--overdue] [--json]", "the register", tasks},
		{"try", "date TEXT [--on DATE] | update TEXT [--unit NAME] [--at TIME]", "how words would be read; nothing is recorded", try},
		{"summary", "[--period WORDS] [--docx FILE] [--xlsx FILE] [--png FILE] [--kind bulletin|report|circular] [--issue N] [--zip FILE] [--json]", "the coordinator's summary, and its files", summary},
		{"eval", "[--json] FILE.jsonl… | --retrieval FOLDER [--hits FILE]", "asks every question of a set", eval},
		{"check", "[--json]", "settings, database, documents, backup, Telegram, model, and what to do", check},
		{"backup", "FILE | --keep N FOLDER", "one consistent file of everything; or the newest N in a folder", backup},
		{"restore", "FILE", "and back, while the bot is stopped", restore},
		{"journal", "[--from DATE] [--to DATE] [--export FILE] [--json] | --verify [FILE] [--json] | --cut DATE", "what was done and by whom; checks that nobody changed it", journal},
		{"forget", "MEMBER [--json]", "takes away what is kept of a person; the department's record stays", forget},
		{"version", "[--json]", "version, commit, Go, SQLite", version},
	}
}

// statusError carries an exit status other than 1.
type statusError struct {
	status int
	err    error
}

func (e *statusError) Error() string { return e.err.Error() }
func (e *statusError) Unwrap() error { return e.err }

// usage is a wrong call.
func usage(format string, args ...any) error {
	return &statusError{exitUsage, fmt.Errorf(format, args...)}
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	c := console{out: os.Stdout, err: os.Stderr, env: os.Getenv, now: time.Now}
	status := dispatch(ctx, c, os.Args[1:])
	stop()
	os.Exit(status)
}

// dispatch runs a subcommand and turns its error into an exit status.
func dispatch(ctx context.Context, c console, args []string) int {
	if len(args) == 0 || args[0] == "help" || args[0] == "-h" || args[0] == "--help" {
		listCommands(c.err)
		if len(args) == 0 {
			return exitUsage
		}
		return exitDone
	}
	for _, cmd := range commands() {
		if cmd.name != args[0] {
			continue
		}
		err := cmd.run(ctx, c, args[1:])
		var s *statusError
		switch {
		case err == nil:
			return exitDone
		case errors.Is(err, flag.ErrHelp):
			return exitDone
		case errors.As(err, &s):
			if s.err.Error() != "" {
				fmt.Fprintln(c.err, s)
			}
			return s.status
		}
		fmt.Fprintln(c.err, err)
		return exitFailed
	}
	fmt.Fprintf(c.err, "liangshan: no command %q\n", args[0])
	listCommands(c.err)
	return exitUsage
}

func listCommands(w io.Writer) {
	fmt.Fprintln(w, "usage: liangshan COMMAND …")
	for _, c := range commands() {
		fmt.Fprintf(w, "  %-10s %s\n             %s\n", c.name, c.does, c.args)
	}
}
