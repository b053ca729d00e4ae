package answer

import (
	"slices"
	"strings"

	"liangshan/knowledge/pattern"
)

// hints are small preferences between pieces that would answer alike: what is asked, what a
// piece that answers it says, and how much that is worth.
var hints = []struct {
	asked, told *pattern.Pattern
	worth       float64
}{
	{togetherAsked, totalWord, 0.2},
	{belongs, seated, 0.3},
	{handledBeside, consulted, 0.3},
	{nowAsked, nowWord, 0.2},
	{endAsked, endWord, 0.4},
	{degreeAsked, degreeTold, 0.2},
	{figuresWanted, countEnds, 0.4},
	{effectAsked, effectTold, 0.4},
	{doneAsked, forceWord, -0.4},
	{heldAlready, toBeHeld, -0.4},
	{actual, doneFigure, 0.2},
	{goingOn, goesOn, 0.3},
}

func hint(q *query, key string) float64 {
	v := 0.0
	for _, h := range hints {
		if h.asked.MatchString(q.text) && h.told.MatchString(key) {
			v += h.worth
		}
	}
	if r := rhythmAsked.FindStringSubmatch(q.text); r != nil && otherRhythm(r[1], key) {
		v -= 0.4 // 每月几号 is not asked of what is done every year
	}
	if q.kind == askWho && q.holdsPost(key) {
		v += 0.3
	}
	if q.kind == askMany && q.limited(key) {
		v += 0.3
	}
	return v
}

var (
	totalWord = pattern.MustCompile(`总|共|累计|合计|全[区县市镇]`)
	nowAsked  = pattern.MustCompile(`现在|目前|如今|当前|现有|眼下`)
	nowWord   = pattern.MustCompile(`目前|已|截至|仅|现`)
)

// limits are the words for the most and for the least of a thing.
var limits = []*pattern.Pattern{
	pattern.MustCompile(`最[高多大长]|至多|不得?超过|上限|限额|以内`),
	pattern.MustCompile(`最[低少小短]|至少|起码|不得?[低少]于|年满|下限`),
}

// limitedOtherwise reports whether the least is asked for where a text does not set it, or
// the most where it sets only the least.
func (q *query) limitedOtherwise(text string) bool {
	return floorAsked.MatchString(q.text) && !limits[1].MatchString(text) || limits[0].MatchString(q.text) && !limits[0].MatchString(text) && limits[1].MatchString(text)
}

var floorAsked = pattern.MustCompile(`最低|下限`)

// limited reports whether a limit is asked for and a text sets it.
func (q *query) limited(text string) bool {
	return slices.ContainsFunc(limits, func(re *pattern.Pattern) bool { return re.MatchString(q.text) && re.MatchString(text) })
}

var (
	// endAsked asks until when a thing holds.
	endAsked = pattern.MustCompile(`(?:管|用|执行|有效|持续|实施|施行)到|到期|失效|有效期|[\p{Han}][到至](?:什么时候|哪[一天年]|几[月号日])|截止|(?:什么时候|哪天|几号)(?:结束|停)`)
	endWord  = pattern.MustCompile(`有效期|废止|失效|[至到](?:\d{4}年|\d{1,2}月).*止`)

	// goingOn asks what is in hand: 哪几个稿子在征求意见, 哪些还在办.
	goingOn = pattern.MustCompile(`(?:正|还|仍|现在|目前|如今|眼下)在\p{Han}{1,8}(?:的|中|着)?(?:$|有?哪|是?什么)|哪[^，在]{1,8}在(?:[^\P{Han}哪什几这那]\p{Han}{1,8})$`)
	goesOn  = pattern.MustCompile(`正[在按抓]|仍在|还在`)

	// handledBeside asks who took part in answering a proposal.
	handledBeside = pattern.MustCompile(`(?:办理|答复|回复).{0,8}哪(?:些|几家?|家).{0,4}(?:参加|参与|配合|出力)`)

	// heldAlready asks of a meeting that was, toBeHeld tells of one that is still to come.
	heldAlready = pattern.MustCompile(`(?:哪|几|什么时候|谁)[^，下]{0,10}(?:[开定过办]|召开|举行|举办|通过|主持)的$|^[这此]是?第?几[次届]`)
	toBeHeld    = pattern.MustCompile(`定于|拟于|[将拟]在|将于|另行通知`)

	// doneFigure says how much has come about.
	doneFigure = pattern.MustCompile(`(?:已|实际)\p{Han}{1,8}\d`)

	// degreeTold says how strong a thing is: 还有较大的差距.
	degreeTold = pattern.MustCompile(`[较很极更最颇]|非常|十分|明显|突出|偏|不足|重要|关键|重点|加大|从[重严快]|顶格|上限|一律|严`)

	rhythmAsked = pattern.MustCompile(`每个?(年|月|周|季度|季|天|日)`)
)

// figuresWanted asks for all figures of a matter.
var figuresWanted = pattern.MustCompile(`数字|数据|报数|成绩单`)

// otherRhythm reports whether a piece is of what comes round in another time than the one asked about.
func otherRhythm(asked, key string) bool {
	m := rhythmAsked.FindAllStringSubmatch(key, -1)
	return len(m) > 0 && !slices.ContainsFunc(m, func(m []string) bool { return sameSpan.Replace(m[1]) == sameSpan.Replace(asked) })
}

var sameSpan = strings.NewReplacer("日", "天", "季度", "季", "星期", "周", "两", "2", "二", "2", "一", "", "1", "", "三", "3", "四", "4", "六", "6")

// holdsPost reports whether a piece says who is in the office that a question names.
func (q *query) holdsPost(key string) bool {
	return slices.ContainsFunc(q.words, func(w word) bool {
		return w.class == content && office.MatchString(w.text) && holds(key, w.text)
	})
}

// holds reports whether a text says who is in an office.
func holds(text, office string) bool {
	return slices.ContainsFunc([]string{"任" + office, "为" + office, "是" + office, office + "由", office + "为", office + "是", office + ":"}, func(t string) bool { return strings.Contains(text, t) })
}
