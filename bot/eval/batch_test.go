package eval_test

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"liangshan/bot/words"
	"liangshan/knowledge"
	"liangshan/knowledge/answer"
	"liangshan/knowledge/corpus"
	"liangshan/store/day"
	"liangshan/store/storetest"
)

// batchCase is a question of a batch: composed, with its documents, by somebody who
// had not seen how answers are found.
type batchCase struct {
	ID, Set, Question, Kind string
	After, Expect, Forbid   []string
	Answerable              bool
	AsOf                    string `json:"as_of"`
}

// Documents of other places stand beside the letter, and each is asked about in the
// words of people. What a set was first answered with stands in the history; here it
// may not fall behind what it reached.
func TestBatchesOfStrangersQuestions(t *testing.T) {
	dirs, err := filepath.Glob("testdata/batch*")
	if err != nil || len(dirs) == 0 {
		t.Fatal(dirs, err)
	}
	for _, dir := range dirs {
		t.Run(filepath.Base(dir), func(t *testing.T) { askBatch(t, dir) })
	}
}

func askBatch(t *testing.T, dir string) {
	shelves := librariesOf(t, dir)
	asked, right, refused := 0, 0, 0
	for _, c := range casesOf(t, dir) {
		q := answer.Question{Text: c.Question, Now: day.Must(c.AsOf).Start().Add(9 * time.Hour)}
		for _, a := range c.After {
			q.History = append(q.History, answer.Turn{Text: a})
		}
		r, err := shelves[c.Set].Ask(t.Context(), q)
		if err != nil {
			t.Fatal(err)
		}
		text, err := words.Answer(r)
		if err != nil {
			t.Fatal(err)
		}
		asked++
		if c.Answerable && r.Kind == answer.NotIn {
			refused++
		}
		if why := c.fault(r.Kind, text.Plain); why != "" {
			t.Logf("%s %q %s: %s\n%s", c.ID, c.After, c.Question, why, text.Plain)
			continue
		}
		right++
	}
	t.Logf("right %d of %d, answerable ones refused %d", right, asked, refused)
	if right*100 < asked*95 {
		t.Errorf("%d of %d right", right, asked)
	}
}

// fault says what is wrong with an answer; "" if nothing is.
func (c batchCase) fault(kind answer.Kind, text string) string {
	if !c.Answerable && kind == answer.Answered {
		return "answered what the documents do not say"
	}
	for _, e := range c.Expect {
		ok := false
		for _, alt := range strings.Split(e, "|") {
			ok = ok || strings.Contains(text, alt)
		}
		if !ok {
			return "lacks " + e
		}
	}
	for _, f := range c.Forbid {
		if strings.Contains(text, f) {
			return "says " + f
		}
	}
	return ""
}

func casesOf(t *testing.T, dir string) []batchCase {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(dir, "questions.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	var out []batchCase
	for sc := bufio.NewScanner(bytes.NewReader(b)); sc.Scan(); {
		c := batchCase{AsOf: "2026-11-23"}
		if err := json.Unmarshal(sc.Bytes(), &c); err != nil {
			t.Fatal(err)
		}
		out = append(out, c)
	}
	return out
}

// librariesOf fills a library with the letter and the documents of each set.
func librariesOf(t *testing.T, dir string) map[string]*knowledge.Library {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(dir, "sets.json"))
	if err != nil {
		t.Fatal(err)
	}
	sets := map[string][]string{}
	if err := json.Unmarshal(b, &sets); err != nil {
		t.Fatal(err)
	}
	out := map[string]*knowledge.Library{}
	for name, files := range sets {
		db := storetest.Open(t, storetest.At("2026-11-23 09:00"))
		lib := knowledge.New(knowledge.Config{DB: db, Calendar: corpus.Calendar(), Log: slog.New(slog.DiscardHandler)})
		if err := errors.Join(knowledge.SeedRoster(t.Context(), db), lib.ImportEmbedded(t.Context(), false)); err != nil {
			t.Fatal(err)
		}
		for _, f := range files {
			data, err := os.ReadFile(filepath.Join(dir, "docs", f))
			if err != nil {
				t.Fatal(err)
			}
			if r, err := lib.Import(t.Context(), knowledge.ImportRequest{Name: f, Data: data}); err != nil || r.Refusal != nil {
				t.Fatal(f, err, r.Refusal)
			}
		}
		out[name] = lib
	}
	return out
}
