package main

import (
	"context"
	"flag"
	"fmt"
	"runtime"
	"runtime/debug"

	"github.com/mattn/go-sqlite3"
)

// release is stamped by the release build: -ldflags "-X main.release=1.0.0".
var release = "dev"

type versionJSON struct {
	Version string `json:"version"`
	Commit  string `json:"commit"`
	Go      string `json:"go"`
	SQLite  string `json:"sqlite"`
}

func version(_ context.Context, c console, args []string) error {
	f := flag.NewFlagSet("version", flag.ContinueOnError)
	asJSON := f.Bool("json", false, "print JSON")
	if err := parseBare(f, c, args); err != nil {
		return err
	}
	v := versionJSON{Version: release, Commit: commit(), Go: runtime.Version()}
	v.SQLite, _, _ = sqlite3.Version()
	if *asJSON {
		return printJSON(c.out, v)
	}
	_, err := fmt.Fprintf(c.out, "liangshan %s (%s), %s, SQLite %s\n", v.Version, v.Commit, v.Go, v.SQLite)
	return err
}

func commit() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "unknown"
	}
	for _, s := range info.Settings {
		if s.Key == "vcs.revision" {
			return s.Value
		}
	}
	return "unknown"
}
