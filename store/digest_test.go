package store_test

import (
	"errors"
	"testing"

	"liangshan/knowledge/corpus"
	"liangshan/store"
	"liangshan/store/day"
	"liangshan/store/storetest"
)

func TestADigestIsDueOnAWorkdayWhenItsPeriodIsOver(t *testing.T) {
	cal := corpus.Calendar()
	weekly := store.Digest{Cadence: store.DigestWeekly, DigestSchedule: store.DigestSchedule{Weekday: 5, At: 16 * 60}}
	monday := store.Digest{Cadence: store.DigestWeekly, DigestSchedule: store.DigestSchedule{Weekday: 1, Following: true, At: 9 * 60}}
	last := store.Digest{Cadence: store.DigestMonthly, DigestSchedule: store.DigestSchedule{MonthDay: store.LastWorkday, At: 16 * 60}}
	third := store.Digest{Cadence: store.DigestMonthly, DigestSchedule: store.DigestSchedule{MonthDay: 3, Following: true, At: 9 * 60}}
	end := store.Digest{Cadence: store.DigestMonthly, DigestSchedule: store.DigestSchedule{MonthDay: 31, At: 9 * 60}}
	meeting := func(d string, ahead int) store.Digest {
		return store.Digest{Cadence: store.DigestMeeting, DigestSchedule: store.DigestSchedule{Day: day.Must(d), Ahead: ahead, Since: day.Must(d).MonthStart(), At: 16 * 60}}
	}
	for _, c := range []struct {
		what      string
		g         store.Digest
		now       string
		span, due string
	}{
		{"a Friday", weekly, "2022-07-06 09:00", "2022-W27", "2022-07-08 16:00"},
		{"at the very minute the next is a week later", weekly, "2022-07-08 16:00", "2022-W28", "2022-07-15 16:00"},
		{"a Friday in the holiday week: the Saturday that is worked", weekly, "2022-10-01 09:00", "2022-W40", "2022-10-08 16:00"},
		{"a Monday sums up the week that is over", monday, "2022-07-06 09:00", "2022-W27", "2022-07-11 09:00"},
		{"over the new year", weekly, "2022-12-31 09:00", "2023-W01", "2023-01-06 16:00"},
		{"the month's last workday", last, "2022-07-06 09:00", "2022-07", "2022-07-29 16:00"},
		{"the third, a Sunday", third, "2022-07-01 09:00", "2022-06", "2022-07-04 09:00"},
		{"the 31st of a month that has 30 days", end, "2022-11-06 09:00", "2022-11", "2022-11-30 09:00"},
		{"the workday before a meeting on a Monday", meeting("2022-07-18", 1), "2022-07-06 09:00", "2022-07-01/2022-07-15", "2022-07-15 16:00"},
		{"on the day of the meeting", meeting("2022-07-15", 0), "2022-07-06 09:00", "2022-07-01/2022-07-15", "2022-07-15 16:00"},
		{"before the first workday after a holiday", meeting("2022-10-08", 1), "2022-09-06 09:00", "2022-09-30", "2022-09-30 16:00"},
	} {
		got, ok := c.g.NextTurn(storetest.At(c.now).Now(), cal)
		if !ok || got.Span.Key != c.span || !got.Due.Equal(storetest.At(c.due).Now()) {
			t.Errorf("%s: %s at %s (%t), want %s at %s", c.what, got.Span.Key, got.Due.In(day.Beijing), ok, c.span, c.due)
		}
	}
}

func TestDigestsThatCameDueAreKnownLatestFirst(t *testing.T) {
	g := store.Digest{Cadence: store.DigestWeekly, OnAt: storetest.At("2022-07-06 09:00").Now(), DigestSchedule: store.DigestSchedule{Weekday: 5, At: 16 * 60}}
	var keys []string
	for _, turn := range g.Turns(storetest.At("2022-07-25 09:00").Now(), corpus.Calendar()) {
		keys = append(keys, turn.Span.Key)
	}
	if len(keys) != 3 || keys[0] != "2022-W29" || keys[2] != "2022-W27" {
		t.Errorf("%v", keys)
	}
	if got := g.Turns(storetest.At("2030-07-25 09:00").Now(), corpus.Calendar()); len(got) > 8 {
		t.Errorf("after eight years %d digests came due at once", len(got))
	}
}

func TestOneArrangementOfEachCadenceIsInForce(t *testing.T) {
	db, _, _ := seed(t)
	storetest.Write(t, db, func(tx *store.Tx) error {
		list, err := tx.Digests()
		if err != nil || len(list) != 2 || list[0].On || list[1].On {
			t.Fatalf("an office starts with two that are off: %+v, %v", list, err)
		}
		for _, weekday := range []int{1, 2} {
			id, err := tx.OfferDigest(store.Digest{Cadence: store.DigestWeekly, DigestSchedule: store.DigestSchedule{Weekday: 0, At: store.Clock(weekday * 60)}}, 7)
			if err != nil {
				return err
			}
			if _, err := tx.TurnOnDigest(id, 7); err != nil {
				return err
			}
			if _, err := tx.TurnOnDigest(id, 7); !errors.Is(err, store.ErrState) {
				t.Errorf("a second press: %v", err)
			}
		}
		for _, d := range []string{"2022-07-15", "2022-08-15"} {
			id, err := tx.OfferDigest(store.Digest{Cadence: store.DigestMeeting, DigestSchedule: store.DigestSchedule{Day: day.Must(d), At: 60}}, 7)
			if err != nil {
				return err
			}
			if _, err := tx.TurnOnDigest(id, 7); err != nil {
				return err
			}
		}
		list, err = tx.Digests()
		if err != nil || len(list) != 4 || !list[0].On || list[0].At != 120 || list[1].On || list[3].Day != day.Must("2022-08-15") {
			t.Errorf("%+v, %v", list, err)
		}
		before, err := tx.LastMeeting(day.Must("2022-08-15"))
		if err != nil || before != day.Must("2022-07-15") {
			t.Errorf("the meeting before: %s, %v", before, err)
		}
		if before, err = tx.LastMeeting(day.Must("2022-07-15")); err != nil || !before.IsZero() {
			t.Errorf("before the first meeting: %s, %v", before, err)
		}
		if _, err := tx.TurnOffDigest(list[3].ID); err != nil {
			return err
		}
		if list, err = tx.Digests(); len(list) != 3 {
			t.Errorf("%+v", list)
		}
		return err
	})
}

func TestDocumentsAreNumberedWithinTheirYear(t *testing.T) {
	db, _, _ := seed(t)
	storetest.Write(t, db, func(tx *store.Tx) error {
		n, err := tx.NextIssue("bulletin", 2022)
		if err != nil || n != 1 {
			t.Errorf("%d, %v", n, err)
		}
		if err := tx.SetIssue("bulletin", "2022-W27", 2022, 12); err != nil {
			return err
		}
		if err := tx.SetIssue("bulletin", "2022-W28", 2022, 12); !errors.Is(err, store.ErrConflict) {
			t.Errorf("two with one number: %v", err)
		}
		next, err1 := tx.NextIssue("bulletin", 2022)
		other, err2 := tx.NextIssue("report", 2022)
		have, err3 := tx.Issue("bulletin", "2022-W27")
		none, err4 := tx.Issue("bulletin", "2022-W29")
		if next != 13 || other != 1 || have != 12 || none != 0 {
			t.Errorf("%d %d %d %d", next, other, have, none)
		}
		return errors.Join(err1, err2, err3, err4)
	})
}
