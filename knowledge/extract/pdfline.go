package extract

import (
	"math"
	"slices"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"
)

// textLine is one line of a page, put together by position.
type textLine struct {
	page, col   int // col: 0 over the whole width, 1 and 2 in two columns
	x, right, y float64
	size        float64
	text        string
	first       float64    // width of the first character
	cells       []linePart // parts that wide gaps set apart
	drop        bool       // page furniture
}

// linePart is a part of a line between wide gaps.
type linePart struct {
	x, right float64
	text     string
}

// linesOf groups glyphs into lines, top to bottom.
func linesOf(glyphs []glyph, page int) []textLine {
	var out []textLine
	for _, row := range rowsOf(glyphs) {
		if l, ok := lineOf(row, page); ok {
			out = append(out, l)
		}
	}
	return out
}

// rowsOf groups glyphs that stand on one base line, top to bottom; raised and
// lowered small ones go with the line beside which they stand.
func rowsOf(glyphs []glyph) [][]glyph {
	gs := slices.Clone(glyphs)
	sort.SliceStable(gs, func(i, j int) bool { return gs[i].y > gs[j].y })
	var rows [][]glyph
	for start := 0; start < len(gs); {
		end := start + 1
		for end < len(gs) && gs[start].y-gs[end].y < 0.45*min(gs[start].size, gs[end].size) {
			end++
		}
		rows = append(rows, gs[start:end:end])
		start = end
	}
	for i := 0; i+1 < len(rows); {
		up, down := rows[i], rows[i+1]
		switch {
		case beside(up, down):
			rows[i+1] = append(down, up...)
			rows = slices.Delete(rows, i, i+1)
		case beside(down, up):
			rows[i] = append(up, down...)
			rows = slices.Delete(rows, i+1, i+2)
		default:
			i++
		}
	}
	return rows
}

// beside says that all of a row's glyphs are small and touch glyphs of another
// row: notes' numbers, powers, units.
func beside(small, row []glyph) bool {
	if len(small) > 60 || !near(small[0].y, row[0].y, 0.65*row[0].size) {
		return false
	}
	for _, g := range small {
		if !slices.ContainsFunc(row, func(o glyph) bool {
			return g.size < 0.8*o.size && g.x+g.w > o.x-3*g.size && g.x < o.x+o.w+3*g.size
		}) {
			return false
		}
	}
	return true
}

// lineOf joins the glyphs of one line from left to right.
func lineOf(gs []glyph, page int) (textLine, bool) {
	gs = slices.Clone(gs)
	sort.SliceStable(gs, func(i, j int) bool { return gs[i].x < gs[j].x })
	gs = once(gs)
	spread := spreadOf(gs)
	l := textLine{page: page, x: math.Inf(1)}
	var sb, part strings.Builder
	pending, last := "", glyph{}
	sizes := map[float64]int{}
	cut := func() {
		if part.Len() > 0 {
			l.cells = append(l.cells, linePart{text: part.String(), right: last.x + last.w})
			part.Reset()
		}
	}
	starts := []float64{}
	for _, g := range gs {
		if strings.TrimSpace(g.text) == "" {
			pending += g.text
			continue
		}
		if sb.Len() > 0 {
			sep := separator(last, g, pending, spread)
			if sep == "\t" {
				cut()
			} else {
				part.WriteString(sep)
			}
			sb.WriteString(sep)
		} else {
			l.x, l.first = g.x, g.w
		}
		if part.Len() == 0 {
			starts = append(starts, g.x)
		}
		sb.WriteString(g.text)
		part.WriteString(g.text)
		sizes[math.Round(g.size*2)/2] += utf8.RuneCountInString(g.text)
		l.right = max(l.right, g.x+g.w)
		pending, last = "", g
	}
	cut()
	for i := range l.cells {
		l.cells[i].x = starts[i]
	}
	l.size, l.text, l.y = commonest(sizes), sb.String(), baseline(gs)
	return l, sb.Len() > 0
}

// baseline is the height of a line's largest glyphs.
func baseline(gs []glyph) float64 {
	best := gs[0]
	for _, g := range gs {
		if g.size > best.size {
			best = g
		}
	}
	return best.y
}

func commonest(sizes map[float64]int) float64 {
	best, n := 0.0, 0
	for s, k := range sizes {
		if k > n || k == n && s > best {
			best, n = s, k
		}
	}
	return best
}

// once drops glyphs that are drawn again in the same place to look bold.
func once(gs []glyph) []glyph {
	out := gs[:0]
	for i, g := range gs {
		twice := false
		for k := len(out) - 1; k >= 0 && k >= len(out)-4; k-- {
			o := out[k]
			if o.text == g.text && near(o.x, g.x, 0.18*g.size) && near(o.y, g.y, 0.18*g.size) && strings.TrimSpace(g.text) != "" {
				twice = true
			}
		}
		if !twice || i == 0 {
			out = append(out, g)
		}
	}
	return out
}

// spreadOf is the letter spacing of a line, as mastheads have it: the median gap
// between neighbours, in sizes, where it is even.
func spreadOf(gs []glyph) float64 {
	var gaps []float64
	for i := 1; i < len(gs); i++ {
		if strings.TrimSpace(gs[i].text) != "" && strings.TrimSpace(gs[i-1].text) != "" {
			gaps = append(gaps, (gs[i].x-gs[i-1].x-gs[i-1].w)/max(gs[i].size, 1))
		}
	}
	if len(gaps) < 3 {
		return 0
	}
	slices.Sort(gaps)
	lo, mid, hi := gaps[len(gaps)/5], gaps[len(gaps)/2], gaps[len(gaps)*4/5]
	if mid < 0.15 || hi-lo > 0.35 {
		return 0
	}
	return mid
}

// separator is what stands between two glyphs: nothing, the spaces that are
// written there, a space for a gap, a tab for a wide one.
func separator(a, b glyph, written string, spread float64) string {
	size := max(a.size, b.size)
	gap := (b.x-a.x-a.w)/size - spread
	l, _ := utf8.DecodeLastRuneInString(a.text)
	r, _ := utf8.DecodeRuneInString(b.text)
	narrowL, narrowR := isWord(l) || l < 0x80, isWord(r) || r < 0x80
	switch {
	case gap > 2.6:
		return "\t"
	case written != "" && narrowL != narrowR && gap < 0.35: // the space that typesetters put between Han and digits
		return ""
	case written != "" && gap > 0.12:
		return fitting(strings.Map(visibleSpace, written), gap)
	case narrowL && narrowR && gap > 0.2, narrowL != narrowR && gap > 0.5, gap > 0.75:
		return " "
	}
	return ""
}

// fitting keeps as many of the written spaces as the gap has room for.
func fitting(s string, gap float64) string {
	rs := []rune(s)
	if room := max(1, int(gap/0.2)); len(rs) > room {
		rs = rs[:room]
	}
	return string(rs)
}

func visibleSpace(r rune) rune {
	if r == '\u3000' {
		return r
	}
	if unicode.IsSpace(r) {
		return ' '
	}
	return -1
}

// column is the frame that a document's text is set in, for pages of one size.
type column struct {
	left, right float64
	lead        float64 // distance between lines of a paragraph
}

// columnOf measures the frame from the lines of all pages of a size.
func columnOf(lines []textLine, width float64) column {
	starts, ends, leads := map[int]int{}, map[int]int{}, map[int]int{}
	wide := 0
	for i, l := range lines {
		if l.right-l.x > 0.45*width {
			starts[int(math.Round(l.x/2))]++
			ends[int(math.Round(l.right/2))]++
			wide++
		}
		if i > 0 && lines[i-1].page == l.page && near(lines[i-1].size, l.size, 0.6) {
			if d := (lines[i-1].y - l.y) / l.size; d > 0.8 && d < 4 {
				leads[int(math.Round(d*10))]++
			}
		}
	}
	c := column{left: 0.12 * width, right: 0.88 * width, lead: 1.6}
	if wide > 0 {
		c.left, c.right = 2*float64(extreme(starts, wide, -1)), 2*float64(extreme(ends, wide, 1))
	}
	if n := extreme(leads, total(leads), -1); n > 0 {
		c.lead = float64(n) / 10
	}
	return c
}

func total(m map[int]int) int {
	n := 0
	for _, v := range m {
		n += v
	}
	return n
}

// extreme is the smallest (dir -1) or largest (dir 1) value that is not rare.
func extreme(m map[int]int, of, dir int) int {
	keys := make([]int, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	if dir > 0 {
		slices.Reverse(keys)
	}
	for _, k := range keys {
		if n := m[k] + m[k-1] + m[k+1]; n*8 >= of {
			return k
		}
	}
	if len(keys) == 0 {
		return 0
	}
	return keys[0]
}

// starts says whether l begins a paragraph after p, which is set in pc.
func (c column) starts(p textLine, pc column, l textLine, samePage bool) bool {
	size := l.size
	switch {
	case !near(p.size, l.size, 0.12*size) || len(p.cells) > 1 || len(l.cells) > 1:
		return true
	case samePage && (p.y-l.y)/size > c.lead+0.5:
		return true
	case pc.centred(p) || c.centred(l) || (p.col == 0) != (l.col == 0):
		return true
	case mdMarked.MatchString(l.text) && (l.x > c.left+size || endsSentence(p.text)):
		return true
	}
	full := pc.right-p.right < 2.2*size+firstWord(l)
	if l.x > c.left+1.2*size {
		return !full || endsSentence(p.text) || !near(p.x-pc.left, l.x-c.left, 0.4*size)
	}
	return !full
}

// firstWord is the width of the word at a line's beginning, which may not have
// fitted on the line before.
func firstWord(l textLine) float64 {
	n := 0
	for _, r := range l.text {
		if r >= 0x80 || r == ' ' {
			break
		}
		n++
	}
	return float64(min(n, 30)) * l.size / 2
}

// centred says that a line stands in the middle, well inside both margins.
func (c column) centred(l textLine) bool {
	lead, trail := l.x-c.left, c.right-l.right
	return lead > 2.5*l.size && trail > 2.5*l.size && near(lead, trail, 1.5*l.size)
}
