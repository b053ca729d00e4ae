package cite

import "liangshan/knowledge/pattern"

// site is a place of a run in what is cited.
type site struct {
	in       *passage
	from, to int
	sentence int
}

// walk follows a clause of the claim through what is cited, run by run: all of a
// clause stands in one sentence there. Runs that touch keep their order, and
// nothing that matters is lost between them; runs parted by glue or by a fact may
// change places.
type walk struct {
	*claim
	sticky map[int]bool
	here   []site  // where the last run may stand; nil before the first
	last   group   // that run
	loose  []group // glue since then
}

// label reports whether the run is nothing but glue.
func (w *walk) label(g group) bool {
	for i := g.from; i < g.to; i++ {
		if !w.sticky[i] {
			return false
		}
	}
	return true
}

// free forgets where the walk stands: what came was a fault of its own.
func (w *walk) free() { w.here, w.loose = nil, nil }

// onePassage: each part of the claim between ；stands in one passage: what is
// said in one breath is not put together from two documents.
func (c *claim) onePassage() {
	from := 0
	for i := 0; i <= len(c.tokens); i++ {
		if i < len(c.tokens) && c.tokens[i].key != "；" && c.tokens[i].class != stop {
			continue
		}
		if i > from && len(c.cited) > 1 && !c.within(from, i) {
			c.fault(Spliced, c.words(from, i))
		}
		from = i + 1
	}
}

func (c *claim) within(from, to int) bool {
	for _, p := range c.cited {
		if c.allIn(p, from, to) {
			return true
		}
	}
	return false
}

// allIn reports whether every run of the part that stands in what is cited stands in p.
func (c *claim) allIn(p *passage, from, to int) bool {
	for _, cl := range clausesOf(c.tokens[from:to]) {
		for _, g := range c.groups(group{cl.from + from, cl.to + from}) {
			ts := c.tokens[g.from:g.to]
			if len(ts) == 1 && ts[0].class == plain || c.only(g, glue) || len(p.occurrences(ts)) > 0 {
				continue
			}
			if c.anywhere(ts) {
				return false
			}
		}
	}
	return true
}

func (c *claim) anywhere(ts []token) bool {
	for _, p := range c.cited {
		if len(p.occurrences(ts)) > 0 {
			return true
		}
	}
	return false
}

func (w *walk) step(g group) {
	sites := w.sites(g)
	if len(sites) == 0 {
		return // lent by the question, or a fact that is a fault of its own
	}
	next := sites
	if w.here != nil {
		next = nil
		for _, s := range sites {
			if w.reached(s, g) {
				next = append(next, s)
			}
		}
		if len(next) == 0 {
			w.fault(Spliced, w.words(w.last.from, g.to))
			next = sites
		}
	}
	w.here, w.last, w.loose = next, g, nil
}

func (w *walk) sites(g group) []site {
	var out []site
	for _, p := range w.cited {
		for _, at := range p.occurrences(w.tokens[g.from:g.to]) {
			out = append(out, site{p, at.from, at.to, p.sentence[at.from]})
		}
	}
	return out
}

// reached: may the walk go on to the run g at s from one of the places where it is?
func (w *walk) reached(s site, g group) bool {
	for _, h := range w.here {
		if h.in == s.in && (w.follows(h, s, g) || w.names(h, s, g)) {
			return true
		}
	}
	return false
}

// follows: both in one sentence, and in order where nothing parts them.
func (w *walk) follows(h, s site, g group) bool {
	if h.sentence != s.sentence {
		return false
	}
	if len(w.loose) > 0 {
		return !w.substitutes(h, s) && !w.inserts(h, s)
	}
	if w.movable(w.last.to-1) || w.movable(g.from) || w.sticky[g.from] {
		return true
	}
	return s.from >= h.to && droppable(s.in.tokens[h.to:s.from]) && (opens(h) || sameClause(s.in.tokens[h.to:s.from]))
}

// opens: the run begins its sentence, and may be the subject of every clause in it.
func opens(s site) bool { return s.from == 0 || s.in.sentence[s.from-1] != s.sentence }

func sameClause(gap []token) bool {
	for _, t := range gap {
		if t.class == pause && t.key != "、" {
			return false
		}
	}
	return true
}

// movable: a date, unit, person or number may stand elsewhere in its sentence; so
// may a run that begins with glue. A figure stays with its words.
func (w *walk) movable(i int) bool {
	t := w.tokens[i]
	return t.class != plain && t.class != figure
}

// inserts: a word of glue in the middle of what stands together there.
func (w *walk) inserts(h, s site) bool {
	n := 0
	for _, g := range w.loose {
		n += g.to - g.from
	}
	return s.from == h.to && n > 1 && s.in.tokens[s.from].class == plain && s.in.tokens[h.to-1].class == plain
}

// substitutes: the glue here stands in the place of other words there.
func (w *walk) substitutes(h, s site) bool {
	const near = 3
	gap := s.from - h.to
	if len(w.loose) == 0 || gap < 1 || gap > near {
		return false
	}
	there := s.in.tokens[h.to:s.from]
	if plans.in(there) {
		return true
	}
	if s.in.tokens[s.from].class == figure && amounts.MatchString(joinKeys(there)) {
		return false // 率为91.8% for 率已达到91.8%
	}
	sticky := glued(there, group{0, len(there)})
	for i, t := range there {
		if t.class == plain && !sticky[i] {
			return true
		}
	}
	return false
}

var amounts = pattern.MustCompile(`^(?:已|已经)?(?:达到?了?|为|是)?$`)

// droppable: words that may be left out between two that are kept. One character
// alone is a piece of a word.
func droppable(gap []token) bool {
	const farthest = 40
	if len(gap) > farthest || critical.in(gap) {
		return false
	}
	if facts(gap) && gap[len(gap)-1].key != "的" && !items(gap) {
		return false // what follows would pass to another fact
	}
	if len(gap) == 1 && gap[0].class == plain {
		_, n := glue.at(gap, 0)
		return n > 0
	}
	return true
}

// facts: among the words stands what may not be lost silently.
func facts(gap []token) bool {
	for _, t := range gap {
		if t.class == figure || t.class == date || t.class == unit {
			return true
		}
	}
	return false
}

// items: the words are the earlier items of a list: 开展〔宣讲6次、〕活动10次.
func items(gap []token) bool {
	return sameClause(gap) && gap[len(gap)-1].key == "、"
}

// names: a thing named in an earlier sentence than what is said of it: before a
// word of obligation or intention (规划力争…), or a date or unit that the sentence
// itself lacks.
func (w *walk) names(h, s site, g group) bool {
	_, n := strengths.at(w.tokens, g.from)
	_, k := plans.at(w.tokens, g.from)
	if (n > 0 || k > 0) && h.sentence < s.sentence {
		return true
	}
	a, b := w.tokens[w.last.to-1], w.tokens[g.from]
	return w.carried(a, h, s) || w.carried(b, s, h)
}

// carried: the date or unit t stands earlier in the passage at from, and the
// sentence at to has none of its class.
func (w *walk) carried(t token, from, to site) bool {
	if t.class != date && t.class != unit || from.from > to.from {
		return false
	}
	for i, o := range to.in.tokens {
		if to.in.sentence[i] == to.sentence && o.class == t.class {
			return false
		}
	}
	return true
}
