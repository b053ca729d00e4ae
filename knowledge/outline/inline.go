package outline

import (
	"strings"
	"unicode/utf8"
)

// cut is a numeral in the middle of a paragraph.
type cut struct {
	at int
	marker
}

// before are the runes after which a numeral may stand inside a paragraph.
const before = "。；;！？!?：:，,"

// inlineCuts finds where items begin inside text, from a byte on. Last tells
// which number of a level the passage continues; follows is the numeral that
// the next paragraph begins with.
func inlineCuts(text string, from int, last func(marker) int, follows marker) []cut {
	found := candidates(text, from, true)
	if found == nil {
		found = candidates(text, from, false)
	}
	var out []cut
	var open []marker
	for k, c := range found {
		n := last(c.marker)
		for d := len(open) - 1; d >= 0; d-- {
			if open[d].kind == c.kind && open[d].depth == c.depth {
				n = open[d].n
				break
			}
		}
		switch {
		case n > 0 && c.n == n+1:
		case c.n == 1 && goesOnTo(found[k+1:], follows, c.marker):
		default:
			continue
		}
		for len(open) > 0 && open[len(open)-1].rank() >= c.rank() {
			open = open[:len(open)-1]
		}
		open = append(open, c.marker)
		out = append(out, c)
	}
	return out
}

// goesOnTo tells whether a list that begins has a second item.
func goesOnTo(later []cut, follows, first marker) bool {
	for _, c := range later {
		if c.kind == first.kind && c.depth == first.depth && c.n <= 2 {
			return c.n == 2
		}
	}
	return follows.kind == first.kind && follows.depth == first.depth && follows.n == 2
}

// candidates finds numerals after a stop, outside quotes and brackets. A text
// whose quotes do not close is read once more without regard to them.
func candidates(text string, from int, quoted bool) []cut {
	var out []cut
	depth, free := 0, from == 0
	for i, r := range text {
		if i >= from && i > 0 && (free || i == from) && depth == 0 {
			if m, ok := markerAt(text[i:]); ok && inlineKind(m, text, i) {
				out = append(out, cut{at: i, marker: m})
			}
		}
		switch {
		case !quoted:
		case strings.ContainsRune("“《（(「『【", r):
			depth++
		case strings.ContainsRune("”》）)」』】", r):
			depth = max(0, depth-1)
		}
		free = strings.ContainsRune(before, r) || free && blank(r)
	}
	if depth > 0 {
		return nil
	}
	if out == nil {
		out = []cut{}
	}
	return out
}

// inlineKind keeps chapter numbers and quantities out: only lists stand inside a paragraph.
func inlineKind(m marker, text string, i int) bool {
	prev, _ := utf8.DecodeLastRuneInString(strings.TrimRightFunc(text[:i], blank))
	comma := prev == '，' || prev == ','
	switch m.kind {
	case ordinal:
		return true
	case hanParen, arabicParen, circled:
		return true
	case han, arabic:
		return !comma && !m.weak
	}
	return false
}
