package outline

import "strings"

// role is what a clause is to its section; it decides the words of its spot.
type role int

const (
	fixed   role = iota // in a region with a name: 版头, 落款
	heading             // the section's heading, alone
	item                // the section's own numbered passage
	own                 // an unnumbered paragraph of the section
	label               // a 牵头单位： line
	row                 // a table row
)

// note is what the builder knows of a clause beyond what is printed.
type note struct {
	part, sect int
	role       role
	after      bool // stands after the section's subsections
	spot       string
	path       []*Step
}

// frame is an open section.
type frame struct {
	marker
	level  int // rank in the stack; canonical, but for headings without numerals
	id     int
	step   *Step
	lost   bool // its numeral is ours, or it has none
	head   bool // a heading with text of its own below
	flat   bool // one of a list of single paragraphs
	colon  bool // ends in a colon, so that a list follows
	kids   int
	paras  int
	tags   int // 牵头单位： lines
	seq    int
	single bool // stood alone on its line with a stop
}

// leaf tells whether a section is a single paragraph.
func (f *frame) leaf() bool { return f.kids == 0 && f.paras == 0 && f.tags == 0 && !f.head }

// builder turns a part's lines into clauses with paths.
type builder struct {
	doc    *Document
	notes  []note
	stack  []frame
	part   int
	annex  string
	sects  int
	root   frame
	last   map[kind]int // last article number: articles count through chapters
	levels map[int]int  // ranks of style levels, learned from numbered headings
	tables int
	prior  *tableShape
	intro  []int
	headed bool // the part has sections that open on a line of their own

	parents    map[int]bool   // sections that hold others
	titles     map[string]int // how many tables bear a title
	firstTable map[string]int // the first table of each annex
}

func (b *builder) add(c Clause, n note) int {
	c.Seq, c.DuplicateOf, c.Annex = len(b.doc.Clauses), -1, b.annex
	n.part = b.part
	b.doc.Clauses = append(b.doc.Clauses, c)
	b.notes = append(b.notes, n)
	return c.Seq
}

func clauseOf(l *line, kind ClauseKind, text string) Clause {
	return Clause{Kind: kind, Text: text, Line: l.no, Page: l.page}
}

// build reads one part.
func (b *builder) build(p part) {
	b.annex, b.stack, b.prior, b.intro, b.headed = p.annex, nil, nil, nil, false
	b.last = map[kind]int{}
	b.root = b.newFrame(marker{}, -1, nil)
	for i := 0; i < len(p.lines); {
		x := &p.lines[i]
		if x.kind != "" {
			b.add(clauseOf(&x.line, x.kind, x.text), note{sect: b.root.id, spot: x.spot})
			i++
			continue
		}
		var run []line
		for ; i < len(p.lines) && p.lines[i].kind == ""; i++ {
			run = append(run, p.lines[i].line)
		}
		b.run(run)
	}
	b.nameIntro()
	b.part++
}

// nameIntro calls the paragraphs above the first heading 引言, or 正文 where there is no heading at all.
func (b *builder) nameIntro() {
	for _, seq := range b.intro {
		b.notes[seq].spot = spotText
		if b.headed {
			b.notes[seq].spot = spotIntro
			b.doc.Clauses[seq].Kind = Intro
		}
	}
}

func (b *builder) run(lines []line) {
	b.learn(lines)
	for i := range lines {
		b.paragraph(lines, i)
	}
}

// learn notes which style level goes with which numbering.
func (b *builder) learn(lines []line) {
	if b.levels == nil {
		b.levels = map[int]int{}
	}
	top := 0
	for i := range lines {
		l := &lines[i]
		if l.level == 0 {
			continue
		}
		if m, ok := l.marker(); ok && b.levels[l.level] == 0 {
			b.levels[l.level] = m.rank()
		}
		if top == 0 || l.level < top {
			top = l.level
		}
	}
	for i := range lines {
		if k := lines[i].level; k > 0 && b.levels[k] == 0 {
			b.levels[k] = int(han)*10 + (k-top)*10
		}
	}
}

func (b *builder) paragraph(lines []line, i int) {
	l := &lines[i]
	switch {
	case l.table != nil:
		b.table(l)
		return
	case l.note:
		b.add(clauseOf(l, Body, l.text), note{sect: b.root.id, spot: spotFootnote})
		return
	}
	b.prior = nil
	if m, ok := l.marker(); ok && b.plausible(m, l) {
		b.numbered(lines, i, m)
		return
	}
	if f, ok := b.lost(lines, i); ok {
		b.open(f, strings.TrimRight(l.text, "。"))
		b.headed = true
		b.add(clauseOf(l, Heading, l.text), note{sect: b.top().id, role: heading, path: b.path()})
		return
	}
	b.plain(lines, i)
}

// plausible doubts numerals that may be ordinary numbers: they must go on with a sequence.
func (b *builder) plausible(m marker, l *line) bool {
	if !m.weak {
		return true
	}
	if f := b.find(m); f != nil {
		return m.n == f.n+1
	}
	switch m.kind {
	case article:
		return m.n == b.last[article]+1
	case arabic, han:
		return m.n == 1 && (strings.ContainsAny(m.label, ".．") || runes(l.text) <= 30 && !ended(l.text))
	}
	return m.n == 1
}

// numbered places a passage with its own numeral, and the items inside it.
func (b *builder) numbered(lines []line, i int, m marker) {
	l := &lines[i]
	cuts := inlineCuts(l.text, m.size, func(x marker) int { return b.continues(m, x) }, follower(lines, i))
	end := len(l.text)
	if len(cuts) > 0 {
		end = cuts[0].at
	}
	text := trim(l.text[:end])
	words := trim(text[min(m.size, len(text)):])
	head := false
	if len(cuts) == 0 || cuts[0].rank() > m.rank() {
		head = b.isHeading(lines, i, m, words, len(cuts) > 0)
	}
	f := b.place(m)
	f.head, f.colon = head, strings.HasSuffix(text, "：") || strings.HasSuffix(text, ":")
	f.single = head && ended(words)
	b.open(f, runIn(words, head))
	b.headed = true
	kind, r := Body, item
	if head {
		kind, r = Heading, heading
	}
	b.add(clauseOf(l, kind, text), note{sect: b.top().id, role: r, path: b.path()})
	b.items(l, cuts)
}

// items places the items inside a paragraph.
func (b *builder) items(l *line, cuts []cut) {
	for k, c := range cuts {
		end := len(l.text)
		if k+1 < len(cuts) {
			end = cuts[k+1].at
		}
		text := trim(l.text[c.at:end])
		words := trim(l.text[c.at+c.size : end])
		f := b.place(c.marker)
		f.colon = strings.HasSuffix(text, "：")
		kind, r := Body, item
		if k+1 < len(cuts) && cuts[k+1].rank() > c.rank() && firstSentence(words, "") == len(words) && runes(words) <= 40 && !f.colon {
			kind, r, f.head = Heading, heading, true
		}
		b.open(f, runIn(words, f.head))
		b.add(clauseOf(l, kind, text), note{sect: b.top().id, role: r, path: b.path()})
	}
}

// follower is the numeral of the next paragraph.
func follower(lines []line, i int) marker {
	for k := i + 1; k < len(lines); k++ {
		if lines[k].table == nil {
			m, _ := lines[k].marker()
			return m
		}
	}
	return marker{}
}

// continues is the last number of x's level, as seen from inside a passage numbered m.
func (b *builder) continues(m, x marker) int {
	if x.kind == m.kind && x.depth == m.depth {
		return m.n
	}
	if x.rank() > m.rank() {
		return 0 // a list below m begins anew
	}
	if f := b.find(x); f != nil {
		return f.n
	}
	return 0
}

// runIn is a heading's words: the whole of a lone heading, or the short first sentence of a passage.
func runIn(words string, head bool) string {
	if head {
		return strings.TrimRight(words, "。：:；;")
	}
	end := firstSentence(words, "：:\u3000")
	if end == len(words) || runes(words[:end]) > 31 {
		return ""
	}
	return strings.TrimRight(words[:end], "。：:；;！\u3000")
}

// isHeading tells a heading from a passage: short, and with text of its own below.
func (b *builder) isHeading(lines []line, i int, m marker, words string, cuts bool) bool {
	n := runes(words)
	if lines[i].level > 0 && n <= 60 {
		return true
	}
	if m.kind == article || n > 48 || n == 0 && m.kind > section {
		return m.kind != article && n <= 48
	}
	alone := firstSentence(words, "") == len(words)
	switch {
	case !alone || strings.HasSuffix(words, "；") || strings.HasSuffix(words, "，"):
		return false
	case m.kind <= section:
		return true
	case cuts:
		return n <= 40 && !strings.HasSuffix(words, "：")
	}
	below := b.contentBelow(lines, i, m)
	if !ended(words) {
		return m.kind == han || below || n <= 14 && !strings.ContainsAny(words, "，、") && sentenceBelow(lines, i)
	}
	return below && n <= 34 && !strings.HasSuffix(words, "：")
}

// sentenceBelow tells whether the next line is a paragraph of whole sentences without a numeral.
func sentenceBelow(lines []line, i int) bool {
	if i+1 >= len(lines) || lines[i+1].table != nil || labelLine.MatchString(lines[i+1].text) {
		return false
	}
	_, marked := lines[i+1].marker()
	return !marked && strings.HasSuffix(lines[i+1].text, "。")
}

// contentBelow tells whether the passage at i has text of its own below it.
func (b *builder) contentBelow(lines []line, i int, m marker) bool {
	if i+1 >= len(lines) {
		return false
	}
	next := &lines[i+1]
	if next.table != nil {
		return true
	}
	if x, ok := next.marker(); ok && (!x.weak || x.kind == m.kind) {
		return x.n == 1 && (x.rank() > m.rank() || m.kind == decimal && x.kind >= han)
	}
	if labelLine.MatchString(next.text) {
		return false
	}
	if f := b.find(m); f != nil && f.n == m.n-1 && f.step.Title != "" {
		return true // the one before has its words on the same line, this one on the next
	}
	if m.kind == ordinal {
		after := follower(lines, i+1)
		return after.kind == ordinal && after.n == m.n+1
	}
	return !b.leafBefore(m)
}

// leafBefore tells whether the item before m in its list was a single paragraph.
func (b *builder) leafBefore(m marker) bool {
	f := b.find(m)
	return f != nil && f.n == m.n-1 && f.leaf()
}

// plain places a paragraph without a numeral.
func (b *builder) plain(lines []line, i int) {
	l := &lines[i]
	tag := labelLine.FindStringSubmatch(l.text)
	if tag == nil && !bullet.MatchString(l.text) {
		b.leave(l.text)
	}
	for tag != nil && len(b.stack) > 1 && b.top().flat {
		b.stack = b.stack[:len(b.stack)-1] // units named below a whole list are the whole list's
	}
	cuts := inlineCuts(l.text, 0, func(x marker) int { return 0 }, follower(lines, i))
	end := len(l.text)
	if len(cuts) > 0 {
		end = cuts[0].at
	}
	if text := trim(l.text[:end]); text != "" {
		b.own(l, text, tag)
	}
	b.items(l, cuts)
}

func (b *builder) own(l *line, text string, tag []string) {
	t := b.top()
	n := note{sect: t.id, role: own, after: t.kids > 0, path: b.path()}
	if tag != nil {
		n.role, n.spot = label, squeeze(tag[1])
	}
	seq := b.add(clauseOf(l, Body, text), n)
	if len(b.stack) == 0 {
		b.notes[seq].role = fixed
		b.intro = append(b.intro, seq)
		return
	}
	if tag == nil {
		t.paras++
	} else {
		t.tags++
	}
}

// leave closes the lists that a plain paragraph ends: 一是 to 四是 in single
// paragraphs, and after 总之 the whole section but its top.
func (b *builder) leave(text string) {
	if summing.MatchString(text) && len(b.stack) > 1 {
		b.stack = b.stack[:1]
		return
	}
	for len(b.stack) > 0 {
		t := b.top()
		if t.head || t.kind == article || t.kind != ordinal && !t.flat {
			return
		}
		b.stack = b.stack[:len(b.stack)-1]
	}
}
