package progress

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"liangshan/knowledge/pattern"
	"liangshan/knowledge/segment"
)

// part says what a figure is of its task.
type part int

const (
	other   part = iota
	done         // finished objects: 整改189家
	total        // all there are to do: 总共20公里
	rest         // left to do: 剩27家
	started      // begun or planned only: 已开工4个
	found        // found in an inspection: 排查216家
	surplus      // beyond the task: 超任务3户
	lacking      // of the means: 资金还差50万元
)

// figure is a number with its unit where it stands.
type figure struct {
	a, b    int // with hedges and unit
	na, nb  int // the number alone
	value   float64
	unit    string // the district's spelling; "" where none is written
	percent bool   // %, 成, 百分之, 一半
	approx  bool
	ordinal bool // 第8期
	slash   int  // 1: the first of n/m; 2: the second
	lent    bool // its unit is the other's of n/m
	word    bool // 一半, 七成: said, not counted
	name    string
	before  string // the words between the figure before and this one
	after   string // the words behind it up to the next stop or figure
	part    part
	pct     pctKind
	aimed   bool // planned, and said beside nothing that was done
	opens   bool // stands in the clause that names the task
	skip    bool // not a metric: a progress percentage, a target, a day count in a problem
	open    bool // no word settles what it is, so that a proposal may
	use     Use  // proposed
	called  string
}

var (
	// notFigures look like numbers and are names, times or addresses.
	notFigures = pattern.MustCompile(`0(?:新)?(?:进展|变化)|[1-9]期(?:工程|项目|全部|完成|完工|已|正在|在建|土建|主体|开工|尚|还|未|建设|设计)|\d{1,2}·\d{1,2}|pm\s?2\.5|pm\s?10|[a-z][a-z-]*\d+(?:\.\d+)?|https?[:：]//\S+|〔\d{4}〕\d*号?|\d{1,2}:\d{2}|\d{11,}|\d{3,4}-\d{7,8}|\d+(?:-\d+)?号(?:线|楼|泵|公路|桥|井|地块|断面|院|标|坝|矿)?|\d+标段?|[1-5]a级|12345|12369|\d{1,2}点(?:\d{1,2}分?|半|钟)?(?:前|$)`)
	arabic     = pattern.MustCompile(`^(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?`)
	romanClass = pattern.MustCompile(`^(ⅴ|ⅳ|ⅲ|ⅱ|ⅰ|Ⅴ|Ⅳ|Ⅲ|Ⅱ|Ⅰ|iii|ii|iv|i|v)类`)
	hanNumeral = pattern.MustCompile(`^[零〇一二两三四五六七八九十百千万亿廿]+(?:点[零一二三四五六七八九]+)?`)
	fraction   = pattern.MustCompile(`^(?:百分之百|百分之[零一二三四五六七八九十百点\d.]+|[二三四五六七八九十]分之[一二三四五六七八九])`)
	tenths     = pattern.MustCompile(`^([一二三四五六七八九十两]|\d)(?:([一二三四五六七八九])?)成(半|五|多|左右|以上)?`)
)

var romans = map[string]float64{"ⅰ": 1, "ⅱ": 2, "ⅲ": 3, "ⅳ": 4, "ⅴ": 5, "Ⅰ": 1, "Ⅱ": 2, "Ⅲ": 3, "Ⅳ": 4, "Ⅴ": 5, "i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5}

// findFigures returns the figures of s in order; bytes inside the given periods are not looked at.
func findFigures(s string, periods []period) []figure {
	masked := mask(s, periods)
	var out []figure
	for i := 0; i < len(masked); {
		f, ok := figureAt(masked, i)
		if !ok {
			_, n := utf8.DecodeRuneInString(masked[i:])
			i += n
			continue
		}
		hedge(masked, &f)
		out = append(out, f)
		i = f.b
	}
	pairSlashes(s, out)
	return out
}

// mask blanks out what may not be read as a figure; lengths stay.
func mask(s string, periods []period) string {
	b := []byte(s)
	blank := func(from, to int) {
		for i := from; i < to; i++ {
			b[i] = 0
		}
	}
	for _, p := range periods {
		if p.key != "" || p.deadline || p.hollow {
			blank(p.a, p.b)
		}
	}
	for _, m := range notFigures.FindAllStringIndex(string(b), -1) {
		if m[0] == 0 || !isDigit(rune(b[m[0]-1])) && b[m[0]-1] != '/' && !strings.HasSuffix(s[:m[0]], "第") { // in 500m2 and mg/m3 the m is a unit
			blank(m[0], m[1])
		}
	}
	for i := 0; i < len(s); {
		if w := oneWords.at(s[i:]); w != "" && (i == 0 || !isDigit(rune(s[i-1])) && s[i-1] != '.') {
			blank(i, i+len(w))
			i += len(w)
			continue
		}
		_, n := utf8.DecodeRuneInString(s[i:])
		i += n
	}
	return string(b)
}

func figureAt(s string, i int) (figure, bool) {
	for _, read := range []func(string, int) (figure, bool){readNone, readWhole, readFraction, readTenths, readRoman, readArabic, readHan} {
		if f, ok := read(s, i); ok {
			return f, true
		}
	}
	return figure{}, false
}

var none = pattern.MustCompile(`^零(火情|火点|火灾|事故|发生|投诉|违规|违法|上访|疫情|污染|焚烧|新增|案件)`)

// readNone: 零火情 counts.
func readNone(s string, i int) (figure, bool) {
	m := none.FindStringSubmatch(s[i:])
	if m == nil {
		return figure{}, false
	}
	unit := "起"
	if m[1] == "火点" {
		unit = "个"
	}
	return figure{a: i, b: i + len("零"), na: i, nb: i + len("零"), value: 0, unit: unit}, true
}

func readWhole(s string, i int) (figure, bool) {
	for _, w := range wholes {
		if strings.HasPrefix(s[i:], w.word) {
			b := i + len(w.word)
			return figure{a: i, b: b, na: i, nb: b, value: w.value, unit: "%", percent: true, approx: w.approx, word: true}, true
		}
	}
	return figure{}, false
}

func readFraction(s string, i int) (figure, bool) {
	m := fraction.FindString(s[i:])
	if m == "" {
		return figure{}, false
	}
	v, ok := segment.Number(m)
	if m == "百分之百" {
		v, ok = 100, true
	}
	if !ok {
		return figure{}, false
	}
	b := i + len(m)
	return figure{a: i, b: b, na: i, nb: b, value: round1(v), unit: "%", percent: true, approx: !strings.HasPrefix(m, "百"), word: true}, true
}

func readTenths(s string, i int) (figure, bool) {
	m := tenths.FindStringSubmatch(s[i:])
	if m == nil || startsAny(s[i+len(m[0]):], "立", "功", "本", "员", "果", "效", "为", "熟", "品", "交") {
		return figure{}, false
	}
	v := float64(number(m[1])) * 10 // 八九成 is eighty at least
	b := i + len(m[0])
	if m[3] == "半" || m[3] == "五" {
		v += 5
	} else if n := han2digit[firstRunes(s[b:], 1)]; m[3] == "" && n > 0 && n < 10 && !startsAny(s[b:], "天", "日", "末") && !measures.starts(s[b+len("一"):]) { // 六成三
		v += float64(n)
		b += len("一")
	}
	return figure{a: i, b: b, na: i, nb: b, value: v, unit: "%", percent: true, approx: true, word: true}, true
}

func readRoman(s string, i int) (figure, bool) {
	m := romanClass.FindStringSubmatch(s[i:])
	if m == nil || i > 0 && s[i-1] < utf8.RuneSelf && isLatin(rune(s[i-1])) {
		return figure{}, false
	}
	v := romans[m[1]]
	b := i + len(m[0])
	return figure{a: i, b: b, na: i, nb: b - len("类"), value: v, unit: "类"}, true
}

func readArabic(s string, i int) (figure, bool) {
	m := arabic.FindString(s[i:])
	if m == "" || i > 0 && (isDigit(rune(s[i-1])) || s[i-1] == '.') {
		return figure{}, false
	}
	v, err := strconv.ParseFloat(strings.ReplaceAll(m, ",", ""), 64)
	if err != nil {
		return figure{}, false
	}
	f := figure{a: i, na: i, nb: i + len(m), value: v}
	f.ordinal = strings.HasSuffix(s[:i], "第")
	readUnit(s, &f, f.nb)
	return f, true
}

// readHan reads Chinese numerals, which count only where a unit follows.
func readHan(s string, i int) (figure, bool) {
	m := hanNumeral.FindString(s[i:])
	if m == "" {
		return figure{}, false
	}
	num, scale := m, ""
	for _, w := range []string{"亿", "万"} {
		if n := strings.TrimSuffix(m, w); n != m && n != "" && !strings.ContainsAny(n, "万亿") {
			num, scale = n, w
		}
	}
	v, rough := roughly(num)
	ok := rough
	if !rough {
		v, ok = segment.Number(num)
	}
	if !ok {
		return figure{}, false
	}
	f := figure{a: i, na: i, nb: i + len(num), value: v, approx: rough}
	f.ordinal = strings.HasSuffix(s[:i], "第")
	readUnit(s, &f, f.nb)
	if f.unit == "" || f.unit == scale && scale == "" || loneOne(s, f, num) {
		return figure{}, false
	}
	return f, true
}

var spread = pattern.MustCompile(`^(十|二十|三十)?([一二三四五六七八两])([二三四五六七八九])(十|百|千)?$`)

// roughly reads 两三, 十七八 and 三四十: neighbours side by side, of which the lower is meant at least.
func roughly(num string) (v float64, ok bool) {
	m := spread.FindStringSubmatch(num)
	if m == nil || m[1] != "" && m[4] != "" {
		return 0, false
	}
	a, b := number(m[2]), number(m[3])
	if b != a+1 {
		return 0, false
	}
	v = float64(a)
	switch {
	case m[1] != "":
		v += float64(number(m[1]))
	case m[4] != "":
		v *= map[string]float64{"十": 10, "百": 100, "千": 1000}[m[4]]
	}
	return v, true
}

// loneOne reports 一个 and the like where it is no count: 有一个问题 is, 一种 is not; 一起 is together.
func loneOne(s string, f figure, num string) bool {
	if utf8.RuneCountInString(num) > 1 {
		return false
	}
	if f.unit == "家" && strings.ContainsRune(surnames, last(s[:f.na])) { // 张三家
		return true
	}
	if num != "一" && num != "两" {
		return false
	}
	if num == "一" && f.unit == "个" && !counted(s, f) {
		return true
	}
	if f.unit == "期" && num == "一" { // 一期 of the works; 培训一期 counts
		return !endsAny(s[:f.na], "训", "办", "了", "举办", "印", "印发", "发", "剪", "作", "成", "完", "班", "报", "刊")
	}
	if f.unit == "起" {
		return !startsAny(lastRunes(s[:f.na], 2), "查处", "立案", "发现", "处置", "侦破", "发生")
	}
	return strings.Contains("块面片层段年月周路点道网站分级类人批厂本单度条令口车户", f.unit) && num == "一" || f.unit == "点" || f.unit == "年"
}

// counted: 建成一个 and 还有一个没通 count; 没有一个验收, 一个问题, 多了一个零 do not.
func counted(s string, f figure) bool {
	if endsAny(s[:f.na], "没有", "没得", "无", "多", "少", "多了", "少了", "错了", "提", "提了", "问", "反映", "另", "每", "某", "哪", "这", "那", "同", "任何", "任", "是", "就") {
		return false
	}
	if r := first(s[f.b:]); isDigit(r) || startsAny(s[f.b:], "才", "已") && isDigit(first(s[f.b+len("才"):])) {
		return false
	}
	return !startsAny(s[f.b:], "问题", "情况", "事", "零", "数", "建议", "意见", "请求", "想法", "小", "大", "月", "星期", "疑问", "都", "也")
}

const surnames = "张李王刘陈杨赵黄周吴徐孙胡朱高林何郭马罗"

func last(s string) rune { r, _ := utf8.DecodeLastRuneInString(s); return r }

// lastRunes returns the last n characters of s.
func lastRunes(s string, n int) string {
	i := len(s)
	for ; n > 0 && i > 0; n-- {
		_, w := utf8.DecodeLastRuneInString(s[:i])
		i -= w
	}
	return s[i:]
}

// firstRunes returns the first n characters of s.
func firstRunes(s string, n int) string {
	i := 0
	for ; n > 0 && i < len(s); n-- {
		_, w := utf8.DecodeRuneInString(s[i:])
		i += w
	}
	return s[:i]
}

// readUnit reads what follows a number: 多, 万, and the unit.
func readUnit(s string, f *figure, i int) {
	f.b = i
	j := i
	if strings.HasPrefix(s[j:], " ") && measures.starts(s[j+1:]) {
		j++
	}
	j = skipHedge(s, j, f)
	scale := ""
	switch {
	case strings.HasPrefix(s[j:], "万") && !startsAny(s[j:], "万灵", "万元户"), strings.HasPrefix(s[j:], "亿"):
		scale = firstRunes(s[j:], 1)
		j += len(scale)
		j = skipHedge(s, j, f)
	case startsAny(s[j:], "千", "百") && !startsAny(s[j:], "百分", "千瓦", "千克", "千米"):
		f.value *= map[string]float64{"千": 1000, "百": 100}[firstRunes(s[j:], 1)]
		j += len("千")
	}
	u := measures.at(s[j:])
	u = fitUnit(s[j:], u)
	if u == "" && scale == "" {
		return
	}
	f.b = j + len(u)
	if m := perUnit.FindString(s[f.b:]); m != "" && u != "" && u != "%" {
		if name, ok := unitNames[u]; ok {
			u = name
		}
		u += m
		f.b += len(m)
	}
	if name, ok := unitNames[u]; ok {
		u = name
	}
	if half := s[f.b:]; scale == "" && f.value == float64(int(f.value)) && halved.has(u) && strings.HasPrefix(half, "半") && !startsAny(half, "半年", "半天", "半成", "半程", "半幅", "半边", "半径", "半月", "半个", "半封", "半自") { // 三公里半
		f.value += 0.5
		f.b += len("半")
	}
	f.unit = scale + u
	f.percent = u == "%"
	if strings.HasPrefix(s[f.b:], "多") && !startsAny(s[f.b:], "多次", "多级", "多元") {
		f.approx = true
	}
}

// halved are the units of which there is a half behind: 三公里半, 两亩半.
var halved = words(`公里 米 亩 公顷 吨 公斤 天 年 小时 平方公里 方`)

// perUnit is what a rate is of: 1.8立方米/秒.
var perUnit = pattern.MustCompile(`^/(?:秒|日|天|小时|分钟|月|年|人|户|亩|公斤|吨|平方米|立方米|公里|村|次)`)

func skipHedge(s string, j int, f *figure) int {
	for _, w := range []string{"多", "余", "来", "几"} {
		if strings.HasPrefix(s[j:], w) && (measures.starts(s[j+len(w):]) || startsAny(s[j+len(w):], "万", "亿")) {
			f.approx = true
			return j + len(w)
		}
	}
	return j
}

// fitUnit refuses a unit that is the beginning of another word: 3户外, 5条件, 2次要.
func fitUnit(s, u string) string {
	rest := s[len(u):]
	switch {
	case u == "", strings.HasPrefix(notUnits.at(s), u):
		return ""
	case isASCII(u) && u != "%" && rest != "" && isLatin(rune(rest[0])):
		return ""
	case u == "户" && startsAny(rest, "外") && !startsAny(rest, "外出"), u == "次" && startsAny(rest, "要"), u == "分" && startsAny(rest, "别", "管"), u == "面" && startsAny(rest, "积"):
		return ""
	case u == "平" && startsAny(rest, "台", "均", "安", "时", "稳", "坝", "整", "原", "板", "房"):
		return ""
	case u == "块" && startsAny(rest, "钱"):
		return "块钱"
	case u == "个" && startsAny(rest, "人") && !startsAny(rest, "人大", "人家", "人才", "人民"):
		return "个人"
	}
	return u
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// hedge widens a figure over 约, 左右 and the like, which make it approximate.
func hedge(s string, f *figure) {
	before := strings.TrimRight(s[:f.a], " ")
	if w, i := hedgesBefore.last(before); i >= 0 && i+len(w) == len(before) && !f.ordinal && !startsAny(lastRunes(before, 2), "附近", "最近", "加快", "尽快", "赶快", "节约", "预约", "签约", "违约", "履约", "合约", "条约") {
		f.approx, f.a = true, i
	}
	if w := hedgesAfter.at(s[f.b:]); w != "" && !startsAny(s[f.b:], "来自", "来源", "来信", "来电", "来访", "来人", "多次", "多种", "多部门", "几") {
		if w == "来" && !measures.starts(s[f.b+len(w):]) {
			return
		}
		f.approx, f.b = true, f.b+len(w)
	}
}

// pairSlashes marks n/m and lends the second one's unit to the first.
func pairSlashes(s string, fs []figure) {
	for i := 1; i < len(fs); i++ {
		a, b := &fs[i-1], &fs[i]
		if strings.TrimSpace(s[a.b:b.a]) != "/" || a.slash != 0 || a.percent || b.percent {
			continue
		}
		a.slash, b.slash = 1, 2
		if a.unit == "" {
			a.unit = b.unit
		} else if b.unit == "" {
			b.unit, b.lent = a.unit, true
		}
	}
}

func round1(v float64) float64 {
	n, _ := strconv.ParseFloat(strconv.FormatFloat(v, 'f', 1, 64), 64)
	return n
}
