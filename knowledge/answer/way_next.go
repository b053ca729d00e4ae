package answer

import (
	"slices"
	"strconv"

	"liangshan/knowledge/pattern"
	"liangshan/store/day"
)

// nextOf names the milestone after which the next is asked for: 专家审查过了以后下一步是哪天.
var nextOf = pattern.MustCompile(`^(.+?)(?:通过|完成|结束|做|搞|弄|过|完|好|了)*(?:之后|以后|后|完了|完成了?|好了|过了)，?.{0,4}(?:下一步|下一个节点|下一个|接下来|再往后|然后)(?:的?节点|时间|工作)?(?:是|要|该|做|干|到|什么|哪天|怎么|哪)*$`)

// milestoneNamed is the day of the milestone that the question names.
func (s *Shelf) milestoneNamed(q *query) (day.Date, bool) {
	m := nextOf.FindStringSubmatch(q.text)
	if m == nil {
		return day.Date{}, false
	}
	a, ok := s.dateOf(m[1], q)
	if !ok {
		return day.Date{}, false
	}
	return a.Carry.Shown[0], true
}

// nextMilestone answers 再往后呢: what comes after the milestones shown.
func (s *Shelf) nextMilestone(q *query) (Answer, bool) {
	if q.kind != askNext {
		return Answer{}, false
	}
	after := q.now
	switch of, named := s.milestoneNamed(q); {
	case named:
		after = of
	case q.prior != nil && len(q.prior.Shown) > 0:
		after = slices.MaxFunc(q.prior.Shown, func(a, b day.Date) int { return a.Sub(b) })
	}
	var list []entry
	for _, e := range onceEach(s.entriesFor(q)) {
		if !e.to.IsZero() && e.to.After(after) && (len(list) == 0 || !e.to.After(list[0].to)) {
			if len(list) > 0 && e.to.Before(list[0].to) {
				list = nil
			}
			list = append(list, e)
		}
	}
	if len(list) == 0 {
		a := Answer{Kind: NotIn, Lines: []Line{{Code: NoNext, Args: []string{after.String()}}}, AskWhom: s.askWhom(q.doc)}
		return a, true
	}
	a := s.sayList(q, list)
	a.Lines[0] = Line{Code: Next, Args: []string{strconv.Itoa(len(list))}, Dates: []day.Date{after}}
	return a, true
}
