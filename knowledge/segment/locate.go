package segment

import (
	"strings"
	"unicode/utf8"
)

// Locate finds needle in hay tolerantly and returns the verbatim byte range in hay.
// It tries the words as they are, then folded, then with punctuation and spaces
// left out. Figures are held strictly: 35亿元 is not found in 13.35亿元.
func Locate(hay, needle string) (from, to int, ok bool) {
	needle = strings.TrimSpace(needle)
	if needle == "" {
		return 0, 0, false
	}
	if at := find(hay, needle); at >= 0 {
		return at, at + len(needle), true
	}
	h, n := Fold(hay), Fold(needle)
	if n.Text != "" {
		if at := find(h.Text, n.Text); at >= 0 {
			from, to = h.Original(at, at+len(n.Text))
			return from, to, true
		}
	}
	bare, back := skeleton(h.Text)
	want, _ := skeleton(n.Text)
	if want == "" {
		return 0, 0, false
	}
	at := find(bare, want)
	if at < 0 {
		return 0, 0, false
	}
	from, to = h.Original(back[at], back[at+len(want)-1]+1)
	return from, to, true
}

// find is strings.Index that does not cut a number in two.
func find(hay, needle string) int {
	for base := 0; ; {
		i := strings.Index(hay[base:], needle)
		if i < 0 {
			return -1
		}
		i += base
		if !cutsNumber(hay, i) && !cutsNumber(hay, i+len(needle)) {
			return i
		}
		_, n := utf8.DecodeRuneInString(hay[i:])
		base = i + n
	}
}

// cutsNumber reports whether position i stands inside a number.
func cutsNumber(s string, i int) bool {
	if i <= 0 || i >= len(s) {
		return false
	}
	before, n := utf8.DecodeLastRuneInString(s[:i])
	after, m := utf8.DecodeRuneInString(s[i:])
	switch {
	case isWideDigit(before) && isWideDigit(after):
		return true
	case isPoint(before) && isWideDigit(after):
		r, _ := utf8.DecodeLastRuneInString(s[:i-n])
		return isWideDigit(r)
	case isWideDigit(before) && isPoint(after):
		r, _ := utf8.DecodeRuneInString(s[i+m:])
		return isWideDigit(r)
	}
	return isHanNumeral(before) && isHanNumeral(after)
}

func isPoint(r rune) bool     { return r == '.' || r == ',' || r == '．' || r == '，' }
func isWideDigit(r rune) bool { return isDigit(r) || '０' <= r && r <= '９' }

// skeleton leaves out punctuation and spaces, but keeps what stands between
// digits and changes a value: the decimal point, the dash of a range, and %.
// back gives, for each byte kept, its place in s.
func skeleton(s string) (bare string, back []int) {
	var b strings.Builder
	b.Grow(len(s))
	back = make([]int, 0, len(s))
	var last rune
	for i, r := range s {
		n := utf8.RuneLen(r)
		if n < 0 || i+n > len(s) {
			n = 1
		}
		next, _ := utf8.DecodeRuneInString(s[i+n:])
		if !isHan(r) && !isRun(r) && r != '%' && r != '‰' && !betweenDigits(last, r, next) {
			last = r
			continue
		}
		last = r
		b.WriteString(s[i : i+n])
		for k := range n {
			back = append(back, i+k)
		}
	}
	return b.String(), back
}

// betweenDigits keeps the point, dash, colon, slash or space inside a figure; a comma there only groups thousands.
func betweenDigits(last, r, next rune) bool {
	return isDigit(last) && isDigit(next) && (r == '.' || r == '-' || r == ':' || r == '/' || r == ' ')
}
