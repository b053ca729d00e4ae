package main

import (
	"bufio"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

const deployFolder = "../../deploy"

// What deploy/ says is what the program understands.
func TestDeployNamesTrueCommandsAndSettings(t *testing.T) {
	values, faults := fileValues(filepath.Join(deployFolder, "liangshan.toml"))
	if len(faults) > 0 || values["LIANGSHAN_CHATS"] != "-1001234567890" {
		t.Errorf("%v %v", values, faults)
	}
	var known []string
	for _, c := range commands() {
		known = append(known, c.name)
	}
	start := regexp.MustCompile(`(?m)^ExecStart=/usr/local/bin/liangshan (\S+)`)
	setting := regexp.MustCompile(`\b(?:LIANGSHAN|TELEGRAM|OPENAI)_[A-Z_]+\b`)
	for _, name := range []string{"liangshan.service", "liangshan-backup.service", "liangshan.toml", "Containerfile"} {
		text := string(read(t, filepath.Join(deployFolder, name)))
		for _, m := range start.FindAllStringSubmatch(text, -1) {
			if !slices.Contains(known, m[1]) {
				t.Errorf("%s: no command %s", name, m[1])
			}
		}
		for _, s := range setting.FindAllString(text, -1) {
			if !slices.Contains(names, s) && s != "LIANGSHAN_CONFIG" {
				t.Errorf("%s: no setting %s", name, s)
			}
		}
	}
}

// licences are those of the modules that are built or tested with, as read by a person once.
var licences = map[string]string{
	"github.com/BurntSushi/toml":        "MIT",
	"github.com/go-telegram/bot":        "MIT",
	"github.com/google/go-cmp":          "BSD-3-Clause",
	"github.com/mattn/go-sqlite3":       "MIT",
	"github.com/richardlehane/mscfb":    "Apache-2.0",
	"github.com/richardlehane/msoleps":  "Apache-2.0",
	"github.com/rogpeppe/go-internal":   "BSD-3-Clause",
	"github.com/sashabaranov/go-openai": "Apache-2.0",
	"github.com/tiendc/go-deepcopy":     "MIT",
	"github.com/xuri/efp":               "BSD-3-Clause",
	"github.com/xuri/excelize/v2":       "BSD-3-Clause",
	"github.com/xuri/nfp":               "BSD-3-Clause",
	"golang.org/x/crypto":               "BSD-3-Clause",
	"golang.org/x/image":                "BSD-3-Clause",
	"golang.org/x/net":                  "BSD-3-Clause",
	"golang.org/x/sys":                  "BSD-3-Clause",
	"golang.org/x/text":                 "BSD-3-Clause",
	"golang.org/x/tools":                "BSD-3-Clause",
}

// marks are words that only one licence has.
var marks = map[string]string{
	"MIT":          "Permission is hereby granted, free of charge, to any person obtaining a copy",
	"Apache-2.0":   "Apache License Version 2.0",
	"BSD-3-Clause": "Redistribution and use in source and binary forms, with or without modification",
}

// Every dependency's licence file says what the table says, and no licence asks
// more than to be named.
func TestEveryDependencyHasAPermissiveLicence(t *testing.T) {
	cmd := exec.Command("go", "list", "-deps", "-test", "-f", "{{with .Module}}{{if not .Main}}{{.Path}} {{.Dir}}{{end}}{{end}}", "./...")
	cmd.Dir = "../.."
	cmd.Env = append(os.Environ(), "GOPROXY=off")
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	lines := bufio.NewScanner(strings.NewReader(string(out)))
	for lines.Scan() {
		path, dir, ok := strings.Cut(lines.Text(), " ")
		if !ok || seen[path] {
			continue
		}
		seen[path] = true
		want := licences[path]
		if want == "" {
			t.Errorf("%s: read its licence and enter it in the table", path)
			continue
		}
		var files []string
		for _, name := range []string{"LICEN[SC]E*", "COPYING*"} {
			found, err := filepath.Glob(filepath.Join(dir, name))
			if err != nil {
				t.Fatal(err)
			}
			files = append(files, found...)
		}
		if len(files) == 0 {
			t.Errorf("%s: no licence file", path)
			continue
		}
		text := strings.Join(strings.Fields(string(read(t, files[0]))), " ")
		if !strings.Contains(text, marks[want]) {
			t.Errorf("%s: %s is not %s", path, files[0], want)
		}
	}
	if len(seen) < 8 {
		t.Errorf("only %d modules: %v", len(seen), seen)
	}
}
