// Package when reads time expressions of official Chinese: a date, a range, a
// recurrence, or an honest "cannot be computed, because". It is pure; the anchor
// (a document's issue date, a message's day) is an argument.
//
// The tour: text.go folds widths, dashes and spaces and remembers where each
// rune came from. Every rule reads runes from a position and says where it
// stopped. civil.go, relative.go, occasion.go and plan.go read points in the
// calendar (8月中旬, 下周五, 春节, “十四五”); stretch.go joins two of them;
// bound.go adds the words before and after (到, 截至, 前, 起, 后) and decides the
// kind; list.go reads enumerations; term.go counts (5个工作日内, 自印发之日起30日内);
// recur.go reads rhythms; word.go holds fixed words. search.go tries them all
// and keeps the longest. note.go names everything that can be uncertain.
package when

import "liangshan/store/day"

// Kind says what sort of time an expression names.
type Kind string

// The kinds, as in the contract's `try date`.
const (
	OnDate     Kind = "date"
	Range      Kind = "range"
	Deadline   Kind = "deadline"
	Recurrence Kind = "recurrence"
	Duration   Kind = "duration"
	Anchored   Kind = "anchored" // counts from something that is not a known date
	AsOf       Kind = "asof"
	Past       Kind = "past"
	Fuzzy      Kind = "fuzzy"
	Open       Kind = "open"   // 长期坚持: no end
	Urgent     Kind = "urgent" // 立即, 尽快: no number of days
	Computed   Kind = "computed"
	Unknown    Kind = "unknown"
)

// Expr is one expression read.
type Expr struct {
	Kind       Kind
	Start, End day.Date // inclusive; zero where there is none
	Recur      string   // the rule in plain Chinese, as the register prints it: 每月25日
	Notes      []Note
	Text       string // the words, verbatim
	Pos        int    // byte offset in the text searched
	Clock      string // "18:00" where the words name an hour; else empty
	Event      string // what an Anchored expression counts from, verbatim: 印发, 会
	Term       Term   // how much it counts, for Anchored and Duration
}

// Has reports whether the expression carries the note.
func (e Expr) Has(code string) bool {
	for _, n := range e.Notes {
		if n.Code == code {
			return true
		}
	}
	return false
}

// Elapsed is the days that the expression means where what has been is spoken of: one
// that lies ahead only because the year was assumed is of the year before, and what
// stands as of a day is of its month. False for an expression without both ends.
func (e Expr) Elapsed(today day.Date) (from, to day.Date, ok bool) {
	from, to = e.Start, e.End
	if e.Kind == AsOf && !to.IsZero() {
		from = to.MonthStart()
	}
	if from.IsZero() || to.IsZero() {
		return from, to, false
	}
	if from.After(today) && e.Has(YearAssumed) {
		last := to == to.MonthEnd()
		from, to = from.AddMonths(-12), to.AddMonths(-12)
		if last {
			to = to.MonthEnd()
		}
	}
	return from, to, true
}

// From computes an Anchored expression once its event's date is known: 自印发之日起30日内
// becomes a Duration. An expression without a term is returned as it is.
func (e Expr) From(event day.Date, cal *day.Calendar) Expr {
	if e.Kind != Anchored || e.Term.N == 0 || event.IsZero() {
		return e
	}
	e.Kind, e.Notes = Duration, nil
	e.End, e.Notes = e.Term.after(event, cal)
	if e.Term.N < 0 {
		e.Kind = Deadline
	}
	e.Notes = append(e.Notes, Note{CountedFrom, []string{inFull(event)}})
	return e
}

// Parse reads one expression as of the anchor; words around it (力争, 完成) are
// passed over. Of several it keeps the most telling and says so in a note. What
// it does not know is Unknown. Without an anchor, the zero Date, what would be
// counted from it has neither start nor end.
func Parse(text string, on day.Date, cal *day.Calendar) Expr {
	s := newScan(text, on, cal)
	s.whole = true
	return s.dated(s.best(s.all()))
}

// Find returns every expression in running text, in order, not overlapping.
// An expression without a year takes it from the one before it in the sentence, else from the anchor.
func Find(text string, on day.Date, cal *day.Calendar) []Expr {
	s := newScan(text, on, cal)
	out := s.all()
	for i := range out {
		out[i] = s.dated(out[i])
	}
	return out
}

// dated takes the days from an expression that counts them from a day which is not
// known, or farther than a calendar goes.
func (s *scan) dated(e Expr) Expr {
	first, code := 0, InvalidDate
	if s.on.IsZero() {
		first, code = firstWritten, NoAnchor
	}
	told := func(d day.Date) bool { return d.IsZero() || d.Year > first && d.Year <= lastYear }
	if told(e.Start) && told(e.End) {
		return e
	}
	e.Start, e.End = day.Date{}, day.Date{}
	e.Notes = []Note{note(code, e.Text)}
	return e
}

const (
	firstWritten = 200 // what is counted from no day lies in the first years of all; no paper writes those
	lastYear     = 9999
)
