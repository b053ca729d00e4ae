// Package roster is the office's 名册 and register as tables that people edit:
// departments, the names they go by, who reports and who reviews; tasks, who leads
// them and by when (tasks.go). It writes the rows, reads them back, and tells what
// differs. It is pure.
package roster

import (
	"slices"
	"strconv"
	"strings"

	"liangshan/knowledge/pattern"
)

// Person is somebody by Telegram's number; the name is for people.
type Person struct {
	ID   int64
	Name string
}

// Row is one department.
type Row struct {
	Name      string
	Kind      string // department, town, office, outside
	Short     []string
	Old       []string
	Liaisons  []Person
	Reviewers []Person // at most one counts
	Stopped   bool
}

// The headings, in order; they are how a sheet is recognised.
var Heads = []string{"单位", "类别", "简称", "曾用名", "填报人", "审核人", "状态"}

// kinds as people write them, and what they are.
var kinds = []struct{ word, kind string }{
	{"部门", "department"}, {"镇街", "town"}, {"办事机构", "office"}, {"区外单位", "outside"},
}

// The two states of a department.
const (
	inUse   = "在用"
	stopped = "停用"
)

// Cells writes a row as its cells.
func (r Row) Cells() []string {
	kind, state := r.Kind, inUse
	for _, k := range kinds {
		if k.kind == r.Kind {
			kind = k.word
		}
	}
	if r.Stopped {
		state = stopped
	}
	return []string{r.Name, kind, strings.Join(r.Short, "、"), strings.Join(r.Old, "、"), people(r.Liaisons), people(r.Reviewers), state}
}

func people(list []Person) string {
	var out []string
	for _, p := range list {
		out = append(out, p.Name+"（"+strconv.FormatInt(p.ID, 10)+"）")
	}
	return strings.Join(out, "、")
}

// Fault is a cell that cannot be taken over.
type Fault struct {
	Line int // of the sheet's rows below the headings, from 1
	Code string
	Word string
}

// Read finds the table in a sheet's rows; ok is false when it is none of ours.
func Read(rows [][]string) (list []Row, faults []Fault, ok bool) {
	ok = below(rows, Heads, func(line int, cells []string) {
		r, bad := readRow(line, cells)
		list, faults = append(list, r), append(faults, bad...)
	})
	return list, faults, ok
}

// below hands over the rows under a table's headings that hold anything, each as
// wide as the headings and with its line below them; false where they are not there.
func below(rows [][]string, heads []string, read func(line int, cells []string)) bool {
	at := slices.IndexFunc(rows, func(r []string) bool { return len(r) >= len(heads) && slices.Equal(trimmed(r[:len(heads)]), heads) })
	if at < 0 {
		return false
	}
	for i, cells := range rows[at+1:] {
		cells = append(trimmed(cells), make([]string, len(heads))...)[:len(heads)]
		if strings.Join(cells, "") != "" {
			read(i+1, cells)
		}
	}
	return true
}

func trimmed(list []string) []string {
	var out []string
	for _, s := range list {
		out = append(out, strings.TrimSpace(s))
	}
	return out
}

func readRow(line int, c []string) (Row, []Fault) {
	r := Row{Name: c[0], Short: split(c[2]), Old: split(c[3]), Stopped: c[6] == stopped}
	var faults []Fault
	fault := func(code, word string) { faults = append(faults, Fault{line, code, word}) }
	if r.Name == "" {
		fault("noname", "")
	}
	for _, k := range kinds {
		if c[1] == k.word {
			r.Kind = k.kind
		}
	}
	if r.Kind == "" {
		fault("kind", c[1])
	}
	if c[6] != "" && c[6] != inUse && c[6] != stopped {
		fault("state", c[6])
	}
	for i, to := range []*[]Person{&r.Liaisons, &r.Reviewers} {
		for _, s := range split(c[4+i]) {
			p, ok := readPerson(s)
			if !ok {
				fault("person", s)
				continue
			}
			*to = append(*to, p)
		}
	}
	if len(r.Reviewers) > 1 {
		fault("reviewers", c[5])
	}
	return r, faults
}

var separators = pattern.MustCompile(`[、，,；;\n]+`)

func split(s string) []string {
	var out []string
	for _, x := range separators.Split(s, -1) {
		if x = strings.TrimSpace(x); x != "" && !slices.Contains(out, x) {
			out = append(out, x)
		}
	}
	return out
}

var numbered = pattern.MustCompile(`^(.*?)\s*[（(]\s*(\d+)\s*[)）]$`)

func readPerson(s string) (Person, bool) {
	m := numbered.FindStringSubmatch(s)
	if m == nil {
		return Person{}, false
	}
	id, err := strconv.ParseInt(m[2], 10, 64)
	return Person{id, m[1]}, err == nil
}

// Clashes are names that a sheet makes mean two departments. A name that means two
// already is none of its doing.
func Clashes(now, want []Row) []Fault {
	before := map[string]bool{}
	for _, f := range doubled(now) {
		before[f.Word] = true
	}
	all := slices.Clone(want)
	for _, r := range now {
		if !slices.ContainsFunc(want, func(w Row) bool { return w.Name == r.Name }) {
			all = append(all, r)
		}
	}
	return slices.DeleteFunc(doubled(all), func(f Fault) bool { return before[f.Word] })
}

func doubled(list []Row) []Fault {
	var out []Fault
	owner := map[string]int{}
	for i, r := range list {
		if r.Stopped {
			continue
		}
		for _, n := range append(append([]string{r.Name}, r.Short...), r.Old...) {
			if j, taken := owner[n]; taken && j != i {
				out = append(out, Fault{Code: "taken", Word: n})
			} else {
				owner[n] = i
			}
		}
	}
	return out
}

// Change is one thing that a sheet changes.
type Change struct {
	Code   string // add, kind, short, old, stop, resume, bind, unbind, review, unreview; task.what, task.lead, task.support, task.due, task.target
	Unit   string
	Old    string
	New    string
	Person int64 `json:",omitempty"`
	Row    Row   // the department as the sheet has it
	Task   int64 `json:",omitempty"`
}

// Diff tells what a sheet changes about the roster. A department that the sheet
// leaves out stays as it is.
func Diff(now, want []Row) []Change {
	var out []Change
	at := map[string]Row{}
	for _, r := range now {
		at[r.Name] = r
	}
	for _, w := range want {
		was, known := at[w.Name]
		if !known {
			out = append(out, Change{Code: "add", Unit: w.Name, New: strings.Join(append(slices.Clone(w.Short), w.Old...), "、"), Row: w})
			was = Row{Name: w.Name, Kind: w.Kind, Short: w.Short, Old: w.Old}
		}
		out = append(out, differ(was, w)...)
	}
	return out
}

func differ(was, w Row) []Change {
	var out []Change
	add := func(code, old, now string, who int64) {
		out = append(out, Change{Code: code, Unit: w.Name, Old: old, New: now, Person: who, Row: w})
	}
	if was.Kind != w.Kind {
		add("kind", was.Cells()[1], w.Cells()[1], 0)
	}
	if !same(was.Short, w.Short) {
		add("short", strings.Join(was.Short, "、"), strings.Join(w.Short, "、"), 0)
	}
	if !same(was.Old, w.Old) {
		add("old", strings.Join(was.Old, "、"), strings.Join(w.Old, "、"), 0)
	}
	if was.Stopped != w.Stopped {
		add(map[bool]string{true: "stop", false: "resume"}[w.Stopped], "", "", 0)
	}
	for _, p := range missing(was.Liaisons, w.Liaisons) {
		add("unbind", p.Name, "", p.ID)
	}
	for _, p := range missing(w.Liaisons, was.Liaisons) {
		add("bind", "", p.Name, p.ID)
	}
	switch gone, come := missing(was.Reviewers, w.Reviewers), missing(w.Reviewers, was.Reviewers); {
	case len(come) > 0:
		add("review", people(was.Reviewers), come[0].Name, come[0].ID)
	case len(gone) > 0:
		add("unreview", gone[0].Name, "", 0)
	}
	return out
}

func same(a, b []string) bool {
	a, b = slices.Clone(a), slices.Clone(b)
	slices.Sort(a)
	slices.Sort(b)
	return slices.Equal(a, b)
}

// missing lists who is in a and not in b: numbers count, names do not.
func missing(a, b []Person) []Person {
	var out []Person
	for _, p := range a {
		if !slices.ContainsFunc(b, func(q Person) bool { return q.ID == p.ID }) {
			out = append(out, p)
		}
	}
	return out
}
