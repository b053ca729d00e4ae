package index

import (
	"cmp"
	"slices"
)

// The first passages are read again, and ranked by how close together they say
// what is asked. The weights were fitted on each half of the public questions and
// tried on the other; none is sharp: a change by half moves the means by about .001.
const (
	deep = 20 // how many are read

	byScore   = 7.0 // the first score, as a share of the best one
	byWide    = 1.6 // the question's weight found within 80 characters
	byNarrow  = 1.8 // and within 20
	bySingles = 0.6 // the single characters found anywhere
	byLabel   = 2.2 // the question's weight found in title and headings
	byArticle = 3.0 // the article that was named, as far as the title is the one named
	byKin     = 1.8 // other passages of the same document, where something is named and not asked
)

const (
	wide   = 80
	narrow = 20
)

// maxChars is how many different characters of a question the second reading can tell apart.
const maxChars = 255

// reader reads passages for one question. It is reused; reset undoes what a question has set.
type reader struct {
	chars [1 << 16]uint8         // 0, or the number of a character of the question
	pairs [maxChars + 1][]uint16 // by the first character's number: second character's number and term, alternating
	solo  [maxChars + 1]uint16   // the term of the single character, plus one
	runs  []uint16               // the terms that are runs
	used  []uint16               // the characters set
	hits  []hit                  // where the passage has terms of the question
	text  []bool                 // terms that the passage's text has
	label []bool                 // terms that its title and headings have
	count [2][]uint16            // how often a window has each term
	q     *question
	total float64 // the weight of what was said
	ones  float64 // the weight of its single characters
}

type hit struct {
	at   int32
	term uint16
}

// learn prepares for a question, whose terms carry their rarity by now.
func (r *reader) learn(q *question) {
	r.q, r.total, r.ones = q, 0, 0
	for i, w := range q.terms {
		switch w.term.kind() {
		case kindSingle:
			if n := r.number(uint16(w.term)); n > 0 {
				r.solo[n] = uint16(i) + 1
			}
			if !w.other {
				r.ones += w.weight
			}
		case kindPair:
			a, b := r.number(uint16(w.term>>16)), r.number(uint16(w.term))
			if a > 0 && b > 0 {
				r.pairs[a] = append(r.pairs[a], uint16(b), uint16(i))
			}
		case kindRun:
			r.runs = append(r.runs, uint16(i))
		}
		if !w.other {
			r.total += w.weight
		}
	}
	n := len(q.terms)
	r.text, r.label = slices.Grow(r.text[:0], n)[:n], slices.Grow(r.label[:0], n)[:n]
	for i := range r.count {
		r.count[i] = slices.Grow(r.count[i][:0], n)[:n]
	}
}

func (r *reader) number(c uint16) uint8 {
	if r.chars[c] == 0 && len(r.used) < maxChars {
		r.used = append(r.used, c)
		r.chars[c] = uint8(len(r.used))
	}
	return r.chars[c]
}

func (r *reader) reset() {
	for i, c := range r.used {
		r.chars[c] = 0
		r.pairs[i+1] = r.pairs[i+1][:0]
		r.solo[i+1] = 0
	}
	r.used, r.runs, r.q = r.used[:0], r.runs[:0], nil
}

// scan calls f for each of the question's terms in a text, in order of place.
func (r *reader) scan(text []uint16, f func(at, term int)) {
	before := uint8(0)
	for i := 0; i < len(text); i++ {
		c := text[i]
		if len(r.runs) > 0 && alnum(c) {
			end := runEnd(text, i)
			t := run(text[i:end])
			for _, n := range r.runs {
				if r.q.terms[n].term == t {
					f(i, int(n))
				}
			}
			i, before = end-1, 0
			continue
		}
		n := r.chars[c]
		if n == 0 {
			before = 0
			continue
		}
		if before > 0 {
			next := r.pairs[before]
			for k := 0; k < len(next); k += 2 {
				if next[k] == uint16(n) {
					f(i-1, int(next[k+1]))
				}
			}
		}
		if s := r.solo[n]; s > 0 {
			f(i, int(s)-1)
		}
		before = n
	}
}

// read gives a passage its second score.
func (r *reader) read(f found, top float64) (score, coverage float64) {
	clear(r.text)
	clear(r.label)
	r.hits = r.hits[:0]
	p, text := f.part, f.part.body(f.d)
	r.scan(text, func(at, term int) {
		r.text[term] = true
		r.hits = append(r.hits, hit{int32(at), uint16(term)})
	})
	name := p.label(f.d)
	r.scan(name.all, func(_, term int) { r.label[term] = true })
	var ones, labelled, all float64
	for i, w := range r.q.terms {
		if w.other {
			continue
		}
		if r.text[i] && w.term.kind() == kindSingle {
			ones += w.weight
		}
		if r.label[i] {
			labelled += w.weight
		}
		if r.text[i] || r.label[i] {
			all += w.weight
		}
	}
	total := max(r.total, 1e-9)
	score = byScore*f.score/top +
		byWide*r.window(wide, 0)/total + byNarrow*r.window(narrow, 1)/total +
		bySingles*ones/max(r.ones, 1e-9) + byLabel*labelled/total
	if n, length := articleAt(text, 0); length > 0 {
		if _, named := r.q.seen[article(n)]; named {
			score += byArticle * r.named(name.title)
		}
	}
	return score, all / total
}

// window is the most weight that stands within size characters, each term once.
func (r *reader) window(size int32, which int) float64 {
	count := r.count[which]
	clear(count)
	var most, now float64
	lo := 0
	for _, h := range r.hits {
		if count[h.term]++; count[h.term] == 1 {
			now += r.q.terms[h.term].weight
		}
		for h.at-r.hits[lo].at >= size {
			t := r.hits[lo].term
			if count[t]--; count[t] == 0 {
				now -= r.q.terms[t].weight
			}
			lo++
		}
		most = max(most, now)
	}
	return most
}

// named is the share of a title's own pairs that the question says, leaving out
// 中华人民共和国 and what stands in brackets: 保险法 is not 社会保险法.
func (r *reader) named(title []uint16) float64 {
	title = core(title)
	said, all := 0, 0
	each(title, func(t term, _, _ int) {
		if t.kind() == kindSingle && len(title) > 1 {
			return
		}
		all++
		if i, ok := r.q.seen[t]; ok && !r.q.terms[i].other {
			said++
		}
	})
	if all == 0 {
		return 0
	}
	return float64(said) / float64(all)
}

var republic = fold("中华人民共和国")

func core(title []uint16) []uint16 {
	if find(title, republic) == 0 && len(title) > len(republic) {
		title = title[len(republic):]
	}
	for i, c := range title {
		if c == '(' && i > 1 {
			return title[:i]
		}
	}
	return title
}

// rerank reads the first passages again and sorts them by it; the others stay behind them in their order.
func (r *reader) rerank(q *question, fs []found) []Hit {
	if len(fs) == 0 {
		return nil
	}
	r.learn(q)
	defer r.reset()
	top := fs[0].score
	near := fs[:min(deep, len(fs))]
	hits := make([]Hit, len(fs))
	for i, f := range near {
		score, coverage := r.read(f, top)
		if !q.asks {
			score += byKin * kin(f, near) / top
		}
		hits[i] = Hit{ID: f.part.ids[f.d], Score: score, Coverage: coverage}
	}
	slices.SortStableFunc(hits[:len(near)], func(a, b Hit) int { return cmp.Compare(b.Score, a.Score) })
	least := hits[len(near)-1].Score
	for i, f := range fs[len(near):] {
		hits[len(near)+i] = Hit{ID: f.part.ids[f.d], Score: min(least, byScore*f.score/top)}
	}
	return hits
}

// kin adds up the scores of the other passages of the same document, to the worth
// of three times the best at most, in thirds. A statute's article has none.
func kin(f found, all []found) float64 {
	doc := f.part.docs[f.d]
	if doc == 0 || f.part.alone[f.d] {
		return 0
	}
	sum := 0.0
	for _, o := range all {
		if o.place != f.place && !o.part.alone[o.d] && o.part.docs[o.d] == doc {
			sum += o.score
		}
	}
	return min(sum, 3*all[0].score) / 3
}
