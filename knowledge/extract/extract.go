// Package extract turns a file's bytes into blocks: paragraphs and tables in
// reading order, with what the format knows of style, numbering, merged cells,
// pages and lines. Strangers' bytes are bounded in size, nesting, inflation and
// time; a fault is a Refusal, never a panic.
//
// read.go is the door: sniff.go tells the format by content, one reader a format
// makes blocks (docx*.go, xlsx.go, pdf*.go, ofd*.go, html*.go, markdown.go,
// text.go, mhtml.go; legacy.go converts old formats with LibreOffice where it is
// there), and secrecy.go refuses what bears a mark. Pages of PDF and OFD are drawn
// into sheets (pdfpage.go, ofdpage.go) and read by position from there: lines,
// columns, tables, paragraphs.
package extract

import (
	"fmt"
)

// BlockKind says what a block is.
type BlockKind string

// Kinds of block.
const (
	Paragraph BlockKind = "paragraph"
	TableKind BlockKind = "table"
)

// Block is one paragraph or table.
type Block struct {
	Kind   BlockKind
	Text   string // verbatim, of a paragraph; line breaks inside it as "\n"
	Style  string // the format's own style name, if any
	Level  int    // heading level by style, 1 to 9; 0 where the format does not say
	Number string // automatic numbering as the reader sees it: "（一）"; not part of Text
	Page   int    // from 1; 0 where the format has no pages
	Line   int    // line in a text file, from 1; 0 elsewhere
	Sheet  string // of a spreadsheet
	Table  *Table
	Note   bool // a footnote, text box or other matter outside the main flow
	Gap    bool // a blank line or an empty paragraph stands before
}

// Table is a grid in which merged cells are expanded: every covered cell holds
// the text of its origin and says so.
type Table struct {
	Rows       [][]Cell
	HeaderRows int   // rows that the format itself marks as header; 0 where it does not say
	RowPages   []int // the page of each row, of a table read from a PDF; else nil

	xs []float64 // where its columns stand, of a table read from a PDF
}

// Cell is one grid position.
type Cell struct {
	Text      string
	Merged    bool // covered by a merge that starts above or to the left: real merge information, not a guess
	RowOrigin int  // the row and column where the text stands
	ColOrigin int
	Ref       string // "C7" in a spreadsheet
	Nested    *Table
}

// File is what was read.
type File struct {
	Format string // "docx", "pdf", …: by content, not by name
	Blocks []Block
	Pages  int
	Title  string   // of a web page's head; it may carry the site's name
	Notes  []string // codes of what was left out or doubtful: see the Note constants

	margin []string // headers, footers and the like: not content, but a secrecy mark may stand there
}

// Codes of File.Notes.
const (
	NoteTrackedDeletions = "tracked_deletions"  // deleted under tracked changes, left out
	NoteNameMismatch     = "name_mismatch"      // the content is of another format than the name says
	NoteHiddenText       = "hidden_text"        // text formatted as hidden, left out
	NoteHiddenSheet      = "hidden_sheet"       // a sheet that readers do not see, left out
	NoteHiddenRows       = "hidden_rows"        // rows or columns that are hidden, often by a filter; they are given
	NoteContents         = "contents_table"     // a table of contents, left out: it repeats the headings
	NoteUnknownSymbol    = "unknown_symbol"     // a character of a symbol font without a Unicode counterpart
	NoteComments         = "comments"           // remarks in the margin, left out
	NoteEmbedded         = "embedded_object"    // an embedded file or object, not read
	NotePictures         = "pictures"           // pictures, whose text is not read
	NotePageFurniture    = "page_furniture"     // page headers, footers and numbers, left out
	NoteTornPages        = "torn_pages"         // some pages' content is damaged; what could be read is given
	NotePagesNoText      = "pages_without_text" // some pages hold pictures and no text
	NoteTableGuess       = "table_by_position"  // a table rebuilt from the places of words on the page
	NoteRowOverPages     = "row_over_pages"     // a table's row that a page break had cut was joined
	NoteTableAsText      = "table_as_text"      // what looks like a table is given as lines of text
	NoteGarbled          = "garbled_text"       // some characters could not be decoded
	NoteConverted        = "converted"          // read through LibreOffice
	NoteOutside          = "outside_reader"     // read through poppler
	NoteCharset          = "charset_guessed"    // the text's encoding was guessed
	NoteOCR              = "recognised_text"    // text that a scanner recognised behind a picture: it may be wrong
	NoteNestedTables     = "nested_tables"      // more than one table inside a cell; the others are given as text
)

// Reason is why a file is refused; the sentence for people lives with the bot.
type Reason string

// Reasons.
const (
	Damaged     Reason = "damaged"
	Encrypted   Reason = "encrypted"
	Mislabelled Reason = "mislabelled" // the content is not what the name says, and is nothing we read
	TooLarge    Reason = "too_large"
	Bomb        Reason = "bomb" // inflates or nests beyond the bounds
	Scan        Reason = "scan" // pictures of pages, no text
	Secret      Reason = "secret"
	Legacy      Reason = "legacy" // .doc .wps .xls without LibreOffice
	Empty       Reason = "empty"
	Unsupported Reason = "unsupported"
	Slow        Reason = "slow" // out of time
)

// Refusal is a file that cannot be read.
type Refusal struct {
	Reason Reason
	Detail string // for the log, and as an argument of the sentence: a format, a size, a page
	Err    error
}

func (r *Refusal) Error() string {
	if r.Err != nil {
		return fmt.Sprintf("extract: %s: %s: %v", r.Reason, r.Detail, r.Err)
	}
	return fmt.Sprintf("extract: %s: %s", r.Reason, r.Detail)
}

// Unwrap gives the cause.
func (r *Refusal) Unwrap() error { return r.Err }
