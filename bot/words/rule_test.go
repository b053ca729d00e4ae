package words

import (
	"testing"

	"liangshan/knowledge/answer"
)

// bikes is a municipal measure on electric bicycles.
var bikes = []string{"rules.txt"}

// What the public asks of a text of rules.
func TestRulesAreAskedByThePublic(t *testing.T) {
	const now = "2024-03-20"
	runFamilies(t, map[string][]mechanism{
		"a story before the question is no document's": each(bikes, now, []string{"给予警告或者处20元罚款", "第十四条"}, []string{"没有载明", "小陈", "台账"},
			"小陈骑电动自行车送六个月大的女儿上早教，路上被交警拦下。根据规定，未佩戴安全头盔会受到什么处罚？",
			"某外卖公司的骑手着急送餐，一路没戴头盔。根据哪一条规定，未佩戴安全头盔的给予警告或者罚款？",
			"周先生和一名同事下班回家，两人都忘了头盔。未佩戴安全头盔怎么处罚？"),
		"the story says what a short question is about": each(bikes, now, []string{"对单位处2000元以上1万元以下罚款", "第十五条"}, []string{"没有载明"},
			"一家物业公司在楼梯间给电动自行车充电，拒不改正。根据相关规定，对这家公司可以罚多少？",
			"某公司把电动自行车停放在共用走道里，拒不改正。对该公司应该怎么处罚？"),
		"what the story cannot lend is missed": append(each(bikes, now, []string{"没有载明"}, []string{"罚款", "第十"},
			"小李喝了酒骑电动自行车，撞了人逃走。根据哪条规定，酒后驾驶电动自行车要吊销驾驶证？",
			"某公司的骑手一路闯红灯。根据规定，闯红灯怎么处罚？"),
			mechanism{docs: bikes, now: now, kind: answer.NotIn, ask: "未成年人聚众飙车会被拘留吗"},
			mechanism{docs: bikes, now: now, kind: answer.NotIn, ask: "未成年人打群架要坐牢吗"}),
		"the rule itself is asked for": each(bikes, now, []string{"登记不得收取费用", "第六条"}, nil,
			"根据哪条规定，登记不得收取费用？", "哪一条规定了登记不得收取费用", "依据什么规定登记不得收取费用"),
		"a list is the one that is laid out": each(bikes, now, []string{"所有人身份证明", "购车发票", "产品合格证", "第七条"}, []string{"适用本办法"},
			"电动自行车登记要交哪些材料", "申请登记需要哪些材料？", "申请电动自行车登记应当提交的材料有哪些"),
		"how long, in which a thing is to be done": each(bikes, now, []string{"自购车之日起30日内"}, []string{"没有载明"},
			"张女士买了一辆电动自行车。她应当在多少日内申请登记？", "购车后几天内要申请登记"),
	})
}
