package answer

import (
	"slices"
	"strings"
	"unicode/utf8"

	"liangshan/knowledge/pattern"
	"liangshan/knowledge/segment"
)

// fitsMany is how well a piece gives the figure asked for, of the thing itself.
func (s *Shelf) fitsMany(q *query, c *candidate, i int) float64 {
	st := &s.desk.sentences[c.id]
	text := c.pieces[i].Of(st.text)
	if partsAsked.MatchString(q.text) && s.openers(q, c) && len(s.children(st.at)) > 1 {
		return 1
	}
	if ordinalWord.MatchString(q.text) {
		return bears(ordinal, text)
	}
	if lengthAsked.MatchString(q.text) && !strings.ContainsAny(text, "长程") && !q.measuredItself(c.keys[i]) {
		return 0.3 // 12公里岸线 is no length of the river
	}
	if shareOf.MatchString(text) && !shareOf.MatchString(q.text) && !shareWord.MatchString(q.text) && !aimAsked.MatchString(q.text) {
		if q.shareOfAsked(text) {
			return 0.6
		}
		return 0.3 // 占GDP的1.64% gives no GDP
	}
	if len(q.measure) == 0 && valueAsked.MatchString(q.text) && q.onlyItem(text) {
		return 0.3 // 8个方面20项 is no measure of one of them
	}
	if q.countsThings() && onlyMeasured(text) {
		return 0.3 // 200万元 is no number of 社区
	}
	if endAsked.MatchString(q.text) && endWord.MatchString(text) {
		return 0.8 // 有效期至2025年12月31日, of 管几年
	}
	if q.limitedOtherwise(text) {
		return 0.3
	}
	if costAsked.MatchString(q.text) && grantTold.MatchString(text) && !grantTold.MatchString(q.text) && !costTold.MatchString(text) {
		return 0.3 // 每台补助10万元 is not what one costs
	}
	v := fitsFigure(text, q.measure)
	if q.lent {
		v = max(v, min(0.6, fitsFigure(text, nil))) // 公里 of pipes, 座 of plants
	}
	if q.onlyTitled(text) {
		v = min(v, 0.6) // 评选“最美护林员”10名: not the thing, what some of it are called
	}
	if len(q.measure) == 0 && rhythm.MatchString(text) && !rhythm.MatchString(q.text) {
		v = min(v, 0.6) // 每周巡林1次, 每季度评选10名: how often, not how many there are
	}
	if by := countedBy(q.text); by != "" && len(q.measure) > 1 && q.measure[0] == by && fitsFigure(text, q.measure[:1]) < v && s.pieceCover(q, c.keys[i]) < 0.3 {
		return 0.3 // counted by another word, and not of what was asked
	}
	return v
}

// What a thing costs is asked and told in other words than what is granted for it.
var (
	costAsked = pattern.MustCompile(`(?:花|花费|造价|成本|价格|总价|费用|(?:要|得|需要?)(?:交|付|出)?)(?:是|为|要|得|了|掉)*(?:多少|几)(?:钱|万|元)`)
	grantTold = pattern.MustCompile(`补助|补贴|奖补|奖励|[奖补](?:多少|几)|资助`)
	costTold  = pattern.MustCompile(`投资|造价|费用|成本|支出|投入|价格|花费`)
)

// valueAsked asks for the value of one thing, not how many there are.
var valueAsked = pattern.MustCompile(`(?:标准|额度|限额|单价|价格|数值|值|量|度)(?:是|为|有|定)*多少`)

// onlyItem reports whether a thing asked about is but one of several that a text lists and counts.
func (q *query) onlyItem(text string) bool {
	items := splitList(text)
	return len(items) > 2 && slices.ContainsFunc(q.words, func(w word) bool {
		return w.telling() && slices.ContainsFunc(items[:len(items)-1], func(t string) bool { return met(&w, bare(t)) >= metAlt })
	})
}

// onlyTitled reports whether a thing asked about stands in a text only within a longer quoted name.
func (q *query) onlyTitled(text string) bool {
	quotes := quotation.FindAllString(text, -1)
	return len(quotes) > 0 && slices.ContainsFunc(q.words, func(w word) bool {
		return w.telling() && strings.Contains(bare(text), w.text) && !strings.Contains(bare(spoken(text)), w.text) &&
			!slices.ContainsFunc(quotes, func(m string) bool { return bare(m) == w.text || strings.Contains(bare(q.text), bare(m)) })
	})
}

// measuredItself reports whether a figure stands right behind a thing that was asked about: 隔离带86公里.
func (q *query) measuredItself(key string) bool {
	return slices.ContainsFunc(q.words, func(w word) bool {
		_, after, ok := strings.Cut(key, w.text)
		return ok && w.telling() && after != "" && after[0] >= '0' && after[0] <= '9'
	})
}

// lengthAsked asks how long a thing is as a whole.
var lengthAsked = pattern.MustCompile(`(?:全|总|有)多?长|长度`)

// partsAsked asks into how many parts a matter is laid out.
var partsAsked = pattern.MustCompile(`(?:有|分为?|分成|抓|包括)?(?:多少|几)大?(?:条|项|点|个方面|方面|个?部分|块|样|类|个)(?:$|，)`)

var (
	ordinalWord = pattern.MustCompile(`第(?:几|多少)`)
	ordinal     = pattern.MustCompile(`第[一二三四五六七八九十百零\d]+`)
	shareOf     = pattern.MustCompile(`占`)
)

func fitsFigure(text string, want []string) float64 {
	best := plainMeasure(text, want)
	for _, f := range segment.Quantity(text) {
		if f.Unit == "%" && slices.Contains(want, "元") && partOfCost.MatchString(text) {
			best = max(best, 0.6)
		}
		switch {
		case len(want) == 0 && f.Unit != "" && f.Unit != "%":
			best = max(best, 0.9)
		case len(want) == 0:
			best = max(best, 0.5)
		case slices.Contains(want, f.Unit) || sameMeasure(f, want):
			best = 1
		}
	}
	return best
}

// plainMeasure finds a figure before a counting word that is no unit of measure elsewhere: 4层.
func plainMeasure(text string, want []string) float64 {
	for _, w := range want {
		if strings.Contains("年月日天周小时工作日个月元万元亿元", w) {
			continue // dates and sums are read by their own rules
		}
		for rest := text; ; {
			i := strings.Index(rest, w)
			if i < 0 {
				break
			}
			if r, _ := utf8.DecodeLastRuneInString(rest[:i]); r >= '0' && r <= '9' || strings.ContainsRune("一二三四五六七八九十两百千万", r) {
				return 1
			}
			rest = rest[i+len(w):]
		}
	}
	return 0
}

var partOfCost = pattern.MustCompile(`费用|投资|总额|金额|成本|价款|货值`)

// sameMeasure: 项 is asked and the document writes 个方面20项; units in 万 count with their base.
func sameMeasure(f segment.Figure, want []string) bool {
	return slices.ContainsFunc(want, func(w string) bool {
		return f.Unit == "万"+w || f.Unit == "亿"+w || strings.TrimPrefix(f.Unit, "个") == w
	})
}

// countsThings reports whether things are counted one by one: 几个社区, not 几个百分点.
func (q *query) countsThings() bool {
	return len(q.measure) == 0 && manyOf.MatchString(q.text)
}

var manyOf = pattern.MustCompile(`(?:几|多少)个(?:[^亿万千百点]|$)`)

// onlyMeasured reports whether all figures of a text are of money, length, time or the like.
func onlyMeasured(text string) bool {
	list := segment.Quantity(text)
	return len(list) > 0 && !slices.ContainsFunc(list, func(f segment.Figure) bool { return !measured.MatchString(f.Unit) })
}

// fitsShare is how well a text gives the share asked for.
func (q *query) fitsShare(text string) float64 {
	if q.prior != nil && q.namesAmount() {
		return fitsFigure(text, q.measure) // 蓄积量呢, behind a share: it is none
	}
	if ratio.MatchString(text) {
		return 1
	}
	return fitsFigure(text, []string{"%", "‰", "成", "百分点", "基点"})
}

// namesAmount reports whether a follow-up names a quantity, not a share: 蓄积量呢.
func (q *query) namesAmount() bool {
	p := q.predicate()
	return p != nil && amountNoun.MatchString(p.text) && !shareWord.MatchString(q.text)
}

var amountNoun = pattern.MustCompile(`[量额值产]$|人数|户数|面积|长度|里程|资金|投资`)

// ratio is a share between two: 按7∶3比例.
var ratio = pattern.MustCompile(`\d[∶:：比]\d`)

// shareOfAsked reports whether a text gives, for the year asked about, what share the
// thing asked about is to have: 到2026年环保支出占比达到3%, where 2026年环保支出要到多少 was asked.
func (q *query) shareOfAsked(text string) bool {
	before, after, ok := strings.Cut(text, "占")
	if !ok || !strings.Contains(after, "%") || len(q.times) == 0 || len(q.measure) > 0 && !slices.Contains(q.measure, "元") {
		return false
	}
	before, after = bare(before), bare(after)
	said := false
	for i := range q.words {
		w := &q.words[i]
		if !w.telling() {
			continue
		}
		if met(w, before) >= wordMet {
			said = true
		} else if met(w, after) >= wordMet {
			return false // the share is of this
		}
	}
	return said || len(q.context) > 0
}
