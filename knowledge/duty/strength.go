package duty

import (
	"strings"

	"liangshan/knowledge/when"
)

// strengthWords are the words of obligation, the firmest reading first where
// several stand in one clause; 力争 and its like soften what follows, so they
// come before the plain ones.
var strengthWords = []struct {
	strength Strength
	words    []string
}{
	{Effort, []string{"力争", "争取", "努力", "原则上", "尽量", "尽可能"}},
	{Hard, []string{"必须", "不得", "严禁", "禁止", "务必", "一律", "坚决", "绝不", "确保", "严守", "不准", "不能", "不允许", "杜绝", "须"}},
	{Normal, []string{"责成", "责令", "应当", "应该", "严格", "严控", "应", "要"}},
	{Intention, []string{"即将", "计划", "拟", "将"}},
	{Optional, []string{"鼓励", "支持", "倡导", "提倡", "探索", "引导", "参照", "可以", "可"}},
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

// forbids reports whether a word forbids: what it says holds at all times.
func forbids(word string) bool {
	switch word {
	case "不得", "严禁", "禁止", "不准", "不允许", "绝不":
		return true
	}
	return false
}

// parts are words that hold a strength word without its meaning.
var parts = map[string][]string{
	"要":  {"重要", "主要", "需要", "要求", "要素", "纲要", "必要", "摘要", "要点", "紧要", "概要", "要件", "要闻", "要道", "要害", "首要", "次要", "提要", "纪要", "扼要"},
	"应":  {"应急", "适应", "效应", "响应", "供应", "相应", "对应", "反应", "应用", "应对", "应届", "应付", "应聘", "应急", "应收", "应尽"},
	"须":  {"必须", "无须"},
	"将":  {"将军", "将来", "即将"},
	"拟":  {"模拟", "拟订", "拟定", "虚拟", "拟建"},
	"可":  {"可持续", "可再生", "可靠", "可视", "可行", "可能", "可见", "可用", "许可", "认可", "可追溯", "可控", "可复制", "可推广", "可回收", "可以", "可达", "可比", "可研", "可行性"},
	"计划": {"计划生育", "年度计划", "行动计划", "工作计划", "计划单列", "实施计划", "计划书", "计划表"},
	"禁止": {"禁止通行", "禁止开发", "禁止类"},
	"支持": {"资金支持", "技术支持", "政策支持", "支持政策", "关心支持", "、支持"},
	"参照": {"参照物"},
	"探索": {"实践探索"},
	"严格": {"最严格"},
	"努力": {"共同努力", "努力程度"},
	"争取": {"争取资金"},
}

func hasWord(s, w string) bool {
	for _, p := range parts[w] {
		s = strings.ReplaceAll(s, p, "")
	}
	return strings.Contains(s, w)
}

// modals are the words of obligation that may stand before the verb, longest first.
var modals = []struct {
	word     string
	strength Strength
	stays    bool // it belongs to the words of the duty
}{
	{"不允许", Hard, true},
	{"力争", Effort, true},
	{"争取", Effort, true},
	{"努力", Effort, true},
	{"原则上", Effort, true},
	{"尽量", Effort, true},
	{"尽可能", Effort, true},
	{"必须", Hard, true},
	{"不得", Hard, true},
	{"严禁", Hard, true},
	{"禁止", Hard, true},
	{"务必", Hard, true},
	{"一律", Hard, true},
	{"坚决", Hard, true},
	{"绝不", Hard, true},
	{"确保", Hard, true},
	{"不准", Hard, true},
	{"不能", Hard, true},
	{"须", Hard, true},
	{"应当", Normal, false},
	{"应该", Normal, false},
	{"责成", Normal, true},
	{"责令", Normal, true},
	{"应", Normal, false},
	{"需要", Normal, false},
	{"需", Normal, false},
	{"要", Normal, false},
	{"即将", Intention, false},
	{"预计", Intention, false},
	{"计划", Intention, false},
	{"拟", Intention, false},
	{"将", Intention, false},
	{"鼓励", Optional, true},
	{"支持", Optional, true},
	{"倡导", Optional, true},
	{"提倡", Optional, true},
	{"引导", Optional, true},
	{"可以", Optional, false},
	{"可", Optional, false},
}

// modal reads a word of obligation at i.
func (s *scanner) modal(p *part, i int) int {
	rest := s.text[i:p.span.End]
	for _, m := range modals {
		if !strings.HasPrefix(rest, m.word) || partOfWord(rest, m.word) || !s.bindsVerb(m.word, i, p.span.End) {
			continue
		}
		if p.word == "" || !p.strong && m.stays {
			p.strength, p.word = m.strength, m.word
		}
		if m.stays && !p.strong {
			p.strong, p.at = true, i
		}
		p.plain = p.plain || !m.stays
		return i + len(m.word)
	}
	return i
}

// bindsVerb tells the modals 将 and 计划 from the preposition and the noun.
func (s *scanner) bindsVerb(w string, i, end int) bool {
	if w != "将" && w != "计划" && w != "需" && w != "可" && w != "拟" {
		return true
	}
	rest := s.text[i+len(w) : end]
	if _, ok := s.timeEnding(i); ok && w == "将" {
		return false // 6月底前将名单报区城管局: behind a time 将 brings the object
	}
	if leading(rest, verbs) != "" || leading(rest, adverbs) != "" || leading(rest, fillers) != "" {
		return true
	}
	_, at := s.timeAt(i + len(w))
	return at >= 0 || strings.HasPrefix(rest, "于") || strings.HasPrefix(rest, "按") || strings.HasPrefix(rest, "会")
}

// timeEnding finds the expression of time that ends at i.
func (s *scanner) timeEnding(i int) (when.Expr, bool) {
	for _, e := range s.times {
		if e.Pos+len(e.Text) == i {
			return e, true
		}
	}
	return when.Expr{}, false
}

// partOfWord reports whether s begins with a longer word that only starts like w.
func partOfWord(s, w string) bool {
	for _, p := range parts[w] {
		if strings.HasPrefix(p, w) && strings.HasPrefix(s, p) {
			return true
		}
	}
	return false
}

// innerWord finds a word of obligation inside the clause where none stands at
// its head: 新建工业项目必须符合要求.
func (s *scanner) innerWord(p *part) {
	if p.word != "" {
		return
	}
	text := s.unquoted(p.at, p.span.End)
	strength, word := strengthOf(text)
	if word == "" || word == "将" && strings.HasPrefix(text, word) {
		p.strength = Normal
		return
	}
	p.strength, p.word = strength, word
	at := strings.Index(text, word)
	p.plain = strength != Direction && strength != Optional && at > 0 && (verbIn(text[at:]) > 0 || strings.HasPrefix(word, "不"))
}

// unquoted is the text of a range with what stands in quotes left out: a
// slogan's 必须 binds nobody.
func (s *scanner) unquoted(from, to int) string {
	var sb strings.Builder
	depth := 0
	for _, r := range s.text[from:to] {
		switch {
		case strings.ContainsRune("“《", r):
			depth++
		case strings.ContainsRune("”》", r):
			depth = max(0, depth-1)
		case depth == 0:
			sb.WriteRune(r)
		}
	}
	return sb.String()
}
