package words

import (
	"slices"
	"testing"
)

// The steps from one end to the other are the dated parts between them, in any words for
// a step; a passage without dates tells them as it stands.
func TestStepsBetween(t *testing.T) {
	const then, later = "2022-07-07", "2024-06-10"
	runFamilies(t, map[string][]mechanism{
		"between two": each(letter, then, []string{"征求意见", "专家审查", "审议并发布实施", "共3个节点"}, []string{"申报材料", "14个镇街"},
			"规划从征求意见走到发布要几步", "从初稿修正到发布实施得过哪些环节", "征求意见到发布中间有哪些程序", "规划发布以前要过哪几关"),
		"after one": each(letter, then, []string{"力争……", "11月底前", "共2个节点"}, []string{"征求意见"}, "专家审查之后还有哪些步骤"),
		"all":       each(letter, then, []string{"共4个节点"}, []string{"14个镇街"}, "规划要走哪些流程", "规划要经过哪些程序"),
		"stages": {
			{docs: reply, ask: "生态沟渠从2024年到2026年分几步", now: later, not: []string{"申报材料"}},
		},
	})
}

// A number with a picture of the asker's own (三场仗, 几张牌) asks for as many members;
// the picture is no word that a document must have.
func TestMembersByTheirNumber(t *testing.T) {
	const then = "2022-07-07"
	runFamilies(t, map[string][]mechanism{
		"battles":   each(letter, then, []string{"蓝天", "碧水", "净土"}, []string{"没有载明"}, "污染防治要打哪三场硬仗", "污染防治打哪几场仗", "污染防治是哪三件套"),
		"cards":     each(letter, then, []string{"生态农业", "生态工业", "生态旅游"}, []string{"没有载明", "转换模式"}, "发展生态经济打哪三张牌"),
		"sentences": each(letter, then, []string{"以保护促旅游、以旅游促发展、以发展促保护"}, []string{"转换模式"}, "旅游的思路是哪三句话", "生态旅游讲的是哪三句"),
		"what a document does not have": {
			{docs: letter, ask: "要建哪三座大桥", now: then, not: []string{"生态农业", "蓝天"}},
		},
	})
}

// What is wrong with one matter, what of it is in hand, what it is to come to.
func TestStateOfOneMatter(t *testing.T) {
	const then, later = "2022-07-07", "2024-06-10"
	runFamilies(t, map[string][]mechanism{
		"wrong":             each(letter, then, []string{"亮点不突出，区域经济体量偏小"}, []string{"基本要求"}, "两山转化那块有哪些问题", "两山转化存在哪些不足", "经济上有啥短板"),
		"all that is wrong": each(letter, then, []string{"生态环境基础设施"}, nil, "环境基础设施有哪些短板"),
		"in hand":           each(letter, then, []string{"初稿，正按程序征求意见"}, []string{"8月中旬"}, "哪些稿子正在征求意见", "眼下有哪几个稿子在征求意见"),
		"not done yet":      each(letter, then, []string{"没有载明结果"}, nil, "哪些已经完成了"),
		"to come to":        each(letter, then, []string{"共赢"}, []string{"没有载明"}, "生态旅游要达到个啥效果", "生态旅游要取得什么成效"),
		"by what means":     each(letter, then, []string{"现代农业示范园为核心载体"}, []string{"没有载明"}, "发展生态农业的抓手是啥"),
		"for each year":     append(each(letter, then, []string{"2022年力争", "2026年力争"}, []string{"百姓富"}, "每年的目标各是啥", "各年度的目标是什么"), each(letter, then, []string{"2022年力争", "2026年力争"}, []string{"动员大会"}, "2022年和2026年的目标分别是啥")...),
		"a share, no year":  each(letter, then, []string{"3%以上"}, []string{"没有载明", "复垦"}, "占比升到多少", "比例涨到好多"),
		"how long it holds": each(letter, then, []string{"没有载明“有效期”"}, []string{"有效解决"}, "规划管几年", "方案管好几年"),
		"to whom it goes":   each(letter, then, []string{"没有载明交给谁"}, []string{"由谁负责"}, "申报材料交给哪个", "申报材料报到哪个单位"),
		"people, not times": each(letter, then, []string{"没有载明"}, []string{"由谁"}, "志愿者有几个", "环保志愿者一共几个"),
		"the whole name":    each(letter, then, []string{"建设“绿水青山就是金山银山”实践创新基地是"}, []string{"民意"}, "两山基地的全称是啥"),
		"of another paper":  each(reply, later, []string{"2024年完成20公里"}, nil, "生态沟渠每年的任务是多少公里"),
	})
}

// A mean is reckoned from a total and the time or the number that stands with it, and is
// said to be reckoned; without either none is.
func TestMeansAreReckoned(t *testing.T) {
	const then, later = "2022-07-07", "2024-08-10"
	runFamilies(t, map[string][]mechanism{
		"a month": each(letter, then, []string{"约522条", "3134条÷6个月", "没有直接写明", "1-6月"}, nil, "双微一个月平均发好多条", "政务双微月均发多少条", "双微平均每月推送多少条"),
		"exact":   each(letter, then, []string{"1次（计算：6次÷6个月"}, []string{"约1次"}, "宣讲平均每个月几次"),
		"a day":   each(letter, then, []string{"3134条÷181天"}, nil, "双微平均每天发多少条"),
		"a year":  {{docs: reply, ask: "2023年平均每个月接待多少游客", now: later, want: []string{"35万人次", "420万人次÷12个月"}}},
		"none": slices.Concat(
			each(letter, then, nil, []string{"计算"}, "每期曝光片平均多少分钟", "去年环保支出平均每个镇街多少", "环保支出占比平均每年多少"),
			each(reply, later, nil, []string{"计算", "÷"}, "清溪湖平均水深多少")),
	})
}

// How far apart two steps lie is counted between the ends of their terms; how many times
// a share grows, from two shares of one sentence.
func TestStepsApartAndTimesOver(t *testing.T) {
	const then = "2022-07-07"
	runFamilies(t, map[string][]mechanism{
		"by their ends": append(each(letter, then, []string{"按期限末日计", "相隔102天"}, []string{"3134"}, "从专家审查到报市里隔好久", "专家审查和申报材料提交之间有多少天", "专家审查离材料提交隔好多天"),
			each(letter, then, []string{"相隔91天"}, []string{"3134"}, "发布规划到交材料留了多久")...),
		"one before, one after": slices.Concat(
			each(letter, then, []string{"8月中旬", "专家审查"}, []string{"征求意见", "申报材料"}, "审议的前一关是啥"),
			each(letter, then, []string{"审议并发布实施"}, []string{"征求意见", "申报材料"}, "专家审查完了下一关是啥"),
			after("规划啥时候发", each(letter, then, []string{"专家审查"}, []string{"没有载明"}, "之前要先过哪一关", "发布前一步是啥")),
			after("规划啥时候发", each(letter, then, []string{"申报材料"}, []string{"没有载明"}, "发完了下一步呢"))),
		"times":         each(letter, then, []string{"至少约1.83倍", "3%÷1.64%", "2021年"}, nil, "环保支出占比2026年是2021年的几倍", "环保占比五年要翻一番吗"),
		"now and to be": each(letter, then, []string{"2021年", "1.64%", "3%以上"}, []string{"没有载明"}, "环保占比现在和目标分别是多少", "现在占比几何，将来占比几何"),
	})
}

// What is asked is read by its own words: whom a thing is done to is nobody who answers
// for it, 被称为什么 is no 为什么, and of two words one is not met by the other.
func TestAskedByItsOwnWords(t *testing.T) {
	const then = "2022-07-07"
	runFamilies(t, map[string][]mechanism{
		"whom it is done to":         each(letter, then, []string{"工作消极、屡次整改不力"}, []string{"由谁"}, "对哪些人严格问责", "针对哪类单位问责"),
		"what it is called":          each(letter, then, []string{"无烟工业"}, []string{"没有载明"}, "旅游产业被称为啥", "旅游被称作什么工业"),
		"by what means":              each(letter, then, []string{"高标准农田建设"}, []string{"由谁"}, "水土流失用啥办法治"),
		"how to reply":               each(letter, then, []string{"填写在回执上"}, []string{"征求意见"}, "意见咋反馈", "对答复有意见咋个反馈"),
		"as many as it names":        each(letter, then, []string{"组织考察调研", "强化宣传示范引导"}, []string{"补齐短板", "没有载明"}, "前期六项工作是哪些", "前期工作的六项是啥"),
		"rows of a period":           each([]string{"scheme2.md"}, "2024-06-10", []string{"2024年12月底前", "2024年10月底前"}, []string{"2025年"}, "2024年要办完的工作任务有哪些"),
		"the asker's own big number": each(letter, then, []string{"工业污染、交通污染"}, []string{"没有载明"}, "四大污染是哪四种"),
		"which years":                each(letter, then, []string{"2022年力争", "2026年力争"}, []string{"产业强"}, "两个目标年份是哪两年"),
		"the second part":            each(letter, then, []string{"强化资金保障", "13.35亿元"}, []string{"定期研究"}, "保障措施第二条是啥"),
		"a part that is not":         each(letter, then, []string{"没有载明“第五条”"}, nil, "保障措施第五条是啥"),
		"where it is written":        each(letter, then, []string{"强化资金保障"}, []string{"没有载明"}, "哪一段讲的是资金"),
		"no place":                   each(letter, then, []string{"一票否决"}, []string{"地点"}, "一票否决用在哪"),
		"called by a number":         each(letter, then, []string{"蓝天", "碧水", "净土"}, []string{"没有载明"}, "污染防治三场保卫战叫什么"),
	})
}

// A number is read in any writing, in another unit, and with a verb glued to it; whoever
// gets a paper is its addressee; two bodies are told one by one.
func TestNumbersAndBodiesOfAPaper(t *testing.T) {
	const then = "2022-07-07"
	runFamilies(t, map[string][]mechanism{
		"spelled":        append(each(letter, then, []string{"3134条"}, []string{"没有载明"}, "三千一百三十四是啥数", "3134指的是啥"), each(letter, then, []string{"占全区GDP的1.64%"}, []string{"没有载明"}, "百分之一点六四是什么", "1.64对应的是GDP还是财政支出")...),
		"another unit":   each(letter, then, []string{"13.35亿元即133500万元"}, nil, "13.35亿折多少万元", "十三点三五亿折合多少万元"),
		"no such figure": each(letter, then, []string{"没有载明"}, []string{"单位换算"}, "14.35亿折多少万元"),
		"who gets it":    each(letter, then, []string{"主送：区政协人口资源环境建设委员会"}, []string{"由谁"}, "收信的是谁", "谁收这封函", "收件单位"),
		"whose opinion":  each(letter, then, []string{"区级部门征求意见"}, []string{"由谁"}, "草案征的是谁的意见"),
		"to whom":        each(letter, then, []string{"寄给我们"}, []string{"没有载明"}, "意见要交到哪里"),
		"two bodies": append(each(letter, then, []string{"区生态环境局作为牵头部门", "共同研究办理"}, []string{"没有载明"}, "主办单位和会办单位"),
			each(letter, then, []string{"区生态环境局作为牵头部门", "没有载明“配合单位”"}, nil, "牵头单位和配合单位是哪些")...),
		"parts of it":         append(each(letter, then, []string{"前期工作进展顺利", "下一步工作打算", "共2项"}, []string{"考察"}, "函件分几大部分", "这份函分哪几块"), each([]string{"scheme2.md"}, "2024-06-10", []string{"工作目标", "保障措施"}, nil, "这个方案分几个部分")...),
		"without a word":      append(each(letter, then, []string{"组织考察调研", "强化宣传示范引导"}, []string{"碧水"}, "前期做了六项工作，逐项报"), each(letter, then, []string{"2022年力争"}, []string{"动员大会"}, "创建市级的年份")...),
		"day of the week":     each(letter, then, []string{"2022年2月21日是周一"}, []string{"没有载明"}, "开动员会那天星期几", "动员大会是周几开的"),
		"a noun for a number": append(each(letter, then, []string{"宣讲6次"}, []string{"载体"}, "宣讲次数"), each(letter, then, []string{"7期"}, nil, "曝光片期数")...),
		"a noun for a time":   append(each(letter, then, []string{"8月底前"}, []string{"成文日期"}, "规划发布时间"), each(letter, then, []string{"11月底前"}, []string{"没有载明“"}, "申报材料完成时间")...),
		"a noun for a body":   append(each(letter, then, []string{"区政府审议"}, []string{"征求意见"}, "规划审议机关"), each(letter, then, []string{"主送"}, []string{"载体"}, "提案者")...),
		"a noun for troubles": each(letter, then, []string{"基础设施设备短板较多"}, nil, "存在问题"),
		"asked by a space":    each(letter, then, []string{"1062号"}, []string{"14个镇街"}, "是哪个的提案 多少号"),
	})
}

// One count as a share of another, the session of a proposal, places of a sort, and words
// of the asker's own that only lead up to what is asked.
func TestSharesSessionsAndPlaces(t *testing.T) {
	const then = "2022-07-07"
	runFamilies(t, map[string][]mechanism{
		"a share of counts":   each(letter, then, []string{"60%", "6次÷10次", "没有直接写明"}, nil, "宣讲次数是志愿者活动的几成", "宣讲占志愿者活动的百分之几"),
		"of several together": each(letter, then, []string{"没有载明"}, []string{"计算"}, "发布会占三项活动的几分之几", "危险废物占固体废物的几成"),
		"the session":         each(letter, then, []string{"十六届一次会议"}, []string{"动员"}, "办的是哪一届哪一次会议的提案", "第几届政协的提案"),
		"another congress":    each(letter, then, []string{"第十五次"}, []string{"标题"}, "两山是哪届党代会提的"),
		"papers by number":    each(letter, then, []string{"规划》", "实施方案》"}, []string{"标题"}, "正在征求意见的两个文件叫什么名字"),
		"places of a sort":    each(letter, then, []string{"武隆区", "南岸区"}, nil, "去哪些区学习取经了", "考察过哪几个区"),
		"what it all is for":  each(letter, then, []string{"创建不是目的"}, []string{"没有载明"}, "创建的最终落脚点是什么", "归根到底创建是为了什么"),
		"as a list of points": each(letter, then, []string{"专家审查", "申报材料"}, []string{"空间管控"}, "四个时间点依次说说"),
		"around what":         each(letter, then, []string{"水气土环境质量改善"}, []string{"没有载明"}, "项目是围绕哪两个方面包装的"),
	})
}
