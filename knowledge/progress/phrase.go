package progress

import (
	"strconv"
	"strings"

	"liangshan/knowledge/pattern"
	"liangshan/store/day"
)

var (
	troubleLead = pattern.MustCompile(`^[，、。；： ]*(?:但是|但|不过|目前|现在|就是|主要|当前|因为|由于|因)*(?:(?:存在的?)?(?:主要|最大的?|突出)?(?:问题|困难|难点|堵点|原因)(?:主要)?(?:是|在于|有|：))?(?:是)?`)
	planLead    = pattern.MustCompile(`^[，、。；： ]*(?:下(?:一)?步|下阶段|下一阶段|接下来|后续|目标是|目标为|目标|打算|我们)?(?:工作)?(?:计划|打算|将|准备)?[：，]?`)
)

// clerks turns spoken words into a clerk's.
var clerks = strings.NewReplacer(
	"没谈拢", "未谈拢", "谈不拢", "未谈拢", "没到位", "未到位", "没有到位", "未到位", "没出来", "未出", "没有出来", "未出", "没下来", "未下达", "没批下来", "未批复", "没批", "未批复",
	"还没", "尚未", "没签", "未签", "没定", "未定", "没落实", "未落实", "没算出来", "未算出", "卡了", "停滞",
	"没拿到", "未取得", "有点", "", "了", "", "啊", "", "哦", "", "嘛", "", "噻", "",
)

// problemOf words a trouble as a clerk would. It adds nothing that was not said.
func problemOf(c *clause) string {
	s := c.s
	if t := troubleLead.ReplaceAllString(s, ""); t != "" {
		s = t
	}
	if i := strings.Index(s, "有"); i == 0 && !startsAny(s, "有人", "有机", "有效", "有关", "有害", "有色", "有线", "有偿") {
		s = s[len("有"):]
	}
	return tidy(clerks.Replace(s))
}

// problemsOf lists a group's troubles; clauses that go on about one are joined.
func problemsOf(gr *group) []string {
	out := []string{}
	var prev *clause
	for _, c := range gr.clauses {
		if c.role != hindrance && !c.trouble {
			continue
		}
		s := problemOf(c)
		if s == "" || !c.threat && standsStill(c, gr) {
			continue
		}
		if c.threat && prev != nil && prev.threat {
			out[len(out)-1] += "，" + s
			prev = c
			continue
		}
		if prev != nil && prev.role == hindrance && c.role == hindrance && c.stop <= weak && prev.b <= c.a && c.a-prev.b <= len("，") && goesOn(c.s) {
			out[len(out)-1] += "，" + s
		} else {
			out = append(out, s)
		}
		prev = c
	}
	return out
}

// standsStill: 二期停工了 is a state and no trouble where the group says what is in the way.
func standsStill(c *clause, gr *group) bool {
	stands := stopped.in(c.s) || c.own && behind.in(c.s)
	if !stands || howLong.MatchString(c.s) || joinTopic(runs(behind.without(stopped.without(strings.Replace(c.s, gr.topic, "", 1))))) != "" || len(c.figs) > 0 {
		return false
	}
	for _, x := range gr.clauses {
		if x != c && (x.role == hindrance || x.trouble) && !stopped.in(x.s) && !behind.in(x.s) {
			return true
		}
	}
	return false
}

// howLong is a length of time that is no figure: 停工一周多, 卡了半个月.
var howLong = pattern.MustCompile(`[一二两三四五六七八九十半几多\d]+个?多?(?:天|周|星期|礼拜|月|年)|好久|许久|多日|数[日月]`)

// goesOn: 卡了20多天, 等GDP数 say how long or what for, not another trouble.
func goesOn(s string) bool {
	return startsAny(s, "卡", "停", "等", "待", "已", "拖", "一直", "导致", "造成", "影响", "所以", "没法", "无法")
}

// stepsOf lists what a group will do, times that depend on today made into dates.
func stepsOf(gr *group, on day.Date) []string {
	out := []string{}
	for i, c := range gr.plans {
		if i > 0 && conditional.MatchString(gr.plans[i-1].s) && c.stop <= weak && len(out) > 0 {
			out[len(out)-1] += "，" + tidy(resolve(c, on))
			continue
		}
		if c.enumerated && len(out) > 0 {
			out[len(out)-1] += "、" + tidy(resolve(c, on))
			continue
		}
		s := resolve(c, on)
		if t := planLead.ReplaceAllString(s, ""); hasWord(t) {
			s = t
		}
		if s = tidy(s); s != "" {
			out = append(out, s)
		}
	}
	return out
}

// conditional opens what the next clause depends on: 要是资金下周能到位，….
var conditional = pattern.MustCompile(`^(?:要是|如果|假如|倘若|若|只要|只有|一旦|等)`)

// hasWord reports whether a step is more than a figure: 目标90% keeps its verb.
func hasWord(s string) bool {
	n := 0
	for _, r := range s {
		if r >= 0x4E00 && r <= 0x9FFF {
			n++
		}
	}
	return n >= 2
}

// resolve writes 月底前 as 8月31日前: a step is read long after the day it was promised.
func resolve(c *clause, on day.Date) string {
	var b strings.Builder
	last := 0
	for _, e := range c.periods {
		words := c.slice(e.a, e.b)
		if !e.deadline || e.end.IsZero() || strings.ContainsAny(words, "0123456789") || strings.HasPrefix(words, "年") || strings.HasPrefix(words, "下半年") || e.grain == byQuarter || e.grain == byYear {
			continue
		}
		b.WriteString(c.s[last : e.a-c.a])
		b.WriteString(dateWords(e, words))
		last = e.b - c.a
	}
	b.WriteString(c.s[last:])
	return b.String()
}

func dateWords(e period, words string) string {
	if e.grain == byWeek || e.grain == byMonth {
		return words
	}
	s := strconv.Itoa(int(e.end.Month)) + "月" + strconv.Itoa(e.end.Day) + "日"
	if strings.HasSuffix(words, "前") || strings.HasSuffix(words, "底") || strings.HasSuffix(words, "末") || strings.HasSuffix(words, "内") {
		s += "前"
	}
	return s
}

func tidy(s string) string {
	s = strings.Trim(s, " ，、：；。！？（）的吧呢\x00")
	if strings.Count(s, "（") > strings.Count(s, "）") {
		s += "）"
	}
	return s
}
