// Package index ranks passages for a question, in memory. It is derived: losing it
// loses nothing.
//
// A search goes through four steps, each in its file:
//
//   - question.go: the question becomes weighted terms (term.go): Han characters,
//     pairs of them, runs of letters and digits, article numbers in either script.
//     Words that say what is wanted (什么, 哪些) or little at all (我, 根据), and
//     what is told before the clause that asks, weigh less; other words for what
//     was said (打工: 劳动) are added. The words stand in words.txt and
//     synonyms.txt, for people to edit.
//   - score.go: BM25F over the text and over title with headings. Characters that
//     many passages have are counted only in the candidates that rarer terms bring.
//   - rerank.go: the first twenty are read again: how much of the question stands
//     close together, whether the title is the one named, and, where something is
//     named and nothing asked, how much else of the same document was found.
//   - index.go: parts (part.go, posting.go) are immutable but for entries taken out;
//     an addition makes a small part, and parts of like size are made one.
//
// What it reaches on 9,512 passages and 4,167 questions of nine public sets, two
// cores, with `liangshan eval --retrieval FOLDER`; bleve's cjk index and SQLite's
// trigram index on the same data for comparison:
//
//	            cmrc  drcd  stard lookup scene consult customs gz    ncp   mean R@1  MRR
//	this        .989  .930  .472  1.000  .798  .192    .842    .808  .301  .704      .747
//	bleve       .954  .904  .431  .656   .766  .078    .789    .731  .287  .622      .686
//	FTS5        .890  .843  .354  .581   .697  .073    .779    .692  .221  .570      .629
//
// The questions were cut in two by a hash of their id. The weights of the second
// reading were fitted on each half and tried on the other; the rest were chosen with
// both in view, so that neither is unseen: .699/.744 and .704/.743.
// What the steps add to mean recall@1/MRR: weighted terms and BM25F .682/.730;
// other words and the story before the question .691/.737; the second reading
// .699/.742; saturation that grows with the question's length .704/.747.
//
//	passages  text    build   median   p99      held    resident while building
//	9,512     6 MB    0.8 s   0.32 ms  0.90 ms  14 MB   46 MB
//	100,000   59 MB   7.7 s   0.71 ms  2.9 ms   94 MB   215 MB, 89 of them the caller's text
//
// Times are of two cores that others used as well. After 4,000 searches the process
// has 74 and 183 MB: the collector lets a heap grow to twice what is held.
//
// go test -bench . ./knowledge/index builds and searches 1,000, 10,000 and 100,000
// passages of an invented language.
package index

import (
	"cmp"
	"slices"
	"sync"
)

// Entry is a passage to be found.
type Entry struct {
	ID    int64
	Title string // the document's title
	Head  string // headings above the passage
	Text  string
	Doc   int64 // the document: passages of one support each other; 0 where they do not
}

// Hit is a passage found, with a score that is comparable within one search only.
type Hit struct {
	ID       int64
	Score    float64
	Coverage float64 // the share of the question's weight that the passage has, 0 to 1; of the first twenty only
}

// Index is safe for concurrent use. Searches run side by side, and while entries
// are being prepared; they wait only for the moment in which a part is exchanged.
type Index struct {
	writing sync.Mutex // one writer at a time
	mu      sync.RWMutex
	parts   []*part
	where   map[int64]place
	sizes   sizes
	norms   *norms
	tools   sync.Pool // of *tools
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

// New returns an empty index.
func New() *Index {
	x := &Index{where: map[int64]place{}, norms: newNorms(0, 0)}
	x.tools.New = func() any { return new(tools) }
	return x
}

// Len is how many entries the index has.
func (x *Index) Len() int {
	x.mu.RLock()
	defer x.mu.RUnlock()
	return len(x.where)
}

// Add puts entries in, replacing those with the same ID.
func (x *Index) Add(entries ...Entry) {
	entries = latest(entries)
	if len(entries) == 0 {
		return
	}
	x.writing.Lock()
	defer x.writing.Unlock()
	p := buildPart(fresh(entries))
	x.mu.Lock()
	for _, id := range p.ids {
		x.bury(id)
	}
	x.enter(p)
	x.mu.Unlock()
	x.tidy()
}

// latest keeps the last of the entries with the same ID.
func latest(entries []Entry) []Entry {
	last := make(map[int64]int, len(entries))
	for i, e := range entries {
		last[e.ID] = i
	}
	if len(last) == len(entries) {
		return entries
	}
	out := make([]Entry, 0, len(last))
	for i, e := range entries {
		if last[e.ID] == i {
			out = append(out, e)
		}
	}
	return out
}

// Remove takes entries out. IDs that are not there are no fault.
func (x *Index) Remove(ids ...int64) {
	x.writing.Lock()
	defer x.writing.Unlock()
	x.mu.Lock()
	for _, id := range ids {
		x.bury(id)
	}
	x.average()
	x.mu.Unlock()
	x.tidy()
}

// bury marks an entry as dead. The lock is held.
func (x *Index) bury(id int64) {
	at, ok := x.where[id]
	if !ok {
		return
	}
	at.part.dead[at.d] = true
	at.part.gone++
	x.sizes.count(at.part, at.d, -1)
	delete(x.where, id)
}

// enter makes a part's living passages findable. The lock is held.
func (x *Index) enter(p *part) {
	x.parts = append(x.parts, p)
	for d, id := range p.ids {
		x.where[id] = place{p, d}
		x.sizes.count(p, d, 1)
	}
	x.average()
}

func (x *Index) average() {
	n := float64(max(x.sizes.passages, 1))
	x.norms = newNorms(float64(x.sizes.text)/n, float64(x.sizes.label)/n)
}

// tidy builds parts anew while the last is not much smaller than the one before
// it, or is mostly dead: so there are few parts, and a passage is moved a few
// times at most. Only writers change parts, so reading them needs no lock here.
func (x *Index) tidy() {
	for n := len(x.parts); n > 0; n = len(x.parts) {
		keep := n
		switch last := x.parts[n-1]; {
		case last.gone*4 > last.len():
			keep = n - 1
		case n > 1 && last.len()*2 >= x.parts[n-2].len(), n > 1 && x.parts[n-2].gone*4 > x.parts[n-2].len():
			keep = n - 2
		default:
			return
		}
		x.merge(keep)
	}
}

// merge makes one part of those from keep on.
func (x *Index) merge(keep int) {
	from := living(x.parts[keep:])
	var p *part
	if from.n > 0 {
		p = buildPart(from)
	}
	x.mu.Lock()
	defer x.mu.Unlock()
	x.parts = slices.Clone(x.parts[:keep])
	if p == nil {
		return
	}
	for _, id := range p.ids {
		x.bury(id)
	}
	x.enter(p)
}

// Search returns the best k passages, best first.
func (x *Index) Search(query string, k int) []Hit {
	q := ask(query)
	if k <= 0 || len(q.terms) == 0 {
		return nil
	}
	t := x.tools.Get().(*tools)
	defer x.tools.Put(t)
	x.mu.RLock()
	defer x.mu.RUnlock()
	early := t.late.split(q.terms, x.weigh(q))
	defer t.late.reset()
	sat := saturation(q)
	t.once.set(x.norms, sat)
	b := best{k: max(k, candidates), heap: t.heap[:0]}
	defer func() {
		clear(b.heap) // a part that is gone must not live on in here
		t.heap = b.heap[:0]
	}()
	for _, p := range x.parts {
		t.sum = slices.Grow(t.sum[:0], p.len())[:p.len()]
		clear(t.sum)
		p.score(early, x.norms, sat, &t.once, t.sum)
		b.offer(p, t.sum)
	}
	for i := range b.heap {
		t.late.add(&b.heap[i], x.norms, sat)
	}
	slices.SortFunc(b.heap, func(a, b found) int {
		return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(a.part.ids[a.d], b.part.ids[b.d]))
	})
	hits := t.reader.rerank(q, b.heap[:min(max(k, deep), len(b.heap))])
	return hits[:min(k, len(hits))]
}

// weigh multiplies the weights of a question's terms with how rare they are, and says how many passages have each.
func (x *Index) weigh(q *question) map[term]int {
	have := make(map[term]int, len(q.terms))
	for i, w := range q.terms {
		n := 0
		for _, p := range x.parts {
			_, m := p.postings(w.term)
			n += m
		}
		have[w.term] = n
		q.terms[i].weight *= rare(min(n, len(x.where)), len(x.where))
	}
	return have
}
