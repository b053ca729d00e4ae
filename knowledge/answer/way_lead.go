package answer

import (
	"slices"

	"liangshan/knowledge/outline"
	"liangshan/knowledge/pattern"
)

// wholeLed asks who leads, in any of the words for it.
var wholeLed = pattern.MustCompile(`牵头|负责|主抓|[在来去]抓|抓的?$|在[管搞]|归.{0,6}[管抓]|总抓|主[管责]`)

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
	if !wholeLed.MatchString(q.text) || s.desk.inRow(q) {
		return Answer{}, false
	}
	leading := s.desk.leading()
	slices.SortStableFunc(leading, func(a, b int) int { return s.guestsLast(q, a, b) })
	for _, id := range leading {
		st := &s.desk.sentences[id]
		p := &s.desk.passages[st.at]
		if len(topic) > 0 && !topic[p.doc] || q.another(p.doc) || q.elsewhere(p.doc.ID) {
			continue
		}
		a := Answer{Kind: Answered}
		a.Lines = append(a.Lines, Line{Code: Quoted, Text: quoteWhole(withoutLabel(st.text)), Cites: []int{a.cite(p, quoteWhole(st.text))}})
		return a, true
	}
	return Answer{}, false
}

// inRow reports whether a row of a table is of what the question names: it has a lead of its own.
func (d *desk) inRow(q *query) bool {
	named := slices.ContainsFunc(q.words, func(w word) bool { return w.class == content && !leadWord.MatchString(w.text) })
	return named && slices.ContainsFunc(d.passages, func(p passage) bool {
		if p.clause.Kind != outline.Row {
			return false
		}
		what := bare(rowWhat(p.clause))
		return !slices.ContainsFunc(q.words, func(w word) bool {
			return w.class == content && !leadWord.MatchString(w.text) && met(&w, what) < wordMet
		})
	})
}

// leadMarks are what documents say of who leads the whole, the most telling first.
var leadMarks = []string{"作为牵头", "牵头部门", "牵头单位为", "办公室设在"}

// leadSentences lists the sentences that say who leads the whole.
func (d *desk) leadSentences() []int {
	var out []int
	for _, mark := range leadMarks {
		for _, id := range d.where(mark) {
			if d.passages[d.sentences[id].at].clause.Kind != outline.Row {
				out = append(out, id)
			}
		}
	}
	return out
}

// wholeTopic lists the documents that a word is the topic of; 两山创建 by its parts.
func (d *desk) wholeTopic(w *word) map[*Doc]bool {
	rs := []rune(w.text)
	if len(w.topics) > 0 || w.name || len(rs) < 4 || len(rs)%2 != 0 {
		return w.topics
	}
	var out map[*Doc]bool
	for i := 0; i < len(rs); i += 2 {
		part, _ := d.topicsOf(&word{text: string(rs[i : i+2])})
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

// leads finds the unit that a document names as leading the whole: 区生态环境局作为牵头部门, 办公室设在…
func (s *Shelf) leads(doc *Doc) string {
	if s.Roster == nil {
		return ""
	}
	for _, id := range s.desk.leading() {
		st := &s.desk.sentences[id]
		if s.desk.passages[st.at].doc != doc {
			continue
		}
		for _, m := range s.Roster.Find(st.text) {
			if !m.Group && !genericUnit.MatchString(m.Text) {
				return m.Text
			}
		}
	}
	return ""
}

// askWhom names who would know: whoever leads by the document's own words, else who issued it.
func (s *Shelf) askWhom(doc *Doc) []string {
	docs := s.desk.docs()
	if doc != nil {
		docs = []*Doc{doc}
	}
	for _, d := range docs {
		if u := s.leads(d); u != "" {
			return []string{u}
		}
	}
	for _, d := range docs {
		if d.Outline.Issuer != "" {
			return []string{d.Outline.Issuer}
		}
	}
	return nil
}
