// Package outline turns blocks into an official document: number, title,
// issuer, issue date, and clauses that know their place as a clerk would write it.
package outline

import (
	"liangshan/knowledge/extract"
	"liangshan/store/day"
)

// Document is an official document, read.
type Document struct {
	Number    string   // 文号: 荣环函〔2022〕98号
	Title     string   // joined when broken over lines
	Issuer    string   // full name
	Issued    day.Date // 成文日期
	Addressee string
	CopyTo    string // 抄送, verbatim
	Contact   string // the contact line, verbatim
	Genre     string // 函, 通知, 方案, 规划, 办法 …
	Short     string // what a clerk calls it in a citation: 复函, 实施方案
	Clauses   []Clause
	Doubts    []Doubt
}

// ClauseKind says what a clause is for.
type ClauseKind string

// Kinds of clause.
const (
	Head    ClauseKind = "head"    // masthead, title, number
	Intro   ClauseKind = "intro"   // before the first heading
	Heading ClauseKind = "heading" // a heading alone
	Body    ClauseKind = "body"
	Row     ClauseKind = "row"  // one row of a table
	Tail    ClauseKind = "tail" // signature, date, contact, copies
)

// Step is one level of a clause's path.
type Step struct {
	Label    string // the numeral as printed: （一）, 四是, 第三条; empty where the heading lost it
	Supplied string // the numeral that the position calls for, where Label is empty
	Title    string // the heading's words
}

// Cell is a table row's value under its header.
type Cell struct {
	Header string
	Text   string
	Merged bool   // inherited from real merge information
	Ref    string // C7, in a spreadsheet
}

// Clause is a passage: the smallest numbered unit, or a paragraph, or a table row.
type Clause struct {
	Seq         int // position in the document, from 0
	Kind        ClauseKind
	Path        []Step
	Annex       string // 附件2, with its title where printed
	Text        string // verbatim; healed where a line break had cut a paragraph
	Line, Page  int
	Row         int // row number in its table, from 1, as a reader counts; 0 outside tables
	Table       int // which table of the document, from 1; 0 outside tables
	TableTitle  string
	Cells       []Cell // of a row
	DuplicateOf int    // Seq of the first clause that says the same; -1 if none
}

// Doubt is something that a person should look at; words live with the bot.
type Doubt struct {
	Code string
	Args []string
	Seq  int // the clause, or -1
}

// Read builds the document.
func Read(f *extract.File) *Document { return &Document{} }

// Place is the clause's place as a clerk writes it, without the document's name:
// “下一步工作打算”（三）四是; 附件2第12行.
func (c *Clause) Place() string { return "" }
