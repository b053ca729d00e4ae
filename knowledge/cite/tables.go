package cite

import (
	"embed"
	"sort"
	"strings"
)

//go:embed tables/*.txt
var tableFiles embed.FS

// The tables are read once, at start.
var (
	glue        = wordsOf("glue")
	negations   = wordsOf("negation")
	critical    = wordsOf("critical")
	outcomes    = wordsOf("outcome")
	achieving   = wordsOf("achieve")
	notStrength = wordsOf("not_strength")
	plans       = wordsOf("plan")
	strengths   = classes()
	opposites   = families()
)

func linesOf(name string) []string {
	b, err := tableFiles.ReadFile("tables/" + name + ".txt")
	if err != nil {
		panic(err) // compiled in; its absence is a build fault
	}
	var out []string
	for _, l := range strings.Split(string(b), "\n") {
		if l = strings.TrimSpace(l); l != "" && l[0] != '#' {
			out = append(out, l)
		}
	}
	return out
}

// lexicon maps words to what they mean; words are matched longest first.
type lexicon struct {
	meaning map[string]string
	longest int // in characters
}

func (l *lexicon) put(word, meaning string) {
	if l.meaning == nil {
		l.meaning = map[string]string{}
	}
	l.meaning[word] = meaning
	l.longest = max(l.longest, len([]rune(word)))
}

func wordsOf(name string) lexicon {
	var l lexicon
	for _, line := range linesOf(name) {
		for _, w := range strings.Fields(line) {
			l.put(w, w)
		}
	}
	return l
}

func classes() lexicon {
	var l lexicon
	for _, line := range linesOf("strength") {
		words := strings.Fields(line)
		for _, w := range words[1:] {
			l.put(w, words[0])
		}
	}
	return l
}

// families gives each word "family/side".
func families() []lexicon {
	var out []lexicon
	for _, line := range linesOf("opposites") {
		var l lexicon
		for _, side := range strings.Split(line, "|") {
			words := strings.Fields(side)
			for _, w := range words {
				l.put(w, words[0])
			}
		}
		out = append(out, l)
	}
	return out
}

// at returns the longest word of the lexicon that starts at token i, and its length in tokens.
func (l lexicon) at(ts []token, i int) (meaning string, n int) {
	var b strings.Builder
	for k := i; k < len(ts) && k-i < l.longest && ts[k].class == plain; k++ {
		b.WriteString(ts[k].key)
		if m, ok := l.meaning[b.String()]; ok {
			meaning, n = m, k-i+1
		}
	}
	return meaning, n
}

// in reports whether one of the words stands in ts.
func (l lexicon) in(ts []token) bool {
	for i := range ts {
		if _, n := l.at(ts, i); n > 0 {
			return true
		}
	}
	return false
}

func sorted(m map[string]bool) []string {
	out := make([]string, 0, len(m))
	for k := range m {
		out = append(out, k)
	}
	sort.Slice(out, func(i, j int) bool {
		if len(out[i]) != len(out[j]) {
			return len(out[i]) > len(out[j])
		}
		return out[i] < out[j]
	})
	return out
}
