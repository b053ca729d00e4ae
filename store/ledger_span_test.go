package store_test

import (
	"testing"
	"time"

	"liangshan/store"
	"liangshan/store/day"
	"liangshan/store/storetest"
)

// Where reports are taken in the week after, a task's status is the one that they give.
func TestReportsTakenAfterTheSpanGiveItsStatus(t *testing.T) {
	db, clk, d := seed(t)
	task := addTask(t, db, "森林抚育4000亩", "区林业局", "2022-12-31")
	clk.Set(storetest.At("2022-07-01 09:00").Now())
	turnOn(t, db, rule(store.Weekly, store.Schedule{Weekday: time.Tuesday, Ahead: 1, Following: true}))
	clk.Set(storetest.At("2022-07-20 09:00").Now())
	confirm(t, db, draft(t, db, d, 10, task, store.RecordBehind, storetest.At("2022-07-12 10:00").Now()).ID)
	confirm(t, db, draft(t, db, d, 11, task, store.RecordDone, storetest.At("2022-07-13 10:00").Now()).ID)
	l, line := lineFor(t, db, d, store.Week(day.Must("2022-07-06")), clk.Now())
	if !line.Reported || line.Updates != 1 || l.Counts.Behind != 1 || l.Counts.Done != 0 {
		t.Errorf("%+v, %+v: the report of Tuesday is the week's, that of Wednesday is not", line, l.Counts)
	}
}

// What is said this week of a longer time that is over (a quarter, a month) is this
// week's report; what is said of last week is last week's.
func TestWhatIsSentOfALongerTimeCountsWhereItWasSent(t *testing.T) {
	for _, c := range []struct {
		name     string
		from, to string
		want     bool
	}{
		{"the quarter before", "2022-07-01", "2022-09-30", true},
		{"the month before", "2022-09-01", "2022-09-30", true},
		{"the week before", "2022-10-03", "2022-10-09", false},
		{"a day of the week before", "2022-10-08", "2022-10-08", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			db, clk, d := seed(t)
			task := addTask(t, db, "举办宣传活动", "区林业局", "2022-12-31")
			sent := storetest.At("2022-10-12 10:00").Now()
			clk.Set(sent)
			u := draftOf(t, db, d, 20, task, store.RecordInProgress, sent, c.from, c.to)
			clk.Set(sent.Add(time.Hour))
			confirm(t, db, u.ID)
			_, line := lineFor(t, db, d, store.Week(day.Must("2022-10-12")), clk.Now())
			if line.Reported != c.want {
				t.Errorf("reported: %v, want %v", line.Reported, c.want)
			}
		})
	}
}
