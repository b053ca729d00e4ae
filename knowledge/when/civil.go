package when

import (
	"time"

	"liangshan/store/day"
)

// civil reads a point written in years, quarters, months and days, from the
// largest to the smallest: 2022年7月中旬, 明年底, 下半年, 8月25日, 2022.7.6.
func (s *scan) civil(i int) (point, int) {
	if p, j := s.numericDate(i); j > 0 {
		return p, j
	}
	p, j := s.year(i)
	if j == 0 {
		return s.withinYear(point{}, i)
	}
	if q, k := s.withinYear(p, s.skip(j, "的")); k > 0 {
		q.lead = years
		return q, k
	}
	p.lead = years
	if q, k := s.yearPart(j); k > 0 {
		p.part, j = q, k
	}
	return p, j
}

// withinYear reads what may follow a year: 上半年, 三季度, 7月…, a festival, 前三季度.
func (s *scan) withinYear(p point, i int) (point, int) {
	if !pointRunes[s.rune(i)] {
		return point{}, 0
	}
	for _, read := range []func(point, int) (point, int){s.half, s.quarter, s.months, s.firstMonths, s.named} {
		if q, j := read(p, i); j > 0 {
			return q, j
		}
	}
	return point{}, 0
}

// year reads 2022年, 二〇二二年, 22年7月, 今年, 上年度, 次年.
func (s *scan) year(i int) (point, int) {
	if p, j := s.relativeYear(i); j > 0 {
		return p, j
	}
	n, j := s.number(i)
	if j == 0 || s.rune(j) != '年' || !s.fresh(i) {
		return point{}, 0
	}
	k := s.any(j, "年度", "年")
	if k == 0 {
		return point{}, 0
	}
	switch {
	case n >= 1949 && n <= 2100 && j-i == 4:
		return point{year: n}, k
	case j-i == 2 && s.shortYear(i, n, k):
		return point{year: 2000 + n, notes: []Note{note(ShortYear, itoa(2000+n))}}, k
	}
	return point{}, 0
}

// shortYear decides whether two digits before 年 at k are a year and not a count of years.
func (s *scan) shortYear(i, n, k int) bool {
	if !digit(s.rune(i)) || s.is(i-1, "近第满约超逾共每过前后") || s.any(k, "内", "以内", "之内", "来", "以上", "间", "期", "后", "前", "的") > 0 {
		return false
	}
	if _, j := s.inRange(k, 1, 12); j > 0 && s.is(j, "月-") {
		return true
	}
	near := 2000+n >= s.on.Year-5 && 2000+n <= s.on.Year+5
	return near && s.any(k, "底", "末", "初", "度", "年底", "上半年", "下半年", "一季度", "二季度", "三季度", "四季度") > 0 || near && s.whole && k == len(s.r)
}

// months reads a month and what narrows it: 7月, 8月中旬, 本月底, 8月25日（周四）18:00.
func (s *scan) months(p point, i int) (point, int) {
	j := 0
	if p.year == 0 {
		if q, k := s.relativeMonth(i); k > 0 {
			p, j = q, k
		}
	}
	if j == 0 {
		n, k := s.month(i)
		if k == 0 {
			return point{}, 0
		}
		p.month, p.lead, j = time.Month(n), months, k
	}
	return s.withinMonth(p, j)
}

// month reads 7月, 七月, 07月份. One in "一月一调度" and "三个月" is none.
func (s *scan) month(i int) (int, int) {
	n, j := s.inRange(i, 1, 12)
	if j == 0 || !s.fresh(i) || s.rune(j) != '月' || s.is(i-1, "第") {
		return 0, 0
	}
	return n, s.skip(j, "月份", "月")
}

func (s *scan) withinMonth(p point, end int) (point, int) {
	j := s.skip(end, "的")
	if n, k := s.dayOfMonth(j); k > 0 {
		p.dom = n
		p, k = s.dayTail(p, k)
		return p, k
	}
	if q, k := s.ordinalDay(p, j); k > 0 {
		return q, k
	}
	if w, k := s.weekOfMonth(j); k > 0 {
		p.week = w
		return p, k
	}
	if q, k := s.monthPart(j); k > 0 {
		p.part = q
		return p, k
	}
	return p, end
}

// dayOfMonth reads 25日, 25号, and 25 where 前 follows.
func (s *scan) dayOfMonth(i int) (int, int) {
	n, j := s.inRange(i, 1, 31)
	if j == 0 || !s.fresh(i) {
		return 0, 0
	}
	if k := s.any(j, "日", "号"); k > 0 {
		return n, k
	}
	if s.any(j, "前", "之前", "(含)", "截止") > 0 && s.any(j, "前后") == 0 {
		return n, j
	}
	return 0, 0
}

// bareDay reads a day without its month where the words around leave no doubt
// that it is a date: 20日前, 于25日, 25号下午.
func (s *scan) bareDay(i int) (point, int) {
	n, j := s.inRange(i, 1, 31)
	if j == 0 || !s.fresh(i) || s.is(i-1, "第〕]月") {
		return point{}, 0
	}
	k := s.any(j, "日", "号")
	if k == 0 || s.any(k, "内", "之内", "以内", "均", "常", "用", "楼", "文", "线", "井", "令") > 0 {
		return point{}, 0
	}
	p, k := s.dayTail(point{dom: n, lead: days}, k)
	before := i == 0 || s.is(i-1, clauseEnds+"、于在到至即(-和及与")
	if s.any(k, "前", "之前", "以前", "截止", "起") > 0 || p.clock != "" || p.include || before && s.rune(k-1) == '日' {
		return p, k
	}
	return point{}, 0
}

// dayTail reads what may stand after a day: （周三）, （含）, an hour.
func (s *scan) dayTail(p point, j int) (point, int) {
	p, j = s.brackets(p, j)
	if c, k := s.clock(j); k > 0 {
		p.clock, j = c, k
	}
	return s.brackets(p, j)
}

// brackets reads what is said of a day in brackets: （含）, （不含8月31日）, （本周五）.
func (s *scan) brackets(p point, j int) (point, int) {
	k := s.lit(j, "(")
	if k == 0 {
		return p, j
	}
	if w, l := s.weekdayName(s.skip(k, "本", "下", "这")); l > 0 && s.rune(l) == ')' {
		p.notes = append(p.notes, note(WeekdayMismatch, weekdayWord(w)))
		return p, l + 1
	}
	if l := s.any(k, "不含", "不包含", "不包括", "含", "包含", "包括"); l > 0 {
		for end := l; end < l+14; end++ {
			if s.rune(end) == ')' {
				p.exclude = s.rune(k) == '不'
				p.include = !p.exclude
				return p, end + 1
			}
		}
	}
	return p, j
}

// monthPart reads 上旬, 初, 中, 底, 末, 上半月 after a month.
func (s *scan) monthPart(i int) (part, int) {
	for _, e := range monthParts {
		if j := s.lit(i, e.words); j > 0 && !s.is(j, e.not) {
			return e.part, j
		}
	}
	return whole, 0
}

var monthParts = []struct {
	words string
	part  part
	not   string // runes that make it another word
}{
	{"上旬", xun1, ""},
	{"中旬", xun2, ""},
	{"下旬", xun3, ""},
	{"上中旬", xun12, ""},
	{"中下旬", xun23, ""},
	{"上半月", first, ""},
	{"下半月", second, ""},
	{"初", early, "步级中稿始心审验核评选期衷"},
	{"月底", late, ""},
	{"月末", late, ""},
	{"底", late, "线泥盘数色座部图片蕴气"},
	{"末", late, "端梢"},
	{"中", middle, "国央学小午秋心期共华标型方部医药石铁建科型层考"},
}

// yearPart reads 底, 末, 初, 中 after a year.
func (s *scan) yearPart(i int) (part, int) {
	j := s.skip(i, "年", "岁")
	for _, e := range monthParts[7:] {
		if k := s.lit(j, e.words); k > 0 && !s.is(k, e.not) && s.rune(j) != '月' {
			return e.part, k
		}
	}
	return whole, 0
}

// quarter reads 三季度, 第3季度, 前三季度, 本季度末.
func (s *scan) quarter(p point, i int) (point, int) {
	if p.year == 0 {
		if q, j := s.relativeQuarter(i); j > 0 {
			return s.quarterTail(q, j)
		}
	}
	if j := s.any(i, "前", "头"); j > 0 {
		n, k := s.inRange(j, 2, 3)
		if k == 0 || s.any(k, "季度", "个季度") == 0 {
			return point{}, 0
		}
		p.quarter, p.quarters, p.lead = 1, n, quarters
		return p, s.any(k, "季度", "个季度")
	}
	if j := s.any(i, "首季度", "首季"); j > 0 {
		p.quarter, p.lead = 1, quarters
		return s.quarterTail(p, j)
	}
	j := s.skip(i, "第")
	n, k := s.inRange(j, 1, 4)
	l := s.any(k, "季度", "季")
	if k == 0 || l == 0 || !s.fresh(j) {
		return point{}, 0
	}
	p.quarter, p.lead = n, quarters
	return s.quarterTail(p, l)
}

func (s *scan) quarterTail(p point, j int) (point, int) {
	for n, m := range quarterMonths {
		if k := s.any(j, m.words...); k > 0 && p.quarters == 0 {
			p.month, p.quarter, p.lead = time.Month(p.quarter*3-2+n), 0, quarters
			return s.withinMonth(p, k)
		}
	}
	if q, k := s.monthPart(j); k > 0 && q >= early && q <= late {
		p.part, j = q, k
	}
	return p, j
}

// half reads 上半年, 下半年.
func (s *scan) half(p point, i int) (point, int) {
	for n, w := range []string{"上半年", "下半年"} {
		if j := s.lit(i, w); j > 0 {
			p.half, p.lead = n+1, halves
			return p, s.skip(j, "末", "底")
		}
	}
	return point{}, 0
}

// firstMonths reads 前8个月, 后四个月, 全年 as parts of a year.
func (s *scan) firstMonths(p point, i int) (point, int) {
	if j := s.lit(i, "全年"); j > 0 {
		p.lead = years
		return p, j
	}
	j := s.any(i, "前", "头", "后")
	n, k := s.inRange(j, 2, 11)
	l := s.lit(k, "个月")
	if k > 0 && l == 0 && p.year > 0 {
		l = s.lit(k, "月") // 2022年前8月
	}
	if j == 0 || k == 0 || l == 0 || p.year == 0 && s.any(l, "内", "以内", "之内") > 0 {
		return point{}, 0
	}
	p.month, p.quarters, p.lead = 1, n, months
	if s.rune(i) == '后' {
		p.month = time.Month(13 - n)
		if p.year == 0 {
			return point{}, 0
		}
	}
	return p, l
}

// barePart reads a part whose month or year is the anchor's: 月底, 年底, 中旬, 年内.
func (s *scan) barePart(i int) (point, int) {
	if s.is(i-1, "个数岁蜜满几多周青少成常近往历百千学财今明去前后全本当上下每半万") && !s.splitsWord(i-1) || digit(s.rune(i-1)) || numeral(s.rune(i-1)) {
		return point{}, 0
	}
	for _, e := range bareParts {
		if j := s.lit(i, e.words); j > 0 && !s.is(j, e.not) {
			return e.at(s), j
		}
	}
	return point{}, 0
}

func thisMonth(p part, k Kind) func(*scan) point {
	return func(s *scan) point {
		if s.said.month > 0 && p >= xun1 {
			return point{part: p, kind: k}
		}
		return point{year: s.on.Year, month: s.on.Month, part: p, kind: k}
	}
}

func thisYear(p part, k Kind) func(*scan) point {
	return func(s *scan) point {
		year, _ := s.yearFor(point{})
		return point{year: year, part: p, kind: k}
	}
}

var bareParts = []struct {
	words, not string
	at         func(*scan) point
}{
	{"月底", "", thisMonth(late, Deadline)},
	{"月末", "", thisMonth(late, Deadline)},
	{"月尾", "", thisMonth(late, Deadline)},
	{"月头", "", thisMonth(early, Fuzzy)},
	{"月初", "", thisMonth(early, Fuzzy)},
	{"月中", "国旬", thisMonth(middle, Fuzzy)},
	{"月内", "", thisMonth(whole, Deadline)},
	{"上旬", "", thisMonth(xun1, Range)},
	{"中旬", "", thisMonth(xun2, Range)},
	{"下旬", "", thisMonth(xun3, Range)},
	{"上半月", "", thisMonth(first, Range)},
	{"下半月", "", thisMonth(second, Range)},
	{"岁末年初", "", yearTurn},
	{"年末岁初", "", yearTurn},
	{"年底", "", thisYear(late, Deadline)},
	{"年末", "", thisYear(late, Deadline)},
	{"岁末", "", thisYear(late, Deadline)},
	{"年尾", "", thisYear(late, Deadline)},
	{"年终", "", thisYear(late, Deadline)},
	{"年初", "步级中稿始", thisYear(early, Fuzzy)},
	{"年中", "国央心期共华", thisYear(middle, Fuzzy)},
	{"年内", "部外容涝", thisYear(whole, Deadline)},
	{"年度内", "", thisYear(whole, Deadline)},
	{"季度末", "月", thisQuarter(late, Deadline)},
	{"季末", "月", thisQuarter(late, Deadline)},
	{"季度底", "", thisQuarter(late, Deadline)},
	{"季度内", "", thisQuarter(whole, Deadline)},
	{"季度初", "", thisQuarter(early, Fuzzy)},
	{"季初", "", thisQuarter(early, Fuzzy)},
}

func yearTurn(s *scan) point {
	return point{kind: Fuzzy, fixed: &span{day.New(s.on.Year, 12, 1), day.New(s.on.Year+1, 1, 31)}}
}

func thisQuarter(p part, k Kind) func(*scan) point {
	return func(s *scan) point {
		return point{year: s.on.Year, quarter: int(s.on.Month+2) / 3, part: p, kind: k}
	}
}
