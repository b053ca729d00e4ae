package store_test

import (
	"context"
	"errors"
	"slices"
	"testing"
	"time"

	"liangshan/knowledge/corpus"
	"liangshan/store"
	"liangshan/store/day"
	"liangshan/store/storetest"
)

// turnOn puts a rule in force at the clock's time.
func turnOn(t *testing.T, db *store.DB, r store.Rule) store.Rule {
	storetest.Write(t, db, func(tx *store.Tx) error {
		id, err := tx.OfferRule(r, 7)
		if err == nil {
			r, err = tx.TurnOn(id, 7)
		}
		return err
	})
	return r
}

// report records and confirms an update with a period; the zero days for none said.
func report(t *testing.T, db *store.DB, d store.Department, sent time.Time, from, to string) {
	s := store.Month(day.Of(sent))
	if from != "" {
		s = store.Span{From: day.Must(from), To: day.Must(to)}
	}
	storetest.Write(t, db, func(tx *store.Tx) error {
		u, err := tx.Draft(store.Update{
			ChatID: -1, MessageID: sent.Unix(), Member: store.Member{ID: 7}, Department: d, Text: "x", SentAt: sent,
			Records: []store.Record{{Department: d, Status: store.RecordInProgress, From: s.From, To: s.To}},
		})
		if err != nil {
			return err
		}
		return tx.Confirm(u.ID, 7)
	})
}

func lineFor(t *testing.T, db *store.DB, d store.Department, s store.Span, at time.Time) (store.Ledger, store.DepartmentLine) {
	var l store.Ledger
	storetest.Read(t, db, func(v *store.View) (err error) {
		l, err = v.Ledger(s, at)
		return err
	})
	for _, line := range l.Departments {
		if line.Department.ID == d.ID {
			return l, line
		}
	}
	return l, store.DepartmentLine{}
}

// 未报, 已报, 迟报 and 补报 are told apart by the cut-off of the rule in force.
func TestTheCutOffOfTheRuleDecidesWhatIsLate(t *testing.T) {
	thisWeek := rule(store.Weekly, store.Schedule{Weekday: time.Tuesday, Ahead: 1})
	lastWeek := rule(store.Weekly, store.Schedule{Weekday: time.Tuesday, Ahead: 1, Following: true})
	lastDay := rule(store.Monthly, store.Schedule{MonthDay: 31, Ahead: 1})
	lastMonth := rule(store.Monthly, store.Schedule{MonthDay: 5, Ahead: 1, Following: true})
	for _, c := range []struct {
		name     string
		rule     store.Rule
		sent     string
		from, to string
		span     store.Span
		want     string
	}{
		{"no rule, in the week", store.Rule{}, "2022-07-10 20:00", "", "", store.Week(day.Must("2022-07-06")), "reported"},
		{"no rule, after the week, about it", store.Rule{}, "2022-07-11 09:00", "2022-07-04", "2022-07-10", store.Week(day.Must("2022-07-06")), "late"},
		{"a minute before the cut-off", thisWeek, "2022-07-05 16:59", "", "", store.Week(day.Must("2022-07-06")), "reported"},
		{"at the cut-off", thisWeek, "2022-07-05 17:00", "", "", store.Week(day.Must("2022-07-06")), "late"},
		{"in the week's last hour", thisWeek, "2022-07-10 23:59", "", "", store.Week(day.Must("2022-07-06")), "late"},
		{"after the week, about it", thisWeek, "2022-07-11 09:00", "2022-07-04", "2022-07-10", store.Week(day.Must("2022-07-06")), "made up"},
		{"after the week, about the new one", thisWeek, "2022-07-11 09:00", "", "", store.Week(day.Must("2022-07-06")), "missing"},
		{"in the holiday, the cut-off moved", thisWeek, "2022-10-08 16:00", "", "", store.Week(day.Must("2022-10-04")), "reported"},

		{"the 31st is a Sunday: on the Monday it still counts", lastDay, "2022-08-01 16:59", "", "", store.Month(day.Must("2022-07-01")), "reported"},
		{"the same, for the month begun it is none", lastDay, "2022-08-01 16:59", "", "", store.Month(day.Must("2022-08-01")), "missing"},
		{"after the moved cut-off it is the new month's", lastDay, "2022-08-01 17:00", "", "", store.Month(day.Must("2022-08-01")), "reported"},
		{"within the month", lastDay, "2022-07-12 17:00", "", "", store.Month(day.Must("2022-07-01")), "reported"},

		{"before last week's cut-off, it was the week before that", lastWeek, "2022-07-05 16:00", "", "", store.Week(day.Must("2022-07-06")), "missing"},
		{"in the week", lastWeek, "2022-07-07 16:00", "", "", store.Week(day.Must("2022-07-06")), "reported"},
		{"in the next week, before the cut-off", lastWeek, "2022-07-12 16:59", "", "", store.Week(day.Must("2022-07-06")), "reported"},
		{"the same, for the next week it is none", lastWeek, "2022-07-12 16:59", "", "", store.Week(day.Must("2022-07-13")), "missing"},
		{"after the cut-off without saying when", lastWeek, "2022-07-12 17:00", "", "", store.Week(day.Must("2022-07-06")), "missing"},
		{"after the cut-off, about last week", lastWeek, "2022-07-12 17:00", "2022-07-04", "2022-07-10", store.Week(day.Must("2022-07-06")), "late"},
		{"the day after the cut-off, about last week", lastWeek, "2022-07-13 00:00", "2022-07-04", "2022-07-10", store.Week(day.Must("2022-07-06")), "made up"},

		{"on the 4th, for the month before", lastMonth, "2022-07-04 10:00", "", "", store.Month(day.Must("2022-06-01")), "reported"},
		{"on the 4th, not for the month begun", lastMonth, "2022-07-04 10:00", "", "", store.Month(day.Must("2022-07-01")), "missing"},
		{"on the 6th, saying which", lastMonth, "2022-07-06 10:00", "2022-06-01", "2022-06-30", store.Month(day.Must("2022-06-01")), "made up"},
	} {
		t.Run(c.name, func(t *testing.T) {
			db, clk, d := seed(t)
			db.Observe(corpus.Calendar())
			clk.Set(storetest.At("2022-05-01 09:00").Now())
			if c.rule.Cadence != "" {
				turnOn(t, db, c.rule)
			}
			clk.Set(storetest.At("2022-11-01 09:00").Now())
			report(t, db, d, storetest.At(c.sent).Now(), c.from, c.to)
			l, line := lineFor(t, db, d, c.span, clk.Now())
			got := map[bool]string{true: "reported", false: "missing"}[line.Reported]
			if line.Late {
				got = "late"
			}
			if line.MadeUp {
				got = "made up"
			}
			if got != c.want || slices.Contains(l.Missing, d.Name) != (c.want == "missing") {
				t.Errorf("%s (missing %v), want %s; cut-off %s", got, l.Missing, c.want, l.CutOff)
			}
		})
	}
}

// A rule that comes later does not make anybody late before it, and one that has
// gone still says who was late while it held.
func TestAPastPeriodIsJudgedByTheRuleOfItsTime(t *testing.T) {
	db, clk, d := seed(t)
	db.Observe(corpus.Calendar())
	report(t, db, d, storetest.At("2022-07-07 09:00").Now(), "", "")
	report(t, db, d, storetest.At("2022-07-14 09:00").Now(), "", "")
	report(t, db, d, storetest.At("2022-07-28 09:00").Now(), "", "")
	clk.Set(storetest.At("2022-07-08 09:00").Now())
	first := turnOn(t, db, rule(store.Weekly, store.Schedule{Weekday: time.Tuesday, Ahead: 1}))
	clk.Set(storetest.At("2022-07-20 09:00").Now())
	turnOn(t, db, rule(store.Weekly, store.Schedule{Weekday: time.Friday, Ahead: 1}))
	clk.Set(storetest.At("2022-08-20 09:00").Now())
	for on, want := range map[string]bool{
		"2022-07-06": false, // no rule yet
		"2022-07-13": true,  // due on Tuesday, sent on Thursday
		"2022-07-27": false, // due on Friday
	} {
		if _, line := lineFor(t, db, d, store.Week(day.Must(on)), clk.Now()); !line.Reported || line.Late != want {
			t.Errorf("the week of %s: %+v, want late %v", on, line, want)
		}
	}
	storetest.Read(t, db, func(v *store.View) error {
		rules, err := v.Rules()
		if len(rules) != 4 || !rules[0].On || rules[0].Weekday != time.Friday || rules[1].On || rules[2].On || rules[3].On {
			t.Errorf("one rule for each cadence, one of them on: %+v", rules)
		}
		old, err2 := v.Rule(first.ID)
		if old.On || old.OffAt.IsZero() {
			t.Errorf("the replaced rule must be off: %+v", old)
		}
		return errors.Join(err, err2)
	})
}

func TestTheFirstRulesAreOff(t *testing.T) {
	db, _, _ := seed(t)
	storetest.Read(t, db, func(v *store.View) error {
		rules, err := v.Rules()
		for _, r := range rules {
			if r.On || !r.OnAt.IsZero() {
				t.Errorf("%s is on", r.Cadence)
			}
		}
		if len(rules) != 4 {
			t.Errorf("%d rules, want one for each cadence", len(rules))
		}
		return err
	})
}

func TestARuleComesBackAsANewRow(t *testing.T) {
	db, clk, _ := seed(t)
	r := turnOn(t, db, rule(store.Monthly, store.Schedule{MonthDay: 25, Ahead: 2}))
	if err := db.Write(context.Background(), func(tx *store.Tx) error { _, err := tx.TurnOn(r.ID, 7); return err }); !errors.Is(err, store.ErrState) {
		t.Errorf("a second press: %v", err)
	}
	clk.Add(time.Hour)
	storetest.Write(t, db, func(tx *store.Tx) error { _, err := tx.TurnOff(r.ID); return err })
	clk.Add(time.Hour)
	var back store.Rule
	storetest.Write(t, db, func(tx *store.Tx) (err error) { back, err = tx.TurnOn(r.ID, 7); return err })
	if back.ID == r.ID || back.MonthDay != 25 || !back.OnAt.Equal(clk.Now()) {
		t.Errorf("came back as %+v", back)
	}
}

// Who is away on the due day owes nothing, and is no silent department.
func TestLeaveIsNotSilence(t *testing.T) {
	week := store.Week(day.Must("2022-07-13"))
	for _, c := range []struct {
		name, from, to string
		ruled, away    bool
	}{
		{"the whole week", "2022-07-11", "2022-07-17", false, true},
		{"until the last workday", "2022-07-14", "2022-07-15", false, true},
		{"back before it", "2022-07-11", "2022-07-14", false, false},
		{"gone after the cut-off", "2022-07-13", "2022-07-20", true, false},
		{"away on the due day only", "2022-07-12", "2022-07-12", true, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			db, clk, d := seed(t)
			clk.Set(storetest.At("2022-07-11 08:00").Now())
			if c.ruled {
				turnOn(t, db, rule(store.Weekly, store.Schedule{Weekday: time.Tuesday, Ahead: 1}))
			}
			storetest.Write(t, db, func(tx *store.Tx) error {
				id, err := tx.OfferLeave(d.ID, day.Must(c.from), day.Must(c.to), 7)
				if err == nil {
					_, err = tx.GrantLeave(id, 7)
				}
				return err
			})
			l, line := lineFor(t, db, d, week, clk.Now().AddDate(0, 0, 10))
			if line.OnLeave != c.away || line.Owes == c.away || slices.Contains(l.Missing, d.Name) == c.away {
				t.Errorf("%+v, missing %v; want on leave %v", line, l.Missing, c.away)
			}
			report(t, db, d, storetest.At("2022-07-12 09:00").Now(), "", "")
			if _, line := lineFor(t, db, d, week, clk.Now().AddDate(0, 0, 10)); !line.Reported {
				t.Error("a report given on leave must count")
			}
		})
	}
}

func TestLeaveEnds(t *testing.T) {
	db, clk, d := seed(t)
	today := day.Of(clk.Now())
	grant := func(from, to day.Date) {
		storetest.Write(t, db, func(tx *store.Tx) error {
			id, err := tx.OfferLeave(d.ID, from, to, 7)
			if err == nil {
				_, err = tx.GrantLeave(id, 7)
			}
			return err
		})
	}
	grant(today.Add(-3), today.Add(3))
	grant(today.Add(5), today.Add(9))
	storetest.Write(t, db, func(tx *store.Tx) error {
		ok, err := tx.EndLeave(d.ID, today)
		if !ok {
			t.Error("there was leave to end")
		}
		return err
	})
	storetest.Read(t, db, func(v *store.View) error {
		left, err := v.Leaves(today)
		past, err2 := v.Leaves(today.Add(-3))
		if len(left) != 0 || len(past) != 1 || past[0].To != today.Add(-1) {
			t.Errorf("left %v, past %v", left, past)
		}
		return errors.Join(err, err2)
	})
	if err := db.Write(context.Background(), func(tx *store.Tx) error { _, err := tx.OfferLeave(d.ID, today, today.Add(-1), 7); return err }); !errors.Is(err, store.ErrInvalid) {
		t.Errorf("a leave that ends before it begins: %v", err)
	}
}

func TestAClaimIsTakenOnce(t *testing.T) {
	db, _, d := seed(t)
	c := store.Claim{Rule: "weekly", Period: "2022-W28", Whom: d.ID}
	for i, want := range []bool{true, false} {
		storetest.Write(t, db, func(tx *store.Tx) error {
			ok, err := tx.ClaimReminder(c, "remind/weekly/2022-W28/1")
			if ok != want {
				t.Errorf("try %d: %v", i+1, ok)
			}
			return err
		})
	}
}

// A claim is lost only when every message of it was refused.
func TestWhatWasRefusedIsKnown(t *testing.T) {
	db, _, d := seed(t)
	c := store.Claim{Rule: "weekly", Period: "2022-W28", Whom: d.ID}
	var rows []int64
	storetest.Write(t, db, func(tx *store.Tx) error {
		_, err := tx.ClaimReminder(c, "remind/1")
		for _, key := range []string{"remind/1/7", "remind/1/8", "remind/10/7"} {
			id, _, qerr := tx.Queue(store.Outgoing{Key: key, ChatID: 7, Method: "say", Payload: []byte(`{}`)})
			rows, err = append(rows, id), errors.Join(err, qerr)
		}
		return err
	})
	for i, want := range []bool{false, true} {
		storetest.Write(t, db, func(tx *store.Tx) error { return tx.GiveUp(rows[i], "refused") })
		storetest.Read(t, db, func(v *store.View) error {
			lost, err := v.Unsent(c)
			if lost != want {
				t.Errorf("%d of 2 refused: lost %v", i+1, lost)
			}
			return err
		})
	}
}

func TestAPauseEnds(t *testing.T) {
	db, clk, _ := seed(t)
	paused := func() bool {
		var p bool
		storetest.Read(t, db, func(v *store.View) (err error) {
			_, p, err = v.Paused(clk.Now())
			return err
		})
		return p
	}
	storetest.Write(t, db, func(tx *store.Tx) error { return tx.Pause(clk.Now().Add(time.Hour), 7) })
	if !paused() {
		t.Error("not paused")
	}
	clk.Add(time.Hour)
	if paused() {
		t.Error("a pause ends at its time")
	}
	storetest.Write(t, db, func(tx *store.Tx) error { return tx.Pause(time.Time{}, 7) })
	clk.Add(1000 * time.Hour)
	if !paused() {
		t.Error("a pause without end lasts until it is ended")
	}
	storetest.Write(t, db, func(tx *store.Tx) error { return tx.Resume() })
	if paused() {
		t.Error("not resumed")
	}
}
