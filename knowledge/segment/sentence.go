package segment

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Span is a byte range.
type Span struct{ Start, End int }

// Of returns the bytes of text that the span covers.
func (s Span) Of(text string) string { return text[s.Start:s.End] }

// Sentences splits running text at 。！？； and line ends, never inside quotes, brackets or book-title marks.
// A span begins and ends without white space and keeps its closing punctuation.
func Sentences(text string) []Span {
	return split(text, func(r rune, i, n int) bool {
		switch r {
		case '。', '！', '？', '；', '!', '?', ';', '\n', '｡':
			return true
		}
		return false
	})
}

// Clauses splits a sentence further at ，； and the 、 between clauses.
// A 、 parts clauses only where both sides are long; between the items of a list it stays.
func Clauses(text string) []Span {
	lists := longLists(text)
	return split(text, func(r rune, i, n int) bool {
		switch r {
		case '。', '！', '？', '；', '!', '?', ';', '\n', '，', '｡':
			return true
		case ',':
			return !between(text, i, n, isWideDigit)
		case '、':
			return lists[i]
		}
		return false
	})
}

// split cuts after every rune that stop accepts and that no pair of marks encloses.
func split(text string, stop func(r rune, i, n int) bool) []Span {
	depth := enclosed(text)
	var out []Span
	begin := 0
	cut := func(end int) {
		if s, ok := trim(text, begin, end); ok {
			out = append(out, s)
		}
		begin = end
	}
	for i := 0; i < len(text); {
		r, n := utf8.DecodeRuneInString(text[i:])
		end := i + n
		if i < begin || !stop(r, i, n) {
			i = end
			continue
		}
		if depth[i] == 0 {
			cut(pastMarks(text, end))
		} else if e, ok := endsWithQuote(text, depth, i, end); ok {
			cut(e)
		}
		i = end
	}
	cut(len(text))
	return out
}

// pastMarks moves over repeated closing punctuation: ！！ 。” where the quote was never opened.
func pastMarks(text string, i int) int {
	for i < len(text) {
		r, n := utf8.DecodeRuneInString(text[i:])
		if !strings.ContainsRune("。！？!?；;”’」』", r) {
			break
		}
		i += n
	}
	return i
}

// endsWithQuote reports whether the stop at i is the last thing in its quotes and
// nothing carries the sentence on: 他说：“好。”然后…… parts, “好！”的要求 does not.
func endsWithQuote(text string, depth []uint8, i, end int) (int, bool) {
	if r, _ := utf8.DecodeRuneInString(text[i:]); strings.ContainsRune("，,；;、", r) {
		return 0, false
	}
	e, last, outer := end, rune(0), false
	for e < len(text) && depth[e] > 0 && !outer {
		r, n := utf8.DecodeRuneInString(text[e:])
		if closer(r) == 0 && r != '"' {
			return 0, false
		}
		last, outer = r, depth[e] == 1
		e += n
	}
	if !outer || !strings.ContainsRune("”’」』\"", last) {
		return 0, false
	}
	next, _ := utf8.DecodeRuneInString(text[e:])
	if e < len(text) && strings.ContainsRune("，,、；;。！？!?：:的等和与及或是为之这）)》", next) {
		return 0, false
	}
	return e, true
}

func closer(r rune) rune {
	switch r {
	case '”':
		return '“'
	case '’':
		return '‘'
	case '」':
		return '「'
	case '』':
		return '『'
	case '）', ')':
		return '('
	case '】':
		return '【'
	case '〕':
		return '〔'
	case '》':
		return '《'
	case '〉':
		return '〈'
	case ']', '］':
		return '['
	}
	return 0
}

func opener(r rune) rune {
	switch r {
	case '“', '‘', '「', '『', '(', '【', '〔', '《', '〈', '[':
		return r
	case '（':
		return '('
	case '［':
		return '['
	}
	return 0
}

// longestPair bounds what one pair may enclose, in bytes: beyond it, or across a
// line end beyond the shorter bound, a mark is taken for a slip of the pen, so
// that a lost quote does not swallow the rest of a document.
const (
	longestPair       = 1500
	longestBrokenPair = 200
)

// enclosed gives for each byte how many pairs enclose it (the marks themselves included).
func enclosed(text string) []uint8 {
	depth := make([]uint8, len(text))
	type open struct {
		r  rune
		at int
	}
	var stack []open
	straight := -1 // an ASCII quote that waits for its mate on the same line
	for i, r := range text {
		if r == '"' || r == '＂' {
			if straight >= 0 {
				enclose(text, depth, straight, i+utf8.RuneLen(r))
				straight = -1
			} else {
				straight = i
			}
			continue
		}
		if r == '\n' {
			straight = -1
		}
		if o := opener(r); o != 0 {
			stack = append(stack, open{o, i})
			continue
		}
		want := closer(r)
		if want == 0 {
			continue
		}
		for k := len(stack) - 1; k >= 0; k-- {
			if stack[k].r == want {
				enclose(text, depth, stack[k].at, i+utf8.RuneLen(r))
				stack = stack[:k]
				break
			}
		}
		if len(stack) > 64 {
			stack = stack[len(stack)-64:]
		}
	}
	return depth
}

func enclose(text string, depth []uint8, from, to int) {
	if to-from > longestPair || to-from > longestBrokenPair && strings.Contains(text[from:to], "\n") {
		return
	}
	for i := from; i < to; i++ {
		if depth[i] < 255 {
			depth[i]++
		}
	}
}

// longLists marks the 、 that part clauses: at least seven characters on both
// sides, up to the next mark of any kind.
func longLists(text string) map[int]bool {
	const long = 7
	marks := map[int]bool{}
	count, last, lastCount := 0, -1, 0
	for i, r := range text {
		switch {
		case r == '、':
			if last >= 0 && lastCount >= long && count >= long {
				marks[last] = true
			}
			last, lastCount, count = i, count, 0
		case unicode.IsPunct(r) && opener(r) == 0 && closer(r) == 0 || r == '\n':
			if last >= 0 && lastCount >= long && count >= long {
				marks[last] = true
			}
			last, count = -1, 0
		default:
			count++
		}
	}
	if last >= 0 && lastCount >= long && count >= long {
		marks[last] = true
	}
	return marks
}

// between reports whether the runes on both sides of text[i:i+n] satisfy f.
func between(text string, i, n int, f func(rune) bool) bool {
	a, _ := utf8.DecodeLastRuneInString(text[:i])
	b, _ := utf8.DecodeRuneInString(text[i+n:])
	return f(a) && f(b)
}

// trim drops white space at both ends; ok is false where nothing but marks is left.
func trim(text string, start, end int) (Span, bool) {
	for start < end {
		r, n := utf8.DecodeRuneInString(text[start:end])
		if !unicode.IsSpace(r) && !invisible(r) {
			break
		}
		start += n
	}
	for start < end {
		r, n := utf8.DecodeLastRuneInString(text[start:end])
		if !unicode.IsSpace(r) && !invisible(r) {
			break
		}
		end -= n
	}
	return Span{start, end}, start < end
}
