package extract

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
)

// decodeText turns a text file's bytes into UTF-8. The order matters: a byte
// order mark decides; then UTF-16 without one, which has a tell-tale share of
// zero bytes or of Han in one byte order; then UTF-8, which almost nothing else
// is by chance; then GB18030, whose decoder never refuses. ok is false where the
// result is not text. A cut buffer may end inside a character.
func decodeText(data []byte, cut bool) (text, charset string, ok bool) {
	switch {
	case bytes.HasPrefix(data, []byte("\xef\xbb\xbf")):
		data = data[3:]
		return finish(strings.ToValidUTF8(string(data), "\ufffd"), "utf-8")
	case bytes.HasPrefix(data, []byte("\xff\xfe")):
		return finish(decode16(data[2:], false), "utf-16le")
	case bytes.HasPrefix(data, []byte("\xfe\xff")):
		return finish(decode16(data[2:], true), "utf-16be")
	}
	if cut {
		data = trimCut(data)
	}
	if utf8.Valid(data) && bytes.IndexByte(data, 0) < 0 {
		return finish(string(data), "utf-8")
	}
	if text, charset, ok := guess16(data); ok {
		return text, charset, true
	}
	if mostlyUTF8(data) {
		return finish(strings.ToValidUTF8(string(data), "\ufffd"), "utf-8")
	}
	gb, err := simplifiedchinese.GB18030.NewDecoder().Bytes(data)
	if err != nil {
		return "", "", false
	}
	if share := frequent(string(gb)); share < 0.2 {
		if big, err := traditionalchinese.Big5.NewDecoder().Bytes(data); err == nil && frequent(string(big)) > share {
			return finish(string(big), "big5")
		}
	}
	return finish(string(gb), "gb18030")
}

// mostlyUTF8 says whether a few damaged bytes stand in what is otherwise UTF-8.
func mostlyUTF8(data []byte) bool {
	good, bad := 0, 0
	for len(data) > 0 {
		r, n := utf8.DecodeRune(data)
		switch {
		case r == utf8.RuneError && n == 1:
			bad++
		case n > 1:
			good++
		}
		data = data[n:]
	}
	return bad*10 < good
}

// frequent is the share of the commonest characters among the Han characters of
// a text; two tables of the same bytes differ in it by far.
func frequent(s string) float64 {
	const commonest = "的一是不在有人和了为中大上年会工作和国与於這個時說對後為國會發開關於來們到地以要就出得也可下自之年過實行於" +
		"区市县镇局委政府部门单位建设生态环境保护发展任务责任落实推进完成加强管理项目方案通知"
	n, hit := 0, 0
	for _, r := range s[:min(len(s), 32<<10)] {
		if r < 0x3400 || r == utf8.RuneError {
			continue
		}
		n++
		if strings.ContainsRune(commonest, r) || r == '，' || r == '。' || r == '、' || r == '：' {
			hit++
		}
	}
	if n == 0 {
		return 0
	}
	return float64(hit) / float64(n)
}

// trimCut drops an incomplete UTF-8 character at the end.
func trimCut(data []byte) []byte {
	for i := 1; i <= min(3, len(data)); i++ {
		if c := data[len(data)-i]; utf8.RuneStart(c) {
			if c >= utf8.RuneSelf && !utf8.FullRune(data[len(data)-i:]) {
				return data[:len(data)-i]
			}
			return data
		}
	}
	return data
}

func finish(text, charset string) (string, string, bool) {
	return text, charset, readable(text)
}

func decode16(data []byte, big bool) string {
	u := make([]uint16, len(data)/2)
	for i := range u {
		lo, hi := data[2*i], data[2*i+1]
		if big {
			lo, hi = hi, lo
		}
		u[i] = uint16(hi)<<8 | uint16(lo)
	}
	return string(utf16.Decode(u))
}

// guess16 tries UTF-16 without a mark: both byte orders decode anything, so the
// text must be almost wholly Han, ASCII and their punctuation, and hold spaces,
// line ends or full stops, which the wrong order does not give.
func guess16(data []byte) (text, charset string, ok bool) {
	if len(data) < 4 || len(data)%2 != 0 {
		return "", "", false
	}
	le, be := decode16(data, false), decode16(data, true)
	l, b := common(le), common(be)
	const enough = 0.95
	switch {
	case l >= enough && l > b:
		return le, "utf-16le", readable(le)
	case b >= enough && b > l:
		return be, "utf-16be", readable(be)
	}
	return "", "", false
}

// common is the share of characters that Chinese office text consists of, or 0
// where none of the marks of plain text stands in it.
func common(s string) float64 {
	n, good, marks := 0, 0, 0
	for _, r := range s {
		n++
		switch {
		case r == '\n' || r == ' ' || r == '\u3000' || r == '。' || r == '，':
			marks++
			good++
		case r == '\r' || r == '\t' || r > ' ' && r < 0x7f,
			r >= 0x4e00 && r <= 0x9fa5, r >= 0x3001 && r <= 0x301f,
			r >= 0xff01 && r <= 0xff5e, r >= 0x2010 && r <= 0x2027, r >= 0x2460 && r <= 0x2473:
			good++
		}
	}
	if n == 0 || marks == 0 {
		return 0
	}
	return float64(good) / float64(n)
}

// readable says whether decoded characters look like text: hardly any control
// or replacement characters, nor characters that nobody writes.
func readable(s string) bool {
	n, bad := 0, 0
	for _, r := range s {
		n++
		switch {
		case r == 0:
			bad += 4
		case r == utf8.RuneError, r < ' ' && !strings.ContainsRune("\t\n\r\f\v", r), r >= 0x80 && r < 0xa0:
			bad++
		case unicode.Is(unicode.Co, r), !unicode.IsPrint(r) && !unicode.IsSpace(r) && !unicode.Is(unicode.Cf, r) && r >= ' ':
			bad++
		}
	}
	return bad*50 <= n || bad == 1 && n > 4
}
