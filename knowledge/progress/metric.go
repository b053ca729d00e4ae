package progress

import (
	"strings"
	"unicode/utf8"

	"liangshan/knowledge/pattern"
)

// label gives each figure of a clause the words round it, its part and its name.
func label(c *clause, topic, behind string) {
	for i := range c.figs {
		f := &c.figs[i]
		from, to := c.a, c.b
		if i > 0 {
			from = c.figs[i-1].b
		}
		if i+1 < len(c.figs) {
			to = c.figs[i+1].a
		}
		f.before, f.after = c.clear(from, f.a), c.clear(f.b, to)
		if head := headOf(c.cells, f.a); head != "" {
			f.before, f.after = head, ""
		}
		f.part = partFor(f, i+1 == len(c.figs))
		if f.percent {
			f.pct = classify(c, f, behind)
		}
	}
	pairTotals(c)
	inheritUnits(c)
	for i := range c.figs {
		f := &c.figs[i]
		money(f, c)
		f.name = nameOf(f, topic)
	}
}

// clear is slice with times and denied figures blanked out, and without the words of a correction.
func (c *clause) clear(a, b int) string {
	a, b = max(a, c.a), min(b, c.b)
	if a >= b {
		return ""
	}
	return fixers.Replace(strings.Trim(c.bare(b)[a-c.a:], " "))
}

var fixers = strings.NewReplacer("修改为", "", "更改为", "", "应该是", "", "应该为", "", "应是", "", "应为", "", "而不是", "", "不是", "", "更正为", "", "更正", "", "改为", "", "改成", "", "调整为", "", "那个", "", "那条", "")

// slice returns the folded text between two bytes of the message, within the clause.
func (c *clause) slice(a, b int) string {
	a, b = max(a, c.a), min(b, c.b)
	if a >= b {
		return ""
	}
	return c.s[a-c.a : b-c.a]
}

// partFor reads what a figure is from the words before it, else from those behind it.
func partFor(f *figure, lastOne bool) part {
	if shortage.MatchString(f.before) {
		return lacking
	}
	if p := partIn(withoutTown(f.before), true); p != other {
		if p == done && intended.MatchString(f.before) {
			return total
		}
		return p
	}
	if startsAny(strings.TrimLeft(f.after, " 的"), "任务", "计划", "目标") {
		return total
	}
	if lastOne {
		return partIn(f.after, false)
	}
	return other
}

// withoutTown blanks a town out of the words before a figure: 清水镇 cleans nothing.
func withoutTown(s string) string {
	return townBefore.ReplaceAllStringFunc(s, func(m string) string {
		name := townBefore.FindStringSubmatch(m)[1]
		if doneWords.in(name) && doneWords.without(name) == "" {
			return m // 改造镇区
		}
		return strings.Replace(m, name, strings.Repeat(" ", len(name)), 1)
	})
}

var townBefore = pattern.MustCompile(`(?:^|其中|[，、；：\s])(\p{Han}{2,3}?)(?:镇|街道|乡)`)

// intended: 规划新建6座, 拟改造300户, 计划完成20公里 say how much there is, not how much is done.
var intended = pattern.MustCompile(`(?:规划|计划|拟|目标|任务|要求|下达|应|需|需要|要)(?:[^，。；已了只仅才]{0,4})?(?:新建|改造|建设|完成|整治|治理|修复|创建|安装|建成|种植|栽植|搬迁|拆除|检修|清理|清淤|更换|整改|拍|挖|做|建|改|种|栽|装|铺|修|清|拆|换|接)[^已了只仅才]{0,12}$`)

// chemicals hold 总 and are no totals; the length stays.
var chemicals = strings.NewReplacer("总播放", "　播放", "总阅读", "　阅读", "总浏览", "　浏览", "总点击", "　点击", "总产", "　产", "总收入", "　收入", "总销", "　销", "总客流", "　客流", "总磷", "　磷", "总氮", "　氮", "总站", "　站", "总工", "　工", "总体", "　体", "公共", "公　", "共建", "　建", "共享", "　享")

// partIn finds the word of a part that stands nearest to the figure.
func partIn(s string, nearEnd bool) part {
	s = chemicals.Replace(s)
	best, at := other, -1
	for _, t := range []struct {
		words lexicon
		part  part
	}{{restWords, rest}, {totalWords, total}, {startedWords, started}, {foundWords, found}, {doneWords, done}} {
		w, i := t.words.last(s)
		if !nearEnd {
			w, i = t.words.find(s)
		}
		if i < 0 {
			continue
		}
		if t.part == total && strings.HasSuffix(s[:i], "超") { // 超任务3户
			return surplus
		}
		if t.part == total && w == "共" && startsAny(s[i+len(w):], "改", "建", "修", "种", "栽", "清", "拆", "装", "铺", "换", "接", "完成") {
			best, at = done, len(s)
			continue
		}
		if t.part == started && endsAny(s[:i], "未", "没", "没有", "尚未", "还没", "暂未") {
			continue
		}
		if t.part == done && endsAny(s[:i], "待", "需", "须", "正在") { // 故障待修
			continue
		}
		d := i + len(w)
		if !nearEnd {
			d = -i
		}
		if best == other || d > at {
			best, at = t.part, d
		}
	}
	return best
}

// pairTotals: 5个已完工4个 — a bare count before a smaller one of the same unit is the whole.
func pairTotals(c *clause) {
	for i := 1; i < len(c.figs); i++ {
		a, b := &c.figs[i-1], &c.figs[i]
		among(a, b)
		if b.slash == 2 && a.part == other {
			a.part = done
		}
		if b.slash == 2 {
			b.part = total
			continue
		}
		if a.part == other && (b.part == done || b.part == started) && a.unit == b.unit && !a.percent && a.value >= b.value && utf8.RuneCountInString(b.before) <= 6 {
			a.part = total
		}
	}
}

// amongWords stand between a whole and what is finished of it: 10个里头有8个达标.
var amongWords = pattern.MustCompile(`^(?:中|里|里头|里面|当中|之中)(?:的|有|已有|已)?$`)

// amongStart begins what is said of a part of the things before: 55户中已建成34户.
var amongStart = pattern.MustCompile(`^[，（ ]*(?:其中|中|里头|里面|里|当中|之中)`)

var reachedWords = words(`达标 合格 通过 完成 建成 验收 整改 办结 投用 完工`)

// among marks the two figures of n of m.
func among(a, b *figure) {
	if !amongWords.MatchString(strings.TrimSpace(b.before)) || b.value > a.value || a.part == found {
		return
	}
	if b.unit == "" {
		b.unit = a.unit
	}
	if a.unit == b.unit && (doneWords.in(b.after) || reachedWords.in(b.after) || a.part == done) {
		a.part, b.part = total, done
	}
}

// settle reads the parts of a group's figures that show only side by side:
// 整治20条，完成9条 and 企业17家，已验收11家 — the whole, then what is finished of it.
func settle(fs []*figure) {
	for i := 1; i < len(fs); i++ {
		a, b := fs[i-1], fs[i]
		w, at := doneWords.last(a.before)
		byName := a.part == done && at >= 0 && nominal.has(w) && !strings.Contains(a.before, "已") && !strings.Contains(a.before, "完成") && !strings.Contains(a.before, "了")
		if amongStart.MatchString(b.before) && a.unit == b.unit && b.part == done && a.value >= b.value && !a.percent && a.slash == 0 && (a.part == other || a.part == done) {
			a.part = total // 55户中已建成34户
			continue
		}
		if byName && b.part == started && a.unit == b.unit && !a.percent && a.slash == 0 && a.value >= b.value && strings.Trim(startedWords.without(b.before), " ，、已") == "" {
			a.part = total // 整治6座开工3座
			continue
		}
		if !byName && a.part != other || b.part != done || a.unit != b.unit || a.percent || a.value < b.value || a.slash != 0 {
			continue
		}
		said := b.before
		if said == "" || strings.TrimLeft(said, " ，、") == "" {
			said = b.after
		}
		if bareVerb(said) && !responses.in(said) && (!byName || completion.MatchString(said)) {
			a.part = total
		}
	}
	sumUp(fs)
}

// completion ends what a nominal verb names: 整治20条，完成9条. 整治11处，关停3处 are two deeds.
var completion = pattern.MustCompile(`已|完成|完工|验收|建成|办结|销号|改完|竣工|投用|通过|到位|完`)

// sumUp: 3个示范园，1个已验收、2个在建 — a count that the next ones add up to is the whole.
func sumUp(fs []*figure) {
	for i, a := range fs {
		sum, n := 0.0, 0
		for _, b := range fs[i+1:] {
			if b.unit != a.unit || b.percent || b.ordinal {
				break
			}
			sum += b.value
			if n++; n >= 2 && sum == a.value && a.part == other && !a.percent {
				a.part = total
			}
		}
	}
}

// bareVerb: 完成, 已验收 — finished what? The things counted before.
func bareVerb(s string) bool {
	return strings.Trim(fillers.without(doneWords.without(s)), " ，、；（已") == "" && doneWords.in(s)
}

// inheritUnits: （总480）counts what the figure before it counts.
func inheritUnits(c *clause) {
	for i := range c.figs {
		f := &c.figs[i]
		if f.unit != "" || f.ordinal {
			continue
		}
		if i > 0 && !c.figs[i-1].percent && f.part != other {
			f.unit = c.figs[i-1].unit
		} else if i+1 < len(c.figs) && !c.figs[i+1].percent && f.part != other {
			f.unit = c.figs[i+1].unit
		}
	}
}

// countsThings reports whether 万 behind these words counts people and the like: 接待游客, not 游客中心投资.
func countsThings(before string) bool {
	_, things := countingNouns.last(before)
	_, cash := moneyNouns.last(before)
	return things >= 0 && cash < things
}

// money: 4800万 is 万元 where the noun is money.
func money(f *figure, c *clause) {
	if f.unit != "万" && f.unit != "亿" {
		return
	}
	if countsThings(f.before) {
		return
	}
	if !manyNouns.in(f.before+firstRunes(f.after, 4)) || f.unit == "亿" || moneyNouns.in(f.before) || moneyNouns.in(firstRunes(f.after, 6)) || moneyNouns.in(c.s) {
		f.unit += "元"
	}
}

var lightVerbs = words(`完成了 完成 已经 已 了 共 累计 为 达到 达 有 是 约 的 也 均 又 还 新增 共计 合计 总计 一共 现 目前 今天 昨天 了又 再 把 报了 提了 发了 应是 应为 应该是 不是 而是 到`)

var partNames = map[part]string{total: "任务", rest: "剩余", started: "已开工"}

func cleanName(s string) string {
	for {
		s = strings.TrimSpace(s)
		w := lightVerbs.at(s)
		if w == "" {
			break
		}
		s = s[len(w):]
	}
	for {
		s = strings.TrimRight(s, " ，、：；（）。“”/-")
		w, i := lightVerbs.last(s)
		if i < 0 || i+len(w) != len(s) || strings.HasSuffix(s, "目的") {
			break
		}
		s = s[:i]
	}
	if i := strings.LastIndexAny(s, "，。；：（"); i >= 0 {
		_, n := utf8.DecodeRuneInString(s[i:])
		s = s[i+n:]
	}
	s = strings.ReplaceAll(s, "\x00", "")
	if utf8.RuneCountInString(s) > 16 {
		s = lastRunes(s, 16)
	}
	if !strings.ContainsFunc(s, isWordRune) {
		return ""
	}
	return s
}

// standard supplies what the unit leaves unsaid.
func standard(f *figure) Metric {
	unit := f.unit
	switch {
	case unit == "" && (strings.Contains(strings.ToLower(f.name), "pm2.5") || strings.Contains(strings.ToLower(f.name), "pm10")) && f.value > 1:
		unit = "微克/立方米"
	case unit == "微克" && strings.Contains(strings.ToLower(f.name), "pm"), unit == "微克" && (strings.Contains(f.name, "臭氧") || strings.Contains(f.name, "均值") || strings.Contains(f.name, "浓度")):
		unit = "微克/立方米"
	case f.ordinal && unit == "" && ranks.in(f.before):
		unit = "名"
	case f.ordinal && unit == "位":
		unit = "名"
	}
	return Metric{Name: f.name, Value: f.value, Unit: unit}
}

var ranks = words(`评比 排名 名次 排位 考核 测评 位列 位居 排 综合得分 得分 成绩 全区 全市`)

// countable reports whether a figure is a metric at all.
func countable(f *figure) bool {
	switch {
	case f.skip, f.unit == "个月", f.unit == "个星期", f.unit == "个季度", f.pct == progress, f.pct == aim, f.pct == slogan:
		return false
	case f.ordinal:
		return f.unit == "期" || f.unit == "名" || f.unit == "位" || f.unit == "" && ranks.in(f.before)
	}
	return true
}
