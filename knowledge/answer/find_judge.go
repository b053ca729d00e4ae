package answer

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"liangshan/knowledge/outline"
	"liangshan/knowledge/pattern"
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

// judge ranks candidates by evidence and fit.
func (s *Shelf) judge(q *query) []judged {
	var out []judged
	for _, c := range s.desk.candidates(q) {
		if text := s.desk.sentences[c.id].text; !q.mayCall(text) || q.ofAnotherTurn(text) {
			continue
		}
		out = append(out, s.judgeOne(q, c))
	}
	slices.SortStableFunc(out, func(a, b judged) int { return cmp.Compare(b.total, a.total) })
	return out
}

// ofAnotherTurn reports whether one of several meetings, batches or terms was asked of, and a
// text tells of another: 第三次会议, of 第四次会议.
func (q *query) ofAnotherTurn(text string) bool {
	asked := turn.FindString(q.text)
	if asked == "" {
		return false
	}
	told := turn.FindAllString(fold(text), -1)
	sort, _ := utf8.DecodeLastRuneInString(asked)
	return !slices.Contains(told, asked) && slices.ContainsFunc(told, func(t string) bool { return strings.HasSuffix(t, string(sort)) })
}

var turn = pattern.MustCompile(`第[一二三四五六七八九十\d]+[次届期批轮]`)

func (s *Shelf) judgeOne(q *query, c candidate) judged {
	j := judged{candidate: c}
	best := -1.0
	for i := range c.pieces {
		fit := s.fit(q, &c, i)
		year := s.timeFit(q, &c, i)
		switch {
		case wantsNow(q) && s.aims(&c, i):
			year -= 0.4 // it is still to be reached
		case q.reached() && accountTitle.MatchString(s.desk.passageAt(c.id).title) && s.aims(&c, i):
			year -= 0.2 // an account is asked what there is
		}
		v := 0.35*fit + hint(q, c.keys[i]) + predicated(q, fit, c.keys[i]) + 0.06*q.sideBySide(c.keys[i]) + 0.3*s.topicCover(q, c.keys, i) + (year - 1)
		if v > best {
			best, j.best, j.fits, j.year = v, i, fit, year
		}
	}
	if j.best >= 0 && slices.Contains([]ask{askMany, askShare}, q.kind) {
		s.onlyBefore(q, &j)
	}
	p := s.desk.passageAt(c.id)
	if q.kind == askWho && j.fits < fitEnough && !byName.MatchString(q.text) && s.pieceCover(q, s.desk.sentences[c.id].key) >= 0.5 {
		if j.owner = s.ownerOf(p, c.id); j.owner != "" {
			best, j.fits = best+0.35*(0.8-j.fits), 0.8
		}
	}
	if cell, ok := rowCell(q, p.clause); ok && p.clause.Kind == outline.Row {
		j.fits = 0.2
		if strings.TrimSpace(cell.Text) != "" && fitsColumn(q, p.clause, cell) {
			j.fits = 1
		}
		best = max(best, 0.35*j.fits+0.3*s.pieceCover(q, c.keys[0])+(j.year-1))
	}
	if fits := j.fits; q.fillsOpen(&j) {
		best += 0.35 * (j.fits - fits)
	}
	j.total = c.score + best + s.preference(q, &j, p)
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

// sideBySide is the share of the words that stand together in a question, 市级 and 基地 in
// 市级基地, which a piece has together too: 市级“两山”基地, not 基地暨市级示范河流.
func (q *query) sideBySide(key string) float64 {
	if needsFit(q.kind) {
		return 0 // where the day or the figure stands decides
	}
	pairs, near := 0, 0
	for i := range q.words {
		for j := range q.words {
			a, b := &q.words[i], &q.words[j]
			if i == j || !strings.Contains(q.text, a.text+b.text) {
				continue
			}
			pairs++
			if inReach(a.spellings(), b.spellings(), key) {
				near++
			}
		}
	}
	if pairs == 0 {
		return 0
	}
	return float64(near) / float64(pairs)
}

// inReach reports whether one of the words before stands at most a word before one of those after.
func inReach(before, after []string, key string) bool {
	for _, a := range before {
		for rest := key; ; {
			_, then, ok := strings.Cut(rest, a)
			if !ok {
				break
			}
			rest = then
			if slices.ContainsFunc(after, func(b string) bool { i := strings.Index(then, b); return i >= 0 && i <= len("生态环境") }) {
				return true
			}
		}
	}
	return false
}

// onlyBefore forgets words that stand behind the piece with the figure: they are of something else.
func (s *Shelf) onlyBefore(q *query, j *judged) {
	st := &s.desk.sentences[j.id]
	p := &s.desk.passages[st.at]
	if p.clause.Kind == outline.Row {
		return
	}
	last := j.best
	if inTime.MatchString(j.pieces[last].Of(st.text)) && last+1 < len(j.keys) {
		last++ // 30日内，向…申请登记
	}
	key := strings.Join(j.keys[:last+1], "")
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
	if q.kind == askWho && ledFirst.MatchString(keys[i]) {
		own = max(own, 0.9*s.pieceCover(q, strings.Join(governed(keys[i:]), "")))
	}
	if i == 0 || q.kind == askWhen && (basis.MatchString(keys[i-1]) || dueByItself.MatchString(keys[i-1])) {
		return own
	}
	at := i - 1
	for at > 0 && asOfAlone.MatchString(keys[at]) {
		at-- // 任务共42项，截至12月31日，已完成36项
	}
	own = max(own, 0.8*s.pieceCover(q, keys[at]+keys[i]))
	if before := strings.Join(keys[:i], ""); q.kind == askWhen && s.addsTo(q, before, keys[i]) {
		own = max(own, 0.8*s.pieceCover(q, before+keys[i])) // of what the sentence began with, it says what was asked
	}
	if attending.MatchString(q.text) && i+1 < len(keys) {
		own = max(own, 0.8*s.pieceCover(q, keys[i]+keys[i+1])) // who stands before what they do
	}
	return own
}

// ledFirst is a piece that says who leads what the rest of its sentence sets: 由甲局牵头，乙局配合，….
var ledFirst = pattern.MustCompile(`(?:^|\x00)由?\p{Han}{2,30}(?:牵头|负责|主办)$`)

// governed are the pieces from one that says who leads to the next that does.
func governed(keys []string) []string {
	for i := 1; i < len(keys); i++ {
		if ledFirst.MatchString(keys[i]) {
			return keys[:i]
		}
	}
	return keys
}

// asOfAlone is a piece that only says as of when.
var asOfAlone = pattern.MustCompile(`^(?:截[至止]|[至到])?[\d年月日底末前]+$`)

// addsTo reports whether a piece has a telling word of the question that nothing before it has.
func (s *Shelf) addsTo(q *query, before, key string) bool {
	return slices.ContainsFunc(q.words, func(w word) bool {
		return w.class == content && !w.spare && w.itself() && metIn(&w, key) >= wordMet && metIn(&w, before) < wordMet
	})
}

// dueByItself is a piece that sets a date for what it says itself.
var dueByItself = pattern.MustCompile(`^(?:力争|争取|确保)?(?:到?\d{4}年)?\d{1,2}月(?:[上中下]旬|底|末|初|\d{1,2}[日号])?[之以]?前?[\p{Han}]{4,}`)

// inTime is a piece that sets a time for what the next one tells.
var inTime = pattern.MustCompile(`(?:日|天|月|年|小时)(?:之|以)?内，$`)

func (s *Shelf) pieceCover(q *query, key string) float64 {
	total, got := 0.0, 0.0
	for i := range q.words {
		weight := q.words[i].weight
		if q.words[i].spare && (q.kind == askWhen || q.kind == askWhy) {
			weight *= 0.2 // a due date implies completion, a cause is a reason: it tells no node from another
		}
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

// ofAnother reports whether the date of a sentence is of another doing than the one
// asked about: what was asked stands by itself in an earlier sentence of the passage,
// as done, and this one speaks of what is still to come. 赴甲区考察，形成了报告。将于7月赴乙地学习。
func (s *Shelf) ofAnother(q *query, c *candidate) bool {
	st := &s.desk.sentences[c.id]
	p := &s.desk.passages[st.at]
	if c.id == p.first || !stillToCome.MatchString(withoutLabel(st.text)) {
		return false
	}
	for i := range q.words {
		w := &q.words[i]
		if w.class != content || w.spare || runes(w.text) < 2 || w.count > rare || c.inside[i] >= metAlt {
			continue
		}
		for id := p.first; id < c.id; id++ {
			if o := &s.desk.sentences[id]; doneAlready.MatchString(o.text) && !underWay.MatchString(o.text) && metIn(w, o.key) >= metAlt {
				return true
			}
		}
	}
	return false
}

func wantsNow(q *query) bool {
	return (q.kind == askMany || q.kind == askShare) && nowAsked.MatchString(q.text)
}

// reached reports whether a figure is asked without a word of what is wanted.
func (q *query) reached() bool {
	return (q.kind == askMany || q.kind == askShare) && len(q.times) == 0 && !aimAsked.MatchString(q.text) && !wantedWord.MatchString(q.text)
}

// wantedWord asks for what is still to be.
var wantedWord = pattern.MustCompile(`要|达到|计划|打算|争取|力争|突破|新增|新建|任务`)

// wantedAll opens a sentence all of which is still to be reached.
var wantedAll = pattern.MustCompile(`(?:^|[，；：])(?:力争|争取|确保|努力)`)

// aims reports whether a piece is of a time that was still to come when the document was issued.
func (s *Shelf) aims(c *candidate, i int) bool {
	if st := &s.desk.sentences[c.id]; wantedAll.MatchString(st.text[:c.pieces[i].Start]) && !nowWord.MatchString(c.pieces[i].Of(st.text)) {
		return true // 力争…提升至前6位，占比达到62%
	}
	e, ok := s.timeAt(c, i)
	p := s.desk.passageAt(c.id)
	issued := p.doc.Outline.Issued
	if !ok && !issued.IsZero() && p.year() >= issued.Year && toComeHead.MatchString(p.head) {
		return true // under 2025年工作打算
	}
	return ok && !issued.IsZero() && e.End.After(issued)
}

// shownBefore is the sentence of the passages just shown that has most of what was asked
// about before; nil if none was. It stands beside a refusal: 有没有永川, of a list of places.
func (s *Shelf) shownBefore(q *query) *judged {
	best, most := -1, 0.0
	for at := range q.near {
		p := &s.desk.passages[at]
		for id := p.first; id < p.last; id++ {
			got := 0.0
			for i := range q.context {
				got += q.context[i].weight * met(&q.context[i], s.desk.sentences[id].key)
			}
			if got > most || got == most && got > 0 && id < best {
				best, most = id, got
			}
		}
	}
	if best < 0 {
		return nil
	}
	j := s.judgeOne(q, s.desk.weigh(q, best))
	j.cover = 1
	return &j
}
