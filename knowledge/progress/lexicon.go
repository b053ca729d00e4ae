package progress

import (
	"sort"
	"strings"
	"unicode/utf8"
)

// lexicon is a table of words, asked "does one start here" and "is one in there".
type lexicon struct{ by map[rune][]string }

// words makes a lexicon from blank-separated lists. Of words that start alike the longest is tried first.
func words(lists ...string) lexicon {
	l := lexicon{by: map[rune][]string{}}
	for _, list := range lists {
		for _, w := range strings.Fields(list) {
			r, _ := utf8.DecodeRuneInString(w)
			l.by[r] = append(l.by[r], w)
		}
	}
	l.order()
	return l
}

func (l lexicon) order() {
	for _, ws := range l.by {
		sort.SliceStable(ws, func(i, j int) bool { return len(ws[i]) > len(ws[j]) })
	}
}

// cross makes the words of every first with every second part: 没 and 尚未, each with 开工 and 启动.
func cross(first, second string) string {
	var out []string
	for _, a := range strings.Fields(first) {
		for _, b := range strings.Fields(second) {
			out = append(out, a+b)
		}
	}
	return strings.Join(out, " ")
}

// join adds the words of another table.
func (l lexicon) join(other lexicon) {
	for r, ws := range other.by {
		l.by[r] = append(l.by[r], ws...)
	}
	l.order()
}

// at returns the longest word that s starts with, or "".
func (l lexicon) at(s string) string {
	r, _ := utf8.DecodeRuneInString(s)
	for _, w := range l.by[r] {
		if strings.HasPrefix(s, w) {
			return w
		}
	}
	return ""
}

// find returns the first word in s and where it starts; "" and -1 when there is none.
func (l lexicon) find(s string) (word string, pos int) {
	for i := range s {
		if w := l.at(s[i:]); w != "" {
			return w, i
		}
	}
	return "", -1
}

// has reports whether s itself is a word.
func (l lexicon) has(s string) bool { return s != "" && l.at(s) == s }

func (l lexicon) in(s string) bool {
	_, i := l.find(s)
	return i >= 0
}

// last returns the last word in s and where it starts.
func (l lexicon) last(s string) (word string, pos int) {
	pos = -1
	for i := 0; i < len(s); {
		if w := l.at(s[i:]); w != "" {
			word, pos = w, i
			i += len(w)
			continue
		}
		_, n := utf8.DecodeRuneInString(s[i:])
		i += n
	}
	return word, pos
}

// starts reports whether s starts with a word; ends whether it ends with one.
func (l lexicon) starts(s string) bool { return l.at(s) != "" }

func (l lexicon) ends(s string) bool {
	w, i := l.last(s)
	return i >= 0 && i+len(w) == len(s)
}

// without takes every word of the table out of s.
func (l lexicon) without(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); {
		if w := l.at(s[i:]); w != "" {
			i += len(w)
			continue
		}
		_, n := utf8.DecodeRuneInString(s[i:])
		b.WriteString(s[i : i+n])
		i += n
	}
	return b.String()
}
