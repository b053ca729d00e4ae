package answer

import (
	"embed"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"liangshan/knowledge/pattern"
)

//go:embed tables/*.txt
var tableFiles embed.FS

// class says what duty a word of the question has.
type class int

const (
	content class = iota // must be met by evidence
	faint                // weighs little
	join                 // dropped
	asking               // dropped: it only asks
)

// table holds the editable word lists, folded.
type table struct {
	spoken  [][2]string         // dialect → standard, longest first
	ends    []string            // particles at the end of a clause, longest first
	syn     map[string][]string // a word → what documents may write for it
	class   map[string]class
	noun    map[string]bool // everyday nouns: one word each
	common  map[string]bool // everyday words, for the cut alone
	general []string        // everyday words that name nothing, in order
	oneWay  map[string]bool // words that only their alternatives meet: 发 stands for 印发, 发布
	groups  [][]rune        // characters that sound or look alike
	sounds  map[rune][]int  // groups of characters that sound or look alike
	pairs   map[string]bool // words of two characters, and the pairs that begin and end longer ones
	longest int
}

// tables is read once; a fault in an embedded table is a build fault.
var tables = mustTable()

func mustTable() *table {
	t := &table{syn: map[string][]string{}, oneWay: map[string]bool{}, noun: map[string]bool{}, common: map[string]bool{}, class: map[string]class{}, sounds: map[rune][]int{}, pairs: map[string]bool{}}
	t.readSpoken(lines("dialect"))
	t.readSynonyms(lines("synonyms"))
	t.addFloors()
	t.readWeak(lines("weak"))
	for _, l := range lines("lexicon") {
		for _, w := range strings.Fields(l) {
			t.noun[bare(w)] = true
		}
	}
	for _, l := range lines("common") {
		for _, w := range strings.Fields(l) {
			t.common[bare(w)] = true
		}
	}
	for _, l := range lines("general") {
		t.general = append(t.general, strings.Fields(l)...)
	}
	slices.Sort(t.general)
	for i, l := range lines("homophones") {
		var group []rune
		for _, w := range strings.Fields(l) {
			r, _ := utf8.DecodeRuneInString(w)
			t.sounds[r] = append(t.sounds[r], i)
			group = append(group, r)
		}
		t.groups = append(t.groups, group)
	}
	t.pairUp()
	return t
}

// pairUp notes in which pairs a character is a part of a word.
func (t *table) pairUp() {
	note := func(w string) {
		if rs := []rune(w); len(rs) >= 2 {
			t.pairs[string(rs[:2])], t.pairs[string(rs[len(rs)-2:])] = true, true
		}
	}
	for w, alts := range t.syn {
		note(w)
		for _, a := range alts {
			note(a)
		}
	}
	for w := range t.noun {
		note(w)
	}
}

// standsFree reports whether a single character stands in a text as a word of its
// own: 报 in 将情况报县政府, not in 申报 or 报告.
func (t *table) standsFree(char, key string) bool {
	if utf8.RuneCountInString(char) != 1 {
		return false
	}
	for from := 0; ; {
		i := strings.Index(key[from:], char)
		if i < 0 {
			return false
		}
		i += from
		from = i + len(char)
		before, _ := utf8.DecodeLastRuneInString(key[:i])
		after, _ := utf8.DecodeRuneInString(key[from:])
		if !t.pairs[string(before)+char] && !t.pairs[char+string(after)] {
			return true
		}
	}
}

func lines(name string) []string {
	b, err := tableFiles.ReadFile("tables/" + name + ".txt")
	if err != nil {
		panic(fmt.Errorf("answer: table %s: %w", name, err))
	}
	var out []string
	for _, l := range strings.Split(string(b), "\n") {
		if l = strings.TrimSpace(l); l != "" && !strings.HasPrefix(l, "#") {
			out = append(out, l)
		}
	}
	return out
}

func (t *table) readSpoken(ls []string) {
	for _, l := range ls {
		if rest, ok := strings.CutPrefix(l, "@end "); ok {
			t.ends = strings.Fields(rest)
			continue
		}
		from, to, ok := strings.Cut(l, "=")
		if !ok {
			panic("answer: dialect line without =: " + l)
		}
		to = strings.Trim(strings.TrimSpace(to), "~")
		for _, w := range strings.Split(from, "|") {
			t.spoken = append(t.spoken, [2]string{strings.TrimSpace(w), to})
		}
	}
	slices.SortStableFunc(t.spoken, func(a, b [2]string) int { return len(b[0]) - len(a[0]) })
	slices.SortStableFunc(t.ends, func(a, b string) int { return len(b) - len(a) })
}

func (t *table) readSynonyms(ls []string) {
	add := func(from, to string) {
		from, to = bare(from), bare(to)
		if from != to && !slices.Contains(t.syn[from], to) {
			t.syn[from] = append(t.syn[from], to)
		}
		t.longest = max(t.longest, utf8.RuneCountInString(from))
	}
	for _, l := range ls {
		if from, to, ok := strings.Cut(l, ">"); ok {
			for _, w := range strings.Fields(to) {
				add(strings.TrimSpace(from), w)
			}
			if w := bare(from); utf8.RuneCountInString(w) == 1 {
				t.oneWay[w] = true
			}
			continue
		}
		group := strings.Split(l, "=")
		for i := range group {
			group[i] = strings.TrimSpace(group[i])
		}
		for _, a := range group {
			for _, b := range group {
				add(a, b)
			}
		}
	}
}

// addFloors lets papers write 二层, or two floors at once, 一、二层, for what people call 二楼.
func (t *table) addFloors() {
	floors := []rune("一二三四五六七八九")
	for i, n := range floors {
		spoken, written := string(n)+"楼", []string{string(n) + "层"}
		if i > 0 {
			written = append(written, string(floors[i-1:i+1])+"层")
		}
		if i+1 < len(floors) {
			written = append(written, string(floors[i:i+2])+"层")
		}
		t.syn[spoken] = append(t.syn[spoken], written...)
	}
}

func (t *table) readWeak(ls []string) {
	c := join
	for _, l := range ls {
		switch l {
		case "[ask]":
			c = asking
		case "[join]":
			c = join
		case "[faint]":
			c = faint
		default:
			for _, w := range strings.Fields(l) {
				if _, ok := t.class[w]; !ok {
					t.class[w] = c
				}
				t.longest = max(t.longest, utf8.RuneCountInString(w))
			}
		}
	}
}

// soundingAs lists the characters that sound or look like one, itself among them.
func (t *table) soundingAs(r rune) []rune {
	var out []rune
	for _, g := range t.sounds[r] {
		out = append(out, t.groups[g]...)
	}
	return out
}

// alike reports whether two characters sound or look alike.
func (t *table) alike(a, b rune) bool {
	for _, g := range t.sounds[a] {
		if slices.Contains(t.sounds[b], g) {
			return true
		}
	}
	return false
}

// standard replaces chat and dialect spellings in a folded question.
func (t *table) standard(s string) string {
	var b strings.Builder
next:
	for i := 0; i < len(s); {
		for _, p := range t.spoken {
			if strings.HasPrefix(s[i:], p[0]) {
				b.WriteString(p[1])
				i += len(p[0])
				continue next
			}
		}
		_, n := utf8.DecodeRuneInString(s[i:])
		b.WriteString(s[i : i+n])
		i += n
	}
	return t.dropEnds(t.complements(b.String()))
}

var (
	complement = pattern.MustCompile(`([\p{Han}])(?:得完|得拢|得起走|完了|完|拢|好了|掉)(的|了|没|吗|是|$|[，,?？ ])`)
	wayOf      = pattern.MustCompile(`怎么个?([\p{Han}]{1,2})法`)
	perHundred = strings.NewReplacer("每百", "每100", "每千", "每1000", "每万", "每10000")
)

// onceOnly drops the second half of a verb said twice: 闯一闯, 看一看.
func onceOnly(s string) string {
	rs := []rune(s)
	for i := 0; i+2 < len(rs); i++ {
		if rs[i+1] == '一' && rs[i] == rs[i+2] && rs[i] != '一' {
			rs = append(rs[:i+1], rs[i+3:]...)
		}
	}
	return string(rs)
}

// complements writes 建完 as 建成, and the like, where the verb is one that the tables know.
func (t *table) complements(s string) string {
	s = wayOf.ReplaceAllString(perHundred.Replace(onceOnly(s)), "怎么$1")
	return complement.ReplaceAllStringFunc(s, func(m string) string {
		sub := complement.FindStringSubmatch(m)
		if _, ok := t.class[sub[1]]; !ok && t.syn[sub[1]] == nil {
			return m
		}
		return sub[1] + " 完成" + sub[2]
	})
}

// dropEnds takes particles off the end of every clause.
func (t *table) dropEnds(s string) string {
	parts := strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune("，。！？；,!?; \n", r) })
	for i, p := range parts {
		for again := true; again; {
			again = false
			for _, e := range t.ends {
				if rest, ok := strings.CutSuffix(p, e); ok && rest != "" {
					p, again = rest, true
					break
				}
			}
		}
		parts[i] = p
	}
	return strings.Join(parts, "，")
}

// joinsOn reports whether a run is a word with what begins the next behind it: 方面|还, 措施|有.
func (t *table) joinsOn(run string) bool {
	head := strings.TrimRight(run, "还有")
	return head != run && runes(head) > 1 && (t.syn[head] != nil || t.class[head] != content)
}

// ordinary reports whether a run is made of words that the tables have, and of counts.
func (t *table) ordinary(run string) bool {
	rs := []rune(run)
	can := make([]bool, len(rs)+1)
	can[0] = true
	for i := range rs {
		for j := i + 1; can[i] && j <= len(rs); j++ {
			can[j] = can[j] || t.hasWord(string(rs[i:j]))
		}
	}
	return can[len(rs)]
}

func (t *table) hasWord(w string) bool {
	_, weak := t.class[w]
	return weak || utf8.RuneCountInString(w) > 1 && t.everyday(w) || t.syn[w] != nil || t.noun[w] || t.common[w] || aCount.MatchString(w) || spokenPair.MatchString(w)
}

// everyday reports whether everybody uses a word, or a single character.
func (t *table) everyday(w string) bool {
	_, ok := slices.BinarySearch(t.general, w)
	return ok
}

// spokenPair is a verb with its complement or a place with its side, as people put them together: 压到, 表里.
var spokenPair = pattern.MustCompile(`^\p{Han}[到成出好完起上下入给掉住过去来里中内]$`)

// aCount is how many of a sort, or the which of them: 四句, 第三步, 前两名.
var aCount = pattern.MustCompile(`^(?:第|前|头|后|这|那|每|各|上|下|哪)?(?:[一二两三四五六七八九十几多数]+|\d+)?(?:大|小)?[` + measureWords + `句块段步样遍轮头方位名级层页行栏格回组]$`)
