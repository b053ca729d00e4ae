package answer

import (
	"strings"

	"liangshan/knowledge/pattern"
	"liangshan/knowledge/segment"
)

var (
	// changeAsked asks by how much a thing rose or fell.
	changeAsked = pattern.MustCompile(`(?:减少|少|增加|增|多|提高|提升|加|涨|降低|下降|降|压减|缩短|扩大)了?(?:多少|几)`)
	// changed is a rise or a fall with both its ends: 由11个减少到7个, 从2分提高至3分.
	changed = pattern.MustCompile(`(?:由|从)(?:\d{4}年(?:的|底的)?)?(\d[\d.]*[万亿]?)([\p{Han}%‰]{0,4}?)(?:，)?(?:` + riseVerb + `|调整|增)(?:到|至|为)(?:\d{4}年的)?(\d[\d.]*[万亿]?)([\p{Han}%‰]{1,2})`)
)

// change subtracts the two ends of a rise or a fall that a sentence gives for the thing asked about.
func (s *Shelf) change(q *query) (Answer, bool) {
	for _, j := range s.judge(q) {
		st := &s.desk.sentences[j.id]
		if j.cover < coverLow {
			continue
		}
		for i, sp := range j.pieces {
			text := sp.Of(st.text)
			m := changed.FindStringSubmatchIndex(text)
			if m == nil || s.timeFit(q, &j.candidate, i) < fitEnough || s.pieceCover(q, bare(text[:m[0]])) < 0.4 {
				continue
			}
			return s.sayChange(q, &j, trimMarks(withoutLabel(text)), changed.FindStringSubmatch(text))
		}
	}
	return Answer{}, false
}

func (s *Shelf) sayChange(q *query, j *judged, piece string, m []string) (Answer, bool) {
	from, okFrom := segment.Number(m[1])
	to, okTo := segment.Number(m[3])
	unit := m[4]
	if f := segment.Quantity(m[3] + m[4]); len(f) == 1 && f[0].Unit != "" {
		unit = strings.TrimLeft(f[0].Unit, "万亿")
	}
	if !okFrom || !okTo || from == to || m[2] != "" && !strings.HasPrefix(m[2], unit) {
		return Answer{}, false
	}
	a := Answer{Kind: Answered}
	st := &s.desk.sentences[j.id]
	p := &s.desk.passages[st.at]
	at := a.cite(p, quoteWhole(st.text))
	a.Lines = append(a.Lines,
		less(term{"", m[1] + unit, from}, term{"", m[3] + unit, to}, unit, "", at),
		Line{Code: Quoted, Text: piece, Cites: []int{at}})
	s.remarkYear(q, &a, j)
	return a, true
}

// changeInRow subtracts the columns of the two years that a question names.
func (s *Shelf) changeInRow(q *query) (Answer, bool) {
	if len(q.years()) != 2 {
		return Answer{}, false
	}
	return s.differenceInRow(q)
}
