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
			mechanism{docs: bikes, now: now, kind: answer.NotIn, ask: "小李骑电动自行车闯红灯，撞伤了一位老人。他会受到什么处罚？"},
			mechanism{docs: bikes, now: now, kind: answer.NotIn, ask: "某网吧接纳学生通宵上网，还卖香烟。根据规定，会有什么后果？"},
			mechanism{docs: bikes, now: now, kind: answer.NotIn, ask: "未成年人打群架要坐牢吗"}),
		"what is missing is named by whole words": {
			{docs: bikes, now: now, ask: "单位对待员工可以干预个人事务吗", kind: answer.NotIn, want: []string{"“对待”", "“员工”", "“干预”"}},
			{docs: bikes, now: now, ask: "聚众相约飙车拿打火机放火会坐牢吗", kind: answer.NotIn, want: []string{"“打火机”"}},
		},
		"the rule itself is asked for": each(bikes, now, []string{"登记不得收取费用", "第六条"}, nil,
			"根据哪条规定，登记不得收取费用？", "哪一条规定了登记不得收取费用", "依据什么规定登记不得收取费用"),
		"a list is the one that is laid out": each(bikes, now, []string{"所有人身份证明", "购车发票", "产品合格证", "第七条"}, []string{"适用本办法"},
			"电动自行车登记要交哪些材料", "申请登记需要哪些材料？", "申请电动自行车登记应当提交的材料有哪些"),
		"how long, in which a thing is to be done": each(bikes, now, []string{"自购车之日起30日内"}, []string{"没有载明"},
			"张女士买了一辆电动自行车。她应当在多少日内申请登记？", "购车后几天内要申请登记"),
		"all that is laid on one body": each(bikes, now, []string{"负责电动自行车登记和通行管理", "应当当场办结", "第四条"}, []string{"消防"},
			"公安机关交通管理部门有哪些职责", "公安机关交通管理部门的职责是什么？"),
	})
}

// faq is a sheet of questions and answers on a loan.
var faq = []string{"faq.txt"}

// What people ask of a sheet that tells them what they can have, and under which conditions.
func TestLoansAreAskedByThePublic(t *testing.T) {
	const now = "2024-03-20"
	runFamilies(t, map[string][]mechanism{
		"the most there is, for everybody": each(faq, now, []string{"最高20万元", "最高40万元", "最高300万元"}, []string{"没有载明", "贴息"},
			"扶持贷款最高可以申请多少", "贷款额度上限是多少", "最多能贷多少钱",
			"小宋在外打工八年，想回来开一家米粉店。根据规定，贷款额度最高多少？"),
		"the longest there is": each(faq, now, []string{"最长不超过2年", "最长不超过3年"}, []string{"万元"},
			"扶持贷款每次最长能贷多久", "最长可以贷几年", "贷款期限有多长", "每次最长可以申请多长时间"),
		"the least there is, of which nothing is said": {
			{docs: faq, now: now, ask: "贷款最低多少", kind: answer.NotIn},
			{docs: faq, now: now, ask: "贷款额度下限是多少", kind: answer.NotIn},
		},
		"two values in one question": append(each(faq, now, []string{"LPR+60BP", "40%"}, nil, "贷款利率和贴息利率分别是多少"),
			each(faq, now, []string{"最高20万元", "最高300万元"}, nil, "个人和小微经营主体的贷款额度分别是多少")...),
		"a list for each of several sorts": each(faq, now, []string{"返乡创业个人申请条件", "不超过60周岁", "没有其他贷款", "小微经营主体申请条件", "登记注册满6个月", "无拖欠职工工资"}, []string{"20万元"},
			"扶持贷款有哪些申请条件", "申请条件有哪些", "需要满足哪些申请条件？"),
		"a list for one of them": each(faq, now, []string{"登记注册满6个月", "无拖欠职工工资"}, []string{"60周岁"},
			"小微经营主体的申请条件有哪些", "小微经营主体要符合哪些申请条件"),
		"rights and duties, all of them": append(append(each(faq, now, []string{"有权查询办理进度"}, []string{"不得将贷款"}, "申请人有哪些权利", "申请人依法享有的权利有哪些"),
			each(faq, now, []string{"应当如实提供资料"}, []string{"有权"}, "申请人有哪些义务", "申请人应当履行什么义务")...),
			each(faq, now, []string{"有权查询办理进度", "应当如实提供资料"}, nil, "申请人的权利和义务有哪些")...),
		"where to go": each(faq, now, []string{"县政务服务网或者镇街便民服务中心窗口"}, nil, "在哪里申请", "有哪些申请渠道"),
	})
}

// bylaw is a county's detailed rules on how a service is assessed.
var bylaw = []string{"bylaw.txt"}

// What those ask who are assessed by detailed rules.
func TestDetailedRulesAreAsked(t *testing.T) {
	const now = "2024-06-20"
	runFamilies(t, map[string][]mechanism{
		"what comes of a case": append(each(bylaw, now, []string{"连续两年不合格的，解除承包合同"}, []string{"挪用"},
			"某保洁公司连续两年考核不合格。根据细则，会有什么后果？", "老王承包的河段连续两年不合格，根据规定，他会受到什么处理？"),
			each(bylaw, now, []string{"责令限期退还"}, []string{"解除"}, "某乡镇拿保洁经费修了办公楼。挪用保洁经费怎么处理？", "挪用保洁经费有什么后果")...),
		"where a figure of the asker's falls": each(bylaw, now, []string{"80分以上不满90分为良好"}, []string{"没有载明"},
			"老王今年考核得了85分。根据规定，85分属于什么等级？", "得85分算什么等级"),
		"cases in which": each(bylaw, now, []string{"市级以上媒体曝光", "未在24小时内清理", "虚报工作量"}, nil,
			"哪些情形不能评优秀", "什么情况下不得评为优秀？", "某单位虚报工作量。根据哪条规定，它不能评为优秀？"),
		"duties that are laid out": each(bylaw, now, []string{"每日清捞水面漂浮物", "每周清理岸坡垃圾", "建立保洁台账"}, nil,
			"保洁承包单位有哪些义务", "保洁承包单位应当履行哪些义务"),
		"what a body is to do":     each(bylaw, now, []string{"牵头组织", "10个工作日内作出复核决定"}, nil, "县水利局有哪些职责", "县水利局的职责是什么"),
		"how many points each has": each(bylaw, now, []string{"月度抽查占50分", "年终评定占20分"}, []string{"没有载明"}, "月度抽查和年终评定各占多少分"),
		"between the least and the most": each(bylaw, now, []string{"年满18周岁、不超过65周岁"}, []string{"没有载明"},
			"保洁人员最低年龄多少岁", "保洁人员年龄上限是多少", "保洁人员最大年龄是多少"),
		"who does not agree": each(bylaw, now, []string{"5个工作日内向县水利局申请复核"}, nil, "对考核结果不服怎么办", "不服考核结果该怎么办"),
		"nothing is said of it": {
			{docs: bylaw, now: now, ask: "保洁人员偷懒会被拘留吗", kind: answer.NotIn},
			{docs: bylaw, now: now, ask: "未成年人能不能当保洁员", kind: answer.NotIn},
			{docs: bylaw, now: now, ask: "保洁人员每月工资多少", kind: answer.NotIn},
			{docs: bylaw, now: now, ask: "小李捞垃圾时捡到一部手机。根据哪条规定，捡到的手机归谁？", kind: answer.NotIn},
		},
	})
}
