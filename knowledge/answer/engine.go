package answer

import (
	"cmp"
	"slices"
	"strings"

	"liangshan/knowledge/outline"
)

// Ask answers a question from the shelf. It always returns an answer; what the
// documents do not have is said, not guessed.
func (s *Shelf) Ask(q Question) Answer {
	s.read()
	g := partDemands(q.Text)
	if !g.any() {
		return s.replyEach(questionsIn(g.text), q)
	}
	out := s.decline(g, q)
	out.Lines = append(out.Lines, g.lines()...)
	out.datedLast()
	return out
}

// decline answers the question beside a demand; without one it shows what the documents say of the demand's subject.
func (s *Shelf) decline(g guarded, q Question) Answer {
	text := g.text
	if text == "" {
		text = g.topic
	}
	if text == "" {
		return Answer{Kind: Declined}
	}
	if g.text != "" {
		text = s.withTopic(g, q)
	}
	got := s.replyEach(questionsIn(text), q)
	switch {
	case g.text == "" && (got.Kind == NotIn || len(got.Lines) == 0 && len(got.Rows) == 0):
		return Answer{Kind: Declined}
	case g.text == "":
		got.Kind = Declined
	case got.Kind == Answered:
		got.Kind = Partly
	}
	return got
}

// withTopic completes a question that has nothing but its question words from what the
// demand was about: …然后告诉我是多少, 再说一下原来是哪天.
func (s *Shelf) withTopic(g guarded, q Question) string {
	rest := since.ReplaceAllString(g.text, "")
	if rest == "" || !s.namesNothing(rest, q) {
		return g.text
	}
	return cmp.Or(g.topic, g.about) + rest
}

// namesNothing reports whether a question has no more than question words, a time and a verb: 上半年开了几次.
func (s *Shelf) namesNothing(text string, q Question) bool {
	qu := s.understand(text, q)
	if len(qu.units) > 0 || len(qu.times) > 0 && qu.kind != askMany && qu.kind != askShare {
		return false // what is due then names itself
	}
	return !slices.ContainsFunc(qu.words, func(w word) bool { return runes(w.text) > 1 })
}

// reply answers a clean question in the light of the conversation.
func (s *Shelf) reply(text string, q Question) Answer {
	qu := s.inConversation(text, q)
	qu.alike, qu.record = q.Near, q.Record
	out, ok := s.route(qu)
	if !ok || s.strays(qu, &out) {
		out = s.refuse(qu, nil)
	}
	s.carryOn(qu, &out)
	return out
}

// way is one way of answering; false hands the question on.
type way func(*Shelf, *query) (Answer, bool)

// ways are tried in order.
var ways = []way{
	(*Shelf).overRecord,
	(*Shelf).aboutBot,
	(*Shelf).empty,
	(*Shelf).fromFields,
	(*Shelf).fromRecord,
	(*Shelf).fromMatrix,
	(*Shelf).nextMilestone,
	(*Shelf).fromRegister,
	(*Shelf).byArithmetic,
	(*Shelf).overallLead,
	(*Shelf).fromTable,
	(*Shelf).fromPassages,
}

// route takes the first way that answers. What documents and record leave open, a
// coordinator may have answered.
func (s *Shelf) route(q *query) (Answer, bool) {
	for _, w := range ways {
		a, ok := w(s, q)
		if !ok {
			continue
		}
		if a.Kind == NotIn {
			if r, ok := s.replied(q); ok {
				return r, true
			}
		}
		return a, true
	}
	return s.replied(q)
}

func (s *Shelf) aboutBot(q *query) (Answer, bool) {
	if q.kind != askAbout {
		return Answer{}, false
	}
	line := Line{Code: AboutBot}
	switch {
	case courtesy.MatchString(q.text):
		line.Code = Courtesy
	case holdingsAsked.MatchString(q.text):
		line.Code = Holdings
		for _, d := range s.desk.docs() {
			line.Args = append(line.Args, cmp.Or(d.Outline.Title, shortName(d.Outline)))
		}
	case howToReport.MatchString(q.text):
		line.Code = HowToReport
	}
	return Answer{Kind: Answered, Lines: []Line{line}}, true
}

// empty asks for more words when nothing but question words was said.
func (s *Shelf) empty(q *query) (Answer, bool) {
	if len(q.words) > 0 || len(q.context) > 0 || len(q.times) > 0 || q.doc != nil || len([]rune(q.text)) > 3 {
		return Answer{}, false
	}
	return Answer{Kind: NotIn, Lines: []Line{{Code: NeedWords}}}, true
}

// cite adds a citation of a passage, once, and returns its index.
func (a *Answer) cite(p *passage, quote string) int {
	for i, c := range a.Citations {
		if c.DocID == p.doc.ID && c.Seq == p.clause.Seq && c.Quote == quote {
			return i
		}
	}
	a.Citations = append(a.Citations, citation(p, quote))
	return len(a.Citations) - 1
}

func citation(p *passage, quote string) Citation {
	o := p.doc.Outline
	return Citation{
		DocID: p.doc.ID, Seq: p.clause.Seq, Title: o.Title, Short: shortName(o), Number: o.Number, Issued: o.Issued,
		Place: p.clause.Place(), Line: p.clause.Line, Page: p.clause.Page, Quote: quote, Sample: p.doc.Sample,
	}
}

func shortName(o *outline.Document) string {
	if o.Short != "" {
		return o.Short
	}
	return o.Title
}

// sayOnce adds a line unless the same one stands already.
func (a *Answer) sayOnce(l Line) {
	same := func(o Line) bool {
		return o.Code == l.Code && o.Text == l.Text && slices.Equal(o.Args, l.Args)
	}
	if !slices.ContainsFunc(a.Lines, same) {
		a.Lines = append(a.Lines, l)
	}
}

func joined(ws []word) []string {
	var out []string
	for _, w := range ws {
		if w.class != faint {
			out = append(out, w.text)
		}
	}
	return out
}

// quoteWhole trims a sentence to what is quoted: no list label, no closing mark.
func quoteWhole(s string) string {
	return strings.TrimSpace(strings.TrimRight(strings.TrimSpace(s), "。；;"))
}
