package answer

import (
	"liangshan/knowledge/outline"
)

// refuse says what the documents do not have, with the nearest that they do have, and whom to ask.
func (s *Shelf) refuse(q *query, near *judged, gaps ...Gap) Answer {
	a := Answer{Kind: NotIn}
	if len(gaps) == 0 {
		gaps = s.unknownWords(q)
	}
	a.Missing = s.truthful(q, gaps)
	doc := q.doc
	if near != nil && near.cover >= 0.25 {
		p := s.desk.passageAt(near.id)
		text, _ := s.cutOut(q, near)
		if p.clause.Kind == outline.Row {
			text = rowWhat(p.clause)
		}
		if l, ok := countedOnly(text); ok && q.kind == askYes {
			at := a.cite(p, text)
			a.Lines = append(a.Lines, Line{Code: Quoted, Text: text, Cites: []int{at}}, Line{Code: NoList, Args: []string{l}, Cites: []int{at}})
		} else {
			c := citation(p, text)
			a.Nearest = &c
		}
		doc = p.doc
	}
	a.AskWhom = s.askWhom(doc)
	return a
}

// unknownWords are the content words that no document has.
func (s *Shelf) unknownWords(q *query) []Gap {
	var out []Gap
	for _, w := range q.words {
		if w.class == content && !w.known && !w.told {
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
