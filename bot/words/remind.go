package words

import (
	"html/template"
	"time"

	"liangshan/store"
	"liangshan/store/day"
)

// clockFuncs print instants and weekdays for the words about reminding.
func clockFuncs() template.FuncMap {
	return template.FuncMap{
		"week":      weekday,
		"weekdayOf": func(t time.Time) string { return weekday(day.Of(t).Weekday()) },
		"midnight":  func(t time.Time) bool { return store.ClockOf(t) == 0 },
		"dayBefore": func(t time.Time) string {
			d := day.Of(t).Add(-1)
			return Date(d) + "（" + weekday(d.Weekday()) + "）"
		},
	}
}

func weekday(d time.Weekday) string { return "周" + string([]rune("日一二三四五六")[d]) }
