package progress

import (
	"testing"
)

// corrections are the examples that speak of an earlier message, with what they leave.
var corrections = []struct {
	id, of string
	at     int // which record of the earlier message
}{{"U41", "U03", 0}, {"U43", "U15", 0}, {"U46", "U35", 1}, {"U44", "U21", 0}}

// TestCorrectionsWithPrevious: with the department's own records given, a correction finds the one
// it means, keeps its task, period and the figures that still stand, and works derived percentages out anew.
func TestCorrectionsWithPrevious(t *testing.T) {
	r := roster(t)
	byID := map[string]sample{}
	for _, s := range load(t, "examples.jsonl") {
		byID[s.ID] = s
	}
	for _, c := range corrections {
		s, of := byID[c.id], byID[c.of]
		var prior []Prior
		for i, rec := range of.Records {
			prior = append(prior, Prior{ID: int64(i + 1), Sent: of.SentAt, Record: rec})
		}
		prior = append(prior, Prior{ID: 99, Sent: of.SentAt.AddDate(0, 0, -20), Record: Record{TaskHint: "档案整理", Metrics: []Metric{{"案卷", 3, "卷"}}}})
		got := Read(Message{Text: s.Text, Department: s.Dept, Sent: s.SentAt, Previous: prior}, nil, r)
		if got.Corrects != int64(c.at+1) {
			t.Errorf("%s corrects %d, want %d", c.id, got.Corrects, c.at+1)
		}
		if miss := compare(newScore(), withoutCorrection(s), got); len(miss) > 0 {
			t.Errorf("%s %v: %+v %v", c.id, miss, got.Records, got.Flags)
		}
	}
}

// withoutCorrection drops the flag that Corrects stands for.
func withoutCorrection(s sample) sample {
	var flags []string
	for _, f := range plain(s.Flags) {
		if f != "correction" {
			flags = append(flags, f)
		}
	}
	s.Flags = flags
	return s
}
