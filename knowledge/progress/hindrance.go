package progress

import (
	"strings"
	"unicode/utf8"

	"liangshan/knowledge/pattern"
)

// What is in the way is said in single words (the table trouble), and in a few
// forms of speech that take any verb or thing.

// resources are what work needs and may lack.
const resources = `(?:资金|经费|补助|补贴|工程款|款项?|工资|费用|预算|人手|人员|人力|工人|劳力|队伍|编制|设备|材料|苗木|树苗|种苗|管材|机械|物资|配件|建材|砂石|石料|水泥|钢材|场地|指标)`

var (
	// inability: 谈不拢, 办不下来, 装不起 — what cannot be done, whatever it is.
	inability = pattern.MustCompile(`(?:谈|办|批|签|装|修|建|做|搞|弄|整|施|进|拿|买|租|借|招|找|定|推|跑|凑|收|报|运|挖|铺|拆|接|划|腾|联系|协调|解决|落实|处理|沟通|说|扯|查)不(?:成|了|下来|下去|到|动|通|拢|妥|起|赢|齐|清楚)`)
	// shortage: 资金还差, 人手尚缺, 工程款欠.
	shortage = pattern.MustCompile(`(` + resources + `)(?:方面|上)?(?:还|尚|仍|都|目前|一共|总共|大约|约|存在|有)*(差|缺口|短缺|缺|短|不够|拖欠|欠)(?:了|约|有|还有|为|达|近|在|大概)*$`)
	lackSaid = pattern.MustCompile(`(?:^|[，还尚仍])(?:差|缺|少)` + resources + `|` + resources + `(?:方面|上)?(?:还|尚|仍|都|目前|一共|总共|大约|约)*(?:差|欠|短|拖)(?:了|约|有|还有|着|欠)*[^，。；不劲]`)

	notOut  = pattern.MustCompile(`(?:没|未)(?:有)?\p{Han}{1,2}(?:出来|下来)|太\p{Han}{1,2}$|\p{Han}[没未]过$|[没未](?:有)?发$`)                                                                      // 还没核出来, 路太烂
	unable  = pattern.MustCompile(`[^差少免离要得了]不(?:上|下|进|出|过|起|开)?(?:来|去|到|动|通|成|上|起|住)了?$`)                                                                                             // 车进不去, 水上不去
	noneYet = pattern.MustCompile(`没有?一[个口户家处座条所项台套件][^，。；]{1,8}$`)                                                                                                                    // 没有一口验收
	lacks   = pattern.MustCompile(`(?:莫得|没得|没有)(?:电|水|钱|人手|路|地|材料|车|设备|技术|资金|场地|油)`)                                                                                                   // 莫得电
	notCome = pattern.MustCompile(`(?:` + resources + `|货|图纸|钱|批文|手续)(?:都|也|一直)?(?:还|仍|尚)?(?:没|未)(?:有)?到(?:$|齐|全)|[机车船泵仪器管板料苗砖石沙缆箱桶](?:都|也)?(?:还|仍|尚)?(?:没|未)(?:有)?到(?:$|齐|全)|还?在路上$`) // 管材还没到
	shorn   = pattern.MustCompile(`(?:` + resources + `|投资)[^，。；]{0,6}(?:砍|压减|压缩|核减|削减|缩减|扣了|扣减|少了|减了|减半|缩水|抽走)|[砍压](?:掉|了)[^，。；]{0,6}(?:资金|经费|预算|指标)`)                                // 资金砍了一半
	missed  = pattern.MustCompile(`(?:达不到|完不成|难以?完成|难达到|完成不了|没达到|未达到|没到|到不了)[^，。；]{0,8}(?:[%成半]|任务|目标|时序|进度)|难以?(?:完成|达到|实现|做到)|完成不了|(?:完|搞|做|弄|干)不(?:成|完)了`)                          // 达不到50%
	mended  = pattern.MustCompile(`(?:补|修|堵|疏通|清理)好了|已(?:经)?(?:全部)?(?:处理|处置|解决|整改|修复|恢复|疏通|协调好|修好|复工)|谈好了|谈妥了|都处理了`)                                                                   // 反弹的那2家已经处理
	season  = pattern.MustCompile(`^(?:主要是|因为?|由于)?(?:汛期|雨季|高温|暴雨|疫情)(?:原因|影响|天气)?$|(?:受|因|由于|正值|遇|赶上|恰逢)[^，]{0,6}(?:汛期|雨季|高温|疫情)`)                                                    // of 汛期水质监测 it is only the time
	pleads  = pattern.MustCompile(`^(?:还|也|并|敬|特|急|亟)*(?:恳请|商请|提请|请求|请|盼|望|希望|建议|需要|需)[^，。；]{0,20}(?:协调|解决|支持|帮忙|帮助|帮|出面|督促|催|牵头|明确|拨付|推动|过问|对接)`)                                     // 请自然资源局协调
	moved   = pattern.MustCompile(`已|完成|建成|竣工|报送|提交|印发|通过|验收`)                                                                                                                         // what has gone on is not in the way
	matters = pattern.MustCompile(`(?:配套|奖补|农民工|消纳|弃土|中央|上级|专项|青苗|管线|变更|施工|规划|建设)?(?:` + resources + `|征地|用地|供地|供电|手续|许可证?|审批|批复|评审|可研|图纸|设计|招标|招投标|拆迁|征收|迁改|迁移|补偿|青苗|协议|权属|批文)`)      // what a trouble is about, no task
)

func hasTrouble(s string) bool {
	return shorn.MatchString(s) || missed.MatchString(s) || lacks.MatchString(s) || noneYet.MatchString(s) || notCome.MatchString(s) || lackSaid.MatchString(s) ||
		season.MatchString(s) || inability.MatchString(s) || unable.MatchString(s) || notOut.MatchString(s) || trouble.in(noTrouble.without(s)) || waiting.MatchString(s)
}

// remedied: 下架不合格塑料袋35公斤 counts what was done about a trouble.
func remedied(s string) bool {
	_, at := trouble.find(s)
	_, by := remedies.find(s)
	return by >= 0 && by < at
}

// relapsed: 有1家又复产, 2台跑掉 — what was put right is not, or got away.
func relapsed(c *clause) bool {
	if len(c.figs) == 0 || c.figs[0].percent {
		return false
	}
	f := c.figs[0]
	said := c.s[min(max(0, f.b-c.a), len(c.s)):]
	return again.MatchString(said) && !moved.MatchString(said) && !further.starts(said)
}

// further is work that goes on: 5户又接了水.
var further = words(cross(`又`, `新 改 修 装 种 栽 签 接 通 领 增 投 办 获 拿 完 清 拆 换 铺 报 有 交 整 验`))

// again is said of those who do once more what was stopped, or do it unseen.
var again = pattern.MustCompile(`^(?:企业|商户|摊主|摊贩|车辆|人员|经营户|养殖户|业主)?(?:又(?:在|被)?(?:偷偷|擅自|悄悄)?\p{Han}|再次|重新(?:开|营|生产|摆|搭|养|冒)|偷偷|擅自|悄悄|私自|暗中|偷着|跑掉|跑了|逃|复燃|死灰复燃|反复)`)

// noneOf: 超标0次 is no trouble.
func noneOf(c *clause) bool {
	for _, f := range c.figs {
		if f.value != 0 {
			return false
		}
	}
	return len(c.figs) > 0
}

// pleaded: 用地的事黄了，请区政府协调 — what somebody is asked to settle is in the way, in whatever words.
func pleaded(c, next *clause) bool {
	return c.role == report && next.stop <= weak && pleads.MatchString(next.s) && len(c.figs) == 0 && len(c.s) > 0 &&
		!moved.MatchString(c.s) && !begun.in(c.s) && !saysNothing(c) && !clean.in(c.s)
}

// between: in 比计划慢，石头多，机器进不来 the middle one is a trouble as well.
func between(c, before, after *clause) bool {
	return c.role == report && before.role == hindrance && c.stop <= weak && after.stop <= weak && len(c.figs) == 0 && !moved.MatchString(c.s) && !begun.in(c.s)
}

// cause: in 租约到期了，业主不肯续 the first says how the second came about.
func cause(c, after *clause) bool {
	return c.role == report && after.stop <= weak && len(c.figs) == 0 && (strings.HasSuffix(c.s, "了") || adverse.MatchString(c.s)) && !stateful(c.s) && !moved.MatchString(c.s) && !events.in(c.s) && !begun.in(c.s) && !finished.in(c.s) &&
		!saysNothing(c) && utf8.RuneCountInString(c.s) >= 4
}

// adverse ends a clause that says what is against the work: 要价高, 路窄.
var adverse = pattern.MustCompile(`(?:高|贵|慢|难|远|窄|陡|烂|乱|紧|差|深|硬)$`)

// awaited: 问题金额还没核完，等单位反馈 — what waits is a trouble as well as what it waits for.
func awaited(c, after *clause) bool {
	return c.role == report && c.stop <= weak && after.stop <= weak && startsAny(after.s, "等", "待", "还在等", "在等") && len(c.figs) == 0 && notDone.MatchString(c.s)
}

var notDone = pattern.MustCompile(`(?:没|未)(?:有|能)?\p{Han}{1,3}(?:完|好|出|成|到|齐|下|上|通|定|清|了)`)

// troubleTopic: 清淤停工了 names its task, 图纸没出来 does not; 清淤工程征地还卡着 does before it says what is in the way.
func troubleTopic(c *clause) string {
	if t := beforeMatter(c); c.own || len(fieldsOf(t)) > 0 || t != c.topic && isTopic(t) {
		return t
	}
	if _, i := trouble.find(c.s); i > 0 {
		if s := joinTopic(runs(c.s[:i])); utf8.RuneCountInString(s) >= longName {
			return s // 智慧环保平台二期可研评审没过
		}
	}
	return ""
}

// beforeMatter is a trouble's topic without what the trouble is about: of 清淤工程人手还差5个 清淤工程.
func beforeMatter(c *clause) string {
	at := matters.FindStringIndex(c.s)
	if at == nil || c.topic == "" {
		return c.topic
	}
	if len(c.figs) > 0 && c.a+at[0] >= c.figs[0].a {
		return c.topic
	}
	return joinTopic(runs(c.s[:at[0]]))
}

// standing is the work that a clause says nothing of but how it stands: 地灾点治理滞后了,
// 泵站更新进展缓慢. What stands still may also be what the work waits for; that is no task.
func standing(c *clause) string {
	s := blankOut(c.s, calm)
	at := -1
	for _, l := range []lexicon{stopped, behind} {
		if _, i := l.find(s); i >= 0 && (at < 0 || i < at) {
			at = i
		}
	}
	if at <= 0 || len(c.figs) > 0 || matters.MatchString(c.s[:at]) {
		return ""
	}
	if t := joinTopic(runs(c.bare(c.a + at))); isTopic(t) && utf8.RuneCountInString(t) >= 3 {
		return t
	}
	return ""
}

// longName is how long the words before a trouble must be to name its task.
const longName = 6
