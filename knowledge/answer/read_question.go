package answer

import (
	"math"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"liangshan/knowledge/pattern"
	"liangshan/knowledge/segment"
	"liangshan/knowledge/units"
	"liangshan/knowledge/when"
	"liangshan/store/day"
)

// query is a question, read.
type query struct {
	raw     string // as typed, or completed from the conversation
	text    string // standardised: folded, dialect replaced, particles dropped
	kind    ask
	plural  bool // more than one thing is asked for
	measure []string
	words   []word
	units   []units.Mention
	times   []when.Expr // as of now
	doc     *Doc        // the document that the question names
	now     day.Date
	at      time.Time
	self    string       // the asker's unit
	near    map[int]bool // passages that the conversation showed
	context []word       // words inherited: they help ranking, they need no evidence
	prior   *Carry
	home    []int64 // the documents that the conversation is about
	alike   func(text string) []int64
	record  Record
	checks  bool   // a statement is held against the documents: 听说…, …对吧
	nth     string // the one of several listed that is asked about: 第二个呢
	rule    bool   // the rule that says so is asked for
}

// word is a content word of the question.
type word struct {
	text   string
	alts   []string // what a document may write for it, besides itself
	class  class
	weight float64
	known  bool // some document says it, or an alternative
	count  int  // in how many sentences
	name   bool // a proper name, unit or figure: must be met as it stands
	gap    string
	topics map[*Doc]bool // documents that are about it
	spare  bool          // implied by the kind of question: completion, where the time is asked
	told   bool          // of the story before the question: it tells sentences apart, and is asked of none
	focus  bool          // it stands behind the question word: what is asked of the rest
	naming bool          // it stands right before a noun that it makes a name of: 火星 in 火星基地
	object string        // of a verb of one character: the word that it is said of
}

// todayIs opens a message with the day of asking: 今天8月10号，….
var todayIs = pattern.MustCompile(`^(?:今天|今日|现在)(?:都|已经)?(?:是)?(?:\d{4}年)?\d{1,2}月\d{1,2}[日号](?:了)?[，,]?`)

// examines and approves ask in one character who does it: 规划谁审, 规划哪个来批;
// assents in other words who approves a paper: 规划由哪个通过才算数.
var (
	assents  = pattern.MustCompile(`((?:规划|方案|计划|办法|意见|稿)[^审]*?(?:由|要|得|归|报)(?:谁|哪个(?:单位|部门)?|哪家))来?(?:通过|点头|定|同意|认可)(?:了|的)?(?:才.{1,3})?$`)
	examines = pattern.MustCompile(`(谁|哪个(?:单位|部门)?|哪家)(?:最后|最终)?[来去]?审的?$`)
	approves = pattern.MustCompile(`(谁|哪个(?:单位|部门)?|哪家)(?:最后|最终)?[来去]?批的?$`)
)

func (s *Shelf) understand(text string, q Question) *query {
	d := s.read()
	text, checks := asChecked(todayIs.ReplaceAllString(text, ""))
	std := d.asTimetable(s.asOpen(standardised(inLine(text, q.History)), day.Of(q.Now)))
	out := &query{
		raw: text, text: std, checks: checks, rule: q.rule, at: q.Now, now: day.Of(q.Now), self: q.Unit,
		kind: kindOf(std), plural: pluralAsk.MatchString(std), measure: unitsAsked(std), doc: d.named(std),
	}
	if errand.MatchString(fold(text)) {
		out.kind = askAbout
	}
	if stepsAsked.MatchString(std) && howManyAsked(std) == 0 {
		out.kind = askHow // steps are told one after the other, not as a list
	}
	s.takeWords(out)
	s.hear(out, q.story)
	out.tieObjects()
	if out.holds() == askWho {
		for i := range out.words {
			if out.words[i].gap == "unit" {
				out.words[i].weight /= 10 // it is held against whom the documents name
			}
		}
	}
	return out
}

// takeWords reads the times, units and words of a question, one after the other: what one
// has taken is no word for the next.
func (s *Shelf) takeWords(out *query) {
	d, std := s.desk, out.text
	var rest string
	out.times, rest = s.takeTimes(d.mend(std), out.now)
	rest = yearsMeant.ReplaceAllStringFunc(rest, blanked)
	if nth := nthAmong.FindString(rest); nth != "" && !d.has(nthLabel.FindString(nth)) {
		rest = strings.Replace(rest, nth, " ", 1) // of the parts under a heading
	}
	rest = blankAsking(degreeAtTail.ReplaceAllString(rest, "$1"))
	if out.adds() {
		rest = howManyAdded.ReplaceAllStringFunc(rest, blanked) // 三口塘总投资平均多少: it is of the asker's own counting
	}
	out.units, rest = s.takeUnits(rest)
	rates, rest := perUnit(rest)
	if headcount.MatchString(std) {
		rest += " 人口"
	}
	places, rest := d.strangePlaces(rest)
	out.words = slices.Concat(rates, places, d.words(rest, std))
	if out.doc != nil {
		out.words = slices.DeleteFunc(out.words, func(w word) bool { return slices.Contains(placesOf(out.doc), w.text) }) // it says whose document is meant
	}
	out.unitsFromWords()
	for _, u := range out.units {
		out.words = append(out.words, d.unitWord(u, s.Roster))
	}
	out.partAlternatives()
	for i := range out.words {
		d.weighIn(out, &out.words[i])
	}
}

// partAlternatives keeps one word of a document from meeting two of the question: in 意见怎么反馈 neither stands for the other.
func (q *query) partAlternatives() {
	for i := range q.words {
		w := &q.words[i]
		if slices.ContainsFunc(q.words, func(o word) bool { return slices.Contains(w.alts, o.text) }) {
			w.alts = slices.DeleteFunc(slices.Clone(w.alts), func(a string) bool {
				return slices.ContainsFunc(q.words, func(o word) bool { return o.text == a && runes(a) > 1 })
			})
		}
	}
}

// beforeDay asks by which day something is handed in: 哪天前报进展.
var beforeDay = pattern.MustCompile(`(哪一?天|几号)之?前(报(?:送|告)?(?:工作)?(?:进展|进度|情况))`)

// yearNoun ends a question for a year without a question word.
var yearNoun = pattern.MustCompile(`的?年份$`)

// countNoun ends one for a number: 宣讲次数, 双微条数.
var countNoun = pattern.MustCompile(`^([^哪几多什每]{2,}?)的?(?:总)?([次条期场件家项人户处])(?:次|数)$`)

// dayWritten asks for the day by asking whether it is written: 启动仪式日期写明没有.
var dayWritten = pattern.MustCompile(`^(.{2,}?)的?(?:具体)?的?(?:日期|日子|时间)(?:有没有)?(?:写|写明|载明|说明|提到|标明)了?(?:没有?|吗|没的?)$`)

// standardised writes a question as documents would: folded, without dialect, with whole years.
func standardised(text string) string {
	text = inDigits(text)
	std := twoMonths.ReplaceAllString(bareYear.ReplaceAllString(tables.standard(fold(text)), "${1}年$2"), "${1}月、${2}月")
	std = innerYear.ReplaceAllString(shortYear.ReplaceAllString(std, "${1}20${2}年$3"), "${1}20${2}年$3")
	std = fullName.ReplaceAllString(std, "${1}全称")
	std = assents.ReplaceAllString(std, "${1}审批")
	std = dayWritten.ReplaceAllString(std, "${1}哪天")
	std = beforeDay.ReplaceAllString(std, "$1$2")
	std = yearNoun.ReplaceAllString(std, "是哪年")
	std = countNoun.ReplaceAllString(std, "${1}多少${2}")
	return approves.ReplaceAllString(examines.ReplaceAllString(std, "${1}审议"), "${1}审批")
}

// spelledOut is a number written out as it is spoken: 三千一百三十四, 百分之一点六四, 十三点三五亿.
var spelledOut = pattern.MustCompile(`[A-Za-z]?(百分之)?([一二两三四五六七八九十百千零点〇]+)`)

// sideBySide are digits that no number has beside one another: 十四五.
var sideBySide = pattern.MustCompile(`^[^点]*[一二两三四五六七八九][一二两三四五六七八九]`)

// inDigits writes such numbers in digits; short ones are parts of words too often.
func inDigits(text string) string {
	return spelledOut.ReplaceAllStringFunc(text, func(m string) string {
		if m[0] < utf8.RuneSelf {
			return m[:1] + "的" + inDigits(m[1:]) // GDP百分之三 is not called GDP3%
		}
		number, share := strings.CutPrefix(m, "百分之")
		long := runes(number) > 2 && strings.ContainsAny(number, "十百千点") && !strings.HasPrefix(number, "百") && !strings.HasPrefix(number, "千") && !sideBySide.MatchString(number)
		if r := []rune(number); !share && len(r) < 2 {
			return m
		}
		v, ok := segment.Number(number)
		if !ok || !share && !long {
			return m
		}
		if share {
			return trimFloat(v) + "%"
		}
		return trimFloat(v)
	})
}

// inLine gives 哪个来审 the noun that the conversation has for it: 审查, after 专家审查定在好久.
func inLine(text string, history []Turn) string {
	if len(history) == 0 {
		return text
	}
	std := tables.standard(fold(text))
	said := examining.FindAllString(history[len(history)-1].Text, -1)
	if len(said) != 1 || !examines.MatchString(std) {
		return text
	}
	return examines.ReplaceAllString(std, "${1}"+said[0])
}

var examining = pattern.MustCompile(`审[议查核定计]|评审`)

// fullName is the title of a paper in other words; a person's is none.
var fullName = pattern.MustCompile(`((?:提案|议案|` + letters + `|` + plans + `|文)的?)(?:全名|(?:完整|全部)的?(?:名[字称]|标题|题目))`)

// weighIn sets what a word is worth in its question.
func (d *desk) weighIn(q *query, w *word) {
	_, after, _ := strings.Cut(q.text, w.text)
	w.naming = namedThing.MatchString(after)
	if (degreeAsked.MatchString(q.text) || effectAsked.MatchString(q.text)) && degreeNoun.MatchString(w.text) && runes(w.text) == 2 {
		w.class = faint // 处罚力度: a document need not measure what it describes
	}
	if stepNoun.MatchString(w.text) && stepsAsked.MatchString(q.text) {
		w.class, w.alts = faint, nil // a document tells the steps, and need not call them so
	}
	d.weighWord(w)
	if troubleNoun.MatchString(w.text) && troubleAsked.MatchString(q.text) {
		w.weight *= 0.3 // what is wrong need not be called a problem
	}
	re := implied[q.kind]
	w.spare = re != nil && re.MatchString(w.text) || q.kind == askMany && getting.MatchString(w.text) && (limits[0].MatchString(q.text) || limits[1].MatchString(q.text))
	if w.spare && (q.kind == askShare || q.kind == askMany || runes(w.text) == 1) {
		w.weight *= 0.2 // 占比升到多少: any share may rise; 落实完
	}
	if q.kind == askMany || q.kind == askShare {
		w.topics = nil // a figure must stand with its own words
	}
	w.focus = strings.Contains(behindAsking(q.text), w.text)
	if w.focus && w.class == faint && !stepNoun.MatchString(w.text) && w.count*15 < len(d.sentences) {
		w.weight *= 3 // 有哪些渠道: it says what is to be listed
	}
}

// implied are the words that a kind of question has of itself: what answers it need not say them.
var implied = map[ask]*pattern.Pattern{
	askWhen:  dueNamed,
	askPhone: pattern.MustCompile(`电话|热线|号码|拨打`),
	askDiff:  pattern.MustCompile(`提高|提升|增加|增长|下降|降低|减少|百分点|相差|上升`),
	askShare: pattern.MustCompile(`^(?:提高|提升|上升|上涨|增加|增长|涨|升|提)$`),
	askOften: pattern.MustCompile(`^平均$`),
	askWhy:   pattern.MustCompile(`^(?:目的|用意|初衷|原因|理由|缘由)$`),
	askWho:   pattern.MustCompile(`^(?:参加|参与|出席|到场|参会)$`),
}

// getting is what one does to have as much as a rule allows, and the limit itself: 最多可以申请多少, 上限是多少.
var getting = pattern.MustCompile(`^(?:申请|申领|获得|领取|享受|取得|上限|下限|限额)$`)

// tieObjects finds what a verb of one character is said of: the content word right behind it.
func (q *query) tieObjects() {
	for i := range q.words {
		w := &q.words[i]
		if w.itself() {
			continue
		}
		for _, o := range q.words {
			if o.class == content && runes(o.text) > 1 && (strings.Contains(q.text, w.text+o.text) || q.kind == askWhen && strings.HasSuffix(q.text, w.text) && reported.MatchString(o.text)) {
				w.object = o.text
			}
		}
	}
}

// reported is what is handed in: 进展每月几号报.
var reported = pattern.MustCompile(`(?:进展|进度|情况|材料|总结|报告|台账|信息)$`)

// namedThing begins what a name stands before.
var namedThing = pattern.MustCompile(`^(?:基地|计划|项目|工程|行动|专项|方案|规划|公司|集团|企业|小区|广场|大道|中心|平台|系统|模式|制度|机制|河|江|湖|溪|镇|乡|村|街道|社区|区|县|市|州|省|山|公园|景区|园区|湿地|水库|大桥|隧道|医院|学校|大学|局|委|办|协会|银行|基金|论坛|大赛|节)`)

// dueNamed is what a question for the day has of itself: that a thing is completed, or that it has a time at all.
var dueNamed = pattern.MustCompile(completion.String() + `|^(?:截止|截止时间|截止日期|时限|期限|完成时限|完成时间|办结时限|整改时限|时间节点|时间|完)$`)

var completion = pattern.MustCompile(`^(?:完成|建成|建好|修好|搞好|完工|竣工|办结|办好|做好|到位|落实|实施|结束|弄好|建设|开展|启动)$`)

// twoMonths are months typed with one 月: 7、8月.
var twoMonths = pattern.MustCompile(`\b(\d{1,2})(?:、|和|跟|与)(\d{1,2})月(?:份)?`)

// bareYear is a year typed without 年: 2025比2022多多少.
var bareYear = pattern.MustCompile(`\b((?:19|20)\d\d)([比较和与跟多少增减降升涨提各共建的是到至要达有目呢]|$)`)

// shortYear is a year typed by its last two digits: 21年花了多少, 到26年要占多少.
var shortYear = pattern.MustCompile(`(^|[到在从比和与至，]|截至|那么?)([1-4]\d)年($|[^内以期间来之后多左])`)

// innerYear is such a year behind what it is the year of: 产业园25年投多少; after 了 or 近 it is a length of time.
var innerYear = pattern.MustCompile(`([^\P{Han}了满近约达用共过干有超花这第每])(2\d|3[0-5])年((?:度|计划|预计|要|投|安排|完成|目标|建|的|底|初|前|有|是|多少|开工|考核|达到?|花|做).*|$)`)

// headcount asks for the population of a place: 全市有多少人.
var headcount = pattern.MustCompile(`^(?:[全我本]?[区县市镇省州]|\p{Han}{2,3}[区县市镇])(?:里|里头)?(?:一共|总共|现在)?有?(?:多少|几万)人口?$`)

// howManyAdded counts what is to be added or averaged: 四个镇平均…, 三块湿地加起来….
var howManyAdded = pattern.MustCompile(`([两二三四五六七八九十]|\d+)(?:[` + measureWords + `个项类样者]|大块)`)

// yearsMeant counts the years that a question means, which a document need not count: 这三年, 近两年, 三年中.
var yearsMeant = pattern.MustCompile(`(?:这|近|最近|过去|头|前|往后|今后|未来)[一两二三四五六七八九十\d]+年(?:来|里|间|内|中)?|(?:年|\d|、|和)[两二三四五六七八九十]年|^[两二三四五六七八九十]年(?:里|间|中|来)`)

func blanked(s string) string { return strings.Repeat(" ", len(s)) }

var askPoint = pattern.MustCompile(`什么时候|哪天|哪年|几号|几月|多少|哪个|哪些|什么`)

// behindAsking is what stands behind the question word: 全覆盖 in 站点哪年全覆盖.
func behindAsking(text string) string {
	loc := askPoint.FindStringIndex(text)
	if loc == nil {
		return ""
	}
	return text[loc[1]:]
}

// each asks the same of each of several things.
const each = `每[个条项家]|各[个条项家]|分别`

var pluralAsk = pattern.MustCompile(`哪些|哪几|分别|都有|几个|所有|全部|各`)

// weighWord sets how telling the word is, and whether any document knows it.
func (d *desk) weighWord(w *word) {
	var df int
	w.topics, df = d.topicsOf(w)
	w.known, w.count = df > 0, df
	n := float64(len(d.sentences) + 1)
	size := float64(len([]rune(w.text)))
	w.weight = math.Log(1+n/float64(max(df, 1))) * (0.7 + 0.15*math.Min(size, 5))
	switch {
	case w.class == faint && df == 0:
		w.weight *= 0.05
	case w.class == faint, w.light():
		w.weight *= lightShare
	case w.name:
		w.weight *= 1.3
	}
}

// lightShare is what a word of the asker's own weighs of its full weight.
const lightShare = 0.2

// light reports whether nobody knows the word and it need not be a thing.
func (w *word) light() bool { return w.name && !w.known && !w.isThing() }

// topicsOf lists the documents in which the word is so frequent that any sentence may
// leave it out, and counts the sentences that hold it.
func (d *desk) topicsOf(w *word) (topics map[*Doc]bool, count int) {
	n := map[*Doc]int{}
	for _, t := range w.spellings() {
		ids := d.where(t)
		count += len(ids)
		for _, id := range ids {
			n[d.passages[d.sentences[id].at].doc]++
		}
	}
	if w.name {
		return nil, count
	}
	topics = map[*Doc]bool{}
	for doc, k := range n {
		if size := d.sizes[doc]; size >= 20 && k*12 > size {
			topics[doc] = true
		}
	}
	return topics, count
}

func joined(ws []word) []string {
	var out []string
	for _, w := range ws {
		if w.class != faint {
			out = append(out, w.text)
		}
	}
	return out
}

// predicate is the last content word of the question: what is asked to have come about.
func (q *query) predicate() *word {
	var out *word
	at := -1
	for i := range q.words {
		if w := &q.words[i]; w.class == content {
			if k := strings.LastIndex(q.text, w.text); k > at {
				out, at = w, k
			}
		}
	}
	return out
}

// ofMatter reports whether a question names more than who answers for it.
func (q *query) ofMatter() bool {
	return slices.ContainsFunc(q.words, func(w word) bool { return w.class == content && !leadWord.MatchString(w.text) })
}

var leadWord = pattern.MustCompile(`^(?:牵头|负责|主管|主抓|责任|配合|协办|协助|组织|主办|举办|承办|召开|主持)(?:单位|部门|人|主体|的|方)?$|^[抓管归]$`)
