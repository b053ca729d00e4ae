package extract

import (
	"bytes"
	"context"
	"errors"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// tight is a Reader without outside programs, whose bounds are small enough to
// be met.
func tight() *Reader {
	return &Reader{Limits: Limits{
		FileBytes: 1 << 20, InflatedBytes: 8 << 20, Ratio: 400, Entries: 200, Depth: 100,
		Blocks: 5000, Cells: 20_000, Pages: 50, Operations: 300_000, Time: 10 * time.Second,
	}}
}

// check calls a reader without the net that catches panics, and holds the
// result against the limits.
func check(t *testing.T, r *Reader, k kind, data []byte) {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), r.Limits.Time)
	defer cancel()
	read := func() (*File, error) {
		if k == kindXlsx { // excelize's panics are not ours; the net is
			return r.open(ctx, k, data)
		}
		return r.dispatch(&budget{ctx: ctx, lim: r.Limits}, k, data)
	}
	f, err := read()
	if err != nil {
		if errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("%s: out of time on %d bytes", k, len(data))
		}
		if r.refusal(err, string(k)).Reason == "" {
			t.Errorf("%s: no reason: %v", k, err)
		}
		return
	}
	cells := 0
	for i := range f.Blocks {
		if tab := f.Blocks[i].Table; tab != nil {
			cells += tab.size()
			checkTable(t, tab)
		}
	}
	if len(f.Blocks) > r.Limits.Blocks || cells > r.Limits.Cells || f.Pages > r.Limits.Pages {
		t.Errorf("%s: %d blocks, %d cells, %d pages", k, len(f.Blocks), cells, f.Pages)
	}
	_, _ = f.secret()
}

// checkTable holds a table to its promise: a rectangle, in which every merged
// cell repeats an origin that stands before it.
func checkTable(t *testing.T, tab *Table) {
	t.Helper()
	for r, row := range tab.Rows {
		if len(row) != len(tab.Rows[0]) {
			t.Errorf("row %d has %d cells, the first %d", r, len(row), len(tab.Rows[0]))
		}
		for c, cell := range row {
			if cell.RowOrigin > r || cell.ColOrigin > c && cell.RowOrigin == r || cell.RowOrigin < 0 || cell.ColOrigin < 0 {
				t.Errorf("cell %d,%d comes from %d,%d", r, c, cell.RowOrigin, cell.ColOrigin)
			}
			if cell.Merged && cell.RowOrigin < len(tab.Rows) && cell.ColOrigin < len(row) && tab.Rows[cell.RowOrigin][cell.ColOrigin].Text != cell.Text {
				t.Errorf("cell %d,%d says %q, its origin %q", r, c, cell.Text, tab.Rows[cell.RowOrigin][cell.ColOrigin].Text)
			}
		}
	}
}

func fixtures(t testing.TB) map[string][]byte {
	t.Helper()
	out := map[string][]byte{}
	for _, dir := range []string{"good", "bad"} {
		paths, err := filepath.Glob(filepath.Join("testdata", dir, "*"))
		if err != nil {
			t.Fatal(err)
		}
		for _, path := range paths {
			if strings.HasSuffix(path, ".golden") {
				continue
			}
			data, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			out[filepath.Base(path)] = data
		}
	}
	return out
}

func TestMutatedFilesNeverPanic(t *testing.T) {
	rnd := rand.New(rand.NewPCG(1, 2))
	n := 25
	if testing.Short() {
		n = 5
	}
	for name, data := range fixtures(t) {
		for range n {
			m := mutate(rnd, data)
			k := sniff(m)
			check(t, tight(), k, m)
			if k2 := sniff(data); k2 != k {
				check(t, tight(), k2, m)
			}
			if t.Failed() {
				t.Fatalf("%s", name)
			}
		}
	}
}

// Damage inside the parts of an archive, which a flipped bit in the archive
// itself hardly ever reaches.
func TestMutatedPartsNeverPanic(t *testing.T) {
	rnd := rand.New(rand.NewPCG(3, 4))
	for _, name := range []string{"built.docx", "tracked.docx", "list.xlsx", "built.ofd"} {
		data := fixtures(t)[name]
		for range 60 {
			m := mutateParts(t, rnd, data)
			check(t, tight(), sniff(m), m)
		}
	}
}

func mutateParts(t *testing.T, rnd *rand.Rand, data []byte) []byte {
	a, err := openArchive(&budget{ctx: context.Background(), lim: DefaultLimits()}, data)
	if err != nil {
		t.Fatal(err)
	}
	parts := map[string]string{}
	for _, f := range a.files {
		part, err := a.read(f.Name)
		if err != nil {
			t.Fatal(err)
		}
		if strings.HasSuffix(f.Name, ".xml") && rnd.IntN(2) == 0 {
			part = mutate(rnd, part)
		}
		parts[f.Name] = string(part)
	}
	return zipOf(t, parts)
}

// mutate cuts, flips, repeats, moves or writes over.
func mutate(rnd *rand.Rand, data []byte) []byte {
	out := bytes.Clone(data)
	if len(out) < 8 {
		return out
	}
	for range 1 + rnd.IntN(6) {
		i, n := rnd.IntN(len(out)), 1+rnd.IntN(min(64, len(out)))
		n = min(n, len(out)-i)
		switch rnd.IntN(6) {
		case 0:
			out = append(out[:i], out[i+n:]...)
		case 1:
			out[i] ^= byte(1 << rnd.IntN(8))
		case 2:
			out = append(out[:i], append(bytes.Repeat(out[i:i+n], 1+rnd.IntN(20)), out[i:]...)...)
		case 3:
			copy(out[i:], out[rnd.IntN(len(out)):])
		case 4:
			for k := range n {
				out[i+k] = byte(rnd.Uint32())
			}
		case 5:
			copy(out[i:], []string{"9999999999", "-1", "<<", "[", "</w:p>", "&x;", "0 0 R", "\x00", "%1", "999"}[rnd.IntN(10)])
		}
		if len(out) < 8 {
			return out
		}
		if len(out) > 1<<20 {
			out = out[:1<<20]
		}
	}
	return out
}
