// Package segment prepares Chinese text for matching: width and variants folded,
// numerals in either script, sentences, single characters and pairs. It is pure.
package segment

// Folded is text folded for matching, with the way back to the original.
type Folded struct {
	Text string
	at   []int // byte offset in the original for each byte of Text, and one past the end
}

// Fold folds width, case, quotes, dashes and spaces for use as a key; never for display.
func Fold(s string) Folded { return Folded{} }

// Original returns the byte range of the original that produced Text[start:end].
func (f Folded) Original(start, end int) (from, to int) { return f.at[start], f.at[end] }

// Locate finds needle in hay tolerantly and returns the verbatim byte range in hay.
func Locate(hay, needle string) (from, to int, ok bool) { return 0, 0, false }

// Span is a byte range.
type Span struct{ Start, End int }

// Sentences splits running text at 。！？； and line ends, never inside quotes, brackets or book-title marks.
func Sentences(text string) []Span { return nil }

// Clauses splits a sentence further at ，； and the 、 between clauses.
func Clauses(text string) []Span { return nil }

// Number reads a number in either script: 十六, 两千多, 3,134, １０６２, 七成 is 70 with unit "%".
func Number(s string) (value float64, ok bool) { return 0, false }
