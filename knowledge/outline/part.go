package outline

// part is the main document or one annex: what has a fixed place, and the
// lines of its body, in printed order.
type part struct {
	annex string // label and title: 附件2 重点任务分解表; "" for the main document
	lines []clauseLine
}

// cutter divides what stands below the head into the main document, its tail
// and its annexes.
type cutter struct {
	doc    *Document
	lines  []line
	inner  string // the title of a document that this one sends out
	parts  []part
	cur    part
	signed bool
	bodied bool // the current part has body lines
}

func partsOf(doc *Document, lines []line) []part {
	c := &cutter{doc: doc, lines: lines, inner: squeeze(inner(doc.Title))}
	for i := 0; i < len(lines); {
		i += c.step(i)
	}
	c.close()
	return c.parts
}

func (c *cutter) put(i int, kind ClauseKind, spot string) {
	c.bodied = c.bodied || kind == ""
	c.cur.lines = append(c.cur.lines, clauseLine{line: c.lines[i], kind: kind, spot: spot})
}

// close ends the current part; closing words without a signature below them are still closing words.
func (c *cutter) close() {
	if !c.signed && c.bodied {
		c.closeBefore(len(c.cur.lines))
	}
	if len(c.cur.lines) > 0 {
		c.parts = append(c.parts, c.cur)
	}
	c.cur, c.signed, c.bodied = part{}, false, false
}

// step takes lines[i] and tells how many lines it took.
func (c *cutter) step(i int) int {
	l := &c.lines[i]
	if l.sheet != "" && (i == 0 || l.sheet != c.lines[i-1].sheet) {
		c.close()
		c.cur.annex = sheetWord + "“" + l.sheet + "”"
	}
	if l.table != nil || l.note {
		if c.signed && l.table != nil {
			return c.trailing(i)
		}
		c.put(i, "", "")
		return 1
	}
	if n := annexList(c.lines, i); n > 0 {
		for k := range n {
			c.put(i+k, Tail, spotAnnexes)
		}
		return n
	}
	if a := annexAt(l.text); a.ok && c.opens(i, a) {
		return c.openAnnex(i, a)
	}
	switch {
	case isDebris(l.text):
		c.put(i, Debris, spotDebris)
	case signDate(c.lines, i) && (c.bodied || c.cur.annex == ""):
		c.sign(i)
	case isTailLine(l.text) && (c.signed || l.number == ""):
		c.tail(i)
	case c.signed:
		return c.trailing(i)
	case len(l.text) <= 120 && !ended(l.text) && footLine.MatchString(l.text):
		c.put(i, Tail, spotFoot)
	case c.inner != "" && c.cur.annex == "" && squeeze(l.text) == c.inner:
		return c.openAttached(i, 1)
	default:
		c.put(i, "", "")
	}
	return 1
}

// frameLines is how many lines at the end of a paper may be its frame: contact, copies, print.
const frameLines = 4

func (c *cutter) tail(i int) {
	s := c.lines[i].text
	spot := spotOf(s)
	if c.cur.annex == "" || len(c.lines)-i <= frameLines { // what ends the paper is its own, below what it encloses too
		switch {
		case spot == spotCopies && c.doc.CopyTo == "" && copyValue.MatchString(s):
			c.doc.CopyTo = copyValue.ReplaceAllString(s, "")
		case contactLine.MatchString(s) && c.doc.Contact == "":
			c.doc.Contact = s
		}
	}
	c.put(i, Tail, spot)
}

// sign takes the date of a signature, and turns the lines above it into the tail.
func (c *cutter) sign(i int) {
	n := signature(c.lines, i)
	at := len(c.cur.lines)
	for k := 1; k <= n && at-k >= 0; k++ {
		x := &c.cur.lines[at-k]
		if x.kind == "" {
			x.kind, x.spot = Tail, spotSigned
		}
	}
	c.closeBefore(max(0, at-n))
	spot := spotDate
	if !isDate(c.lines[i].text) {
		spot = spotSigned
	}
	c.put(i, Tail, spot)
	c.signed = true
}

// closeBefore marks the closing words (此复, 特此通知) above a signature.
func (c *cutter) closeBefore(at int) {
	for k, seen := at-1, 0; k >= 0 && seen < 3; k-- {
		x := &c.cur.lines[k]
		if x.kind == Tail || x.kind == Debris {
			continue
		}
		if x.kind != "" || x.table != nil || !closing.MatchString(x.text) {
			return
		}
		x.kind, x.spot = Tail, spotClosing
		seen++
	}
}

// trailing judges a line below the signature: a document that is sent along, or the foot of the page.
func (c *cutter) trailing(i int) int {
	l := &c.lines[i]
	if l.table != nil {
		c.close()
		c.cur.annex = attachedWord
		c.put(i, "", "")
		return 1
	}
	if len(l.text) <= 300 && footLine.MatchString(l.text) {
		c.put(i, Tail, spotFoot)
		return 1
	}
	if n := titleRun(c.lines, i); n > 0 && c.matterAfter(i+n) {
		return c.openAttached(i, n)
	}
	if opensBody(l) || l.level > 0 {
		c.close()
		c.cur.annex = attachedWord
		c.put(i, "", "")
		return 1
	}
	c.put(i, Tail, spotFoot)
	return 1
}

// attachedWord names a part that follows the signature without a name of its own.
const attachedWord = "附文"

// matterAfter tells whether at least two lines of text, or a table, follow.
func (c *cutter) matterAfter(i int) bool {
	return i < len(c.lines) && (c.lines[i].table != nil || i+1 < len(c.lines))
}

// opens tells whether an annex mark opens an annex here, and is no sentence that begins with 附件.
func (c *cutter) opens(i int, a annexMark) bool {
	if a.rest == "" {
		return true
	}
	return !ended(c.lines[i].text) && (c.signed || i+1 < len(c.lines))
}

func (c *cutter) openAnnex(i int, a annexMark) int {
	c.close()
	c.put(i, Heading, "")
	n := 1
	title := a.rest
	if title == "" {
		k := annexTitle(c.lines, i+1)
		var words []string
		for j := range k {
			words = append(words, c.lines[i+1+j].text)
			c.put(i+1+j, Heading, spotTitle)
		}
		title, n = join(words), n+k
	}
	c.cur.annex = trim(a.label + " " + title)
	c.bodied = false
	return n
}

// openAttached opens a document that this one sends out, under its own title.
func (c *cutter) openAttached(i, n int) int {
	c.close()
	var words []string
	for k := range n {
		words = append(words, c.lines[i+k].text)
		c.put(i+k, Heading, spotTitle)
	}
	c.cur.annex = join(words)
	c.bodied = false
	return n
}
