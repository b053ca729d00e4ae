package progress

import (
	"bufio"
	"encoding/json"
	"math"
	"os"
	"sort"
	"strings"
	"testing"
	"time"

	"liangshan/knowledge/units"
	"liangshan/store/day"
)

// sample is one message with what should be read from it.
type sample struct {
	ID           string    `json:"id"`
	SentAt       time.Time `json:"sent_at"`
	Dept         string    `json:"sender_dept"`
	Text         string    `json:"text"`
	ShouldRecord bool      `json:"should_record"`
	Intent       Intent    `json:"intent"`
	Records      []Record  `json:"records"`
	Flags        []string  `json:"flags"`
	Unseen       bool      `json:"unseen"`
}

func load(t testing.TB, name string) []sample {
	t.Helper()
	f, err := os.Open("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var out []sample
	sc := bufio.NewScanner(f)
	sc.Buffer(nil, 1<<20)
	for sc.Scan() {
		var s sample
		if strings.TrimSpace(sc.Text()) == "" {
			continue
		}
		if err := json.Unmarshal(sc.Bytes(), &s); err != nil {
			t.Fatalf("%s: %v\n%s", name, err, sc.Text())
		}
		out = append(out, s)
	}
	return out
}

func roster(t testing.TB) *units.Roster {
	t.Helper()
	b, err := os.ReadFile("testdata/units.json")
	if err != nil {
		t.Fatal(err)
	}
	var us []units.Unit
	if err := json.Unmarshal(b, &us); err != nil {
		t.Fatal(err)
	}
	return units.New(us)
}

// score counts, per field, how often the reading agrees.
type score struct{ right, asked map[string]int }

func newScore() *score { return &score{map[string]int{}, map[string]int{}} }

func (s *score) add(field string, ok bool) bool {
	s.asked[field]++
	if ok {
		s.right[field]++
	}
	return ok
}

func (s *score) rate(field string) float64 {
	if s.asked[field] == 0 {
		return 1
	}
	return float64(s.right[field]) / float64(s.asked[field])
}

func (s *score) log(t *testing.T, title string) {
	var names []string
	for n := range s.asked {
		names = append(names, n)
	}
	sort.Strings(names)
	for _, n := range names {
		t.Logf("%s %-14s %4d/%-4d %.1f%%", title, n, s.right[n], s.asked[n], 100*s.rate(n))
	}
}

// compare scores one message; it returns the fields that miss.
func compare(s *score, want sample, got Reading) []string {
	var miss []string
	check := func(field string, ok bool) {
		if !s.add(field, ok) {
			miss = append(miss, field)
		}
	}
	check("should_record", want.ShouldRecord == got.ShouldRecord)
	check("intent", want.Intent == got.Intent)
	check("records", len(want.Records) == len(got.Records))
	check("flags", sameSet(plain(want.Flags), plain(got.Flags)))
	for i, w := range want.Records {
		var g Record
		if i < len(got.Records) {
			g = got.Records[i]
		}
		check("department", w.Department == g.Department)
		check("percent", samePercent(w.Percent, g.Percent))
		check("status", w.Status == g.Status)
		check("metrics", sameMetrics(w.Metrics, g.Metrics))
		check("period", w.Period == g.Period)
		check("problems", (len(w.Problems) > 0) == (len(g.Problems) > 0))
		check("next_steps", (len(w.NextSteps) > 0) == (len(g.NextSteps) > 0))
		check("hint", w.TaskHint == "" && g.TaskHint == "" || akin(w.TaskHint, g.TaskHint))
	}
	return miss
}

// plain drops the ids of earlier messages, which one message cannot know.
func plain(flags []string) []string {
	var out []string
	for _, f := range flags {
		name, _, _ := strings.Cut(f, ":")
		if name == "correction_of" {
			name = "correction"
		}
		out = append(out, name)
	}
	sort.Strings(out)
	return out
}

func sameSet(a, b []string) bool { return strings.Join(a, " ") == strings.Join(b, " ") }

func samePercent(a, b *float64) bool {
	if a == nil || b == nil {
		return a == b
	}
	return math.Abs(*a-*b) < 0.05
}

func sameMetrics(a, b []Metric) bool {
	key := func(ms []Metric) string {
		var ks []string
		for _, m := range ms {
			ks = append(ks, formatValue(m.Value)+" "+m.Unit)
		}
		sort.Strings(ks)
		return strings.Join(ks, "|")
	}
	return key(a) == key(b)
}

func readSample(r *units.Roster, s sample) Reading {
	return Read(Message{Text: s.Text, Department: s.Dept, Sent: s.SentAt}, nil, r, day.NewCalendar())
}

func runSet(t *testing.T, title string, set []sample) *score {
	r := roster(t)
	sc := newScore()
	for _, s := range set {
		got := readSample(r, s)
		miss := compare(sc, s, got)
		if len(miss) > 0 {
			w, _ := json.Marshal(struct {
				I Intent
				R []Record
				F []string
			}{s.Intent, s.Records, s.Flags})
			g, _ := json.Marshal(struct {
				I Intent
				R []Record
				F []string
			}{got.Intent, got.Records, got.Flags})
			t.Logf("MISS %s %v\n  %s %s %s\n  want %s\n  got  %s", s.ID, miss, s.SentAt.Format("2006-01-02"), s.Dept, s.Text, w, g)
		}
	}
	sc.log(t, title)
	return sc
}

func TestExamples(t *testing.T) {
	runSet(t, "examples", load(t, "examples.jsonl"))
}

// TestOwnSeen runs the messages that the rules were made with, TestOwnUnseen
// the third of them that was kept back until the rules stood.
func TestOwnSeen(t *testing.T) { runSet(t, "seen", third(load(t, "own.jsonl"), false)) }

func TestOwnUnseen(t *testing.T) { runSet(t, "unseen", third(load(t, "own.jsonl"), true)) }

func third(all []sample, unseen bool) []sample {
	var out []sample
	for _, s := range all {
		if s.Unseen == unseen {
			out = append(out, s)
		}
	}
	return out
}

// TestFresh runs messages written after the rules stood.
func TestFresh(t *testing.T) { runSet(t, "fresh", load(t, "fresh.jsonl")) }
