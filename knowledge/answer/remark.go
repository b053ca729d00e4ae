package answer

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"liangshan/knowledge/outline"
	"liangshan/knowledge/segment"
	"liangshan/knowledge/when"
	"liangshan/store/day"
)

// remarks adds what a careful clerk would add to the quotation.
func (s *Shelf) remarks(q *query, a *Answer, c *judged) {
	st := &s.desk.sentences[c.id]
	p := &s.desk.passages[st.at]
	switch q.kind {
	case askWhen, askLeft:
		s.remarkTime(q, a, c)
	case askList, askMany, askWho:
		remarkList(q, a, c, p)
	}
	if q.kind == askMany {
		remarkShare(q, a)
	}
	if (q.kind == askHow || q.kind == askMean || q.kind == askYes) && called.MatchString(q.text) {
		remarkList(q, a, c, p)
	}
	if q.kind == askWho {
		remarkNames(q, a)
	}
	if q.kind == askMany {
		remarkJoint(q, a, c.pieces[max(c.best, 0)].Of(st.text))
	}
	if (outcome.MatchString(q.text) && !mentionAsked.MatchString(q.text) && q.kind != askMany || actual.MatchString(q.text)) && !concluded(q, a, c) || s.aimedOnly(q, c) || onlyPlanned(q, p) {
		a.Lines = append(a.Lines, Line{Code: NoOutcome})
		a.Kind = NotIn
		a.Missing = append(a.Missing, Gap{Code: "outcome"})
	}
	s.remarkYear(q, a, c)
	s.remarkSnapshot(q, a, p)
}

// onlyPlanned reports whether the question is for what was reached, and the row has but what is to be.
func onlyPlanned(q *query, p *passage) bool {
	if p.clause.Kind != outline.Row || !reachedAsked.MatchString(q.text) {
		return false
	}
	cell, ok := rowCell(q, p.clause)
	return ok && !reachedHeader.MatchString(cell.Header)
}

var (
	reachedAsked  = regexp.MustCompile(`完成了?(?:多少|几)|(?:已经?|目前|现在).{0,6}(?:完成|达到|有)`)
	reachedHeader = regexp.MustCompile(`完成|实际|现状|累计|当前|进展|基准|已`)
)

// mentionAsked asks whether the documents speak of a thing, not what came of it.
var mentionAsked = regexp.MustCompile(`(?:提到?|提及|写明?|说到?|讲到?|列|规定|明确|涉及|包括|包含)了?(?:没有?|吗)$`)

// aimedOnly reports whether the state of today was asked and the figure is one to be reached.
func (s *Shelf) aimedOnly(q *query, c *judged) bool {
	return wantsNow(q) && s.aims(&c.candidate, c.best)
}

func wantsNow(q *query) bool {
	return (q.kind == askMany || q.kind == askShare) && nowAsked.MatchString(q.text)
}

// aims reports whether a piece is of a time that was still to come when the document was issued.
func (s *Shelf) aims(c *candidate, i int) bool {
	e, ok := s.timeAt(c, i)
	issued := s.desk.passages[s.desk.sentences[c.id].at].doc.Outline.Issued
	return ok && !issued.IsZero() && e.End.After(issued)
}

// actual asks for what has come about, not for what is planned: 到位了多少.
var actual = regexp.MustCompile(`[\p{Han}]了(?:多少|几)|到位多少|已经.{0,6}(?:多少|几)|实际`)

var doneWord = regexp.MustCompile(`已|^经[^，]*(?:研究|审议|同意|办理)|了|到位|召开|举办|成立|形成|完成了|建成|共开展|达\d|累计|同比|增加|提升|获得|完成[\p{Han}]*\d`)

var intention = regexp.MustCompile(`力争|争取|将|拟|计划(?:[^的%\d]|$)|预计|即将|目标|确保|要|正按|前完成|前通过`)

var notReached = regexp.MustCompile(`(?:未|没有|尚未|仍未)(?:能)?(?:达到|达标|完成|通过|实现|建成|开工|验收)`)

// concluded reports whether what is quoted says that the thing is done.
func concluded(q *query, a *Answer, c *judged) bool {
	last, enough := q.predicate(), 0.9
	if q.kind == askMany {
		enough = 0.5
	}
	if c.best >= 0 && last != nil && q.kind == askMany && metIn(last, c.keys[c.best]) >= enough && strings.Contains(c.keys[c.best], "已") {
		return true // 已达标17项, whatever else the sentence wants
	}
	if slices.ContainsFunc(a.Lines, func(l Line) bool { return l.Code == Quoted && notReached.MatchString(l.Text) }) {
		return true // that it has not come about is an outcome too
	}
	for _, l := range a.Lines {
		if l.Code != Quoted || intention.MatchString(l.Text) || last != nil && max(met(last, bare(l.Text)), q.metBy(c, last)) < enough {
			continue
		}
		if q.kind == askMany || doneWord.MatchString(l.Text) {
			return true
		}
	}
	return false
}

// metBy is how well a candidate with what stands before it meets a word, where a figure was asked for.
func (q *query) metBy(c *judged, w *word) float64 {
	for i := range q.words {
		if &q.words[i] == w && q.kind == askMany && i < len(c.met) {
			return c.met[i]
		}
	}
	return 0
}

// predicate is the last content word of the question: what is asked to have come about.
func (q *query) predicate() *word {
	var out *word
	at := -1
	for i := range q.words {
		if w := &q.words[i]; w.class == content {
			if k := strings.LastIndex(q.text, w.text); k > at {
				out, at = w, k
			}
		}
	}
	return out
}

// remarkTime resolves the date, counts the days, and says when no day is named.
func (s *Shelf) remarkTime(q *query, a *Answer, c *judged) {
	if strings.Contains(q.text, "分别") {
		return // the sentence gives a time for each
	}
	e, ok := s.timeAt(&c.candidate, c.best)
	if vague := vagueDue.FindString(c.pieces[max(c.best, 0)].Of(s.desk.sentences[c.id].text)); vague != "" && (!ok || e.End.IsZero()) {
		a.Lines = append(a.Lines, Line{Code: NoDay, Args: []string{vague}})
		return
	}
	if !ok {
		return
	}
	if exactDay.MatchString(q.text) && !oneDay(e) && e.Kind != when.Deadline && e.Kind != when.Recurrence {
		a.Lines = append(a.Lines, Line{Code: NoDay, Args: []string{e.Text}})
		if a.Kind == Answered {
			a.Kind = Partly
		}
	}
	issued := s.desk.passages[s.desk.sentences[c.id].at].doc.Outline.Issued
	a.Lines = append(a.Lines, dateLines(e, q, issued)...)
	if _, end := bounds(e); !end.IsZero() {
		a.Carry.Shown = append(a.Carry.Shown, end)
	}
}

func (s *Shelf) timeAt(c *candidate, i int) (when.Expr, bool) {
	st := &s.desk.sentences[c.id]
	p := &s.desk.passages[st.at]
	if p.clause.Kind == outline.Row {
		for _, m := range s.desk.moments() {
			if m.sentence == c.id {
				return m.due, true
			}
		}
	}
	return timeBefore(s.timesOf(c), c.pieces[i], st.text)
}

func oneDay(e when.Expr) bool {
	return e.Kind == when.OnDate || e.Kind == when.Deadline && strings.Contains(e.Text, "日") || !e.Start.IsZero() && e.Start == e.End
}

// dateLines says which days are meant, and how far off the last one is.
func dateLines(e when.Expr, q *query, issued day.Date) []Line {
	if e.End.Year < 1900 || e.Has(when.YearRolled) { // a paper without a date gives its days no year
		return nil
	}
	var out []Line
	whole := strings.Contains(e.Text, strconv.Itoa(e.End.Year))
	switch {
	case e.Kind == when.OnDate && whole && strings.Contains(e.Text, "日"):
	case e.Kind == when.Deadline:
		out = append(out, Line{Code: DueOn, Dates: []day.Date{e.End}})
	case e.Kind == when.OnDate && e.Start == e.End:
		out = append(out, Line{Code: DueOn, Args: []string{"on"}, Dates: []day.Date{e.End}})
	case !e.Start.IsZero() && e.Start != e.End && !(e.Start.Month == 1 && e.Start.Day == 1 && e.End.Month == 12 && e.End.Day == 31):
		out = append(out, Line{Code: Between, Dates: []day.Date{e.Start, e.End}})
	}
	left := e.End.Sub(q.now)
	switch {
	case e.Kind == when.AsOf || e.Kind == when.Past || !issued.IsZero() && e.End.Before(issued):
	case left >= 0 && (len(out) > 0 && left <= 400 || oneDay(e) || q.kind == askLeft):
		out = append(out, Line{Code: DaysLeft, Args: []string{strconv.Itoa(left)}, Dates: []day.Date{e.End}})
	case left < 0:
		out = append(out, Line{Code: Passed, Dates: []day.Date{e.End}})
	}
	return out
}

// remarkNames says that an office is named where a person was asked for.
func remarkNames(q *query, a *Answer) {
	if !byName.MatchString(q.text) || !leaderAsked.MatchString(q.text) {
		return
	}
	post := false
	for _, l := range a.Lines {
		if titled.MatchString(l.Text) || strings.Contains(l.Text, "联系人") || comrade.MatchString(l.Text) {
			return
		}
		post = post || l.Code == Quoted && (leaderIn.MatchString(l.Text) || namelessPost.MatchString(l.Text))
	}
	if post {
		a.Lines = append(a.Lines, Line{Code: NoNames})
	}
}

// together stands between several things and the one figure that is theirs.
var together = regexp.MustCompile(`(?:合计|共计|总计|合共|加起来)[\p{Han}]{0,4}[\d.]`)

// remarkJoint says that a figure is the total of several things, where one was asked for.
func remarkJoint(q *query, a *Answer, text string) {
	loc := together.FindStringIndex(text)
	if loc == nil {
		return
	}
	var asked []string
	items := splitList(text[:loc[0]])
	for _, item := range items {
		key := bare(item)
		if i := slices.IndexFunc(q.words, func(w word) bool {
			return w.class == content && metIn(&w, key) >= metAlt && strings.Count(bare(text), w.text) < 2
		}); i >= 0 && !slices.Contains(asked, q.words[i].text) {
			asked = append(asked, q.words[i].text)
		}
	}
	if len(asked) == 1 && len(items) > 1 {
		a.Kind = Partly
		a.Lines = append(a.Lines, Line{Code: Jointly, Args: asked})
	}
}

// namelessPost is a standing that one or several persons hold.
var namelessPost = regexp.MustCompile(`组长|委员(?:[^会]|$)|代表|专家|成员|联络员|负责同志|责任人|河长|林长|田长|校长|党员|志愿者`)

// comrade is a name behind an office: 局长乌兰同志.
var comrade = regexp.MustCompile(`(?:长|主任|书记|主席|经理)[\p{Han}]{2,4}同志`)

var leaderAsked = regexp.MustCompile(`长|领导|哪些人|负责人|书记|主任|姓名|名字|哪位|哪个人|同志|责任人|联系人|(?:委员|代表|专家|组员|成员)(?:都|是|有|叫)*(?:谁|哪|什么名字)`)

// remarkList says when the number of things is given but not which they are.
func remarkList(q *query, a *Answer, c *judged, p *passage) {
	if p.clause.Kind == outline.Row || q.kind == askMany && !eachOfThem.MatchString(q.text) || q.kind == askWho && !q.plural && !called.MatchString(q.text) {
		return
	}
	if l, ok := unlisted(q, a); ok {
		a.Lines = append(a.Lines, Line{Code: NoList, Args: []string{l}})
		a.Kind = Partly
	}
}

var (
	called     = regexp.MustCompile(`\d.*(?:叫什么|名字|名称)`)
	eachOfThem = regexp.MustCompile(`\d.*(?:每[项个家条]|各[项个家条]|分别)`)
)

// unlisted finds a counted noun that the question asks to have listed, without items before it: 濑溪河14个镇街.
func unlisted(q *query, a *Answer) (string, bool) {
	for _, l := range a.Lines {
		if l.Code != Quoted {
			continue
		}
		last := 0 // items before an earlier figure belong to that one
		figures := segment.Quantity(l.Text)
		for i, f := range figures {
			from := last
			last = f.End
			noun := nounAfter(l.Text[f.End:])
			if noun == "" || f.Value < 2 || measured.MatchString(f.Unit) || !asksFor(q, f.Text, noun) {
				continue
			}
			before := lastPiece(l.Text[from:f.Start])
			if !strings.Contains(before, "、") && !strings.Contains(l.Text[f.End:], "：") && (from > 0 || !repeatsItems(ownWords(l.Text, figures, i))) {
				return f.Text + noun, true
			}
			return "", false
		}
	}
	return "", false
}

// measured are units of things that have no list: money, lengths, shares, times.
var measured = regexp.MustCompile(`元|%|‰|米|里|亩|公顷|吨|升|克|[年月日天周]|小时|分钟?$|百分点`)

// ownWords is the text without what the next figure counts: 14个镇街，突出甲、乙等4种模式.
func ownWords(text string, figures []segment.Figure, i int) string {
	if i+1 < len(figures) {
		if cut := strings.LastIndex(text[:figures[i+1].Start], "，"); cut > figures[i].End {
			return text[:cut]
		}
	}
	return text
}

// repeatsItems reports whether the words hold a list in the manner of 进社区、进校园.
func repeatsItems(text string) bool { return len(splitList(text)) >= 3 }

var nounRun = regexp.MustCompile(`^[\p{Han}]{1,6}`)

// nounAfter is what a figure counts: 14个〔镇街〕为创建范围.
func nounAfter(rest string) string {
	m := nounRun.FindString(rest)
	if i := strings.IndexAny(m, "为的是作在和与及以纳被"); i >= 0 {
		m = m[:i]
	}
	return m
}

// membersAsked asks which they are, or what they are called.
var membersAsked = regexp.MustCompile(`哪些|哪几|哪\d+|叫什么|名单|名字|名称|分别|每[项个家条]|各[项个家]`)

// asksFor reports whether a counted noun is what the question asks to have listed: it
// stands behind 哪些, or nothing does.
func asksFor(q *query, figure, noun string) bool {
	f, text := bare(noun), q.text
	if membersAsked.MatchString(text) && strings.Contains(text, bare(figure)) {
		return true
	}
	if tail := behindAsking(text); tail != "" && q.kind == askWho {
		text = tail
	}
	if strings.Contains(text, f) {
		return true
	}
	rs := []rune(f)
	return len(rs) > 2 && strings.Contains(text, string(rs[len(rs)-2:]))
}

func lastPiece(s string) string {
	if i := strings.LastIndexAny(s, "，；。"); i >= 0 {
		return s[i:]
	}
	return s
}

// remarkYear says which year a relative word was read as, when it was read as of the document.
func (s *Shelf) remarkYear(q *query, a *Answer, c *judged) {
	if len(q.times) == 0 || !relativeYear.MatchString(q.times[0].Text) {
		return
	}
	issued := s.desk.passages[s.desk.sentences[c.id].at].doc.Outline.Issued
	e, ok := timeBefore(s.timesOf(&c.candidate), c.pieces[max(c.best, 0)], s.desk.sentences[c.id].text)
	if !ok || e.Kind == when.Recurrence || overlap(e, q.times[0]) {
		return
	}
	_, end := bounds(e)
	a.sayOnce(Line{Code: YearRead, Args: []string{q.times[0].Text, strconv.Itoa(end.Year)}, Dates: []day.Date{issued}})
}

var relativeYear = regexp.MustCompile(`[去今明前后]年`)

// stale is after how many days a document's account of the state of things is dated.
const stale = 45

var stateWord = regexp.MustCompile(`正|目前|当前|即将|初稿|进展|力争|将|拟|计划|初步|已`)

// remarkSnapshot says as of when the document speaks, where that matters.
func (s *Shelf) remarkSnapshot(q *query, a *Answer, p *passage) {
	issued := p.doc.Outline.Issued
	if issued.IsZero() || q.now.Sub(issued) < stale || !strings.Contains(p.doc.Outline.Genre+p.doc.Outline.Short, "函") {
		return
	}
	for _, l := range a.Lines {
		if l.Code == Quoted && stateWord.MatchString(strings.Join(l.Args, "")+l.Text) {
			a.sayOnce(Line{Code: Snapshot, Dates: []day.Date{issued}})
			return
		}
	}
}
