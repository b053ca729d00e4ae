// Package segment prepares Chinese text for matching. It is pure.
//
//   - Fold gives a key: width, case, quotes, dashes, brackets and spaces folded,
//     with the way back to the original, which is what people are shown; Key, without it.
//   - Locate finds words in a text tolerantly and returns the text's own bytes.
//   - Sentences and Clauses cut running text, never inside quotes, brackets or
//     book-title marks.
//   - Number and Quantity read numbers in either script; SameFigure compares
//     them strictly: 1.2亿元 is 12000万元, 35亿元 is not 13.35亿元.
//   - AppendRunes is the key for the index; Article reads 第十六条.
package segment

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Folded is text folded for matching, with the way back to the original.
type Folded struct {
	Text string
	from []int // for each byte of Text, where the original rune behind it starts
	to   []int // and where it ends
}

// glyph is one rune after folding, with the original bytes behind it.
type glyph struct {
	r          rune
	start, end int
}

// Fold folds width, case, quotes, dashes, brackets and spaces for use as a key; never for display.
// Spaces and line ends are dropped, except that one space stays between two letters or digits of other scripts.
func Fold(s string) Folded {
	gs := squeeze(glyphs(s))
	f := Folded{Text: written(gs, len(s)), from: make([]int, 0, len(s)), to: make([]int, 0, len(s))}
	for _, g := range gs {
		for range utf8.RuneLen(g.r) {
			f.from = append(f.from, g.start)
			f.to = append(f.to, g.end)
		}
	}
	return f
}

// Key is Fold(s).Text, for those who need no way back.
func Key(s string) string { return written(squeeze(glyphs(s)), len(s)) }

func written(gs []glyph, room int) string {
	var b strings.Builder
	b.Grow(room)
	for _, g := range gs {
		b.WriteRune(g.r)
	}
	return b.String()
}

// squeeze drops spaces but between two runs, and makes one dash of ——. It writes over gs.
func squeeze(gs []glyph) []glyph {
	out := gs[:0]
	for i := 0; i < len(gs); i++ {
		g := gs[i]
		n := len(out)
		switch {
		case g.r == ' ':
			for i+1 < len(gs) && gs[i+1].r == ' ' {
				i++
			}
			if i+1 < len(gs) && n > 0 && isRun(out[n-1].r) && isRun(gs[i+1].r) {
				out = append(out, glyph{' ', g.start, gs[i].end})
			}
		case g.r == '-' && n > 0 && out[n-1].r == '-':
			out[n-1].end = g.end
		default:
			out = append(out, g)
		}
	}
	return out
}

// Original returns the byte range of the original that produced Text[start:end].
// An empty range maps to an empty range.
func (f Folded) Original(start, end int) (from, to int) {
	switch {
	case start < end:
		return f.from[start], f.to[end-1]
	case start < len(f.from):
		return f.from[start], f.from[start]
	case len(f.to) > 0:
		return f.to[len(f.to)-1], f.to[len(f.to)-1]
	}
	return 0, 0
}

// glyphs folds rune by rune. Every white space is ' ', zero-width characters are gone.
func glyphs(s string) []glyph {
	out := make([]glyph, 0, len(s)/2+1)
	spell(s, func(r rune, start, end int) { out = append(out, glyph{r, start, end}) })
	return out
}

// spell calls put for each rune of s as it is folded, with the bytes behind it.
func spell(s string, put func(r rune, start, end int)) {
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		switch {
		case r < utf8.RuneSelf:
			put(foldASCII(r), i, i+n)
		case isHan(r) && r < 0xF900:
			put(r, i, i+n)
		case invisible(r):
		default:
			if c, ok := narrow(r); ok {
				put(c, i, i+n)
				break
			}
			for _, c := range foldWide(r) {
				put(c, i, i+n)
			}
		}
		i += n
	}
}

func foldASCII(r rune) rune {
	switch {
	case 'A' <= r && r <= 'Z':
		return r + 'a' - 'A'
	case r == '\t' || r == '\n' || r == '\r' || r == '\v' || r == '\f':
		return ' '
	case r == '[' || r == '{':
		return '('
	case r == ']' || r == '}':
		return ')'
	case r == '~':
		return '-'
	}
	return r
}

// variants are characters written for one another, beyond what Unicode calls compatible.
var variants = map[rune]rune{
	'“': '"', '”': '"', '„': '"', '‟': '"', '「': '"', '」': '"', '『': '"', '』': '"', '〝': '"', '〞': '"',
	'‘': '\'', '’': '\'',
	'—': '-', '–': '-', '―': '-', '‐': '-', '‑': '-', '‒': '-', '−': '-', '～': '-', '〜': '-', '─': '-', '－': '-',
	'•': '·', '・': '·', '‧': '·', '･': '·',
	'〔': '(', '〕': ')', '［': '(', '］': ')', '【': '(', '】': ')', '〖': '(', '〗': ')', '｛': '(', '｝': ')',
	'〈': '《', '〉': '》', '｡': '。',
	'瀬': '濑', '瀨': '濑',
}

// narrow folds the marks and widths that every document is full of; others are foldWide's.
func narrow(r rune) (rune, bool) {
	if v, ok := variants[r]; ok {
		return v, true
	}
	switch {
	case 0x3001 <= r && r <= 0x3011: // 、。〃《》【】
		return r, true
	case 0xFF01 <= r && r <= 0xFF5E:
		return unicode.ToLower(r - 0xFEE0), true
	}
	return r, false
}

func foldWide(r rune) []rune {
	if unicode.IsSpace(r) {
		return []rune{' '}
	}
	if !compatible(r) {
		return []rune{unicode.ToLower(r)}
	}
	out := []rune(norm.NFKC.String(string(r)))
	for i, c := range out {
		out[i] = unicode.ToLower(c)
	}
	return out
}

// compatible reports whether r lies where Unicode keeps widths, squared units,
// superscripts and Roman numerals. Circled numbers stay as they are: ① is not 1.
func compatible(r rune) bool {
	switch {
	case r == '²' || r == '³' || r == 'µ':
		return true
	case 0x2460 <= r && r <= 0x24FF:
		return false
	case 0x2000 <= r && r <= 0x33FF, 0xF900 <= r && r <= 0xFAFF, 0xFE30 <= r && r <= 0xFE4F, 0xFF00 <= r && r <= 0xFFEF:
		return true
	}
	return false
}

func invisible(r rune) bool {
	return 0x200B <= r && r <= 0x200F || 0x202A <= r && r <= 0x202E || r == 0x2060 || r == 0xFEFF ||
		r == 0x00AD || 0xFE00 <= r && r <= 0xFE0F
}

func isHan(r rune) bool {
	return 0x4E00 <= r && r <= 0x9FFF || 0x3400 <= r && r <= 0x4DBF || r == '〇' ||
		0x20000 <= r && r <= 0x3FFFF || 0xF900 <= r && r <= 0xFAFF
}

// isRun reports whether r belongs to a run of letters or digits of a script written with spaces.
func isRun(r rune) bool {
	if r < utf8.RuneSelf {
		return 'a' <= r && r <= 'z' || '0' <= r && r <= '9' || 'A' <= r && r <= 'Z'
	}
	return !isHan(r) && (unicode.IsLetter(r) || unicode.IsDigit(r))
}

func isDigit(r rune) bool { return '0' <= r && r <= '9' }

// Shared counts what two sorted lists without repeats have in common: runs of
// characters, as their hashes, tell how much of one text stands in another.
func Shared(a, b []uint64) int {
	n := 0
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i] == b[j]:
			n, i, j = n+1, i+1, j+1
		case a[i] < b[j]:
			i++
		default:
			j++
		}
	}
	return n
}
