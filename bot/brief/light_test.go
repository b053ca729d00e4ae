package brief

import (
	"slices"
	"testing"

	"liangshan/store"
	"liangshan/store/day"
)

// The rule that is printed beside the lights, case by case.
func TestLightsFollowTheRule(t *testing.T) {
	today := day.Must("2022-10-14")
	pct := func(v float64) *float64 { return &v }
	for _, c := range []struct {
		name string
		task store.Task
		want Light
		why  []string
	}{
		{"in time, nothing said", store.Task{DueTo: day.Must("2022-12-31")}, Green, []string{OnTime}},
		{"due in seven days", store.Task{DueTo: day.Must("2022-10-21")}, Yellow, []string{DueSoon}},
		{"due in eight days", store.Task{DueTo: day.Must("2022-10-22")}, Green, []string{OnTime}},
		{"due today", store.Task{DueTo: today}, Yellow, []string{DueSoon}},
		{"overdue", store.Task{DueTo: day.Must("2022-10-13")}, Red, []string{Overdue}},
		{"overdue and blocked", store.Task{DueTo: day.Must("2022-10-13"), Status: store.RecordBlocked}, Red, []string{Overdue, SaidStuck}},
		{"overdue but done", store.Task{DueTo: day.Must("2022-10-13"), Status: store.RecordDone}, Blue, []string{Done}},
		{"overdue but closed", store.Task{DueTo: day.Must("2022-10-13"), Closed: true}, Blue, []string{Closed}},
		{"behind the year's pace", store.Task{DueTo: day.Must("2022-12-31"), Percent: pct(60)}, Yellow, []string{BehindPace}},
		{"ahead of it", store.Task{DueTo: day.Must("2022-12-31"), Percent: pct(80)}, Green, []string{OnTime}},
		{"no date", store.Task{}, Blue, []string{NoDate}},
		{"no date is never red, whatever was said", store.Task{Status: store.RecordBehind}, Yellow, []string{SaidBehind}},
		{"yearly, behind", store.Task{Recurrence: "每年12月31日", Percent: pct(65)}, Yellow, []string{BehindPace}},
		{"yearly, without a percent", store.Task{Recurrence: "每年12月31日"}, Blue, []string{NoDate}},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := paceOf(c.task, day.Must("2022-07-06"), day.Must("2022-10-01"), today)
			got, why := DefaultRules().lightOf(c.task, p, today)
			if got != c.want || !slices.Equal(why, c.why) {
				t.Errorf("%s %v, want %s %v", got, why, c.want, c.why)
			}
		})
	}
}

func TestTheNumbersOfTheRuleAreSettings(t *testing.T) {
	task, today := store.Task{DueTo: day.Must("2022-10-28")}, day.Must("2022-10-14")
	if got, _ := (Rules{Near: 14}).lightOf(task, nil, today); got != Yellow {
		t.Errorf("fourteen days ahead: %s", got)
	}
	v := 70.0
	task = store.Task{DueTo: day.Must("2022-12-31"), Percent: &v}
	p := paceOf(task, day.Date{}, day.Date{}, today)
	if got, _ := (Rules{Slack: 10}).lightOf(task, p, today); got != Green {
		t.Errorf("8.6 points behind with ten allowed: %s", got)
	}
}

// 序时进度 is counted by days, both ends among them, and says from when to when.
func TestPace(t *testing.T) {
	for _, c := range []struct {
		name, from, to, recur, issued, said, today string
		want                                       string // first day, or "" for none
		elapsed                                    float64
	}{
		{"a year's task on the letter's day", "", "2022-12-31", "", "", "", "2022-07-06", "2022-01-01", 51.2},
		{"from the document to the due day", "", "2022-11-30", "", "2022-07-06", "", "2022-10-14", "2022-07-06", 68.2},
		{"over several years", "", "2025-12-31", "", "2022-09-15", "", "2022-10-14", "2022-09-15", 2.5},
		{"a quarter has its own time", "2022-10-01", "2022-12-31", "", "2022-07-06", "", "2022-10-14", "2022-10-01", 15.2},
		{"ten days in July only say when it ends", "2022-07-11", "2022-07-20", "", "2022-07-06", "", "2022-07-13", "2022-07-06", 53.3},
		{"past its time it is over", "", "2022-08-31", "", "2022-07-06", "", "2022-10-14", "2022-07-06", 100},
		{"nobody knows when it began", "", "2022-11-30", "", "", "", "2022-10-14", "", 0},
		{"not begun yet", "2023-01-01", "2023-12-31", "", "2022-07-06", "", "2022-10-14", "", 0},
		{"yearly", "", "", "每年12月31日", "", "2022-10-01", "2022-10-14", "2022-01-01", 78.6},
		{"yearly, of which the percent is last year's", "", "", "每年12月31日", "", "2022-12-30", "2023-01-10", "", 0},
		{"monthly has no pace", "", "", "每月25日", "", "2022-10-01", "2022-10-14", "", 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := func(s string) day.Date { return day.Must(s) }
			v := 50.0
			p := paceOf(store.Task{DueFrom: d(c.from), DueTo: d(c.to), Recurrence: c.recur, Percent: &v}, d(c.issued), d(c.said), d(c.today))
			switch {
			case c.want == "" && p != nil:
				t.Errorf("pace %+v, want none", p)
			case c.want != "" && (p == nil || p.From != d(c.want) || p.Elapsed != c.elapsed):
				t.Errorf("pace %+v, want from %s, %v%%", p, c.want, c.elapsed)
			}
		})
	}
}

func TestLinksPointIntoSupergroupsOnly(t *testing.T) {
	for _, c := range []struct {
		chat, message int64
		want          string
	}{
		{-1001000000001, 12, "https://t.me/c/1000000001/12"},
		{-1002123456789, 7, "https://t.me/c/2123456789/7"},
		{-4001234567, 7, ""}, // a plain group
		{104, 7, ""},         // a private chat
		{-1001000000001, 0, ""},
	} {
		if got := Link(c.chat, c.message); got != c.want {
			t.Errorf("%d/%d: %q, want %q", c.chat, c.message, got, c.want)
		}
	}
}
