package index

import (
	"slices"
	"sync"
)

// View is the index at one time. It does not change; searches run side by side.
type View struct {
	pieces []*piece
	sizes  sizes
	norms  *norms
	tools  *sync.Pool // of *tools
}

// sizes are sums over the living passages, for the average lengths.
type sizes struct{ passages, text, label int }

func (s *sizes) count(p *part, d, by int) {
	s.passages += by
	s.text += by * int(p.size[d])
	s.label += by * len(p.label(d).all)
}

// tools are what a search needs and the next one can use again.
type tools struct {
	sum    []float32
	heap   []found
	once   once
	late   late
	reader reader
}

// copy is a view that may be changed without anybody noticing.
func (v *View) copy() *View {
	out := *v
	out.pieces = slices.Clone(v.pieces)
	return &out
}

func (v *View) average() {
	n := float64(max(v.sizes.passages, 1))
	v.norms = newNorms(float64(v.sizes.text)/n, float64(v.sizes.label)/n)
}

// Len is how many entries the view has.
func (v *View) Len() int { return v.sizes.passages }

// Search returns the best k passages, best first.
func (v *View) Search(query string, k int) []Hit {
	q := ask(query)
	if k <= 0 || len(q.terms) == 0 {
		return nil
	}
	t := v.tools.Get().(*tools)
	defer v.tools.Put(t)
	early := t.late.split(q.terms, v.weigh(q))
	defer t.late.reset()
	sat := saturation(q)
	t.once.set(v.norms, sat)
	b := best{k: max(k, candidates), heap: t.heap[:0]}
	defer func() {
		clear(b.heap) // a part that is gone must not live on in here
		t.heap = b.heap[:0]
	}()
	for _, p := range v.pieces {
		t.sum = slices.Grow(t.sum[:0], p.len())[:p.len()]
		clear(t.sum)
		p.score(early, v.norms, sat, &t.once, t.sum)
		b.offer(p, t.sum)
	}
	for i := range b.heap {
		t.late.add(&b.heap[i], v.norms, sat)
	}
	slices.SortFunc(b.heap, order)
	hits := t.reader.rerank(q, b.heap[:min(max(k, deep), len(b.heap))])
	return hits[:min(k, len(hits))]
}

// weigh multiplies the weights of a question's terms with how rare they are, and says how many passages have each.
func (v *View) weigh(q *question) map[term]int {
	have := make(map[term]int, len(q.terms))
	for i, w := range q.terms {
		n := 0
		for _, p := range v.pieces {
			n += p.holders(w.term)
		}
		have[w.term] = n
		q.terms[i].weight *= rare(n, v.sizes.passages)
	}
	return have
}
