package answer

import (
	"liangshan/knowledge/pattern"
)

var (
	// timetable is a wish for what is due when, of everything: 时间表, 后面的日程安排, 什么时候该干什么.
	timetable = pattern.MustCompile(`时间(?:进度)?(?:安排|计划)?表|时间节点表|(?:进度|日程|工期|安排|推进|节点)(?:安排|计划)?表|(?:时间|日程|工期|进度|节点)的?安排|日程|倒排工期|节点(?:排|列)[一个成]*表|什么时候(?:该|要)?(?:干|做|办|弄|忙)什么|(?:后面|后头|接下来|下一步|往后)(?:还)?(?:要|该|得)?(?:分|有|走)?几步走?`)
	// timetableFill is what such a wish has beside it, and asks for nothing more.
	timetableFill = pattern.MustCompile(`请|帮[我忙]|给[我个]|把|麻烦|从(?:现在|今天|目前)(?:开始|起)?|现在|接下来|后面|后头|往后|今后|之后|下一步|(?:这|今后)?[几\d]个?月(?:里|内)?|剩下|所有|全部|各项?|整个|总体|具体|要?(?:交差|交账|完成|办|做|干)的?(?:事情?|工作|任务|活)|工作|任务|一下|一?[个份张]|[那都就来的表排列发出做弄给看我们，呢吧嘛]|整理|怎么(?:样|安)?|如何|是什么|有哪些|时间节点|时间`)
	// untilThen is a period that ends: 到年底, 年底以前.
	untilThen = pattern.MustCompile(`^(?:到|至)((?:今年|本)?(?:年底|年末|月底|季度末)|[\d]+月底?)(?:以?前|为止)?$`)
	// inPeriod is a period by itself.
	inPeriod = pattern.MustCompile(`^(?:(?:今年|明年|本年度?|\d{4}年)?(?:[上下]半年|[第一二三四1-4]+季度|\d{1,2}月份?|年底前?|年内)?(?:以?前|之前|内|里)?)$`)
)

// asTimetable words a wish for a timetable of everything as the question for the
// milestones; one of some matter in particular stays as it is.
func (d *desk) asTimetable(text string) string {
	if !timetable.MatchString(text) {
		return text
	}
	rest := timetableFill.ReplaceAllString(timetable.ReplaceAllString(text, ""), "")
	switch m := untilThen.FindStringSubmatch(rest); {
	case m != nil:
		return m[1] + "前有哪些节点"
	case inPeriod.MatchString(rest):
		return rest + "有哪些节点"
	}
	if topics, _ := d.topicsOf(&word{text: rest}); len(topics) > 0 {
		return "有哪些节点"
	}
	return text
}
