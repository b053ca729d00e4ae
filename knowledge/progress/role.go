package progress

import (
	"strings"
	"unicode/utf8"

	"liangshan/knowledge/pattern"
)

var (
	troubleHead  = pattern.MustCompile(`^(?:当前|目前|现阶段|主要|存在|面临|遇到|工作|推进|过程|中|突出|最大|需要?协调|需要?解决|问题|困难|原因|的|和|及|与|、)*(?:问题|困难|难点|堵点|不足|原因|事项|遗留|遗留问题)(?:是|有|如下|主要是|在于)?：?$`)
	planHead     = pattern.MustCompile(`^[^：]{0,6}(?:下(?:一)?步|下阶段|下一阶段|接下来|下周|下月|下个月|后续|计划|打算)(?:工作)?(?:计划|打算|安排|措施|工作|重点)?(?:是|如下)?：?$`)
	troubleStart = pattern.MustCompile(`^[，、]?(?:但|但是|不过|目前|现在)?(?:主要|存在|存在的|最大的|突出|当前)?(?:问题|困难|难点|堵点|原因)(?:是|有|在于|主要是|：)`)
	planStart    = pattern.MustCompile(`^(?:(?:还|也)?需要?[^，。；]{0,12}(?:帮忙|帮助|协助|支持|协调|解决|出面|配合|明确|追加|调解|统筹|把关|指导)|下(?:一)?步|下阶段|下一阶段|接下来|后续|明天|后天|下周|下个?月|下半年|马上|随后|拟|打算|准备|预计|争取|力争|即将|尽快|请|望|希望|恳请|建议|还?需要?(?:区|镇|市|协调|领导|上级|资金|解决|支持|尽快)|急需|亟需|抓紧|会后|节后|雨停|等.{1,8}(?:后|就|再)|待.{1,8}(?:后|就|再)|我们?将|将|要抓紧|再(?:争取|安排|组织))`)
	planVerb     = pattern.MustCompile(`(?:本周|这周|本月|这个月|月底|下周|下月|下个月|明天|后天|年底)(?:内|前|就|能|可以|可)?(?:出|出来|出稿|交|报|完成|开工|验收|上会|送审|定稿|印发|完工)$|要[^，。；]{0,6}(?:以后|之后|后)?才(?:能)?(?:出|完成|开工|验收|报|交)$|^(?:还)?(?:要|得|需)重新|开始(?:改|做|写|编|修|整|弄|搞)|着手`)
	waiting      = pattern.MustCompile(`^(?:还在|正|在|都)?(?:等|待)[^，。]*$|(?:要|得|需|须|还|在)等[^，。]{2,}|(?:因|由于|受)[^，。；]{2,20}(?:影响|未|没|不|停|无法|滞后|限制)`)
	tailQuestion = pattern.MustCompile(`(?:对不对|对吗|对吧|对不|是不是|是吗|是吧|可以吗|行吗|行不行|行不|够不够|够吗|算不算|算吗|这样报|口径对|合适吗|要得不|得行不|没问题吧)[^。]*$`)
	verbQuestion = pattern.MustCompile(`(?:了没有?|到没有?|完没有?|好没有?|有没有|吗|么|呢|不|没|啥|啥子|谁|哪里|哪儿|多少|几号|几点|什么|咋个?|怎么办|怎么弄|怎么填|怎么报|哪个)$`)
)

// section is the part of a message under a heading such as 存在问题：.
type section struct {
	mode  role
	held  bool // to its end, not only to the next full stop
	level int  // of the heading's own list mark
	in    int  // the level of the item that the heading stands in, on the same line
}

// ends reports whether a clause stands outside the section.
func (x section) ends(c *clause) bool {
	if c.stop == item && x.held && x.level > 0 && c.level > 0 {
		return c.level <= x.level
	}
	if c.stop == item && x.held && x.in > 0 && c.number != 1 { // 1.…；下步：…。2.…
		return c.level <= x.in
	}
	return (c.stop == strong || c.stop == item) && !x.held
}

// assign gives every clause its role, carrying a section's heading on to its end.
func (p *parser) assign(cs []clause) {
	p.threats(cs)
	var now section
	within := 0
	for i := range cs {
		c := &cs[i]
		if c.level > 0 {
			within = c.level
		} else if c.atLine {
			within = 0
		}
		if now.ends(c) {
			now = section{}
		}
		if c.threat {
			c.role = hindrance
			continue
		}
		c.role = p.roleOf(c, now.mode)
		held := strings.HasSuffix(c.s, "：") || c.line
		switch {
		case troubleHead.MatchString(c.s) && len(c.figs) == 0:
			c.role, c.topic, now = heading, "", section{hindrance, held, c.level, within}
		case planHead.MatchString(c.s) && len(c.figs) == 0:
			c.role, c.topic, now = heading, "", section{plan, held, c.level, within}
		case titles(cs, i):
			c.role = heading
		case c.role == heading && c.topic == "":
			now = section{}
		case troubleStart.MatchString(c.s) && c.role == hindrance:
			now = section{mode: hindrance}
		case startsAny(c.s, "下步", "下一步", "接下来", "后续", "下阶段") && c.role == plan:
			now = section{mode: plan}
		case i > 0 && c.role == report && reasons(c, &cs[i-1]):
			c.role, now = hindrance, section{mode: hindrance}
		case i > 0:
			p.besideOthers(cs[:i+1])
		}
	}
}

// besideOthers settles what the last clause, or the one before it, is beside its neighbours.
func (p *parser) besideOthers(cs []clause) {
	c, before := &cs[len(cs)-1], &cs[len(cs)-2]
	switch {
	case c.role == hindrance && (len(cs) > 2 && between(before, &cs[len(cs)-3], c) || awaited(before, c) || cause(before, c)):
		before.role = hindrance
	case c.role == plan && pleaded(before, c):
		before.role = hindrance
	case c.role == report && (nextRound(cs[:len(cs)-1], c) || p.next(before, c)):
		c.role = plan
	case c.role == report && before.role == plan && p.listed(before, c):
		c.role, c.enumerated = plan, true
	}
}

// threats: 如果再不拨款，月底就要停工了 is a trouble, no plan.
func (p *parser) threats(cs []clause) {
	for i := 1; i < len(cs); i++ {
		if cs[i].stop <= weak && conditional.MatchString(cs[i-1].s) && looming.MatchString(cs[i].s) {
			cs[i-1].threat, cs[i].threat = true, true
		}
	}
}

var looming = pattern.MustCompile(`就(?:要|得|会|只能|只有)?(?:停|断|黄|误|赶不上|完不成|来不及|拖|干不下去)`)

// titles reports whether a clause is the title of what follows: （一）餐饮油烟治理。本周检查62家.
func titles(cs []clause, i int) bool {
	c := &cs[i]
	if c.role != report || c.stop != item || len(c.figs) > 0 || i+1 == len(cs) || utf8.RuneCountInString(c.s) > 16 || stateful(c.s) || nothingNew.in(c.s) {
		return false
	}
	return cs[i+1].stop == strong
}

// next: 专家提了12条意见，今天改 — what is to be done about what was reported.
func (p *parser) next(before, c *clause) bool {
	return before.role == report && c.stop <= weak && len(c.figs) == 0 && comingUp.MatchString(c.s) && !moved.MatchString(c.s) && !strings.HasSuffix(c.s, "了") &&
		(len(before.figs) > 0 || p.happened(before))
}

// comingUp is a bare verb behind a time that is not over.
var comingUp = pattern.MustCompile(`^(?:今天|今日|明天|明日|本周|这周|这两天|近两天|这几天|随即|马上|接着)(?:内|就|起|开始|再|将)*\p{Han}{1,4}$`)

// happened reports whether a clause tells of a day before today.
func (p *parser) happened(c *clause) bool {
	for _, e := range c.periods {
		if e.grain == byDay && e.end.Before(p.on) {
			return true
		}
	}
	return false
}

// nextRound: 上月清掏260口，本月计划200口 plans this month behind a report of the last.
func nextRound(before []clause, c *clause) bool {
	e := explicit(c)
	if e == nil || !roundPlan.MatchString(c.s) {
		return false
	}
	for i := range before {
		if x := explicit(&before[i]); x != nil && x.key != e.key {
			return true
		}
	}
	return false
}

var roundPlan = pattern.MustCompile(`^(?:本|这|下)个?(?:周|月|季度|旬)(?:再)?(?:拟|计划|打算|预计|争取|准备)`)

// listed: in 明年计划新建公园6个、改造管网40公里 the plan governs the whole list.
func (p *parser) listed(before, c *clause) bool {
	return strings.TrimRight(p.t.s[before.b:c.a], " ") == "、" && len(c.figs) > 0 && !deedMark.MatchString(c.s)
}

var reasonStart = pattern.MustCompile(`^(?:主要|原因|因为|由于|是因为|主因|系因|卡在|差在)`)

// reasons: behind 比计划慢了一个月, 主要是数据没收齐 says what is in the way.
func reasons(c, before *clause) bool {
	return reasonStart.MatchString(c.s) && len(c.figs) == 0 &&
		(before.role == hindrance || says(before.s, behind) || says(before.s, stopped) || notYet.in(before.s))
}

// nilWhole is a nil report in other words, where it fills the clause: 没啥新的, 这周没推进, 与上月持平.
var nilWhole = pattern.MustCompile(`^(?:我们|我[镇局委办]|我街道|目前|现在|暂时|这边|工作|各项工作|项目|还是|依然|仍|仍然|也|都|上|本|这|个|周|月|期|旬|季度|近期|最近|期间|国庆|春节|假期|[ ，])*(?:(?:没|没有|没得|莫得|无|暂无|暂未|未|没怎么|没咋)(?:啥子|啥|什么|么子|任何)?(?:新的|新鲜的|要报的|要报|可报的|好报的|需要报的|特别的|事可报|内容可报|工作可报|要说的|要汇报的|更新的|新增|推进|进行|开展工作|动作|起色|突破|安排工作|相关工作(?:开展)?)|(?:与|和|跟|同|较|比)?上(?:个)?(?:周|月|期|次|季度)(?:基本)?(?:持平|一样|一致|相同|没变|没变化|差不多)|(?:没|没有|没得|莫得)(?:啥子|啥|什么)|原地踏步|没变|不变|没有变|按兵不动|(?:情况|进展|数据)(?:没变|不变|照旧|依旧)|无|暂无)(?:的|了|哈|哦|呢)?$`)

// nothingMuch ends in a question word and asks nothing: 这周没啥.
var nothingMuch = pattern.MustCompile(`(?:没|没有|没得|莫得)(?:啥子|啥|什么)$`)

// saysNothing reports a nil report.
func saysNothing(c *clause) bool {
	return nothingNew.in(c.s) || bareNil.has(c.s) || len(c.figs) == 0 && fillsNil(c)
}

func fillsNil(c *clause) bool {
	return nilWhole.MatchString(strings.TrimSpace(c.bare(c.b))) || nilWhole.MatchString(c.s)
}

func (p *parser) roleOf(c *clause, mode role) role {
	switch {
	case c.s == "": // nothing but its unit's name
		return note
	case injectionWords.MatchString(c.s):
		return inject
	case saysNothing(c) && !c.asked:
		c.topic = c.topicOf()
		return report
	case p.isQuestion(c):
		return ask
	case isTalk(c.s), p.signs(c), pledges(c):
		return talk
	}
	if strings.HasSuffix(c.s, "：") {
		if (fixWords.MatchString(c.s) || lateWords.MatchString(c.s)) && utf8.RuneCountInString(c.s) <= 6 {
			return note
		}
		return p.headingRole(c)
	}
	if isNote(c) || onOrders.MatchString(c.s) && len(c.figs) == 0 {
		return note
	}
	c.topic = c.topicOf()
	if mode == plan && !p.reportsAgain(c) {
		return plan
	}
	if p.isPlan(c) {
		return plan
	}
	bad := relapsed(c) || hasTrouble(c.s) && !noneOf(c) && !(mended.MatchString(c.s) && !denials.in(c.s))
	if mode == hindrance || bad && !p.counts(c) && !notYet.in(c.s) || troubleStart.MatchString(c.s) {
		if t := standing(c); t != "" && mode != hindrance {
			c.topic, c.own = t, true
		}
		return hindrance
	}
	if c.trouble = bad && !foundWords.in(c.s) && !remedied(c.s) && !mended.MatchString(c.s); c.trouble {
		c.topic = beforeMatter(c)
	}
	return report
}

// signs reports the frame of a letter: 现将…报告如下, 特此报告, the signature and its day.
func (p *parser) signs(c *clause) bool {
	if letterFrame.MatchString(c.s) {
		return true
	}
	if !c.atLine || len(c.figs) > 0 {
		return false
	}
	if len(c.periods) == 1 && strings.Trim(c.bare(c.b), " ") == "" && strings.TrimSpace(p.t.s[c.b:]) == "" {
		return true
	}
	return signer.MatchString(c.s) && !strings.ContainsAny(p.t.s[c.b:], "，；。")
}

var (
	letterFrame = pattern.MustCompile(`^(?:现将|现就)[^，；]*(?:如下|报告|汇报)：?$|^特此(?:报告|汇报|说明|函告|报送)$`)
	signer      = pattern.MustCompile(`^\p{Han}{2,14}(?:办事处|人民政府|街道|镇|局|委|委员会|办公室|中心)$`)
)

// headingRole: 清流河生态修复： names the task of what follows, 本月三件事： names nothing.
func (p *parser) headingRole(c *clause) role {
	for i := range c.figs {
		c.figs[i].skip = true
	}
	if t := joinTopic(c.content()); isTopic(t) {
		c.topic = t
	}
	return heading
}

// reportsAgain: a clause with a finished figure ends a list of plans that had no heading.
func (p *parser) reportsAgain(c *clause) bool {
	return p.counts(c) && (strings.Contains(c.s, "已") || strings.Contains(c.s, "完成了")) && !p.hasDeadline(c)
}

// counts reports whether the clause has a figure that is more than a length of time.
func (p *parser) counts(c *clause) bool {
	for _, f := range c.figs {
		if !isDuration(f.unit) {
			return true
		}
	}
	return false
}

func isDuration(unit string) bool {
	switch unit {
	case "天", "个月", "个星期", "个季度", "个小时", "工作日", "月", "周", "小时", "年", "分钟", "工日":
		return true
	}
	return false
}

func (p *parser) hasDeadline(c *clause) bool {
	for _, e := range c.periods {
		if e.deadline {
			return true
		}
	}
	return false
}

func (p *parser) isPlan(c *clause) bool {
	s := strings.TrimLeft(c.s, "，、但且并")
	if startsAny(s, "请示", "望江", "等级", "将军", "准备工作", "准备期", "请款", "计划") && !p.hasDeadline(c) {
		return false
	}
	switch {
	case planStart.MatchString(s):
		return !troubleOnly(s) || strings.Contains(s, "协调") || strings.Contains(s, "解决")
	case planVerb.MatchString(s) && len(c.figs) == 0:
		return true
	case p.hasDeadline(c) && !p.overdue(c):
		return !missed.MatchString(c.s)
	case p.hasPercent(c) && !progressBefore(c) && allWanted(c) && !sharing(c):
		return true
	}
	return false
}

// overdue: 11月30号前要的 names a day that has gone; what follows is what was done about it.
func (p *parser) overdue(c *clause) bool {
	for _, e := range c.periods {
		if e.deadline && (e.end.IsZero() || !e.end.Before(p.on)) {
			return false
		}
	}
	return true
}

func (p *parser) hasPercent(c *clause) bool {
	for _, f := range c.figs {
		if f.percent {
			return true
		}
	}
	return false
}

// allWanted: every percentage of the clause is one to be reached.
func allWanted(c *clause) bool {
	for _, f := range c.figs {
		if f.percent && !wanted(c.s[:f.a-c.a]) {
			return false
		}
	}
	return true
}

func sharing(c *clause) bool {
	for _, f := range c.figs {
		if f.percent && shareOf.MatchString(c.s[:f.a-c.a]) {
			return true
		}
	}
	return false
}

func progressBefore(c *clause) bool {
	for _, f := range c.figs {
		if f.percent {
			return progressNouns.ends(strings.TrimRight(c.s[:f.a-c.a], "的达到为约 "))
		}
	}
	return false
}

// onOrders: 按照11月25日会议要求 says why it was done.
var onOrders = pattern.MustCompile(`^(?:按照|根据|按|依据|遵照|为贯彻|为落实|结合)[^，。；]*(?:要求|部署|精神|安排|通知|意见|指示|批示|规定|方案|计划)$`)

func troubleOnly(s string) bool { return hasTrouble(s) && startsAny(s, "等", "待") }

// isTalk reports whether nothing but greetings, thanks and signs is in s.
func isTalk(s string) bool {
	rest := acks.without(greetings.without(s))
	n := 0
	for _, r := range rest {
		if isWordRune(r) {
			n++
		}
	}
	return n == 0 || n <= 1 && utf8.RuneCountInString(rest) < utf8.RuneCountInString(s)
}

// isNote reports whether the clause speaks of the message, not of the work.
func isNote(c *clause) bool {
	for _, f := range c.figs {
		if !isDuration(f.unit) {
			return false
		}
	}
	if !lateWords.MatchString(c.s) && !fixWords.MatchString(c.s) && !earlier.MatchString(c.s) && !targetMoved.MatchString(c.s) {
		return false
	}
	if targetMoved.MatchString(c.s) {
		return true
	}
	if joined := joinTopic(c.content()); len(fieldsOf(joined)) > 0 {
		return false
	}
	rest := joinTopic(runs(earlier.ReplaceAllString(fixWords.ReplaceAllString(lateWords.ReplaceAllString(c.bare(c.b), " "), " "), " ")))
	return !isTopic(rest) || utf8.RuneCountInString(rest) <= 2
}

// breathes: in 我们这边呢，… the 呢 only takes breath.
func (p *parser) breathes(c *clause) bool {
	return strings.HasSuffix(c.s, "呢") && strings.HasPrefix(p.t.s[c.b:], "，")
}

// isQuestion: a question mark, or words that ask. A figure with 对不对 behind it is a report with a question.
func (p *parser) isQuestion(c *clause) bool {
	asks := c.asked || verbQuestion.MatchString(strings.TrimRight(c.s, "啊呀哦嘛的 ")) && !p.breathes(c) || askWords.in(c.s) || aside.starts(c.s)
	if !asks {
		return false
	}
	if (nothingNew.in(c.s) || nothingMuch.MatchString(c.s)) && !c.asked {
		return false
	}
	if len(c.figs) > 0 && p.counts(c) {
		m := tailQuestion.FindStringIndex(c.s)
		last := c.figs[len(c.figs)-1]
		if m != nil && c.a+m[0] >= last.b && m[0] > 0 || !c.asked && !askedAfter(c.s) {
			c.asked = true && m != nil
			return false
		}
	}
	if !c.asked && hasTrouble(c.s) && !strings.Contains(c.s, "吗") && !askedAfter(c.s) {
		return false
	}
	return true
}

// endsAsking is a clause that asks to its last word, whatever numbers stand before:
// 附件1有哪些内容, 3个基地的验收标准是什么.
var endsAsking = pattern.MustCompile(`(?:是什么|是哪些|有哪些\p{Han}{0,4}|是谁|由谁\p{Han}{0,4}|在哪里?)$`)

func askedAfter(s string) bool {
	return endsAsking.MatchString(s) || startsAny(s, "请问", "问下", "问一下", "想问", "另外问", "顺便问") || strings.HasSuffix(s, "吗") || strings.Contains(s, "什么时候") || strings.Contains(s, "是不是") || strings.Contains(s, "要不要") || strings.Contains(s, "多少")
}
