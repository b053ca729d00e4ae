package answer

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"liangshan/knowledge/outline"
	"liangshan/knowledge/segment"
	"liangshan/knowledge/when"
	"liangshan/store/day"
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
		if partsAsked.MatchString(q.text) && s.openers(q, c) && s.children(st.at) > 1 {
			return 1
		}
		if ordinalWord.MatchString(q.text) {
			return fitsOrdinal(text)
		}
		if lengthAsked.MatchString(q.text) && !strings.ContainsAny(text, "长程") {
			return 0.3 // 12公里岸线 is no length of the river
		}
		if shareOf.MatchString(text) && !shareOf.MatchString(q.text) && !shareWord.MatchString(q.text) && !aimAsked.MatchString(q.text) {
			if q.shareOfAsked(text) {
				return 0.6
			}
			return 0.3 // 占GDP的1.64% gives no GDP
		}
		v := fitsFigure(text, q.measure)
		if m := countWord.FindStringSubmatch(q.text); m != nil && len(q.measure) > 1 && q.measure[0] == m[1] && fitsFigure(text, q.measure[:1]) < v && s.pieceCover(q, c.keys[i]) < 0.3 {
			return 0.3 // counted by another word, and not of what was asked
		}
		return v
	case askShare:
		return fitsFigure(text, []string{"%", "‰", "成", "百分点"})
	case askWho:
		if !s.samePart(q, c, i) {
			return 0
		}
		from, _ := wholeItems(st.text, c.pieces, i, i) // 组织相关部门、镇街负责人赴…: one run of names
		return max(s.fitsBody(q, st.text[c.pieces[from].Start:c.pieces[i].End]), s.fitsSubject(q, c, i))
	case askMean:
		return fitsMeaning(q, text)
	case askList:
		if s.desk.passages[st.at].clause.Kind == outline.Row {
			return 0.2
		}
		return s.fitsListed(q, c, i)
	case askWhere:
		if riverAsked.MatchString(q.text) && riverName.MatchString(text) {
			return 1
		}
		return fitsPlace(text)
	case askState:
		return fitsState(text)
	case askWhy:
		return fitsReason(text)
	case askPhone:
		return fitsPhone(text)
	}
	return 0.5
}

// fitsSubject is how well the piece before names who does what this one says:
// 区领导齐上阵，每月召开…. What is due by a day of its own has a doer of its own.
func (s *Shelf) fitsSubject(q *query, c *candidate, i int) float64 {
	st := &s.desk.sentences[c.id]
	if i == 0 || runes(c.pieces[i-1].Of(st.text)) > 14 || s.pieceCover(q, c.keys[i]) == 0 {
		return 0
	}
	if e, ok := timeIn(s.timesOf(c), c.pieces[i], st.text); ok && e.Kind == when.Deadline {
		return 0
	}
	return 0.9 * s.fitsBody(q, c.pieces[i-1].Of(st.text))
}

// readAs is the day as of which a passage's elliptical dates are read.
func (s *Shelf) readAs(p *passage) day.Date {
	return when.Stage(p.clause.Text, p.doc.Outline.Issued, s.Calendar)
}

// timesOf reads the times of a sentence as of its document.
func (s *Shelf) timesOf(c *candidate) []when.Expr {
	if !c.timed {
		st := &s.desk.sentences[c.id]
		c.timed = true
		if mayDate(st.text) {
			c.times = timesIn(st.text, s.readAs(&s.desk.passages[st.at]), s.Calendar)
		}
	}
	return c.times
}

func (s *Shelf) fitsTime(q *query, c *candidate, i int) float64 {
	if s.ofAnother(q, c) {
		return 0
	}
	exprs := s.timesOf(c)
	e, ok := timeIn(exprs, c.pieces[i], s.desk.sentences[c.id].text)
	switch {
	case ok && !e.End.IsZero() && !e.Start.IsZero() && e.End.Sub(e.Start) > 400 && !spanAsked.MatchString(q.text):
		return 0.7 // “十四五” tells less than a year or a day
	case (!ok || e.End.IsZero()) && vagueDue.MatchString(c.pieces[i].Of(s.desk.sentences[c.id].text)):
		return 0.5
	case ok:
		if basis.MatchString(c.pieces[i].Of(s.desk.sentences[c.id].text)) || e.Kind == when.Past || e.Kind == when.Urgent || e.Kind == when.Duration && e.End.IsZero() && !within.MatchString(e.Text) || e.Kind == when.Fuzzy && e.End.IsZero() {
			return 0.3
		}
		return 1
	}
	if i > 0 && !basis.MatchString(c.pieces[i-1].Of(s.desk.sentences[c.id].text)) {
		if _, ok := timeIn(exprs, c.pieces[i-1], s.desk.sentences[c.id].text); ok {
			return 0.6
		}
	}
	return 0
}

// vagueDue says when without a day.
var vagueDue = regexp.MustCompile(`适时|择机|条件(?:成熟|具备|允许)(?:后|时)|待[\p{Han}]{2,12}后`)

// spanAsked asks how long a thing goes on.
var spanAsked = regexp.MustCompile(`管到|期限|有效|[到至]哪|多久|多长|起止`)

// within makes a deadline of a length of time: 2小时内, 15个工作日以内.
var within = regexp.MustCompile(`内|之前|前$|后`)

// basis opens a piece that names what a document rests on; its date is not the matter's.
var basis = regexp.MustCompile(`^(?:根据|按照|依据|依照|遵照)`)

// lengthAsked asks how long a thing is as a whole.
var lengthAsked = regexp.MustCompile(`(?:全|总|有)多?长|长度`)

// partsAsked asks into how many parts a matter is laid out.
var partsAsked = regexp.MustCompile(`有?(?:多少|几)(?:条|项|点|个方面|方面|部分|块)$`)

var (
	ordinalWord = regexp.MustCompile(`第(?:几|多少)`)
	ordinal     = regexp.MustCompile(`第[一二三四五六七八九十百零\d]+`)
	shareOf     = regexp.MustCompile(`占`)
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

var rhythm = regexp.MustCompile(`每(?:个|半个?|[两一二三四五六\d]个?|逢)?(?:工作日|年|月|周|季|日|天|旬|星期|[一二三四1-9])|定期|按[月季周年]|不定期|双月|单月|[月周季]调度|一年[一两二三]次`)

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

var partOfCost = regexp.MustCompile(`费用|投资|总额|金额|成本|价款|货值`)

// sameMeasure: 项 is asked and the document writes 个方面20项; units in 万 count with their base.
func sameMeasure(f segment.Figure, want []string) bool {
	return slices.ContainsFunc(want, func(w string) bool {
		return f.Unit == "万"+w || f.Unit == "亿"+w || strings.TrimPrefix(f.Unit, "个") == w
	})
}

var bodyWord = regexp.MustCompile(`(?:领导小组|办公室|委员会|管委会|指挥部|人民政府|政府|领导|工作专班|专班|单位|部门|公司|中心|镇街|街道|乡镇)|[\p{Han}”]{1,10}(?:局|委|办|部|厅|[协商学联合员管委理事基金居村常工]会|(?:法|检察|医|研究|卫生|科学)院|(?:派出|税务|司法|研究|管理|服务)[所站处])(?:牵头|负责|组织|承担|会同|主管|$|、|，)`)

var roleWord = regexp.MustCompile(`审议|审查|审定|审批|批准|责成|召开|主持|担任|制定|查处|安排|配合|牵头|负责|组织|主管|承担|会同|主办|承办|组长|由|作为|领导|审签|提出`)

func (s *Shelf) fitsBody(q *query, text string) float64 {
	if ledAsked.MatchString(q.text) && !handling.MatchString(q.text) {
		text = sentForth.ReplaceAllString(consulted.ReplaceAllString(text, ""), "$1")
	}
	if attending.MatchString(q.text) && leaderIn.MatchString(text) {
		return 0.8
	}
	if belongs.MatchString(q.text) && seated.MatchString(text) {
		return 1
	}
	if (leaderAsked.MatchString(q.text) || strings.Contains(q.text, "领导")) && leaderIn.MatchString(text) {
		return 0.8
	}
	named := false
	if s.Roster != nil {
		for _, m := range s.Roster.Find(text) {
			if townName.MatchString(m.Text) && !townAsked.MatchString(q.text) && heldAt.MatchString(text[:max(m.Start, 0)]) {
				continue // where it was held, not who held it
			}
			named = named || !genericUnit.MatchString(m.Text) && (!m.Group || roleWord.MatchString(text))
		}
	}
	if townAsked.MatchString(q.text) && len(townNames.FindAllString(text, 2)) > 0 {
		return 0.9
	}
	switch {
	case named && roleWord.MatchString(text):
		return 1
	case named:
		return 0.8
	case subjectOf.MatchString(text), bodyWord.MatchString(text) && roleWord.MatchString(text):
		return 0.8
	case titled.MatchString(text), officeThenName.MatchString(text), rollCall.MatchString(text):
		return 0.9
	}
	return 0
}

// sentForth is whom somebody organises or calls together: they do not do it.
var sentForth = regexp.MustCompile(`(组织|召集|邀请|动员)(?:相关|有关|各|全[区县市旗])[^，。；]*`)

// consulted names whom an answer was agreed with; they lead nothing by that.
var consulted = regexp.MustCompile(`^经(?:与|会同|商)[\p{Han}、“”]+(?:研究|会商|协商)[^。；]*`)

var ledAsked = regexp.MustCompile(`牵头|负责|组织|[抓管]`)

var heldAt = regexp.MustCompile(`(?:在|于|赴|到)$`)

var (
	attending = regexp.MustCompile(`参加|出席|到会|到场|参会`)
	belongs   = regexp.MustCompile(`归.{0,4}管|设在|挂靠|隶属|属于?哪|挂在`)
	seated    = regexp.MustCompile(`(?:办公室|专班|办)设在|挂靠|隶属`)
)

// townNames finds the names of towns, where towns are asked for.
var (
	townAsked = regexp.MustCompile(`哪(?:些|几个?|个)(?:镇|街|乡)`)
	townNames = regexp.MustCompile(`[\p{Han}]{2,3}(?:镇|街道|乡)(?:[\d、，。；]|$)`)
)

var leaderIn = regexp.MustCompile(`领导|负责人|负责同志|书记|主任|[局县区镇市]长`)

// rollCall is a line of minutes that names people: 出席：…
var rollCall = regexp.MustCompile(`^(?:出席|请假|列席|缺席|主持|参加|记录|主持人|联系人)[：:]`)

// officeThenName is a person behind an office: 副主任陈某.
var officeThenName = regexp.MustCompile(`(?:局长|主任|书记|区长|县长|镇长|市长|处长|科长|部长|主席|院长|校长|经理)[赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦许何吕张孔曹严魏陶姜谢邹苏潘葛范彭鲁马方任袁柳鲍史唐费薛雷贺倪汤罗郝毕安常傅卞齐元顾孟黄穆萧尹姚邵汪祁毛狄戴宋庞熊纪舒项祝董梁杜阮蓝季贾路江童颜郭梅林钟徐邱骆高夏蔡田樊胡凌霍万柯卢莫房解丁邓洪包左石崔龚程邢裴陆翁段侯武刘龙叶黎白赖乔谭温庄晏柴瞿阎慕连习艾易廖文曾关牛][\p{Han}]{1,2}(?:$|[主出带率在到担任、，。同])`)

// subjectOf finds who does what in the manner of statutes: 消防救援机构负责….
var subjectOf = regexp.MustCompile(`[\p{Han}]{2,}(?:机关|机构|部门|单位|组织|科|室|校|院|企业|公司|人|者|会|中心|委员|代表|家长|学生|人员|负责人)(?:应当|填写|担任|主持|参加|赴|负责|牵头|主管|承担|协助|组织|评估|责令|审批|统筹|实施|会同|按照|依法)|(?:由|责令)[\p{Han}]{2,}|第一责任人|责任主体`)

// titled is a person with an office: 刘某局长.
var titled = regexp.MustCompile(`[赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦许何吕张孔曹严魏陶姜谢邹苏潘葛范彭鲁马方任袁柳鲍史唐费薛雷贺倪汤罗郝毕安常傅卞齐元顾孟黄穆萧尹姚邵汪祁毛狄戴宋庞熊纪舒项祝董梁杜阮蓝季贾路江童颜郭梅林钟徐邱骆高夏蔡田樊胡凌霍万柯卢莫房解丁邓洪包左石崔龚程邢裴陆翁段侯武刘龙叶黎白赖乔谭温庄晏柴瞿阎慕连习艾易廖文曾关牛][^\P{Han}委区县市局府院部办副任]{1,2}(?:局长|主任|书记|区长|县长|镇长|市长|处长|科长|所长|同志|主席|部长|经理|院长|校长)`)

var (
	riverAsked = regexp.MustCompile(`哪(?:个|条)(?:流域|河流?|江|湖)`)
	riverName  = regexp.MustCompile(`[\p{Han}]{1,3}(?:河|江|湖|溪|流域)`)
)

func fitsPlace(text string) float64 {
	if placeWord.MatchString(text) {
		return 1
	}
	return 0
}

var placeWord = regexp.MustCompile(`(?:设在|位于|设于|赴|前往|地点[为是：:]?|地址|住址)[\p{Han}“”]{2,}|在[\p{Han}“”"]{2,14}(?:举办|召开|举行|开展|建设|设立|新建|办理|领取|修建|设置)|在[\p{Han}“”"]{2,14}上(?:进行|作|予以|通报|公布|公示|汇报)`)

var (
	defines = regexp.MustCompile(`^[）)]?(?:,?(?:是指|指的是|系指|即指|就是|即|指|包括|分为)|是[^否不])`)
	calls   = regexp.MustCompile(`(?:简称为?|称为|称作|叫做|即|命名为)$`)
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

var reason = regexp.MustCompile(`因为?[^地此]|由于|原因|受.{1,10}影响|导致|为了|旨在|为进一步|(?:重要|战略)?(?:举措|抓手|载体|需要|要求|实践探索|任务)(?:之一)?$`)

func fitsReason(text string) float64 {
	if reason.MatchString(strings.TrimRight(text, "，。；")) {
		return 1
	}
	return 0
}

var phone = regexp.MustCompile(`[\w.]+@[\w.]+|https?://|www\.|\d{3,4}[-－—]\d{7,8}|1[3-9]\d{9}|\d{7,8}|\b1\d{4}\b`)

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

// fitsListed is how well a piece lists what is asked: items in a piece that does
// not name it, nor follows a lead that does, are items of something else.
func (s *Shelf) fitsListed(q *query, c *candidate, i int) float64 {
	st := &s.desk.sentences[c.id]
	f := fitsList(c.pieces[i].Of(st.text))
	if i > 0 && f > 0 && s.pieceCover(q, c.keys[i]) == 0 && s.pieceCover(q, c.keys[i-1]) < 0.5 {
		return 0.4 * f
	}
	return f
}

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
	supportAsked = regexp.MustCompile(`配合|协助|协办|参与`)
	targetAsked  = regexp.MustCompile(`目标|达到|标准`)
)
