package extract

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf16"

	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
)

func gbk(s string) string {
	out, err := simplifiedchinese.GB18030.NewEncoder().String(s)
	if err != nil {
		panic(err)
	}
	return out
}

func gbkHex(s string) string { return fmt.Sprintf("%x", gbk(s)) }

func wide(s string, big bool) string {
	var b []byte
	for _, u := range utf16.Encode([]rune(s)) {
		if big {
			b = append(b, byte(u>>8), byte(u))
		} else {
			b = append(b, byte(u), byte(u>>8))
		}
	}
	return string(b)
}

func TestDecodeText(t *testing.T) {
	const s = "荣环函〔2022〕98号\r\n\r\n关于建设“两山”基地的复函：到2026年，力争3%。\r\n"
	trad, err := traditionalchinese.Big5.NewEncoder().String("各單位應於本年底前完成工作，並將辦理情形報請備查。\n")
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct{ name, data, charset, want string }{
		{"UTF-8", s, "utf-8", s},
		{"UTF-8 with a mark", "\xef\xbb\xbf" + s, "utf-8", s},
		{"UTF-16 little-endian with a mark", "\xff\xfe" + wide(s, false), "utf-16le", s},
		{"UTF-16 big-endian with a mark", "\xfe\xff" + wide(s, true), "utf-16be", s},
		{"UTF-16 little-endian without", wide(s, false), "utf-16le", s},
		{"UTF-16 big-endian without", wide(s, true), "utf-16be", s},
		{"UTF-16 of ASCII", wide("abc, def\n", false), "utf-16le", "abc, def\n"},
		{"GB18030", gbk(s), "gb18030", s},
		{"GB18030 of one short line", gbk("林业局\n"), "gb18030", "林业局\n"},
		{"GB18030 with four-byte characters", gbk("名单：㐂、𠮷、镕\n"), "gb18030", "名单：㐂、𠮷、镕\n"},
		{"Big5", trad, "big5", "各單位應於本年底前完成工作，並將辦理情形報請備查。\n"},
		{"ASCII", "hello\n", "utf-8", "hello\n"},
		{"UTF-8 with one damaged byte", "关于印发方案\xe9的通知，请遵照执行。", "utf-8", "关于印发方案\ufffd的通知，请遵照执行。"},
	}
	for _, tt := range tests {
		got, charset, ok := decodeText([]byte(tt.data), false)
		if !ok || charset != tt.charset || got != tt.want {
			t.Errorf("%s: got %q as %s, ok %v", tt.name, got, charset, ok)
		}
	}
}

func TestBytesThatAreNoText(t *testing.T) {
	var noise strings.Builder
	x := uint32(7)
	for range 4000 {
		x = x*1664525 + 1013904223
		noise.WriteByte(byte(x >> 24))
	}
	for name, data := range map[string]string{
		"noise": noise.String(), "zero bytes between letters": "a\x00\x00b\x00\x00\x00c\x01\x02", "control characters": strings.Repeat("\x01\x02\x03\x04", 50),
	} {
		if got, charset, ok := decodeText([]byte(data), false); ok {
			t.Errorf("%s: taken for %s %q", name, charset, got[:20])
		}
	}
}
