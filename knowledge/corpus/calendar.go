package corpus

import (
	_ "embed"

	"liangshan/store/day"
)

// holidays holds the State Council's yearly notices. A year is added by hand
// from the notice itself, which is published in the autumn before.
//
//go:embed holidays.json
var holidays []byte

// Calendar is the embedded statutory calendar.
func Calendar() *day.Calendar {
	cal, err := day.ReadCalendar(holidays)
	if err != nil {
		panic(err) // the notices are compiled in; a fault in them is a build fault
	}
	return cal
}
