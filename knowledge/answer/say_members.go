package answer

import (
	"slices"
	"strings"

	"liangshan/knowledge/pattern"
	"liangshan/knowledge/segment"
)

// sayMembers answers 三大保卫战是哪些 where the members stand in passages of their
// own, side by side under one heading, each with the group's word in it.
func (s *Shelf) sayMembers(q *query, a *Answer, best *judged, list []judged) bool {
	if q.kind != askList && !q.plural && !(howManyAsked(q.text) > 1 && membersAsked.MatchString(q.text)) {
		return false
	}
	at := s.desk.sentences[best.id].at
	if opensList.MatchString(strings.TrimSpace(s.desk.sentences[best.id].text)) {
		return false // its own items follow
	}
	n := howManyAsked(q.text)
	ids := s.membersBeside(at, list, 0.85*best.cover)
	if more := s.membersBeside(at, list, 0.6*best.cover); n > 1 && len(ids) != n && len(more) == n {
		ids = more
	}
	if n > 2 && len(ids) != n && s.hasItems(best, n) {
		return false // the best sentence itself sets out as many
	}
	if len(ids) < 2 || len(ids) > 12 || best.fits >= fitEnough && len(ids) != howManyAsked(q.text) && !s.allLead(q, ids) {
		return false
	}
	slices.Sort(ids)
	if len(joined(q.words)) == 0 && !s.allNamed(q, ids) {
		return false // nothing says what they are members of
	}
	if s.onePlace(ids) {
		return false
	}
	s.sayItems(a, ids)
	return true
}

// membersBeside are the first sentences of passages side by side with one, that hold at least so much of the question.
func (s *Shelf) membersBeside(at int, list []judged, cover float64) []int {
	var ids []int
	for i := range list {
		c := &list[i]
		if c.cover >= cover && siblings(&s.desk.passages[at], s.desk.holder(c.id)) && c.firstOf(s.desk) {
			ids = append(ids, c.id)
		}
	}
	return ids
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
	first := s.desk.holder(ids[0]).clause.Path
	return !slices.ContainsFunc(ids, func(id int) bool { return !slices.Equal(first, s.desk.holder(id).clause.Path) })
}

// allNamed reports whether every sentence begins with a word of the question, however general: 动员部署阶段.
func (s *Shelf) allNamed(q *query, ids []int) bool {
	return !slices.ContainsFunc(ids, func(id int) bool {
		key := bare(firstPiece(s.desk.sentences[id].text))
		return !slices.ContainsFunc(q.words, func(w word) bool { return runes(w.text) > 1 && met(&w, key) >= metAlt })
	})
}

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

var (
	numberOf     = pattern.MustCompile(numeral + `(?:大|块|个|项|件|条|种|类|样|点|句|步|方面|是)`)
	numberWanted = pattern.MustCompile(`哪` + numeral + `[^年月日天号点时周\d]|` + numeral + `(?:大|块|个|项|件|条|种|类|样|点|步|场|方面|是|` + figurative + `)`)
)

const numeral = `([二三四五六七八九十两\d]+)`

// howManyAsked is the number that a question names: 三大保卫战, 3项; 0 if none.
func howManyAsked(text string) int {
	m := numberWanted.FindStringSubmatch(text)
	if m == nil {
		return 0
	}
	v, _ := segment.Number(m[1] + m[2])
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

var pieceEnd = pattern.MustCompile(`[，；。：]`)

func firstPiece(s string) string {
	if loc := pieceEnd.FindStringIndex(s); loc != nil {
		return s[:loc[0]]
	}
	return s
}
