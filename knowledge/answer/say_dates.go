package answer

import (
	"slices"
	"strconv"
	"strings"

	"liangshan/knowledge/outline"
	"liangshan/knowledge/pattern"
	"liangshan/knowledge/when"
	"liangshan/store/day"
)

// manyTimes asks for several times at once.
var manyTimes = pattern.MustCompile(`分别|哪[几两二三四五六\d]个?[天年月]|起止|从.{0,4}(?:什么时候|哪|几).{0,8}[到至]`)

// weekdayAsked asks for the day of the week.
var weekdayAsked = pattern.MustCompile(`(?:星期|礼拜|周)几`)

// fromIssue is the day on which the paper itself goes out.
var fromIssue = pattern.MustCompile(`(?:印发|发布|公布|发文|成文|下发)之日`)

// remarkTime resolves the date, counts the days, and says when no day is named.
func (s *Shelf) remarkTime(q *query, a *Answer, c *judged) {
	if manyTimes.MatchString(q.text) {
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
	if (exactDay.MatchString(q.text) || nameless(e)) && !numberedDay.MatchString(e.Text) && !oneDay(e) && e.Kind != when.Deadline && e.Kind != when.Recurrence {
		if own, ok := s.sayIssued(s.desk.holder(c.id).doc); ok && fromIssue.MatchString(e.Text) {
			a.join(own) // 自印发之日起: that day stands under the paper
			return
		}
		a.Lines = append(a.Lines, Line{Code: NoDay, Args: []string{e.Text}})
		if a.Kind == Answered {
			a.Kind = Partly
		}
	}
	st := &s.desk.sentences[c.id]
	if begins := columnsUnder(s.desk.passages[st.at].clause, beginWord, nil); len(begins) > 0 && beginWord.MatchString(q.text) {
		return // the column of the end is not what was asked, or both were
	}
	if labelled := e.Pos <= len(st.text) && dueLabel.MatchString(st.text[:e.Pos]); (labelled || s.desk.passages[st.at].clause.Kind == outline.Row) && e.Kind != when.Recurrence && monthEnd.MatchString(e.Text) {
		e.Kind = when.Deadline // behind 完成时限 10月底 is by its end
	}
	if undated(e, s.desk.sentences[c.id].text) {
		return
	}
	if weekdayAsked.MatchString(q.text) && oneDay(e) && e.End.Year > 1900 {
		a.Lines = append(a.Lines, Line{Code: Weekday, Dates: []day.Date{e.End}})
		return
	}
	issued := s.desk.holder(c.id).doc.Outline.Issued
	a.Lines = append(a.Lines, dateLines(e, q, issued)...)
	if _, end := bounds(e); !end.IsZero() {
		a.Carry.Shown = append(a.Carry.Shown, end)
	}
}

// nameless reports whether a time has neither days nor a length: 限期整改, 按期.
func nameless(e when.Expr) bool {
	return e.Start.IsZero() && e.End.IsZero() && e.Term == when.Term{} && e.Kind != when.Open && !digit.MatchString(e.Text)
}

// numberedDay is in a time that names its day: 6月15日.
var numberedDay = pattern.MustCompile(`\d[日号]`)

// monthEnd is a time that ends a month or a year, and no stretch between two.
var monthEnd = pattern.MustCompile(`^[^至—–~-]*[月年]底$`)

// dueLabel stands before the time by which a thing is due.
var dueLabel = pattern.MustCompile(`(?:时限|期限|截止(?:时间|日期)?|完成时间)[：:为是]*$`)

// undated reports whether a time comes again, or counts from what has no day here:
// 24小时内, 次月10日前, 主汛期（6月15日至8月31日）. No day of the calendar is meant.
func undated(e when.Expr, text string) bool {
	switch {
	case e.Kind == when.Recurrence || e.Kind == when.Duration:
		return true
	case numberedYear.MatchString(e.Text):
		return false
	case (e.Has(when.FloodSeason) || e.Has(when.PartAssumed)) && !digit.MatchString(e.Text):
		return true // 冬季枯水期, 汛期: their days differ by place, and no paper said them
	}
	return seasonSpan.MatchString(e.Text) || nextYear.MatchString(e.Text) && everyYear.MatchString(text[:e.Pos])
}

var (
	numberedYear = pattern.MustCompile(`\d{4}年`)
	seasonSpan   = pattern.MustCompile(`[期季][（(]`)
	nextYear     = pattern.MustCompile(`次年|翌年|当年`)
	everyYear    = pattern.MustCompile(`每年|每个?年度`)
)

// dateLines says which days are meant, and how far off the last one is.
func dateLines(e when.Expr, q *query, issued day.Date) []Line {
	if e.End.Year < 1900 || e.Has(when.YearRolled) { // a paper without a date gives its days no year
		return nil
	}
	var out []Line
	whole := strings.Contains(e.Text, strconv.Itoa(e.End.Year))
	switch {
	case e.Kind == when.OnDate && whole && strings.Contains(e.Text, "日"):
	case whole && e.End.Before(q.now) && e.Start == e.Start.MonthStart() && e.End == e.Start.MonthEnd(): // 2024年3月 says as much itself
	case e.Kind == when.Deadline:
		out = append(out, Line{Code: DueOn, Dates: []day.Date{e.End}})
	case e.Kind == when.OnDate && e.Start == e.End:
		out = append(out, Line{Code: DueOn, Args: []string{"on"}, Dates: []day.Date{e.End}})
	case !e.Start.IsZero() && e.Start != e.End && !(e.Start.Month == 1 && e.Start.Day == 1 && e.End.Month == 12 && e.End.Day == 31):
		out = append(out, Line{Code: Between, Dates: []day.Date{e.Start, e.End}})
	}
	if from := q.since; !from.IsZero() {
		from.Year = e.End.Year
		if from.After(e.End) {
			from.Year--
		}
		return append(out, Line{Code: Apart, Args: []string{strconv.Itoa(e.End.Sub(from)), "天", "ends"}, Dates: []day.Date{from, e.End}})
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

// remarkYear says which year a relative word was read as, when it was read as of the document.
func (s *Shelf) remarkYear(q *query, a *Answer, c *judged) {
	if len(q.times) == 0 || !relativeYear.MatchString(q.times[0].Text) {
		return
	}
	issued := s.desk.holder(c.id).doc.Outline.Issued
	e, ok := timeBefore(s.timesOf(&c.candidate), c.pieces[max(c.best, 0)], s.desk.sentences[c.id].text)
	read := s.asOfDoc(q, s.desk.holder(c.id).doc.Outline)
	if !ok || e.Kind == when.Recurrence || overlap(e, q.times[0]) || !slices.ContainsFunc(read, func(t when.Expr) bool { return overlap(e, t) }) {
		return
	}
	_, end := bounds(e)
	a.sayOnce(Line{Code: YearRead, Args: []string{q.times[0].Text, strconv.Itoa(end.Year)}, Dates: []day.Date{issued}})
}

// stale is after how many days a document's account of the state of things is dated.
const stale = 45

// remarkSnapshot says as of when the document speaks, where that matters.
func (s *Shelf) remarkSnapshot(q *query, a *Answer, p *passage) {
	issued := p.doc.Outline.Issued
	if issued.IsZero() || q.now.Sub(issued) < stale || !isLetter(p.doc.Outline) {
		return
	}
	for _, l := range a.Lines {
		if l.Code == Quoted && stateWord.MatchString(strings.Join(l.Args, "")+l.Text) {
			a.sayOnce(Line{Code: Snapshot, Dates: []day.Date{issued}})
			return
		}
	}
}
