package answer

import (
	"slices"
	"strconv"
	"strings"

	"liangshan/knowledge/pattern"
	"liangshan/store/day"
)

// apartAsked asks how far apart two dates are.
var (
	apartAsked = pattern.MustCompile(`(?:隔|比.{2,8}[晚早])[^几多]{0,8}(?:几年|多少年|几个?月|多少天|几天)|(?:相隔|间隔|隔了?|相差|差|留了?|之间|中间)(?:着|了)?(?:有|隔|留|一共|共)?(?:了)?(?:什么时候|多久|多长时间|多少时间|几年|多少年|几个?月|多少天|几天)`)
	apartJoint = pattern.MustCompile(several.String() + `|到|至|距?离`)
	apartCut   = pattern.MustCompile(`(?:完|好|了|以后|之后)*(?:的)?(?:之间|中间|两个目标|两者|两个|两步)?(?:的?时间)?(?:相隔|间隔|隔了?|相差|差|留了?|之间|中间).*$`)
	apartFrom  = pattern.MustCompile(`^(?:从|自|由)|(?:完|好|以后|之后)$`)
)

// timeApart counts what lies between the dates that the documents set for two things.
func (s *Shelf) timeApart(q *query) (Answer, bool) {
	things := s.withPrior(q)
	if things == nil {
		things = apartJoint.Split(apartCut.ReplaceAllString(q.text, ""), -1)
	}
	if len(things) != 2 {
		return Answer{}, false
	}
	out := Answer{Kind: Answered}
	var days []day.Date
	exact := true
	for _, t := range things {
		a, ok := s.dateOf(apartFrom.ReplaceAllString(t, ""), q)
		if !ok {
			return s.apartInChain(q, things)
		}
		days = append(days, a.Carry.Shown[0])
		exact = exact && a.namesDay()
		a.Lines = slices.DeleteFunc(a.Lines, func(l Line) bool { return l.Code == DaysLeft || l.Code == Passed })
		out.join(a)
	}
	out.Kind = Answered
	slices.SortFunc(days, func(a, b day.Date) int { return a.Sub(b) })
	gap, unit := abs(days[1].Sub(days[0])), "天"
	switch {
	case strings.Contains(q.text, "年") && days[0].Year != days[1].Year:
		gap, unit = abs(days[1].Year-days[0].Year), "年"
	case gap == 0:
		return Answer{}, false
	}
	var cites []int
	for i := range out.Citations {
		cites = append(cites, i)
	}
	line := Line{Code: Apart, Args: []string{strconv.Itoa(gap), unit}, Dates: days, Cites: cites}
	if !exact && unit == "天" {
		line.Args = append(line.Args, "ends") // 8月中旬, 8月底: from the last day of the one to that of the other
	}
	out.Lines = append([]Line{line}, out.Lines...)
	return out, true
}

var (
	// fromThat asks how far one thing lies from what was just spoken of: 隔市级几年, 比市级晚几年.
	fromThat = pattern.MustCompile(`^(?:那么?)?(?:离|距离?|跟|和|与|比)?([^隔晚早差]{0,8}?)(?:要)?(?:相?隔|晚|早|差)(?:着|了)?([^隔几多]{0,8}?)(?:几年|多少年|几个?月|多久|多少天|几天)$`)
	// whenEnd is what a question for a day ends in.
	whenEnd = pattern.MustCompile(`(?:要|是|在|定在)?(?:什么时候|哪一?年|几月|哪天|几号|哪个月).*$`)
)

// withPrior are the two things of such a question, the one before it and its own; nil if it is none.
func (s *Shelf) withPrior(q *query) []string {
	m := fromThat.FindStringSubmatch(q.text)
	if m == nil || q.prior == nil || runes(m[1]+m[2]) < 2 || !whenEnd.MatchString(q.prior.Text) {
		return nil
	}
	that := whenEnd.ReplaceAllString(q.prior.Text, "")
	this := m[1] + m[2]
	if like, ok := s.parallel(this, that, s.understand(that, Question{Now: q.at})); ok {
		this = like
	}
	return []string{this, that}
}

// inOrder asks which of two things is due first, or how much later: A和B哪个先完成, A比B晚多久.
var inOrder = pattern.MustCompile(`^(.{2,20}?)(?:和|与|跟|、|比|还是)(.{2,20}?)(?:相比)?，?(?:(?:哪一?[个项件]|谁)(?:的)?(?:完成时限|时限|期限)?(?:更|要|得|在)?[先早晚后前]|[早晚](?:多久|什么时候|多长时间|多少天|几天|几个?月))`)

// orderOf lists two things of the register by the days on which they are due, and the days between.
func (s *Shelf) orderOf(q *query) (Answer, bool) {
	m := inOrder.FindStringSubmatch(q.text)
	if m == nil {
		return Answer{}, false
	}
	a, okA := s.dueNamed(q, m[1])
	b, okB := s.dueNamed(q, m[2])
	if !okA || !okB || a.to == b.to && a.quote == b.quote {
		return Answer{}, false
	}
	if b.to.Before(a.to) {
		a, b = b, a
	}
	out := s.sayList(q, []entry{a, b})
	out.Lines = nil
	if gap := b.to.Sub(a.to); gap > 0 {
		out.Lines = []Line{{Code: Apart, Args: []string{strconv.Itoa(gap), "天", "ends"}, Dates: []day.Date{a.to, b.to}, Cites: []int{0}}}
	}
	return out, true
}

// dueNamed is the one line of the register, with a day, that has all words of a thing.
func (s *Shelf) dueNamed(q *query, thing string) (best entry, ok bool) {
	t := s.topicQuery(q, thing)
	for _, e := range s.entriesFor(q) {
		key := bare(e.row.What)
		if e.p != nil {
			key += e.p.head + e.p.key
		}
		if e.to.IsZero() || len(t.words) == 0 || slices.ContainsFunc(t.words, func(w word) bool { return w.class == content && metIn(&w, key) < wordMet }) {
			continue
		}
		if own := s.pieceCover(t, bare(e.row.What)); !ok || own > s.pieceCover(t, bare(best.row.What)) {
			best, ok = e, true
		} else if e.to != best.to && own == s.pieceCover(t, bare(best.row.What)) {
			return best, false // two of the name, with days of their own
		}
	}
	return best, ok
}

// dateOf is the day that the documents set for a thing, or that one of them bears.
func (s *Shelf) dateOf(thing string, q *query) (Answer, bool) {
	of := s.understand(thing+"什么时候", Question{Now: q.at})
	for _, from := range []way{(*Shelf).fromFields, (*Shelf).fromPassages} {
		if a, ok := from(s, of); ok && a.Kind != NotIn && len(a.Carry.Shown) > 0 {
			return a, true
		}
	}
	return Answer{}, false
}

// apartInChain counts the days between two milestones of one passage.
func (s *Shelf) apartInChain(q *query, things []string) (Answer, bool) {
	chain := s.chainBetween(q, apartFrom.ReplaceAllString(things[0], ""), apartFrom.ReplaceAllString(things[1], ""))
	if len(chain) < 2 {
		return Answer{}, false
	}
	ends := []day.Date{chain[0].due.End, chain[len(chain)-1].due.End}
	a := Answer{Kind: Answered, Lines: []Line{{Code: Apart, Args: []string{strconv.Itoa(ends[1].Sub(ends[0])), "天", "ends"}, Dates: ends, Cites: []int{0}}}}
	s.quoteChain(&a, chain)
	s.remarkSnapshot(q, &a, s.passageOf(chain))
	return a, true
}

// namesDay reports whether what is quoted names a day of the month.
func (a *Answer) namesDay() bool {
	return slices.ContainsFunc(a.Lines, func(l Line) bool { return l.Code == Quoted && numberedDay.MatchString(l.Text) })
}
