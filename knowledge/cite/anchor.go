package cite

var codeOf = map[class]string{figure: BadFigure, date: BadDate, unit: BadUnit, person: BadPerson, number: BadNumber}

// anchors: each figure, date, unit, person and number stands in what is cited.
func (c *claim) anchors() {
	for _, t := range c.tokens {
		if c.intro && t.class == date && c.question.has1(t) {
			continue // 8月的节点如下：repeats what was asked; each item has its own date
		}
		if code := codeOf[t.class]; code != "" && !c.grams.has1(t) {
			c.fault(code, c.text.raw[t.start:t.end])
		}
	}
}
