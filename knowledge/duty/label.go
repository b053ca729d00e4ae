package duty

import (
	"strings"
	"unicode/utf8"

	"liangshan/knowledge/outline"
	"liangshan/knowledge/segment"
)

// walk goes through the prose of a document.
type walk struct {
	*reader
	each    bool // labels stand under each item, not under whole lists
	out     []Duty
	charged []bool // whether a bracket or label has said who is responsible
	frames  []frame
}

// frame is a passage that ends in a colon: its time governs what stands below it.
type frame struct {
	path []outline.Step
	flow flow
}

// step is what a walk does next: read a passage, or give label lines to what stands above them.
type step struct {
	from, to  int   // the label lines; from == to for a passage
	inherited *flow // of the passage, or of the one above the lines
}

// passages reads every passage, and the label lines that belong to them. What a
// passage says depends on nothing that another one says, so they are read side by
// side; the labels find their duties afterwards, in the document's order.
func (r *reader) passages() []Duty {
	w := &walk{reader: r, each: r.perItem()}
	steps := w.steps()
	read := make([]prose, len(steps))
	sideBySide(len(steps), func(i int) {
		if s := &steps[i]; s.from == s.to {
			read[i] = r.prose(&r.doc.Clauses[s.from], false, s.inherited)
		}
	})
	for i, s := range steps {
		if s.from == s.to {
			w.keep(read[i])
		} else {
			w.charge(s)
		}
	}
	return w.out
}

// steps goes through the clauses and remembers what lends its time to what.
func (w *walk) steps() []step {
	var out []step
	list := w.doc.Clauses
	for i := 0; i < len(list); i++ {
		c := &list[i]
		switch {
		case c.Kind != outline.Body && c.Kind != outline.Intro || barred(c) || i+1 < len(list) && i > 0 && barred(&list[i-1]) && barred(&list[i+1]):
		case w.isCharge(c):
			j := i + 1
			for j < len(list) && list[j].Kind == outline.Body && w.isCharge(&list[j]) {
				j++
			}
			s := step{from: i, to: j}
			if above := w.above(i); above >= 0 {
				s.inherited = w.inherited(&list[above])
			}
			out = append(out, s)
			i = j - 1
		case w.headsOthers(c) || onlyLabel(c.Text):
		default:
			out = append(out, step{from: i, to: i, inherited: w.inherited(c)})
			if s := strings.TrimSpace(c.Text); strings.HasSuffix(s, "：") || strings.HasSuffix(s, ":") {
				w.open(c)
			}
		}
	}
	return out
}

// above is the passage or heading that label lines from i on stand under; -1 if none.
func (w *walk) above(i int) int {
	list := w.doc.Clauses
	for i--; i >= 0; i-- {
		if k := list[i].Kind; k == outline.Body || k == outline.Heading || k == outline.Intro {
			break
		}
	}
	return i
}

func onlyLabel(text string) bool {
	m := lineLabel.FindString(text)
	return m != "" && strings.TrimSpace(text[len(m):]) == ""
}

// isCharge reports whether a passage says nothing but who is responsible, or by when.
func (r *reader) isCharge(c *outline.Clause) bool {
	text := strings.TrimSpace(c.Text)
	if m := lineLabel.FindString(text); m != "" {
		word := labelled.FindStringSubmatch(m)
		return word != nil && labelOf(word[1]) != work && labelOf(word[1]) != target && word[1] != "备注"
	}
	b := brackets(text)
	if len(b) != 1 || b[0].Start > 0 || b[0].End < len(strings.TrimRight(text, "。")) {
		return false
	}
	_, ok := r.bracketed(inside(b[0].Of(text)))
	return ok
}

// headsOthers reports a numbered line without a stop that has items of its own
// below it: a heading, whatever it sounds like.
func (w *walk) headsOthers(c *outline.Clause) bool {
	text := strings.TrimSpace(c.Text)
	if c.Seq+1 >= len(w.doc.Clauses) || len(c.Path) == 0 || utf8.RuneCountInString(text) > 24 || strings.HasSuffix(text, "。") || strings.ContainsAny(text, "，；") {
		return false
	}
	next := &w.doc.Clauses[c.Seq+1]
	return len(next.Path) > len(c.Path) && under(next.Path, c.Path) || c.Path[len(c.Path)-1].Label != "" && strings.HasPrefix(text, c.Path[len(c.Path)-1].Label) && next.Kind == outline.Body && numeral.MatchString(next.Text) && !siblings(c.Path, next.Path)
}

func (w *walk) keep(p prose) {
	for _, d := range p.list {
		w.out = append(w.out, d)
		w.charged = append(w.charged, p.charged)
	}
}

// open remembers the time and the word of obligation of a passage that introduces a list.
func (w *walk) open(c *outline.Clause) {
	s := w.scan(c.Text)
	all := segment.Sentences(c.Text)
	if len(all) == 0 {
		return
	}
	f := flow{alone: true, pending: -1}
	for i := len(all) - 1; i >= 0 && f.due == nil; i-- {
		for _, p := range s.read(all[i]) {
			if p.due != nil && !p.due.End.IsZero() && (i+1 == len(all) || p.aloneDue) {
				due := *p.due
				f.due = &due
			}
			if p.strong && i+1 == len(all) {
				f.strength, f.word = p.strength, p.word
			}
		}
	}
	if f.due != nil || f.word != "" {
		w.frames = append(w.frames, frame{path: c.Path, flow: f})
	}
}

func (w *walk) inherited(c *outline.Clause) *flow {
	for i := len(w.frames) - 1; i >= 0; i-- {
		f := &w.frames[i]
		if under(c.Path, f.path) && (len(c.Path) > len(f.path) && len(f.path) > 0 || len(c.Path) == len(f.path) && numeral.MatchString(c.Text)) {
			return &f.flow
		}
	}
	return nil
}

// under reports whether a path lies at or below another.
func under(path, top []outline.Step) bool {
	if len(path) < len(top) {
		return false
	}
	for i := range top {
		if path[i] != top[i] {
			return false
		}
	}
	return true
}

// charge reads label lines and gives them to the duties above them: those of the
// item they stand under, or of the whole section.
func (w *walk) charge(s step) {
	list := w.doc.Clauses
	var lines []string
	for k := s.from; k < s.to; k++ {
		lines = append(lines, list[k].Text)
	}
	ch := w.chargeOf(lines)
	above := w.above(s.from)
	if above < 0 || ch.who.empty() && ch.due == nil && ch.target == "" {
		return
	}
	found := false
	for k := range w.out {
		d := &w.out[k]
		c := &list[d.Seq]
		if w.charged[k] || d.Seq >= s.from || c.Annex != list[s.from].Annex || !w.belongs(c, &list[s.from], above) {
			continue
		}
		w.assign(w.out[k:k+1], ch)
		w.charged[k], found = true, true
	}
	if !found && !w.chargedAt(above) && lineLabel.FindString(list[above].Text) == "" {
		more := w.prose(&list[above], true, s.inherited)
		w.assign(more.list, ch)
		more.charged = true
		w.keep(more)
	}
}

func (w *walk) belongs(c, label *outline.Clause, above int) bool {
	if len(label.Path) == 0 {
		return c.Seq == above
	}
	if last := &w.doc.Clauses[above]; w.each && len(last.Path) > len(label.Path) {
		return under(c.Path, last.Path)
	}
	return under(c.Path, label.Path)
}

// perItem reports whether a label stands between two items of one list anywhere
// in the document, so that each item has its own.
func (r *reader) perItem() bool {
	list := r.doc.Clauses
	for i := 1; i+1 < len(list); i++ {
		if list[i].Kind != outline.Body || !r.isCharge(&list[i]) || r.isCharge(&list[i-1]) {
			continue
		}
		before, after := i-1, i+1
		for after < len(list) && list[after].Kind == outline.Body && r.isCharge(&list[after]) {
			after++
		}
		if after < len(list) && siblings(list[before].Path, list[after].Path) {
			return true
		}
	}
	return false
}

// siblings reports whether two paths end in items of one list.
func siblings(a, b []outline.Step) bool {
	n := len(a)
	return n > 0 && n == len(b) && under(a, b[:n-1]) && a[n-1] != b[n-1]
}

func (w *walk) chargedAt(seq int) bool {
	for k := range w.out {
		if w.out[k].Seq == seq {
			return true
		}
	}
	return false
}

// chargeOf reads label lines, or a line in brackets.
func (r *reader) chargeOf(lines []string) charge {
	text := strings.Join(lines, "\n")
	if labelled.MatchString(text) {
		return r.labels(text)
	}
	for _, ch := range r.charges(text) {
		return ch
	}
	return charge{}
}
