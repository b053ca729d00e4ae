package pattern

import (
	"cmp"
	"regexp/syntax"
	"slices"
	"strings"
	"unicode/utf8"
)

const (
	mostWords = 256 // of one set
	mostSpelt = 96  // strings that part of an expression may be spelt out to
	mostRunes = 40  // of a character class
	edgeRunes = 2   // that heads and tails are told by
)

// derive reads off the expression what its matches need.
func (p *Pattern) derive() {
	expr := p.String()
	re, err := syntax.Parse(expr, syntax.Perl)
	if err != nil || strings.ContainsRune(expr, utf8.RuneError) { // a broken byte matches it, and is no word
		return
	}
	if anchored(re, syntax.OpBeginText) {
		p.heads = edgeWords(edgesOf(re, false), false)
	}
	if anchored(re, syntax.OpEndText) {
		p.tails = edgeWords(edgesOf(re, true), true)
	}
	var all [][]string
	for _, set := range needsOf(re) {
		if !slices.ContainsFunc(all, func(o []string) bool { return slices.Equal(o, set) }) {
			all = append(all, set)
		}
	}
	slices.SortStableFunc(all, func(a, b []string) int { return cmp.Compare(len(a), len(b)) })
	for _, set := range all {
		p.needs = append(p.needs, wordsOf(set, false))
	}
}

// anchored reports whether every match touches the text's beginning, or end.
func anchored(re *syntax.Regexp, op syntax.Op) bool {
	switch re.Op {
	case op:
		return true
	case syntax.OpCapture:
		return anchored(re.Sub[0], op)
	case syntax.OpConcat:
		if op == syntax.OpBeginText {
			return anchored(re.Sub[0], op)
		}
		return anchored(re.Sub[len(re.Sub)-1], op)
	case syntax.OpAlternate:
		return !slices.ContainsFunc(re.Sub, func(r *syntax.Regexp) bool { return !anchored(r, op) })
	}
	return false
}

// spelt lists every string that an expression matches, if they are few; nil if not.
func spelt(re *syntax.Regexp) []string {
	switch re.Op {
	case syntax.OpEmptyMatch, syntax.OpBeginLine, syntax.OpEndLine, syntax.OpBeginText, syntax.OpEndText, syntax.OpWordBoundary, syntax.OpNoWordBoundary:
		return []string{""}
	case syntax.OpLiteral:
		if re.Flags&syntax.FoldCase == 0 {
			return []string{string(re.Rune)}
		}
	case syntax.OpCharClass:
		return class(re)
	case syntax.OpCapture:
		return spelt(re.Sub[0])
	case syntax.OpQuest:
		if s := spelt(re.Sub[0]); s != nil {
			return few(append(s, ""))
		}
	case syntax.OpAlternate:
		var out []string
		for _, r := range re.Sub {
			s := spelt(r)
			if s == nil {
				return nil
			}
			out = append(out, s...)
		}
		return few(out)
	case syntax.OpConcat:
		out := []string{""}
		for _, r := range re.Sub {
			if out = cross(out, spelt(r)); out == nil {
				return nil
			}
		}
		return out
	}
	return nil
}

// class lists the runes of a small character class.
func class(re *syntax.Regexp) []string {
	var out []string
	for i := 0; i+1 < len(re.Rune); i += 2 {
		if int(re.Rune[i+1]-re.Rune[i])+len(out) >= mostRunes {
			return nil
		}
		for c := re.Rune[i]; c <= re.Rune[i+1]; c++ {
			out = append(out, string(c))
		}
	}
	return out
}

func few(list []string) []string {
	slices.Sort(list)
	if list = slices.Compact(list); len(list) > mostWords {
		return nil
	}
	return list
}

// cross puts each of b behind each of a; nil where one is nil or they become too many.
func cross(a, b []string) []string {
	if b == nil || len(a)*len(b) > max(mostSpelt, len(b)) {
		return nil
	}
	var out []string
	for _, x := range a {
		for _, y := range b {
			out = append(out, x+y)
		}
	}
	return few(out)
}

// needsOf lists sets of words of each of which a match holds at least one.
func needsOf(re *syntax.Regexp) [][]string {
	if s := spelt(re); s != nil {
		return useful(s)
	}
	switch re.Op {
	case syntax.OpCapture, syntax.OpPlus:
		return needsOf(re.Sub[0])
	case syntax.OpRepeat:
		if re.Min > 0 {
			return needsOf(re.Sub[0])
		}
	case syntax.OpAlternate:
		var all []string
		for _, r := range re.Sub {
			best := telling(needsOf(r))
			if best == nil {
				return nil
			}
			all = append(all, best...)
		}
		return useful(all)
	case syntax.OpConcat:
		return needsOfRow(re.Sub)
	}
	return nil
}

// needsOfRow spells out neighbours together as long as they stay few.
func needsOfRow(subs []*syntax.Regexp) [][]string {
	var out [][]string
	run := []string{""}
	for _, r := range subs {
		s := spelt(r)
		if longer := cross(run, s); longer != nil {
			run = longer
			continue
		}
		out = append(out, useful(run)...)
		if run = s; s == nil {
			out, run = append(out, needsOf(r)...), []string{""}
		}
	}
	return append(out, useful(run)...)
}

// useful drops the words that hold another one; a set with an empty word asks nothing.
func useful(list []string) [][]string {
	var out []string
	for _, w := range list {
		if w == "" {
			return nil
		}
		if !slices.ContainsFunc(list, func(o string) bool { return o != w && strings.Contains(w, o) }) {
			out = append(out, w)
		}
	}
	if out = few(out); len(out) == 0 {
		return nil
	}
	return [][]string{out}
}

// telling chooses the set that fewest texts have: long words, and few.
func telling(sets [][]string) []string {
	var best []string
	for _, s := range sets {
		if best == nil || shortest(s) > shortest(best) || shortest(s) == shortest(best) && len(s) < len(best) {
			best = s
		}
	}
	return best
}

func shortest(set []string) int {
	n := edgeRunes
	for _, w := range set {
		n = min(n, utf8.RuneCountInString(w))
	}
	return n
}

// edge is how a match may begin, up to edgeRunes; backwards, how it may end. What
// comes next in the expression stands right behind a whole one.
type edge struct {
	runes string
	whole bool
}

var anything = []edge{{}}

// edgesOf lists how the matches of an expression may begin, or end.
func edgesOf(re *syntax.Regexp, back bool) []edge {
	switch re.Op {
	case syntax.OpEmptyMatch, syntax.OpBeginLine, syntax.OpEndLine, syntax.OpBeginText, syntax.OpEndText, syntax.OpWordBoundary, syntax.OpNoWordBoundary:
		return []edge{{whole: true}}
	case syntax.OpLiteral:
		if re.Flags&syntax.FoldCase == 0 {
			return follow([]edge{{whole: true}}, []edge{{string(turned(re.Rune, back)), true}})
		}
	case syntax.OpCharClass:
		var out []edge
		for _, c := range class(re) {
			out = append(out, edge{c, true})
		}
		if out != nil {
			return out
		}
	case syntax.OpCapture:
		return edgesOf(re.Sub[0], back)
	case syntax.OpQuest:
		return distinct(append(edgesOf(re.Sub[0], back), edge{whole: true}))
	case syntax.OpStar, syntax.OpPlus, syntax.OpRepeat:
		out := open(edgesOf(re.Sub[0], back))
		if re.Op == syntax.OpStar || re.Op == syntax.OpRepeat && re.Min == 0 {
			out = append(out, edge{whole: true})
		}
		return distinct(out)
	case syntax.OpAlternate:
		var out []edge
		for _, r := range re.Sub {
			out = append(out, edgesOf(r, back)...)
		}
		return distinct(out)
	case syntax.OpConcat:
		out := []edge{{whole: true}}
		for _, r := range turned(re.Sub, back) {
			out = follow(out, edgesOf(r, back))
		}
		return out
	}
	return anything
}

func turned[T any](list []T, back bool) []T {
	if back {
		list = slices.Clone(list)
		slices.Reverse(list)
	}
	return list
}

// open forgets that edges are whole: they may be repeated.
func open(list []edge) []edge {
	out := slices.Clone(list)
	for i := range out {
		out[i].whole = false
	}
	return out
}

// follow lets b come behind what of a is whole.
func follow(a, b []edge) []edge {
	var out []edge
	for _, x := range a {
		if !x.whole {
			out = append(out, x)
			continue
		}
		for _, y := range b {
			out = append(out, cut(edge{x.runes + y.runes, y.whole}))
		}
	}
	if out = distinct(out); len(out) > mostWords {
		return open(a)
	}
	return out
}

func cut(e edge) edge {
	if r := []rune(e.runes); len(r) >= edgeRunes {
		return edge{string(r[:edgeRunes]), false}
	}
	return e
}

func distinct(list []edge) []edge {
	slices.SortFunc(list, func(a, b edge) int {
		switch {
		case a.runes != b.runes || a.whole == b.whole:
			return cmp.Compare(a.runes, b.runes)
		case a.whole:
			return -1
		}
		return 1
	})
	return slices.Compact(list)
}

// edgeWords makes words of edges; nil where one of them tells nothing.
func edgeWords(list []edge, back bool) words {
	var out []string
	for _, e := range list {
		if e.runes == "" {
			return nil
		}
		out = append(out, string(turned([]rune(e.runes), back)))
	}
	if out = few(out); len(out) == 0 {
		return nil
	}
	return wordsOf(out, back)
}
