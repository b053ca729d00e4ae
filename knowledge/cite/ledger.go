package cite

import (
	"fmt"
	"strconv"
	"strings"

	"liangshan/knowledge/segment"
	"liangshan/knowledge/when"
	"liangshan/store/day"
)

// ledger gives the same key to figures of one value and to dates of one day,
// however they are written.
type ledger struct {
	figures []segment.Figure
	kinds   []segment.Figure
	people  names
	ends    map[string]day.Date // of a date's key
}

func newLedger() *ledger { return &ledger{people: names{}, ends: map[string]day.Date{}} }

type names map[string]bool

// figure returns the key of the amount and the kind of amounts it may be mistaken for.
func (l *ledger) figure(f segment.Figure, bound string) (key, kind string) {
	if f.Approx && bound == "" {
		bound = "~"
	}
	zero := f
	zero.Value = 0
	k := find(&l.kinds, zero)
	return "f:" + strconv.Itoa(find(&l.figures, f)) + bound, "f:" + strconv.Itoa(k)
}

func find(known *[]segment.Figure, f segment.Figure) int {
	for i, g := range *known {
		if segment.SameFigure(f, g) && (f.Unit != g.Unit || f.Value == g.Value) {
			return i
		}
	}
	*known = append(*known, f)
	return len(*known) - 1
}

// date returns the key of a time, and whether it is one: 尽快 and 长期 are words.
// A deadline has only its end: 8月底前 and 8月31日前 are the same.
func (l *ledger) date(e when.Expr) (string, bool) {
	key, ok := dateKey(e)
	if ok {
		l.ends[key] = e.End
	}
	return key, ok
}

// coming reports whether the date lies after the day from which it is told.
func (l *ledger) coming(key string, on day.Date) bool {
	end := l.ends[key]
	return !end.IsZero() && !on.IsZero() && end.After(on)
}

func dateKey(e when.Expr) (string, bool) {
	switch e.Kind {
	case when.Fuzzy, when.Open, when.Urgent, when.Unknown:
		return "", false
	case when.Recurrence:
		return "d:" + fold(e.Recur), true
	case when.Deadline, when.AsOf:
		if strings.Contains(e.Text, "截止") {
			e.Kind = when.Deadline // 截止 ends a term, 截至 dates a figure
		}
		return fmt.Sprintf("d:%s %s %s", e.Kind, e.End, e.Clock), true
	case when.Anchored, when.Duration, when.Computed:
		if e.Term.N != 0 || e.Start.IsZero() {
			return fmt.Sprintf("d:%s %s", e.Kind, fold(e.Text)), true
		}
	}
	if e.Start.IsZero() && e.End.IsZero() {
		return "d:" + fold(e.Text), true
	}
	return fmt.Sprintf("d:%s/%s %s", e.Start, e.End, e.Clock), true
}
