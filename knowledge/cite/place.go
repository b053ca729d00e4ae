package cite

// places: what stands in the passage belongs there to the same thing. Three
// proofs: no rival fits the surroundings better; what a date governs here it
// governs there; what a unit does here it does there.
func (c *claim) places() {
	ts := c.tokens
	for i, t := range ts {
		if t.kind != "" && t.kind != "digits" {
			c.rivals(i, i+1, t.key, anchorsOf(t.kind))
		}
		for _, family := range opposites {
			if side, n := family.at(ts, i); n > 0 && (i == 0 || !startsInside(family, ts, i)) {
				c.rivals(i, i+n, side, sidesOf(family))
			}
		}
	}
	c.governed()
	c.actors()
}

// startsInside: 组长 at the end of 副组长 is not the word 组长.
func startsInside(l lexicon, ts []token, i int) bool {
	for k := max(0, i-3); k < i; k++ {
		if _, n := l.at(ts, k); k+n > i {
			return true
		}
	}
	return false
}

// rival is a place in a passage where something of the same kind stands.
type rival struct {
	from, to int
	key      string
}

func anchorsOf(kind string) func([]token) []rival {
	return func(ts []token) []rival {
		var out []rival
		for i, t := range ts {
			if t.kind == kind {
				out = append(out, rival{i, i + 1, t.key})
			}
		}
		return out
	}
}

func sidesOf(l lexicon) func([]token) []rival {
	return func(ts []token) []rival {
		var out []rival
		for i := range ts {
			if side, n := l.at(ts, i); n > 0 && !startsInside(l, ts, i) {
				out = append(out, rival{i, i + n, side})
			}
		}
		return out
	}
}

// rivals finds the place in what is cited that fits the surroundings best; if
// something else of this kind stands there, it was put for it.
func (c *claim) rivals(from, to int, key string, of func([]token) []rival) {
	near, wide := around(c.tokens, from, to), sentenceAround(c.tokens, from, to)
	best, other := -1, -1
	for _, p := range c.cited {
		for _, r := range of(p.tokens) {
			score := 2*near.shared(around(p.tokens, r.from, r.to)) + wide.shared(sentenceAround(p.tokens, r.from, r.to)) +
				touching(c.tokens, group{from, to}, p.tokens, group{r.from, r.to})
			if r.key == key {
				best = max(best, score)
			} else {
				other = max(other, score)
			}
		}
	}
	if best >= 0 && other > best {
		c.fault(Misplaced, c.words(from, to))
	}
}

// listed widens a thing to the list of its kind that it stands in: 甲、乙和丙
// share what is said of them.
func listed(ts []token, from, to int) (int, int) {
	kind := ts[from].kind
	if kind == "" || to-from != 1 {
		return from, to
	}
	link := func(t token) bool { return t.key == "、" || t.key == "和" || t.key == "与" || t.key == "及" }
	for from > 1 && link(ts[from-1]) && ts[from-2].kind == kind {
		from -= 2
	}
	for to+1 < len(ts) && link(ts[to]) && ts[to+1].kind == kind {
		to += 2
	}
	return from, to
}

// touching weighs the two tokens on each side: what touches a fact tells most.
func touching(a []token, at group, b []token, bt group) int {
	const side = 6
	score := 0
	if c := a[at.from].class; c != figure && c != unit {
		return 0
	}
	at.from, at.to = listed(a, at.from, at.to)
	bt.from, bt.to = listed(b, bt.from, bt.to)
	for _, dir := range []int{-1, 1} {
		x, y := beside(a, at, dir), beside(b, bt, dir)
		if x[0] != "" && x == y {
			score += side
		}
	}
	return score
}

// beside is the two tokens before (dir -1) or behind (dir 1) a place, pauses aside.
func beside(ts []token, at group, dir int) (out [2]string) {
	i, n := at.from-1, 0
	if dir > 0 {
		i = at.to
	}
	for ; i >= 0 && i < len(ts) && n < 2 && ts[i].class != stop; i += dir {
		if ts[i].class != pause {
			out[n] = ts[i].key
			n++
		}
	}
	return out
}

// bag is the words of some surroundings: characters and pairs.
type bag map[string]int

func (b bag) shared(of bag) int {
	n := 0
	for k, weight := range b {
		if _, ok := of[k]; ok {
			n += weight
		}
	}
	return n
}

func (b bag) add(ts []token) {
	for i, t := range ts {
		if t.class == pause || t.class == stop {
			continue
		}
		if _, n := glue.at(ts[i:i+1], 0); n == 0 {
			b[t.key] = 1
			if t.class != plain {
				b[t.key] = 8 // a fact tells more than a character
			}
		}
		if i+1 < len(ts) && ts[i+1].class != pause && ts[i+1].class != stop {
			b[t.key+" "+ts[i+1].key] = 2
		}
	}
}

// around is the clause that the tokens stand in, up to the next thing of their
// kind; if that is little, the clause beside it too.
func around(ts []token, from, to int) bag {
	kind := ts[from].kind
	ends := func(t token) bool {
		return t.class == pause || t.class == stop || kind != "" && t.kind == kind
	}
	parts := func(t token) bool { return t.class == stop || t.key == "；" }
	from, to = listed(ts, from, to)
	l := from
	for l > 0 && !ends(ts[l-1]) {
		l--
	}
	r := to
	for r < len(ts) && !ends(ts[r]) {
		r++
	}
	b := bag{}
	b.add(ts[l:from])
	b.add(ts[to:r])
	if n := from - l + r - to; n >= 3 || n == 2 && kind == "unit" {
		return b
	}
	if kind == "date" || kind == "year" {
		for r < len(ts) && !parts(ts[r]) && ts[r].kind != kind {
			r++
		}
		b.add(ts[to:r])
		return b
	}
	for l > 0 && ts[l-1].class == pause && !parts(ts[l-1]) {
		l--
	}
	k := l
	for k > 0 && !ends(ts[k-1]) {
		k--
	}
	b.add(ts[k:l])
	return b
}

// sentenceAround is everything in the sentence before the end of the tokens' clause.
func sentenceAround(ts []token, from, to int) bag {
	from, to = listed(ts, from, to)
	l := from
	for l > 0 && ts[l-1].class != stop && ts[l-1].key != "；" {
		l--
	}
	r := to
	for r < len(ts) && ts[r].class != stop && ts[r].class != pause {
		r++
	}
	b := bag{}
	b.add(ts[l:from])
	b.add(ts[to:r])
	return b
}

// governor is the index of the date that token i stands under: one in its own
// clause, else the last one before it in the sentence; -1 if none. Where parts
// is set a ；ends the reach.
func governor(ts []token, i int, parts bool) int {
	for k := i; k >= 0 && ts[k].class != pause && ts[k].class != stop; k-- {
		if ts[k].class == date {
			return k
		}
	}
	for k := i; k < len(ts) && ts[k].class != pause && ts[k].class != stop; k++ {
		if ts[k].class == date {
			return k
		}
	}
	for k := i; k >= 0 && ts[k].class != stop && !(parts && ts[k].key == "；"); k-- {
		if ts[k].class == date {
			return k
		}
	}
	return -1
}

// governed: what stands under a date here stands under it, or under none, there.
func (c *claim) governed() {
	for _, cl := range clausesOf(c.tokens) {
		for _, g := range c.groups(cl) {
			d := governor(c.tokens, g.from, true)
			if d < 0 || d >= g.from && d < g.to || !telling(c.tokens[g.from:g.to]) || c.only(g, glue) {
				continue
			}
			if key := c.tokens[d].key; !c.anyPlace(g, func(p *passage, at group) bool {
				there := governor(p.tokens, at.from, false)
				return there < 0 || p.tokens[there].key == key
			}) {
				c.fault(Misplaced, c.words(d, d+1)+" "+c.words(g.from, g.to))
			}
		}
	}
}

// telling: long enough to be found again, or a figure.
func telling(ts []token) bool {
	if len(ts) == 1 {
		return ts[0].class == figure
	}
	return len(ts) >= 3
}

// anyPlace reports whether the group stands nowhere in what is cited, or ok holds where it does.
func (c *claim) anyPlace(g group, ok func(*passage, group) bool) bool {
	found := false
	for _, p := range c.cited {
		for _, at := range p.occurrences(c.tokens[g.from:g.to]) {
			if ok(p, at) {
				return true
			}
			found = true
		}
	}
	return !found
}

// actors: a unit in the claim stands in the sentence that says what it does, or
// is the last unit named before it in that passage.
func (c *claim) actors() {
	for i, t := range c.tokens {
		if t.class != unit {
			continue
		}
		does := around(c.tokens, i, i+1)
		best, own := 0, 0
		for _, p := range c.cited {
			for _, s := range sentencesOf(p.tokens) {
				b := bag{}
				b.add(p.tokens[s.from:s.to])
				score := does.shared(b)
				best = max(best, score)
				if names(keysOf(p.tokens[s.from:s.to]))[t.key] || lastUnit(p.tokens[:s.from]) == t.key {
					own = max(own, score)
				}
			}
		}
		if best > own && best >= 5 {
			c.fault(Misplaced, c.words(i, i+1))
		}
	}
}

func keysOf(ts []token) map[string]bool {
	out := map[string]bool{}
	for _, t := range ts {
		out[t.key] = true
	}
	return out
}

func lastUnit(ts []token) string {
	for i := len(ts) - 1; i >= 0; i-- {
		if ts[i].class == unit {
			return ts[i].key
		}
	}
	return ""
}

func sentencesOf(ts []token) []group {
	var out []group
	from := 0
	for i := 0; i <= len(ts); i++ {
		if i == len(ts) || ts[i].class == stop {
			if i > from {
				out = append(out, group{from, i})
			}
			from = i + 1
		}
	}
	return out
}
