package answer

import (
	"slices"
	"strconv"
	"strings"

	"liangshan/knowledge/pattern"
	"liangshan/knowledge/segment"
)

// yearOfMost asks in which year a figure is largest or smallest.
var yearOfMost = pattern.MustCompile(`哪一?年[^，]*?(最` + mostWord + `)|(最` + mostWord + `)[^，]{0,8}哪一?年|\d{4}[^，]*哪一?年[^，]{1,14}?(` + mostWord + `)$`)

// mostYear says in which year a figure is largest or smallest.
func (s *Shelf) mostYear(q *query) (Answer, bool) {
	m := yearOfMost.FindStringSubmatch(q.text)
	word := "最" + strings.TrimPrefix(m[1]+m[2]+m[3], "最")
	list := s.byYear(q)
	if len(list) < 2 {
		return Answer{}, false
	}
	return s.sayTop(list, word, "year"), true
}

// eachYears reports whether the figure of every year is asked for.
func (q *query) eachYears() bool {
	return yearByYear.MatchString(q.text) && (figureAsked.MatchString(q.text) || yearTold.MatchString(q.text)) && len(q.units) == 0
}

var yearTold = pattern.MustCompile(`(?:分年|逐年|历年).{0,12}(?:情况|变化|任务|目标|数|量|怎么)`)

// eachYearSaid quotes what a sentence gives for each of several years: 每年分别治理几个村.
func (s *Shelf) eachYearSaid(q *query) (Answer, bool) {
	list := s.byYear(q)
	if len(list) < 2 {
		return Answer{}, false
	}
	a := Answer{Kind: Answered}
	for _, am := range list {
		a.sayOnce(Line{Code: Quoted, Text: withoutLabel(am.text), Cites: []int{s.citeAmount(&a, am)}})
	}
	return a, true
}

// byYear are the figures of one unit for several years in the best sentence that has them.
func (s *Shelf) byYear(q *query) []amount {
	bySentence := map[int][]amount{}
	for _, am := range s.amounts(q) {
		list := bySentence[am.c.id]
		if am.year == 0 || !strings.Contains(s.desk.sentences[am.c.id].text, strconv.Itoa(am.year)) || len(list) > 0 && list[0].f.Unit != am.f.Unit || slices.ContainsFunc(list, func(o amount) bool { return o.year == am.year }) {
			continue
		}
		bySentence[am.c.id] = append(list, am)
	}
	years := s.yearsAsked(q, s.askedOf(q))
	for _, c := range s.desk.candidates(q) {
		list := slices.DeleteFunc(bySentence[c.id], func(am amount) bool { return len(years) > 1 && !spanned(years, am.year) })
		if len(list) > 1 && s.ofTense(q, list) {
			return list
		}
	}
	return nil
}

// spanned reports whether a year is one of those named, or between the first and the last.
func spanned(years []int, y int) bool {
	return y >= slices.Min(years) && y <= slices.Max(years)
}

// ofTense reports whether figures of years are of what is done, or to come, as asked.
func (s *Shelf) ofTense(q *query, list []amount) bool {
	issued := s.desk.holder(list[0].c.id).doc.Outline.Issued.Year
	ahead := slices.ContainsFunc(list, func(am amount) bool { return am.year > issued })
	return issued == 0 || !(ahead && soFarAsked.MatchString(q.text)) && (ahead || !toComeAsked.MatchString(q.text))
}

var (
	soFarAsked  = pattern.MustCompile(`已|了(?:多少|几)|[\p{Han}]得最?[多少快慢]|过`)
	toComeAsked = pattern.MustCompile(`还要|还得|还需|将要|计划`)
)

// addsYears reports whether the figures of several years may be asked for together.
func (q *query) addsYears() bool {
	return q.kind == askSum || q.kind == askMany && (togetherAsked.MatchString(q.text) || yearsMeant.MatchString(q.text))
}

// sumOfYears adds what a sentence gives for each of the years meant: 2024和2025两年还要建多少.
func (s *Shelf) sumOfYears(q *query) (Answer, bool) {
	list := s.byYear(q)
	n := 0
	if m := yearsMeant.FindString(q.text); m != "" {
		v, _ := segment.Number(strings.Replace(strings.Trim(m, "这近最过去头前往后今未来年里间内中、和0123456789"), "两", "二", 1))
		n = int(v)
	}
	if years := s.yearsAsked(q, s.askedOf(q)); len(years) > 1 {
		n = slices.Max(years) - slices.Min(years) + 1
	}
	if n < 2 || len(list) != n {
		return Answer{}, false
	}
	return s.saySum(list), true
}
