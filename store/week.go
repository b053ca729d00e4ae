package store

import (
	"fmt"
	"time"

	"liangshan/store/day"
)

// Span is a stretch of days, both ends included, with the name it is filed under.
type Span struct {
	From, To day.Date
	Key      string // 2022-W28, 2022-07, 2022-Q3, 2022, or from/to
}

// Week is the week of d, Monday to Sunday.
func Week(d day.Date) Span {
	y, w := d.Start().ISOWeek()
	return Span{d.Monday(), d.Sunday(), fmt.Sprintf("%d-W%02d", y, w)}
}

// Month is the month of d.
func Month(d day.Date) Span {
	return Span{d.MonthStart(), d.MonthEnd(), fmt.Sprintf("%04d-%02d", d.Year, d.Month)}
}

// Between names a span of days by the calendar unit that it fills, if any.
func Between(from, to day.Date) Span {
	year := Span{day.New(from.Year, time.January, 1), day.New(from.Year, time.December, 31), fmt.Sprintf("%04d", from.Year)}
	quarter := Span{from.QuarterStart(), from.QuarterEnd(), fmt.Sprintf("%04d-Q%d", from.Year, (from.Month-1)/3+1)}
	for _, s := range []Span{Week(from), Month(from), quarter, year} {
		if s.From == from && s.To == to {
			return s
		}
	}
	if from == to {
		return Span{from, to, from.String()}
	}
	return Span{from, to, from.String() + "/" + to.String()}
}

// Contains reports whether d lies in the span.
func (s Span) Contains(d day.Date) bool { return !d.Before(s.From) && !d.After(s.To) }

// Inside reports whether the days from to lie wholly in the span.
func (s Span) Inside(from, to day.Date) bool {
	return !from.IsZero() && !from.Before(s.From) && !to.After(s.To)
}

// End is the instant at which the span is over.
func (s Span) End() time.Time { return s.To.Add(1).Start() }
