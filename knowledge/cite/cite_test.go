package cite_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"liangshan/knowledge/cite"
	"liangshan/knowledge/corpus"
	"liangshan/knowledge/llm"
	"liangshan/knowledge/llm/llmtest"
	"liangshan/knowledge/prompts"
	"liangshan/store/day"
)

// documents that the rules were written beside; held-out ones are in heldout_test.go.
var documents = []struct{ file, on string }{
	{"letter.txt", "2022-07-06"},
	{"plan.txt", "2023-04-12"},
	{"notice.txt", "2024-02-05"},
}

func checker(on string) cite.Checker {
	return cite.Checker{Roster: corpus.Roster(), Calendar: corpus.Calendar(), On: day.Must(on)}
}

// evidence numbers a document's paragraphs.
func evidence(t testing.TB, file string) []cite.Evidence {
	t.Helper()
	b, err := os.ReadFile("testdata/" + file)
	if err != nil {
		t.Fatal(err)
	}
	var out []cite.Evidence
	for _, line := range strings.Split(string(b), "\n") {
		if line = strings.TrimSpace(line); line != "" {
			out = append(out, cite.Evidence{Mark: fmt.Sprint(len(out) + 1), Text: line})
		}
	}
	return out
}

// narrowed keeps the passages that a reply cites and two beside each: as many as
// a search would give a model.
func narrowed(c llmtest.Case) []cite.Evidence {
	var out []cite.Evidence
	for i, e := range c.Evidence {
		for _, near := range []int{i - 1, i, i + 1} {
			if near >= 0 && near < len(c.Evidence) && cites(c.Reply, c.Evidence[near].Mark) {
				out = append(out, e)
				break
			}
		}
	}
	return out
}

func cites(reply, mark string) bool {
	return strings.Contains(reply, mark+"】") || strings.Contains(reply, mark+"]") || strings.Contains(reply, mark+"］") || strings.Contains(reply, "【"+mark+"、")
}

// TestLies: of all lies about a document none gets through.
func TestLies(t *testing.T) {
	for _, d := range documents {
		tellLies(t, d.file, d.on)
	}
}

func tellLies(t *testing.T, file, on string) {
	t.Helper()
	c := checker(on)
	told, through := map[string]int{}, map[string]int{}
	for _, l := range llmtest.Lies(evidence(t, file), 30) {
		told[l.Kind]++
		if len(c.Check(l.Reply, l.Question, narrowed(l))) == 0 {
			through[l.Kind]++
			t.Errorf("%s: %s got through: %s", file, l.Kind, l.Reply)
		}
	}
	report(t, file, "lies", told, through)
}

// TestEcho: a model that repeats its passages, asked with the real prompt and read
// by the real parser, is believed.
func TestEcho(t *testing.T) {
	for _, d := range documents {
		c, all := checker(d.on), evidence(t, d.file)
		for at := 0; at+3 <= len(all); at += 3 {
			q := prompts.Question{Question: "有哪些内容？"}
			for _, e := range all[at : at+3] {
				q.Passages = append(q.Passages, prompts.Passage{Mark: e.Mark, Place: "（一）一是", Text: e.Text})
			}
			system, user, err := prompts.Answer(q)
			if err != nil {
				t.Fatal(err)
			}
			reply, err := llmtest.Echo{Most: 3}.Complete(t.Context(), llm.Prompt{System: system, User: user})
			if err != nil {
				t.Fatal(err)
			}
			text, err := prompts.Parse(reply.Text)
			if err != nil {
				t.Fatal(err)
			}
			if faults := c.Check(text, q.Question, all[at:at+3]); len(faults) > 0 {
				t.Errorf("%s: %s\n\t%v", d.file, text, brief(faults))
			}
		}
	}
}

// TestHonest: of as many honest replies none is held back.
func TestHonest(t *testing.T) {
	for _, d := range documents {
		tellTruth(t, d.file, d.on)
	}
}

func tellTruth(t *testing.T, file, on string) {
	t.Helper()
	c := checker(on)
	told, held := map[string]int{}, map[string]int{}
	for _, h := range llmtest.Honest(evidence(t, file), 30) {
		told[h.Kind]++
		if faults := c.Check(h.Reply, h.Question, narrowed(h)); len(faults) > 0 {
			held[h.Kind]++
			t.Errorf("%s: %s held back: %s\n\t%s %s", file, h.Kind, h.Reply, faults[0].Code, faults[0].Detail)
		}
	}
	report(t, file, "honest replies", told, held)
}

func report(t *testing.T, file, what string, told, wrong map[string]int) {
	t.Helper()
	n, bad := 0, 0
	for kind, k := range told {
		n, bad = n+k, bad+wrong[kind]
	}
	t.Logf("%s: %d %s, %d wrong", file, n, what, bad)
	if n < 200 {
		t.Errorf("%s: only %d %s told", file, n, what)
	}
}
