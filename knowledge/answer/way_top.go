package answer

import (
	"strconv"

	"liangshan/knowledge/pattern"
)

// What is largest or smallest, in whatever word: of rows, of years, of the parts of a whole.
const mostWord = `(?:多|大|高|重|长|少|小|低|轻|短)`

var (
	extremeAsked = pattern.MustCompile(`(?:哪一?个?|哪里|谁|什么).{0,14}?(最` + mostWord + `)|(最` + mostWord + `)的?.{0,8}(?:是|为)?(?:哪|谁)`)
	// whichMore asks which of things named has more: A和B哪个多.
	whichMore = pattern.MustCompile(`(?:和|与|跟|、).+(?:哪一?个|哪家|谁).{0,8}` + mostWord + `$`)
	leastWord = pattern.MustCompile(`少|小|低|短|轻`)
)

// topOf keeps those of a list that have the largest value, or by its word the smallest,
// and counts those that have any.
func topOf[T any](list []T, word string, value func(T) (float64, bool)) (best []T, n int) {
	top := 0.0
	for _, t := range list {
		v, ok := value(t)
		if !ok {
			continue
		}
		n++
		switch {
		case len(best) == 0, v != top && (v < top) == leastWord.MatchString(word):
			best, top = []T{t}, v
		case v == top:
			best = append(best, t)
		}
	}
	return best, n
}

// sayTop quotes the first of the largest of amounts, and says of how many it is that: years or parts.
func (s *Shelf) sayTop(list []amount, word, of string) Answer {
	best, n := topOf(list, word, func(am amount) (float64, bool) { return am.f.Value, true })
	a := Answer{Kind: Answered}
	at := s.citeAmount(&a, best[0])
	a.Lines = append(a.Lines, Line{Code: Quoted, Text: withoutLabel(best[0].text), Cites: []int{at}},
		Line{Code: Extreme, Args: []string{strconv.Itoa(n), word, of}, Cites: []int{at}})
	return a
}
