package day

import (
	"encoding/json"
	"fmt"
)

// Calendar knows which days are worked. Years that it does not hold count
// Monday to Friday, and Covers says so.
type Calendar struct {
	off, work map[Date]int // the year of the notice that says so: a notice may reach into the December before
	years     map[int]bool
}

// Year is one year's statutory notice: days off, and weekend days worked instead (调休).
type Year struct {
	Year   int    `json:"year"`
	Source string `json:"source"` // the notice's number
	Off    []Date `json:"off"`    // every day the notice names, weekend days among them
	Work   []Date `json:"work"`
}

// NewCalendar builds a calendar from yearly notices; a later one replaces an earlier one of the same year.
func NewCalendar(years ...Year) *Calendar {
	c := &Calendar{off: map[Date]int{}, work: map[Date]int{}, years: map[int]bool{}}
	for _, y := range years {
		c.load(y)
	}
	return c
}

func (c *Calendar) load(y Year) {
	for _, m := range []map[Date]int{c.off, c.work} {
		for d, notice := range m {
			if notice == y.Year {
				delete(m, d)
			}
		}
	}
	c.years[y.Year] = true
	for _, d := range y.Off {
		c.off[d] = y.Year
	}
	for _, d := range y.Work {
		c.work[d] = y.Year
	}
}

// ReadCalendar reads a JSON list of years. A zero date, a date far from its
// notice's year, or one that is both off and worked is an error.
func ReadCalendar(b []byte) (*Calendar, error) {
	var years []Year
	if err := json.Unmarshal(b, &years); err != nil {
		return nil, fmt.Errorf("day: read calendar: %w", err)
	}
	for _, y := range years {
		if err := y.check(); err != nil {
			return nil, fmt.Errorf("day: read calendar: %w", err)
		}
	}
	return NewCalendar(years...), nil
}

func (y Year) check() error {
	seen := map[Date]bool{}
	for _, list := range [][]Date{y.Off, y.Work} {
		for _, d := range list {
			if d.Year != y.Year && (d.Year != y.Year-1 || d.Month != 12) {
				return fmt.Errorf("%d: %q is outside the notice's year", y.Year, d)
			}
			if seen[d] {
				return fmt.Errorf("%d: %s is listed twice", y.Year, d)
			}
			seen[d] = true
		}
	}
	return nil
}

// Covers reports whether the year's notice is known. A nil calendar covers nothing.
func (c *Calendar) Covers(year int) bool { return c != nil && c.years[year] }

// IsHoliday reports whether a notice names d as a day off. An ordinary weekend is not.
func (c *Calendar) IsHoliday(d Date) bool { return c != nil && c.off[d] != 0 }

// Holiday returns the first and the last day of the statutory holiday that d
// belongs to; false where no notice names d.
func (c *Calendar) Holiday(d Date) (first, last Date, ok bool) {
	if !c.IsHoliday(d) {
		return Date{}, Date{}, false
	}
	first, last = d, d
	for c.IsHoliday(first.Add(-1)) {
		first = first.Add(-1)
	}
	for c.IsHoliday(last.Add(1)) {
		last = last.Add(1)
	}
	return first, last, true
}

// IsWorkday reports whether d is worked. Without a notice: Monday to Friday.
func (c *Calendar) IsWorkday(d Date) bool {
	if c != nil {
		if c.work[d] != 0 {
			return true
		}
		if c.off[d] != 0 {
			return false
		}
	}
	wd := d.Weekday()
	return wd != 0 && wd != 6
}

// AddWorkdays returns the n-th workday after d (d itself is not counted).
func (c *Calendar) AddWorkdays(d Date, n int) Date {
	step := 1
	if n < 0 {
		step, n = -1, -n
	}
	for n > 0 {
		d = d.Add(step)
		if c.IsWorkday(d) {
			n--
		}
	}
	return d
}

// Workdays counts the workdays after from, up to and including to; negative when to is earlier.
func (c *Calendar) Workdays(from, to Date) int {
	if to.Before(from) {
		return -c.Workdays(to, from)
	}
	n := 0
	for d := from.Add(1); !d.After(to); d = d.Add(1) {
		if c.IsWorkday(d) {
			n++
		}
	}
	return n
}
