package store_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"liangshan/store"
	"liangshan/store/day"
	"liangshan/store/storetest"
)

// amend changes a task as a coordinator does.
func amend(t *testing.T, db *store.DB, id int64, reason string, what func(*store.Task)) []store.TaskChange {
	t.Helper()
	var out []store.TaskChange
	storetest.Write(t, db, func(tx *store.Tx) error {
		now, err := tx.Task(id)
		if err != nil {
			return err
		}
		what(&now)
		out, err = tx.Amend(7, now, reason)
		return err
	})
	return out
}

func register(t *testing.T, db *store.DB, f store.TaskFilter) []store.Task {
	t.Helper()
	var out []store.Task
	storetest.Read(t, db, func(v *store.View) (err error) {
		out, err = v.Tasks(f)
		return err
	})
	return out
}

func TestAChangedTaskKeepsOnRecordWhatItWas(t *testing.T) {
	db, c, _ := seed(t)
	id := addTask(t, db, "建设生态护岸", "区水利局", "2023-03-31")
	amend(t, db, id, "", func(t *store.Task) { t.SetDue(store.Due{Text: "2023年3月底前", To: day.Must("2023-03-31")}) })
	c.Add(time.Hour)
	amend(t, db, id, "汛期", func(t *store.Task) {
		t.SetDue(store.Due{Text: "2023年9月底", To: day.Must("2023-09-30")})
		t.SetUnits(store.Support, []store.TaskUnit{{Role: store.Support, Name: "区林业局", Kind: "unit"}})
	})
	if got := amend(t, db, id, "", func(*store.Task) {}); len(got) != 0 {
		t.Errorf("nothing changed, and the record says %+v", got)
	}
	got := register(t, db, store.TaskFilter{ID: id})[0]
	if got.DueTo != day.Must("2023-09-30") || len(got.Units) != 2 {
		t.Errorf("%+v", got)
	}
	var changes []store.TaskChange
	storetest.Read(t, db, func(v *store.View) (err error) {
		changes, err = v.TaskChanges(id)
		return err
	})
	var fields []store.Field
	for _, x := range changes {
		fields = append(fields, x.Field)
	}
	if len(changes) != 3 || changes[1].Reason != "汛期" || changes[1].By != 7 || !changes[1].At.After(changes[0].At) {
		t.Fatalf("%v %+v", fields, changes)
	}
	back := got
	if err := back.SetValue(changes[0].Field, changes[0].Old); err != nil || back.DueTo != day.Must("2023-03-31") || back.DueText != "" {
		t.Errorf("the first due time cannot be had back: %+v, %v", back.Due(), err)
	}
}

func TestTheFirstDueTimeIsShownOnceItWasChanged(t *testing.T) {
	db, _, _ := seed(t)
	var id int64
	storetest.Write(t, db, func(tx *store.Tx) (err error) {
		id, err = tx.AddTask(store.Task{What: "甲", Origin: "row", State: store.TaskProposed, DueText: "2022年9月底前", DueTo: day.Must("2022-09-30")})
		return err
	})
	if got := register(t, db, store.TaskFilter{})[0].FirstDue; got != "" {
		t.Errorf("never changed, and yet the first due time is %q", got)
	}
	for _, due := range []string{"2022-10-31", "2022-11-30"} {
		amend(t, db, id, "", func(t *store.Task) { t.SetDue(store.Due{Text: due, To: day.Must(due)}) })
	}
	if got := register(t, db, store.TaskFilter{})[0].FirstDue; got != "2022年9月底前" {
		t.Errorf("the first due time is %q", got)
	}
}

func TestClosingKeepsItsEvidenceAndReopeningItsPast(t *testing.T) {
	db, c, _ := seed(t)
	id := addTask(t, db, "甲", "区林业局", "2022-07-05")
	amend(t, db, id, "", func(t *store.Task) { t.Closed, t.Evidence = true, "验收报告" })
	if got := register(t, db, store.TaskFilter{ID: id})[0]; !got.Closed || got.Evidence != "验收报告" || got.Overdue(day.Of(c.Now())) {
		t.Errorf("%+v", got)
	}
	amend(t, db, id, "", func(t *store.Task) { t.Closed, t.Evidence = false, "" })
	if got := register(t, db, store.TaskFilter{ID: id})[0]; got.Closed || !got.Overdue(day.Of(c.Now())) {
		t.Errorf("%+v", got)
	}
	storetest.Read(t, db, func(v *store.View) error {
		list, err := v.TaskChanges(id)
		if len(list) != 2 {
			t.Errorf("%d changes on record", len(list))
		}
		return err
	})
}

func TestAMergedTaskCountsUnderItsHeadAndComesBackWithoutIt(t *testing.T) {
	db, c, d := seed(t)
	head, other := addTask(t, db, "甲", "区水利局", "2022-09-30"), addTask(t, db, "乙", "区林业局", "2022-10-31")
	third := addTask(t, db, "丙", "区林业局", "2022-10-31")
	amend(t, db, third, "", func(t *store.Task) { t.Restates = other })
	amend(t, db, other, "", func(t *store.Task) { t.Restates = head })
	confirm(t, db, draft(t, db, d, 10, third, store.RecordInProgress, c.Now()).ID)

	list := register(t, db, store.TaskFilter{})
	if len(list) != 1 || list[0].ID != head || list[0].Status != store.RecordInProgress || list[0].DueTo != day.Must("2022-09-30") {
		t.Fatalf("one task, with the record of the others: %+v", list)
	}
	for _, id := range []int64{head, other, third} {
		storetest.Read(t, db, func(v *store.View) error {
			got, err := v.TaskInForce(id)
			if got.ID != head {
				t.Errorf("〔%d〕 means 〔%d〕, want 〔%d〕", id, got.ID, head)
			}
			return err
		})
	}
	amend(t, db, head, "", func(t *store.Task) { t.State = store.TaskRejected })
	list = register(t, db, store.TaskFilter{})
	if len(list) != 1 || list[0].ID != other || list[0].Status != store.RecordInProgress {
		t.Fatalf("without its head the next one counts: %+v", list)
	}
	amend(t, db, other, "", func(t *store.Task) { t.Restates = 0 })
	amend(t, db, third, "", func(t *store.Task) { t.Restates = 0 })
	if list = register(t, db, store.TaskFilter{}); len(list) != 2 {
		t.Errorf("taken apart again: %+v", list)
	}
}

func TestWhatATaskLeavesOpenIsTakenFromWhereItIsSaidAgain(t *testing.T) {
	db, _, _ := seed(t)
	var clause int64
	storetest.Write(t, db, func(tx *store.Tx) (err error) {
		clause, err = tx.AddTask(store.Task{What: "建设生态护岸", Origin: "clause", Place: "二、（二）", State: store.TaskProposed})
		if err != nil {
			return err
		}
		_, err = tx.AddTask(store.Task{
			What: "生态护岸", Origin: "row", Place: "附件第8行", State: store.TaskProposed, Restates: clause, DueText: "2022年9月底前", DueTo: day.Must("2022-09-30"),
			Target: "36公里", Units: []store.TaskUnit{{Role: store.Lead, Name: "区水利局", Kind: "unit"}},
		})
		return err
	})
	for name, f := range map[string]store.TaskFilter{
		"all": {}, "by unit": {Unit: "区水利局"}, "by due day": {From: day.Must("2022-09-01"), To: day.Must("2022-09-30")},
	} {
		list := register(t, db, f)
		if len(list) != 1 || list[0].ID != clause || list[0].Target != "36公里" || list[0].Also[0] != "附件第8行" {
			t.Errorf("%s: %+v", name, list)
		}
	}
	if list := register(t, db, store.TaskFilter{Unit: "区林业局"}); len(list) != 0 {
		t.Errorf("another unit's: %+v", list)
	}
}

func TestARepealedDocumentsTasksComeBackAsTheyWere(t *testing.T) {
	db, _, _ := seed(t)
	var doc store.Document
	storetest.Write(t, db, func(tx *store.Tx) (err error) {
		if doc, err = tx.AddDocument(store.Document{Key: "甲", SHA256: "a", Title: "甲", Outline: []byte("{}")}, []byte("a"), nil); err != nil {
			return err
		}
		for _, s := range []store.TaskState{store.TaskProposed, store.TaskConfirmed, store.TaskRejected} {
			if _, err := tx.AddTask(store.Task{DocumentID: doc.ID, What: string(s), Origin: "row", State: s}); err != nil {
				return err
			}
		}
		return errors.Join(tx.SetDocument(doc.ID, store.DocumentRepealed), tx.EndTasks(doc.ID))
	})
	if list := register(t, db, store.TaskFilter{}); len(list) != 0 {
		t.Errorf("in force after the repeal: %+v", list)
	}
	storetest.Write(t, db, func(tx *store.Tx) error {
		n, err := tx.RestoreTasks(doc.ID)
		if n != 2 {
			t.Errorf("%d tasks in force again, want 2", n)
		}
		return err
	})
	for _, x := range register(t, db, store.TaskFilter{All: true}) {
		if string(x.State) != x.What {
			t.Errorf("what was %s came back %s", x.What, x.State)
		}
	}
}

func TestARenewedTaskKeepsItsNumberAndWhatItWasStays(t *testing.T) {
	db, c, d := seed(t)
	id := addTask(t, db, "甲", "区林业局", "2022-09-30")
	confirm(t, db, draft(t, db, d, 10, id, store.RecordInProgress, c.Now()).ID)
	storetest.Write(t, db, func(tx *store.Tx) error {
		now, err := tx.Task(id)
		if err != nil {
			return err
		}
		now.What, now.Origin = "甲改", "row"
		return tx.Renew(id, now)
	})
	list := register(t, db, store.TaskFilter{All: true})
	if len(list) != 2 || list[0].ID != id || list[0].What != "甲改" || list[0].Status != store.RecordInProgress {
		t.Fatalf("%+v", list)
	}
	if old := list[1]; old.What != "甲" || old.State != store.TaskEnded || old.Root != id || len(old.Units) != 1 {
		t.Errorf("what it was: %+v", old)
	}
}

func TestADocumentsTasksAreCountedByWhatThereIsToLookAt(t *testing.T) {
	db, _, _ := seed(t)
	storetest.Write(t, db, func(tx *store.Tx) error {
		d, err := tx.AddDocument(store.Document{Key: "方案", SHA256: "a", Outline: []byte("{}")}, []byte("甲"), nil)
		if err != nil {
			return err
		}
		clear := store.Task{DocumentID: d.ID, What: "建设生态护岸", Origin: "row", State: store.TaskProposed}
		doubted, rejected, again := clear, clear, clear
		doubted.Doubts = []store.Doubt{{Code: "unit_missing"}}
		rejected.State = store.TaskRejected
		if again.Restates, err = tx.AddTask(clear); err != nil {
			return err
		}
		for _, x := range []store.Task{doubted, rejected, again} {
			if _, err := tx.AddTask(x); err != nil {
				return err
			}
		}
		if standing, clear, err := tx.CountTasks(d.ID); err != nil || standing != 2 || clear != 1 {
			t.Errorf("%d in force and %d clear, not 2 and 1: %v", standing, clear, err)
		}
		list, err := tx.Tasks(store.TaskFilter{Document: d.ID, All: true, Doubted: true})
		if len(list) != 1 || len(list[0].Doubts) != 1 {
			t.Errorf("doubted: %+v", list)
		}
		return err
	})
}

func TestAUnknownFieldIsNotWritten(t *testing.T) {
	db, _, _ := seed(t)
	id := addTask(t, db, "甲", "区林业局", "2022-09-30")
	task := register(t, db, store.TaskFilter{ID: id})[0]
	if err := task.SetValue("owner", []byte(`"x"`)); !errors.Is(err, store.ErrInvalid) {
		t.Errorf("%v", err)
	}
	if err := task.SetValue(store.FieldDue, []byte(`{"to":"2022-13-40"}`)); err == nil {
		t.Error("a day that does not exist was read")
	}
	err := db.Write(context.Background(), func(tx *store.Tx) error {
		_, err := tx.Amend(7, store.Task{ID: 4711}, "")
		return err
	})
	if !errors.Is(err, store.ErrNotFound) {
		t.Errorf("a task that is not there: %v", err)
	}
}

func BenchmarkRegister(b *testing.B) {
	db := storetest.Open(b, storetest.At("2022-07-13 09:00"))
	storetest.Write(b, db, func(tx *store.Tx) error {
		first := int64(0)
		for i := range 1000 {
			t := store.Task{What: "建设生态护岸", Origin: "row", Seq: i, State: store.TaskProposed, Units: []store.TaskUnit{{Role: store.Lead, Name: "区水利局", Kind: "unit"}}}
			if i%5 == 4 {
				t.Restates = first
			}
			id, err := tx.AddTask(t)
			if err != nil {
				return err
			}
			if i%5 == 0 {
				first = id
			}
		}
		return nil
	})
	for b.Loop() {
		storetest.Read(b, db, func(v *store.View) error {
			list, err := v.Tasks(store.TaskFilter{Unit: "区水利局"})
			if len(list) != 800 {
				b.Fatalf("%d tasks", len(list))
			}
			return err
		})
	}
}

// One row with a day of no calendar would close the whole register: it is not taken.
func TestADayOfNoCalendarIsNotTaken(t *testing.T) {
	db, _, _ := seed(t)
	broken := store.Task{What: "甲", Origin: "row", State: store.TaskProposed, DueText: "十年来", DueFrom: day.Date{Year: -11, Month: 12}}
	err := db.Write(context.Background(), func(tx *store.Tx) error {
		_, err := tx.AddTask(broken)
		return err
	})
	if err == nil || !strings.Contains(err.Error(), "-011-12-00") {
		t.Errorf("added: %v", err)
	}
	if list := register(t, db, store.TaskFilter{}); len(list) != 0 {
		t.Errorf("%d tasks", len(list))
	}
}
