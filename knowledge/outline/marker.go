package outline

import (
	"strings"
	"unicode/utf8"
)

// kind is a level of numbering, in the order in which official prose nests them.
type kind int

const (
	unmarked    kind = iota
	volume           // 第一编
	chapter          // 第一章
	section          // 第一节
	article          // 第一条
	han              // 一、
	hanParen         // （一）
	arabic           // 1．
	decimal          // 1.1
	arabicParen      // （1）
	circled          // ①
	ordinal          // 一是
)

// marker is a numeral at the head of a passage.
type marker struct {
	kind  kind
	n     int
	depth int    // of a decimal: the number of dots
	label string // as printed, without surrounding space
	size  int    // bytes up to the words
	weak  bool   // may be an ordinary number; only its place in a sequence tells
}

// rank orders levels; a smaller rank holds a larger one.
func (m marker) rank() int { return int(m.kind)*10 + m.depth }

const hanDigits = "零一二三四五六七八九"

// hanNumber reads 一 to 九百九十九 at the head of s.
func hanNumber(s string) (n, size int) {
	digit := 0
	for size < len(s) {
		r, w := utf8.DecodeRuneInString(s[size:])
		if r == '〇' {
			r = '零'
		}
		at := strings.IndexRune(hanDigits, r)
		switch {
		case r == '百':
			n += max(digit, 1) * 100
			digit = 0
		case r == '十':
			n += max(digit, 1) * 10
			digit = 0
		case at >= 0:
			digit = at / len("零")
		default:
			return n + digit, size
		}
		size += w
	}
	return n + digit, size
}

// arabicNumber reads digits of either width at the head of s.
func arabicNumber(s string) (n, size int) {
	for size < len(s) {
		r, w := utf8.DecodeRuneInString(s[size:])
		if r >= '０' && r <= '９' {
			r = r - '０' + '0'
		}
		if r < '0' || r > '9' || n > 9999 {
			break
		}
		n = n*10 + int(r-'0')
		size += w
	}
	return n, size
}

// markerAt reads the numeral at the head of s.
func markerAt(s string) (marker, bool) {
	r, w := utf8.DecodeRuneInString(s)
	var m marker
	switch {
	case r == '第':
		m = unitMarker(s)
	case r == '（' || r == '(':
		m = parenMarker(s, w)
	case r >= '0' && r <= '9' || r >= '０' && r <= '９':
		m = digitMarker(s)
	case strings.ContainsRune("一二三四五六七八九十", r):
		m = hanMarker(s)
	default:
		m = symbolMarker(r, w)
	}
	if m.kind == unmarked || m.n == 0 {
		return marker{}, false
	}
	m.label = strings.TrimSpace(s[:m.size])
	m.size += spaceAt(s[m.size:])
	return m, true
}

// unitMarker reads 第三章, 第十二条, and 第一， as an ordinal.
func unitMarker(s string) marker {
	at := len("第")
	n, size := hanNumber(s[at:])
	if size == 0 {
		n, size = arabicNumber(s[at:])
	}
	if size == 0 {
		return marker{}
	}
	at += size
	r, w := utf8.DecodeRuneInString(s[at:])
	for _, u := range []struct {
		word string
		kind kind
	}{{"编", volume}, {"篇", volume}, {"部分", volume}, {"章", chapter}, {"节", section}, {"条", article}} {
		if strings.HasPrefix(s[at:], u.word) {
			at += len(u.word)
			return marker{kind: u.kind, n: n, size: at, weak: spaceAt(s[at:]) == 0}
		}
	}
	if r == '，' || r == ',' || r == '、' {
		return marker{kind: ordinal, n: n, size: at + w, weak: true}
	}
	return marker{}
}

func parenMarker(s string, w int) marker {
	at := w + spaceAt(s[w:])
	kind := hanParen
	n, size := hanNumber(s[at:])
	if size == 0 {
		kind = arabicParen
		n, size = arabicNumber(s[at:])
	}
	if size == 0 || n > 99 {
		return marker{}
	}
	at += size
	at += spaceAt(s[at:])
	r, w := utf8.DecodeRuneInString(s[at:])
	if r != '）' && r != ')' {
		return marker{}
	}
	at += w
	if strings.HasPrefix(s[at:], "、") {
		at += len("、")
	}
	return marker{kind: kind, n: n, size: at}
}

// measures are runes that make a quantity of the number before them.
const measures = "万亿千百十个亩公里米吨元平条次家户人年月日号时分秒%％‰项名座处所镇街类期倍成至—-~～/:：季级°℃"

func digitMarker(s string) marker {
	n, size := arabicNumber(s)
	at := size
	if n > 999 || size > 9 {
		return marker{}
	}
	r, w := utf8.DecodeRuneInString(s[at:])
	switch r {
	case '）', ')':
		return marker{kind: arabicParen, n: n, size: at + w}
	case '、':
		_, digits := arabicNumber(s[at+w:])
		return marker{kind: arabic, n: n, size: at + w, weak: digits > 0 && strings.HasPrefix(s[at+w+digits:], "、")}
	case '.', '．':
		return dottedMarker(s, n, at, w)
	}
	if sp := spaceAt(s[at:]); sp > 0 {
		next, _ := utf8.DecodeRuneInString(s[at+sp:])
		if isHan(next) && !strings.ContainsRune(measures, next) {
			return marker{kind: arabic, n: n, size: at, weak: true}
		}
	}
	return marker{}
}

// dottedMarker reads 1． and 2.3.1; a quantity such as 1.2万亩 is none.
func dottedMarker(s string, n, at, w int) marker {
	m := marker{kind: arabic, n: n}
	if after, size := arabicNumber(s[at+w:]); size > 0 && dateFollows(after, s[at+w+size:]) {
		m.size, m.weak = at+w, after < 1000 // 1.2022年底前: an item that begins with a date
		return m
	}
	for {
		last, size := arabicNumber(s[at+w:])
		if size == 0 {
			break
		}
		m.kind, m.n, m.depth = decimal, last, m.depth+1
		at += w + size
		r, width := utf8.DecodeRuneInString(s[at:])
		if w = width; r != '.' && r != '．' {
			w = 0
			break
		}
	}
	m.size = at + w
	if m.kind == decimal {
		sp := spaceAt(s[m.size:])
		next, _ := utf8.DecodeRuneInString(s[m.size+sp:])
		if !isHan(next) || sp == 0 && strings.ContainsRune(measures, next) || m.depth > 4 || n > 99 {
			return marker{}
		}
		m.weak = sp == 0 && m.depth == 1
	}
	return m
}

// dateFollows tells whether a number and what follows it are a year, a month or a day.
func dateFollows(n int, rest string) bool {
	return strings.HasPrefix(rest, "年") && n > 1900 && n < 2100 || strings.HasPrefix(rest, "月") && n >= 1 && n <= 12
}

func hanMarker(s string) marker {
	n, at := hanNumber(s)
	r, w := utf8.DecodeRuneInString(s[at:])
	next, _ := utf8.DecodeRuneInString(s[at+w:])
	switch r {
	case '、', '．', '.':
		if strings.ContainsRune("一二三四五六七八九十", next) && strings.ContainsAny(s[at+w+len("一"):min(len(s), at+w+4*len("一"))], "、产级") {
			return marker{} // 一、二、三产业
		}
		return marker{kind: han, n: n, size: at + w}
	case '是':
		return marker{kind: ordinal, n: n, size: at + w}
	case '要':
		return marker{kind: ordinal, n: n, size: at + w, weak: true}
	}
	if sp := spaceAt(s[at:]); sp > 0 && n < 30 { // 一　总体要求
		if next, _ := utf8.DecodeRuneInString(s[at+sp:]); isHan(next) {
			return marker{kind: han, n: n, size: at, weak: true}
		}
	}
	return marker{}
}

// symbolMarker reads ①, ⑴, ⒈ and ㈠.
func symbolMarker(r rune, w int) marker {
	switch {
	case r >= '①' && r <= '⑳':
		return marker{kind: circled, n: int(r-'①') + 1, size: w}
	case r >= '⑴' && r <= '⒇':
		return marker{kind: arabicParen, n: int(r-'⑴') + 1, size: w}
	case r >= '⒈' && r <= '⒛':
		return marker{kind: arabic, n: int(r-'⒈') + 1, size: w}
	case r >= '㈠' && r <= '㈩':
		return marker{kind: hanParen, n: int(r-'㈠') + 1, size: w}
	}
	return marker{}
}

// printed writes the numeral that a position calls for.
func printed(k kind, n int) string {
	switch k {
	case volume:
		return "第" + hanNumeral(n) + "编"
	case chapter:
		return "第" + hanNumeral(n) + "章"
	case section:
		return "第" + hanNumeral(n) + "节"
	case article:
		return "第" + hanNumeral(n) + "条"
	case han:
		return hanNumeral(n) + "、"
	case hanParen:
		return "（" + hanNumeral(n) + "）"
	case arabic:
		return digits(n) + "."
	case arabicParen:
		return "（" + digits(n) + "）"
	case ordinal:
		return hanNumeral(n) + "是"
	}
	return ""
}

func hanNumeral(n int) string {
	d := []rune(hanDigits)
	switch {
	case n >= 100 || n <= 0:
		return digits(n)
	case n < 10:
		return string(d[n])
	}
	s := "十"
	if n >= 20 {
		s = string(d[n/10]) + s
	}
	if n%10 > 0 {
		s += string(d[n%10])
	}
	return s
}
