package duty

import (
	"slices"
	"strings"

	"liangshan/knowledge/pattern"
	"liangshan/knowledge/when"
	"liangshan/store/day"
)

// timeAt finds an expression of time at i, a preposition before it aside; -1 if there is none.
func (s *scanner) timeAt(i int) (when.Expr, int) {
	for _, pre := range []string{"", "于", "在", "到", "自", "从", "至", "截至", "截止"} {
		if !strings.HasPrefix(s.text[i:], pre) {
			continue
		}
		for _, e := range s.times {
			if e.Pos == i+len(pre) && !e.Has(when.InTitle) {
				return e, e.Pos + len(e.Text)
			}
		}
	}
	return when.Expr{}, -1
}

// time reads an expression of time at the head of a clause.
func (s *scanner) time(p *part, i int) int {
	e, end := s.timeAt(i)
	if end < 0 || end > p.span.End || s.eachTime(e) {
		return i
	}
	switch {
	case e.Kind == when.Open || e.Kind == when.Urgent || e.Kind == when.Fuzzy && e.End.IsZero():
		if end < p.span.End {
			s.bind(p, e)
			return i // 持续推进, 立即启动: an adverb that belongs to the words
		}
	case e.Kind == when.Past || e.Kind == when.AsOf || e.Kind == when.Computed || s.gone(e) || strings.HasSuffix(e.Text, "来"), e.Kind == when.Range && strings.HasPrefix(e.Text, "近"):
		p.past = true
		return end
	}
	if p.due != nil && within(*p.due, e) && p.due.Pos+len(p.due.Text) == e.Pos { // 2023年“五一”前
		e.Text, e.Pos, p.due = p.due.Text+e.Text, p.due.Pos, nil
	}
	if p.due != nil && e.Kind == when.Recurrence && p.due.Kind == when.Range && p.due.Pos+len(p.due.Text) == e.Pos { // 汛期每周
		e.Text, e.Pos, p.due = p.due.Text+e.Text, p.due.Pos, nil
	}
	s.bind(p, e)
	if p.due != nil && p.due.Pos == e.Pos {
		end = s.timeAgain(p, end)
	}
	if e.Kind == when.Recurrence && verbIn("　"+e.Text) >= 0 { // 每月召开一次: the verb belongs to the words
		p.locked = true
		p.at = e.Pos
	}
	return end
}

// timeAgain reads the further times at which the same is to be done: 于4月中旬和6月上旬各开展1次.
func (s *scanner) timeAgain(p *part, i int) int {
	for _, sep := range []string{"和", "、", "及", "与"} {
		if !strings.HasPrefix(s.text[i:p.span.End], sep) {
			continue
		}
		e, end := s.timeAt(i + len(sep))
		if end < 0 || end > p.span.End || e.End.IsZero() || e.Kind != p.due.Kind || !p.due.End.Before(e.End) {
			return i
		}
		p.again = append(p.again, e)
		end = s.timeAgain(p, end)
		for _, each := range []string{"各", "分别"} {
			if strings.HasPrefix(s.text[end:p.span.End], each) {
				end += len(each)
			}
		}
		return end
	}
	return i
}

// within reports whether a time ends inside another.
func within(outer, inner when.Expr) bool {
	return !outer.Start.IsZero() && !inner.End.IsZero() && !inner.End.Before(outer.Start) && !outer.End.Before(inner.End)
}

// gone reports whether a day or a stretch lay behind when the document was issued.
func (s *scanner) gone(e when.Expr) bool {
	return (e.Kind == when.OnDate || e.Kind == when.Range) && !e.End.IsZero() && !s.doc.Issued.IsZero() && e.End.Before(s.doc.Issued)
}

// bind keeps the time that says most: a date before a rhythm, a rhythm before 持续.
func (s *scanner) bind(p *part, e when.Expr) {
	if !binds(e) || s.eachTime(e) || p.due != nil && telling(*p.due) >= telling(e) {
		return
	}
	p.due = &e
}

// eachTime reports a time that means the one of each round where a rhythm stands before
// it: 每月28日前报送…；当月无进展的….
func (s *scanner) eachTime(e when.Expr) bool {
	if !strings.HasPrefix(e.Text, "当") {
		return false
	}
	return slices.ContainsFunc(s.times, func(x when.Expr) bool { return x.Kind == when.Recurrence && x.Pos < e.Pos })
}

func telling(e when.Expr) int {
	switch e.Kind {
	case when.OnDate, when.Range, when.Deadline:
		return 5
	case when.Recurrence:
		return 4
	case when.Duration, when.Anchored:
		return 3
	case when.Fuzzy:
		return 2
	}
	return 1
}

// binds reports whether a time can be a due time, and not merely one that is spoken of.
func binds(e when.Expr) bool {
	switch e.Kind {
	case when.Past, when.AsOf, when.Computed, when.Unknown:
		return false
	}
	return !e.Has(when.StartsNotDue) && !e.Has(when.InTitle) && e.Text != "逾期" && e.Text != "到期"
}

// innerTime finds a time behind the head: only what is plainly a limit or a rhythm counts there.
func (s *scanner) innerTime(p *part) {
	from := p.at
	if moved := s.movedTo(p); moved > 0 {
		from, p.due = moved, nil
	}
	for _, e := range s.times {
		if e.Pos < from || e.Pos+len(e.Text) > p.span.End || e.Has(when.InTitle) || s.quoted(e.Pos) || s.gone(e) {
			continue
		}
		if s.limits(p, e) {
			s.bind(p, e)
			if p.due != nil && p.due.Pos == e.Pos && len(p.again) == 0 {
				s.timeAgain(p, e.Pos+len(e.Text))
			}
		}
	}
}

// limits reports whether a time inside a clause limits it and is not an attribute of a noun: 编制2023年度计划.
func (s *scanner) limits(p *part, e when.Expr) bool {
	end := e.Pos + len(e.Text)
	after := s.text[end:p.span.End]
	switch e.Kind {
	case when.Deadline, when.Anchored, when.Duration:
		return !strings.HasPrefix(after, "的") || strings.HasPrefix(after, "的时限")
	case when.Open:
		return after == ""
	case when.Recurrence, when.Urgent:
		return after == "" || strings.HasPrefix(e.Text, "每") && rhythmVerb.MatchString(e.Text) || leading(after[skipAdverbs(after):], verbs) != "" || means.MatchString(after) || startsFigure(p, end) || e.Kind == when.Urgent
	case when.OnDate, when.Range, when.Fuzzy:
		before := s.text[:e.Pos]
		return after == "" || strings.HasPrefix(after, "力争") || strings.HasSuffix(before, "于") || strings.HasSuffix(before, "在") || strings.HasSuffix(before, "到") ||
			e.Pos > p.span.Start && leading(after[skipAdverbs(after):], verbs) != ""
	}
	return false
}

// rhythmVerb is the verb that a rhythm has taken in: 每季度报送一次.
var rhythmVerb = pattern.MustCompile(`报送|报告|开展|召开|组织|通报|更新|调度|督查|研究|会商`)

func startsFigure(p *part, at int) bool {
	for _, f := range p.figures {
		if f.Start == at {
			return true
		}
	}
	return false
}

// movedTo is where the new time stands of a deadline that was moved: 由8月底前调整为9月30日前.
func (s *scanner) movedTo(p *part) int {
	text := s.text[p.span.Start:p.span.End]
	for _, w := range []string{"调整为", "调整至", "调整到", "延长至", "延长到", "延期至", "延至", "推迟至", "推迟到", "顺延至", "提前至", "提前到", "改为", "变更为", "修改为"} {
		if at := strings.Index(text, w); at >= 0 {
			return p.span.Start + at + len(w)
		}
	}
	return 0
}

// quoted reports whether a position stands inside quotes.
func (s *scanner) quoted(at int) bool {
	return strings.LastIndex(s.text[:at], "“") > strings.LastIndex(s.text[:at], "”")
}

// setDue enters a time as it binds: what has no date never gets one.
func (r *reader) setDue(d *Duty, text string, e when.Expr) {
	if e.Kind == when.Anchored && ownIssue(e.Event) {
		e = e.From(r.doc.Issued, r.cal)
	} else if e.Kind == when.Duration && !counted(e.Text) {
		e.Kind, e.Start, e.End = when.Anchored, day.Date{}, day.Date{} // counted from something the words do not name
	}
	if r.doc.Issued.IsZero() && noYear(e) {
		e.Start, e.End = day.Date{}, day.Date{} // the year would be a guess
		d.doubt("due_no_anchor", text)
	}
	d.DueText, d.Due, d.Recurrence = strings.TrimSpace(text), e, e.Recur
	switch e.Kind {
	case when.Open, when.Urgent, when.Recurrence, when.Anchored:
		d.Due.Start, d.Due.End = day.Date{}, day.Date{} // no number, no date: it never turns overdue by itself
	}
	d.doubtDue(e)
}

// noYear reports whether the year of a time was taken from the day it was written.
func noYear(e when.Expr) bool {
	return e.Has(when.NoAnchor) || e.Has(when.YearAssumed) || e.Has(when.YearRolled) || e.Has(when.YearBack)
}

// counted reports whether a duration names the day that it counts from.
func counted(text string) bool {
	return strings.Contains(text, "起") || strings.Contains(text, "自") || strings.Contains(text, "今")
}

// ownIssue reports whether an event is the document's own issue.
func ownIssue(event string) bool {
	for _, w := range []string{"印发", "发布", "下发", "公布", "发文", "印发之日"} {
		if event == w {
			return true
		}
	}
	if !strings.HasPrefix(event, "本") && !strings.HasPrefix(event, "文件") && !strings.HasPrefix(event, "通知") && !strings.HasPrefix(event, "方案") {
		return false
	}
	return strings.HasSuffix(event, "印发") || strings.HasSuffix(event, "发布") || strings.HasSuffix(event, "下发") || strings.HasSuffix(event, "公布")
}

// doubtDue asks about what is uncertain in a time.
func (d *Duty) doubtDue(e when.Expr) {
	switch {
	case e.Kind == when.Unknown:
		d.doubt("due_unknown", d.DueText)
	case e.Kind == when.Urgent:
		d.doubt("due_no_date", d.DueText)
	case e.Kind == when.Anchored:
		d.doubt("due_needs_event", d.DueText)
	case e.Kind == when.Fuzzy && e.End.IsZero():
		d.doubt("due_no_date", d.DueText)
	}
	for _, n := range e.Notes {
		switch n.Code {
		case when.YearRolled:
			d.doubt("due_year", append([]string{d.DueText}, n.Args...)...)
		case when.InvalidDate:
			d.doubt("due_invalid", d.DueText)
		case when.CalendarMissing:
			d.doubt("due_calendar", append([]string{d.DueText}, n.Args...)...)
		case when.BeforeUnit:
			d.doubt("due_before_unit", append([]string{d.DueText}, n.Args...)...)
		case when.Several:
			d.doubt("due_several", d.DueText)
		}
	}
}
