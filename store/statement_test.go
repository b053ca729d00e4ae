package store_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"liangshan/store"
	"liangshan/store/storetest"
)

// What is looked through latest first is what the record holds, neither more nor less.
func TestStatementsAreTheRecordLatestFirst(t *testing.T) {
	clock := storetest.At("2022-07-10 09:00")
	db := storetest.Open(t, clock)
	storetest.Write(t, db, func(tx *store.Tx) error {
		var deps []store.Department
		for i := range 3 {
			id, err := tx.PutDepartment(store.DepartmentNames{Department: store.Department{Name: fmt.Sprintf("区某%d局", i), Kind: "department"}})
			if err != nil {
				return err
			}
			deps = append(deps, store.Department{ID: id, Name: fmt.Sprintf("区某%d局", i)})
		}
		if err := tx.SeeMember(store.Member{ID: 1, Name: "甲"}); err != nil {
			return err
		}
		for i := range 40 {
			d := deps[i%3]
			u, err := tx.Draft(store.Update{
				ChatID: 1, MessageID: int64(i - i%5), Member: store.Member{ID: 1}, Department: d, Text: fmt.Sprintf("全文%d", i),
				SentAt: tx.Now().Add(time.Duration(i*7%11) * time.Hour), // many at the same time, none in order
				Records: []store.Record{
					{Department: d, Text: fmt.Sprintf("第一项%d", i), Status: store.RecordInProgress},
					{Department: deps[(i+1)%3], Status: store.RecordDone},
				},
			})
			if err == nil && i%4 != 0 {
				err = tx.Confirm(u.ID, 1)
			}
			if err == nil && i%9 == 0 {
				_, err = tx.Withdraw(u.ID, 1)
			}
			if err != nil {
				return err
			}
		}
		return nil
	})
	storetest.Read(t, db, func(v *store.View) error {
		live, err := v.LiveUpdates()
		if err != nil {
			return err
		}
		slices.Reverse(live)
		for _, of := range [][]string{nil, {"区某1局"}, {"区某0局", "区某2局"}, {"没有的局"}} {
			var want, got []string
			for _, u := range live {
				for _, r := range u.Records {
					text := r.Text
					if text == "" {
						text = u.Text
					}
					if len(of) == 0 || slices.Contains(of, r.Department.Name) {
						want = append(want, fmt.Sprint(u.ID, "/", r.ID, " ", text))
					}
				}
			}
			err := v.Statements(of, func(s store.Statement) bool {
				got = append(got, fmt.Sprint(s.ReportID, "/", s.RecordID, " ", s.Text))
				return true
			})
			if err != nil || !slices.Equal(got, want) {
				t.Errorf("of %v: %v\n got %q\nwant %q", of, err, got, want)
			}
			n := 0
			err = v.Statements(of, func(store.Statement) bool { n++; return n < 2 })
			if err != nil || n != min(2, len(want)) {
				t.Errorf("of %v: went on after enough: %d, %v", of, n, err)
			}
		}
		return nil
	})
}
