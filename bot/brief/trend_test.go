package brief

import (
	"testing"

	"liangshan/store"
	"liangshan/store/day"
)

func TestATrendHasAsManyColumnsAsAPhoneShows(t *testing.T) {
	for _, c := range []struct {
		from, to, asOf string
		n              int
		first          string
	}{
		{"2022-10-10", "2022-10-16", "2022-10-14", 12, "2022-07-31"}, // the Sundays before, and the day itself
		{"2022-01-01", "2022-12-31", "2022-10-14", 10, "2022-01-31"}, // a year: the ends of its months
		{"2020-01-01", "2022-12-31", "2022-10-14", 12, "2021-11-30"},
	} {
		days := TrendDays(store.Between(day.Must(c.from), day.Must(c.to)), day.Must(c.asOf))
		if len(days) != c.n || days[0] != day.Must(c.first) || days[len(days)-1] != day.Must(c.asOf) {
			t.Errorf("%s to %s: %v", c.from, c.to, days)
		}
		for i := 1; i < len(days); i++ {
			if !days[i].After(days[i-1]) {
				t.Errorf("%v is not in order", days)
			}
		}
	}
}

func TestATrendBeginsWhereReportsDo(t *testing.T) {
	days := []day.Date{day.Must("2022-07-03"), day.Must("2022-07-10"), day.Must("2022-07-17"), day.Must("2022-07-20")}
	silent, heard := store.Counts{Total: 2, NotStarted: 2}, store.Counts{Total: 2, InProgress: 2}
	if got := NewTrend(days, []store.Counts{silent, silent, heard, heard}); len(got) != 3 || got[0].Day != days[1] {
		t.Errorf("%+v", got)
	}
	if got := NewTrend(days, []store.Counts{silent, silent, silent, silent}); len(got) != 2 {
		t.Errorf("an office that never reported: %+v", got)
	}
}
