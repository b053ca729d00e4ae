package progress

import (
	"strings"
	"unicode/utf8"

	"liangshan/knowledge/pattern"
)

// group is what a message says about one task.
type group struct {
	topic   string
	field   []int
	dept    string // of a passed-on line that names its own unit
	period  *period
	clauses []*clause // reports and troubles, in order
	plans   []*clause
}

// gather puts the clauses together by task.
func (p *parser) gather(cs []clause) []*group {
	var g groups
	for i := range cs {
		c := &cs[i]
		if c.dept != "" && c.dept != g.dept {
			g.dept, g.turn = c.dept, true
		}
		switch c.role {
		case heading:
			g.head(c)
		case report:
			g.report(c)
		case hindrance:
			g.trouble(c)
		case plan, target:
			g.plan(c)
		case note:
			g.base(c)
		}
	}
	return g.kept()
}

type groups struct {
	all     []*group
	common  *period // named before any task, for all of them
	turned  *period // a remark has turned to another time: 8月的漏报了
	parts   bool    // 其中…: its parts are being gone through
	fresh   bool    // a heading has closed the group before
	named   string  // a remark has named the task of what follows
	dept    string  // whose report is being gone through, of several
	turn    bool    // and nothing of it was read yet
	listing bool    // measures of several objects are being gone through
}

func (g *groups) current() *group {
	if len(g.all) == 0 || g.turn {
		return nil
	}
	return g.all[len(g.all)-1]
}

func (g *groups) open(topic string) *group {
	if topic == "" {
		topic, g.named = g.named, ""
	}
	n := &group{topic: topic, field: fieldsOf(topic), period: g.common, dept: g.dept}
	g.all = append(g.all, n)
	g.fresh, g.turn = false, false
	return n
}

// explicit returns the time a clause reports on, if it names one.
func explicit(c *clause) *period {
	var best *period
	for i := range c.periods {
		e := &c.periods[i]
		if e.deadline || e.key == "" || e.grain <= byDay {
			continue
		}
		if best == nil || e.marked && !best.marked {
			best = e
		}
	}
	return best
}

// base is a remark on the message: of which time it speaks, or of which task's target.
func (g *groups) base(c *clause) {
	if at := targetMoved.FindStringIndex(c.s); at != nil {
		g.named = topicIn(c.s[:at[0]])
	}
	if e := explicit(c); e != nil {
		g.common, g.turned = e, e
	}
}

func (g *groups) head(c *clause) {
	if e := explicit(c); e != nil {
		g.common = e
	}
	if c.topic != "" {
		g.open(c.topic)
	}
	g.fresh = true
	if cur := g.current(); cur != nil {
		cur.clauses = append(cur.clauses, c)
	}
}

func (g *groups) report(c *clause) {
	g.parts = strings.HasPrefix(c.s, "其中") || g.parts && c.stop <= weak
	e := explicit(c)
	if e != nil && e.relative && g.common != nil && !g.common.relative && g.common.grain == e.grain {
		e = nil
	}
	if e == nil && len(c.figs) > 0 {
		e, g.turned = g.turned, nil
	}
	cur := g.current()
	switch {
	case cur == nil || g.startsNew(cur, c):
		cur = g.open(ownTopic(c))
	case e != nil && cur.period != nil && cur.period.key != e.key && len(c.figs) > 0 && cur.hasFigures():
		topic := c.topic
		if topic == "" || rises.has(topic) || doneWords.without(topic) == "" || len(fieldsOf(topic)) == 0 && len(cur.field) > 0 && activities.ends(topic) {
			topic = cur.topic
		}
		cur = g.open(topic)
	}
	if (cur.topic == "" || len(cur.clauses) == 1 && wholeOf(cur, c) && len(fieldsOf(c.topic)) > 0) && c.topic != "" && !g.parts {
		cur.topic, cur.field = c.topic, fieldsOf(c.topic)
	}
	if common(cur.field, fieldsOf(c.topic)) || len(cur.field) == 0 {
		cur.field = merge(cur.field, fieldsOf(c.topic))
	}
	if e != nil {
		cur.period = e
		if g.common == nil {
			g.common = e
		}
	}
	cur.clauses = append(cur.clauses, c)
	g.fresh = false
}

// ownTopic: 其中管网95% names a part of a task that was not named.
func ownTopic(c *clause) string {
	if strings.HasPrefix(c.s, "其中") {
		return ""
	}
	return c.topic
}

func merge(a, b []int) []int {
	for _, x := range b {
		if !common(a, []int{x}) {
			a = append(a, x)
		}
	}
	return a
}

func (gr *group) hasFigures() bool {
	for _, c := range gr.clauses {
		if c.role == report && len(c.figs) > 0 {
			return true
		}
	}
	return false
}

// says reports whether a group has more than a heading.
func (gr *group) says() bool {
	for _, c := range gr.clauses {
		if c.role != heading {
			return true
		}
	}
	return false
}

// startsNew decides whether a clause turns to another task: by its list mark, or by a
// topic of another line of work, the more readily the stronger the stop before it.
func (g *groups) startsNew(cur *group, c *clause) bool {
	if c.atLine && c.cells != nil && c.topic != "" && cur.says() { // a row of a pasted sheet
		return true
	}
	if g.parts && c.stop <= weak || wholeOf(cur, c) {
		return false
	}
	if c.topic == "" || cur.topic == "" {
		return c.stop == item && c.topic != "" && cur.says()
	}
	if !cur.says() && c.stop != item { // under a heading that names the task
		return false
	}
	mine := fieldsOf(c.topic)
	if c.stop == item {
		return cur.says() || !common(cur.field, mine) && !akin(cur.topic, c.topic)
	}
	if c.stop == weak && audience.in(c.topic) {
		return false
	}
	if restWords.starts(strings.TrimLeft(c.s, " 但目前现")) { // 还有三家养殖场未动工 is about the same
		return false
	}
	if !akin(thingOf(cur.topic), thingOf(c.topic)) && g.nextIndicator(cur, c) {
		return true
	}
	if (akin(cur.topic, c.topic) || common(cur.field, mine)) && !g.ownActivity(cur, c) {
		return false
	}
	if len(c.figs) == 0 && !stateful(c.s) {
		return false
	}
	switch c.stop {
	case strong:
		return len(mine) > 0 || utf8.RuneCountInString(c.topic) >= 4
	case weak:
		return len(mine) > 0 && !accessories.starts(c.topic) && !verbFirst(c) && !(outreach.starts(c.topic) && teaches.MatchString(cur.topic))
	}
	return false
}

// wholeOf: in 全区92所学校，已有61所开展… the first figure says of how many the second is.
func wholeOf(cur *group, c *clause) bool {
	if c.stop > weak || len(c.figs) == 0 || len(cur.clauses) != 1 || len(cur.field) > 0 || len(cur.clauses[0].figs) != 1 {
		return false
	}
	a, b := cur.clauses[0].figs[0], c.figs[0]
	return a.unit == b.unit && a.unit != "" && !isMoney(a.unit) && b.value <= a.value && strings.Trim(c.s[:b.a-c.a], "已现有目前") == ""
}

// item reports whether a clause stands as one of a list beside the group's, and not as
// a part under its heading.
func (g *groups) item(cur *group, c *clause) bool {
	return c.stop >= strong && cur.says() && (cur.clauses[0].role != heading || c.stop == item)
}

// ownActivity: ；行道树修剪350株 stands beside 绿化带补栽 as a task of its own, and ；充电桩安装45个
// beside 货车尾气抽检; ；生态护岸3.1公里 is part of the works before it, and figures that are
// reported together under one title stay together.
func (g *groups) ownActivity(cur *group, c *clause) bool {
	if len(c.figs) == 0 || !g.item(cur, c) || !cur.hasFigures() {
		return false
	}
	for _, f := range cur.field {
		if fields[f].joint {
			return false
		}
	}
	mine, its := trailing(c.topic), trailing(cur.topic)
	return mine != "" && c.topic != cur.topic && strings.TrimSuffix(c.topic, mine) != strings.TrimSuffix(cur.topic, its)
}

// trailing is the work that a task's name ends with: 改造 of 垃圾房改造.
func trailing(topic string) string {
	w, i := activities.last(topic)
	if i <= 0 || i+len(w) != len(topic) {
		return ""
	}
	return w
}

// outreach and what it goes with: classes, shows and contests of one campaign are one task.
var (
	outreach = words(`研学 参观 讲座 体验 主题活动 征文 手抄报 观摩 宣讲 志愿服务 海报 专栏 竞赛 展览 巡展 直播 短视频`)
	teaches  = pattern.MustCompile(`课|展|广告|宣|班会|活动|竞赛|讲|教育|知识|海报|征文`)
)

// verbFirst: 清理…, 出动… go on about the task before, whatever they were done to.
func verbFirst(c *clause) bool {
	s := strings.TrimLeft(c.s, "已共并还又累计 ")
	return accessories.starts(s) || startsAny(s, "完成", "开展", "新增", "组织", "建成", "实现", "举办", "带动", "吸引", "其中")
}

func stateful(s string) bool {
	return finished.in(s) || notYet.in(s) || begun.in(s) || stopped.in(s) || behind.in(s)
}

// trouble goes to the task it speaks of, else to the last one.
func (g *groups) trouble(c *clause) {
	gr := g.akinTo(c)
	switch {
	case gr == nil:
		gr = g.open(troubleTopic(c))
	case c.own && g.item(gr, c) && !akin(gr.topic, c.topic):
		gr = g.open(c.topic)
	}
	if t := troubleTopic(c); gr.topic == "" && t != "" {
		gr.topic, gr.field = t, fieldsOf(t)
	}
	gr.clauses = append(gr.clauses, c)
}

func (g *groups) plan(c *clause) {
	gr := g.akinTo(c)
	if gr == nil {
		gr = g.open(planTopic(c))
	}
	if t := planTopic(c); gr.topic == "" && t != "" {
		gr.topic, gr.field = t, fieldsOf(t)
	}
	gr.plans = append(gr.plans, c)
}

func planTopic(c *clause) string {
	if m := plannedThing.FindStringSubmatch(c.s); m != nil && (isTopic(m[1]+m[2]) || utf8.RuneCountInString(m[2]) >= 4) {
		return m[1] + m[2]
	}
	if at := ableTo.FindStringIndex(c.s); at != nil { // 我们初稿这个月底能出
		if t := topicIn(c.bare(c.a + at[0])); utf8.RuneCountInString(t) >= 3 {
			return t
		}
		return ""
	}
	if len(fieldsOf(c.topic)) > 0 {
		return c.topic
	}
	if promised.in(c.s) && utf8.RuneCountInString(c.topic) >= 4 && !strings.Contains(c.topic, "前") {
		return c.topic
	}
	return ""
}

// ableTo begins what is promised of a thing: 数据月底能出.
var ableTo = pattern.MustCompile(`(?:可以|[^可不才功节职智性效产热光电动赋]能|会)\p{Han}{1,3}(?:给?[你您]们?)?$`)

// plannedThing: 原定8月底完工的垃圾中转站, 把资金拨付表报给你们.
var plannedThing = pattern.MustCompile(`^(?:原定|原计划|计划|本应|拟)[^，。]*?(?:完工|完成|建成|投用|开工|交付|启动|上报|印发)的([^，。的]{2,16})$|把([^，。把]{2,14}?)(?:情况|明细)?(?:统计)?(?:表|材料|数据|报告|台账)?(?:报|交|发|给|送)`)

func (g *groups) akinTo(c *clause) *group {
	if c.topic != "" {
		for i := len(g.all) - 1; i >= 0; i-- {
			if g.all[i].dept == g.dept && akin(g.all[i].topic, c.topic) {
				return g.all[i]
			}
		}
	}
	return g.current()
}

// kept drops headings under which nothing was said.
func (g *groups) kept() []*group {
	var out []*group
	for _, gr := range g.all {
		if gr.says() || len(gr.plans) > 0 {
			out = append(out, gr)
		}
	}
	return out
}
