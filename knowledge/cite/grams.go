package cite

// grams are the runs of one and two tokens that a text has. A pause parts
// no run, a full stop does.
type grams map[string]bool

func gramsOf(ts []token) grams {
	g := grams{}
	last := ""
	for _, t := range ts {
		switch t.class {
		case pause:
			continue
		case stop:
			last = ""
			continue
		}
		g[t.key] = true
		if last != "" {
			g[last+" "+t.key] = true
		}
		last = t.key
	}
	return g
}

func (g grams) add(h grams) {
	for k := range h {
		g[k] = true
	}
}

func (g grams) has1(a token) bool    { return g[a.key] }
func (g grams) has2(a, b token) bool { return g[pair(a, b)] }
