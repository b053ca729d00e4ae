package when

import "strings"

// numeralRunes write numbers in words; 〇 stands for every zero after folding.
const numeralRunes = "〇一二三四五六七八九十百千两廿卅"

var numeralValue = map[rune]int{
	'〇': 0, '一': 1, '二': 2, '两': 2, '三': 3, '四': 4, '五': 5, '六': 6, '七': 7, '八': 8, '九': 9,
	'十': 10, '廿': 20, '卅': 30, '百': 100, '千': 1000,
}

func numeral(r rune) bool {
	switch r {
	case '〇', '一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '百', '千', '两', '廿', '卅':
		return true
	}
	return false
}

// fresh reports whether a number may begin at i: it is not the middle of one.
func (t *text) fresh(i int) bool {
	p := t.rune(i - 1)
	if digit(p) || numeral(p) && numeral(t.rune(i)) {
		return false
	}
	return !(p == '.' && digit(t.rune(i-2)) && digit(t.rune(i)))
}

// number reads digits (12) or numerals (十二, 二〇二二) and returns the value and
// the position after it, 0 if there is none. Longer than eight digits is no number here.
func (t *text) number(i int) (n, j int) {
	if digit(t.rune(i)) {
		return t.digits(i)
	}
	for j = i; numeral(t.rune(j)); j++ {
		if j-i > 8 {
			return 0, 0
		}
	}
	if j == i {
		return 0, 0
	}
	return numeralNumber(t.r[i:j]), j
}

func (t *text) digits(i int) (n, j int) {
	for j = i; digit(t.rune(j)); j++ {
		if j-i >= 8 {
			return 0, 0
		}
		n = n*10 + int(t.r[j]-'0')
	}
	return n, j
}

func numeralNumber(r []rune) int {
	if len(r) > 1 && !strings.ContainsAny(string(r), "十百千廿卅") {
		return digitString(r)
	}
	total, pending := 0, 0
	for _, c := range r {
		v := numeralValue[c]
		switch {
		case c == '廿' || c == '卅':
			total += v
		case v >= 10:
			total += max(pending, 1) * v
			pending = 0
		default:
			pending = v
		}
	}
	return total + pending
}

func digitString(r []rune) int {
	n := 0
	for _, c := range r {
		n = n*10 + numeralValue[c]
	}
	return n
}

// inRange reads a number between lo and hi.
func (t *text) inRange(i, lo, hi int) (n, j int) {
	n, j = t.number(i)
	if j == 0 || n < lo || n > hi {
		return 0, 0
	}
	return n, j
}
