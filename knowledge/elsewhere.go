package knowledge

import (
	"strings"
	"unicode"

	"liangshan/knowledge/pattern"
	"liangshan/knowledge/segment"
	"liangshan/store"
	"liangshan/store/day"
)

// DoubtElsewhere is raised where another paper in force sets another day for the
// same task. Args: that paper's title, the place in it, its time as written, this one's.
const DoubtElsewhere = "due_elsewhere"

// dated is a task of another paper that ends on a day.
type dated struct {
	task  store.Task
	pairs map[string]bool
}

// elsewhere compares the days that this document sets with those of the others in force.
func (e *entry) elsewhere(rows []row) error {
	others, err := e.others()
	if err != nil || len(others) == 0 {
		return err
	}
	at := map[string][]int{}
	for i, o := range others {
		for p := range o.pairs {
			at[p] = append(at[p], i)
		}
	}
	for i := range rows {
		r := &rows[i]
		if !endsOnADay(&r.now) || r.restates >= 0 {
			continue
		}
		own := kernel(&r.now)
		for _, j := range near(own, at) {
			if err := e.differ(r, own, &others[j]); err != nil {
				return err
			}
		}
	}
	return nil
}

// others are the tasks of other papers that end on a day.
func (e *entry) others() ([]dated, error) {
	all, err := e.tx.Tasks(store.TaskFilter{})
	var out []dated
	for _, t := range all {
		if t.DocumentID != 0 && t.DocumentID != e.document.ID && t.DocumentID != e.old.ID && endsOnADay(&t) {
			out = append(out, dated{t, kernel(&t)})
		}
	}
	return out, err
}

func endsOnADay(t *store.Task) bool {
	return !t.DueTo.IsZero() && t.Recurrence == "" && t.Origin != "indicator"
}

// near lists the tasks that share a pair that few others have.
func near(own map[string]bool, at map[string][]int) []int {
	seen := map[int]bool{}
	var out []int
	for p := range own {
		if len(at[p]) > rarePair {
			continue
		}
		for _, i := range at[p] {
			if !seen[i] {
				seen[i] = true
				out = append(out, i)
			}
		}
	}
	return out
}

const (
	rarePair  = 40  // a pair that more tasks have tells nothing
	sameTask  = 0.8 // of the shorter one's pairs stand in the other
	leastPair = 3   // shorter words are too few to compare
)

// differ raises the doubt where both speak of one task and name different days. A
// day that had passed when the other paper was issued was an earlier round's.
func (e *entry) differ(r *row, own map[string]bool, o *dated) error {
	if o.task.DueTo == r.now.DueTo || !shareLead(&r.now, &o.task) || overlap(own, o.pairs) < sameTask {
		return nil
	}
	doc, err := e.tx.Document(o.task.DocumentID)
	if err != nil {
		return err
	}
	if before(o.task.DueTo, e.document.Issued) || before(r.now.DueTo, doc.Issued) {
		return nil
	}
	r.now.Doubts = append(r.now.Doubts, store.Doubt{Code: DoubtElsewhere, Args: []string{doc.Title, o.task.Place, o.task.DueText, r.now.DueText}})
	return nil
}

func before(a, b day.Date) bool { return !b.IsZero() && a.Before(b) }

// shareLead reports whether two tasks have a lead in common, or one has none.
func shareLead(a, b *store.Task) bool {
	x, y := a.Names(store.Lead), b.Names(store.Lead)
	if len(x) == 0 || len(y) == 0 {
		return true
	}
	for _, n := range x {
		if b.Has(store.Lead, n) {
			return true
		}
	}
	return false
}

// plainWork are words that any task may hold.
var plainWork = pattern.MustCompile(`完成|开展|推进|实施|加快|组织|持续|深入|全面|工作|项目|工程|建设|整治|力争|确保|公里|\d+(?:\.\d+)?(?:万)?(?:亩|个|户|座|处|米|家)?`)

// kernel is what a task is about, in pairs of characters: without its time, its figures and the words that any task may hold.
func kernel(t *store.Task) map[string]bool {
	s := segment.Key(strings.ReplaceAll(t.What, t.DueText, ""))
	out := map[string]bool{}
	for _, part := range strings.FieldsFunc(plainWork.ReplaceAllString(s, " "), func(c rune) bool { return !unicode.IsLetter(c) }) {
		r := []rune(part)
		for i := 0; i+1 < len(r); i++ {
			out[string(r[i:i+2])] = true
		}
	}
	return out
}

func overlap(a, b map[string]bool) float64 {
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(a) < leastPair || len(b) > 2*len(a)+2 {
		return 0
	}
	n := 0
	for p := range a {
		if b[p] {
			n++
		}
	}
	return float64(n) / float64(len(a))
}
