package answer

import (
	"index/suffixarray"
	"math/bits"
	"strings"
	"sync"
	"unicode/utf8"

	"liangshan/knowledge/index"
	"liangshan/knowledge/outline"
	"liangshan/knowledge/pattern"
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
	lead   int    // the sentence that opens its part of the passage: 二是强化资金保障。
	of     string // folded: the subject that it leaves out and the one before has
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
	starts    []int  // where each begins in it
	blocks    []int  // the sentence that each block of it begins in
	find      *suffixarray.Index
	index     *index.View
	byID      map[int64]int   // EntryID → passage
	names     func() []string // of rivers, places, works that the documents use, folded
	moments   func() []milestone
	written   func() []written
	dated     func() []entry // a list's line of each
	tables    func() []matrix
	leading   func() []int  // sentences that say who leads the whole
	sizes     map[*Doc]int  // sentences of each document
	all       []*Doc        // the documents with any passage, in the order given
	guests    map[*Doc]bool // of another district than the house's
	away      []string      // the names of those districts
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
	d.guests = guestsAmong(d.all)
	d.away = namesOfGuests(d.guests)
	d.names = sync.OnceValue(func() []string { return d.properNames(s.Roster) })
	d.tables, d.leading = sync.OnceValue(d.matrices), sync.OnceValue(d.leadSentences)
	read := sync.OnceValue(func() calendar { return d.calendar(s.Calendar) })
	d.moments = func() []milestone { return read().ahead }
	d.written = func() []written { return read().written }
	of := &Shelf{Roster: s.Roster, Calendar: s.Calendar, desk: d} // s has no desk yet
	d.dated = sync.OnceValue(of.entriesOfMoments)
	d.block()
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
	d.dated()
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
var inlineLabel = pattern.MustCompile(`^[一二三四五六七八九十]+是`)

func (d *desk) addSentence(text string, lead int, seen map[string]int) {
	id := len(d.sentences)
	of := ""
	if at := len(d.passages); id > 0 && d.sentences[id-1].at == at {
		of = subjectFrom(&d.sentences[id-1], text)
	}
	st := sentence{at: len(d.passages), text: text, key: bare(text), lead: lead, of: of, repeat: -1}
	if utf8.RuneCountInString(st.key) >= 10 {
		if first, ok := seen[st.key]; ok {
			st.repeat = first
		} else {
			seen[st.key] = id
		}
	}
	d.sentences, d.starts = append(d.sentences, st), append(d.starts, len(d.text))
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
	held := make([]uint64, (len(d.sentences)+63)/64)
	n := 0
	for _, at := range d.find.Lookup([]byte(word), mostPlaces) {
		id := d.sentenceAt(at)
		if bit := uint64(1) << (id & 63); held[id>>6]&bit == 0 {
			held[id>>6] |= bit
			n++
		}
	}
	out := make([]int, 0, n)
	for i, w := range held {
		for ; w != 0; w &= w - 1 {
			out = append(out, i<<6+bits.TrailingZeros64(w))
		}
	}
	return out
}

// blockSize parts the text so that the sentence at any place is found in a few steps.
const blockSize = 64

func (d *desk) block() {
	id := 0
	for at := 0; at < len(d.text); at += blockSize {
		for id+1 < len(d.starts) && d.starts[id+1] <= at {
			id++
		}
		d.blocks = append(d.blocks, id)
	}
}

// holder is the passage of a sentence.
func (d *desk) holder(id int) *passage { return &d.passages[d.sentences[id].at] }

// sentenceAt is the sentence that a place in the text belongs to.
func (d *desk) sentenceAt(at int) int {
	id := d.blocks[at/blockSize]
	for id+1 < len(d.starts) && d.starts[id+1] <= at {
		id++
	}
	return id
}

// has reports whether any document says the folded word.
func (d *desk) has(word string) bool {
	return word != "" && len(d.find.Lookup([]byte(word), 1)) > 0
}

// passageAt is the passage that a sentence stands in.
func (d *desk) passageAt(id int) *passage { return &d.passages[d.sentences[id].at] }

// docs lists the documents on the desk in the order given.
func (d *desk) docs() []*Doc { return d.all }
