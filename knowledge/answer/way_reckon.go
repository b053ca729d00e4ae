package answer

import (
	"slices"

	"liangshan/knowledge/pattern"
)

// reckoning is one sort of arithmetic: when it is asked for, and the ways of it in order.
type reckoning struct {
	asked func(*query) bool
	ways  []way
	open  bool // where none of them answers, those below are tried
}

// worded is a question in some words, of one of some kinds; nil and none stand for any.
func worded(words *pattern.Pattern, kinds ...ask) func(*query) bool {
	return func(q *query) bool {
		return (words == nil || words.MatchString(q.text)) && (len(kinds) == 0 || slices.Contains(kinds, q.kind))
	}
}

// reckonings are tried in order.
var reckonings = []reckoning{
	{worded(nil), []way{(*Shelf).orderOf}, true},
	{worded(convertAsked), []way{(*Shelf).converted}, false},
	{worded(averageAsked), []way{(*Shelf).average}, true},
	{worded(remainderAsked, askMany, askShare, askDiff), []way{(*Shelf).remainder, (*Shelf).differenceInRow}, false},
	{worded(yearOfMost), []way{(*Shelf).mostYear}, false},
	{(*query).eachYears, []way{(*Shelf).eachYearSaid}, false},
	{(*query).addsYears, []way{(*Shelf).sumOfYears}, true},
	{worded(nil), []way{(*Shelf).fromShares, (*Shelf).fromParts}, true},
	{worded(nil, askDiff), []way{(*Shelf).difference}, false},
	{worded(nil, askSum), []way{(*Shelf).sum}, false},
	{worded(apartAsked), []way{(*Shelf).timeApart}, false},
	{worded(changeAsked, askMany, askShare), []way{(*Shelf).change, (*Shelf).changeInRow}, false},
	{worded(togetherAsked, askMany), []way{(*Shelf).sum}, false},
}

// byArithmetic computes what follows from figures and days that stand in the documents.
func (s *Shelf) byArithmetic(q *query) (Answer, bool) {
	for _, r := range reckonings {
		if !r.asked(q) {
			continue
		}
		for _, w := range r.ways {
			if a, ok := w(s, q); ok {
				return a, true
			}
		}
		if !r.open {
			break
		}
	}
	return Answer{}, false
}

var togetherAsked = pattern.MustCompile(`一共|总共|合计|加起来|共`)
