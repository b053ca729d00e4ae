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
	return Read(Message{Text: s.Text, Department: s.Dept, Sent: s.SentAt}, nil, r)
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

// floors are what each set reaches; a change may not fall below them. The published
// examples miss only what two corrections cannot know without the record they correct
// (previous_test.go gives it to them).
var floors = map[string]map[string]float64{
	"examples": {"flags": 0.97, "metrics": 0.95, "percent": 0.97, "hint": 0.95},
	"seen":     {"hint": 0.97},
	"unseen":   {"hint": 0.96},
	"fresh":    {"department": 0.97, "flags": 0.95, "percent": 0.95, "period": 0.97, "status": 0.95, "hint": 0.95},
}

func holdFloors(t *testing.T, title string, s *score) {
	for field := range s.asked {
		floor, ok := floors[title][field]
		if !ok {
			floor = 1
		}
		if s.rate(field) < floor {
			t.Errorf("%s %s fell to %.1f%%, floor %.1f%%", title, field, 100*s.rate(field), 100*floor)
		}
	}
}

// TestExamples reads the published sample of the department messages.
func TestExamples(t *testing.T) {
	holdFloors(t, "examples", runSet(t, "examples", load(t, "examples.jsonl")))
}

// TestOwn reads our own messages. The third marked unseen was kept from the rules until they
// stood; at first sight it was read with should_record 98.9 %, intent 96.7, records 96.7,
// percent 91.8, metrics 94.1, status 96.5, period 97.6, flags 90.1.
func TestOwn(t *testing.T) {
	all := load(t, "own.jsonl")
	holdFloors(t, "seen", runSet(t, "seen", third(all, false)))
	holdFloors(t, "unseen", runSet(t, "unseen", third(all, true)))
}

// TestFresh reads messages written after the rules stood. At first sight: should_record 95.8 %,
// intent 93.8, records 91.7, percent 88.4, metrics 93.0, status 93.0, period 93.0, flags 81.2.
func TestFresh(t *testing.T) {
	holdFloors(t, "fresh", runSet(t, "fresh", load(t, "fresh.jsonl")))
}

// TestLater reads messages composed after first looks at strangers' messages, each family of
// misses with cases of its own.
func TestLater(t *testing.T) {
	holdFloors(t, "later", runSet(t, "later", load(t, "later.jsonl")))
}

func third(all []sample, unseen bool) []sample {
	var out []sample
	for _, s := range all {
		if s.Unseen == unseen {
			out = append(out, s)
		}
	}
	return out
}

// TestNeverRecorded: greetings, questions, notices, news, hearsay, secrets and others' records leave no record.
func TestNeverRecorded(t *testing.T) {
	r := roster(t)
	for _, name := range []string{"examples.jsonl", "own.jsonl", "fresh.jsonl", "later.jsonl"} {
		for _, s := range load(t, name) {
			if got := readSample(r, s); !s.ShouldRecord && (got.ShouldRecord || len(got.Records) > 0) {
				t.Errorf("%s %s: recorded %+v", s.ID, s.Text, got.Records)
			}
		}
	}
}

// A mark of secrecy alone makes a message secret; the same words in a sentence do not.
func TestAMarkOfSecrecyIsEnough(t *testing.T) {
	tell := teller(t)
	for _, text := range []string{"【机密】松材线虫病清理680株", "（秘密）森林抚育完成300亩", "机密：森林抚育完成300亩", "秘密★一年\n森林抚育完成300亩", "〔内部〕森林抚育完成300亩"} {
		if got := tell("区林业局", text); got.ShouldRecord || !has(got.Flags, FlagSecretWarning) {
			t.Errorf("%s: %+v", text, got)
		}
	}
	for _, text := range []string{"保守秘密教育培训2场", "秘密花园景点绿化完成3亩"} {
		if got := tell("区林业局", text); !got.ShouldRecord {
			t.Errorf("%s: %+v", text, got)
		}
	}
}
