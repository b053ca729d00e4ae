package when

import (
	"fmt"
	"strconv"
	"time"

	"liangshan/store/day"
)

// span is inclusive at both ends; a zero end is open.
type span struct{ from, to day.Date }

func oneDay(d day.Date) span { return span{d, d} }

// unit is a step of the calendar.
type unit int

const (
	noUnit unit = iota
	minutes
	hours
	days
	workdays
	weeks
	months
	quarters
	halves
	years
)

// part is a part of a month, a quarter or a year.
type part int

const (
	whole  part = iota
	early       // 初
	middle      // 中
	late        // 底, 末
	xun1        // 上旬
	xun2        // 中旬
	xun3        // 下旬
	xun12       // 上中旬
	xun23       // 中下旬
	first       // 上半月
	second      // 下半月
)

// point is one place in the calendar as the words name it. Its year, and for a
// bare day its month, may be left to the sentence. Either the civil fields or
// occasion or fixed say where it is.
type point struct {
	year     int // 0: not written
	nextYear bool
	month    time.Month
	dom      int
	quarter  int
	quarters int // how many quarters or months it runs over, from quarter or month on
	half     int
	week     int // of the month
	part     part
	occasion *occasion
	fixed    *span
	daysOff  bool // 国庆假期: the whole holiday, not its first day
	roll     bool // a bare weekday: a deadline that has passed means next week's
	lead     unit // of its first number, for 7—9月
	kind     Kind // when nothing before or after says otherwise
	clock    string
	exclude  bool // （不含）
	include  bool // （含）
	notes    []Note
}

// grain is the smallest step the words name.
func (p point) grain() unit {
	switch {
	case p.dom > 0 || p.fixed != nil && p.fixed.from == p.fixed.to:
		return days
	case p.week > 0 || p.fixed != nil:
		return weeks
	case p.month > 0:
		return months
	case p.quarter > 0:
		return quarters
	case p.half > 0:
		return halves
	}
	return years
}

// in returns the civil days of the point in that year and, for a bare day, month.
// It is false for a day that does not exist.
func (p point) in(year int, month time.Month) (span, bool) {
	if p.month > 0 {
		month = p.month
	}
	switch {
	case p.dom > 0:
		d := day.Date{Year: year, Month: month, Day: p.dom}
		return oneDay(d), p.dom <= day.New(year, month, 1).MonthEnd().Day
	case p.week > 0:
		return weekOf(year, month, p.week), true
	case p.month > 0 || p.part >= xun1:
		return monthPart(year, month, p.part, p.quarters), true
	case p.quarter > 0:
		return quarterPart(year, p.quarter, p.part, p.quarters), true
	case p.half > 0:
		return span{day.New(year, time.Month(p.half*6-5), 1), day.New(year, time.Month(p.half*6+1), 0)}, true
	}
	return yearPart(year, p.part), true
}

func monthPart(year int, month time.Month, p part, run int) span {
	end := day.New(year, month+time.Month(max(run, 1)), 0)
	at := func(d int) day.Date { return day.Date{Year: year, Month: month, Day: d} }
	switch p {
	case early:
		return span{at(1), at(5)}
	case middle, xun2:
		return span{at(11), at(20)}
	case late:
		return span{at(26), end}
	case xun1:
		return span{at(1), at(10)}
	case xun3:
		return span{at(21), end}
	case xun12:
		return span{at(1), at(20)}
	case xun23:
		return span{at(11), end}
	case first:
		return span{at(1), at(15)}
	case second:
		return span{at(16), end}
	}
	return span{at(1), end}
}

func quarterPart(year, quarter int, p part, run int) span {
	from := day.New(year, time.Month(quarter*3-2), 1)
	to := from.AddMonths(3*max(run, 1) - 1).MonthEnd()
	switch p {
	case early:
		to = from.MonthEnd()
	case middle:
		from = from.AddMonths(1)
		to = from.MonthEnd()
	case late:
		from = to.MonthStart()
	}
	return span{from, to}
}

func yearPart(year int, p part) span {
	switch p {
	case early:
		return span{day.New(year, 1, 1), day.New(year, 3, 31)}
	case middle:
		return span{day.New(year, 6, 1), day.New(year, 7, 31)}
	case late:
		return span{day.New(year, 12, 1), day.New(year, 12, 31)}
	}
	return span{day.New(year, 1, 1), day.New(year, 12, 31)}
}

// lastWeek stands for the last week of a month, the fourth or the fifth.
const lastWeek = 9

// weekOf is the n-th week of a month. Weeks begin on Monday; one that reaches
// over two months belongs to that with more of its days.
func weekOf(year int, month time.Month, n int) span {
	if n == lastWeek {
		monday := day.New(year, month+1, -3).Monday()
		return span{monday, monday.Add(6)}
	}
	monday := day.New(year, month, 4).Monday().Add(7 * (n - 1))
	return span{monday, monday.Add(6)}
}

// bare is the kind of the point when nothing before or after it decides.
func (p point) bare() Kind {
	switch {
	case p.kind != "":
		return p.kind
	case p.dom > 0:
		return OnDate
	case p.part >= early && p.part <= late && p.quarter == 0 && !(p.month == 0 && p.part == late):
		return Fuzzy
	case p.part == late:
		return Deadline
	}
	return Range
}

// tense says on which side of the anchor an unwritten year is looked for.
type tense int

const (
	anyTime tense = iota
	future
	past
	pastFigure // 截至: may lie a little ahead
)

// resolve gives the point its days; what had to be assumed comes as notes.
func (s *scan) resolve(p point, t tense) (span, []Note, bool) {
	notes := append([]Note(nil), p.notes...)
	if p.fixed != nil {
		sp := *p.fixed
		if p.roll && t == future && sp.to.Before(s.on) {
			sp = oneDay(sp.to.Add(7))
			notes = append(notes, note(WeekRolled, inFull(sp.to)))
		}
		return sp, notes, true
	}
	month := p.month
	if month == 0 && (p.dom > 0 || p.part >= xun1 || p.week > 0) {
		return s.resolveInMonth(p, t, notes)
	}
	year, assumed := s.yearFor(p)
	sp, ok := p.in(year, month)
	if assumed == sentenceYear && t == future && sp.to.Before(s.on.MonthStart()) {
		year, assumed = s.on.Year, anchorYear // 2021年投入…，8月底前完成: the year was another clause's
		sp, ok = p.in(year, month)
	}
	if assumed == anchorYear {
		sp, notes = s.shiftYear(p, sp, year, t, notes)
	}
	return sp, notes, ok
}

// where an unwritten year came from.
type source int

const (
	written source = iota
	sentenceYear
	anchorYear
)

// farFigure is how many days a figure's date may lie ahead before it is read as last year's.
const farFigure = 92

func (s *scan) yearFor(p point) (int, source) {
	switch {
	case p.year > 0:
		return p.year, written
	case s.said.year > s.on.Year && s.said.parted && p.grain() == years: // 2024年5月底前建成；清淤工程年内批复 is this year's
	case s.said.year > 0:
		return s.said.year, sentenceYear
	}
	return s.on.Year, anchorYear
}

func (s *scan) shiftYear(p point, sp span, year int, t tense, notes []Note) (span, []Note) {
	move := 0
	switch {
	case t == future && sp.to.Before(s.on.MonthStart()):
		move = 1
	case t == past && sp.from.After(s.on), t == pastFigure && sp.to.Sub(s.on) > farFigure:
		move = -1
	}
	code := map[int]string{0: YearAssumed, 1: YearRolled, -1: YearBack}[move]
	year += move
	sp, _ = p.in(year, p.month)
	return sp, append(notes, note(code, strconv.Itoa(year)))
}

// resolveInMonth resolves a bare day, 旬 or week: the sentence's month, else the
// anchor's, and for a deadline that has passed the month after.
func (s *scan) resolveInMonth(p point, t tense, notes []Note) (span, []Note, bool) {
	year, month := s.on.Year, s.on.Month
	if p.year > 0 {
		year = p.year
	}
	if s.said.month > 0 {
		year, month = s.said.monthYear, s.said.month
	}
	sp, ok := p.in(year, month)
	if s.said.month == 0 && t == future && sp.to.Before(s.on) {
		next := day.New(year, month+1, 1)
		year, month = next.Year, next.Month
		sp, ok = p.in(year, month)
	}
	return sp, append(notes, note(MonthAssumed, fmt.Sprintf("%d年%d月", year, month))), ok
}
