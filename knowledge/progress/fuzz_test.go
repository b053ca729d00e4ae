package progress

import (
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"liangshan/knowledge/segment"
)

// FuzzRead: whatever is typed, reading ends, every metric's value stands in the words,
// and a percentage is in the words or follows from two figures that are.
func FuzzRead(f *testing.F) {
	for _, name := range []string{"examples.jsonl", "own.jsonl"} {
		for _, s := range load(f, name) {
			f.Add(s.Text, s.Dept, s.SentAt.Unix())
		}
	}
	r := roster(f)
	f.Fuzz(func(t *testing.T, words, dept string, at int64) {
		if at < 0 || at > 4e9 {
			at = 1.66e9
		}
		got := Read(Message{Text: words, Department: dept, Sent: time.Unix(at, 0)}, register, r)
		if !got.ShouldRecord && len(got.Records) > 0 {
			t.Fatalf("records of what is not recorded: %+v", got)
		}
		values := valuesIn(words)
		for _, rec := range got.Records {
			checkRecord(t, words, rec, values)
		}
	})
}

func checkRecord(t *testing.T, words string, rec Record, values []float64) {
	for _, m := range rec.Metrics {
		if !holds(values, m.Value) {
			t.Fatalf("%q: %v %s is not in the words", words, m.Value, m.Unit)
		}
	}
	if rec.Percent != nil && !holds(values, *rec.Percent) && !ratio(values, *rec.Percent) && *rec.Percent != 100 {
		t.Fatalf("%q: %v%% neither said nor derived", words, *rec.Percent)
	}
	if !strings.Contains(strings.ToValidUTF8(words, ""), strings.ToValidUTF8(rec.Text, "")) && utf8.ValidString(words) {
		t.Fatalf("%q: text %q is not verbatim", words, rec.Text)
	}
}

func holds(values []float64, v float64) bool {
	for _, x := range values {
		if x == v {
			return true
		}
	}
	return false
}

func ratio(values []float64, pct float64) bool {
	for _, a := range values {
		for _, b := range values {
			if b != 0 && round1(a/b*100) == pct || a+b != 0 && round1(a/(a+b)*100) == pct || a != 0 && round1((a-b)/a*100) == pct {
				return true
			}
		}
	}
	return false
}

// valuesIn reads every number of a text in every way it may be read: a check that does not use the lexer it checks.
func valuesIn(s string) []float64 {
	rs := []rune(fold(s).s)
	var out []float64
	for i := range rs {
		for j := i + 1; j <= len(rs) && j-i <= 24; j++ {
			part := strings.ReplaceAll(string(rs[i:j]), ",", "")
			if v, err := strconv.ParseFloat(part, 64); err == nil && (part[0] >= '0' && part[0] <= '9') {
				out = append(out, v, v*100, v*1000, v*10)
			}
			if v, ok := segment.Number(part); ok {
				out = append(out, v, v*10, round1(v), v*10+5)
			}
		}
	}
	for word, v := range map[string]float64{"半": 50, "百分之百": 100, "Ⅰ": 1, "Ⅱ": 2, "Ⅲ": 3, "Ⅳ": 4, "Ⅴ": 5, "ⅰ": 1, "ⅱ": 2, "ⅲ": 3, "ⅳ": 4, "ⅴ": 5, "i类": 1, "ii类": 2, "iii类": 3, "iv类": 4, "v类": 5} {
		if strings.Contains(string(rs), word) {
			out = append(out, v)
		}
	}
	for i := range rs {
		if m := tenths.FindStringSubmatch(string(rs[i:])); m != nil {
			a, b := number(m[1]), number(m[2])
			out = append(out, float64(a*10), float64(a*10+b), float64(a*10+5), float64(a*10+b+5))
		}
	}
	return out
}

func BenchmarkRead(b *testing.B) {
	r, set := roster(b), load(b, "own.jsonl")
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		s := set[i%len(set)]
		Read(Message{Text: s.Text, Department: s.Dept, Sent: s.SentAt}, register, r)
	}
}
