package answer

import (
	"slices"
	"strings"

	"liangshan/knowledge/outline"
)

// gaps lists what the question has and the candidate does not: words, names,
// figures, the period, the kind of thing asked for.
func (s *Shelf) gaps(q *query, c *judged) []Gap {
	var out []Gap
	soft := 0.0
	var softWords []string
	total := 0.0
	for i := range q.words {
		w := &q.words[i]
		total += w.weight
		if w.class == faint || w.spare || c.met[i] >= wordMet {
			continue
		}
		switch {
		case w.name && w.known: // it stands in a document, but not with the rest
			out = append(out, Gap{Code: "together", Args: []string{w.text}})
		case w.name:
			out = append(out, Gap{Code: w.gap, Args: []string{w.text}})
		case runes(w.text) > 1:
			soft += w.weight
			softWords = append(softWords, w.text)
			if !w.known {
				out = append(out, Gap{Code: "words", Args: []string{w.text}})
			}
		}
	}
	strict := q.kind == askMany || q.kind == askShare
	if len(out) == 0 && len(softWords) > 0 && (strict || soft > 0.4*total || c.cover < coverLow) {
		out = append(out, Gap{Code: "words", Args: softWords})
	}
	if c.year < fitEnough && len(q.times) > 0 {
		out = append(out, Gap{Code: "period", Args: []string{q.times[0].Text}})
	}
	if len(out) == 0 && needsFit(q.kind) && c.fits < fitEnough {
		out = append(out, q.lacking())
	}
	return out
}

// lacking is the gap of what was asked for: the time, the body, the figure, with its measure word.
func (q *query) lacking() Gap {
	g := Gap{Code: "attribute", Args: []string{string(q.kind)}}
	if m := countWord.FindStringSubmatch(q.text); m != nil && q.kind == askMany && m[1] != "个" {
		g.Args = append(g.Args, m[1])
	}
	return g
}

// needsFit lists the kinds of question that only their own kind of thing answers.
func needsFit(k ask) bool {
	return slices.Contains([]ask{askWhen, askLeft, askOften, askMany, askShare, askWho, askWhere, askPhone, askWhy}, k)
}

// besideUnwritten shows what comes closest where the documents do not write one
// word of the question but have all the rest of it, and the kind of thing asked for:
// the word may be the asker's own for what stands there. It says which word is missing.
func (s *Shelf) besideUnwritten(q *query, list []judged) (Answer, bool) {
	var strange []string
	plain := *q
	plain.words = nil
	telling := 0
	for _, w := range q.words {
		switch {
		case w.gap == "words" && w.name && !w.known && !tables.noun[w.text] && runes(w.text) <= 4:
			strange = append(strange, w.text)
			continue
		case w.name && !w.known:
			return Answer{}, false
		case w.class == content && w.known && !w.spare:
			telling += runes(w.text)
		}
		plain.words = append(plain.words, w)
	}
	if len(strange) != 1 || telling < 3 || !needsFit(q.kind) && q.kind != askList && q.kind != askHow && q.kind != askYes {
		return Answer{}, false
	}
	for _, c := range s.judge(&plain)[:min(3, len(list))] {
		if needsFit(q.kind) && c.fits < 0.9 || c.cover < 0.8 || len(s.gaps(&plain, &c)) > 0 {
			continue
		}
		a := s.compose(&plain, c, nil)
		a.Lines = append([]Line{{Code: NotWritten, Args: strange}}, a.Lines...)
		a.Kind = Partly
		return a, true
	}
	return Answer{}, false
}

// refuse says what the documents do not have, with the nearest that they do have, and whom to ask.
func (s *Shelf) refuse(q *query, near *judged, gaps ...Gap) Answer {
	a := Answer{Kind: NotIn}
	if len(gaps) == 0 {
		gaps = s.unknownWords(q)
	}
	a.Missing = gaps
	doc := q.doc
	if near != nil && near.cover >= 0.25 {
		p := &s.desk.passages[s.desk.sentences[near.id].at]
		text, _ := s.cutOut(q, near)
		if p.clause.Kind == outline.Row {
			text = strings.TrimSpace(rowWhat(p.clause))
		}
		c := citation(p, text)
		a.Nearest = &c
		doc = p.doc
	}
	a.AskWhom = s.askWhom(doc)
	return a
}

// unknownWords are the content words that no document has.
func (s *Shelf) unknownWords(q *query) []Gap {
	var out []Gap
	for _, w := range q.words {
		if w.class == content && !w.known {
			code := w.gap
			if code == "" {
				code = "words"
			}
			out = append(out, Gap{Code: code, Args: []string{w.text}})
		}
	}
	if len(out) == 0 {
		out = append(out, Gap{Code: "words", Args: joined(q.words)})
	}
	return out
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

// leads finds the unit that a document names as leading the whole: 区生态环境局作为牵头部门, 办公室设在…
func (s *Shelf) leads(doc *Doc) string {
	if s.Roster == nil {
		return ""
	}
	for _, mark := range []string{"作为牵头", "牵头部门", "办公室设在"} {
		for _, id := range s.desk.where(mark) {
			st := &s.desk.sentences[id]
			p := &s.desk.passages[st.at]
			if p.doc != doc || p.clause.Kind == outline.Row {
				continue
			}
			for _, m := range s.Roster.Find(st.text) {
				if !m.Group && !genericUnit.MatchString(m.Text) {
					return m.Text
				}
			}
		}
	}
	return ""
}

// softShare is the weight of the words that a candidate lacks, of all.
func (s *Shelf) softShare(q *query, c *judged) float64 {
	total, soft := 0.0, 0.0
	for i := range q.words {
		w := &q.words[i]
		total += w.weight
		if w.class != faint && !w.spare && c.met[i] < wordMet && runes(w.text) > 1 {
			soft += w.weight
		}
	}
	if total == 0 {
		return 0
	}
	return soft / total
}
