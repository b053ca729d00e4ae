package answer

import (
	"regexp"
	"slices"
	"strings"

	"liangshan/knowledge/outline"
	"liangshan/knowledge/segment"
)

// sayMembers answers 三大保卫战是哪些 where the members stand in passages of their
// own, side by side under one heading, each with the group's word in it.
func (s *Shelf) sayMembers(q *query, a *Answer, best *judged, list []judged) bool {
	if q.kind != askList && !q.plural {
		return false
	}
	at := s.desk.sentences[best.id].at
	var ids []int
	for i := range list {
		c := &list[i]
		if c.cover >= 0.85*best.cover && siblings(&s.desk.passages[at], &s.desk.passages[s.desk.sentences[c.id].at]) && c.firstOf(s.desk) {
			ids = append(ids, c.id)
		}
	}
	if len(ids) < 2 || len(ids) > 12 || best.fits >= fitEnough && len(ids) != howManyAsked(q.text) && !s.allLead(q, ids) {
		return false
	}
	slices.Sort(ids)
	if s.onePlace(ids) {
		return false
	}
	s.sayItems(a, ids)
	return true
}

func (s *Shelf) sayItems(a *Answer, ids []int) {
	for _, id := range ids {
		st := &s.desk.sentences[id]
		p := &s.desk.passages[st.at]
		a.Lines = append(a.Lines, Line{Code: Item, Text: withoutLabel(firstPiece(st.text)), Cites: []int{a.cite(p, quoteWhole(st.text))}})
	}
}

// onePlace reports whether all the sentences stand under one number: a heading and its text are no members.
func (s *Shelf) onePlace(ids []int) bool {
	first := s.desk.passages[s.desk.sentences[ids[0]].at].clause.Path
	return !slices.ContainsFunc(ids, func(id int) bool { return !slices.Equal(first, s.desk.passages[s.desk.sentences[id].at].clause.Path) })
}

// eachOne answers 四条建议都采纳了没有 where what was asked of each stands in a passage
// of its own, side by side: the passage's lead, and the sentence that answers.
func (s *Shelf) eachOne(q *query, list []judged) (Answer, bool) {
	last := q.predicate()
	if last == nil || !ofEach.MatchString(q.text) || q.kind != askYes && q.kind != askList && q.kind != askState {
		return Answer{}, false
	}
	var ids []int
	for i := range list {
		id := list[i].id
		if metIn(last, s.desk.sentences[id].key) >= wordMet && (len(ids) == 0 || siblings(&s.desk.passages[s.desk.sentences[ids[0]].at], &s.desk.passages[s.desk.sentences[id].at])) {
			ids = append(ids, id)
		}
	}
	if n := howManyAsked(q.text); len(ids) < 2 || n > 0 && len(ids) != n {
		return Answer{}, false
	}
	slices.Sort(ids)
	a := Answer{Kind: Answered}
	for _, id := range ids {
		p := &s.desk.passages[s.desk.sentences[id].at]
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
var ofEach = regexp.MustCompile(`都|每[个条项家]|各|分别|逐[条项]`)

// allLead reports whether every sentence holds the question's words in its first piece.
func (s *Shelf) allLead(q *query, ids []int) bool {
	for _, id := range ids {
		key := bare(firstPiece(s.desk.sentences[id].text))
		for i := range q.words {
			if w := &q.words[i]; w.class == content && w.itself() && met(w, key) < wordMet {
				return false
			}
		}
	}
	return true
}

var numberOf = regexp.MustCompile(`([二三四五六七八九十两\d]+)(?:大|块|个|项|件|条|种|类|点|句|步|方面|是)`)

// howManyAsked is the number that a question names: 三大保卫战, 3项; 0 if none.
func howManyAsked(text string) int {
	m := numberOf.FindStringSubmatch(text)
	if m == nil {
		return 0
	}
	v, _ := segment.Number(m[1])
	return int(v)
}

func (c *judged) firstOf(d *desk) bool { return d.passages[d.sentences[c.id].at].first == c.id }

// siblings reports whether two passages are numbered side by side.
func siblings(a, b *passage) bool {
	x, y := a.clause.Path, b.clause.Path
	if a.doc != b.doc || len(x) != len(y) || len(x) == 0 || x[len(x)-1].Label == "" || strings.HasPrefix(x[len(x)-1].Label, "第") {
		return false
	}
	return slices.Equal(x[:len(x)-1], y[:len(y)-1])
}

var pieceEnd = regexp.MustCompile(`[，；。：]`)

func firstPiece(s string) string {
	if loc := pieceEnd.FindStringIndex(s); loc != nil {
		return s[:loc[0]]
	}
	return s
}

// sayHeading answers with what stands under a heading: the heading's words, then the lead of each part below.
func (s *Shelf) sayHeading(a *Answer, at int) {
	p := &s.desk.passages[at]
	head := quoteWhole(p.clause.Text)
	a.Lines = append(a.Lines, Line{Code: Quoted, Text: withoutLabel(head), Cites: []int{a.cite(p, head)}})
	depth := len(p.clause.Path)
	for i := at + 1; i < len(s.desk.passages) && len(a.Lines) < 12; i++ {
		c := &s.desk.passages[i]
		if c.doc != p.doc || len(c.clause.Path) < depth || !under(p, c) {
			return
		}
		if len(c.clause.Path) > depth+1 || c.first == c.last {
			continue
		}
		text := s.leadWords(c)
		code := Item
		if len(c.clause.Path) == depth {
			code = Quoted
		}
		a.Lines = append(a.Lines, Line{Code: code, Text: withoutLabel(text), Cites: []int{a.cite(c, text)}})
		if c.clause.Kind == outline.Heading {
			continue
		}
	}
}

// heads reports whether a passage only names what stands below it: a heading, or a
// short line without a full stop that numbered passages follow.
func (s *Shelf) heads(at int) bool {
	p := &s.desk.passages[at]
	if p.clause.Kind == outline.Heading {
		return true
	}
	if p.clause.Kind != outline.Body || p.last-p.first != 1 || at+1 >= len(s.desk.passages) {
		return false
	}
	text := strings.TrimSpace(p.clause.Text)
	next := &s.desk.passages[at+1]
	return runes(text) <= 30 && !strings.ContainsAny(text, "，；") && next.doc == p.doc && len(next.clause.Path) > len(p.clause.Path) && under(p, next)
}

// openers reports whether the candidate is a heading that the question asks to have
// unfolded: 前期做了哪些工作, of 前期工作进展顺利.
func (s *Shelf) openers(q *query, c *candidate) bool {
	if !unfolded.MatchString(q.text) || q.kind != askHow && q.kind != askList && q.kind != askTasks && !partsAsked.MatchString(q.text) || !s.heads(s.desk.sentences[c.id].at) {
		return false
	}
	named := false
	for i := range q.words {
		if w := &q.words[i]; w.class == content {
			if c.inside[i] < wordMet {
				return false
			}
			named = true
		}
	}
	return named
}

var unfolded = regexp.MustCompile(`哪些|哪几|什么|几(?:条|项|个|方面)|怎么`)

// leadWords are the words that open a passage: all of a short one, else its first sentence.
func (s *Shelf) leadWords(c *passage) string {
	whole := quoteWhole(c.clause.Text)
	if runes(whole) <= longestQuote {
		return whole
	}
	text := quoteWhole(s.wholePeriod(c, c.first, quoteWhole(s.desk.sentences[c.first].text)))
	if runes(text) > longestQuote {
		text = firstPiece(text)
	}
	return text
}

// under reports whether passage c stands below the heading of p.
func under(p, c *passage) bool {
	n := len(p.clause.Path)
	return len(c.clause.Path) >= n && slices.Equal(p.clause.Path, c.clause.Path[:n])
}

// wholeTopic lists the documents that a word is the topic of; 两山创建 by its parts.
func (d *desk) wholeTopic(w *word) map[*Doc]bool {
	rs := []rune(w.text)
	if len(w.topics) > 0 || w.name || len(rs) < 4 || len(rs)%2 != 0 {
		return w.topics
	}
	var out map[*Doc]bool
	for i := 0; i < len(rs); i += 2 {
		part := d.topicsOf(&word{text: string(rs[i : i+2])})
		if out == nil {
			out = part
		}
		out = both(out, part)
	}
	return out
}

func both(a, b map[*Doc]bool) map[*Doc]bool {
	out := map[*Doc]bool{}
	for d := range a {
		if b[d] {
			out[d] = true
		}
	}
	return out
}

var leadWord = regexp.MustCompile(`^(?:牵头|负责|主管|主抓|责任|牵头单位|牵头部门|抓|管|归)`)

// overallLead answers who leads the whole, when no single matter is named.
func (s *Shelf) overallLead(q *query) (Answer, bool) {
	if q.kind != askWho || len(q.context) > 0 {
		return Answer{}, false
	}
	var topic map[*Doc]bool
	for i := range q.words {
		if w := &q.words[i]; w.class == content && !leadWord.MatchString(w.text) {
			if topic = s.desk.wholeTopic(w); len(topic) == 0 {
				return Answer{}, false
			}
		}
	}
	if !strings.Contains(q.text, "牵头") && !strings.Contains(q.text, "负责") {
		return Answer{}, false
	}
	for _, mark := range []string{"作为牵头", "牵头部门", "牵头单位为", "办公室设在"} {
		for _, id := range s.desk.where(mark) {
			st := &s.desk.sentences[id]
			p := &s.desk.passages[st.at]
			if p.clause.Kind == outline.Row || len(topic) > 0 && !topic[p.doc] || q.doc != nil && p.doc != q.doc || q.elsewhere(p.doc.ID) {
				continue
			}
			a := Answer{Kind: Answered}
			a.Lines = append(a.Lines, Line{Code: Quoted, Text: quoteWhole(withoutLabel(st.text)), Cites: []int{a.cite(p, quoteWhole(st.text))}})
			return a, true
		}
	}
	return Answer{}, false
}
