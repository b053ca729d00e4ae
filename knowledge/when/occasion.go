package when

import (
	"strings"
	"time"

	"liangshan/store/day"
)

// occasion is something that comes back every year: a festival, a day of the
// environment, a season. at is nil where only a local notice knows the days.
type occasion struct {
	name      string // as written in notes
	at        func(year int) (span, bool)
	statutory bool // its holiday is in the notices
	season    bool // 汛期, 秋季: longer than its name's day
	assumed   bool // the season differs by place
	cue       bool // the word is also a number: 五一, 十一
	event     bool // 两会, 开学: a time only with 前, 后 or 期间
	kind      Kind
}

func fixedDay(m time.Month, d int) func(int) (span, bool) {
	return func(y int) (span, bool) { return oneDay(day.New(y, m, d)), true }
}

func fromTo(m1 time.Month, d1 int, m2 time.Month, d2 int) func(int) (span, bool) {
	return func(y int) (span, bool) {
		end := y
		if m2 < m1 {
			end++
		}
		return span{day.New(y, m1, d1), day.New(end, m2, d2)}, true
	}
}

// wholeMonths is a span from the first day of one month to the last of another.
func wholeMonths(m1, m2 time.Month) func(int) (span, bool) {
	return func(y int) (span, bool) {
		end := y
		if m2 < m1 {
			end++
		}
		return span{day.New(y, m1, 1), day.New(end, m2, 1).MonthEnd()}, true
	}
}

func lunar(name string, plus int) func(int) (span, bool) {
	return func(y int) (span, bool) {
		d, ok := lunarDay(name, y)
		return oneDay(d.Add(plus)), ok
	}
}

func term(name string) func(int) (span, bool) {
	return func(y int) (span, bool) {
		d, ok := solarTerm(name, y)
		return oneDay(d), ok
	}
}

// named reads an occasion behind a year or alone: 2023年春节, 六五环境日, 汛期.
func (s *scan) named(p point, i int) (point, int) {
	for _, e := range occasionsByRune[s.rune(i)] {
		j := s.lit(i, e.words)
		if j == 0 {
			continue
		}
		k := s.festivalTail(e.occasion, i, j)
		if e.occasion.cue && !s.cued(i, j, k) || s.is(k, "版社报路") || e.words == "汛" && s.is(i-1, "防抗备") || e.occasion.season && s.is(i-1, "非") || s.rune(k-1) == '日' && s.is(k, "益常趋渐均夜志记程") {
			continue
		}
		p.occasion, p.kind = e.occasion, e.occasion.kind
		p.daysOff = strings.ContainsAny(s.words(j, k), "假周")
		if e.said {
			p.year = s.on.Year + e.add
		}
		return p, k
	}
	return point{}, 0
}

// festivalTail passes over 节, 假期 and quotation marks after a festival's name.
func (s *scan) festivalTail(o *occasion, i, j int) int {
	if k := s.any(j, "来临", "到来", "开始", "结束", "过"); k > 0 && s.any(k, "前", "之前", "后", "之后", "以前", "以后") > 0 {
		return k
	}
	if o.season {
		return j
	}
	if s.rune(i-1) == '"' {
		j = s.skip(j, "\"")
	}
	return s.skip(j, "国际劳动节", "国际儿童节", "节假期", "节", "小长假", "假期", "黄金周", "长假", "放假")
}

// cued reports whether the words around a festival that is also a number show
// that the festival is meant.
func (s *scan) cued(i, j, k int) bool {
	if k > j || s.rune(i-1) == '"' && s.rune(j) == '"' {
		return true
	}
	return !numeral(s.rune(i-1)) && !s.is(i-1, "第") && !digit(s.rune(i-1)) && s.any(k, "前", "之前", "期间", "后", "之后", "、国庆", "和国庆", "与国庆", "及国庆", "至国庆", "到国庆", "国庆") > 0 && s.any(k, "后勤", "前后端") == 0
}

// resolveOccasion finds which year's occurrence is meant. For 前 and 后 it is the
// next that is not over; otherwise the one nearest to the anchor.
func (s *scan) resolveOccasion(p point, op mark) (span, []Note, bool) {
	o := p.occasion
	notes := append([]Note(nil), p.notes...)
	if o.at == nil {
		return span{}, append(notes, note(LocalNotice, o.name)), true
	}
	year, from := s.yearFor(p)
	if from == anchorYear {
		year = s.occurrence(o, op)
		notes = append(notes, note(YearAssumed, itoa(year)))
	}
	sp, ok := o.at(year)
	if !ok {
		return span{}, append(notes, note(OccasionMissing, o.name, itoa(year))), false
	}
	if o.assumed {
		notes = append(notes, note(FloodSeason, inFull(sp.from), inFull(sp.to)))
	}
	return sp, notes, true
}

func (s *scan) occurrence(o *occasion, op mark) int {
	this, ok := o.at(s.on.Year)
	if !ok {
		return s.on.Year
	}
	switch op {
	case before:
		if this.from.Add(-1).Before(s.on) {
			return s.on.Year + 1
		}
		return s.on.Year
	case after:
		if this.to.Add(1).Before(s.on) {
			return s.on.Year + 1
		}
		return s.on.Year
	}
	return s.nearest(o, this)
}

func (s *scan) nearest(o *occasion, this span) int {
	if !s.on.Before(this.from) && !s.on.After(this.to) {
		return s.on.Year
	}
	best, year := gap(this, s.on), s.on.Year
	for _, y := range []int{s.on.Year - 1, s.on.Year + 1} {
		if sp, ok := o.at(y); ok && gap(sp, s.on) < best {
			best, year = gap(sp, s.on), y
		}
	}
	return year
}

func gap(sp span, d day.Date) int {
	if d.Before(sp.from) {
		return sp.from.Sub(d)
	}
	return max(d.Sub(sp.to), 0)
}

// holiday widens a statutory festival to its days off, where the notice is known.
func (s *scan) holiday(o *occasion, sp span) span {
	if !o.statutory {
		return sp
	}
	if from, to, ok := s.cal.Holiday(sp.from); ok {
		return span{from, to}
	}
	return sp
}

// festivalMet reads 节前, 节后: the next statutory festival, which is said in a note.
func (s *scan) festivalMet(i int) (point, int) {
	j := s.lit(i, "节")
	if j == 0 || s.any(j, "前", "后") == 0 || s.any(j, "后余") > 0 || !s.wordStart(i) {
		return point{}, 0
	}
	var best *occasion
	var when span
	for _, o := range statutory {
		y := s.occurrence(o, before)
		if sp, ok := o.at(y); ok && (best == nil || sp.from.Before(when.from)) {
			best, when = o, sp
		}
	}
	if best == nil {
		return point{}, 0
	}
	n := note(FestivalAssumed, best.name, inFull(when.from))
	return point{occasion: best, year: when.from.Year, notes: []Note{n}}, j
}

// wordStart reports whether i begins a clause or follows a word that ends there:
// 环节前 and 季节后 are other words.
func (s *scan) wordStart(i int) bool {
	return i == 0 || s.is(i-1, clauseEnds+"、在于请应须确保证争要到和并")
}
