// Package progress reads what a department types: which task, how far, what
// figures, what is in the way, and for which period. By rules; no figure enters
// that is not in the words. Who understands language better may propose what the
// words leave open (propose.go). It is pure.
package progress

import "time"

// Intent is what a message wants.
type Intent string

// Intents, as in the contract.
const (
	IntentUpdate     Intent = "update"
	IntentCorrection Intent = "correction"
	IntentQuestion   Intent = "question"
	IntentChitchat   Intent = "chitchat"
	IntentForward    Intent = "forward"
	IntentCommand    Intent = "command"
	IntentMixed      Intent = "mixed"
)

// Status of a task as a department reports it.
type Status string

// Statuses.
const (
	NotStarted Status = "not_started"
	InProgress Status = "in_progress"
	Done       Status = "done"
	Delayed    Status = "delayed"
	Blocked    Status = "blocked"
)

// Metric is a figure with its unit, the value as said.
type Metric struct {
	Name  string  `json:"name"`
	Value float64 `json:"value"`
	Unit  string  `json:"unit"`
}

// Record is one task's progress.
type Record struct {
	Department string   `json:"department"`
	TaskHint   string   `json:"task_hint"` // the words that name the task
	Task       int64    `json:"-"`         // the open task that these words mean; 0 where unclear
	Choices    []int64  `json:"-"`         // the likely ones, best first, where unclear
	Percent    *float64 `json:"percent"`
	Status     Status   `json:"status"`
	Metrics    []Metric `json:"metrics"`
	Problems   []string `json:"problems"`
	NextSteps  []string `json:"next_steps"`
	Period     string   `json:"period"` // 2022-07, 2022-07-08, 2022-Q3, 2022-08-08/2022-08-14, 2022
	AskPeriod  bool     `json:"-"`      // sent on days 1 to 5 without a time: Period is a guess until somebody says
	Text       string   `json:"-"`      // the part of the message that says it, verbatim

	proposed int64 // the task that a proposal names
}

// Message is what was sent.
type Message struct {
	Text       string
	Department string // the sender's registered unit; "" if none
	Sent       time.Time
	Forwarded  bool
	Previous   []Prior // the department's own recent records, latest first, for corrections
}

// Prior is an earlier record that a correction may mean.
type Prior struct {
	ID     int64
	Sent   time.Time
	Record Record
}

// Open is a task the department may be speaking of.
type Open struct {
	ID     int64
	What   string
	Target string
	Lead   bool // the department leads it
}

// Reading is what was understood.
type Reading struct {
	Intent       Intent
	ShouldRecord bool
	Records      []Record
	Flags        []string
	Corrects     int64  // the Prior that is corrected or withdrawn; 0 if none
	Question     string // the question part of a mixed message
	Nil          bool   // 本周无新进展: reported, nothing new
	AskPeriod    bool   // sent on days 1 to 5 without a time: ask whether last month is meant
	Parts        []Part // how the message was cut, for proposals; none where a gate ended the matter
}
