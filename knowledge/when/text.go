package when

import (
	"unicode"
	"unicode/utf8"
)

// text is a source folded for reading: half-width, one dash, one quotation mark,
// no blanks except between two digits. at and end give each rune's bytes.
type text struct {
	src     string
	r       []rune
	at, end []int
}

func fold(src string) text {
	room := utf8.RuneCountInString(src)
	t := text{src: src, r: make([]rune, 0, room), at: make([]int, 0, room), end: make([]int, 0, room)}
	for i := 0; i < len(src); {
		r, w := utf8.DecodeRuneInString(src[i:])
		if r = foldRune(r); r != 0 {
			t.r, t.at, t.end = append(t.r, r), append(t.at, i), append(t.end, i+w)
		}
		i += w
	}
	return t.closeBlanks()
}

var folds = map[rune]rune{
	'–': '-', '—': '-', '－': '-', '～': '-', '~': '-', '―': '-', '─': '-', '‐': '-', '‑': '-', '‒': '-', '−': '-', '﹣': '-',
	'“': '"', '”': '"', '「': '"', '」': '"', '『': '"', '』': '"', '＂': '"', '‘': '"', '’': '"',
	'【': '(', '】': ')', '［': '[', '］': ']', '○': '〇', '◯': '〇', '零': '〇', '兩': '两', '個': '个', '週': '周',
	'〜': '-', '﹏': '-', '號': '号', '\r': 0, '\u200b': 0, '\ufeff': 0, '\u2060': 0,
}

func foldRune(r rune) rune {
	if v, ok := folds[r]; ok {
		return v
	}
	if r >= 0xFF01 && r <= 0xFF5E {
		return r - 0xFEE0
	}
	if r != '\n' && unicode.IsSpace(r) {
		return ' '
	}
	return r
}

// closeBlanks drops blanks that do not part two digits: "2022 年 7 月" reads as one.
func (t text) closeBlanks() text {
	n := 0
	for i, r := range t.r {
		if r == ' ' && (n == 0 || !digit(t.r[n-1]) || !digitAfterBlanks(t.r[i:])) {
			continue
		}
		t.r[n], t.at[n], t.end[n] = r, t.at[i], t.end[i]
		n++
	}
	t.r, t.at, t.end = t.r[:n], t.at[:n], t.end[:n]
	return t
}

func digitAfterBlanks(r []rune) bool {
	for _, c := range r {
		if c != ' ' {
			return digit(c)
		}
	}
	return false
}

func digit(r rune) bool { return r >= '0' && r <= '9' }

func letter(r rune) bool { return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' }

// rune returns the rune at i, or 0 outside the text.
func (t *text) rune(i int) rune {
	if i < 0 || i >= len(t.r) {
		return 0
	}
	return t.r[i]
}

// is reports whether the rune at i is one of set. Outside the text it is not.
func (t *text) is(i int, set string) bool {
	r := t.rune(i)
	if r == 0 {
		return false
	}
	for k := 0; k < len(set); {
		c, n := leading(set[k:])
		if c == r {
			return true
		}
		k += n
	}
	return false
}

// lit returns the position after word at i, or 0.
func (t *text) lit(i int, word string) int {
	for k := 0; k < len(word); i++ {
		c, n := leading(word[k:])
		if t.rune(i) != c {
			return 0
		}
		k += n
	}
	return i
}

// leading is the first rune of one of our own words, most of which are Chinese: three
// bytes, put together here because half of all reading is this.
func leading(word string) (rune, int) {
	if len(word) > 2 && word[0]&0xF0 == 0xE0 {
		return rune(word[0]&0x0F)<<12 | rune(word[1]&0x3F)<<6 | rune(word[2]&0x3F), 3
	}
	return utf8.DecodeRuneInString(word)
}

// any returns the position after the first of words that stands at i, or 0.
// Longer words come first where one begins another.
func (t *text) any(i int, words ...string) int {
	for _, w := range words {
		if j := t.lit(i, w); j > 0 {
			return j
		}
	}
	return 0
}

// skip returns the position after the first of words at i, or i itself.
func (t *text) skip(i int, words ...string) int {
	if j := t.any(i, words...); j > 0 {
		return j
	}
	return i
}

// endsWith reports whether one of words ends just before i, and where it begins.
func (t *text) endsWith(i int, words ...string) (begin int, ok bool) {
	for _, w := range words {
		b := i - utf8.RuneCountInString(w)
		if b >= 0 && t.lit(b, w) > 0 {
			return b, true
		}
	}
	return 0, false
}

// splitsWord reports whether the 上 or 下 at i ends a word: 原则上|年底前 is no 上年, 以下|年度目标 no 下年.
func (t *text) splitsWord(i int) bool {
	switch t.rune(i) {
	case '上':
		return t.is(i-1, "则网线史际马路体身") || t.is(i-1, "本") && t.is(i-2, "基") || t.is(i-1, "以") && t.is(i+1, "月周季")
	case '下':
		return t.is(i-1, "以如线之地底余剩留乡名")
	}
	return false
}

// words is the verbatim source of runes i to j.
func (t *text) words(i, j int) string {
	if i >= j {
		return ""
	}
	return t.src[t.at[i]:t.end[j-1]]
}

const (
	sentenceEnds = "。!?\n"
	clauseEnds   = sentenceEnds + ";,:"
)

// clauseEnd is the position of the first clause mark at or after i.
func (t *text) clauseEnd(i int) int {
	for i < len(t.r) && !t.is(i, clauseEnds) {
		i++
	}
	return i
}
