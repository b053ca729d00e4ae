package answer

import (
	"index/suffixarray"
	"regexp"
	"sort"
	"strings"
	"sync"
	"unicode/utf8"

	"liangshan/knowledge/index"
	"liangshan/knowledge/outline"
	"liangshan/knowledge/segment"
)

// fold makes a question's text comparable; its marks stay, they part it.
func fold(s string) string { return segment.Key(s) }

// bare is the key that documents are compared by: folded, and without the marks
// that people leave out when they type (一圈两区 for “一圈、两区”).
func bare(s string) string { return strings.Map(dropMarks, fold(s)) }

// sentence is the grain of evidence: a sentence of a passage, or a whole table row.
type sentence struct {
	at     int // passage
	text   string
	key    string // folded
	start  int    // of key in desk.text
	lead   int    // the sentence that opens its part of the passage: 二是强化资金保障。
	repeat int    // the first sentence that says the same; -1 if none
}

// passage is a clause of a document with what stands above it.
type passage struct {
	doc         *Doc
	clause      *outline.Clause
	key         string // folded text
	head        string // folded headings, annex, table title
	title       string // folded title and issuer
	first, last int    // its sentences: first ≤ i < last
}

// desk is the documents, read for answering. It does not change.
type desk struct {
	passages  []passage
	sentences []sentence
	text      []byte // folded sentences, parted by NUL
	find      *suffixarray.Index
	index     *index.View
	byID      map[int64]int   // EntryID → passage
	names     func() []string // of rivers, places, works that the documents use, folded
	moments   func() []milestone
	tables    func() []matrix
	sizes     map[*Doc]int // sentences of each document
	all       []*Doc       // the documents with any passage, in the order given
}

func (s *Shelf) read() *desk {
	s.once.Do(func() { s.desk = s.lay() })
	return s.desk
}

func (s *Shelf) lay() *desk {
	d := &desk{index: s.Index, byID: map[int64]int{}, sizes: map[*Doc]int{}}
	seen := map[string]int{}
	for i := range s.Docs {
		if doc := &s.Docs[i]; doc.State.Consulted() && doc.Outline != nil {
			d.add(doc, seen)
		}
	}
	d.names = sync.OnceValue(func() []string { return d.properNames(s.Roster) })
	d.tables = sync.OnceValue(d.matrices)
	d.moments = sync.OnceValue(func() []milestone { return d.milestones(s.Calendar) })
	var wait sync.WaitGroup // each reads what add laid down, and writes a field of its own
	wait.Go(func() { d.find = suffixarray.New(d.text) })
	if d.index == nil {
		var all []index.Entry
		for _, doc := range d.all {
			all = append(all, Entries(doc)...)
		}
		x := index.New()
		x.Add(all...)
		d.index = x.View()
	}
	wait.Wait()
	go d.ahead()
	return d
}

// ahead reads what only some questions need, so that a bot with long documents
// starts at once and its first such question need not wait for all of it. A fault
// is raised again by the question that meets it.
func (d *desk) ahead() {
	defer func() { _ = recover() }()
	d.moments()
	d.names()
}

func (d *desk) add(doc *Doc, seen map[string]int) {
	title := bare(doc.Outline.Title + doc.Outline.Issuer)
	if len(doc.Outline.Clauses) > 0 {
		d.all = append(d.all, doc)
	}
	for i := range doc.Outline.Clauses {
		c := &doc.Outline.Clauses[i]
		p := passage{doc: doc, clause: c, key: bare(c.Text), head: bare(heads(c)), title: title, first: len(d.sentences)}
		if isTotal(c) && i > 0 && doc.Outline.Clauses[i-1].Table == c.Table {
			p.head = bare(heads(&doc.Outline.Clauses[i-1])) // it stands under all columns, though it fills few
		}
		d.byID[EntryID(doc.ID, c.Seq)] = len(d.passages)
		lead := p.first
		for _, t := range grains(c) {
			if inlineLabel.MatchString(t) {
				lead = len(d.sentences)
			}
			d.addSentence(t, lead, seen)
		}
		p.last = len(d.sentences)
		d.sizes[doc] += p.last - p.first
		d.passages = append(d.passages, p)
	}
}

// inlineLabel begins a part of a paragraph.
var inlineLabel = regexp.MustCompile(`^[一二三四五六七八九十]+是`)

func (d *desk) addSentence(text string, lead int, seen map[string]int) {
	id := len(d.sentences)
	st := sentence{at: len(d.passages), text: text, key: bare(text), start: len(d.text), lead: lead, repeat: -1}
	if utf8.RuneCountInString(st.key) >= 10 {
		if first, ok := seen[st.key]; ok {
			st.repeat = first
		} else {
			seen[st.key] = id
		}
	}
	d.sentences = append(d.sentences, st)
	d.text = append(append(d.text, st.key...), 0)
}

func dropMarks(r rune) rune {
	if strings.ContainsRune("，。；：、,;:!?！？\"'()《》· \n", r) {
		return -1
	}
	return r
}

// grains cuts a clause into what is judged one by one.
func grains(c *outline.Clause) []string {
	if c.Kind == outline.Row {
		return []string{c.Text}
	}
	var out []string
	for _, sp := range segment.Sentences(c.Text) {
		out = append(out, sp.Of(c.Text))
	}
	return out
}

// heads is what stands above a clause.
func heads(c *outline.Clause) string {
	var b strings.Builder
	for _, s := range c.Path {
		b.WriteString(s.Label + s.Title + "\n")
	}
	b.WriteString(c.Annex + "\n" + c.TableTitle)
	for _, cell := range c.Cells {
		b.WriteString("\n" + cell.Header)
	}
	return b.String()
}

// Entries are a document's passages as the index takes them, under EntryID.
func Entries(doc *Doc) []index.Entry {
	out := make([]index.Entry, 0, len(doc.Outline.Clauses))
	for i := range doc.Outline.Clauses {
		c := &doc.Outline.Clauses[i]
		out = append(out, index.Entry{ID: EntryID(doc.ID, c.Seq), Title: doc.Outline.Title, Head: heads(c), Text: c.Text})
	}
	return out
}

// mostPlaces bounds how many places of one word are looked at.
const mostPlaces = 4000

// where lists the sentences that contain a folded word, in order.
func (d *desk) where(word string) []int {
	if word == "" || len(d.sentences) == 0 {
		return nil
	}
	offsets := d.find.Lookup([]byte(word), mostPlaces)
	sort.Ints(offsets)
	var out []int
	for _, o := range offsets {
		i := sort.Search(len(d.sentences), func(k int) bool { return d.sentences[k].start > o }) - 1
		if len(out) == 0 || out[len(out)-1] != i {
			out = append(out, i)
		}
	}
	return out
}

// has reports whether any document says the folded word.
func (d *desk) has(word string) bool {
	return word != "" && len(d.find.Lookup([]byte(word), 1)) > 0
}

// docs lists the documents on the desk in the order given.
func (d *desk) docs() []*Doc { return d.all }
