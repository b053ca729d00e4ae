package index

import (
	"cmp"
	"math"
	"slices"
)

// BM25F, as tuned on the public questions (see the package comment).
const (
	textBend   = 0.88 // how far a long text must say it more often
	labelBend  = 0.6  // the same for titles with headings
	labelTimes = 3    // a term in them counts as this many in an average text
	rarity     = 1.3  // exponent of the inverse document frequency
)

// A term said again adds less and less. In a short question one mention nearly
// does; a long one brushes many words, and what the passage dwells on tells more.
const (
	briefSaturation = 0.7
	charSaturation  = 0.02 // for each character of the question
	mostSaturation  = 1.8
)

func saturation(q *question) float32 {
	return float32(min(briefSaturation+charSaturation*float64(len(q.text)), mostSaturation))
}

// norms hold, by length, what one occurrence counts; they depend on the averages of the whole index.
type norms struct {
	text  [maxSize + 1]float32
	label [maxLabelSize + 1]float32
}

// once is, by length, the score of a term that stands once in the text.
type once [maxSize + 1]float32

func (o *once) set(nm *norms, saturation float32) {
	for i, v := range nm.text {
		o[i] = v / (saturation + v)
	}
}

const maxLabelSize = 255

func newNorms(text, label float64) *norms {
	var n norms
	for i := range n.text {
		n.text[i] = float32(1 / (1 - textBend + textBend*float64(i)/max(text, 1)))
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
func (p *part) score(terms []wanted, nm *norms, sat float32, one *once, sum []float32) {
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
				sum[d] += weight * one[p.size[d]]
				continue
			}
			c := list[i]
			i++
			f := float32(c&15)*nm.text[p.size[d]] + float32(c>>4)*nm.label[min(len(p.names[p.labels[d]].all), maxLabelSize)]
			sum[d] += weight * f / (sat + f)
		}
	}
}

// Characters that many passages have cost most of the time and say least. Where
// the terms that fewer passages have carry enough of the question's weight, the
// common characters are counted late: only in the candidates that the others bring.
const (
	enough     = .5  // share of the weight that is looked up in any case
	common     = 800 // passages that a character must have to be counted late
	candidates = 120 // passages in which they are counted
)

// late holds the common characters of a question. It is reused; reset undoes what a question has set.
type late struct {
	chars  [1 << 16]uint8 // 0, or the number of a common character
	terms  []wanted
	text   [256]uint8
	labels [256]uint8
}

// split orders the terms by how many passages have them, n of each, and moves the common characters to late.
func (l *late) split(terms []wanted, n map[term]int) []wanted {
	terms = slices.Clone(terms) // the question knows its terms by their places
	slices.SortStableFunc(terms, func(a, b wanted) int { return cmp.Compare(n[a.term], n[b.term]) })
	total, sum := 0.0, 0.0
	for _, w := range terms {
		total += w.weight
	}
	early := make([]wanted, 0, len(terms))
	for _, w := range terms {
		if sum < enough*total || w.term.kind() != kindSingle || n[w.term] < common || len(l.terms) == 255 {
			early = append(early, w)
			sum += w.weight
			continue
		}
		l.terms = append(l.terms, w)
		l.chars[uint16(w.term)] = uint8(len(l.terms))
	}
	return early
}

func (l *late) reset() {
	for _, w := range l.terms {
		l.chars[uint16(w.term)] = 0
	}
	l.terms = l.terms[:0]
}

// add completes a candidate's score.
func (l *late) add(f *found, nm *norms, sat float32) {
	n := len(l.terms)
	clear(l.text[:n+1])
	clear(l.labels[:n+1])
	p := f.part
	for _, c := range p.body(f.d) {
		k := l.chars[c]
		l.text[k] = min(l.text[k]+1, maxText)
	}
	name := p.label(f.d).all
	for _, c := range name {
		k := l.chars[c]
		l.labels[k] = min(l.labels[k]+1, maxLabel)
	}
	each, label := nm.text[p.size[f.d]], nm.label[min(len(name), maxLabelSize)]
	for i, w := range l.terms {
		if v := float32(l.text[i+1])*each + float32(l.labels[i+1])*label; v > 0 {
			f.score += w.weight * float64(v/(sat+v))
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

// best keeps the k highest scores, in a heap whose root is the lowest of them. Of
// equal scores the lower ID is higher, so that it makes no difference how passages
// came in.
type best struct {
	k    int
	heap []found
}

func (b *best) offer(p *piece, sum []float32) {
	floor := b.floor()
	for d, s := range sum {
		if s < floor || p.dead.has(d) {
			continue
		}
		b.push(found{place{p.part, d}, float64(s)})
		floor = b.floor()
	}
}

// floor is the least score that may find room.
func (b *best) floor() float32 {
	if len(b.heap) < b.k {
		return math.SmallestNonzeroFloat32
	}
	return float32(b.heap[0].score)
}

// order sorts the better first.
func order(a, b found) int {
	return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(a.part.ids[a.d], b.part.ids[b.d]))
}

func (b *best) push(f found) {
	if len(b.heap) < b.k {
		b.heap = append(b.heap, f)
		for i := len(b.heap) - 1; i > 0; {
			up := (i - 1) / 2
			if order(b.heap[up], b.heap[i]) > 0 {
				break
			}
			b.heap[up], b.heap[i] = b.heap[i], b.heap[up]
			i = up
		}
		return
	}
	if order(f, b.heap[0]) > 0 {
		return
	}
	b.heap[0] = f
	for i := 0; ; {
		c := 2*i + 1
		if c >= len(b.heap) {
			break
		}
		if c+1 < len(b.heap) && order(b.heap[c+1], b.heap[c]) > 0 {
			c++
		}
		if order(b.heap[i], b.heap[c]) > 0 {
			break
		}
		b.heap[i], b.heap[c] = b.heap[c], b.heap[i]
		i = c
	}
}
