package progress

import (
	"strings"

	"liangshan/knowledge/pattern"
	"liangshan/knowledge/units"
)

// Messages of an office's day that look like reports and are none.

const clock = `(?:\d{1,2}(?:点|时|:\d{2})(?:\d{1,2}分?|半|整|钟)?)`

var (
	assembly = pattern.MustCompile(clock + `[^。；]{0,24}(?:集合|出发|乘车|发车|开会|例会|调度会|会议室|报到|签到|停水|停电|停气|停止服务|暂停(?:使用|服务|办公)|维护|升级|割接|检修|上线|开放)|(?:集合|出发|乘车|发车|停水|停电|系统(?:升级|维护)|维护|升级)[^。；]{0,24}` + clock)
	ordered  = pattern.MustCompile(`^(?:(?:根据|按照|按|经)[^，。]{2,20}，)?(?:(?:现|特|会议|领导|区里)?(?:要求|责成|责令|督促|明确)(?:各(?:镇街|单位|部门|镇|街道|村|责任单位|成员单位|有关单位)|全体|所有|` + slot + `)|由(?:各(?:镇街|单位|部门)|` + slot + `)(?:牵头|负责|会同|组织|具体))`)
	ownDeeds = pattern.MustCompile(`已|了|累计|目前|截至|截止|我[们局镇委办]`)
	saidBy   = pattern.MustCompile(`(?:领导|书记|区长|镇长|主任|局长|老师|同事|会上|开会|群里|网上|有人)[^，。；]{0,8}(?:说|讲|提到|透露|传)`)
	attends  = pattern.MustCompile(`(?:的|那个|这个|次)(?:会|会议|培训会?|活动)[^，。；]{0,3}(?:我们|我[局镇委办方]|街道|派|来|去|安排)[^，。；]{0,8}(?:\d+|[一二两三四五六七八九十])(?:个)?[人名位]|^(?:我们|我[局镇委办])?(?:参会|与会|参加人员|参会人员|参会人数)[^，。；]{0,8}[人名位]?$`)
	gadget   = pattern.MustCompile(`(?:app|系统|平台|网站|网页|链接|小程序|软件|账号|密码|验证码|表格|文件|群文件|附件|网络|电脑|打印机|机器人|后台|端口)[^，。；]{0,8}(?:打不开|登不上|登不进|登录不|进不去|上不去|连不上|下载不|传不上|点不开|崩|闪退|卡死|死机|报错|忘了|过期|失效|乱码)`)
	holdOn   = pattern.MustCompile(`^(?:稍)?(?:等|待)(?:一)?(?:下|会|会儿|哈)(?:儿|我)?(?:再)?(?:发|报|给|传|说|弄|填)?(?:给)?(?:你|您|过来)?[。！]?$`)
)

// office: assemblies, outages and what a tool refuses to do are no progress of a task.
func office(p *parser, h head, _ Message, _ *units.Roster) (Reading, bool) {
	s := strings.Trim(p.t.s[h.body:], " ")
	bare := strings.TrimRight(symbols.Replace(s), " ！。")
	switch {
	case assembly.MatchString(s) && !ownDeeds.MatchString(s) && len(fieldFigures(p)) == 0:
		return Reading{Intent: IntentCommand, Flags: []string{FlagNotice}}, true
	case gadget.MatchString(s) && !finishedCount(p) && len(fieldFigures(p)) == 0:
		if strings.ContainsAny(s, "？") || verbQuestion.MatchString(bare) || askWords.in(s) {
			return Reading{Intent: IntentQuestion, Question: p.t.verbatim(h.body, len(p.t.s))}, true
		}
		return Reading{Intent: IntentChitchat}, true
	case attends.MatchString(s) && !finishedCount(p), holdOn.MatchString(bare):
		return Reading{Intent: IntentChitchat}, true
	}
	return Reading{}, false
}

var symbols = strings.NewReplacer("💪", "", "👍", "", "🙏", "", "👌", "", "✊", "")

// fieldFigures are the figures that count anything.
func fieldFigures(p *parser) []figure {
	var out []figure
	for _, f := range p.figs {
		if f.unit != "" && !isDuration(f.unit) && f.unit != "点" {
			out = append(out, f)
		}
	}
	return out
}

// ordersTo: 由区水利局牵头，9月底前完成… and 要求各单位… say what others are to do.
func ordersTo(p *parser, h head, m Message, roster *units.Roster) (Reading, bool) {
	if roster == nil || h.behalf {
		return Reading{}, false
	}
	n := setAside(p.t.s[h.body:], roster)
	loc := ordered.FindStringIndex(n.s)
	if loc == nil || ownDeeds.MatchString(n.s) {
		return Reading{}, false
	}
	if strings.Contains(n.s[:loc[1]], slot) && n.units[0].Name == m.Department {
		return Reading{}, false
	}
	return Reading{Intent: IntentCommand, Flags: []string{FlagNotice}}, true
}
