package store_test

import (
	"testing"

	"liangshan/store"
	"liangshan/store/day"
	"liangshan/store/storetest"
)

// The latest confirmed figure of each name, unit and year counts; drafts and what came later do not.
func TestTheLatestFigureOfEachNameAndYearIsMeasured(t *testing.T) {
	db, c, d := seed(t)
	say := func(message int64, at, name, unit string, value float64, year int, sure bool) {
		storetest.Write(t, db, func(tx *store.Tx) error {
			u, err := tx.Draft(store.Update{ChatID: -1, MessageID: message, Member: store.Member{ID: 7}, Department: d, SentAt: storetest.At(at).Now(), Records: []store.Record{
				{Department: d, Status: store.RecordInProgress, From: day.New(year, 1, 1), To: day.New(year, 12, 31), Metrics: []store.Metric{{Name: name, Value: value, Unit: unit}}},
			}})
			if err != nil || !sure {
				return err
			}
			return tx.Confirm(u.ID, 7)
		})
	}
	say(1, "2022-07-01 09:00", "林草覆盖率", "%", 40, 2021, true)
	say(2, "2022-07-02 09:00", "林草覆盖率", "%", 41, 2022, true)
	say(3, "2022-07-03 09:00", "林草覆盖率", "%", 41.2, 2022, true)
	say(4, "2022-07-04 09:00", "林草覆盖率", "%", 99, 2022, false)
	say(5, "2022-07-05 09:00", "造林面积", "亩", 1200, 2022, true)
	say(6, "2022-07-20 09:00", "林草覆盖率", "%", 42, 2022, true)
	storetest.Read(t, db, func(v *store.View) error {
		list, err := v.Measurements(c.Now(), nil)
		if err != nil {
			return err
		}
		want := []struct {
			name  string
			year  int
			value float64
		}{{"林草覆盖率", 2021, 40}, {"林草覆盖率", 2022, 41.2}, {"造林面积", 2022, 1200}}
		if len(list) != len(want) {
			t.Fatalf("%+v", list)
		}
		for i, w := range want {
			if m := list[i]; m.Metric.Name != w.name || m.Year != w.year || m.Metric.Value != w.value || m.MessageID == 0 {
				t.Errorf("%d: %+v, want %+v", i, m, w)
			}
		}
		return nil
	})
}
