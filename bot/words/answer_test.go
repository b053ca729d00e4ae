package words

import (
	"bufio"
	"context"
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"liangshan/knowledge/answer"
	"liangshan/knowledge/corpus"
	"liangshan/knowledge/extract"
	"liangshan/knowledge/outline"
	"liangshan/store/day"
)

// asked holds the documents and questions that the engine is held to.
const asked = "../../knowledge/answer/testdata/"

// askedRow is one question of a set in the contract's format.
type askedRow struct {
	ID       string     `json:"id"`
	Doc      string     `json:"doc"`
	Question string     `json:"question"`
	Kind     string     `json:"kind"`
	Must     [][]string `json:"must"`
	MustNot  []string   `json:"must_not"`
	Context  []string   `json:"context"`
}

// unanswerable rows must be told that the documents do not say.
func (r askedRow) unanswerable() bool {
	return r.Kind == "unanswerable" || slices.ContainsFunc(r.Must, func(g []string) bool { return slices.Contains(g, "没有载明") })
}

func readRows(t testing.TB, file string) []askedRow {
	t.Helper()
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var out []askedRow
	sc := bufio.NewScanner(f)
	sc.Buffer(nil, 1<<20)
	for sc.Scan() {
		var r askedRow
		if err := json.Unmarshal(sc.Bytes(), &r); err != nil {
			t.Fatalf("%s: %v", file, err)
		}
		out = append(out, r)
	}
	return out
}

func letterShelf(t testing.TB) *answer.Shelf {
	t.Helper()
	f, err := extract.Read(context.Background(), "reply-letter.txt", corpus.Letter())
	if err != nil {
		t.Fatal(err)
	}
	return &answer.Shelf{
		Docs:   []answer.Doc{{ID: 1, Outline: outline.Read(f), State: answer.Current, Version: 1}},
		Roster: corpus.Roster(), Calendar: corpus.Calendar(),
	}
}

// wrong says what a rendered answer lacks or must not say; empty if it is right.
func wrong(r askedRow, text string) string {
	for _, group := range r.Must {
		ok := false
		for _, alt := range group {
			ok = ok || strings.Contains(text, alt)
		}
		if !ok {
			return "lacks one of " + strings.Join(group[:min(3, len(group))], "|")
		}
	}
	for _, bad := range r.MustNot {
		if strings.Contains(text, bad) {
			return "says " + bad
		}
	}
	return ""
}

// The published letter is asked the questions that officials ask, in their own
// words, on the day after it was issued and four years later.
func TestLetterIsAnsweredRight(t *testing.T) {
	rows := readRows(t, asked+"letter_qa.jsonl")
	shelf := letterShelf(t)
	for _, now := range []string{"2022-07-07", "2026-11-23"} {
		t.Run(now, func(t *testing.T) { askAll(t, shelf, rows, day.Must(now).Start().Add(9*time.Hour)) })
	}
}

func askAll(t *testing.T, shelf *answer.Shelf, rows []askedRow, now time.Time) {
	tried, right := map[string]int{}, map[string]int{}
	for _, r := range rows {
		q := answer.Question{Text: r.Question, Now: now}
		for _, c := range r.Context {
			q.History = append(q.History, answer.Turn{Text: c})
		}
		got := shelf.Ask(q)
		text, err := Say("answer", got)
		if err != nil {
			t.Fatal(err)
		}
		tried[r.Kind]++
		if len(got.Citations) == 0 && got.Nearest == nil && strings.Contains(text.Plain, "依据：") {
			t.Errorf("%s %s: names a source and shows nothing\n%s", r.ID, r.Question, text.Plain)
		}
		if why := wrong(r, text.Plain); why != "" {
			t.Errorf("%s %s: %s\n%s", r.ID, r.Question, why, text.Plain)
			continue
		}
		if got.Kind == answer.NotIn && !r.unanswerable() {
			t.Errorf("%s %s: refused\n%s", r.ID, r.Question, text.Plain)
			continue
		}
		right[r.Kind]++
		if testing.Verbose() {
			t.Logf("%s %s\n%s", r.ID, r.Question, text.Plain)
		}
	}
	for k, n := range tried {
		t.Logf("%s: %d/%d", k, right[k], n)
	}
}

func shelfOf(t testing.TB, files ...string) *answer.Shelf {
	t.Helper()
	s := &answer.Shelf{Roster: corpus.Roster(), Calendar: corpus.Calendar()}
	for i, name := range files {
		b := corpus.Letter()
		if name != "letter" {
			var err error
			if b, err = os.ReadFile(asked + "asked/" + name); err != nil {
				t.Fatal(err)
			}
		} else {
			name = "letter.txt"
		}
		f, err := extract.Read(context.Background(), name, b)
		if err != nil {
			t.Fatal(err)
		}
		s.Docs = append(s.Docs, answer.Doc{ID: int64(i + 1), Outline: outline.Read(f), State: answer.Current, Version: 1})
	}
	return s
}

// Documents of other towns and topics, each asked about by itself. The sets were
// written one after the other, each before the engine had met it; held is a third
// of the first batch that was kept aside.
func TestOtherDocumentsAreAnsweredRight(t *testing.T) {
	for _, set := range []string{"tune", "fresh", "letter2", "held", "last", "bracket", "letter3", "letter4", "field", "matrix", "rep"} {
		t.Run(set, func(t *testing.T) {
			byDoc := map[string][]askedRow{}
			for _, r := range readRows(t, asked+"asked/"+set+".jsonl") {
				byDoc[r.Doc] = append(byDoc[r.Doc], r)
			}
			for name, now := range map[string]string{"letter": "2022-07-07", "plan.md": "2024-03-20", "notice.txt": "2025-05-22", "rules.txt": "2024-02-01", "reply2.txt": "2025-05-06", "minutes.txt": "2024-06-17", "fiveyear.md": "2021-10-15", "bulletin.txt": "2022-12-12", "opinion.txt": "2023-06-28", "points.md": "2023-03-01", "circular.txt": "2024-08-07", "outlook.md": "2023-12-01", "minutes2.txt": "2025-04-10", "scheme2.md": "2024-06-01", "brief3.txt": "2025-03-01", "matrix.md": "2025-04-01"} {
				t.Run(name, func(t *testing.T) {
					askAll(t, shelfOf(t, name), byDoc[name], day.Must(now).Start().Add(9*time.Hour))
				})
			}
		})
	}
}
