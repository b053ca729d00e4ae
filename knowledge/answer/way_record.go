package answer

import (
	"slices"
	"strings"
	"time"

	"liangshan/store/day"
)

// Record is what departments reported. It grows for years and with each report:
// it is looked into where it is kept, by the few questions that ask for it.
type Record interface {
	// Said lists the latest n updates that were wanted and of which about says yes by
	// their words and task, latest first, and counts the older ones that it came by.
	Said(w Wanted, about func(text string, task int64) bool, n int) (list []Update, older int)
	// Idle lists the open tasks of which nothing was confirmed for so many days, longest first.
	Idle(w Wanted) []Idle
}

// Recorded is what the record says to a question.
type Recorded struct {
	Wanted
	Updates []Update // latest first
	Older   int      // further ones, not shown: all of them where the question names the days
	Idle    []Idle
}

// Troubled reports whether any of the updates tells of a problem.
func (r Recorded) Troubled() bool {
	return slices.ContainsFunc(r.Updates, func(u Update) bool {
		return len(u.Problems) > 0 || u.Status == "blocked" || u.Status == "delayed"
	})
}

// Update is a department's report on one task, as answers show it.
type Update struct {
	TaskID            int64  // 0: filed under none
	Task              string // what the task is
	Hint              string // what the report calls it, where it is filed under none
	Department        string
	Status            string // as of Task
	Percent           *float64
	Text              string // verbatim
	Problems          []string
	Case              *Case // what is carried on of its problems
	SentAt            time.Time
	Confirmed         bool
	ChatID, MessageID int64 // where it was said; 0 where it was no message
}

// Case is a problem that several reports speak of.
type Case struct {
	ID      int64
	Since   time.Time
	Reports int
	Answer  string // a coordinator's word
}

// Idle is an open task that nothing was said of for long.
type Idle struct {
	TaskID int64
	What   string
	Lead   []string
	Last   time.Time // zero: never
}

// AsksRecord reports whether the record answers a question: who reported what, and
// what lies still, it alone can tell; where things stand, once somebody reported, or
// of a task of the register, of which it then says that nobody has.
func (s *Shelf) AsksRecord(q Question) bool {
	asked := &query{raw: q.Text, now: day.Of(q.Now), self: q.Unit, record: q.Record}
	_, ok := s.overRecord(asked)
	return ok || s.asksOfTask(asked)
}

// asksOfTask reports whether a question asks where a task of the register stands.
func (s *Shelf) asksOfTask(q *query) bool {
	w, ok := s.recordWanted(q)
	return ok && (w.Kind == AskState || w.Kind == AskStuck) && s.means(w.Words)
}

// means reports whether words mean a task of the register.
func (s *Shelf) means(words string) bool {
	return slices.ContainsFunc(s.Tasks, func(t Task) bool { return speaksOf(t.What+t.Indicator, words) })
}

// noteSilence says that nobody has reported yet, where a question asks how far a task
// is: what the documents require of it is no answer to that.
func (s *Shelf) noteSilence(q *query, a *Answer) {
	if a.Kind == Declined || len(a.Record) > 0 || a.Kind == Answered && (len(q.years()) > 0 || q.eachYears()) || !s.asksOfTask(q) ||
		slices.ContainsFunc(a.Lines, func(l Line) bool { return l.Code == NoRecord }) {
		return
	}
	a.Lines = slices.Insert(a.Lines, 0, Line{Code: NoRecord, Args: []string{strings.Join(s.unitsWanted(q), "、")}})
}

// overRecord answers a question over the record.
func (s *Shelf) overRecord(q *query) (Answer, bool) {
	w, ok := s.recordWanted(q)
	if !ok {
		return Answer{}, false
	}
	a := s.sayRecorded(q, w)
	told := w.Kind == AskStill || w.Kind == AskSaid && (len(w.Units) > 0 || w.Timed())
	return a, told || len(a.Record[0].Updates) > 0
}

const (
	mostSaid   = 12 // updates that an answer shows of what was said
	mostLatest = 3  // of where a thing stands
)

func (s *Shelf) sayRecorded(q *query, w Wanted) Answer {
	r := Recorded{Wanted: w}
	a := Answer{Kind: Answered}
	switch w.Kind {
	case AskStill:
		r.Idle = q.record.Idle(w)
	case AskSaid:
		r.Updates, r.Older = q.record.Said(w, s.about(w.Words), mostSaid)
	default:
		r.Updates, r.Older = q.record.Said(w, s.about(w.Words), mostLatest)
	}
	for i := range r.Updates {
		a.citeUpdate(&r.Updates[i])
	}
	a.Record, a.Carry.Record = []Recorded{r}, &w
	return a
}

func (a *Answer) citeUpdate(u *Update) {
	a.Citations = append(a.Citations, Citation{TaskID: u.TaskID, Quote: u.Text, Title: u.Department, Issued: day.Of(u.SentAt)})
}

// about tells whether an update is about the words: by its task, or by its own words.
func (s *Shelf) about(words string) func(text string, task int64) bool {
	if words == "" {
		return func(string, int64) bool { return true }
	}
	meant := map[int64]bool{}
	for i := range s.Tasks {
		if t := &s.Tasks[i]; speaksOf(t.What+t.Indicator, words) {
			meant[t.ID] = true
		}
	}
	return func(text string, task int64) bool { return meant[task] || speaksOf(text, words) }
}

// alikeEnough is how many of the pairs of characters asked for a text must have.
const alikeEnough = 0.6

// speaksOf reports whether a text has the words, or most of their pairs of characters.
func speaksOf(text, words string) bool {
	return strings.Contains(text, words) || pairShare(words, text) >= alikeEnough
}

// notReported says that nothing is on record, where only the record can know how far
// things are, and shows how far they were when the documents were written.
func (s *Shelf) notReported(q *query) (Answer, bool) {
	if q.kind != askProgress {
		return Answer{}, false
	}
	plain := *q
	plain.words = slices.DeleteFunc(slices.Clone(q.words), func(w word) bool { return progressWord.MatchString(w.text) })
	plain.kind = askState
	a := Answer{Kind: NotIn}
	if slices.ContainsFunc(plain.words, func(w word) bool { return w.class == content }) {
		if got, ok := s.fromPassages(&plain); ok {
			if got.Kind == NotIn {
				return got, true
			}
			a = got
			a.Kind = Partly
			if !stateful(a) {
				a.Kind = NotIn
			}
		}
	}
	who := strings.Join(s.unitsWanted(q), "、")
	a.Lines = append(a.Lines, Line{Code: NoRecord, Args: []string{who}})
	if a.Kind == NotIn {
		a.Missing = append(a.Missing, Gap{Code: "record", Args: s.unitsWanted(q)})
		a.AskWhom = s.askWhom(q.doc)
	}
	return a, true
}

// stateful reports whether what is quoted tells a state of things, not only a plan.
func stateful(a Answer) bool {
	for _, l := range a.Lines {
		if l.Code == Quoted && stateNow.MatchString(l.Text) {
			return true
		}
	}
	return false
}
