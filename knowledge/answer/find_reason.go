package answer

import (
	"strings"

	"liangshan/knowledge/pattern"
)

var (
	// reason is in words that give a cause, or say what a thing is there for.
	reason = pattern.MustCompile(`因为?[^地此]|由于|原因|目的|鉴于|受.{1,10}影响|导致|致使|旨在|^(?:为了?|以便|以防止?|以避免|以免|以期|以利|以确保|以保[障证护]|以满足|以应对|以实现|避免|防止|从而|使)[^主副组止数首期]|所以|因而|是.{0,30}(?:举措|抓手|载体|需要|要求|实践探索|任务|工作|基础|保障)(?:之一)?$`)
	// shortfall says how things fall short: what stands before it in its sentence is why.
	shortfall = pattern.MustCompile(`难度?(?:较|很|极)?大|困难|较难|不(?:强|足|突出|够|高|明显|到位|稳|均|畅|平衡)|偏[小低少弱慢重]|较[差弱低慢重少小]|滞后|薄弱|吃紧|紧张`)
	// purposeAsked asks what a thing is there for; purposeTold says what is to come of what stands before it.
	purposeAsked = pattern.MustCompile(`目的|用意|初衷|为什么要`)
	purposeTold  = pattern.MustCompile(`^(?:从而|努力|不断|着力|进一步|有效|全面|切实|真正|最终|持续)*(?:增强|提高|提升|营造|改善|美化|促进|保障|保证|确保|推动|实现|形成|防止|防范|避免|减少|降低|调动|让|使)`)
	// virtueTold says what a thing is good for, or is called for it.
	virtueTold = pattern.MustCompile(`被?(?:称|誉|视)[为作]|(?:有|具有|起到|发挥)[^，。；]{0,16}(?:效应|作用|优势|意义|功能|潜力)|有(?:利|助|益)于|关系到|事关`)
	// withheld is in a why-question for what has not come about, or may not be done.
	withheld = pattern.MustCompile(`[没未无]|不(?:能|让|准|许|得|可以|允许|批|给|予)|取消|停[了止]|推迟|延期|失败`)
	// negative is in what can answer it.
	negative = pattern.MustCompile(`[没未无不]|禁止|严禁|取消|停止|推迟|延期|失败|暂缓|调整`)
)

// coverTold is how much of the question a sentence must hold whose virtue is taken for a reason.
const coverTold = 0.7

// fitsReason is how well a piece gives the reason of what was asked: by its own words or
// those of its neighbours or of the sentence's opening, or by the order in which a shortfall is told.
func (s *Shelf) fitsReason(q *query, c *candidate, i int) float64 {
	text := s.desk.sentences[c.id].text
	if s.pieceCover(q, s.desk.sentences[c.id].key) < coverLow {
		return 0
	}
	if withheld.MatchString(q.text) && !negative.MatchString(text) {
		return 0
	}
	for k := range c.pieces {
		if (k == 0 || k >= i-1 && k <= i+1) && reason.MatchString(strings.TrimRight(withoutLabel(c.pieces[k].Of(text)), "，。；")) {
			return 1
		}
	}
	if c.cover >= coverTold && virtueTold.MatchString(c.pieces[i].Of(text)) {
		return fitEnough
	}
	if i > 0 && purposeAsked.MatchString(q.text) && purposeTold.MatchString(c.pieces[i].Of(text)) {
		if strings.Contains(q.text, "为什么") {
			return fitEnough // a reason that is called one comes first
		}
		return 1
	}
	if i > 0 && shortfall.MatchString(c.keys[i]) && s.pieceCover(q, c.keys[i]) > s.pieceCover(q, c.keys[i-1]) {
		return 0.8
	}
	return 0
}
