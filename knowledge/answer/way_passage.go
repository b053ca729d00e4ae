package answer

import (
	"slices"
	"strconv"
	"strings"

	"liangshan/knowledge/outline"
	"liangshan/knowledge/pattern"
	"liangshan/knowledge/segment"
)

// fromPassages answers from the sentence that holds the question's own words and the kind of thing asked for.
func (s *Shelf) fromPassages(q *query) (Answer, bool) {
	list := s.judge(q)
	if len(list) == 0 {
		return s.refuse(q, s.shownBefore(q)), true
	}
	if a, ok := s.eachOne(q, list); ok {
		return a, true
	}
	best, ok := s.evident(q, list)
	if !ok {
		if a, ok := s.fromListed(q); ok {
			return a, true
		}
		near := q.nearest(list)
		if near == nil {
			near = s.shownBefore(q)
		}
		gaps := s.gaps(q, &best)
		if other := s.onlyAnotherTime(q, list, &best); other != nil {
			near, gaps = other, s.gaps(q, other)
		}
		return s.refuse(q, near, gaps...), true
	}
	return s.compose(q, best, list), true
}

// onlyAnotherTime is a candidate that gives what was asked, and holds as much of the
// question as the best, but of another time; nil if none does.
func (s *Shelf) onlyAnotherTime(q *query, list []judged, best *judged) *judged {
	for i := range list {
		if c := &list[i]; c.year < fitEnough && c.fits >= fitEnough && c.cover >= best.cover && (needsFit(q.kind) || q.kind == askYes) && len(s.gaps(q, c)) == 1 {
			return c
		}
	}
	return nil
}

// nearest is the best candidate that has at least half of the question's telling words
// in it; nil if none has: what resembles a question by its verb alone helps nobody.
func (q *query) nearest(list []judged) *judged {
	which := whichThat.FindString(q.text)
	for i := range list {
		n, have := 0, 0
		for k := range q.words {
			if w := &q.words[k]; w.class == content && !w.spare && !w.told && runes(w.text) > 1 && !(q.kind == askWho && (heldBy.MatchString(w.text) || strings.Contains(which, w.text))) {
				n++
				if list[i].inside[k] >= wordMet {
					have++
				}
			}
		}
		if have*2 >= n && have > 0 {
			return &list[i]
		}
	}
	return nil
}

// evident is the best candidate that has all that the question has. A lesser one
// is taken only if it holds nearly as much of the question, or stands in the same passage.
func (s *Shelf) evident(q *query, list []judged) (judged, bool) {
	first := &list[0]
	for i := range list[:min(len(list), 16)] {
		c := &list[i]
		near := s.desk.sentences[c.id].at == s.desk.sentences[first.id].at && c.cover >= coverLow && (i == 0 || q.sharesWord(c))
		if i > 0 && (c.cover < 0.8*first.cover && !near && !q.heard() || q.losesRare(first, c)) && !s.ofWholePaper(q, first, c) {
			continue
		}
		if len(s.gaps(q, c)) == 0 && (i == 0 || s.softShare(q, c) <= 0.2) {
			return *c, true
		}
	}
	return *first, false
}

// losesRare reports whether a lesser candidate for a figure lacks a word that hardly stands
// elsewhere than in the best: 社会资本, of 其余由社会资本投入.
func (q *query) losesRare(first, c *judged) bool {
	if q.kind != askMany && q.kind != askShare {
		return false
	}
	for i := range q.words {
		w := &q.words[i]
		if w.class == content && !w.spare && runes(w.text) > 2 && w.count <= rare && first.inside[i] >= metAlt && c.inside[i] < wordMet {
			return true
		}
	}
	return false
}

// ofWholePaper reports whether a sentence gives the kind of thing that the first does not, and
// lacks no word but what its paper is about by its title.
func (s *Shelf) ofWholePaper(q *query, first, c *judged) bool {
	if !needsFit(q.kind) || first.fits >= fitEnough || c.fits < fitEnough {
		return false
	}
	shares := q.limited(s.desk.sentences[c.id].text)
	for i := range q.words {
		w := &q.words[i]
		if w.class != content || w.spare {
			continue
		}
		if c.inside[i] < metPart && met(w, s.desk.holder(c.id).title) < metAlt {
			return false
		}
		shares = shares || runes(w.text) > 1 && c.inside[i] > 0
	}
	return shares
}

// compose writes the answer from the best candidate.
func (s *Shelf) compose(q *query, best judged, list []judged) Answer {
	a := Answer{Kind: Answered}
	st := &s.desk.sentences[best.id]
	p := &s.desk.passages[st.at]
	for i := range q.words {
		if w := &q.words[i]; best.met[i] < wordMet && q.compared(w, st.text) {
			a.Lines = append(a.Lines, Line{Code: NotWritten, Args: []string{w.text}})
		}
	}
	for _, name := range q.unlisted(&best) {
		a.Kind = Partly
		a.Lines = append(a.Lines, Line{Code: NotWritten, Args: []string{name}})
	}
	if best.year == claimed {
		a.Lines = append(a.Lines, Line{Code: NotWritten, Args: []string{q.times[0].Text}})
	}
	if q.kind == askMean && best.fits < fitEnough && len(joined(q.words)) > 0 {
		a.Kind = Partly
		a.Lines = append(a.Lines, Line{Code: NoMeaning, Args: []string{strings.Join(joined(q.words), "")}})
	}
	if n := nthPart(q.text); n > 0 && s.heads(st.at) && len(s.children(st.at)) > 1 {
		return s.sayNth(q, &best, n)
	}
	switch part := s.partOf(q, st.at); {
	case p.clause.Kind == outline.Row:
		s.sayRow(q, &a, p)
	case part >= 0 && !s.listsAs(&best, howManyAsked(q.text)):
		s.sayParts(&a, part)
	case s.sayLaidOut(q, &a, &best, list):
	case s.sayMembers(q, &a, &best, list):
	case partsAsked.MatchString(q.text) && s.openers(q, &best.candidate) && len(s.children(st.at)) > 1:
		s.sayParts(&a, st.at)
		a.Lines = append(a.Lines, Line{Code: Count, Args: []string{strconv.Itoa(len(s.children(st.at))), ""}})
		return a
	case s.heads(st.at) && q.kind == askList && howManyAsked(q.text) > 0 && len(s.children(st.at)) == howManyAsked(q.text) || s.heads(st.at) && whichParts.MatchString(q.text) && len(s.children(st.at)) > 1:
		s.sayParts(&a, st.at)
	case s.heads(st.at) && (q.kind == askHow || q.kind == askList || q.kind == askTasks):
		s.sayHeading(&a, st.at)
	default:
		s.saySentence(q, &a, &best)
	}
	s.remarks(q, &a, &best)
	s.otherDocument(q, &a, best, list)
	return a
}

var nthAmong = pattern.MustCompile(`第([一二三四五六七八九十\d]+)(?:个|条|项|点|块|类|件|大点|个?方面|个?部分)(?:是|说|讲|写|要求|呢|$)`)

// nthLabel is the number of an article: 第五条.
var nthLabel = pattern.MustCompile(`^第[一二三四五六七八九十\d]+\p{Han}`)

// nthPart is which part under a heading is asked for: 保障措施第二条是什么; 0 if none.
func nthPart(text string) int {
	m := nthAmong.FindStringSubmatch(text)
	if m == nil {
		return 0
	}
	n, _ := segment.Number(m[1])
	return int(n)
}

// sayNth quotes the n-th of the parts under a heading; what has no such part is said to have none.
func (s *Shelf) sayNth(q *query, best *judged, n int) Answer {
	parts := s.children(s.desk.sentences[best.id].at)
	if n > len(parts) {
		return s.refuse(q, best, Gap{Code: "words", Args: []string{nthLabel.FindString(nthAmong.FindString(q.text))}})
	}
	a := Answer{Kind: Answered}
	p := &s.desk.passages[parts[n-1]]
	if s.heads(parts[n-1]) {
		s.sayParts(&a, parts[n-1])
		return a
	}
	for id := p.first; id < p.last; id++ {
		t := quoteWhole(s.desk.sentences[id].text)
		a.say(Quoted, p, t)
	}
	s.remarkSnapshot(q, &a, p)
	return a
}

// shortSentence is quoted whole, in characters; longestQuote bounds what is quoted of a longer one.
const (
	shortSentence = 60
	longestQuote  = 130
)

// eachOne answers 四条建议都采纳了没有 where what was asked of each stands in a passage
// of its own, side by side: the passage's lead, and the sentence that answers.
func (s *Shelf) eachOne(q *query, list []judged) (Answer, bool) {
	last := q.predicate()
	if last == nil || !last.telling() || !ofEach.MatchString(q.text) || q.kind != askYes && q.kind != askList && q.kind != askState {
		return Answer{}, false
	}
	var ids []int
	for i := range list {
		id := list[i].id
		if slices.ContainsFunc(ids, func(o int) bool { return s.desk.sentences[o].at == s.desk.sentences[id].at }) {
			continue
		}
		if metIn(last, s.desk.sentences[id].key) >= wordMet && (len(ids) == 0 || siblings(s.desk.holder(ids[0]), s.desk.holder(id))) {
			ids = append(ids, id)
		}
	}
	if n := howManyAsked(q.text); len(ids) < 2 || n > 0 && len(ids) != n {
		return Answer{}, false
	}
	slices.Sort(ids)
	a := Answer{Kind: Answered}
	for _, id := range ids {
		p := s.desk.holder(id)
		text := quoteWhole(s.desk.sentences[p.first].text)
		l := Line{Code: Item, Text: withoutLabel(text), Cites: []int{a.cite(p, text)}}
		if own := quoteWhole(s.desk.sentences[id].text); id != p.first {
			l.Args = []string{"：" + own}
			l.Cites = append(l.Cites, a.cite(p, own))
		}
		a.Lines = append(a.Lines, l)
	}
	return a, true
}

// ofEach asks the same of each of several things.
var ofEach = pattern.MustCompile(`都|各|逐[条项]|` + each)

// unlisted are the names that a question puts beside one that the sentence has, and
// that no document knows: 北碚和江北都去过吗.
func (q *query) unlisted(c *judged) []string {
	var out []string
	for i := range q.words {
		w := &q.words[i]
		if !w.name || w.known || c.met[i] >= wordMet || w.gap == "figure" {
			continue
		}
		for _, j := range []string{"和", "与", "跟", "、", "及"} {
			if strings.Contains(q.text, w.text+j) || strings.Contains(q.text, j+w.text) {
				out = append(out, w.text)
				break
			}
		}
	}
	return out
}

// sharesWord reports whether a sentence that is to give a figure has a word of the
// question itself: 带动增收412万元 beside 收储林地2.6万亩 is of something else.
func (q *query) sharesWord(c *judged) bool {
	if q.kind != askMany && q.kind != askShare {
		return true
	}
	for i := range q.words {
		if w := &q.words[i]; w.class == content && runes(w.text) > 1 && c.inside[i] >= wordMet {
			return true
		}
	}
	return false
}
