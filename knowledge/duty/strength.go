package duty

import "strings"

// strengthWords are the words of obligation, the firmest reading first where
// several stand in one clause; 力争 and its like soften what follows, so they
// come before the plain ones.
var strengthWords = []struct {
	strength Strength
	words    []string
}{
	{Effort, []string{"力争", "争取", "努力", "原则上", "尽量"}},
	{Hard, []string{"必须", "不得", "严禁", "务必", "一律", "坚决", "绝不", "确保", "严守", "须"}},
	{Normal, []string{"责成", "应当", "严格", "严控", "应", "要"}},
	{Intention, []string{"即将", "计划", "拟", "将"}},
	{Optional, []string{"鼓励", "支持", "倡导", "探索", "引导", "参照", "可以"}},
	{Direction, []string{"持续", "深入", "进一步", "不断", "加快", "强化", "加强", "完善", "健全", "推动", "推进", "继续", "抓好"}},
}

// strengthOf finds how firmly words bind, and the word that says so.
func strengthOf(s string) (Strength, string) {
	for _, x := range strengthWords {
		for _, w := range x.words {
			if hasWord(s, w) {
				return x.strength, w
			}
		}
	}
	return Normal, ""
}

// parts are words that hold a strength word without its meaning.
var parts = map[string][]string{
	"要": {"重要", "主要", "需要", "要求", "要素", "纲要", "必要", "摘要", "要点", "紧要", "概要", "要件"},
	"应": {"应急", "适应", "效应", "响应", "供应", "相应", "对应", "反应"},
	"须": {"必须", "无须"},
	"将": {"将军", "将来", "即将"},
	"拟": {"模拟", "拟订", "拟定"},
}

func hasWord(s, w string) bool {
	for _, p := range parts[w] {
		s = strings.ReplaceAll(s, p, "")
	}
	return strings.Contains(s, w)
}
