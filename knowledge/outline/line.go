package outline

import (
	"strings"

	"liangshan/knowledge/extract"
)

// line is one printed line, several once a cut paragraph is healed, or a table.
type line struct {
	text   string // without the white space around it
	number string // automatic numbering, which is not in the text
	style  string
	level  int // by style; 0 where the format does not say
	no     int // line number in a text file
	page   int
	sheet  string
	gap    bool // an empty line stands before
	indent bool
	note   bool
	block  int // the block it came from
	table  *extract.Table
}

// linesOf cuts blocks into printed lines. Nothing but white space is dropped.
func linesOf(f *extract.File) []line {
	var out []line
	for i, b := range f.Blocks {
		base := line{number: trim(b.Number), style: b.Style, level: b.Level, no: b.Line, page: b.Page, sheet: b.Sheet, gap: b.Gap, note: b.Note, block: i}
		if b.Kind == extract.TableKind {
			if b.Table != nil {
				base.table = b.Table
				out = append(out, base)
			}
			continue
		}
		out = append(out, split(base, b.Text)...)
	}
	return out
}

func split(base line, text string) []line {
	var out []line
	gap := base.gap
	for k, s := range strings.Split(strings.ReplaceAll(text, "\r", ""), "\n") {
		t := trim(s)
		if t == "" {
			gap = gap || k > 0
			continue
		}
		l := base
		l.text, l.gap, l.indent = t, gap, spaceAt(s) > 1
		if base.no > 0 {
			l.no = base.no + k
		}
		if len(out) > 0 {
			l.number = ""
		}
		gap = false
		out = append(out, l)
	}
	return out
}

// marker is the line's own numeral: printed, or automatic.
func (l *line) marker() (marker, bool) {
	if l.table != nil || l.note {
		return marker{}, false
	}
	if l.number != "" {
		m, ok := markerAt(l.number)
		if !ok {
			if m, ok = markerAt(l.number + "、"); ok {
				m.label = l.number
			}
		}
		m.size, m.weak = 0, false
		return m, ok
	}
	return markerAt(l.text)
}

// words is the text after the numeral.
func (l *line) words() string {
	if m, ok := l.marker(); ok {
		return l.text[m.size:]
	}
	return l.text
}

// healed joins lines that a break had cut out of one paragraph.
func healed(lines []line) []line {
	w := wrapOf(lines)
	var out []line
	for i := 0; i < len(lines); {
		l := lines[i]
		parts := []string{l.text}
		last := l
		j := i + 1
		for ; j < len(lines) && w.continues(lines, i, j, last, len(parts) > 1); j++ {
			parts = append(parts, lines[j].text)
			last = lines[j]
		}
		l.text = join(parts)
		out = append(out, l)
		i = j
	}
	return out
}

// join glues Chinese lines without anything between, Latin words with a space.
func join(parts []string) string {
	var sb strings.Builder
	for i, p := range parts {
		if i > 0 && latin(lastRune(parts[i-1])) && latin(firstRune(p)) {
			sb.WriteByte(' ')
		}
		sb.WriteString(p)
	}
	return sb.String()
}

func latin(r rune) bool { return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' }

// wrap is what a document shows of hard line breaks.
type wrap struct {
	width   int  // the usual length of a full line; 0 where lines are paragraphs
	indents bool // paragraphs begin with an indent
	gaps    bool // blank lines stand between nearly all lines, and so mean nothing
}

func wrapOf(lines []line) wrap {
	var w wrap
	cut, indented, gapped, n := 0, 0, 0, 0
	lengths := map[int]int{}
	for i, l := range lines {
		if l.table != nil || l.note {
			continue
		}
		n++
		if l.indent {
			indented++
		}
		if l.gap {
			gapped++
		}
		if size := breadth(l.text); size >= 20 && !ended(l.text) && i+1 < len(lines) && lines[i+1].table == nil {
			cut++
			lengths[size]++
		}
	}
	if cut >= 4 && cut*3 > n {
		w.width = usual(lengths, cut)
	}
	w.indents = indented*6 > n && indented*10 < n*9
	w.gaps = gapped*10 > n*8
	return w
}

// usual is a breadth that four fifths of the full lines do not exceed.
func usual(lengths map[int]int, n int) int {
	seen := 0
	for size := 20; size < 400; size++ {
		if seen += lengths[size]; seen*5 >= n*4 {
			return size
		}
	}
	return 0
}

// continues tells whether lines[j] goes on with the paragraph that began at i and stands now at last.
func (w wrap) continues(lines []line, i, j int, last line, joined bool) bool {
	next := lines[j]
	if annexAt(last.text).ok || isDate(last.text) || !last.flows() || !next.flows() || next.number != "" || next.level != last.level || begins(&next) {
		return false
	}
	if signs(next.text) && signedWithin(lines, j, 6) {
		return false // the signature
	}
	if w.width > 0 {
		return w.wraps(last, next, joined)
	}
	if ended(last.text) {
		return false
	}
	if m, ok := lines[i].marker(); ok && runes(lines[i].text) <= 30 && m.kind != ordinal {
		return headingGoesOn(lines, i, j)
	}
	if dangling(last.text) || clausal.MatchString(last.text) {
		return true
	}
	if next.indent && (w.indents || !lines[i].indent) || next.gap && titled(last.text) {
		return false // a paragraph of its own behind a title or a cut line
	}
	if runes(last.text) < 26 && !joined {
		return false // a heading that lost its numeral, or a line of its own
	}
	short := runes(next.text) <= 20 && !ended(next.text)
	return !short || !next.gap && joined
}

// titled tells whether a line is a whole title: it ends in what a document is, and has no comma.
func titled(s string) bool { return genreEnd.MatchString(s) && !strings.ContainsAny(s, "，,。") }

func (l *line) flows() bool {
	return l.table == nil && !l.note && l.style != "code" && !isDebris(l.text) &&
		strings.Count(l.text, "|")+strings.Count(l.text, "｜") < 2
}

// wraps judges in a text with hard line breaks, where a full line goes on.
func (w wrap) wraps(last, next line, joined bool) bool {
	size := breadth(last.text)
	switch {
	case !next.gap && size*10 >= w.width*9 && !stopped(last.text) && (!next.indent || !w.indents):
		return true
	case next.gap && !w.gaps && (ended(last.text) || size*10 < w.width*8):
		return false
	case next.indent && w.indents && ended(last.text):
		return false
	case !ended(last.text) && w.indents:
		return !next.indent
	case !ended(last.text):
		return joined || size*10 >= w.width*8 || dangling(last.text)
	}
	return w.indents && !next.indent && size*10 >= w.width*9
}

// headingGoesOn judges the lines after a numbered line that is short and has no
// stop: a title broken over lines, or a title and its first sub-heading? A
// sub-heading has text of its own, and brothers.
func headingGoesOn(lines []line, i, j int) bool {
	next := lines[j]
	if clausal.MatchString(next.text) || strings.HasSuffix(next.text, "，") {
		return false
	}
	if runes(next.text) > 20 || ended(next.text) || next.gap && !lines[i].gap {
		return dangling(lines[j-1].text)
	}
	if dangling(lines[j-1].text) || complete[squeeze(lines[i].words())] {
		return !complete[squeeze(lines[i].words())]
	}
	rank := -1
	if m, ok := lines[i].marker(); ok {
		rank = m.rank()
	}
	for k := j + 1; k < len(lines) && k < j+60; k++ {
		l := lines[k]
		m, marked := l.marker()
		if marked && m.rank() <= rank {
			break
		}
		if k > j+1 && !marked && l.flows() && runes(l.text) <= 20 && !ended(l.text) && !orgLike(l.text) && !isDate(l.text) && ended(lines[k-1].text) {
			return false // a brother
		}
	}
	return true
}

// complete are headings that need no further line.
var complete = func() map[string]bool {
	set := map[string]bool{}
	for _, s := range strings.Fields(`总体要求 指导思想 基本原则 工作目标 主要目标 总体目标 重点任务 主要任务 工作任务 保障措施 组织保障
		组织领导 工作要求 有关要求 工作步骤 实施步骤 进度安排 总则 附则 工作措施 主要措施 工作安排 总体思路 基本情况 存在问题 下一步打算
		下一步工作 工作进展 实施范围 职责分工 责任分工 监督管理 法律责任 背景 概述 任务分工
		下一步工作打算 下一步工作安排 下一步工作计划 下一步计划 存在的问题 存在的不足 存在不足 问题和不足 强化保障 意见建议 工作建议 有关建议`) {
		set[s] = true
	}
	return set
}()

// begins tells whether a line opens something new, whatever stands before it.
func begins(l *line) bool {
	if m, ok := l.marker(); ok && !m.weak {
		return true
	}
	return labelLine.MatchString(l.text) || isDate(l.text) || closing.MatchString(l.text) || isTailLine(l.text) || annexAt(l.text).ok
}
