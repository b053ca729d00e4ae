package when

import (
	"time"

	"liangshan/store/day"
)

// numericDate reads dates written in digits alone: 2022-7-6, 2022.7.6, 20220706,
// 7/6 and 8.8 where they cannot well be a fraction or a decimal.
func (s *scan) numericDate(i int) (point, int) {
	if !digit(s.rune(i)) || !s.fresh(i) || letter(s.rune(i-1)) || s.is(i-1, "./") && digit(s.rune(i-2)) {
		return point{}, 0
	}
	for _, read := range []func(int) (point, int){s.fullDate, s.compactDate, s.shortDate} {
		if p, j := read(i); j > 0 {
			return s.dayTail(p, j)
		}
	}
	return point{}, 0
}

// fullDate reads a year, month and day parted by the same mark.
func (s *scan) fullDate(i int) (point, int) {
	y, j := s.inRange(i, 1949, 2100)
	if j == 0 || !s.is(j, "-./") {
		return point{}, 0
	}
	mark := s.rune(j)
	m, k := s.inRange(j+1, 1, 12)
	if k == 0 {
		return point{}, 0
	}
	if s.rune(k) != mark {
		return s.yearMonth(y, m, mark, j, k)
	}
	d, l := s.inRange(k+1, 1, 31)
	if l == 0 || s.rune(l) == mark && digit(s.rune(l+1)) {
		return point{}, 0
	}
	return point{year: y, month: time.Month(m), dom: d}, s.skip(l, "日", "号")
}

// yearMonth reads 2022.7 and 2022/07; 2022-07 only with a two-digit month, for
// 2022-7 may be a number's range.
func (s *scan) yearMonth(y, m int, mark rune, j, k int) (point, int) {
	if s.amountFollows(k) || mark == '-' && k-j != 3 || s.rune(k) == '年' {
		return point{}, 0
	}
	if mark != '-' && k-j != 3 && !s.whole {
		return point{}, 0
	}
	return point{year: y, month: time.Month(m)}, s.skip(k, "月")
}

// compactDate reads eight digits in a row.
func (s *scan) compactDate(i int) (point, int) {
	n, j := s.digits(i)
	if j-i != 8 || s.amountFollows(j) {
		return point{}, 0
	}
	y, m, d := n/10000, n/100%100, n%100
	if y < 1949 || y > 2100 || m < 1 || m > 12 || d < 1 || d > day.New(y, time.Month(m), 1).MonthEnd().Day {
		return point{}, 0
	}
	return point{year: y, month: time.Month(m), dom: d}, j
}

// shortDate reads 8.8 or 7/6, if the words after show a date: 7/6前, 8.8-8.14.
func (s *scan) shortDate(i int) (point, int) {
	p, j := s.monthDay(i)
	if j == 0 {
		return point{}, 0
	}
	p.notes = []Note{note(Dotted, s.words(i, j))}
	if k := s.any(j, "日", "号"); k > 0 {
		return p, k
	}
	dated := s.any(j, "前", "之前", "以前", "起", "截止", "(含)") > 0
	if _, k := s.clock(j); k > 0 {
		dated = true
	}
	if k := s.dash(j); k > 0 {
		_, l := s.monthDay(k)
		dated = l > 0 && !s.amountFollows(l) && !s.measured(i) || dated
	}
	if k := s.dashBefore(i); k >= 0 {
		dated = dated || !s.amountFollows(j) && !s.measured(k)
	}
	if dated || s.whole && i == 0 && j == len(s.r) {
		return p, j
	}
	return point{}, 0
}

// measured reports whether the words before i speak of a quantity: pH值为6.5-8.5.
func (s *scan) measured(i int) bool {
	for k := i - 1; k >= 0 && k >= i-8 && !s.is(k, "。;!?\n()"); k-- {
		if letter(s.rune(k)) || s.is(k, "值率比浓温湿度约达震") {
			return true
		}
	}
	return false
}

// dashBefore is the position of the short date before a dash at i, or -1.
func (s *scan) dashBefore(i int) int {
	if !s.is(i-1, "-至到") {
		return -1
	}
	for b := i - 2; b >= 0 && b >= i-7; b-- {
		if _, j := s.monthDay(b); j == i-1 && s.fresh(b) && !s.is(b-1, "./") {
			return b
		}
	}
	return -1
}

func (s *scan) monthDay(i int) (point, int) {
	if !digit(s.rune(i)) {
		return point{}, 0
	}
	m, j := s.inRange(i, 1, 12)
	if j == 0 || !s.is(j, "./") {
		return point{}, 0
	}
	if !digit(s.rune(j + 1)) {
		return point{}, 0
	}
	d, k := s.inRange(j+1, 1, 31)
	if k == 0 || k-j > 3 || s.is(k, "./%‰") && (digit(s.rune(k+1)) || !s.is(k, "./")) {
		return point{}, 0
	}
	return point{month: time.Month(m), dom: d, lead: months}, k
}

// amountFollows reports whether a unit of measure stands at j, which makes the
// number before it an amount.
func (s *scan) amountFollows(j int) bool {
	return letter(s.rune(j)) || digit(s.rune(j)) || s.is(j, "%‰℃㎡万亿元吨级米亩度分倍个公千平立升克户人家处件条只头座辆台套项期批岁年折成小") &&
		!(s.rune(j) == '前')
}
