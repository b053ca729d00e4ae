package when

import (
	"strings"
	"time"
	"unicode/utf8"

	"liangshan/store/day"
)

// scan is one text being searched: where it stands in the calendar and what the
// sentence has said so far.
type scan struct {
	text
	on        day.Date
	cal       *day.Calendar
	whole     bool // the text is one expression, so a bare 8.8 or 5个工作日 counts
	floor     int  // where the expression before ended
	rhythmEnd int  // where the last rhythm read ended
	said      carry
	aloud     *carry // what was said before the quotation that is open; nil outside one
}

// carry is what an expression lends to the next in its sentence.
type carry struct {
	year      int // 0: none was written
	month     time.Month
	monthYear int
	parted    bool // a ； has gone by since the year was written
	rhythm    unit // a dated rhythm went before: 每年3月底前…，12月底前…
}

// found is an expression with what it lends.
type found struct {
	Expr
	carry carry
	loose bool // a fixed word: a later expression may take it in
}

func newScan(src string, on day.Date, cal *day.Calendar) *scan {
	return &scan{text: fold(src), on: on, cal: cal}
}

// all finds the expressions of the text, the longest first at each place.
func (s *scan) all() []Expr {
	var out []Expr
	title := 0
	for i := 0; i < len(s.r); {
		switch {
		case s.is(i, "《"):
			title++
		case s.is(i, "》"):
			title = max(title-1, 0)
		case s.is(i, sentenceEnds):
			s.said = carry{}
		case s.is(i, ";"):
			s.said.parted = true
		}
		fs, j := s.longest(i)
		if j == 0 {
			s.quote(i, i+1)
			i++
			continue
		}
		out = notFrom(out, fs[0].Pos)
		for _, f := range fs {
			if n := len(out); n > 0 && out[n-1].Kind == Open && !out[n-1].Start.IsZero() && f.Kind == Recurrence && s.said.year == out[n-1].Start.Year {
				s.said.year = 0 // 2025年起每年安排380万元，9月10日前提出办法: the rhythm goes on from then, the rest does not
			}
			out = append(out, s.finish(f, title > 0))
		}
		s.quote(i, j)
		if i = j; !fs[0].loose {
			s.floor = j
		}
	}
	return spelledOut(out, s.src)
}

// quote notes the quotation marks among runes i to j. A year that a quotation names
// governs nothing behind it: 按照“2026年创成”的计划，8月底前….
func (s *scan) quote(i, j int) {
	for ; i < j; i++ {
		switch {
		case s.rune(i) != '"':
		case s.aloud == nil:
			said := s.said
			s.aloud = &said
		default:
			s.said, s.aloud = *s.aloud, nil
		}
	}
}

// spelledOut joins a season or a vague time with the days that a bracket gives for it:
// 秋冬季（11月15日至次年3月15日） is those days.
func spelledOut(list []Expr, src string) []Expr {
	out := list[:0]
	for _, e := range list {
		n := len(out)
		if n == 0 || !vague(out[n-1]) || !strings.ContainsAny(e.Text, "0123456789") || !strings.ContainsAny(e.Text, "年月日号") || e.Kind != Range && e.Kind != OnDate && e.Kind != Deadline {
			out = append(out, e)
			continue
		}
		was, end := out[n-1], e.Pos+len(e.Text)
		between, after := src[was.Pos+len(was.Text):e.Pos], src[end:]
		if between != "（" && between != "(" || !strings.HasPrefix(after, "）") && !strings.HasPrefix(after, ")") {
			out = append(out, e)
			continue
		}
		_, size := utf8.DecodeRuneInString(after)
		e.Pos, e.Text = was.Pos, src[was.Pos:end+size]
		out[n-1] = e
	}
	return out
}

// vague reports whether a time names no day itself.
func vague(e Expr) bool {
	return (e.Kind == Fuzzy || e.Kind == Range || e.Kind == Deadline || e.Kind == Duration) && !strings.ContainsAny(e.Text, "日号0123456789")
}

// notFrom drops the loose words that a later expression took in: the 到期 of 到期前30日内.
func notFrom(out []Expr, pos int) []Expr {
	for len(out) > 0 && out[len(out)-1].Pos >= pos {
		out = out[:len(out)-1]
	}
	return out
}

func (s *scan) longest(i int) ([]found, int) {
	if s.splitsWord(i) {
		return nil, 0
	}
	var best []found
	end := 0
	for _, read := range rulesByRune[s.rune(i)] {
		fs, j := read(s, i)
		if len(fs) > 0 && (j > end || j == end && fs[0].Pos < best[0].Pos) {
			best, end = fs, j
		}
	}
	return best, end
}

func (s *scan) finish(f found, title bool) Expr {
	if title {
		f.Notes = append(f.Notes, note(InTitle))
	}
	if f.carry.year > 0 && (s.said.rhythm == noUnit || !f.End.Before(s.on)) { // 每年6月底前完成上一年度核算，8月底前公布
		s.said.year, s.said.rhythm, s.said.parted = f.carry.year, noUnit, false
	}
	if f.carry.rhythm != noUnit {
		s.said.rhythm = f.carry.rhythm
	}
	if f.carry.month > 0 {
		s.said.month, s.said.monthYear = f.carry.month, f.carry.monthYear
	}
	return f.Expr
}

// expr makes an expression of runes i to j.
func (s *scan) expr(k Kind, i, j int, sp span, notes ...Note) found {
	if i > s.floor && s.rune(i-1) == '"' && s.quotes(i, j)%2 == 1 {
		i--
	}
	e := Expr{Kind: k, Start: sp.from, End: sp.to, Notes: notes, Text: s.words(i, j)}
	if i < len(s.at) {
		e.Pos = s.at[i]
	}
	if _, ok := s.endsWith(j, takesEffect...); ok && k == Open {
		e.Notes = append(e.Notes, note(StartsNotDue))
	}
	if (k == Deadline || k == Duration) && !sp.to.IsZero() {
		e.Notes = append(e.Notes, s.restDay(sp.to)...)
	}
	if k == Deadline && sp.to.Before(s.on) && !sp.to.IsZero() {
		e.Notes = append(e.Notes, note(Passed, inFull(sp.to)))
	}
	s.soften(&e, i)
	return found{Expr: e}
}

// quotes counts the quotation marks among runes i to j.
func (s *scan) quotes(i, j int) int {
	n := 0
	for ; i < j; i++ {
		if s.rune(i) == '"' {
			n++
		}
	}
	return n
}

// restDay warns that a last day is not worked; it is not postponed.
func (s *scan) restDay(d day.Date) []Note {
	if s.cal.IsWorkday(d) {
		return nil
	}
	return []Note{note(RestDay, inFull(d), inFull(s.cal.AddWorkdays(d, -1)))}
}

// carryFrom keeps what the next expression of the sentence may leave out. A far
// goal (到2026年) lends its year to nothing.
func (s *scan) carryFrom(st stretch, m mark, sp span) carry {
	p := st.a
	if st.b != nil {
		p = *st.b
	}
	if p.fixed != nil || p.occasion != nil || p.grain() == years && m == till {
		return carry{}
	}
	at := sp.to
	if at.IsZero() {
		at = sp.from
	}
	c := carry{year: st.a.year}
	if p.year > 0 {
		c.year = p.year
	}
	if p.month > 0 {
		c.month, c.monthYear = p.month, at.Year
	}
	return c
}

// best chooses the one expression that Parse returns: dates before none, then the longer.
func (s *scan) best(es []Expr) Expr {
	if len(es) == 0 {
		return Expr{Kind: Unknown, Text: s.src, Notes: []Note{note(NotUnderstood)}}
	}
	top := es[0]
	for _, e := range es[1:] {
		if weight(e) > weight(top) {
			top = e
		}
	}
	if len(es) > 1 {
		top.Notes = append(top.Notes, note(Several, itoa(len(es))))
	}
	return top
}

func weight(e Expr) int {
	w := len(e.Text)
	if !e.End.IsZero() || e.Recur != "" {
		w += 1000
	}
	if e.Kind == Unknown {
		w -= 500
	}
	return w
}
