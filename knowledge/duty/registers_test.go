package duty

import (
	"bufio"
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"liangshan/knowledge/corpus"
	"liangshan/knowledge/extract"
	"liangshan/knowledge/outline"
	"liangshan/knowledge/segment"
	"liangshan/knowledge/units"
)

// gold is one line of a register written by hand. Due is the last day that
// counts; "~" and words of the rule for a rhythm; "?" for a time that is written
// but cannot be computed; "*" for any of the undated; empty for none.
type gold struct {
	What    string   `json:"what"`
	Lead    []string `json:"lead"`
	Support []string `json:"support"`
	Due     string   `json:"due"`
	Target  string   `json:"target"`
}

// paper is a document with its golden register.
type paper struct {
	name   string
	coarse bool // the golden register is coarser than one duty a line: overlap counts
	held   bool // written, but not looked at while the rules were made
	floor  reached
}

// reached is what a document reached, in percent.
type reached struct{ precision, recall, units, dates, targets int }

var papers = []paper{
	{name: "reply-letter.txt", coarse: true, floor: reached{96, 100, 100, 100, 100}},
	{name: "sample-plan.md", floor: reached{100, 100, 100, 100, 100}},
	{name: "plan.html", floor: reached{100, 100, 100, 100, 100}},
	{name: "list.grid", floor: reached{100, 100, 100, 100, 100}},
	{name: "indicators.md", floor: reached{100, 100, 100, 100, 100}},
	{name: "measures.txt", floor: reached{100, 100, 100, 100, 100}},
	{name: "notice.txt", floor: reached{100, 100, 100, 100, 100}},
	{name: "webpage.txt", floor: reached{100, 100, 100, 100, 100}},
	{name: "minutes.txt", floor: reached{100, 100, 100, 100, 100}},
	{name: "ledger.txt", floor: reached{100, 100, 100, 100, 100}},
	{name: "workpoints.txt", floor: reached{100, 100, 100, 100, 100}},
	{name: "answer.txt", floor: reached{100, 100, 100, 90, 100}},
	{name: "urgent.txt", floor: reached{100, 100, 100, 100, 100}},
	{name: "fiveyear.txt", floor: reached{100, 100, 100, 100, 100}},
	{name: "indicators2.html", floor: reached{100, 100, 100, 100, 100}},
	{name: "bars.txt", floor: reached{100, 100, 100, 100, 100}},
	{name: "manytables.md", floor: reached{100, 100, 100, 100, 100}},
	{name: "action.txt", floor: reached{100, 100, 100, 100, 100}},
	{name: "winter.md", floor: reached{100, 100, 100, 100, 100}},
	{name: "kept_plan.txt", held: true, floor: reached{95, 95, 86, 95, 100}},
	{name: "kept_list.md", held: true, floor: reached{100, 90, 88, 88, 100}},
}

func TestRegisters(t *testing.T) {
	var all, kept tally
	for _, p := range papers {
		got := originals(readPaper(t, p.name))
		want := goldOf(t, p.name)
		x := compare(got, want, p.coarse)
		s := x.score()
		t.Logf("%-20s %s", p.name, x.line())
		if !p.held || os.Getenv("HELD") != "" {
			for _, m := range x.misses {
				t.Log("    " + m)
			}
		}
		if p.held {
			kept.add(x)
		} else {
			all.add(x)
		}
		if s.precision < p.floor.precision || s.recall < p.floor.recall || s.units < p.floor.units || s.dates < p.floor.dates || s.targets < p.floor.targets {
			t.Errorf("%s: %+v, below %+v", p.name, s, p.floor)
		}
	}
	t.Logf("%-20s %s", "all", all.line())
	t.Logf("%-20s %s", "kept back", kept.line())
}

// originals leaves out what only says a row again.
func originals(list []Duty) []Duty {
	var out []Duty
	for _, d := range list {
		if d.Restates < 0 {
			out = append(out, d)
		}
	}
	return out
}

func documentOf(t testing.TB, name string) *outline.Document {
	t.Helper()
	var data []byte
	if name == "sample-plan.md" {
		name, data = corpus.SamplePlan()
	} else {
		var err error
		if data, err = os.ReadFile(filepath.Join("testdata", name)); err != nil {
			t.Fatal(err)
		}
	}
	if strings.HasSuffix(name, ".grid") {
		return outline.Read(grid(string(data)))
	}
	f, err := extract.Read(context.Background(), name, data)
	if err != nil {
		t.Fatal(err)
	}
	return outline.Read(f)
}

func readPaper(t testing.TB, name string) []Duty {
	return Read(documentOf(t, name), roster(), calendar())
}

// grid reads a table with real merges: ^ is merged from above, < from the left.
func grid(text string) *extract.File {
	table := &extract.Table{}
	for _, line := range strings.Split(strings.TrimSpace(text), "\n") {
		if strings.HasPrefix(line, "#") {
			continue
		}
		var row []extract.Cell
		i := len(table.Rows)
		for j, v := range strings.Split(line, "|") {
			c := extract.Cell{Text: v, RowOrigin: i, ColOrigin: j}
			switch v {
			case "^":
				c = table.Rows[i-1][j]
				c.Merged = true
			case "<":
				c = row[j-1]
				c.Merged = true
			}
			row = append(row, c)
		}
		table.Rows = append(table.Rows, row)
	}
	return &extract.File{Format: "xlsx", Blocks: []extract.Block{
		{Kind: extract.Paragraph, Text: "荣昌区2023年国土绿化和湿地保护重点工作任务清单"},
		{Kind: extract.TableKind, Table: table},
		{Kind: extract.Paragraph, Text: "荣昌区林长制办公室"},
		{Kind: extract.Paragraph, Text: "2023年1月10日"},
	}}
}

func goldOf(t *testing.T, name string) []gold {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", strings.TrimSuffix(name, filepath.Ext(name))+".golden.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	var out []gold
	for sc := bufio.NewScanner(bytes.NewReader(data)); sc.Scan(); {
		var g gold
		if err := json.Unmarshal(sc.Bytes(), &g); err != nil {
			t.Fatal(err)
		}
		out = append(out, g)
	}
	return out
}

// tally counts what was right.
type tally struct {
	got, hit, want, found int
	pairs, units, dates   int
	targets, targetsAsked int
	misses                []string
}

func (a *tally) add(b tally) {
	a.got, a.hit, a.want, a.found = a.got+b.got, a.hit+b.hit, a.want+b.want, a.found+b.found
	a.pairs, a.units, a.dates = a.pairs+b.pairs, a.units+b.units, a.dates+b.dates
	a.targets, a.targetsAsked = a.targets+b.targets, a.targetsAsked+b.targetsAsked
}

func percent(n, of int) int {
	if of == 0 {
		return 100
	}
	return 100 * n / of
}

func (a tally) score() reached {
	return reached{percent(a.hit, a.got), percent(a.found, a.want), percent(a.units, a.pairs), percent(a.dates, a.pairs), percent(a.targets, a.targetsAsked)}
}

func (a tally) line() string {
	return strings.Join([]string{
		share("precision", a.hit, a.got), share("recall", a.found, a.want), share("units", a.units, a.pairs),
		share("dates", a.dates, a.pairs), share("targets", a.targets, a.targetsAsked),
	}, "  ")
}

func share(name string, n, of int) string {
	return fmt.Sprintf("%s %d/%d %d%%", name, n, of, percent(n, of))
}

type match struct {
	i, j int
	s    float64
}

// compare pairs duties with golden lines, the most alike first.
func compare(got []Duty, want []gold, coarse bool) tally {
	var all []match
	least := 0.55
	if coarse {
		least = 0.4
	}
	for i := range got {
		for j := range want {
			if s := alike(&got[i], &want[j]); s >= least {
				all = append(all, match{i, j, s})
			}
		}
	}
	slices.SortStableFunc(all, func(a, b match) int { return cmp.Compare(b.s, a.s) })
	x := tally{got: len(got), want: len(want)}
	usedGot, usedWant := map[int]bool{}, map[int]bool{}
	for _, m := range all {
		if usedGot[m.i] && usedWant[m.j] || !coarse && (usedGot[m.i] || usedWant[m.j]) {
			continue
		}
		if !usedGot[m.i] {
			x.hit++
		}
		if !usedWant[m.j] {
			x.found++
			x.judge(&got[m.i], &want[m.j])
		}
		usedGot[m.i], usedWant[m.j] = true, true
	}
	for j := range want {
		if !usedWant[j] {
			x.misses = append(x.misses, "missing: "+want[j].What)
		}
	}
	for i := range got {
		if !usedGot[i] {
			x.misses = append(x.misses, "surplus: "+got[i].What+" ["+got[i].DueText+"]")
		}
	}
	return x
}

// alike is how much of the shorter words the longer hold; the day breaks ties.
func alike(d *Duty, g *gold) float64 {
	a, b := pairCount(d.What), pairCount(g.What)
	both := 0
	for w := range a {
		if b[w] {
			both++
		}
	}
	n := min(len(a), len(b))
	if n == 0 {
		return 0
	}
	s := float64(both)/float64(n) + 0.1*float64(both)/float64(max(len(a), len(b)))
	if g.Due != "" && g.Due == d.Due.End.String() {
		s += 0.01
	}
	return s
}

func pairCount(s string) map[string]bool {
	r := []rune(segment.Fold(s).Text)
	out := map[string]bool{}
	for i := 0; i+1 < len(r); i++ {
		out[string(r[i:i+2])] = true
	}
	return out
}

func (a *tally) judge(d *Duty, g *gold) {
	a.pairs++
	if same(d.Lead, g.Lead) && same(d.Support, g.Support) {
		a.units++
	} else {
		a.misses = append(a.misses, "units: "+d.What+": "+names(d.Lead)+" + "+names(d.Support))
	}
	if dueRight(d, g.Due) {
		a.dates++
	} else {
		a.misses = append(a.misses, "due: "+d.What+": "+d.DueText+" "+d.Due.End.String()+" "+d.Recurrence+", not "+g.Due)
	}
	if g.Target != "" {
		a.targetsAsked++
		if d.Target == g.Target {
			a.targets++
		} else {
			a.misses = append(a.misses, "target: "+d.What+": "+d.Target+", not "+g.Target)
		}
	}
}

func dueRight(d *Duty, want string) bool {
	dated := !d.Due.End.IsZero()
	switch {
	case want == "*":
		return !dated
	case want == "?":
		return d.DueText != "" && !dated && d.Recurrence == ""
	case strings.HasPrefix(want, "~"):
		return !dated && strings.Contains(strings.ReplaceAll(d.Recurrence, "自然", ""), want[1:])
	case want == "":
		return !dated && d.Recurrence == ""
	}
	return d.Due.End.String() == want
}

func same(list []units.Mention, want []string) bool {
	var got []string
	for _, m := range list {
		got = append(got, strings.Split(m.Name, "、")...)
	}
	a, b := slices.Clone(got), slices.Clone(want)
	slices.Sort(a)
	slices.Sort(b)
	return slices.Equal(a, b)
}

func names(list []units.Mention) string {
	var out []string
	for _, m := range list {
		out = append(out, m.Name)
	}
	return strings.Join(out, "、")
}

var (
	roster   = sync.OnceValue(corpus.Roster)
	calendar = sync.OnceValue(corpus.Calendar)
)
