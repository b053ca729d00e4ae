package when

import (
	"strconv"

	"liangshan/store/day"
)

func itoa(n int) string { return strconv.Itoa(n) }

// mark is a word before or after a point that decides what it bounds.
type mark int

const (
	none      mark = iota
	till           // 到, 最迟, 截止
	asOf           // 截至
	since          // 自 … 起
	before         // 前
	after          // 后
	within         // 内
	about          // 左右
	during         // 期间
	sinceThen      // 以来
)

var openers = []struct {
	words string
	mark  mark
}{
	{"截止日期", till},
	{"截止时间", till},
	{"截至", asOf},
	{"截止", asOf},
	{"最迟", till},
	{"至迟", till},
	{"最晚", till},
	{"不得晚于", till},
	{"不得迟于", till},
	{"不晚于", till},
	{"不迟于", till},
	{"到", till},
	{"至", till},
	{"自", since},
	{"从", since},
}

// opener reads the words before a point.
func (s *scan) opener(i int) (mark, int) {
	for _, o := range openers {
		j := s.lit(i, o.words)
		if j == 0 {
			continue
		}
		if o.words == "到" && s.is(i-1, "收达得接拿看遇感受提做找听轮") || o.words == "自" && s.is(i-1, "各亲来独") || o.words == "从" && s.is(i-1, "服听遵") || o.words == "至" && s.is(i-1, "甚乃以") {
			return none, i
		}
		return o.mark, s.fillers(j)
	}
	return none, i
}

func (s *scan) fillers(j int) int {
	for {
		k := s.skip(j, "不超过", "不晚于", "不迟于", "不得超过", "到", "至", "于", "在", "为", "是", ":", "时间")
		if k == j {
			return j
		}
		j = k
	}
}

var closers = []struct {
	words string
	mark  mark
	not   []string // what may not follow
}{
	{"前后", about, nil},
	{"前夕", before, nil},
	{"之前", before, nil},
	{"以前", before, nil},
	{"前", before, []string{"往", "来", "期", "列", "提", "沿", "景", "茅", "身", "段", "端", "置", "述", "款", "半", "者", "三季度", "两季度", "二季度"}},
	{"以来", sinceThen, nil},
	{"之后", after, nil},
	{"以后", after, nil},
	{"后", after, []string{"期", "续", "备", "勤", "半", "者", "来", "果", "方", "台", "端", "代"}},
	{"开始", since, nil},
	{"起", since, []string{"到", "草", "步", "点", "来", "诉", "降", "重", "火", "底", "伏", "源", "吊", "动", "码", "义", "因", "始"}},
	{"以内", within, nil},
	{"之内", within, nil},
	{"内", within, []string{"部", "容", "涝", "陆", "河", "设", "蒙", "外", "江", "环", "控", "审", "河"}},
	{"左右", about, nil},
	{"期间", during, nil},
	{"时期", during, nil},
	{"为止", till, nil},
	{"之日止", till, nil},
	{"截止", till, nil},
	{"止", till, nil},
}

// closer reads the words after a point.
func (s *scan) closer(i int) (mark, int) {
	for _, c := range closers {
		j := s.lit(i, c.words)
		if j == 0 || s.any(j, c.not...) > 0 && !s.broughtUp(c.words, j) || c.words == "前" && s.countFollows(j) {
			continue
		}
		return c.mark, j
	}
	return none, i
}

// broughtUp tells 6月15日前提出 from 前提.
func (s *scan) broughtUp(closer string, j int) bool {
	return closer == "前" && s.any(j, "提出", "提交", "提供", "提请", "提报", "提升", "提级", "提议", "提前") > 0
}

// countFollows tells 前8个月 from 8月前: a count after 前 belongs to it.
func (s *scan) countFollows(j int) bool {
	_, k := s.number(j)
	return k > 0 && s.any(k, "个", "年", "月", "名", "位", "项", "季") > 0
}

// bounded is the rule for points and ranges with the words around them.
func (s *scan) bounded(i int) ([]found, int) {
	open, j := s.opener(i)
	st, k := s.stretch(j)
	if k == 0 {
		return nil, 0
	}
	shut, l := s.closer(k)
	if o := st.a.occasion; o != nil && o.event && shut == none {
		return nil, 0
	}
	if shut == before {
		st, l = s.afterBefore(st, l)
	}
	if s.words(k, l) == "开始" && open != since && l < len(s.r) && !s.is(l, clauseEnds) {
		shut, l = none, k // 今天开始改
	}
	for _, read := range []func(int, stretch, mark, int) (found, int){s.counted, s.workdayBeside} {
		if e, m := read(i, st, shut, l); m > 0 {
			return []found{e}, m
		}
	}
	if shut == since {
		l = s.skip(l, takesEffect...)
	}
	if f, ok := s.again(i, l, st, shut); ok {
		return []found{f}, l
	}
	return []found{s.bind(i, l, open, st, shut)}, l
}

// afterBefore reads the （不含） of 7月20日前（不含）.
func (s *scan) afterBefore(st stretch, j int) (stretch, int) {
	last := &st.a
	if st.b != nil {
		last = st.b
	}
	p, k := s.brackets(*last, j)
	if p.include || p.exclude {
		*last = p
		return st, k
	}
	return st, j
}

// again reads the 12月底前 of 每年3月底前…，12月底前… as the same rhythm.
func (s *scan) again(i, j int, st stretch, shut mark) (found, bool) {
	p := st.a
	if shut != before || st.b != nil || p.year > 0 || p.fixed != nil || p.occasion != nil {
		return found{}, false
	}
	recur := ""
	switch {
	case s.said.rhythm == years && p.month > 0:
		recur = "每年" + yearlyName(p)
	case s.said.rhythm == months && p.month == 0 && p.dom > 0:
		recur = "每月" + itoa(p.dom) + "日"
	default:
		return found{}, false
	}
	f := s.expr(Recurrence, i, j, span{}, note(RhythmCarried, recur))
	f.Recur, f.Clock = recur, p.clock
	return f, true
}

// deciding picks the mark that decides: the closing word, unless the opening one is stronger.
func deciding(open, shut mark, st stretch) mark {
	switch {
	case open == asOf && (shut == none || shut == till || shut == before):
		return asOf
	case shut != none:
		return shut
	case open == since:
		return none
	}
	return open
}

// bind makes the expression of a stretch between its marks. A day that does not
// exist is Unknown and says so.
func (s *scan) bind(i, j int, open mark, st stretch, shut mark) found {
	m := deciding(open, shut, st)
	if open == asOf && s.reports(i) {
		m = till
	}
	sp, notes, ok := s.resolveStretch(st, s.tense(i, j, m), m)
	if !ok {
		return s.noSuchDay(i, j, notes)
	}
	last := st.a
	if st.b != nil {
		last = *st.b
	}
	if o := last.occasion; o != nil && m != before {
		sp = s.holidaySpan(o, sp, m, st)
	}
	kind, sp, more := s.kindOf(m, st, last, sp)
	e := s.expr(kind, i, j, sp, append(notes, more...)...)
	e.Clock = last.clock
	e.carry = s.carryFrom(st, m, sp)
	return e
}

func (s *scan) noSuchDay(i, j int, notes []Note) found {
	for _, n := range notes {
		if n.Code == OccasionMissing {
			return s.expr(Unknown, i, j, span{}, n)
		}
	}
	return s.expr(Unknown, i, j, span{}, note(InvalidDate, s.words(i, j)))
}

func (s *scan) holidaySpan(o *occasion, sp span, m mark, st stretch) span {
	if st.b != nil {
		first := st.a.occasion
		if first == nil || m != during {
			return sp
		}
		return span{s.holiday(first, oneDay(sp.from)).from, s.holiday(o, oneDay(sp.to)).to}
	}
	if m == none && !st.a.daysOff {
		return sp
	}
	return s.holiday(o, sp)
}

// kindOf decides the kind, and which end of the span counts.
func (s *scan) kindOf(m mark, st stretch, last point, sp span) (Kind, span, []Note) {
	if last.occasion != nil && last.occasion.at == nil {
		return s.localKind(m, last)
	}
	if st.b != nil && (m == till || m == within) {
		m = none
	}
	if m == till && last.fixed != nil && sp.to == s.on {
		m = asOf // 到今天
	}
	switch m {
	case till, within:
		return Deadline, span{to: sp.to}, s.lastDay(last, sp.to)
	case before:
		if st.b != nil {
			sp.from = sp.to // 2022年至2025年前 ends with its last unit
			last.include = last.include || last.occasion == nil && !last.exclude
		}
		to, notes := s.beforePoint(last, sp)
		return Deadline, span{to: to}, notes
	case asOf:
		return AsOf, span{to: sp.to}, nil
	case since:
		return Open, span{from: sp.from}, []Note{note(NoEnd)}
	case after:
		return Range, span{from: sp.to.Add(1)}, []Note{note(NoEnd)}
	case about:
		return Fuzzy, sp, []Note{note(Approximate)}
	case sinceThen:
		return Range, span{sp.from, s.on}, nil
	case during:
		return Range, sp, nil
	}
	return s.bareKind(st, last, sp)
}

// localKind keeps what cannot be computed as text.
func (s *scan) localKind(m mark, p point) (Kind, span, []Note) {
	if m == before || m == after {
		return Anchored, span{}, []Note{note(NeedsEvent, p.occasion.name)}
	}
	return Fuzzy, span{}, nil
}

func (s *scan) bareKind(st stretch, last point, sp span) (Kind, span, []Note) {
	if st.b != nil {
		return Range, sp, []Note{note(EndAsDeadline, inFull(sp.to))}
	}
	switch k := last.bare(); k {
	case Deadline:
		return Deadline, span{to: sp.to}, s.lastDay(last, sp.to)
	case Fuzzy:
		return Fuzzy, sp, []Note{note(PartAssumed, inFull(sp.from), inFull(sp.to)), note(EndAsDeadline, inFull(sp.to))}
	case OnDate:
		return OnDate, sp, nil
	default:
		if sp.from == sp.to {
			return k, sp, nil
		}
		return k, sp, []Note{note(EndAsDeadline, inFull(sp.to))}
	}
}

// lastDay is what a deadline's last day carries with it.
func (s *scan) lastDay(p point, to day.Date) []Note {
	var notes []Note
	if p.fixed == nil && p.occasion == nil && p.grain() == years {
		notes = append(notes, note(AnnualFigure, itoa(to.Year+1)))
	}
	if p.fixed != nil && p.grain() == weeks && to.Sub(p.fixed.from) < 7 {
		notes = append(notes, note(WeekEndsSunday, inFull(to)))
	}
	return append(notes, s.hourNotes(p)...)
}

func (s *scan) hourNotes(p point) []Note {
	switch p.clock {
	case "":
		return nil
	case "下班", "上班":
		return []Note{note(AfterWork)}
	}
	return []Note{note(Hour, p.clock)}
}

// beforePoint says which day 前 leaves as the last. A day, 底, 旬 or weekday is
// included by habit; an occasion, and a bare month or year, is not.
func (s *scan) beforePoint(p point, sp span) (day.Date, []Note) {
	switch {
	case p.exclude:
		to := sp.from.Add(-1)
		return to, append(s.hourNotes(p), note(ExclusiveDay, inFull(to)))
	case p.include:
		return sp.to, s.hourNotes(p)
	case p.occasion != nil:
		to := sp.from.Add(-1)
		return to, []Note{note(ExclusiveDay, inFull(to))}
	case p.clock != "":
		return sp.to, s.hourNotes(p)
	case p.unitOnly():
		to, out := sp.from.Add(-1), sp.from.Add(-1)
		if to.Before(s.on) && !sp.to.Before(s.on) {
			to = sp.to // 三季度前, written in July
		}
		return to, []Note{note(BeforeUnit, inFull(out), inFull(sp.to))}
	}
	return sp.to, append(s.lastDay(p, sp.to), note(InclusiveDay, inFull(sp.to)))
}

// unitOnly: a whole month, quarter or year, of which 前 may leave out all.
func (p point) unitOnly() bool {
	return p.fixed == nil && p.part == whole && p.dom == 0 && p.week == 0 && p.half == 0 && p.quarters == 0 && p.kind == ""
}
