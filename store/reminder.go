package store

import (
	"database/sql"
	"errors"
	"fmt"
	"time"

	"liangshan/store/day"
)

// Rule says when reports are due, or when tasks are spoken of. While it is on,
// its cut-off decides what is late and reminders are given.
type Rule struct {
	ID      int64
	Cadence Cadence
	On      bool
	OnAt    time.Time // zero: never in force
	OffAt   time.Time // zero: not turned off since
	Schedule
}

// Observe sets the calendar of workdays that cut-offs follow. Without it a week
// is Monday to Friday. It is called once, before the database is used.
func (db *DB) Observe(cal *day.Calendar) { db.calendar.Store(cal) }

// Calendar is the workdays that this View goes by.
func (v *View) Calendar() *day.Calendar { return v.cal }

// OfferRule keeps a rule that a coordinator has yet to confirm.
func (tx *Tx) OfferRule(r Rule, by int64) (int64, error) {
	text, err := jsonText(r.Schedule)
	if err != nil {
		return 0, err
	}
	id, err := tx.insert(`INSERT INTO rule (cadence, schedule, state, set_by) VALUES (?, ?, 'offered', ?)`, r.Cadence, text, by)
	if err != nil {
		return 0, fmt.Errorf("store: offer rule: %w", err)
	}
	return id, nil
}

// TurnOn puts a rule in force, in place of the one of its cadence that is. A rule
// that was on before comes back as a new row, so that what held then is known.
// [ErrState] when it is on already.
func (tx *Tx) TurnOn(id, by int64) (Rule, error) {
	r, err := tx.Rule(id)
	if err != nil {
		return r, err
	}
	if r.On {
		return r, fmt.Errorf("store: turn on rule %d: %w", id, ErrState)
	}
	if err := tx.turnOff(r.Cadence); err != nil {
		return r, err
	}
	if !r.OnAt.IsZero() {
		if r.ID, err = tx.OfferRule(r, by); err != nil {
			return r, err
		}
	}
	r.On, r.OnAt, r.OffAt = true, tx.now, time.Time{}
	if err := tx.change(`UPDATE rule SET state = 'on', on_at = ?, set_by = ? WHERE id = ?`, stamp(tx.now), by, r.ID); err != nil {
		return r, fmt.Errorf("store: turn on rule %d: %w", id, err)
	}
	return r, nil
}

// TurnOff ends a rule. [ErrState] when it is not on.
func (tx *Tx) TurnOff(id int64) (Rule, error) {
	r, err := tx.Rule(id)
	if err != nil {
		return r, err
	}
	if !r.On {
		return r, fmt.Errorf("store: turn off rule %d: %w", id, ErrState)
	}
	r.On, r.OffAt = false, tx.now
	return r, tx.turnOff(r.Cadence)
}

func (tx *Tx) turnOff(c Cadence) error {
	if _, err := tx.exec(`UPDATE rule SET state = 'off', off_at = ? WHERE cadence = ? AND state = 'on'`, stamp(tx.now), c); err != nil {
		return fmt.Errorf("store: turn off %s: %w", c, err)
	}
	return nil
}

func (v *View) rules(where string, args ...any) ([]Rule, error) {
	var out []Rule
	err := v.query(`SELECT id, cadence, schedule, state = 'on', on_at, off_at FROM rule `+where, args, func(rows *sql.Rows) error {
		var r Rule
		err := rows.Scan(&r.ID, &r.Cadence, scanJSON{&r.Schedule}, &r.On, scanTime{&r.OnAt}, scanTime{&r.OffAt})
		out = append(out, r)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("store: rules: %w", err)
	}
	return out, nil
}

// Rule finds a rule, whatever its state.
func (v *View) Rule(id int64) (Rule, error) {
	list, err := v.rules(`WHERE id = ?`, id)
	if err == nil && len(list) == 0 {
		err = fmt.Errorf("store: rule %d: %w", id, ErrNotFound)
	}
	if err != nil {
		return Rule{}, err
	}
	return list[0], nil
}

// Rules lists one rule for each cadence: the one in force, else the last that was known.
func (v *View) Rules() ([]Rule, error) {
	return v.rules(`WHERE id IN (SELECT coalesce(max(CASE WHEN state = 'on' THEN id END), max(CASE WHEN state = 'off' THEN id END)) FROM rule GROUP BY cadence)
		ORDER BY CASE cadence WHEN 'weekly' THEN 1 WHEN 'fortnightly' THEN 2 WHEN 'days' THEN 3 WHEN 'monthly' THEN 4 WHEN 'quarterly' THEN 5
			WHEN 'halfyearly' THEN 6 WHEN 'yearly' THEN 7 ELSE 8 END`)
}

// RuleFor finds the rule whose cut-off a span goes by: the one that was in force
// when the span's cut-off came, or is. False when there is none.
func (v *View) RuleFor(s Span) (Rule, bool, error) {
	list, err := v.rules(`WHERE on_at IS NOT NULL ORDER BY id DESC`)
	for _, r := range list {
		if r.Period(s.From) != s {
			continue
		}
		end := r.CutOff(s, v.cal)
		if !end.Before(r.OnAt) && (r.OffAt.IsZero() || end.Before(r.OffAt)) {
			return r, true, err
		}
	}
	return Rule{}, false, err
}

// Claim names one reminder: what rule, for which period, to whom. Nothing is said without one.
type Claim struct {
	Rule   string
	Period string
	Whom   int64
}

// ClaimReminder takes a claim; false when it was taken before. The keys of the
// messages that it allows begin with said and a slash.
func (tx *Tx) ClaimReminder(c Claim, said string) (bool, error) {
	r, err := tx.exec(`INSERT OR IGNORE INTO claim (rule, period, whom, said, at) VALUES (?, ?, ?, ?, ?)`, c.Rule, c.Period, c.Whom, said, stamp(tx.now))
	if err != nil {
		return false, fmt.Errorf("store: claim: %w", err)
	}
	n, err := r.RowsAffected()
	return n > 0, err
}

// Claimed reports whether a reminder was given.
func (v *View) Claimed(c Claim) (bool, error) {
	var n int
	err := v.one(`SELECT count(*) FROM claim WHERE rule = ? AND period = ? AND whom = ?`, []any{c.Rule, c.Period, c.Whom}, &n)
	if err != nil {
		return false, fmt.Errorf("store: claimed: %w", err)
	}
	return n > 0, nil
}

// Unsent reports whether a claim was taken and every message of it failed.
func (v *View) Unsent(c Claim) (bool, error) {
	var n, failed int
	err := v.one(`SELECT count(*), count(CASE WHEN state = 'failed' THEN 1 END) FROM outbox, claim
		WHERE rule = ? AND period = ? AND whom = ? AND key >= said || '/' AND key < said || '0'`, []any{c.Rule, c.Period, c.Whom}, &n, &failed)
	if err != nil {
		return false, fmt.Errorf("store: unsent: %w", err)
	}
	return n > 0 && n == failed, nil
}

// SetQuiet sets the quiet hours.
func (tx *Tx) SetQuiet(q Quiet, by int64) error {
	if _, err := tx.insert(`INSERT INTO quiet (from_time, to_time, set_by) VALUES (?, ?, ?)`, q.From.String(), q.To.String(), by); err != nil {
		return fmt.Errorf("store: set quiet: %w", err)
	}
	return nil
}

// Quiet is the quiet hours.
func (v *View) Quiet() (Quiet, error) {
	var from, to string
	if err := v.one(`SELECT from_time, to_time FROM quiet ORDER BY id DESC LIMIT 1`, nil, &from, &to); err != nil {
		return Quiet{}, fmt.Errorf("store: quiet: %w", err)
	}
	var q Quiet
	if err := errors.Join(q.From.UnmarshalText([]byte(from)), q.To.UnmarshalText([]byte(to))); err != nil {
		return q, fmt.Errorf("store: quiet: %w", err)
	}
	return q, nil
}

// Pause keeps the bot from reminding until an instant, or with the zero time until Resume.
func (tx *Tx) Pause(until time.Time, by int64) error {
	if err := tx.Resume(); err != nil {
		return err
	}
	var end any
	if !until.IsZero() {
		end = stamp(until)
	}
	if _, err := tx.insert(`INSERT INTO pause (from_at, until_at, set_by) VALUES (?, ?, ?)`, stamp(tx.now), end, by); err != nil {
		return fmt.Errorf("store: pause: %w", err)
	}
	return nil
}

// Resume ends every pause.
func (tx *Tx) Resume() error {
	if _, err := tx.exec(`UPDATE pause SET until_at = ?1 WHERE until_at IS NULL OR until_at > ?1`, stamp(tx.now)); err != nil {
		return fmt.Errorf("store: resume: %w", err)
	}
	return nil
}

// Paused reports whether nothing is to be said at an instant, and until when if that is known.
func (v *View) Paused(at time.Time) (until time.Time, paused bool, err error) {
	err = v.one(`SELECT until_at FROM pause WHERE until_at IS NULL OR until_at > ? ORDER BY id DESC LIMIT 1`, []any{stamp(at)}, scanTime{&until})
	if errors.Is(err, ErrNotFound) {
		return until, false, nil
	}
	if err != nil {
		return until, false, fmt.Errorf("store: paused: %w", err)
	}
	return until, true, nil
}

// SentCount counts the messages that the bot said from one instant to another,
// and how many of them were reminders. Edits and toasts are not messages.
func (v *View) SentCount(from, to time.Time) (all, reminders int, err error) {
	err = v.one(`SELECT count(*), count(CASE WHEN key LIKE 'remind/%' THEN 1 END) FROM outbox
		WHERE state = 'sent' AND method IN ('say', 'file') AND sent_at >= ? AND sent_at < ?`, []any{stamp(from), stamp(to)}, &all, &reminders)
	if err != nil {
		return 0, 0, fmt.Errorf("store: sent count: %w", err)
	}
	return all, reminders, nil
}
