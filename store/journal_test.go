package store_test

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"liangshan/store"
	"liangshan/store/storetest"
)

func logged(t *testing.T, db *store.DB, n int) {
	t.Helper()
	storetest.Write(t, db, func(tx *store.Tx) error {
		for i := range n {
			if err := tx.Log(7, "confirm", fmt.Sprintf("report/%d", i), map[string]int{"version": 1}); err != nil {
				return err
			}
		}
		return nil
	})
}

func verified(t *testing.T, db *store.DB) (c store.Chain, err error) {
	t.Helper()
	storetest.Read(t, db, func(v *store.View) error {
		c, err = v.VerifyJournal()
		return nil
	})
	return c, err
}

func TestEachEntryOfTheJournalProvesTheOneBefore(t *testing.T) {
	db := storetest.Open(t, storetest.At("2022-07-13 09:00"))
	if c, err := verified(t, db); err != nil || c.Rows != 0 {
		t.Errorf("an empty journal: %+v, %v", c, err)
	}
	logged(t, db, 5)
	c, err := verified(t, db)
	if err != nil || c.Rows != 5 || c.First != 1 || c.Last != 5 {
		t.Fatalf("%+v, %v", c, err)
	}
	var list []store.Entry
	storetest.Read(t, db, func(v *store.View) (err error) {
		list, err = v.Journal(time.Time{}, time.Date(2030, 1, 1, 0, 0, 0, 0, time.UTC))
		return err
	})
	e := list[4]
	// as the comment says it, so that any other program can check it
	sum := sha256.Sum256([]byte(strings.Join([]string{
		list[3].Hash, "5", e.At.Format("2006-01-02T15:04:05.000Z"), "7", "confirm", "report/4", `{"version":1}`,
	}, "\n")))
	if e.Hash != hex.EncodeToString(sum[:]) || e.Hash != c.Hash {
		t.Errorf("hash %s, want %x, the chain's end is %s", e.Hash, sum, c.Hash)
	}
}

func TestTheDatabaseRefusesToChangeTheJournal(t *testing.T) {
	db := storetest.Open(t, storetest.At("2022-07-13 09:00"))
	logged(t, db, 3)
	for _, q := range []string{
		`UPDATE journal SET detail = '{}' WHERE id = 2`,
		`UPDATE journal SET hash = '' WHERE id = 2`,
		`UPDATE OR REPLACE journal SET id = 9 WHERE id = 2`,
		`DELETE FROM journal`,
		`DELETE FROM journal WHERE id = 1`,
		`INSERT OR REPLACE INTO journal (id, at, actor, kind, subject, detail) VALUES (2, '', 0, '', '', '{}')`,
	} {
		if err := store.Exec(db, q); err == nil || !strings.Contains(err.Error(), "append-only") {
			t.Errorf("%s: %v", q, err)
		}
	}
	if c, err := verified(t, db); err != nil || c.Rows != 3 {
		t.Errorf("%+v, %v", c, err)
	}
}

func TestWhoeverChangesTheFileItselfIsFound(t *testing.T) {
	for name, q := range map[string]string{
		"changed":    `UPDATE journal SET actor = 8 WHERE id = 3`,
		"left out":   `DELETE FROM journal WHERE id = 3`,
		"put in":     `INSERT INTO journal (id, at, actor, kind, subject, detail, hash) VALUES (6, '2022-07-13T01:00:00.000Z', 7, 'confirm', 'report/3', '{}', 'aa')`,
		"beheaded":   `DELETE FROM journal WHERE id = 1`,
		"swapped":    `UPDATE journal SET subject = CASE id WHEN 2 THEN 'report/2' ELSE 'report/1' END WHERE id IN (2, 3)`,
		"moved":      `UPDATE journal SET at = '2021-07-13T01:00:00.000Z' WHERE id = 5`,
		"false mark": `UPDATE journal SET kind = 'journal_cut', detail = '{"last":4,"hash":"x"}' WHERE id = 5`,
	} {
		t.Run(name, func(t *testing.T) {
			db := storetest.Open(t, storetest.At("2022-07-13 09:00"))
			logged(t, db, 5)
			if err := store.Exec(db, `DROP TRIGGER journal_stays; DROP TRIGGER journal_keeps;`+q); err != nil {
				t.Fatal(err)
			}
			if c, err := verified(t, db); !errors.Is(err, store.ErrDamaged) {
				t.Errorf("%+v, %v", c, err)
			}
		})
	}
}

func TestAPrefixOfTheJournalGoesOnlyWithAMarker(t *testing.T) {
	clock := storetest.At("2022-07-13 09:00")
	db := storetest.Open(t, clock)
	logged(t, db, 4)
	edge := clock.Now().Add(time.Hour)
	cut := func() (n int64) {
		storetest.Write(t, db, func(tx *store.Tx) (err error) {
			n, err = tx.CutJournal(0, edge)
			return err
		})
		return n
	}
	clock.Add(2 * time.Hour)
	logged(t, db, 2)
	if n := cut(); n != 4 {
		t.Errorf("cut %d", n)
	}
	c, err := verified(t, db)
	if err != nil || c.Rows != 3 || c.Cut != 4 || c.First != 5 {
		t.Errorf("%+v, %v", c, err)
	}
	if n := cut(); n != 0 {
		t.Errorf("cut %d more", n)
	}
	if err := store.Exec(db, `DELETE FROM journal WHERE id = 5`); err == nil {
		t.Error("what the marker does not name went")
	}
	// a later cut takes the old marker along and leaves its own
	clock.Add(time.Hour)
	edge = clock.Now()
	if n := cut(); n != 3 {
		t.Errorf("cut %d", n)
	}
	logged(t, db, 1)
	if c, err := verified(t, db); err != nil || c.Rows != 2 || c.Cut != 7 {
		t.Errorf("%+v, %v", c, err)
	}
}

// oldest is a database as the first version left it, with one of everything.
const oldest = `
INSERT INTO department VALUES (1, '区林业局', 'department', 1);
INSERT INTO alias VALUES (1, '林业局', 'short');
INSERT INTO member VALUES (7, '小林', '', 1, '2022-07-01T00:00:00.000Z');
INSERT INTO binding VALUES (1, 7, 1, 'granted', 0, 0, '2022-07-01T00:00:00.000Z', '2022-07-01T00:00:00.000Z', NULL);
INSERT INTO chat VALUES (-100, 'supergroup', '群', 'open', NULL, NULL, '2022-07-01T00:00:00.000Z');
INSERT INTO document_file VALUES ('aa', '复函.txt', x'00');
INSERT INTO document VALUES (1, 'k', 1, 'current', 'aa', '荣环函〔2022〕98号', '复函', '复函', '区生态环境局', '2022-07-06', 0, '{}', '2022-07-01T00:00:00.000Z', 0, NULL);
INSERT INTO passage VALUES (1, 1, '（一）', '力争创成。', '{}');
INSERT INTO task VALUES (1, 1, 1, 1, '（一）', '森林抚育', '年底前', 'by', '', '2022-12-31', '', 'firm', '', '', '', 'clause', '森林抚育。', NULL, '[]', 'confirmed', NULL, NULL, '', '2022-07-01T00:00:00.000Z');
INSERT INTO task_unit VALUES (1, 'lead', 0, '区林业局', 'unit');
INSERT INTO report VALUES (1, -100, 10, 1, 7, 1, '完成4000亩', NULL, 'confirmed', 0, '[]', '2022-07-13T01:00:00.000Z', '2022-07-13T01:00:00.000Z', '2022-07-13T01:00:00.000Z', 7);
INSERT INTO record VALUES (1, 1, 1, 1, 1, '[]', '森林抚育', '完成4000亩', 'done', 100, '[]', '[]', '[]', '2022-07', '2022-07-01', '2022-07-31');
INSERT INTO question VALUES (1, -100, 11, 0, 7, '哪年创成', 'answered', '{}', '[]', '{}', 0, '2022-07-13T01:00:00.000Z', 1);
INSERT INTO inbox VALUES (5, x'7b7d', 'waiting', 0, '', '2022-07-13T01:00:00.000Z', NULL);
INSERT INTO outbox VALUES (1, 'answer/-100/11', -100, 'say', '{}', 4, 'waiting', 0, 0, '2022-07-13T01:00:00.000Z', '', '2022-07-13T01:00:00.000Z', NULL);
INSERT INTO journal VALUES (1, '2022-07-13T01:00:00.000Z', 7, 'draft', 'report/1', '{"version":1}');
INSERT INTO journal VALUES (2, '2022-07-13T01:00:00.000Z', 7, 'confirm', 'report/1', '{"version":1}');
`

func TestADatabaseOfTheFirstVersionIsBroughtUpToDateWithItsData(t *testing.T) {
	file := filepath.Join(t.TempDir(), store.FileName)
	if err := store.Found(file, 1, oldest); err != nil {
		t.Fatal(err)
	}
	clock := storetest.At("2022-07-13 12:00")
	db, err := store.Open(context.Background(), file, clock.Now)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close() //nolint:errcheck // the test is over
	if err := db.Check(context.Background()); err != nil {
		t.Error(err)
	}
	if c, err := verified(t, db); err != nil || c.Rows != 2 || len(c.Hash) != 64 {
		t.Errorf("old entries are not chained: %+v, %v", c, err)
	}
	storetest.Read(t, db, func(v *store.View) error {
		live, err := v.LiveUpdates()
		if err != nil || len(live) != 1 || live[0].Text != "完成4000亩" || len(live[0].Records) != 1 {
			t.Errorf("updates %+v, %v", live, err)
		}
		if d, err := v.ReportsFor(7); err != nil || d.Name != "区林业局" {
			t.Errorf("binding %+v, %v", d, err)
		}
		if task, err := v.Task(1); err != nil || task.What != "森林抚育" {
			t.Errorf("task %+v, %v", task, err)
		}
		if q, err := v.Question(1); err != nil || q.Text != "哪年创成" {
			t.Errorf("question %+v, %v", q, err)
		}
		if waiting, err := v.Waiting(); err != nil || len(waiting) != 1 {
			t.Errorf("inbox %v, %v", waiting, err)
		}
		out, err := v.ToSend(10)
		if len(out) != 1 {
			t.Errorf("outbox %v", out)
		}
		return err
	})
	logged(t, db, 1)
	if c, err := verified(t, db); err != nil || c.Rows != 3 {
		t.Errorf("%+v, %v", c, err)
	}
	if status := statusOf(t, db, 1); status != store.RecordDone {
		t.Errorf("status %s", status)
	}
}

func TestADatabaseOfEveryVersionIsBroughtUpToDate(t *testing.T) {
	for n := 1; n < store.Migrations(); n++ {
		file := filepath.Join(t.TempDir(), store.FileName)
		if err := store.Found(file, n, ""); err != nil {
			t.Fatal(n, err)
		}
		db, err := store.Open(context.Background(), file, storetest.At("2022-07-13 12:00").Now)
		if err != nil {
			t.Fatal(n, err)
		}
		logged(t, db, 1)
		if err := errors.Join(db.Check(context.Background()), db.Close()); err != nil {
			t.Error(n, err)
		}
	}
}
