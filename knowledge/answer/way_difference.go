package answer

import (
	"slices"
	"strconv"
	"strings"

	"liangshan/knowledge/outline"
	"liangshan/knowledge/pattern"
	"liangshan/knowledge/segment"
	"liangshan/store/day"
)

// stated is a difference that a text gives itself: 距离…还差8个百分点.
var stated = pattern.MustCompile(`(?:还差|尚差|相差|差距(?:为|是|达)?|(?:高|低|多|少)出?|高于|低于)[\p{Han}“”]{0,12}?\d+(?:\.\d+)?个?[\p{Han}%]`)

// statedDifference reports whether the best sentence for a difference gives it in so many words.
func (s *Shelf) statedDifference(q *query) bool {
	list := s.desk.candidates(q)
	if len(list) == 0 || list[0].cover < 0.4 {
		return false
	}
	p := s.desk.holder(list[0].id)
	if p.clause.Kind == outline.Row {
		return false
	}
	for id := p.first; id < p.last; id++ {
		if text := s.desk.sentences[id].text; stated.MatchString(text) && fitsFigure(stated.FindString(text), q.measure) >= fitEnough && s.pieceCover(q, s.desk.sentences[id].key) >= 0.4 {
			return true
		}
	}
	return false
}

// difference subtracts the figures of two years or two things, unless the text's own
// difference is there to be quoted.
func (s *Shelf) difference(q *query) (Answer, bool) {
	if s.statedDifference(q) {
		return Answer{}, false
	}
	if a, ok := s.differenceOfYears(q); ok {
		return a, true
	}
	return s.differenceInRow(q)
}

// differenceOfYears subtracts two figures of one unit that stand for two years.
func (s *Shelf) differenceOfYears(q *query) (Answer, bool) {
	years := s.yearsAsked(q, s.askedOf(q))
	if len(years) != 2 {
		return s.differenceOfTopics(q)
	}
	if a, ok := s.differenceInRow(q); ok {
		return a, true
	}
	byYear := map[int][]amount{}
	for _, am := range s.amounts(q) {
		if am.c.cover < leastCover && len(joined(q.words)) > 0 {
			continue
		}
		byYear[am.year] = append(byYear[am.year], am)
	}
	a, b, ok := samePair(byYear[years[0]], byYear[years[1]])
	if !ok {
		return Answer{}, false
	}
	return s.sayDifference(a, b), true
}

// leastCover is how much of a question a sentence must hold for its figures to be subtracted.
const leastCover = 0.4

// yearsAsked are the years that the question names, relative ones as of a document.
func (s *Shelf) yearsAsked(q *query, issued day.Date) []int {
	var out []int
	add := func(y int) {
		if y > 0 && !slices.Contains(out, y) {
			out = append(out, y)
		}
	}
	for _, e := range q.times {
		year := 0
		for _, x := range s.asOf(q, issued) {
			_, end := bounds(x)
			if y := end.Year; x.Text == e.Text && y > 0 && (strings.Contains(e.Text, strconv.Itoa(y)) || relativeYear.MatchString(e.Text)) {
				year = y // of 今年 as of now and as of the document, the document's
			}
		}
		add(year)
	}
	for _, m := range yearIn.FindAllString(q.text, -1) {
		y, _ := strconv.Atoi(m)
		add(y)
	}
	return out
}

func (s *Shelf) hasYears(q *query, id int) bool {
	key := s.desk.sentences[id].key
	n := 0
	years := s.yearsAsked(q, s.desk.holder(id).doc.Outline.Issued)
	for _, y := range years {
		if strings.Contains(key, strconv.Itoa(y)) {
			n++
		}
	}
	return n > 0 && n == len(years)
}

// samePair finds the first figures of one unit on both sides, those of one sentence
// first: what it gives for two years is of the same thing.
func samePair(as, bs []amount) (amount, amount, bool) {
	for _, beside := range []bool{true, false} {
		for _, a := range as {
			for _, b := range bs {
				if a.f.Unit == b.f.Unit && (!beside || a.c.id == b.c.id) {
					return a, b, true
				}
			}
		}
	}
	return amount{}, amount{}, false
}

// term is a figure that is subtracted: what stands before it, its words and its value.
type term struct {
	name, text string
	value      float64
}

func (am *amount) term() term { return term{am.name(), am.f.Text, am.f.Value} }

// less is the line that takes the lesser of two figures of one unit from the greater; note
// says how it is put.
func less(a, b term, unit, note string, cites ...int) Line {
	if a.value < b.value {
		a, b = b, a
	}
	if unit == "%" {
		unit = "个百分点"
	}
	return Line{Code: Difference, Args: []string{a.name, a.text, b.name, b.text, trimFloat(a.value - b.value), unit, note}, Cites: cites}
}

func (s *Shelf) sayDifference(a, b amount) Answer {
	out := Answer{Kind: Answered}
	big, small := a, b
	if big.f.Value < small.f.Value {
		big, small = small, big
	}
	least := ""
	if big.atLeast {
		least = "least"
	}
	out.Lines = append(out.Lines, less(big.term(), small.term(), big.f.Unit, least, s.citeAmount(&out, big), s.citeAmount(&out, small)))
	for _, am := range []amount{small, big} {
		out.sayOnce(Line{Code: Quoted, Text: s.withTime(&am), Cites: []int{s.citeAmount(&out, am)}})
	}
	return out
}

// differenceOfTopics subtracts the figures of two things: A比B多多少.
func (s *Shelf) differenceOfTopics(q *query) (Answer, bool) {
	m := compared.FindStringSubmatch(q.text)
	if m == nil {
		return Answer{}, false
	}
	a, okA := s.amountOf(q, m[1])
	b, okB := s.amountOf(q, m[2])
	if !okA || !okB || a.f.Unit != b.f.Unit || a.f == b.f && a.c.id == b.c.id {
		return Answer{}, false
	}
	return s.sayDifference(a, b), true
}

// askedOf is the date of the document that a question is nearest to.
func (s *Shelf) askedOf(q *query) day.Date {
	if list := s.desk.candidates(q); len(list) > 0 {
		return s.desk.holder(list[0].id).doc.Outline.Issued
	}
	return s.firstIssued()
}

func (s *Shelf) firstIssued() (d day.Date) {
	for _, doc := range s.desk.docs() {
		if !doc.Outline.Issued.IsZero() {
			return doc.Outline.Issued
		}
	}
	return d
}

// differenceInRow subtracts the earlier column of an indicator from the later.
func (s *Shelf) differenceInRow(q *query) (Answer, bool) {
	for _, c := range s.desk.candidates(q) {
		p := s.desk.holder(c.id)
		if p.clause.Kind != outline.Row || c.cover < coverLow || q.near != nil && !q.near[s.desk.sentences[c.id].at] {
			continue
		}
		base, okA := cellUnder(p.clause, baseHeader, nil)
		goal, okB := cellUnder(p.clause, targetHeader, baseHeader)
		if cols := askedColumns(q, p.clause); len(cols) == 2 {
			base, goal, okA, okB = p.clause.Cells[cols[0]], p.clause.Cells[cols[1]], true, true
		}
		if !okA || !okB {
			continue
		}
		x, okX := segment.Number(strings.TrimSpace(base.Text))
		y, okY := segment.Number(strings.TrimSpace(goal.Text))
		if !okX || !okY || len(s.gaps(q, &judged{candidate: c, fits: 1, year: 1})) > 0 {
			continue
		}
		return sayRowDifference(p, cellTerm(goal, y, p.clause), cellTerm(base, x, p.clause)), true
	}
	return Answer{}, false
}

// cellTerm is a cell of a row with the unit of the row.
func cellTerm(c outline.Cell, value float64, row *outline.Clause) term {
	return term{c.Header + " ", strings.TrimSpace(c.Text) + unitOf(row), value}
}

func sayRowDifference(p *passage, x, y term) Answer {
	a := Answer{Kind: Answered}
	at := a.cite(p, rowWhat(p.clause))
	a.Lines = append(a.Lines, Line{Code: Quoted, Text: rowWhat(p.clause), Cites: []int{at}}, less(x, y, unitOf(p.clause), "", at))
	return a
}

var (
	remainderAsked = pattern.MustCompile(`(?:还|尚)(?:差|剩|缺|有)(?:下|了)?.{0,8}(?:多少|几)|剩(?:余|下)?的?(?:多少|几)|(?:多少|几).{0,8}(?:没|未|尚未)(?:有)?(?:完成|修|建|做|整改|办|到位|开工|完工|销号|拆|通)`)
	ofPlan         = pattern.MustCompile(`(?:占|完成)[\p{Han}]{0,6}(?:计划|任务|目标)[\p{Han}]{0,4}$`)
	doneBefore     = pattern.MustCompile(`已经?[\p{Han}]{0,4}$|完成[\p{Han}]{0,3}$|累计[\p{Han}]{0,4}$`)
)

// remainder subtracts what is done from what was to be done, where one sentence gives
// both for the thing asked about: 新建150公里，目前已完工92公里.
func (s *Shelf) remainder(q *query) (Answer, bool) {
	list := s.amounts(q)
	for i := 1; i < len(list); i++ {
		whole, done := list[i-1], list[i]
		swapped := ofPlan.MatchString(done.lead())
		if swapped { // 完成2.86亿元，占年度计划4.2亿元的68.1%
			whole, done = done, whole
		}
		if whole.c.id != done.c.id || whole.f.Unit != done.f.Unit || done.f.Value >= whole.f.Value || whole.c.cover < coverLow {
			continue
		}
		years := s.yearsAsked(q, s.desk.holder(whole.c.id).doc.Outline.Issued)
		if !swapped && !doneBefore.MatchString(done.lead()) || doneBefore.MatchString(whole.lead()) || len(years) == 1 && whole.year != 0 && whole.year != years[0] {
			continue
		}
		a := Answer{Kind: Answered}
		at := s.citeAmount(&a, whole)
		a.Lines = append(a.Lines,
			less(term{"", whole.f.Text, whole.f.Value}, term{"", done.f.Text, done.f.Value}, whole.f.Unit, "left", at),
			Line{Code: Quoted, Text: withoutLabel(whole.text), Cites: []int{at}}, Line{Code: Quoted, Text: done.text, Cites: []int{at}})
		return a, true
	}
	return Answer{}, false
}
