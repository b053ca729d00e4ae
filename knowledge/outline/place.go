package outline

import "strings"

// Place is the clause's place as a clerk writes it, without the document's name:
// “下一步工作打算”（三）四是; 附件2第12行; 第三章第十二条. It is made of the annex's
// label, the numerals of the path, and the spot. A heading that lost its numeral
// is quoted, unless the numerals printed beside it leave only one that it can have.
func (c *Clause) Place() string {
	var sb strings.Builder
	sb.WriteString(annexLabel(c.Annex))
	if c.Table > 0 && c.Kind == Row && c.Annex != "" {
		sb.WriteString(c.Spot)
		return sb.String()
	}
	for i, s := range c.Path {
		if i+1 < len(c.Path) && s.Label != "" && strings.HasPrefix(c.Path[i+1].Label, s.Label+".") {
			continue // 1.1.1 says 1.1
		}
		sb.WriteString(s.String())
	}
	sb.WriteString(c.Spot)
	return sb.String()
}

// String is the step as it stands in a place.
func (s Step) String() string {
	switch {
	case s.Label != "" && s.Repeated && s.Title != "" && runes(s.Title) <= 24:
		return s.Label + "“" + s.Title + "”"
	case s.Label != "":
		return s.Label
	case s.Supplied != "" && s.Derived:
		return s.Supplied
	case s.Title != "":
		return "“" + s.Title + "”"
	}
	return s.Supplied
}

// annexLabel shortens an annex's name to its label: 附件2; a document sent along is named by its kind.
func annexLabel(annex string) string {
	if annex == "" {
		return ""
	}
	label, _, _ := strings.Cut(annex, " ")
	if annexAt(label).ok || label == attachedWord || strings.HasPrefix(label, sheetWord) {
		return label
	}
	if _, short := genre(annex); short != "" {
		return "“" + short + "”"
	}
	return "“" + annex + "”"
}

// sheetWord begins the name of a spreadsheet's sheet as an annex.
const sheetWord = "工作表"

// finish writes paths and spots once all is known, and tells clauses apart that
// would otherwise have the same place.
func (b *builder) finish() {
	b.spots()
	b.repeated()
	for i := range b.notes {
		c := &b.doc.Clauses[i]
		for _, s := range b.notes[i].path {
			c.Path = append(c.Path, *s)
		}
	}
	b.tell(func(c *Clause) string {
		switch {
		case c.Line > 0:
			return "（第" + digits(c.Line) + "行）"
		case c.Page > 0:
			return "（第" + digits(c.Page) + "页）"
		}
		return ""
	})
	b.count()
}

// repeated marks the sections whose numerals stand twice under one heading.
func (b *builder) repeated() {
	type key struct {
		part   int
		parent *Step
		label  string
	}
	seen := map[key]*Step{}
	for _, n := range b.notes {
		var parent *Step
		for _, s := range n.path {
			k := key{n.part, parent, s.Label}
			if other := seen[k]; other == nil {
				seen[k] = s
			} else if other != s {
				other.Repeated, s.Repeated = true, true
			}
			parent = s
		}
	}
}

// groups gathers the clauses that have the same place.
func (b *builder) groups() map[string][]int {
	at := map[string][]int{}
	for i := range b.doc.Clauses {
		p := b.doc.Clauses[i].Place()
		at[p] = append(at[p], i)
	}
	return at
}

// tell adds to each clause of a group what distinguishes it.
func (b *builder) tell(mark func(*Clause) string) {
	for _, seqs := range b.groups() {
		if len(seqs) < 2 {
			continue
		}
		for _, i := range seqs {
			c := &b.doc.Clauses[i]
			c.Spot = mark(c) + c.Spot
		}
	}
}

// count numbers what still has the same place, in reading order.
func (b *builder) count() {
	taken := b.groups()
	for p, seqs := range taken {
		if len(seqs) < 2 && p != "" {
			continue
		}
		for k, i := range seqs {
			b.doc.Clauses[i].Spot += "（其" + hanNumeral(k+1) + "）"
		}
	}
}

// places is what one section, or one named region, holds.
type places struct {
	headings, items, before, after, labels, rows []int
	fixed                                        map[string][]int
}

// spots names each clause's spot within its section.
func (b *builder) spots() {
	sections := map[int]*places{}
	tables := map[int]map[int]bool{} // part → its tables
	for i, n := range b.notes {
		s := sections[n.sect]
		if s == nil {
			s = &places{fixed: map[string][]int{}}
			sections[n.sect] = s
		}
		s.put(i, n)
		if c := b.doc.Clauses[i]; c.Table > 0 {
			if tables[n.part] == nil {
				tables[n.part] = map[int]bool{}
			}
			tables[n.part][c.Table] = true
		}
	}
	for _, s := range sections {
		b.spotSection(s)
		b.spotRows(s, tables)
	}
}

func (s *places) put(i int, n note) {
	switch n.role {
	case heading:
		s.headings = append(s.headings, i)
	case item:
		s.items = append(s.items, i)
	case own:
		if n.after {
			s.after = append(s.after, i)
		} else {
			s.before = append(s.before, i)
		}
	case label:
		s.labels = append(s.labels, i)
	case row:
		s.rows = append(s.rows, i)
	default:
		s.fixed[n.spot] = append(s.fixed[n.spot], i)
	}
}

func (b *builder) spotSection(s *places) {
	for name, seqs := range s.fixed {
		unit := "段"
		if name == spotFootnote || name == spotContents || name == spotHead || name == spotMeta {
			unit = "条"
		}
		b.each(seqs, func(k int) string {
			if len(seqs) == 1 {
				return name
			}
			return name + "第" + digits(k) + unit
		})
	}
	article := len(s.items) > 0 && b.isArticle(s.items[0])
	b.spotOwn(s, article)
	for _, i := range s.labels {
		b.doc.Clauses[i].Spot = "“" + b.notes[i].spot + "”"
	}
}

// spotOwn names a section's unnumbered paragraphs: 首段, 第2段, 末段; in an article 第二款.
func (b *builder) spotOwn(s *places, article bool) {
	paras := append(append([]int{}, s.before...), s.after...)
	if article && len(paras) > 0 {
		b.each(append(s.items[:1:1], paras...), func(k int) string { return "第" + hanNumeral(k) + "款" })
		return
	}
	started := len(s.items) // the numbered passage itself is the first paragraph
	switch {
	case started == 0 && len(paras) == 1 && len(s.headings) > 0 && !b.hasKids(s):
		b.each(s.headings, func(int) string { return spotTitle })
	case started == 0 && len(s.before) == 1:
		b.each(s.before, func(int) string { return "首段" })
	default:
		b.each(s.before, func(k int) string { return "第" + digits(k+started) + "段" })
	}
	if len(s.after) == 1 {
		b.each(s.after, func(int) string { return "末段" })
	} else {
		b.each(s.after, func(k int) string { return "后文第" + digits(k) + "段" })
	}
}

func (b *builder) isArticle(seq int) bool {
	p := b.notes[seq].path
	return len(p) > 0 && strings.HasPrefix(p[len(p)-1].Label, "第") && strings.HasSuffix(p[len(p)-1].Label, "条")
}

// hasKids tells whether a section has sections within it, or a table.
func (b *builder) hasKids(s *places) bool {
	return len(s.after) > 0 || len(s.rows) > 0 || b.parents[b.notes[s.headings[0]].sect]
}

func (b *builder) each(seqs []int, name func(k int) string) {
	for k, i := range seqs {
		b.doc.Clauses[i].Spot = name(k + 1)
	}
}

// spotRows names rows: 第12行; with the table where there are several, with the
// number that the row bears where it is another.
func (b *builder) spotRows(s *places, tables map[int]map[int]bool) {
	for _, i := range s.rows {
		c := &b.doc.Clauses[i]
		if c.Kind != Row {
			continue // a category or title row: its words are the last step
		}
		table := ""
		if many := len(tables[b.notes[i].part]) > 1; many || c.Annex == "" {
			table = b.tableName(c, many)
		}
		c.Spot = table + "第" + digits(c.Row) + "行" + ownNumber(c)
	}
}

func (b *builder) tableName(c *Clause, many bool) string {
	if c.TableTitle != "" && runes(c.TableTitle) <= 24 && b.titles[c.TableTitle] == 1 && c.TableTitle != b.doc.Title {
		return "“" + c.TableTitle + "”"
	}
	if many {
		return "表" + digits(c.Table-b.firstTable[c.Annex]+1)
	}
	return "表"
}

// ownNumber is the 序号 that a row bears, where a reader's count gives another.
func ownNumber(c *Clause) string {
	for _, x := range c.Cells {
		if x.Header == "序号" || x.Header == "编号" {
			t := squeeze(x.Text)
			if n, size := arabicNumber(t); t == "" || size == len(t) && n == c.Row {
				return ""
			}
			if runes(t) > 8 {
				return ""
			}
			return "（" + x.Header + t + "）"
		}
	}
	return ""
}
