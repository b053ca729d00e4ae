package when

import (
	"time"
)

// stretch is one point, or two joined by a dash.
type stretch struct {
	a point
	b *point
}

// dash returns the position after a dash, 至 or 到 at i, or 0.
func (s *scan) dash(i int) int {
	if s.rune(i) == '-' {
		return s.skip(i+1, "-")
	}
	return s.any(i, "至", "到")
}

// point reads any one point of the calendar.
func (s *scan) point(i int) (point, int) {
	if !pointRunes[s.rune(i)] {
		return point{}, 0
	}
	best, end := point{}, 0
	for _, read := range []func(int) (point, int){s.civil, s.plan, s.yearPair, s.week, s.relativeDay, s.barePart, s.bareDay, s.bareClock, s.festivalMet} {
		if p, j := read(i); j > end {
			best, end = p, j
		}
	}
	return best, end
}

// stretch reads 2021—2035年, 8月8—14日, 7月1日至8月31日, or a single point.
func (s *scan) stretch(i int) (stretch, int) {
	if !pointRunes[s.rune(i)] {
		return stretch{}, 0
	}
	if st, j := s.numberPair(i); j > 0 {
		return st, j
	}
	a, j := s.point(i)
	if j == 0 {
		return stretch{}, 0
	}
	if b, l := s.secondFestival(a, j); l > 0 {
		return stretch{a, &b}, l
	}
	k := s.dash(j)
	if l := s.any(j, "起至", "起到"); l > 0 {
		k = l
	}
	if k == 0 {
		return stretch{a: a}, j
	}
	b, l := s.point(k)
	if l == 0 {
		b, l = s.plainDay(a, k)
	}
	if l == 0 || !s.joins(&a, &b) {
		return stretch{a: a}, j
	}
	return stretch{a, &b}, l
}

// secondFestival reads the 春节 of 元旦春节期间: of festivals so close that their time is
// one. 清明节和国庆节期间 are two times.
func (s *scan) secondFestival(a point, i int) (point, int) {
	if a.occasion == nil || a.occasion.at == nil {
		return point{}, 0
	}
	b, j := s.named(point{}, s.skip(i, "、", "和", "及"))
	j = s.skip(j, "\"双节\"", "\"两节\"", "双节", "两节")
	if !twins(a.occasion, b.occasion) || s.any(j, "期间", "前后") == 0 && !s.is(j-1, "期") {
		return point{}, 0
	}
	return b, j
}

// twins reports whether two festivals are spoken of as one time.
func twins(a, b *occasion) bool {
	return a == newYear && b == spring || a == midAutumn && b == national || a == national && b == midAutumn
}

// plainDay reads the 14日 of 8月8日至14日, which alone would be in doubt.
func (s *scan) plainDay(a point, i int) (point, int) {
	if a.dom == 0 {
		return point{}, 0
	}
	n, j := s.dayOfMonth(i)
	if j == 0 {
		return point{}, 0
	}
	return s.dayTail(point{dom: n, lead: days}, j)
}

// joins fills what one end leaves to the other; false when they cannot be one range.
func (s *scan) joins(a, b *point) bool {
	if (a.occasion == nil) != (b.occasion == nil) && a.occasion != nil && b.fixed != nil {
		return false
	}
	if a.fixed != nil || b.fixed != nil || a.occasion != nil || b.occasion != nil {
		return true
	}
	if b.nextYear && a.year > 0 {
		b.year = a.year + 1
	}
	if b.month == 0 && (b.dom > 0 || b.part >= xun1) {
		b.month = a.month
	}
	s.shareYear(a, b)
	return true
}

// shareYear gives the end without a year the other's; a range that would run
// backwards crosses the turn of the year.
func (s *scan) shareYear(a, b *point) {
	crosses := a.month > 0 && b.month > 0 && b.month < a.month
	turn := 0
	if crosses {
		turn = 1
	}
	switch {
	case a.year > 0 && b.year == 0:
		b.year = a.year + turn
	case a.year == 0 && b.year > 0 && (a.month > 0 || a.quarter > 0 || a.half > 0):
		a.year = b.year - turn
	case a.year == 0 && b.year == 0 && crosses:
		year, _ := s.yearFor(*a)
		a.year, b.year = year, year+1
	}
}

// numberPair reads two numbers that share the unit after the second:
// 2022年1—8月, 8月8-14日, 一至三季度.
func (s *scan) numberPair(i int) (stretch, int) {
	var base point
	j := i
	if p, k := s.year(j); k > 0 {
		base, j = p, k
	}
	if p, k := s.relativeMonth(j); k > 0 && base.year == 0 {
		base, j = p, k
	} else if m, k := s.month(j); k > 0 {
		base.month, j = time.Month(m), k
	}
	k := s.skip(j, "第")
	n, l := s.number(k)
	if l == 0 || !s.fresh(k) {
		return stretch{}, 0
	}
	if st, e := s.neighbours(base, n, i, l); e > 0 {
		return st, e
	}
	d := s.dash(l)
	if d == 0 {
		return stretch{}, 0
	}
	b, e := s.civil(s.skip(d, "第"))
	if e == 0 && base.month > 0 {
		b, e = s.plainDay(point{dom: n}, d)
	}
	if e == 0 {
		b, e = s.loneDay(n, k, d)
	}
	a, ok := base.with(n, b.lead)
	if e == 0 || !ok || !s.joins(&a, &b) {
		return stretch{}, 0
	}
	return stretch{a, &b}, e
}

// neighbours reads 7、8月份 and 一、二、三季度: consecutive numbers are one range.
func (s *scan) neighbours(base point, n, i, l int) (stretch, int) {
	if s.rune(l) != '、' || n == 1 && !s.whole && (i == 0 || s.is(i-1, sentenceEnds+";")) {
		return stretch{}, 0
	}
	if m, k := s.number(l + 1); k > 0 && m == n+1 {
		if st, e := s.neighbours(base, m, i+1, k); e > 0 {
			a, ok := base.with(n, st.a.lead)
			st.a = a
			return st, e * bit(ok)
		}
	}
	b, e := s.civil(l + 1)
	a, ok := base.with(n, b.lead)
	if e == 0 || !ok || !follows(a, b) || !s.joins(&a, &b) {
		return stretch{}, 0
	}
	return stretch{a, &b}, e
}

func bit(ok bool) int {
	if ok {
		return 1
	}
	return 0
}

func follows(a, b point) bool {
	switch b.lead {
	case months:
		return b.month == a.month+1 && b.dom == 0
	case quarters:
		return b.quarter == a.quarter+1
	case years:
		return b.year == a.year+1 && b.month == 0 && b.quarter == 0 && b.half == 0
	}
	return false
}

// loneDay reads the second half of 15-20日 where the month is the sentence's.
func (s *scan) loneDay(n, at, i int) (point, int) {
	m, j := s.dayOfMonth(i)
	if j == 0 || m < n || n < 1 || s.any(j, "内", "以内", "之内") > 0 || s.rune(j-1) != '日' && s.rune(j-1) != '号' || s.is(at-1, "第〕") {
		return point{}, 0
	}
	return s.dayTail(point{dom: m, lead: days}, j)
}

// with sets the field of unit u to n.
func (p point) with(n int, u unit) (point, bool) {
	p.lead = u
	switch u {
	case years:
		p.year = n
		return p, n >= 1949 && n <= 2100
	case quarters:
		p.quarter = n
		return p, n >= 1 && n <= 4
	case months:
		p.month = time.Month(n)
		return p, n >= 1 && n <= 12
	case days:
		p.dom = n
		return p, n >= 1 && n <= 31
	}
	return p, false
}

// resolveStretch gives both ends their days. When the first end's year was
// moved, the second's moves with it.
func (s *scan) resolveStretch(st stretch, t tense, op mark) (span, []Note, bool) {
	if st.b == nil {
		return s.resolveAny(st.a, t, op)
	}
	first, b := st.a, *st.b
	if sp, notes, ok := s.lastFirst(first, b, t); ok {
		first.year, b.year, first.notes = sp.from.Year, sp.from.Year, notes
		if first.month == 0 && first.dom > 0 {
			first.month = sp.from.Month
		}
	}
	a, notes, ok := s.resolveAny(first, t, op)
	if !ok {
		return a, notes, ok
	}
	if b.year == 0 && b.fixed == nil && b.occasion == nil {
		b.year = a.from.Year
		if b.month == 0 && b.dom > 0 {
			b.month = a.from.Month
		}
	}
	if b.occasion != nil && b.year == 0 && !a.from.IsZero() {
		b.year = a.from.Year
	}
	e, more, ok := s.resolveAny(b, anyTime, op)
	if ok && e.to.Before(a.from) {
		return span{}, notes, false
	}
	return span{a.from, e.to}, append(notes, more...), ok
}

// lastFirst finds the year of a range that names none by its last day: 6—8月底前
// has not passed in July.
func (s *scan) lastFirst(a, b point, t tense) (span, []Note, bool) {
	if a.year > 0 || b.year > 0 || a.fixed != nil || b.fixed != nil || a.occasion != nil || b.occasion != nil {
		return span{}, nil, false
	}
	sp, notes, ok := s.resolveAny(b, t, none)
	return sp, append(append([]Note(nil), a.notes...), notes...), ok
}

func (s *scan) resolveAny(p point, t tense, op mark) (span, []Note, bool) {
	if p.occasion != nil {
		return s.resolveOccasion(p, op)
	}
	sp, notes, ok := s.resolve(p, t)
	return sp, s.checkWeekday(p, sp, s.checkWeek(p, sp, notes)), ok
}

// checkWeekday keeps the weekday note only where the words and the day differ.
func (s *scan) checkWeekday(p point, sp span, notes []Note) []Note {
	out := notes[:0]
	for _, n := range notes {
		if n.Code == WeekdayMismatch && len(n.Args) == 1 {
			real := weekdayWord((int(sp.from.Weekday())+6)%7 + 1)
			if n.Args[0] == real {
				continue
			}
			n.Args = []string{n.Args[0], real}
		}
		out = append(out, n)
	}
	return out
}

func (s *scan) checkWeek(p point, sp span, notes []Note) []Note {
	if p.week == 0 || p.fixed != nil {
		return notes
	}
	month := sp.from.Month
	if p.month > 0 {
		month = p.month
	}
	if m, differs := otherWeek(sp.to.Year, month, p.week); differs {
		return append(notes, note(WeekOfMonth, inFull(m)))
	}
	return notes
}
