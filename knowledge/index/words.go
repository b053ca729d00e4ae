package index

import (
	_ "embed"
	"strings"
)

// The tables are text, so that people who know the language can edit them.
var (
	//go:embed words.txt
	wordsText string
	//go:embed synonyms.txt
	synonymsText string

	vocabulary = readVocabulary(wordsText, synonymsText)
)

// word is a key that needs no allocation to look up.
type word [longest]uint16

const longest = 8

// wordAt is the word of k characters at i; k is at most longest.
func wordAt(text []uint16, i, k int) (w word) {
	copy(w[:], text[i:i+k])
	return w
}

// words knows what the table files say.
type words struct {
	asking   map[word]bool   // 什么, 哪些: they say what is wanted, not what it is about
	weak     map[word]bool   // 我, 的, 根据: they say little of what it is about
	meanings map[word][]also // what else may be meant by a word
}

// also is another word for the same thing.
type also struct {
	text []uint16
	near float64 // how surely it is meant, 0 to 1
}

func readVocabulary(list, synonyms string) *words {
	v := &words{asking: map[word]bool{}, weak: map[word]bool{}, meanings: map[word][]also{}}
	into := v.asking
	for line := range strings.Lines(list) {
		switch line = strings.TrimSpace(line); {
		case line == "[asking]":
			into = v.asking
		case line == "[weak]":
			into = v.weak
		case !strings.HasPrefix(line, "#"):
			for _, w := range strings.Fields(line) {
				into[key(w)] = true
			}
		}
	}
	for line := range strings.Lines(synonyms) {
		if line = strings.TrimSpace(line); line != "" && line[0] != '#' {
			v.group(line)
		}
	}
	return v
}

// How surely another word is meant, by the sign between the two sides of a line.
const (
	official = 1.0 // lay words > official words
	equal    = 0.8 // words = that say the same
	nearby   = 0.4 // words ~ that are near one another
)

// group reads one line of synonyms.
func (v *words) group(line string) {
	sign := strings.IndexAny(line, ">=~")
	if sign < 0 {
		return
	}
	from, to := strings.Fields(line[:sign]), strings.Fields(line[sign+1:])
	near := official
	if line[sign] != '>' {
		from = append(from, to...)
		to = from
		if near = equal; line[sign] == '~' {
			near = nearby
		}
	}
	for _, a := range from {
		k := key(a)
		for _, b := range to {
			if !strings.Contains(a, b) {
				v.meanings[k] = append(v.meanings[k], also{fold(b), near})
			}
		}
	}
}

func key(s string) word {
	w := fold(s)
	return wordAt(w, 0, min(len(w), longest))
}

// longestAt is the length of the longest word of a table at i, 0 if there is none.
func longestAt[V any](table map[word]V, text []uint16, i int) int {
	for k := min(longest, len(text)-i); k > 0; k-- {
		if _, ok := table[wordAt(text, i, k)]; ok {
			return k
		}
	}
	return 0
}
