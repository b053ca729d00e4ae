// Package retrieval measures how well knowledge/index ranks, on a folder of
// passages and questions: corpus.jsonl.gz with {"id", "set", "doc", "title",
// "head", "text"} a line, queries.jsonl.gz with {"id", "set", "query", "rel"}.
// All sets are ranked together over one index.
//
// recall@k is the share of questions with a right passage among the first k,
// MRR the mean of one over the rank of the first right one within ten. The mean
// is over sets, each counting the same; gz and gzdoc are one set.
package retrieval

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"
	"time"

	"liangshan/knowledge/index"
)

// Score is what a set of questions reached.
type Score struct {
	Asked    int     `json:"asked"`
	Recall1  float64 `json:"recall@1"`
	Recall5  float64 `json:"recall@5"`
	Recall10 float64 `json:"recall@10"`
	MRR      float64 `json:"mrr"`
}

// Report is the outcome. Times are of one search after another on one core;
// memory is what the process holds while the index stands, in MB, 0 where the
// system does not say.
type Report struct {
	Sets     map[string]Score `json:"sets"`
	Mean     Score            `json:"mean"`
	P50ms    float64          `json:"p50_ms"`
	P99ms    float64          `json:"p99_ms"`
	BuildSec float64          `json:"build_s"`
	RSSMB    float64          `json:"rss_mb"`
}

// depth is how many passages are asked for.
const depth = 10

type question struct {
	ID    string   `json:"id"`
	Set   string   `json:"set"`
	Query string   `json:"query"`
	Right []string `json:"rel"`
}

type passage struct {
	ID    string `json:"id"`
	Doc   string `json:"doc"`
	Title string `json:"title"`
	Head  string `json:"head"`
	Text  string `json:"text"`
}

// Run ranks every question of the folder and writes one {"id", "hits"} line a
// question to hits, unless it is nil.
func Run(folder string, hits io.Writer, now func() time.Time) (Report, error) {
	var r Report
	entries, names, err := readCorpus(filepath.Join(folder, "corpus.jsonl.gz"))
	if err != nil {
		return r, err
	}
	var asked []question
	err = readLines(filepath.Join(folder, "queries.jsonl.gz"), func(q question) { asked = append(asked, q) })
	if err != nil {
		return r, err
	}
	if len(asked) == 0 || len(entries) == 0 {
		return r, fmt.Errorf("retrieval: %s has no passages or no questions", folder)
	}
	x := index.New()
	begin := now()
	x.Add(entries...)
	r.BuildSec = now().Sub(begin).Seconds()
	clear(entries)       // the index has its own copy: what is measured is the index,
	debug.FreeOSMemory() // not what was needed to read the folder and build it

	sums := map[string]*Score{}
	times := make([]float64, 0, len(asked))
	for _, q := range asked {
		begin := now()
		found := x.Search(q.Query, depth)
		times = append(times, float64(now().Sub(begin).Microseconds())/1000)
		ids := make([]string, len(found))
		for i, h := range found {
			ids[i] = names[h.ID]
		}
		count(sums, q, ids)
		if err := write(hits, q.ID, ids); err != nil {
			return r, err
		}
	}
	r.Sets, r.Mean = means(sums)
	r.P50ms, r.P99ms = quantile(times, .5), quantile(times, .99)
	r.RSSMB, err = resident()
	return r, err
}

func readCorpus(path string) (entries []index.Entry, names []string, err error) {
	docs := map[string]int64{}
	err = readLines(path, func(p passage) {
		if docs[p.Doc] == 0 {
			docs[p.Doc] = int64(len(docs) + 1)
		}
		entries = append(entries, index.Entry{
			ID: int64(len(names)), Doc: docs[p.Doc], Title: p.Title, Head: p.Head, Text: p.Text,
		})
		names = append(names, p.ID)
	})
	return entries, names, err
}

func readLines[T any](path string, each func(T)) error {
	f, err := os.Open(path)
	if err != nil {
		return fmt.Errorf("retrieval: open: %w", err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		return fmt.Errorf("retrieval: read %s: %w", path, err)
	}
	lines := bufio.NewScanner(z)
	lines.Buffer(nil, 1<<24)
	for n := 1; lines.Scan(); n++ {
		var v T
		if err := json.Unmarshal(lines.Bytes(), &v); err != nil {
			return fmt.Errorf("retrieval: read %s, line %d: %w", path, n, err)
		}
		each(v)
	}
	if err := lines.Err(); err != nil {
		return fmt.Errorf("retrieval: read %s: %w", path, err)
	}
	return nil
}

// count adds a question's outcome to its set.
func count(sums map[string]*Score, q question, hits []string) {
	set := q.Set
	if set == "gzdoc" {
		set = "gz"
	}
	s := sums[set]
	if s == nil {
		s = &Score{}
		sums[set] = s
	}
	s.Asked++
	rank := slices.IndexFunc(hits, func(id string) bool { return slices.Contains(q.Right, id) }) + 1
	if rank == 0 {
		return
	}
	s.Recall10++
	s.MRR += 1 / float64(rank)
	if rank <= 5 {
		s.Recall5++
	}
	if rank == 1 {
		s.Recall1++
	}
}

func means(sums map[string]*Score) (sets map[string]Score, mean Score) {
	sets = map[string]Score{}
	for name, s := range sums {
		n, k := float64(s.Asked), float64(len(sums))
		one := Score{s.Asked, s.Recall1 / n, s.Recall5 / n, s.Recall10 / n, s.MRR / n}
		sets[name] = one
		mean.Asked += one.Asked
		mean.Recall1 += one.Recall1 / k
		mean.Recall5 += one.Recall5 / k
		mean.Recall10 += one.Recall10 / k
		mean.MRR += one.MRR / k
	}
	return sets, mean
}

func write(w io.Writer, id string, hits []string) error {
	if w == nil {
		return nil
	}
	line, err := json.Marshal(struct {
		ID   string   `json:"id"`
		Hits []string `json:"hits"`
	}{id, hits})
	if err != nil {
		return fmt.Errorf("retrieval: write hits: %w", err)
	}
	if _, err := w.Write(append(line, '\n')); err != nil {
		return fmt.Errorf("retrieval: write hits: %w", err)
	}
	return nil
}

func quantile(xs []float64, q float64) float64 {
	if len(xs) == 0 {
		return 0
	}
	xs = slices.Sorted(slices.Values(xs))
	return xs[min(int(q*float64(len(xs))), len(xs)-1)]
}

// resident is the process's resident memory in MB, as Linux tells it; 0 elsewhere.
func resident() (float64, error) {
	b, err := os.ReadFile("/proc/self/status")
	if errors.Is(err, os.ErrNotExist) {
		return 0, nil
	}
	if err != nil {
		return 0, fmt.Errorf("retrieval: memory: %w", err)
	}
	for line := range strings.Lines(string(b)) {
		if f := strings.Fields(line); len(f) == 3 && f[0] == "VmRSS:" {
			kb, err := strconv.ParseFloat(f[1], 64)
			if err != nil {
				return 0, fmt.Errorf("retrieval: memory: %w", err)
			}
			return kb / 1024, nil
		}
	}
	return 0, nil
}
