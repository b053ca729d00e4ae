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
//   - index.go: parts (part.go, posting.go) never change; an addition makes a small
//     one, and parts of like size are made one. What is taken out of a part is
//     noted beside it (piece.go). A change makes a new view (view.go) and puts it
//     in the old one's place, so whoever holds a view sees no change by halves. A
//     view ranks as if its passages had been indexed at once.
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
//	100,000   48 MB   6.5 s   0.70 ms  2.7 ms   75 MB   230 MB, 75 of them the caller's text
//
// Times are of two cores that others used as well. After 4,000 searches the process
// has 69 to 71 and 177 MB: the collector lets a heap grow to twice what is held.
//
// go test -bench . ./knowledge/index builds and searches 1,000, 10,000 and 100,000
// passages of an invented language.
package index

import (
	"cmp"
	"slices"
	"sync"
	"sync/atomic"
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

// Index is safe for concurrent use: searches run side by side and while it changes,
// and wait for nothing.
type Index struct {
	writing sync.Mutex // one writer at a time
	where   map[int64]place
	now     atomic.Pointer[View]
}

// New returns an empty index.
func New() *Index {
	x := &Index{where: map[int64]place{}}
	tools := &sync.Pool{New: func() any { return new(tools) }}
	x.now.Store(&View{norms: newNorms(0, 0), tools: tools})
	return x
}

// View is the index as it stands. What is put in or taken out later does not change it.
func (x *Index) View() *View { return x.now.Load() }

// Search returns the best k passages, best first.
func (x *Index) Search(query string, k int) []Hit { return x.View().Search(query, k) }

// Len is how many entries the index has.
func (x *Index) Len() int { return x.View().Len() }

// Add puts entries in, replacing those with the same ID.
func (x *Index) Add(entries ...Entry) { x.Change(entries, nil) }

// Remove takes entries out. IDs that are not there are no fault.
func (x *Index) Remove(ids ...int64) { x.Change(nil, ids) }

// Change takes entries out and puts others in, in one step: no search sees the one
// without the other. Entries replace those with the same ID.
func (x *Index) Change(add []Entry, remove []int64) {
	add = latest(add)
	if len(add)+len(remove) == 0 {
		return
	}
	x.writing.Lock()
	defer x.writing.Unlock()
	c := change{Index: x, view: x.View().copy()}
	c.bury(remove)
	if len(add) > 0 {
		ids := make([]int64, len(add))
		for i := range add {
			ids[i] = add[i].ID
		}
		c.bury(ids)
		c.enter(buildPart(fresh(add)))
	}
	c.tidy()
	c.view.average()
	x.now.Store(c.view)
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

// change is a new view being made, of which nobody else knows yet.
type change struct {
	*Index
	view *View
}

// bury takes entries out of their pieces.
func (c *change) bury(ids []int64) {
	from := map[*part][]int{}
	for _, id := range ids {
		if at, ok := c.where[id]; ok {
			from[at.part] = append(from[at.part], at.d)
			c.view.sizes.count(at.part, at.d, -1)
			delete(c.where, id)
		}
	}
	for i, p := range c.view.pieces {
		if ds := from[p.part]; len(ds) > 0 {
			c.view.pieces[i] = p.without(ds)
		}
	}
}

// enter makes a part's passages findable.
func (c *change) enter(p *part) {
	c.view.pieces = append(c.view.pieces, &piece{part: p})
	for d, id := range p.ids {
		c.where[id] = place{p, d}
		c.view.sizes.count(p, d, 1)
	}
}

// tidy builds anew the pieces that are mostly gone, and then joins the smallest as
// long as they are of like size: so there are few, none holds much that is gone, and
// a passage is moved a few times at most.
func (c *change) tidy() {
	for _, p := range slices.Clone(c.view.pieces) {
		if p.hollow() {
			c.join(p)
		}
	}
	for n := len(c.view.pieces); n > 1; n = len(c.view.pieces) {
		slices.SortStableFunc(c.view.pieces, func(a, b *piece) int { return cmp.Compare(b.len(), a.len()) })
		a, b := c.view.pieces[n-2], c.view.pieces[n-1]
		if b.len()*2 < a.len() {
			return
		}
		c.join(a, b)
	}
}

// join makes one piece of several, without what is gone.
func (c *change) join(from ...*piece) {
	c.view.pieces = slices.DeleteFunc(c.view.pieces, func(p *piece) bool { return slices.Contains(from, p) })
	if left := living(from); left.n > 0 {
		p := buildPart(left)
		c.view.pieces = append(c.view.pieces, &piece{part: p})
		for d, id := range p.ids {
			c.where[id] = place{p, d}
		}
	}
}
