// Package answer turns a question into an answer without a model: the exact
// words of the documents, rows of the register, entries of the record, and what
// follows from them by arithmetic. It is pure: no SQL, no chat, no clock.
//
// A question goes four steps; the names of the files begin with them. [Shelf.Ask],
// the ways in this file and the reckonings are all of it that has an order.
//
//	read_    what is asked. courtesy, demand, premise, story: politeness, orders, suppositions and
//	         what is told before it are parted from it; parts: several questions in one message,
//	         one by one; standard: written as documents would; question: kind, measure, days and
//	         units (slot), the document pointed at, figures, words, their weight and short forms,
//	         names typed by ear; choice, items, nth: which of two, of several; follow: what the
//	         conversation carries; record: questions over it
//	find_    what may answer. desk: the documents, laid out once; candidate, met: sentences that
//	         share the question's words; fit, body, figure, list, time, tense, reason, slot:
//	         whether they answer its kind, of its day; judge, hint, preference: which does best,
//	         place: of whose district; column, matrix, rows, milestone, entry, unit: tables and what is due
//	way_     one way of answering each, tried in order; the first that answers is taken. record:
//	         who reported what; talk: what is said to the program; person: who was just named;
//	         field, frame, proposal: what a paper says of itself; mention: where words stand;
//	         member: one of several; label: the words of 第七条第二款; bracket: what closes a task; matrix: figures of a table;
//	         steps, next: milestones; party: rights and duties; register, most, duty: tasks, and
//	         whose (listed: by names that no roster has); reckon: arithmetic, a list of its own
//	         over the figures of amount (sum, difference, change, share, part, average, convert,
//	         year, top, apart); lead: who leads the whole; table: its rows; period: what is dated
//	         within; passage, count: the sentence that answers, what it lists. Where none answers:
//	         replied: a coordinator's word; alike: a place of a like name
//	decide_  gaps: what the question has and the candidate lacks; refuse, truth: what the documents
//	         do not have, what is nearest, whom to ask
//	say_     quote: which words; members, heading, row: lists and cells; remark, verdict (yes or
//	         no), dates, list (counted, not named): what a clerk adds; beside: what another
//	         document says; contact: whose number may be shown
//
// shelf.go is what comes in, line.go what goes out. tables/*.txt are the words that an
// office may edit: dialect, synonyms, words without evidence, everyday nouns and words,
// characters that sound alike.
//
// Nothing is said that does not stand in a citation, in a row, in the record, or in a
// line whose code says how it was computed. Words for people live in bot/words/answer.tmpl.
package answer

import (
	"cmp"
	"slices"

	"liangshan/knowledge/pattern"
)

// Ask answers a question from the shelf. It always returns an answer; what the
// documents do not have is said, not guessed.
func (s *Shelf) Ask(q Question) Answer {
	s.read()
	g := partDemands(softened.ReplaceAllString(withoutCourtesy(q.Text), "${1}一下$2"))
	if !g.any() {
		q.story, g.text, q.rule = partStory(g.text)
		return s.replyEach(questionsIn(g.text), q)
	}
	out := s.decline(g, q)
	out.Lines = append(out.Lines, g.lines()...)
	out.datedLast()
	return out
}

// softened is a verb with 哈, which stands for 一下: 说哈, 更新哈再….
var softened = pattern.MustCompile(`([说讲看问查念列报改发写算想等试理弄搞换调删加减记谈聊摆数找催核补填批评做学听传答新整绍实对排顺总结介])哈([^尔密哈子佛]|$)`)

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
	if g.text == "" && wholeDocument.MatchString(text) {
		return Answer{Kind: Declined}
	}
	got := s.replyEach(questionsIn(text), q)
	if g.text == "" && g.dated {
		if due := s.reply(text+"什么时候", q); due.Kind == Answered {
			got = due // the day that the documents have, not all that they say
		}
	}
	switch {
	case g.text == "" && (got.Kind == NotIn || len(got.Lines)+len(got.Rows)+len(got.Record) == 0):
		return Answer{Kind: Declined}
	case g.text == "":
		got.Kind = Declined
	case got.Kind == Answered:
		got.Kind = Partly
	}
	return got
}

// wholeDocument is a topic that says no more than which document: 这份函.
var wholeDocument = pattern.MustCompile(`^(?:这个|这份|该|本|那个|那份|全部|所有)*(?:复函|函|信|文件|原文|正文|通知|方案|规划|计划|办法|台账|记录|数据|库|索引)(?:都|全部|全)?$`)

// withTopic completes a question that has nothing but its question words from what the
// demand was about: …然后告诉我是多少, 再说一下原来是哪天.
func (s *Shelf) withTopic(g guarded, q Question) string {
	rest := since.ReplaceAllString(g.text, "")
	on := cmp.Or(g.topic, g.about)
	if on == "" || rest == "" || !s.namesNothing(rest, q) {
		return before.ReplaceAllString(g.text, "")
	}
	if wholeDocument.MatchString(g.topic) {
		on = cmp.Or(g.about, g.topic)
	}
	return on + rest
}

// namesNothing reports whether a question has no more than question words, a time and a verb: 上半年开了几次.
func (s *Shelf) namesNothing(text string, q Question) bool {
	qu := s.understand(text, q)
	if len(qu.units) > 0 || len(qu.times) > 0 && qu.kind != askMany && qu.kind != askShare {
		return false // what is due then names itself
	}
	return !slices.ContainsFunc(qu.words, func(w word) bool {
		return runes(w.text) > 1 && (w.class != faint || qu.kind != askMany && qu.kind != askShare) // 完成了几个 names no thing
	})
}

// reply answers a clean question in the light of the conversation.
func (s *Shelf) reply(text string, q Question) Answer {
	qu := s.inConversation(text, q)
	qu.alike, qu.record = q.Near, q.Record
	if qu.lost != "" {
		out := s.refuse(qu, nil, Gap{Code: "words", Args: []string{qu.lost}})
		s.carryOn(qu, &out)
		return out
	}
	out, ok := s.route(qu)
	if !ok || s.strays(qu, &out) {
		out = s.refuse(qu, nil)
	}
	if like, ok := s.asNamedAlike(text, q, &out); ok {
		return like
	}
	qu.nameNth(&out)
	s.noteSilence(qu, &out)
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
	(*Shelf).byLabel,
	(*Shelf).ofPerson,
	(*Shelf).fromFields,
	(*Shelf).notReported,
	(*Shelf).mentions,
	(*Shelf).amongOthers,
	(*Shelf).fromBracket,
	(*Shelf).fromMatrix,
	(*Shelf).betweenSteps,
	(*Shelf).nextMilestone,
	(*Shelf).ofParty,
	(*Shelf).fromRegister,
	(*Shelf).byArithmetic,
	(*Shelf).overallLead,
	(*Shelf).fromTable,
	(*Shelf).fromPeriod,
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

// empty asks for more words when nothing but question words was said.
func (s *Shelf) empty(q *query) (Answer, bool) {
	if len(q.words) > 0 || len(q.context) > 0 || len(q.times) > 0 || q.doc != nil || len([]rune(q.text)) > 3 {
		return Answer{}, false
	}
	return Answer{Kind: NotIn, Lines: []Line{{Code: NeedWords}}}, true
}
