package day

import (
	"encoding/json"
	"fmt"
)

// Calendar knows which days are worked. Years that it does not hold count
// Monday to Friday, and Covers says so.
type Calendar struct {
	off, work map[Date]bool // holidays on weekdays or weekends; weekend days that are worked (调休)
	years     map[int]bool
}

// Year is one year's statutory notice: days off, and weekend days worked instead.
type Year struct {
	Year   int    `json:"year"`
	Source string `json:"source"` // the notice's number
	Off    []Date `json:"off"`
	Work   []Date `json:"work"`
}

// NewCalendar builds a calendar from yearly notices; a later one replaces an earlier one of the same year.
func NewCalendar(years ...Year) *Calendar {
	c := &Calendar{off: map[Date]bool{}, work: map[Date]bool{}, years: map[int]bool{}}
	for _, y := range years {
		c.load(y)
	}
	return c
}

func (c *Calendar) load(y Year) {
	for _, m := range []map[Date]bool{c.off, c.work} {
		for d := range m {
			if d.Year == y.Year {
				delete(m, d)
			}
		}
	}
	c.years[y.Year] = true
	for _, d := range y.Off {
		c.off[d] = true
	}
	for _, d := range y.Work {
		c.work[d] = true
	}
}

// ReadCalendar reads a JSON list of years.
func ReadCalendar(b []byte) (*Calendar, error) {
	var years []Year
	if err := json.Unmarshal(b, &years); err != nil {
		return nil, fmt.Errorf("day: read calendar: %w", err)
	}
	return NewCalendar(years...), nil
}

// Covers reports whether the year's notice is known. A nil calendar covers nothing.
func (c *Calendar) Covers(year int) bool { return c != nil && c.years[year] }

// IsWorkday reports whether d is worked. Without a notice: Monday to Friday.
func (c *Calendar) IsWorkday(d Date) bool {
	if c != nil {
		if c.work[d] {
			return true
		}
		if c.off[d] {
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
