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
		f = withRank(text, f)
		w := word{text: bare(f.Text), name: true, gap: "figure"}
		if strings.HasPrefix(w.text, "一") {
			continue // 一个, 哪一年: no figure
		}
		w.alts = otherScript(w.text)
		out = append(out, w)
		spans = append(spans, segment.Span{Start: f.Start, End: f.End})
	}
	return out, spans
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

var digitsOf = map[rune]string{'一': "1", '二': "2", '两': "2", '三': "3", '四': "4", '五': "5", '六': "6", '七': "7", '八': "8", '九': "9"}

// otherScript writes 四种 as 4种 and 4种 as 四种, for numbers below one hundred.
func otherScript(s string) []string {
	rs := []rune(s)
	i := 0
	for i < len(rs) && (digitsOf[rs[i]] != "" || rs[i] == '十') {
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

// ownCount is a small number with a word that counts anything: 那两个目标, 三条.
var ownCount = pattern.MustCompile(`^([一二三四五六七八九十两\d]{1,2})(?:个|条|项|点|步|件|样|种|类|块|大|句|[` + thingWords + `])(?:方面)?$`)

// askersCount reports whether a figure that no document has is the asker's own count
// of what he sees there: no document counts the same things otherwise.
func (d *desk) askersCount(w *word, text string) bool {
	if !ownCount.MatchString(w.text) || d.says(w) {
		return false
	}
	_, after, _ := strings.Cut(text, w.text)
	noun := nounRun.FindString(strings.TrimSpace(after))
	if runes(noun) < 2 {
		return true
	}
	noun = string([]rune(noun)[:2])
	counted := pattern.MustCompile(`[一二三四五六七八九十两\d](?:个|项|条|种|类|大|点|步|件|块|个方面)` + noun)
	return !slices.ContainsFunc(d.where(noun), func(id int) bool { return counted.MatchString(d.sentences[id].key) })
}

// numberAsked: 几个, 多少项 are no figures.
var numberAsked = pattern.MustCompile(`^[几多]`)
