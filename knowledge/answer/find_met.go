package answer

import (
	"slices"
	"strings"

	"liangshan/knowledge/pattern"
	"liangshan/knowledge/segment"
)

// how much a word is worth by where it is met
const (
	metAlt     = 0.93
	metPart    = 0.88 // by a shorter word: 督查 of 督查考核
	metPassage = 0.6
	metLater   = 0.3
	metApart   = 0.45 // in another numbered part of the passage
	metTopic   = 0.45 // what the whole document is about
	metLead    = 0.8  // the short sentence that names the passage
	metHead    = 0.6
	metTitle   = 0.4
)

// met is how well a folded text meets a word, 0 to 1.
func met(w *word, key string) float64 {
	if office.MatchString(w.text) {
		key = strings.ReplaceAll(key, "副"+w.text, "") // a 副组长 is no 组长
	}
	if w.itself() && strings.Contains(key, w.text) && !cutsFigure(w, key, w.text) {
		return 1
	}
	for _, a := range w.alts {
		if strings.Contains(key, a) && !cutsFigure(w, key, a) {
			if runes(a)+1 < runes(w.text) && strings.Contains(w.text, a) {
				return metPart
			}
			return metAlt
		}
	}
	if w.gap == "figure" && (inStretch(w.text, key) || roughly(w.text, key)) {
		return metAlt
	}
	if w.name {
		return 0
	}
	return max(0.85*pairShare(w.text, key), halves(w.text, key))
}

// metIn is how well a sentence or a piece of it meets a word; what stands round it is
// too far off for a verb of one character.
func metIn(w *word, key string) float64 {
	if w.object != "" && tables.standsFree(w.text, key) {
		return 1
	}
	return met(w, key)
}

// halves meets a compound of two by its parts in either order, or with a word between them: 两山创建, 创建“两山”.
func halves(w, key string) float64 {
	rs := []rune(w)
	if len(rs) == 4 && strings.Contains(key, string(rs[2:])+string(rs[:2])) {
		return 0.9
	}
	if len(rs) == 4 {
		if _, after, ok := strings.Cut(key, string(rs[:2])); ok {
			if i := strings.Index(after, string(rs[2:])); i >= 0 && i <= len("农村生活") {
				return 0.8 // 改造管网, of 改造污水管网
			}
		}
	}
	return 0
}

var office = pattern.MustCompile(`^[^副]*(?:长|主任|书记|主席|经理)$`)

// itself reports whether the word counts as it stands: a single character with
// written-out alternatives (发: 印发, 发布) would meet anything.
func (w *word) itself() bool { return !tables.oneWay[w.text] }

// spellings are the ways in which a document may write the word.
func (w *word) spellings() []string {
	if !w.itself() {
		return w.alts
	}
	return append([]string{w.text}, w.alts...)
}

// cutsFigure reports whether a figure stands in key only as a part of a longer one.
func cutsFigure(w *word, key, text string) bool {
	if w.gap != "figure" {
		return false
	}
	_, _, ok := segment.Locate(key, text)
	return !ok
}

// pairShare is the share of a longer word's character pairs that a text has.
func pairShare(w, key string) float64 {
	if n := runes(w); n >= 3 {
		return float64(sharedPairs(w, key)) / float64(n-1)
	}
	return 0
}

// sharedPairs counts the pairs of characters of a word that a text has.
func sharedPairs(word, text string) int {
	rs, n := []rune(word), 0
	for i := 0; i+1 < len(rs); i++ {
		if strings.Contains(text, string(rs[i:i+2])) {
			n++
		}
	}
	return n
}

// stretch is a range of values that a text sets: 80分以上不满90分, 不满60分, 50—100亩.
var stretch = pattern.MustCompile(`(\d+(?:\.\d+)?)([\p{Han}%]{1,2}?)(?:及|含|\(含\))?以上(?:(?:至|到)?(?:不满|不足|低于|未满|不到|至)?(\d+(?:\.\d+)?)[\p{Han}%]{1,2})?|(?:不满|不足|低于|未满|不到|小于)(\d+(?:\.\d+)?)([\p{Han}%])|(\d+(?:\.\d+)?)[\p{Han}%]?(?:-|—|–|~|至)(\d+(?:\.\d+)?)([\p{Han}%])`)

// rough is a figure of which only the beginning is said: 三千多条, 13亿多.
var rough = pattern.MustCompile(`^([\d.一二两三四五六七八九十百千]+?)([万亿])?(?:多|余|几)([万亿])?(\p{Han}{0,2})$`)

// roughly reports whether a text has a figure that one said roughly stands for: 3134条, of 三千多条.
func roughly(figure, key string) bool {
	m := rough.FindStringSubmatch(figure)
	if m == nil {
		return false
	}
	low, ok := segment.Number(m[1])
	if !ok || low < 10 && m[2]+m[3] == "" {
		return false
	}
	step := 1.0
	for v := low; m[2] == "" && v >= 10 && v == float64(int(v)) && int(v)%10 == 0; v /= 10 {
		step *= 10
	}
	return slices.ContainsFunc(segment.Quantity(key), func(f segment.Figure) bool {
		unit, large := strings.CutPrefix(f.Unit, m[2]+m[3])
		return large && strings.HasPrefix(unit, m[4]) && f.Value > low && f.Value < low+step
	})
}

// inStretch reports whether a figure lies within a range that a text sets in its unit:
// 85分, of 80分以上不满90分为良好.
func inStretch(figure, key string) bool {
	q := segment.Quantity(figure)
	if len(q) != 1 || q[0].Unit == "" {
		return false
	}
	v, unit := q[0].Value, q[0].Unit
	for _, m := range stretch.FindAllStringSubmatch(key, -1) {
		if m[2]+m[5]+m[8] != unit {
			continue
		}
		low, okLow := segment.Number(m[1] + m[6])
		high, okHigh := segment.Number(m[3] + m[4] + m[7])
		if (!okLow || v >= low) && (!okHigh || v < high || m[7] != "" && v == high) {
			return true
		}
	}
	return false
}
