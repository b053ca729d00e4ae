package day_test

import (
	"strings"
	"testing"

	"liangshan/store/day"
)

// notices are a few days of the real 2022 and 2023 notices.
const notices = `[
 {"year":2023,"source":"国办发明电〔2022〕16号","off":["2022-12-31","2023-01-01","2023-01-02","2023-01-21","2023-01-22"],"work":["2023-01-28"]},
 {"year":2022,"source":"国办发明电〔2021〕11号","off":["2022-09-10","2022-09-11","2022-09-12","2022-10-01","2022-10-02","2022-10-03","2022-10-04","2022-10-05","2022-10-06","2022-10-07"],"work":["2022-10-08","2022-10-09"]}]`

func calendar(t *testing.T) *day.Calendar {
	t.Helper()
	cal, err := day.ReadCalendar([]byte(notices))
	if err != nil {
		t.Fatal(err)
	}
	return cal
}

func TestWorkdaysFollowTheNotice(t *testing.T) {
	cal := calendar(t)
	for _, c := range []struct {
		date string
		want bool
		why  string
	}{
		{"2022-07-06", true, "an ordinary Wednesday"},
		{"2022-07-09", false, "an ordinary Saturday"},
		{"2022-09-12", false, "a Monday of the Mid-Autumn holiday"},
		{"2022-10-08", true, "a Saturday worked instead"},
		{"2022-10-09", true, "a Sunday worked instead"},
		{"2022-12-31", false, "the next year's notice reaches into December"},
		{"2031-10-01", true, "no notice yet: a Wednesday"},
	} {
		if got := cal.IsWorkday(day.Must(c.date)); got != c.want {
			t.Errorf("%s: workday = %v, want %v: %s", c.date, got, c.want, c.why)
		}
	}
}

func TestAddWorkdays(t *testing.T) {
	cal := calendar(t)
	for _, c := range []struct {
		from string
		n    int
		want string
	}{
		{"2022-07-06", 0, "2022-07-06"},
		{"2022-07-06", 5, "2022-07-13"},
		{"2022-09-30", 1, "2022-10-08"},
		{"2022-09-30", 3, "2022-10-10"},
		{"2022-09-09", 1, "2022-09-13"},
		{"2022-10-08", -1, "2022-09-30"},
	} {
		got := cal.AddWorkdays(day.Must(c.from), c.n)
		if got != day.Must(c.want) {
			t.Errorf("%s + %d workdays = %s, want %s", c.from, c.n, got, c.want)
		}
		if back := cal.Workdays(day.Must(c.from), got); back != c.n {
			t.Errorf("workdays from %s to %s = %d, want %d", c.from, got, back, c.n)
		}
	}
}

func TestHolidaySpan(t *testing.T) {
	cal := calendar(t)
	first, last, ok := cal.Holiday(day.Must("2023-01-01"))
	if !ok || first != day.Must("2022-12-31") || last != day.Must("2023-01-02") {
		t.Errorf("New Year = %s..%s %v", first, last, ok)
	}
	if _, _, ok := cal.Holiday(day.Must("2022-07-09")); ok {
		t.Error("an ordinary Saturday is not a statutory holiday")
	}
}

func TestCovers(t *testing.T) {
	cal := calendar(t)
	var none *day.Calendar
	if !cal.Covers(2022) || cal.Covers(2027) || none.Covers(2022) || none.IsHoliday(day.Must("2022-10-01")) {
		t.Error("Covers must name exactly the years whose notice is loaded")
	}
	if none.IsWorkday(day.Must("2022-10-08")) {
		t.Error("without a notice a Saturday is not worked")
	}
}

// A corrected notice replaces its own year and nothing of its neighbours.
func TestALaterNoticeReplacesItsYearOnly(t *testing.T) {
	y22 := day.Year{Year: 2022, Off: []day.Date{day.Must("2022-10-01")}}
	y23 := day.Year{Year: 2023, Off: []day.Date{day.Must("2022-12-30")}}
	fixed := day.Year{Year: 2022, Off: []day.Date{day.Must("2022-10-03")}}
	cal := day.NewCalendar(y22, y23, fixed)
	if cal.IsHoliday(day.Must("2022-10-01")) || !cal.IsHoliday(day.Must("2022-10-03")) {
		t.Error("the corrected notice of 2022 was not taken")
	}
	if !cal.IsHoliday(day.Must("2022-12-30")) {
		t.Error("the notice of 2023 lost its day in December 2022")
	}
}

func TestReadCalendarRefuses(t *testing.T) {
	for name, text := range map[string]string{
		"not JSON":        `[`,
		"no such date":    `[{"year":2022,"off":["2022-02-30"]}]`,
		"another year":    `[{"year":2022,"off":["2024-01-01"]}]`,
		"empty date":      `[{"year":2022,"off":[""]}]`,
		"off and worked":  `[{"year":2022,"off":["2022-10-01"],"work":["2022-10-01"]}]`,
		"not even a list": `{"year":2022}`,
	} {
		if _, err := day.ReadCalendar([]byte(text)); err == nil || !strings.HasPrefix(err.Error(), "day: read calendar: ") {
			t.Errorf("%s: error = %v", name, err)
		}
	}
}
