package progress

import (
	"sort"
	"strconv"
	"strings"
	"unicode/utf8"

	"liangshan/knowledge/pattern"
	"liangshan/knowledge/units"
	"liangshan/store/day"
)

// Read reads one message.
//
// The words are folded; what stands before the report (greetings, addressees,
// 转, 代) is taken off; gates let through only what may be recorded; the rest is
// cut into clauses, each clause given a role, the clauses put together by task,
// and a record composed of each task.
func Read(m Message, open []Open, roster *units.Roster) Reading {
	return read(m, open, roster, nil)
}

// read is Read with what was proposed, nil for nothing.
func read(m Message, open []Open, roster *units.Roster, proposal *Proposal) Reading {
	t := fold(m.Text)
	h := readHead(t.s, m, roster)
	t.s = h.framed(t.s, roster)
	t.s = h.withoutOrders(t.s)
	p := newParser(t, h.body, day.Of(m.Sent))
	for _, g := range gates {
		if r, ok := g(p, h, m, roster); ok {
			return r.settled()
		}
	}
	fixes := isCorrection(t.s[h.body:])
	if fixes {
		p.dropDenied(h.body)
		p.dropReferences()
	}
	p.with = h.partners
	cs := p.clauses(h.body)
	h.unitsOf(cs, roster)
	p.assign(cs)
	if !fixes {
		p.adopt(cs, proposal)
	}
	p.leadToQuestion(cs)
	hush(cs, m.Department, roster)
	idle(cs)
	r := p.reading(m, h, cs, fixes, roster)
	if heard(cs, len(r.Records) == 0) && !h.forwarded {
		r.flag(FlagHearsay)
	}
	for i := range r.Records {
		rec := &r.Records[i]
		rec.Task, rec.Choices = Match(rec.TaskHint, rec.Text, open)
		rec.choose(open)
	}
	r.Parts = p.parts(cs)
	return r.settled()
}

// leadToQuestion: 任务8月底前完成，来得及不？ asks as a whole; what was done is told all the same.
func (p *parser) leadToQuestion(cs []clause) {
	for i := range cs {
		if cs[i].role != ask || aside.in(cs[i].s) {
			continue
		}
		for j := i - 1; j >= 0 && cs[j+1].stop <= weak; j-- {
			c := &cs[j]
			told := deedMark.MatchString(c.s) && (len(c.figs) > 0 || c.role == report) && !strings.Contains(c.s, "去年") && !p.hasDeadline(c)
			if told || c.role != plan && c.role != report || c.role == report && !strings.Contains(c.s, "去年") && !p.hasDeadline(c) && len(c.figs) > 0 {
				break
			}
			if c.role == plan && isPromise(c) {
				break
			}
			c.role = ask
		}
	}
}

// hush turns into talk what a clause supposes of another unit, and small talk; what goes
// on about either goes with it.
func hush(cs []clause, dept string, roster *units.Roster) {
	chat := false
	for i := range cs {
		c := &cs[i]
		c.heard = (c.role == report || c.role == hindrance || c.role == plan) && guessed(c, dept, roster)
		if c.role != report && c.role != hindrance && !c.heard {
			continue
		}
		if c.heard || smallTalk.in(c.s) && !reasonStart.MatchString(c.s) && !c.own && len(fieldsOf(c.topic)) == 0 && !countsWork(c) || chat && c.topic == "" && !saysNothing(c) && !ownSide.MatchString(c.s) || hearsayWords.in(c.s) && speaksOf(c.s, dept, roster) || strongHearsay.MatchString(c.s) {
			c.role = talk
		}
		if saidBy.MatchString(c.s) && len(c.figs) == 0 && !ownDeeds.MatchString(strings.TrimSuffix(c.s, "了")) { // 领导说要抓紧了
			c.role = talk
		}
		chat = c.role == talk && (c.heard || smallTalk.in(c.s))
	}
}

// countsWork reports whether a clause counts something but people and degrees: 停车位80个 is work, 40度 is weather.
func countsWork(c *clause) bool {
	for _, f := range c.figs {
		switch f.unit {
		case "", "度", "点", "元", "人", "℃":
		default:
			if !isDuration(f.unit) {
				return true
			}
		}
	}
	return false
}

// heard reports whether a clause passes on what was only heard, or, where nothing else is
// said, supposes it of a neighbour.
func heard(cs []clause, nothingElse bool) bool {
	for i := range cs {
		if cs[i].heard && nothingElse || cs[i].role == talk && strongHearsay.MatchString(cs[i].s) {
			return true
		}
	}
	return false
}

func speaksOf(s, dept string, roster *units.Roster) bool {
	if roster == nil {
		return false
	}
	for _, u := range roster.Find(s) {
		if u.Known && u.Name != dept {
			return true
		}
	}
	return false
}

// reading assembles what was understood.
func (p *parser) reading(m Message, h head, cs []clause, fixes bool, roster *units.Roster) Reading {
	var r Reading
	r.Question = p.question(cs)
	if h.ordered || hasRole(cs, inject) {
		r.flag(FlagInjection)
	}
	drafts := p.drafts(m, h, cs, fixes, &r)
	if len(drafts) == 0 {
		return p.unrecorded(r, cs)
	}
	r.intent(h, fixes)
	p.headFlags(&r, h, cs)
	for _, d := range drafts {
		r.Records = append(r.Records, d.Record)
		r.flag(d.flags...)
		r.Nil = r.Nil || d.nothing
	}
	if r.Question != "" {
		r.flag(FlagContainsQuestion)
		if !p.aside(cs) {
			r.flag(FlagNeedsConfirm)
		}
	}
	if r.Nil {
		r.flag(FlagNilReport)
	}
	r.ShouldRecord = true
	if m.Department == "" && !h.behalf && !(h.forwarded && h.dept != "") {
		return r.unregistered(h)
	}
	return r
}

// unregistered: nothing is recorded before the sender is bound to a unit.
func (r Reading) unregistered(h head) Reading {
	out := Reading{Intent: r.Intent, Question: r.Question, Flags: []string{FlagUnregisteredSender}}
	if !h.named {
		out.flag(FlagNeedsDepartment)
	}
	for _, rec := range r.Records {
		if rec.TaskHint == "" {
			out.flag(FlagNeedsTask)
		}
	}
	return out
}

// drafts composes the records and settles periods and corrections.
func (p *parser) drafts(m Message, h head, cs []clause, fixes bool, r *Reading) []draft {
	groups := p.gather(cs)
	p.topicFromQuestion(groups, cs)
	nameGroups(groups)
	var out []draft
	for _, gr := range groups {
		if d := p.compose(gr, h.dept); d.worth(gr) {
			d.loose = gr.dept == ""
			out = append(out, d)
		} else {
			gr.topic = ""
			gr.clauses = nil
		}
	}
	rule := periodHabit{noDays: fixes, lastMonth: fixes}
	for i := range out {
		rule.lastMonth = rule.lastMonth || statistic(&out[i])
	}
	i := 0
	for _, gr := range groups {
		if gr.clauses == nil && gr.topic == "" && len(gr.plans) == 0 || i >= len(out) {
			continue
		}
		key, early := p.periodOf(gr, &out[i], rule)
		out[i].Period, out[i].AskPeriod = key, early
		r.AskPeriod = r.AskPeriod || early
		i++
	}
	if fixes && len(out) > 0 {
		p.correct(m, h, out, r)
	}
	return shareOut(h, out, r)
}

// topicFromQuestion: 申报材料几时交？我们数据月底能出 — the question says what the data are for.
func (p *parser) topicFromQuestion(groups []*group, cs []clause) {
	best := ""
	for i := range cs {
		if cs[i].role != ask || aside.in(cs[i].s) {
			continue
		}
		t := cs[i].topicOf()
		if at := askedOf.FindStringIndex(cs[i].s); at != nil && at[0] > 0 {
			t = topicIn(cs[i].bare(cs[i].a + at[0]))
		}
		if t != "" && len(fieldsOf(t)) >= len(fieldsOf(best)) && len(t) > len(best) {
			best = t
		}
	}
	if len(groups) == 1 && groups[0].topic == "" {
		groups[0].topic = best
	}
}

// askedOf begins what a question asks about its subject: 年度总结是11月底交还是….
var askedOf = pattern.MustCompile(`是|几|什么|啥|哪|多少|何时|好久|怎|要不要|能不能`)

// shareOut gives each of several units that are spoken for its record. One report of
// all of them is each one's; several, of which nothing says whose they are, are nobody's.
func shareOut(h head, out []draft, r *Reading) []draft {
	if len(h.depts) < 2 {
		return out
	}
	loose := 0
	for i := range out {
		if out[i].loose {
			loose++
		}
	}
	switch {
	case loose == 0:
		return out
	case len(out) > 1:
		r.flag(FlagOnBehalf, FlagNeedsDepartment)
		return nil
	}
	var each []draft
	for _, name := range h.depts {
		d := out[0]
		d.Department = name
		each = append(each, d)
	}
	return each
}

// correct ties corrections to what they correct.
func (p *parser) correct(m Message, h head, out []draft, r *Reading) {
	s := p.t.s[h.body:]
	prior, ok := p.meant(m, s)
	for i := range out {
		d := &out[i]
		d.unflag(FlagNeedsTask) // its task is the earlier record's
		nameMended(d, s)
		if targetMoved.MatchString(s) {
			d.flag(FlagTargetChange)
			if len(d.Metrics) == 1 {
				d.Metrics[0].Name = partNames[total]
			}
		}
		of, known := about(d, m, prior.ID)
		if !known && len(out) == 1 {
			of, known = prior.Record, ok
		}
		switch {
		case ok && known:
			r.Corrects = prior.ID
			p.amend(d, of)
		case ok:
			r.Corrects = prior.ID
		default:
			d.flag(FlagCorrection)
			if d.Percent == nil {
				d.flag(FlagNeedsConfirm)
			}
		}
	}
}

// worth reports whether a draft says anything: a figure, a state, a trouble, a plan, or an event of a named task.
func (d *draft) worth(gr *group) bool {
	if d.TaskHint == "" && bareFigures(d) {
		return false
	}
	if d.TaskHint != "" && len(gr.clauses) > 0 && wrongUnit.MatchString(d.Text) {
		return true
	}
	if d.Percent != nil || len(d.Metrics) > 0 || d.Status != InProgress || len(d.Problems) > 0 || d.nothing || has(d.flags, FlagMilestone) || binds(gr, d) {
		return true
	}
	for _, c := range gr.clauses {
		if c.role == report && (begun.in(c.s) || clean.in(c.s) || strings.HasSuffix(c.s, "了") && ofWorks(d.TaskHint) || d.TaskHint != "" && events.in(c.s)) {
			return true
		}
	}
	return false
}

// ofWorks reports whether a name is plainly one of works: what happened to them is worth a record without a figure.
func ofWorks(hint string) bool {
	return utf8.RuneCountInString(hint) >= longName && (len(fieldsOf(hint)) > 0 || worksWords.in(hint))
}

var worksWords = words(`工程 项目 厂房 主体 设施 设备 平台 示范 基地 管线 大坝 堤 桥 渠`)

// bareFigures: +1 counts nothing of anything.
func bareFigures(d *draft) bool {
	if len(d.Metrics) == 0 || d.Percent != nil || d.Status != InProgress || len(d.Problems)+len(d.NextSteps) > 0 {
		return false
	}
	for _, m := range d.Metrics {
		if m.Unit != "" {
			return false
		}
	}
	return true
}

// binds: 我们马上落实 is courtesy; a plan with a task, a time or a figure is one.
func binds(gr *group, d *draft) bool {
	for _, c := range gr.plans {
		if d.TaskHint != "" || len(c.figs) > 0 || len(c.periods) > 0 {
			return true
		}
	}
	return false
}

var events = words(`已出 出来了 出稿 形成 定稿 成稿 日产日清 日清日结 动态清零 应收尽收 应改尽改 应治尽治 应接尽接 应拆尽拆 应清尽清 应种尽种 办下来 办好 办妥 办完 批了 拿到 谈好 谈妥 复工 恢复 解决 处理 处置 到位 批下来 拿到 领到 通水 通电 通车 移交 接通 贯通 封顶 揭牌 开了 开展 召开 组织 推进 实施 启动 完成 制定 编制 起草 修改 提交 报送 印发 发出 发了 上报 通过 审查 评审 验收 进场 施工 安装 调试 招标 采购 签 开工 开挖 测绘 勘察 摸底 排查 整改 清理 巡查 宣传 培训 调研 对接 协调 落实 建立 成立 开始 搞了 做了 弄了 改了 修了 建了 挖了 栽了 种了`)

// unrecorded says what a message without a record is.
func (p *parser) unrecorded(r Reading, cs []clause) Reading {
	switch {
	case has(r.Flags, FlagInjection):
		r.Intent = IntentCommand
	case has(r.Flags, FlagNeedsDepartment):
		r.Intent = IntentUpdate
	case r.Question != "" && !smallTalk.in(p.t.s):
		r.Intent = IntentQuestion
	default:
		r.Intent = IntentChitchat
		r.Question = ""
	}
	return r
}

// intent of a message that is recorded.
func (r *Reading) intent(h head, fixes bool) {
	switch {
	case fixes:
		r.Intent = IntentCorrection
	case h.forwarded:
		r.Intent = IntentForward
	case r.Question != "":
		r.Intent = IntentMixed
	default:
		r.Intent = IntentUpdate
	}
}

// headFlags raises what the words round the report say of it.
func (p *parser) headFlags(r *Reading, h head, cs []clause) {
	if h.forwarded {
		r.flag(FlagForwarded, FlagNeedsConfirm)
	}
	if h.behalf {
		r.flag(FlagOnBehalf, FlagNeedsConfirm)
	}
	if h.confused && !h.forwarded {
		r.flag(FlagAddresseeConfusion)
	}
	if h.misfiled || wrongUnit.MatchString(p.t.s[h.body:]) && !p.measureMended() {
		r.flag(FlagWrongDepartment, FlagNeedsConfirm)
	}
	if lateWords.MatchString(p.t.s) || p.pastDue(cs) {
		r.flag(FlagLate)
	}
}

// measureMended: 单位搞错了，是1.2万方不是1.2万吨 speaks of units of measure.
func (p *parser) measureMended() bool {
	for _, a := range p.figs {
		for _, b := range p.denied {
			if a.value == b.value && a.unit != b.unit {
				return true
			}
		}
	}
	return false
}

// pastDue: 11月30号前要的 came after the 30th.
func (p *parser) pastDue(cs []clause) bool {
	for i := range cs {
		for _, e := range cs[i].periods {
			if e.deadline && !e.end.IsZero() && e.end.Before(p.on) && (strings.Contains(cs[i].s, "要的") || strings.Contains(cs[i].s, "该") || strings.Contains(cs[i].s, "应")) {
				return true
			}
		}
	}
	return false
}

// question returns the clauses that ask, as typed.
func (p *parser) question(cs []clause) string {
	var parts []string
	for i := range cs {
		if cs[i].role == ask || cs[i].asked && cs[i].role == report {
			parts = append(parts, p.t.verbatim(cs[i].a, cs[i].b))
		}
	}
	return strings.Join(parts, "，")
}

// aside reports whether the question is about something else than the report: 另外问下.
func (p *parser) aside(cs []clause) bool {
	for i := range cs {
		if cs[i].role == ask && aside.in(cs[i].s) {
			return true
		}
	}
	return false
}

func hasRole(cs []clause, want role) bool {
	for i := range cs {
		if cs[i].role == want {
			return true
		}
	}
	return false
}

func (r *Reading) flag(names ...string) {
	for _, n := range names {
		if !has(r.Flags, n) {
			r.Flags = append(r.Flags, n)
		}
	}
}

// settled gives a reading its final shape: no nil lists, flags in order.
func (r Reading) settled() Reading {
	if r.Flags == nil {
		r.Flags = []string{}
	}
	if r.Records == nil {
		r.Records = []Record{}
	}
	sort.Strings(r.Flags)
	return r
}

func formatValue(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }
