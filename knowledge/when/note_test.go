package when_test

import (
	"os"
	"strings"
	"testing"
	"text/template"

	"liangshan/knowledge/when"
)

// Every note can be said: each code has words, and they ask for no more
// arguments than the code gives.
func TestEveryNoteHasWords(t *testing.T) {
	b, err := os.ReadFile("../../bot/words/when.tmpl")
	if err != nil {
		t.Fatal(err)
	}
	all, err := template.New("").Parse(string(b))
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for _, code := range when.Codes {
		if seen[code] {
			t.Errorf("%s is listed twice", code)
		}
		seen[code] = true
		if all.Lookup("when.note."+code) == nil {
			t.Errorf("%s has no words", code)
		}
	}
	for _, line := range strings.Split(string(b), "{{define \"when.note.")[1:] {
		if code, _, _ := strings.Cut(line, `"`); !seen[code] {
			t.Errorf("words for an unknown code %s", code)
		}
	}
}
