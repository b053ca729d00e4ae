package outline

import (
	"strings"

	"liangshan/knowledge/pattern"
)

var (
	annexStart = pattern.MustCompile(`^附\s*([件表录图])\s*([0-9０-９]{1,2}|[一二三四五六七八九十]{1,3}|[A-Z])?(?:\s*[—－–\-]\s*\d{1,2})?\s*([：:．.、]?)\s*(.*)$`)
	annexItem  = pattern.MustCompile(`^(?:附件\s*)?[0-9０-９]{1,2}\s*[.．、：:]\s*\S`)
	reference  = pattern.MustCompile(`^(?:所列|所示|中|的|规定|要求|内容|由|和|及|与|按|为|是|应|须|，|。)`)
)

// annexMark is a line that may open an annex, or list the annexes.
type annexMark struct {
	label string // 附件2
	rest  string // its title, or the first entry of a list
	colon bool
	ok    bool
}

func annexAt(s string) annexMark {
	if !strings.HasPrefix(s, "附") || runes(s) > 90 || strings.ContainsAny(s, "。；") {
		return annexMark{}
	}
	m := annexStart.FindStringSubmatch(s)
	if m == nil || reference.MatchString(m[4]) {
		return annexMark{}
	}
	if m[2] == "" && m[3] == "" && m[4] != "" {
		return annexMark{}
	}
	label := "附" + m[1] + narrow(m[2])
	return annexMark{label: label, rest: trim(m[4]), colon: m[3] != "", ok: true}
}

// annexList is how many lines list the annexes (附件：1.… / 2.…) from i on; 0
// where lines[i] opens an annex or is neither. An annex has matter under it; an
// entry of a list has only the next entry, or the signature.
func annexList(lines []line, i int) int {
	a := annexAt(lines[i].text)
	if !a.ok || lines[i].table != nil || lines[i].level > 0 || a.rest == "" {
		return 0
	}
	n := 1
	for i+n < len(lines) && entry(&lines[i+n]) {
		n++
	}
	if i+n == len(lines) || n > 1 && signedWithin(lines, i+n, 4) {
		return n
	}
	if signedWithin(lines, i+n, 4) || annexItem.MatchString(a.rest) && a.colon {
		return n
	}
	if n == 1 && namedAgain(lines, i+1, a) {
		return 1
	}
	if annexAt(lines[i+n-1].text).ok && n > 1 { // the last of several is itself the first annex
		return n - 1
	}
	return 0
}

// namedAgain tells whether the annex that a line names opens further down.
func namedAgain(lines []line, i int, a annexMark) bool {
	for _, l := range lines[i:] {
		if l.table != nil {
			continue
		}
		if x := annexAt(l.text); x.ok && x.label == a.label && (x.rest == "" || squeeze(x.rest) == squeeze(a.rest)) {
			return true
		}
	}
	return false
}

func entry(l *line) bool {
	if l.table != nil || l.level > 0 || runes(l.text) > 80 || strings.ContainsAny(l.text, "。；") {
		return false
	}
	a := annexAt(l.text)
	return a.ok && a.rest != "" || annexItem.MatchString(l.text)
}

// signedWithin tells whether a signature and date stand within the next n lines.
func signedWithin(lines []line, i, n int) bool {
	for k := i; k < len(lines) && k < i+n; k++ {
		if lines[k].table != nil {
			return false
		}
		if signDate(lines, k) {
			return true
		}
		if _, ok := lines[k].marker(); ok {
			return false
		}
	}
	return false
}

// annexTitle is how many lines after an annex mark are its title.
func annexTitle(lines []line, i int) int {
	if n := titleRun(lines, i); n > 0 {
		return n
	}
	if i >= len(lines) || !titleLine(&lines[i]) || lostNumeral(lines, i) {
		return 0
	}
	n := 0
	for i+n < len(lines) && n < 3 && titleLine(&lines[i+n]) && runes(lines[i+n].text) <= 40 && !ended(lines[i+n].text) {
		n++
	}
	if i+n < len(lines) && lines[i+n].table != nil || n == 1 {
		return n
	}
	return min(n, 1)
}

// lostNumeral keeps a first heading from being taken for a title: it has no title of its own above it.
func lostNumeral(lines []line, i int) bool {
	return runes(lines[i].text) > 40
}
