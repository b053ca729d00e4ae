package answer

import (
	"strings"

	"liangshan/knowledge/pattern"
)

var (
	// supposed opens what is only assumed; conditional may also state a case that a rule speaks of.
	supposed    = pattern.MustCompile(`^(?:那么?|先)?(?:假设|假如|假定|假使|假若|就当|权当|设想|如果|要是|若是?|倘若|万一)(?:说|一?下)?(.{2,}?)(?:是|为|在|有|叫|归|由|成|到|了|才)(.+)$`)
	conditional = pattern.MustCompile(`^(?:那么?|先)?(?:如果|要是|若|倘若|万一)`)
	// bounded sets a case apart by a limit, as rules do.
	bounded = pattern.MustCompile(`以上|以下|以内|超过|之间|未|不|没`)
	digit   = pattern.MustCompile(`\d|[一二三四五六七八九十百千万]+[万亿个条期次年月项家%]`)
	// sayAgain orders a change and asks in one breath: 你改一下再回答牵头单位是哪个.
	sayAgain = pattern.MustCompile(`^(?:请|麻烦|先|帮我?|给我|你|机器人)*(?:[把将][^再]{1,20})?(?:改|更新|修改|调整|换|更正|纠正|改正|变更|更改|登记|记)(?:一?[下哈]|好|过来|了|完)?(?:之?后|以后)?再(?:来|重新)*(?:回答|回复|答|说|告诉)(?:我们?|一?[下哈])?`)
)

// courtesies are said around a question; sentBy tells who had it asked: 王主任让我问一下.
var (
	courtesies = pattern.MustCompile(`(?:^|[，,。！!？?\s])(?:不好意思|对不起|抱歉|打扰(?:您|你)?(?:一?下)?了?|麻烦(?:您|你)?(?:了|一?下)|您好|你好|谢谢(?:您|你|啦|了|哈)*|多谢(?:您|你|了)?|辛苦(?:您|你)?了?|我是(?:新来|刚来)的?[^，。]{0,6})+(?:[，,。！!？?\s]|$)`)
	sentBy     = pattern.MustCompile(`^(?:我们?|咱们?)?(?:的)?[\p{Han}]{0,3}(?:主任|局长|书记|区长|县长|镇长|处长|科长|领导|经理|组长|主席|委员|老师|老板|总)(?:刚才|今天|又)?(?:(?:让|叫|喊|要|托|派)(?:我们?|俺)(?:来)?(?:问|查|看|了解|打听)(?:一?[下哈问看查]|清楚)*|(?:在)?问(?:我|起|到|了)?(?:一?[下哈])?)[，,：:\s]*(.{2,})$`)
	mayIAsk    = pattern.MustCompile(`^(?:我)?(?:想|要)?(?:请教|咨询|打听)(?:您|你|一?[下哈])*[，,]?`)
)

// withoutCourtesy is what is asked, without what politeness puts round it.
func withoutCourtesy(said string) string {
	text := said
	for rest := ""; rest != text; {
		rest = text
		text = strings.Trim(courtesies.ReplaceAllString(text, "，"), "，, ")
	}
	if m := sentBy.FindStringSubmatch(text); m != nil && asks(m[1]) {
		text = m[1]
	}
	if rest := mayIAsk.ReplaceAllString(text, ""); rest != "" {
		return rest
	}
	return said // nothing but courtesy
}

// premise reports whether a clause only supposes what a later one asks for: 假设指标是30项，
// 指标一共多少项. The documents answer; a case that a rule speaks of (如果逾期，…) is no premise.
func premise(s string, later []string) bool {
	m := supposed.FindStringSubmatch(s)
	if m == nil || asksItself(s) || conditional.MatchString(s) && (!digit.MatchString(s) || bounded.MatchString(s)) {
		return false
	}
	for _, l := range later {
		rest := leadIn.ReplaceAllString(fold(strings.TrimSpace(l)), "")
		if strings.Contains(rest, m[1]) || sharedStart(rest, m[1]) >= 2 {
			return true
		}
	}
	return false
}

// sharedStart is how many characters two texts begin with in common.
func sharedStart(a, b string) int {
	x, y := []rune(a), []rune(b)
	n := 0
	for n < len(x) && n < len(y) && x[n] == y[n] {
		n++
	}
	return n
}
