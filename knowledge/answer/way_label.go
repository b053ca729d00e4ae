package answer

import (
	"cmp"
	"slices"
	"strings"

	"liangshan/knowledge/outline"
	"liangshan/knowledge/pattern"
	"liangshan/knowledge/segment"
	"liangshan/store/day"
)

// placeAsked is a place that a question asks for by its number: 第七条第二款第三项.
type placeAsked struct {
	words           string // as asked
	unit            rune   // 条, 章, 节, 编
	n               int
	paragraph, item int // 0 where none is asked for
}

const placeNumber = `[一二三四五六七八九十百千零两\d]+`

var (
	labelAsked = pattern.MustCompile(`第(` + placeNumber + `)(条|章|节|编)(?:的?第(` + placeNumber + `)款)?(?:的?第?\(?(` + placeNumber + `)\)?项)?`)
	// labelFrame is what stands around a place and its document's name in a question for its words.
	labelFrame = pattern.MustCompile(`《[^》]*》|具体|主要|内容|原文|原话|全文|条文|条款|规定|怎么|如何|什么|哪些|写|讲|说|提|要求|请问|念|查|给我|看|告诉我|一下|[本该这那](?:个|份|部|项)?|里面?|中|的|了|是|有|吗|呢|啥|都|就|[？?，,。 ]`)
)

// byLabel quotes the article or the chapter that a question asks for by its number:
// 办法第七条第二款怎么规定的. One that its document does not have is said to be missing.
func (s *Shelf) byLabel(q *query) (Answer, bool) {
	asked, rest, ok := labelOf(q.text)
	if !ok {
		return Answer{}, false
	}
	docs := s.labelled(q, asked.unit, rest)
	if len(docs) == 0 {
		return Answer{}, false
	}
	a := Answer{Kind: Answered}
	var found [][]int
	for _, d := range docs {
		if at := s.placesUnder(d, asked); len(at) > 0 {
			found = append(found, at)
		}
	}
	switch {
	case len(found) == 0:
		return s.refuse(q, nil, Gap{Code: "words", Args: []string{cmp.Or(labelAsked.FindString(q.raw), asked.words)}}), true
	case len(found) == 1:
		s.sayLabel(q, &a, found[0])
	default:
		for _, at := range found[:min(len(found), mostLabelled)] {
			p := &s.desk.passages[at[0]]
			text := quoteWhole(p.clause.Text)
			a.Lines = append(a.Lines, Line{Code: ByDoc, Args: []string{shortName(p.doc.Outline)}, Dates: []day.Date{p.doc.Outline.Issued}, Text: withoutLabel(text), Cites: []int{a.cite(p, text)}})
		}
	}
	return a, true
}

// mostLabelled bounds of how many documents the same number is quoted, where none is named.
const mostLabelled = 3

// labelOf is the one place that a question asks for, and what else it says.
func labelOf(text string) (l placeAsked, rest string, ok bool) {
	all := labelAsked.FindAllStringSubmatch(text, -1)
	if len(all) == 0 {
		return l, "", false
	}
	m := all[len(all)-1] // 第二章第五条
	for _, o := range all[:len(all)-1] {
		if o[2] == m[2] {
			return l, "", false
		}
	}
	count := func(s string) int {
		n, _ := segment.Number(s)
		return int(n)
	}
	l = placeAsked{words: m[0], unit: []rune(m[2])[0], n: count(m[1]), paragraph: count(m[3]), item: count(m[4])}
	rest = labelFrame.ReplaceAllString(labelAsked.ReplaceAllString(text, ""), "")
	return l, bare(rest), l.n > 0
}

// labelled are the documents that count their parts so and may be meant: the one that
// the question names, those that the conversation is about, else all. None where the
// question says more than which document.
func (s *Shelf) labelled(q *query, unit rune, rest string) []*Doc {
	var out, home []*Doc
	for _, d := range s.desk.docs() {
		named := q.doc == d || rest != "" && strings.Contains(bare(d.Outline.Title+d.Outline.Short), rest)
		if q.doc != nil && q.doc != d || !named && rest != "" || !countsBy(d.Outline, unit) {
			continue
		}
		if out = append(out, d); slices.Contains(q.home, d.ID) {
			home = append(home, d)
		}
	}
	if rest == "" && len(home) > 0 {
		return home
	}
	return out
}

func countsBy(o *outline.Document, unit rune) bool {
	return slices.ContainsFunc(o.Clauses, func(c outline.Clause) bool {
		return slices.ContainsFunc(c.Path, func(st outline.Step) bool { return labelNumber(st.Label, unit) > 0 })
	})
}

// labelNumber is the number of 第N条, where a label is that and nothing more.
func labelNumber(text string, unit rune) int {
	rs := []rune(fold(text))
	if n, length, u, ok := segment.Article(rs); ok && u == unit && length == len(rs) {
		return n
	}
	return 0
}

// placesUnder lists the passages of a place, in order.
func (s *Shelf) placesUnder(d *Doc, l placeAsked) []int {
	var out []int
	for i := range s.desk.passages {
		p := &s.desk.passages[i]
		at := slices.IndexFunc(p.clause.Path, func(st outline.Step) bool { return labelNumber(st.Label, l.unit) == l.n })
		if p.doc != d || at < 0 || l.paragraph > 0 && labelNumber(p.clause.Spot, '款') != l.paragraph {
			continue
		}
		if last := p.clause.Path[len(p.clause.Path)-1].Label; l.item > 0 {
			if n, _ := segment.Number(strings.Trim(fold(last), "().、第项")); at == len(p.clause.Path)-1 || int(n) != l.item {
				continue
			}
		}
		out = append(out, i)
	}
	return out
}

// sayLabel quotes a place: an article in full, its items one by one; of a chapter what its parts begin with.
func (s *Shelf) sayLabel(q *query, a *Answer, list []int) {
	first := &s.desk.passages[list[0]]
	if first.clause.Kind == outline.Heading {
		s.sayHeading(a, list[0])
		return
	}
	for _, i := range list {
		p := &s.desk.passages[i]
		code := Quoted
		if len(p.clause.Path) > len(first.clause.Path) {
			code = Item
		}
		a.say(code, p, quoteWhole(p.clause.Text))
	}
	s.remarkSnapshot(q, a, first)
}
