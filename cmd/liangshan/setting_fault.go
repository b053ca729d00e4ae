package main

import (
	"errors"
	"fmt"
	"slices"
	"strings"
)

// settingFault is one thing wrong with the settings. `run` tells it in English,
// on standard error; `check` in the words check.fault.*, for whoever mends it.
type settingFault struct {
	Name  string // of the setting, or of the settings file
	Code  string
	Value string // what is wrong, where that helps; never a secret
}

// faultLines are the faults in English, by code.
var faultLines = map[string]string{
	"file":         "settings file %[1]s: it cannot be read",
	"toml":         "settings file %[1]s: line %[2]s is not TOML",
	"stranger":     "settings file %[1]s: there is no setting %[2]s",
	"secret":       "%[1]s: the file cannot be read",
	"url":          "%[1]s: takes an address such as https://host",
	"hook":         "%[1]s: takes an address with a plain path, such as https://host/telegram",
	"listen":       "%[1]s: takes an address such as 127.0.0.1:8080",
	"numbers":      "%[1]s: takes numeric ids with commas between, not %[2]q",
	"instant":      "%[1]s: takes a date such as 2022-07-06 or an RFC 3339 time",
	"count":        "%[1]s: takes a whole number from 1",
	"yes":          "%[1]s: takes yes or no",
	"abroad":       "%[1]s: %[2]s is not on this machine or a private network: questions would leave the house; LIANGSHAN_PUBLIC_MODEL=yes allows it, for public material only",
	"token":        "%[1]s: required (or TELEGRAM_BOT_TOKEN_FILE)",
	"coordinators": "%[1]s: required: at least one numeric user id",
	"unserved":     "%[1]s: needs LIANGSHAN_LISTEN, the local address that the proxy passes events to",
}

func (f settingFault) Error() string {
	line := faultLines[f.Code]
	if !strings.Contains(line, "%[2]") {
		return fmt.Sprintf(line, f.Name)
	}
	return fmt.Sprintf(line, f.Name, f.Value)
}

// settingFaults are all of them: told at once.
type settingFaults []settingFault

func (list settingFaults) Error() string {
	var lines []string
	for _, f := range list {
		lines = append(lines, f.Error())
	}
	return strings.Join(lines, "\n")
}

// asError is nil for none, else a wrong use.
func (list settingFaults) asError() error {
	if len(list) == 0 {
		return nil
	}
	return &statusError{exitUsage, list}
}

// allFaults tells what is wrong and what is missing together; a name that is
// wrong is not also said to be missing.
func allFaults(wrong, missing error) error {
	var all, lacking settingFaults
	if !errors.As(wrong, &all) {
		all = nil
	}
	errors.As(missing, &lacking)
	for _, f := range lacking {
		if !slices.ContainsFunc(all, func(x settingFault) bool { return x.Name == f.Name || x.Name == f.Name+"_FILE" }) {
			all = append(all, f)
		}
	}
	return all.asError()
}
