package answer

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"liangshan/knowledge/pattern"
	"liangshan/store/day"
)

// entry is one line of a list before it is cited: a row of the register, or a
// milestone that the register does not hold.
type entry struct {
	row    Row
	task   *Task
	p      *passage // where it stands; nil for a task that a coordinator added
	quote  string
	from   day.Date
	to     day.Date
	recurs bool
	key    string // folded words to match
}

// entriesFor gathers the register, and the milestones of documents that it does not hold.
func (s *Shelf) entriesFor(q *query) []entry {
	rows, moments := s.rows(), s.desk.dated()
	out := make([]entry, 0, len(rows)+len(moments))
	held := map[dueThere]bool{}
	for i := range rows {
		e := &rows[i]
		if t := e.task; q.doc == nil || t.DocID == q.doc.ID {
			if q.kind == askNext && q.elsewhere(t.DocID) {
				continue
			}
			out = append(out, *e)
			held[dueThere{t.DocID, t.Seq, t.DueTo}] = true
		}
	}
	for i := range moments {
		e := &moments[i]
		if doc := e.p.doc; q.another(doc) || q.kind == askNext && q.elsewhere(doc.ID) || held[dueThere{doc.ID, e.p.clause.Seq, e.to}] {
			continue
		}
		out = append(out, *e)
	}
	return out
}

// rows are the lines of the register, made ready once.
func (s *Shelf) rows() []entry {
	s.listing.Do(func() {
		for i := range s.Tasks {
			t := &s.Tasks[i]
			if t.Restates != 0 || standing.MatchString(t.What) || t.Source == "" && t.DocID != 0 {
				continue // who sits where is no task
			}
			if e := s.entryOf(t); t.DocID == 0 || e.p != nil { // else its document is no longer in force
				s.listed = append(s.listed, e)
			}
		}
	})
	return s.listed
}

func (s *Shelf) entriesOfMoments() []entry {
	moments := s.desk.moments()
	out := make([]entry, 0, len(moments))
	for i := range moments {
		m := &moments[i]
		out = append(out, s.entryOfMoment(m, s.desk.passageAt(m.sentence)))
	}
	return out
}

var standing = pattern.MustCompile(`兼任|^设在|办公室设在|担任(?:组长|主任)`)

// dueThere is a place in a document with a day that it names.
type dueThere struct {
	doc int64
	seq int
	due day.Date
}

// onceEach drops a milestone that says what another entry of the same document and day says.
func onceEach(list []entry) []entry {
	byDay := map[dueThere][]int{}
	drop := make([]bool, len(list))
	for i := range list {
		if list[i].p == nil {
			continue
		}
		key := dueThere{doc: list[i].p.doc.ID, due: list[i].to}
		for _, k := range byDay[key] {
			if !drop[k] && restates(&list[k], &list[i]) {
				lesser := i
				if len(list[i].row.Lead) > len(list[k].row.Lead) {
					lesser = k // the row that names its units says more
				}
				drop[lesser] = true
			}
		}
		byDay[key] = append(byDay[key], i)
	}
	var out []entry
	for i, e := range list {
		if !drop[i] {
			out = append(out, e)
		}
	}
	return out
}

// restates reports whether two entries of one day say the same, in the shorter one's words.
func restates(a, b *entry) bool {
	x, y := bare(a.row.What), bare(b.row.What)
	if runes(x) > runes(y) {
		x, y = y, x
	}
	return pairShare(x, y) >= 0.6
}

func (s *Shelf) entryOf(t *Task) entry {
	e := entry{task: t, from: t.DueFrom, to: t.DueTo, recurs: t.Recurrence != "", key: bare(t.What + t.Target + t.Source)}
	e.row = Row{What: t.What, Due: t.DueText, DueTo: t.DueTo, Lead: t.Lead, Support: t.Support, Target: t.Target, Status: t.Status, Force: t.StrengthWord}
	e.row.Dated = t.DueText != "" && strings.Contains(t.What, t.DueText)
	if strings.Contains(t.What, t.StrengthWord) || t.StrengthWord != "力争" && t.StrengthWord != "争取" && t.StrengthWord != "原则上" {
		e.row.Force = ""
	}
	if e.row.Due == "" {
		e.row.Due = t.Recurrence
	}
	if at, ok := s.desk.byID[EntryID(t.DocID, t.Seq)]; ok && t.DocID != 0 {
		e.p, e.quote = &s.desk.passages[at], strings.TrimSpace(t.Source)
		e.row.What = cmp.Or(problemOf(e.p.clause), e.row.What)
		if !strings.Contains(e.p.clause.Text, e.quote) || e.quote == "" {
			e.quote = strings.TrimSpace(e.p.clause.Text)
		}
	}
	return e
}

func (s *Shelf) entryOfMoment(m *milestone, p *passage) entry {
	e := entry{p: p, quote: s.quoteOf(p, m.sentence), from: m.due.Start, to: m.due.End, key: m.key}
	e.row = Row{What: m.text, Due: m.due.Text, DueTo: m.due.End, Dated: strings.Contains(m.text, m.due.Text), Force: m.force}
	for _, c := range p.clause.Cells {
		switch {
		case supportHeader.MatchString(c.Header):
			e.row.Support = s.unitNames(c.Text)
		case leadHeader.MatchString(c.Header):
			e.row.Lead = s.unitNames(c.Text)
		}
	}
	return e
}

func (s *Shelf) unitNames(cell string) []string {
	var out []string
	if s.Roster == nil {
		return nil
	}
	for _, m := range s.Roster.Cell(cell) {
		out = append(out, m.Name)
	}
	return out
}

// goal reports whether an entry is due in a year and on no day of it.
func (e *entry) goal() bool { return e.p != nil && yearOnly.MatchString(e.row.Due) }

var yearOnly = pattern.MustCompile(`^[到至]?\d{4}年?$`)

// docRank keeps the rows of one document together, the newest document first.
func (e *entry) docRank() string {
	if e.p == nil {
		return ""
	}
	issued := e.p.doc.Outline.Issued
	return strconv.Itoa(9999-issued.Year) + strconv.Itoa(99-int(issued.Month)) + strconv.Itoa(99-issued.Day) + "/" + strconv.FormatInt(e.p.doc.ID, 10)
}

func rank(d day.Date) string {
	if d.IsZero() {
		return "9999"
	}
	return d.String()
}

// allGoals reports whether the entries are no more than the goals of a year: 到2026年达到3%.
func allGoals(list []entry) bool {
	return !slices.ContainsFunc(list, func(e entry) bool { return !e.goal() })
}
