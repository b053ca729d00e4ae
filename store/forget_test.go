package store_test

import (
	"strings"
	"testing"

	"liangshan/store"
	"liangshan/store/storetest"
)

// A person asks to be forgotten: neither name nor questions nor raw messages stay;
// what the department reported does.
func TestAPersonIsForgottenAndTheDepartmentsRecordStays(t *testing.T) {
	db, c, d := seed(t)
	task := addTask(t, db, "森林抚育4000亩", "区林业局", "2022-12-31")
	u := draft(t, db, d, 10, task, store.RecordDone, c.Now())
	confirm(t, db, u.ID)
	other := `{"message":{"from":{"id":8,"first_name":"小水"},"text":"他人的话"}}`
	storetest.Write(t, db, func(tx *store.Tx) error {
		events := []store.Event{
			{ID: 1, Raw: []byte(`{"message":{"from":{"id":7,"first_name":"小林"},"text":"私下的话"}}`)},
			{ID: 2, Raw: []byte(other)},
			{ID: 3, Raw: []byte("not JSON")},
			{ID: 4, Raw: []byte(`{"callback_query":{"from":{"id":7,"first_name":"小林"},"data":"ok:1"}}`)},
			// another's words that quote the person's
			{ID: 5, Raw: []byte(`{"message":{"from":{"id":8,"first_name":"小水"},"text":"同意","reply_to_message":{"from":{"id":7,"first_name":"小林"},"text":"私下的话"}}}`)},
		}
		if _, err := tx.Receive(events); err != nil {
			return err
		}
		for _, e := range events {
			if err := tx.Done(e.ID); err != nil {
				return err
			}
		}
		q, err := tx.Asked(store.Question{ChatID: 7, MessageID: 11, MemberID: 7, Text: "私下的话", Kind: "answered", Citations: []byte("[]"), Carry: []byte("{}"), Reply: `{"Plain":"私下的话"}`})
		if err != nil {
			return err
		}
		if _, err := tx.LeaveOpen(q.ID, "私下的话", "私下的话", store.Silent); err != nil {
			return err
		}
		if _, err := tx.KeepRosterChange(7, []map[string]string{{"New": "小林"}}); err != nil {
			return err
		}
		for i, p := range []string{`{"text":"给小林：私下的话"}`, `{"text":"已同意：小林为区林业局填报"}`} {
			id, _, err := tx.Queue(store.Outgoing{ChatID: []int64{7, -1}[i], Method: "say", Payload: []byte(p)})
			if err != nil {
				return err
			}
			if err := tx.Sent(id, int64(20+i)); err != nil {
				return err
			}
		}
		return nil
	})
	var n store.Forgotten
	storetest.Write(t, db, func(tx *store.Tx) (err error) {
		n, err = tx.ForgetMember(0, 7, "已注销人员7")
		return err
	})
	if want := (store.Forgotten{Bindings: 1, Questions: 1, Events: 3, Messages: 2}); n != want {
		t.Errorf("%+v, want %+v", n, want)
	}
	storetest.Read(t, db, func(v *store.View) error {
		all, err := v.Everything()
		if err != nil {
			return err
		}
		text := strings.Join(all, "\n")
		for _, gone := range []string{"小林", "私下的话"} {
			if strings.Contains(text, gone) {
				t.Errorf("%s is still kept", gone)
			}
		}
		if !strings.Contains(text, other) {
			t.Error("another person's words went")
		}
		m, err := v.Member(7)
		if err != nil {
			return err
		}
		if m.Name != "已注销人员7" || m.Known {
			t.Errorf("%+v", m)
		}
		if _, err := v.ReportsFor(7); err == nil {
			t.Error("still reports")
		}
		live, err := v.LiveUpdates()
		if len(live) != 1 || live[0].Department.Name != "区林业局" {
			t.Errorf("the record: %+v", live)
		}
		if _, err := v.VerifyJournal(); err != nil {
			t.Error(err)
		}
		return err
	})
	if got := statusOf(t, db, task); got != store.RecordDone {
		t.Errorf("status %s", got)
	}
}
