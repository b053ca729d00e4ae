package knowledge_test

import (
	"context"
	"log/slog"
	"slices"
	"strings"
	"testing"
	"time"

	"liangshan/knowledge"
	"liangshan/knowledge/corpus"
	"liangshan/knowledge/llm"
	"liangshan/knowledge/llm/llmtest"
	"liangshan/knowledge/progress"
	"liangshan/store/storetest"
)

// blocked says, in words that no table holds, what is in the way.
const blocked = "松材线虫病枯死木清理680株，施工队和业主不对付"

func readsReport(t *testing.T, lib *knowledge.Library, text string) knowledge.Draft {
	t.Helper()
	d, err := lib.ReadUpdate(t.Context(), knowledge.UpdateMessage{Text: text, Department: "区林业局", Sent: storetest.At("2022-07-12 09:00").Now()})
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// The model sees the message cut and numbered, with the department's open tasks,
// and answers with numbers; the draft says that it had a part in it.
func TestAModelProposesWhatTheWordsLeaveOpen(t *testing.T) {
	m := llmtest.NewScript(`{"parts":[{"part":2,"is":"problem","task":0,"name":"","figures":[]}]}`)
	d := readsReport(t, withModel(t, storetest.Open(t, storetest.At("2022-07-12 09:00")), m, 0), blocked)
	if r := d.Update.Records; len(r) != 1 || !slices.Equal(r[0].Problems, []string{"施工队和业主不对付"}) || len(r[0].Metrics) != 1 || r[0].Metrics[0].Value != 680 {
		t.Errorf("%+v", r)
	}
	if !d.Asked || !slices.Contains(d.Update.Flags, progress.FlagProposed) {
		t.Errorf("asked %v, flags %v", d.Asked, d.Update.Flags)
	}
	if len(m.Prompts) != 1 {
		t.Fatalf("asked %d times", len(m.Prompts))
	}
	for _, want := range []string{"【1】松材线虫病枯死木清理680株\n    数字1：680株", "【2】施工队和业主不对付", "区林业局"} {
		if !strings.Contains(m.Prompts[0].User, want) {
			t.Errorf("the prompt lacks %q:\n%s", want, m.Prompts[0].User)
		}
	}
}

// Whatever a model answers, a report is read at least as the rules read it.
func TestABadProposalCostsNothing(t *testing.T) {
	plain := readsReport(t, withModel(t, storetest.Open(t, storetest.At("2022-07-12 09:00")), nil, 0), blocked)
	for _, reply := range []string{
		"", "无", "{", `{"sentences":[]}`, `{"parts":null}`, `{"parts":[]}`, `[]`, `{"parts":[{"part":"一"}]}`,
		`{"parts":[{"part":1,"is":"talk","task":1,"name":"9999亩","figures":[{"figure":1,"is":"progress","name":"9999"}]},{"part":77,"is":"problem"},{"part":-3}]}`,
		`{"parts":[{"part":1,"is":"problem","figures":[{"figure":1,"is":"target"}]},{"part":2,"is":"question"}]}`,
	} {
		d := readsReport(t, withModel(t, storetest.Open(t, storetest.At("2022-07-12 09:00")), llmtest.NewScript(reply), 0), blocked)
		if len(d.Update.Records) != 1 || d.Update.Records[0].Percent != nil || !slices.Equal(d.Update.Records[0].Metrics, plain.Update.Records[0].Metrics) || d.Update.Records[0].TaskID != plain.Update.Records[0].TaskID {
			t.Errorf("%s: %+v", reply, d.Update.Records)
		}
	}
}

// A model that hangs is waited for once; a report that leaves nothing open, one
// that is not to be recorded, and any where the model stands outside, ask none.
func TestWhenAModelIsAskedAboutAReport(t *testing.T) {
	clock := storetest.At("2022-07-12 09:00")
	calls := 0
	hangs := speaking(func(ctx context.Context, _ llm.Prompt) (llm.Reply, error) {
		calls++
		<-ctx.Done()
		return llm.Reply{}, ctx.Err()
	})
	db := storetest.Open(t, clock)
	lib := withModel(t, db, hangs, 30*time.Millisecond)
	for _, text := range []string{
		"森林抚育完成2600亩，占全年任务的65%", "收到，谢谢", "本周无新进展", "【机密】" + blocked, "规划几时发布？",
	} {
		if d := readsReport(t, lib, text); d.Asked {
			t.Errorf("%s was shown to the model: %+v", text, d.Reading)
		}
	}
	for range 3 {
		if d := readsReport(t, lib, blocked); len(d.Update.Records) != 1 {
			t.Errorf("%+v", d.Update)
		}
	}
	if calls != 1 {
		t.Errorf("waited %d times", calls)
	}
	away := knowledge.New(knowledge.Config{DB: db, Calendar: corpus.Calendar(), Model: hangs, Abroad: true, Log: slog.New(slog.DiscardHandler)})
	if d := readsReport(t, away, blocked); d.Asked || calls != 1 {
		t.Error("a report left the house")
	}
}
