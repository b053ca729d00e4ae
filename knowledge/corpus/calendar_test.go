package corpus

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"liangshan/store/day"
)

// The days off and the make-up workdays that each notice names, counted in its text.
func TestCalendarHoldsTheNotices(t *testing.T) {
	var years []day.Year
	if err := json.Unmarshal(holidays, &years); err != nil {
		t.Fatal(err)
	}
	want := map[int][2]int{2020: {30, 6}, 2021: {31, 7}, 2022: {31, 7}, 2023: {27, 7}, 2024: {28, 8}, 2025: {28, 5}, 2026: {33, 6}}
	for _, y := range years {
		if n := want[y.Year]; len(y.Off) != n[0] || len(y.Work) != n[1] {
			t.Errorf("%d: %d days off and %d worked, want %v", y.Year, len(y.Off), len(y.Work), n)
		}
		if !strings.Contains(y.Source, "国办发明电〔") {
			t.Errorf("%d has no source: %q", y.Year, y.Source)
		}
		for _, d := range y.Work {
			if w := d.Weekday(); w != time.Saturday && w != time.Sunday {
				t.Errorf("%s is worked anyway, it is a %s", d, w)
			}
		}
		delete(want, y.Year)
	}
	if len(want) > 0 {
		t.Errorf("missing notices: %v", want)
	}
}

func TestCalendarKnowsFamousDays(t *testing.T) {
	cal := Calendar()
	for date, worked := range map[string]bool{
		"2020-01-31": false, // the Spring Festival that was prolonged
		"2020-02-01": false, // its make-up Saturday was dropped
		"2022-10-08": true,
		"2022-10-09": true,
		"2022-12-31": false, // named by the notice of 2023
		"2024-02-09": true,  // New Year's Eve was not a day off
		"2025-01-28": false, // and since 2025 it is
		"2026-01-02": false,
		"2026-01-04": true,
		"2026-10-10": true,
	} {
		if got := cal.IsWorkday(day.Must(date)); got != worked {
			t.Errorf("%s: workday = %v, want %v", date, got, worked)
		}
	}
	if cal.Covers(2027) {
		t.Error("the notice of 2027 has not been embedded")
	}
}
