package when_test

import (
	"os"
	"testing"

	"liangshan/knowledge/when"
	"liangshan/store/day"
)

// The almanac agrees with the State Council's notices: every statutory festival
// of the lunar calendar, and 清明, is a day off in its year's notice.
func TestAlmanacAgreesWithTheNotices(t *testing.T) {
	b, err := os.ReadFile("../corpus/holidays.json")
	if err != nil {
		t.Fatal(err)
	}
	cal, err := day.ReadCalendar(b)
	if err != nil {
		t.Fatal(err)
	}
	for year := 2020; year <= 2026; year++ {
		if !cal.Covers(year) {
			t.Errorf("no notice for %d", year)
		}
		for _, name := range []string{"元旦", "春节", "清明", "端午", "中秋", "国庆"} {
			e := when.Parse(day.New(year, 1, 1).String()[:4]+"年"+name, day.New(year, 1, 15), nil)
			if e.Start.Year != year || e.Start != e.End || !cal.IsHoliday(e.Start) {
				t.Errorf("%d %s = %s..%s, which no notice names", year, name, e.Start, e.End)
			}
		}
	}
}

// The spring festivals of the table, from the published calendars.
func TestSpringFestival(t *testing.T) {
	for _, want := range []string{
		"2020-01-25", "2021-02-12", "2022-02-01", "2023-01-22", "2024-02-10", "2025-01-29", "2026-02-17", "2027-02-06",
		"2028-01-26", "2029-02-13", "2030-02-03", "2031-01-23", "2032-02-11", "2033-01-31", "2034-02-19", "2035-02-08",
	} {
		d := day.Must(want)
		eve := when.Parse("除夕", day.New(d.Year, 2, 1), nil)
		if got := when.Parse("春节", day.New(d.Year, 2, 1), nil); got.Start != d || eve.End != d.Add(-1) {
			t.Errorf("春节 %d = %s, the eve %s; want %s", d.Year, got.Start, eve.End, want)
		}
	}
}
