package knowledge_test

import (
	"encoding/json"
	"testing"

	"liangshan/knowledge"
	"liangshan/knowledge/answer"
	"liangshan/store"
	"liangshan/store/storetest"
)

// replied has a coordinator answer a question that was asked.
func replied(t *testing.T, db *store.DB, asked, text string) (id int64) {
	t.Helper()
	storetest.Write(t, db, func(tx *store.Tx) error {
		if err := tx.SeeMember(store.Member{ID: 7, Name: "老陈"}); err != nil {
			return err
		}
		q, err := tx.Asked(store.Question{ChatID: 7, MessageID: int64(len(asked)), MemberID: 7, Text: asked, Kind: "not_in_documents", Citations: json.RawMessage(`[]`), Carry: json.RawMessage(`{}`)})
		if err != nil {
			return err
		}
		open, err := tx.LeaveOpen(q.ID, asked, asked, store.Silent)
		if err != nil {
			return err
		}
		r, err := tx.DraftReply(store.Reply{Unanswered: open, ChatID: 7, MessageID: 1, Member: store.Member{ID: 7}, Text: text})
		id = r.ID
		if err != nil {
			return err
		}
		return tx.ConfirmReply(r.ID, 7)
	})
	return id
}

// A coordinator's word is cited for the question that it answers, by name and day,
// and for no other.
func TestACoordinatorsReplyIsCitedForItsQuestionOnly(t *testing.T) {
	cases := []struct {
		asked, reply string
		same, other  []string
	}{
		{
			"荣昌区有多少家医院", "全区共3家，名单见区卫健委网站。",
			[]string{"荣昌区有多少家医院？", "医院有几家", "荣昌有好多医院"},
			[]string{"荣昌区有多少所学校", "荣昌区有多少家诊所", "2019年荣昌区有多少家医院", "永川区有多少家医院"},
		},
		{
			"万灵镇的游客接待中心什么时候开放", "定于2022年11月1日开放。",
			[]string{"万灵镇游客接待中心何时开放", "万灵镇的游客接待中心哪天开放？"},
			[]string{"清江镇的游客接待中心什么时候开放", "万灵镇的停车场什么时候开放"},
		},
		{
			"2022年食堂补贴多少钱", "每人每月300元。",
			[]string{"2022年食堂补贴多少钱"},
			[]string{"2023年食堂补贴多少钱", "2022年交通补贴多少钱"},
		},
	}
	for _, c := range cases {
		t.Run(c.asked, func(t *testing.T) {
			lib, db := library(t, nil, true)
			if r := ask(t, lib, c.asked); r.Kind != answer.NotIn {
				t.Fatalf("the documents say it: %+v", r.Lines)
			}
			id := replied(t, db, c.asked, c.reply)
			for _, q := range c.same {
				r := ask(t, lib, q)
				if !fromCoordinator(r) || r.Lines[0].Text != c.reply || r.Citations[0].Replied != "老陈" || r.Citations[0].DocID != 0 {
					t.Errorf("%s: %s %+v", q, r.Kind, r.Lines)
				}
			}
			for _, q := range c.other {
				if r := ask(t, lib, q); fromCoordinator(r) {
					t.Errorf("%s: answered by the reply to another question", q)
				}
			}
			storetest.Write(t, db, func(tx *store.Tx) error { return tx.EndReply(id, 7, store.ReplyWithdrawn) })
			if r := ask(t, lib, c.asked); r.Kind != answer.NotIn {
				t.Errorf("withdrawn, and still said: %+v", r.Lines)
			}
		})
	}
}

func fromCoordinator(r knowledge.Reply) bool {
	return len(r.Lines) > 0 && r.Lines[0].Code == answer.FromReply
}

func TestWhatDocumentsSayComesBeforeACoordinatorsWord(t *testing.T) {
	lib, db := library(t, nil, true)
	for _, q := range []string{askedOften, "规划什么时候发布", "濑溪河水质要达到几类"} {
		replied(t, db, q, "另有说法。")
		if r := ask(t, lib, q); fromCoordinator(r) {
			t.Errorf("%s: %+v", q, r.Lines)
		}
	}
}

func TestQuestionsThatAskTheSameAreOne(t *testing.T) {
	lib, _ := library(t, nil, true)
	key := func(q string) string {
		k, err := lib.Alike(t.Context(), ask(t, lib, q).Carry)
		if err != nil {
			t.Fatal(err)
		}
		return k
	}
	for _, same := range [][]string{
		{"荣昌区有多少家医院？", "医院有几家", "荣昌有好多医院", "全区一共有几家医院"},
		{"食堂补贴多少钱", "食堂补贴好多钱？"},
	} {
		for _, q := range same[1:] {
			if key(q) != key(same[0]) {
				t.Errorf("%s is apart from %s", q, same[0])
			}
		}
	}
	apart := []string{"荣昌区有多少家医院", "医院在哪里", "荣昌区有多少所学校", "2023年有多少家医院", "清江镇有多少家医院", "万灵镇有多少家医院", "区林业局有多少人", "区水利局有多少人"}
	seen := map[string]string{}
	for _, q := range apart {
		k := key(q)
		if seen[k] != "" {
			t.Errorf("%s is taken for %s", q, seen[k])
		}
		seen[k] = q
	}
}
