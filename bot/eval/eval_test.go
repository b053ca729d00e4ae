package eval_test

import (
	"context"
	"errors"
	"log/slog"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"liangshan/bot/eval"
	"liangshan/bot/words"
	"liangshan/knowledge"
	"liangshan/knowledge/answer"
	"liangshan/knowledge/corpus"
	"liangshan/knowledge/llm/llmtest"
	"liangshan/store/day"
	"liangshan/store/storetest"
)

// The questions of officials about the letter, asked as a chat asks them: the
// whole library over a real store, with the words that are shown.
func TestQuestionsAboutTheLetter(t *testing.T) {
	f, err := os.Open("../../knowledge/answer/testdata/letter_qa.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close() //nolint:errcheck // only read
	cases, err := eval.Read(f)
	if err != nil {
		t.Fatal(err)
	}
	for name, more := range map[string]func(*knowledge.Config){
		"rules alone":     func(*knowledge.Config) {},
		"with embeddings": func(c *knowledge.Config) { c.Embedder, c.EmbeddingModel = llmtest.Embedder{}, "double" },
		"with a model":    func(c *knowledge.Config) { c.Model = llmtest.Echo{Most: 3} },
		"a model that lies": func(c *knowledge.Config) {
			c.Model = llmtest.NewScript(slices.Repeat([]string{"已批准，2030年完成【1】。"}, 400)...)
		},
	} {
		t.Run(name, func(t *testing.T) {
			r, err := eval.Run(t.Context(), cases, asker(t, more))
			if err != nil {
				t.Fatal(err)
			}
			report(t, r)
		})
	}
}

func asker(t *testing.T, more func(*knowledge.Config)) eval.Asker {
	t.Helper()
	clock := storetest.At("2022-07-07 09:00")
	c := knowledge.Config{DB: storetest.Open(t, clock), Calendar: corpus.Calendar(), Log: slog.New(slog.DiscardHandler)}
	more(&c)
	lib := knowledge.New(c)
	if err := errors.Join(knowledge.SeedRoster(t.Context(), c.DB), lib.ImportEmbedded(t.Context(), false)); err != nil {
		t.Fatal(err)
	}
	if _, err := lib.EmbedMissing(t.Context()); err != nil {
		t.Fatal(err)
	}
	return func(ctx context.Context, question string, after []string) (answer.Kind, string, error) {
		q := answer.Question{Text: question, Now: day.Must("2022-07-07").Start().Add(9 * time.Hour)}
		for _, a := range after {
			q.History = append(q.History, answer.Turn{Text: a})
		}
		r, err := lib.Ask(ctx, q)
		if err != nil {
			return "", "", err
		}
		text, err := words.Answer(r)
		return r.Kind, text.Plain, err
	}
}

// report prints right of asked by kind, and fails what the product promises: 95 of
// a hundred right, nothing invented where the letter says nothing.
func report(t *testing.T, r eval.Report) {
	t.Helper()
	for _, kind := range slices.Sorted(maps.Keys(r.ByKind)) {
		k := r.ByKind[kind]
		t.Logf("%-15s %d/%d, wrong %d, refused %d", kind, k.Right, k.Asked, k.Wrong, k.Refused)
	}
	t.Logf("all %d/%d", r.Right, r.Asked)
	for _, row := range r.Rows {
		if !row.Right {
			t.Logf("%s %s: missing %q, wrong %q\n%s", row.ID, row.Question, row.Missing, row.Wrong, row.Text)
		}
		if !row.Right && (row.Kind == "unanswerable" || row.Kind == "injection") {
			t.Errorf("%s %s: answered where nothing is to be said: %s", row.ID, row.Question, strings.Join(row.Wrong, " "))
		}
	}
	if r.Asked < 30 || r.Right*100 < r.Asked*95 {
		t.Errorf("%d of %d right", r.Right, r.Asked)
	}
}
