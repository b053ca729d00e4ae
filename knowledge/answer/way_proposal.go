package answer

import (
	"slices"
	"strings"

	"liangshan/knowledge/pattern"
)

var proposalAsked = pattern.MustCompile(`(?:谁|哪个|哪家|哪里|哪位|什么单位|哪个单位).{0,4}(?:的|提|提出)(?:的|出的)?(?:提案|建议|议案)|(?:几|多少|第几)号(?:的)?(?:提案|建议|议案)|(?:提案|建议|议案).{0,6}(?:题目|标题|名称|全称|内容|几号|谁|哪个|哪家|多少号|几号|编号|哪位|叫什么|号)|(?:提案|建议|议案)是?关于什么|(?:提案|建议|议案)(?:者|人|方|单位|委员)$|(?:提案|建议|议案)人?(?:是)?(?:由)?哪(?:些|几位?|位|几个)(?:政协|人大)?(?:委员|代表)(?:们)?(?:联名|共同|一起)?(?:提|写|交)?(?:出|交)?的?$`)

// everyProposal answers for each reply letter where there are several.
func (s *Shelf) everyProposal(q *query) (Answer, bool) {
	a := Answer{Kind: Answered}
	for _, doc := range s.desk.docs() {
		if len(a.Lines) >= 8 || strings.Contains(q.text, "代表") && strings.Contains(doc.Outline.Addressee, "委员") || strings.Contains(q.text, "委员") && strings.Contains(doc.Outline.Addressee, "代表") || q.elsewhere(doc.ID) {
			continue
		}
		one, ok := s.proposal(doc, q.text)
		if !ok || !answersProposal(doc, &one, q.text) {
			continue // it answers no proposal, or another
		}
		for _, l := range one.Lines {
			a.adopt(l, &one)
		}
	}
	return a, len(a.Lines) > 0
}

// answersProposal reports whether the title or what was said has the very number that
// the question names: 0116号 stands in the title alone, and 62号 is not 1062号.
func answersProposal(doc *Doc, a *Answer, asked string) bool {
	n := proposalNumber.FindString(asked)
	said := proposalNumber.FindAllString(fold(doc.Outline.Title), -1)
	for _, l := range a.Lines {
		said = append(said, proposalNumber.FindAllString(fold(l.Text), -1)...)
	}
	return n == "" || slices.Contains(said, n)
}

// numberOnly asks for the number of a proposal, not whose it is.
var numberOnly = pattern.MustCompile(`^[^谁哪家位]*(?:(?:是|第)?(?:几|多少)号|号码|编号)(?:是|为)?(?:多少|几|什么)?$`)

// bareNumber asks for a number and nothing else.
var bareNumber = pattern.MustCompile(`^(?:那么?|又)?是?第?(?:几|多少)号$`)

// proposal answers whose proposal a reply letter answers, and its number: 贵委 is the addressee.
func (s *Shelf) proposal(doc *Doc, asked string) (Answer, bool) {
	o := doc.Outline
	if o.Addressee == "" {
		return Answer{}, false
	}
	a := Answer{Kind: Answered}
	if p, quote := s.standsIn(doc, strings.TrimRight(strings.TrimSpace(o.Addressee), "：:")); p != nil && !numberOnly.MatchString(asked) {
		a.Lines = append(a.Lines, Line{Code: Field, Args: []string{"addressee"}, Text: quote, Cites: []int{a.cite(p, quote)}})
	}
	for i := range s.desk.sentences {
		st := &s.desk.sentences[i]
		p := &s.desk.passages[st.at]
		if p.doc == doc && strings.Contains(st.text, "收悉") {
			t := quoteWhole(st.text)
			a.Lines = append(a.Lines, Line{Code: Quoted, Text: t, Cites: []int{a.cite(p, t)}})
			return a, true
		}
	}
	return a, false
}
