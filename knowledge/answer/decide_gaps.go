package answer

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"liangshan/knowledge/outline"
	"liangshan/knowledge/pattern"
	"liangshan/knowledge/segment"
)

// gaps lists what the question has and the candidate does not. A name, a thing, a
// figure, a trade word, the period and the kind of value asked for must be there. An
// everyday word that nobody knows counts for little, and a known one as much as it
// weighs, where the others stand together.
func (s *Shelf) gaps(q *query, c *judged) []Gap {
	var out []Gap
	var soft, plain []string
	lost, total := 0.0, 0.0
	for i := range q.words {
		w := &q.words[i]
		if w.told {
			continue
		}
		total += w.weight
		if w.class == faint || w.spare || c.met[i] >= wordMet || q.compared(w, s.desk.sentences[c.id].text) {
			continue
		}
		switch {
		case runes(w.text) > 1 && strings.HasSuffix(punishAsked.FindString(q.text), w.text):
			out = append(out, Gap{Code: "together", Args: []string{w.text}})
		case w.name && w.known: // it stands in a document, but not with the rest
			out = append(out, Gap{Code: "together", Args: []string{w.text}})
		case w.name && (w.isThing() || !tables.ordinary(w.text)) || !w.known && tables.syn[w.text] != nil && runes(w.text) > 1:
			out = append(out, Gap{Code: cmp.Or(w.gap, "words"), Args: []string{w.text}})
		case w.name:
			plain = append(plain, w.text)
		case runes(w.text) > 1:
			lost += w.weight
			soft = append(soft, w.text)
		}
	}
	if len(out) == 0 && (len(soft) > 0 && (lost > s.mayLack(q, c)*total || c.cover < coverLow) || len(plain) > 0 && (!q.anchored(c) || q.mostlyStrange(c) || s.ofAnotherRow(c, plain))) {
		out = append(out, Gap{Code: "words", Args: append(plain, soft...)})
	}
	if len(out) == 0 && s.foreign(q, c) {
		out = append(out, Gap{Code: "words"})
	}
	if len(out) == 0 && c.cover < leastTold && q.heard() {
		out = append(out, Gap{Code: "words"})
	}
	if c.year < fitEnough && len(q.times) > 0 {
		out = append(out, s.lackingTime(q, c))
	}
	if len(out) == 0 && s.unmade(q, c) {
		out = append(out, Gap{Code: "attribute", Args: []string{"parts"}, Of: strings.Join(joined(q.words), "")})
	}
	if len(out) == 0 && needsFit(q.kind) && c.fits < fitEnough {
		out = append(out, q.lacking())
	}
	return out
}

// mayLack is the largest part of a question's weight that an answer may leave unsaid.
func (s *Shelf) mayLack(q *query, c *judged) float64 {
	p := s.desk.passageAt(c.id)
	switch figure := q.kind == askMany || q.kind == askShare; {
	case figure && p.clause.Kind == outline.Row && !isTotal(p.clause):
		return 0.1 // beside the unit that a row names there is little else
	case figure, q.rule:
		return 0.2 // the figure of one thing is not that of another; a rule must say all of it
	}
	return 0.4
}

// ofAnotherRow reports whether a name that nobody knows is asked of a row, which tells only of its own.
func (s *Shelf) ofAnotherRow(c *judged, names []string) bool {
	p := s.desk.passageAt(c.id)
	return p.clause.Kind == outline.Row && slices.ContainsFunc(names, func(n string) bool { return runes(n) >= 3 })
}

// rare is in how few sentences a word stands that alone tells what is asked about.
const rare = 3

// anchored reports whether a candidate holds enough of a question beside a word that
// nobody knows: two of its words, or one and its time, or one that hardly stands elsewhere, and the value asked for.
func (q *query) anchored(c *judged) bool {
	n := 0
	if len(q.times) > 0 && c.year >= 1 {
		n++ // it is of the time asked about
	}
	for i := range q.words {
		w := &q.words[i]
		if w.class != content || w.spare || w.told || runes(w.text) < 2 || c.met[i] < metHead {
			continue
		}
		n++
		if w.count <= rare && c.inside[i] >= metAlt {
			n++
		}
	}
	return n >= 2 && (!needsFit(q.kind) || c.fits >= 0.6)
}

// mostlyStrange reports whether a candidate lacks the larger part of a question, what nobody
// knows counted in full; of a yes-or-no question, nearly half: what it asks for is not said.
func (q *query) mostlyStrange(c *judged) bool {
	lost, total := 0.0, 0.0
	for i := range q.words {
		w := &q.words[i]
		if w.class == faint || w.spare || w.told || runes(w.text) < 2 {
			continue
		}
		v := w.weight
		if w.light() {
			v /= lightShare
		}
		total += v
		if c.met[i] < wordMet {
			lost += v
		}
	}
	if q.kind == askYes {
		return lost > 0.45*total
	}
	return lost > 0.55*total
}

// foreign reports whether a question has more characters that a sentence does not tell, and that
// do not only frame it, than the sentence tells: 宏都阿里山公司, of 工业企业. One that stands in no
// document, and is no word of its own, is half a name. What a thing is, and whether it is so,
// is told by no sentence that shares but its most general words: 什么是个人使用.
func (s *Shelf) foreign(q *query, c *judged) bool {
	if len(q.context) > 0 || q.heard() {
		return false
	}
	key := s.desk.sentences[c.id].key
	strange, told, named := 0, 0, q.kind != askYes && q.kind != askMean || len(q.times)+len(q.units) > 0 // in halves of a character
	for _, r := range q.strays {
		switch {
		case !s.desk.has(string(r)) && !tables.everyday(string(r)):
			strange += 4
		case !strings.ContainsRune(key, r):
			strange += 2
		}
	}
	for _, t := range q.times {
		if c.year >= fitEnough {
			told += 2 * runes(t.Text)
		}
	}
	for i := range q.words {
		w := &q.words[i]
		switch n := runes(w.text); {
		case c.met[i] >= wordMet && w.class == faint:
			told += n
		case c.met[i] >= wordMet:
			told, named = told+2*n, true
		case w.class != faint && !w.spare && !w.told && !q.compared(w, key):
			strange += 2 * n
		}
	}
	return strange > told || !named
}

// isThing reports whether a word names something: a body, a place, a figure, a code, an
// everyday noun of the tables, or what ends like one.
func (w *word) isThing() bool {
	return w.gap != "words" || w.naming || tables.noun[w.text] || latinRun.MatchString(w.text) || thingTail.MatchString(w.text) || properName.MatchString(w.text)
}

var thingTail = pattern.MustCompile(`美元$|欧元$|英镑$|.(?:费|率|员|厂|站|局|院|校|机|器|车|船|楼|路|桥|园|区|库|灯|井|泵|网|管|线|证|款|金|税|价|证书|值|度|期|表|图|书|报|片|室|馆|店|场|塔|坝|渠|池|棚|房|屋|墙|门|牌|药|粮|菜|果|鱼|猪|牛|羊|鸡|鸭|虫|树|草|花|林|矿|煤|油|气|电|厅|所|队|办|委|部|会|节|奖|票|券|卡|号|码|群|社|户|人|生|师|长|病|疫|法|条例|办法|项目|工程|中心|基地|平台|系统|公司|集团|企业|银行|协会|大学|小学|中学)$`)

// compared reports whether a figure or a body of a yes-or-no question is only held
// against the one that the sentence gives: 够不够12次, 是不是设在区政府办.
func (q *query) compared(w *word, text string) bool {
	if q.kind != askYes || w.gap != "figure" && w.gap != "unit" {
		return false
	}
	if w.gap == "unit" {
		return seated.MatchString(text) || leadsWord.MatchString(text)
	}
	own := segment.Quantity(w.text)
	return len(own) == 1 && own[0].Unit != "" && slices.ContainsFunc(segment.Quantity(text), func(f segment.Figure) bool {
		_, ok := segment.CompareFigures(f, own[0])
		return ok
	})
}

var leadsWord = pattern.MustCompile(`牵头|负责|主办|组织`)

// heldBy asks who held or organised a thing.
var heldBy = pattern.MustCompile(`组织|主办|举办|承办|召开|[办开]的?$`)

// handedTo asks to whom a thing goes.
var handedTo = pattern.MustCompile(`(?:交|报|送|递|寄|汇|发|提交|报送)(?:给|到|往|至|送)?(?:谁|哪)`)

// lackingTime is the gap of the time asked about, with the year that it is in the document's own.
func (s *Shelf) lackingTime(q *query, c *judged) Gap {
	g := Gap{Code: "period", Args: []string{q.times[0].Text}}
	o := s.desk.passageAt(c.id).doc.Outline
	if list := s.asOfDoc(q, o); relativeYear.MatchString(g.Args[0]) && isLetter(o) && len(list) == len(q.times) {
		if _, to := bounds(list[len(list)-1]); to.Year > 0 {
			g.Args = append(g.Args, strconv.Itoa(to.Year))
		}
	}
	return g
}

// answers asks who answers for a thing or does it; whichThat which one it is of a sort.
var (
	answers   = pattern.MustCompile(`谁|配合|协[助办]|参[与加会]|出席|牵头|负责|责任|主管|[抓管搞办做推弄跑编写审批建修]|归|承|由|组织|局|委|领导|单位|部门|机构`)
	whichThat = pattern.MustCompile(`哪一?(?:个|家|些|几个|几家|位)(?:镇街?|乡镇|街道|村|社区|公司|企业|集团|专家|媒体|学校|医院|小区|景区|河流?|项目|牌)`)
)

// givenTo says to whom something goes.
var givenTo = pattern.MustCompile(`(?:寄|交|送|报|发|反馈|提交|汇总)(?:给|到|至)\p{Han}{2,}`)

// lacking is the gap of what was asked for: the time, the body, the figure, with its measure word.
func (q *query) lacking() Gap {
	g := Gap{Code: "attribute", Args: []string{string(q.kind)}}
	if q.kind == askWho && heldBy.MatchString(q.text) && !ledAsked.MatchString(strings.ReplaceAll(q.text, "组织", "")) {
		g.Args = []string{"holder"}
	}
	switch which := whichThat.FindString(q.text); {
	case q.kind != askWho:
	case handedTo.MatchString(q.text):
		g.Args = []string{"recipient"}
	case byName.MatchString(q.text) && slices.ContainsFunc(joined(q.words), office.MatchString):
		g.Args = []string{"which", "谁"}
	case which != "":
		g.Args = []string{"which", which}
	case !answers.MatchString(q.text):
		return Gap{Code: "words"}
	}
	if by := countedBy(q.text); by != "" && q.kind == askMany {
		g.Args = append(g.Args, by)
	}
	return g
}

// softShare is the weight of the words that a candidate lacks, of all.
func (s *Shelf) softShare(q *query, c *judged) float64 {
	total, soft := 0.0, 0.0
	for i := range q.words {
		w := &q.words[i]
		if w.told {
			continue
		}
		total += w.weight
		if w.class != faint && !w.spare && c.met[i] < wordMet && runes(w.text) > 1 {
			soft += w.weight
		}
	}
	if total == 0 {
		return 0
	}
	return soft / total
}

// madeUpAsked asks what a thing is made up of: 申报材料里要装哪些东西.
var madeUpAsked = pattern.MustCompile(`(?:里头?|里面|中|当中)?(?:要|应|得|该|都|主要)*(?:装|含有?|包含|包括|附|由)(?:些|了|有)*(?:哪些|什么|哪几[样份种])(?:东西|内容|材料|部分|文件|资料|方面)?(?:组成|构成)?$`)

// unmade reports whether what a thing is made up of was asked, and a sentence that is no
// opening of a list lists nothing.
func (s *Shelf) unmade(q *query, c *judged) bool {
	st := &s.desk.sentences[c.id]
	return q.kind == askList && c.fits == 0 && madeUpAsked.MatchString(q.text) && !s.heads(st.at) && !s.opensParts(c.id) && !opensList.MatchString(strings.TrimSpace(st.text)) && !strings.Contains(st.text, "、")
}
