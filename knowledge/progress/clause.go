package progress

import (
	"strings"
	"unicode/utf8"

	"liangshan/knowledge/pattern"
	"liangshan/store/day"
)

// role says what a clause is for.
type role int

const (
	report    role = iota
	heading        // 本月三件事： — announces, says nothing itself
	hindrance      // what is in the way
	plan           // what will be done
	target         // what is aimed at
	ask            // a question
	talk           // greeting, thanks, small talk
	note           // about the message itself: 补一下, 报错了
	inject         // tells the reader what to do
)

// stop says how strongly a clause is cut off from the one before it.
type stop int

const (
	soft   stop = iota // no sign at all: cut at a word
	weak               // ， 、 or a space
	strong             // ； 。 or a line end
	item               // 1. 2. 3., （一）, 一是
)

// clause is a stretch of a message between stops.
type clause struct {
	a, b       int
	s          string
	stop       stop
	asked      bool // ends with a question mark
	figs       []figure
	periods    []period
	hidden     []figure // figures that are not read: denied by a correction, telephone numbers
	role       role
	threat     bool // what looms if something is not done
	enumerated bool // a plan that goes on in a list of 、
	trouble    bool // a report that also names a problem
	topic      string
	heard      bool   // supposes something of a neighbour
	own        bool   // says how a task of its own stands: 地灾点治理滞后了
	dept       string // its own unit, in a passed-on report of several
	cells      []column
	number     int  // of its list mark, 0 if not read
	level      int  // of its list mark: 1 一、 2 （一） 3 1. and the like; 0 without
	atLine     bool // begins a line
	line       bool // stands on a line of its own
	open       bool // no word settles its role, so that a proposal may
	task       int64
	called     string // the words that were proposed for its task
}

var (
	itemMark  = pattern.MustCompile(`^\s*(?:（?(\d{1,2})(?:）|[.、](?:[^\d]|\d{1,2}月|$))|(?:([①②③④⑤⑥⑦⑧⑨⑩]))|([一二三四五六七八九])是|（?([一二三四五六七八九十]{1,2})(?:）|、)|第([一二三四五六七八九])(?:[，、：个件项]|是))`)
	softCuts  = words(`问题是 主要问题 存在问题 存在的问题 但是 不过 下一步 下步 接下来 另外 下个月 下阶段 后续 顺便 预计 还差 还剩 剩下 困难是 因为 由于 主要是 目前 现在 就是 其中 同时 投资 争取 力争 计划 准备`)
	stopSigns = "，；。！？\n、：,"
)

// parser carries what one message is read with.
type parser struct {
	t       text
	on      day.Date
	periods []period
	figs    []figure
	denied  []figure  // figures that a correction calls wrong
	cells   []column  // of lines pasted from a sheet
	with    []stretch // whom the work was done with
}

func newParser(t text, from int, on day.Date) *parser {
	cells, heading := t.columns(from)
	if cells != nil {
		t.s = t.s[:heading.a] + strings.Repeat(" ", heading.b-heading.a-1) + t.s[heading.b-1:]
	}
	blanked := strings.Repeat(" ", from) + t.s[from:]
	p := &parser{t: t, on: on, cells: cells, periods: findPeriods(blanked, on)}
	p.figs = findFigures(blanked, p.periods)
	for _, m := range phone.FindAllStringIndex(blanked, -1) {
		p.denied = append(p.denied, figure{a: m[0], b: m[1]})
	}
	return p
}

// inside reports whether byte i lies within a figure or a time expression.
func (p *parser) inside(i int) bool {
	for _, f := range p.figs {
		if f.a < i && i < f.b {
			return true
		}
	}
	for _, e := range p.periods {
		if e.a < i && i < e.b {
			return true
		}
	}
	return false
}

// clauses cuts the message from byte `from` on.
func (p *parser) clauses(from int) []clause {
	s := p.t.s
	numbered := p.numbered(from)
	var out []clause
	start, kind, depth, level, number := from, strong, 0, 0, 0
	cut := func(end, next int, k stop, asked bool) {
		n := len(out)
		if out = p.push(out, start, end, kind, asked); len(out) > n {
			out[n].level, out[n].number, level, number = level, number, 0, 0
		}
		start, kind = next, k
	}
	for i := from; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		switch {
		case numbered[i] > 0:
			if i > start {
				cut(i, i, item, false)
			}
			start, kind, level = i+numbered[i], item, markLevel(s[i:i+numbered[i]])
			number = markNumber(s[i : i+numbered[i]])
			i = start
			continue
		case r == '（':
			depth++
		case r == '）' && depth > 0:
			depth--
		case p.inside(i):
		case r == '：':
			cut(i+n, i+n, weak, false)
		case strings.ContainsRune(stopSigns, r):
			cut(i, i+n, strength(r, kind, depth), r == '？')
		case r == ' ' && p.spaceStops(start, i):
			cut(i, i+n, weak, false)
		case i > start && p.softStop(start, i):
			cut(i, i, soft, false)
		}
		i += n
	}
	cut(len(s), len(s), kind, false)
	for i := range out {
		out[i].line = p.onItsOwn(&out[i])
		out[i].atLine = strings.HasSuffix(strings.TrimRight(s[:out[i].a], " "), "\n")
	}
	return out
}

// onItsOwn reports whether a clause fills a line, list mark and stop aside.
func (p *parser) onItsOwn(c *clause) bool {
	s := p.t.s
	after := strings.TrimLeft(s[c.b:], " 。：")
	before := strings.TrimRight(s[:c.a], " ")
	if n := strings.LastIndexByte(before, '\n'); n >= 0 {
		before = before[n+1:]
	}
	return strings.HasPrefix(after, "\n") && utf8.RuneCountInString(before) <= 4 && !strings.ContainsAny(before, "，；")
}

// markNumber is the number that a list mark shows.
func markNumber(mark string) int {
	r := []rune(mark)
	for i, c := range r {
		switch {
		case c >= '①' && c <= '⑩':
			return int(c-'①') + 1
		case isDigit(c):
			j := i
			for j < len(r) && isDigit(r[j]) {
				j++
			}
			return number(string(r[i:j]))
		case han2digit[string(c)] > 0 && c != '天' && c != '日' && c != '末':
			return han2digit[string(c)]
		}
	}
	return 0
}

// markLevel: 一、 stands over （一）, that over 1. and ①.
func markLevel(mark string) int {
	switch {
	case !strings.ContainsAny(mark, "一二三四五六七八九十"):
		return 3
	case strings.Contains(mark, "、") && !strings.Contains(mark, "（"):
		return 1
	}
	return 2
}

// strength of the stop r. Within brackets nothing starts a new task.
func strength(r rune, _ stop, depth int) stop {
	if depth > 0 || strings.ContainsRune("，、,：", r) {
		return weak
	}
	return strong
}

// numbered finds the list marks of the message, if it has at least two: byte of each and its length.
func (p *parser) numbered(from int) map[int]int {
	s := p.t.s
	marks := map[int]int{}
	var firsts []int
	for i := from; i < len(s); {
		if p.mayStartItem(from, i) {
			if n := markLength(s[i:]); n > 0 {
				marks[i] = n
				firsts = append(firsts, i)
				i += n
				continue
			}
		}
		_, n := utf8.DecodeRuneInString(s[i:])
		i += n
	}
	if len(firsts) < 2 {
		return nil
	}
	return marks
}

func markLength(s string) int {
	m := itemMark.FindStringSubmatchIndex(s)
	if m == nil {
		return 0
	}
	end := m[1]
	if m[2] >= 0 && !strings.HasSuffix(s[:end], "）") { // the sign behind 1. was looked at, not taken
		end = m[3] + strings.IndexAny(s[m[3]:], ".、")
		_, n := utf8.DecodeRuneInString(s[end:])
		end += n
	}
	return end
}

func (p *parser) mayStartItem(from, i int) bool {
	if p.inside(i) {
		return false
	}
	s := p.t.s
	for _, e := range p.periods {
		if e.a == i && e.key != "" && e.grain != byDefault {
			return false
		}
	}
	if i == from {
		return true
	}
	prev, _ := utf8.DecodeLastRuneInString(strings.TrimRight(s[from:i], " "))
	return strings.ContainsRune("，；。！？\n：、", prev) || s[i-1] == ' ' || strings.ContainsRune("①②③④⑤⑥⑦⑧⑨⑩", first(s[i:]))
}

func first(s string) rune { r, _ := utf8.DecodeRuneInString(s); return r }

// spaceStops reports whether the blank at i ends a clause: something was already said before it.
func (p *parser) spaceStops(start, i int) bool {
	s := p.t.s
	if p.hasFigure(start, i) {
		return !startsAny(s[i+1:], "/", "（")
	}
	part := s[start:i]
	return finished.in(part) || notYet.in(part) || stopped.in(part) || greetings.in(part) && len(part) < 20 || acks.ends(part) || trouble.in(part)
}

func (p *parser) hasFigure(a, b int) bool {
	for _, f := range p.figs {
		if f.a >= a && f.b <= b {
			return true
		}
	}
	return false
}

// softStop reports whether a word at i begins a new clause though no sign stands before it.
func (p *parser) softStop(start, i int) bool {
	s := p.t.s
	w := softCuts.at(s[i:])
	if w == "" || utf8.RuneCountInString(s[start:i]) < 3 {
		return false
	}
	if p.hasFigure(start, i) {
		return !startsAny(s[i:], "目前为止")
	}
	return startsAny(w, "问题", "主要问题", "存在", "但是", "不过", "下", "接下来", "另外", "后续", "顺便", "困难", "预计", "争取", "力争") && !strings.HasSuffix(s[start:i], "发现")
}

func (p *parser) push(out []clause, a, b int, k stop, asked bool) []clause {
	s := p.t.s
	for _, mark := range []string{"- ", "• ", "· ", "● ", "◆ ", "■ ", "* ", "•", "●", "◆", "■"} {
		if t := strings.TrimLeft(s[a:b], " "); strings.HasPrefix(t, mark) {
			a = b - len(t) + len(mark)
		}
	}
	for a < b && (s[a] == ' ' || strings.HasPrefix(s[a:b], "）")) {
		a += max(1, len("）")*btoi(s[a] != ' '))
	}
	for b > a && s[b-1] == ' ' {
		b--
	}
	if a >= b {
		if asked && len(out) > 0 {
			out[len(out)-1].asked = true
		}
		return out
	}
	c := clause{a: a, b: b, s: s[a:b], stop: k, asked: asked, cells: p.cells}
	for _, f := range p.figs {
		if f.na >= a && f.nb <= b {
			c.figs = append(c.figs, f)
		}
	}
	for _, f := range p.denied {
		if f.a >= a && f.b <= b {
			c.hidden = append(c.hidden, f)
		}
	}
	for _, e := range p.periods {
		if e.a >= a && e.b <= b {
			c.periods = append(c.periods, e)
		}
	}
	return append(out, c)
}

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}
