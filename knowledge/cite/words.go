package cite

import "strings"

// group is a run of tokens that stands together in what is cited.
type group struct{ from, to int }

// ownWords: the claim is made of runs of what is cited, joined by glue, at
// pauses, or where the passage itself has them in this order with nothing lost
// that matters between. What is left over is the model's own.
func (c *claim) ownWords() {
	for _, cl := range clausesOf(c.tokens) {
		c.clause(cl)
	}
}

// clausesOf cuts tokens at pauses and stops.
func clausesOf(ts []token) []group {
	var out []group
	from := 0
	for i := 0; i <= len(ts); i++ {
		if i == len(ts) || ts[i].class == pause || ts[i].class == stop {
			if i > from {
				out = append(out, group{from, i})
			}
			from = i + 1
		}
	}
	return out
}

func (c *claim) clause(cl group) {
	if cl.to-cl.from == 1 && hanNumber.MatchString(c.tokens[cl.from].key) {
		return // the number of a heading
	}
	w := walk{claim: c, sticky: glued(c.tokens, cl)}
	for _, g := range c.groups(cl) {
		switch {
		case w.label(g):
			w.loose = append(w.loose, g)
		case g.to-g.from == 1 && c.tokens[g.from].class == plain:
			c.alone(g)
			w.free()
		default:
			w.step(g)
		}
	}
}

// alone is a character that what is cited does not have in these surroundings.
func (c *claim) alone(g group) {
	t := c.tokens[g.from]
	from, to := max(g.from-1, 0), min(g.to+1, len(c.tokens))
	detail := c.words(from, to)
	if _, n := outcomes.at(c.tokens, g.from); n > 0 {
		c.fault(BadOutcome, detail)
		return
	}
	if _, n := negations.at(c.tokens, g.from); n > 0 {
		c.fault(BadPolarity, detail)
		return
	}
	if _, n := strengths.at(c.tokens, g.from); n > 0 {
		c.fault(BadStrength, detail)
		return
	}
	c.fault(Unsupported, strings.TrimSpace(c.text.raw[t.start:t.end]+" "+detail))
}

// glued marks the tokens that are part of a word of glue.
func glued(ts []token, cl group) map[int]bool {
	out := map[int]bool{}
	for i := cl.from; i < cl.to; i++ {
		if i > 0 && ts[i-1].class != plain && boundAfter.MatchString(joinKeys(ts[i:min(i+2, cl.to)])) {
			continue // 以上 behind a figure claims something
		}
		if _, n := glue.at(ts[:cl.to], i); n > 0 {
			for k := range n {
				out[i+k] = true
			}
		}
	}
	return out
}

// groups cuts a clause into the longest runs that stand together in what is
// cited, from the left; a run that the question lends is a group too.
func (c *claim) groups(cl group) []group {
	var out []group
	for i := cl.from; i < cl.to; {
		n := max(c.longest(i, cl.to), c.lentRun(i, cl.to))
		out = append(out, group{i, i + n})
		i += n
	}
	return out
}

// longest is the length of the longest run from token i that stands in what is cited.
func (c *claim) longest(i, end int) int {
	best := 1
	if i+1 >= end {
		return best
	}
	for _, p := range c.cited {
		for _, at := range p.pairs[pair(c.tokens[i], c.tokens[i+1])] {
			best = max(best, sameRun(c.tokens[i:end], p.tokens, at))
		}
	}
	return best
}

// sameRun counts how many tokens of want stand at ts[at:], pauses in ts aside.
func sameRun(want, ts []token, at int) int {
	n := 0
	for _, w := range want {
		for at < len(ts) && ts[at].class == pause {
			at++
		}
		if at >= len(ts) || ts[at].class == stop || ts[at].key != w.key {
			break
		}
		n, at = n+1, at+1
	}
	return n
}

func (c *claim) lentRun(i, end int) int {
	n := 1
	for i+n < end && c.lent(i+n-1, 2) {
		n++
	}
	return n
}

// lent: the question lends a run of plain words. It lends no obligation, no
// negation, no result and no name of a place.
func (c *claim) lent(i, n int) bool {
	ts := c.tokens[i : i+n]
	for _, t := range ts {
		if t.class != plain || strings.Contains("区县市镇乡村河江湖库山局委办", t.key) {
			return false
		}
	}
	if negations.in(ts) || outcomes.in(ts) || strengths.in(ts) || achieving.in(ts) {
		return false
	}
	return c.question.has2(ts[0], ts[1])
}

// occurrences are the places where the passage has the tokens want, pauses aside.
func (p *passage) occurrences(want []token) []group {
	var out []group
	if len(want) == 1 {
		for i, t := range p.tokens {
			if t.key == want[0].key {
				out = append(out, group{i, i + 1})
			}
		}
		return out
	}
	for _, at := range p.pairs[pair(want[0], want[1])] {
		if sameRun(want, p.tokens, at) == len(want) {
			out = append(out, group{at, p.after(at, len(want))})
		}
	}
	return out
}

// after is the index behind n tokens from at, pauses not counted.
func (p *passage) after(at, n int) int {
	for ; n > 0; at++ {
		if p.tokens[at].class != pause {
			n--
		}
	}
	return at
}

func joinKeys(ts []token) string {
	var b strings.Builder
	for _, t := range ts {
		b.WriteString(t.key)
	}
	return b.String()
}

func pair(a, b token) string { return a.key + " " + b.key }

// sentenceOf numbers the sentence of each token.
func sentenceOf(ts []token) []int {
	out, n := make([]int, len(ts)), 0
	for i, t := range ts {
		out[i] = n
		if t.class == stop {
			n++
		}
	}
	return out
}

// pairsOf indexes where each pair of neighbours begins, pauses aside.
func pairsOf(ts []token) map[string][]int {
	out := map[string][]int{}
	last := -1
	for i, t := range ts {
		switch t.class {
		case pause:
			continue
		case stop:
			last = -1
			continue
		}
		if last >= 0 {
			key := pair(ts[last], t)
			out[key] = append(out[key], last)
		}
		last = i
	}
	return out
}
