package answer

import (
	"cmp"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"liangshan/knowledge/outline"
	"liangshan/knowledge/segment"
	"liangshan/knowledge/when"
	"liangshan/store/day"
)

// thresholds of evidence
const (
	wordMet   = 0.35 // a word counts as met from here
	coverLow  = 0.55 // less of the question than this in view: no answer
	fitEnough = 0.5
	sameTime  = 0.5 // the document's own time, where a piece names none
)

// judged is a candidate with its place among the others.
type judged struct {
	candidate
	fits  float64
	total float64
	year  float64 // 1: the times agree; 0: they contradict
	owner string  // who answers for the passage, as written at its start or its end
}

// fromPassages answers from the sentence that holds the question's own words and the kind of thing asked for.
func (s *Shelf) fromPassages(q *query) (Answer, bool) {
	list := s.judge(q)
	if len(list) == 0 {
		return s.refuse(q, nil), true
	}
	if a, ok := s.eachOne(q, list); ok {
		return a, true
	}
	best, ok := s.evident(q, list)
	if !ok {
		return s.refuse(q, q.nearest(list), s.gaps(q, &best)...), true
	}
	return s.compose(q, best, list), true
}

// nearest is the best candidate that has at least half of the question's telling words
// in it; nil if none has: what resembles a question by its verb alone helps nobody.
func (q *query) nearest(list []judged) *judged {
	for i := range list {
		n, have := 0, 0
		for k := range q.words {
			if w := &q.words[k]; w.class == content && !w.spare && runes(w.text) > 1 {
				n++
				if list[i].inside[k] >= wordMet {
					have++
				}
			}
		}
		if have*2 >= n && have > 0 {
			return &list[i]
		}
	}
	return nil
}

// evident is the best candidate that has all that the question has. A lesser one
// is taken only if it holds nearly as much of the question, or stands in the same passage.
func (s *Shelf) evident(q *query, list []judged) (judged, bool) {
	first := &list[0]
	for i := range list[:min(len(list), 16)] {
		c := &list[i]
		near := s.desk.sentences[c.id].at == s.desk.sentences[first.id].at && c.cover >= coverLow
		if i > 0 && c.cover < 0.8*first.cover && !near {
			continue
		}
		if len(s.gaps(q, c)) == 0 && (i == 0 || s.softShare(q, c) <= 0.2) {
			return *c, true
		}
	}
	return *first, false
}

// judge ranks candidates by evidence and fit.
func (s *Shelf) judge(q *query) []judged {
	var out []judged
	for _, c := range s.desk.candidates(q) {
		if !q.mayCall(s.desk.sentences[c.id].text) {
			continue
		}
		out = append(out, s.judgeOne(q, c))
	}
	slices.SortStableFunc(out, func(a, b judged) int { return cmp.Compare(b.total, a.total) })
	return out
}

func (s *Shelf) judgeOne(q *query, c candidate) judged {
	j := judged{candidate: c}
	best := -1.0
	for i := range c.pieces {
		fit := s.fit(q, &c, i)
		year := s.timeFit(q, &c, i)
		if wantsNow(q) && s.aims(&c, i) {
			year -= 0.4 // it is still to be reached
		}
		v := 0.35*fit + hint(q, c.keys[i]) + predicated(q, fit, c.keys[i]) + 0.3*s.topicCover(q, c.keys, i) + (year - 1)
		if v > best {
			best, j.best, j.fits, j.year = v, i, fit, year
		}
	}
	if j.best >= 0 && slices.Contains([]ask{askMany, askShare}, q.kind) {
		s.onlyBefore(q, &j)
	}
	p := &s.desk.passages[s.desk.sentences[c.id].at]
	if q.kind == askWho && j.fits < fitEnough && !byName.MatchString(q.text) && s.pieceCover(q, s.desk.sentences[c.id].key) >= 0.5 {
		if j.owner = s.ownerOf(p, c.id); j.owner != "" {
			best, j.fits = best+0.35*(0.8-j.fits), 0.8
		}
	}
	if cell, ok := rowCell(q, p.clause); ok && p.clause.Kind == outline.Row {
		j.fits = 0.2
		if strings.TrimSpace(cell.Text) != "" && fitsColumn(q, cell) {
			j.fits = 1
		}
		best = max(best, 0.35*j.fits+0.3*s.pieceCover(q, c.keys[0])+(j.year-1))
	}
	j.total = c.score + best + s.namedTime(q, p, c.id)
	if j.year == sameTime && yearIn.MatchString(q.text) {
		j.total -= 0.15 // the year was named, and this only speaks of its own time
	}
	if len(q.context) > 0 {
		j.total -= 0.0008 * float64(runes(s.desk.sentences[c.id].text)) // of two that fit a follow-up the shorter speaks of less else
	}
	if s.openers(q, &c) {
		j.total += 0.2
	}
	if isTotal(p.clause) && q.kind == askMany {
		j.total += 0.3
		if len(joined(q.words)) == 0 {
			j.total += 0.4 // nothing tells one row from another
		}
	}
	if p.clause.Kind == outline.Row && q.kind == askList {
		j.total -= 0.3
	}
	if p.doc.Sample {
		j.total -= 0.25 // an official text is asked first
	}
	if len(q.home) > 0 && !q.elsewhere(p.doc.ID) {
		j.total += 0.5
	}
	return j
}

// predicated prefers the figure of what was asked to have come about: 达标17项, of 达标了多少项.
func predicated(q *query, fit float64, key string) float64 {
	if q.kind != askMany || fit < fitEnough || !actual.MatchString(q.text) {
		return 0
	}
	if p := q.predicate(); p != nil && metIn(p, key) >= metAlt {
		return 0.1
	}
	return 0
}

// ownerOf is who answers for a passage: the bodies before its colon (县住建局：牵头…),
// or those that close it in brackets.
func (s *Shelf) ownerOf(p *passage, id int) string {
	if p.clause.Kind == outline.Row {
		return ""
	}
	text := strings.TrimSpace(p.clause.Text)
	if m := headOwner.FindStringSubmatch(text); m != nil {
		return m[1]
	}
	m := tailOwner.FindString(text)
	if m == "" || !bodyNames.MatchString(m) || strings.Contains(s.desk.sentences[id].text, m) && id != p.last-1 {
		return ""
	}
	return strings.Trim(m, "（()）。")
}

var (
	headOwner = regexp.MustCompile(`^(?:[（(]?[一二三四五六七八九十\d]+[）).、．]\s*)?([^，。；：:（(]{2,30}(?:局|委|办|部|政府|中心|公司|分局|管委会|办公室|委员会|单位|部门|街道|镇|乡))[：:]`)
	tailOwner = regexp.MustCompile(`[（(][^（()）。]{2,80}[）)]。?$`)
)

// bodyNames is in bracketed words that name bodies, or say who leads.
var bodyNames = regexp.MustCompile(`(?:单位|部门)[：:]|(?:局|委|办|分局|政府|中心|公司|管委会|办公室|委员会|镇办|镇|乡|街道|大队|支队)(?:[、，；）)]|牵头|负责|配合|按职责)`)

// namedTime prefers what follows a lead such as 禁放时间, where the time is asked.
func (s *Shelf) namedTime(q *query, p *passage, id int) float64 {
	if q.kind != askWhen || id == p.first {
		return 0
	}
	lead := s.desk.sentences[p.first].key
	if !timeLead.MatchString(lead) {
		return 0
	}
	return 0.8 * s.pieceCover(q, lead)
}

var timeLead = regexp.MustCompile(`(?:时间|期限|时限|日期)$`)

// onlyBefore forgets words that stand behind the piece with the figure: they are of something else.
func (s *Shelf) onlyBefore(q *query, j *judged) {
	st := &s.desk.sentences[j.id]
	p := &s.desk.passages[st.at]
	if p.clause.Kind == outline.Row {
		return
	}
	key := strings.Join(j.keys[:j.best+1], "")
	for i := range q.words {
		w := &q.words[i]
		if j.inside[i] >= wordMet {
			j.met[i] = max(met(w, key), s.desk.around(w, p, j.id))
		}
	}
}

// topicCover is the cover of a piece, or of it with the one before, which may be
// its topic: 客货邮站点偏少，目前仅建成9个.
// A piece that gives a reason or a basis is no topic.
func (s *Shelf) topicCover(q *query, keys []string, i int) float64 {
	own := s.pieceCover(q, keys[i])
	if i == 0 || q.kind == askWhen && (because.MatchString(keys[i-1]) || dueByItself.MatchString(keys[i-1])) {
		return own
	}
	own = max(own, 0.8*s.pieceCover(q, keys[i-1]+keys[i]))
	if before := strings.Join(keys[:i], ""); q.kind == askWhen && s.addsTo(q, before, keys[i]) {
		own = max(own, 0.8*s.pieceCover(q, before+keys[i])) // of what the sentence began with, it says what was asked
	}
	if attending.MatchString(q.text) && i+1 < len(keys) {
		own = max(own, 0.8*s.pieceCover(q, keys[i]+keys[i+1])) // who stands before what they do
	}
	return own
}

// addsTo reports whether a piece has a telling word of the question that nothing before it has.
func (s *Shelf) addsTo(q *query, before, key string) bool {
	return slices.ContainsFunc(q.words, func(w word) bool {
		return w.class == content && !w.spare && w.itself() && metIn(&w, key) >= wordMet && metIn(&w, before) < wordMet
	})
}

// dueByItself is a piece that sets a date for what it says itself.
var dueByItself = regexp.MustCompile(`^(?:力争|争取|确保)?(?:到?\d{4}年)?\d{1,2}月(?:[上中下]旬|底|末|初|\d{1,2}[日号])?[之以]?前?[\p{Han}]{4,}`)

var because = regexp.MustCompile(`^(?:因[^地此]|由于|鉴于|根据|按照|为了|考虑到)`)

var (
	totalWord = regexp.MustCompile(`总|共|累计|合计|全[区县市镇]`)
	nowAsked  = regexp.MustCompile(`现在|目前|如今|当前|现有|眼下`)
	nowWord   = regexp.MustCompile(`目前|现有|已|截至|仅|现`)
)

// hint is a small preference between pieces that would answer alike: a total where
// a total is asked, the state where the state is asked.
func hint(q *query, key string) float64 {
	h := 0.0
	if togetherAsked.MatchString(q.text) && totalWord.MatchString(key) {
		h += 0.2
	}
	if belongs.MatchString(q.text) && seated.MatchString(key) {
		h += 0.3
	}
	if nowAsked.MatchString(q.text) && nowWord.MatchString(key) {
		h += 0.2
	}
	return h
}

func (s *Shelf) pieceCover(q *query, key string) float64 {
	total, got := 0.0, 0.0
	for i := range q.words {
		weight := q.words[i].weight
		if q.words[i].focus {
			weight *= 2
		}
		total += weight
		got += weight * metIn(&q.words[i], key)
	}
	share, of := 0.0, 0.0
	for i := range q.context {
		w := &q.context[i]
		of += w.weight
		share += w.weight * met(w, key)
	}
	if of > 0 { // what was asked before counts for half as much as what is asked now, at most
		scale := 0.5
		if total > 0 {
			scale = min(0.5, 0.5*total/of)
		}
		total, got = total+scale*of, got+scale*share
	}
	if total == 0 {
		return 0
	}
	return got / total
}

// timeFit compares the question's period with the times that govern a piece.
func (s *Shelf) timeFit(q *query, c *candidate, i int) float64 {
	if len(q.times) == 0 || q.kind == askWhen && oneDay(q.times[0]) {
		return 1 // a day named in a question for the day is a premise, not a filter
	}
	p := &s.desk.passages[s.desk.sentences[c.id].at]
	if fit, ok := rowYear(q, p.clause); ok {
		return fit
	}
	issued := p.doc.Outline.Issued
	if isTotal(p.clause) && sameYear(s.asOf(q, issued), issued) {
		return 1
	}
	exprs := s.timesOf(c)
	governing, ok := timeBefore(exprs, c.pieces[i], s.desk.sentences[c.id].text)
	asked := s.asOf(q, issued)
	if !ok {
		if sameYear(asked, issued) && !otherMonth(asked, issued) {
			return sameTime
		}
		return 0.3
	}
	if governing.Kind == when.Recurrence {
		return 1 // 每年12月底前 is of this year too
	}
	for _, e := range asked {
		from, to := bounds(e)
		if governing.Kind == when.AsOf && !governing.End.IsZero() && !to.IsZero() && (governing.End.Before(from) || governing.End.After(to)) {
			continue // 截至9月底 is no figure of the second quarter
		}
		if !overlap(e, governing) {
			continue
		}
		if f, t := bounds(governing); q.kind == askMany && to.Year == from.Year && t.Year > f.Year && t.Sub(f) > 400 {
			return 0.4 // what is to be reached in three years is no figure of one of them
		}
		return 1
	}
	if q.kind == askYes && isYear.MatchString(q.text) {
		return claimed
	}
	return 0
}

// claimed is the fit of another year than the one that a yes-or-no question holds
// against the documents: what they write is the answer.
const claimed = 0.55

var isYear = regexp.MustCompile(`(?:是|在)(?:不是|没在)?\d{4}年.*(?:吗|不|是不是|没有?)$`)

// otherMonth reports whether a stretch of days outside the document's month was asked
// for: what carries no date speaks of the document's own time.
func otherMonth(asked []when.Expr, on day.Date) bool {
	return !slices.ContainsFunc(asked, func(e when.Expr) bool {
		from, to := bounds(e)
		return to.Sub(from) > 100 || e.Kind == when.Deadline || from.Year == on.Year && from.Month <= on.Month && on.Month <= to.Month
	})
}

// timeBefore is the last time at or before a piece in its sentence.
func timeBefore(exprs []when.Expr, sp segment.Span, text string) (when.Expr, bool) {
	if e, ok := timeIn(exprs, sp, text); ok {
		return e, true
	}
	var got when.Expr
	ok := false
	for _, e := range exprs {
		if e.Pos < sp.Start && e.Kind != when.Computed && (!e.End.IsZero() || !e.Start.IsZero()) {
			got, ok = e, true
		}
	}
	return got, ok
}

// far is how many days a document may lie from now before words such as 去年 are read as of the document.
const far = 183

// asOf reads the question's times as of now, and as of the document too when now is far from it.
func (s *Shelf) asOf(q *query, issued day.Date) []when.Expr {
	out := slices.Clone(q.times)
	if issued.IsZero() || abs(q.now.Sub(issued)) < far {
		return out
	}
	for _, e := range q.times {
		for _, again := range when.Find(e.Text, issued, s.Calendar) {
			if !overlap(again, e) {
				out = append(out, again)
			}
		}
	}
	return out
}

func abs(n int) int {
	if n < 0 {
		return -n
	}
	return n
}

func sameYear(asked []when.Expr, on day.Date) bool {
	return slices.ContainsFunc(asked, func(e when.Expr) bool {
		from, to := bounds(e)
		return !on.IsZero() && from.Year <= on.Year && on.Year <= to.Year
	})
}

// bounds of an expression; a deadline begins with its month.
func bounds(e when.Expr) (day.Date, day.Date) {
	from, to := e.Start, e.End
	if from.IsZero() {
		from = to
	}
	if to.IsZero() {
		to = from
	}
	return from, to
}

func overlap(a, b when.Expr) bool {
	af, at := bounds(a)
	bf, bt := bounds(b)
	if af.IsZero() || bf.IsZero() {
		return a.Text == b.Text
	}
	return !at.Before(bf) && !bt.Before(af)
}

// compose writes the answer from the best candidate.
func (s *Shelf) compose(q *query, best judged, list []judged) Answer {
	a := Answer{Kind: Answered}
	st := &s.desk.sentences[best.id]
	p := &s.desk.passages[st.at]
	for i := range q.words {
		if w := &q.words[i]; best.met[i] < wordMet && q.compared(w, st.text) {
			a.Lines = append(a.Lines, Line{Code: NotWritten, Args: []string{w.text}})
		}
	}
	if best.year == claimed {
		a.Lines = append(a.Lines, Line{Code: NotWritten, Args: []string{q.times[0].Text}})
	}
	if q.kind == askMean && best.fits < fitEnough && len(joined(q.words)) > 0 {
		a.Kind = Partly
		a.Lines = append(a.Lines, Line{Code: NoMeaning, Args: []string{strings.Join(joined(q.words), "")}})
	}
	switch {
	case p.clause.Kind == outline.Row:
		s.sayRow(q, &a, p)
	case s.sayMembers(q, &a, &best, list):
	case partsAsked.MatchString(q.text) && s.openers(q, &best.candidate) && s.children(st.at) > 1:
		s.sayHeading(&a, st.at)
		a.Lines = append(a.Lines, Line{Code: Count, Args: []string{strconv.Itoa(s.children(st.at)), ""}})
		return a
	case s.heads(st.at) && (q.kind == askHow || q.kind == askList || q.kind == askTasks):
		s.sayHeading(&a, st.at)
	default:
		s.saySentence(q, &a, &best)
	}
	s.remarks(q, &a, &best)
	s.otherDocument(q, &a, best, list)
	return a
}

// shortSentence is quoted whole, in characters; longestQuote bounds what is quoted of a longer one.
const (
	shortSentence = 60
	longestQuote  = 130
)
