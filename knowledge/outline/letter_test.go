package outline

import (
	"bufio"
	"context"
	_ "embed"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"liangshan/knowledge/extract"
)

//go:embed testdata/reply-letter.txt
var letterText string

func read(t testing.TB, name string) *Document {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	f, err := extract.Read(context.Background(), name, data)
	if err != nil {
		t.Fatal(err)
	}
	return Read(f)
}

func letter(t testing.TB) *Document { return read(t, "reply-letter.txt") }

type fact struct {
	ID, Place, Evidence string
	Line                int
}

func facts(t *testing.T) []fact {
	t.Helper()
	file, err := os.Open("testdata/letter_facts.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	var out []fact
	for s := bufio.NewScanner(file); s.Scan(); {
		var f fact
		if err := json.Unmarshal(s.Bytes(), &f); err != nil {
			t.Fatal(err)
		}
		out = append(out, f)
	}
	return out
}

// wholePath writes a clause's place as the fact list does: every heading with its words, 〔〕 round what is not printed.
func wholePath(c *Clause) string {
	switch c.Kind {
	case Head:
		return "版头"
	case Tail:
		return "结尾"
	case Intro:
		return "引言"
	}
	var sb strings.Builder
	for i, s := range c.Path {
		kind, _ := markerAt(s.Label + s.Supplied)
		switch {
		case i == 0:
		case kind.kind <= hanParen:
			sb.WriteString("/")
		case i > 0 && !strings.Contains(sb.String(), "·"):
			sb.WriteString("·")
		}
		if s.Label == "" {
			sb.WriteString("〔" + s.Supplied + "〕")
		}
		sb.WriteString(s.Label)
		if kind.kind <= hanParen {
			sb.WriteString(s.Title)
		}
	}
	switch c.Spot {
	case "首段":
		if len(c.Path) == 1 {
			sb.WriteString("/首段")
		}
	case "末段":
		sb.WriteString("/总结段")
	}
	return sb.String()
}

func TestEachFactOfTheLetterIsFoundAtItsPlace(t *testing.T) {
	doc := letter(t)
	all, right := facts(t), 0
	for _, f := range all {
		var seen []string
		ok := false
		for i := range doc.Clauses {
			c := &doc.Clauses[i]
			if !strings.Contains(c.Text, f.Evidence) {
				continue
			}
			seen = append(seen, wholePath(c))
			ok = ok || wholePath(c) == f.Place
		}
		if ok {
			right++
		} else {
			t.Errorf("%s %s: want %s, seen at %q", f.ID, f.Evidence, f.Place, seen)
		}
	}
	t.Logf("places right: %d of %d", right, len(all))
}
