package words

import (
	"errors"
	"strings"

	"liangshan/knowledge/outline"
	"liangshan/knowledge/when"
	"liangshan/store/day"
)

// Notes says what is uncertain in a date that was read; "" when nothing is.
func Notes(e when.Expr) (string, error) {
	var lines []string
	for _, n := range e.Notes {
		full := make([]string, len(n.Args))
		for i, a := range n.Args {
			full[i] = dateWords(a)
		}
		line, err := Line("when.note."+n.Code, when.Note{Code: n.Code, Args: full})
		if err != nil {
			return "", err
		}
		lines = append(lines, line)
	}
	return strings.Join(lines, "；"), nil
}

// dateWords prints an argument that is a day as a clerk writes it.
func dateWords(arg string) string {
	if d, err := day.Parse(arg); err == nil && arg != "" {
		return Date(d)
	}
	return arg
}

// Doubt says what a person should look at. A code that has no words yet is shown
// as it is rather than dropped.
func Doubt(d outline.Doubt) (string, error) {
	name := "doubt." + d.Code
	if !Has(name) {
		return d.Code + " " + strings.Join(d.Args, " "), nil
	}
	line, err := Line(name, d)
	if err != nil {
		return "", errors.Join(err, errors.New(d.Code))
	}
	return line, nil
}

// Doubts says each thing once, in the order of its first place, with how often it
// was met: a letter that reports what was done raises the same question at every turn.
func Doubts(list []outline.Doubt) ([]string, error) {
	lines, times := []string{}, map[string]int{}
	var errs []error
	for _, d := range list {
		line, err := Doubt(d)
		if err != nil {
			errs = append(errs, err)
			continue
		}
		if times[line]++; times[line] == 1 {
			lines = append(lines, line)
		}
	}
	for i, line := range lines {
		if n := times[line]; n > 1 {
			counted, err := Line("doubt.times", map[string]any{"Line": line, "Times": n})
			errs = append(errs, err)
			lines[i] = counted
		}
	}
	return lines, errors.Join(errs...)
}
