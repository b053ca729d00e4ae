package duty

import (
	"math"
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
func pairs(s string) map[string]bool {
	r := []rune(bare(aliases.Replace(s)))
	out := map[string]bool{}
	for i := 0; i+1 < len(r); i++ {
		if !unicode.IsDigit(r[i]) && !unicode.IsDigit(r[i+1]) && r[i] != '%' && r[i+1] != '%' {
			out[string(r[i:i+2])] = true
		}
	}
	return out
}

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

// linker finds rows by the character pairs of their words.
type linker struct {
	list  []Duty
	pairs []map[string]bool
	rows  map[string][]int
	days  map[day.Date][]int // rows by their last day
	count map[string]int
	n     int
}

// link marks each clause that a row restates, and each later row that says the
// same as an earlier one of another table.
func link(list []Duty) {
	l := &linker{list: list, rows: map[string][]int{}, days: map[day.Date][]int{}, count: map[string]int{}, n: len(list)}
	for i := range list {
		d := &list[i]
		p := pairs(strings.ReplaceAll(d.What, d.DueText, "") + "。" + places(d))
		l.pairs = append(l.pairs, p)
		for w := range p {
			l.count[w]++
		}
	}
	for i := range list {
		if list[i].Origin != FromClause {
			for w := range l.pairs[i] {
				l.rows[w] = append(l.rows[w], i)
			}
			l.days[list[i].Due.End] = append(l.days[list[i].Due.End], i)
		}
	}
	for i := range list {
		l.linkOne(i)
	}
}

func (l *linker) linkOne(i int) {
	d := &l.list[i]
	if d.Origin != FromClause {
		return
	}
	best, top := -1, 0.0
	for j := range l.candidates(i) {
		if s := l.score(i, j); s > top || s == top && j < best {
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

// candidates are the rows that share enough rare pairs.
func (l *linker) candidates(i int) map[int]bool {
	hits := map[int]int{}
	for w := range l.pairs[i] {
		if list := l.rows[w]; len(list) <= 40 {
			for _, j := range list {
				hits[j]++
			}
		}
	}
	out := map[int]bool{}
	for j, n := range hits {
		if n >= 2 || n*2 >= len(l.pairs[j]) {
			out[j] = true
		}
	}
	if end := l.list[i].Due.End; !end.IsZero() && l.list[i].Target != "" {
		for _, j := range l.days[end] {
			out[j] = true
		}
	}
	return out
}

// weight is how much a pair tells: what stands everywhere tells little.
func (l *linker) weight(w string) float64 {
	v := math.Log(1 + float64(l.n)/float64(l.count[w]))
	if common[w] {
		v /= 4
	}
	return v
}

// common are pairs of words that any duty may hold.
var common = wordSet(`建设 完成 推进 治理 工作 开展 实施 加强 印发 项目 重点 整治 提升 改造 管理 全区 成功 创建 达到 比例 任务 落实 组织 制定 申报 提交 保护 建立`)

// share is the weight of a's pairs that b holds too.
func (l *linker) share(a, b map[string]bool) float64 {
	both, all := 0.0, 0.0
	for w := range a {
		v := l.weight(w)
		all += v
		if b[w] {
			both += v
		}
	}
	if all == 0 {
		return 0
	}
	return both / all
}

// score is 1 or more where clause i says what row j says.
func (l *linker) score(i, j int) float64 {
	a, b := &l.list[i], &l.list[j]
	if same, _ := figures(a.Target, b.Target); same && sameDay(a.Due, b.Due) && agree(a, b) > 0 && l.share(l.pairs[j], l.pairs[i]) > 0 {
		return 1
	}
	words := max(l.share(l.pairs[j], l.pairs[i]), l.share(l.pairs[i], l.pairs[j])*0.9)
	if len(l.pairs[j]) < 2 || words < 0.4 {
		return 0
	}
	bonus := 0.0
	same, differ := figures(a.Target, b.Target)
	if same {
		bonus += 0.2
	}
	unit := agree(a, b)
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

// figures compares two targets: whether they share a figure, and whether they
// name different amounts in the same unit.
func figures(a, b string) (same, differ bool) {
	x, y := segment.Quantity(a), segment.Quantity(b)
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
	if same, _ := figures(l.list[i].Target, l.list[j].Target); same {
		return j
	}
	return -1
}

// compare records on the row where the clause says something else.
func (l *linker) compare(i, j int) {
	a, b := &l.list[i], &l.list[j]
	if _, differ := figures(a.Target, b.Target); differ {
		b.doubt("differs", "target", b.Target, a.Target)
	}
	if differentDay(b.Due, a.Due) {
		b.doubt("differs", "due", b.DueText, a.DueText)
	}
	if len(a.Lead) > 0 && len(b.Lead) > 0 && !contains(b.Lead, a.Lead[0]) {
		b.doubt("differs", "lead", b.Lead[0].Name, a.Lead[0].Name)
	}
}
