package answer

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"liangshan/knowledge/outline"
	"liangshan/knowledge/pattern"
	"liangshan/knowledge/segment"
)

var (
	meanAsked   = pattern.MustCompile(`平均(?:[^每]|$|每一?个?[镇乡村街项条处口])`)
	figureAsked = pattern.MustCompile(`多少|几|多大|多长|多高|比|差|最|哪|谁|什么`)
	rowsAsked   = pattern.MustCompile(`哪些|哪几|哪[二两三四五六七八九十\d]|哪一?[个条项]|有什么|有几|多少[个项条家]|几[个项条家处]|谁`)
)

// matrixAsked is what a question wants of a matrix.
type matrixAsked struct {
	*matrix
	rows   []*passage
	col    int // of figures, or of words; -1: the names
	values []held
	bound  *bound
	ranked bool
	years  []int  // the columns of years, where all are asked for
	whole  bool   // its rows themselves are asked for, or counted
	rest   string // the question without what it names of the table
}

// fromMatrix answers from a table: one cell, several, their sum or difference, the row
// that has most, or the rows that have a value or lie within a bound. What the question
// leaves out, the row or the column, is taken from the turn before, where that was about
// the same table.
func (s *Shelf) fromMatrix(q *query) (Answer, bool) {
	if !figureAsked.MatchString(q.text) && !yearByYear.MatchString(q.text) && q.near == nil || q.kind == askWhen && !yearOfMost.MatchString(q.text) || q.kind == askLeft || q.kind == askYes {
		return Answer{}, false
	}
	if s.asksRegister(q) {
		return Answer{}, false
	}
	list := s.desk.tables()
	for i := range list {
		m := &list[i]
		if q.another(m.doc) {
			continue
		}
		if x, ok := s.wantedOf(q, m); ok {
			if a, ok := x.say(q); ok {
				return a, true
			}
		}
	}
	return Answer{}, false
}

// asksRegister reports whether a unit's tasks are asked for and the register has
// them: a table of indicators that names the unit too has the least of them.
func (s *Shelf) asksRegister(q *query) bool {
	return q.kind == askTasks && len(q.units) > 0 && !strings.Contains(q.text, "指标") && len(s.narrow(q, s.entriesFor(q))) > 0
}

// asksFigure reports whether a figure is asked for, or what has most of it.
func (q *query) asksFigure() bool {
	return slices.Contains([]ask{askMany, askShare, askSum, askDiff}, q.kind) || whichMore.MatchString(q.text) || extremeAsked.MatchString(q.text) || q.near != nil || ordinalWord.MatchString(q.text)
}

func (s *Shelf) wantedOf(q *query, m *matrix) (matrixAsked, bool) {
	x := matrixAsked{matrix: m, col: -1}
	if !s.choose(q, &x) {
		return x, false
	}
	years := q.years()
	if x.col < 0 && x.bound == nil && !x.listsRows(q) && (!q.asksFigure() || troubleHeader.MatchString(q.text)) {
		x.col = m.told(x.rest)
	}
	if q.kind == askWhy {
		x.col = slices.IndexFunc(m.rows[0].clause.Cells, func(c outline.Cell) bool { return troubleHeader.MatchString(c.Header) })
	}
	if x.col < 0 && (q.asksFigure() || x.bound != nil) {
		x.col = m.column(x.rest, q.measure, years)
	}
	if s.spokeOf(q, m) {
		if q.kind == askWho {
			return x, false // its row says who, under a header of its own
		}
		x.carryOn(q, years)
	}
	if x.bound != nil {
		if x.col < 0 || slices.Contains(m.texts, x.col) {
			return x, false
		}
		x.rows = x.rowsWithin(x.scope(), *x.bound)
	}
	if x.col >= 0 && onlyPlanned(q, m.rows[0].clause.Cells[x.col].Header) {
		return x, false
	}
	if yearOfMost.MatchString(q.text) || yearByYear.MatchString(q.text) {
		x.years = x.yearColumns(x.rest)
	}
	if x.years == nil && x.bound == nil && q.kind != askDiff && !q.adds() {
		x.years = x.namedColumns(x.rest)
	}
	if x.col < 0 && len(x.rows) == 0 && x.counts(q) {
		x.rows, x.whole = x.matrix.rows, true
	}
	return x, (x.col >= 0 || len(x.values) > 0 || len(x.years) > 1 || x.whole) && s.ofMatrix(q, &x)
}

// carryOn takes the row or the column that a question leaves out from the turn before.
func (x *matrixAsked) carryOn(q *query, years []string) {
	before, earlier := x.namedRows(q.prior.Text)
	if p, _ := x.shortlyNamed(x.matrix.rows, earlier); len(before) == 0 && p != nil {
		before = []*passage{p}
	}
	why := q.kind == askWhy || troubleHeader.MatchString(q.text)
	if len(before) == 0 && why {
		before = x.shown(q)
	}
	if why && len(before) > 0 {
		x.rows = before // 为什么滞后, of the one just spoken of
	}
	if len(x.rows) == 0 && !extremeAsked.MatchString(q.text) && !togetherAsked.MatchString(q.text) {
		x.rows = before
	}
	if x.col < 0 && len(x.rows) > 0 {
		x.col = x.column(earlier, q.measure, years)
	}
}

// shown are the rows that the turn before cited, where they are few.
func (x *matrixAsked) shown(q *query) (out []*passage) {
	for _, p := range x.matrix.rows {
		if slices.Contains(q.prior.At, EntryID(p.doc.ID, p.clause.Seq)) {
			out = append(out, p)
		}
	}
	if len(out) > 3 {
		return nil
	}
	return out
}

// troubleHeader is over what hinders a row, or why it stands as it does.
var troubleHeader = pattern.MustCompile(`问题$|困难$|原因$`)

// counts reports whether the rows themselves are asked for, by the head of their names: 有几个断面, of 断面名称.
func (x *matrixAsked) counts(q *query) bool {
	if stateOfThem.MatchString(q.text) {
		return false
	}
	if x.register && len(q.times) > 0 {
		return false // what is due in a period is asked for, not all rows
	}
	noun := bare(nameWord.ReplaceAllString(bracketUnit.ReplaceAllString(x.matrix.rows[0].clause.Cells[x.name].Header, ""), ""))
	_, after, ok := strings.Cut(q.text, noun)
	return ok && noun != "" && countedRows.MatchString(q.text[:len(q.text)-len(after)-len(noun)]) || runes(noun) > 1 && rowsAsked.MatchString(after)
}

var (
	// stateOfThem asks which of things have come so far: of that a list of them tells nothing.
	stateOfThem = pattern.MustCompile(`已经?|[没未](?:有)?(?:完|达|开|建|通|做|办)|达到|达标|完成了|完工|开工|超额|提前|滞后`)
	nameWord    = pattern.MustCompile(`名称$|名$`)
	countedRows = pattern.MustCompile(`(?:多少|几|哪些|哪几|哪[二两三四五六七八九十\d]+)[` + measureWords + `]?$`)
)

// choose finds the rows that the question names, by name, by a value, by rank or by a bound.
func (s *Shelf) choose(q *query, x *matrixAsked) bool {
	if x.rows, x.rest = x.namedRows(q.text); len(x.rows) == 0 {
		x.rows, x.rest = s.topicRows(q, x)
	}
	if len(x.rows) > 0 {
		return true
	}
	if rows, rest := x.matrix.inState(x.rest); len(rows) > 0 {
		x.rows, x.rest, x.whole = rows, rest, true
		return true
	}
	if rows, col, rest := x.matrix.ranked(x.rest); len(rows) > 0 {
		x.rows, x.col, x.rest, x.ranked = rows, col, rest, true
		return true
	}
	if b, rest, ok := boundIn(x.rest); ok {
		x.bound, x.rest = &b, rest
	}
	x.values, x.rest = x.valuesIn(x.rest)
	if x.register && !q.adds() && slices.ContainsFunc(x.values, func(v held) bool { return !x.namesHeader(q, v.col) && x.ofUnits(v.col) }) {
		return false // a department's tasks are those of the whole register
	}
	if len(x.values) > 0 {
		if x.rows = x.rowsHolding(x.values); len(x.rows) == 0 {
			return false
		}
	}
	if p, rest := x.shortlyNamed(x.scope(), x.rest); p != nil {
		x.rows, x.rest = []*passage{p}, rest
	}
	return true
}

// scope are the rows that the question is about: those that it names, else all.
func (x *matrixAsked) scope() []*passage {
	if len(x.rows) > 0 {
		return x.rows
	}
	return x.matrix.rows
}

// namesHeader reports whether a question has the header of a column: 配合单位有旗公安局的.
func (x *matrixAsked) namesHeader(q *query, col int) bool {
	return strings.Contains(q.text, bare(x.matrix.rows[0].clause.Cells[col].Header))
}

// ofUnits reports whether a column says who does a thing.
func (x *matrixAsked) ofUnits(col int) bool {
	h := x.matrix.rows[0].clause.Cells[col].Header
	return leadHeader.MatchString(h) || supportHeader.MatchString(h)
}

// adds reports whether figures are to be added or averaged.
func (q *query) adds() bool {
	return q.kind == askSum || togetherAsked.MatchString(q.text) || meanAsked.MatchString(q.text)
}

// listsRows reports whether the names of the rows that have a value are asked for.
func (x *matrixAsked) listsRows(q *query) bool {
	return len(x.values) > 0 && rowsAsked.MatchString(q.text)
}

// spokeOf reports whether the turn before was answered from the table.
func (s *Shelf) spokeOf(q *query, m *matrix) bool {
	return q.prior != nil && slices.ContainsFunc(q.prior.At, func(id int64) bool {
		at, ok := s.desk.byID[id]
		p := &s.desk.passages[at]
		return ok && p.doc == m.doc && p.clause.Kind == outline.Row && p.clause.Table == m.rows[0].clause.Table
	})
}

// ofMatrix reports whether the rest of the question is about the table: no word of it
// that the documents use elsewhere, no name and no year that the table does not have.
func (s *Shelf) ofMatrix(q *query, x *matrixAsked) bool {
	p := x.matrix.rows[0]
	key, header := p.head+p.title+bare(p.clause.TableTitle), ""
	for _, c := range p.clause.Cells {
		key += bare(c.Header)
	}
	for _, r := range x.rows {
		if !x.whole {
			key += r.key
		}
	}
	if x.col >= 0 {
		header = bare(p.clause.Cells[x.col].Header)
	}
	for i := range q.words {
		w := &q.words[i]
		if w.class != content || !strings.Contains(q.text, w.text) || (x.bound != nil || x.whole) && !strings.Contains(x.rest, w.text) {
			continue // taken over from the turn before, or the bound itself
		}
		if q.adds() && strings.Contains(w.text, "平均") {
			continue
		}
		if runes(w.text) == 1 && !w.name {
			if !strings.Contains(header, w.text) && x.tells(w.text) {
				return false // 迟报扣几分: another column of the row says it
			}
			continue
		}
		if (w.name || w.known) && met(w, key) < wordMet && sharedRunes(w.text, header) < runes(w.text) {
			return false
		}
	}
	for _, y := range yearIn.FindAllString(q.text, -1) {
		if !strings.Contains(key, y) {
			return false
		}
	}
	return true
}

// tells reports whether a column of words says a word of one of the rows.
func (x *matrixAsked) tells(word string) bool {
	return slices.ContainsFunc(x.rows, func(p *passage) bool {
		return slices.ContainsFunc(x.texts, func(i int) bool { return strings.Contains(x.cell(p, i).Text, word) })
	})
}

func (x *matrixAsked) say(q *query) (Answer, bool) {
	extreme := extremeAsked.FindStringSubmatch(q.text)
	together := q.kind == askSum || togetherAsked.MatchString(q.text)
	figures := slices.Contains(x.figures, x.col)
	if len(x.years) > 1 && len(x.rows) == 0 && x.total != nil {
		x.rows = []*passage{x.total}
	}
	switch {
	case len(x.years) > 1 && len(x.rows) == 1 && extreme != nil:
		return x.sayYearOfMost(extreme[1] + extreme[2])
	case x.averages(q) && figures:
		return x.sayTogether(Average, x.scope())
	case extreme != nil && figures && (len(x.rows) != 1 || len(x.values) > 0):
		return x.sayExtreme(extreme[1] + extreme[2])
	case x.bound != nil, x.whole:
		return x.sayRows(q)
	case len(x.rows) == 0 && together && x.total != nil && figures:
		x.rows = []*passage{x.total}
	case len(x.rows) == 0:
		return Answer{}, false
	case x.listsRows(q) && !figures && !x.ranked:
		return x.sayRows(q)
	case x.col < 0 && len(x.years) == 0:
		return Answer{}, false
	case len(x.rows) > 1 && together && figures:
		return x.sayTogether(Sum, x.rows)
	case len(x.rows) == 2 && figures && (q.kind == askDiff || compared.MatchString(q.text)):
		return x.sayDifference()
	}
	a := Answer{Kind: Answered}
	for _, p := range x.rows {
		if x.years == nil {
			x.sayCell(&a, p)
		}
		for _, x.col = range x.years {
			x.sayCell(&a, p)
		}
	}
	return a, true
}

// averages reports whether the mean of a column is asked for, which it does not give itself.
func (x *matrixAsked) averages(q *query) bool {
	return x.col >= 0 && meanAsked.MatchString(q.text) && len(x.scope()) > 1 && !strings.Contains(x.matrix.rows[0].clause.Cells[x.col].Header, "均")
}

// sayRows lists the rows by name, with the figure that a bound was put on, and counts them.
func (x *matrixAsked) sayRows(q *query) (Answer, bool) {
	if len(x.rows) == 0 {
		return Answer{}, false
	}
	a := Answer{Kind: Answered, Lines: []Line{{Code: Count, Args: []string{strconv.Itoa(len(x.rows)), ""}}}}
	for _, p := range x.rows {
		what := x.cell(p, x.name).Text
		at := a.cite(p, what)
		if x.bound != nil {
			what += "，" + strings.TrimSpace(x.cell(p, x.col).Header) + "：" + x.cell(p, x.col).Text
		}
		a.Rows = append(a.Rows, Row{What: what, Cite: at})
	}
	return a, true
}

// sayCell says one cell under its row's name.
func (x *matrixAsked) sayCell(a *Answer, p *passage) {
	name, cell := x.cell(p, x.name).Text, x.cell(p, x.col)
	if p == x.total {
		name = totalName(p.clause)
	}
	at := a.cite(p, name)
	l := Line{Code: RowCell, Args: []string{name + "，" + strings.TrimSpace(cell.Header)}, Text: cell.Text, Cites: []int{at}}
	if bracketUnit.FindString(cell.Header) == "" {
		if u := x.yearUnit(p); u != "" && yearAlone.MatchString(cell.Header) {
			l.Args = append(l.Args, u)
		} else if u := x.headUnit(cell); u != "" {
			l.Args = append(l.Args, u)
		}
	}
	a.Lines = append(a.Lines, l)
}

// headUnit is the unit that a line over the table gives for its sums: 单位：万元.
func (x *matrixAsked) headUnit(cell outline.Cell) string {
	if !moneyWord.MatchString(cell.Header) || !isFigure(cell.Text) {
		return ""
	}
	of := x.matrix.rows[0].clause
	if m := unitLine.FindStringSubmatch(of.TableTitle); m != nil {
		return m[1]
	}
	for i := range x.doc.Outline.Clauses {
		if c := &x.doc.Outline.Clauses[i]; c.Table == of.Table && c.Kind == outline.Heading {
			if m := unitLine.FindStringSubmatch(c.Text); m != nil {
				return m[1]
			}
		}
	}
	return ""
}

var unitLine = pattern.MustCompile(`单位[：:]\s*([百千]?[万亿]?元)`)

// yearUnit is the unit of a row's columns of years: that of the column which is their sum.
func (x *matrixAsked) yearUnit(p *passage) string {
	total := 0.0
	for _, i := range x.figures {
		if v, ok := segment.Number(x.cell(p, i).Text); ok && yearAlone.MatchString(x.cell(p, i).Header) {
			total += v
		}
	}
	for _, i := range x.figures {
		c := x.cell(p, i)
		u := bracketUnit.FindStringSubmatch(c.Header)
		if v, ok := segment.Number(c.Text); ok && u != nil && v == total && !yearAlone.MatchString(c.Header) {
			return u[1]
		}
	}
	return ""
}

func totalName(c *outline.Clause) string {
	for _, cell := range c.Cells {
		if t := strings.TrimSpace(cell.Text); totalRow.MatchString(t) {
			return t
		}
	}
	return ""
}

// figure reads a cell, with the unit that its header names.
func (x *matrixAsked) figure(p *passage) (value float64, unit string, ok bool) {
	cell := x.cell(p, x.col)
	value, ok = segment.Number(strings.TrimSuffix(cell.Text, "%"))
	if u := bracketUnit.FindStringSubmatch(cell.Header); u != nil {
		unit = u[1]
	} else if u := x.headUnit(cell); u != "" {
		unit = u
	} else if yearAlone.MatchString(cell.Header) {
		unit = x.yearUnit(p)
	} else if strings.HasSuffix(cell.Text, "%") {
		unit = "%"
	}
	return value, unit, ok
}

// sayTogether adds the figures of rows, or takes their mean.
func (x *matrixAsked) sayTogether(code Code, rows []*passage) (Answer, bool) {
	a, line, total, unit := Answer{Kind: Answered}, Line{Code: code}, 0.0, ""
	for _, p := range rows {
		v, u, ok := x.figure(p)
		if !ok || u == "%" && code == Sum {
			return Answer{}, false
		}
		total, unit = total+v, u
		line.Args = append(line.Args, trimFloat(v)+u)
		line.Cites = append(line.Cites, a.cite(p, x.cell(p, x.name).Text))
	}
	if code == Average {
		line.Args = append(line.Args, strconv.Itoa(len(rows)))
		total = math.Round(total/float64(len(rows))*100) / 100
	}
	line.Args = append(line.Args, trimFloat(total)+unit)
	a.Lines = append(a.Lines, line)
	for _, p := range rows {
		x.sayCell(&a, p)
	}
	return a, true
}

func (x *matrixAsked) sayDifference() (Answer, bool) {
	a := Answer{Kind: Answered}
	big, small := x.rows[0], x.rows[1]
	v, unit, okV := x.figure(big)
	w, _, okW := x.figure(small)
	if !okV || !okW {
		return Answer{}, false
	}
	if w > v {
		big, small, v, w = small, big, w, v
	}
	a.Lines = append(a.Lines, less(term{x.before(big), trimFloat(v) + unit, v}, term{x.before(small), trimFloat(w) + unit, w}, unit, "",
		a.cite(big, x.cell(big, x.name).Text), a.cite(small, x.cell(small, x.name).Text)))
	for _, p := range []*passage{big, small} {
		x.sayCell(&a, p)
	}
	return a, true
}

// before is a row's name as it stands before its figure.
func (x *matrixAsked) before(p *passage) string {
	name := x.cell(p, x.name).Text
	if strings.ContainsAny(name, "0123456789") {
		name += "："
	}
	return name
}

// sayYearOfMost says in which year a row has the most or the least.
func (x *matrixAsked) sayYearOfMost(word string) (Answer, bool) {
	best, n := topOf(x.years, word, func(col int) (float64, bool) {
		x.col = col
		v, _, ok := x.figure(x.rows[0])
		return v, ok
	})
	if n < 2 {
		return Answer{}, false
	}
	a := Answer{Kind: Answered}
	for _, x.col = range best {
		x.sayCell(&a, x.rows[0])
	}
	a.Lines = append(a.Lines, Line{Code: Extreme, Args: []string{strconv.Itoa(n), word, "year"}, Cites: []int{0}})
	return a, true
}

// sayExtreme says which rows have the most or the least, of how many.
func (x *matrixAsked) sayExtreme(word string) (Answer, bool) {
	best, n := topOf(x.scope(), word, func(p *passage) (float64, bool) {
		v, _, ok := x.figure(p)
		return v, ok
	})
	if n < 2 {
		return Answer{}, false
	}
	a := Answer{Kind: Answered}
	for _, p := range best {
		x.sayCell(&a, p)
	}
	a.Lines = append(a.Lines, Line{Code: Extreme, Args: []string{strconv.Itoa(n), word}, Cites: []int{0}})
	return a, true
}
