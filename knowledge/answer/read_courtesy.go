package answer

import (
	"strings"

	"liangshan/knowledge/pattern"
)

// courtesies are said around a question; sentBy tells who had it asked: 王主任让我问一下.
var (
	courtesies = pattern.MustCompile(`(?:^|[，,。！!？?\s])(?:不好意思|对不起|抱歉|打扰(?:您|你)?(?:一?下)?了?|麻烦(?:您|你)?(?:了|一?下)|您好|你好|谢谢(?:您|你|啦|了|哈)*|多谢(?:您|你|了)?|辛苦(?:您|你)?了?|我是(?:新来|刚来)的?[^，。]{0,6}|我是(?:你们?的?|这个|本|系统|后台|群|超级)*管理员|` + saidThere + `)+(?:[，,。！!？?\s]|$)`)
	sentBy     = pattern.MustCompile(`^(?:我们?|咱们?)?(?:的)?[\p{Han}]{0,3}(?:主任|局长|书记|区长|县长|镇长|处长|科长|领导|经理|组长|主席|委员|老师|老板|总|记者|媒体|群众|老百姓|村民|市民|代表|同事|上级|上面|别人|人家|有人)(?:刚才|今天|又)?(?:(?:让|叫|喊|要|托|派)(?:我们?|俺)(?:来)?(?:问|查|看|了解|打听)(?:一?[下哈问看查]|清楚)*|(?:在|来|跑来)?问(?:我|起|到|了)?(?:一?[下哈])?)[，,：:\s]*(.{2,})$`)
	mayIAsk    = pattern.MustCompile(`^(?:好|那)?(?:现在|这会儿)(?:请|你|来)*(?:回答|告诉我|我?问你)(?:一?[下哈])?[，,：:]?|^(?:(?:请|麻烦|帮忙|帮我)+(?:你|您)?(?:再|先)?(?:帮我)?(?:确认|核实|核对)(?:一?[下哈])?|(?:确认|核实|核对)一?[下哈])(?:并|后|再)?(?:回答|答复|告诉我)?(?:一?[下哈])?[，,：:]?|^(?:我)?(?:想|要)?(?:请教|咨询|打听)(?:您|你|一?[下哈])*[，,]?`)
)

// saidThere only asks that the documents be looked up: …，函里头咋说的.
const saidThere = `(?:这个|这份|复)?(?:函|信|文件|方案|规划|通知|材料|文)(?:里头|里面|里|上面|上|中|头)(?:都|是|到底|又)?(?:咋个?|啷个|怎么|如何)(?:说|写|讲|提|定|规定)(?:的|嘛|呢)*`

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
