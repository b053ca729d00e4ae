package index

import (
	"encoding/binary"
	"slices"
	"unicode/utf8"
)

// part is passages with their postings. It does not change.
// Passages are numbered from 0 in it.
type part struct {
	ids    []int64
	docs   []int64  // the document of each passage
	labels []uint32 // the label of each passage
	names  []label
	at     []uint32 // where each passage's text starts in text, and where the last one ends
	text   []uint16
	size   []uint16 // length of the text in characters, at most maxSize
	alone  []bool   // opens with its own article number: a statute's article stands for itself
	table  table
	posts  []byte
}

// label is the title and headings that passages share.
type label struct {
	title []uint16 // the document's title
	all   []uint16 // with the headings
}

// passage is what a part is built from.
type passage struct {
	id, doc int64
	label   label
	text    []uint16
}

const maxSize = 2047

// source gives passages one at a time, so that a part never holds two copies of its
// text. A passage is valid until the next.
type source struct {
	n     int
	chars int // no fewer than all texts have
	at    func(i int) passage
}

// fresh folds entries; equal titles and headings are folded once.
func fresh(entries []Entry) source {
	chars := 0
	for _, e := range entries {
		chars += utf8.RuneCountInString(e.Text)
	}
	seen := map[[2]string]label{}
	var texts folder
	return source{len(entries), chars, func(i int) passage {
		e := entries[i]
		key := [2]string{e.Title, e.Head}
		l, ok := seen[key]
		if !ok {
			l = label{title: fold(e.Title), all: fold(e.Title + "\n" + e.Head)}
			seen[key] = l
		}
		return passage{e.ID, e.Doc, l, texts.fold(e.Text)}
	}}
}

// living gives the passages of pieces that are not dead.
func living(pieces []*piece) source {
	var at []place
	chars := 0
	for _, p := range pieces {
		for d := range p.len() {
			if !p.dead.has(d) {
				at = append(at, place{p.part, d})
				chars += len(p.body(d))
			}
		}
	}
	return source{len(at), chars, func(i int) passage { return at[i].part.passage(at[i].d) }}
}

func buildPart(from source) *part {
	n := from.n
	p := &part{
		ids: make([]int64, n), docs: make([]int64, n), labels: make([]uint32, n), size: make([]uint16, n),
		alone: make([]bool, n), at: make([]uint32, 1, n+1), text: make([]uint16, 0, from.chars),
	}
	names := namer{map[*uint16]uint32{}, map[string]uint32{}}
	for i := range n {
		d := from.at(i)
		p.ids[i], p.docs[i], p.labels[i] = d.id, d.doc, names.number(p, d.label)
		p.size[i] = uint16(min(len(d.text), maxSize))
		p.text = append(p.text, d.text...)
		p.at = append(p.at, uint32(len(p.text)))
		_, length := articleAt(d.text, 0)
		p.alone[i] = length > 0
	}
	p.invert()
	return p
}

// namer numbers labels: by where they lie, and those that lie apart by what they say.
type namer struct {
	lies map[*uint16]uint32
	says map[string]uint32
}

func (m *namer) number(p *part, l label) uint32 {
	var at *uint16
	if len(l.all) > 0 {
		at = &l.all[0]
		if n, ok := m.lies[at]; ok {
			return n
		}
	}
	key := string(runes(l.title)) + "\n" + string(runes(l.all))
	n, ok := m.says[key]
	if !ok {
		n = uint32(len(p.names))
		m.says[key] = n
		p.names = append(p.names, l)
	}
	if at != nil {
		m.lies[at] = n
	}
	return n
}

func runes(text []uint16) []rune {
	out := make([]rune, len(text))
	for i, c := range text {
		out[i] = rune(c)
	}
	return out
}

func (p *part) len() int              { return len(p.ids) }
func (p *part) body(d int) []uint16   { return p.text[p.at[d]:p.at[d+1]] }
func (p *part) label(d int) label     { return p.names[p.labels[d]] }
func (p *part) passage(d int) passage { return passage{p.ids[d], p.docs[d], p.label(d), p.body(d)} }

// tally collects the terms of one passage after another; its buffers are reused.
type tally struct {
	marks  []uint64 // a term, and in the last bit whether it is in the label
	counts []count
}

// of counts the terms of passage d, sorted by term. An article's own number counts as a heading.
func (c *tally) of(p *part, d int) []count {
	c.marks = c.marks[:0]
	text := p.body(d)
	each(text, func(t term, _, _ int) { c.marks = append(c.marks, uint64(t)<<1) })
	each(p.label(d).all, func(t term, _, _ int) { c.marks = append(c.marks, uint64(t)<<1|1) })
	if n, length := articleAt(text, 0); length > 0 {
		c.marks = append(c.marks, uint64(article(n))<<1|1)
	}
	slices.Sort(c.marks)
	c.counts = c.counts[:0]
	for _, m := range c.marks {
		t, last := term(m>>1), len(c.counts)-1
		if last < 0 || c.counts[last].term != t {
			c.counts = append(c.counts, count{term: t})
			last++
		}
		if n := &c.counts[last]; m&1 == 1 {
			n.label = min(n.label+1, maxLabel)
		} else {
			n.text = min(n.text+1, maxText)
		}
	}
	return c.counts
}

// extent is how much room a term's postings take.
type extent struct {
	last, n, size uint32
}

// invert makes the postings in two passes: the first measures, so that the second
// writes every list where it stays, and nothing is copied or left over.
func (p *part) invert() {
	var c tally
	ids := map[term]uint32{}
	var ext []extent
	for d := range p.len() {
		for _, n := range c.of(p, d) {
			id, ok := ids[n.term]
			if !ok {
				id = uint32(len(ext))
				ids[n.term] = id
				ext = append(ext, extent{})
			}
			e := &ext[id]
			e.size += uint32(postingSize(uint32(d)-e.last, n))
			e.last = uint32(d)
			e.n++
		}
	}
	write := p.layOut(ids, ext)
	last := make([]uint32, len(write))
	for d := range p.len() {
		for _, n := range c.of(p, d) {
			s := p.table.slot(n.term)
			write[s] += uint32(putPosting(p.posts[write[s]:], uint32(d)-last[s], n))
			last[s] = uint32(d)
		}
	}
}

// layOut gives every term its slot and its room, and returns where each list begins.
func (p *part) layOut(ids map[term]uint32, ext []extent) []uint32 {
	p.table = newTable(len(ext))
	order := make([]uint32, len(p.table.keys))
	for t, id := range ids {
		s := p.table.slot(t)
		p.table.keys[s], order[s] = t, id
	}
	write := make([]uint32, len(p.table.keys))
	total := uint32(0)
	var head [binary.MaxVarintLen32]byte
	for s, k := range p.table.keys {
		p.table.off[s] = total
		if k != 0 {
			e := ext[order[s]]
			write[s] = total + uint32(binary.PutUvarint(head[:], uint64(e.n)))
			total = write[s] + e.size
		}
	}
	p.table.off[len(p.table.keys)] = total
	p.posts = make([]byte, total)
	for s, k := range p.table.keys {
		if k != 0 {
			binary.PutUvarint(p.posts[p.table.off[s]:], uint64(ext[order[s]].n))
		}
	}
	return write
}
