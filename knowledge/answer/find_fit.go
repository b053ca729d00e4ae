package answer

import (
	"slices"
	"strings"
	"unicode/utf8"

	"liangshan/knowledge/outline"
	"liangshan/knowledge/pattern"
	"liangshan/knowledge/segment"
)

// fit is how well one piece of a candidate answers the kind of question, 0 to 1.
func (s *Shelf) fit(q *query, c *candidate, i int) float64 {
	st := &s.desk.sentences[c.id]
	text := c.pieces[i].Of(st.text)
	switch q.kind {
	case askWhen, askLeft:
		return s.fitsTime(q, c, i)
	case askOften:
		return fitsRhythm(text)
	case askMany, askSum, askDiff:
		return s.fitsMany(q, c, i)
	case askShare:
		return q.fitsShare(text)
	case askWho:
		if !s.samePart(q, c, i) {
			return 0
		}
		from, _ := wholeItems(st.text, c.pieces, i, i) // 组织相关部门、镇街负责人赴…: one run of names
		return max(s.fitsBody(q, st.text[c.pieces[from].Start:c.pieces[i].End]), s.fitsSubject(q, c, i))
	case askYes:
		return s.fitsHeld(q, c, i)
	case askMean:
		return fitsMeaning(q, text)
	case askList:
		return s.fitsListed(q, c, i)
	case askWhere:
		if heldAsked.MatchString(q.text) {
			text = shownAt.ReplaceAllString(text, "")
		}
		return fitsPlace(text)
	case askState:
		return fitsState(text)
	case askWhy:
		return s.fitsReason(q, c, i)
	case askPhone:
		return fitsPhone(text)
	}
	return 0.5
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

// fitsMany is how well a piece gives the figure asked for, of the thing itself.
func (s *Shelf) fitsMany(q *query, c *candidate, i int) float64 {
	st := &s.desk.sentences[c.id]
	text := c.pieces[i].Of(st.text)
	if partsAsked.MatchString(q.text) && s.openers(q, c) && len(s.children(st.at)) > 1 {
		return 1
	}
	if ordinalWord.MatchString(q.text) {
		return fitsOrdinal(text)
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
	v := fitsFigure(text, q.measure)
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

// valueAsked asks for the value of one thing, not how many there are.
var valueAsked = pattern.MustCompile(`(?:标准|额度|限额|单价|价格|数值|值|量|度)(?:是|为|有|定)*多少`)

// onlyItem reports whether a thing asked about is but one of several that a text lists and counts.
func (q *query) onlyItem(text string) bool {
	items := splitList(text)
	return len(items) > 2 && slices.ContainsFunc(q.words, func(w word) bool {
		return w.class == content && runes(w.text) > 1 && slices.ContainsFunc(items[:len(items)-1], func(t string) bool { return met(&w, bare(t)) >= metAlt })
	})
}

// onlyTitled reports whether a thing asked about stands in a text only within a longer quoted name.
func (q *query) onlyTitled(text string) bool {
	quotes := quotation.FindAllString(text, -1)
	return len(quotes) > 0 && slices.ContainsFunc(q.words, func(w word) bool {
		return w.class == content && runes(w.text) > 1 && strings.Contains(bare(text), w.text) && !strings.Contains(bare(spoken(text)), w.text) &&
			!slices.ContainsFunc(quotes, func(m string) bool { return bare(m) == w.text || strings.Contains(bare(q.text), bare(m)) })
	})
}

// measuredItself reports whether a figure stands right behind a thing that was asked about: 隔离带86公里.
func (q *query) measuredItself(key string) bool {
	return slices.ContainsFunc(q.words, func(w word) bool {
		_, after, ok := strings.Cut(key, w.text)
		return ok && w.class == content && runes(w.text) > 1 && after != "" && after[0] >= '0' && after[0] <= '9'
	})
}

// lengthAsked asks how long a thing is as a whole.
var lengthAsked = pattern.MustCompile(`(?:全|总|有)多?长|长度`)

// partsAsked asks into how many parts a matter is laid out.
var partsAsked = pattern.MustCompile(`(?:有|分为?|分成|抓|包括)?(?:多少|几)大?(?:条|项|点|个方面|方面|个?部分|块|样|类|个)(?:$|，)`)

// whichParts asks which parts a matter is laid out in, not what each says.
var whichParts = pattern.MustCompile(`哪(?:几|[二两三四五六七八九十\d]+)大?(?:条|项|点|个方面|方面|个?部分|块|样|类|个|件)(?:事情?|工作|举措|措施|任务)?$`)

// numberedParts names how many parts there are, and asks which: 前期六项工作是哪些.
var numberedParts = pattern.MustCompile(numeral + `大?(?:条|项|点|个?方面|个?部分|块|样|类|件)[^，]{0,8}(?:是|有|指|包括)(?:哪些|什么|哪几)|` + numberAlone.String())

var (
	ordinalWord = pattern.MustCompile(`第(?:几|多少)`)
	ordinal     = pattern.MustCompile(`第[一二三四五六七八九十百零\d]+`)
	shareOf     = pattern.MustCompile(`占`)
)

func fitsOrdinal(text string) float64 {
	if ordinal.MatchString(text) {
		return 1
	}
	return 0
}

// samePart reports whether a piece belongs to what is asked where a sentence strings
// up several dated doings: who does the one does not do the other.
func (s *Shelf) samePart(q *query, c *candidate, i int) bool {
	st := &s.desk.sentences[c.id]
	if byWhom.MatchString(c.pieces[i].Of(st.text)) {
		return true // it closes the sentence: 建设A，到2025年建成B，由甲公司负责实施
	}
	parts := dated(st.text, s.readAs(&s.desk.passages[st.at]), s.Calendar)
	parts = slices.DeleteFunc(parts, func(p part) bool { return p.when.End.IsZero() })
	if len(parts) < 2 {
		return true
	}
	for _, pt := range parts {
		if pt.span.Start <= c.pieces[i].Start && c.pieces[i].End <= pt.span.End {
			return s.pieceCover(q, bare(pt.text)) > 0.3
		}
	}
	return true
}

// byWhom is a piece that says no more than who does what was said before it.
var byWhom = pattern.MustCompile(`^由[\p{Han}、“”（）]{2,30}(?:负责|牵头|承担|组织|具体)*(?:实施|建设|落实|推进|办理|负责|牵头|承担|承建|运营|组织实施)[，。；]?$`)

var rhythm = pattern.MustCompile(`每(?:个|半个?|[两一二三四五六\d]个?|逢)?(?:工作日|年|月|周|季|日|天|旬|星期|[一二三四1-9])|定期|按[月季周年]|不定期|双月|单月|[月周季]调度|一年[一两二三]次`)

// ratio is a share between two: 按7∶3比例.
var ratio = pattern.MustCompile(`\d[∶:：比]\d`)

func fitsRhythm(text string) float64 {
	m := rhythm.FindString(text)
	switch {
	case m == "":
		return 0
	case m == "定期" || m == "不定期":
		return 0.4
	}
	return 1
}

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

var channelAsked = pattern.MustCompile(`渠道|途径`)

func fitsPlace(text string) float64 {
	if placeWord.MatchString(text) {
		return 1
	}
	return 0
}

// heldAsked asks where a meeting is held; shownAt tells what is done at one.
var (
	heldAsked = pattern.MustCompile(`会.{0,4}(?:在|是在)?.{0,6}(?:[开办]|召开|举行|举办)`)
	shownAt   = pattern.MustCompile(`在[\p{Han}“”"]{2,14}上(?:进行|作|予以|通报|公布|公示|汇报)`)
)

var placeWord = pattern.MustCompile(`(?:设在|位于|设于|赴|前往|地点[为是：:]?|地址|住址)[\p{Han}“”]{2,}|在[\p{Han}“”"]{2,14}(?:举办|召开|举行|开展|建设|设立|新建|办理|领取|修建|设置)|在[\p{Han}“”"]{2,14}上(?:进行|作|予以|通报|公布|公示|汇报)|通过[\p{Han}“”、]{2,24}(?:网|平台|窗口|中心|大厅|公众号|小程序)[\p{Han}]{0,4}(?:提出|提交|办理|申请|申报|申领|查询|登记|报名)`)

var (
	defines = pattern.MustCompile(`^[）)]?(?:,?(?:是指|指的是|系指|即指|就是|即|指|包括|分为)|是[^否不])`)
	calls   = pattern.MustCompile(`(?:简称为?|称为|称作|叫做|即|命名为)$`)
)

// fitsMeaning is how well a piece says what the thing asked about is: X是指…, X即…,
// 简称X, or the list that an abbreviation stands for. A mere mention defines nothing.
func fitsMeaning(q *query, text string) float64 {
	key := strings.NewReplacer(`"`, "", "《", "", "》", "").Replace(fold(text))
	for i := range q.words {
		w := &q.words[i]
		if w.class != content {
			continue
		}
		for n, t := range w.spellings() {
			if k := strings.Index(key, t); k >= 0 && (defines.MatchString(key[k+len(t):]) || calls.MatchString(key[:k])) {
				return 1
			}
			if n > 0 && w.name && w.gap == "words" && len(splitMarks(text)) > 1 && strings.Contains(bare(text), t) {
				return 0.9
			}
		}
	}
	return 0.3
}

func fitsState(text string) float64 {
	if stateNow.MatchString(text) {
		return 1
	}
	return 0.2
}

var phone = pattern.MustCompile(`[\w.]+@[\w.]+|https?://|www\.|\d{3,4}[-－—]\d{7,8}|1[3-9]\d{9}|\d{7,8}|\b1\d{4}\b`)

func fitsPhone(text string) float64 {
	if phone.MatchString(text) {
		return 1
	}
	return 0
}

// list is an enumeration in a piece, with what it is a list of.
type list struct {
	items []string
	open  bool // 等 without a count: not exhaustive
}

// levelAsked asks for the names of places of one level: 去了哪几个区.
var levelAsked = pattern.MustCompile(`哪(?:些|几|[二两三四五六七八九十\d]+)个?(区|县|镇|乡|街道|村)(?:[^域块间分别级里街\p{Nd}]|$)`)

// ofLevel matches the name of a place of a level, where it stands by itself or in a list.
var ofLevel = map[string]*pattern.Pattern{"区": placeOf("区县"), "县": placeOf("县区"), "镇": placeOf("镇"), "乡": placeOf("乡镇"), "街道": placeOf("道"), "村": placeOf("村")}

func placeOf(tail string) *pattern.Pattern {
	return pattern.MustCompile(`(?:^|[、和及与赴到在由]|分别)[^全各我本该、和及与赴到在由社园城地片辖别]{2,3}[` + tail + `](?:[、和及与，。；等进的]|$)`)
}

// fitsListed is how well a piece lists what is asked: items in a piece that does
// not name it, nor follows a lead that does, are items of something else.
func (s *Shelf) fitsListed(q *query, c *candidate, i int) float64 {
	st := &s.desk.sentences[c.id]
	if s.desk.passages[st.at].clause.Kind == outline.Row {
		return 0.2
	}
	text := c.pieces[i].Of(st.text)
	f := fitsList(text)
	if m := levelAsked.FindStringSubmatch(q.text); m != nil {
		f = 0
		if ofLevel[m[1]].MatchString(text) {
			f = 1
		}
	}
	if oneThing.MatchString(q.text) && !q.plural && howManyAsked(q.text) == 0 {
		f = max(f, 0.5) // 底线是什么: a list or a sentence
	} else if i > 0 && f > 0 && s.pieceCover(q, c.keys[i]) == 0 && s.pieceCover(q, c.keys[i-1]) < 0.5 {
		f *= 0.4
	}
	if channelAsked.MatchString(q.text) {
		f = max(f, fitsPlace(text)) // it is told as where one goes
	}
	return f
}

// oneThing asks what one thing is.
var oneThing = pattern.MustCompile(`[^些个](?:是|指)什么$`)

func fitsList(text string) float64 {
	if l, ok := enumeration(text); ok {
		return min(1, 0.6+0.1*float64(len(l.items)))
	}
	return 0
}

// enumeration finds items parted by 、 (the last perhaps by 和) in a piece.
func enumeration(text string) (list, bool) {
	parts := splitList(text)
	if len(parts) < 2 {
		return list{}, false
	}
	return list{items: parts, open: strings.Contains(text, "等")}, true
}

// splitList cuts at 、 outside quotes and brackets, and the last item at 和, 及, 与.
func splitList(text string) []string {
	depth, from := 0, 0
	var out []string
	for i, r := range text {
		switch {
		case strings.ContainsRune("（(《〔", r):
			depth++
		case strings.ContainsRune("）)》〕", r):
			depth--
		case r == '、' && depth <= 0:
			out = append(out, text[from:i])
			from = i + len("、")
		}
	}
	if from == 0 {
		return nil
	}
	last := text[from:]
	for _, sep := range []string{"以及", "和", "及", "与"} {
		if a, b, ok := strings.Cut(last, sep); ok && a != "" && b != "" {
			return append(out, a, b)
		}
	}
	return append(out, last)
}

var (
	supportAsked = pattern.MustCompile(`配合|协助|协办|参与`)
	targetAsked  = pattern.MustCompile(`目标|达到|标准`)
)

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
