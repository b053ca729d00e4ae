package extract

import (
	"sort"
	"strings"
	"unicode/utf16"
)

// cmap maps character codes to CIDs or to text, as PDF's embedded tables say.
type cmap struct {
	spaces []codeSpace
	texts  map[codeKey]string
	ranges []codeRange // sorted by code when finished
}

type codeKey struct {
	n    int // bytes in the code
	code int
}

type codeSpace struct {
	n      int
	lo, hi int
}

// codeRange maps lo..hi to consecutive values: CIDs, or text whose last
// character counts up.
type codeRange struct {
	n, lo, hi int
	cid       int
	text      string
}

const cmapEntries = 200_000

// readCMap reads an embedded CMap, either kind.
func (f *pdfFile) readCMap(data []byte) *cmap {
	m := &cmap{texts: map[codeKey]string{}}
	l := &pdfLexer{data: data}
	var args []any
	for !l.end() && len(m.texts)+len(m.ranges) < cmapEntries {
		if f.b.alive() != nil {
			break
		}
		v, err := l.value(0)
		if err != nil {
			break
		}
		op, ok := v.(pdfOp)
		if !ok {
			if args = append(args, v); len(args) > cmapEntries {
				break
			}
			continue
		}
		m.apply(string(op), args)
		args = args[:0]
	}
	sort.SliceStable(m.ranges, func(i, j int) bool { return m.ranges[i].lo < m.ranges[j].lo })
	return m
}

func (m *cmap) apply(op string, args []any) {
	switch op {
	case "endcodespacerange":
		for ; len(args) >= 2; args = args[2:] {
			lo, n := code(args[0])
			hi, k := code(args[1])
			if n > 0 && n <= 4 && n == k {
				m.spaces = append(m.spaces, codeSpace{n, lo, hi})
			}
		}
	case "endbfchar":
		for ; len(args) >= 2; args = args[2:] {
			if c, n := code(args[0]); n > 0 {
				m.texts[codeKey{n, c}] = utf16Text(args[1])
			}
		}
	case "endbfrange":
		for ; len(args) >= 3; args = args[3:] {
			m.bfRange(args[0], args[1], args[2])
		}
	case "endcidchar":
		for ; len(args) >= 2; args = args[2:] {
			if c, n := code(args[0]); n > 0 {
				cid, _ := args[1].(int)
				m.ranges = append(m.ranges, codeRange{n: n, lo: c, hi: c, cid: cid})
			}
		}
	case "endcidrange":
		for ; len(args) >= 3; args = args[3:] {
			lo, n := code(args[0])
			hi, _ := code(args[1])
			if cid, ok := args[2].(int); ok && n > 0 {
				m.ranges = append(m.ranges, codeRange{n: n, lo: lo, hi: hi, cid: cid})
			}
		}
	}
}

func (m *cmap) bfRange(from, to, dst any) {
	lo, n := code(from)
	hi, _ := code(to)
	if n == 0 || hi < lo {
		return
	}
	if list, ok := dst.(pdfArray); ok {
		for i, x := range list {
			if lo+i > hi {
				break
			}
			m.texts[codeKey{n, lo + i}] = utf16Text(x)
		}
		return
	}
	m.ranges = append(m.ranges, codeRange{n: n, lo: lo, hi: hi, text: utf16Text(dst)})
}

func code(x any) (v, n int) {
	s, _ := x.(pdfString)
	if len(s) > 4 {
		return 0, 0
	}
	for i := range len(s) {
		v = v<<8 | int(s[i])
	}
	return v, len(s)
}

func utf16Text(x any) string {
	s, _ := x.(pdfString)
	if len(s) == 1 {
		return string(rune(s[0]))
	}
	u := make([]uint16, 0, len(s)/2)
	for i := 0; i+1 < len(s); i += 2 {
		u = append(u, uint16(s[i])<<8|uint16(s[i+1]))
	}
	return string(utf16.Decode(u))
}

// next takes one code off a string by the code spaces.
func (m *cmap) next(s string) (c, n int) {
	v := 0
	for n := 1; n <= 4 && n <= len(s); n++ {
		v = v<<8 | int(s[n-1])
		for _, sp := range m.spaces {
			if sp.n == n && v >= sp.lo && v <= sp.hi {
				return v, n
			}
		}
	}
	if len(s) >= 2 && m.widest() >= 2 {
		return int(s[0])<<8 | int(s[1]), 2
	}
	return int(s[0]), 1
}

func (m *cmap) widest() int {
	n := 0
	for _, sp := range m.spaces {
		n = max(n, sp.n)
	}
	return n
}

// find gives the last range that begins at or before a code and holds it.
func (m *cmap) find(c, n int) *codeRange {
	i := sort.Search(len(m.ranges), func(i int) bool { return m.ranges[i].lo > c })
	for k := i - 1; k >= 0 && k > i-64; k-- {
		if r := &m.ranges[k]; c <= r.hi && (r.n == n || n == 0) {
			return r
		}
	}
	return nil
}

// text gives what a code stands for.
func (m *cmap) text(c, n int) (string, bool) {
	if s, ok := m.texts[codeKey{n, c}]; ok {
		return s, true
	}
	r := m.find(c, n)
	if r == nil || r.text == "" {
		return "", false
	}
	rs := []rune(r.text)
	rs[len(rs)-1] += rune(c - r.lo)
	return string(rs), true
}

func (m *cmap) cid(c, n int) (int, bool) {
	if r := m.find(c, n); r != nil {
		return r.cid + c - r.lo, true
	}
	return 0, false
}

// encodedCMap names the predefined CMaps whose codes are themselves a character
// set, with that set. The others (Identity) say nothing about text.
func encodedCMap(name string) string {
	name = strings.TrimSuffix(strings.TrimSuffix(name, "-H"), "-V")
	switch {
	case strings.HasPrefix(name, "Uni") && strings.HasSuffix(name, "UTF32"):
		return "utf-32"
	case strings.HasPrefix(name, "Uni") && strings.HasSuffix(name, "UTF8"):
		return "utf-8"
	case strings.HasPrefix(name, "Uni"):
		return "utf-16"
	case strings.HasPrefix(name, "GB"):
		return "gb18030"
	case strings.HasPrefix(name, "ETen"), strings.HasPrefix(name, "B5"), strings.HasPrefix(name, "ETHK"), strings.HasPrefix(name, "HKscs"):
		return "big5"
	case strings.HasPrefix(name, "90ms"), strings.HasPrefix(name, "90pv"):
		return "shift_jis"
	}
	return ""
}
