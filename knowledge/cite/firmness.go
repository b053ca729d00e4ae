package cite

// firmness: the claim is as firm as what it cites. A 力争 that governs there is
// said here; an obligation here is one there; a 不 there is one here; what is
// planned there is not told as done.
func (c *claim) firmness() {
	c.modals()
	for _, cl := range clausesOf(c.tokens) {
		for _, g := range c.groups(cl) {
			if g.to-g.from < 2 || c.only(g, glue) {
				continue
			}
			c.effort(g)
			c.negated(g)
			c.achieved(g)
		}
	}
}

// only reports whether the group is nothing but words of l.
func (c *claim) only(g group, l lexicon) bool {
	for i := g.from; i < g.to; {
		_, n := l.at(c.tokens[:g.to], i)
		if n == 0 {
			return false
		}
		i += n
	}
	return true
}

// modal is a word of obligation in a text.
type modal struct {
	at, to int
	class  string
}

func modalsOf(ts []token) []modal {
	var out []modal
	for i := 0; i < len(ts); i++ {
		if _, n := notStrength.at(ts, i); n > 0 {
			i += n - 1
			continue
		}
		if class, n := strengths.at(ts, i); n > 0 {
			out = append(out, modal{i, i + n, class})
			i += n - 1
		}
	}
	return out
}

// modals: each obligation of the claim is one of the same class in the sentence
// that is cited for what follows it.
func (c *claim) modals() {
	for _, m := range modalsOf(c.tokens) {
		g, ok := c.after(m)
		if !ok || c.anyPlace(g, func(p *passage, at group) bool { return bears(p.tokens, at, m.class) }) {
			continue
		}
		c.fault(BadStrength, c.words(m.at, g.to))
	}
}

// after is the run that the obligation is about: what follows it in its clause,
// else what it ends.
func (c *claim) after(m modal) (group, bool) {
	for _, cl := range clausesOf(c.tokens) {
		if m.at < cl.from || m.at >= cl.to {
			continue
		}
		for _, g := range c.groups(cl) {
			if from := max(g.from, m.to); g.to-from >= 2 {
				return group{from, min(g.to, from+6)}, true
			}
		}
		for _, g := range c.groups(cl) {
			if g.to-g.from >= 2 {
				return g, true
			}
		}
	}
	return group{}, false
}

// bears reports whether the place stands under a word of the class: one in its own
// clause, or, where that has none at all, one before it in the sentence.
func bears(ts []token, at group, class string) bool {
	own := clauseAround(ts, at)
	if in := modalsOf(ts[own.from:own.to]); len(in) > 0 {
		return has(in, class)
	}
	from := own.from
	for from > 0 && ts[from-1].class != stop {
		from--
	}
	return has(modalsOf(ts[from:own.from]), class)
}

func has(ms []modal, class string) bool {
	for _, m := range ms {
		if m.class == class {
			return true
		}
	}
	return false
}

// clauseAround widens a place to the clause that it stands in.
func clauseAround(ts []token, at group) group {
	for at.from > 0 && ts[at.from-1].class != stop && ts[at.from-1].class != pause {
		at.from--
	}
	for at.to < len(ts) && ts[at.to].class != stop && ts[at.to].class != pause {
		at.to++
	}
	return at
}

// effort: where every place of the run stands under 力争, the claim says so too:
// in the same clause if it is so everywhere there, else at least before it.
func (c *claim) effort(g group) {
	if !c.claims(g) {
		return
	}
	here := striving(c.tokens, g)
	if !c.anyPlace(g, func(p *passage, at group) bool { return striving(p.tokens, at) <= here }) {
		c.fault(BadStrength, c.words(g.from, g.to))
	}
}

// claims reports whether the run says that something is so, rather than naming a thing.
func (c *claim) claims(g group) bool {
	ts := c.tokens[g.from:g.to]
	if len(ts) >= 6 || achieving.in(ts) {
		return true
	}
	for _, t := range ts {
		if t.class == date || t.class == figure {
			return len(ts) >= 3
		}
	}
	return false
}

// striving says how near a 力争 or the like governs the place: 2 in its own
// clause, 1 earlier in the sentence, 0 not at all.
func striving(ts []token, at group) int {
	inner := clauseAround(ts, at)
	if has(modalsOf(ts[inner.from:inner.to]), "effort") {
		return 2
	}
	from := inner.from
	for from > 0 && ts[from-1].class != stop {
		if from--; ts[from].key == "；" && len(modalsOf(ts[from:inner.to])) > 0 {
			return 0 // what follows ；has words of obligation of its own
		}
		if i := inner.from; has(modalsOf(ts[from:i]), "effort") {
			return 1
		}
	}
	return 0
}

// negated: a run that stands only behind a negation there stands behind one here, and the other way round.
func (c *claim) negated(g group) {
	here := denied(c.tokens, g.from)
	if !c.anyPlace(g, func(p *passage, at group) bool { return denied(p.tokens, at.from) == here }) {
		c.fault(BadPolarity, c.words(g.from, g.to))
	}
}

// denied reports a negation shortly before token i in its clause.
func denied(ts []token, i int) bool {
	const reach = 4
	from := i
	for from > 0 && i-from < reach && ts[from-1].class != pause && ts[from-1].class != stop {
		from--
	}
	return negations.in(ts[from:i])
}

// achieved: a verb of result that stands only under a coming date there does not
// stand here without date and intention.
func (c *claim) achieved(g group) {
	if !achieving.in(c.tokens[g.from:g.to]) || governor(c.tokens, g.from, true) >= 0 || intends(c.tokens) {
		return
	}
	if !c.anyPlace(g, func(p *passage, at group) bool {
		d := governor(p.tokens, at.from, false)
		return d < 0 || !c.ledger.coming(p.tokens[d].key, p.on)
	}) {
		c.fault(BadOutcome, c.words(g.from, g.to))
	}
}

func intends(ts []token) bool {
	for i := range ts {
		if _, n := plans.at(ts, i); n > 0 {
			return true
		}
	}
	return len(modalsOf(ts)) > 0
}
