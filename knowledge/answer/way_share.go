package answer

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"liangshan/knowledge/pattern"
	"liangshan/knowledge/segment"
)

var (
	// riseAsked asks by how much a share is to change, in whatever verb.
	riseAsked = pattern.MustCompile(`(?:涨|提高|提升|增加|增长|上升|上涨|高出|多出|多|高|升|下降|降低|减少|相差|差|降)了?[^，到至为多少]{0,4}(?:多少|几)|[减－]\d[\d.]*%(?:是|等于|得)?(?:多少|几)`)
	riseWord  = pattern.MustCompile(`涨|提高|提升|增加|增长|下降|降低|减少|百分点|相差|上升|[升降多少几]|^[减加高低]$`)
	yearsLong = pattern.MustCompile(`^[一二三四五六七八九十\d]+年$`)
	ofShare   = pattern.MustCompile(`占比|比例|比重|[^效利税]率|百分点|个点|%`)
	// deriveAsked wants a whole worked out from a part and its share: 按去年的比例倒推GDP.
	deriveAsked = pattern.MustCompile(`倒推|反推|倒算|反算|推算|折算|换算|[按照用].{0,12}(?:比例|占比|比重|比率|\d[%％]?).{0,4}[算推]|[按照].{0,12}(?:比例|占比|\d[%％])[^，]{0,14}(?:多少|几)|[算推](?:下来|出来)`)
	wholeAnd    = pattern.MustCompile(`占(?:了)?([^，。；]{2,16}?)的?(\d+(?:\.\d+)?)[%％]`)
)

// fromShares answers what is computed from shares: by how many points one is to rise,
// and the whole that a part and its share make. Both operands stand in one sentence.
func (s *Shelf) fromShares(q *query) (Answer, bool) {
	if m := shareOfOther.FindStringSubmatch(q.text); m != nil {
		return s.shareBetween(q, m[1], m[2])
	}
	if timesAsked.MatchString(q.text) && ofShare.MatchString(q.text) {
		return s.timesOver(q)
	}
	if deriveAsked.MatchString(q.text) {
		return s.wholeOf(q)
	}
	if !riseAsked.MatchString(q.text) || !ofShare.MatchString(q.text) && (q.prior == nil || q.prior.Ask != string(askShare) && !ofShare.MatchString(q.prior.Text)) || !slices.Contains([]ask{askDiff, askShare, askMany, askSum, askHow}, q.kind) {
		return Answer{}, false
	}
	since := q.prior != nil && yearIn.MatchString(q.prior.Text) // 比去年, after the share of a year to come
	as := q.ofShares(func(word string) bool { return since && word == "同比" })
	if old := q.prior; old != nil && len(as.words)+len(as.times) == 0 {
		before := s.understand(old.Text, Question{Now: q.at}) // 比现在高多少, of the share just spoken of
		as.times = before.times
		as.words = slices.DeleteFunc(before.words, func(w word) bool { return w.class != content || aimAsked.MatchString(w.text) })
	}
	if s.statedDifference(as) {
		return Answer{}, false
	}
	for _, pair := range s.sharePairs(as) {
		return s.sayDifference(pair[0], pair[1]), true
	}
	return Answer{}, false
}

// ofShares asks for the shares themselves, without the words of a change and such as are to be left out besides.
func (q *query) ofShares(leaveOut func(string) bool) *query {
	as := *q
	as.kind, as.measure = askDiff, []string{"%"}
	as.words = slices.DeleteFunc(slices.Clone(q.words), func(w word) bool {
		return riseWord.MatchString(w.text) || yearsLong.MatchString(w.text) || leaveOut(w.text)
	})
	return &as
}

// shareOfOther asks what share of one count another is: 宣讲次数是志愿者活动的几成.
var shareOfOther = pattern.MustCompile(`^(.{2,}?)(?:次数|数量|数)?(?:是|占|相当于)了?(.{2,}?)(?:次数|数量|数)?的?(?:几成|百分之(?:几|多少)|几分之几)$`)

// shareBetween divides two figures of one unit that one sentence gives.
func (s *Shelf) shareBetween(q *query, part, whole string) (Answer, bool) {
	if numberWanted.MatchString(part + whole) {
		return Answer{}, false // of several together
	}
	as := *q
	as.kind, as.measure = askMany, nil
	a, okA := s.amountOf(&as, part)
	b, okB := s.amountOf(&as, whole)
	if !okA || !okB || a.c.id != b.c.id || a.f.Unit != b.f.Unit || a.item == b.item || a.f.Unit == "%" || a.f.Value >= b.f.Value {
		return Answer{}, false
	}
	out := Answer{Kind: Answered}
	at := s.citeAmount(&out, a)
	out.Lines = append(out.Lines, divided(a.f.Value/b.f.Value*100, "%", a.f.Text, b.f.Text, at))
	for _, am := range []amount{a, b} {
		out.sayOnce(Line{Code: Quoted, Text: am.text, Cites: []int{at}})
	}
	return out, true
}

// timesAsked asks how many times one figure another is: 2026年是2021年的几倍, 要翻一番吗.
var timesAsked = pattern.MustCompile(`(?:几|多少)倍|翻(?:一|两|几|了)*(?:番|倍)`)

// timesOver divides the later of two shares of one sentence by the earlier.
func (s *Shelf) timesOver(q *query) (Answer, bool) {
	as := q.ofShares(timesWord.MatchString)
	pairs := s.sharePairs(as)
	if len(pairs) == 0 {
		return Answer{}, false
	}
	from, to := pairs[0][0], pairs[0][1]
	a := s.sayDifference(from, to)
	if from.year > to.year {
		from, to = to, from
	}
	line := Line{Code: Derived, Args: []string{strconv.FormatFloat(to.f.Value/from.f.Value, 'f', 2, 64), "倍", to.f.Text, from.f.Text}, Cites: a.Lines[0].Cites}
	if to.atLeast {
		line.Args = append(line.Args, "least")
	}
	a.Lines[0] = line
	return a, true
}

var timesWord = pattern.MustCompile(`[倍番翻]`)

// sharePairs are the two shares of different years in a sentence about what was asked;
// the years or the figures that the question names must be theirs.
func (s *Shelf) sharePairs(q *query) [][2]amount {
	named := sharesIn(q.text)
	var out [][2]amount
	list := s.amounts(q)
	for i := 0; i+1 < len(list); i++ {
		a, b := list[i], list[i+1]
		others := slices.ContainsFunc(list[i+2:], func(o amount) bool { return o.c.id == a.c.id && o.year != a.year && o.year != b.year })
		if a.c.id != b.c.id || a.year == 0 || b.year == 0 || a.year == b.year || others && len(named) < 2 || i > 0 && list[i-1].c.id == a.c.id {
			continue
		}
		if s.holdsAll(q, &a.c) && namesOnly(named, a, b) && s.yearsAre(q, a, b) {
			out = append(out, [2]amount{a, b})
		}
	}
	return out
}

// sharesIn are the shares that a text names.
func sharesIn(text string) []float64 {
	var out []float64
	for _, f := range segment.Quantity(text) {
		if f.Unit == "%" {
			out = append(out, f.Value)
		}
	}
	return out
}

func namesOnly(named []float64, a, b amount) bool {
	return !slices.ContainsFunc(named, func(v float64) bool { return v != a.f.Value && v != b.f.Value })
}

// yearsAre reports whether every year that the question names is one of the two.
func (s *Shelf) yearsAre(q *query, a, b amount) bool {
	issued := s.desk.holder(a.c.id).doc.Outline.Issued
	return !slices.ContainsFunc(s.yearsAsked(q, issued), func(y int) bool { return y != a.year && y != b.year })
}

// holdsAll reports whether a sentence has every word that says what is measured.
func (s *Shelf) holdsAll(q *query, c *judged) bool {
	for i := range q.words {
		w := &q.words[i]
		if w.class == content && runes(w.text) > 1 && w.gap != "figure" && c.met[i] < wordMet {
			return false
		}
	}
	return true
}

// wholeOf divides a part by its share, where one sentence gives both and the question
// names the whole: 13.35亿元，占全区GDP的1.64%.
func (s *Shelf) wholeOf(q *query) (Answer, bool) {
	for _, c := range s.desk.candidates(q) {
		st := &s.desk.sentences[c.id]
		loc := wholeAnd.FindStringSubmatchIndex(st.text)
		if loc == nil || !namesWhole(q.text, st.text[loc[2]:loc[3]]) {
			continue
		}
		share, ok := segment.Number(st.text[loc[4]:loc[5]])
		part, found := lastMoney(st.text[:loc[0]])
		if !ok || !found || share <= 0 || share >= 100 {
			continue
		}
		a := Answer{Kind: Answered}
		text := trimMarks(withoutLabel(st.text[:loc[1]]))
		at := a.cite(&s.desk.passages[st.at], quoteWhole(st.text))
		a.Lines = append(a.Lines,
			derived(part.Value/share*100, part.Unit, part.Text, st.text[loc[4]:loc[5]]+"%", at),
			Line{Code: Quoted, Text: text, Cites: []int{at}})
		return a, true
	}
	return Answer{}, false
}

// namesWhole reports whether a question names the whole of a share: GDP, of 全区GDP.
func namesWhole(asked, whole string) bool {
	whole = bare(whole)
	for _, w := range []string{"gdp", "生产总值", "财政支出", "财政收入", "总支出", "总投资", "总面积", "总人口", "总量", "总数"} {
		if strings.Contains(whole, w) && strings.Contains(asked, w) {
			return true
		}
	}
	return strings.Contains(asked, whole)
}

// lastMoney is the last figure of a text that is no share and no date.
func lastMoney(text string) (segment.Figure, bool) {
	figures := segment.Quantity(text)
	for i := len(figures) - 1; i >= 0; i-- {
		if f := figures[i]; f.Unit != "" && f.Unit != "%" && !strings.ContainsAny(f.Unit, "年月日天周") {
			return f, true
		}
	}
	return segment.Figure{}, false
}

// derived is the line of a quotient of two figures, of which one may be rounded.
func derived(v float64, unit, of, by string, cites ...int) Line {
	return Line{Code: Derived, Args: []string{about(v), unit, of, by}, Cites: cites}
}

// divided is derived, where what comes out even is so.
func divided(v float64, unit, of, by string, cites ...int) Line {
	line := derived(v, unit, of, by, cites...)
	if line.Args[0] == trimFloat(v) {
		line.Args = append(line.Args, "exact")
	}
	return line
}

// about rounds a derived figure to what its operands bear: three digits.
func about(v float64) string {
	if v >= 100 {
		return trimFloat(math.Round(v))
	}
	return trimFloat(math.Round(v*10) / 10)
}
