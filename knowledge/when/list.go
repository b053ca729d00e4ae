package when

import (
	"fmt"
	"strings"

	"liangshan/store/day"
)

// item is one point of a list and where it stands.
type item struct {
	p    point
	i, j int
	bare bool // only a number so far: the 3 of 3、6月
}

// listed is the rule for several dates that share one 前: 6月5日和12月5日前,
// 3、6、9、12月底前. Dates spread evenly over the year without one are a yearly
// rhythm; others are deadlines of their own.
func (s *scan) listed(i int) ([]found, int) {
	items, j := s.items(i)
	if len(items) < 2 || s.enumerator(items) {
		return nil, 0
	}
	m, k := s.closer(j)
	if m != before || !share(items) {
		return nil, 0
	}
	items[len(items)-1].j = k
	if s.yearly(items, k) {
		return s.yearlyList(items, i, k)
	}
	return s.each(items, k)
}

func (s *scan) items(i int) ([]item, int) {
	var out []item
	for {
		it, ok := s.item(i)
		if !ok {
			break
		}
		out = append(out, it)
		k := s.any(it.j, "、", "和", "以及", "及", "与")
		if k == 0 {
			return out, it.j
		}
		i = k
	}
	return nil, 0
}

func (s *scan) item(i int) (item, bool) {
	if p, j := s.civil(i); j > 0 && p.occasion == nil && p.grain() != years {
		return item{p: p, i: i, j: j}, true
	}
	if n, j := s.dayOfMonth(i); j > 0 {
		return item{p: point{dom: n, lead: days}, i: i, j: j}, true
	}
	if n, j := s.inRange(i, 1, 31); j > 0 && s.fresh(i) && s.any(j, "、", "和", "及", "与") > 0 {
		return item{p: point{dom: n}, i: i, j: j, bare: true}, true
	}
	return item{}, false
}

// enumerator: "1、6月底前" begins with a list number.
func (s *scan) enumerator(items []item) bool {
	first := items[0].i
	return items[0].bare && !items[1].bare && (first == 0 || s.is(first-1, sentenceEnds+";("))
}

// share lets the items fill one another: the unit of the last goes to bare
// numbers, 底 to bare months, the first month and year to what follows.
func share(items []item) bool {
	last := items[len(items)-1].p
	if items[len(items)-1].bare {
		return false
	}
	for k := len(items) - 1; k >= 0; k-- {
		p := &items[k].p
		if items[k].bare {
			q, ok := point{}.with(p.dom, last.lead)
			if !ok {
				return false
			}
			if last.lead == months && last.dom > 0 {
				q.dom = last.dom
			}
			*p = q
		}
		if p.month > 0 && p.dom == 0 && p.part == whole && last.month > 0 && last.dom == 0 {
			p.part = last.part
		}
	}
	for k := 1; k < len(items); k++ {
		p, q := &items[k].p, items[k-1].p
		if p.dom > 0 && p.month == 0 {
			p.month = q.month
		}
		if p.year == 0 {
			p.year = q.year
		}
	}
	return true
}

// yearly reports whether the list names a rhythm: no year, and the same distance
// from each to the next around the year.
func (s *scan) yearly(items []item, j int) bool {
	if s.any(j, "分别", "各自", "依次") > 0 {
		return false
	}
	n := len(items)
	for k, it := range items {
		next := items[(k+1)%n].p
		if it.p.year > 0 || it.p.month == 0 {
			return false
		}
		if step := (int(next.month) - int(it.p.month) + 12) % 12; n*step != 12 {
			return false
		}
	}
	return true
}

func (s *scan) yearlyList(items []item, i, j int) ([]found, int) {
	var names []string
	var due day.Date
	for y := s.on.Year; y <= s.on.Year+1; y++ {
		for _, it := range items {
			sp, ok := it.p.in(y, it.p.month)
			if !ok {
				return []found{s.noSuchDay(i, j, nil)}, j
			}
			if len(names) < len(items) {
				names = append(names, fmt.Sprintf("%02d-%02d", sp.to.Month, sp.to.Day))
			}
			if due.IsZero() && !sp.to.Before(s.on) {
				due = sp.to
			}
		}
	}
	f := s.expr(Recurrence, i, j, span{to: due}, note(InclusiveDay, inFull(due)))
	f.Recur = "一年" + times(len(items)) + "次：" + strings.Join(names, "、")
	return []found{f}, j
}

// times is a small number as it counts things.
func times(n int) string {
	if n == 2 {
		return "两"
	}
	return inWords(n)
}

// inWords writes up to ten in numerals, more in digits.
func inWords(n int) string {
	if n <= 10 {
		return string([]rune("〇一二三四五六七八九十")[n])
	}
	return itoa(n)
}

// each gives every date of the list its own deadline.
func (s *scan) each(items []item, j int) ([]found, int) {
	var out []found
	for _, it := range items {
		f := s.bind(it.i, it.j, none, stretch{a: it.p}, before)
		f.Notes = append(f.Notes, note(FromList, itoa(len(items))))
		out = append(out, f)
	}
	return out, j
}
