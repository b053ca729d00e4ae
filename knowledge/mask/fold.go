package mask

import (
	"strings"
	"unicode/utf8"
)

// folded is text with full-width signs made half-width, and for each of its bytes
// the offset in the original.
type folded struct {
	text string
	at   []int
}

func fold(s string) folded {
	var b strings.Builder
	at := make([]int, 0, len(s)+1)
	for i := 0; i < len(s); {
		r, width := utf8.DecodeRuneInString(s[i:])
		before := b.Len()
		if r == utf8.RuneError && width == 1 {
			b.WriteByte(s[i]) // strangers' bytes stay as they are
		} else {
			b.WriteRune(narrow(r))
		}
		for n := b.Len() - before; n > 0; n-- {
			at = append(at, i)
		}
		i += width
	}
	return folded{b.String(), append(at, len(s))}
}

func narrow(r rune) rune {
	switch {
	case r >= '！' && r <= '～':
		return r - '！' + '!'
	case r == '　' || r == '\u00a0':
		return ' '
	case r == '—' || r == '–' || r == '‐' || r == '‑' || r == '−':
		return '-'
	}
	return r
}

func (f folded) span(start, end int, kind Kind) Span {
	return Span{Start: f.at[start], End: f.at[end], Kind: kind}
}
