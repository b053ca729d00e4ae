package outline

// sheets names the sheets of a spreadsheet that has several, as lines that open
// a part each: a reader finds a row by its sheet.
func sheets(lines []line) []line {
	names := map[string]bool{}
	for _, l := range lines {
		if l.sheet != "" {
			names[l.sheet] = true
		}
	}
	if len(names) < 2 {
		for i := range lines {
			lines[i].sheet = ""
		}
	}
	return lines
}
