// Package duty finds the duties in a document: who must do what, by when, how
// firmly, with which measure, and exactly where it says so.
//
// The tour: table.go and row.go read task and indicator tables, whose headers
// column.go knows. prose.go reads passages: part.go cuts a sentence at its
// commas and reads each part's head (who.go units, due.go times, strength.go
// words of obligation), act.go says what the part does, verbs.go holds the words
// of action, context.go the headings that change how a passage is taken.
// bracket.go and label.go read who is responsible from brackets and from
// 牵头单位： lines. same.go links what is said twice, and shows where it differs.
package duty

import (
	"slices"
	"strings"
	"unicode"

	"liangshan/knowledge/outline"
	"liangshan/knowledge/units"
	"liangshan/knowledge/when"
	"liangshan/store/day"
)

// Origin says where in a document a duty stands.
type Origin string

// Origins.
const (
	FromClause    Origin = "clause"
	FromRow       Origin = "row"
	FromIndicator Origin = "indicator"
)

// Strength of an obligation, from the word used.
type Strength string

// Strengths, after domain.md §5.2.
const (
	Hard      Strength = "hard"      // 必须, 不得
	Normal    Strength = "normal"    // 应, 要
	Intention Strength = "intention" // 将, 拟
	Effort    Strength = "effort"    // 力争, 争取
	Optional  Strength = "optional"  // 可, 鼓励
	Direction Strength = "direction" // 持续, 加强
)

// Duty is one duty. Codes of its doubts: unit_missing; unit_maybe (a unit named
// above); unit_unknown, unit_ambiguous, group_open (as written); open_list (the
// list with its 等); actor_not_unit (as written); due_unknown, due_no_date,
// due_needs_event, due_invalid, due_several, due_no_anchor (as written); due_year (as written,
// year taken); due_calendar (as written, year); due_before_unit (as written, last
// day without, last day with); due_changed (old words, new time); may_be_done;
// differs (field, what stands here, what stands there).
type Duty struct {
	What         string // the words of the duty, verbatim from the source
	Lead         []units.Mention
	Support      []units.Mention
	DueText      string // as written
	Due          when.Expr
	Recurrence   string
	Strength     Strength
	StrengthWord string // 力争, as written
	Target       string // as written: 3%以上, 36公里
	Indicator    string
	Where        string // a place named in the duty
	Origin       Origin
	Seq          int    // the clause
	Source       string // the sentence or row, verbatim
	Restates     int    // index of the duty that this one says again, always a smaller one: a clause says again a table row; -1 if none
	Doubts       []outline.Doubt
}

// reader reads one document.
type reader struct {
	doc    *outline.Document
	roster *units.Roster
	cal    *day.Calendar
}

// Read returns the duties of a document: those of its tables in reading order,
// then those of its prose, so that a clause can point back to the row it
// restates: the row has unit, time and target in full, and is the one that counts.
func Read(doc *outline.Document, roster *units.Roster, cal *day.Calendar) []Duty {
	r := &reader{doc: doc, roster: roster.For(doc.Issuer, doc.Title), cal: cal}
	out := r.tables()
	out = append(out, once(gather(slices.DeleteFunc(r.passages(), wordless)))...)
	link(out)
	return out
}

// wordless reports whether nothing but marks is left of a duty's words.
func wordless(d Duty) bool {
	return !strings.ContainsFunc(d.What, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) })
}

func (d *Duty) doubt(code string, args ...string) {
	for _, x := range d.Doubts {
		if x.Code == code && len(x.Args) == len(args) && (len(args) == 0 || x.Args[0] == args[0]) {
			return
		}
	}
	d.Doubts = append(d.Doubts, outline.Doubt{Code: code, Args: args, Seq: d.Seq})
}
