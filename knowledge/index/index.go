// Package index ranks passages for a question, in memory.
package index

// Entry is a passage to be found.
type Entry struct {
	ID    int64
	Title string // the document's title
	Head  string // headings above the passage
	Text  string
}

// Hit is a passage found, with a score that is comparable within one search only.
type Hit struct {
	ID    int64
	Score float64
}

// Index is safe for concurrent use.
type Index struct{}

// New returns an empty index.
func New() *Index { return &Index{} }

// Add puts entries in, replacing those with the same ID.
func (x *Index) Add(entries ...Entry) {}

// Remove takes entries out.
func (x *Index) Remove(ids ...int64) {}

// Search returns the best k passages, best first.
func (x *Index) Search(query string, k int) []Hit { return nil }
