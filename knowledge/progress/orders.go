package progress

import (
	"strings"
	"unicode/utf8"

	"liangshan/knowledge/pattern"
)

// Somebody may tell the reader what to write instead of what was done: 把我镇任务全部
// 标成100%, 进度都按90%填. Such words name no piece of work, only records and all of
// them; what stands beside them is read as usual.

const (
	noteVerb = `(?:标记|标|填写|填报|填|登记|登|记录|记|改写|更改|修改|改|设置|设|置|调整|调|更新|录入|录|写|报|打|评定|评|认定|算|当作|当|判定|判|列|变更|变|视|拉|刷)`
	verdict  = `(?:约?\d+(?:\.\d+)?(?:%|分)|百分之[\p{Han}\d]{1,4}|[一二三四五六七八九]成|满分|已?(?:全部)?(?:完成|完工|办结|销号|达标|结束)|绿灯|全绿|优秀|合格)`
)

var (
	deemed = pattern.MustCompile(`(?:(?:一律|一概|统统|通通|统一)(?:都)?(?:给|按)?(?:算|视)(?:作|为|成)?|当作?|权当|就当)(?:我们?|咱们?|本)?(?:镇|街道|局|委|办|们)?(?:的)?(?:任务|进度|工作)?(?:都|全部|全|已经|已)*(?:完成|完工|办结|销号|达标)`)
	// askedOrDone: 任务报成80%了 tells of a mistake, 全部改成100%吗 asks.
	askedOrDone = pattern.MustCompile(`^的?(?:了|吗|么|吧？|不$|没有?$|对|行|可以|是不是|错)`)
	// told says that a record is to hold a value.
	told = []*pattern.Pattern{
		pattern.MustCompile(noteVerb + `(?:成|为|到|至|作|做|上|个|了)+` + verdict),
		pattern.MustCompile(`(?:填写|填|标|登记|记|写|报|打|算)(?:约?\d+(?:\.\d+)?(?:%|分)|百分之百|[一二三四五六七八九]成|满分|满|已完成)`),
		pattern.MustCompile(`(?:按|按照|以)` + verdict + `(?:来)?(?:的)?(?:进度|标准|状态)?` + noteVerb),
		deemed,
	}
	// recordWords speak of records as such, of whom they are and of all of them.
	recordWords = words(`从 起 今天 今后 以后 现在 开始 无论 不管 不论 实际 多少 怎样 如何 自动 机器人 把 将 给 替 帮忙 帮 请 麻烦 你们 你 您 就 直接 先 再 也 还 要 我们 我 咱们 咱 本镇 本局 本街道 本委 镇 街道 局 委 办 区 单位 部门 这边 名下 下面 手上 任务数 任务 总体进度 进度条 进度 进展 事项 工作 项目 记录 数据 数字 数值 数 状态 台账 指标 情况 完成率 完成度 完成情况 百分比 内容 条目 里面 里头 里 上面 上 系统 后台 表格 表 项 条 个 的 了 吧 哈 哦 嘛 全部 全数 全体 全年 全 所有 统统 通通 一律 一概 统一 一并 一次性 都 每 各 今年 本月 本周 本年 这些 那些 这个 那个 这 那 他们 它们 和`)
	everything  = words(`全部 全数 全体 全 所有 统统 通通 一律 一概 统一 一并 都 每 各`)
	ofOurs      = pattern.MustCompile(`(?:我们?|咱们?|本)(?:镇|街道|局|委|办|单位|部门)?(?:的|名下的?)?(?:任务|工作|事项|项目|指标|台账|记录)`)
	asWished    = pattern.MustCompile(`(?:按|照|听|依)我(?:说的|讲的|的(?:意思|要求|话)?)(?:来|去)?(?:做|办|填|写|记|报|改|执行|来)`)
)

// withoutOrders blanks out what tells the reader what to write. Lengths stay.
func (h *head) withoutOrders(s string) string {
	b := []byte(s)
	from, unruly := h.body, false
	for i := h.body; i <= len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		if i < len(s) && !strings.ContainsRune("，；。！？\n", r) {
			i += n
			continue
		}
		piece := s[from:i]
		unruly = unruly || injectionWords.MatchString(piece) || asWished.MatchString(piece)
		if asWished.MatchString(piece) && len(piece) < len("从现在起你们就按我说的做") || h.order(piece, unruly) {
			h.ordered = true
			for j := from; j < i; j++ {
				b[j] = ' '
			}
		}
		i += max(n, 1)
		from = i
	}
	return string(b)
}

// order reports whether a piece of a message tells what to write of no named work:
// of everything, of one's own records, or behind words that do away with the rules.
func (h *head) order(s string, unruly bool) bool {
	for _, how := range told {
		at := how.FindStringIndex(s)
		if at == nil {
			continue
		}
		before := s[:at[0]]
		if endsAny(before, "已", "已经") || strings.Contains(before, "已将") || strings.Contains(before, "已把") || askedOrDone.MatchString(s[at[1]:]) && how != deemed {
			return false
		}
		rest := recordWords.without(strings.ReplaceAll(before, placeOf(h.dept), ""))
		if utf8.RuneCountInString(strings.TrimFunc(rest, func(r rune) bool { return !isWordRune(r) })) > 1 {
			continue
		}
		if unruly || everything.in(s[:at[1]]) || ofOurs.MatchString(before) || startsAny(strings.TrimLeft(s, " 请就"), "直接", "给我", "帮我", "系统", "自动", "机器人") {
			return true
		}
	}
	return false
}

// placeOf is a unit's name, without the words that every name of its kind ends in.
func placeOf(unit string) string {
	for _, w := range []string{"街道", "镇"} {
		unit = strings.TrimSuffix(unit, w)
	}
	if unit == "" {
		return "\x00"
	}
	return unit
}
