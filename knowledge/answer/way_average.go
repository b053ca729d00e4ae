package answer

import (
	"slices"
	"strings"

	"liangshan/knowledge/pattern"
	"liangshan/knowledge/segment"
	"liangshan/knowledge/when"
)

var (
	// averageAsked asks for a mean, or says that a figure is one, over a stretch of time or a number of things: 平均一个月发多少条, 月均几次, 平均每个镇投多少.
	averageAsked = pattern.MustCompile(`平均|[年季月周日人户村镇]均`)
	perWhat      = pattern.MustCompile(`(?:平均)?(?:每|一|1)(?:个)?(工作日|季度|[\p{Han}])[\p{Han}]?|([年季月周日人户村镇])均`)
	perWord      = pattern.MustCompile(`平均(?:下来|算下来|到)?|(?:每|一|1)个?(?:月|天|日|周|星期|季度|年)(?:份|度)?|[年季月周日]均|算下来`)

	yearsRun = pattern.MustCompile(`(?:^|[^\d到至年])([二三四五六七八九十两]|\d{1,2})年(?:计划|累计|共|总|内|来|合计|期)`)
)

// average divides a total by the stretch of time that its sentence gives for it, or by
// the number of things that stand beside it. What the text gives as a mean is quoted.
func (s *Shelf) average(q *query) (Answer, bool) {
	m := perWhat.FindStringSubmatch(q.text)
	if m == nil || q.kind != askMany && q.kind != askOften {
		return Answer{}, false
	}
	of := s.understand(perWord.ReplaceAllString(q.text, ""), Question{Now: q.at})
	of.kind, of.doc, of.context, of.near = askMany, q.doc, q.context, q.near
	list := s.judge(of)
	if len(list) == 0 {
		return Answer{}, false
	}
	best, ok := s.evident(of, list)
	if !ok || best.best < 0 {
		return Answer{}, false
	}
	a := Answer{Kind: Answered}
	st := &s.desk.sentences[best.id]
	at := a.cite(&s.desk.passages[st.at], quoteWhole(st.text))
	first := best.best
	for i := range best.pieces {
		if i != first && !s.rivals(of, &best, i) {
			continue
		}
		line, ok := s.meanOf(of, &best, i, m[1]+m[2])
		if !ok && i == first {
			return Answer{}, false
		} else if !ok {
			continue
		}
		line.Cites = []int{at}
		a.Lines = append(a.Lines, line)
		best.best = max(best.best, i)
	}
	a.Lines = append(a.Lines, Line{Code: Quoted, Text: s.fromItsTime(&best), Cites: []int{at}})
	s.remarkSnapshot(q, &a, &s.desk.passages[st.at])
	return a, true
}

// meanOf divides the total that piece i of a sentence gives.
func (s *Shelf) meanOf(q *query, c *judged, i int, per string) (Line, bool) {
	text := c.pieces[i].Of(s.desk.sentences[c.id].text)
	total, ok := s.totalIn(q, text)
	if !ok || averageAsked.MatchString(text) {
		return Line{}, false
	}
	n, by := s.divisor(per, c, i, total)
	if n < 2 {
		return Line{}, false
	}
	return divided(total.Value/n, total.Unit, total.Text, by), true
}

// totalIn is the one figure of a piece in the measure asked for, of the item that holds most of the question.
func (s *Shelf) totalIn(q *query, text string) (segment.Figure, bool) {
	items := splitList(text)
	slices.SortStableFunc(items, func(a, b string) int {
		return int(100 * (s.pieceCover(q, bare(b)) - s.pieceCover(q, bare(a))))
	})
	for _, item := range append(items, text) {
		if f, ok := firstFigure(item, q.measure); ok && f.Unit != "%" && s.pieceCover(q, bare(item)) > 0 {
			return f, true
		}
	}
	return segment.Figure{}, false
}

// divisor is what a total is divided by, and its words: the months, days or years that its
// sentence spans, or the number of the things named.
func (s *Shelf) divisor(per string, c *judged, i int, total segment.Figure) (n float64, words string) {
	st := &s.desk.sentences[c.id]
	if per == "年" {
		if m := yearsRun.FindStringSubmatch(st.text); m != nil {
			v, _ := segment.Number(m[1])
			return v, m[1] + "年"
		}
	}
	e, ok := timeBefore(s.timesOf(&c.candidate), c.pieces[i], st.text)
	if months := wholeMonths(e); ok && months > 0 {
		switch per {
		case "月":
			return float64(months), trimFloat(float64(months)) + "个月"
		case "季", "季度":
			return float64(months) / 3, trimFloat(float64(months)/3) + "个季度"
		case "年":
			return float64(months) / 12, trimFloat(float64(months)/12) + "年"
		case "天", "日":
			days := float64(e.End.Sub(e.Start) + 1)
			return days, trimFloat(days) + "天"
		}
	}
	for _, f := range segment.Quantity(st.text) {
		if measured.MatchString(per) {
			break
		}
		if f.Text != total.Text && f.Value >= 2 && (f.Unit == per || strings.HasPrefix(nounAfter(st.text[f.End:]), per)) {
			return f.Value, f.Text
		}
	}
	return 0, ""
}

// upTo begins a time that a figure is to be reached by, and does not span.
var upTo = pattern.MustCompile(`^[到至]`)

// wholeMonths is how many months a stretch of time fills from the first day to the last; 0 if it does not.
func wholeMonths(e when.Expr) int {
	if e.Kind != when.Range || upTo.MatchString(e.Text) || e.Start.IsZero() || e.End.IsZero() || e.Start.Day != 1 || e.End.Add(1).Day != 1 {
		return 0
	}
	return (e.End.Year-e.Start.Year)*12 + int(e.End.Month) - int(e.Start.Month) + 1
}
