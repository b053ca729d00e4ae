package answer

import (
	"math"
	"regexp"
	"slices"
	"strings"
	"time"

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
	spare  bool          // completion, in a question for the time: a due date implies it
	focus  bool          // it stands behind the question word: what is asked of the rest
	naming bool          // it stands right before a noun that it makes a name of: 火星 in 火星基地
	object string        // of a verb of one character: the word that it is said of
}

// todayIs opens a message with the day of asking: 今天8月10号，….
var todayIs = regexp.MustCompile(`^(?:今天|今日|现在)(?:都|已经)?(?:是)?(?:\d{4}年)?\d{1,2}月\d{1,2}[日号](?:了)?[，,]?`)

// examines and approves ask in one character who does it: 规划谁审, 规划哪个来批.
var (
	examines = regexp.MustCompile(`(谁|哪个(?:单位|部门)?|哪家)(?:最后|最终)?[来去]?审的?$`)
	approves = regexp.MustCompile(`(谁|哪个(?:单位|部门)?|哪家)(?:最后|最终)?[来去]?批的?$`)
)

func (s *Shelf) understand(text string, q Question) *query {
	d := s.read()
	text = todayIs.ReplaceAllString(text, "")
	std := bareYear.ReplaceAllString(tables.standard(fold(text)), "${1}年$2")
	std = shortYear.ReplaceAllString(std, "${1}20${2}年$3")
	std = approves.ReplaceAllString(examines.ReplaceAllString(std, "${1}审议"), "${1}审批")
	out := &query{raw: text, text: std, kind: kindOf(std), at: q.Now, now: day.Of(q.Now), self: q.Unit}
	out.plural = pluralAsk.MatchString(std)
	out.measure = unitsAsked(std)
	out.doc = d.named(std)
	rest := std
	rest = d.mend(rest)
	out.times, rest = s.takeTimes(rest, out.now)
	rest = blankAsking(rest)
	out.units, rest = s.takeUnits(rest)
	rates, rest := perUnit(rest)
	out.words = rates
	if headcount.MatchString(std) {
		rest += " 人口"
	}
	places, rest := d.strangePlaces(rest)
	out.words = append(append(out.words, places...), d.words(rest, std)...)
	out.unitsFromWords()
	for _, u := range out.units {
		out.words = append(out.words, d.unitWord(u, s.Roster))
	}
	tail := behindAsking(std)
	for i := range out.words {
		_, after, _ := strings.Cut(std, out.words[i].text)
		out.words[i].naming = namedThing.MatchString(after)
		d.weighWord(&out.words[i])
		out.words[i].spare = out.kind == askWhen && completion.MatchString(out.words[i].text)
		out.words[i].spare = out.words[i].spare || out.kind == askPhone && phoneWord.MatchString(out.words[i].text) || out.kind == askDiff && changeWord.MatchString(out.words[i].text) || out.kind == askWho && takingPart.MatchString(out.words[i].text)
		if out.kind == askMany || out.kind == askShare {
			out.words[i].topics = nil // a figure must stand with its own words
		}
		out.words[i].focus = tail != "" && strings.Contains(tail, out.words[i].text)
		if out.words[i].focus && out.words[i].class == faint && d.count(&out.words[i])*15 < len(d.sentences) {
			out.words[i].weight *= 3 // 有哪些渠道: it says what is to be listed
		}
	}
	out.tieObjects()
	return out
}

// tieObjects finds what a verb of one character is said of: the content word right behind it.
func (q *query) tieObjects() {
	for i := range q.words {
		w := &q.words[i]
		if w.itself() {
			continue
		}
		for _, o := range q.words {
			if o.class == content && runes(o.text) > 1 && strings.Contains(q.text, w.text+o.text) {
				w.object = o.text
			}
		}
	}
}

// namedThing begins what a name stands before.
var namedThing = regexp.MustCompile(`^(?:基地|计划|项目|工程|行动|专项|方案|规划|公司|集团|企业|小区|广场|大道|中心|平台|系统|模式|制度|机制|河|江|湖|溪|镇|乡|村|街道|社区|区|县|市|州|省|山|公园|景区|园区|湿地|水库|大桥|隧道|医院|学校|大学|局|委|办|协会|银行|基金|论坛|大赛|节)`)

var (
	phoneWord  = regexp.MustCompile(`电话|热线|号码|拨打`)
	takingPart = regexp.MustCompile(`^(?:参加|参与|出席|到场|参会)$`)
	changeWord = regexp.MustCompile(`提高|提升|增加|增长|下降|降低|减少|百分点|相差|上升`)
)

var completion = regexp.MustCompile(`^(?:完成|建成|建好|修好|搞好|完工|竣工|办结|办好|做好|到位|落实|实施|结束|弄好|建设|开展|启动)$`)

// bareYear is a year typed without 年: 2025比2022多多少.
var bareYear = regexp.MustCompile(`\b((?:19|20)\d\d)([比较和与跟多少增减的是到要达有目呢]|$)`)

// shortYear is a year typed by its last two digits: 21年花了多少, 到26年要占多少.
var shortYear = regexp.MustCompile(`(^|[到在从比和与至，]|截至|那么?)([1-4]\d)年($|[^内以期间来之后多左])`)

// rate is a figure for each of something: 一亩能增收多少, 洒水一天几次.
var rate = regexp.MustCompile(`[一1](天|日|亩|户|人|吨|公里|平方米?|次|趟)(?:能|可以?|要|得|是|有|就|补|奖|罚|处理|收|增)*[^一]{0,6}(?:多少|几)`)

// perUnit takes such a measure out of a question; a document must say it in one of its own ways.
func perUnit(text string) ([]word, string) {
	loc := rate.FindStringSubmatchIndex(text)
	if loc == nil {
		return nil, text
	}
	u := text[loc[2]:loc[3]]
	w := word{text: "一" + u, alts: []string{"每" + u, u + "均", "一" + u}}
	if u == "天" || u == "日" {
		w.alts = []string{"每日", "每天", "日均", "日处理", "日供", "日产", "当日", "单日"}
	}
	b := []byte(text)
	blank(b, loc[0], loc[3])
	return []word{w}, string(b)
}

// headcount asks for the population of a place: 全市有多少人.
var headcount = regexp.MustCompile(`^(?:[全我本]?[区县市镇省州]|\p{Han}{2,3}[区县市镇])(?:里|里头)?(?:一共|总共|现在)?有?(?:多少|几万)人口?$`)

var askPoint = regexp.MustCompile(`什么时候|哪天|哪年|几号|几月|多少|哪个|哪些|什么`)

// behindAsking is what stands behind the question word: 全覆盖 in 站点哪年全覆盖.
func behindAsking(text string) string {
	loc := askPoint.FindStringIndex(text)
	if loc == nil {
		return ""
	}
	return text[loc[1]:]
}

var pluralAsk = regexp.MustCompile(`哪些|哪几|分别|都有|几个|所有|全部|各`)

// takeTimes reads the time expressions of a question and blanks them out.
func (s *Shelf) takeTimes(text string, now day.Date) ([]when.Expr, string) {
	var out []when.Expr
	rest := []byte(text)
	found := when.Find(text, now, s.Calendar)
	for _, e := range found {
		if e.Kind == when.Unknown || e.Kind == when.Urgent || e.Kind == when.Open || e.Pos < 0 || e.Pos+len(e.Text) > len(text) || vagueTime.MatchString(e.Text) || occasion.MatchString(e.Text) {
			continue
		}
		if e.Kind == when.Duration || e.Kind == when.Anchored || e.Kind == when.Recurrence {
			continue // 30个工作日 is a figure of the question, not a date
		}
		if relativeYear.MatchString(e.Text) && len(found) == 1 && comparing.MatchString(text[:e.Pos]) {
			copy(rest[e.Pos:], []byte("同比  ")) // 比去年多几天 asks for a rise on the year before
			continue
		}
		out = append(out, e)
		blank(rest, e.Pos, e.Pos+len(e.Text))
	}
	return out, string(rest)
}

var comparing = regexp.MustCompile(`(?:比|较|跟|和|与)$`)

// vagueTime names no period that a document could be asked for.
var vagueTime = regexp.MustCompile(`^(?:目前|现在|近期|近日|当前|定期|最近|今后|日前|之前|以后|之后|[一二三四]是)$`)

func blank(b []byte, from, to int) {
	for i := from; i < to; i++ {
		b[i] = ' '
	}
}

// takeUnits finds departments and towns and blanks them out.
func (s *Shelf) takeUnits(text string) ([]units.Mention, string) {
	if s.Roster == nil {
		return nil, text
	}
	rest := []byte(text)
	var out []units.Mention
	for _, m := range s.Roster.Find(text) {
		if m.Start < 0 || m.End > len(text) || genericUnit.MatchString(m.Text) || !m.Known && len(m.Ambiguous) == 0 && !unitLike.MatchString(m.Text) {
			continue
		}
		if partOfName(text[m.End:]) {
			continue
		}
		if full := s.read().contracted(bare(m.Text)); !m.Known && len(m.Ambiguous) == 0 && len(full) == 1 && !s.desk.has(bare(m.Text)) {
			m.Name, m.Text = full[0], full[0] // 县文广旅局, as the documents write it
		}
		out = append(out, m)
		blank(rest, m.Start, m.End)
	}
	return out, string(rest)
}

// partOfName reports whether a town's short name only begins another name: 清江 in 清江河.
func partOfName(rest string) bool { return nameTail.MatchString(rest) }

var nameTail = regexp.MustCompile(`^(?:[河江湖溪路桥山]|水库|流域|小学|中学|医院|公园|村)`)

// unitLike is the shape of a name that the roster does not hold.
var unitLike = regexp.MustCompile(`^[^的]{2,14}(?:局|委|办|部|厅|镇|街道|乡|政府|中心|公司|委员会|法院|检察院|支队|大队|分局|集团|管委会|办公室|学校|医院)$`)

// genericUnit is no name: which 部门, 哪个单位.
var genericUnit = regexp.MustCompile(`^(?:哪.*|什么.*|多少.*|几.*|各?(?:部门|单位|镇街|乡镇|街道|镇|领导|委员会|办公室|领导小组)|.*领导小组|有关.*|相关.*)$`)

// unitWord makes a unit a word that evidence must meet under one of its names.
func (d *desk) unitWord(m units.Mention, r *units.Roster) word {
	w := word{text: bare(m.Text), name: true, gap: "unit"}
	names := append([]string{m.Name}, m.Ambiguous...)
	if m.Known {
		if u, ok := r.Resolve(m.Name); ok {
			names = append(append(names, u.Aliases...), u.Old...)
		}
	}
	for _, n := range names {
		if f := bare(n); f != w.text && len([]rune(f)) > 2 {
			w.alts = append(w.alts, f)
		}
	}
	if creationOffice.MatchString(w.text) {
		w.alts = append(w.alts, "领导小组办公室")
	}
	for _, pre := range []string{"区", "县", "市"} {
		if bare, ok := strings.CutPrefix(w.text, pre); ok {
			w.alts = append(w.alts, bare)
		}
	}
	return w
}

// creationOffice is the office of the leading group under its everyday name: 两山办.
var creationOffice = regexp.MustCompile(`两山.{0,4}办$|创建办$`)

// unitsFromWords takes names of bodies that the roster does not know for units too.
func (q *query) unitsFromWords() {
	kept := q.words[:0]
	for _, w := range q.words {
		if w.name && unitLike.MatchString(w.text) && q.kind == askTasks {
			if len(w.alts) == 1 {
				w.text = w.alts[0]
			}
			q.units = append(q.units, units.Mention{Name: w.text, Text: w.text})
			continue
		}
		kept = append(kept, w)
	}
	q.words = kept
}

// weighWord sets how telling the word is, and whether any document knows it.
func (d *desk) weighWord(w *word) {
	df := d.count(w)
	w.topics = d.topicsOf(w)
	w.known, w.count = df > 0, df
	n := float64(len(d.sentences) + 1)
	size := float64(len([]rune(w.text)))
	w.weight = math.Log(1+n/float64(max(df, 1))) * (0.7 + 0.15*math.Min(size, 5))
	switch {
	case w.class == faint && df == 0:
		w.weight *= 0.05
	case w.class == faint, w.name && !w.known && !w.isThing():
		w.weight *= 0.2
	case w.name:
		w.weight *= 1.3
	}
}

// topicsOf lists the documents in which the word is so frequent that any sentence may leave it out.
func (d *desk) topicsOf(w *word) map[*Doc]bool {
	if w.name {
		return nil
	}
	n := map[*Doc]int{}
	for _, t := range w.spellings() {
		for _, id := range d.where(t) {
			n[d.passages[d.sentences[id].at].doc]++
		}
	}
	out := map[*Doc]bool{}
	for doc, k := range n {
		if size := d.sizes[doc]; size >= 20 && k*12 > size {
			out[doc] = true
		}
	}
	return out
}

func (d *desk) count(w *word) int {
	n := 0
	for _, t := range w.spellings() {
		n += len(d.where(t))
	}
	return n
}

var (
	quotedName = regexp.MustCompile(`《([^》]+)》`)
	docPointer = regexp.MustCompile(`(?:这个|这份|该|本|此|那个|那份)(复函|函|信|文件|通知|方案|规划|计划|办法|条例|意见|规定|细则)|(复函|函|信|文件|通知|方案|规划|计划|办法|条例|意见|规定|细则)(?:里面?|中|上|内|文本)|^(复函|函)`)
)

// named finds the document that a question points at: by 《title》, 文号, or 这个函, 方案里.
func (d *desk) named(text string) *Doc {
	docs := d.docs()
	for _, doc := range docs {
		if n := fold(doc.Outline.Number); n != "" && strings.Contains(text, n) {
			return doc
		}
	}
	for _, m := range quotedName.FindAllStringSubmatch(text, -1) {
		for _, doc := range docs {
			if t := fold(doc.Outline.Title); strings.Contains(t, m[1]) || fold(doc.Outline.Short) == m[1] {
				return doc
			}
		}
	}
	if doc := onlyOf(docs, text, func(d *Doc) []string { return proposalNumber.FindAllString(fold(d.Outline.Title), -1) }); doc != nil {
		return doc
	}
	if doc := onlyOf(docs, text, placesOf); doc != nil {
		return doc
	}
	m := docPointer.FindStringSubmatch(text)
	if m == nil {
		return nil
	}
	return byGenre(docs, m[1]+m[2]+m[3])
}

// proposalNumber is the number of the proposal that a letter answers, as its title has it.
var proposalNumber = regexp.MustCompile(`\d+号`)

// onlyOf is the one document, of several, that has one of its marks in the text.
func onlyOf(docs []*Doc, text string, marks func(*Doc) []string) *Doc {
	var hit *Doc
	for _, doc := range docs {
		if !slices.ContainsFunc(marks(doc), func(m string) bool { return strings.Contains(text, m) }) {
			continue
		}
		if hit != nil {
			return nil
		}
		hit = doc
	}
	if len(docs) < 2 {
		return nil
	}
	return hit
}

// placesOf are the names of the places that a document comes from, without 区 or 县: 青川.
func placesOf(d *Doc) []string {
	var out []string
	for _, m := range issuingPlace.FindAllStringSubmatch(fold(d.Outline.Issuer), -1) {
		out = append(out, m[1])
	}
	return out
}

var issuingPlace = regexp.MustCompile(`(?:省|市|州|^)([\p{Han}]{2,3}?)[区县市旗](?:[^\p{Han}]|人民|政|党|委|[\p{Han}])`)

// byGenre finds the one document that a clerk would call so; 文件 is any, if there is one only.
func byGenre(docs []*Doc, kind string) *Doc {
	var hit []*Doc
	for _, doc := range docs {
		o := doc.Outline
		letter := (kind == "函" || kind == "信") && strings.Contains(o.Genre+o.Short, "函")
		if letter || kind == "文件" || strings.HasSuffix(o.Short, kind) || strings.HasSuffix(o.Title, kind) || o.Genre == kind {
			hit = append(hit, doc)
		}
	}
	if len(hit) == 1 {
		return hit[0]
	}
	return nil
}

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

var rankUnit = regexp.MustCompile(`[名位个]$`)

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
