package index

import "encoding/binary"

// count is how often a passage has a term, in its text and in its title and headings.
type count struct {
	term  term
	text  uint8
	label uint8
}

const (
	maxText  = 15
	maxLabel = 7
)

// A posting is the step from the passage before, shifted by one bit. The bit says
// that a byte with both counts follows; without it the term stands once, in the text.

func postingSize(step uint32, c count) int {
	n := 1
	for v := uint64(step) << 1; v >= 0x80; v >>= 7 {
		n++
	}
	if c.text == 1 && c.label == 0 {
		return n
	}
	return n + 1
}

func putPosting(b []byte, step uint32, c count) int {
	if c.text == 1 && c.label == 0 {
		return binary.PutUvarint(b, uint64(step)<<1)
	}
	n := binary.PutUvarint(b, uint64(step)<<1|1)
	b[n] = c.text | c.label<<4
	return n + 1
}

// table finds a term's postings: open addressing, the postings laid out in the
// order of the slots, so that one offset a slot is enough.
type table struct {
	keys []term
	off  []uint32
	mask uint64
}

func newTable(terms int) table {
	n := 16
	for n*4 < terms*5 {
		n *= 2
	}
	return table{keys: make([]term, n), off: make([]uint32, n+1), mask: uint64(n - 1)}
}

// slot is where a term is, or would be.
func (t *table) slot(k term) int {
	h := uint64(k) * 0x9E3779B97F4A7C15
	for i := (h ^ h>>29) & t.mask; ; i = (i + 1) & t.mask {
		if t.keys[i] == k || t.keys[i] == 0 {
			return int(i)
		}
	}
}

// postings returns a term's list, and how many passages it has.
func (p *part) postings(t term) (list []byte, n int) {
	s := p.table.slot(t)
	if p.table.keys[s] != t {
		return nil, 0
	}
	list = p.posts[p.table.off[s]:p.table.off[s+1]]
	v, w := binary.Uvarint(list)
	return list[w:], int(v)
}
