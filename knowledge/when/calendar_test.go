package when_test

import (
	"os"
	"testing"

	"liangshan/store/day"
)

// calendar is the statutory notices of 2022 and 2023.
func calendar(t testing.TB) *day.Calendar {
	t.Helper()
	b, err := os.ReadFile("testdata/holidays.json")
	if err != nil {
		t.Fatal(err)
	}
	cal, err := day.ReadCalendar(b)
	if err != nil {
		t.Fatal(err)
	}
	return cal
}
