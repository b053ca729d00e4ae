package progress

import (
	"strings"

	"liangshan/knowledge/pattern"
	"liangshan/knowledge/units"
)

// Whose report it is, to whom it is said and with whom the work was done are
// said in a few frames round a unit's name: 转报X数据：, （代X报）, 报X：, 配合X….
// The names are put aside first, so that one table of frames serves every unit
// at either end of the message.

// slot stands for a unit's name; no one types it.
const slot = "\uE000"

// relation is what a frame makes of the unit in it.
type relation int

const (
	addressee relation = iota // the sender speaks to it
	partner                   // the sender works with it
	source                    // the report is its, passed on
	client                    // the report is its, made for it
)

// frame is one way of saying a relation.
type frame struct {
	is  relation
	how *pattern.Pattern
}

const (
	forThem = `(?:代表|代为|代|替|帮忙|帮|受)`
	tells   = `(?:上报|报送|填报|转报|转发|代报|反馈|提供|报|填|转|发|说|录|交|送)`
	me      = `(?:我们|我局|我镇|我委|我办|我街道|咱们|我|本人)`
	matter  = `(?:的)?(?:数据|情况|进展|进度|消息|信息|材料)`
	names   = slot + `(?:[、和与及]` + slot + `)*(?:等(?:部门|单位))?`
	several = slot + `(?:[、和与及，/ ]*` + slot + `)+(?:等(?:部门|单位))?`
)

// opening frames stand at the beginning of the report and are taken off.
var opening = []frame{
	{client, pattern.MustCompile(`^[（【]` + me + `?` + forThem + names + `(?:的)?(?:` + tells + `|` + matter + `)*[）】][：，]?`)},
	{source, pattern.MustCompile(`^[（【](?:(?:数据|信息|情况)?来源[：]?|来自|转自|转报)` + slot + `(?:` + tells + `|` + matter + `)*[）】][：，]?`)},
	{client, pattern.MustCompile(`^(?:现)?(?:代录|代报|代填|代转|代发|代为上报|代上报|代为报送|代为填报|替报|帮报)[：， ]*` + slot + `(?: *(?:电话)?(?:` + tells + `)?(?:` + matter + `)?(?:如下)?[：，]| *)`)},
	{source, pattern.MustCompile(`^(?:现)?(?:转报|转自|转来|转)` + slot + matter + `(?:如下)?[：，]`)},
	{source, pattern.MustCompile(`^(?:现)?(?:转报|转自)[：， ]*` + slot + `[：，]?`)},
	{source, pattern.MustCompile(`^(?:以下|下面)(?:内容|数据|情况|进展)?(?:均)?(?:转自|来自|转)` + slot + `[^：，。\n\d]{0,8}：`)},
	{client, pattern.MustCompile(`^(?:以下|下面)(?:内容|数据|情况|进展)?(?:均)?(?:为|是|系|由|代|替|帮)` + slot + `[^：，。\n\d]{0,12}：`)},
	{client, pattern.MustCompile(`^` + slot + `[^：\n。；\d]{0,24}(?:` + me + `|让|请|托|叫)[^：\n。\d]{0,6}(?:代|替|帮)(?:为|忙)?(?:他们|她们|其|该[局委镇办]|` + slot + `)?` + tells + `[^：\n\d]{0,6}[：，]`)},
	{client, pattern.MustCompile(`^(?:现)?` + me + `?` + forThem + several + `(?:的)?(?:` + tells + `|` + matter + `|一下|如下|个|数|[哈啊])*[：，\n ]`)},
	{client, pattern.MustCompile(`^受` + names + `委托[：，](?:现|由` + me + `)?(?:代)?` + tells + `(?:如下)?[：，]`)},
	{addressee, pattern.MustCompile(`^(?:呈报|报送|抄送|抄报|主送|上报|汇报给|报给|发给|转呈|提交|报|呈|致|发|给)` + names + `(?:各位)?(?:领导|办公室)?[：\n]`)},
	{addressee, pattern.MustCompile(`^` + names + `(?:的)?(?:各位)?(?:领导|老师|同志|主任|局长)?(?:们)?(?:你好|您好|好|早上好|上午好|下午好)[，：。！ \n]`)},
}

// closing frames stand at its end.
var closing = []frame{
	{client, pattern.MustCompile(`[，。；！\n ]*[（【]` + me + `?` + forThem + names + `(?:的)?(?:` + tells + `|` + matter + `)*[）】][。！]?$`)},
	{source, pattern.MustCompile(`[，。；！\n ]*[（【](?:(?:数据|信息|情况)?来源[：]?|来自|转自|转报)` + slot + `(?:` + tells + `|` + matter + `)*[）】][。！]?$`)},
	{client, pattern.MustCompile(`[，。；\n ]+(?:以上|上述|上面)(?:内容|数据|情况|进展)?(?:均)?(?:为|是|系|由|代|替|帮)` + slot + `[^，。；\d]{0,10}[。！]?$`)},
	{source, pattern.MustCompile(`[，。；\n ]+(?:以上|上述|上面)(?:内容|数据|情况|进展)?(?:均)?(?:转自|来自)` + slot + `[^，。；\d]{0,6}[。！]?$`)},
	{client, pattern.MustCompile(`[，。；（\n ]+(?:这是|是)?` + slot + `(?:那边)?(?:让|叫|托|请|委托)` + me + `(?:代为|代|帮忙|帮)?` + tells + `(?:一下)?(?:的|了)?[。！）]*$`)},
	{client, pattern.MustCompile(`[，。；（\n ]+` + me + `?(?:代|替|帮)` + names + tells + `(?:一下)?(?:的|了)?[。！）]*$`)},
}

// theirsTail says that the unit named first only had it sent: X清淤完成5公里，他们让我发的.
var theirsTail = pattern.MustCompile(`[，。；（\n ]+(?:这是|是)?(?:(?:他们|对方|人家|该局|该镇)(?:那边)?(?:让|叫|托|请|委托)` + me + `(?:代为|代|帮忙|帮)?|` + me + `?(?:代|替|帮)(?:他们|其))` + tells + `(?:一下)?(?:的|了)?[。！）]*$`)

// within name a partner in the work wherever a clause begins.
var within = pattern.MustCompile(`(?:^|[，。；：\n ])(?:` + me + `|积极|全力|主动|已|继续)*((?:配合|会同|协同|联合|协助)` + names + `(?:一起|共同|联合)?|在` + names + `(?:的)?(?:大力)?(?:指导|支持|统筹|牵头|帮助|配合|协调|领导|监督|组织)下[，]?)`)

// named is a text with every unit's name put aside.
type named struct {
	s     string
	at    []int // for each byte of s, and one past the end, the byte of the text
	units []units.Mention
}

func setAside(s string, roster *units.Roster) named {
	n := named{}
	var b strings.Builder
	from := 0
	keep := func(to int) {
		for i := from; i < to; i++ {
			n.at = append(n.at, i)
		}
		b.WriteString(s[from:to])
	}
	for _, m := range roster.Find(s) {
		if !m.Known || m.Group || m.Start < from {
			continue
		}
		keep(m.Start)
		for range len(slot) {
			n.at = append(n.at, m.Start)
		}
		b.WriteString(slot)
		n.units = append(n.units, m)
		from = m.End
	}
	keep(len(s))
	n.at = append(n.at, len(s))
	n.s = b.String()
	return n
}

// addressed takes opening frames off.
func (h *head) addressed(s string, roster *units.Roster) {
	if roster == nil {
		return
	}
	n := setAside(s[h.body:], roster)
	if len(n.units) == 0 {
		return
	}
	for _, f := range opening {
		if loc := f.how.FindStringIndex(n.s); loc != nil {
			h.relate(f.is, n.units[:strings.Count(n.s[:loc[1]], slot)])
			h.body += n.at[loc[1]]
			h.skipBlank(s)
			return
		}
	}
}

// relate settles whose report it is.
func (h *head) relate(is relation, of []units.Mention) {
	if is == addressee || is == partner {
		return
	}
	h.dept, h.named = of[0].Name, true
	h.forwarded, h.behalf = h.forwarded || is == source, h.behalf || is == client
	if len(of) > 1 {
		for _, u := range of {
			h.depts = append(h.depts, u.Name)
		}
	}
}

// framed blanks out what closes the report and whom the work was done with, and
// notes whose report it is. Lengths stay.
func (h *head) framed(s string, roster *units.Roster) string {
	if roster == nil {
		return s
	}
	n := setAside(s[h.body:], roster)
	if len(n.units) == 0 {
		return s
	}
	blank := func(a, b int) { s = s[:h.body+a] + strings.Repeat(" ", b-a) + s[h.body+b:] }
	for _, f := range closing {
		if loc := f.how.FindStringIndex(n.s); loc != nil {
			h.relate(f.is, n.units[strings.Count(n.s[:loc[0]], slot):])
			blank(n.at[loc[0]], n.at[loc[1]])
			if len(h.depts) > 0 && h.confused { // the name in front is not spoken to
				h.body, h.confused = h.called, false
			}
			return s
		}
	}
	if loc := theirsTail.FindStringIndex(n.s); loc != nil && strings.HasPrefix(n.s, slot) {
		h.relate(client, n.units[:1])
		blank(n.at[loc[0]], n.at[loc[1]])
		h.body += n.units[0].End
		h.skipBlank(s)
		return s
	}
	for _, loc := range within.FindAllStringSubmatchIndex(n.s, -1) {
		a, b := n.at[loc[2]], n.at[loc[3]]
		h.partners = append(h.partners, stretch{h.body + a, h.body + b, strings.Trim(s[h.body+a:h.body+b], " ，")})
		blank(a, b)
	}
	return s
}

// stretch is a piece of the folded text.
type stretch struct {
	a, b int
	s    string
}

// unitsOf finds the clauses of a passed-on report that name their own unit: a line
// 区林业局：, or 林业局森林抚育完成2600亩 among what several units report.
func (h *head) unitsOf(cs []clause, roster *units.Roster) {
	if !h.forwarded && !h.behalf {
		return
	}
	for i := range cs {
		c := &cs[i]
		name, n := unitAt(c.s, roster)
		if n == 0 {
			continue
		}
		rest := strings.TrimLeft(strings.TrimPrefix(c.s[n:], "的"), "： ")
		if rest != "" && !has(h.depts, name) && (c.stop <= weak || name == h.dept) {
			continue
		}
		c.dept, c.a, c.s = name, c.b-len(rest), rest
	}
}
