package answer

import (
	"strings"
	"unicode/utf8"

	"liangshan/knowledge/pattern"
	"liangshan/knowledge/segment"
)

// todayIs opens a message with the day of asking: 今天8月10号，….
var todayIs = pattern.MustCompile(`^(?:今天|今日|现在)(?:都|已经)?(?:是)?(?:\d{4}年)?\d{1,2}月\d{1,2}[日号](?:了)?[，,]?`)

// asker is who is asked for; examines asks it in one character: 规划谁审.
const asker = `(谁|哪个(?:单位|部门)?|哪家)(?:最后|最终)?[来去]?`

var examines = pattern.MustCompile(asker + `审的?$`)

// rewrites put what is said in short, or without a question word, as documents and
// questions have it in full. They follow upon one another in this order.
var rewrites = []struct {
	said *pattern.Pattern
	as   string
}{
	// a year typed without 年: 2025比2022多多少
	{pattern.MustCompile(`\b((?:19|20)\d\d)([比较和与跟多少增减降升涨提各共建的是到至要达有目呢]|$)`), "${1}年$2"},
	// months typed with one 月: 7、8月
	{pattern.MustCompile(`\b(\d{1,2})(?:、|和|跟|与)(\d{1,2})月(?:份)?`), "${1}月、${2}月"},
	// a year typed by its last two digits: 21年花了多少, 到26年要占多少
	{pattern.MustCompile(`(^|[到在从比和与至，]|截至|那么?)([1-4]\d)年($|[^内以期间来之后多左])`), "${1}20${2}年$3"},
	// such a year behind what it is the year of: 产业园25年投多少; after 了 or 近 it is a length of time
	{pattern.MustCompile(`([^\P{Han}了满近约达用共过干有超花这第每])(2\d|3[0-5])年((?:度|计划|预计|要|投|安排|完成|目标|建|的|底|初|前|有|是|多少|开工|考核|达到?|花|做).*|$)`), "${1}20${2}年$3"},
	// the title of a paper in other words; a person's is none
	{pattern.MustCompile(`((?:提案|议案|` + letters + `|` + plans + `|文)的?)(?:全名|(?:完整|全部)的?(?:名[字称]|标题|题目))`), "${1}全称"},
	// who approves a paper, in other words: 规划由哪个通过才算数
	{pattern.MustCompile(`((?:规划|方案|计划|办法|意见|稿)[^审]*?(?:由|要|得|归|报)(?:谁|哪个(?:单位|部门)?|哪家))来?(?:通过|点头|定|同意|认可)(?:了|的)?(?:才.{1,3})?$`), "${1}审批"},
	// the day, by whether it is written: 启动仪式日期写明没有
	{pattern.MustCompile(`^(.{2,}?)的?(?:具体)?的?(?:日期|日子|时间)(?:有没有)?(?:写|写明|载明|说明|提到|标明)了?(?:没有?|吗|没的?)$`), "${1}哪天"},
	// by which day something is handed in: 哪天前报进展
	{pattern.MustCompile(`(哪一?天|几号)之?前(报(?:送|告)?(?:工作)?(?:进展|进度|情况))`), "$1$2"},
	// a year without a question word
	{pattern.MustCompile(`的?年份$`), "是哪年"},
	// a number without one: 宣讲次数, 双微条数
	{pattern.MustCompile(`^([^哪几多什每]{2,}?)的?(?:总)?([次条期场件家项人户处])(?:次|数)$`), "${1}多少${2}"},
	{pattern.MustCompile(`最?(?:突出|棘手|严重|紧迫|大)的(短板|不足|困难|弱项|差距)`), "$1"},
	// where a thing falls short is no place: 转化弱在哪里
	{pattern.MustCompile(`(?:还|都|主要|最)*(?:弱|差|难|卡|堵|输|欠|不够|不足|落后)在(?:哪里?|哪儿|什么地方|哪(?:些|几)个?(?:地方|方面))$`), "有哪些短板"},
	{pattern.MustCompile(`怎么罚的?$`), "怎么处罚"},
	// what a thing is to remedy is what it is there for
	{pattern.MustCompile(`(?:主要)?(?:是|就是)?为了?解决(?:什么|哪些|哪方面的?)(?:问题|难题)$`), "的目的是什么"},
	// who answered whom, in whatever order
	{pattern.MustCompile(`(哪个(?:单位|部门|局|机关)?|哪家(?:单位)?|谁)(?:给|向)[^，谁哪]{2,12}?((?:回|发|写|答复|回复|出)(?:的|了)(?:` + letters + `))`), "$1$2"},
	{pattern.MustCompile(`^给[^，谁哪]{2,12}的((?:` + letters + `)是?(?:谁|哪))`), "$1"},
	{pattern.MustCompile(`^(?:回复|答复)[^，谁哪的]{2,12}的(?:单位|部门|机关|局)?是(谁|哪个(?:单位|部门|局|机关)?|哪家)$`), "${1}答复的函"},
	// with whom a proposal was dealt with
	{pattern.MustCompile(`((?:提案|建议|议案|` + letters + `))(?:这件|是|都)*(?:和|跟|与|同|会同)(哪.{0,6}?)(?:一起|共同|一块)(?:商量|研究)?(?:着)?(?:办|研究|答复|回复|处理)(?:理)?的?$`), "${1}会办单位是$2"},
	// who signed a paper
	{pattern.MustCompile(`((?:` + letters + `|` + plans + `).{0,3}(?:谁|哪个|哪位|哪一位)(?:区?领导|主任|局长)?)签(?:的字|了字|字|发)?的?$`), "${1}审签的"},
	// what a level of the house pays
	{pattern.MustCompile(`([国省市区县镇村])(?:里|里面|上)?(?:财政)?(?:要|得|能|自己)?(?:出|掏|拿)(多少|几)(钱|万|元)?$`), "${1}级补助$2$3"},
	// as of which day data are
	{pattern.MustCompile(`数据是?(?:统计|算|更新)?(?:到|至)(哪天|几号|什么时候|几月|哪个月)(?:底)?的?$`), "数据截至$1"},
	// what is still to come, coming out
	{pattern.MustCompile(`^([^这那该本]*(?:` + plans + `|标准|政策|制度|清单|指南|目录)的?(?:什么时候|哪天|几月|几号|多久|哪个月))(?:才|能|会|要|可以)*出(?:来|得来)?的?$`), "${1}出台"},
	{examines, "${1}审议"},
	{pattern.MustCompile(asker + `批的?$`), "${1}审批"},
}

// partsOf points at a part of a document and asks for what it has: 那部分的四个方面.
var partsOf = pattern.MustCompile(`[这那]一?个?(?:部分|板块|块|段|节)的?((?:[二两三四五六七八九十]|\d{1,2})大?(?:个?方面|条|点|项|件))`)

// countedTail ends a question by how many parts of its matter are asked for: 落实责任制度四个方面.
var countedTail = pattern.MustCompile(`^(.{3,}[^第的])的?((?:[二三四五六七八九十])大?(?:条|点|项|件|块|步|个?方面))(?:内容|工作|措施|任务|事情?)?(?:，|\s)*(?:概括|列|念|说|报|讲|摆|总结|介绍|逐[条项]|分别)?(?:一下|出来|报|列|说)?$`)

// standardised writes a question as documents would: folded, without dialect, with whole years.
func standardised(text string) string {
	std := tables.standard(fold(inDigits(text)))
	for _, r := range rewrites {
		std = r.said.ReplaceAllString(std, r.as)
	}
	if std = partsOf.ReplaceAllString(std, "$1"); !questionWord.MatchString(std) && !strings.Contains(std, "列") {
		std = countedTail.ReplaceAllString(std, "${1}有哪$2")
	}
	return std
}

// spelledOut is a number written out as it is spoken: 三千一百三十四, 百分之一点六四, 十三点三五亿.
var spelledOut = pattern.MustCompile(`[A-Za-z]?(百分之)?([一二两三四五六七八九十百千零点〇]+)`)

// noNumber has digits beside one another that no number has: 十四五.
var noNumber = pattern.MustCompile(`^[^点]*[一二两三四五六七八九][一二两三四五六七八九]`)

// inDigits writes such numbers in digits; short ones are parts of words too often.
func inDigits(text string) string {
	return spelledOut.ReplaceAllStringFunc(text, func(m string) string {
		if m[0] < utf8.RuneSelf {
			if number := inDigits(m[1:]); strings.HasSuffix(number, "%") {
				return m[:1] + "的" + number // GDP百分之三 is not called GDP3%
			}
			return m[:1] + inDigits(m[1:])
		}
		number, share := strings.CutPrefix(m, "百分之")
		long := runes(number) > 2 && strings.ContainsAny(number, "十百千点") && !strings.HasPrefix(number, "百") && !strings.HasPrefix(number, "千") && !noNumber.MatchString(number)
		v, ok := segment.Number(number)
		if !ok || !share && !long {
			return m
		}
		if share {
			return trimFloat(v) + "%"
		}
		return trimFloat(v)
	})
}

// inLine gives 哪个来审 the noun that the conversation has for it: 审查, after 专家审查定在好久.
func inLine(text string, history []Turn) string {
	if len(history) == 0 {
		return text
	}
	std := tables.standard(fold(text))
	said := examining.FindAllString(history[len(history)-1].Text, -1)
	if len(said) != 1 || !examines.MatchString(std) {
		return text
	}
	return examines.ReplaceAllString(std, "${1}"+said[0])
}

var examining = pattern.MustCompile(`审[议查核定计]|评审`)
