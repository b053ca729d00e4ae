package words

import (
	"slices"
	"strings"

	"liangshan/knowledge/answer"
	"liangshan/knowledge/pattern"
)

// Sources are the citations as a footer names them: one line a document, its places
// side by side, what they begin with said once: （三）一是、二是、三是.
func Sources(cites []answer.Citation) []answer.Citation {
	var out []answer.Citation
	var places [][]string
	for _, c := range cites {
		if c.DocID == 0 {
			continue
		}
		i := slices.IndexFunc(out, func(o answer.Citation) bool { return o.DocID == c.DocID })
		if i < 0 {
			out, places = append(out, c), append(places, nil)
			i = len(out) - 1
		}
		if !slices.Contains(places[i], c.Place) {
			places[i] = append(places[i], c.Place)
		}
	}
	for i := range out {
		out[i].Place = joinPlaces(places[i])
	}
	return out
}

// placeToken is one step of a place, or a character of its words.
var placeToken = pattern.MustCompile(`“[^”]*”|（[^）]*）|第[\d一二三四五六七八九十百]+[条款项行章节段]|\d+[．.]|[一二三四五六七八九十]+[是、]|[首末]段|标题|引言|.`)

// joinPlaces names several places of one document, what they share once.
func joinPlaces(places []string) string {
	shared := sharedStart(places)
	if shared == "" {
		return strings.Join(places, between(places))
	}
	var rest []string
	for _, p := range places {
		if tail := strings.TrimPrefix(p, shared); tail != "" {
			rest = append(rest, tail)
		}
	}
	return shared + strings.Join(rest, between(rest))
}

// between parts places; those that end in 、 themselves are parted by 和.
func between(places []string) string {
	if slices.ContainsFunc(places, func(p string) bool { return strings.HasSuffix(p, "、") }) {
		return "和"
	}
	return "、"
}

// sharedStart is what all places begin with, up to a whole step.
func sharedStart(places []string) string {
	if len(places) == 0 {
		return ""
	}
	first := placeToken.FindAllString(places[0], -1)
	n := len(first)
	for _, p := range places[1:] {
		tokens := placeToken.FindAllString(p, -1)
		k := 0
		for k < min(n, len(tokens)) && tokens[k] == first[k] {
			k++
		}
		n = k
	}
	for n > 0 && n < len(first) && len([]rune(first[n-1])) == 1 && len([]rune(first[n])) == 1 {
		n-- // not inside the words of a title
	}
	return strings.Join(first[:n], "")
}

// rowOf ends the place of a table's row.
var rowOf = pattern.MustCompile(`第\d+行`)

// tablePlace is where a table stands whose rows are all that is cited; "" otherwise.
func tablePlace(cites []answer.Citation) string {
	var places []string
	for _, c := range cites {
		if c.DocID != cites[0].DocID || !rowOf.MatchString(c.Place) {
			return ""
		}
		places = append(places, c.Place)
	}
	if len(places) < 2 {
		return ""
	}
	return sharedStart(places)
}
