package when

import "liangshan/store/day"

// ordinal is 第一个, 第三个, 最后一个: counted from a span's beginning or its end.
type ordinal struct {
	n    int
	last bool
}

func (s *scan) ordinal(i int) (ordinal, int) {
	if j := s.any(i, "最后一个", "最后1个", "最后"); j > 0 {
		return ordinal{1, true}, j
	}
	if j := s.any(i, "首个", "首"); j > 0 {
		return ordinal{1, false}, j
	}
	j := s.any(i, "倒数第", "第")
	n, k := s.inRange(j, 1, 23)
	if j == 0 || k == 0 {
		return ordinal{}, 0
	}
	return ordinal{n, s.rune(i) == '倒'}, s.skip(k, "个")
}

// dayKind reads 工作日, 周五, 天 behind an ordinal and returns the days it counts.
func (s *scan) dayKind(i int) (func(day.Date) bool, int) {
	if j := s.any(i, "工作日"); j > 0 {
		return s.cal.IsWorkday, j
	}
	if n, j := s.weekdayName(i); j > 0 {
		return func(d day.Date) bool { return int(d.Weekday()) == n%7 }, j
	}
	return nil, 0
}

// ordinalDay reads the 最后一个工作日 of 8月最后一个工作日. Its year must be known at
// once, for workdays differ from year to year.
func (s *scan) ordinalDay(p point, i int) (point, int) {
	o, j := s.ordinal(i)
	if j == 0 {
		return point{}, 0
	}
	counts, k := s.dayKind(j)
	if k == 0 {
		return point{}, 0
	}
	d, ok := s.nthIn(p, o, counts)
	if !ok {
		return point{}, 0
	}
	sp := oneDay(d)
	q := point{fixed: &sp, kind: OnDate}
	if !s.cal.Covers(d.Year) && s.any(j, "工作日") > 0 {
		q.notes = append(q.notes, note(CalendarMissing, itoa(d.Year)))
	}
	return s.dayTail(q, k)
}

func (s *scan) nthIn(p point, o ordinal, counts func(day.Date) bool) (day.Date, bool) {
	year, from := s.yearFor(p)
	first := day.New(year, p.month, 1)
	if from == anchorYear && first.MonthEnd().Before(s.on.MonthStart()) {
		first = day.New(year+1, p.month, 1)
	}
	d, step := first, 1
	if o.last {
		d, step = first.MonthEnd(), -1
	}
	for n := o.n; d.Month == first.Month; d = d.Add(step) {
		if counts(d) {
			if n--; n == 0 {
				return d, true
			}
		}
	}
	return day.Date{}, false
}

// workdayBeside reads the 第一个工作日 of 节后第一个工作日 and the 最后一个工作日 of
// 节前最后一个工作日: the workday right beside a known span.
func (s *scan) workdayBeside(i int, st stretch, shut mark, j int) (found, int) {
	if st.b != nil || shut != after && shut != before {
		return found{}, 0
	}
	o, k := s.ordinal(s.skip(j, "的"))
	l := s.any(k, "工作日", "个工作日")
	if k == 0 || l == 0 || o.n != 1 || o.last != (shut == before) {
		return found{}, 0
	}
	sp, notes, ok := s.resolveStretch(st, future, shut)
	if !ok || sp.from.IsZero() {
		return found{}, 0
	}
	if st.a.occasion != nil {
		sp = s.holiday(st.a.occasion, sp)
	}
	d := s.cal.AddWorkdays(sp.to, 1)
	if shut == before {
		d = s.cal.AddWorkdays(sp.from, -1)
	}
	notes = append(notes, missingYears(s.cal, d, d)...)
	if m := s.any(l, "之前", "前"); m > 0 {
		return s.expr(Deadline, i, m, span{to: d}, notes...), m
	}
	return s.expr(OnDate, i, l, oneDay(d), notes...), l
}

// eventDays are 会议当天, 事发次日: the event's own day or the next.
var eventDays = []struct {
	words string
	after int
}{
	{"当日", 0},
	{"当天", 0},
	{"次日", 1},
	{"翌日", 1},
	{"第二天", 1},
}

// besideEvent reads a day that belongs to an event named right before it.
func (s *scan) besideEvent(i int) ([]found, int) {
	for _, e := range eventDays {
		j := s.lit(i, e.words)
		if j == 0 {
			continue
		}
		if _, ok := s.endsWith(i, "会议", "会后", "事发", "收到", "接到", "受理", "发现", "签收", "印发", "活动", "检查", "采样", "结束", "发布", "验收"); !ok {
			continue
		}
		from, ok := s.eventStart(i)
		if !ok {
			continue
		}
		j = s.skip(j, "内", "之内")
		f := s.anchored(from, i, j, Term{e.after, days})
		return []found{f}, j
	}
	return nil, 0
}
