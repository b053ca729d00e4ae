package answer

import (
	"strings"

	"liangshan/knowledge/pattern"
	"liangshan/knowledge/segment"
)

// convertAsked wants a sum in another unit: 13.35亿折多少万元.
var convertAsked = pattern.MustCompile(`(\d+(?:\.\d+)?)(亿|万)元?(?:折|换|合|等于|相当于|是)(?:算|合|成|为)*(?:多少|几)?个?(亿|万)?元`)

// converted gives a sum of the documents in the unit that is wanted.
func (s *Shelf) converted(q *query) (Answer, bool) {
	m := convertAsked.FindStringSubmatch(q.text)
	scale := map[string]float64{"": 1, "万": 1e4, "亿": 1e8}
	v, ok := segment.Number(m[1])
	if !ok || m[2] == m[3] {
		return Answer{}, false
	}
	for _, id := range s.desk.where(m[1] + m[2] + "元") {
		st := &s.desk.sentences[id]
		text := st.text
		for _, sp := range segment.Clauses(text) {
			if strings.Contains(bare(sp.Of(text)), m[1]+m[2]+"元") {
				a := Answer{Kind: Answered}
				at := a.cite(&s.desk.passages[st.at], quoteWhole(text))
				a.Lines = append(a.Lines, Line{Code: Converted, Args: []string{m[1] + m[2] + "元", trimFloat(v*scale[m[2]]/scale[m[3]]) + m[3] + "元"}, Cites: []int{at}},
					Line{Code: Quoted, Text: trimMarks(withoutLabel(sp.Of(text))), Cites: []int{at}})
				return a, true
			}
		}
	}
	return Answer{}, false
}
