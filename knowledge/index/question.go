package index

import "math"

// Weights of the kinds of term, before how rare each is.
const (
	weightSingle  = 0.7
	weightPair    = 1.0
	weightRun     = 2.5
	weightArticle = 6.0

	askingDamp = 0.2  // 什么, 哪些
	weakDamp   = 0.35 // 我, 根据
	citedDamp  = 0.2  // the characters of 第十三条, which counts as one
	storyDamp  = 0.75 // what is told before the clause that asks
	partlyLift = 0.5  // a pair that only half belongs to such a word is worth this much more than the word

	charMeaning = 0.5 // the meanings of a single character are vague
)

// wanted is a term of the question.
type wanted struct {
	term   term
	weight float64 // once first has seen it, with its rarity
	other  bool    // not said, but another word for what was said
}

// question is what a search looks for.
type question struct {
	text  []uint16
	terms []wanted
	asks  bool // it asks something; else it names something: 社保卡申领与补办
	seen  map[term]int
}

// longestQuestion bounds the work: what is said later is cut.
const longestQuestion = 500

func ask(query string) *question {
	q := &question{text: fold(query)}
	if len(q.text) > longestQuestion {
		q.text = q.text[:longestQuestion]
	}
	room := 2 * len(q.text) // each character, and its pair with the one before
	q.terms, q.seen = make([]wanted, 0, room), make(map[term]int, room)
	q.say(q.damping())
	q.mean()
	return q
}

// add puts a term in, or raises the weight of one that is there.
func (q *question) add(t term, weight float64, other bool) {
	if i, ok := q.seen[t]; ok {
		if !other {
			q.terms[i].weight = max(q.terms[i].weight, weight)
		}
		return
	}
	q.seen[t] = len(q.terms)
	q.terms = append(q.terms, wanted{t, weight, other})
}

// damping gives each character its worth by the word it belongs to, and adds the articles named.
func (q *question) damping() []float64 {
	worth := make([]float64, len(q.text))
	for i := range worth {
		worth[i] = 1
	}
	lower := func(from, n int, to float64) {
		for i := from; i < from+n; i++ {
			worth[i] = to
		}
	}
	for i := 0; i < len(q.text); i++ {
		if n := longestAt(vocabulary.weak, q.text, i); n > 0 {
			lower(i, n, weakDamp)
			i += n - 1
		}
	}
	for i := 0; i < len(q.text); i++ {
		if n := longestAt(vocabulary.asking, q.text, i); n > 0 {
			lower(i, n, askingDamp)
			q.asks = true
			i += n - 1
		}
		q.asks = q.asks || q.text[i] == '?'
	}
	for i := range q.story() {
		worth[i] *= storyDamp
	}
	for i := range q.text {
		if n, length := articleAt(q.text, i); length > 0 {
			q.add(article(n), weightArticle, false)
			lower(i, length, citedDamp)
		}
	}
	return worth
}

// story is where the last clause begins: who asks after telling a story asks at the end.
func (q *question) story() int {
	const shortest = 5
	for i := len(q.text) - shortest - 1; i > 0; i-- {
		switch q.text[i] {
		case ',', '。', '?', ';', '!':
			return i
		}
	}
	return 0
}

func (q *question) say(worth []float64) {
	each(q.text, func(t term, from, to int) {
		switch t.kind() {
		case kindSingle:
			q.add(t, weightSingle*worth[from], false)
		case kindRun:
			q.add(t, weightRun*worth[from], false)
		case kindPair:
			q.add(t, weightPair*pairWorth(worth[from], worth[to-1]), false)
		}
	})
}

func pairWorth(a, b float64) float64 {
	if a < 1 && b < 1 {
		return max(a, b)
	}
	return min(1, min(a, b)+partlyLift)
}

// mean adds the other words for what was said.
func (q *question) mean() {
	for i := 0; i < len(q.text); i++ {
		n := longestAt(vocabulary.meanings, q.text, i)
		if n == 0 {
			continue
		}
		others := vocabulary.meanings[wordAt(q.text, i, n)]
		share := math.Pow(float64(len(others)), -0.4)
		if n == 1 {
			share *= charMeaning
		}
		for _, o := range others {
			q.meanAlso(o, share)
		}
		i += n - 1
	}
}

func (q *question) meanAlso(o also, share float64) {
	share *= o.near
	if len(o.text) > 2 {
		share *= math.Pow(2/float64(len(o.text)), 0.7) // a long word has many pairs to be found by
	}
	each(o.text, func(t term, _, _ int) {
		weight := weightPair * share
		if t.kind() == kindSingle {
			weight = weightSingle * share / 2
		}
		q.add(t, weight, true)
	})
}
