package progress

import (
	"strings"
	"unicode/utf8"

	"liangshan/knowledge/pattern"
)

// Words by which the district names a figure: 完成管网, 累计投资, 覆盖人数, 评比名次, 曝光片期数.
var (
	deeds   = words(`接户 清淤 挂牌 改造 整改 整治 执法 修复 护岸 管网 铺设 清理 巡河 巡查 拆除 治理 清运 疏浚 新建 建设 安装 处置 回收 培训 宣讲`)
	lengths = words(`公里 米`)
	heads   = words(`覆盖 惠及 受益 参与 参加 参训 培训 培训干部 受众 带动 出动 发动 动员 受教育 抓获`)
	works   = words(`修复 建设 改造 整治 治理 保护 抚育 创建 完成 整改 建成 新建 安装 拆除 更换 申报 开挖 铺设`)
)

// denied keeps what a name says is not: 未开工4个, 用地未批2个.
var denied = pattern.MustCompile(`\p{Han}{0,4}(?:未|没有|没|尚未|不)\p{Han}{1,6}$`)

// nameOf is the noun a figure counts: the words before it, else those behind it, else the task.
func nameOf(f *figure, topic string) string {
	before := trimSigns(f.before)
	if amongWords.MatchString(before) {
		before = ""
	}
	if !strings.HasPrefix(kept.at(strings.TrimLeft(before, "，（ ")), "中") { // 中小学 is no part of anything
		before = amongStart.ReplaceAllString(before, "")
	}
	name := joinTopic(runs(before))
	m := denied.FindString(before)
	switch {
	case f.part == total:
		return totalName(f, before, name, topic)
	case f.part == rest:
		return partNames[rest]
	case m != "":
		return m
	case f.part == lacking:
		return lackName(before, topic)
	case f.part == surplus:
		return lastRunes(before, 3)
	}
	if thing := behindVerb(f, before); thing != "" {
		return thing
	}
	if name == "" {
		name = spoken(before)
	}
	if name == "" && f.part == started {
		if w, i := startedWords.last(before); i >= 0 {
			return "已" + w
		}
		return partNames[started]
	}
	if name == "" {
		name = lastResort(f, before, topic)
	}
	return strings.TrimSpace(name)
}

// lastResort names a figure that nothing before it names: by what stands behind it,
// the task, or what was done.
func lastResort(f *figure, before, topic string) string {
	behind := firstRunes(strings.TrimLeft(f.after, " "), 6)
	name := joinTopic(runs(behind))
	if name == "" {
		name = spoken(behind)
	}
	if name == "" {
		name = topic
	}
	if name == "" {
		f.open = true
		name = f.proposedName()
	}
	if w, _ := doneWords.last(before); name == "" && utf8.RuneCountInString(w) > 1 { // 改好的是22个
		name = w
	}
	if name == "" {
		name = firstRunes(strings.TrimLeft(f.after, " 的了，、；。"), 2) // 38个单位反馈了…
	}
	return name
}

// underWay is said of works that go on: 4个在建.
var underWay = words(`在建 开工 动工 启动 开建 进场 在施工`)

// behindVerb: 检查62家餐饮店 counts 检查餐饮店, 专家提了12条意见 what the experts said.
func behindVerb(f *figure, before string) string {
	r, _ := utf8.DecodeRuneInString(f.after)
	if !isWordRune(r) || isDigit(r) || f.ordinal {
		return ""
	}
	behind, _, _ := strings.Cut(strings.Join(runs(f.after), " "), " ")
	if n := utf8.RuneCountInString(behind); n < 2 || n > 6 || !strings.HasPrefix(f.after, behind) || doneWords.in(behind) || trouble.in(behind) {
		return ""
	}
	if m := gathered.FindStringSubmatch(before); m != nil && !takings.ends(strings.TrimRight(before, "了到")) {
		return m[1] + behind
	}
	said := strings.TrimRight(before, "了出到过 ")
	for _, l := range []lexicon{foundWords, activities, dealings} {
		if w, i := l.last(said); i >= 0 && i+len(w) == len(said) {
			return w + behind
		}
	}
	return ""
}

var (
	gathered = pattern.MustCompile(`(专家|部门|群众|居民|代表|单位|村民|企业)?(?:提出?|反馈|征集|收集|收到|收|征求)(?:了|到)*$`)
	takings  = words(`验收 回收 征收 签收 没收 吸收 查收`)
	dealings = words(`验收 回收 检查 巡查 劝离 劝返 劝导 查处 发放 抽查 抽检 走访 约谈 拆除 清理 关停 取缔 打捞 更换 安装 张贴 收缴 处置 整改 新建 建成`)
)

// lackName: 资金还差50万元 counts 资金缺口, 工程款欠50万元 what is owed.
func lackName(before, topic string) string {
	at := shortage.FindStringSubmatchIndex(before)
	thing := joinTopic(runs(strings.TrimPrefix(before[:at[3]], topic)))
	if thing == "" {
		thing = before[at[2]:at[3]]
	}
	if strings.HasSuffix(before[at[4]:at[5]], "欠") {
		return "欠" + thing
	}
	return thing + "缺口"
}

// trimSigns takes stops off, and quotation marks that have lost their fellow.
func trimSigns(s string) string {
	s = strings.Trim(s, " ，、：；（）。/")
	if strings.Count(s, "“") != strings.Count(s, "”") {
		s = strings.Trim(s, "“”")
	}
	return s
}

// spoken is what talk leaves of a name: 我们镇的目标任务是 leaves nothing, 挖到 leaves nothing that names.
func spoken(s string) string {
	s = cleanName(fillers.without(s))
	if utf8.RuneCountInString(s) < 2 && !strings.Contains("车船树鱼苗管井坝路灯桥牛猪渠", s) {
		return ""
	}
	return s
}

// totalName: 任务 where the words say so, else the things there are in all.
func totalName(f *figure, before, name, topic string) string {
	for _, w := range []string{"任务", "目标", "计划"} {
		if strings.Contains(before, w) && !strings.Contains(name, "投资") {
			return partNames[total]
		}
	}
	if strings.Contains(name, "投资") {
		if strings.Contains(before, "计划") && !strings.Contains(name, "计划") {
			return "计划" + name
		}
		return name
	}
	if f.slash == 2 && f.unit != "" && !f.lent {
		return partNames[total]
	}
	if sum := sumOf(f.unit); topic != "" && name == "" && (f.unit == "户" || f.unit == "人") {
		return sum
	}
	thing := name
	for _, w := range []string{"总共", "一共", "共计", "合计", "总计", "涉及", "总", "共", "应", "需"} {
		thing = strings.TrimPrefix(strings.TrimSuffix(thing, w), w)
	}
	if utf8.RuneCountInString(thing) >= 2 && thing != topic {
		return thing
	}
	if topic == "" {
		return firstRunes(strings.TrimLeft(f.after, " 的了，、；。"), 2) + sumOf(f.unit)
	}
	return thingOf(topic) + sumOf(f.unit)
}

// thingOf takes the work off a task: 矿山修复 has 矿山.
func thingOf(topic string) string {
	for _, w := range []string{"项目", "工程"} {
		if i := strings.LastIndex(topic, w); i > 0 && utf8.RuneCountInString(topic[i+len(w):]) >= 2 {
			topic = topic[i+len(w):]
		}
	}
	if w, i := works.last(topic); i > 0 && i+len(w) == len(topic) && utf8.RuneCountInString(topic[:i]) >= 2 {
		return topic[:i]
	}
	return topic
}

func sumOf(unit string) string {
	switch {
	case unit == "户":
		return "总户数"
	case unit == "人":
		return "总人数"
	case lengths.has(unit), isMoney(unit), areaUnits.has(unit), unit == "吨":
		return "总量"
	}
	return "总数"
}

// conventional gives a figure the name by which the district's ledgers know it, of the words that were said.
func conventional(f *figure, task string) string {
	name := f.name
	if f.part == total || f.part == rest || rises.ends(name) {
		return name
	}
	if s := ofItsKind(f, name, task); s != "" {
		return s
	}
	w, i := deeds.last(name)
	if !strings.HasSuffix(task, name) && name != task || areaUnits.has(f.unit) || i <= 0 || i+len(w) != len(name) {
		if strings.Contains(f.before, "累计") && !strings.HasPrefix(name, "累计") {
			return "累计" + name
		}
		return name
	}
	if lengths.has(f.unit) && strings.Contains(f.before+f.after, "完成") {
		return how(f, "完成") + w
	}
	if m, j := manners.last(name[:i]); j > 0 && j+len(m) == i { // 联合执法
		w = m + w
	}
	return how(f, "") + w
}

// ofItsKind names figures of certain kinds: what has begun, 8/11, instalments, people,
// classes of water, places in a ranking, money; "" for others.
func ofItsKind(f *figure, name, task string) string {
	switch {
	case f.part == started && strings.HasSuffix(f.before, "已"+name):
		return "已" + name
	case f.part == started && name == task:
		if w := underWay.at(strings.TrimLeft(f.after, " 已正还都")); w != "" {
			return w
		}
	case f.slash == 1 && f.unit == "" && name == task && thingOf(name) != name:
		return "已" + strings.TrimPrefix(name, thingOf(name)) + thingOf(name)
	case f.ordinal && f.unit == "期" && !strings.HasSuffix(name, "期数"):
		return name + "期数"
	case f.unit == "人" && heads.ends(name):
		return name + "人数"
	case f.unit == "类" && strings.HasSuffix(name, "断面"):
		return name + "水质类别"
	case f.unit == "类" && strings.Trim(f.before, " 均都为达到，") == "":
		return "水质类别"
	case f.percent && f.pct == change && strings.HasSuffix(name, "减量"):
		return name + "幅度"
	case f.ordinal && endsAny(name, "评比", "考评", "考核", "测评"):
		return name + "名次"
	case isMoney(f.unit) && strings.HasSuffix(name, "投资") && !strings.HasSuffix(name, "总投资"):
		return how(f, "完成") + "投资"
	case isMoney(f.unit) && name == task && !moneyNouns.in(name):
		if strings.Contains(f.before, "完成") || endsAny(f.before, "花了", "用了", "投了") {
			return how(f, "完成") + "投资"
		}
		return "金额"
	}
	return ""
}

var manners = words(`联合 专项 集中 综合 日常 夜间 交叉`)

// how says in which way a figure is counted: 累计, else usual.
func how(f *figure, usual string) string {
	if strings.Contains(f.before, "累计") {
		return "累计"
	}
	return usual
}

// tellApart names what is finished apart from what else carries its name and unit.
func tellApart(fs []*figure) {
	for i, a := range fs {
		for _, b := range fs[i+1:] {
			if countable(a) && countable(b) && a.name == b.name && a.unit == b.unit && a.value != b.value && b.part == done {
				b.name = "完成" + b.name
			}
		}
	}
}
