package store_test

import (
	"fmt"
	"testing"
	"time"

	"liangshan/store"
	"liangshan/store/day"
	"liangshan/store/storetest"
)

// Many tasks at once stand where each stands alone: over versions, restatements,
// corrections, late words and a history longer than what is read first.
func TestAllTasksStandWhereEachStands(t *testing.T) {
	clock := storetest.At("2022-07-06 09:00")
	db := storetest.Open(t, clock)
	dep := store.Department{Name: "区林业局", Kind: "department"}
	var ids []int64
	storetest.Write(t, db, func(tx *store.Tx) (err error) {
		if dep.ID, err = tx.PutDepartment(store.DepartmentNames{Department: dep}); err != nil {
			return err
		}
		if err := tx.SeeMember(store.Member{ID: 1, Name: "小林"}); err != nil {
			return err
		}
		for i := range 7 {
			x := store.Task{What: fmt.Sprint("任务", i), Origin: "row", State: store.TaskConfirmed}
			if i == 5 {
				x.Restates = ids[2]
			}
			if i == 6 {
				x.Restates = ids[5]
			}
			id, err := tx.AddTask(x)
			if err != nil {
				return err
			}
			ids = append(ids, id)
		}
		return nil
	})
	message := int64(0)
	say := func(sent time.Time, confirm bool, tasks ...int64) {
		message++
		storetest.Write(t, db, func(tx *store.Tx) error {
			u := store.Update{ChatID: -1, MessageID: message, Member: store.Member{ID: 1}, Department: dep, SentAt: sent}
			for _, task := range tasks {
				p := float64(message % 100)
				u.Records = append(u.Records, store.Record{Department: dep, TaskID: task, Status: store.RecordInProgress, Percent: &p})
			}
			u, err := tx.Draft(u)
			if err != nil || !confirm {
				return err
			}
			return tx.Confirm(u.ID, 1)
		})
	}
	start := clock.Now()
	say(start.Add(9*time.Hour), true, ids[1])         // once, long ago
	say(start.Add(8*time.Hour), true, ids[1], ids[6]) // entered later, said before
	many := make([]int64, 60)
	for i := range many {
		many[i] = ids[0]
	}
	for i := range 60 {
		say(start.Add(time.Duration(24+i)*time.Hour), true, many...)
	}
	say(start.Add(200*time.Hour), false, ids[3]) // a draft counts for nothing
	say(start.Add(100*time.Hour), true, ids[2])
	for _, until := range []time.Time{{}, start.Add(8 * time.Hour), start.Add(50 * time.Hour), start.Add(150 * time.Hour)} {
		storetest.Read(t, db, func(v *store.View) error {
			all, err := v.Tasks(store.TaskFilter{All: true, AsOf: until})
			if err != nil || len(all) != 7 {
				t.Fatalf("%d tasks, %v", len(all), err)
			}
			for _, a := range all {
				list, err := v.Tasks(store.TaskFilter{ID: a.ID, All: true, AsOf: until})
				if err != nil {
					return err
				}
				if one := list[0]; one.Latest != a.Latest || one.Status != a.Status {
					t.Errorf("until %v task %s: record %d of all, %d alone", until, a.What, a.Latest, one.Latest)
				}
			}
			if until.IsZero() && (all[2].Latest == 0 || all[5].Latest == 0 || all[5].Latest == all[2].Latest || all[3].Latest != 0) {
				t.Errorf("restated %d, restating %d, draft %d", all[2].Latest, all[5].Latest, all[3].Latest)
			}
			return nil
		})
	}
}

// What came later and speaks of the span counts for it; what speaks of another time does not.
func TestASpanFindsWhatCameLaterAndSpeaksOfIt(t *testing.T) {
	clock := storetest.At("2022-07-06 09:00")
	db := storetest.Open(t, clock)
	dep := store.Department{Name: "区林业局", Kind: "department"}
	july := store.Month(day.Must("2022-07-15"))
	storetest.Write(t, db, func(tx *store.Tx) (err error) {
		if dep.ID, err = tx.PutDepartment(store.DepartmentNames{Department: dep}); err != nil {
			return err
		}
		if err := tx.SeeMember(store.Member{ID: 1, Name: "小林"}); err != nil {
			return err
		}
		for i, x := range []struct{ sent, from, to string }{
			{"2022-07-20 09:00", "", ""},
			{"2022-08-20 09:00", "2022-07-01", "2022-07-31"},
			{"2022-08-20 09:00", "2022-08-01", "2022-08-31"},
			{"2022-08-21 09:00", "", ""},
			{"2022-07-21 09:00", "2022-06-01", "2022-06-30"},
		} {
			r := store.Record{Department: dep, Status: store.RecordInProgress}
			if x.from != "" {
				r.From, r.To = day.Must(x.from), day.Must(x.to)
			}
			u, err := tx.Draft(store.Update{ChatID: -1, MessageID: int64(i + 1), Member: store.Member{ID: 1}, Department: dep, SentAt: storetest.At(x.sent).Now(), Records: []store.Record{r}})
			if err != nil {
				return err
			}
			if err := tx.Confirm(u.ID, 1); err != nil {
				return err
			}
		}
		return nil
	})
	storetest.Read(t, db, func(v *store.View) error {
		now := storetest.At("2022-09-01 09:00").Now()
		l, err := v.Ledger(july, now)
		if err != nil {
			return err
		}
		got, err := v.UpdatesOf(july, now)
		if err != nil {
			return err
		}
		var a, b []int64
		for _, u := range l.Updates {
			a = append(a, u.MessageID)
		}
		for _, u := range got {
			b = append(b, u.MessageID)
		}
		if fmt.Sprint(a) != "[1 2]" || fmt.Sprint(b) != "[1 2]" {
			t.Errorf("July holds %v and %v, want messages 1 and 2", a, b)
		}
		return nil
	})
}

func TestTheSpanBefore(t *testing.T) {
	for _, c := range []struct{ from, to, want string }{
		{"2022-10-10", "2022-10-16", "2022-W40"},
		{"2022-10-01", "2022-10-31", "2022-09"},
		{"2022-03-01", "2022-03-31", "2022-02"},
		{"2022-01-01", "2022-03-31", "2021-Q4"},
		{"2022-01-01", "2022-12-31", "2021"},
		{"2022-09-01", "2022-09-10", "2022-08-22/2022-08-31"},
		{"2022-09-01", "2022-09-01", "2022-08-31"},
	} {
		if got := store.Between(day.Must(c.from), day.Must(c.to)).Previous().Key; got != c.want {
			t.Errorf("before %s to %s: %s, want %s", c.from, c.to, got, c.want)
		}
	}
}
