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

// OnTime is who reported before the cut-off something that is new.
func (b Brief) OnTime() []string {
	return b.names(func(d store.DepartmentLine) bool { return d.Owes && d.Reported && !d.Late && !d.Nil })
}

// Tardy is who reported after the cut-off while the period lasted: 迟报.
func (b Brief) Tardy() []string {
	return b.names(func(d store.DepartmentLine) bool { return d.Late && !d.MadeUp })
}

// MadeUp is who reported when the period was over: 补报.
func (b Brief) MadeUp() []string {
	return b.names(func(d store.DepartmentLine) bool { return d.MadeUp })
}

// OnLeave is who owes nothing because of leave: 请假.
func (b Brief) OnLeave() []string {
	return b.names(func(d store.DepartmentLine) bool { return d.OnLeave })
}

func (b Brief) names(keep func(store.DepartmentLine) bool) []string {
	var out []string
	for _, d := range b.lines(keep) {
		out = append(out, d.Department.Name)
	}
	return out
}
