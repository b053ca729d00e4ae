package store_test

import (
	"encoding/json"
	"slices"
	"testing"
	"time"

	"liangshan/knowledge/corpus"
	"liangshan/store"
	"liangshan/store/day"
	"liangshan/store/storetest"
)

func clock(s string) store.Clock {
	var c store.Clock
	if err := c.UnmarshalText([]byte(s)); err != nil {
		panic(err)
	}
	return c
}

func rule(c store.Cadence, s store.Schedule) store.Rule {
	if s.At == 0 {
		s.At = clock("09:00")
	}
	if s.Due == 0 {
		s.Due = clock("17:00")
	}
	return store.Rule{Cadence: c, Schedule: s}
}

// Due days that are rest days move on, reminders move back; the real notices of
// 2022 to 2024 say which days are which.
func TestWhenReportsAreDueAndAskedFor(t *testing.T) {
	tuesday := rule(store.Weekly, store.Schedule{Weekday: time.Tuesday, Ahead: 1})
	nextTuesday := rule(store.Weekly, store.Schedule{Weekday: time.Tuesday, Ahead: 1, Following: true})
	friday := rule(store.Weekly, store.Schedule{Weekday: time.Friday, Ahead: 0})
	saturday := rule(store.Weekly, store.Schedule{Weekday: time.Saturday, Ahead: 1})
	fortnight := rule(store.Fortnightly, store.Schedule{Weekday: time.Friday, Anchor: day.Must("2022-09-26"), Ahead: 2, Workdays: true})
	the25th := rule(store.Monthly, store.Schedule{MonthDay: 25, Ahead: 2})
	the5th := rule(store.Monthly, store.Schedule{MonthDay: 5, Ahead: 2, Following: true})
	the31st := rule(store.Monthly, store.Schedule{MonthDay: 31, Ahead: 1})
	the29th := rule(store.Monthly, store.Schedule{MonthDay: 29, Ahead: 1})
	lastWorkday := rule(store.Monthly, store.Schedule{MonthDay: store.LastWorkday, Ahead: 1, Workdays: true})
	twice := rule(store.ByDays, store.Schedule{Days: []int{10, 25}, Ahead: 1, Workdays: true})
	tenDays := rule(store.ByDays, store.Schedule{Days: []int{10, 20, 31}, Ahead: 1, Workdays: true})
	quarter := rule(store.Quarterly, store.Schedule{Month: 3, MonthDay: 25, Ahead: 2})
	afterQuarter := rule(store.Quarterly, store.Schedule{Month: 1, MonthDay: 10, Following: true, Ahead: 2})
	quarterEnd := rule(store.Quarterly, store.Schedule{Month: 3, MonthDay: store.LastWorkday, Ahead: 1, Workdays: true})
	half := rule(store.HalfYearly, store.Schedule{Month: 6, MonthDay: 31, Ahead: 5, Workdays: true})
	year := rule(store.Yearly, store.Schedule{Month: 12, MonthDay: 20, Ahead: 7})
	afterYear := rule(store.Yearly, store.Schedule{Month: 1, MonthDay: 15, Following: true, Ahead: 7})
	cal := corpus.Calendar()
	for _, c := range []struct {
		name             string
		rule             store.Rule
		on               string // a day of the period
		key, remind, due string
	}{
		{"an ordinary week", tuesday, "2022-07-06", "2022-W27", "2022-07-04 09:00", "2022-07-05 17:00"},
		{"Sunday belongs to its week", tuesday, "2022-07-10", "2022-W27", "2022-07-04 09:00", "2022-07-05 17:00"},
		{"the National Day week: due on the worked Saturday, asked before the holiday", tuesday, "2022-10-04", "2022-W40", "2022-09-30 09:00", "2022-10-08 17:00"},
		{"the week after it", tuesday, "2022-10-12", "2022-W41", "2022-10-10 09:00", "2022-10-11 17:00"},
		{"the week over New Year: the Monday is off", tuesday, "2023-01-01", "2022-W52", "2022-12-26 09:00", "2022-12-27 17:00"},
		{"the first week: asked on the Friday before the holiday", tuesday, "2023-01-03", "2023-W01", "2022-12-30 09:00", "2023-01-03 17:00"},
		{"Spring Festival", tuesday, "2023-01-24", "2023-W04", "2023-01-20 09:00", "2023-01-28 17:00"},
		{"in the week after, for the National Day week", nextTuesday, "2022-10-04", "2022-W40", "2022-10-10 09:00", "2022-10-11 17:00"},
		{"in the holiday, for the week before", nextTuesday, "2022-09-28", "2022-W39", "2022-09-30 09:00", "2022-10-08 17:00"},
		{"on the day itself", friday, "2022-07-06", "2022-W27", "2022-07-08 09:00", "2022-07-08 17:00"},
		{"on the day itself, in the holiday", friday, "2022-10-06", "2022-W40", "2022-10-08 09:00", "2022-10-08 17:00"},
		{"a Saturday that is worked", saturday, "2022-10-06", "2022-W40", "2022-09-30 09:00", "2022-10-08 17:00"},
		{"a Saturday that is not, falls to Monday", saturday, "2022-07-06", "2022-W27", "2022-07-08 09:00", "2022-07-11 17:00"},
		{"two weeks, the second in the holiday", fortnight, "2022-09-28", "2022-09-26/2022-10-09", "2022-09-29 09:00", "2022-10-08 17:00"},
		{"two weeks, from the second of them", fortnight, "2022-10-09", "2022-09-26/2022-10-09", "2022-09-29 09:00", "2022-10-08 17:00"},
		{"the next two", fortnight, "2022-10-10", "2022-10-10/2022-10-23", "2022-10-19 09:00", "2022-10-21 17:00"},
		{"before the anchor", fortnight, "2022-09-25", "2022-09-12/2022-09-25", "2022-09-21 09:00", "2022-09-23 17:00"},
		{"the 25th, a Tuesday; two days before is a Sunday", the25th, "2022-10-01", "2022-10", "2022-10-21 09:00", "2022-10-25 17:00"},
		{"the 25th, a Sunday, falls to Monday", the25th, "2022-09-30", "2022-09", "2022-09-23 09:00", "2022-09-26 17:00"},
		{"the 5th of the next month, in the holiday", the5th, "2022-09-15", "2022-09", "2022-09-30 09:00", "2022-10-08 17:00"},
		{"the 5th of January for December", the5th, "2022-12-31", "2022-12", "2023-01-03 09:00", "2023-01-05 17:00"},
		{"the 31st of February", the31st, "2023-02-01", "2023-02", "2023-02-27 09:00", "2023-02-28 17:00"},
		{"the 31st in a month of thirty", the31st, "2022-09-01", "2022-09", "2022-09-29 09:00", "2022-09-30 17:00"},
		{"the 31st, a Sunday", the31st, "2022-07-01", "2022-07", "2022-07-29 09:00", "2022-08-01 17:00"},
		{"the leap day", the29th, "2024-02-10", "2024-02", "2024-02-28 09:00", "2024-02-29 17:00"},
		{"no leap day", the29th, "2023-02-10", "2023-02", "2023-02-27 09:00", "2023-02-28 17:00"},
		{"the last workday of December", lastWorkday, "2022-12-10", "2022-12", "2022-12-29 09:00", "2022-12-30 17:00"},
		{"until the 10th, from the 26th on", twice, "2022-10-01", "2022-09-26/2022-10-10", "2022-10-09 09:00", "2022-10-10 17:00"},
		{"on the 10th itself", twice, "2022-10-10", "2022-09-26/2022-10-10", "2022-10-09 09:00", "2022-10-10 17:00"},
		{"from the 11th until the 25th", twice, "2022-10-11", "2022-10-11/2022-10-25", "2022-10-24 09:00", "2022-10-25 17:00"},
		{"over New Year", twice, "2022-12-31", "2022-12-26/2023-01-10", "2023-01-09 09:00", "2023-01-10 17:00"},
		{"the last ten days of February", tenDays, "2023-02-21", "2023-02-21/2023-02-28", "2023-02-27 09:00", "2023-02-28 17:00"},
		{"the 25th of a quarter's last month, a Sunday", quarter, "2022-07-06", "2022-Q3", "2022-09-23 09:00", "2022-09-26 17:00"},
		{"the year's last quarter", quarter, "2022-10-01", "2022-Q4", "2022-12-23 09:00", "2022-12-26 17:00"},
		{"on the 10th after a quarter", afterQuarter, "2022-08-06", "2022-Q3", "2022-10-08 09:00", "2022-10-10 17:00"},
		{"the last workday of a quarter", quarterEnd, "2023-08-06", "2023-Q3", "2023-09-27 09:00", "2023-09-28 17:00"},
		{"the first half's last day", half, "2022-05-06", "2022-01-01/2022-06-30", "2022-06-23 09:00", "2022-06-30 17:00"},
		{"the second half's last day, a Saturday", half, "2022-12-06", "2022-07-01/2022-12-31", "2022-12-26 09:00", "2023-01-03 17:00"},
		{"the 20th of December", year, "2022-05-06", "2022", "2022-12-13 09:00", "2022-12-20 17:00"},
		{"the year that is over, a Sunday", afterYear, "2022-05-06", "2022", "2023-01-09 09:00", "2023-01-16 17:00"},
		{"the last workday before a long holiday", lastWorkday, "2023-09-10", "2023-09", "2023-09-27 09:00", "2023-09-28 17:00"},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := c.rule.Period(day.Must(c.on))
			if s.Key != c.key {
				t.Fatalf("period %s, want %s", s.Key, c.key)
			}
			if got := c.rule.RemindAt(s, cal); !got.Equal(storetest.At(c.remind).Now()) {
				t.Errorf("asked at %s, want %s", got, c.remind)
			}
			if got := c.rule.CutOff(s, cal); !got.Equal(storetest.At(c.due).Now()) {
				t.Errorf("due at %s, want %s", got, c.due)
			}
		})
	}
}

// Every day of twelve years lies in exactly one period of each rule; cut-offs never
// go back, and a reminder is on a workday before its cut-off.
func TestPeriodsCoverEveryDayOnce(t *testing.T) {
	cal := corpus.Calendar()
	for _, r := range []store.Rule{
		rule(store.Weekly, store.Schedule{Weekday: time.Tuesday, Ahead: 1}),
		rule(store.Weekly, store.Schedule{Weekday: time.Sunday, Ahead: 3, Following: true}),
		rule(store.Fortnightly, store.Schedule{Weekday: time.Monday, Anchor: day.Must("2022-01-03"), Ahead: 1}),
		rule(store.Fortnightly, store.Schedule{Weekday: time.Friday, Anchor: day.Must("2030-01-07"), Ahead: 2, Workdays: true, Following: true}),
		rule(store.Monthly, store.Schedule{MonthDay: 31, Ahead: 5}),
		rule(store.Monthly, store.Schedule{MonthDay: 1, Ahead: 1, Following: true}),
		rule(store.Monthly, store.Schedule{MonthDay: store.LastWorkday, Ahead: 2, Workdays: true}),
		rule(store.ByDays, store.Schedule{Days: []int{10, 25}, Ahead: 1}),
		rule(store.ByDays, store.Schedule{Days: []int{1, 31}, Ahead: 1, Workdays: true}),
		rule(store.ByDays, store.Schedule{Days: []int{5, 10, 20, 29, 30, 31}, Ahead: 1}),
		rule(store.Quarterly, store.Schedule{Month: 3, MonthDay: 31, Ahead: 3}),
		rule(store.Quarterly, store.Schedule{Month: 1, MonthDay: 10, Following: true, Ahead: 3}),
		rule(store.HalfYearly, store.Schedule{Month: 6, MonthDay: store.LastWorkday, Ahead: 3, Workdays: true}),
		rule(store.Yearly, store.Schedule{Month: 2, MonthDay: 29, Following: true, Ahead: 3}),
	} {
		s := r.Period(day.Must("2018-01-01"))
		for s.From.Before(day.Must("2030-01-01")) {
			for d := s.From; !d.After(s.To); d = d.Add(1) {
				if r.Period(d) != s {
					t.Fatalf("%s %s lies in %v and in %v", r.Cadence, d, s, r.Period(d))
				}
			}
			next := r.Next(s)
			if next.From != s.To.Add(1) || r.Before(next) != s {
				t.Fatalf("%s: %v is followed by %v, which %v precedes", r.Cadence, s, next, r.Before(next))
			}
			at, end := r.RemindAt(s, cal), r.CutOff(s, cal)
			if !at.Before(end) || !cal.IsWorkday(day.Of(at)) || !cal.IsWorkday(day.Of(end.Add(-time.Second))) || r.CutOff(next, cal).Before(end) {
				t.Fatalf("%s %s: asked %s, due %s, next due %s", r.Cadence, s.Key, at, end, r.CutOff(next, cal))
			}
			s = next
		}
	}
}

func TestTheDaysOfATask(t *testing.T) {
	r := rule(store.ByTask, store.Schedule{Steps: []int{30, 7, 1, 0}, Overdue: true})
	cal := corpus.Calendar()
	for _, c := range []struct {
		name, due, now string
		want           []string
	}{
		{"thirty days before", "2022-12-30", "2022-11-30 09:00", []string{"30"}},
		{"a minute too early", "2022-12-30", "2022-11-30 08:59", nil},
		{"still open after some days", "2022-12-30", "2022-12-06 12:00", []string{"30"}},
		{"closed after a week", "2022-12-30", "2022-12-07 09:00", nil},
		{"seven days before is a Friday", "2022-12-30", "2022-12-23 09:00", []string{"7"}},
		{"it gives way to the day before", "2022-12-30", "2022-12-29 09:00", []string{"1"}},
		{"on the day", "2022-12-30", "2022-12-30 23:00", []string{"0"}},
		{"a week over: given on Friday", "2022-12-30", "2023-01-06 09:00", []string{"overdue/1"}},
		{"two weeks over", "2022-12-30", "2023-01-13 10:00", []string{"overdue/2"}},
		{"a year over, once a week still", "2022-12-30", "2024-01-08 10:00", []string{"overdue/53"}},
		{"due in the holiday: the day before and the day itself are said at once, before it", "2022-10-02", "2022-09-30 09:00", []string{"1", "0"}},
		{"the leap day", "2024-02-29", "2024-02-28 09:00", []string{"1"}},
		{"a week over in the holiday, given before the holiday", "2022-09-27", "2022-09-30 09:00", []string{"overdue/1"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			now := storetest.At(c.now).Now()
			var got []string
			for _, n := range r.Nodes(day.Must(c.due), day.Of(now), cal) {
				if !now.Before(n.At) && now.Before(n.Until) {
					got = append(got, n.Key)
				}
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("open: %v, want %v", got, c.want)
			}
		})
	}
}

func TestClocksAndQuietHours(t *testing.T) {
	for _, bad := range []string{"", "9", "25:00", "24:01", "12:60", "-1:00", "17:00 ", "一点"} {
		var c store.Clock
		if err := c.UnmarshalText([]byte(bad)); err == nil {
			t.Errorf("%q became %s", bad, c)
		}
	}
	night, noon := store.Quiet{From: clock("20:00"), To: clock("08:00")}, store.Quiet{From: clock("12:00"), To: clock("14:00")}
	for at, want := range map[string][2]bool{"07:59": {true, false}, "08:00": {false, false}, "13:59": {false, true}, "14:00": {false, false}, "20:00": {true, false}, "23:59": {true, false}} {
		if got := [2]bool{night.Holds(clock(at)), noon.Holds(clock(at))}; got != want {
			t.Errorf("%s: quiet %v, want %v", at, got, want)
		}
	}
	in := store.Schedule{Weekday: time.Friday, Due: store.EndOfDay, At: clock("09:30"), Anchor: day.Must("2022-01-03"), Steps: []int{7, 0}}
	b, err := json.Marshal(in)
	var out store.Schedule
	if err == nil {
		err = json.Unmarshal(b, &out)
	}
	if err != nil || out.Due != in.Due || out.At != in.At || out.Anchor != in.Anchor || !slices.Equal(out.Steps, in.Steps) {
		t.Errorf("%s came back as %+v: %v", b, out, err)
	}
}

func FuzzClock(f *testing.F) {
	f.Add("17:00")
	f.Add("24:00")
	f.Fuzz(func(t *testing.T, s string) {
		var c store.Clock
		if c.UnmarshalText([]byte(s)) == nil {
			var again store.Clock
			if c < 0 || c > store.EndOfDay || again.UnmarshalText([]byte(c.String())) != nil || again != c {
				t.Errorf("%q is %d, written %s", s, c, c)
			}
		}
	})
}
