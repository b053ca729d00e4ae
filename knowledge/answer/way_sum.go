package answer

import (
	"slices"
	"strings"

	"liangshan/knowledge/pattern"
	"liangshan/knowledge/segment"
)

// sum adds the figures of the things that the question names, once each.
func (s *Shelf) sum(q *query) (Answer, bool) {
	if terms := s.countedTerms(q); len(terms) > 0 {
		return s.saySum(terms), true
	}
	var terms []amount
	for _, topic := range topics(q.text) {
		more, ok := s.termsOf(q, topic)
		if !ok {
			return Answer{}, false
		}
		for _, am := range more {
			if slices.ContainsFunc(terms, am.sameAs) {
				return Answer{}, false // two things named, and one figure for both
			}
			terms = append(terms, am)
		}
	}
	if n := termsNamed(q.text); len(terms) < 2 || n > 0 && n != len(terms) || slices.ContainsFunc(terms, func(t amount) bool { return t.f.Unit != terms[0].f.Unit }) {
		return Answer{}, false
	}
	return s.saySum(terms), true
}

func (s *Shelf) saySum(terms []amount) Answer {
	out := Answer{Kind: Answered}
	line := Line{Code: Sum}
	total := 0.0
	for _, t := range terms {
		total += t.f.Value
		line.Args = append(line.Args, t.f.Text)
		line.Cites = append(line.Cites, s.citeAmount(&out, t))
	}
	line.Args = append(line.Args, trimFloat(total)+terms[0].f.Unit)
	out.Lines = append(out.Lines, line)
	for _, t := range terms {
		out.sayOnce(Line{Code: Quoted, Text: t.text, Cites: []int{s.citeAmount(&out, t)}})
	}
	return out
}

// countedTerms are the figures of the one sentence that gives as many of them as the
// question counts things of one name: 三块湿地加起来多少亩. None where one holds another.
func (s *Shelf) countedTerms(q *query) []amount {
	things := topics(q.text)
	n := float64(len(things))
	if m := howManyAdded.FindStringSubmatch(q.text); m != nil && n == 1 {
		n, _ = segment.Number(strings.Replace(m[1], "两", "二", 1))
	}
	if n < 2 || len(q.measure) == 0 {
		return nil
	}
	bySentence := map[int][]amount{}
	for _, am := range s.amounts(q) {
		bySentence[am.c.id] = append(bySentence[am.c.id], am)
	}
	for _, c := range s.desk.candidates(q) {
		list := bySentence[c.id]
		if len(list) == 0 || c.cover < coverLow {
			continue
		}
		if len(things) > 1 && !inTurn(things, list) || len(list) != int(n) || wholeWord.MatchString(s.desk.sentences[c.id].text) || slices.ContainsFunc(list, func(t amount) bool { return t.f.Unit != list[0].f.Unit }) {
			return nil
		}
		return list
	}
	return nil
}

// inTurn reports whether figures are those of things named in their order, by how each begins: 区级和镇街抢险队伍.
func inTurn(things []string, list []amount) bool {
	for i, thing := range things {
		rs := []rune(bare(thing))
		if i >= len(list) || len(rs) < 2 || !strings.Contains(bare(list[i].text), string(rs[:2])) {
			return false
		}
	}
	return true
}

// wholeWord stands where one figure holds others.
var wholeWord = pattern.MustCompile(`其中|总|共|合计|累计`)

// termsOf are the figures of one topic: those of each thing in it where the text gives
// them apart (宣讲发布会, of 宣讲6次、发布会1次). false where a word of it is bound to nothing.
func (s *Shelf) termsOf(q *query, topic string) ([]amount, bool) {
	am, ok := s.amountOf(q, topic)
	if !ok {
		return nil, false
	}
	out := []amount{am}
	t := s.topicQuery(q, topic)
	for i := range t.words {
		w := &t.words[i]
		if w.class != content || metIn(w, bare(am.item)) >= wordMet {
			continue
		}
		if other, ok := s.amountOf(q, w.text); ok && other.c.id == am.c.id && !other.sameAs(am) && metIn(w, bare(other.item)) >= wordMet && !s.isTotalOf(&other, &am, topic) {
			out = append(out, other)
		} else if am.c.met[i] < wordMet {
			return nil, false
		}
	}
	return out, true
}

// isTotalOf reports whether one amount holds another: 治理资金3.6亿元，其中中央资金1.5亿元,
// or the topic names them so: 治理资金里中央.
func (s *Shelf) isTotalOf(whole, am *amount, topic string) bool {
	text := s.desk.sentences[am.c.id].text
	i, j := strings.Index(text, whole.text), strings.Index(text, am.text)
	return strings.ContainsAny(topic, "里中的") || i >= 0 && i <= j && strings.Contains(text[i:j+len(am.text)], "其中")
}

// sameAs reports whether two amounts are one figure of one place.
func (am *amount) sameAs(o amount) bool {
	return am.f == o.f && am.c.id == o.c.id && am.item == o.item
}

// countedThings is how many things are to be added, by the question's own count: 三样加起来.
var countedThings = pattern.MustCompile(`([两二三四五六七八九十]|\d+)(?:样|类|种|者|个|项|块)(?:活动|资金|东西|事)?(?:加|一共|总共|合计|共)`)

// termsNamed is how many addends the question says there are; 0 if it does not say.
func termsNamed(text string) int {
	m := countedThings.FindStringSubmatch(text)
	if m == nil {
		return 0
	}
	n, _ := segment.Number(m[1])
	return int(n)
}

var (
	topicMark = pattern.MustCompile(`加起来|加在一起|合起来|相加|一共|总共|合计|要|共|有|是`)
	topicCut  = pattern.MustCompile(several.String() + `|加上?`)
	compared  = pattern.MustCompile(`^(.{2,}?)(?:比|较|跟|和|与)(.{2,}?)(?:相比|相差|差|多|少|高|低|大|小|增)`)
)

// topics are the things whose figures are to be added: 宣讲和志愿者活动一共多少次.
func topics(text string) []string {
	head := text
	if loc := countedThings.FindStringIndex(text); loc != nil {
		head = text[:loc[0]]
	} else if loc := topicMark.FindStringIndex(text); loc != nil {
		head = text[:loc[0]]
	}
	out := topicCut.Split(head, -1)
	if slices.ContainsFunc(out, func(t string) bool { return runes(t) < 2 }) {
		return strings.Split(several.ReplaceAllString(head, "\n"), "\n") // 参加, 增加, a name: it adds nothing
	}
	return out
}
