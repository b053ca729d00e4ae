package words

import (
	"testing"

	"liangshan/knowledge/answer"
)

// 力争 stays with the goal that it stands before: one with a date of its own is firm.
func TestFirmnessOfGoals(t *testing.T) {
	const now = "2023-07-01"
	fields := []string{"fields.txt"}
	runFamilies(t, map[string][]mechanism{
		"behind its own date it is said of that goal alone": each(fields, now, []string{"2026年底高标准农田占比达到68%以上"}, []string{"力争2026年", "力争高标准"},
			"高标准农田占比要到好多", "2026年高标准农田占比", "高标准农田占比要达到多少"),
		"the goal beside it too": each(fields, now, []string{"粮食总产量达到31万吨"}, []string{"力争粮食", "力争2026年"},
			"粮食总产量要到好多", "2026年底粮食总产量达到好多"),
		"the row of a list too":                    each(fields, now, []string{"粮食总产量达到31万吨"}, []string{"力争粮食", "力争高标准"}, "2026年要完成哪些任务"),
		"before the first date it governs the row": each(fields, now, []string{"力争2023年11月底前上线试运行，新增监测点位85个"}, nil, "智慧田长平台新增多少监测点位"),
	})
}

// What a question names decides: the row that has it, who is put into the office, how
// many there are and not how often, and the frame of the whole paper.
func TestTheThingNamedDecides(t *testing.T) {
	const now = "2023-07-01"
	fields, estates := []string{"fields.txt"}, []string{"estates.txt"}
	both := []string{"letter", "estates.txt"}
	runFamilies(t, map[string][]mechanism{
		"a goal has its subject from the one before": each(estates, now, []string{"力争达到75%以上"}, []string{"38%", "54%"},
			"改造率2025年要到好多", "2025年改造率要到好多", "2025年老旧小区改造率"),
		"that of the next year":                  each(estates, now, []string{"54%"}, []string{"75%", "38%"}, "2024年改造率", "明年改造率要好多"),
		"one with its own keeps it":              each(estates, now, []string{"满意率达到92%以上"}, nil, "居民满意率要到好多"),
		"a goal is no result":                    {{docs: estates, ask: "去年改造率是好多", now: "2026-11-23", kind: answer.NotIn}},
		"the row's own lead":                     each(estates, now, []string{"区经济信息委"}, []string{"领导小组"}, "管线哪个牵头", "燃气管线哪个负责", "管线是哪个单位牵头"),
		"beside another paper too":               each(both, now, []string{"区经济信息委"}, []string{"荣昌", "生态环境局"}, "管线哪个牵头", "燃气管线归哪个管"),
		"and by when, after that":                {{docs: both, after: []string{"管线哪个牵头"}, ask: "好久完成", now: now, want: []string{"2025年10月底前"}, not: []string{"7月中旬"}}},
		"its problems are those of its section":  each([]string{"letter", "fields.txt"}, now, []string{"力量薄弱", "存在空白"}, []string{"攻坚克难"}, "现在有哪些问题", "存在哪些问题"),
		"every month is not every year":          each(estates, now, []string{"每月20日前"}, []string{"12月5日"}, "进展每个月几号报", "工作进展几号报"),
		"until when it holds":                    each(estates, now, []string{"2025年12月31日"}, nil, "方案管到好久", "这个方案好久到期", "方案执行到好久"),
		"on which day it went out":               each(estates, now, []string{"2023年5月10日"}, []string{"未写明"}, "方案哪天印发的", "这个方案哪天印发的"),
		"by which day":                           each(estates, now, []string{"每月20日前"}, []string{"12月5日"}, "各街道哪天前报进展"),
		"who explains it":                        each(both, now, []string{"由区住房城乡建委负责解释"}, []string{"荣昌", "创建"}, "哪个负责解释", "解释权归哪个"),
		"the problems of a paper's own topic":    each([]string{"letter", "fields.txt"}, now, []string{"力量薄弱"}, nil, "田长制存在哪些问题"),
		"a firm by its name":                     {{docs: estates, ask: "请的哪家公司在管护", now: now, kind: answer.NotIn}},
		"copies of a paper that encloses a plan": each(estates, now, []string{"区委办公室，区人大常委会办公室"}, []string{"没有载明"}, "抄送了哪些单位", "这个方案抄送了哪些单位"),
		"who is in the office":                   each(fields, now, []string{"由区委书记、区长担任总田长"}, nil, "总田长是哪个", "总田长哪个当"),
		"who builds, said last":                  each(fields, now, []string{"由区农投集团负责实施"}, []string{"没有载明"}, "高标准农田哪个在搞", "高标准农田归哪个管"),
		"how many, not how often":                each(fields, now, []string{"812名"}, []string{"20名"}, "巡田员有好多个", "有好多巡田员", "巡田员好多名"),
		"a figure reached is a result":           each(fields, now, []string{"34起"}, []string{"没有载明"}, "违法占地查了好多起", "违法占地案件查处了几起"),
		"both ends of a change":                  each(fields, now, []string{"相差5个"}, nil, "撂荒镇街少了几个", "撂荒镇街减少了好多个"),
		"points too":                             each(fields, now, []string{"相差2分"}, nil, "分值提高了几分"),
		"a sum of all that is named":             each(letter, "2022-07-07", []string{"合计17次"}, nil, "宣讲发布会和志愿者活动一共几次", "宣讲发布会志愿者三样加起来几次"),
		"and of no more":                         each(letter, "2022-07-07", []string{"合计7次"}, nil, "宣讲发布会加起来几次"),
	})
}

// What is wrong is told by the sentences that say so, in whatever word it is asked for and
// whatever common word stands beside; a figurative where is no place.
func TestWhatIsWrong(t *testing.T) {
	const then = "2022-07-07"
	all := []string{"短板较多", "任务较重", "亮点不突出", "体量偏小"}
	runFamilies(t, map[string][]mechanism{
		"of all": each(letter, then, all, []string{"载明", "地点", "补齐短板"},
			"我们区现在还有哪些短板", "目前环保这块的主要短板是什么", "环保上的薄弱环节在哪些方面", "生态环保难在哪里", "函里讲我区存在什么问题", "眼下有哪些困难，函里头咋说的"),
		"of one matter":    each(letter, then, []string{"亮点不突出"}, []string{"地点", "基本要求"}, "两山转化弱在哪里", "转化这块差在哪些地方", "两山转化有啥毛病"),
		"of another paper": each([]string{"fields.txt"}, "2023-07-01", []string{"力量薄弱", "存在空白"}, []string{"地点"}, "目前主要差在哪里", "还有啥薄弱环节"),
	})
}

// A year is answered by a year and never by a mere now; how often by a rhythm; and no
// quotation ends in a clause that leads on to what is not quoted.
func TestTimesInTheirOwnMeasure(t *testing.T) {
	const then = "2022-07-07"
	runFamilies(t, map[string][]mechanism{
		"the year":    each(letter, then, []string{"2022年力争"}, []string{"11月底前", "包装策划"}, "计划哪一年拿下市级牌子", "现在说一下市级哪年创成", "市级基地现在定的哪年"),
		"how often":   each(letter, then, []string{"每月召开"}, []string{"没有载明"}, "专题会隔好久开一次", "推进会每隔多长时间开一回", "推进会隔几天开"),
		"a whole end": each(letter, then, []string{"13.35亿元", "2021年"}, []string{"随着"}, "13.35亿元是哪年花的", "哪一年花了13.35亿"),
		"still apart": each(letter, then, []string{"相隔11天"}, nil, "专家审查和政府审议隔多久"),
		"the day":     each(letter, then, []string{"2月21日"}, nil, "动员大会哪天开的"),
	})
}

// What a thing is there for is told by what is to come of it; what is done about a matter
// by the sentence on the matter; and what nobody wrote of is named as lacking.
func TestPurposesMeansAndViews(t *testing.T) {
	const then = "2022-07-07"
	runFamilies(t, map[string][]mechanism{
		"what it is for": each(letter, then, []string{"增强城市防洪排涝"}, []string{"未写明", "突出问题"},
			"建海绵城市是为了解决什么问题", "搞海绵城市图个啥", "为啥要建海绵城市", "海绵城市建设的初衷是什么"),
		"of another thing":           each(letter, then, []string{"不断美化"}, []string{"未写明"}, "美丽乡村是为了解决哪些问题", "美丽乡村建设的目的是啥"),
		"what it is good for":        each(letter, then, []string{"带动效应"}, []string{"未写明", "没有载明"}, "旅游产业为啥喊成无烟工业", "为什么看重旅游业", "旅游产业重要在哪点", "搞旅游有啥子好处"),
		"what it is meant to become": each(letter, then, []string{"产业强、生态美"}, nil, "创建要把荣昌弄成啥样子", "荣昌到最后想建成什么样"),
		"no purpose of another":      each(letter, then, []string{"未写明原因"}, []string{"无烟工业"}, "生态工业为什么重要"),
		"none is written":            each(letter, then, []string{"未写明原因"}, nil, "动员大会的目的是什么", "为啥要开新闻发布会"),
		"what is done":               each(letter, then, []string{"碧水保卫战"}, []string{"先进经验"}, "水污染治理有哪些做法", "水污染防治说了什么办法"),
		"whom they asked":            each(letter, then, []string{"区林业局、区河长办"}, nil, "答复跟谁沟通过", "答复这个提案有哪些部门参与了", "回信前跟哪几家商量过"),
		"which session":              each(letter, then, []string{"十六届一次会议"}, nil, "政协哪一次全会上交的提案", "这个提案是第几次会议的", "哪届哪次会上提出来的"),
		"together with":              each(letter, then, []string{"濑溪河市级示范河流"}, []string{"没有载明"}, "动员会跟哪样事一块开的", "跟哪个活动一起开的动员会"),
		"what was done":              each(letter, then, []string{"齐心合力攻坚", "强化保障措施"}, []string{"考察"}, "前期做了哪几样事情", "前阵子抓了哪几件事"),
		"what trades":                each(letter, then, []string{"生态农业", "生态工业", "生态旅游"}, nil, "想靠生态赚钱要发展哪几种产业"),
		"how it is punished":         each(letter, then, []string{"绝不姑息"}, nil, "干部不作为受啥子处罚", "哪个整改不力要受什么处罚", "整改不力的咋个处罚"),
		"how it is fined":            each(letter, then, []string{"顶格处罚"}, nil, "违法排污的企业咋罚", "乱排污水的怎么罚"),
		"how far off":                each(letter, then, []string{"较大的差距"}, []string{"安吉", "20项"}, "跟评估指标比差得远不远", "我们现在差得多不多"),
		"whether they like":          each(letter, then, []string{"没有载明“满意"}, nil, "委员对这个答复满意不", "政协那边满不满意", "领衔委员满意度怎么样"),
		"what is stressed":           each(letter, then, []string{"工业废气", "餐饮油烟"}, nil, "蓝天保卫战重点盯哪几样", "大气污染防治重点抓哪些"),
	})
}

// Who is asked for decides what stands beside the answer: a list that nobody gave, the
// sender, not who gets a copy, and no sentence of others.
func TestWhoAndNoMore(t *testing.T) {
	const then = "2022-07-07"
	runFamilies(t, map[string][]mechanism{
		"experts are not named": each(letter, then, []string{"只写明专家，未列出"}, []string{"职务"}, "评审专家都是哪些人", "审查专家有哪几位", "专家是谁", "参加审查的专家名单有没有"),
		"who wrote":             each(letter, then, []string{"发文单位：重庆市荣昌区生态环境局"}, []string{"抄送", "刘冬"}, "是哪家给政协回的函", "给政协的复函是谁写的", "答复政协的是哪个单位"),
		"who comes":             each(letter, then, []string{"四大家领导"}, []string{"曝光片"}, "每月的推进会哪些领导来", "哪些人开专题会"),
		"which districts":       each(letter, then, []string{"武隆区"}, []string{"动员会议"}, "前期都去了哪几个区考察", "都考察了哪些区"),
	})
}
