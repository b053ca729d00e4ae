package store_test

import (
	"testing"
	"time"

	"liangshan/store"
	"liangshan/store/day"
	"liangshan/store/storetest"
)

// The trend counts the tasks as they stood at each instant, 销号 from its own day on.
func TestTheTrendCountsTasksAsTheyStood(t *testing.T) {
	db, c, d := seed(t)
	a, b := addTask(t, db, "甲", "区林业局", "2022-12-31"), addTask(t, db, "乙", "区林业局", "2022-12-31")
	for i, x := range []struct {
		at     string
		task   int64
		status store.RecordStatus
	}{{"2022-07-05 10:00", a, store.RecordInProgress}, {"2022-07-12 10:00", b, store.RecordBlocked}, {"2022-07-13 10:00", a, store.RecordDone}} {
		c.Set(storetest.At(x.at).Now())
		confirm(t, db, draft(t, db, d, int64(100+i), x.task, x.status, c.Now()).ID)
	}
	c.Set(storetest.At("2022-07-19 09:00").Now())
	storetest.Write(t, db, func(tx *store.Tx) error {
		now, err := tx.Task(a)
		if err != nil {
			return err
		}
		now.Closed, now.Evidence = true, "验收"
		_, err = tx.Amend(7, now, "")
		return err
	})
	var ends []time.Time
	for _, at := range []string{"2022-07-04 00:00", "2022-07-11 00:00", "2022-07-18 00:00", "2022-07-20 00:00"} {
		ends = append(ends, storetest.At(at).Now())
	}
	c.Set(storetest.At("2022-07-20 09:00").Now())
	want := []store.Counts{{Total: 2, NotStarted: 2}, {Total: 2, InProgress: 1, NotStarted: 1}, {Total: 2, Done: 1, Blocked: 1}, {Total: 2, Closed: 1, Blocked: 1}}
	storetest.Read(t, db, func(v *store.View) error {
		l, err := v.Ledger(store.Week(day.Must("2022-07-20")), c.Now())
		if err != nil {
			return err
		}
		got, err := v.Trend(l, ends)
		for i := range want {
			if got[i] != want[i] {
				t.Errorf("%s: %+v, want %+v", ends[i], got[i], want[i])
			}
		}
		return err
	})
}
