package day_test

import (
	"encoding/json"
	"testing"
	"time"

	"liangshan/store/day"
)

func TestDaysAreBeijings(t *testing.T) {
	utc := time.Date(2022, 7, 5, 16, 30, 0, 0, time.UTC) // half past midnight in Beijing
	if got := day.Of(utc); got != day.Must("2022-07-06") {
		t.Errorf("Of = %s", got)
	}
	if got := day.Must("2022-07-06").Start().UTC().Hour(); got != 16 {
		t.Errorf("Start is %d:00 UTC", got)
	}
}

func TestParse(t *testing.T) {
	for _, s := range []string{"2022-7-6", "2022-02-30", "2022/07/06", "今天", " 2022-07-06"} {
		if d, err := day.Parse(s); err == nil {
			t.Errorf("Parse(%q) = %s, want an error", s, d)
		}
	}
	if d, err := day.Parse(""); err != nil || !d.IsZero() || d.String() != "" {
		t.Errorf("the empty string is no date: %v %v", d, err)
	}
}

func TestJSON(t *testing.T) {
	in := struct{ A, B day.Date }{A: day.Must("2022-07-06")}
	b, err := json.Marshal(in)
	if err != nil || string(b) != `{"A":"2022-07-06","B":""}` {
		t.Fatalf("%s %v", b, err)
	}
	out := in
	out.A = day.Date{}
	if err := json.Unmarshal(b, &out); err != nil || out != in {
		t.Errorf("back: %v %v", out, err)
	}
}

func TestArithmetic(t *testing.T) {
	for _, c := range []struct{ what, got, want string }{
		{"day over a year's end", day.Must("2022-12-31").Add(1).String(), "2023-01-01"},
		{"leap day", day.Must("2024-02-28").Add(1).String(), "2024-02-29"},
		{"a month from the 31st", day.Must("2022-08-31").AddMonths(1).String(), "2022-09-30"},
		{"a month back", day.Must("2022-03-31").AddMonths(-1).String(), "2022-02-28"},
		{"month end", day.Must("2022-02-03").MonthEnd().String(), "2022-02-28"},
		{"quarter start", day.Must("2022-07-06").QuarterStart().String(), "2022-07-01"},
		{"quarter end", day.Must("2022-07-06").QuarterEnd().String(), "2022-09-30"},
		{"quarter end in autumn", day.Must("2022-11-06").QuarterEnd().String(), "2022-12-31"},
		{"Monday of a Wednesday", day.Must("2022-07-06").Monday().String(), "2022-07-04"},
		{"Monday of a Sunday", day.Must("2022-07-10").Monday().String(), "2022-07-04"},
		{"Monday of a Monday", day.Must("2022-07-04").Monday().String(), "2022-07-04"},
		{"Sunday", day.Must("2022-07-06").Sunday().String(), "2022-07-10"},
	} {
		if c.got != c.want {
			t.Errorf("%s = %s, want %s", c.what, c.got, c.want)
		}
	}
	a, b := day.Must("2022-07-06"), day.Must("2022-12-31")
	if b.Sub(a) != 178 || a.Sub(b) != -178 || !a.Before(b) || !b.After(a) || a.Before(a) {
		t.Error("order or distance is wrong")
	}
}
