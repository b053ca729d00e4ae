package when

import (
	"strings"
	"time"

	"liangshan/store/day"
)

// rhythm is the rule for rhythms that are not written with 每: 一月一调度, 周调度,
// 单月5日前, 季度末月20日前, 次月5日前.
func (s *scan) rhythm(i int) ([]found, int) {
	for _, read := range []func(int) ([]found, int){s.oneByOne, s.shortRhythm, s.periodEnd, s.bareRhythm, s.oddEven, s.quarterMonth, s.nextMonth} {
		if f, j := read(i); j > 0 {
			return f, j
		}
	}
	return nil, 0
}

// oneByOne reads 一月一调度, 一季一通报, 半年一小结, 一年一考核, 两月一次.
func (s *scan) oneByOne(i int) ([]found, int) {
	if !s.fresh(i) || s.is(i-1, "第") {
		return nil, 0
	}
	for _, e := range oneByOnes {
		j := s.lit(i, e.words)
		if j == 0 || s.is(j, "策些个样体起致直定般方") {
			continue
		}
		k := s.verb(j)
		return s.rhythmOf(i, k, e.recur), k
	}
	return nil, 0
}

var oneByOnes = []struct{ words, recur string }{
	{"一天一", "每天"},
	{"一日一", "每天"},
	{"每天一", "每天"},
	{"每日一", "每天"},
	{"一周一", "每周（周一起）"},
	{"每周一次", "每周1次"},
	{"两周一", "每两周"},
	{"双周一", "每两周"},
	{"一旬一", "每月10日、20日、月末"},
	{"半月一", "每月15日、月末"},
	{"一月一", "每月"},
	{"一月两", "每月15日、月末"},
	{"两月一", "每两个月"},
	{"双月一", "每两个月"},
	{"一季度一", "每季度"},
	{"一季一", "每季度"},
	{"季度一", "每季度"},
	{"半年一", "每半年"},
	{"一年一度", "每年"},
	{"一年一", "每年"},
	{"一年两", "每半年"},
	{"两年一", "每两年"},
	{"三年一", "每三年"},
	{"五年一", "每五年"},
}

var rhythmVerbs = []string{"调度", "通报", "小结", "总结", "考核", "考评", "评估", "研判", "会商", "推进", "督查", "督导", "督办", "汇报", "报告", "点评", "晾晒", "排名", "例会", "分析", "研究", "检查", "评比", "巡查", "简报", "提醒", "清零", "反馈", "报送", "更新", "监测", "报", "次", "评", "查", "会", "结", "考"}

func (s *scan) verb(j int) int { return s.skip(j, rhythmVerbs...) }

// shortRhythms are what 周调度、月通报、季推进、年考评 repeat in.
var shortRhythms = map[rune]string{'日': "每天", '周': "每周（周一起）", '旬': "每月10日、20日、月末", '月': "每月", '季': "每季度", '年': "每年"}

// shortRhythm reads 周调度, 月通报, 季度会商, 半月研判, 月度例会.
func (s *scan) shortRhythm(i int) ([]found, int) {
	if j := s.any(i, "半年", "半月"); j > 0 && !s.is(i-1, "上下") {
		k := s.skip(j, "度")
		if l := s.anyVerb(k); l > 0 && s.scheduled(i, k, l) {
			return s.rhythmOf(i, l, map[rune]string{'年': "每半年", '月': "每月15日、月末"}[s.rune(i+1)]), l
		}
	}
	recur, ok := shortRhythms[s.rune(i)]
	if !ok || digit(s.rune(i-1)) || numeral(s.rune(i-1)) || s.is(i-1, "本上下每当次今明去前后同首末全半逐按个当") {
		return nil, 0
	}
	j := s.skip(i+1, "度")
	k := s.anyVerb(j)
	if k == 0 || s.rune(i) == '日' && !s.wordStart(i) || !s.scheduled(i, j, k) {
		return nil, 0
	}
	return s.rhythmOf(i, k, recur), k
}

// scheduled tells a rhythm (月度例会) from a paper that is only named by its
// period (年度总结): behind 度 a verb must be a meeting or a reminder.
func (s *scan) scheduled(i, j, k int) bool {
	if s.whole || s.rune(j-1) != '度' {
		return true
	}
	return s.any(j, "调度", "通报", "例会", "会商", "研判", "督查", "推进", "点评", "晾晒", "排名", "提醒") == k
}

// anyVerb passes over a verb of two runes at j, or returns 0.
func (s *scan) anyVerb(j int) int {
	for _, v := range rhythmVerbs {
		if len(v) > 3 {
			if k := s.lit(j, v); k > 0 {
				return k
			}
		}
	}
	return 0
}

// periodEnds are ways to say that a period is over, and the period.
var periodEnds = []struct{ words, recur string }{
	{"季度结束", "每季度结束"},
	{"季度终了", "每季度结束"},
	{"季末", "每季度结束"},
	{"季度", "每季度结束"},
	{"季", "每季度结束"},
	{"月度终了", "每月结束"},
	{"月度结束", "每月结束"},
	{"月份终了", "每月结束"},
	{"月终了", "每月结束"},
	{"月", "每月结束"},
	{"半年结束", "每半年结束"},
	{"年度终了", "每年结束"},
	{"年度结束", "每年结束"},
	{"会计年度终了", "每年结束"},
}

// periodEnd reads 季后10日内, 每季度终了后15日内, 年度终了后30日内.
func (s *scan) periodEnd(i int) ([]found, int) {
	lead := s.skip(i, "每个", "每", "各")
	if !s.is(lead, "季月半年会") {
		return nil, 0
	}
	if lead == i && (digit(s.rune(i-1)) || numeral(s.rune(i-1)) || s.is(i-1, "个本上下当")) {
		return nil, 0
	}
	for _, e := range periodEnds {
		j := s.lit(lead, e.words)
		k := s.any(j, "之后", "后的", "后")
		_, _, l := s.amount(k)
		m := s.any(l, "以内", "之内", "内")
		if j == 0 || k == 0 || l == 0 || m == 0 {
			continue
		}
		f := s.rhythmic(i, m, e.recur+"后"+s.words(k, l)+"内", rhythmUnit{})
		return []found{f}, s.rhythmEnd
	}
	return nil, 0
}

// bareRhythm reads a text that is nothing but 月度, 季度, 双周.
func (s *scan) bareRhythm(i int) ([]found, int) {
	for _, e := range []struct{ words, recur string }{
		{"月度", "每月"}, {"季度", "每季度"}, {"半年度", "每半年"}, {"年度", "每年"}, {"双周", "每两周"}, {"周度", "每周（周一起）"},
	} {
		if j := s.lit(i, e.words); j > 0 && s.whole && i == 0 && j == len(s.r) {
			return s.rhythmOf(i, j, e.recur), j
		}
	}
	return nil, 0
}

// oddEven reads 单月5日前, 双月, 逢单月.
func (s *scan) oddEven(i int) ([]found, int) {
	j := s.skip(i, "每逢", "逢", "每")
	for _, e := range []struct{ words, months string }{
		{"单月", "1、3、5、7、9、11月"},
		{"奇数月", "1、3、5、7、9、11月"},
		{"双月", "2、4、6、8、10、12月"},
		{"偶数月", "2、4、6、8、10、12月"},
	} {
		if k := s.lit(j, e.words); k > 0 && !s.is(k, "一") {
			recur, l := s.inMonths(e.months, s.skip(k, "份", "的"))
			u := rhythmUnit{recur: recur, times: recur}
			return []found{s.rhythmic(i, l, recur, u)}, s.rhythmEnd
		}
	}
	return nil, 0
}

// quarterMonth reads 季度末月20日前, 季首月5日前, 每季末月.
func (s *scan) quarterMonth(i int) ([]found, int) {
	j := s.any(i, "各季度", "季度", "季后", "季")
	if j == 0 || numeral(s.rune(i-1)) || digit(s.rune(i-1)) || s.is(i-1, "本上下当") {
		return nil, 0
	}
	d, k := s.quarterDetail(j)
	if k == 0 || !strings.ContainsAny(d, "、内") {
		return nil, 0
	}
	return []found{s.rhythmic(i, k, d, rhythmUnit{})}, s.rhythmEnd
}

// nextMonth reads 次月5日前, 次季度首月10日前: a rhythm whose next day is known.
func (s *scan) nextMonth(i int) ([]found, int) {
	if j := s.any(i, "次季度", "下季度", "次季"); j > 0 {
		return s.nextQuarter(i, j)
	}
	j := s.any(i, "次月")
	if j == 0 || s.is(i-1, "个") {
		return nil, 0
	}
	d, k := s.monthDetail(j)
	if k == 0 {
		return nil, 0
	}
	first := s.on.MonthStart().AddMonths(1)
	q, _ := s.withinMonth(point{year: first.Year, month: first.Month}, j)
	sp, ok := q.in(first.Year, first.Month)
	if !ok {
		return nil, 0
	}
	f := s.rhythmic(i, k, d+"，报上一月", rhythmUnit{})
	f.End = sp.to
	return []found{f}, s.rhythmEnd
}

func (s *scan) nextQuarter(i, j int) ([]found, int) {
	d, k := s.quarterDetail(j)
	if k == 0 || !strings.Contains(d, "、") {
		return nil, 0
	}
	f := s.rhythmic(i, k, d+"，报上一季度", rhythmUnit{})
	f.End = s.nextQuarterDay(j)
	return []found{f}, s.rhythmEnd
}

// nextQuarterDay is the first named day after this quarter's end.
func (s *scan) nextQuarterDay(j int) day.Date {
	first := s.on.QuarterEnd().Add(1)
	for add, m := range quarterMonths {
		n, l := s.dayOfMonth(s.any(j, m.words...))
		if s.any(j, m.words...) > 0 && l > 0 {
			return day.Date{Year: first.Year, Month: first.Month + time.Month(add), Day: n}
		}
	}
	return day.Date{}
}
