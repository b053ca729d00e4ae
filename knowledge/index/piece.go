package index

import "maps"

// piece is a part and what was taken out of it. It does not change: taking out more
// makes another one.
type piece struct {
	*part
	dead bits
	gone int          // how many are dead
	less map[term]int // of the passages that have a term, how many are dead
}

// bits is a set of a part's passages. A nil set is empty.
type bits []uint64

func (b bits) has(d int) bool { return b != nil && b[d>>6]>>(d&63)&1 != 0 }

// hollow tells of a piece that holds so much that is gone that it is built anew.
func (p *piece) hollow() bool { return p.gone*4 > p.len() }

// without is the piece with some passages less.
func (p *piece) without(ds []int) *piece {
	out := &piece{part: p.part, dead: make(bits, (p.len()+63)/64), gone: p.gone + len(ds)}
	copy(out.dead, p.dead)
	for _, d := range ds {
		out.dead[d>>6] |= 1 << (d & 63)
	}
	if out.hollow() {
		return out // nobody will search it
	}
	if out.less = maps.Clone(p.less); out.less == nil {
		out.less = map[term]int{}
	}
	var c tally
	for _, d := range ds {
		for _, n := range c.of(p.part, d) {
			out.less[n.term]++
		}
	}
	return out
}

// holders is how many living passages have a term.
func (p *piece) holders(t term) int {
	_, n := p.postings(t)
	if p.gone > 0 && n > 0 {
		n -= p.less[t]
	}
	return n
}
