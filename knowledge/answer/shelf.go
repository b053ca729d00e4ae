package answer

import (
	"sync"
	"time"

	"liangshan/knowledge/index"
	"liangshan/knowledge/outline"
	"liangshan/knowledge/units"
	"liangshan/store/day"
)

// State of a document.
type State string

// States of a document.
const (
	Current    State = "current"
	Superseded State = "superseded"
	Repealed   State = "repealed"
)

// Doc is an indexed document.
type Doc struct {
	ID      int64
	Outline *outline.Document
	State   State
	Sample  bool // written for this project: not an official text
	Version int
}

// Task is a row of the register.
type Task struct {
	ID             int64
	DocID          int64 // 0 when a coordinator added it
	Seq            int   // the clause in the document
	What           string
	Lead, Support  []string // full names, or group words as written
	LeadGroup      bool     // Lead holds a group word, such as 各镇街
	SupportGroup   bool
	DueText        string
	DueFrom, DueTo day.Date
	Recurrence     string
	Strength       string
	StrengthWord   string
	Target         string
	Indicator      string
	Place          string
	Source         string // verbatim in the document
	Origin         string // clause, row, indicator
	Status         string // not_started, in_progress, done, delayed, blocked, closed; "" when nothing is known
	Percent        *float64
	Restates       int64 // the task that this row restates; counted once
	Confirmed      bool
}

// Reply is a coordinator's answer to a question that the documents leave open (协调员答复): citable, not official text.
type Reply struct {
	ID       int64
	Question string
	Text     string
	By       string
	At       time.Time
	Private  bool // the question was asked in private: its words are shown to nobody else
}

// Shelf is all that may be consulted for one question. It is safe for concurrent
// use once it is filled; a changed shelf is a new one (see With).
type Shelf struct {
	Docs     []Doc
	Tasks    []Task
	Replies  []Reply
	Roster   *units.Roster
	Calendar *day.Calendar
	Index    *index.View // the [Entries] of Docs that are consulted; nil: built here

	once sync.Once
	desk *desk

	listing sync.Once
	listed  []entry // the register's lines
}

// With returns a shelf over the same documents with another register and other
// replies; the reading of the documents is shared, not repeated.
func (s *Shelf) With(tasks []Task, replies []Reply) *Shelf {
	out := &Shelf{
		Docs: s.Docs, Tasks: tasks, Replies: replies,
		Roster: s.Roster, Calendar: s.Calendar, Index: s.Index, desk: s.read(),
	}
	out.once.Do(func() {})
	return out
}

// Question is what was asked.
type Question struct {
	Text    string
	Now     time.Time // as of
	Unit    string    // the asker's department, full name; "" if none
	History []Turn    // earlier questions of this thread, oldest first

	Record Record // nil: nothing is on record

	// Near lists passages, by EntryID, that resemble a text in meaning. They are
	// weighed like any other candidate and are no evidence; nil: none.
	Near func(text string) []int64

	story string // what was told before the question
	rule  bool   // the rule that says so is asked for
}

// Turn is an earlier question of the thread. Without Carry it is read again from its text.
type Turn struct {
	Text  string
	Carry *Carry
}

// Consulted reports whether questions are answered from a document in this state.
func (s State) Consulted() bool { return s != Repealed && s != Superseded }

// EntryID is the id under which a passage is put into the index.
func EntryID(doc int64, seq int) int64 { return doc<<24 | int64(seq) }
