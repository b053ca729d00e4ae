package duty

import (
	"strings"
	"unicode/utf8"

	"liangshan/knowledge/outline"
	"liangshan/knowledge/pattern"
	"liangshan/knowledge/segment"
	"liangshan/knowledge/when"
)

// phaseOf is the stretch of time that stands in brackets in a heading above.
func (r *reader) phaseOf(c *outline.Clause) *when.Expr {
	for i := len(c.Path) - 1; i >= max(0, len(c.Path)-2); i-- {
		for _, b := range brackets(c.Path[i].Title) {
			if e := when.Parse(inside(b.Of(c.Path[i].Title)), r.doc.Issued, r.cal); binds(e) && !e.End.IsZero() && e.Kind != when.Recurrence {
				return &e
			}
		}
	}
	return nil
}

// labelEnd is where the words begin behind the numeral, and behind 整改目标：.
func labelEnd(c *outline.Clause) int {
	text, from := c.Text, 0
	if n := len(c.Path); n > 0 && c.Path[n-1].Label != "" && strings.HasPrefix(text, c.Path[n-1].Label) {
		from = len(c.Path[n-1].Label)
		if strings.HasSuffix(c.Path[n-1].Label, "要") {
			from -= len("要")
		}
	} else if m := numeral.FindString(text); m != "" {
		from = len(m)
		if m[0] >= '0' && m[0] <= '9' {
			from = len(numberMark.FindString(text))
		}
	}
	from += len(text[from:]) - len(strings.TrimLeft(text[from:], " \u3000\t、．."))
	return from + len(lineLabel.FindString(text[from:]))
}

var numberMark = pattern.MustCompile(`^\d{1,2}[．.、)）]`)

// body is where the words begin behind the run-in heading.
func (p *passage) body(from int) int {
	text := p.c.Text
	if from == 0 {
		return p.bareHeading()
	}
	if n := len(p.c.Path); n > 0 && p.c.Path[n-1].Title != "" {
		t := p.c.Path[n-1].Title
		if strings.HasPrefix(text[from:], t) && len(text) > from+len(t) && !p.isDuty(t, from) {
			p.title = t
			from += len(t)
		}
	}
	return from
}

// bareHeading passes over a short first sentence that names a paragraph without
// a numeral: 加强组织领导。县政府……
func (p *passage) bareHeading() int {
	all := segment.Sentences(p.text)
	if len(all) < 2 || !strings.HasSuffix(all[0].Of(p.text), "。") || utf8.RuneCountInString(all[0].Of(p.text)) > 11 {
		return 0
	}
	if second := all[1].Of(p.text); strings.HasPrefix(second, "（") || strings.HasPrefix(second, "【") || strings.HasPrefix(second, "〔") {
		return 0
	}
	if _, ok := p.closing(p.text); ok {
		return 0
	}
	first := shrink(p.text, all[0].Start, all[0].End)
	x := p.part(first)
	if strings.Contains(first.Of(p.text), "，") || x.due != nil || len(x.figures) > 0 || !x.who.empty() || x.plain || x.strong || x.kind != action {
		return 0
	}
	return all[0].End
}

// isDuty reports whether a first sentence that looks like a run-in heading is
// the duty itself: it has a figure or a day, or nothing but who and when follows it.
func (p *passage) isDuty(title string, from int) bool {
	if p.telling(from, from+len(title)) && p.firm(from, from+len(title)) {
		return true
	}
	if len(p.text)-from-len(title) > longestCharge {
		return false
	}
	return p.onlyWho(from + len(title))
}

// longestCharge bounds a rest that may say nothing but who and when, in bytes.
const longestCharge = 240

// telling reports whether a range holds a time or a figure.
func (p *passage) telling(from, to int) bool {
	for _, e := range p.times {
		if e.Pos >= from && e.Pos < to {
			return true
		}
	}
	for _, f := range p.figs {
		if f.Start >= from && f.Start < to {
			return true
		}
	}
	return strings.Contains(p.text[from:to], "全覆盖") || strings.Contains(p.text[from:to], "清零")
}

// firm reports whether a range holds a dated or measured duty.
func (p *passage) firm(from, to int) bool {
	for _, x := range p.read(segment.Span{Start: from, End: to}) {
		if (x.kind == action || x.kind == goal) && (p.measured(&x) || x.due != nil && !x.due.End.IsZero()) {
			return true
		}
	}
	return false
}

// onlyWho reports whether the rest of the text says nothing but who and when.
func (p *passage) onlyWho(from int) bool {
	bare := false
	for _, s := range segment.Sentences(p.text[from:]) {
		span := shrink(p.text, from+s.Start, from+s.End)
		if span.Start >= span.End {
			continue
		}
		for _, x := range p.read(span) {
			if x.kind != actorOnly && x.kind != dueOnly && x.kind != finish {
				return false
			}
			bare = true
		}
	}
	return bare
}
