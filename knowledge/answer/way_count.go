package answer

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"liangshan/knowledge/outline"
	"liangshan/knowledge/pattern"
)

// howManyOf is what a question counts, before or behind the asking words: 考察了几个〔区〕, 〔市级媒体〕有几家.
var howManyOf = pattern.MustCompile(`([\p{Han}]{0,8}?)(?:一共|总共|共)?(?:有|是|分为?|分成|包括)?(?:多少|几)(个|条|家|种|类|处|座|场|块|样|项|名|本|份)?(?:大)?([\p{Han}]{0,6})`)

// fromListed answers 考察了几个区 from the sentence that lists them and gives no number:
// the sentence, and how many it lists where they are of one make. What is not plainly a
// list of what was asked is shown uncounted.
func (s *Shelf) fromListed(q *query) (Answer, bool) {
	m := howManyOf.FindStringSubmatch(q.text)
	if q.kind != askMany || m == nil || actual.MatchString(q.text) && len(q.times) > 0 || measured.MatchString(strings.Join(q.measure, "")) {
		return Answer{}, false
	}
	as := *q
	as.kind, as.measure = askList, nil
	list := s.judge(&as)
	if len(list) == 0 {
		return Answer{}, false
	}
	best, ok := s.evident(&as, list)
	if !ok || s.softShare(&as, &best) > 0.2 || !best.holdsOwn(&as) {
		return Answer{}, false
	}
	a := Answer{Kind: Answered}
	if s.sayMembers(&as, &a, &best, list) {
		if !countsThem(countedBy(q.text), m[3], textsOf(a.Lines)) {
			return Answer{}, false
		}
		a.Lines = append(a.Lines, countLine(len(a.Lines), m[2], false, nil))
		return a, true
	}
	p := s.desk.holder(best.id)
	if p.clause.Kind == outline.Row || best.best < 0 {
		return Answer{}, false
	}
	if a, ok := s.countItems(&as, &best, m); ok {
		return a, true
	}
	return s.listUncounted(q, &best)
}

// listUncounted says that no number is written, and the sentence that lists: 设立留言箱、开通电话等，全面畅通监督渠道.
func (s *Shelf) listUncounted(q *query, c *judged) (Answer, bool) {
	st := &s.desk.sentences[c.id]
	text := quoteWhole(withoutLabel(st.text))
	items, said, ok := strings.Cut(st.text, "等，")
	if !ok || len(splitList(items)) < 2 || runes(text) > longestQuote || s.pieceCover(q, bare(said)) < coverLow {
		return Answer{}, false
	}
	a := s.refuse(q, nil, q.lacking())
	a.Kind = Partly
	a.Lines = append(a.Lines, Line{Code: Quoted, Text: text, Cites: []int{a.cite(&s.desk.passages[st.at], quoteWhole(st.text))}})
	s.remarkSnapshot(q, &a, &s.desk.passages[st.at])
	return a, true
}

// holdsOwn reports whether a sentence has a word of the question itself, not of one before it.
func (c *judged) holdsOwn(q *query) bool {
	for i := range q.words {
		if w := &q.words[i]; w.class == content && (w.itself() || runes(w.text) > 1) && c.inside[i] >= wordMet && strings.Contains(q.text, w.text) {
			return true
		}
	}
	return false
}

// countItems says the sentence that lists, and the number of its items.
func (s *Shelf) countItems(q *query, c *judged, m []string) (Answer, bool) {
	st := &s.desk.sentences[c.id]
	from, to := wholeItems(st.text, c.pieces, c.best, c.best)
	l, ok := enumeration(trimMarks(st.text[c.pieces[from].Start:c.pieces[to].End]))
	if !ok {
		return Answer{}, false
	}
	n, closed := ofOneMake(l.items, m[3]), s.closes(q, l.items)
	if n < 2 && closed {
		n = len(l.items)
	}
	if n < 2 || s.ofAnotherPiece(q, c, from, to) || !closed && !countsThem(countedBy(q.text), m[3], l.items) {
		return Answer{}, false
	}
	a := Answer{Kind: Answered}
	s.saySentence(q, &a, c)
	a.Lines = append(a.Lines, countLine(n, m[2], strings.Contains(l.items[len(l.items)-1], "等"), []int{0}))
	s.remarkSnapshot(q, &a, &s.desk.passages[st.at])
	return a, true
}

func countLine(n int, measure string, open bool, cites []int) Line {
	if measure == "" {
		measure = "个"
	}
	line := Line{Code: Listed, Args: []string{strconv.Itoa(n), measure}, Cites: cites}
	if open {
		line.Args = append(line.Args, "open")
	}
	return line
}

// ofOneMake counts the items that are plainly of the sort asked for: they end in its
// character (武隆区、北碚区, of 几个区), or all begin with one word (进社区、进校园).
func ofOneMake(items []string, sort string) int {
	first, _ := utf8.DecodeRuneInString(sort)
	if strings.ContainsRune(sorts, first) {
		return countWith(items, func(t string) bool { return nameEndsIn(t, first) })
	}
	tail, _ := utf8.DecodeLastRuneInString(items[0])
	if strings.ContainsRune(sorts, tail) && countWith(items, func(t string) bool { return nameEndsIn(t, tail) }) == len(items) {
		return len(items)
	}
	head, _ := utf8.DecodeRuneInString(items[1])
	if countWith(items, func(t string) bool { return strings.ContainsRune(t, head) }) == len(items) && countWith(items[1:], func(t string) bool { return strings.HasPrefix(t, string(head)) }) == len(items)-1 && len(items) > 2 {
		return len(items)
	}
	return 0
}

// nameEndsIn reports whether an item is a name of a sort, the last one perhaps with what follows: 南岸区进行了….
func nameEndsIn(item string, sort rune) bool {
	i := strings.IndexRune(item, sort)
	return i >= 2*len("区") && (runes(item) <= 8 || i <= 4*len("区"))
}

func countWith(items []string, is func(string) bool) int {
	n := 0
	for _, t := range items {
		if is(t) {
			n++
		}
	}
	return n
}

// closes reports whether the list ends with 等 and the very noun asked for: 重庆日报、华龙网等市级媒体.
func (s *Shelf) closes(q *query, items []string) bool {
	_, noun, ok := strings.Cut(items[len(items)-1], "等")
	if !ok {
		return false
	}
	return slices.ContainsFunc(q.words, func(w word) bool {
		return w.class == content && runes(w.text) > 1 && strings.HasPrefix(bare(noun), w.text)
	})
}

// ofAnotherPiece reports whether a word of the question stands in the sentence, and not
// in the pieces that list: 分别赴甲区、乙区考察，并形成了〔报告〕 does not list reports.
func (s *Shelf) ofAnotherPiece(q *query, c *judged, from, to int) bool {
	st := &s.desk.sentences[c.id]
	listed := bare(st.text[c.pieces[from].Start:c.pieces[to].End])
	return slices.ContainsFunc(q.words, func(w word) bool {
		return w.class == content && runes(w.text) > 1 && metIn(&w, listed) < wordMet && metIn(&w, st.key) >= wordMet
	})
}

// countedSorts says in which characters the names end that a measure word counts.
var countedSorts = map[string]string{"条": "河江溪路线街渠", "座": "山桥库塔城", "处": "区县镇乡村湖库河", "家": "局委办院校司业厂店报网台", "户": "户家业"}

// kindWords count the kinds of anything but places.
const kindWords = "种类样项块点句"

var placeNoun = pattern.MustCompile(`^(?:地方|地点|场所)`)

// countsThem reports whether a measure word counts such items. One that counts what
// happens or is written (次, 份) counts only what it stands before: 几场保卫战.
func countsThem(by, noun string, items []string) bool {
	if by == "" || strings.Contains(sorts, by) {
		return true // 几个区: the items end in it
	}
	if noun = strings.TrimPrefix(noun, by); runes(noun) > 1 && countWith(items, func(t string) bool { return strings.Contains(t, noun) }) == len(items) {
		return true
	}
	tail, _ := utf8.DecodeLastRuneInString(items[0])
	if strings.Contains(kindWords, by) {
		return placeNoun.MatchString(noun) || !strings.ContainsRune("区县市镇乡村", tail)
	}
	return strings.ContainsRune(countedSorts[by], tail)
}

func textsOf(lines []Line) []string {
	var out []string
	for _, l := range lines {
		out = append(out, l.Text)
	}
	return out
}
