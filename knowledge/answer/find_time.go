package answer

import (
	"slices"
	"strconv"
	"strings"

	"liangshan/knowledge/outline"
	"liangshan/knowledge/pattern"
	"liangshan/knowledge/segment"
	"liangshan/knowledge/when"
	"liangshan/store/day"
)

// readAs is the day as of which a passage's elliptical dates are read: in the year that it tells of.
func (p *passage) readAs(cal *day.Calendar) day.Date {
	on := p.doc.Outline.Issued
	switch y := p.year(); {
	case y == 0 || on.IsZero():
	case y < on.Year:
		on = day.Date{Year: y, Month: 12, Day: 31}
	case y > on.Year:
		on = day.Date{Year: y, Month: 1, Day: 1}
	}
	return when.Stage(p.clause.Text, on, cal)
}

// year is the year that a passage tells of: by the heading over it (四、2025年工作打算), or,
// in an account (关于2024年…情况的报告), by the title, where no heading turns to what is to come.
// It is 0 where none is named, or several are.
func (p *passage) year() int {
	from := p.head
	if !yearIn.MatchString(from) && accountTitle.MatchString(p.title) && !toComeHead.MatchString(p.head) && p.clause.Kind != outline.Row {
		from = p.title
	}
	years := yearIn.FindAllString(from, -1)
	slices.Sort(years)
	if years = slices.Compact(years); len(years) != 1 {
		return 0
	}
	y, _ := strconv.Atoi(years[0])
	return y
}

// accountTitle is the title of a paper that tells what was done in a year.
var accountTitle = pattern.MustCompile(`20\d\d年(?:度)?[^上下前一二三四\d计方要][^计方要]*(?:情况|总结|年报|公报|述职|自评|回顾)`)

// timesOf reads the times of a sentence as of its document.
func (s *Shelf) timesOf(c *candidate) []when.Expr {
	if !c.timed {
		st := &s.desk.sentences[c.id]
		c.timed = true
		if mayDate(st.text) {
			c.times = timesIn(st.text, s.desk.passages[st.at].readAs(s.Calendar), s.Calendar)
		}
	}
	return c.times
}

func (s *Shelf) fitsTime(q *query, c *candidate, i int) float64 {
	if s.ofAnother(q, c) {
		return 0
	}
	if rhythmAsked.MatchString(q.text) && fitsRhythm(c.pieces[i].Of(s.desk.sentences[c.id].text)) == 0 {
		return 0.3 // 每月几号 is not asked of what is done once
	}
	exprs := s.timesOf(c)
	e, ok := timeIn(exprs, c.pieces[i], s.desk.sentences[c.id].text)
	switch {
	case ok && !e.End.IsZero() && !e.Start.IsZero() && e.End.Sub(e.Start) > 400 && !spanAsked.MatchString(q.text):
		return 0.7 // “十四五” tells less than a year or a day
	case (!ok || e.End.IsZero()) && vagueDue.MatchString(c.pieces[i].Of(s.desk.sentences[c.id].text)):
		return 0.5
	case ok:
		if said := c.pieces[i].Of(s.desk.sentences[c.id].text); basis.MatchString(said) || reportedOf.MatchString(said) || e.Kind == when.Past || e.Kind == when.Urgent || e.Kind == when.Duration && e.End.IsZero() && !within.MatchString(e.Text) || e.Kind == when.Fuzzy && e.End.IsZero() {
			return 0.3
		}
		return asFine(q.text, e)
	}
	if i > 0 && !basis.MatchString(c.pieces[i-1].Of(s.desk.sentences[c.id].text)) {
		if _, ok := timeIn(exprs, c.pieces[i-1], s.desk.sentences[c.id].text); ok {
			return 0.6
		}
	}
	return 0
}

// asFine is how well a time answers by what it counts in: 现在 is no answer to 什么时候, nor a
// month within the year as good a one to 哪年 as the year.
func asFine(asked string, e when.Expr) float64 {
	switch {
	case onlyNow.MatchString(e.Text):
		return 0.3
	case yearAsked.MatchString(asked) && !strings.Contains(e.Text, "年"), exactDay.MatchString(asked) && wholeYear(e):
		return 0.85
	}
	return 1
}

var (
	onlyNow   = pattern.MustCompile(`^(?:截至|截止|到)?(?:目前|当前|现在|如今|近期|最近)`)
	yearAsked = pattern.MustCompile(`哪一?年|什么年份`)
)

// vagueDue says when without a day.
var vagueDue = pattern.MustCompile(`适时|择机|条件(?:成熟|具备|允许)(?:后|时)|待[\p{Han}]{2,12}后`)

// spanAsked asks how long a thing goes on.
var spanAsked = pattern.MustCompile(`管到|期限|有效|[到至]哪|多久|多长|起止`)

// within makes a deadline of a length of time: 2小时内, 15个工作日以内.
var within = pattern.MustCompile(`内|之前|前$|后`)

// basis opens a piece that gives a reason, or what a document rests on; its date is not the matter's.
var basis = pattern.MustCompile(`^(?:根据|按照|依据|依照|遵照|因[^地此]|由于|鉴于|为了|考虑到)`)

// reportedOf is a time that a report is of: 听取上半年推进情况的汇报.
var reportedOf = pattern.MustCompile(`(?:听取|审议|研究|讨论)[^，。；]*(?:年度?|季度|月份?)[^，。；]*(?:情况|总结|汇报|报告|计划|要点)`)

// timeFit compares the question's period with the times that govern a piece.
func (s *Shelf) timeFit(q *query, c *candidate, i int) float64 {
	if len(q.times) == 0 || q.kind == askWhen && oneDay(q.times[0]) {
		return 1 // a day named in a question for the day is a premise, not a filter
	}
	p := s.desk.passageAt(c.id)
	if fit, ok := rowYear(q, p.clause); ok {
		return fit
	}
	issued := p.doc.Outline.Issued
	if isTotal(p.clause) && sameYear(s.asOfDoc(q, p.doc.Outline), issued) {
		return 1
	}
	exprs := s.timesOf(c)
	governing, ok := timeBefore(exprs, c.pieces[i], s.desk.sentences[c.id].text)
	asked := s.asOfDoc(q, p.doc.Outline)
	if !ok {
		switch y := p.year(); {
		case y != 0 && slices.ContainsFunc(asked, func(e when.Expr) bool { return throughout(e, y) }):
			return 1
		case y == 0 && sameYear(asked, issued) && !otherMonth(asked, issued):
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
		if (q.kind == askMany || q.kind == askShare) && wholeYear(governing) && e.Kind == when.Range && to.Sub(from) < 100 {
			return 0.4 // nor that of a year one of a month
		}
		return 1
	}
	if q.holds() == askWhen {
		return claimed
	}
	return 0
}

// throughout reports whether a time is a whole year, or its end.
func throughout(e when.Expr, year int) bool {
	from, to := bounds(e)
	end := day.Date{Year: year, Month: 12, Day: 31}
	return !to.IsZero() && !to.Before(end) && !from.After(end) && (to.Sub(from) > 300 || e.Kind == when.Deadline)
}

// claimed is the fit of another year than the one that a yes-or-no question holds
// against the documents: what they write is the answer.
const claimed = 0.55

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

// asOfDoc reads the question's times for a document. A letter, or an account of a year, tells
// how things stand on its day: its 今年 is the year it was written in, and no other.
func (s *Shelf) asOfDoc(q *query, o *outline.Document) []when.Expr {
	out := s.asOf(q, o.Issued)
	if !isLetter(o) && !accountTitle.MatchString(o.Title) || len(out) == len(q.times) {
		return out
	}
	now := slices.DeleteFunc(slices.Clone(q.times), func(e when.Expr) bool { return relativeYear.MatchString(e.Text) })
	return append(now, out[len(q.times):]...)
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

// timeIn is the most telling time inside a piece: one with an end rather than none.
func timeIn(exprs []when.Expr, sp segment.Span, text string) (when.Expr, bool) {
	var got when.Expr
	ok := false
	for _, e := range exprs {
		if ok && !e.End.IsZero() && moved.MatchString(text[got.Pos:e.Pos]) && e.Pos < sp.End {
			got = e // 由8月底前调整为9月30日前: the later one holds
			continue
		}
		if e.Pos < sp.Start || e.Pos >= sp.End || e.Kind == when.Unknown || occasion.MatchString(e.Text) {
			continue
		}
		if ok && wholeYear(got) && e.Kind == when.Deadline {
			got = e // 2024年开工项目于4月30日前: the day is due, the year is a name
			continue
		}
		if !ok || got.End.IsZero() && !e.End.IsZero() && got.Kind != when.Recurrence || !strings.ContainsAny(got.Text, "0123456789一二三四五六七八九十") && strings.ContainsAny(e.Text, "0123456789") && !e.End.IsZero() {
			got, ok = e, true // 秋冬季（11月15日至次年3月15日）: the days say more
		}
	}
	return got, ok
}

// timesIn reads the times of a text. One inside a title (《…规划（2023—2030年）》) dates nothing.
func timesIn(text string, on day.Date, cal *day.Calendar) []when.Expr {
	exprs := slices.DeleteFunc(when.Find(text, on, cal), func(e when.Expr) bool { return yearEndWork.MatchString(text[e.Pos:]) })
	titles := titleMarks.FindAllStringIndex(text, -1)
	if titles == nil {
		return exprs
	}
	return slices.DeleteFunc(exprs, func(e when.Expr) bool {
		return slices.ContainsFunc(titles, func(t []int) bool { return t[0] <= e.Pos && e.Pos < t[1] })
	})
}

// yearEndWork is work that is called by the end of the year: 年终考核. It sets no date.
var yearEndWork = pattern.MustCompile(`^年[终末](?:核查|考核|考评|总结|评比|评估|奖|决算|检查|报告|验收|述职)`)

// mayDate spares texts without any character of a date the full reading.
func mayDate(text string) bool { return strings.ContainsAny(text, "年月日周季旬天期底末前") }

// moved says that a date gave way to another.
var moved = pattern.MustCompile(`调整[为到至]|[变修]?[更改][为到至]|延[期长]?[为到至]|推迟[到至]|顺延[到至]|提前[到至]`)

// occasion names a day of the calendar by its theme; it dates nothing that is held in its name.
var occasion = pattern.MustCompile(`^[^\d前后月年]*[日节]$`)

var relativeYear = pattern.MustCompile(`[去今明前后]年`)

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

var timeLead = pattern.MustCompile(`(?:时间|期限|时限|日期)$`)

var titleMarks = pattern.MustCompile(`《[^》]*》`)
