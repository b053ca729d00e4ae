package answer

import (
	"cmp"

	"liangshan/knowledge/pattern"
)

// What is said to the program itself is answered in a line and searched for nowhere.
var (
	// courtesy is said to a person, and asks nothing.
	courtesy = pattern.MustCompile(`^(?:谢谢|感谢|多谢|辛苦|麻烦你?|好的?|收到|明白|懂|行|可以|再见|拜拜|早上好|早|上午好|中午好|下午好|晚上好|早安|晚安|你好|您好|大家好|在不在|在|在没在|有人|哈喽|嗨)[你您了啦吗呀哈的，。!！~ 大家助手机器人]*$`)
	thanks   = pattern.MustCompile(`^(?:谢谢|感谢|多谢|辛苦|麻烦)`)
	presence = pattern.MustCompile(`^(?:在|有人)`)
	agreed   = pattern.MustCompile(`^(?:好(?:的|了|$)|收到|明白|懂|行|可以)`)

	// reliable asks how far answers can be relied upon.
	reliable = pattern.MustCompile(`^(?:你|机器人).{0,8}(?:准不准|准确?吗|准确?不|可不可靠|可靠吗|可靠不|可信吗|可信不|可不可信|靠不靠谱|靠谱吗|靠谱不|靠得住|信得过|作不作数|作数吗|算不算数|算数吗|(?:会不会|有没有|会)(?:搞|弄|说|答|讲)?(?:错|乱说|瞎说|瞎编|编造?))[吗不没有的过]*$`)

	// errand asks for something to be done or said to somebody else: 帮我催一下林业局.
	errand = pattern.MustCompile(`(?:帮|替|代)(?:我们?|忙|俺|咱们?)?[^，。？?]{0,12}?(?:催|转告|转达|通知(?:一下|到|给)|打个?招呼|[传带捎]个?话|说一声|打个?电话|群发|转发)|^(?:请|你|麻烦)?(?:帮我?|替我)?把[^，。？?]{1,16}(?:群发|转发|发到|发进|推送|发给)(?:给|到|进|各|所有|全体|大家|群)[^，。？?]*$|^(?:你|机器人)(?:能不能|可不可以|可以|能|去|来|先)*[^，。？?多久什么几谁哪]{0,12}?(?:催|转告|转达|打个?招呼|[传带捎]个?话|说一声|打个?电话)`)
)

// aboutBot answers what is said to the program itself.
func (s *Shelf) aboutBot(q *query) (Answer, bool) {
	if q.kind != askAbout {
		return Answer{}, false
	}
	line := Line{Code: AboutBot}
	switch {
	case errand.MatchString(fold(q.raw)):
		line.Code = NoErrand
	case courtesy.MatchString(q.text):
		line.Code, line.Args = Courtesy, []string{manners(q.text)}
	case holdingsAsked.MatchString(q.text):
		line.Code = Holdings
		for _, d := range s.desk.docs() {
			line.Args = append(line.Args, cmp.Or(d.Outline.Title, shortName(d.Outline)))
		}
	case howToReport.MatchString(q.text):
		line.Code = HowToReport
	}
	return Answer{Kind: Answered, Lines: []Line{line}}, true
}

// manners is how a courtesy is returned: thanks, present, agreed or greeting.
func manners(text string) string {
	switch {
	case thanks.MatchString(text):
		return "thanks"
	case presence.MatchString(text):
		return "present"
	case agreed.MatchString(text):
		return "agreed"
	}
	return "greeting"
}
