package cite

var codeOf = map[class]string{figure: BadFigure, date: BadDate, unit: BadUnit, person: BadPerson, number: BadNumber}

// anchors: each figure, date, unit, person and number stands in what is cited.
func (c *claim) anchors() {
	for _, t := range c.tokens {
		if code := codeOf[t.class]; code != "" && !c.grams.has1(t) {
			c.fault(code, c.text.raw[t.start:t.end])
		}
	}
}
