package progress

import (
	"testing"
	"time"

	"liangshan/store/day"
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

// What was left to do is stale once what was done is corrected: it is neither kept nor reckoned with.
func TestACorrectedCountTakesTheOldRemainderWithIt(t *testing.T) {
	us := roster(t)
	sent := time.Date(2022, 8, 16, 10, 0, 0, 0, time.FixedZone("CST", 8*3600))
	first := Read(Message{Text: "古树挂牌完成52株，还差34株", Department: "区林业局", Sent: sent}, nil, us)
	if len(first.Records) != 1 || first.Records[0].Percent == nil || *first.Records[0].Percent != 60.5 {
		t.Fatalf("%+v", first.Records)
	}
	got := Read(Message{
		Text: "更正：古树挂牌实际是64株", Department: "区林业局", Sent: sent.Add(time.Hour), Previous: []Prior{{ID: 1, Sent: sent, Record: first.Records[0]}},
	}, nil, us)
	if len(got.Records) != 1 || got.Records[0].Percent == nil || *got.Records[0].Percent != 74.4 {
		t.Fatalf("%+v", got.Records)
	}
	for _, m := range got.Records[0].Metrics {
		if m.Value == 34 || m.Value == 52 {
			t.Errorf("%+v is kept", m)
		}
	}
}

// Each part of a correction is of the record that it speaks of, and what it says itself is not worked out anew.
func TestPartsOfACorrection(t *testing.T) {
	r, half := roster(t), 50.0
	sent := time.Date(2022, 10, 10, 9, 0, 0, 0, day.Beijing)
	prior := []Prior{
		{1, sent, Record{TaskHint: "森林抚育", Percent: &half, Period: "2022-10", Metrics: []Metric{{"森林抚育面积", 2000, "亩"}, {"任务", 4000, "亩"}}}},
		{1, sent, Record{TaskHint: "古树名木挂牌", Period: "2022-10", Metrics: []Metric{{"挂牌", 120, "株"}}}},
	}
	for text, want := range map[string]string{
		"刚才报错了，森林抚育是2060亩；古树名木挂牌是126株": "森林抚育 in_progress 51.5% 2060亩 4000亩 | 古树名木挂牌 in_progress 126株",
		"更正：古树那项应是126株":                "古树名木挂牌 in_progress 126株",
		"更正：森林抚育是2060亩，占任务的52%":        "森林抚育 in_progress 52% 2060亩 4000亩",
	} {
		got := Read(Message{Text: text, Department: "区林业局", Sent: sent, Previous: prior}, nil, r)
		if sketch(got) != want || got.Corrects != 1 {
			t.Errorf("%s: %d\n  got  %s\n  want %s", text, got.Corrects, sketch(got), want)
		}
	}
}
