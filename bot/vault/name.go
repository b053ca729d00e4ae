package vault

import (
	"bytes"
	"path"
	"strings"
	"unicode"
	"unicode/utf8"
)

const maxName = 50 // characters; file systems allow 255 bytes

// Safe makes one folder or file name of any words: no separators, no control or
// invisible characters, no leading dot, no name that a system keeps for itself.
func Safe(s string) string {
	var b strings.Builder
	for _, r := range s {
		switch {
		case r == utf8.RuneError, unicode.IsControl(r), unicode.Is(unicode.Cf, r):
		case strings.ContainsRune(`/\:*?"<>|`, r), unicode.IsSpace(r):
			b.WriteByte('_')
		default:
			b.WriteRune(r)
		}
	}
	out := strings.Trim(b.String(), " ._")
	if utf8.RuneCountInString(out) > maxName {
		out = string([]rune(out)[:maxName])
	}
	if out == "" || reserved[strings.ToUpper(strings.TrimSuffix(out, path.Ext(out)))] {
		return "_" + out
	}
	return out
}

var reserved = map[string]bool{"CON": true, "PRN": true, "AUX": true, "NUL": true, "COM1": true, "LPT1": true}

// FileName is a safe name with the ending of what the bytes are.
func FileName(name, kind string) string {
	base := strings.TrimSuffix(path.Base(strings.ReplaceAll(name, `\`, "/")), path.Ext(name))
	return Safe(base) + "." + kind
}

// families are what we take, by the first bytes: what a name claims must be of the
// family that the bytes show, else the family's first is what it is.
var families = []struct {
	magic string
	at    int
	kinds []string
}{
	{"%PDF-", 0, []string{"pdf"}},
	{"PK\x03\x04", 0, []string{"zip", "docx", "xlsx", "pptx", "ofd"}},
	{"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 0, []string{"", "doc", "xls", "ppt", "wps", "et", "dps"}},
	{"\xFF\xD8\xFF", 0, []string{"jpg", "jpeg"}},
	{"\x89PNG\r\n\x1a\n", 0, []string{"png"}},
	{"GIF87a", 0, []string{"gif"}},
	{"GIF89a", 0, []string{"gif"}},
	{"WEBP", 8, []string{"webp"}},
	{"BM", 0, []string{"", "bmp"}},
	{"II*\x00", 0, []string{"tif", "tiff"}},
	{"MM\x00*", 0, []string{"tif", "tiff"}},
	{"ftyphei", 4, []string{"heic"}},
	{"ftypmif1", 4, []string{"heic"}},
}

// Kind tells what a file is by its bytes, with the name as a hint within a family;
// "" for what we do not take.
func Kind(name string, data []byte) string {
	ext := strings.ToLower(strings.TrimPrefix(path.Ext(name), "."))
	for _, f := range families {
		if len(data) < f.at || !bytes.HasPrefix(data[f.at:], []byte(f.magic)) {
			continue
		}
		for _, k := range f.kinds {
			if k != "" && k == ext {
				return k
			}
		}
		return f.kinds[0]
	}
	return ""
}
