package answer

import (
	"slices"
	"strings"

	"liangshan/knowledge/outline"
	"liangshan/knowledge/pattern"
)

// mostUnder bounds how many things are listed below a heading.
const mostUnder = 12

// sayHeading answers with what stands under a heading: the heading's words, then its
// parts, each by its heading where it has one. What leads up to the parts is left out.
func (s *Shelf) sayHeading(a *Answer, at int) {
	p := &s.desk.passages[at]
	head := strings.TrimRight(quoteWhole(p.clause.Text), "：:")
	a.say(Quoted, p, head)
	below := s.below(at)
	parts := slices.DeleteFunc(slices.Clone(below), func(c *passage) bool { return len(c.clause.Path) == len(p.clause.Path) })
	code := Item
	if len(parts) < 2 {
		parts, code = below, Quoted
	}
	for _, c := range parts[:min(len(parts), mostUnder)] {
		text := s.leadWords(c)
		a.say(code, c, text)
	}
}

// below lists the passages under a heading: those of its own, and the first of each part.
func (s *Shelf) below(at int) []*passage {
	p := &s.desk.passages[at]
	depth := len(p.clause.Path)
	var out []*passage
	for i := at + 1; i < len(s.desk.passages); i++ {
		c := &s.desk.passages[i]
		if c.doc != p.doc || !under(p, c) {
			break
		}
		again := len(out) > 0 && len(c.clause.Path) > depth && len(out[len(out)-1].clause.Path) > depth && slices.Equal(out[len(out)-1].clause.Path, c.clause.Path)
		if len(c.clause.Path) <= depth+1 && c.first < c.last && !again {
			out = append(out, c)
		}
	}
	return out
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

var unfolded = pattern.MustCompile(`哪些|哪几|什么|几大?(?:条|项|个|方面|块|样|类|点|部分)|怎么`)

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

// children are the first passages of the parts one step below a passage, the text that
// stands between a heading and its parts left out.
func (s *Shelf) children(at int) []int {
	p := &s.desk.passages[at]
	depth := len(p.clause.Path)
	var out []int
	for i := at + 1; i < len(s.desk.passages) && i <= at+mostBelow; i++ {
		c := &s.desk.passages[i]
		if c.doc != p.doc || !under(p, c) || c.clause.Kind == outline.Tail {
			break
		}
		if len(c.clause.Path) <= depth && depth == 0 {
			break // what opens a paper has its sections not below it
		}
		if len(c.clause.Path) <= depth || c.first == c.last {
			continue
		}
		if n := len(out); n == 0 || !slices.Equal(s.desk.passages[out[n-1]].clause.Path[:depth+1], c.clause.Path[:depth+1]) {
			out = append(out, i)
		}
	}
	return out
}

// partOf is the one part under the same heading that sets out as many things as the
// question names, where the passage at hand does not: 前期工作是哪六件事; -1 if none.
func (s *Shelf) partOf(q *query, at int) int {
	n := howManyAsked(q.text)
	p := &s.desk.passages[at]
	if n < 3 || len(p.clause.Path) != 1 || !whichParts.MatchString(q.text) && !numberedParts.MatchString(q.text) || len(s.children(at)) == n {
		return -1
	}
	out := -1
	for i := range s.desk.passages {
		c := &s.desk.passages[i]
		if c.doc != p.doc || len(c.clause.Path) < 2 || c.clause.Path[0] != p.clause.Path[0] || len(s.children(i)) != n || out >= 0 && under(&s.desk.passages[out], c) {
			continue
		}
		if out >= 0 {
			return -1
		}
		out = i
	}
	return out
}

// opensParts reports whether a sentence ends a text whose parts follow: …，培育壮大生态产业。一是…，二是….
func (s *Shelf) opensParts(id int) bool {
	at := s.desk.sentences[id].at
	p := &s.desk.passages[at]
	return id == p.last-1 && len(p.clause.Path) > 0 && (p.clause.Kind == outline.Body || p.clause.Kind == outline.Intro) && len(s.children(at)) > 1
}

// mostBelow bounds how far a heading is unfolded, in passages.
const mostBelow = 40

// childItems lists the leads of the parts that stand below a passage.
func (s *Shelf) childItems(a *Answer, at int) {
	for _, i := range s.children(at) {
		c := &s.desk.passages[i]
		if !sameLabel(a, c) {
			t := strings.TrimRight(quoteWhole(s.desk.sentences[c.first].text), "；")
			if !slices.ContainsFunc(a.Lines, func(l Line) bool { return l.Text == withoutLabel(t) }) {
				a.say(Item, c, t)
			}
		}
	}
}

// sayParts answers with a heading and the bare leads of its parts, where how many or
// which parts were asked for.
func (s *Shelf) sayParts(a *Answer, at int) {
	p := &s.desk.passages[at]
	head := quoteWhole(p.clause.Text)
	a.say(Quoted, p, head)
	s.childItems(a, at)
}

// opensList ends a sentence whose items follow: 应当提交下列材料：
var opensList = pattern.MustCompile(`[：:]$|(?:下列|以下|如下)[^，。]{0,10}[：:]?$`)

// sameLabel reports whether the clause's number is listed already: a heading, then its text.
func sameLabel(a *Answer, c *passage) bool {
	return len(a.Citations) > 0 && a.Citations[len(a.Citations)-1].Place == c.clause.Place()
}

// layable is what rules lay out under an opener of its own: 应当提交下列材料, 办理流程; cases are
// asked for in more words than one.
var (
	layable   = pattern.MustCompile(`条件|材料|资料|证件|情形|情况|渠道|途径|流程|程序|步骤|手续|环节|业务|对象|内容|事项|义务|权利|职责|费用|措施`)
	caseAsked = pattern.MustCompile(`^(?:情形|情况|条件)$`)
	caseLaid  = pattern.MustCompile(`(?:情形|情况|条件)(?:之一)?`)
)

// laysOut is how far a sentence opens the list of what a question asks for by name, where
// others only mention it: 1; that it opens the list of something else: -1.
func (s *Shelf) laysOut(q *query, id int) int {
	st := &s.desk.sentences[id]
	asked := layable.FindString(behindAsking(q.text))
	if asked == "" {
		asked = layable.FindString(q.text)
	}
	if asked == "" || q.kind != askList && !(q.kind == askHow && caseAsked.MatchString(asked)) || !opensList.MatchString(strings.TrimSpace(st.text)) && !s.heads(st.at) && !s.opensParts(id) {
		return 0
	}
	switch other := layable.FindString(st.key); {
	case met(&word{text: asked, alts: tables.syn[asked]}, st.key) >= metAlt, caseAsked.MatchString(asked) && caseLaid.MatchString(st.key):
		return 1
	case other != "" && !strings.Contains(q.text, other):
		return -1
	}
	return 0
}

// sayLaidOut answers with the list that a question asks for by name; with all of them, where
// a paper lays one out for each of several sorts.
func (s *Shelf) sayLaidOut(q *query, a *Answer, best *judged, list []judged) bool {
	var ids []int
	for i := range list {
		c := &list[i]
		at := s.desk.sentences[c.id].at
		if !s.heads(at) && s.laysOut(q, c.id) > 0 && c.cover >= 0.95*best.cover && s.desk.passages[at].doc == s.desk.holder(best.id).doc {
			ids = append(ids, c.id)
		}
	}
	if !slices.Contains(ids, best.id) {
		return false
	}
	slices.Sort(ids)
	for _, id := range ids {
		p := s.desk.holder(id)
		t := quoteWhole(s.desk.sentences[id].text)
		a.Lines = append(a.Lines, Line{Code: Quoted, Text: strings.TrimRight(withoutLabel(t), "：:"), Cites: []int{a.cite(p, t)}})
		if at := s.desk.sentences[id].at; id+1 < p.last && len(s.children(at)) == 0 {
			s.itemsBelow(a, p, id)
		} else if len(p.clause.Path) > 0 && len(s.children(at)) > 0 {
			s.childItems(a, at)
		} else {
			s.itemsAfter(a, at)
		}
	}
	return true
}

// itemsAfter lists the numbered passages behind one that stands under no number itself.
func (s *Shelf) itemsAfter(a *Answer, at int) {
	for i := at + 1; i < len(s.desk.passages) && i <= at+mostUnder; i++ {
		c := &s.desk.passages[i]
		if c.doc != s.desk.passages[at].doc || c.first == c.last || !label.MatchString(c.clause.Text) {
			return
		}
		t := quoteWhole(s.desk.sentences[c.first].text)
		a.say(Item, c, t)
	}
}
