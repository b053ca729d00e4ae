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

// variants are the letter as other hands would have pasted it.
func variants() map[string][]string {
	lines := strings.Split(letterText, "\n")
	var glued, apart, narrowed, wrappedLines []string
	half := strings.NewReplacer("（", "(", "）", ")", "，", ",", "：", ":", "；", ";", "．", ".", "〔", "[", "〕", "]")
	for _, l := range lines {
		narrowed = append(narrowed, half.Replace(l))
		if strings.TrimSpace(l) == "" {
			wrappedLines = append(wrappedLines, l)
			continue
		}
		glued = append(glued, l)
		apart = append(apart, l, "")
		r := []rune(l)
		for len(r) > 40 {
			wrappedLines = append(wrappedLines, string(r[:40]))
			r = r[40:]
		}
		wrappedLines = append(wrappedLines, string(r))
	}
	return map[string][]string{"no blank lines": glued, "blank lines everywhere": apart, "half-width signs": narrowed, "hard line breaks": wrappedLines}
}

func TestTheLetterReadsTheSameHoweverItWasPasted(t *testing.T) {
	half := strings.NewReplacer("（", "(", "）", ")", "，", ",", "：", ":", "；", ";", "．", ".", "〔", "[", "〕", "]")
	for name, lines := range variants() {
		f, err := extract.Read(context.Background(), "letter.txt", []byte(strings.Join(lines, "\n")))
		if err != nil {
			t.Fatal(err)
		}
		doc := Read(f)
		if doc.Issued.String() != "2022-07-06" || doc.Number != "荣环函〔2022〕98号" || doc.Addressee != "区政协人口资源环境建设委员会" || doc.Short != "复函" {
			t.Errorf("%s: %s %s %s %s", name, doc.Issued, doc.Number, doc.Addressee, doc.Short)
		}
		right := 0
		for _, fact := range facts(t) {
			ok := false
			for i := range doc.Clauses {
				c := &doc.Clauses[i]
				ok = ok || strings.Contains(half.Replace(c.Text), half.Replace(fact.Evidence)) && half.Replace(wholePath(c)) == half.Replace(fact.Place)
			}
			if ok {
				right++
			} else {
				t.Errorf("%s: %s %s is not at %s", name, fact.ID, fact.Evidence, fact.Place)
			}
		}
		t.Logf("%s: places right: %d of 88", name, right)
	}
}
