package progress

import (
	"strings"
	"unicode/utf8"

	"liangshan/knowledge/pattern"
)

// draft is a record in the making, with the flags its task raises.
type draft struct {
	Record
	flags   []string
	nothing bool
	loose   bool // of a report of several units, without one's name
}

func (d *draft) flag(names ...string) { d.flags = append(d.flags, names...) }

// compose makes a record of a group.
func (p *parser) compose(gr *group, dept string) draft {
	d := draft{Record: Record{Department: dept, TaskHint: p.hint(gr), Metrics: []Metric{}}}
	if gr.dept != "" {
		d.Department = gr.dept
	}
	fs := p.measure(gr)
	d.percent(gr, fs)
	d.metrics(fs)
	d.state(gr)
	thing := withoutPlace(taskNoun(d.TaskHint), dept)
	verb := ""
	if d.TaskHint, verb = p.worked(gr, thing); verb != "" {
		for i := range d.Metrics {
			if m := &d.Metrics[i]; m.Name == thing {
				m.Name = verb + thing
			}
		}
	}
	if d.TaskHint == "" {
		d.TaskHint = p.partnered(gr)
	}
	for i, m := range d.Metrics {
		d.Metrics[i] = plainly(m, d.TaskHint)
	}
	d.Problems, d.NextSteps = problemsOf(gr), stepsOf(gr, p.on)
	d.marks(gr)
	d.Text, d.proposed = p.words(gr), gr.proposedTask()
	return d
}

// partnered names work of which nothing is said but with whom: 配合区林业局完成验收.
func (p *parser) partnered(gr *group) string {
	for _, c := range gr.clauses {
		for _, w := range p.with {
			before := w.b <= c.a && strings.Trim(p.t.s[w.b:c.a], " ，") == ""
			if c.role == report && (before || c.a <= w.a && w.b <= c.b) {
				if rest := joinTopic(c.content()); rest != "" {
					return w.s + rest
				}
			}
		}
	}
	return ""
}

// words are the message's own, from the group's first to its last clause.
func (p *parser) words(gr *group) string {
	a, b := -1, -1
	for _, cs := range [][]*clause{gr.clauses, gr.plans} {
		for _, c := range cs {
			if a < 0 || c.a < a {
				a = c.a
			}
			b = max(b, c.b)
		}
	}
	if a < 0 {
		return ""
	}
	return p.t.verbatim(a, b)
}

// hint names the task in the message's own words; figures side by side of one line of work take its name.
func (p *parser) hint(gr *group) string {
	topics := map[string]bool{}
	for _, c := range gr.clauses {
		if c.topic != "" {
			topics[c.topic] = true
		}
	}
	if len(topics) >= 2 && len(gr.field) == 1 && fields[gr.field[0]].joint {
		if general(gr.topic, fields[gr.field[0]].words) {
			return fields[gr.field[0]].title
		}
	}
	return p.typed(gr.topic)
}

// general reports whether a topic holds no more than the words of its line of work: 宣讲
// does, 普法宣讲 is of something else.
func general(topic string, l lexicon) bool {
	return utf8.RuneCountInString(generalWords.without(fillers.without(accessories.without(l.without(topic))))) <= 1
}

var generalWords = words(`号 突破 账号 平台 “ ” 两山 生态文明 生态 环保 绿色 绿水青山 理论 活动 开展 全区 各类 线上 线下 集中 政务 官方 原创 平均 浓度 均值 全年 城区 作业 覆盖 次数 车次`)

// typed gives a folded phrase back as it was typed, where it stands unbroken in the message.
func (p *parser) typed(s string) string {
	if i := strings.Index(p.t.s, s); i >= 0 && s != "" {
		return p.t.verbatim(i, i+len(s))
	}
	return s
}

// measure labels the figures of a group and returns them in order.
func (p *parser) measure(gr *group) []*figure {
	var out []*figure
	behind, cash := "", false
	for _, c := range gr.clauses {
		if c.role == heading {
			if c.topic != "" {
				behind = c.topic
			}
			continue
		}
		label(c, gr.topic, behind)
		ofPiece(c, gr)
		if len(c.figs) > 0 && len(out) > 0 && c.stop <= weak {
			lendUnit(out[len(out)-1], &c.figs[0])
			sameThing(out[len(out)-1], &c.figs[0])
		}
		cash = lendMoney(c, cash)
		if c.topic != "" {
			behind = strings.TrimRight(c.bare(c.b), " ，；。")
		}
		for i := range c.figs {
			f := &c.figs[i]
			f.opens = c.topic == gr.topic
			if c.role == hindrance { // a figure of the trouble, said with it
				f.skip = true
			}
			out = append(out, f)
		}
	}
	out = planned(gr, behind, out)
	out = append(out, intendedOnly(gr)...)
	fromTo(out, p.t.s)
	p.nameAll(gr, out)
	return out
}

// nameAll settles parts and names once all figures of a group stand side by side.
func (p *parser) nameAll(gr *group, out []*figure) {
	before := make([]part, len(out))
	for i, f := range out {
		before[i] = f.part
	}
	settle(out)
	for i, f := range out {
		if f.part != before[i] {
			f.name = nameOf(f, gr.topic)
		}
		f.name = p.typed(f.name)
		if !handedOver(gr) {
			f.name = p.typed(conventional(f, gr.topic))
		}
		if head := headOf(p.cells, f.a); head != "" {
			f.name = head
		}
	}
}

// ofPiece: under 5A创建：, 标识牌更换80% is how far a piece is, not the task.
func ofPiece(c *clause, gr *group) {
	if gr.clauses[0].role != heading || c.level > 0 || c.topic == "" || gr.topic == "" || akin(c.topic, gr.topic) || common(fieldsOf(c.topic), gr.field) {
		return
	}
	for i := range c.figs {
		if f := &c.figs[i]; f.pct == progress && !endsProgress(strings.TrimRight(f.before, "的达到为约 ")) && c.topic != "" && utf8.RuneCountInString(c.topic) >= 3 {
			f.pct = partOf
		}
	}
}

// fromTo: of 55%→68% and 由55%推进到68% the second is how far it is.
func fromTo(fs []*figure, s string) {
	for i := 1; i < len(fs); i++ {
		a, b := fs[i-1], fs[i]
		if a.percent && b.percent && a.pct == progress && a.b <= b.a && raised.MatchString(s[a.b:b.a]) {
			a.skip, b.pct = true, progress
		}
	}
}

var raised = pattern.MustCompile(`^\s*(?:→|->|=>|提高到|提升到|增加到|推进到|增至|升至|升到|到了?|变成)\s*$`)

// sameThing: in 沼气池26口、3.2万立方米 the second figure measures what the first counts.
func sameThing(last, f *figure) {
	if strings.Trim(f.before, " 约，、") == "" && f.after == "" && f.part == other && !f.percent && f.unit != last.unit && last.part != rest && !isMoney(f.unit) {
		f.name = last.name
	}
}

// lendUnit: in 全年任务15平方公里到现在完成11.8 both count the same.
func lendUnit(last, f *figure) {
	if f.unit == "" && !f.percent && !f.ordinal && f.part == done && last.part == total && f.value <= last.value {
		f.unit = last.unit
	}
}

// planned adds the figures of plans that say how much there is: 余下19家月底前清零, and 年内新建20公里 before 建成12公里.
func planned(gr *group, behind string, out []*figure) []*figure {
	for _, c := range gr.plans {
		label(c, gr.topic, behind)
		for i := range c.figs {
			f := &c.figs[i]
			switch {
			case f.percent || isDuration(f.unit) || isMoney(f.unit):
			case f.part == rest && restWords.starts(c.s):
				out = append(out, f)
			case wholeTask(c, f) && reached(out, f):
				f.part = total
				out = append([]*figure{f}, out...)
			}
		}
	}
	return out
}

// intendedOnly are the figures of a group that holds nothing but plans: 明年计划新建公园6个.
func intendedOnly(gr *group) []*figure {
	var out []*figure
	for _, c := range gr.clauses {
		if c.role == report || c.role == hindrance {
			return nil
		}
	}
	for _, c := range gr.plans {
		for i := range c.figs {
			f := &c.figs[i]
			if f.percent || isDuration(f.unit) || f.ordinal || f.unit == "" || f.part == rest {
				continue
			}
			f.part, f.aimed = total, true
			if f.name = joinTopic(runs(f.before)); f.name == "" {
				f.name = gr.topic
			}
			f.name = "计划" + strings.TrimPrefix(f.name, "计划")
			out = append(out, f)
		}
	}
	return out
}

// wholeTask reports whether a planned figure is the whole of the task: 年内新建20公里 is, 下月再建5公里 is not.
func wholeTask(c *clause, f *figure) bool {
	lead := c.slice(c.a, f.a)
	return scopes.in(lead) && !increments.in(lead)
}

// reached reports whether something of the figure's unit has been done and is no more than it.
func reached(fs []*figure, whole *figure) bool {
	for _, f := range fs {
		if f.part == total && f.unit == whole.unit {
			return false
		}
	}
	for _, f := range fs {
		if f.unit == whole.unit && !f.percent && (f.part == done || f.part == other) && f.value <= whole.value {
			return true
		}
	}
	return false
}

var (
	scopes     = words(`年内 今年 全年 年底 年末 本年 年度 任务 目标 计划 总共 一共 全部 需 要 应 拟`)
	increments = words(`再 还 另外 另 新增 继续 下月 下周 下个月 下步 下一步 下季度 本周 本月 这周 明天 后续 接下来 第二批 每月 每周 每天`)
)

// lendMoney makes 已批复3200万 money where the figure before it was.
func lendMoney(c *clause, cash bool) bool {
	for i := range c.figs {
		f := &c.figs[i]
		if cash && (f.unit == "万" || f.unit == "亿") && !countsThings(f.before) {
			f.unit += "元"
		}
		cash = isMoney(f.unit)
	}
	return cash
}

// percent settles how far the task is: said in words, else derived, else not known.
func (d *draft) percent(gr *group, fs []*figure) {
	for _, f := range fs {
		if f.percent && f.pct == progress && !f.skip {
			if d.Percent == nil {
				v := f.value
				d.Percent = &v
				d.approx(f)
				continue
			}
			f.pct = partOf
		}
		if f.pct == left {
			d.approx(f)
		}
		if f.percent && f.pct == aim || f.aimed {
			d.flag(FlagTargetNotActual)
		}
	}
	for i := 1; i < len(fs); i++ {
		if fs[i-1].slash == 1 && fs[i].slash == 2 && ambiguous(fs[i-1], fs[i]) {
			fs[i-1].unit, fs[i].unit = "个", "个"
			d.flag(FlagNeedsConfirm, FlagAmbiguousFraction)
			return
		}
	}
	if d.Percent != nil {
		return
	}
	if v, ok := derive(fs, gr.topic); ok {
		d.Percent = &v
		d.flag(FlagDerivedPercent)
	}
}

func (d *draft) approx(f *figure) {
	if f.approx {
		d.flag(FlagApprox)
	}
}

func (d *draft) metrics(fs []*figure) {
	tellApart(fs)
	for _, f := range fs {
		if countable(f) {
			d.Metrics = append(d.Metrics, standard(f))
			d.approx(f)
		}
	}
}

// state joins words and percentage: what is said to be done is 100, and 100 is done.
func (d *draft) state(gr *group) {
	d.Status = fitting(statusOf(gr), d.Percent)
	if hundred := 100.0; d.Percent == nil && d.Status == Done {
		d.Percent = &hundred
	}
}

// marks raises the flags that lie in single words.
func (d *draft) marks(gr *group) {
	for _, c := range gr.clauses {
		if strings.Contains(c.s, "累计") || running(c.periods) {
			d.flag(FlagCumulative)
		}
		if c.role == report && (milestones.in(c.s) || decided.MatchString(c.s)) && len(c.figs) == 0 {
			d.flag(FlagMilestone)
		}
		d.nothing = d.nothing || saysNothing(c) && len(d.Metrics) == 0 && d.Status == InProgress
	}
	for _, c := range gr.plans {
		if targetPercent(c) {
			d.flag(FlagTargetNotActual)
		} else if isPromise(c) {
			d.flag(FlagPromise, FlagNeedsConfirm)
		}
	}
	if d.TaskHint == "" && !d.nothing {
		d.flag(FlagNeedsTask)
	}
}

// decided: 上了区政府专题会, 办公会原则通过 — a body that governs has taken it up; experts have not.
var decided = pattern.MustCompile(`(?:上了?|过了?|通过了?)[^，。；\d]{0,6}(?:专题会|办公会)(?:议)?(?:了|审议|研究|$)|(?:专题会|办公会)(?:议)?[^，。；\d]{0,4}(?:通过|同意)`)

func running(ps []period) bool {
	for _, e := range ps {
		if e.running && !e.deadline {
			return true
		}
	}
	return false
}

func targetPercent(c *clause) bool {
	for _, f := range c.figs {
		if f.percent {
			return true
		}
	}
	return false
}

var able = pattern.MustCompile(`(?:^|[^可不才功节职智性效产热光电])能|可以`)

// isPromise: 我们数据月底能出 binds; 下步…月底前复工 is a plan.
func isPromise(c *clause) bool {
	if promised.in(c.s) {
		return true
	}
	for _, e := range c.periods {
		if e.deadline && able.MatchString(c.s) {
			return true
		}
	}
	return false
}

// periodOf settles what a record covers: named in the words, else the day it
// happened, else the month of sending. early reports that it was sent in a
// month's first days without saying which month is meant.
func (p *parser) periodOf(gr *group, d *draft, rule periodHabit) (key string, early bool) {
	if gr.period != nil {
		return gr.period.key, false
	}
	if yearly(gr) || handedOver(gr) {
		d.flag(FlagNeedsConfirm)
		return monthKey(p.on.Year, 1)[:4], false
	}
	e := eventDay(gr)
	if e != nil && !rule.noDays {
		return e.key, false
	}
	if has(d.flags, FlagMilestone) && !rule.noDays && !gr.hasFigures() {
		return p.on.String(), false
	}
	month := p.on
	if e != nil {
		month = e.end
	}
	if p.on.Day <= 5 && e == nil {
		if rule.lastMonth {
			month = p.on.MonthStart().Add(-1)
		}
		early = true
	}
	return monthKey(month.Year, month.Month), early
}

// periodHabit is how a message without a time is dated.
type periodHabit struct {
	noDays    bool // 昨天那条: the day is the earlier message's
	lastMonth bool // in a month's first days: the figures are last month's
}

// statistic: rates and running totals are worked out for a month that has ended; 改了一半多点 is how it stands today.
func statistic(d *draft) bool {
	if has(d.flags, FlagCumulative) {
		return true
	}
	for _, m := range d.Metrics {
		if m.Unit == "%" {
			return true
		}
	}
	return false
}

func yearly(gr *group) bool {
	return strings.Contains(strings.ToLower(gr.topic), "gdp")
}

// eventDay is the day on which something reported happened: 昨天开了.
func eventDay(gr *group) *period {
	for _, c := range gr.clauses {
		if c.role != report {
			continue
		}
		for i := range c.periods {
			if e := &c.periods[i]; e.grain == byDay && !e.deadline {
				return e
			}
		}
	}
	return nil
}

func has(list []string, s string) bool {
	for _, x := range list {
		if x == s {
			return true
		}
	}
	return false
}
