// Package answer turns a question into an answer without a model: the exact
// words of the documents, rows of the register, entries of the record, and what
// follows from them by arithmetic. It is pure: no SQL, no chat, no clock.
//
// The way of a question:
//
//	guard.go    commands and instructions are parted from what is asked
//	parts.go    several questions in one message are answered one by one
//	follow.go   a follow-up takes over what the conversation carries
//	ask.go read.go split.go name.go    kind, content words, units, time, names typed by ear (tables/*.txt are editable)
//	find.go fit.go    sentences that share those words, weighed by how telling each is and whether they answer the kind
//	field.go register.go record.go compute.go row.go matrix.go members.go passage.go    one way of answering each
//	quote.go remark.go beside.go    what is quoted, what a clerk adds, what another document says
//	refuse.go    what the documents do not have, what is nearest, whom to ask
//
// Nothing is said that does not stand in a citation, in a row, or in a line whose
// code says how it was computed. Words for people live in bot/words/answer.tmpl.
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

// States of a document. Repealed documents are not consulted.
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
	Index    *index.Index // entries under EntryID; nil: built here from Docs

	once sync.Once
	desk *desk
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
}

// Turn is an earlier question of the thread. Without Carry it is read again from its text.
type Turn struct {
	Text  string
	Carry *Carry
}

// Kind of an answer, as in the contract.
type Kind string

// Kinds of answer.
const (
	Answered Kind = "answered"
	Partly   Kind = "partly"
	NotIn    Kind = "not_in_documents"
	Declined Kind = "declined"
)

// Code says what a line states; the words for it live in bot/words/answer.tmpl.
type Code string

// Codes of lines.
const (
	Quoted      Code = "quote"     // Text: verbatim
	DueOn       Code = "due"       // Dates: the last day, included; Args: "on" for the day itself
	Between     Code = "between"   // Dates: from, to
	DaysLeft    Code = "days_left" // Args: days; Dates: the last day
	Passed      Code = "passed"    // Dates: the last day
	NoDay       Code = "no_day"    // the document names a period, not a day. Args: the period
	NoNames     Code = "no_names"  // an office is named, not a person
	NoList      Code = "no_list"   // the number is given, the items are not. Args: 14个镇街
	NoAmount    Code = "no_amount" // a share is written, not an amount
	NoOutcome   Code = "no_outcome"
	Jointly     Code = "jointly" // the figure is of several things together. Args: the one asked about
	NoDue       Code = "no_due"  // the duty has no date
	Owner       Code = "owner"   // Text: who answers for what is quoted next, as written
	LeadUnit    Code = "lead"    // Args: units
	SupportUnit Code = "support"
	Count       Code = "count" // Args: n
	CountUnit   Code = "count_unit"
	Named       Code = "named"      // Args: unit, n: sentences that give it something to do
	Difference  Code = "difference" // Args: a, b, difference, unit, "least" or ""
	Sum         Code = "sum"        // Args: terms…, total
	Apart       Code = "apart"      // Args: how many, 天 or 年; Dates: the two last days
	Snapshot    Code = "snapshot"   // Dates: the document's date
	YearRead    Code = "year_read"  // Args: the word, the year taken; Dates: the document's date
	Field       Code = "field"      // Args: field name; Text: verbatim
	Extreme     Code = "extreme"    // Args: of how many rows, 最多 or the like
	RowCell     Code = "cell"       // Args: header; Text: verbatim
	Stands      Code = "stands"     // a computed duration in words
	Item        Code = "item"       // Text: verbatim, one of several things listed
	ByDoc       Code = "by_doc"     // Args: short name; Dates: its date; Text: verbatim, of another document
	NoRecord    Code = "no_record"
	FromReply   Code = "reply" // Args: by; Dates: when; Text: verbatim
	NoChange    Code = "no_change"
	NoObey      Code = "no_obey"
	NoForge     Code = "no_forge"
	AboutBot    Code = "about"
	Courtesy    Code = "courtesy"    // a greeting or thanks
	Holdings    Code = "holdings"    // Args: titles of the documents
	HowToReport Code = "to_report"   // how progress is reported
	NeedWords   Code = "need_words"  // too little was asked
	OtherUnit   Code = "other_unit"  // Args: the unit asked about, the ones that the documents write
	NoMeaning   Code = "no_meaning"  // Args: the word that is used, but not explained; where it is used follows
	NotWritten  Code = "not_written" // Args: the word that no document has; what comes closest follows
	Next        Code = "next"
	NoNext      Code = "no_next"
)

// Line is one statement.
type Line struct {
	Code  Code
	Text  string // verbatim words, where the code has them
	Args  []string
	Dates []day.Date
	Cites []int // indexes into Answer.Citations
}

// Citation is where something stands.
type Citation struct {
	DocID   int64
	Seq     int
	Title   string
	Short   string
	Number  string
	Place   string
	Line    int
	Page    int
	Quote   string // verbatim in the document
	Issued  day.Date
	Sample  bool
	TaskID  int64  // a row of the register
	Replied string // who answered, for a coordinator's reply
}

// Row is one item of a list.
type Row struct {
	What    string // verbatim
	Force   string // 力争, where it governs from outside What
	Due     string // as written
	DueTo   day.Date
	Lead    []string
	Support []string
	Role    string // "lead" or "support" of the unit asked about
	Target  string
	Status  string
	Dated   bool // What holds the date in its own words
	Cite    int  // index into Answer.Citations
}

// Gap is something that the documents do not have. Codes: words, unit, place,
// year, period, figure, document, attribute, outcome.
type Gap struct {
	Code string
	Args []string
	Of   string // which of several things asked about
}

// Carry is what a follow-up inherits.
type Carry struct {
	Text  string   // the question as it was understood, complete
	After string   // what it was completed from, where it leans on an earlier question
	Words []string // its content words
	Ask   string   // its kind
	Units []string
	DocID int64
	Seqs  []int   // clauses of DocID shown
	At    []int64 // EntryIDs of all passages shown
	From  day.Date
	To    day.Date
	Shown []day.Date // ends of the milestones shown

	Record *Wanted `json:",omitempty"` // what was wanted from the record; nil: nothing
}

// Answer is what is said, before words for people.
type Answer struct {
	Kind      Kind
	Lines     []Line
	Rows      []Row
	Record    []Recorded // what the record says to each question over it
	Citations []Citation
	Missing   []Gap
	Nearest   *Citation
	AskWhom   []string
	Carry     Carry
}

// EntryID is the id under which a passage is put into the index.
func EntryID(doc int64, seq int) int64 { return doc<<24 | int64(seq) }
