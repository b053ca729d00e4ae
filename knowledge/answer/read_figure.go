package answer

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"liangshan/knowledge/pattern"
	"liangshan/knowledge/segment"
)

// figures of the question stand as words that must be met.
func figureWords(text string) (out []word, spans []segment.Span) {
	for _, f := range segment.Quantity(text) {
		if inNoun(text, f) {
			continue // 电动三轮车
		}
		f = withRank(text, ungluedUnit(f))
		w := word{text: bare(f.Text), name: true, gap: "figure"}
		if strings.HasPrefix(w.text, "一") {
			continue // 一个, 哪一年: no figure
		}
		if spanOfTime.MatchString(text[f.Start:]) {
			continue // 五年要翻一番: what lies between two dates, which no document need count
		}
		w.alts = append(otherScript(w.text), tables.syn[w.text]...)
		out = append(out, w)
		spans = append(spans, segment.Span{Start: f.Start, End: f.End})
	}
	return out, spans
}

// spanOfTime is a length of time in which something is to come about.
var spanOfTime = pattern.MustCompile(`^[一二三四五六七八九十两\d]{1,2}(?:年|个月)(?:之?内|里|间|时间)?(?:要|能|得|会|翻|涨|提|增|升|降|减|想|可以|够|干|搞|完成)`)

// ungluedUnit takes back a character that only goes on behind a figure: 1.64对应, 13.35亿折合.
func ungluedUnit(f segment.Figure) segment.Figure {
	if m := goesOnBehind.FindString(f.Text); m != "" && digit.MatchString(strings.TrimSuffix(f.Text, m)) {
		f.Text, f.Unit = strings.TrimSuffix(f.Text, m), strings.TrimSuffix(f.Unit, m)
		f.End -= len(m)
	}
	return f
}

var goesOnBehind = pattern.MustCompile(`[对指折占和与是用能够才换合按算到要比说写来从花拿给讲叫]$`)

// inNoun reports whether a figure is a part of an everyday noun.
func inNoun(text string, f segment.Figure) bool {
	before, after := []rune(text[:f.Start]), []rune(text[f.End:])
	for i := 0; i <= min(2, len(before)); i++ {
		for j := 0; j <= min(2, len(after)); j++ {
			if i+j > 0 && tables.noun[string(before[len(before)-i:])+f.Text+string(after[:j])] {
				return true
			}
		}
	}
	return false
}

// withRank keeps 前 and 后 with a figure: the 前三名 are not the 后三名.
func withRank(text string, f segment.Figure) segment.Figure {
	for _, r := range []string{"前", "后", "倒数", "第"} {
		if strings.HasSuffix(text[:f.Start], r) && rankUnit.MatchString(f.Text) {
			f.Start -= len(r)
			f.Text = r + f.Text
		}
	}
	return f
}

var rankUnit = pattern.MustCompile(`[名位个]$`)

// oneToNine are the digits as they are written and spoken.
const oneToNine = "一二两三四五六七八九"

// otherScript writes 四种 as 4种 and 4种 as 四种, for numbers below one hundred.
func otherScript(s string) []string {
	rs := []rune(s)
	i := 0
	for i < len(rs) && strings.ContainsRune(oneToNine+"十", rs[i]) {
		i++
	}
	if i > 0 {
		if v, ok := segment.Number(string(rs[:i])); ok {
			return []string{trimFloat(v) + string(rs[i:])}
		}
	}
	for i < len(rs) && rs[i] >= '0' && rs[i] <= '9' {
		i++
	}
	if i == 0 || i > 2 {
		return nil
	}
	v, _ := segment.Number(string(rs[:i]))
	out := []string{chinese(int(v)) + string(rs[i:])}
	if v == 2 {
		out = append(out, "两"+string(rs[i:]))
	}
	return out
}

func chinese(n int) string {
	const digits = "零一二三四五六七八九"
	d := []rune(digits)
	switch {
	case n < 10:
		return string(d[n])
	case n < 20:
		return strings.TrimSuffix("十"+string(d[n%10]), "零")
	case n < 100:
		return strings.TrimSuffix(string(d[n/10])+"十"+string(d[n%10]), "零")
	}
	return ""
}

// trimFloat prints a figure without float noise: 1.36, not 1.3600000000000003.
func trimFloat(v float64) string {
	return strconv.FormatFloat(math.Round(v*1e6)/1e6, 'f', -1, 64)
}

// ownCount is a small number with a word that counts anything: 那两个目标, 三条; countOf
// one with any measure word, which is the asker's own only beside a noun: 三场保卫战.
var (
	ownCount = pattern.MustCompile(`^([一二三四五六七八九十两\d]{1,2})(?:个|条|项|点|步|件|样|种|类|块|大|句|[` + thingWords + `])(?:方面)?$`)
	countOf  = pattern.MustCompile(`^([一二三四五六七八九十两\d]{1,2})[个大` + strings.Map(ranked, measureWords) + `]$`)
)

// ranked drops the measure words that tell one from another: 二级 is no number of 级.
func ranked(r rune) rune {
	if strings.ContainsRune("级届批期轮层眼次分", r) {
		return -1
	}
	return r
}

// askersCount reports whether a figure is the asker's own count of what he sees: no
// document has it of the same things, or counts them otherwise.
func (d *desk) askersCount(w *word, text string) bool {
	_, after, _ := strings.Cut(text, w.text)
	noun := []rune(nounAfter(strings.TrimSpace(after)))
	if len(noun) > 0 && strings.ContainsRune(joints, noun[0]) {
		noun = nil // 8期吗
	}
	if !ownCount.MatchString(w.text) && (!countOf.MatchString(w.text) || len(noun) == 0) {
		return false
	}
	if len(noun) == 0 && isAsked.MatchString(text) {
		return false // 指标是18项吗: it is held against theirs
	}
	if len(noun) == 0 || len(noun) == 1 && !countOf.MatchString(w.text) {
		return !d.saysFigure(w)
	}
	head := string(noun[:min(2, len(noun))])
	for _, t := range w.spellings() {
		if d.has(t + head) {
			return false
		}
	}
	counted := pattern.MustCompile(`[二三四五六七八九十两\d](?:大|点|步|个方面|[个` + measureWords + `])` + head)
	return !slices.ContainsFunc(d.where(head), func(id int) bool { return counted.MatchString(fold(d.sentences[id].text)) })
}

// saysFigure reports whether any document has a figure that is not a part of a longer one: 4条, not of 3134条.
func (d *desk) saysFigure(w *word) bool {
	return slices.ContainsFunc(w.spellings(), func(t string) bool {
		return slices.ContainsFunc(d.where(t), func(id int) bool { return !cutsFigure(w, d.sentences[id].key, t) })
	})
}

// countedList is the one list that an asker's count calls by its number: 那四个区, of
// 甲区、乙区、丙区和丁区; "" if none.
func (d *desk) countedList(figure, text string) string {
	m := countOf.FindStringSubmatch(figure)
	_, after, _ := strings.Cut(text, figure)
	noun := nounAfter(strings.TrimSpace(after))
	if m == nil || noun == "" {
		return ""
	}
	n, _ := segment.Number(m[1])
	if n < 3 {
		return ""
	}
	return d.listOf(int(n), noun)
}

// numbered is a number that is a part of a name: 五大任务, 一级古树.
var numbered = pattern.MustCompile(`([一二三四五六七八九十]|\d{1,2})([大级类])([\p{Han}]{2})[\p{Han}]{0,6}`)

// otherNumbered is a name with a number where the documents have the name with another: 七大任务.
func (d *desk) otherNumbered(text string) (word, bool) {
	m := numbered.FindStringSubmatch(text)
	if m == nil {
		return word{}, false
	}
	if d.saysNumbered(m) {
		return word{}, false
	}
	return word{text: m[1] + m[2] + m[3], name: true, gap: "figure"}, slices.ContainsFunc(d.where(m[2]+m[3]), func(id int) bool {
		return slices.ContainsFunc(numbered.FindAllStringSubmatch(fold(d.sentences[id].text), -1), func(o []string) bool { return o[2]+o[3] == m[2]+m[3] })
	})
}

// saysNumbered reports whether the documents have a name with its number.
func (d *desk) saysNumbered(m []string) bool {
	return slices.ContainsFunc(append(otherScript(m[1]+m[2]), m[1]+m[2]), func(n string) bool { return d.has(n + m[3]) })
}

// numberAsked: 几个, 多少项 are no figures.
var numberAsked = pattern.MustCompile(`^[几多]`)
