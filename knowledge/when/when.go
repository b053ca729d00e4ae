// Package when reads time expressions of official Chinese: a date, a range, a
// recurrence, or an honest "cannot be computed, because". It is pure; the anchor
// (a document's issue date, a message's day) is an argument.
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

// Note explains what is uncertain, as a code with arguments; words for people live with the bot.
type Note struct {
	Code string   // for example "year_assumed", "inclusive_day", "calendar_missing"
	Args []string // what the sentence needs
}

// Expr is one expression read.
type Expr struct {
	Kind       Kind
	Start, End day.Date // inclusive; zero where there is none
	Recur      string   // the rule in plain Chinese, as the register prints it: 每月25日
	Notes      []Note
	Text       string // the words, verbatim
	Pos        int    // byte offset in the text searched
}

// Parse reads one expression as of the anchor. What it does not know is Unknown.
func Parse(text string, on day.Date, cal *day.Calendar) Expr { return Expr{Kind: Unknown, Text: text} }

// Find returns every expression in running text, in order, not overlapping.
// An expression without a year takes it from the one before it in the sentence, else from the anchor.
func Find(text string, on day.Date, cal *day.Calendar) []Expr { return nil }
