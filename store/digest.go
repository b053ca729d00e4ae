package store

import (
	"database/sql"
	"fmt"
	"time"

	"liangshan/store/day"
)

// DigestCadence is the rhythm of a digest.
type DigestCadence string

// Cadences of digests: every week, every month, before one meeting.
const (
	DigestWeekly  DigestCadence = "weekly"
	DigestMonthly DigestCadence = "monthly"
	DigestMeeting DigestCadence = "meeting"
)

// DigestSchedule is when a digest is made and who gets it. A day of the week or the
// month that is a rest day moves to the next workday, because the days that it
// sums up must be over; the day before a meeting moves back.
type DigestSchedule struct {
	Weekday   time.Weekday `json:"weekday,omitempty"`
	MonthDay  int          `json:"month_day,omitempty"` // held to the month's end; or LastWorkday
	Following bool         `json:"following,omitempty"` // sums up the period that is over
	Day       day.Date     `json:"day,omitzero"`        // of the meeting
	Ahead     int          `json:"ahead,omitempty"`     // workdays before the meeting
	Since     day.Date     `json:"since,omitzero"`      // meeting: the first day that is summed up
	At        Clock        `json:"at"`
	Group     bool         `json:"group,omitempty"` // goes to the group, once a coordinator has pressed 发布
}

// Digest is one arrangement of digests.
type Digest struct {
	ID      int64
	Cadence DigestCadence
	On      bool
	OnAt    time.Time // zero: never in force
	DigestSchedule
}

// Turn is one digest of an arrangement: what it sums up and when it is due.
type Turn struct {
	Span Span
	Due  time.Time
}

// turn is the digest of the period that d lies in.
func (g Digest) turn(d day.Date, cal *day.Calendar) Turn {
	s := Week(d)
	if g.Cadence == DigestMonthly {
		s = Month(d)
	}
	on := s
	if g.Following {
		on = g.after(s)
	}
	due := on.From.Add((int(g.Weekday) + 6) % 7)
	switch {
	case g.Cadence == DigestMonthly && g.MonthDay == LastWorkday:
		due = workdayBack(on.To, cal)
	case g.Cadence == DigestMonthly:
		due = on.From.Add(min(g.MonthDay, on.To.Day) - 1)
	}
	return Turn{s, g.At.At(workdayOn(due, cal))}
}

func (g Digest) after(s Span) Span {
	if g.Cadence == DigestMonthly {
		return Month(s.To.Add(1))
	}
	return Week(s.To.Add(1))
}

// meeting is the one digest before a meeting.
func (g Digest) meeting(cal *day.Calendar) Turn {
	due := cal.AddWorkdays(g.Day, -g.Ahead)
	if g.Ahead == 0 {
		due = workdayBack(g.Day, cal)
	}
	last := due
	if g.Ahead > 0 && !due.Before(g.Day) { // a calendar without workdays before it
		last = g.Day
	}
	from := g.Since
	if from.After(last) {
		from = last
	}
	return Turn{Between(from, last), g.At.At(due)}
}

// turnsBack is how many periods are looked through for digests that were never made.
const turnsBack = 8

// Turns lists the digests that came due from the day the arrangement was turned on
// until now, the latest first, no more than a few periods back.
func (g Digest) Turns(now time.Time, cal *day.Calendar) []Turn {
	var all []Turn
	if g.Cadence == DigestMeeting {
		all = []Turn{g.meeting(cal)}
	} else {
		s := g.turn(day.Of(now), cal).Span
		s = g.turn(s.To.Add(1), cal).Span
		for range turnsBack {
			all = append(all, g.turn(s.From, cal))
			s = g.turn(s.From.Add(-1), cal).Span
		}
	}
	var out []Turn
	for _, t := range all {
		// What was due before it was turned on was never promised, but a meeting's was.
		if !t.Due.After(now) && (!t.Due.Before(g.OnAt) || g.Cadence == DigestMeeting) {
			out = append(out, t)
		}
	}
	return out
}

// NextTurn is the next digest after now; false where there is none.
func (g Digest) NextTurn(now time.Time, cal *day.Calendar) (Turn, bool) {
	if g.Cadence == DigestMeeting {
		t := g.meeting(cal)
		return t, t.Due.After(now)
	}
	s := g.turn(day.Of(now).Add(-70), cal).Span
	for range 2 * turnsBack {
		if t := g.turn(s.From, cal); t.Due.After(now) {
			return t, true
		}
		s = g.after(s)
	}
	return Turn{}, false
}

// OfferDigest keeps an arrangement that a coordinator has yet to confirm.
func (tx *Tx) OfferDigest(g Digest, by int64) (int64, error) {
	text, err := jsonText(g.DigestSchedule)
	if err != nil {
		return 0, err
	}
	id, err := tx.insert(`INSERT INTO digest (cadence, schedule, state, set_by) VALUES (?, ?, 'offered', ?)`, g.Cadence, text, by)
	if err != nil {
		return 0, fmt.Errorf("store: offer digest: %w", err)
	}
	return id, nil
}

// TurnOnDigest puts an arrangement in force, in place of the one of its cadence, or
// of its meeting's day, that is. [ErrState] when it is on already.
func (tx *Tx) TurnOnDigest(id, by int64) (Digest, error) {
	g, err := tx.Digest(id)
	if err != nil {
		return g, err
	}
	if g.On {
		return g, fmt.Errorf("store: turn on digest %d: %w", id, ErrState)
	}
	if err := tx.endDigests(g); err != nil {
		return g, err
	}
	if !g.OnAt.IsZero() {
		if g.ID, err = tx.OfferDigest(g, by); err != nil {
			return g, err
		}
	}
	g.On, g.OnAt = true, tx.now
	if err := tx.change(`UPDATE digest SET state = 'on', on_at = ?, set_by = ? WHERE id = ?`, stamp(tx.now), by, g.ID); err != nil {
		return g, fmt.Errorf("store: turn on digest %d: %w", id, err)
	}
	return g, nil
}

// TurnOffDigest ends an arrangement. [ErrState] when it is not on.
func (tx *Tx) TurnOffDigest(id int64) (Digest, error) {
	g, err := tx.Digest(id)
	if err != nil {
		return g, err
	}
	if !g.On {
		return g, fmt.Errorf("store: turn off digest %d: %w", id, ErrState)
	}
	g.On = false
	return g, tx.endDigests(g)
}

func (tx *Tx) endDigests(g Digest) error {
	if _, err := tx.exec(`UPDATE digest SET state = 'off', off_at = ? WHERE cadence = ? AND state = 'on' AND coalesce(json_extract(schedule, '$.day'), '') = ?`,
		stamp(tx.now), g.Cadence, g.Day.String()); err != nil {
		return fmt.Errorf("store: turn off digest %s: %w", g.Cadence, err)
	}
	return nil
}

// Digest finds an arrangement, whatever its state.
func (v *View) Digest(id int64) (Digest, error) {
	list, err := v.digests(`WHERE id = ?`, id)
	if err == nil && len(list) == 0 {
		err = fmt.Errorf("store: digest %d: %w", id, ErrNotFound)
	}
	if err != nil {
		return Digest{}, err
	}
	return list[0], nil
}

// Digests lists the weekly and the monthly arrangement, in force or last known, and
// the meetings that are in force.
func (v *View) Digests() ([]Digest, error) {
	return v.digests(`WHERE state = 'on' OR (cadence <> 'meeting' AND state = 'off' AND id = (SELECT max(d.id) FROM digest d WHERE d.cadence = digest.cadence AND d.state <> 'offered')
		AND NOT EXISTS (SELECT 1 FROM digest d WHERE d.cadence = digest.cadence AND d.state = 'on'))
		ORDER BY CASE cadence WHEN 'weekly' THEN 1 WHEN 'monthly' THEN 2 ELSE 3 END, json_extract(schedule, '$.day'), id`)
}

// LastMeeting is the latest day before d on which a meeting was announced, the zero day for none.
func (v *View) LastMeeting(d day.Date) (day.Date, error) {
	var last day.Date
	err := v.one(`SELECT coalesce(max(json_extract(schedule, '$.day')), '') FROM digest WHERE cadence = 'meeting' AND on_at IS NOT NULL
		AND json_extract(schedule, '$.day') < ?`, []any{d.String()}, scanDay{&last})
	if err != nil {
		return last, fmt.Errorf("store: last meeting: %w", err)
	}
	return last, nil
}

func (v *View) digests(where string, args ...any) ([]Digest, error) {
	var out []Digest
	err := v.query(`SELECT id, cadence, schedule, state = 'on', on_at FROM digest `+where, args, func(r *sql.Rows) error {
		var g Digest
		err := r.Scan(&g.ID, &g.Cadence, scanJSON{&g.DigestSchedule}, &g.On, scanTime{&g.OnAt})
		out = append(out, g)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("store: digests: %w", err)
	}
	return out, nil
}
