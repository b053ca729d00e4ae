// Package day is the office's calendar: dates as Beijing has them, weeks that
// start on Monday, and workdays by the statutory holiday notice. It is pure: no
// clock, no files.
package day

import (
	"fmt"
	"time"
	_ "time/tzdata" // the smallest servers carry no zone files
)

// Beijing is the only place whose days and weeks this program counts.
var Beijing = mustLoad("Asia/Shanghai")

func mustLoad(name string) *time.Location {
	loc, err := time.LoadLocation(name)
	if err != nil {
		panic(err) // the zone is compiled in; its absence is a build fault
	}
	return loc
}

// Date is a civil date. The zero Date means "no date".
type Date struct {
	Year  int
	Month time.Month
	Day   int
}

// Of returns the date in Beijing at instant t.
func Of(t time.Time) Date {
	y, m, d := t.In(Beijing).Date()
	return Date{y, m, d}
}

// New returns the date, normalised as time.Date does (32 July is 1 August).
func New(year int, month time.Month, dayOfMonth int) Date {
	return Of(time.Date(year, month, dayOfMonth, 12, 0, 0, 0, Beijing))
}

// Parse reads "2006-01-02". The empty string is the zero Date.
func Parse(s string) (Date, error) {
	if s == "" {
		return Date{}, nil
	}
	t, err := time.ParseInLocation("2006-01-02", s, Beijing)
	if err != nil {
		return Date{}, fmt.Errorf("day: %q is not a date like 2022-07-06", s)
	}
	return Of(t), nil
}

// Must is Parse for constants in tests and tables.
func Must(s string) Date {
	d, err := Parse(s)
	if err != nil {
		panic(err)
	}
	return d
}

// IsZero reports whether d is "no date".
func (d Date) IsZero() bool { return d == Date{} }

// Check refuses what Parse would not read again: a day that no calendar has.
func (d Date) Check() error {
	_, err := Parse(d.String())
	return err
}

// String is "2006-01-02", or "" for the zero Date.
func (d Date) String() string {
	if d.IsZero() {
		return ""
	}
	return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day)
}

// MarshalText makes a Date a JSON string.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads what MarshalText writes.
func (d *Date) UnmarshalText(b []byte) error {
	v, err := Parse(string(b))
	*d = v
	return err
}

// Start is midnight in Beijing at the beginning of d.
func (d Date) Start() time.Time { return time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, Beijing) }

// Add returns the date n days later.
func (d Date) Add(n int) Date { return New(d.Year, d.Month, d.Day+n) }

// AddMonths returns the same day n months later, held to that month's last day.
func (d Date) AddMonths(n int) Date {
	first := New(d.Year, d.Month+time.Month(n), 1)
	last := first.MonthEnd()
	if d.Day > last.Day {
		return last
	}
	return Date{first.Year, first.Month, d.Day}
}

// Sub is the number of days from e to d.
func (d Date) Sub(e Date) int { return d.serial() - e.serial() }

func (d Date) serial() int {
	return int(time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, time.UTC).Unix() / 86400)
}

// Before reports whether d is earlier than e.
func (d Date) Before(e Date) bool { return d.serial() < e.serial() }

// After reports whether d is later than e.
func (d Date) After(e Date) bool { return d.serial() > e.serial() }

// Weekday of the date.
func (d Date) Weekday() time.Weekday { return d.Start().Weekday() }

// MonthStart is the first day of d's month.
func (d Date) MonthStart() Date { return Date{d.Year, d.Month, 1} }

// MonthEnd is the last day of d's month.
func (d Date) MonthEnd() Date { return New(d.Year, d.Month+1, 0) }

// QuarterStart is the first day of d's quarter.
func (d Date) QuarterStart() Date { return Date{d.Year, (d.Month-1)/3*3 + 1, 1} }

// QuarterEnd is the last day of d's quarter.
func (d Date) QuarterEnd() Date { return New(d.Year, d.QuarterStart().Month+3, 0) }

// Monday is the first day of d's week.
func (d Date) Monday() Date { return d.Add(-(int(d.Weekday()) + 6) % 7) }

// Sunday is the last day of d's week.
func (d Date) Sunday() Date { return d.Monday().Add(6) }
