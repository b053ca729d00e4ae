package answer

import (
	"math"
	"slices"
	"strings"

	"liangshan/knowledge/outline"
	"liangshan/knowledge/pattern"
	"liangshan/knowledge/segment"
)

// breakdown is a whole and its parts as one sentence gives them: 总投资18.6亿元，其中
// 上级资金7.2亿元、社会资本8亿元，其余由市财政局统筹.
type breakdown struct {
	c     candidate
	whole segment.Figure
	parts []amount // with the words of each
	rest  string   // who or what the rest is of; "" where there is none
}

var (
	shareOfWhole = pattern.MustCompile(`^(.{2,}?)(?:占|的?占比|的?比例|的?比重)`)
	largestPart  = pattern.MustCompile(`(?:里|中|其中)[^，]{0,6}(?:哪|什么)[^，]{0,8}(最[多少大小高低])|哪一?[块项部]分?(?:资金|投资|钱|经费)?(最[多少大小高低])`)
	restWord     = pattern.MustCompile(`其余(?:的)?(?:资金|部分|经费)?(?:由|为|是|从)?([^，。；]{2,24})`)
)

// fromParts answers what follows from a whole and its parts: the share of one, what the
// rest comes to, which is largest. What the text gives itself is quoted elsewhere.
func (s *Shelf) fromParts(q *query) (Answer, bool) {
	share, largest := shareOfWhole.FindStringSubmatch(q.text), largestPart.FindStringSubmatch(q.text)
	if q.kind != askShare && q.kind != askMany && largest == nil {
		return Answer{}, false
	}
	for _, c := range s.desk.candidates(q) {
		b, ok := s.breakdownIn(c)
		if !ok || c.cover < leastCover {
			continue
		}
		switch {
		case largest != nil && len(b.parts) > 1:
			return s.sayTop(b.parts, largest[1]+largest[2], "part"), true
		case q.kind == askShare && share != nil:
			return s.shareOf(q, &b, share[1])
		case q.kind == askMany && b.rest != "" && s.namesRest(q, &b):
			return s.sayRest(&b)
		}
	}
	return Answer{}, false
}

// breakdownIn reads a sentence; the parts are in the unit of the whole, and less.
func (s *Shelf) breakdownIn(c candidate) (breakdown, bool) {
	st := &s.desk.sentences[c.id]
	if s.desk.passages[st.at].clause.Kind == outline.Row {
		return breakdown{}, false
	}
	text := st.text
	b := breakdown{c: c}
	if m := restWord.FindStringSubmatchIndex(text); m != nil {
		b.rest, text = text[m[2]:m[3]], text[:m[0]]
	}
	head, tail, ok := strings.Cut(text, "其中")
	if !ok {
		if b.rest == "" {
			return b, false
		}
		head, tail, ok = strings.Cut(text, "，资金来源")
	}
	if !ok {
		return b, false
	}
	if b.whole, ok = lastMoney(head); !ok {
		return b, false
	}
	for _, piece := range segment.Clauses(tail) {
		items := splitList(piece.Of(tail))
		if items == nil {
			items = []string{piece.Of(tail)}
		}
		for _, item := range items {
			if f, ok := firstFigure(item, []string{b.whole.Unit}); ok && f.Value < b.whole.Value {
				b.parts = append(b.parts, amount{f: f, c: judged{candidate: c}, text: trimMarks(item), item: item})
			}
		}
	}
	return b, len(b.parts) > 0
}

// shareOf divides the part that the question names by the whole.
func (s *Shelf) shareOf(q *query, b *breakdown, name string) (Answer, bool) {
	t := s.topicQuery(q, name)
	for _, part := range b.parts {
		if len(t.words) == 0 || s.pieceCover(t, bare(part.text)) < 0.7 || strings.ContainsAny(part.text, "%％") {
			continue
		}
		a := Answer{Kind: Answered}
		at := s.citeAmount(&a, part)
		a.Lines = append(a.Lines,
			derived(part.f.Value/b.whole.Value*100, "%", part.f.Text, b.whole.Text, at),
			Line{Code: Quoted, Text: quoteWhole(withoutLabel(s.desk.sentences[b.c.id].text)), Cites: []int{at}})
		return a, true
	}
	return Answer{}, false
}

// namesRest reports whether the question is of what the rest is of: 市财政 of 其余由市财政局统筹解决.
func (s *Shelf) namesRest(q *query, b *breakdown) bool {
	if strings.Contains(q.text, "其余") {
		return true
	}
	rest := bare(b.rest)
	return slices.ContainsFunc(q.words, func(w word) bool {
		return w.class == content && runes(w.text) > 1 && (strings.Contains(rest, w.text) || metIn(&w, rest) >= wordMet) && !slices.ContainsFunc(b.parts, func(p amount) bool { return metIn(&w, bare(p.text)) >= wordMet })
	})
}

// sayRest takes the parts from the whole.
func (s *Shelf) sayRest(b *breakdown) (Answer, bool) {
	left, parts := b.whole.Value, []string{}
	for _, p := range b.parts {
		left -= p.f.Value
		parts = append(parts, p.f.Text)
	}
	if left <= 0 {
		return Answer{}, false
	}
	a := Answer{Kind: Answered}
	at := s.citeAmount(&a, b.parts[0])
	a.Lines = append(a.Lines,
		Line{Code: Difference, Args: []string{"", b.whole.Text, "", strings.Join(parts, "－"), trimFloat(math.Round(left*1e4) / 1e4), b.whole.Unit, "rest"}, Cites: []int{at}},
		Line{Code: Quoted, Text: quoteWhole(withoutLabel(s.desk.sentences[b.c.id].text)), Cites: []int{at}})
	return a, true
}
