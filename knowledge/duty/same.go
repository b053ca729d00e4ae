package duty

import (
	"math"
	"slices"
	"strings"
	"unicode"

	"liangshan/knowledge/segment"
	"liangshan/knowledge/when"
	"liangshan/store/day"
)

// once drops duties that a document states word for word a second time.
func once(list []Duty) []Duty {
	seen := map[string]bool{}
	out := list[:0]
	for _, d := range list {
		key := bare(d.What) + "|" + d.DueText
		for _, m := range d.Lead {
			key += "|" + m.Name
		}
		if len([]rune(key)) >= 12 && seen[key] {
			continue
		}
		seen[key] = true
		out = append(out, d)
	}
	return out
}

// bare keeps letters and digits.
func bare(s string) string {
	return strings.Map(func(c rune) rune {
		if unicode.IsLetter(c) || unicode.IsDigit(c) || c == '.' || c == '%' {
			return c
		}
		return -1
	}, segment.Key(s))
}

// aliases are long names and what the same papers call them for short.
var aliases = strings.NewReplacer("绿水青山就是金山银山", "两山", "实践创新基地", "基地", "国内生产总值", "GDP", "地区生产总值", "GDP")

// pairs are the character pairs of what a duty is about, figures and times left out.
func pairs(s string) []pair {
	var out []pair
	before := rune(-1)
	for _, c := range bare(aliases.Replace(s)) {
		if unicode.IsDigit(c) || c == '%' {
			c = -1
		} else if before >= 0 {
			out = append(out, pair{before, c})
		}
		before = c
	}
	return out
}

// pair is two neighbouring characters.
type pair [2]rune

// places are what the groups that act are called by: 濑溪河沿线镇街 names a river.
func places(d *Duty) string {
	text := ""
	for _, m := range d.Lead {
		if m.Group && d.Origin == FromClause {
			text += m.Text + "。"
		}
	}
	return text
}

// linker finds rows by the character pairs of their words. Pairs go by number, in
// the order in which the document first has them.
type linker struct {
	list    []Duty
	pairs   [][]int // of each duty, each once, ascending
	figures [][]segment.Figure
	weight  []float64          // of each pair: what stands everywhere tells little
	rows    [][]int            // that have each pair
	days    map[day.Date][]int // rows by their last day
}

// link marks each clause that a row restates, and each later row that says the
// same as an earlier one of another table.
func link(list []Duty) {
	l := newLinker(list)
	for i := range list {
		l.linkOne(i)
	}
}

func newLinker(list []Duty) *linker {
	l := &linker{list: list, days: map[day.Date][]int{}}
	number := map[pair]int{}
	var count []int
	for i := range list {
		d := &list[i]
		var own []int
		for _, p := range pairs(strings.ReplaceAll(d.What, d.DueText, "") + "。" + places(d)) {
			n, ok := number[p]
			if !ok {
				n = len(number)
				number[p], count = n, append(count, 0)
			}
			own = append(own, n)
		}
		slices.Sort(own)
		own = slices.Compact(own)
		for _, n := range own {
			count[n]++
		}
		l.pairs, l.figures = append(l.pairs, own), append(l.figures, segment.Quantity(d.Target))
	}
	l.weight, l.rows = make([]float64, len(count)), make([][]int, len(count))
	for p, n := range number {
		l.weight[n] = math.Log(1 + float64(len(list))/float64(count[n]))
		if common[string(p[:])] {
			l.weight[n] /= 4
		}
	}
	l.enterRows()
	return l
}

func (l *linker) enterRows() {
	for i := range l.list {
		if l.list[i].Origin == FromClause {
			continue
		}
		for _, n := range l.pairs[i] {
			l.rows[n] = append(l.rows[n], i)
		}
		l.days[l.list[i].Due.End] = append(l.days[l.list[i].Due.End], i)
	}
}

func (l *linker) linkOne(i int) {
	d := &l.list[i]
	if d.Origin != FromClause {
		return
	}
	best, top := -1, 0.0
	for _, j := range l.candidates(i) {
		if s := l.score(i, j); s > top {
			best, top = j, s
		}
	}
	if top < 1 {
		best = l.sibling(i)
	}
	if best >= 0 {
		d.Restates = best
		l.compare(i, best)
	}
}

// candidates are the rows that share enough rare pairs, ascending.
func (l *linker) candidates(i int) []int {
	hits := map[int]int{}
	for _, n := range l.pairs[i] {
		if list := l.rows[n]; len(list) <= 40 {
			for _, j := range list {
				hits[j]++
			}
		}
	}
	var out []int
	for j, n := range hits {
		if n >= 2 || n*2 >= len(l.pairs[j]) {
			out = append(out, j)
		}
	}
	if end := l.list[i].Due.End; !end.IsZero() && l.list[i].Target != "" {
		out = append(out, l.days[end]...)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// common are pairs of words that any duty may hold.
var common = wordSet(`建设 完成 推进 治理 工作 开展 实施 加强 印发 项目 重点 整治 提升 改造 管理 全区 成功 创建 达到 比例 任务 落实 组织 制定 申报 提交 保护 建立`)

// shares are how much of the weight of a's pairs b holds too, and of b's a.
func (l *linker) shares(a, b []int) (ofA, ofB float64) {
	both, allA, allB := 0.0, 0.0, 0.0
	for _, n := range a {
		allA += l.weight[n]
	}
	for _, n := range b {
		allB += l.weight[n]
	}
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i] == b[j]:
			both, i, j = both+l.weight[a[i]], i+1, j+1
		case a[i] < b[j]:
			i++
		default:
			j++
		}
	}
	if both == 0 {
		return 0, 0
	}
	return both / allA, both / allB
}

// score is 1 or more where clause i says what row j says.
func (l *linker) score(i, j int) float64 {
	a, b := &l.list[i], &l.list[j]
	same, differ := amounts(l.figures[i], l.figures[j])
	ofRow, ofClause := l.shares(l.pairs[j], l.pairs[i])
	unit := agree(a, b)
	if same && sameDay(a.Due, b.Due) && unit > 0 && ofRow > 0 {
		return 1
	}
	words := max(ofRow, ofClause*0.9)
	if len(l.pairs[j]) < 2 || words < 0.4 {
		return 0
	}
	bonus := 0.0
	if same {
		bonus += 0.2
	}
	if unit > 0 {
		bonus += 0.15
	}
	if sameDay(a.Due, b.Due) || a.DueText != "" && strings.Contains(b.DueText, a.DueText) {
		bonus += 0.15
	}
	if differ && words < 0.75 || unit < 0 && words+bonus < 0.85 {
		return 0
	}
	return (words + bonus) / 0.72
}

// agree compares leads: 1 where they share one, -1 where they do not, 0 where one names none.
func agree(a, b *Duty) int {
	if len(a.Lead) == 0 || len(b.Lead)+len(b.Support) == 0 {
		return 0
	}
	for _, m := range a.Lead {
		if contains(b.Lead, m) || contains(b.Support, m) {
			return 1
		}
	}
	return -1
}

func sameDay(a, b when.Expr) bool { return !a.End.IsZero() && a.End == b.End }

// amounts compares the figures of two targets: whether they share one, and whether
// they name different amounts in the same unit.
func amounts(x, y []segment.Figure) (same, differ bool) {
	for _, f := range x {
		for _, g := range y {
			switch {
			case segment.SameFigure(f, g) || f.Value == g.Value && (strings.HasPrefix(g.Unit, f.Unit) || strings.HasPrefix(f.Unit, g.Unit)):
				same = true
			case f.Unit == g.Unit:
				differ = true
			}
		}
	}
	return same, differ && !same
}

// sibling is the row that the clause before it in the sentence restates, if
// this one names that row's target.
func (l *linker) sibling(i int) int {
	if i == 0 || l.list[i-1].Source != l.list[i].Source || l.list[i-1].Restates < 0 {
		return -1
	}
	j := l.list[i-1].Restates
	if same, _ := amounts(l.figures[i], l.figures[j]); same {
		return j
	}
	return -1
}

// compare records on the row where the clause says something else.
func (l *linker) compare(i, j int) {
	a, b := &l.list[i], &l.list[j]
	if _, differ := amounts(l.figures[i], l.figures[j]); differ {
		b.doubt("differs", "target", b.Target, a.Target)
	}
	if differentDay(b.Due, a.Due) {
		b.doubt("differs", "due", b.DueText, a.DueText)
	}
	if len(a.Lead) > 0 && len(b.Lead) > 0 && !contains(b.Lead, a.Lead[0]) {
		b.doubt("differs", "lead", b.Lead[0].Name, a.Lead[0].Name)
	}
}
