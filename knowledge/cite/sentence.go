package cite

import "strings"

// claim is a sentence of the reply beside what it cites.
type claim struct {
	*proof
	text
	raw   string
	intro bool
	cited []*passage
	grams grams // of all that is cited
	out   []Fault
}

func (c *claim) fault(code, detail string) {
	for _, f := range c.out {
		if f.Code == code && f.Detail == detail {
			return
		}
	}
	c.out = append(c.out, Fault{c.raw, code, detail})
}

// sentence proves one sentence.
func (p *proof) sentence(s sentence) []Fault {
	c := &claim{proof: p, raw: s.raw, grams: grams{}}
	if w := order.FindString(s.text); w != "" {
		c.fault(Instruction, w)
	}
	if len(s.marks) == 0 {
		c.fault(NoMark, "")
		return c.out
	}
	seen := map[string]bool{}
	for _, m := range s.marks {
		e, ok := p.passages[m]
		if !ok {
			c.fault(UnknownMark, m)
			continue
		}
		if !seen[m] {
			seen[m] = true
			c.cited = append(c.cited, e)
			c.grams.add(e.grams)
		}
	}
	if len(c.cited) == 0 {
		return c.out
	}
	if strings.TrimFunc(s.text, isPunct) == "" {
		c.fault(NoReply, "")
		return c.out
	}
	on := c.cited[0].on
	p.meet(s.text)
	c.text = p.read(s.text, on)
	c.quotes()
	c.absence(on)
	c.intro = s.intro
	c.anchors()
	c.places()
	c.ownWords()
	c.onePassage()
	c.firmness()
	return c.out
}
