package progress

import (
	"strings"
	"unicode/utf8"

	"liangshan/knowledge/pattern"
	"liangshan/store/day"
)

// Words round a time expression that say what it is for.
var (
	asofWords   = words(`截至 截止 截止到 截止至 截至到`)
	compared    = words(`比 较 同比 环比 超 高于 低于 多于 少于 相比 对比 超过`)
	orders      = words(`按照 根据 依据 依照 对照 落实`)
	beforeWords = words(`前 之前 以前 底前 底之前 末前 初 中旬前 上旬前 下旬前 中旬 内 以内`)
)

// findPeriods returns the time expressions of s in order. Text that only looks like one, as in 占全年任务, has an empty key.
func findPeriods(s string, on day.Date) []period {
	var out []period
	for i := 0; i < len(s); {
		p, n := periodAt(s, i, on)
		if n == 0 {
			_, w := utf8.DecodeRuneInString(s[i:])
			i += w
			continue
		}
		p.a, p.b = i, i+n
		qualify(s, &p)
		out = append(out, p)
		i = p.b
	}
	return out
}

func periodAt(s string, i int, on day.Date) (period, int) {
	if !mayStartPeriod(s, i) {
		return period{}, 0
	}
	var best []string
	var read func([]string, day.Date) period
	for _, r := range periodRules {
		m := r.re.FindStringSubmatch(s[i:])
		if m == nil || best != nil && len(m[0]) <= len(best[0]) || !dated(s, i, m[0]) {
			continue
		}
		best, read = m, r.read
	}
	if best == nil {
		return period{}, 0
	}
	return read(best, on), len(best[0])
}

const periodStarts = "第0123456789一二三四五六七八九十上下这本当第q周星礼月今年去明前昨大后刚全国中春元五端清汛节入雨"

func mayStartPeriod(s string, i int) bool {
	r, _ := utf8.DecodeRuneInString(s[i:])
	if !strings.ContainsRune(periodStarts, r) {
		return false
	}
	prev, _ := utf8.DecodeLastRuneInString(s[:i])
	if r == '上' && (strings.ContainsRune("则网线史际马路体身", prev) || strings.HasSuffix(s[:i], "基本")) || r == '下' && strings.ContainsRune("以如线之地底余剩留乡名", prev) {
		return false
	}
	if isDigit(r) {
		return !isDigit(prev) && (prev != '.' || numbersItem.MatchString(s[:i])) && prev != '/' && !isLatin(prev)
	}
	if r == 'q' && isLatin(prev) {
		return false
	}
	return true
}

// dated weeds out what only looks like a time: 8.8-8.14 without brackets or 本周 is a pair of decimals, 2号线 a line.
func dated(s string, i int, m string) bool {
	after := s[i+len(m):]
	if strings.Contains(m, ".") && !strings.ContainsAny(m, "月日号") {
		before := strings.TrimRight(s[:i], " ")
		return strings.HasSuffix(before, "（") || strings.HasSuffix(before, "周") || strings.HasSuffix(before, "星期") || startsAny(strings.TrimLeft(after, " "), "：", "这周", "这一周", "本周", "期间", "周报")
	}
	if strings.HasSuffix(m, "号") && !strings.Contains(m, "月") && thingNumber.MatchString(after) {
		return false
	}
	if strings.HasSuffix(m, "号") && startsAny(after, "线", "楼", "召", "泵", "公路", "桥", "井", "地块", "厂", "文", "断面", "院", "车", "标", "坝", "库", "矿") {
		return false
	}
	if strings.HasSuffix(m, "报") {
		return strings.TrimLeft(s[:i], " ") == "" && startsAny(strings.TrimLeft(after, " "), "：", "（", "\n", "。")
	}
	if strings.HasSuffix(m, "日") && startsAny(after, "均", "处理") {
		return false
	}
	prev, _ := utf8.DecodeLastRuneInString(s[:i])
	return !strings.ContainsRune("第〕", prev) || strings.HasPrefix(m, "一季") || strings.Contains(m, "季度")
}

// numbersItem is a list mark right before a time: 3.9月20日挂网.
var numbersItem = pattern.MustCompile(`(?:^|[\n；。：，、 ])\d{1,2}\.$`)

// thingNumber is what numbers are given to: 3号边坡, 2号闸.
var thingNumber = pattern.MustCompile(`^(?:边坡|隧道|涵|坑|塘|炉|机组|地|段|码头|排?口|污水|泵|变|路|街|馆|园区|片区|池|矿|站|坝|堤|库房|闸|管|渠|沟|锅炉|风机|图斑|点位|宗|弄|门|井|塔|桥|墩|断面|垃圾|填埋|车间|厂房|生产线|监测|观测|院|教学|渡)`)

func startsAny(s string, prefixes ...string) bool {
	for _, p := range prefixes {
		if strings.HasPrefix(s, p) {
			return true
		}
	}
	return false
}

// qualify looks at the words on either side of an expression.
func qualify(s string, p *period) {
	before, after := s[:p.a], s[p.b:]
	if asofWords.ends(before) {
		p.asof, p.deadline = true, false
		_, i := asofWords.last(before)
		p.a = i
		if p.grain == byMonth {
			p.grain = byDate
		}
		return
	}
	if compared.ends(before) || orders.ends(before) || startsAny(after, "一样", "一致", "相同", "持平", "差不多", "没变", "没区别", "会议要求", "会议精神", "通知要求", "部署会") {
		p.key, p.deadline, p.end, p.hollow = "", false, day.Date{}, true
		return
	}
	if w := beforeWords.at(after); w != "" && p.grain != byDay && p.grain != byDefault && !startsAny(after, "前期", "前三", "内部", "初步", "初稿", "内容") {
		p.b += len(w)
		p.deadline = true
	}
	if strings.HasSuffix(before, "（") && p.grain == byWeek {
		p.marked = true
	}
	if startsAny(after, "以来", "至今", "到现在") {
		p.running = true
	}
	if strings.HasSuffix(before, "每") || strings.HasSuffix(before, "原定") {
		p.deadline = true
	}
}
