package brief

import (
	"regexp"
	"strings"

	"liangshan/store"
	"liangshan/store/day"
)

// Problem is one problem: as a department gave it in the span or last, or as it
// is carried on from before.
type Problem struct {
	Statement
	Text string
	Item *Item          // nil under no task
	Case *store.Problem // how long it stands and what was answered; nil where nobody keeps that
}

// Decision is a problem that is the leader's, and why.
type Decision struct {
	Problem
	Reasons []string
}

// Reasons why a problem is the leader's.
const (
	Asks     = "asks"     // the department asks for help or a word, and has none yet
	Again    = "again"    // the task had a problem in the span before, too
	Repeated = "repeated" // it was reported so often that somebody has to decide
	Past     = "overdue"  // and the task's time is over
)

// asking is how a department asks for somebody's word or help.
var asking = regexp.MustCompile(`(?:需|请|盼|恳请|希望|建议|提请|亟待|有待)[^，。；]{0,14}(?:协调|支持|明确|决策|研究|审批|批示|审定|帮助|解决|统筹|拍板)`)

// readProblems lists the span's problems, then those that stand from before, and
// what of them is the leader's.
func (f *Figures) readProblems(s Source) {
	cases := f.casesOf(s)
	seen := map[int64]bool{}
	note := func(st Statement, it *Item) {
		if seen[st.Record.ID] || !troubled(st.Record) {
			return
		}
		seen[st.Record.ID] = true
		texts := st.Record.Problems
		if len(texts) == 0 {
			texts = []string{st.Record.Text}
		}
		for _, text := range texts {
			p := Problem{Statement: st, Text: text, Item: it}
			if p.Case = cases.take(p); p.Case == nil || !cases.over[p.Case.ID] {
				f.Problems = append(f.Problems, p)
			}
		}
	}
	for _, u := range f.Units {
		for i := len(u.Said) - 1; i >= 0; i-- { // of several statements on one task, the last stands
			st := u.Said[i]
			it := f.item(st.Task)
			if it == nil || it.Last == nil || it.Last.Record.ID == st.Record.ID || it.Said[len(it.Said)-1].Record.ID == st.Record.ID {
				note(st, it)
			}
		}
	}
	for i := range f.Items {
		if it := &f.Items[i]; it.Last != nil && it.Open() {
			note(*it.Last, it)
		}
	}
	f.Problems = append(f.Problems, cases.rest(f)...)
	for _, p := range f.Problems {
		if why := f.reasons(p); len(why) > 0 {
			f.Decide = append(f.Decide, Decision{p, why})
		}
	}
}

func (f *Figures) reasons(p Problem) []string {
	if (p.Item != nil && !p.Item.Open()) || (p.Case != nil && !p.Case.Open()) {
		return nil
	}
	var why []string
	answered := p.Case != nil && p.Case.AnsweredAt.After(p.Case.LastAt)
	if !answered && (asking.MatchString(p.Text+"。"+strings.Join(p.Record.NextSteps, "；")+"。"+p.Record.Text) || (p.Case != nil && len(p.Case.Asks) > 0)) {
		why = append(why, Asks)
	}
	if p.Item != nil && p.Item.Task.Overdue(f.AsOf) {
		why = append(why, Past)
	}
	if p.Case != nil && p.Case.Undecided() {
		return append(why, Repeated)
	}
	if p.Again {
		why = append(why, Again)
	}
	return why
}

// cases are the carried problems, each taken once.
type cases struct {
	list  []store.Problem
	rows  map[int64]int64 // any row of a duty to the task that is counted
	taken map[int64]bool
	over  map[int64]bool // closed before the span: what an old report said of it is settled
}

// casesOf keeps what the brief is about: known by then, and open or closed in the span.
func (f *Figures) casesOf(s Source) *cases {
	c := &cases{rows: s.Ledger.Rows, taken: map[int64]bool{}, over: map[int64]bool{}}
	kept := map[int64]bool{}
	for _, it := range f.Items {
		kept[it.Task.ID] = true
	}
	for _, p := range s.Cases {
		about := s.Focus.IsZero() || (s.Focus.Words == "" && p.Department.Name == s.Focus.Unit) || (p.TaskID != 0 && kept[c.rows[p.TaskID]] && (s.Focus.Unit == "" || s.Focus.Unit == p.Department.Name))
		closed := day.Of(p.ClosedAt)
		c.over[p.ID] = !p.Open() && closed.Before(s.Ledger.Span.From)
		if about && !day.Of(p.Since).After(f.AsOf) && (p.Open() || c.over[p.ID] || s.Ledger.Span.Contains(closed)) {
			c.list = append(c.list, p)
		}
	}
	return c
}

// take finds the case of a problem as it was said.
func (c *cases) take(p Problem) *store.Problem {
	for i := range c.list {
		x := &c.list[i]
		same := p.Item != nil && x.TaskID != 0 && c.rows[x.TaskID] == p.Item.Task.ID || p.Item == nil && x.Hint == p.Record.Hint
		if !c.taken[x.ID] && same && x.Department.ID == p.Record.Department.ID && x.Text == p.Text {
			c.taken[x.ID] = true
			return x
		}
	}
	return nil
}

// rest is the cases that nobody spoke of in the span.
func (c *cases) rest(f *Figures) []Problem {
	var out []Problem
	for i := range c.list {
		x := &c.list[i]
		if c.taken[x.ID] || c.over[x.ID] {
			continue
		}
		p := Problem{Statement: Statement{Update: &store.Update{}, Record: &store.Record{}}, Text: x.Text, Case: x}
		p.Record.Department, p.Record.Hint, p.Update.SentAt = x.Department, x.Hint, x.LastAt
		for j := range f.Items {
			if x.TaskID != 0 && f.Items[j].Task.ID == c.rows[x.TaskID] {
				p.Item, p.Task = &f.Items[j], &f.Items[j].Task
			}
		}
		out = append(out, p)
	}
	return out
}

// Proof is a photo or file and what it proves.
type Proof struct {
	store.Evidence
	Said []Statement // of the message that it came with
	Unit string
}

// readEvidence lists what came with the span's confirmed updates, in the order it came.
func (f *Figures) readEvidence(list []store.Evidence) {
	if len(list) == 0 {
		return
	}
	said := map[[2]int64][]Statement{}
	unit := map[[2]int64]string{}
	for _, u := range f.Updates {
		unit[[2]int64{u.ChatID, u.MessageID}] = u.Department.Name
	}
	for _, u := range f.Units {
		for _, s := range u.Said {
			key := [2]int64{s.Update.ChatID, s.Update.MessageID}
			said[key] = append(said[key], s)
		}
	}
	for _, e := range list {
		key := [2]int64{e.ReportChat, e.ReportMessage}
		if name, ok := unit[key]; ok && e.Refused == "" {
			f.Evidence = append(f.Evidence, Proof{e, said[key], name})
		}
	}
}
