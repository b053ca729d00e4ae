package answer

import (
	"slices"
	"strconv"
	"strings"

	"liangshan/knowledge/pattern"
	"liangshan/store/day"
)

// apartAsked asks how far apart two dates are.
var (
	apartAsked = pattern.MustCompile(`(?:相隔|间隔|隔了?|相差|差)(?:着|了)?(?:有)?(?:多久|多长时间|多少时间|几年|多少年|几个?月|多少天|几天)`)
	apartJoint = pattern.MustCompile(several.String() + `|到|至`)
	apartCut   = pattern.MustCompile(`(?:之间|中间|两个目标|两者|两个|两步)?(?:的?时间)?(?:相隔|间隔|隔了?|相差|差).*$`)
)

// timeApart counts what lies between the dates that the documents set for two things.
func (s *Shelf) timeApart(q *query) (Answer, bool) {
	things := apartJoint.Split(apartCut.ReplaceAllString(q.text, ""), -1)
	if len(things) != 2 {
		return Answer{}, false
	}
	out := Answer{Kind: Answered}
	var days []day.Date
	exact := true
	for _, t := range things {
		a, ok := s.fromPassages(s.understand(t+"什么时候", Question{Now: q.at}))
		if !ok || a.Kind == NotIn || len(a.Carry.Shown) == 0 {
			return Answer{}, false
		}
		days = append(days, a.Carry.Shown[0])
		exact = exact && a.namesDay()
		a.Lines = slices.DeleteFunc(a.Lines, func(l Line) bool { return l.Code == DaysLeft || l.Code == Passed })
		out.join(a)
	}
	out.Kind = Answered
	gap, unit := abs(days[1].Sub(days[0])), "天"
	switch {
	case strings.Contains(q.text, "年") && days[0].Year != days[1].Year:
		gap, unit = abs(days[1].Year-days[0].Year), "年"
	case gap == 0:
		return Answer{}, false
	case !exact:
		return out, true // 8月中旬, 8月底: no number of days lies between
	}
	var cites []int
	for i := range out.Citations {
		cites = append(cites, i)
	}
	out.Lines = append([]Line{{Code: Apart, Args: []string{strconv.Itoa(gap), unit}, Dates: days, Cites: cites}}, out.Lines...)
	return out, true
}
