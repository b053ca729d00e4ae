package knowledge_test

import (
	"context"
	"errors"
	"log/slog"
	"strings"
	"testing"
	"time"

	"liangshan/knowledge"
	"liangshan/knowledge/answer"
	"liangshan/knowledge/corpus"
	"liangshan/knowledge/llm/llmtest"
	"liangshan/store"
	"liangshan/store/day"
	"liangshan/store/storetest"
)

func library(t *testing.T, model knowledge.Model, sample bool) (*knowledge.Library, *store.DB) {
	t.Helper()
	db := storetest.Open(t, storetest.At("2022-07-10 09:00"))
	lib := knowledge.New(knowledge.Config{DB: db, Calendar: corpus.Calendar(), Model: model, Log: slog.New(slog.DiscardHandler)})
	if err := errors.Join(knowledge.SeedRoster(t.Context(), db), lib.ImportEmbedded(t.Context(), sample)); err != nil {
		t.Fatal(err)
	}
	return lib, db
}

func question(text string) answer.Question {
	return answer.Question{Text: text, Now: day.Must("2022-07-10").Start().Add(9 * time.Hour)}
}

const askedOften = "国家级两山基地哪年创成"

func TestWithoutAModelTheExactSentencesAreTheAnswer(t *testing.T) {
	lib, _ := library(t, nil, false)
	r, err := lib.Ask(t.Context(), question(askedOften))
	if err != nil {
		t.Fatal(err)
	}
	if r.Model || r.Prose != "" || r.Kind != answer.Answered || !strings.Contains(string(corpus.Letter()), r.Citations[0].Quote) {
		t.Errorf("%+v", r)
	}
}

func TestAModelsWordingIsUsedOnlyWhenEverySentenceIsProved(t *testing.T) {
	cases := []struct {
		name    string
		replies []string
		used    bool
	}{
		{"true and cited", []string{"2026年力争成功创建为国家“两山”基地【1】。"}, true},
		{"wrong year, twice", []string{"2025年力争成功创建为国家“两山”基地【1】。", "2027年力争成功创建为国家“两山”基地【1】。"}, false},
		{"力争 made 必须", []string{"2026年必须成功创建为国家“两山”基地【1】。", "2026年必须成功创建为国家“两山”基地【1】。"}, false},
		{"no mark", []string{"2026年力争成功创建为国家“两山”基地。", "2026年力争成功创建为国家“两山”基地。"}, false},
		{"mended the second time", []string{"2025年创建成功【1】。", "2026年力争成功创建为国家“两山”基地【1】。"}, true},
		{"silent", nil, false},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			lib, _ := library(t, llmtest.NewScript(c.replies...), false)
			r, err := lib.Ask(t.Context(), question(askedOften))
			if err != nil {
				t.Fatal(err)
			}
			if r.Model != c.used {
				t.Errorf("model used: %v, want %v; prose %q", r.Model, c.used, r.Prose)
			}
			if r.Kind != answer.Answered || len(r.Citations) == 0 {
				t.Errorf("a broken model cost the answer: %+v", r.Answer)
			}
		})
	}
}

func TestTheSameBytesChangeNothingAndANewTextIsANewVersion(t *testing.T) {
	lib, db := library(t, nil, false)
	first := plan("2022年9月30日前", "区林业局")
	one := imported(t, lib, first)
	if again := imported(t, lib, first); again.Status != knowledge.Unchanged || again.Document.ID != one.Document.ID || again.Tasks != one.Tasks {
		t.Errorf("the same bytes: %+v", again)
	}
	two := imported(t, lib, plan("2022年10月31日前", "区林业局"))
	if two.Status != knowledge.NewVersion || len(two.Changes.Changed) != 1 || len(two.Changes.Added)+len(two.Changes.Dropped) != 0 {
		t.Fatalf("new version: %s %+v", two.Status, two.Changes)
	}
	if got := two.Changes.Touched(); len(got) != 1 || got[0] != "区林业局" {
		t.Errorf("touched %v", got)
	}
	storetest.Read(t, db, func(v *store.View) error {
		list, err := v.Tasks(store.TaskFilter{Unit: "区林业局"})
		if len(list) != 1 || list[0].DueTo != day.Must("2022-10-31") {
			t.Errorf("in force: %+v", list)
		}
		return err
	})
}

func TestARecordFollowsItsTaskIntoTheNewVersion(t *testing.T) {
	lib, db := library(t, nil, false)
	imported(t, lib, plan("2022年9月30日前", "区林业局"))
	var dep store.Department
	storetest.Write(t, db, func(tx *store.Tx) error {
		list, err := tx.Tasks(store.TaskFilter{Unit: "区林业局"})
		if err != nil {
			return err
		}
		if dep, err = tx.Department("区林业局"); err != nil {
			return err
		}
		if err := tx.SeeMember(store.Member{ID: 1, Name: "甲"}); err != nil {
			return err
		}
		u, err := tx.Draft(store.Update{
			ChatID: 1, MessageID: 1, Member: store.Member{ID: 1}, Department: dep, SentAt: tx.Now(),
			Records: []store.Record{{Department: dep, TaskID: list[0].ID, Status: store.RecordDone}},
		})
		if err != nil {
			return err
		}
		return tx.Confirm(u.ID, 1)
	})
	imported(t, lib, plan("2022年10月31日前", "区林业局"))
	storetest.Read(t, db, func(v *store.View) error {
		list, err := v.Tasks(store.TaskFilter{Unit: "区林业局"})
		if err == nil && list[0].Status != store.RecordDone {
			t.Errorf("status in the new version: %s", list[0].Status)
		}
		return err
	})
}

func TestARefusedFileChangesNothing(t *testing.T) {
	lib, db := library(t, nil, false)
	r, err := lib.Import(t.Context(), knowledge.ImportRequest{Name: "绝密.txt", Data: []byte("绝密★10年\n\n关于某事的通知\n一、做好某事。\n")})
	if err != nil || r.Status != knowledge.Refused || r.Refusal == nil {
		t.Fatalf("%+v, %v", r, err)
	}
	storetest.Read(t, db, func(v *store.View) error {
		docs, err := v.Documents()
		if len(docs) != 1 {
			t.Errorf("%d documents", len(docs))
		}
		return err
	})
}

func TestPeriodsBecomeDays(t *testing.T) {
	for period, want := range map[string]string{
		"2022": "2022-01-01..2022-12-31", "2022-07": "2022-07-01..2022-07-31", "2022-Q3": "2022-07-01..2022-09-30", "2022-07-08": "2022-07-08..2022-07-08",
		"2022-08-08/2022-08-14": "2022-08-08..2022-08-14", "2022-01/2022-08": "2022-01-01..2022-08-31", "": "..", "soon": "..", "2022-13": "..", "2022-02-30": "..",
	} {
		from, to := knowledge.PeriodDays(period)
		if got := from.String() + ".." + to.String(); got != want {
			t.Errorf("%q: %s, want %s", period, got, want)
		}
	}
}

func plan(due, lead string) []byte {
	return []byte("荣两山办〔2022〕9号\n\n# 荣昌区某项工作方案\n\n各镇街：\n\n## 一、总体要求\n\n坚持生态优先。\n\n附件：任务分解表\n\n荣昌区“两山”创建办\n\n2022年8月1日\n\n" +
		"附件\n\n任务分解表\n\n| 序号 | 重点任务 | 牵头单位 | 完成时限 |\n| --- | --- | --- | --- |\n| 1 | 完成古树名木挂牌保护 | " + lead + " | " + due + " |\n")
}

func imported(t *testing.T, lib *knowledge.Library, data []byte) knowledge.Receipt {
	t.Helper()
	r, err := lib.Import(context.Background(), knowledge.ImportRequest{Name: "plan.md", Data: data})
	if err != nil || r.Refusal != nil {
		t.Fatalf("%+v, %v", r.Refusal, err)
	}
	return r
}

// A paper that bears no date and speaks of 十年来 closes nothing: what it tells is told, what stood before stays.
func TestAPaperWithoutADateClosesNothing(t *testing.T) {
	lib, _ := library(t, nil, false)
	undated := "荣昌区河道管护情况\n\n一、基本情况\n\n十年来，区水利局要逐年落实河道清漂任务。近三年累计清理河道12公里，明年6月底前完成护岸加固。\n"
	imported(t, lib, []byte(undated))
	for text, want := range map[string]string{askedOften: "2026年力争成功创建", "累计清理河道多少公里": "12公里"} {
		r, err := lib.Ask(t.Context(), question(text))
		if err != nil || len(r.Citations) == 0 || !strings.Contains(r.Citations[0].Quote, want) {
			t.Errorf("%s: %+v, %v", text, r, err)
		}
	}
}
