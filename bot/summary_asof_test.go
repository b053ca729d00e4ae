package bot_test

import (
	"bytes"
	"testing"

	"liangshan/bot/words"
	"liangshan/store"
	"liangshan/store/day"
	"liangshan/store/storetest"
)

// later is what happens in the week after: 销号, a later due time, an answered and a closed problem.
func (r *ledgerRoom) later() {
	r.clock.Set(storetest.At("2022-10-20 10:00").Now())
	storetest.Write(r.t, r.db, func(tx *store.Tx) error {
		for what, change := range map[string]func(*store.Task){
			"古树名木挂牌保护":      func(t *store.Task) { t.Closed, t.Evidence = true, "验收表" },
			"濑溪河、清流河生态护岸建设": func(t *store.Task) { t.SetDue(store.Due{Text: "2023年1月底前", To: day.Must("2023-01-31")}) },
		} {
			now, err := tx.Task(r.tasks[what])
			if err != nil {
				return err
			}
			change(&now)
			if _, err := tx.Amend(0, now, "会议决定"); err != nil {
				return err
			}
		}
		list, err := tx.Problems(0)
		if err != nil {
			return err
		}
		for _, p := range list {
			if err := tx.AnswerProblem(p.ID, r.deps["区林业局"].ID+1000, "已协调"); err != nil {
				return err
			}
			if err := tx.CloseProblem(p.ID, r.deps["区林业局"].ID+1000); err != nil {
				return err
			}
		}
		return nil
	})
	r.says("2022-10-20 11:00", "区水利局", store.Record{TaskID: r.tasks["濑溪河、清流河生态护岸建设"], Status: store.RecordDone, Text: "护岸已完成"})
}

// problem carries on what the water bureau reported twice.
func (r *ledgerRoom) problem() {
	storetest.Write(r.t, r.db, func(tx *store.Tx) error {
		id, err := tx.AddProblem(store.Problem{TaskID: r.tasks["濑溪河、清流河生态护岸建设"], Department: r.deps["区水利局"]})
		if err != nil {
			return err
		}
		list, err := tx.TaskUpdates(r.tasks["濑溪河、清流河生态护岸建设"])
		for _, u := range list {
			for _, x := range u.Records {
				for i, text := range x.Problems {
					if err := tx.Mention(store.Mention{Problem: id, Record: x.ID, Position: i, Text: text}); err != nil {
						return err
					}
				}
			}
		}
		return err
	})
}

// A past span is told as it was: what was decided later changes neither the words nor a byte of a file.
func TestWhatWasDecidedLaterDoesNotChangeAPastSpan(t *testing.T) {
	r := newLedgerRoom(t)
	r.fill()
	r.problem()
	then := r.clock.Now()
	forms := func(order string) map[string][]byte {
		b := r.brief(order)
		out := map[string][]byte{}
		for name, form := range map[string]func(words.Brief) ([]byte, error){
			"chat": func(b words.Brief) ([]byte, error) { s, err := words.Say("summary", b); return []byte(s.Plain), err },
			"docx": func(b words.Brief) ([]byte, error) { return words.Document("", b) },
			"xlsx": words.Workbook, "png": words.Picture,
		} {
			data, err := form(b)
			if err != nil {
				t.Fatal(err)
			}
			out[name] = data
		}
		return out
	}
	week, past := forms("本周汇总"), forms("上周汇总")
	r.later()
	if got := forms("10月3日至10月9日汇总")["chat"]; !bytes.Equal(got, past["chat"]) {
		t.Errorf("last week, told two weeks later:\n%s\nwas\n%s", got, past["chat"])
	}
	now := forms("本周汇总")["chat"]
	if !bytes.Contains(now, []byte("已销号1")) || bytes.Equal(now, week["chat"]) {
		t.Errorf("what was decided does not show in its own week:\n%s", now)
	}
	r.clock.Set(then)
	for name, got := range forms("本周汇总") {
		if !bytes.Equal(got, week[name]) {
			t.Errorf("%s as of the same instant differs", name)
		}
	}
}
