package progress

import (
	"slices"
	"strings"
	"unicode/utf8"

	"liangshan/knowledge/pattern"
)

// runs cuts s into stretches of content: what is left between fillers, signs and blanks.
func runs(s string) []string {
	var out []string
	var b strings.Builder
	flush := func() {
		if b.Len() > 0 {
			out = append(out, b.String())
			b.Reset()
		}
	}
	for i := 0; i < len(s); {
		if n := quotedAt(s[i:]); n > 0 {
			b.WriteString(s[i : i+n])
			i += n
			continue
		}
		if w := contentWords.at(s[i:]); w != "" && len(w) >= len(fillers.at(s[i:])) {
			b.WriteString(w)
			i += len(w)
			continue
		}
		if w := fillers.at(s[i:]); w != "" {
			flush()
			i += len(w)
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		if !isWordRune(r) {
			flush()
		} else {
			b.WriteString(s[i : i+n])
		}
		i += n
	}
	flush()
	return out
}

// quotedAt is the length of a name in quotation marks, which is kept whole.
func quotedAt(s string) int {
	for open, shut := range map[string]string{"“": "”", "《": "》"} {
		if strings.HasPrefix(s, open) {
			if i := strings.Index(s, shut); i > 0 && !strings.ContainsAny(s[:i], "，。；\n") && utf8.RuneCountInString(s[:i]) <= 16 {
				return i + len(shut)
			}
		}
	}
	return 0
}

func isWordRune(r rune) bool {
	return r >= 0x4E00 && r <= 0x9FFF || r >= 0x3400 && r <= 0x4DBF || isDigit(r) || isLatin(r) || strings.ContainsRune("“”‘’+＋·.-《》", r)
}

// content is the clause's words without figures and times, cut into runs.
func (c *clause) content() []string {
	return runs(c.bare(c.b))
}

// causeFirst: 受连续降雨影响仅完成60亩, 因下雨只栽了60亩 begin with why it is no more.
var causeFirst = pattern.MustCompile(`((?:受|因|因为|由于)[^，。；]{1,16}?(?:影响|制约|限制|原因)?(?:，|只|仅|才|就))(?:能)?(?:完成|栽|种|建|修|改|清|铺|拆|装|挖|做|搞|推进|实施|到位|有)`)

// bare is the clause up to byte `end` with figures, times and causes blanked out.
func (c *clause) bare(end int) string {
	b := []byte(c.s[:max(0, min(len(c.s), end-c.a))])
	blank := func(from, to int) {
		for i := max(0, from-c.a); i < to-c.a && i < len(b); i++ {
			b[i] = ' '
		}
	}
	for _, f := range c.figs {
		blank(f.a, f.b)
		if f.ordinal {
			blank(f.na-len("第"), f.na)
		}
	}
	for _, e := range c.periods {
		blank(e.a, e.b)
	}
	for _, f := range c.hidden {
		blank(f.a, f.b)
	}
	for _, m := range causeFirst.FindAllStringSubmatchIndex(c.s, -1) {
		blank(c.a+m[2], c.a+m[3])
	}
	return string(b)
}

// topicOf names the work that a clause speaks of; "" when it only goes on about the one before.
func (c *clause) topicOf() string {
	end := c.b
	if len(c.figs) > 0 {
		end = c.figs[0].a
		if sentOut.MatchString(strings.TrimLeft(c.bare(c.b), " ，")) {
			return ""
		}
	}
	if i := firstOf(nothingNew, c.s); i >= 0 {
		before := joinTopic(runs(c.bare(c.a + i)))
		if !isTopic(before) {
			return ""
		}
		return before
	}
	if len(c.figs) == 0 && fillsNil(c) {
		return ""
	}
	if t, ok := c.predicated(); ok {
		return trimAccessory(t)
	}
	if len(c.figs) == 0 && restWords.starts(strings.TrimLeft(c.s, "就只 ")) && !strings.Contains(c.s, "的") {
		return ""
	}
	before := joinTopic(runs(c.bare(end)))
	if before != "" && doneWords.without(before) == "" { // 建成一个公厕 names what it counts behind the figure
		if all := joinTopic(c.content()); isTopic(all) && all != before {
			return trimAccessory(strings.TrimPrefix(all, before))
		}
	}
	if isTopic(before) && before != "规划" && before != "设计" {
		return trimAccessory(before)
	}
	all := joinTopic(c.content())
	if !isTopic(all) || restWords.starts(strings.TrimLeft(c.s, "就 ")) && len(fieldsOf(all)) == 0 {
		return ""
	}
	return trimAccessory(all)
}

// predicated is what stands before the words that say how a thing is: 滞后, 刚起步, 还差,
// 上报市局; false where no such words end the name.
func (c *clause) predicated() (topic string, ok bool) {
	if t := standing(c); t != "" {
		return t, true
	}
	if at := handedUp.FindStringIndex(c.s); at != nil && at[0] > 0 && len(c.figs) == 0 {
		return topicIn(c.bare(c.a + at[0])), true
	}
	if w, i := lackingYet.find(c.s); i > 0 && w != "" && len(c.figs) > 0 && c.a+i < c.figs[0].a {
		if t := topicIn(c.s[:i]); t != "" {
			return t, true
		}
	}
	if _, i := trouble.find(blankOut(c.s, noTrouble)); i > 0 && len(c.figs) == 0 {
		switch t := topicIn(c.bare(c.a + i)); {
		case people.has(t):
			return "", true
		case len(fieldsOf(t)) > 0:
			return t, true
		}
	}
	if at := manner.FindStringIndex(c.s); at != nil && len(c.figs) == 0 {
		return topicIn(c.bare(c.a + at[0])), true
	}
	return "", false
}

// sentOut: 出动警力86人次 counts the means of the work beside it.
var sentOut = pattern.MustCompile(`^(?:共|累计|已|共计|国庆|春节|节日|假期|期间)*(?:出动|投入|派出|抽调|动用)`)

// manner is how a task goes, said of nothing: 刚起步, 还在准备, 处于前期. With an object behind
// the verb, as in 正在开展森林抚育, it names that.
var manner = pattern.MustCompile(`(?:才刚|刚刚|刚|才|还在|正在|正|处于|处在|进入|转入)(?:开始|着手)?(?:起步|起了?个?头|铺开|摸底|准备|筹备|起草|上手|展开|前期|起步阶段|准备阶段|前期阶段|阶段)(?:中|了|阶段)?$`)

// handedUp: 材料上报市经信委 ends in who has it now.
var handedUp = pattern.MustCompile(`(?:已|已经)?(?:上报|报送|呈报|报给|提交|移交|送)(?:至|给|到)?[市区省县国]\p{Han}{1,10}$`)

var lackingYet = words(`还差 还剩 还有 尚有 尚差 还缺 剩下 剩余`)

// topicIn is the phrase that a stretch of words holds; "" if it names nothing.
func topicIn(s string) string {
	if t := joinTopic(runs(s)); isTopic(t) {
		return t
	}
	return ""
}

func firstOf(l lexicon, s string) int {
	_, i := l.find(s)
	return i
}

// joinTopic puts the runs of a noun phrase together, leaving out single characters that split words left behind.
func joinTopic(rs []string) string {
	var b strings.Builder
	for _, r := range rs {
		if utf8.RuneCountInString(r) > 1 || b.Len() > 0 && isLatin(first(r)) {
			b.WriteString(r)
		}
	}
	s := strings.Trim(b.String(), "-.·")
	if strings.Count(s, "“") != strings.Count(s, "”") {
		s = strings.Trim(s, "“”")
	}
	for _, r := range []string{"由", "从", "自", "较", "比"} {
		if endsAny(s, "占比", "同比", "环比", "评比", "自由", "配比") {
			break
		}
		s = strings.TrimSuffix(s, r)
	}
	return s
}

func isTopic(s string) bool {
	if s == "全区" || s == "全县" || s == "全域" || s == "报告" || s == "汇报" || s == "通报" || s == "说明" {
		return false
	}
	return len(fieldsOf(s)) > 0 && !accessories.has(s) || utf8.RuneCountInString(strings.TrimSpace(accessories.without(s))) >= 2
}

// trimAccessory drops accessory words from the end of a topic: 污水处理厂提标改造投资 names the works, not the money.
func trimAccessory(s string) string {
	for {
		w, i := accessories.last(s)
		if x, j := contentWords.last(s); j >= 0 && j+len(x) == len(s) && len(x) > len(w) {
			return s
		}
		if i < 0 || i+len(w) != len(s) || !isTopic(s[:i]) || utf8.RuneCountInString(s[:i]) < 3 && !moneyNouns.has(w) || startsAny(w, "整改", "整治", "项目", "工程", "设计", "培训", "处置", "验收", "挂牌", "检查", "巡查", "督查", "清理", "占比", "比重", "培训", "安装") {
			return s
		}
		if t := strings.TrimSuffix(w, "率"); t != w && activities.has(t) { // 秸秆综合利用率 is of 秸秆综合利用
			return s[:i] + t
		}
		s = s[:i]
	}
}

// fieldsOf returns the lines of work a phrase belongs to.
func fieldsOf(s string) []int {
	var out []int
	low := strings.ToLower(s)
	for i, r := range low {
		for _, w := range fieldTable.words.by[r] {
			if !strings.HasPrefix(low[i:], w) {
				continue
			}
			for _, f := range fieldTable.of[w] {
				if !slices.Contains(out, f) {
					out = append(out, f)
				}
			}
		}
	}
	slices.Sort(out)
	return out
}

func common(a, b []int) bool {
	return slices.ContainsFunc(a, func(x int) bool { return slices.Contains(b, x) })
}

// akin reports whether two phrases share a pair of characters.
func akin(a, b string) bool {
	ra := []rune(a)
	for i := 0; i+1 < len(ra); i++ {
		if pair := string(ra[i : i+2]); strings.Contains(b, pair) {
			return true
		}
	}
	return false
}

// people are who is in the way, or asked; no task is named by them.
var people = words(`商户 村民 农户 业主 群众 居民 企业 住户 老板 施工方 施工队 工人 店主 摊贩 用户`)
