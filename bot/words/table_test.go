package words

import "testing"

// Figures of a report and of a task table, by row and column, by year, added,
// averaged, compared; what they hold is computed and cited row by row.
func TestTablesAndReportsOfFigures(t *testing.T) {
	const now = "2026-11-23"
	report, tasks, midterm := []string{"basin.txt"}, []string{"basin.html"}, []string{"letter", "midterm.md"}
	scheme := []string{"letter", "rectify.md"}
	for _, m := range []mechanism{
		{docs: report, ask: "杨林镇铺了多少管网", want: []string{"17.3"}, not: []string{"12.6"}},
		{docs: report, ask: "小街镇和杨林镇哪个清淤多", want: []string{"相差1.5公里"}},
		{docs: report, ask: "各镇平均得分多少", want: []string{"平均88.5", "÷4"}},
		{docs: report, ask: "四个镇平均铺了多少公里管网", want: []string{"平均11.88公里"}},
		{docs: report, ask: "得分90以上的有哪些", want: []string{"共2项", "嵩阳街道", "杨林镇"}, not: []string{"88"}},
		{docs: report, ask: "每年分别治理了几个村", want: []string{"2022年完成9个", "2023年完成14个", "2024年完成18个"}},
		{docs: report, ask: "粪污利用率哪年最低", want: []string{"2022年的81%", "最低"}},
		{docs: report, ask: "三块湿地加起来多少亩", want: []string{"合计830亩"}},
		{docs: tasks, ask: "城镇污水治理三项加起来投多少", want: []string{"合计8930万元"}},
		{docs: tasks, ask: "废弃矿山修复比拆码头多花多少钱", want: []string{"相差2710万元"}},
		{docs: tasks, ask: "三江口每年的目标分别是啥", want: []string{"2024年目标：Ⅲ类", "2025年目标：Ⅱ类", "2026年目标：Ⅱ类"}, not: []string{"磨市桥"}},
		{docs: tasks, ask: "有几个断面", want: []string{"共4项", "黄水溪"}},
		{docs: tasks, ask: "2024年要完成哪几项", want: []string{"共4项", "非法码头", "横向生态补偿", "柑橘园", "污水处理厂"}},
		{docs: tasks, ask: "最晚完成的任务是哪个", want: []string{"化肥农药", "2026年12月底"}, not: []string{"码头"}},
		{docs: tasks, ask: "哪项任务最先到期", want: []string{"共1项", "非法码头"}},
		{docs: tasks, ask: "县自然资源局最晚完成的任务是哪个", want: []string{"废弃矿山"}, not: []string{"化肥"}},
		{docs: midterm, ask: "农村生活污水治理率现在是多少", want: []string{"2022年现状：33.2%"}, not: []string{"21.5", "45"}},
		{docs: midterm, ask: "PM2.5目前多少，2025年要到多少", want: []string{"31微克", "30微克"}, not: []string{"35微克"}},
		{docs: midterm, ask: "PM2.5的现状值和目标值分别是多少", want: []string{"31微克", "30微克"}},
		{docs: midterm, ask: "化学需氧量减排量离2025年目标还差好多", want: []string{"相差540吨"}},
		{docs: midterm, ask: "PM2.5从2020到2022降了多少", want: []string{"35微克/立方米－31微克/立方米"}},
		{docs: midterm, ask: "农村生活污水治理率2022年比2020年提高多少", want: []string{"相差11.7个百分点"}, not: []string{"天"}},
		{docs: midterm, ask: "2022年优良天数多少天", want: []string{"342天"}, not: []string{"93"}},
		{docs: midterm, ask: "已建管网里哪年建得最多", want: []string{"2021年63公里"}, not: []string{"60公里"}},
		{docs: midterm, ask: "2021、2022年哪年建的污水管网多", want: []string{"2021年63公里", "最多"}},
		{docs: midterm, ask: "重污染天数最多的是哪年", want: []string{"2020年为4天"}},
		{docs: midterm, ask: "2021到2022年共建了多少公里管网", want: []string{"合计117公里"}, not: []string{"台账"}},
		{docs: midterm, ask: "这两年还要修多少管网", want: []string{"合计105公里"}},
		{docs: midterm, ask: "新市断面总磷近三年咋个变化的", want: []string{"0.09毫克/升、0.08毫克/升、0.06毫克/升"}, not: []string{"没有载明"}},
		{docs: midterm, ask: "2项滞后指标是哪两项", want: []string{"农村生活污水治理率、PM2.5"}, not: []string{"未列出"}},
		{docs: midterm, ask: "天岳污水厂扩建时限是好久", want: []string{"2024年10月底"}, not: []string{"没有载明“"}},
		{docs: tasks, ask: "县住建局牵头的任务有哪几项", want: []string{"共2项任务，均为牵头", "污水处理厂", "合流管网"}},
		{docs: tasks, ask: "县林业局牵头哪些任务", want: []string{"牵头0项，配合2项"}, not: []string{"没有载明"}},
		{docs: tasks, ask: "9项任务里哪些是县财政局配合的", want: []string{"废弃矿山"}, not: []string{"没有载明"}},
		{docs: tasks, ask: "石门经济开发区管理委员会负责什么任务", want: []string{"零直排"}},
		{docs: tasks, ask: "各乡镇、街道要配合哪几项", want: []string{"绿肥", "化肥农药"}, not: []string{"码头"}},
		{docs: tasks, ask: "哪个单位牵头的任务最多", want: []string{"县住房和城乡建设局共2项任务", "县农业农村局共2项任务"}},
		{docs: tasks, ask: "拆码头和砷渣场提标改造哪个先完成", want: []string{"1. 拆除", "相隔457天"}},
		{docs: tasks, ask: "砷渣场提标改造比拆码头晚多久", want: []string{"相隔457天"}},
		{docs: tasks, ask: "2025年到期的任务列个清单", want: []string{"合流管网", "零直排", "砷渣场"}, not: []string{"码头"}},
		{docs: tasks, ask: "完成时限最晚的是哪几项", want: []string{"2026年12月底"}, not: []string{"2025年"}},
		{docs: tasks, ask: "砷渣场提标改造归谁牵头 配合单位是哪些", want: []string{"市生态环境局石门分局", "白云镇"}},
		{docs: report, ask: "县级自筹了多少", want: []string{"其余为0.53亿元", "1.86亿元－0.92亿元－0.41亿元"}},
		{docs: report, ask: "中央资金占总支出多少", want: []string{"约49.5%", "0.92亿元÷1.86亿元"}},
		{docs: report, ask: "哪个镇还没开工", want: []string{"牛栏江镇尚未开工"}, not: []string{"果马河"}},
		{docs: report, ask: "哪些镇完工了", want: []string{"已全部完工"}, not: []string{"共4项"}},
		{docs: report, ask: "PM2.5浓度多少", want: []string{"24微克"}, not: []string{"没有载明"}},
		{docs: midterm, ask: "污水管网总共建了多少 分年度说一下", want: []string{"2021年63公里", "2022年54公里"}, not: []string{"以“分”计"}},
		{docs: report, ask: "截污管网还差多少公里", want: []string{"还差14.5公里"}},
		{docs: scheme, ask: "户厕离年度任务还差几户", want: []string{"还差860户", "2600户－1740户"}},
		{docs: scheme, ask: "哪些问题还没销号", want: []string{"共2项", "非法倾倒", "管网溢流"}, not: []string{"矿山"}},
		{docs: scheme, ask: "县水利局参与哪些问题的整改", want: []string{"非法倾倒", "配合1项"}},
		{docs: scheme, ask: "河西管网总投资和2025年计划投资各多少", want: []string{"3600万元", "1500万元"}, not: []string{"2200"}},
		{docs: scheme, ask: "河西管网什么时候开工，什么时候完工", want: []string{"2025年3月", "2026年9月"}},
		{docs: scheme, ask: "总投资超过3000万的有哪些", want: []string{"河西管网"}, not: []string{"东山矿山"}},
		{docs: scheme, ask: "专项检查什么时候搞", want: []string{"分别于6月下旬、12月上旬"}},
	} {
		m.now = now
		m.run(t)
	}
}

// An account of a year tells of that year, also where a sentence names none; what is to come in the next is told apart.
func TestAccountsTellOfTheirYear(t *testing.T) {
	account := []string{"letter", "account.txt"}
	for _, m := range []mechanism{
		{docs: account, ask: "2024年旅游收入好多", want: []string{"11.9亿元"}, not: []string{"没有载明"}},
		{docs: account, ask: "去年优良天数好多", want: []string{"339天"}, not: []string{"345", "没有载明"}},
		{docs: account, ask: "全年优良天数好多天", want: []string{"339天"}, not: []string{"345"}},
		{docs: account, ask: "2025年优良天数目标好多", want: []string{"345天"}, not: []string{"339"}},
		{docs: account, ask: "去年来了多少游客", want: []string{"214万人次", "理解为2024年"}, not: []string{"目标和安排"}},
		{docs: account, ask: "2024年任务完成了好多项", want: []string{"已完成21项"}, not: []string{"没有载明"}},
		{docs: account, ask: "去年投资完成了好多", want: []string{"2.88亿元"}, not: []string{"目标和安排"}},
		{docs: account, ask: "这个报告是报给哪个的", want: []string{"南江市生态环境局"}, not: []string{"政协"}},
		{docs: account, ask: "今年有哪些时间节点", want: []string{"湿地公园二期"}, not: []string{"征地"}},
		{docs: account, ask: "2023年旅游收入好多", want: []string{"没有载明“2023年”"}},
		{docs: account, ask: "2024年上半年优良天数好多", want: []string{"没有载明“2024年上半年”"}},
		{docs: account, ask: "2024年10月来了多少游客", want: []string{"没有载明“2024年10月”"}},
	} {
		m.now = "2026-11-24"
		m.run(t)
	}
}

// Minutes put who leads first and until when last, and name a place with its numbers.
func TestMinutesOfWhatWasSettled(t *testing.T) {
	minutes := []string{"letter", "minutes3.txt"}
	for _, m := range []mechanism{
		{docs: minutes, ask: "淤泥堆场选址是哪个牵头", want: []string{"由县城管局牵头", "堆场选址"}},
		{docs: minutes, ask: "白鹭湖补水补到哪天", want: []string{"补水至9月20日止"}, not: []string{"台账"}},
		{docs: minutes, ask: "白鹭湖补水从哪天到哪天", want: []string{"自8月1日起", "至9月20日止"}},
		{docs: minutes, ask: "一天补好多", after: []string{"白鹭湖补水是哪个单位负责"}, want: []string{"1.5万立方米"}, not: []string{"没有载明"}},
		{docs: minutes, ask: "哪些企业治理VOCs 哪个牵头", want: []string{"县生态环境局牵头"}, not: []string{"vocs"}},
		{docs: minutes, ask: "优良率要到多少", want: []string{"91%"}},
		{docs: minutes, ask: "3条研学线路叫什么", want: []string{"古渡怀旧"}, not: []string{"未列出"}},
		{docs: minutes, ask: "给柳县的补偿资金每年好多", want: []string{"120万元"}, not: []string{"给柳县"}},
		{docs: minutes, ask: "会议在哪里开的", want: []string{"2号楼5会议室"}, not: []string{"万灵镇"}},
		{docs: minutes, ask: "这是第几次联席会议", want: []string{"第五次会议"}, not: []string{"第六次"}},
		{docs: minutes, ask: "会议是几号开的", want: []string{"2024年7月10日"}, not: []string{"第六次"}},
		{docs: minutes, ask: "第六次会议在哪里开", want: []string{"未写明地点"}, not: []string{"会议室"}},
	} {
		m.now = "2026-11-24"
		m.run(t)
	}
}
