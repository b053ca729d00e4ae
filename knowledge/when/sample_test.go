package when_test

import (
	"bufio"
	"encoding/json"
	"os"
	"testing"

	"liangshan/knowledge/when"
	"liangshan/store/day"
)

type sample struct {
	ID    string   `json:"id"`
	Expr  string   `json:"expr"`
	Ref   day.Date `json:"ref"`
	Kind  string   `json:"kind"`
	Start string   `json:"start"`
	End   string   `json:"end"`
	Recur string   `json:"recur"`
}

func samples(t *testing.T) []sample {
	t.Helper()
	f, err := os.Open("testdata/time_expressions.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var out []sample
	for sc := bufio.NewScanner(f); sc.Scan(); {
		var s sample
		if err := json.Unmarshal(sc.Bytes(), &s); err != nil {
			t.Fatal(err)
		}
		out = append(out, s)
	}
	return out
}

// Every line of the catalogue is read as the catalogue says.
func TestCatalogue(t *testing.T) {
	cal := calendar(t)
	right := map[string]int{}
	all := samples(t)
	for _, s := range all {
		e := when.Parse(s.Expr, s.Ref, cal)
		for _, f := range []struct{ field, got, want string }{
			{"kind", string(e.Kind), s.Kind},
			{"start", e.Start.String(), s.Start},
			{"end", e.End.String(), s.End},
			{"recur", e.Recur, s.Recur},
		} {
			if f.got == f.want {
				right[f.field]++
				continue
			}
			t.Errorf("%s %s: %s = %q, want %q", s.ID, s.Expr, f.field, f.got, f.want)
		}
	}
	for _, f := range []string{"kind", "start", "end", "recur"} {
		t.Logf("%s: %d right of %d", f, right[f], len(all))
	}
}
