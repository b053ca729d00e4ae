package answer

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"liangshan/knowledge/outline"
	"liangshan/knowledge/pattern"
	"liangshan/knowledge/segment"
)

// rowEnd is what people leave off a row's name: 下符桥 for 下符桥镇.
var rowEnd = pattern.MustCompile(`(?:` + waters + `|` + areas + `|村|社区)$`)

// namedRows are the rows that a text names, and the text without their names.
func (m *matrix) namedRows(text string) (rows []*passage, rest string) {
	rest = bare(text)
	for _, p := range m.rows {
		name := bare(m.cell(p, m.name).Text)
		for _, n := range []string{name, rowEnd.ReplaceAllString(name, "")} {
			if at := strings.Index(rest, n); runes(n) >= 2 && at >= 0 && !namePrefix.MatchString(rest[:at]) {
				rows, rest = append(rows, p), rest[:at]+" "+rest[at+len(n):]
				break
			}
		}
	}
	return rows, rest
}

// longestShort is from how many characters a part of a name stands for it.
const longestShort = 3

// shortlyNamed is the one row of these that a text names by a part of its name: 矿坑公园
// for 盐井矿坑公园. Nil for none, and where two have it.
func (m *matrix) shortlyNamed(rows []*passage, text string) (*passage, string) {
	best, most := 0, ""
	var hit *passage
	for _, p := range rows {
		common := commonRun(bare(m.cell(p, m.name).Text), text)
		switch n := runes(common); {
		case n > best:
			best, hit, most = n, p, common
		case n == best:
			hit = nil
		}
	}
	if best < longestShort || hit == nil {
		return nil, text
	}
	return hit, strings.Replace(text, most, " ", 1)
}

// topicRows are the rows that the things compared or added name by their words, one
// each: 矿山修复比拆码头多多少, of 拆除非法码头7处.
func (s *Shelf) topicRows(q *query, x *matrixAsked) (rows []*passage, rest string) {
	rest = bare(q.text)
	var names []string
	if m := compared.FindStringSubmatch(q.text); m != nil {
		names = m[1:]
	} else if q.adds() {
		names = topics(q.text)
	}
	if len(names) < 2 {
		return nil, rest
	}
	for _, name := range names {
		for _, c := range x.matrix.rows[0].clause.Cells {
			name = strings.ReplaceAll(name, plainHeader(c), "") // 雨污分流三期总投资
		}
		p := s.rowOfWords(s.topicQuery(q, name), x.matrix)
		if p == nil || slices.Contains(rows, p) {
			return nil, bare(q.text)
		}
		rows, rest = append(rows, p), strings.Replace(rest, bare(name), " ", 1)
	}
	return rows, rest
}

// plainHeader is a header without the unit in its bracket.
func plainHeader(c outline.Cell) string {
	return bare(bracketUnit.ReplaceAllString(c.Header, ""))
}

// namedColumns are the columns of figures that a text names in full, where there are
// several: 总投资和2025年计划投资各多少.
func (m *matrix) namedColumns(text string) (out []int) {
	for _, i := range m.figures {
		h := plainHeader(m.rows[0].clause.Cells[i])
		if runes(h) < 2 || !strings.Contains(text, h) {
			continue
		}
		text = strings.Replace(text, h, " ", 1)
		out = append(out, i)
	}
	if len(out) < 2 {
		return nil
	}
	return out
}

// rowOfWords is the one row whose name has all words of a topic.
func (s *Shelf) rowOfWords(t *query, m *matrix) (hit *passage) {
	for _, p := range m.rows {
		key, n := bare(m.cell(p, m.name).Text), 0
		if !slices.ContainsFunc(t.words, func(w word) bool {
			n++
			return w.class == content && metIn(&w, key) < wordMet
		}) && n > 0 {
			if hit != nil {
				return nil
			}
			hit = p
		}
	}
	return hit
}

// yearByYear asks for the figures of all years.
var yearByYear = pattern.MustCompile(`每一?年|各年|历年|逐年|分年|年年`)

// yearColumns are the columns of years, of those that the question names besides (每年的目标) where it does.
func (m *matrix) yearColumns(text string) (out []int) {
	var named []int
	for i, c := range m.rows[0].clause.Cells {
		if !yearIn.MatchString(c.Header) {
			continue
		}
		out = append(out, i)
		if sharedPairs(bare(yearIn.ReplaceAllString(c.Header, "")), text) > 0 {
			named = append(named, i)
		}
	}
	if len(named) > 0 {
		return named
	}
	return out
}

// commonRun is the longest run of characters that two texts share.
func commonRun(a, b string) string {
	rs, best := []rune(a), ""
	for i := range rs {
		for j := len(rs); j > i && j-i > utf8.RuneCountInString(best); j-- {
			if part := string(rs[i:j]); strings.Contains(b, part) {
				best = part
			}
		}
	}
	return best
}

// held is a value of a column of words that a text names.
type held struct {
	col  int
	item string
}

// valuesIn are the cells' items that a text names, the longest first: 东关街道 of 大通镇、东关街道.
func (m *matrix) valuesIn(text string) (out []held, rest string) {
	var all []held
	for _, i := range m.texts {
		for _, p := range m.rows {
			for _, item := range splitMarks(m.cell(p, i).Text) {
				if h := (held{i, bare(item)}); runes(h.item) >= 2 && runes(h.item) <= 16 && nounRun.MatchString(h.item) && strings.Contains(text, h.item) && !slices.Contains(all, h) {
					all = append(all, h)
				}
			}
		}
	}
	slices.SortStableFunc(all, func(a, b held) int { return len(b.item) - len(a.item) })
	for _, h := range all {
		at := strings.Index(text, h.item)
		if at < 0 || namePrefix.MatchString(text[:at]) {
			continue // a longer value had it: 盐井区 of 盐井区林业局
		}
		out, text = append(out, h), text[:at]+" "+text[at+len(h.item):]
	}
	return out, text
}

// rowsHolding are the rows that have one of the values in each column named.
func (m *matrix) rowsHolding(values []held) []*passage {
	var out []*passage
	for _, p := range m.rows {
		has := map[int]bool{}
		for _, v := range values {
			has[v.col] = has[v.col] || slices.ContainsFunc(splitMarks(m.cell(p, v.col).Text), func(item string) bool { return bare(item) == v.item })
		}
		ok := len(has) > 0
		for _, in := range has {
			ok = ok && in
		}
		if ok {
			out = append(out, p)
		}
	}
	return out
}

// bound is a condition on a column of figures: 总投资超过4000万.
type bound struct {
	value      float64
	whole      bool // in full, with its unit or 万: 4000万; else as the column writes its figures
	below, too bool // the lower side; the bound itself too
}

var (
	boundBefore = pattern.MustCompile(`(大于|超过|超|高于|多于|不低于|不少于|不小于|达到|达|在|低于|少于|小于|不到|不足|不超过|未达到?|没达到|没到|不满)了?(\d+(?:\.\d+)?)(亿|万)?(元|块|分|公里|米|亩|吨|个|名|人|处|项|%)?(?:钱)?(及?以上|及?以下|以内)?`)
	boundAfter  = pattern.MustCompile(`()(\d+(?:\.\d+)?)(亿|万)?(元|块|分|公里|米|亩|吨|个|名|人|处|项|%)?(?:钱)?(及?以上|及?以下|以内)`)
	lowSide     = pattern.MustCompile(`低于|少于|小于|不到|不足|不超过|未达|没达|没到|不满|以下|以内`)
	highSide    = pattern.MustCompile(`不低于|不少于|不小于`)
	boundTaken  = pattern.MustCompile(`不低于|不少于|不小于|达|在|不超过|以上|以下|以内`)
	strictly    = pattern.MustCompile(`未达|没达`)
)

// boundIn takes a condition out of a text.
func boundIn(text string) (b bound, rest string, ok bool) {
	loc := boundBefore.FindStringSubmatchIndex(text)
	if loc != nil && text[loc[2]:loc[3]] == "在" && loc[10] < 0 {
		loc = nil // 在12个镇: a place
	}
	if loc == nil {
		if loc = boundAfter.FindStringSubmatchIndex(text); loc == nil {
			return b, text, false
		}
	}
	sub := func(i int) string {
		if loc[2*i] < 0 {
			return ""
		}
		return text[loc[2*i]:loc[2*i+1]]
	}
	v, err := strconv.ParseFloat(sub(2), 64)
	if err != nil {
		return b, text, false
	}
	sign := sub(1) + sub(5)
	b = bound{value: v * tenThousands(sub(3)), whole: sub(3)+sub(4) != "", below: lowSide.MatchString(sign) && !highSide.MatchString(sign), too: boundTaken.MatchString(sign) && !strictly.MatchString(sign)}
	return b, text[:loc[0]] + " " + text[loc[1]:], true
}

func tenThousands(word string) float64 {
	switch word {
	case "万":
		return 1e4
	case "亿":
		return 1e8
	}
	return 1
}

// holds reports whether a value in the unit of its column meets the condition.
func (b *bound) holds(v float64, unit string) bool {
	for _, big := range []string{"万", "亿"} {
		if b.whole && strings.HasPrefix(unit, big) {
			v *= tenThousands(big)
		}
	}
	switch {
	case v == b.value:
		return b.too
	case b.below:
		return v < b.value
	}
	return v > b.value
}

// rowsWithin are the rows whose figure in a column meets the condition.
func (x *matrixAsked) rowsWithin(rows []*passage, b bound) []*passage {
	var out []*passage
	for _, p := range rows {
		if v, unit, ok := x.figure(p); ok && b.holds(v, unit) {
			out = append(out, p)
		}
	}
	return out
}

var (
	stateHeader = pattern.MustCompile(`状态|销号情况|完成情况|进展情况`)
	rowState    = pattern.MustCompile(`状态$|^销号情况$|^完成情况$|^进展情况$`) // of how each row stands, before any other
	closedAsked = pattern.MustCompile(`已经?(?:全部|都)?(完成|销号|办结|整改到位|达标)了?(?:的)?|哪[^没未不]{0,8}?(完成|销号|办结|达标)了(?:的)?`)
	openAsked   = pattern.MustCompile(`(?:哪|几|多少).{0,8}?(?:还|仍)?(?:没有?|未|尚未)(?:有)?(完成|销号|办结|整改|做完|整改完)(?:的|到位|完)*|(?:没有?|未|尚未)(?:有)?(完成|销号|办结|整改到位)的(?:有|是|都|还)*(?:哪|几|多少)`)
	closedState = pattern.MustCompile(`^已?(?:完成|销号|办结|整改)|^是$`)
)

// inState are the rows whose column of states does not say that they are done, where
// those are asked for: 哪些问题还没销号.
func (m *matrix) inState(text string) (rows []*passage, rest string) {
	col := m.stateColumn()
	asked, open := openAsked.FindStringSubmatch(text), true
	if asked == nil && rowsAsked.MatchString(text) {
		asked, open = closedAsked.FindStringSubmatch(text), false
	}
	if col < 0 || asked == nil {
		return nil, text
	}
	for _, p := range m.rows {
		state := m.cell(p, col).Text
		closed := closedState.MatchString(state)
		if strings.Contains(asked[0], "销号") {
			closed = strings.Contains(state, "已销号") // 已完成 is not yet 销号
		}
		if state != "" && closed != open {
			rows = append(rows, p)
		}
	}
	return rows, closedAsked.ReplaceAllString(openAsked.ReplaceAllString(text, " "), " ")
}

// stateColumn is the column that says how each row stands, in words; -1 for none.
func (m *matrix) stateColumn() int {
	cells := m.rows[0].clause.Cells
	for _, over := range []*pattern.Pattern{rowState, stateHeader} {
		if at := slices.IndexFunc(cells, func(c outline.Cell) bool { return over.MatchString(c.Header) }); at >= 0 && !slices.Contains(m.figures, at) {
			return at
		}
	}
	return -1
}

var (
	rankHeader = pattern.MustCompile(`^(?:排名|名次|位次|排位|排序)$`)
	rankAsked  = pattern.MustCompile(`第([一二三四五六七八九十\d]+)(?:名|位|的|和|跟|与|、|，|是|$)|(最后(?:一名|一位)?|末位|倒数第一|垫底)|(前|后|倒数)([二三四五六七八九十两\d]+)(?:名|位)`)
)

// ranked are the rows whose rank a text names, and the column of ranks.
func (m *matrix) ranked(text string) (rows []*passage, col int, rest string) {
	col = slices.IndexFunc(m.rows[0].clause.Cells, func(c outline.Cell) bool { return rankHeader.MatchString(strings.TrimSpace(c.Header)) })
	all := rankAsked.FindAllStringSubmatch(text, -1)
	if col < 0 || len(all) == 0 {
		return nil, -1, text
	}
	n := float64(len(m.rows))
	for _, sub := range all {
		from, to := n, n
		v, ok := segment.Number(strings.Replace(sub[1]+sub[4], "两", "二", 1))
		switch {
		case sub[1] != "" && ok:
			from, to = v, v
		case sub[3] == "前" && ok:
			from, to = 1, v
		case sub[3] != "" && ok:
			from, to = n-v+1, n
		case sub[2] == "":
			return nil, -1, text
		}
		for _, p := range m.rows {
			if r, ok := segment.Number(m.cell(p, col).Text); ok && r >= from && r <= to && !slices.Contains(rows, p) {
				rows = append(rows, p)
			}
		}
	}
	return rows, col, rankAsked.ReplaceAllString(text, " ")
}
