package answer

import (
	"strings"

	"liangshan/knowledge/pattern"
)

var (
	// itemsWanted asks in any words for the list of what was just spoken of: 把名单发我看, 列出来.
	itemsWanted = pattern.MustCompile(`^(?:那么?|请|你|把|将|这|它们?|些|的|都|全部?|逐[一个条项]|挨个|具体|完整|详细|有没有|有|个|份|一|\d+(?:个|项|条|家|种|类|处)?|名单|清单|名字|名称|明细|目录|发|列|念|报|贴|传|打|说|写|摆|点|读|数|给|我们?|大家|来|出|下|看|听|瞧|呢|吗)+$`)
	itemsNamed  = pattern.MustCompile(`名单|清单|名字|名称|明细|目录|[发列念报贴传读数]`)
	// whichOnes asks which they are: 是哪些镇街, 哪14个.
	whichOnes = pattern.MustCompile(`^(?:那么?|具体|分别|都|就|是|有|指|说|的)*哪(?:些|几个?|\d+)(?:个|项|条|家|种|类|处)?([\p{Han}]{0,4}?)(?:呢)?$`)
	// counted is what asks for a number: 有多少个.
	counted = pattern.MustCompile(`(?:一共|总共|共)?(?:有|是|要|达到?|为)*(?:多少|几)(?:个|项|条|家|种|类|处|块|名|位)?`)
	// onlyCount asks for the number of what was listed.
	onlyCount    = pattern.MustCompile(`^(?:那么?|一共|总共|合计|共|有|是)*(?:多少|几)(个|条|项|家|种|类|处|块|名|位|样)?$`)
	listedBefore = pattern.MustCompile(`哪(?:些|几)(?:个|条|项|家|种|类|处|块|名|位|样)?`)
	// ending of a question that lists nothing
	yesEnding = pattern.MustCompile(`(?:是不是|有没有|吗|没有?|不)$`)
)

// itemsOf completes a wish for the list from the question before it: after 创建范围有多少个镇街
// both 名单发我 and 有哪些镇 ask 创建范围是哪些镇街.
func itemsOf(text, earlier string) (string, bool) {
	if m := onlyCount.FindStringSubmatch(text); m != nil && listedBefore.MatchString(earlier) {
		return listedBefore.ReplaceAllString(earlier, "几"+m[1]), true // 考察了哪些区, 一共几个
	}
	switch m := whichOnes.FindStringSubmatch(text); {
	case earlier == "":
		return "", false
	case m != nil && (m[1] == "" || strings.Contains(earlier, m[1])):
	case itemsWanted.MatchString(text) && itemsNamed.MatchString(text):
	default:
		return "", false
	}
	if loc := counted.FindStringIndex(earlier); loc != nil {
		return earlier[:loc[0]] + "是哪些" + earlier[loc[1]:], true
	}
	if questionWord.MatchString(earlier) && !yesEnding.MatchString(earlier) {
		return earlier, true
	}
	return yesEnding.ReplaceAllString(earlier, "") + "是哪些", true
}
