package pattern

import (
	"strings"
	"unicode/utf8"
)

// words is a set of words to look for, none of them empty. A nil set asks nothing.
type words interface {
	in(text string) bool    // one stands somewhere in text
	begin(text string) bool // text begins with one
	end(text string) bool   // text ends with one
}

// one is a set of a single word.
type one string

func (w one) in(text string) bool    { return strings.Contains(text, string(w)) }
func (w one) begin(text string) bool { return strings.HasPrefix(text, string(w)) }
func (w one) end(text string) bool   { return strings.HasSuffix(text, string(w)) }

// many is a set of several, filed by their first rune, or by their last where a text
// is to end with one. Most runes are none of them, which the bits tell.
type many struct {
	at bits
	by map[rune][]string
}

// bits is a set of runes by their last eight bits: it may say yes to others.
type bits [4]uint64

func (b *bits) add(c rune)      { b[c>>6&3] |= 1 << (c & 63) }
func (b *bits) has(c rune) bool { return b[c>>6&3]>>(c&63)&1 != 0 }

// wordsOf makes a set: with back one that is only asked for the end of a text,
// without for its beginning and its middle.
func wordsOf(list []string, back bool) words {
	if len(list) == 1 {
		return one(list[0])
	}
	m := &many{by: map[rune][]string{}}
	for _, w := range list {
		c, _ := utf8.DecodeRuneInString(w)
		if back {
			c, _ = utf8.DecodeLastRuneInString(w)
		}
		m.at.add(c)
		m.by[c] = append(m.by[c], w)
	}
	return m
}

func (m *many) in(text string) bool {
	for i, c := range text {
		if m.at.has(c) && m.starts(c, text[i:]) {
			return true
		}
	}
	return false
}

func (m *many) begin(text string) bool {
	c, _ := utf8.DecodeRuneInString(text)
	return m.at.has(c) && m.starts(c, text)
}

func (m *many) starts(c rune, text string) bool {
	for _, w := range m.by[c] {
		if strings.HasPrefix(text, w) {
			return true
		}
	}
	return false
}

func (m *many) end(text string) bool {
	c, _ := utf8.DecodeLastRuneInString(text)
	if !m.at.has(c) {
		return false
	}
	for _, w := range m.by[c] {
		if strings.HasSuffix(text, w) {
			return true
		}
	}
	return false
}
