package store_test

import (
	"encoding/json"
	"errors"
	"testing"
	"time"

	"liangshan/store"
	"liangshan/store/storetest"
)

// asked keeps a question of a person, a minute later than the one before.
func asked(t *testing.T, db *store.DB, c *storetest.Clock, chat, message, who int64, text string) store.Question {
	t.Helper()
	c.Add(time.Minute)
	var q store.Question
	storetest.Write(t, db, func(tx *store.Tx) (err error) {
		if err := tx.SeeMember(store.Member{ID: who, Name: "甲"}); err != nil {
			return err
		}
		if _, err := tx.SeeChat(chat, "supergroup", "创建群"); err != nil {
			return err
		}
		q, err = tx.Asked(store.Question{
			ChatID: chat, MessageID: message, MemberID: who, Text: text, Kind: "not_in_documents",
			Citations: json.RawMessage(`[]`), Carry: json.RawMessage(`{}`),
		})
		return err
	})
	return q
}

func unanswered(t *testing.T, db *store.DB, chat int64) []store.Unanswered {
	t.Helper()
	var out []store.Unanswered
	storetest.Read(t, db, func(v *store.View) (err error) {
		out, err = v.Unanswered(chat)
		return err
	})
	return out
}

func leaveOpen(t *testing.T, db *store.DB, q store.Question, key string, why store.Reason) (id int64) {
	t.Helper()
	storetest.Write(t, db, func(tx *store.Tx) (err error) {
		id, err = tx.LeaveOpen(q.ID, key, q.Text, why)
		return err
	})
	return id
}

func TestLikeQuestionsWaitAsOneUntilACoordinatorReplies(t *testing.T) {
	c := storetest.At("2022-07-10 09:00")
	db := storetest.Open(t, c)
	id := leaveOpen(t, db, asked(t, db, c, -1, 11, 7, "有多少家医院"), "医院", store.Silent)
	if again := leaveOpen(t, db, asked(t, db, c, -2, 12, 8, "医院有几家"), "医院", store.Silent); again != id {
		t.Fatalf("two numbers, %d and %d, for one question", id, again)
	}
	leaveOpen(t, db, asked(t, db, c, -1, 13, 7, "有多少所学校"), "学校", store.Silent)
	list := unanswered(t, db, 0)
	if len(list) != 2 || list[0].Text != "有多少所学校" || len(list[1].Asked) != 2 || list[1].Text != "有多少家医院" {
		t.Fatalf("%+v", list)
	}
	if in := unanswered(t, db, -2); len(in) != 1 || len(in[0].Asked) != 1 {
		t.Errorf("of one chat: %+v", in)
	}

	var r store.Reply
	storetest.Write(t, db, func(tx *store.Tx) (err error) {
		r, err = tx.DraftReply(store.Reply{Unanswered: id, ChatID: 7, MessageID: 1, Member: store.Member{ID: 7}, Text: "3家"})
		return err
	})
	if len(unanswered(t, db, 0)) != 2 {
		t.Error("a draft ended the waiting")
	}
	c.Add(time.Minute)
	storetest.Write(t, db, func(tx *store.Tx) error { return tx.ConfirmReply(r.ID, 7) })
	if list := unanswered(t, db, 0); len(list) != 1 || list[0].ID == id {
		t.Errorf("after the reply: %+v", list)
	}
	if err := db.Write(t.Context(), func(tx *store.Tx) error { return tx.ConfirmReply(r.ID, 7) }); !errors.Is(err, store.ErrState) {
		t.Errorf("confirmed twice: %v", err)
	}
	leaveOpen(t, db, asked(t, db, c, -1, 14, 7, "医院呢"), "医院", store.Silent)
	if list := unanswered(t, db, 0); len(list) != 2 || len(list[0].Asked) != 1 {
		t.Errorf("what is asked after the reply waits again: %+v", list)
	}
}

func TestAReplyIsCitableUntilItIsWithdrawnSupersededOrFiled(t *testing.T) {
	for _, end := range []struct {
		to    store.ReplyState
		waits int
	}{{store.ReplyWithdrawn, 1}, {store.ReplyFiled, 0}, {store.ReplySuperseded, 0}} {
		t.Run(string(end.to), func(t *testing.T) {
			c := storetest.At("2022-07-10 09:00")
			db := storetest.Open(t, c)
			id := leaveOpen(t, db, asked(t, db, c, -1, 11, 7, "有多少家医院"), "医院", store.Silent)
			c.Add(time.Minute)
			storetest.Write(t, db, func(tx *store.Tx) error {
				for i, text := range []string{"2家", "3家"} {
					r, err := tx.DraftReply(store.Reply{Unanswered: id, ChatID: 7, MessageID: int64(i), Member: store.Member{ID: 7}, Text: text})
					if err != nil {
						return err
					}
					if err := tx.ConfirmReply(r.ID, 7); err != nil {
						return err
					}
				}
				if end.to == store.ReplySuperseded {
					return nil
				}
				r, err := tx.ReplyTo(id)
				if err != nil {
					return err
				}
				return tx.EndReply(r.ID, 7, end.to)
			})
			storetest.Read(t, db, func(v *store.View) error {
				list, err := v.Replies()
				if end.to == store.ReplySuperseded {
					if len(list) != 1 || list[0].Text != "3家" || list[0].Question != "有多少家医院" || list[0].Member.Name != "甲" {
						t.Errorf("%+v", list)
					}
					return err
				}
				if len(list) != 0 {
					t.Errorf("still citable: %+v", list)
				}
				if r, err := v.Reply(2); err != nil || r.State != end.to || r.Text != "3家" {
					t.Errorf("not on record: %+v, %v", r, err)
				}
				return err
			})
			if got := len(unanswered(t, db, 0)); got != end.waits {
				t.Errorf("%d wait, want %d", got, end.waits)
			}
		})
	}
}

func TestADoubtWaitsWhileItStands(t *testing.T) {
	c := storetest.At("2022-07-10 09:00")
	db := storetest.Open(t, c)
	q := asked(t, db, c, -1, 11, 7, "规划何时发布")
	leaveOpen(t, db, q, "规划", store.Doubted)
	steps := []struct {
		who     int64
		verdict store.Verdict
		waits   int
		ups     int
		downs   int
	}{{7, store.ThumbsDown, 1, 0, 1}, {8, store.ThumbsDown, 1, 0, 2}, {7, store.NoVerdict, 1, 0, 1}, {8, store.ThumbsUp, 0, 1, 0}, {8, store.ThumbsUp, 0, 1, 0}}
	for i, s := range steps {
		storetest.Write(t, db, func(tx *store.Tx) error {
			if err := tx.SeeMember(store.Member{ID: s.who, Name: "甲"}); err != nil {
				return err
			}
			_, err := tx.Judge(q.ID, s.who, s.verdict)
			return err
		})
		if got := unanswered(t, db, 0); len(got) != s.waits || len(got) > 0 && got[0].Downs() != s.downs {
			t.Errorf("step %d: %+v", i, got)
		}
		storetest.Read(t, db, func(v *store.View) error {
			ups, downs, err := v.Verdicts(q.AskedAt, -1)
			if ups != s.ups || downs != s.downs {
				t.Errorf("step %d: %d up, %d down", i, ups, downs)
			}
			return err
		})
	}
}

func TestAnEditedQuestionThatIsAnsweredWaitsNoMore(t *testing.T) {
	c := storetest.At("2022-07-10 09:00")
	db := storetest.Open(t, c)
	id := leaveOpen(t, db, asked(t, db, c, -1, 11, 7, "有多少家医元"), "医元", store.Silent)
	asked(t, db, c, -1, 11, 7, "有多少家医院")
	if list := unanswered(t, db, 0); len(list) != 0 {
		t.Errorf("%+v", list)
	}
	storetest.Read(t, db, func(v *store.View) error {
		u, err := v.UnansweredOf(id)
		if u.Text != "有多少家医元" || len(u.Asked) != 0 {
			t.Errorf("%+v", u)
		}
		return err
	})
}

func TestADroppedQuestionStaysOffTheList(t *testing.T) {
	c := storetest.At("2022-07-10 09:00")
	db := storetest.Open(t, c)
	id := leaveOpen(t, db, asked(t, db, c, -1, 11, 7, "中午吃什么"), "吃", store.Silent)
	storetest.Write(t, db, func(tx *store.Tx) error { return tx.DropUnanswered(id, 7) })
	leaveOpen(t, db, asked(t, db, c, -1, 12, 7, "晚上吃什么"), "吃", store.Silent)
	if list := unanswered(t, db, 0); len(list) != 0 {
		t.Errorf("%+v", list)
	}
	if err := db.Write(t.Context(), func(tx *store.Tx) error { return tx.DropUnanswered(id, 7) }); !errors.Is(err, store.ErrState) {
		t.Errorf("dropped twice: %v", err)
	}
}

func TestVectorsAreKeptByTextAndModel(t *testing.T) {
	db := storetest.Open(t, storetest.At("2022-07-10 09:00"))
	storetest.Write(t, db, func(tx *store.Tx) error {
		return errors.Join(
			tx.PutVectors("a", []store.Vector{{SHA: "1", Codes: []byte{1}}, {SHA: "2", Codes: []byte{2}}}),
			tx.PutVectors("a", []store.Vector{{SHA: "1", Codes: []byte{3}}}),
			tx.PutVectors("b", []store.Vector{{SHA: "1", Codes: []byte{4}}}))
	})
	storetest.Read(t, db, func(v *store.View) error {
		got, err := v.Vectors("a")
		if len(got) != 2 || got["1"][0] != 3 || got["2"][0] != 2 {
			t.Errorf("%v", got)
		}
		return err
	})
}
