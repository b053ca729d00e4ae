package when

import (
	"time"

	"liangshan/store/day"
)

// relativeYear reads 今年, 上年度, 前年, 次年 and the like.
func (s *scan) relativeYear(i int) (point, int) {
	for _, e := range yearWords {
		j := s.lit(i, e.words)
		if j == 0 || e.words[0] == "前"[0] && s.is(i-1, "大") {
			continue
		}
		p := point{year: s.on.Year + e.add}
		if e.words == "次年" || e.words == "翌年" {
			p.nextYear = true
			if s.said.year > 0 {
				p.year = s.said.year + 1
			}
		}
		return p, s.skip(j, "度")
	}
	return point{}, 0
}

var yearWords = []struct {
	words string
	add   int
}{
	{"大前年", -3},
	{"前年", -2},
	{"去年", -1},
	{"上一年", -1},
	{"上年", -1},
	{"今年", 0},
	{"本年", 0},
	{"当年", 0},
	{"全年", 0},
	{"这一年", 0},
	{"明年", 1},
	{"来年", 1},
	{"下一年", 1},
	{"下年", 1},
	{"次年", 1},
	{"翌年", 1},
	{"大后年", 3},
	{"后年", 2},
}

// yearPairs name two years at once.
var yearPairs = []struct {
	words    string
	from, to int
}{
	{"今明两年", 0, 1},
	{"今明年", 0, 1},
	{"明后两年", 1, 2},
	{"去今两年", -1, 0},
}

func (s *scan) yearPair(i int) (point, int) {
	for _, e := range yearPairs {
		if j := s.lit(i, e.words); j > 0 {
			return point{fixed: &span{day.New(s.on.Year+e.from, 1, 1), day.New(s.on.Year+e.to, 12, 31)}}, j
		}
	}
	return point{}, 0
}

// relativeMonth reads 本月, 上个月, 次月. 次月 alone belongs to rhythms, see recur.go.
func (s *scan) relativeMonth(i int) (point, int) {
	for _, e := range monthWords {
		if j := s.lit(i, e.words); j > 0 && !s.is(j, "球亮") {
			d := s.on.MonthStart().AddMonths(e.add)
			return point{year: d.Year, month: d.Month, lead: months}, s.skip(j, "份")
		}
	}
	return point{}, 0
}

var monthWords = []struct {
	words string
	add   int
}{
	{"上上个月", -2},
	{"上上月", -2},
	{"上个月", -1},
	{"上一个月", -1},
	{"上一月", -1},
	{"上月", -1},
	{"本月", 0},
	{"当月", 0},
	{"这个月", 0},
	{"这月", 0},
	{"下下个月", 2},
	{"下下月", 2},
	{"下个月", 1},
	{"下一个月", 1},
	{"下一月", 1},
	{"下月", 1},
	{"次月", 1},
}

// relativeQuarter reads 本季度, 上季度, 下一季度.
func (s *scan) relativeQuarter(i int) (point, int) {
	for _, e := range quarterWords {
		j := s.lit(i, e.words)
		if j == 0 {
			continue
		}
		k := s.any(j, "季度", "个季度", "一季度", "一个季度", "季")
		if k == 0 {
			continue
		}
		d := s.on.QuarterStart().AddMonths(3 * e.add)
		return point{year: d.Year, quarter: int(d.Month+2) / 3, lead: quarters}, k
	}
	return point{}, 0
}

var quarterWords = []struct {
	words string
	add   int
}{
	{"上", -1},
	{"本", 0},
	{"当", 0},
	{"这", 0},
	{"下", 1},
	{"次", 1},
}

// relativeDay reads 今天, 明日, 当日, 次日 with an hour behind it.
func (s *scan) relativeDay(i int) (point, int) {
	for _, e := range dayWords {
		j := s.lit(i, e.words)
		if j == 0 || s.is(j, e.not) || s.is(i-1, e.after) {
			continue
		}
		if e.words == "即日" && s.any(j, "起", "开始") == 0 {
			continue
		}
		sp := oneDay(s.on.Add(e.add))
		from := j
		if s.is(j-1, "晚早") {
			from-- // 当晚8点 is 20:00
		}
		p, k := s.dayTail(point{fixed: &sp, kind: e.kind}, from)
		return p, max(j, k)
	}
	return point{}, 0
}

var dayWords = []struct {
	words      string
	add        int
	kind       Kind
	not, after string // runes after or before that make it another word
}{
	{"大前天", -3, OnDate, "", ""},
	{"大后天", 3, OnDate, "", ""},
	{"前天", -2, OnDate, "", ""},
	{"昨天", -1, OnDate, "", ""},
	{"昨日", -1, OnDate, "", ""},
	{"昨晚", -1, OnDate, "", ""},
	{"即日", 0, OnDate, "", ""},
	{"今天", 0, OnDate, "", ""},
	{"今日", 0, OnDate, "", "至"},
	{"今晚", 0, OnDate, "", ""},
	{"今早", 0, OnDate, "", ""},
	{"今晨", 0, OnDate, "", ""},
	{"本日", 0, Deadline, "", "含"},
	{"当日", 0, Deadline, "起", "之含"},
	{"当天", 0, Deadline, "起", "含"},
	{"当晚", 0, Deadline, "", ""},
	{"明天", 1, OnDate, "", ""},
	{"明日", 1, OnDate, "", ""},
	{"明晚", 1, OnDate, "", ""},
	{"明早", 1, OnDate, "", ""},
	{"次日", 1, Deadline, "起", ""},
	{"翌日", 1, Deadline, "起", ""},
	{"隔日", 1, Deadline, "", ""},
	{"第二天", 1, Deadline, "", ""},
	{"第二日", 1, Deadline, "", ""},
	{"后天", 2, OnDate, "", "先"},
}

// lunarDate keeps a day of the lunar calendar from being read as one of ours.
func (s *scan) lunarDate(i int) ([]found, int) {
	j := s.any(i, "农历", "阴历", "旧历")
	if j == 0 {
		return nil, 0
	}
	k := s.skip(j, "正", "冬", "腊")
	if k == j {
		_, k = s.number(j)
	}
	if k == 0 || s.rune(k) != '月' {
		return nil, 0
	}
	k = s.skip(k+1, "初")
	if _, l := s.number(k); l > 0 {
		k = s.skip(l, "日")
	}
	k = s.skip(k, "之前", "前", "后")
	return []found{s.expr(Unknown, i, k, span{}, note(LunarDate, s.words(i, k)))}, k
}

// weekWord reads 本周, 上上星期, 下个礼拜 and says how many weeks away.
func (s *scan) weekWord(i int) (add, j int) {
	for _, e := range weekWords {
		k := s.lit(i, e.words)
		if k == 0 {
			continue
		}
		if l := s.any(k, "周", "个周", "星期", "个星期", "礼拜", "个礼拜", "一周"); l > 0 && !s.is(l, "年期边围岁") {
			return e.add, l
		}
	}
	return 0, 0
}

var weekWords = []struct {
	words string
	add   int
}{
	{"上上", -2},
	{"上", -1},
	{"本", 0},
	{"这", 0},
	{"当", 0},
	{"下下", 2},
	{"下", 1},
}

// weekday reads 周五, 星期日, 礼拜天 and returns 1 for Monday to 7 for Sunday.
func (s *scan) weekdayName(i int) (int, int) {
	j := s.any(i, "周", "星期", "礼拜")
	if j == 0 {
		return 0, 0
	}
	return s.weekdayNumber(j)
}

func (s *scan) weekdayNumber(j int) (int, int) {
	if s.is(j, "日天") && !s.is(j+1, "期") {
		return 7, j + 1
	}
	for n, r := range []rune("一二三四五六") {
		if s.rune(j) == r && !numeral(s.rune(j+1)) && !(r == '一' && s.is(j+1, "样致般直些起同并边")) {
			return n + 1, j + 1
		}
	}
	if digit(s.rune(j)) && !digit(s.rune(j+1)) {
		if n := int(s.rune(j) - '0'); n >= 1 && n <= 7 {
			return n, j + 1
		}
	}
	return 0, 0
}

// week reads 本周, 下周三, 上上周, 周五, 周末, 本周内.
func (s *scan) week(i int) (point, int) {
	add, j := s.weekWord(i)
	if j == 0 {
		return s.bareWeek(i)
	}
	monday := s.on.Monday().Add(7 * add)
	if n, k := s.weekdayNumber(j); k > 0 {
		return s.weekday(monday.Add(n-1), k)
	}
	if k := s.lit(j, "末"); k > 0 {
		return point{fixed: &span{monday.Add(5), monday.Add(6)}, kind: Fuzzy}, k
	}
	return point{fixed: &span{monday, monday.Add(6)}}, j
}

func (s *scan) bareWeek(i int) (point, int) {
	if s.is(i-1, "每逐单双两几个上下本这一二三四五六七八九十0123456789隔半") {
		return point{}, 0
	}
	monday := s.on.Monday()
	if n, k := s.weekdayName(i); k > 0 && !s.is(k, "年个岁圈") {
		p, l := s.weekday(monday.Add(n-1), k)
		p.roll = true
		return p, l
	}
	if k := s.lit(i, "周末"); k > 0 {
		return point{fixed: &span{monday.Add(5), monday.Add(6)}, kind: Fuzzy}, k
	}
	if s.any(i, "周内") > 0 {
		return point{fixed: &span{monday, monday.Add(6)}}, i + 1
	}
	return point{}, 0
}

// weekday makes the point of one named day: one that is still to come is due then.
func (s *scan) weekday(d day.Date, j int) (point, int) {
	sp := oneDay(d)
	p := point{fixed: &sp, kind: Deadline}
	if d.Before(s.on) {
		p.kind = OnDate
	}
	return s.dayTail(p, j)
}

// weekOfMonth reads 第三周 after a month.
func (s *scan) weekOfMonth(i int) (int, int) {
	if j := s.any(i, "首周", "首个星期"); j > 0 {
		return 1, j
	}
	if j := s.any(i, "最后一周", "最后一个星期", "末周"); j > 0 {
		return lastWeek, j
	}
	j := s.lit(i, "第")
	n, k := s.inRange(j, 1, 5)
	if j == 0 || k == 0 {
		return 0, 0
	}
	l := s.any(k, "周", "个星期", "个周", "星期")
	if l == 0 {
		return 0, 0
	}
	return n, l
}

// otherWeek is the Monday of the n-th week in the other way of counting, which
// begins with the first day's week or, if that is ours, with the first full one.
func otherWeek(year int, month time.Month, n int) (day.Date, bool) {
	if n == lastWeek {
		other := day.New(year, month, 1).MonthEnd().Monday()
		return other, other != weekOf(year, month, n).from
	}
	first := day.New(year, month, 1)
	if first.Monday() == first {
		return day.Date{}, false
	}
	here := weekOf(year, month, n).from
	if here.Month == month || n > 1 && weekOf(year, month, 1).from.Month == month {
		return first.Monday().Add(7 * (n - 1)), here != first.Monday().Add(7*(n-1))
	}
	return here.Add(7), true
}
