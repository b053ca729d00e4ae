package answer

import (
	"math"
	"slices"
	"strings"

	"liangshan/knowledge/pattern"
)

// A story is told before a question, of somebody made up: 小明是一家企业的经理，…。根据哪条规定，…？
// The question behind it is what is asked. The story tells which of two sentences is meant;
// its names and details are no document's, and are not asked of any.

// somebody is who a story is told of.
const somebody = `(?:老[` + surnames + `]|小(?:[^\P{Han}区学型微组麦水麻院时雨满升暑寒雪龙康城镇村巷湖河溪规额户考康流])|张三|李四|王五|赵六|\p{Han}{1,2}(?:先生|女士|大爷|大妈|阿姨|师傅|同学)|\p{Han}某某?|[a-zA-Z甲乙丙丁] ?(?:公司|企业|单位|厂|村|镇|局|方|人))`

var (
	told = pattern.MustCompile(`(?:^|[，。；、和与跟为的])(?:` + somebody + `(?:[\p{Han}，]|$)|(?:在)?某[\p{Han}])|(?:^|[，。有的])[一两][名位家艘对户只头条辆间块群个][\p{Han}]`)
	// sentenceEnd parts a story from the question behind it.
	sentenceEnd = pattern.MustCompile(`[。！!；;\n]`)
	// byLaw asks under which rule, or says that there is one: the citation answers that.
	byLaw = pattern.MustCompile(`(?:请问)?(?:根据|依据|按照|依照|参照)(?:我国)?(?:相关|有关|相应|对应|现行|具体)?的?(?:哪一?[条个部项款]|哪些|什么|何)?(?:相关|有关|具体)?的?(?:法律|法规|法令|法条|条款|条文|规定|条例|规章)+的?(?:规定)?[，,：:]?|(?:适用|违反了?|触犯了?|出自|见于|属于)(?:哪一?[条个部项款]|什么|何)(?:法律|法规|法令|法条|条款|条文|规定|条例|规章)*的?(?:规定)?$|^(?:根据|按照?|依据|依照)(?:本|该)?(?:细则|办法|条例|规则|制度|规定)(?:的?规定)?[，,：:]`)
	// person names somebody of a story, or what it spoke of, in the question.
	person = pattern.MustCompile(somebody + `(?:和|与|跟|、)?|某|[这那该此另同](?:[一两几]?[名位家艘对户只头条辆间块群个批种份支片项]|些)?|[一两][名位家艘对户只头条辆间块群片批支](?:正在)?`)
)

// partStory parts what a message tells from what it asks, which is left without the story's
// names and without the wish for the rule; story is "" where none is told.
func partStory(text string) (story, asked string, rule bool) {
	at := 0
	for _, loc := range sentenceEnd.FindAllStringIndex(text, -1) {
		if asksItself(fold(text[at:loc[0]])) || strings.TrimSpace(text[loc[1]:]) == "" {
			break
		}
		at = loc[1]
	}
	if loc := byLaw.FindStringIndex(text[at:]); loc != nil && loc[0] > 0 && at+loc[1] < len(text) && !asksItself(fold(text[at:at+loc[0]])) {
		at += loc[0]
	}
	asked = byLaw.ReplaceAllString(text[at:], "")
	if runes(asked) <= 3 {
		asked = text[at:]
	}
	rule = asked != text[at:] && asksItself(fold(byLaw.FindString(text[at:])))
	if at == 0 || !told.MatchString(text[:at]) {
		return "", text[:at] + asked, rule
	}
	return text[:at], person.ReplaceAllString(asked, ""), rule
}

// leastTold is how much of a question and the story before it a sentence must have.
const leastTold = 0.35

// anyOutcome is what rules have for many cases: it tells none from another.
var anyOutcome = pattern.MustCompile(`^(?:法律)?(?:后果|处罚|责任|惩罚|处理|处置|影响)$`)

// hear adds to a question what the story before it speaks of, which weighs as much as the
// question's own words: of 他会受到什么处罚 it says what it is about.
func (s *Shelf) hear(q *query, story string) {
	if story == "" {
		return
	}
	key, own, all, alone := bare(story), 0.0, 0.0, true
	for i := range q.words {
		switch w := &q.words[i]; {
		case anyOutcome.MatchString(w.text):
			w.told, w.weight = true, w.weight*lightShare
		case (!w.known || latinRun.MatchString(w.text)) && strings.Contains(key, w.text):
			w.told = true
		case w.known:
			own += w.weight
			alone = alone && !w.telling()
		default:
			alone = alone && !w.telling()
		}
	}
	from := len(q.words)
	_, rest := s.takeTimes(person.ReplaceAllString(standardised(story), " "), q.now)
	for _, w := range s.desk.words(blankAsking(rest), "") {
		s.desk.weighIn(q, &w)
		if alone && w.light() {
			w.weight /= lightShare // the case is all that is asked about
		}
		if w.class != content || !w.known && !alone || w.gap == "figure" || runes(w.text) < 2 || slices.ContainsFunc(q.words, func(o word) bool { return o.text == w.text }) {
			continue
		}
		w.told, w.focus, all = true, false, all+w.weight
		q.words = append(q.words, w)
	}
	own = max(own, math.Log(float64(len(s.desk.sentences)+1))) // what is asked of the case may be no more than what comes of it
	for i := range q.words {
		w := &q.words[i]
		if w.class == content {
			w.topics = nil // what somebody asks of his own case stands in the rule itself
		}
		if i >= from {
			w.weight *= min(1, max(own/all, lightShare))
		}
	}
}

// heard reports whether a story was told before the question.
func (q *query) heard() bool {
	return slices.ContainsFunc(q.words, func(w word) bool { return w.told })
}
