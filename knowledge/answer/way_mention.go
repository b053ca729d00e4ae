package answer

import (
	"slices"
	"strconv"

	"liangshan/knowledge/pattern"
)

// placesAsked asks in which places the documents have some words: “党政同责”出现在哪几条.
var placesAsked = pattern.MustCompile(`(?:出现|提到|提及|写到|说到|讲到|涉及)[了过在]*(?:哪几|哪些|几|多少)(?:条|处|段|个?地方|次|回)(?:[里中都]|$)|(?:哪几|哪些|几|多少)(?:条|处|段|个?地方)[\p{Han}]{0,3}(?:出现|提到|提及|写到|说到|讲到|涉及|有)`)

// mostMentions bounds how many places are listed.
const mostMentions = 12

// mentions lists every place that has the question's own words, as they stand.
func (s *Shelf) mentions(q *query) (Answer, bool) {
	if !placesAsked.MatchString(q.text) {
		return Answer{}, false
	}
	var telling []*word
	for i := range q.words {
		if w := &q.words[i]; w.class == content && !mentionVerb.MatchString(w.text) {
			telling = append(telling, w)
		}
	}
	if len(telling) == 0 {
		return Answer{}, false
	}
	a, name := Answer{Kind: Answered, Lines: []Line{{Code: Mentioned}}}, ""
	for _, w := range telling {
		name += w.text
	}
	for _, id := range s.desk.where(telling[0].text) {
		st := &s.desk.sentences[id]
		p := &s.desk.passages[st.at]
		if q.another(p.doc) || slices.ContainsFunc(telling, func(w *word) bool { return met(w, st.key) < 1 }) {
			continue
		}
		text := s.quoteOf(p, id)
		l := Line{Code: Item, Text: withoutLabel(text), Cites: []int{a.cite(p, text)}}
		if lead := quoteWhole(s.desk.sentences[p.first].text); id != p.first && runes(lead) <= 16 {
			l.Text, l.Args = withoutLabel(lead), []string{"：" + l.Text}
		}
		a.Lines = append(a.Lines, l)
	}
	if n := len(a.Lines) - 1; n > 0 {
		a.Lines[0].Args = []string{name, strconv.Itoa(n)}
		a.Lines = a.Lines[:min(len(a.Lines), mostMentions+1)]
		return a, true
	}
	return Answer{}, false
}

var mentionVerb = pattern.MustCompile(`^(?:出现|提到|提及|写到|说到|讲到|涉及|地方)$`)
