package progress

import (
	"strings"
	"unicode/utf8"

	"liangshan/knowledge/pattern"
)

// statusOf reads how far a task is from its clauses.
func statusOf(gr *group) Status {
	var isDone, isBegun, isNot, isStopped, isBehind bool
	for _, c := range gr.clauses {
		if c.role == heading {
			continue
		}
		isStopped = (isStopped || !c.threat && says(c.s, stopped)) && !resumed.MatchString(c.s)
		isBehind = isBehind || says(c.s, behind)
		if c.role == hindrance {
			isNot = isNot || untouched(c.s) && len(gr.clauses) <= 2
			continue
		}
		isBegun = isBegun || begun.in(c.s) && !strings.Contains(c.s, "验收")
		isNot = isNot || untouched(c.s) && !begun.in(c.s) && len(c.figs) == 0
		isNot = isNot || cellSays(c, notYet)
		isDone = isDone || finishes(c) && !beside(c, gr)
	}
	isDone = isDone && !leaves(gr) || handedOver(gr)
	for _, c := range gr.plans {
		isBehind = isBehind || says(c.s, behind)
	}
	switch {
	case isStopped:
		return Blocked
	case isBehind && !isDone:
		return Delayed
	case isNot && !isBegun && !gr.achieved() && !leaves(gr):
		return NotStarted
	case isDone && !isBegun:
		return Done
	}
	return InProgress
}

// untouched: 没搞 has not begun, 没搞完 has.
func untouched(s string) bool {
	w, i := notYet.find(s)
	return i >= 0 && !startsAny(s[i+len(w):], "静", "完", "好", "定", "成", "齐", "到", "够", "归一", "清")
}

// achieved reports whether a group counts what was done, and not only what there is to do.
func (gr *group) achieved() bool {
	for _, c := range gr.clauses {
		if c.role != report || len(c.figs) == 0 {
			continue
		}
		if c.cells == nil && deedMark.MatchString(c.s) {
			return true
		}
		for _, f := range c.figs {
			if f.percent && f.value > 0 && (f.pct == progress || f.pct == partOf) || c.cells != nil && f.part == done && f.value > 0 || c.cells == nil && f.part == other {
				return true
			}
		}
	}
	return false
}

var deedMark = pattern.MustCompile(`已|完成|了|累计|建成|竣工|完工|投用`)

// cellSays reports whether a cell of a pasted line holds one of the words.
func cellSays(c *clause, l lexicon) bool {
	for _, x := range c.cells {
		if x.a >= c.a && x.b <= c.b && l.has(strings.TrimSpace(c.slice(x.a, x.b))) {
			return true
		}
	}
	return false
}

// leaves reports whether a group says that something is left to do.
func leaves(gr *group) bool {
	for _, c := range gr.clauses {
		for _, f := range c.figs {
			if c.role == report && f.part == rest && f.value > 0 {
				return true
			}
		}
	}
	return false
}

// beside reports whether what a clause finishes is not the group's task: 方案已印发 beside the
// works that are counted, an answer to each complaint that comes in.
func beside(c *clause, gr *group) bool {
	if steady(c, gr) {
		return true
	}
	if c.topic == "" {
		return false
	}
	if c.level > 0 && c.topic != gr.topic && !akin(c.topic, gr.topic) && len(gr.clauses)+len(gr.plans) > 2 {
		return true // an item of a list under the task's name
	}
	if onePhase(c, gr) || gr.clauses[0].role == heading && c.level == 0 && c.topic != gr.topic && !akin(c.topic, gr.topic) && gr.reports() > 1 {
		return true
	}
	if papers.in(c.topic) && len(c.figs) == 0 {
		return gr.countsBeside(c)
	}
	return c.topic != gr.topic && !akin(c.topic, gr.topic) && !common(fieldsOf(c.topic), gr.field) && gr.countsBeside(c)
}

var phase = pattern.MustCompile(`[一二三四1-9](?:期|标段?)`)

// onePhase reports whether a clause finishes one phase and another clause speaks of another.
func onePhase(c *clause, gr *group) bool {
	own := phase.FindString(c.s)
	if own == "" {
		return false
	}
	for _, x := range gr.clauses {
		if o := phase.FindString(x.s); x != c && o != "" && o != own {
			return true
		}
	}
	return false
}

func (gr *group) reports() int {
	n := 0
	for _, c := range gr.clauses {
		if c.role == report {
			n++
		}
	}
	return n
}

// steady: complaints and reports come in for ever; having answered all so far finishes no task,
// unless they were handed over as one.
func steady(c *clause, gr *group) bool {
	s := gr.topic + c.s
	return incoming.in(s) && !handedOn.in(s)
}

// countsBeside reports whether another clause of the group counts something.
func (gr *group) countsBeside(c *clause) bool {
	for _, x := range gr.clauses {
		if x != c && x.role == report && len(x.figs) > 0 {
			return true
		}
	}
	return false
}

var (
	papers     = words(`方案 办法 意见 通知 制度 细则 要点 预案 规程 标准 通告 公告 文件 清单 导则 规范 合同 协议 台账`)
	incoming   = words(`投诉 举报 来信 来电 来访 信访 诉求 工单 热线 留言 警情 报警 求助 咨询 线索`)
	handedOn   = words(`交办 督察 转办 积案 专项 反馈问题`)
	wantedData = pattern.MustCompile(`(?:要|催|欠|让报|要求报)的?[^，。；]{0,14}(?:数据|数|材料|表|资料|报告)`)
	givenData  = pattern.MustCompile(`(?:今天|今日|现在|现)?(?:给你|给您|给了|给|报|补|交|提供|发|送)`)
)

// handedOver: 要的那个数据，今天给 — the task was to deliver, and it is delivered.
func handedOver(gr *group) bool {
	asked := false
	for _, c := range gr.clauses {
		if asked && givenData.MatchString(c.s) {
			return true
		}
		asked = asked || wantedData.MatchString(c.s)
	}
	return false
}

// resumed: 停了半个月，10月10日恢复.
var resumed = pattern.MustCompile(`(?:已|现已|现|日|号|起|又)?(?:恢复|复工)(?:了|施工|正常|$)`)

// meetingOver: 论证会昨天开完了 — the meeting is over, not what it was about.
var meetingOver = pattern.MustCompile(`会(?:议)?[^，。；]{0,16}(?:开|召开|举行|举办)?(?:完了|完|结束|结束了)$`)

// farBehind: in 3座小水电站泄放改造验收完毕 the count names what is finished; in 整改189家完成 it is what is finished.
func farBehind(c *clause, i int) bool {
	f := c.figs[len(c.figs)-1]
	return f.b-c.a < i && utf8.RuneCountInString(c.s[f.b-c.a:i]) >= 6
}

// says finds a word that is not denied: 未滞后, 没有停工, 不存在滞后 say the contrary.
func says(s string, l lexicon) bool {
	s = blankOut(s, calm)
	w, i := l.find(s)
	if i < 0 {
		return false
	}
	before := s[:i]
	if startsAny(w, "未", "没", "不能", "无法") {
		return true
	}
	for _, no := range []string{"未", "没有", "没", "不", "无", "未出现", "不存在", "没有出现", "避免", "防止", "克服", "解决", "已恢复", "解除", "复工"} {
		if strings.HasSuffix(before, no) {
			return false
		}
	}
	return !strings.Contains(s[i:], "已复工") && !strings.Contains(s[i:], "已解决") && !strings.Contains(s[i:], "恢复施工")
}

// finishes reports whether a clause says that the task is done. 完成126株 counts, 全部完 finishes;
// a part of the works, an instalment (第8期) and an intention finish nothing.
func finishes(c *clause) bool {
	for i := 0; i < len(c.s); {
		w := finished.at(c.s[i:])
		if w == "" {
			_, n := utf8.DecodeRuneInString(c.s[i:])
			i += n
			continue
		}
		if finishesAt(c, w, i) {
			return true
		}
		_, n := utf8.DecodeRuneInString(c.s[i:])
		i += n // 检修完成 holds 修完
	}
	return false
}

func finishesAt(c *clause, w string, i int) bool {
	before, tail := strings.TrimRight(c.bare(c.a+i), " "), c.s[i+len(w):]
	if u, j := unfinished.last(before); j >= 0 && j+len(u) == len(before) && u != "前" && u != "要" || strings.HasSuffix(before, "没有") {
		return false
	}
	if startsAny(strings.TrimLeft(tail, "了 "), "没", "未", "还没", "还未", "尚未", "但") { // 建好了没接管
		return false
	}
	if meetingOver.MatchString(c.bare(c.a + i + len(w))) {
		return false
	}
	if strings.HasSuffix(w, "完") && strings.HasPrefix(tail, "成") || startsAny(tail, "率", "进度", "时序", "情况", "度", "后", "时", "比例", "投资", "产值", "任务的", "总", "年度", "全年", "不", "期", "时间", "时限", "标准", "工作量", "目标的", "计划的", "一半", "量") || waiting.MatchString(c.s) {
		return false
	}
	if startsAny(tail, "验收") && !startsAny(tail, "验收合格", "验收通过", "验收完", "验收了") && tail != "验收" {
		return false // 完工验收资料
	}
	if p, j := partly.last(before); j >= 0 && utf8.RuneCountInString(before[j+len(p):]) <= 6 && !(trials.has(p) && strings.HasSuffix(c.topic, p)) {
		return false
	}
	if partly.starts(strings.TrimLeft(tail, "了的 ")) {
		return false
	}
	whole := startsAny(w, "全", "都", "均", "已全", "超")
	for _, f := range c.figs {
		if f.ordinal || !whole && f.a >= c.a+i && !(f.percent && f.value >= 100) {
			return false
		}
	}
	if !whole && len(c.figs) > 0 && c.figs[len(c.figs)-1].part == done && !farBehind(c, i) && !strings.Contains(before, "均") && !strings.Contains(before, "都") && !strings.Contains(before, "全") {
		return false // 整改189家完成: a count of the finished
	}
	return true
}
