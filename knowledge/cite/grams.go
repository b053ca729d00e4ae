package cite

// grams are the runs of one, two and three tokens that a text has. A pause parts
// no run, a full stop does.
type grams map[string]bool

func gramsOf(ts []token) grams {
	g := grams{}
	var last [2]string
	for _, t := range ts {
		switch t.class {
		case pause:
			continue
		case stop:
			last = [2]string{}
			continue
		}
		g[t.key] = true
		if last[1] != "" {
			g[last[1]+" "+t.key] = true
			if last[0] != "" {
				g[last[0]+" "+last[1]+" "+t.key] = true
			}
		}
		last[0], last[1] = last[1], t.key
	}
	return g
}

func (g grams) add(h grams) {
	for k := range h {
		g[k] = true
	}
}

func (g grams) has1(a token) bool       { return g[a.key] }
func (g grams) has2(a, b token) bool    { return g[a.key+" "+b.key] }
func (g grams) has3(a, b, c token) bool { return g[a.key+" "+b.key+" "+c.key] }
