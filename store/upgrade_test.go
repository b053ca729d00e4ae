package store_test

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"liangshan/store"
	"liangshan/store/day"
	"liangshan/store/storetest"
)

// midway is what an office has in the tables that came between the first version
// and the eighth step.
const (
	eighth = 8
	midway = `
INSERT INTO task_change VALUES (1, 1, '2022-07-14T01:00:00.000Z', 7, 'due', '{"text":"年底前"}', '{"text":"2023年1月底"}', '因汛期');
INSERT INTO rule (cadence, schedule, state, on_at, off_at, set_by) VALUES ('weekly', '{"weekday":5,"due":"12:00","ahead":1,"at":"09:00"}', 'on', '2022-07-14T01:00:00.000Z', NULL, 7);
INSERT INTO quiet (from_time, to_time, set_by) VALUES ('21:00', '07:00', 7);
INSERT INTO pause (from_at, until_at, set_by) VALUES ('2022-07-14T01:00:00.000Z', '2022-07-15T01:00:00.000Z', 7);
INSERT INTO claim VALUES ('weekly', '2022-W28', 1, 'remind/1', '2022-07-14T01:00:00.000Z');
INSERT INTO leave (id, department_id, from_day, to_day, state, set_by) VALUES (1, 1, '2022-08-01', '2022-08-05', 'granted', 7);
INSERT INTO vector VALUES ('m', 'aa', x'0102');
INSERT INTO unanswered VALUES (1, '哪年创成', '哪年创成', '2022-07-14T01:00:00.000Z', NULL, NULL);
INSERT INTO unanswered_question VALUES (1, 1, 'silent');
INSERT INTO reply VALUES (1, 1, 7, 20, 7, '2026年', 'confirmed', '2022-07-14T01:00:00.000Z', '2022-07-14T01:00:00.000Z', 7, NULL, NULL);
INSERT INTO feedback VALUES (1, 1, 7, 'down', '2022-07-14T01:00:00.000Z');
INSERT INTO evidence VALUES (1, -100, 12, -100, 10, '', 7, 1, '照片.jpg', 'jpg', 5, 'ab', '', '["区林业局/1/照片.jpg"]', '2022-07-14T01:00:00.000Z');
INSERT INTO problem VALUES (1, 1, '', 1, NULL, NULL, '', NULL, NULL);
INSERT INTO problem_mention VALUES (1, 1, 0, '资金未到位', '["区财政局"]');
INSERT INTO extension VALUES (1, 1, '[1]', 1, 7, -100, 13, '2023年1月底', '2023-01-31', '2023-01-31', '因汛期', 'granted', '2022-07-14T01:00:00.000Z', '2022-07-14T01:00:00.000Z', 7);
INSERT INTO bind_code VALUES ('ABCD2345', 1, 7, '2022-08-01T00:00:00.000Z', NULL, NULL);
INSERT INTO reviewer VALUES (1, 7);
INSERT INTO roster_change VALUES (1, 7, '[]', NULL);
INSERT INTO chat (id, kind, title, state, seen_at) VALUES (7, 'private', '', 'closed', '2022-07-14T01:00:00.000Z');
`
)

// rows is every row of a table, as text, by the columns named.
func rows(t *testing.T, db *sql.DB, table string, columns []string) (out []string) {
	t.Helper()
	list, err := db.Query(`SELECT "` + strings.Join(columns, `", "`) + `" FROM "` + table + `"`)
	if err != nil {
		t.Fatal(table, err)
	}
	defer list.Close() //nolint:errcheck // Err below tells
	for list.Next() {
		values := make([]any, len(columns))
		for i := range values {
			values[i] = new(any)
		}
		if err := list.Scan(values...); err != nil {
			t.Fatal(table, err)
		}
		var b strings.Builder
		for _, v := range values {
			fmt.Fprintf(&b, "%v|", *v.(*any))
		}
		out = append(out, b.String())
	}
	slices.Sort(out)
	return out
}

// columnsOf lists the tables of a database and their columns.
func columnsOf(t *testing.T, db *sql.DB) map[string][]string {
	t.Helper()
	out := map[string][]string{}
	list, err := db.Query(`SELECT m.name, c.name FROM sqlite_master m JOIN pragma_table_info(m.name) c WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%' ORDER BY m.name, c.cid`)
	if err != nil {
		t.Fatal(err)
	}
	defer list.Close() //nolint:errcheck // the loop's error counts
	for list.Next() {
		var table, column string
		if err := list.Scan(&table, &column); err != nil {
			t.Fatal(err)
		}
		out[table] = append(out[table], column)
	}
	return out
}

// Whatever later steps rebuild, each row of each table that an office had is there
// afterwards with what it said.
func TestAnUpgradeKeepsEveryRow(t *testing.T) {
	file := filepath.Join(t.TempDir(), store.FileName)
	for _, s := range []struct {
		steps int
		fill  string
	}{{1, oldest}, {eighth, midway}} {
		if err := store.Found(file, s.steps, s.fill); err != nil {
			t.Fatal(s.steps, err)
		}
	}
	raw, err := sql.Open("sqlite3", "file:"+file)
	if err != nil {
		t.Fatal(err)
	}
	defer raw.Close() //nolint:errcheck // only read
	before := columnsOf(t, raw)
	was := map[string][]string{}
	for table, columns := range before {
		if was[table] = rows(t, raw, table, columns); len(was[table]) == 0 {
			t.Errorf("the table %s is empty: give it a row above", table)
		}
	}
	db, err := store.Open(context.Background(), file, storetest.At("2022-07-20 09:00").Now)
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(db.Check(context.Background()), db.Close()); err != nil {
		t.Error(err)
	}
	after := columnsOf(t, raw)
	for table, columns := range before {
		for _, c := range columns {
			if !slices.Contains(after[table], c) {
				t.Errorf("%s.%s is gone", table, c)
			}
		}
		if now := rows(t, raw, table, columns); !slices.Equal(now, was[table]) {
			t.Errorf("%s had\n%s\nand has\n%s", table, strings.Join(was[table], "\n"), strings.Join(now, "\n"))
		}
	}
}

// A register that older programs closed with a day of no calendar can be read again.
func TestAnUpgradeTakesOutDaysOfNoCalendar(t *testing.T) {
	file := filepath.Join(t.TempDir(), store.FileName)
	fill := `INSERT INTO task (id, root, seq, place, what, due_text, due_kind, due_from, due_to, recurrence, strength, strength_word, target, indicator, origin, source, doubts, state, evidence, created_at) VALUES
		(1, 1, 1, '正文第4段', '落实修复', '十年来', 'range', '-011-12-00', '', '', 'normal', '', '', '', 'clause', '', '[]', 'proposed', '', '2026-07-06T00:00:00.000Z'),
		(2, 2, 2, '正文第5段', '落实排查', '2022年8月底前', 'deadline', '', '2022-08-31', '', 'normal', '', '', '', 'clause', '', '[]', 'proposed', '', '2026-07-06T00:00:00.000Z')`
	if err := store.Found(file, store.Migrations()-1, fill); err != nil {
		t.Fatal(err)
	}
	db, err := store.Open(context.Background(), file, storetest.At("2022-07-20 09:00").Now)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close() //nolint:errcheck // only read
	list := register(t, db, store.TaskFilter{})
	if len(list) != 2 {
		t.Fatalf("%d tasks", len(list))
	}
	if !list[0].DueFrom.IsZero() || list[0].DueText != "十年来" || list[1].DueTo != day.Must("2022-08-31") {
		t.Errorf("%q from %s, %q to %s", list[0].DueText, list[0].DueFrom, list[1].DueText, list[1].DueTo)
	}
}
