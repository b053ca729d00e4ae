package progress

import (
	"strings"
	"unicode/utf8"

	"liangshan/knowledge/pattern"
)

// 油气回收改造累计22座/25座，可降解塑料袋使用率96.5%，一次性餐具减量3.2% lists three tasks,
// each by what it is measured with. A count of all there are is its own clause's, never
// its neighbour's.

var (
	// gauge is a rate or a change right before its percentage.
	gauge = pattern.MustCompile(`(?:[率度]|比例|比重|占比|减量|减排|下降|降低|减少|增长|提高|提升|上升)(?:达到|达|为|至|约|了)*$`)
	// quality begins a rate of whatever was done before it: 无害化处理率.
	quality = words(`无害化 规范化 资源化 减量化 标准化 安全 综合 平均 总体 群众 居民 公众 社会 考核 抽检 检测 复查 回访 办结 及时 按时 其中 验收 优良`)
)

// fractionOf reports whether a clause counts its object out of all there are.
func fractionOf(c *clause) bool {
	return len(c.figs) > 1 && c.figs[0].slash == 1 && c.figs[1].slash == 2
}

// gauged reports whether a clause gives a rate or a change of its object.
func gauged(c *clause) bool {
	return len(c.figs) == 1 && c.figs[0].percent && gauge.MatchString(strings.TrimSpace(c.s[:max(0, c.figs[0].a-c.a)]))
}

// indicates reports whether a group holds nothing but such measures.
func (gr *group) indicates() bool {
	for _, c := range gr.clauses {
		if c.role != report || !fractionOf(c) && !gauged(c) {
			return false
		}
	}
	return len(gr.clauses) > 0
}

// nextIndicator decides whether a clause behind a comma measures another object than the
// group's. Once a list has been seen to be one, a short name will do.
func (g *groups) nextIndicator(cur *group, c *clause) bool {
	if c.stop != weak || !fractionOf(c) && !gauged(c) || !cur.indicates() || accessories.has(c.topic) || quality.starts(c.topic) || verbFirst(c) {
		return false
	}
	for _, f := range cur.field {
		if fields[f].joint {
			return false
		}
	}
	n := utf8.RuneCountInString(measured.ReplaceAllString(c.topic, ""))
	if fractionOf(c) || g.listing {
		g.listing = n >= 2 && (g.listing || n >= 3)
		return g.listing
	}
	g.listing = n >= 4
	return g.listing
}

// measured is what a name of a measure ends in beside its object.
var measured = pattern.MustCompile(`(?:[率度]|比例|比重|占比|减量|减排|下降|降低|减少|增长|提高|提升|上升)+$`)
