package answer

import (
	"math"
	"slices"
	"strings"

	"liangshan/knowledge/pattern"
)

// weighIn sets what a word is worth in its question.
func (d *desk) weighIn(q *query, w *word) {
	_, after, _ := strings.Cut(q.text, w.text)
	w.naming = namedThing.MatchString(after)
	if (degreeAsked.MatchString(q.text) || effectAsked.MatchString(q.text)) && degreeNoun.MatchString(w.text) && runes(w.text) == 2 {
		w.class = faint // 处罚力度: a document need not measure what it describes
	}
	if stepNoun.MatchString(w.text) && stepsAsked.MatchString(q.text) || q.onlyHow(w) {
		w.class, w.alts = faint, nil // a document tells the steps, and need not call them so
	}
	d.weighWord(w)
	w.trouble = troubleNoun.MatchString(w.text) && troubleAsked.MatchString(q.text)
	if w.trouble && w.class == faint {
		w.class, w.weight = content, w.weight/lightShare
	}
	re := implied[q.kind]
	w.spare = w.trouble || re != nil && re.MatchString(w.text) || punishAsked.MatchString(q.text) && offender.MatchString(w.text) || q.kind == askMany && comesTo.MatchString(w.text+after) || q.kind == askMany && getting.MatchString(w.text) && (limits[0].MatchString(q.text) || limits[1].MatchString(q.text))
	if w.spare && (q.kind == askShare || q.kind == askMany || q.kind == askWhy || runes(w.text) == 1) {
		w.weight *= 0.2 // 占比升到多少: any share may rise; 落实完
	}
	if q.kind == askMany || q.kind == askShare {
		w.topics = nil // a figure must stand with its own words
	}
	w.focus = strings.Contains(behindAsking(q.text), w.text)
	if w.focus && w.class == faint && !stepNoun.MatchString(w.text) && !howNoun.MatchString(w.text) && w.count*15 < len(d.sentences) {
		w.weight *= 3 // 有哪些渠道: it says what is to be listed
	}
}

// punishAsked asks what becomes of somebody who breaks a rule, offender is anybody who may.
var (
	punishAsked = pattern.MustCompile(`(?:怎么|什么|哪些|多重的?).{0,3}(?:处罚|惩处|惩罚|惩治|罚|处分)`)
	offender    = pattern.MustCompile(`^(?:企业|公司|单位|个人|老板|厂子?|工厂|商家|业主)$`)
)

// implied are the words that a kind of question has of itself: what answers it need not say them.
var implied = map[ask]*pattern.Pattern{
	askWhen:  dueNamed,
	askPhone: pattern.MustCompile(`电话|热线|号码|拨打`),
	askDiff:  pattern.MustCompile(`提高|提升|增加|增长|下降|降低|减少|百分点|相差|上升`),
	askShare: pattern.MustCompile(`^(?:提高|提升|上升|上涨|增加|增长|涨|升|提)$`),
	askOften: pattern.MustCompile(`^平均$`),
	askWhy:   pattern.MustCompile(`^(?:目的|用意|初衷|原因|理由|缘由|重要|必要)$`),
	askWho:   attends,
	askList:  attends,
}

// onlyHow reports whether a word asks by a noun what is done about the matter that another
// word names: 水污染治理有哪些做法.
func (q *query) onlyHow(w *word) bool {
	return howNoun.MatchString(w.text) && howAsked.MatchString(q.text) && slices.ContainsFunc(q.words, func(o word) bool { return o.telling() && !howNoun.MatchString(o.text) })
}

const howWords = `做法|办法|措施|举措|手段|招数|法子`

var (
	howNoun  = pattern.MustCompile(`^(?:` + howWords + `)$`)
	howAsked = pattern.MustCompile(`(?:哪些|什么|哪几[个项条种样])(?:具体|主要|好)?的?(?:` + howWords + `)$|(?:` + howWords + `)(?:都|主要)?(?:是|有)(?:哪些|什么)$`)
)

// comesTo asks of a figure for what it comes to, by whatever way: 往后要涨到多少.
var comesTo = pattern.MustCompile(`^(?:提高|提升|上升|上涨|增加|增长|涨|升|提|降|降低|减少)(?:到|至)`)

// attends is what those do who are asked for.
var attends = pattern.MustCompile(`^(?:参加|参与|出席|到场|参会)$`)

// getting is what one does to have as much as a rule allows, and the limit itself: 最多可以申请多少, 上限是多少.
var getting = pattern.MustCompile(`^(?:申请|申领|获得|领取|享受|取得|上限|下限|限额)$`)

// namedThing begins what a name stands before.
var namedThing = pattern.MustCompile(`^(?:基地|计划|项目|工程|行动|专项|方案|规划|公司|集团|企业|小区|广场|大道|中心|平台|系统|模式|制度|机制|河|江|湖|溪|镇|乡|村|街道|社区|区|县|市|州|省|山|公园|景区|园区|湿地|水库|大桥|隧道|医院|学校|大学|局|委|办|协会|银行|基金|论坛|大赛|节)`)

// dueNamed is what a question for the day has of itself: that a thing is completed, or that it has a time at all.
var dueNamed = pattern.MustCompile(completion.String() + `|^(?:截止|截止时间|截止日期|时限|期限|完成时限|完成时间|办结时限|整改时限|时间节点|时间|完)$`)

var completion = pattern.MustCompile(`^(?:完成|建成|建好|修好|搞好|完工|竣工|办结|办好|做好|到位|落实|实施|结束|弄好|建设|开展|启动)$`)

var askPoint = pattern.MustCompile(`什么时候|哪天|哪年|几号|几月|多少|哪个|哪些|什么`)

// behindAsking is what stands behind the question word: 全覆盖 in 站点哪年全覆盖.
func behindAsking(text string) string {
	loc := askPoint.FindStringIndex(text)
	if loc == nil {
		return ""
	}
	return text[loc[1]:]
}

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
			n[d.passageAt(id).doc]++
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
