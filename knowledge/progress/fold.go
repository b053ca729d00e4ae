package progress

import (
	"strings"
	"unicode/utf8"

	"liangshan/knowledge/pattern"
)

// text is a message folded for reading: one width, one sign for each kind of
// stop and dash. It keeps the way back to the words as they were typed.
type text struct {
	s    string
	raw  string
	file bool  // a file was sent along, by its name or its sign
	at   []int // for each byte of s, and one past the end, the byte of raw
}

// verbatim returns the typed words behind s[a:b].
func (t text) verbatim(a, b int) string { return t.raw[t.at[a]:t.at[b]] }

var folds = map[rune]rune{
	';': '；', '?': '？', '!': '！', '(': '（', ')': '）', '[': '【', ']': '】', '\t': ' ', '\r': '\n', '　': ' ', ' ': ' ',
	'~': '-', '～': '-', '—': '-', '–': '-', '―': '-', '−': '-', '‑': '-', '﹣': '-', '－': '-', '．': '.', '﹪': '%',
	'﹐': '，', '｡': '。', '：': '：', '，': '，', '；': '；', '？': '？', '！': '！', '（': '（', '）': '）', '〜': '-',
}

func fold(raw string) text {
	t := text{raw: raw}
	var b strings.Builder
	rs := []rune(raw)
	pos := 0
	for i, r := range rs {
		var prev, next rune
		if i > 0 {
			prev = rs[i-1]
		}
		if i+1 < len(rs) {
			next = rs[i+1]
		}
		f := foldRune(r, prev, next)
		for range utf8.RuneLen(f) {
			t.at = append(t.at, pos)
		}
		b.WriteRune(f)
		pos += width(raw[pos:])
	}
	t.at = append(t.at, len(raw))
	t.s = placeholders.ReplaceAllStringFunc(b.String(), func(m string) string {
		t.file = t.file || strings.Contains(m, ".") || strings.HasPrefix(m, "【文件") || strings.HasPrefix(m, "【附件")
		return strings.Repeat(" ", len(m))
	})
	return t
}

// placeholders stand where a client showed a picture or a file: [图片], [文件]8月进展.xlsx.
var placeholders = pattern.MustCompile(`【(?:图片|照片|文件|附件|视频|语音|链接|位置|表情|动画表情|小程序|聊天记录|收藏)】[^ ，。；！？\n：]*\.(?:xlsx?|docx?|pptx?|pdf|wps|et|zip|rar|jpe?g|png|mp4|csv|ofd)|【(?:图片|照片|文件|附件|视频|语音|链接|位置|表情|动画表情|小程序|聊天记录|收藏)】|《?[^ ，。；！？\n：、《]{1,40}\.(?:xlsx?|docx?|pptx?|pdf|wps|zip|rar|jpe?g|png|mp4|csv|ofd)》?`)

// width is the length in bytes of the first rune, as conversion to runes sees it.
func width(s string) int {
	_, n := utf8.DecodeRuneInString(s)
	return n
}

func foldRune(r, prev, next rune) rune {
	between := isDigit(prev) && isDigit(next)
	switch {
	case (r == ',' || r == '，') && !between, r == '﹐':
		return '，'
	case r == ',' || r == '，':
		return ','
	case (r == ':' || r == '：') && between:
		return ':'
	case r == ':':
		return '：'
	case r == '.' && !between && !isDigit(prev) && !isLatin(prev) && !isLatin(next) && !isDigit(next):
		return '。'
	case r == '。' && between:
		return '.'
	}
	if f, ok := folds[r]; ok {
		return f
	}
	if r >= '！' && r <= '～' {
		r = r - '！' + '!'
	}
	if r >= 'A' && r <= 'Z' {
		r += 'a' - 'A'
	}
	return r
}

func isDigit(r rune) bool { return r >= '0' && r <= '9' || r >= '０' && r <= '９' }
func isLatin(r rune) bool { return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' }
