package retrieval

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// folder writes a small set of passages and questions.
func folder(t *testing.T, corpus, queries string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range map[string]string{"corpus.jsonl.gz": corpus, "queries.jsonl.gz": queries} {
		var b bytes.Buffer
		z := gzip.NewWriter(&b)
		if _, err := z.Write([]byte(text)); err != nil {
			t.Fatal(err)
		}
		if err := z.Close(); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name), b.Bytes(), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

const (
	corpus = `{"id": "a1", "doc": "a", "title": "复函", "text": "生态文明宣讲6次，政务双微宣传3134条。"}
{"id": "a2", "doc": "a", "title": "复函", "text": "2021年财政支出用于生态环保的经费达13.35亿元。"}
{"id": "b1", "doc": "b", "title": "水污染防治办法", "text": "第十六条 向河道倾倒垃圾的，处二千元罚款。"}
`
	queries = `{"id": "q1", "set": "letter", "query": "宣讲了多少次", "rel": ["a1"]}
{"id": "q2", "set": "letter", "query": "环保经费是多少", "rel": ["b1"]}
{"id": "q3", "set": "gz", "query": "水污染防治办法第16条", "rel": ["b1"]}
{"id": "q4", "set": "gzdoc", "query": "恐龙", "rel": ["a1"]}
`
)

// ticks is a clock that moves one millisecond at every look.
func ticks() func() time.Time {
	at := time.Date(2022, 7, 6, 0, 0, 0, 0, time.UTC)
	return func() time.Time {
		at = at.Add(time.Millisecond)
		return at
	}
}

func TestReportCountsEachSetTheSame(t *testing.T) {
	var hits bytes.Buffer
	r, err := Run(folder(t, corpus, queries), &hits, ticks())
	if err != nil {
		t.Fatal(err)
	}
	if len(r.Sets) != 2 || r.Sets["gz"].Asked != 2 || r.Mean.Asked != 4 {
		t.Errorf("gz and gzdoc are one set: %+v", r)
	}
	if r.Sets["letter"].Recall1 != .5 || r.Sets["gz"].Recall1 != .5 || r.Mean.Recall1 != .5 {
		t.Errorf("recall@1: %+v", r)
	}
	if m := r.Sets["letter"].MRR; m < .5 || m > .75 {
		t.Errorf("a right passage in second or third place counts a half or a third: %v", m)
	}
	if r.P50ms != 1 || r.P99ms != 1 || r.BuildSec != .001 {
		t.Errorf("times come from the clock that was given: %+v", r)
	}
	lines := strings.Split(strings.TrimSpace(hits.String()), "\n")
	if len(lines) != 4 || !strings.HasPrefix(lines[0], `{"id":"q1","hits":["a1"`) || lines[3] != `{"id":"q4","hits":[]}` {
		t.Errorf("hits: %s", hits.String())
	}
	b, err := json.Marshal(r)
	if err != nil {
		t.Fatal(err)
	}
	for _, field := range []string{`"sets":`, `"mean":`, `"p50_ms":`, `"p99_ms":`, `"build_s":`, `"rss_mb":`, `"recall@1":`} {
		if !strings.Contains(string(b), field) {
			t.Errorf("no %s in %s", field, b)
		}
	}
}

func TestBadFoldersSayWhatIsWrong(t *testing.T) {
	if _, err := Run(t.TempDir(), nil, ticks()); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("missing file: %v", err)
	}
	_, err := Run(folder(t, corpus+"{broken\n", queries), nil, ticks())
	if err == nil || !strings.Contains(err.Error(), "line 4") {
		t.Errorf("broken line: %v", err)
	}
	if _, err := Run(folder(t, corpus, ""), nil, ticks()); err == nil {
		t.Error("no questions: nothing was measured, and that is a fault")
	}
}
