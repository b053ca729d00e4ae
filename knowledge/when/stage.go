package when

import (
	"liangshan/knowledge/pattern"
	"liangshan/store/day"
)

// stage opens a clause with the name of a stage and its time: 总结评估阶段（2026年12月）。
var stage = pattern.MustCompile(`^[^。；]{0,24}(?:阶段|时期|期间|环节)\s*[（(]([^）)。]*(?:19|20)\d\d年[^）)。]*)[）)]`)

// Stage is the day as of which the elliptical dates of a clause are read: the first day
// of the stage that opens it, else on. Under 总结评估阶段（2026年12月） 12月15日前 is of 2026,
// whatever the year of the document.
func Stage(clause string, on day.Date, cal *day.Calendar) day.Date {
	m := stage.FindStringSubmatch(clause)
	if m == nil {
		return on
	}
	for _, e := range Find(m[1], on, cal) {
		switch {
		case !e.Start.IsZero():
			return e.Start
		case !e.End.IsZero():
			return e.End
		}
	}
	return on
}
