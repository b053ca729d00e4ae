package when

import (
	"fmt"
	"strings"

	"liangshan/store/day"
)

// rhythmUnit is what a rhythm repeats in: how it is written after 每, how the
// register prints it, what may narrow it.
type rhythmUnit struct {
	words  string
	recur  string // alone
	times  string // before "1次"
	detail func(s *scan, j int) (string, int)
}

var rhythmUnits = []rhythmUnit{
	{"半个月", "每月15日、月末", "每半月", nil},
	{"半月", "每月15日、月末", "每半月", nil},
	{"半年度", "每半年", "每半年", (*scan).halfDetail},
	{"半年", "每半年", "每半年", (*scan).halfDetail},
	{"个学期", "每学期", "每学期", nil},
	{"学期", "每学期", "每学期", nil},
	{"学年度", "每学年", "每学年", nil},
	{"学年", "每学年", "每学年", nil},
	{"个季度", "每季度", "每季度", (*scan).quarterDetail},
	{"一季度", "每季度", "每季度", (*scan).quarterDetail},
	{"季度", "每季度", "每季度", (*scan).quarterDetail},
	{"季", "每季度", "每季度", (*scan).quarterDetail},
	{"个月", "每月", "每自然月", (*scan).monthDetail},
	{"一个月", "每月", "每自然月", (*scan).monthDetail},
	{"月度", "每月", "每自然月", (*scan).monthDetail},
	{"月", "每月", "每自然月", (*scan).monthDetail},
	{"双周", "每两周", "每两周", (*scan).weekDetail},
	{"个星期", "每周（周一起）", "每周", (*scan).weekDetail},
	{"星期", "每周（周一起）", "每周", (*scan).weekDetail},
	{"礼拜", "每周（周一起）", "每周", (*scan).weekDetail},
	{"一周", "每周（周一起）", "每周", (*scan).weekDetail},
	{"周", "每周（周一起）", "每周", (*scan).weekDetail},
	{"个工作日", "每个工作日", "每个工作日", nil},
	{"工作日", "每个工作日", "每个工作日", nil},
	{"旬", "每月10日、20日、月末", "每旬", nil},
	{"一天", "每天", "每天", nil},
	{"日", "每天", "每天", nil},
	{"天", "每天", "每天", nil},
	{"年度", "每年", "每年", (*scan).yearDetail},
	{"一年", "每年", "每年", (*scan).yearDetail},
	{"年", "每年", "每年", (*scan).yearDetail},
}

// every is the rule for 每月25日前, 每季度首月10日前, 每两周, 按月, 逐季.
func (s *scan) every(i int) ([]found, int) {
	if f, j := s.everyFew(i); j > 0 {
		return f, j
	}
	lead := s.any(i, "每隔", "每逢", "每", "按", "逐", "分")
	if lead == 0 || s.is(i-1, "成部处充市") {
		return nil, 0
	}
	if p, _ := s.named(point{}, lead); p.occasion != nil && s.is(i, "每") { // 每逢清明节
		recur, k := s.yearDetail(lead)
		return []found{s.rhythmic(i, k, recur, rhythmUnit{times: "每年"})}, s.rhythmEnd
	}
	strict := !s.is(i, "每") // 按月 and 逐月 take no detail
	for _, u := range rhythmUnits {
		j := s.lit(lead, u.words)
		if j == 0 || s.is(j, "次期刻间程") && u.words == "日" || strict && (s.is(i, "分") || strings.HasPrefix(u.words, "年") || s.is(j, "期进时计")) {
			continue
		}
		recur, k := u.recur, j
		if u.detail != nil && !strict {
			if d, l := u.detail(s, j); l > 0 {
				recur, k = d, l
			}
		}
		return []found{s.rhythmic(i, k, recur, u)}, s.rhythmEnd
	}
	return nil, 0
}

// rhythmic finishes a rhythm: hours, 前, and how many times.
func (s *scan) rhythmic(i, j int, recur string, u rhythmUnit) found {
	clock, k := s.clock(j)
	if k == 0 {
		k = j
	}
	k = s.skip(k, "之前", "以前", "前", "期间")
	if n, l := s.timesNear(k); l > 0 && recur == u.recur {
		recur, k = u.times+n, l
	} else if n := s.timesFar(k); n != "" && recur == u.recur {
		recur = u.times + n
	}
	recur += s.reported(k)
	f := s.expr(Recurrence, i, k, span{})
	f.Recur, f.Clock = recur, clock
	if u.words == "旬" || strings.HasPrefix(u.words, "半") && u.detail == nil {
		f.Notes = append(f.Notes, note(HabitualRhythm, recur))
	}
	s.rhythmEnd = k
	if recur != u.recur && s.is(k-1, "前") {
		f.carry.rhythm = map[string]unit{"每自然月": months, "每年": years}[u.times]
	}
	return f
}

// timesNear reads 召开1次, 至少2次 right behind a rhythm.
func (s *scan) timesNear(i int) (string, int) {
	j, least := i, ""
	for step := 0; step < 5; step++ {
		if s.any(j, "至少", "不少于", "不低于", "不得少于") > 0 {
			least = "至少"
		}
		k := s.skip(j, "召开", "开展", "组织", "进行", "更新", "调度", "通报", "报送", "报告", "研究", "督查", "会商", "不少于", "不低于", "至少", "各", "原则上", "要", "应", "不得少于")
		if k == j {
			break
		}
		j = k
	}
	n, k := s.inRange(j, 1, 100)
	if k == 0 || !s.is(k, "次轮遍回") {
		return "", 0
	}
	return least + itoa(n) + "次", k + 1
}

// timesFar looks for the count further on in the clause: 每月召开专题会议…1次.
func (s *scan) timesFar(i int) string {
	for end := s.clauseEnd(i); i < end; i++ {
		if s.is(i, "每、") {
			return ""
		}
		n, j := s.inRange(i, 1, 100)
		if j == 0 || !s.fresh(i) || s.rune(j) != '次' || s.is(i-1, "第") {
			continue
		}
		if _, ok := s.endsWith(i, "至少", "不少于", "不低于"); ok {
			return "至少" + itoa(n) + "次"
		}
		return itoa(n) + "次"
	}
	return ""
}

// reported adds which period a report is about.
func (s *scan) reported(j int) string {
	for end := min(s.clauseEnd(j), j+12); j < end; j++ {
		switch {
		case s.any(j, "上月", "上个月", "上一月", "上一个月") > 0:
			return "，报上一月"
		case s.any(j, "上季度", "上一季度", "上个季度") > 0:
			return "，报上一季度"
		case s.any(j, "上周", "上一周") > 0:
			return "，报上一周"
		case s.any(j, "上年度", "上一年", "上年") > 0:
			return "，报上一年"
		}
	}
	return ""
}

// everyFew reads 每两周, 每3天, 每隔两个月, 每5年.
func (s *scan) everyFew(i int) ([]found, int) {
	lead := s.any(i, "每隔", "每")
	if k := s.any(i, "隔周", "双周例会", "双周调度"); k > 0 {
		return s.rhythmOf(i, k, "每两周"), k
	}
	n, j := s.inRange(lead, 2, 60)
	if lead == 0 || j == 0 {
		return nil, 0
	}
	for _, u := range termUnits {
		k := s.lit(j, u.words)
		if k == 0 || u.words == "日" && n < 32 && s.any(k, "前") > 0 {
			continue
		}
		recur := "每" + times(n) + strings.TrimSuffix(u.words, "度")
		f := s.rhythmic(i, k, recur, rhythmUnit{recur: recur, times: recur})
		return []found{f}, s.rhythmEnd
	}
	return nil, 0
}

func (s *scan) rhythmOf(i, j int, recur string) []found {
	f := s.expr(Recurrence, i, j, span{})
	f.Recur = recur
	return []found{f}
}

var ordinals = []string{"第一个", "第二个", "第三个", "第四个", "第五个", "首个", "最后一个", "倒数第一个", "倒数第二个", "前三个", "前五个"}

// monthDetail narrows 每月: 25日, 5日、20日, 底, 上旬, 第一个工作日, 第二周, 1日至5日.
func (s *scan) monthDetail(j int) (string, int) {
	if d, k := s.dayList(j); k > 0 {
		return "每月" + d, k
	}
	if p, k := s.monthPart(j); k > 0 {
		return "每月" + partName(p), k
	}
	return s.ordinalDetail("每月", j)
}

func partName(p part) string {
	switch p {
	case late:
		return "最后一日"
	case early:
		return "初"
	case middle:
		return "中"
	}
	return [...]string{xun1: "上旬", xun2: "中旬", xun3: "下旬", xun12: "上中旬", xun23: "中下旬", first: "上半月", second: "下半月"}[p]
}

// ordinalDetail reads 第一个工作日, 最后一个周五, 第二周, 最后一日.
func (s *scan) ordinalDetail(of string, j int) (string, int) {
	j = s.skip(j, "的")
	if k := s.any(j, "最后一天", "最后一日"); k > 0 {
		return of + "最后一日", k
	}
	for _, o := range ordinals {
		k := s.lit(j, o)
		if k == 0 {
			continue
		}
		if l := s.any(k, "工作日"); l > 0 {
			return of + strings.Replace(o, "首个", "第一个", 1) + "工作日", l
		}
		if n, l := s.weekdayName(k); l > 0 {
			return of + strings.Replace(o, "首个", "第一个", 1) + weekdayWord(n), l
		}
	}
	if k := s.any(j, "最后一周"); k > 0 {
		return of + "最后一周", k
	}
	if n, k := s.weekOfMonth(j); k > 0 && n != lastWeek {
		if d, l := s.weekdayNumber(k); l > 0 {
			return of + "第" + inWords(n) + "个" + weekdayWord(d), l
		}
		return of + "第" + inWords(n) + "周", k
	}
	k := s.skip(j, "前")
	if t, _, l := s.amount(k); l > 0 && (t.Unit == workdays || t.Unit == days) {
		if m := s.any(l, "以内", "之内", "内"); m > 0 || k > j {
			return of + "前" + s.words(k, l), max(l, m)
		}
	}
	return "", 0
}

// dayList reads 25日, 5日、20日, 10日和25日, 1日至5日, 1—5日.
func (s *scan) dayList(j int) (string, int) {
	var names []string
	for {
		n, k := s.inRange(j, 1, 31)
		if k == 0 || !s.fresh(j) {
			break
		}
		if d := s.dash(k); d > 0 || s.dash(s.skip(k, "日", "号")) > 0 {
			if d == 0 {
				d = s.dash(s.skip(k, "日", "号"))
			}
			if m, l := s.dayOfMonth(d); l > 0 && m > n {
				return fmt.Sprintf("%d—%d日", n, m), l
			}
		}
		l := s.any(k, "日", "号")
		sep := s.any(s.skip(max(k, l), "前"), "、", "和", "及", "与")
		if l == 0 && sep == 0 {
			if s.any(k, "前", "之前") == 0 {
				break
			}
			l = k
		}
		names, j = append(names, itoa(n)+"日"), max(k, l)
		if next, m := s.inRange(sep, 1, 31); sep > 0 && m > 0 && next > n && (s.any(m, "日", "号", "、") > 0) {
			j = sep
			continue
		}
		_, j = s.brackets(point{}, j)
		return strings.Join(names, "、"), j
	}
	return "", 0
}

func weekdayWord(n int) string { return "周" + string([]rune("一二三四五六日")[n-1]) }

// weekDetail narrows 每周: 五, 二、四, 一至五, 末.
func (s *scan) weekDetail(j int) (string, int) {
	if k := s.any(j, "的周", "的星期", "周", "星期"); k > 0 {
		j = k
	}
	if k := s.lit(j, "末"); k > 0 {
		return "每周末", k
	}
	var names []string
	for {
		n, k := s.weekdayNumber(j)
		if k == 0 || digit(s.rune(j)) && s.is(k, "次轮遍个项篇期条-") || numeral(s.rune(j)) && s.is(k, "次轮遍个项篇期条调通会报") {
			break
		}
		if d := s.dash(k); d > 0 {
			if m, l := s.weekdayNumber(s.skip(d, "周", "星期")); l > 0 && !s.is(l, "次天回轮遍") {
				return "每" + weekdayWord(n) + "至" + weekdayWord(m), l
			}
		}
		names, j = append(names, weekdayWord(n)), k
		sep := s.any(k, "、", "和", "及", "与")
		next := s.skip(sep, "每")
		if sep == 0 {
			break
		}
		if _, l := s.weekdayNumber(s.skip(next, "周", "星期")); l == 0 {
			break
		}
		j = s.skip(next, "周", "星期")
	}
	if len(names) == 0 {
		return "", 0
	}
	return "每" + strings.Join(names, "、"), j
}

// quarterMonths are a quarter's three months: how they are written, which they are.
var quarterMonths = []struct {
	words  []string
	months string
}{
	{[]string{"首月", "第一个月", "首个月", "第1个月"}, "1、4、7、10月"},
	{[]string{"次月", "第二个月", "中间月", "第2个月"}, "2、5、8、11月"},
	{[]string{"末月", "最后一个月", "第三个月", "第3个月", "尾月"}, "3、6、9、12月"},
}

// quarterDetail narrows 每季度: 首月10日, 末, 末月20日, 第一周, 结束后10日内.
func (s *scan) quarterDetail(j int) (string, int) {
	j = s.skip(j, "的")
	for _, m := range quarterMonths {
		if k := s.any(j, m.words...); k > 0 {
			return s.inMonths(m.months, s.skip(k, "的"))
		}
	}
	if k := s.any(j, "结束后", "终了后", "后"); k > 0 {
		if _, _, l := s.amount(k); l > 0 {
			return "每季度结束后" + s.words(k, l) + "内", s.skip(l, "以内", "之内", "内")
		}
	}
	if k := s.any(j, "末", "底"); k > 0 {
		return "每季度最后一日", k
	}
	if k := s.lit(j, "初"); k > 0 {
		return "每季度初", k
	}
	return s.ordinalDetail("每季度", j)
}

// inMonths adds a day or part to a list of months.
func (s *scan) inMonths(list string, j int) (string, int) {
	if d, k := s.dayList(j); k > 0 {
		return list + d, k
	}
	if p, k := s.monthPart(j); k > 0 {
		return list + partName(p), k
	}
	if d, k := s.ordinalDetail(list, j); k > 0 {
		return d, k
	}
	return list, j
}

func (s *scan) halfDetail(j int) (string, int) {
	if k := s.any(j, "末", "底", "结束前"); k > 0 {
		return "每年6月30日、12月31日", k
	}
	return "", 0
}

// yearDetail narrows 每年: 12月底, 6月5日和12月5日, 一季度, 汛期前, 3月.
func (s *scan) yearDetail(j int) (string, int) {
	j = s.skip(j, "的")
	if items, k := s.items(j); len(items) > 1 && share(items) {
		var names []string
		for _, it := range items {
			names = append(names, yearlyName(it.p))
		}
		return "每年" + strings.Join(names, "、"), k
	}
	if k := s.any(j, "年底", "年末", "底", "末"); k > 0 {
		return "每年12月31日", k
	}
	if k := s.any(j, "年初", "初"); k > 0 && !s.is(k, "步") {
		return "每年初", k
	}
	if st, k := s.stretch(j); k > 0 && st.a.year == 0 && st.a.fixed == nil {
		return s.yearlyStretch(st, j, k)
	}
	return "", 0
}

func (s *scan) yearlyStretch(st stretch, j, k int) (string, int) {
	if st.a.occasion != nil {
		l := s.skip(s.moreFestivals(k), "前", "之前", "期间", "后")
		return "每年" + s.words(j, l), l
	}
	if st.b != nil || st.a.dom == 0 && st.a.month == 0 {
		return "每年" + s.words(j, k), k
	}
	return "每年" + yearlyName(st.a), k
}

// moreFestivals passes over those that follow one: 每年清明、五一、国庆.
func (s *scan) moreFestivals(i int) int {
	for {
		p, j := s.named(point{}, s.skip(i, "、", "和", "与", "及", "以及"))
		if p.occasion == nil {
			return i
		}
		i = j
	}
}

func yearlyName(p point) string {
	name := itoa(int(p.month)) + "月"
	switch {
	case p.dom > 0:
		return name + itoa(p.dom) + "日"
	case p.part == late && p.month == 2:
		return name + "最后一日"
	case p.part == late:
		return name + itoa(day.New(2022, p.month, 1).MonthEnd().Day) + "日"
	case p.part != whole:
		return name + partName(p.part)
	}
	return name
}
