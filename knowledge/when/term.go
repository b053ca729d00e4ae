package when

import "liangshan/store/day"

// Term is an amount of time: 30日, 5个工作日. The zero Term is none; N is
// negative where it counts backwards (会前3天).
type Term struct {
	N    int
	Unit Unit
}

// Unit is the step a Term counts in.
type Unit = unit

// The units of a Term.
const (
	Minutes  Unit = minutes
	Hours    Unit = hours
	Days     Unit = days
	Workdays Unit = workdays
	Weeks    Unit = weeks
	Months   Unit = months
	Years    Unit = years
)

// after counts the term from a day that itself does not count. Whole years end
// on the day before the same day, as a plan's period does.
func (t Term) after(from day.Date, cal *day.Calendar) (day.Date, []Note) {
	switch t.Unit {
	case minutes:
		return from, nil
	case hours:
		n := t.N / 24
		if t.N%24 > 0 && n > 0 {
			n++
		}
		return from.Add(n), []Note{note(HoursRounded, itoa(t.N))}
	case workdays:
		end := cal.AddWorkdays(from, t.N)
		return end, missingYears(cal, from, end)
	case weeks:
		return from.Add(7 * t.N), nil
	case months:
		return from.AddMonths(t.N), nil
	case years:
		end := from.AddMonths(12 * t.N)
		if t.N > 0 {
			end = end.Add(-1)
		}
		return end, []Note{note(WholeYears, inFull(day.New(from.Year+t.N, 12, 31)))}
	}
	return from.Add(t.N), nil
}

// missingYears warns of every year between two days whose holiday notice is not loaded.
func missingYears(cal *day.Calendar, a, b day.Date) []Note {
	var out []Note
	for y := min(a.Year, b.Year); y <= max(a.Year, b.Year); y++ {
		if !cal.Covers(y) {
			out = append(out, note(CalendarMissing, itoa(y)))
		}
	}
	return out
}

var termUnits = []struct {
	words string
	unit  unit
	each  int
}{
	{"个工作日", workdays, 1},
	{"个工作天", workdays, 1},
	{"工作日", workdays, 1},
	{"个自然日", days, 1},
	{"个日历天", days, 1},
	{"自然日", days, 1},
	{"日历天", days, 1},
	{"分钟", minutes, 1},
	{"个小时", hours, 1},
	{"小时", hours, 1},
	{"个星期", weeks, 1},
	{"星期", weeks, 1},
	{"个礼拜", weeks, 1},
	{"周年", years, 1},
	{"周", weeks, 1},
	{"个季度", months, 3},
	{"个月", months, 1},
	{"个年度", years, 1},
	{"年度", years, 1},
	{"年", years, 1},
	{"天", days, 1},
	{"日", days, 1},
}

// amount reads 5个工作日, 三个月, 半年, 3至5日, 15（十五）日. most is true where
// the larger of two numbers was taken.
func (s *scan) amount(i int) (t Term, most bool, j int) {
	if t, j = s.halfAmount(i); j > 0 {
		return t, false, j
	}
	n, j := s.inRange(i, 1, 1000)
	if j == 0 || !s.fresh(i) || s.is(i-1, "第") {
		return Term{}, false, 0
	}
	if k := s.dash(j); k > 0 {
		if m, l := s.inRange(k, n+1, 1000); l > 0 {
			n, j, most = m, l, true
		}
	}
	if k := s.lit(j, "("); k > 0 {
		if m, l := s.number(k); l > 0 && m == n && s.rune(l) == ')' {
			j = l + 1
		}
	}
	for _, u := range termUnits {
		if k := s.lit(j, u.words); k > 0 {
			if u.unit == years && s.rune(k) == '半' {
				return Term{12*n + 6, months}, most, k + 1
			}
			return Term{n * u.each, u.unit}, most, k
		}
	}
	return Term{}, false, 0
}

func (s *scan) halfAmount(i int) (Term, int) {
	j := s.any(i, "半个", "半")
	switch {
	case j == 0 || s.is(i-1, "上下大过多每个一二两三四五年月天"):
		return Term{}, 0
	case s.rune(j) == '年' && !s.is(j+1, "度一"):
		return Term{6, months}, j + 1
	case s.rune(j) == '月' && !s.is(j+1, "一"):
		return Term{15, days}, j + 1
	}
	return Term{}, 0
}

// counting is the rule for amounts of time: 5个工作日内, 会后7日内, 会前3天, 3天前.
func (s *scan) counting(i int) ([]found, int) {
	lead := s.skip(i, "在", "于", "限", "用", "力争用", "最长不超过", "不超过", "不得超过", "最多", "未来", "今后", "接下来", "此后")
	t, most, j := s.amount(lead)
	if j == 0 {
		return nil, 0
	}
	if f, k := s.beforeOrAgo(i, lead, j, t); k > 0 {
		return []found{f}, k
	}
	k := s.any(j, "以内", "之内", "内", "时间内", "的时间内", "期限内", "左右的时间", "左右时间", "时间")
	limit := lead > i && s.is(lead-1, "过多") && t.Unit != years
	named := limit || s.any(lead-2, "未来", "今后") > 0 || s.any(lead-3, "接下来") > 0
	if from, ok := s.eventBefore(i); ok && (k > 0 || s.termEnds(j)) {
		return []found{s.anchored(from, i, max(k, j), t)}, max(k, j)
	}
	switch {
	case k > 0:
	case named || s.whole && i == 0 && s.skip(j, "左右") == len(s.r):
		k = s.skip(j, "左右")
	default:
		return nil, 0
	}
	return []found{s.duration(i, k, s.on, t, most)}, k
}

// termEnds: after 收到通知后5个工作日 without 内, only the end of the clause makes it a limit.
func (s *scan) termEnds(j int) bool { return j == len(s.r) || s.is(j, clauseEnds) }

func (s *scan) duration(i, j int, from day.Date, t Term, most bool) found {
	end, notes := t.after(from, s.cal)
	notes = append(notes, note(CountedFrom, inFull(from)))
	if most {
		notes = append(notes, note(Ceiling, itoa(t.N)))
	}
	f := s.expr(Duration, i, j, span{to: end}, notes...)
	f.Term = t
	return f
}

// counted reads an amount behind a known day: 自8月1日起30日内, 国庆前3天.
func (s *scan) counted(i int, st stretch, shut mark, j int) (found, int) {
	if st.b != nil || shut != since && shut != after && shut != before {
		return found{}, 0
	}
	t, most, k := s.amount(j)
	if k == 0 {
		return found{}, 0
	}
	if shut != before {
		l := s.any(k, "以内", "之内", "内")
		if l == 0 {
			return found{}, 0
		}
		k = l
	}
	sp, notes, ok := s.resolveStretch(st, future, shut)
	if !ok || sp.from.IsZero() {
		return found{}, 0
	}
	if shut == before {
		t.N = -t.N
		end, more := t.after(sp.from, s.cal)
		return s.expr(Deadline, i, k, span{to: end}, append(notes, more...)...), k
	}
	f := s.duration(i, k, sp.to, t, most)
	f.Notes = append(notes, f.Notes...)
	return f, k
}

// beforeOrAgo reads an amount that counts backwards: 会议召开3日前, 提前3天, 3天前.
func (s *scan) beforeOrAgo(i, lead, j int, t Term) (found, int) {
	if lead != i {
		return found{}, 0
	}
	k := s.any(j, "之前", "以前", "前")
	if from, ok := s.eventAhead(i, k > 0); ok && (t.Unit != years || k > 0) {
		t.N = -t.N
		return s.anchored(from, i, max(k, j), t), max(k, j)
	}
	if k == 0 || t.Unit == days && s.rune(j-1) == '日' || s.countFollows(k) {
		return found{}, 0
	}
	t.N = -t.N
	end, notes := t.after(s.on, s.cal)
	return s.expr(Past, i, k, span{to: end}, append(notes, note(CountedFrom, inFull(s.on)))...), k
}

// lately reads spans that end today: 近三年, 过去五年, 最近两个月, 三年来.
func (s *scan) lately(i int) ([]found, int) {
	j := s.skip(i, "最近", "过去", "近", "这")
	t, _, k := s.amount(s.skip(j, "的"))
	since := s.any(k, "以来", "来")
	if k == 0 || since == 0 && (j == i || s.rune(i) == '这') {
		return nil, 0
	}
	k = s.skip(k, "以来", "来", "内", "间")
	t.N = -t.N
	from, notes := t.after(s.on, s.cal)
	return []found{s.expr(Range, i, k, span{from, s.on}, append(notes, note(CountedFrom, inFull(s.on)))...)}, k
}
