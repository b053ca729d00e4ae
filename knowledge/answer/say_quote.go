package answer

import (
	"strings"
	"unicode/utf8"

	"liangshan/knowledge/outline"
	"liangshan/knowledge/pattern"
	"liangshan/knowledge/segment"
)

func (s *Shelf) saySentence(q *query, a *Answer, c *judged) {
	st := &s.desk.sentences[c.id]
	p := &s.desk.passages[st.at]
	text, force := s.cutOut(q, c)
	if q.kind == askHow || q.kind == askYes || q.kind == askState || q.kind == askMean || q.kind == askList || q.kind == askWhy {
		text = s.wholePeriod(p, c.id, text)
	}
	if lead, ok := s.leadOf(p, c.id); ok {
		cited := quoteWhole(s.desk.sentences[p.first].text)
		if item := s.itemBefore(q, p, c.id); item != "" {
			lead, cited = item, item
		}
		text = labelsFor(q, text)
		a.Lines = append(a.Lines, Line{Code: Quoted, Text: lead, Cites: []int{a.cite(p, cited)}})
	}
	at := a.cite(p, s.citedWords(p, st, text))
	l := Line{Code: Quoted, Text: text, Cites: []int{at}}
	l.Args = force
	l.Text = strings.TrimRight(l.Text, "：:")
	if c.owner != "" && !strings.Contains(l.Text, c.owner) {
		l := Line{Code: Owner, Text: labelsFor(q, c.owner), Cites: []int{a.cite(p, c.owner)}}
		if bodyLabel.MatchString(l.Text) && strings.Contains(l.Text, "：") {
			l.Args = []string{"label"}
		}
		a.Lines = append(a.Lines, l)
	}
	a.Lines = append(a.Lines, l)
	s.moreOf(q, a, c, at)
}

// itemBefore is the item before the closing bracket of a passage that a question is of:
// 新建污水管网68公里, of 碧水保卫战。…；…。（完成时限：…）; "" where none holds more of it than another.
func (s *Shelf) itemBefore(q *query, p *passage, bracket int) string {
	best, item := 0.0, ""
	for id := p.first; id < bracket; id++ {
		for _, t := range strings.Split(s.desk.sentences[id].text, "；") {
			switch v := s.pieceCover(q, bare(t)); {
			case v > best:
				best, item = v, t
			case v == best:
				item = ""
			}
		}
	}
	return quoteWhole(withoutLabel(item))
}

// labelsFor keeps of 牵头单位：…；责任单位：…；完成时限：… what the question is of.
func labelsFor(q *query, text string) string {
	of := bodyLabel
	switch q.kind {
	case askWho:
	case askWhen, askLeft:
		of = dueHeader
	default:
		return text
	}
	var out []string
	for _, part := range strings.Split(strings.Trim(text, "（()）。"), "；") {
		if label, _, ok := strings.Cut(part, "："); ok && of.MatchString(label) {
			out = append(out, part)
		}
	}
	if len(out) == 0 || !strings.Contains(text, strings.Join(out, "；")) {
		return text
	}
	return strings.Join(out, "；")
}

var bodyLabel = pattern.MustCompile(`单位|部门|牵头|负责|配合|领导`)

// wholePeriod widens a quotation to the full stop on both sides, where semicolons had cut it.
func (s *Shelf) wholePeriod(p *passage, id int, text string) string {
	from, to := id, id
	for from > p.first && strings.HasSuffix(strings.TrimSpace(s.desk.sentences[from-1].text), "；") {
		from--
	}
	for to+1 < p.last && strings.HasSuffix(strings.TrimSpace(s.desk.sentences[to].text), "；") {
		to++
	}
	if from == to {
		return text
	}
	all := p.clause.Text
	i := strings.Index(all, s.desk.sentences[from].text)
	j := strings.Index(all, s.desk.sentences[to].text)
	if i < 0 || j < i {
		return text
	}
	whole := quoteWhole(withoutLabel(all[i : j+len(s.desk.sentences[to].text)]))
	if runes(whole) > longestQuote {
		return text
	}
	return whole
}

// citedWords is the sentence, or the longer stretch that is quoted.
func (s *Shelf) citedWords(p *passage, st *sentence, text string) string {
	if len(text) > len(st.text) && strings.Contains(p.clause.Text, text) {
		return text
	}
	return quoteWhole(st.text)
}

// cutOut chooses the words to quote, as they stand: the whole of a short sentence, else
// the pieces that answer and those that hold the rest of the question. before is the word
// that stands earlier in the sentence and says how firmly they are meant.
func (s *Shelf) cutOut(q *query, c *judged) (text string, before []string) {
	st := &s.desk.sentences[c.id]
	if pt, ok := s.partAt(c); ok && (q.kind == askWhen && !manyTimes.MatchString(q.text) || q.kind == askLeft) {
		return s.withForce(st.text, pt, pt.span)
	}
	n := utf8.RuneCountInString(st.text)
	if n <= shortSentence && q.kind != askOften || (q.kind == askHow || q.kind == askWhy || q.kind == askState || q.kind == askTasks || q.kind == askWhen || q.kind == askList && c.fits < fitEnough) && n <= longestQuote {
		return quoteWhole(withoutLabel(st.text)), nil
	}
	from, to := c.best, c.best
	if q.kind == askWho && s.fitsSubject(q, &c.candidate, from) > s.fitsBody(q, c.pieces[from].Of(st.text)) {
		from--
	}
	for i := range c.pieces {
		if (s.adds(q, c, i) || s.rivals(q, c, i)) && c.quotable(st.text, min(from, i), max(to, i)) {
			from, to = min(from, i), max(to, i)
		}
	}
	to = q.goesOn(c, st.text, to)
	for to > c.best && leadsOn.MatchString(c.pieces[to].Of(st.text)) {
		to--
	}
	from = s.fromTime(q, c, from, to)
	from, to = wholeItems(st.text, c.pieces, from, to)
	from, to = wholeThought(st.text, c.pieces, from, to)
	cut := segment.Span{Start: c.pieces[from].Start, End: c.pieces[to].End}
	if pt, ok := s.partAt(c); ok {
		return s.withForce(st.text, pt, cut) // 力争 governs what is cut out of its sentence, whatever was asked
	}
	return trimMarks(withoutLabel(cut.Of(st.text))), nil
}

// quotable reports whether pieces are no more than is quoted of a sentence.
func (c *judged) quotable(text string, from, to int) bool {
	return runes(text[c.pieces[from].Start:c.pieces[to].End]) <= longestQuote
}

// goesOn is the last piece of a quotation that ends with what was asked for, and not where it began.
func (q *query) goesOn(c *judged, text string, to int) int {
	for (q.kind == askState || q.kind == askYes) && to+1 < len(c.pieces) && stateFollows.MatchString(c.pieces[to+1].Of(text)) {
		to++ // 初稿，正按程序征求意见
	}
	for q.kind == askList && wholeList.MatchString(q.text) && to+1 < len(c.pieces) && countEnds.MatchString(c.pieces[to].Of(text)) && countEnds.MatchString(c.pieces[to+1].Of(text)) {
		to++ // a list of what was done how often goes on
	}
	return to
}

// fromTime is the first piece of a quotation with the time of what it tells, where that
// was asked about or tells several figures apart.
func (s *Shelf) fromTime(q *query, c *judged, from, to int) int {
	st := &s.desk.sentences[c.id]
	if len(q.times) == 0 && q.kind == askShare && from < to {
		for i := from; i >= 0 && c.quotable(st.text, i, to); i-- {
			if _, ok := timeIn(s.timesOf(&c.candidate), c.pieces[i], st.text); ok {
				return i
			}
		}
	}
	for i := from - 1; len(q.times) > 0 && i >= 0 && c.quotable(st.text, i, to); i-- {
		if _, ok := timeIn(s.timesOf(&c.candidate), c.pieces[i], st.text); ok && s.timeFit(q, &c.candidate, i) > sameTime {
			from = i
		}
	}
	return from
}

// fromItsTime quotes a sentence from the piece that says of what time it is to the one that answers.
func (s *Shelf) fromItsTime(c *judged) string {
	st := &s.desk.sentences[c.id]
	from := c.pieces[c.best].Start
	for i := c.best; i >= 0; i-- {
		if _, ok := timeIn(s.timesOf(&c.candidate), c.pieces[i], st.text); ok {
			from = c.pieces[i].Start
			break
		}
	}
	return trimMarks(withoutLabel(st.text[from:c.pieces[c.best].End]))
}

// withForce quotes a range from where the word stands in its part that says how firmly it
// is meant. One that stands before the part is given beside the quotation, never in it.
func (s *Shelf) withForce(text string, pt part, cut segment.Span) (quote string, before []string) {
	if i := forceWord.FindStringIndex(spoken(text)[pt.span.Start:max(cut.Start, pt.span.Start)]); i != nil && softens(text[pt.span.Start+i[0]:pt.span.Start+i[1]]) {
		cut.Start = pt.span.Start
	}
	quote = cut.Of(text)
	quote = trimMarks(withoutLabel(strings.TrimPrefix(quote, amongThem.FindString(quote))))
	if pt.force != "" && !strings.Contains(quote, pt.force) {
		before = []string{pt.force}
	}
	return quote, before
}

// wholeList asks for all of a list.
var wholeList = pattern.MustCompile(`都|全部|所有|列`)

// countEnds ends a piece that says how many of a thing there were.
var countEnds = pattern.MustCompile(`\d[次条期场个件篇项][，；。、]?$`)

// stateFollows opens a piece that goes on with how far things are.
var stateFollows = pattern.MustCompile(`^(?:正[在按]|已|尚|仍|目前|暂)`)

// wholeItems widens a range of pieces so that no list is cut in two.
func wholeItems(text string, pieces []segment.Span, from, to int) (int, int) {
	for from > 0 && strings.HasSuffix(pieces[from-1].Of(text), "、") {
		from--
	}
	for to+1 < len(pieces) && strings.HasSuffix(pieces[to].Of(text), "、") {
		to++
	}
	return from, to
}

// wholeThought widens a range of pieces so that no condition is quoted without what
// follows from it, nor a rule without its exception, however long that is.
func wholeThought(text string, pieces []segment.Span, from, to int) (int, int) {
	last := len(pieces) - 1
	for i := to; i < last; i++ {
		if condition.MatchString(pieces[i].Of(text)) || i == to && leadsOn.MatchString(pieces[i].Of(text)) || consequence.MatchString(pieces[i+1].Of(text)) {
			to = i + 1
		}
	}
	for from > 0 && consequence.MatchString(pieces[from].Of(text)) {
		from--
	}
	return from, to
}

var (
	// condition is a piece that says when or for whom something holds, and not what: …拒不改正的，
	condition = pattern.MustCompile(`(?:的|为由|情况下|情形下|条件下)，$`)
	// consequence is a piece that takes something out of a rule, or goes on of the same subject.
	consequence = pattern.MustCompile(`^(?:但|否则|然而|除外|[^，]*的除外|(?:也|又|更|同时)?是[^否不])`)
)

var label = pattern.MustCompile(`^(?:[（(][一二三四五六七八九十百\d]+[）)]|第[一二三四五六七八九十百零\d]+[条款项]|[一二三四五六七八九十]+[、是]|\d+[．.、]|[①-⑳])[\s　]*`)

// withoutLabel drops the numeral that the citation's place names already.
func withoutLabel(s string) string {
	if m := twoNumerals.FindStringSubmatch(s); m != nil && strings.Contains(oneToNine+"十", m[1]+m[2]) {
		return s // 一、二层业主
	}
	return label.ReplaceAllString(s, "")
}

var twoNumerals = pattern.MustCompile(`^([一二三四五六七八九])、([二三四五六七八九十])[^、是]`)

func runes(s string) int { return utf8.RuneCountInString(s) }

// rivalCover is how much of the best piece's cover another figure must have.
var rivalCover = map[ask]float64{askShare: 0.6, askMany: 0.8}

// rivals reports whether piece i gives another figure of the same thing: one for each year, where no year was asked.
func (s *Shelf) rivals(q *query, c *judged, i int) bool {
	if q.kind == askWho && q.plural {
		text := c.pieces[i].Of(s.desk.sentences[c.id].text)
		return !dueByItself.MatchString(c.keys[i]) && s.fitsBody(q, text) >= 0.8
	}
	if len(q.times) > 0 || q.kind != askShare && q.kind != askMany {
		return false
	}
	if forWhom.MatchString(c.keys[c.best]) && forWhom.MatchString(c.keys[i]) {
		return true // 对个人处…，对单位处…
	}
	return s.fit(q, &c.candidate, i) >= 0.9 && s.topicCover(q, c.keys, i) >= rivalCover[q.kind]*s.topicCover(q, c.keys, c.best)
}

// forWhom is a piece that sets a figure for one of several sorts.
var forWhom = pattern.MustCompile(`^(?:其中)?对\p{Han}{2,12}?(?:处|罚|给予|按|奖|补).*\d`)

// adds reports whether piece i meets a word of the question that the best piece does not.
func (s *Shelf) adds(q *query, c *judged, i int) bool {
	for k := range q.words {
		w := &q.words[k]
		if (w.class == content || q.kind == askList && runes(w.text) > 1) && met(w, c.keys[i]) >= wordMet && met(w, c.keys[c.best]) < wordMet {
			return true
		}
	}
	return false
}

// partAt is the dated part of a sentence around the best piece.
func (s *Shelf) partAt(c *judged) (part, bool) {
	st := &s.desk.sentences[c.id]
	sp := c.pieces[c.best]
	for _, pt := range dated(st.text, s.desk.passages[st.at].readAs(s.Calendar), s.Calendar) {
		if pt.span.Start <= sp.Start && sp.End <= pt.span.End {
			return pt, true
		}
	}
	return part{}, false
}

// moreOf goes on quoting when the sentence only names what the next ones say.
func (s *Shelf) moreOf(q *query, a *Answer, c *judged, at int) {
	st := &s.desk.sentences[c.id]
	p := &s.desk.passages[st.at]
	switch {
	case eachAsked.MatchString(q.text), q.kind == askMany && q.limited(st.text):
		s.eachOf(q, a, p, c.id)
	case q.kind == askList && howManyAsked(q.text) > 0 && len(p.clause.Path) > 0 && len(s.children(st.at)) == howManyAsked(q.text):
		s.childItems(a, st.at)
	case q.kind == askList && s.opensParts(c.id) && (howManyAsked(q.text) == 0 || howManyAsked(q.text) == len(s.children(st.at))):
		s.childItems(a, st.at)
	case opensList.MatchString(strings.TrimSpace(st.text)) && c.id+1 < p.last && len(s.children(st.at)) == 0:
		s.itemsBelow(a, p, c.id)
	case opensList.MatchString(strings.TrimSpace(st.text)):
		s.childItems(a, st.at)
	case q.kind == askWho && q.plural:
		s.otherBodies(q, a, c)
	case q.kind == askHow || q.kind == askList && c.fits < fitEnough || q.kind == askYes || q.kind == askState:
		s.restOf(q, a, p, c.id)
	}
}

// eachAsked asks for a figure of each of several things.
var eachAsked = pattern.MustCompile(`(?:各|分别)(?:自|有|是|占|投|投资|要|建|为)*(?:多少|几)|(?:多少|几)(?:个|项|次|条|家)?.{0,2}(?:各|分别)`)

// eachOf goes on with the sentences of the passage that give figures of the same measure.
func (s *Shelf) eachOf(q *query, a *Answer, p *passage, id int) {
	total := runes(s.desk.sentences[id].text)
	for k := id + 1; k < p.last; k++ {
		t := quoteWhole(s.desk.sentences[k].text)
		if total += runes(t); total > 2*longestQuote || fitsFigure(t, q.measure) < fitEnough || q.limited(s.desk.sentences[id].text) && !q.limited(t) {
			return
		}
		a.Lines = append(a.Lines, Line{Code: Quoted, Text: t, Cites: []int{a.cite(p, t)}})
	}
}

// restOf quotes the whole of a short passage: the sentence that names a thing and those that say what it is.
func (s *Shelf) restOf(q *query, a *Answer, p *passage, id int) {
	total := runes(s.desk.sentences[id].text)
	short := total <= 24
	for k := id + 1; k < p.last; k++ {
		t := quoteWhole(s.desk.sentences[k].text)
		if strings.HasPrefix(t, "（") || opensList.MatchString(t) && runes(t) <= 8 || a.holds(Line{Code: Quoted, Text: t}) {
			continue // who answers for it was not asked
		}
		if q.kind == askYes && !s.addsTo(q, s.desk.sentences[id].key, s.desk.sentences[k].key) {
			return // the first sentence has said yes or no
		}
		total += runes(t)
		if total > longestQuote && (!short || total > 2*longestQuote) || !short && s.pieceCover(q, s.desk.sentences[k].key) == 0 && !(troubleAsked.MatchString(q.text) && troubleTold.MatchString(t)) {
			return
		}
		a.Lines = append(a.Lines, Line{Code: Quoted, Text: t, Cites: []int{a.cite(p, t)}})
	}
}

// otherBodies adds the sentences of the same passage that name further bodies.
func (s *Shelf) otherBodies(q *query, a *Answer, c *judged) {
	p := s.desk.holder(c.id)
	for id := p.first; id < p.last && len(a.Lines) < 6; id++ {
		st := &s.desk.sentences[id]
		if leadersAsked.MatchString(q.text) && !leaderIn.MatchString(st.text) {
			continue // whom they have others do things is not who they are
		}
		if id != c.id && s.fitsBody(q, st.text) >= 0.8 && s.pieceCover(q, st.key) > 0 {
			t := withoutLabel(quoteWhole(st.text))
			a.Lines = append(a.Lines, Line{Code: Quoted, Text: t, Cites: []int{a.cite(p, quoteWhole(st.text))}})
		}
	}
}

// leadersAsked asks which people, not which bodies.
var leadersAsked = pattern.MustCompile(`哪(?:些|几[个位])(?:区|县|市)?(?:领导|人)`)

// quoteOf is what a citation of a sentence shows; of a table row, the cell that names the task.
func (s *Shelf) quoteOf(p *passage, id int) string {
	if p.clause.Kind == outline.Row {
		return rowWhat(p.clause)
	}
	return quoteWhole(s.desk.sentences[id].text)
}

// quoteWhole trims a sentence to what is quoted: no list label, no closing mark.
func quoteWhole(s string) string {
	return strings.TrimSpace(strings.TrimRight(strings.TrimSpace(s), "。；;"))
}

// itemsBelow lists what follows a sentence in its own passage: 以下六个方面：一是…；二是….
func (s *Shelf) itemsBelow(a *Answer, p *passage, id int) {
	for k := id + 1; k < p.last; k++ {
		t := strings.TrimRight(quoteWhole(s.desk.sentences[k].text), "；")
		if !label.MatchString(t) && k > id+1 {
			return
		}
		a.say(Item, p, t)
	}
}

// say quotes words of a passage without the numeral that its place names.
func (a *Answer) say(code Code, p *passage, words string) {
	a.Lines = append(a.Lines, Line{Code: code, Text: withoutLabel(words), Cites: []int{a.cite(p, words)}})
}
