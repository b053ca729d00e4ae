package progress

import (
	"strings"
	"unicode/utf8"

	"liangshan/knowledge/pattern"
)

// Words that a cut phrase ends in, and that an official would leave off a name.
var (
	looseEnds = words(`拍 播 贴 写 突破 已达 超过 谈好 谈妥 批下来 完成投资率 投资完成率 完成率 做 做到 搞到 弄到 干到 推到 搞 弄 已经 已 已由 由 经 经过 被 将 在 于 与 及 和 把 是 累计 达到 至 到 的 了 也 都 还 又 再 从 比上 进行 开展 实施 推进 实现 排名第 位列 位居 名列 报了 提交 审定 审议 今年 全年 本年 上半年 下半年 去年 我区 全区 全市 我市 全镇 我镇 等等 占了 接待 种了 栽了 做了 修了 新建了`)
	approvers = words(`区长办公会议 区长办公会 镇长办公会 主任办公会 局长办公会 办公会议 办公会 区政府常务会议 区政府常务会 区政府 区委常委会 区委 区人大 区政协 区两办 市政府 市委 市局 市级部门 省政府 县政府 县委 镇政府 党委会 党组会 党政办公会 常务会议 常务会 专题会 国家部委 上级部门 上级 市级 专家组 专家`)
	rises     = words(`新增 新建 新改建 建成 建好 投用`)
	results   = words(`新增 新建 新改建 建成 评比排`)
	areaUnits = words(`亩 万亩 公顷 万公顷 平方米 万平方米 平方公里`)
	sums      = words(`目标 完成 计划 累计 总量 总数 任务 剩余`)
	areaNouns = words(`面积 规模`)
)

// noun words the name of a task or figure as an official would write it: without
// the verb, the particle or the approving body that a cut left at its end. A name
// that would be lost whole stays.
func noun(s string) string {
	for {
		t := strings.TrimRight(s, " ，、：；。-·")
		for _, l := range []lexicon{looseEnds, approvers} {
			w, i := l.last(t)
			if i >= 0 && i+len(w) == len(t) && utf8.RuneCountInString(t[:i]) >= 2 && !contentEnd(t, w) {
				t = t[:i]
			}
		}
		if t == s {
			return s
		}
		s = t
	}
}

// contentEnd: 总量达标 and 水中 end in words that are content, whatever loose end they hold.
func contentEnd(s, loose string) bool {
	w, i := contentWords.last(s)
	return i >= 0 && i+len(w) == len(s) && len(w) > len(loose)
}

// taskNoun is noun for a task, which is no figure: 绿化造林面积新增 names 绿化造林面积.
func taskNoun(s string) string {
	s = turned(noun(s))
	if t := strings.TrimSuffix(s, "率"); t != s && utf8.RuneCountInString(t) >= 4 { // 医疗废物处置率 is of 医疗废物处置
		s = t
	}
	if w, i := results.last(s); i > 0 && i+len(w) == len(s) && utf8.RuneCountInString(s[:i]) >= 2 {
		return noun(strings.TrimSuffix(s, strings.TrimPrefix(w, "评比")))
	}
	return s
}

// workVerbs are how the work on a thing is said, and the noun that a task is named with.
var workVerbs = []struct {
	said  *pattern.Pattern
	noun  string
	count string // what figures of it are named with
}{
	{pattern.MustCompile(`^(?:建成|建好|建完|建了|新建|新改建|已建|修建)`), "建设", "建成"},
	{pattern.MustCompile(`^(?:开工|动工|在建)`), "建设", ""},
	{pattern.MustCompile(`^新增了?\s*$`), "建设", "新增"},
	{pattern.MustCompile(`^(?:改了|改好|改完|改造了|改掉|已改)`), "改造", "改造"},
	{pattern.MustCompile(`^(?:拆了|拆掉|拆完|拆除了)`), "拆除", "拆除"},
	{pattern.MustCompile(`^(?:装了|装好|装完|安装了|装上)`), "安装", "安装"},
	{pattern.MustCompile(`^(?:铺了|铺好|铺完|铺设了)`), "铺设", "铺设"},
	{pattern.MustCompile(`^(?:报了|申报了|申报)`), "申报", "申报"},
	{pattern.MustCompile(`^(?:换了|更换了|换掉)`), "更换", "更换"},
	{pattern.MustCompile(`^(?:栽了|种了|栽好|种好)`), "栽植", "栽植"},
	{pattern.MustCompile(`^(?:清了|清理了|清完)`), "清理", "清理"},
	{pattern.MustCompile(`^(?:挖了|开挖了)`), "开挖", "开挖"},
}

var (
	adverbs     = words(`已经 已 都 也 又 累计 全部 共 目前 现在 现已 再 还 又已 一共 总共 刚 才 就 只`)
	noThing     = words(`面积 率 数 量 工作 活动 项目库建设 治理 整治 建设 改造 修复 保护 抚育 创建 宣传 宣讲 培训 执法 检查 排查 巡查 整改 清淤 保洁 申报 收集 编制 审核 核查 回收 安装 拆除 铺设 栽植 种植 造林 绿化 更换 清理 清掏 监测 防治 处置 处理 提升 推广 覆土 复绿 复垦`)
	workedThing = words(`盏 棵 辆 艘 根 块 段 道 面 孔 眼 井 池 个 处 座 所 家 条 口 套 台 户 间 栋 片 公里 米 亩 万亩 平方米 万平方米 株 万株`)
)

// worked names the work on a thing by the verb that was said of it: 口袋公园建成3个 is of
// 口袋公园建设, 垃圾池拆了七成 of 垃圾池拆除.
func (p *parser) worked(gr *group, hint string) (task, verb string) {
	if utf8.RuneCountInString(hint) < 2 || noThing.ends(hint) || activities.ends(hint) {
		return hint, ""
	}
	for _, c := range gr.clauses {
		words := c.bare(c.b)
		i := strings.Index(words, hint)
		if c.role != report || i < 0 {
			continue
		}
		said := strings.TrimLeft(words[i+len(hint):], " ，（")
		for w := adverbs.at(said); w != ""; w = adverbs.at(said) {
			said = strings.TrimLeft(said[len(w):], " ，")
		}
		if len(c.figs) > 0 && !c.figs[0].percent && !workedThing.has(c.figs[0].unit) {
			return hint, ""
		}
		for _, v := range workVerbs {
			if v.said.MatchString(said) {
				return hint + v.noun, v.count
			}
		}
		return hint, ""
	}
	return hint, ""
}

// leadVerbs begin a task as it is said; officials end its name with them: 创建绿色社区, 绿色社区创建.
var (
	leadVerbs = words(`创建 整治 治理 改造 修复 清理 安装 打造`)
	leadFinds = words(`所有 对 关于 发现 受理 收到 接到 排查出 周报 月报 完成 已完成 累计完成`)
)

// coming: 污水站能通水, 送审稿报 end in what will be or was done with it.
var coming = pattern.MustCompile(`(?:就)?(?:能|可以|要|会)(?:通水|通车|完工|完成|投用|交付|建成|开工|验收|到位)$|[稿案件本料]报$|(?:班|会|赛|节|展|活动)办$|报[市区县省]\p{Han}{1,8}$`)

// withoutPlace takes a town's own name off its task: 龙集厕所改造 of 龙集镇. 万灵古镇 keeps its name.
func withoutPlace(hint, dept string) string {
	for _, w := range []string{"街道", "镇"} {
		place, ok := strings.CutSuffix(dept, w)
		if !ok {
			continue
		}
		rest, ok := strings.CutPrefix(hint, place)
		if ok && utf8.RuneCountInString(rest) >= 4 && !startsAny(rest, "河", "江", "湖", "山", "古", "老", "场", "桥", "水库", "大道", "路", "工业园", "基地", "猪", "陶", "污水厂", "水厂", "镇", "街", "景区", "片区") {
			return rest
		}
	}
	return hint
}

func turned(s string) string {
	if m := coming.FindStringIndex(s); m != nil && m[0] >= 2*len("水") {
		s = s[:m[0]]
	}
	if w := leadFinds.at(s); w != "" && utf8.RuneCountInString(s[len(w):]) >= 2 {
		s = s[len(w):]
	}
	w := leadVerbs.at(s)
	if w == "" || utf8.RuneCountInString(s[len(w):]) < 3 || activities.ends(s) || leadVerbs.ends(s) || endsAny(s, "项目", "工程", "岗", "人员", "队伍", "岗位") {
		return s
	}
	return s[len(w):] + w
}

// plainly names a figure in full: the area of what is counted in 亩, what is new
// before what it is new of, a place in a ranking without the word 总量.
func plainly(m Metric, task string) Metric {
	m.Name = noun(m.Name)
	if w, i := rises.last(m.Name); i > 0 && i+len(w) == len(m.Name) {
		m.Name = w + m.Name[:i]
	}
	if m.Unit == "名" || m.Unit == "位" {
		m.Name = noun(strings.TrimSuffix(m.Name, "排"))
	}
	if (m.Unit == "名" || m.Unit == "位") && strings.HasSuffix(m.Name, "总数") {
		m.Name = noun(strings.TrimSuffix(m.Name, "总数"))
	}
	if areaUnits.has(m.Unit) && !areaNouns.in(m.Name) && !sums.ends(m.Name) {
		m.Name += "面积"
	}
	if m.Name == "面积" && task != "" {
		m.Name = noun(task) + m.Name
	}
	if strings.HasSuffix(m.Name, "占") {
		m.Name += "比"
	}
	return m
}
