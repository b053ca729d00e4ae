package answer

import (
	"slices"
	"strings"

	"liangshan/knowledge/outline"
	"liangshan/store/day"
)

// Kind of an answer, as in the contract.
type Kind string

// Kinds of answer.
const (
	Answered Kind = "answered"
	Partly   Kind = "partly"
	NotIn    Kind = "not_in_documents"
	Declined Kind = "declined"
)

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

// Code says what a line states; the words for it live in bot/words/answer.tmpl.
type Code string

// Codes of lines.
const (
	Quoted      Code = "quote"     // Text: verbatim; Args: 力争, where it stands earlier in the sentence and governs this too
	DueOn       Code = "due"       // Dates: the last day, included; Args: "on" for the day itself
	Between     Code = "between"   // Dates: from, to
	DaysLeft    Code = "days_left" // Args: days; Dates: the last day
	Passed      Code = "passed"    // Dates: the last day
	NoDay       Code = "no_day"    // the document names a period, not a day. Args: the period
	NoNames     Code = "no_names"  // an office is named, not a person
	NoList      Code = "no_list"   // the number is given, the items are not. Args: 14个镇街
	NoAmount    Code = "no_amount" // a share is written, not an amount
	NoOutcome   Code = "no_outcome"
	Jointly     Code = "jointly"     // the figure is of several things together. Args: the one asked about
	Owner       Code = "owner"       // Text: who answers for what is quoted next, as written; Args: "label" where labels say so
	Count       Code = "count"       // Args: n
	Listed      Code = "listed"      // Args: n, the measure word, "open" where the list ends with 等
	Derived     Code = "derived"     // Args: the whole, its unit, the part, its share
	Converted   Code = "converted"   // Args: a sum as written, the same in another unit
	Weekday     Code = "weekday"     // Dates: the day whose day of the week is asked for
	NamedAlike  Code = "named_alike" // Args: the name that no document has, theirs that differs in one character
	CountUnit   Code = "count_unit"
	Named       Code = "named"      // Args: unit, n: sentences that give it something to do
	Difference  Code = "difference" // Args: a, b, difference, unit, "least" or ""
	Sum         Code = "sum"        // Args: terms…, total
	Average     Code = "average"    // Args: terms…, how many, their mean
	Apart       Code = "apart"      // Args: how many, 天 or 年; Dates: the two last days
	Snapshot    Code = "snapshot"   // Dates: the document's date
	YearRead    Code = "year_read"  // Args: the word, the year taken; Dates: the document's date
	Field       Code = "field"      // Args: field name; Text: verbatim
	Extreme     Code = "extreme"    // Args: of how many rows, 最多 or the like
	RowCell     Code = "cell"       // Args: header; Text: verbatim
	Item        Code = "item"       // Text: verbatim, one of several things listed
	ByDoc       Code = "by_doc"     // Args: short name, and as of a quotation; Dates: its date; Text: verbatim, of another document
	NoRecord    Code = "no_record"
	FromReply   Code = "reply" // Args: by; Dates: when; Text: verbatim
	NoChange    Code = "no_change"
	NoObey      Code = "no_obey"
	NoForge     Code = "no_forge"
	AboutBot    Code = "about"
	Courtesy    Code = "courtesy"    // Args: thanks, present, agreed or greeting
	NoErrand    Code = "no_errand"   // nothing is done or said to others on request
	Holdings    Code = "holdings"    // Args: titles of the documents
	HowToReport Code = "to_report"   // how progress is reported
	NeedWords   Code = "need_words"  // too little was asked
	OtherUnit   Code = "other_unit"  // Args: the unit asked about, the ones that the documents write
	NoMeaning   Code = "no_meaning"  // Args: the word that is used, but not explained; where it is used follows
	Mentioned   Code = "mentioned"   // Args: the words, in how many places; the places follow
	NotWritten  Code = "not_written" // Args: the word that no document has; what comes closest follows
	Yes         Code = "yes"         // what the question holds is what is quoted next. Args: 有, where that was asked
	No          Code = "no"          // what is quoted next says otherwise. Args: as for Yes
	Next        Code = "next"
	NoNext      Code = "no_next"
)

// cite adds a citation of a passage, once, and returns its index.
func (a *Answer) cite(p *passage, quote string) int {
	for i, c := range a.Citations {
		if c.DocID == p.doc.ID && c.Seq == p.clause.Seq && c.Quote == quote {
			return i
		}
	}
	a.Citations = append(a.Citations, citation(p, quote))
	return len(a.Citations) - 1
}

func citation(p *passage, quote string) Citation {
	o := p.doc.Outline
	return Citation{
		DocID: p.doc.ID, Seq: p.clause.Seq, Title: o.Title, Short: shortName(o), Number: o.Number, Issued: o.Issued,
		Place: placeIn(o, p.clause), Line: p.clause.Line, Page: p.clause.Page, Quote: quote, Sample: p.doc.Sample,
	}
}

// placeIn is a clause's place behind the document's short name: a plan that a notice
// sends along, and is called by, is not named twice.
func placeIn(o *outline.Document, c *outline.Clause) string {
	place := c.Place()
	if rest := strings.TrimPrefix(place, "“"+shortName(o)+"”"); rest != "" {
		return rest
	}
	return place
}

func shortName(o *outline.Document) string {
	if o.Short != "" {
		return o.Short
	}
	return o.Title
}

// sayOnce adds a line unless the same one stands already.
func (a *Answer) sayOnce(l Line) {
	same := func(o Line) bool {
		return o.Code == l.Code && o.Text == l.Text && slices.Equal(o.Args, l.Args)
	}
	if !slices.ContainsFunc(a.Lines, same) {
		a.Lines = append(a.Lines, l)
	}
}

// mentions reports whether the answer's words hold all the things.
func (a *Answer) mentions(things []string) bool {
	said := ""
	for _, l := range a.Lines {
		said += bare(l.Text)
	}
	return !slices.ContainsFunc(things, func(t string) bool { return !strings.Contains(said, bare(t)) })
}

// shares is how many shares are quoted, and cells of rows said.
func (a *Answer) shares() int {
	n := 0
	for _, l := range a.Lines {
		switch l.Code {
		case Quoted:
			n += len(sharesIn(l.Text))
		case RowCell:
			n++
		}
	}
	return n
}

// join puts another answer behind this one.
func (a *Answer) join(b Answer) {
	moved := make([]int, len(b.Citations))
	for i, c := range b.Citations {
		moved[i] = a.take(c)
	}
	for _, l := range b.Lines {
		l.Cites = renumbered(l.Cites, moved)
		if !a.holds(l) && !a.widen(l) {
			a.sayOnce(l)
		}
	}
	a.datedLast()
	for _, r := range b.Rows {
		r.Cite = moved[r.Cite]
		a.Rows = append(a.Rows, r)
	}
	a.Record = append(a.Record, b.Record...)
	a.Missing = append(a.Missing, b.Missing...)
	if len(a.AskWhom) == 0 {
		a.AskWhom = b.AskWhom
	}
	if a.Nearest == nil {
		a.Nearest = b.Nearest
	}
	if a.Kind != b.Kind {
		a.Kind = Partly
	}
	if len(a.Citations) > 0 {
		a.Nearest = nil // one half is answered: the footer is of that
	}
	a.Carry = b.Carry
}

// holds reports whether a quotation stands within another already.
func (a *Answer) holds(l Line) bool {
	return l.Code == Quoted && slices.ContainsFunc(a.Lines, func(o Line) bool { return o.Code == Quoted && strings.Contains(o.Text, l.Text) })
}

// widen puts a quotation in the place of one that is a part of it.
func (a *Answer) widen(l Line) bool {
	i := slices.IndexFunc(a.Lines, func(o Line) bool { return o.Code == Quoted && l.Code == Quoted && strings.Contains(l.Text, o.Text) })
	if i >= 0 {
		a.Lines[i] = l
	}
	return i >= 0
}

// datedLast puts what says as of when behind everything else.
func (a *Answer) datedLast() {
	slices.SortStableFunc(a.Lines, func(x, y Line) int {
		switch {
		case x.Code != Snapshot && y.Code == Snapshot:
			return -1
		case x.Code == Snapshot && y.Code != Snapshot:
			return 1
		}
		return 0
	})
}

// take adds a citation unless the same one stands already, and returns its index.
func (a *Answer) take(c Citation) int {
	for i, o := range a.Citations {
		if o == c {
			return i
		}
	}
	a.Citations = append(a.Citations, c)
	return len(a.Citations) - 1
}

func renumbered(cites, moved []int) []int {
	var out []int
	for _, c := range cites {
		out = append(out, moved[c])
	}
	return out
}
