package answer

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

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
)

// judged is a candidate with its place among the others.
type judged struct {
	candidate
	fits  float64
	total float64
	year  float64 // 1: the times agree; 0: they contradict
}

// fromPassages answers from the sentence that holds the question's own words and the kind of thing asked for.
func (s *Shelf) fromPassages(q *query) (Answer, bool) {
	list := s.judge(q)
	if len(list) == 0 {
		return s.refuse(q, nil), true
	}
	best, ok := s.evident(q, list)
	if !ok {
		return s.refuse(q, &best, s.gaps(q, &best)...), true
	}
	return s.compose(q, best, list), true
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
		v := 0.35*fit + hint(q, c.keys[i]) + 0.3*s.topicCover(q, c.keys, i) + (year - 1)
		if v > best {
			best, j.best, j.fits, j.year = v, i, fit, year
		}
	}
	if j.best >= 0 && slices.Contains([]ask{askMany, askShare}, q.kind) {
		s.onlyBefore(q, &j)
	}
	p := &s.desk.passages[s.desk.sentences[c.id].at]
	if cell, ok := rowCell(q, p.clause); ok && p.clause.Kind == outline.Row {
		j.fits = 0.2
		if strings.TrimSpace(cell.Text) != "" {
			j.fits = 1
		}
		best = max(best, 0.35*j.fits+0.3*s.pieceCover(q, c.keys[0])+(j.year-1))
	}
	j.total = c.score + best
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
func (s *Shelf) topicCover(q *query, keys []string, i int) float64 {
	own := s.pieceCover(q, keys[i])
	if i == 0 {
		return own
	}
	return max(own, 0.8*s.pieceCover(q, keys[i-1]+keys[i]))
}

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
		got += weight * met(&q.words[i], key)
	}
	for i := range q.context {
		w := &q.context[i]
		total += w.weight / 2
		got += w.weight / 2 * met(w, key)
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
	exprs := s.timesOf(c)
	governing, ok := timeBefore(exprs, c.pieces[i], s.desk.sentences[c.id].text)
	asked := s.asOf(q, issued)
	if !ok {
		if sameYear(asked, issued) {
			return 0.5
		}
		return 0.3
	}
	for _, e := range asked {
		if overlap(e, governing) {
			return 1
		}
	}
	return 0
}

// timeBefore is the last time at or before a piece in its sentence.
func timeBefore(exprs []when.Expr, sp segment.Span, text string) (when.Expr, bool) {
	if e, ok := timeIn(exprs, sp, text); ok {
		return e, true
	}
	var got when.Expr
	ok := false
	for _, e := range exprs {
		if e.Pos < sp.Start && (!e.End.IsZero() || !e.Start.IsZero()) {
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
	switch {
	case p.clause.Kind == outline.Row:
		s.sayRow(q, &a, p)
	case s.sayMembers(q, &a, &best, list):
	case p.clause.Kind == outline.Heading && (q.kind == askHow || q.kind == askList):
		s.sayHeading(&a, st.at)
	default:
		s.saySentence(q, &a, &best)
	}
	s.remarks(q, &a, &best)
	s.otherDocument(q, &a, best, list)
	return a
}

func (s *Shelf) saySentence(q *query, a *Answer, c *judged) {
	st := &s.desk.sentences[c.id]
	p := &s.desk.passages[st.at]
	text, force := s.cutOut(q, c)
	if strings.Contains(text, force) {
		force = ""
	}
	if q.kind == askHow || q.kind == askYes || q.kind == askState {
		text = s.wholePeriod(p, c.id, text)
	}
	at := a.cite(p, s.citedWords(p, st, text))
	l := Line{Code: Quoted, Text: text, Cites: []int{at}}
	if force != "" {
		l.Args = []string{force}
	}
	a.Lines = append(a.Lines, l)
	s.moreOf(q, a, c, at)
}

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

// shortSentence is quoted whole, in characters; longestQuote bounds what is quoted of a longer one.
const (
	shortSentence = 60
	longestQuote  = 130
)

// cutOut chooses the words to quote: the whole of a short sentence, else the
// pieces that answer and those that hold the rest of the question.
func (s *Shelf) cutOut(q *query, c *judged) (text, force string) {
	st := &s.desk.sentences[c.id]
	if pt, ok := s.partAt(c); ok && (q.kind == askWhen || q.kind == askLeft) {
		return withoutLabel(pt.text), pt.force
	}
	n := utf8.RuneCountInString(st.text)
	if n <= shortSentence && q.kind != askOften || (q.kind == askHow || q.kind == askState || q.kind == askTasks || q.kind == askList && c.fits < fitEnough) && n <= longestQuote {
		return quoteWhole(withoutLabel(st.text)), ""
	}
	from, to := c.best, c.best
	for i := range c.pieces {
		if (s.adds(q, c, i) || s.rivals(q, c, i)) && runes(st.text[c.pieces[min(from, i)].Start:c.pieces[max(to, i)].End]) <= longestQuote {
			from, to = min(from, i), max(to, i)
		}
	}
	from, to = wholeItems(st.text, c.pieces, from, to)
	return trimMarks(withoutLabel(st.text[c.pieces[from].Start:c.pieces[to].End])), ""
}

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

var label = regexp.MustCompile(`^(?:[（(][一二三四五六七八九十百\d]+[）)]|第[一二三四五六七八九十百零\d]+[条款项]|[一二三四五六七八九十]+[、是]|\d+[．.、]|[①-⑳])[\s　]*`)

// withoutLabel drops the numeral that the citation's place names already.
func withoutLabel(s string) string { return label.ReplaceAllString(s, "") }

func runes(s string) int { return utf8.RuneCountInString(s) }

// rivalCover is how much of the best piece's cover another figure must have.
var rivalCover = map[ask]float64{askShare: 0.6, askMany: 0.8}

// rivals reports whether piece i gives another figure of the same thing: one for each year, where no year was asked.
func (s *Shelf) rivals(q *query, c *judged, i int) bool {
	if len(q.times) > 0 || q.kind != askShare && q.kind != askMany {
		return false
	}
	return s.fit(q, &c.candidate, i) >= 0.9 && s.topicCover(q, c.keys, i) >= rivalCover[q.kind]*s.topicCover(q, c.keys, c.best)
}

// adds reports whether piece i meets a word of the question that the best piece does not.
func (s *Shelf) adds(q *query, c *judged, i int) bool {
	for k := range q.words {
		w := &q.words[k]
		if w.class == content && met(w, c.keys[i]) >= wordMet && met(w, c.keys[c.best]) < wordMet {
			return true
		}
	}
	return false
}

// partAt is the dated part of a sentence around the best piece.
func (s *Shelf) partAt(c *judged) (part, bool) {
	st := &s.desk.sentences[c.id]
	issued := s.desk.passages[st.at].doc.Outline.Issued
	sp := c.pieces[c.best]
	for _, pt := range dated(st.text, issued, s.Calendar) {
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
	case opensList.MatchString(strings.TrimSpace(st.text)) && len(p.clause.Path) > 0:
		s.childItems(a, st.at)
	case q.kind == askWho && q.plural:
		s.otherBodies(q, a, c)
	case q.kind == askHow || q.kind == askList && c.fits < fitEnough || q.kind == askYes || q.kind == askState:
		s.restOf(q, a, p, c.id)
	}
}

// opensList ends a sentence whose items follow: 应当提交下列材料：
var opensList = regexp.MustCompile(`[：:]$|(?:下列|以下|如下)[^，。]{0,10}[：:]?$`)

// childItems lists the items that stand below a passage.
func (s *Shelf) childItems(a *Answer, at int) {
	p := &s.desk.passages[at]
	depth := len(p.clause.Path)
	for i := at + 1; i < len(s.desk.passages) && i <= at+20; i++ {
		c := &s.desk.passages[i]
		if c.doc != p.doc || len(c.clause.Path) <= depth || len(c.clause.Path) > depth+1 && depth > 0 {
			break
		}
		if c.first < c.last {
			t := strings.TrimRight(quoteWhole(s.desk.sentences[c.first].text), "；")
			a.Lines = append(a.Lines, Line{Code: Item, Text: t, Cites: []int{a.cite(c, t)}})
		}
	}
}

// restOf quotes the whole of a short passage: the sentence that names a thing and those that say what it is.
func (s *Shelf) restOf(q *query, a *Answer, p *passage, id int) {
	total := runes(s.desk.sentences[id].text)
	short := total <= 24
	for k := id + 1; k < p.last; k++ {
		t := quoteWhole(s.desk.sentences[k].text)
		total += runes(t)
		if total > longestQuote && (!short || total > 2*longestQuote) || !short && s.pieceCover(q, s.desk.sentences[k].key) == 0 {
			return
		}
		a.Lines = append(a.Lines, Line{Code: Quoted, Text: t, Cites: []int{a.cite(p, t)}})
	}
}

// otherBodies adds the sentences of the same passage that name further bodies.
func (s *Shelf) otherBodies(q *query, a *Answer, c *judged) {
	p := &s.desk.passages[s.desk.sentences[c.id].at]
	for id := p.first; id < p.last && len(a.Lines) < 6; id++ {
		st := &s.desk.sentences[id]
		if id != c.id && s.fitsBody(q, st.text) >= 0.8 && s.pieceCover(q, st.key) > 0 {
			t := withoutLabel(quoteWhole(st.text))
			a.Lines = append(a.Lines, Line{Code: Quoted, Text: t, Cites: []int{a.cite(p, quoteWhole(st.text))}})
		}
	}
}

// sayRow answers from a table row: the cell that was asked for, else what, who and by when.
func (s *Shelf) sayRow(q *query, a *Answer, p *passage) {
	at := a.cite(p, strings.TrimSpace(rowWhat(p.clause)))
	a.Lines = append(a.Lines, Line{Code: Quoted, Text: strings.TrimSpace(rowWhat(p.clause)), Cites: []int{at}})
	said := false
	for _, cell := range p.clause.Cells {
		if asked, ok := rowCell(q, p.clause); ok && asked.Header != cell.Header && !companion(q, cell.Header) {
			continue
		}
		if numberHeader.MatchString(cell.Header) || strings.TrimSpace(cell.Text) == strings.TrimSpace(rowWhat(p.clause)) || strings.TrimSpace(cell.Text) == "" {
			continue
		}
		if unitHeader.MatchString(cell.Header) {
			continue
		}
		l := Line{Code: RowCell, Args: []string{strings.TrimSpace(cell.Header)}, Text: strings.TrimSpace(cell.Text), Cites: []int{at}}
		if u := unitOf(p.clause); u != "" && yearHeader.MatchString(cell.Header) {
			l.Args = append(l.Args, u)
		}
		a.Lines = append(a.Lines, l)
		said = true
	}
	if !said {
		a.Kind = NotIn
		a.Missing = append(a.Missing, Gap{Code: "attribute", Args: []string{string(q.kind)}})
	}
}

// companion columns are shown beside the one asked for: the supporting unit beside the lead.
func companion(q *query, header string) bool {
	return q.kind == askWho && supportHeader.MatchString(header) && !supportAsked.MatchString(q.text)
}

// otherDocument puts another document's word beside the first where both speak to
// the point: the plan beside the letter, each with its date.
func (s *Shelf) otherDocument(q *query, a *Answer, best judged, list []judged) {
	if len(q.home) > 0 || q.doc != nil || !needsFit(q.kind) {
		return
	}
	seen := map[*Doc]bool{s.desk.passages[s.desk.sentences[best.id].at].doc: true}
	for i := range list {
		o := &list[i]
		p := &s.desk.passages[s.desk.sentences[o.id].at]
		if seen[p.doc] || len(seen) > 2 || o.fits < 0.8 || o.total < 0.65*best.total || o.cover < 0.7*best.cover {
			continue
		}
		if len(s.gaps(q, o)) > 0 || s.softShare(q, o) > 0.1 {
			continue
		}
		seen[p.doc] = true
		if !s.saysSame(q, &best, o) {
			s.sayBeside(q, a, o, p)
		}
	}
}

func (s *Shelf) sayBeside(q *query, a *Answer, o *judged, p *passage) {
	text, force := s.cutOut(q, o)
	if p.clause.Kind == outline.Row {
		text, force = strings.TrimSpace(rowWhat(p.clause))+"，"+otherCell(q, p.clause), ""
	}
	at := a.cite(p, s.quoteOf(p, o.id))
	l := Line{Code: ByDoc, Args: []string{shortName(p.doc.Outline), force}, Dates: []day.Date{p.doc.Outline.Issued}, Text: text, Cites: []int{at}}
	a.Lines = append(a.Lines, l)
}

// saysSame reports whether two candidates give the same words, or the same day.
func (s *Shelf) saysSame(q *query, a, b *judged) bool {
	if s.sameWords(a, b) {
		return true
	}
	if q.kind != askWhen {
		return false
	}
	x, okX := s.timeAt(a)
	y, okY := s.timeAt(b)
	return okX && okY && x.End == y.End && !x.End.IsZero()
}

func (s *Shelf) sameWords(a, b *judged) bool {
	return strings.Map(dropMarks, s.desk.sentences[a.id].key) == strings.Map(dropMarks, s.desk.sentences[b.id].key)
}

// quoteOf is what a citation of a sentence shows; of a table row, the cell that names the task.
func (s *Shelf) quoteOf(p *passage, id int) string {
	if p.clause.Kind == outline.Row {
		return strings.TrimSpace(rowWhat(p.clause))
	}
	return quoteWhole(s.desk.sentences[id].text)
}

func otherCell(q *query, c *outline.Clause) string {
	cell, _ := rowCell(q, c)
	return cell.Header + "：" + cell.Text
}
