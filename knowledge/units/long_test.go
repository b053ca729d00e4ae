package units_test

import (
	"strings"
	"testing"

	"liangshan/knowledge/corpus"
)

// A stranger's file may hold any run of anything; reading it stays linear.
func BenchmarkLongRuns(b *testing.B) {
	r := corpus.Roster()
	for name, run := range map[string]string{"digits": "1234567890", "各": "各各各各各", "区": "区区区区区"} {
		s := strings.Repeat(run, 300)
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				r.Find(s)
			}
		})
	}
}
