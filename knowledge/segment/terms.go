package segment

// AppendRunes appends s to dst, folded as Fold does, without the way back: what a ranker reads.
// Spaces and line ends are single spaces, kept only where they part two runs of letters or digits.
func AppendRunes(dst []rune, s string) []rune {
	from, gap := len(dst), false
	spell(s, func(r rune, _, _ int) {
		if r == ' ' {
			gap = true
			return
		}
		if gap && len(dst) > from && isRun(dst[len(dst)-1]) && isRun(r) {
			dst = append(dst, ' ')
		}
		gap = false
		dst = append(dst, r)
	})
	return dst
}

// IsRun reports whether r, folded, is a letter or digit of a script written in runs.
func IsRun(r rune) bool { return isRun(r) }

// Article reads 第169条 or 第一百六十九条 at the start of folded runes: its number, and how many runes it takes.
// The same holds for 第N款, 项, 章, 节, 编: unit is the word counted.
func Article(rs []rune) (n, length int, unit rune, ok bool) {
	if len(rs) < 3 || rs[0] != '第' {
		return 0, 0, 0, false
	}
	end := 1
	for end < len(rs) && end < 12 && isNumeralRune(rs[end]) {
		end++
	}
	if end == 1 || end == len(rs) {
		return 0, 0, 0, false
	}
	switch unit = rs[end]; unit {
	case '条', '款', '项', '章', '节', '编', '届', '次', '号', '期', '批':
	default:
		return 0, 0, 0, false
	}
	v, ok := Number(string(rs[1:end]))
	if !ok || v > 1e6 {
		return 0, 0, 0, false
	}
	return int(v), end + 1, unit, true
}
