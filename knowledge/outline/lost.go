package outline

import (
	"strings"

	"liangshan/knowledge/pattern"
)

// lost recognises a heading without a numeral, and finds the place it has among
// the others.
func (b *builder) lost(lines []line, i int) (frame, bool) {
	l := &lines[i]
	n := runes(l.text)
	if l.level > 0 && n <= 60 && !strings.HasSuffix(l.text, "：") {
		return b.styled(l), true
	}
	if n > 30 || n < 3 || l.style == "code" || labelLine.MatchString(l.text) || isDate(l.text) || !hasWords(l.text) || i+1 >= len(lines) || lines[i+1].table != nil {
		return frame{}, false
	}
	next := firstMarker(lines, i+1)
	if ended(l.text) {
		if !strings.HasSuffix(l.text, "。") || !b.stoppedHeading(lines, i, next) {
			return frame{}, false
		}
	} else if !openHeading(lines, i) {
		return frame{}, false
	}
	return b.slot(lines, i, next), true
}

func hasWords(s string) bool {
	n := 0
	for _, r := range s {
		if isHan(r) {
			n++
		}
	}
	return n >= 3
}

// rollCall is a line of minutes that names people or bodies; it heads nothing.
var rollCall = pattern.MustCompile(`^(?:出席|列席|请假|缺席|参加|主持|记录|主送|抄送|分送|印发|联系人|经办人|承办人)(?:人|人员|单位)?[：:]`)

// openHeading tells whether a short line without a stop is a heading: text
// follows, and it is not one of a list of names.
func openHeading(lines []line, i int) bool {
	s := lines[i].text
	if clausal.MatchString(s) || rollCall.MatchString(s) || strings.ContainsAny(s, "|｜\t") || strings.ContainsAny(s[len(s)-1:], "0123456789.%,") || dangling(s) {
		return false
	}
	shortLine := func(k int) bool {
		if k < 0 || k >= len(lines) || !lines[k].flows() {
			return false
		}
		_, marked := lines[k].marker()
		return !marked && runes(lines[k].text) <= 30 && !ended(lines[k].text)
	}
	if shortLine(i+1) && (shortLine(i-1) || shortLine(i+2)) {
		return false
	}
	next := &lines[i+1]
	m, marked := next.marker()
	return next.flows() && (marked && m.n == 1 || !marked && (runes(next.text) > 30 || ended(next.text) || shortLine(i+1)))
}

// stoppedHeading weighs whether a short sentence alone on its line is a heading
// that lost its numeral: a list begins anew below it, and it is made like its brothers.
func (b *builder) stoppedHeading(lines []line, i int, next marker) bool {
	s := lines[i].text
	if firstSentence(s, "") != len(s) {
		return false
	}
	score := 0
	_, gap := b.gapAhead(lines, i)
	if gap {
		score += 2
	}
	if runes(s) <= 9 {
		score++
	}
	brother := b.brother(next)
	if brother == nil {
		return gap && runes(s) <= 20 && !strings.Contains(s, "，") && !strings.ContainsRune("为现本根按经", firstRune(s))
	}
	if m, ok := leadOrInline(&lines[i+1]); ok && m.n == 1 && m.rank() > brother.rank() {
		score += 2
	}
	if alike(strings.TrimRight(s, "。"), brother.step.Title) {
		score += 2
	}
	if brother.single {
		score++
	}
	if runes(s) <= 18 && !strings.Contains(s, "，") {
		score++
	}
	return score >= 4 || score == 3 && (brother.single || gap)
}

// lookahead bounds how far a heading looks for its brothers, in lines.
const lookahead = 400

// gapAhead looks for the number that a lost numeral leaves missing: the next
// numeral of some level that is two ahead of the last. Lists that begin below
// the heading tell nothing; a number that simply follows tells that none is missing.
func (b *builder) gapAhead(lines []line, i int) (marker, bool) {
	level := 1 << 20
	for k := i + 1; k < len(lines) && k < i+lookahead; k++ {
		m, ok := lines[k].marker()
		if !ok || m.weak || m.kind == ordinal || m.kind == circled || m.rank() >= level {
			continue
		}
		level = m.rank()
		last := 0
		if f := b.find(m); f != nil {
			if last = f.n; f.head && f.kids == 0 && f.paras == 0 {
				return m, false // what stands here is the text of a heading that has none yet
			}
		}
		switch {
		case m.n == last+2:
			return m, true
		case m.n != 1:
			return m, false
		}
	}
	return marker{}, false
}

// brother is the open section that a heading before the list next would stand beside.
func (b *builder) brother(next marker) *frame {
	for i := len(b.stack) - 1; i >= 0; i-- {
		f := &b.stack[i]
		if next.kind == unmarked && f.kind != ordinal && f.head || next.kind != unmarked && f.level < next.rank() {
			return f
		}
	}
	return nil
}

// alike compares two headings: 围绕解决突出问题抓创建, 围绕落实责任制度抓创建.
func alike(a, b string) bool {
	x, y := []rune(a), []rune(b)
	n, head, tail := min(len(x), len(y)), 0, 0
	for head < n && x[head] == y[head] {
		head++
	}
	for tail < n-head && x[len(x)-1-tail] == y[len(y)-1-tail] {
		tail++
	}
	return head+tail >= 3 && (head >= 2 || tail >= 2)
}

func leadOrInline(l *line) (marker, bool) {
	if l.table != nil {
		return marker{}, false
	}
	if m, ok := l.marker(); ok && !m.weak {
		return m, true
	}
	cuts := inlineCuts(l.text, 0, func(marker) int { return 0 }, marker{})
	if len(cuts) > 0 {
		return cuts[0].marker, true
	}
	return marker{}, false
}

// firstMarker is the first numeral from lines[i] on.
func firstMarker(lines []line, i int) marker {
	for k := i; k < len(lines) && k < i+80; k++ {
		if m, ok := leadOrInline(&lines[k]); ok {
			return m
		}
	}
	return marker{}
}

// slot finds the level of a heading without a numeral, and the numeral that its place calls for.
func (b *builder) slot(lines []line, i int, next marker) frame {
	if m, gap := b.gapAhead(lines, i); gap {
		return b.fill(m) // between （一） and （三）, or before （二）
	}
	if next.kind != unmarked && next.n == 1 {
		bro := b.brother(next)
		switch {
		case bro == nil && next.rank() > int(han)*10:
			return b.first()
		case bro == nil || bro.kind == unmarked:
		case b.beside(lines, i, bro, next):
			return b.supply(bro, !bro.lost || bro.step.Derived)
		}
	}
	if next.kind == unmarked && len(b.stack) > 0 && b.stack[0].kind == han && (b.stack[0].lost || complete[squeeze(lines[i].text)]) {
		return b.supply(&b.stack[0], !b.stack[0].lost || b.stack[0].step.Derived)
	}
	return b.unnumbered(next)
}

// beside tells whether the heading stands beside bro rather than under it: bro's
// own next number is not printed further down, and bro has had its say.
func (b *builder) beside(lines []line, i int, bro *frame, next marker) bool {
	if bro.head && bro.kids == 0 && bro.paras == 0 {
		return false
	}
	for k := i + 1; k < len(lines) && k < i+lookahead; k++ {
		m, ok := lines[k].marker()
		if !ok || m.weak || m.rank() > bro.rank() {
			continue
		}
		if m.rank() < bro.rank() || m.kind != bro.kind {
			break
		}
		return m.n == bro.n+2
	}
	return true
}

// fill makes the section whose number is missing before m.
func (b *builder) fill(m marker) frame {
	if f := b.find(m); f != nil {
		return b.supply(f, true)
	}
	for len(b.stack) > 0 && b.top().level >= m.rank() {
		b.stack = b.stack[:len(b.stack)-1]
	}
	m.n--
	g := b.newFrame(m, m.rank(), &Step{Supplied: printed(m.kind, m.n), Derived: true})
	g.lost, g.head = true, true
	b.doubtSupplied(g)
	return g
}

// supply makes the section that follows f in its list.
func (b *builder) supply(f *frame, derived bool) frame {
	m := marker{kind: f.kind, n: f.n + 1, depth: f.depth}
	g := b.newFrame(m, f.level, &Step{Supplied: printed(m.kind, m.n), Derived: derived})
	g.lost, g.head = true, true
	b.close(f.id)
	b.doubtSupplied(g)
	return g
}

// first makes the first section of a document whose top headings have no numerals.
func (b *builder) first() frame {
	m := marker{kind: han, n: 1}
	g := b.newFrame(m, m.rank(), &Step{Supplied: printed(han, 1)})
	g.lost, g.head = true, true
	b.stack = nil
	b.doubtSupplied(g)
	return g
}

func (b *builder) doubtSupplied(g frame) {
	b.doc.Doubts = append(b.doc.Doubts, Doubt{Code: "heading_supplied", Args: []string{g.step.Supplied}, Seq: len(b.doc.Clauses)})
}

// unnumbered makes a heading that has no numeral and needs none: below the open
// section, beside others of its sort.
func (b *builder) unnumbered(next marker) frame {
	for len(b.stack) > 0 {
		t := b.top()
		if t.kind != unmarked && t.kind != ordinal && !t.flat && (next.kind == unmarked || next.n == 1 || t.level < next.rank() || b.find(next) == t) {
			break
		}
		b.stack = b.stack[:len(b.stack)-1]
	}
	level := int(han)*10 - 5
	if len(b.stack) > 0 {
		level = b.top().level + 5
	}
	g := b.newFrame(marker{}, level, &Step{})
	g.lost, g.head = true, true
	return g
}

// styled places a heading by the level of its style.
func (b *builder) styled(l *line) frame {
	level := b.levels[l.level]
	for len(b.stack) > 0 && b.top().level >= level {
		b.stack = b.stack[:len(b.stack)-1]
	}
	g := b.newFrame(marker{}, level, &Step{})
	g.lost, g.head = true, true
	return g
}
