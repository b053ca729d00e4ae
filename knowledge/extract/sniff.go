package extract

import (
	"bytes"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"unicode/utf16"
)

// kind is a file's format by its content.
type kind string

const (
	kindDocx     kind = "docx"
	kindXlsx     kind = "xlsx"
	kindPDF      kind = "pdf"
	kindHTML     kind = "html"
	kindMarkdown kind = "md"
	kindText     kind = "txt"
	kindCSV      kind = "csv"
	kindOFD      kind = "ofd"
	kindDoc      kind = "doc"
	kindXls      kind = "xls"
	kindRTF      kind = "rtf"
	kindODT      kind = "odt"
	kindODS      kind = "ods"
	kindMHTML    kind = "mht"
	kindWordXML  kind = "xml" // of Word 2003, or a whole package in one file
	kindExcelXML kind = "xml spreadsheet"

	kindEmpty     kind = "empty"
	kindEncrypted kind = "encrypted"
	kindPicture   kind = "picture"
	kindZip       kind = "zip"
	kindCut       kind = "cut"
	kindOLE       kind = "ole"   // an old container without the streams that we know
	kindKnown     kind = "known" // a format that we know and do not read
	kindBinary    kind = "binary"
)

// endings lists the names that each readable format goes by.
var endings = map[kind][]string{
	kindDocx:     {"docx", "docm", "dotx", "dotm", "wps", "wpt"},
	kindXlsx:     {"xlsx", "xlsm", "xltx", "xltm", "et", "ett"},
	kindPDF:      {"pdf"},
	kindHTML:     {"html", "htm", "xhtml", "shtml"},
	kindMarkdown: {"md", "markdown"},
	kindText:     {"txt", "text", "log"},
	kindCSV:      {"csv", "tsv"},
	kindOFD:      {"ofd"},
	kindDoc:      {"doc", "dot", "wps", "wpt"},
	kindXls:      {"xls", "xlt", "et", "ett"},
	kindRTF:      {"rtf", "doc"},
	kindODT:      {"odt"},
	kindODS:      {"ods"},
	kindMHTML:    {"mht", "mhtml"},
	kindWordXML:  {"xml", "doc"},
	kindExcelXML: {"xml", "xls"},
}

var pictureEndings = []string{"png", "jpg", "jpeg", "gif", "bmp", "tif", "tiff", "webp", "heic"}

// extension is the name's ending, lower case, without the dot and never long:
// it may be shown to people.
func extension(name string) string {
	ext := strings.ToLower(strings.TrimPrefix(filepath.Ext(name), "."))
	if len(ext) > 10 {
		return ""
	}
	return ext
}

func readableEnding(ext string) bool {
	for _, names := range endings {
		if slices.Contains(names, ext) {
			return true
		}
	}
	return false
}

// nameFits says whether a name's ending is one that the format goes by. A name
// without an ending claims nothing.
func nameFits(k kind, ext string) bool {
	if ext == "" || slices.Contains(endings[k], ext) {
		return true
	}
	return k == kindText && !readableEnding(ext)
}

var wholePageStart = regexp.MustCompile(`(?i)^[\s\x{feff}]*<(?:!doctype|html|\?xml|head|body)`)

// byName tells plain text formats apart, which the content cannot; Markdown may
// begin with a piece of HTML.
func byName(k kind, ext string, data []byte) kind {
	if k == kindHTML && slices.Contains(endings[kindMarkdown], ext) && !wholePageStart.Match(data) {
		return kindMarkdown
	}
	if k != kindText {
		return k
	}
	for _, t := range []kind{kindMarkdown, kindCSV, kindHTML} {
		if slices.Contains(endings[t], ext) {
			return t
		}
	}
	return k
}

var signatures = []struct {
	magic string
	kind  kind
}{
	{"\x89PNG\r\n\x1a\n", kindPicture},
	{"\xff\xd8\xff", kindPicture},
	{"GIF8", kindPicture},
	{"II*\x00", kindPicture},
	{"MM\x00*", kindPicture},
	{"{\\rtf", kindRTF},
	{"Rar!\x1a\x07", kindKnown},
	{"7z\xbc\xaf\x27\x1c", kindKnown},
	{"\x1f\x8b\x08", kindKnown},
	{"MZ", kindBinary},
	{"\x7fELF", kindBinary},
	{"PK\x05\x06", kindKnown},
}

const oleMagic = "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

// sniff tells the format from the bytes alone.
func sniff(data []byte) kind {
	if len(bytes.Trim(data, "\x00 \t\r\n\xef\xbb\xbf")) == 0 {
		return kindEmpty
	}
	for _, s := range signatures {
		if bytes.HasPrefix(data, []byte(s.magic)) {
			return sure(s.kind, data)
		}
	}
	switch {
	case bytes.Contains(data[:min(len(data), 1024)], []byte("%PDF-")):
		return kindPDF
	case bytes.HasPrefix(data, []byte("PK\x03\x04")):
		return sniffZip(data)
	case bytes.HasPrefix(data, []byte(oleMagic)):
		return sniffOLE(data)
	case isRIFFOrMedia(data):
		return kindPicture
	}
	return sniffText(data)
}

// sure keeps two-letter signatures from claiming a text that begins with them.
func sure(k kind, data []byte) kind {
	if k == kindBinary && sniffText(data) != kindBinary {
		return sniffText(data)
	}
	return k
}

func isRIFFOrMedia(data []byte) bool {
	if len(data) < 12 {
		return false
	}
	webp := string(data[:4]) == "RIFF" && string(data[8:12]) == "WEBP"
	heic := string(data[4:8]) == "ftyp" && (string(data[8:11]) == "hei" || string(data[8:11]) == "mif")
	bmp := string(data[:2]) == "BM" && data[6] == 0 && data[7] == 0 && data[8] == 0 && data[9] == 0
	return webp || heic || bmp
}

// sniffOLE looks for the streams of the old binary formats, whose names stand
// in the directory as UTF-16.
func sniffOLE(data []byte) kind {
	switch {
	case hasWide(data, "EncryptedPackage"):
		return kindEncrypted
	case hasWide(data, "WordDocument"):
		return lockedDoc(data)
	case hasWide(data, "Workbook"), hasWide(data, "Book"):
		return lockedXls(data)
	case hasWide(data, "PowerPoint Document"):
		return kindKnown
	}
	return kindOLE
}

func hasWide(data []byte, s string) bool {
	var b []byte
	for _, u := range utf16.Encode([]rune(s)) {
		b = append(b, byte(u), byte(u>>8))
	}
	return bytes.Contains(data, b)
}

// lockedDoc reads the encryption bit of the file information block, which
// begins a sector.
func lockedDoc(data []byte) kind {
	for at := 512; at+12 <= len(data); at += 512 {
		if data[at] == 0xec && data[at+1] == 0xa5 {
			if data[at+11]&1 != 0 {
				return kindEncrypted
			}
			return kindDoc
		}
	}
	return kindDoc
}

// lockedXls walks the workbook's first records, looking for FILEPASS.
func lockedXls(data []byte) kind {
	const bof, filepass = 0x0809, 0x002f
	for at := 512; at+4 <= len(data); at += 512 {
		if word(data, at) != bof {
			continue
		}
		for i, p := 0, at; i < 30 && p+4 <= len(data); i++ {
			if word(data, p) == filepass {
				return kindEncrypted
			}
			p += 4 + word(data, p+2)
		}
		break
	}
	return kindXls
}

func word(data []byte, at int) int { return int(data[at]) | int(data[at+1])<<8 }

// sniffText tells text, web pages and bytes that are neither.
func sniffText(data []byte) kind {
	head := data[:min(len(data), 64<<10)]
	text, _, ok := decodeText(head, true)
	if !ok {
		return kindBinary
	}
	if k := sniffMarkup(text); k != "" {
		return k
	}
	if looksHTML(text) {
		return kindHTML
	}
	return kindText
}

// sniffMarkup knows the office formats that are text: pages saved as one file,
// and the XML of Office 2003, which registers still export under .xls.
func sniffMarkup(text string) kind {
	head := text[:min(len(text), 4096)]
	lower := strings.ToLower(head)
	switch {
	case strings.Contains(lower, "mime-version:") && strings.Contains(lower, "content-type: multipart/"):
		return kindMHTML
	case !strings.HasPrefix(strings.TrimSpace(head), "<?xml"):
		return ""
	case strings.Contains(head, "<w:wordDocument") || strings.Contains(head, "<pkg:package"):
		return kindWordXML
	case strings.Contains(head, "urn:schemas-microsoft-com:office:spreadsheet"):
		return kindExcelXML
	}
	return ""
}

func looksHTML(text string) bool {
	t := strings.ToLower(strings.TrimLeft(text, " \t\r\n\u3000"))
	if !strings.HasPrefix(t, "<") {
		return false
	}
	t = t[:min(len(t), 8192)]
	for _, tag := range []string{"<!doctype html", "<html", "<body", "<head", "<table", "<div", "<meta", "<p>", "<p ", "<h1", "<h2", "<span", "<style", "<script"} {
		if strings.Contains(t, tag) {
			return true
		}
	}
	return false
}

// unreadable refuses what no reader is for.
func unreadable(k kind, ext string) *Refusal {
	switch k {
	case kindEmpty:
		return &Refusal{Reason: Empty, Detail: ext}
	case kindEncrypted:
		return &Refusal{Reason: Encrypted, Detail: ext}
	case kindCut:
		return &Refusal{Reason: Damaged, Detail: ext}
	case kindPicture:
		if readableEnding(ext) {
			return &Refusal{Reason: Mislabelled, Detail: ext}
		}
		return &Refusal{Reason: Scan}
	case kindOLE:
		if slices.Contains(endings[kindDoc], ext) || slices.Contains(endings[kindXls], ext) {
			return &Refusal{Reason: Damaged, Detail: ext}
		}
		return unreadable(kindKnown, ext)
	case kindZip, kindKnown, kindBinary:
		if readableEnding(ext) || slices.Contains(pictureEndings, ext) {
			return &Refusal{Reason: Mislabelled, Detail: ext}
		}
		return &Refusal{Reason: Unsupported, Detail: ext}
	}
	return nil
}
