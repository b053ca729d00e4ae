// Package duty finds the duties in a document: who must do what, by when, how
// firmly, with which measure, and exactly where it says so.
package duty

import (
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

// Duty is one duty.
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
	Restates     int    // index of the duty that this one restates (a table row of a clause); -1 if none
	Doubts       []outline.Doubt
}

// reader reads one document.
type reader struct {
	doc    *outline.Document
	roster *units.Roster
	cal    *day.Calendar
}

// Read returns the duties of a document in reading order.
func Read(doc *outline.Document, roster *units.Roster, cal *day.Calendar) []Duty {
	r := &reader{doc: doc, roster: roster, cal: cal}
	var out []Duty
	for _, c := range doc.Clauses {
		if c.Kind == outline.Row {
			if d, ok := r.row(c); ok {
				out = append(out, d)
			}
		}
	}
	return out
}
