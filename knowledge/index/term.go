package index

import (
	"slices"

	"liangshan/knowledge/segment"
)

// term is what postings are kept for: a Han character, a pair of them, a run of
// letters or digits, or an article's number. The kind is in the top bits, so
// that no two kinds collide.
type term uint64

const (
	kindSingle  term = 1 << 60
	kindPair    term = 2 << 60
	kindRun     term = 3 << 60
	kindArticle term = 4 << 60
	kindMask    term = 15 << 60
)

func (t term) kind() term { return t & kindMask }

func single(a uint16) term  { return kindSingle | term(a) }
func pair(a, b uint16) term { return kindPair | term(a)<<16 | term(b) }
func article(n int) term    { return kindArticle | term(n) }

// run is the term of letters or digits written together: their FNV-1a hash.
func run(text []uint16) term {
	h := uint64(14695981039346656037)
	for _, c := range text {
		h = (h ^ uint64(c)) * 1099511628211
	}
	return kindRun | term(h^h>>32)&^kindMask
}

// fold prepares text: folded, one 16-bit unit a character. The few characters
// beyond the basic plane share a private range; that two of them meet there costs
// nothing but a little precision.
func fold(s string) []uint16 { return new(folder).fold(s) }

// folder folds one text after another into the same room.
type folder struct {
	runes []rune
	text  []uint16
}

// fold is valid until the next.
func (f *folder) fold(s string) []uint16 {
	f.runes = segment.AppendRunes(f.runes[:0], s)
	f.text = slices.Grow(f.text[:0], len(f.runes))
	for _, r := range f.runes {
		if r > 0xFFFF {
			r = 0xE000 | r&0xFFF
		}
		f.text = append(f.text, uint16(r))
	}
	return f.text
}

func han(c uint16) bool {
	return c >= 0x4E00 && c <= 0x9FFF || c >= 0x3400 && c <= 0x4DBF || c == '〇' || c >= 0xE000 && c <= 0xFAFF
}

func alnum(c uint16) bool {
	if c < 0x80 {
		return 'a' <= c && c <= 'z' || digit(c)
	}
	return !han(c) && segment.IsRun(rune(c))
}

func digit(c uint16) bool { return '0' <= c && c <= '9' }

// runEnd is where the run that starts at i ends: digits and letters are runs apart.
func runEnd(text []uint16, i int) int {
	j := i + 1
	for j < len(text) && alnum(text[j]) && digit(text[j]) == digit(text[i]) {
		j++
	}
	return j
}

// each calls f for every term of a text and its place, in order.
func each(text []uint16, f func(t term, from, to int)) {
	for i := 0; i < len(text); {
		c := text[i]
		switch {
		case han(c):
			f(single(c), i, i+1)
			if i > 0 && han(text[i-1]) {
				f(pair(text[i-1], c), i-1, i+1)
			}
			i++
		case alnum(c):
			j := runEnd(text, i)
			f(run(text[i:j]), i, j)
			i = j
		default:
			i++
		}
	}
}

// articleAt reads 第N条, in either script, at a place; length is 0 where there is none.
func articleAt(text []uint16, i int) (n, length int) {
	if i >= len(text) || text[i] != '第' {
		return 0, 0
	}
	var rs [16]rune
	k := 0
	for ; k < len(rs) && i+k < len(text); k++ {
		rs[k] = rune(text[i+k])
	}
	n, length, unit, ok := segment.Article(rs[:k])
	if !ok || unit != '条' {
		return 0, 0
	}
	return n, length
}

// find is where t stands in text, or -1.
func find(text, t []uint16) int {
outer:
	for i := 0; i+len(t) <= len(text); i++ {
		for j := range t {
			if text[i+j] != t[j] {
				continue outer
			}
		}
		return i
	}
	return -1
}
