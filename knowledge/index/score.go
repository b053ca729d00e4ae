package index

import "math"

// BM25F, as tuned on the public questions (see the package comment).
const (
	saturation = 0.9  // how soon a term said again adds nothing
	textBend   = 0.85 // how far a long text must say it more often
	labelBend  = 0.6  // the same for titles with headings
	labelTimes = 3    // a term in them counts as this many in an average text
	rarity     = 1.3  // exponent of the inverse document frequency
)

// norms hold, by length, what one occurrence counts; they depend on the averages of the whole index.
type norms struct {
	text  [maxSize + 1]float32
	once  [maxSize + 1]float32 // the score of a term that stands once in the text
	label [maxLabelSize + 1]float32
}

const maxLabelSize = 255

func newNorms(text, label float64) *norms {
	var n norms
	for i := range n.text {
		n.text[i] = float32(1 / (1 - textBend + textBend*float64(i)/max(text, 1)))
		n.once[i] = n.text[i] / (saturation + n.text[i])
	}
	for i := range n.label {
		n.label[i] = float32(labelTimes / (1 - labelBend + labelBend*float64(i)/max(label, 1)))
	}
	return &n
}

// rare is the inverse document frequency of a term that n of all passages have.
func rare(n, all int) float64 {
	return math.Pow(math.Log(1+(float64(all-n)+.5)/(float64(n)+.5)), rarity)
}

// score adds up the terms' scores for every passage of a part.
func (p *part) score(terms []wanted, nm *norms, sum []float32) {
	for _, w := range terms {
		list, _ := p.postings(w.term)
		weight := float32(w.weight)
		d := -1
		for i, first := 0, true; i < len(list); first = false {
			v := uint32(list[i])
			i++
			if v >= 0x80 {
				v &= 0x7F
				for s := 7; ; s += 7 {
					c := uint32(list[i])
					i++
					v |= c & 0x7F << s
					if c < 0x80 {
						break
					}
				}
			}
			if first {
				d = 0
			}
			d += int(v >> 1)
			if v&1 == 0 {
				sum[d] += weight * nm.once[p.size[d]]
				continue
			}
			c := list[i]
			i++
			f := float32(c&15)*nm.text[p.size[d]] + float32(c>>4)*nm.label[min(len(p.names[p.labels[d]].all), maxLabelSize)]
			sum[d] += weight * f / (saturation + f)
		}
	}
}

// place is a passage in a part.
type place struct {
	part *part
	d    int
}

// found is a passage with its score.
type found struct {
	place
	score float64
}

// best keeps the k highest scores, in a heap whose root is the lowest of them.
type best struct {
	k    int
	heap []found
}

func (b *best) offer(p *part, sum []float32) {
	floor := float32(0)
	if len(b.heap) == b.k {
		floor = float32(b.heap[0].score)
	}
	for d, s := range sum {
		if s <= floor || p.dead[d] {
			continue
		}
		b.push(found{place{p, d}, float64(s)})
		if len(b.heap) == b.k {
			floor = float32(b.heap[0].score)
		}
	}
}

func (b *best) push(f found) {
	if len(b.heap) < b.k {
		b.heap = append(b.heap, f)
		for i := len(b.heap) - 1; i > 0; {
			up := (i - 1) / 2
			if b.heap[up].score <= b.heap[i].score {
				break
			}
			b.heap[up], b.heap[i] = b.heap[i], b.heap[up]
			i = up
		}
		return
	}
	b.heap[0] = f
	for i := 0; ; {
		c := 2*i + 1
		if c >= len(b.heap) {
			break
		}
		if c+1 < len(b.heap) && b.heap[c+1].score < b.heap[c].score {
			c++
		}
		if b.heap[i].score <= b.heap[c].score {
			break
		}
		b.heap[i], b.heap[c] = b.heap[c], b.heap[i]
		i = c
	}
}
