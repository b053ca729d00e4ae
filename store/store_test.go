package store_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"liangshan/store"
	"liangshan/store/day"
	"liangshan/store/storetest"
)

// seed puts two departments and a member of the first into a fresh store.
func seed(t *testing.T) (*store.DB, *storetest.Clock, store.Department) {
	c := storetest.At("2022-07-13 09:00")
	db := storetest.Open(t, c)
	var d store.Department
	storetest.Write(t, db, func(tx *store.Tx) error {
		for _, n := range []string{"区林业局", "区水利局"} {
			if _, err := tx.PutDepartment(store.DepartmentNames{Department: store.Department{Name: n, Kind: "department"}, Short: []string{n[3:]}}); err != nil {
				return err
			}
		}
		if err := tx.SeeMember(store.Member{ID: 7, Name: "小林"}); err != nil {
			return err
		}
		var err error
		if d, err = tx.Department("区林业局"); err != nil {
			return err
		}
		return tx.GrantBinding(7, d.ID, 0)
	})
	return db, c, d
}

func addTask(t *testing.T, db *store.DB, what, lead, due string) int64 {
	var id int64
	storetest.Write(t, db, func(tx *store.Tx) (err error) {
		id, err = tx.AddTask(store.Task{
			What: what, DueTo: day.Must(due), Origin: "coordinator", State: store.TaskConfirmed,
			Units: []store.TaskUnit{{Role: store.Lead, Name: lead, Kind: "unit"}},
		})
		return err
	})
	return id
}

func draft(t *testing.T, db *store.DB, d store.Department, message, task int64, status store.RecordStatus, sent time.Time) store.Update {
	return draftOf(t, db, d, message, task, status, sent, "2022-07-01", "2022-07-31")
}

// draftOf is a draft that speaks of the days from one to another.
func draftOf(t *testing.T, db *store.DB, d store.Department, message, task int64, status store.RecordStatus, sent time.Time, from, to string) store.Update {
	var u store.Update
	storetest.Write(t, db, func(tx *store.Tx) (err error) {
		u, err = tx.Draft(store.Update{
			ChatID: -1, MessageID: message, Member: store.Member{ID: 7}, Department: d, Text: "x", SentAt: sent,
			Records: []store.Record{{Department: d, TaskID: task, Status: status, Hint: "森林抚育", Period: from + "/" + to, From: day.Must(from), To: day.Must(to)}},
		})
		return err
	})
	return u
}

func confirm(t *testing.T, db *store.DB, id int64) {
	storetest.Write(t, db, func(tx *store.Tx) error { return tx.Confirm(id, 7) })
}

func TestAnUpdateIsADraftUntilConfirmedAndItsVersionsStay(t *testing.T) {
	db, c, d := seed(t)
	task := addTask(t, db, "森林抚育4000亩", "区林业局", "2022-12-31")
	first := draft(t, db, d, 10, task, store.RecordInProgress, c.Now())
	if got := statusOf(t, db, task); got != store.RecordNotStarted {
		t.Errorf("a draft counted: status %s", got)
	}
	confirm(t, db, first.ID)
	if got := statusOf(t, db, task); got != store.RecordInProgress {
		t.Errorf("status after confirming: %s", got)
	}
	second := draft(t, db, d, 10, task, store.RecordDone, c.Now())
	if second.Version != 2 || stateOf(t, db, first.ID) != store.ReportConfirmed {
		t.Errorf("an edit must be version 2 and leave version 1 standing until it is confirmed: %d, %s", second.Version, stateOf(t, db, first.ID))
	}
	confirm(t, db, second.ID)
	if stateOf(t, db, first.ID) != store.ReportSuperseded || statusOf(t, db, task) != store.RecordDone {
		t.Error("the confirmed edit must supersede the first version")
	}
}

func TestASecondPressIsHarmless(t *testing.T) {
	db, c, d := seed(t)
	u := draft(t, db, d, 10, 0, store.RecordInProgress, c.Now())
	confirm(t, db, u.ID)
	err := db.Write(context.Background(), func(tx *store.Tx) error { return tx.Confirm(u.ID, 7) })
	if !errors.Is(err, store.ErrState) {
		t.Errorf("second press: %v, want ErrState", err)
	}
	storetest.Write(t, db, func(tx *store.Tx) error { _, err := tx.Withdraw(u.ID, 7); return err })
	if stateOf(t, db, u.ID) != store.ReportWithdrawn {
		t.Error("a confirmed update can be withdrawn, and stays on record")
	}
}

func TestACorrectionSupersedesWhatItCorrectsOnlyOnceConfirmed(t *testing.T) {
	db, c, d := seed(t)
	wrong := draft(t, db, d, 10, 0, store.RecordInProgress, c.Now())
	confirm(t, db, wrong.ID)
	var fix store.Update
	storetest.Write(t, db, func(tx *store.Tx) (err error) {
		fix, err = tx.Draft(store.Update{ChatID: -1, MessageID: 11, Member: store.Member{ID: 7}, Department: d, Corrects: wrong.ID, SentAt: c.Now()})
		return err
	})
	if stateOf(t, db, wrong.ID) != store.ReportConfirmed {
		t.Error("a drafted correction changed the record")
	}
	confirm(t, db, fix.ID)
	if stateOf(t, db, wrong.ID) != store.ReportSuperseded {
		t.Error("a confirmed correction must supersede")
	}
}

// Versions of one matter: whichever is withdrawn, the one that was the record before it
// is the record again, step by step, and never two at once.
func TestAWithdrawnCorrectionGivesWayToWhatItReplaced(t *testing.T) {
	db, c, d := seed(t)
	correct := func(message, what int64) store.Update {
		var u store.Update
		storetest.Write(t, db, func(tx *store.Tx) (err error) {
			u, err = tx.Draft(store.Update{ChatID: -1, MessageID: message, Member: store.Member{ID: 7}, Department: d, Corrects: what, SentAt: c.Now()})
			return err
		})
		return u
	}
	withdraw := func(u store.Update) (restored int64) {
		storetest.Write(t, db, func(tx *store.Tx) (err error) {
			restored, err = tx.Withdraw(u.ID, 7)
			return err
		})
		return restored
	}
	first := draft(t, db, d, 10, 0, store.RecordInProgress, c.Now())
	confirm(t, db, first.ID)
	rival := correct(11, first.ID) // drafted beside the next, confirmed after it
	second := correct(12, first.ID)
	confirm(t, db, second.ID)
	third := correct(13, second.ID)
	fourth := correct(14, third.ID)
	if stateOf(t, db, third.ID) != store.ReportSuperseded {
		t.Error("a draft that was corrected must give way to its correction")
	}
	confirm(t, db, fourth.ID)
	confirm(t, db, rival.ID)
	for _, u := range []store.Update{first, second, third, fourth} {
		if got := stateOf(t, db, u.ID); got != store.ReportSuperseded {
			t.Errorf("%d is %s beside the record", u.ID, got)
		}
	}
	for _, step := range []struct {
		u        store.Update
		restored int64
	}{{rival, fourth.ID}, {fourth, second.ID}, {second, first.ID}, {first, 0}} {
		if got := withdraw(step.u); got != step.restored {
			t.Errorf("withdrawing %d restored %d, want %d", step.u.ID, got, step.restored)
		}
		if step.restored != 0 && stateOf(t, db, step.restored) != store.ReportConfirmed {
			t.Errorf("%d is not the record again", step.restored)
		}
	}
}

func TestTheLedgerCountsEachTaskOnceAndTellsSilentFromLateAndPending(t *testing.T) {
	db, c, d := seed(t)
	done := addTask(t, db, "甲", "区林业局", "2022-07-05")
	addTask(t, db, "乙", "区水利局", "2022-07-08") // overdue, silent
	addTask(t, db, "丙", "区水利局", "2022-07-20") // due soon
	u := draft(t, db, d, 10, done, store.RecordDone, c.Now())
	pending := ledger(t, db, c)
	if line := pending.Departments[0]; line.Reported || line.Pending != 1 {
		t.Errorf("a draft is pending, not reported: %+v", line)
	}
	confirm(t, db, u.ID)
	l := ledger(t, db, c)
	want := store.Counts{Total: 3, Done: 1, NotStarted: 2, Overdue: 1, DueSoon: 1}
	if l.Counts != want {
		t.Errorf("counts %+v, want %+v", l.Counts, want)
	}
	if len(l.Missing) != 1 || l.Missing[0] != "区水利局" {
		t.Errorf("missing %v", l.Missing)
	}
	if line := l.Departments[0]; !line.Reported || line.Updates != 1 || line.Late {
		t.Errorf("区林业局: %+v", line)
	}
}

func TestALateReportCountsForItsOwnTime(t *testing.T) {
	db, c, d := seed(t)
	c.Set(day.Must("2022-08-03").Start().Add(9 * time.Hour))
	u := draft(t, db, d, 10, 0, store.RecordInProgress, c.Now()) // says 2022-07
	confirm(t, db, u.ID)
	var july, august store.Ledger
	storetest.Read(t, db, func(v *store.View) (err error) {
		if july, err = v.Ledger(store.Month(day.Must("2022-07-01")), c.Now()); err != nil {
			return err
		}
		august, err = v.Ledger(store.Month(day.Must("2022-08-01")), c.Now())
		return err
	})
	if !july.Departments[0].Late || len(august.Updates) != 0 {
		t.Errorf("july %+v, august updates %d", july.Departments[0], len(august.Updates))
	}
}

func TestADocumentsNewVersionSupersedesAndTheSameBytesConflict(t *testing.T) {
	db, _, _ := seed(t)
	add := func(hash string) (d store.Document, err error) {
		err = db.Write(context.Background(), func(tx *store.Tx) error {
			d, err = tx.AddDocument(store.Document{Key: "甲〔2022〕1号", SHA256: hash, Title: "通知", Outline: []byte("{}")}, []byte(hash),
				[]store.Passage{{Seq: 0, Place: "一", Text: "做到", Clause: []byte("{}")}})
			return err
		})
		return d, err
	}
	first, err := add("a")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := add("a"); !errors.Is(err, store.ErrConflict) {
		t.Errorf("same bytes: %v", err)
	}
	second, err := add("b")
	if err != nil || second.Version != 2 {
		t.Fatalf("second version: %d, %v", second.Version, err)
	}
	storetest.Read(t, db, func(v *store.View) error {
		old, err := v.Document(first.ID)
		if err == nil && old.State != store.DocumentSuperseded {
			t.Errorf("first version is %s", old.State)
		}
		p, perr := v.Passages(first.ID)
		if len(p) != 1 {
			t.Error("the superseded version must stay citable")
		}
		return errors.Join(err, perr)
	})
}

func TestAnEventIsKeptOnceAndEndedOnce(t *testing.T) {
	db, _, _ := seed(t)
	for i, want := range []int{1, 0} {
		storetest.Write(t, db, func(tx *store.Tx) error {
			fresh, err := tx.Receive([]store.Event{{ID: 5, Raw: []byte(`{"update_id":5}`)}})
			if len(fresh) != want {
				t.Errorf("delivery %d: %d fresh", i+1, len(fresh))
			}
			return err
		})
	}
	storetest.Write(t, db, func(tx *store.Tx) error { return tx.Done(5) })
	if err := db.Write(context.Background(), func(tx *store.Tx) error { return tx.Done(5) }); !errors.Is(err, store.ErrState) {
		t.Errorf("ended twice: %v", err)
	}
}

func TestAnIntentionIsQueuedOnce(t *testing.T) {
	db, _, _ := seed(t)
	for i, want := range []bool{true, false} {
		storetest.Write(t, db, func(tx *store.Tx) error {
			_, ok, err := tx.Queue(store.Outgoing{Key: "answer/1", ChatID: -1, Method: "say", Payload: []byte(`{}`)})
			if ok != want {
				t.Errorf("queue %d: %v", i+1, ok)
			}
			return err
		})
	}
}

func TestReadersCannotWriteAndWritesDoNotNest(t *testing.T) {
	db, _, _ := seed(t)
	err := db.Write(context.Background(), func(tx *store.Tx) error {
		return db.Read(context.Background(), func(*store.View) error { return nil }) // a read beside a write is fine
	})
	if err != nil {
		t.Errorf("read beside a write: %v", err)
	}
}

func TestADatabaseIsForItsOwnersEyes(t *testing.T) {
	dir := t.TempDir()
	if err := os.Chmod(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	db, err := store.Open(t.Context(), filepath.Join(dir, store.FileName), time.Now)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close() //nolint:errcheck // the test is over
	storetest.Write(t, db, func(tx *store.Tx) error { return tx.Log(1, "x", "y", nil) })
	files, err := os.ReadDir(dir)
	if err != nil || len(files) < 2 {
		t.Fatalf("%v %v", files, err)
	}
	for _, f := range files {
		if info, err := f.Info(); err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("%s: %v %v", f.Name(), info.Mode(), err)
		}
	}
}

func TestADatabaseFromANewerProgramIsRefused(t *testing.T) {
	db, c, _ := seed(t)
	if err := store.Raise(db); err != nil {
		t.Fatal(err)
	}
	if _, err := store.Open(context.Background(), db.Path(), c.Now); !errors.Is(err, store.ErrNewer) {
		t.Errorf("got %v, want ErrNewer", err)
	}
}

// Two programs may open a new folder at the same moment: an import beside a question.
func TestANewFolderMayBeOpenedByManyAtOnce(t *testing.T) {
	path := filepath.Join(t.TempDir(), store.FileName)
	errs := make(chan error, 8)
	for range cap(errs) {
		go func() {
			db, err := store.Open(context.Background(), path, storetest.At("2022-07-13 09:00").Now)
			if err == nil {
				err = db.Close()
			}
			errs <- err
		}()
	}
	for range cap(errs) {
		if err := <-errs; err != nil {
			t.Error(err)
		}
	}
}

func TestABackupIsWholeAndNeverOverwrites(t *testing.T) {
	db, _, _ := seed(t)
	file := t.TempDir() + "/copy.db"
	if err := db.Backup(context.Background(), file); err != nil {
		t.Fatal(err)
	}
	if err := store.Verify(context.Background(), file); err != nil {
		t.Error(err)
	}
	if err := db.Backup(context.Background(), file); !errors.Is(err, store.ErrConflict) {
		t.Errorf("second backup to the same file: %v", err)
	}
}

func statusOf(t *testing.T, db *store.DB, id int64) (s store.RecordStatus) {
	storetest.Read(t, db, func(v *store.View) error {
		task, err := v.Task(id)
		s = task.Status
		return err
	})
	return s
}

func stateOf(t *testing.T, db *store.DB, id int64) (s store.ReportState) {
	storetest.Read(t, db, func(v *store.View) error {
		u, err := v.Update(id)
		s = u.State
		return err
	})
	return s
}

func ledger(t *testing.T, db *store.DB, c *storetest.Clock) (l store.Ledger) {
	storetest.Read(t, db, func(v *store.View) (err error) {
		l, err = v.Ledger(store.Week(day.Of(c.Now())), c.Now())
		return err
	})
	return l
}
