package brief

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"liangshan/store"
)

// Indicator is one row of a plan's indicator table, or a task with a target: what
// is to be reached by when, and what was reported of it, year by year.
type Indicator struct {
	Name    string
	Unit    string // of measure, as the table says; "" where it does not
	Table   bool   // stands in an indicator table
	Doc     store.Document
	Place   string
	Lead    []string
	Base    []Base   // how it stood, as the plan says
	Targets []Target // by when, in order
	Values  []store.Measurement
	Latest  *store.Measurement  // of Values
	Aside   []store.Measurement // reported under its tasks last, and not to be held against its targets
	Tasks   []int64
}

// Base is a value that the plan itself gives: 2020年现状值 56.3.
type Base struct {
	Head, Text string
	Year       int // 0 where the heading names none
}

// Target is what is to be reached at one time.
type Target struct {
	Due  string // as written: 2025年
	Year int    // of the due day, 0 for none
	Goal Goal
}

// Indicators gathers the ledger's tasks that have targets, those of indicator
// tables first, with what was measured.
func Indicators(f Figures, measured []store.Measurement) []Indicator {
	var list []Indicator
	at := map[[2]int64]int{}
	for _, it := range f.Items {
		t := it.Task
		if t.Target == "" && t.Origin != "indicator" {
			continue
		}
		key := [2]int64{t.DocumentID, int64(t.Seq)}
		if t.Origin != "indicator" || t.DocumentID == 0 {
			key = [2]int64{-1, t.ID}
		}
		i, ok := at[key]
		if !ok {
			i = len(list)
			at[key] = i
			list = append(list, newIndicator(it))
		}
		list[i].Tasks = append(list[i].Tasks, t.ID)
		list[i].Targets = append(list[i].Targets, Target{Due: t.DueText, Year: t.DueTo.Year, Goal: ReadGoal(t.Target)})
	}
	for i := range list {
		slices.SortStableFunc(list[i].Targets, func(a, b Target) int { return a.Year - b.Year })
		list[i].take(f, measured)
	}
	slices.SortStableFunc(list, func(a, b Indicator) int { return btoi(b.Table) - btoi(a.Table) })
	return list
}

func btoi(v bool) int {
	if v {
		return 1
	}
	return 0
}

var (
	unitHead = regexp.MustCompile(`^(?:计量|计算|度量)?单位$`)
	baseHead = regexp.MustCompile(`现状|基准|基期|上年|(?:19|20)\d\d年?(?:度)?(?:实际|完成)`)
	yearIn   = regexp.MustCompile(`(?:19|20)\d\d`)
)

func newIndicator(it Item) Indicator {
	t := it.Task
	x := Indicator{Name: t.What, Table: t.Origin == "indicator", Doc: it.Doc, Place: t.Place, Lead: it.Lead()}
	if t.Indicator != "" && x.Table {
		x.Name = t.Indicator
	}
	if !x.Table {
		return x
	}
	for _, cell := range strings.Split(t.Source, "｜") {
		head, text, ok := strings.Cut(cell, " ")
		text = strings.TrimSpace(text)
		switch {
		case !ok || text == "" || strings.ContainsAny(text, "-—–") && utf8.RuneCountInString(text) == 1:
		case unitHead.MatchString(head):
			x.Unit = strings.ReplaceAll(text, "％", "%")
		case baseHead.MatchString(head):
			b := Base{Head: head, Text: text}
			if y := yearIn.FindString(head); y != "" {
				b.Year, _ = strconv.Atoi(y) //nolint:errcheck // four digits
			}
			x.Base = append(x.Base, b)
		}
	}
	return x
}

// take finds what was measured of the indicator: under its tasks, or by its name
// under none; of several figures the one that is called as it is, or the only one
// in its unit.
func (x *Indicator) take(f Figures, all []store.Measurement) {
	var mine []store.Measurement
	for _, m := range all {
		if m.TaskID != 0 && slices.Contains(x.Tasks, f.Rows[m.TaskID]) || m.TaskID == 0 && named(m.Metric.Name, x.Name) {
			mine = append(mine, m)
		}
	}
	keep := func(ok func(store.Measurement) bool) []store.Measurement {
		var out []store.Measurement
		for _, m := range mine {
			if ok(m) {
				out = append(out, m)
			}
		}
		return out
	}
	called := keep(func(m store.Measurement) bool { return named(m.Metric.Name, x.Name) && x.fits(m.Metric.Unit) })
	if len(called) == 0 {
		called = keep(func(m store.Measurement) bool {
			return m.Metric.Unit != "%" && x.fits(m.Metric.Unit) && !lacking.MatchString(m.Metric.Name)
		})
		if x.Table || len(called) == 0 || !oneName(called) { // what else is said under it measures something else
			x.Aside = latestAmong(mine)
			return
		}
	}
	byYear := map[int]store.Measurement{}
	for _, m := range called {
		if old, ok := byYear[m.Year]; !ok || m.SentAt.After(old.SentAt) {
			byYear[m.Year] = m
		}
	}
	for _, m := range byYear {
		x.Values = append(x.Values, m)
	}
	slices.SortFunc(x.Values, func(a, b store.Measurement) int { return a.Year - b.Year })
	if n := len(x.Values); n > 0 {
		x.Latest = &x.Values[n-1]
	}
}

// latestAmong is what the latest message among some figures gave.
func latestAmong(list []store.Measurement) (out []store.Measurement) {
	for _, m := range list {
		switch {
		case len(out) == 0 || m.SentAt.After(out[0].SentAt):
			out = []store.Measurement{m}
		case m.SentAt.Equal(out[0].SentAt):
			out = append(out, m)
		}
	}
	return out
}

var (
	lacking = regexp.MustCompile(`^(?:还)?(?:剩余|剩下|剩|尚余|余下|还差|尚差|差|未|尚未|待)`) // 剩余34株 is not what was reached
	summed  = regexp.MustCompile(`^(?:累计|总计|共计|合计|全区|全年|今年|本年|目前|实际)+`)     // 累计优良天数 is 优良天数
)

func oneName(list []store.Measurement) bool {
	for _, m := range list {
		if m.Metric.Name != list[0].Metric.Name || m.Metric.Unit != list[0].Metric.Unit {
			return false
		}
	}
	return true
}

// named reports whether a figure bears the indicator's name.
func named(metric, indicator string) bool {
	metric = summed.ReplaceAllString(metric, "")
	if metric == indicator {
		return true
	}
	short, long := metric, indicator
	if utf8.RuneCountInString(short) > utf8.RuneCountInString(long) {
		short, long = long, short
	}
	return utf8.RuneCountInString(short) >= 4 && strings.HasSuffix(long, short)
}

// fits reports whether a figure in this unit can be compared with the targets.
func (x *Indicator) fits(unit string) bool {
	want := x.Unit
	for _, t := range x.Targets {
		for _, b := range t.Goal.Bounds {
			if b.Unit != "" {
				want = b.Unit
			}
		}
	}
	return want == "" || want == "-" || want == unit
}

// Before is the value of an earlier year to compare the latest with: reported,
// else the plan's own.
func (x *Indicator) Before() *float64 {
	if x.Latest == nil {
		return nil
	}
	if n := len(x.Values); n > 1 {
		return &x.Values[n-2].Metric.Value
	}
	for i := len(x.Base) - 1; i >= 0; i-- {
		if v, err := strconv.ParseFloat(strings.TrimSuffix(x.Base[i].Text, "%"), 64); err == nil {
			return &v
		}
	}
	return nil
}

// Next is the target that the latest value is held against: the first whose year
// is not over, else the last.
func (x *Indicator) Next(year int) *Target {
	for i := range x.Targets {
		if x.Targets[i].Year == 0 || x.Targets[i].Year >= year {
			return &x.Targets[i]
		}
	}
	if n := len(x.Targets); n > 0 {
		return &x.Targets[n-1]
	}
	return nil
}

// Verdicts is how the latest value stands to the next target, none where nothing was reported.
func (x *Indicator) Verdicts(year int) []Verdict {
	t := x.Next(year)
	if x.Latest == nil || t == nil {
		return nil
	}
	return t.Goal.Judge(x.Latest.Metric.Value, x.Latest.Metric.Unit, x.Before())
}

// Value is what was reported of a year, nil for nothing.
func (x *Indicator) Value(year int) *store.Measurement {
	for i := range x.Values {
		if x.Values[i].Year == year {
			return &x.Values[i]
		}
	}
	return nil
}

// TargetsOf is the targets of one year, 0 for those without.
func (x *Indicator) TargetsOf(year int) []Target {
	var out []Target
	for _, t := range x.Targets {
		if t.Year == year {
			out = append(out, t)
		}
	}
	return out
}

// Pending reports whether nothing was reported of it.
func (x *Indicator) Pending() bool { return x.Latest == nil }

// Link is the address of the message that gave the latest value, "" where there is none.
func (x *Indicator) Link() string {
	if x.Latest == nil {
		return ""
	}
	return Link(x.Latest.ChatID, x.Latest.MessageID)
}

// Earlier is the values of the years before the latest, the newest first.
func (x *Indicator) Earlier() []store.Measurement {
	if len(x.Values) < 2 {
		return nil
	}
	out := slices.Clone(x.Values[:len(x.Values)-1])
	slices.Reverse(out)
	return out
}
