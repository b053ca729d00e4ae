package progress

import (
	"strings"
	"unicode/utf8"

	"liangshan/knowledge/pattern"
)

// pctKind says what a percentage measures.
type pctKind int

const (
	notPercent pctKind = iota
	progress           // of the task
	rate               // an indicator: 利用率92.3%
	change             // 减量1.5%
	partOf             // a part of the works: 铺装40%
	aim                // wanted, not reached
	slogan             // 100%支持
	left               // 还有三分之一没改
)

// classify says what the percentage f of clause c measures; behind is what the group said before this clause.
func classify(c *clause, f *figure, behind string) pctKind {
	before := strings.TrimRight(f.before, "的达到为至约是了已经有：（ ")
	before = strings.TrimRight(strings.TrimSuffix(before, "相应"), "只才仅")
	lead := c.s[:max(0, f.a-c.a)]
	if k := saidOutright(c, f, before, lead); k != notPercent {
		return k
	}
	noun := before
	if noun == "" && strings.TrimSpace(lead) == "" {
		noun = lastRunes(behind, 6)
	}
	switch {
	case rates.ends(noun), containsRate(noun), endsAny(before, "活", "成活", "存活"):
		return rate
	case before == "" && rateWord.MatchString(behind): // 利用率较上月提升3个百分点，达到82%
		return rate
	case strings.HasSuffix(before, "占"):
		return progress
	case strings.Contains(before, "占") && !startsAny(after(before, "占"), "总", "全"):
		return rate
	case partly.in(before) && !trialItself(c, before), startedOnly(before), piece.MatchString(before):
		return partOf
	}
	f.open = !doneWords.in(lead) && !strings.Contains(lead, "占") && !strings.Contains(lead, "进度")
	return f.proposedUse()
}

// saidOutright is what the words right beside a percentage make of it, whatever noun
// it belongs to; notPercent where they leave it open.
func saidOutright(c *clause, f *figure, before, lead string) pctKind {
	if slogans.at(strings.TrimLeft(f.after, "的 ")) != "" {
		return slogan
	}
	if endsAny(before, "没完成", "未完成", "没达到", "未达到", "没到", "不到位") {
		return slogan // 没完成80%: neither reached nor left
	}
	upTo := c.s[:max(0, f.na-c.a)]
	if strings.HasPrefix(c.s[len(upTo):], "不到") { // 达不到一半
		upTo += "不到"
	}
	switch after := strings.TrimLeft(f.after, "的 "); {
	case short.MatchString(upTo):
		return slogan
	case arrivals.MatchString(after), resourced(before):
		return partOf
	case restWords.ends(before), restWords.in(firstRunes(f.after, 8)):
		return left
	case shareOf.MatchString(lead):
		return progress
	case endsProgress(before) && !wanted(lead):
		return progress
	case endsProgress(before):
		return aim
	case changes.in(before):
		return change
	case cuts.MatchString(before):
		return slogan
	case wanted(lead):
		return aim
	}
	return notPercent
}

// trialItself: 水价改革试点完成40% is of the trial, which is the task.
func trialItself(c *clause, before string) bool {
	p, _ := partly.last(before)
	q, _ := partly.find(before)
	return p == q && trials.has(p) && strings.HasSuffix(c.topic, p) && utf8.RuneCountInString(c.topic) >= 6 && !strings.HasPrefix(c.s, "其中")
}

// short: 达不到50%, 完不成八成 deny the figure; 不到50% alone only hedges it.
var short = pattern.MustCompile(`(?:达|做|够|完)不(?:到|了|成)约?\s*$|到不了\s*$|(?:没有?|未|未能|难以|无法|不能)(?:完成|达到|达|做到|实现|超过|过|到)\s*$`)

// cuts: what was taken away is a share of the means, not of the work.
var cuts = pattern.MustCompile(`(?:砍|减|扣|裁|压缩|压减|缩|缩水|削|削减|抽|缺|少|欠|差|跌|掉|死|流失|损失|烧|用|花|涨|退|断)(?:掉|去|减|了|少|至|到|下|走|剩)*(?:近|约|快)?$`)

// arrivals and means: 100%进场, 资金到位60% — hands, goods and money that have come are no work done.
var (
	arrivals = pattern.MustCompile(`^(?:都|已|的?(?:施工|作业)?(?:人员|队伍|设备|材料|苗木|管材|资金|机械)?(?:都|均|已)*)?(?:进场|到场|到位|到货|签约|签订|开工|动工|启动|招标|立项|挂网|下达|拨付|到账)`)
	means    = pattern.MustCompile(`(?:资金|经费|人手|人员|工人|队伍|设备|材料|苗木|管材|机械|物资|树苗|配件|建材|砂石|水泥|钢材)(?:已|都|均|也|只|才|仅)*(?:到位|到账|到场|进场|到货|落实|下达)?(?:了|率|约|达|至)*$`)
)

// resourced reports whether the words before a percentage speak of the means: 资金到位, 材料进场.
func resourced(before string) bool {
	return means.MatchString(before) && !strings.Contains(before, "占")
}

// piece names one of several: 二标80%, 一个90%.
var piece = pattern.MustCompile(`(?:[一二三四五六七八九\d]标段?|[一二三四1-9]期|^[一另]一?[个处家条座])(?:已|才)?(?:完成)?$`)

// shareOf: 完成年度目标1000亩的50%.
var shareOf = pattern.MustCompile(`(?:完成|达到|占|^是|^为|相当于)[^，；。]*(?:目标|任务|计划|总量|总数)[^，；。]*的\s*$`)

var rateWord = pattern.MustCompile(`[用收盖及标格置理]率|比例|比重|占比|浓度|满意度|知晓度`)

func after(s, sep string) string {
	_, b, _ := strings.Cut(s, sep)
	return b
}

func endsProgress(s string) bool { return progressNouns.ends(s) }

// wanted reports whether the words before a percentage make it a target. 占全年目标的 does not.
func wanted(s string) bool {
	s = strings.ReplaceAll(s, "目前", "")
	w, i := aims.last(s)
	if i < 0 {
		return false
	}
	if strings.Contains(s[:i], "占") || strings.HasSuffix(s, "占") || strings.HasPrefix(s[i+len(w):], "的") && strings.Contains(s, "完成") {
		return false
	}
	return true
}

func containsRate(s string) bool {
	w, i := rates.last(s)
	return i >= 0 && len(s)-i-len(w) <= len("数据为") && w != "度"
}

func startedOnly(s string) bool {
	w, i := startedWords.last(s)
	d, j := doneWords.last(s)
	return i >= 0 && (j < 0 || j+len(d) <= i) && w != "推进" && w != "实施"
}

// derive works a percentage out of two figures of finished objects. It never uses what is only begun or planned.
func derive(fs []*figure, topic string) (pct float64, ok bool) {
	d, t := pair(fs, topic)
	if t == 0 {
		return 0, false
	}
	return round1(d / t * 100), true
}

// pair finds what is finished and of how much; 0 of 0 where that is not said.
func pair(fs []*figure, topic string) (d, t float64) {
	for i := 1; i < len(fs); i++ {
		a, b := fs[i-1], fs[i]
		if a.slash == 1 && b.slash == 2 {
			if a.part == started || b.value == 0 || ambiguous(a, b) {
				return 0, 0
			}
			return a.value, b.value
		}
	}
	dn, tt := doneAndTotal(fs)
	switch {
	case dn == nil:
		if r := pick(fs, rest, unitOf(tt)); tt != nil && r != nil && r.value <= tt.value && !unlike(tt, r) {
			return tt.value - r.value, tt.value
		}
		return 0, 0
	case tt != nil && dn.value <= tt.value*1.5 && tt.value > 0:
		return dn.value, tt.value
	}
	if d, r := doneAndLeft(fs); r > 0 {
		return d, d + r
	}
	return doneOfFound(fs, dn, topic)
}

// doneAndTotal picks the figure of what is finished and that of the whole; nil for none.
func doneAndTotal(fs []*figure) (dn, tt *figure) {
	dn = pick(fs, done, "")
	tt = pick(fs, total, unitOf(dn))
	for _, f := range fs { // 栽植4200株，复绿85亩，总85亩
		if tt == nil && f.part == done && !f.percent {
			if x := pick(fs, total, f.unit); x != nil && pick([]*figure{f}, done, "") != nil {
				dn, tt = f, x
			}
		}
	}
	if tt != nil && dn != nil {
		dn = bestDone(fs, dn, tt)
	}
	if tt != nil && dn == nil && pick(fs, rest, tt.unit) == nil {
		if dn = pick(fs, other, tt.unit); dn != nil && (partly.in(dn.before+dn.after) || inOrder.in(dn.before+dn.after) || ofAnother(dn)) {
			dn = nil
		}
	}
	return dn, tt
}

// bestDone prefers, of several figures of what is finished, the sum of all so far and
// the one right behind the whole: 又干了2.3平方公里，全年任务15平方公里到现在完成11.8.
func bestDone(fs []*figure, dn, tt *figure) *figure {
	for i, f := range fs {
		if f.part != done || f.unit != tt.unit || f.percent {
			continue
		}
		if strings.Contains(f.before, "累计") || i > 0 && fs[i-1] == tt && dn.a < tt.a && f.value >= dn.value {
			return f
		}
	}
	return dn
}

// lastFound is the figure of what was found that stands nearest before what was done about it:
// 摸排4320户，发现问题312户，已整改301户.
func lastFound(fs []*figure, dn *figure) *figure {
	best := pick(fs, found, dn.unit)
	for _, f := range fs {
		if f.a < dn.a && f.value >= dn.value && pick([]*figure{f}, found, dn.unit) != nil {
			best = f
		}
	}
	return best
}

// doneOfFound reads 排查216家，整改189家, and 23个重点项目，已完工5个: what was found or stood there before.
func doneOfFound(fs []*figure, dn *figure, topic string) (d, t float64) {
	if f := lastFound(fs, dn); f != nil && mends.in(dn.before+dn.after) && f.value >= dn.value && f.value > 0 && (f.opens && foundWords.in(f.before) && (!incoming.in(f.before) || handedOn.in(f.before)) || strings.Contains(topic, "整") || strings.Contains(topic, "问题") || strings.Contains(topic, "销号")) {
		return dn.value, f.value
	}
	if o := pick(fs, other, dn.unit); o != nil && !responses.in(dn.before) && o.a < dn.a && dn.a-o.b <= len("，其中已经完成") && o.value >= dn.value && o.value > 0 {
		return dn.value, o.value
	}
	return 0, 0
}

// mends are what is done about what an inspection finds, for its task to be nearer to its end.
var mends = words(`整改 销号 办结 解决 整治 修复 处理 处置 完成 验收 到位 治理 改造 安装 已改`)

// ofAnother reports a figure that counts a thing of its own: 12个单位、34个点位.
func ofAnother(f *figure) bool {
	r, _ := utf8.DecodeRuneInString(strings.TrimLeft(f.after, " "))
	return strings.Trim(f.before, " 、，；") == "" && r >= 0x4E00 && r <= 0x9FFF && !actual.MatchString(f.after)
}

// actual marks what was done where no verb of completion stands: 实际6公里, 8家通了管.
var actual = pattern.MustCompile(`实际|实|已|现|目前|达|完成|了|好|通|装`)

// inOrder says how things are, not how far the work is: 正常运行8座.
var inOrder = words(`报批 审批 申报 设计 筹备 招标 立项 运行 正常 达标 合格 良好 在岗 在用`)

// doneAndLeft reads 改了120户，还差30户: finished and left side by side, and nothing else finished that counts the same.
func doneAndLeft(fs []*figure) (d, r float64) {
	for i := 1; i < len(fs); i++ {
		a, b := fs[i-1], fs[i]
		if a.part == rest && b.part == done {
			a, b = b, a
		}
		if a.part != done || b.part != rest || a.unit != b.unit || a.percent || isMoney(a.unit) || isDuration(a.unit) {
			continue
		}
		if unlike(a, b) {
			return 0, 0
		}
		for _, x := range fs[:i-1] {
			if x.part == done && x.unit == a.unit {
				return 0, 0
			}
		}
		return a.value, b.value
	}
	return 0, 0
}

// unlike: 清单收集了26个，还有9个部门没交 counts two kinds of things.
func unlike(a, b *figure) bool {
	noun, _, _ := strings.Cut(joinTopic(runs(saidOf.ReplaceAllString(b.after, " "))), " ")
	return utf8.RuneCountInString(noun) >= 2 && b.a > a.a && !akin(noun, a.before+a.name+a.after) && !strings.Contains(noun, b.unit)
}

// saidOf is what is said of a count rather than what it counts.
var saidOf = pattern.MustCompile(`(?:没|未|正|在|待|要|需|还|尚|不|等|计划|预计|争取|力争).*$`)

func unitOf(f *figure) string {
	if f == nil {
		return ""
	}
	return f.unit
}

// pick returns the first countable figure of that part with that unit; an empty unit takes any but money and times.
func pick(fs []*figure, p part, unit string) *figure {
	for _, f := range fs {
		if f.part != p || f.percent || f.ordinal || f.unit == "万" || f.unit == "亿" || isDuration(f.unit) || isMoney(f.unit) {
			continue
		}
		if unit == "" || f.unit == unit {
			return f
		}
	}
	return nil
}

func isMoney(unit string) bool { return strings.HasSuffix(unit, "元") }

// ambiguous reports whether a/b may as well be a day of the year: 8/11.
func ambiguous(a, b *figure) bool {
	return a.unit == "" && b.unit == "" && a.value >= 1 && a.value <= 12 && b.value >= 1 && b.value <= 31 &&
		a.value == float64(int(a.value)) && b.value == float64(int(b.value))
}
