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
	sticky := glued(c.tokens, cl)
	groups := c.groups(cl)
	for k, g := range groups {
		if g.to-g.from == 1 && !sticky[g.from] && c.tokens[g.from].class == plain {
			c.alone(g)
			continue
		}
		if k > 0 && c.joined(groups[k-1], g, sticky) {
			continue
		}
		if k > 0 {
			c.fault(Spliced, c.words(groups[k-1].from, g.to))
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
		if _, n := glue.at(ts[:cl.to], i); n > 0 {
			for k := range n {
				out[i+k] = true
			}
		}
	}
	return out
}

// groups cuts a clause where what is cited (or the question) has no run of three
// across the cut; runs of two count where nothing longer holds.
func (c *claim) groups(cl group) []group {
	ts := c.tokens
	linked := make([]bool, cl.to)
	for i := cl.from; i+1 < cl.to; i++ {
		linked[i] = i+2 < cl.to && c.run3(i) || i > cl.from && c.run3(i-1)
	}
	for i := cl.from; i+1 < cl.to; i++ {
		free := (i == cl.from || !linked[i-1]) && (i+2 >= cl.to || !linked[i+1])
		if !linked[i] && free && (c.grams.has2(ts[i], ts[i+1]) || c.lent(i, 2)) {
			linked[i] = true
		}
	}
	var out []group
	from := cl.from
	for i := cl.from; i < cl.to; i++ {
		if i+1 == cl.to || !linked[i] {
			out = append(out, group{from, i + 1})
			from = i + 1
		}
	}
	return out
}

func (c *claim) run3(i int) bool {
	ts := c.tokens
	return c.grams.has3(ts[i], ts[i+1], ts[i+2]) || c.lent(i, 3)
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
	if n == 2 {
		return c.question.has2(ts[0], ts[1])
	}
	return c.question.has3(ts[0], ts[1], ts[2])
}

// joined: may b follow a directly?
func (c *claim) joined(a, b group, sticky map[int]bool) bool {
	last, first := a.to-1, b.from
	if sticky[last] || sticky[first] || c.tokens[last].class != plain || c.tokens[first].class != plain {
		return true
	}
	if b.to-b.from == 1 || a.to-a.from == 1 {
		return true // the single one is a fault of its own
	}
	left, right := c.tokens[max(a.from, a.to-3):a.to], c.tokens[b.from:min(b.to, b.from+3)]
	for _, p := range c.cited {
		if skips(p.tokens, left, right) {
			return true
		}
	}
	return false
}

// skips reports whether ts has left and then right in one sentence, and between
// them nothing that may not be dropped.
func skips(ts, left, right []token) bool {
	const farthest = 40
	for _, p := range occurrences(ts, left) {
		from := p.to
		for q := from; q < len(ts) && q-from <= farthest && ts[q].class != stop; q++ {
			if _, ok := matchAt(ts, q, right); ok && !critical.in(ts[from:q]) {
				return true
			}
		}
	}
	return false
}

// occurrences are the places where ts has the tokens want, pauses aside.
func occurrences(ts, want []token) []group {
	var out []group
	for i := range ts {
		if to, ok := matchAt(ts, i, want); ok {
			out = append(out, group{i, to})
		}
	}
	return out
}

func matchAt(ts []token, i int, want []token) (to int, ok bool) {
	if i >= len(ts) || len(want) == 0 || ts[i].class == pause {
		return 0, false
	}
	for _, w := range want {
		for i < len(ts) && ts[i].class == pause {
			i++
		}
		if i >= len(ts) || ts[i].key != w.key || ts[i].class == stop {
			return 0, false
		}
		i++
	}
	return i, true
}
