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
