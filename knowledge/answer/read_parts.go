package answer

import (
	"slices"
	"strings"

	"liangshan/knowledge/pattern"
)

// mostParts bounds how many questions one message may ask.
const mostParts = 4

// questionsIn parts a message that asks several things: 规划好久发，申报材料好久交.
// What asks nothing belongs to the question that follows it, else to the one before.
func questionsIn(text string) []string {
	var out []string
	held := ""
	if rest := conceded.ReplaceAllString(text, ""); asksItself(fold(rest)) {
		text = rest
	}
	for _, c := range strings.FieldsFunc(partBlanks(text), func(r rune) bool { return strings.ContainsRune("，。！!；;\n,？?", r) }) {
		if c = strings.TrimSpace(c); c == "" {
			continue
		}
		if !asksItself(fold(c)) {
			held += c + "，"
			continue
		}
		if len(out) > 0 && held == "" && whichThen.MatchString(tables.standard(fold(c))) {
			out[len(out)-1] += "，" + c // 有几个节点，分别是啥
			continue
		}
		out = append(out, cutInside(held+c)...)
		held = ""
	}
	if len(out) < 2 || len(out) > mostParts {
		return []string{text}
	}
	out[len(out)-1] += strings.TrimSuffix("，"+held, "，")
	return out
}

// partBlanks puts a comma for a blank between two clauses that both ask: 几月份截止 涉及哪几条河.
func partBlanks(text string) string {
	before, after, ok := strings.Cut(text, " ")
	if ok && asksItself(fold(before)) && asksItself(fold(after)) && !strings.ContainsAny(before, "，,") {
		return before + "，" + partBlanks(after)
	}
	return text
}

// secondAsk begins another question in the same breath: 什么时候开工|哪个负责, 哪天发的|文号多少.
var secondAsk = pattern.MustCompile(`(?:什么时候|哪天|哪年|几号|几月|多少|谁|哪里|哪个(?:单位|部门|局)?)[^谁哪，]{0,8}?((?:由|归)?(?:谁|哪个(?:单位|部门|局)?|哪家)(?:牵头|负责|管|组织|审批|审议|承办|参加)|(?:文号|电话|占比|比例|地点|联系人)(?:是)?(?:多少|什么|哪)|(?:什么时候|哪天)(?:完成|发|开工|建成|交|搞))|什么时候[^谁哪，到至]{1,8}?(什么时候[\p{Han}]{2,8})`)

// cutInside parts a clause in which a second question begins without a mark.
func cutInside(clause string) []string {
	std := tables.standard(fold(clause))
	loc := secondAsk.FindStringSubmatchIndex(std)
	if loc == nil {
		return []string{clause}
	}
	at := max(loc[2], loc[4])
	return []string{std[:at], std[at:]}
}

// replyEach answers each question of a message by itself; a later one may lean on the one before.
func (s *Shelf) replyEach(asked []string, q Question) Answer {
	if len(asked) == 1 {
		return s.replyShared(asked[0], q)
	}
	var out Answer
	for i, text := range asked {
		a, ok := s.leansOn(asked[0], text, q)
		if i == 0 || !ok || slices.ContainsFunc(out.Lines, func(l Line) bool { return l.Code == RowCell && strings.Contains(l.Args[0], "，") }) {
			a = s.reply(text, q)
		}
		q.History = append(q.History[:len(q.History):len(q.History)], Turn{Text: text, Carry: &a.Carry})
		if i == 0 {
			out = a
			continue
		}
		out.join(a)
	}
	return out
}

// leansOn answers a later question of a message that names nothing itself with the topic
// of the first: 划界复核几月份截止，涉及哪几条河.
func (s *Shelf) leansOn(first, text string, q Question) (Answer, bool) {
	std := standardised(first)
	loc := questionWord.FindStringIndex(std)
	if first == text || loc == nil || loc[0] == 0 || nextOf.MatchString(text) {
		return Answer{}, false
	}
	own := s.understand(text, q)
	if len(own.units) > 0 || len(own.times) > 0 && own.kind != askWhen || slices.ContainsFunc(own.words, func(w word) bool {
		return w.telling() && !w.spare && !bareVerb.MatchString(w.text)
	}) {
		return Answer{}, false
	}
	a := s.reply(topicEnd.ReplaceAllString(std[:loc[0]], "")+text, q)
	return a, a.Kind == Answered
}

var (
	bareVerb = pattern.MustCompile(`^(?:涉及|包括|包含|负责|牵头|配合|完成|整改|目标|要求|截止|时限|标准)$`)
	topicEnd = pattern.MustCompile(`(?:各|都|分别|创建|新建|是|有|在|要|由|到|该|得)+$`)
)

// shared is one question, or two, put to several things: A、B和C分别在哪天、在哪里.
var (
	shared = pattern.MustCompile(`^(.{2,40}?)(?:分别|各自|各)(?:是|都|要|该)?(.*(?:什么|哪|谁|多少|几|怎么).*)$|^([^分各]{2,20}(?:单位|部门)(?:和|与|、|跟)[^分各]{2,20}(?:单位|部门))(?:都)?((?:是|有)(?:哪|谁|什么).*)$`)
	// twoBodies asks for two bodies by what they do, without a question word: 主办单位和会办单位.
	twoBodies = pattern.MustCompile(`^[\p{Han}]{2,8}(?:单位|部门)(?:和|与|、|跟)[\p{Han}]{2,8}(?:单位|部门)$`)
	several   = pattern.MustCompile(`、|以及|和|与|跟|及`) // parts a list of things
)

// mostAsks bounds into how many questions one is taken apart.
const mostAsks = 6

// replyShared asks such a question of each thing by itself where no one sentence speaks of all.
func (s *Shelf) replyShared(text string, q Question) Answer {
	if std := tables.standard(fold(text)); twoBodies.MatchString(std) {
		text = std + "是哪些"
	}
	a := s.reply(text, q)
	m := shared.FindStringSubmatch(tables.standard(fold(text)))
	if m == nil {
		return a
	}
	things, asks := s.thingsIn(m[1]+m[3]), asksIn(m[2]+m[4])
	if len(things) < 2 || len(things)*len(asks) > mostAsks || a.Kind != NotIn && len(asks) == 1 && (a.mentions(things) || a.shares() >= len(things)) {
		return a
	}
	var out Answer
	found := false
	for i, thing := range things {
		for k, ask := range asks {
			one := s.reply(thing+ask, q)
			for g := range one.Missing {
				one.Missing[g].Of = thing
				if m[3] != "" && one.Missing[g].Code == "attribute" {
					one.Missing[g] = Gap{Code: "words", Args: []string{thing}} // 配合单位 is itself who is asked for
				}
			}
			found = found || one.Kind != NotIn
			if i+k == 0 {
				out = one
				continue
			}
			out.join(one)
		}
	}
	if !found {
		return a
	}
	return out
}

// onlyYear is a year and nothing of it.
var onlyYear = pattern.MustCompile(`^\d{4}年$`)

// thingsIn parts a list of things; the later ones may leave out what the first begins
// with (生态农业、工业、旅游), the earlier ones what the last ends in
// (个人和企业贷款额度, 2022年和2026年的目标).
func (s *Shelf) thingsIn(list string) []string {
	out := several.Split(list, -1)
	first, last := []rune(out[0]), []rune(out[len(out)-1])
	for i, t := range out[1:] {
		if n := len(first) - runes(t); n > 0 && s.desk.has(bare(string(first[:n])+t)) {
			out[i+1] = string(first[:n]) + t
		}
	}
	_, ofYear, _ := strings.Cut(string(last), "年的")
	for i, t := range out[:len(out)-1] {
		if ofYear != "" && onlyYear.MatchString(t) {
			out[i] = t + "的" + ofYear
			continue
		}
		for k := 1; k <= len(last)-2; k++ {
			if whole := t + strings.TrimPrefix(string(last[k:]), "的"); s.desk.has(bare(whole)) {
				out[i] = whole
				break
			}
		}
	}
	return slices.DeleteFunc(out, func(t string) bool { return runes(t) < 2 })
}

// asksIn parts 在哪天、在哪里 into its two questions.
func asksIn(text string) []string {
	parts := several.Split(text, -1)
	for _, p := range parts {
		if !questionWord.MatchString(p) {
			return []string{text}
		}
	}
	return parts
}

// whichThen asks only which they are that were asked for before it.
var whichThen = pattern.MustCompile(`^(?:分别|各自|都|具体)(?:是|有|叫)?(?:什么|哪些|哪几[个项条]?)$`)
