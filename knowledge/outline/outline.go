// Package outline turns blocks into an official document: number, title,
// issuer, issue date, and clauses that know their place as a clerk would write it.
//
// The tour: line.go cuts blocks into printed lines and heals paragraphs that a
// break has cut; head.go reads what stands above the body, part.go finds the
// signature, the tail and the annexes below it; marker.go knows the numerals,
// inline.go those in the middle of a paragraph; build.go and stack.go place each
// passage, lost.go headings without a numeral, table.go rows; place.go writes
// places, same.go finds what is said twice.
//
// Nothing is lost: every character of every paragraph, white space aside, stands
// in exactly one clause.
package outline

import (
	"liangshan/knowledge/extract"
	"liangshan/store/day"
)

// Document is an official document, read.
type Document struct {
	Number    string   // 文号 in standard form: 荣环函〔2022〕98号
	Title     string   // joined when broken over lines
	Issuer    string   // full name
	Issued    day.Date // 成文日期, never the day of publication
	Addressee string
	CopyTo    string // to whom copies go, verbatim, without 抄送：
	Contact   string // the contact line, verbatim
	Genre     string // 函, 通知, 方案, 规划, 办法 …
	Short     string // what a clerk calls it in a citation: 复函, 实施方案, 实施方案（示例）
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
	Row     ClauseKind = "row"    // one row of a table
	Tail    ClauseKind = "tail"   // closing words, signature, date, contact, copies
	Debris  ClauseKind = "debris" // page numbers, bars, a table of contents: kept, but nothing to cite or search
)

// Step is one level of a clause's path.
type Step struct {
	Label    string // the numeral as printed: （一）, 四是, 第三条; empty where the heading lost it
	Supplied string // the numeral that the position calls for, where Label is empty
	Derived  bool   // numerals printed beside it leave no other than Supplied
	Repeated bool   // the same numeral stands twice under one heading
	Title    string // the heading's words
}

// Cell is a table row's value under its header.
type Cell struct {
	Header string // joined with · over several header rows
	Text   string // verbatim
	Merged bool   // inherited from real merge information
	Ref    string // C7, in a spreadsheet
}

// Clause is a passage: the smallest numbered unit, or a paragraph, or a table row.
type Clause struct {
	Seq         int // position in the document, from 0
	Kind        ClauseKind
	Path        []Step
	Spot        string // where under the path, as Place writes it: 首段, 第2段, 第12行, 版头
	Annex       string // 附件2, with its title where printed, after a space
	Text        string // verbatim; healed where a line break had cut; of a row: header and cell, joined by ｜
	Line, Page  int
	Row         int // row number in its table, from 1, as a reader counts; 0 outside tables
	Table       int // which table of the document, from 1; 0 outside tables
	TableTitle  string
	Cells       []Cell // of a row
	DuplicateOf int    // Seq of the first clause that says the same, numerals and dashes aside; -1 if none
}

// Doubt is something that a person should look at; words live with the bot.
// Codes of this package: no_title; title_guessed; no_issue_date (the day of publication, if
// given); issue_date_differs (signature, page); issue_date_from_printing;
// bad_date (as written); numbering_gap and numbering_restart (numeral, numeral
// expected); heading_supplied (numeral); table_no_header (table).
type Doubt struct {
	Code string
	Args []string
	Seq  int // the clause, or -1
}

// Read builds the document.
func Read(f *extract.File) *Document {
	doc := &Document{}
	if f == nil {
		return doc
	}
	lines := sheets(linesOf(f))
	head, rest, h := readHead(doc, lines)
	h.page = pageTitle.ReplaceAllString(f.Title, "")
	b := &builder{doc: doc, parents: map[int]bool{}, titles: map[string]int{}, firstTable: map[string]int{}}
	parts := partsOf(doc, healed(rest))
	if len(parts) == 0 || parts[0].annex != "" {
		parts = append([]part{{}}, parts...)
	}
	parts[0].lines = append(head, parts[0].lines...)
	for _, p := range parts {
		b.build(p)
	}
	b.finish()
	describe(doc, h)
	markDuplicates(doc)
	return doc
}
