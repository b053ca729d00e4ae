package answer

import (
	"slices"
	"strings"

	"liangshan/knowledge/pattern"
)

// truthful holds every word that a refusal would name against the documents: what
// stands in one is not said to be missing, and half a word is not named at all.
func (s *Shelf) truthful(q *query, gaps []Gap) []Gap {
	var out []Gap
	for _, g := range gaps {
		if !slices.Contains([]string{"words", "place", "unit", "figure", "together"}, g.Code) {
			out = append(out, g)
			continue
		}
		out = append(out, s.truthfulWords(q, g)...)
	}
	return distinctGaps(out)
}

func (s *Shelf) truthfulWords(q *query, g Gap) []Gap {
	var absent, present []string
	for _, w := range g.Args {
		if said := thanYear.FindString(q.text); w == "同比" && said != "" {
			w = said
		}
		switch {
		case runes(w) < 2:
		case s.desk.has(bare(w)):
			present = append(present, w)
		case runes(w) == 2 && q.asksOf() && !q.names(w):
			present = append(present, w) // 参加, 年终: what was asked for is not it, but the figure or the body
		default:
			absent = append(absent, q.inPhrase(w))
		}
	}
	code := g.Code
	if code == "together" {
		code = "words"
	}
	switch {
	case len(absent) > 0:
		return []Gap{{Code: code, Args: absent, Of: g.Of}}
	case len(present) > 0 && q.asksOf():
		return []Gap{q.lacking()}
	case len(present) > 0:
		return []Gap{{Code: "together", Args: present, Of: g.Of}}
	}
	return []Gap{{Code: "words", Of: g.Of}}
}

// asksOf reports whether a question asks for a figure or a body, which by itself says what is not told.
func (q *query) asksOf() bool { return slices.Contains([]ask{askWho, askMany, askShare}, q.kind) }

// names reports whether a word of the question names a thing.
func (q *query) names(text string) bool {
	return slices.ContainsFunc(q.words, func(w word) bool { return w.text == text && w.isThing() })
}

// inPhrase is a word of two characters with the one right before it, where a figure is asked
// for: 规划编制 has a price that is not told, and 编制 alone may be anything.
func (q *query) inPhrase(text string) string {
	if q.kind != askMany && q.kind != askShare || runes(text) != 2 {
		return text
	}
	for _, w := range q.words {
		if w.known && w.class == content && runes(w.text) > 1 && strings.Contains(q.text, w.text+text) {
			return w.text + text
		}
	}
	return text
}

// thanYear compares with the year before, which documents call 同比.
var thanYear = pattern.MustCompile(`[比较](?:[去上前]一?年|上年同期)`)

// distinctGaps drops gaps that are said already.
func distinctGaps(gaps []Gap) []Gap {
	var out []Gap
	for _, g := range gaps {
		if !slices.ContainsFunc(out, func(o Gap) bool { return o.Code == g.Code && o.Of == g.Of && slices.Equal(o.Args, g.Args) }) {
			out = append(out, g)
		}
	}
	return out
}
