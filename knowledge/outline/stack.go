package outline

func (b *builder) newFrame(m marker, level int, step *Step) frame {
	b.sects++
	return frame{marker: m, level: level, id: b.sects, step: step}
}

func (b *builder) top() *frame {
	if len(b.stack) == 0 {
		return &b.root
	}
	return &b.stack[len(b.stack)-1]
}

func (b *builder) path() []*Step {
	out := make([]*Step, len(b.stack))
	for i := range b.stack {
		out[i] = b.stack[i].step
	}
	return out
}

// find is the open section of m's own level.
func (b *builder) find(m marker) *frame {
	for i := len(b.stack) - 1; i >= 0; i-- {
		if f := &b.stack[i]; f.kind == m.kind && f.depth == m.depth && f.kind != unmarked {
			return f
		}
	}
	return nil
}

// place closes what a numeral ends, and makes its section.
func (b *builder) place(m marker) frame {
	f := b.newFrame(m, m.rank(), &Step{Label: m.label})
	if old := b.find(m); old != nil {
		f.level = old.level
		f.flat = old.n == m.n-1 && old.leaf() && m.kind != article && m.kind > section
		b.sequence(m, old.n)
		b.confirm(old, m)
		b.close(old.id)
		return f
	}
	if last := b.last[m.kind]; m.n == last+1 || m.kind == article {
		b.sequence(m, last) // counted through, over the headings
	} else {
		b.sequence(m, 0)
	}
	if m.n == 1 && b.nests(m) {
		f.level = max(m.rank(), b.top().level+1)
		return f
	}
	for len(b.stack) > 0 && b.top().level >= f.level {
		b.stack = b.stack[:len(b.stack)-1]
	}
	return f
}

// nests tells whether a list that begins belongs under the open section although
// its numerals usually stand above: after a colon, or under decimal numbering.
func (b *builder) nests(m marker) bool {
	t := b.top()
	return t.colon && t.kind != unmarked || t.kind == decimal && m.kind >= han || t.kind == article
}

// confirm marks a numeral that we supplied as certain, once the next one is printed.
func (b *builder) confirm(old *frame, m marker) {
	if old.lost && m.n == old.n+1 {
		old.step.Derived = true
	}
}

// close closes the section and all within it.
func (b *builder) close(id int) {
	for i := range b.stack {
		if b.stack[i].id == id {
			b.stack = b.stack[:i]
			return
		}
	}
}

// open puts a section on the stack.
func (b *builder) open(f frame, title string) {
	f.step.Title = title
	b.top().kids++
	b.parents[b.top().id] = true
	f.seq = len(b.doc.Clauses)
	b.last[f.kind] = f.n
	b.stack = append(b.stack, f)
}

// sequence notes numbers that are missing or begin again.
func (b *builder) sequence(m marker, last int) {
	if m.kind == ordinal || m.kind == circled || m.n == last+1 || m.n == 1 && last == 0 {
		return
	}
	code := "numbering_gap"
	if m.n <= last {
		code = "numbering_restart"
	}
	b.doc.Doubts = append(b.doc.Doubts, Doubt{Code: code, Args: []string{m.label, printed(m.kind, last+1)}, Seq: len(b.doc.Clauses)})
}
