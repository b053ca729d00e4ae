package answer

import (
	"slices"
	"strconv"
	"strings"

	"liangshan/knowledge/outline"
	"liangshan/knowledge/pattern"
)

// frameSort is what a word of a question about a document's own frame is: the day it
// bears, who sent it, to whom.
type frameSort string

const (
	frameDoc   frameSort = "doc"   // the document at hand
	frameWhen  frameSort = "when"  // asks for the day
	frameDay   frameSort = "day"   // 日期
	frameWho   frameSort = "who"   // asks for a body
	frameBody  frameSort = "body"  // 单位
	frameTo    frameSort = "to"    // 对象, 给
	frameAddr  frameSort = "addr"  // 收信, 主送: the addressee by itself
	frameSign  frameSort = "sign"  // 落款: body and day
	frameReply frameSort = "reply" // 答复, 回: with a body behind it, whom; before it, who
	frameSend  frameSort = "send"
	frameYear  frameSort = "year" // a day that is held against the document's own
	frameFill  frameSort = "fill"
)

// frameWords are tried in order at each place of a question; one that has any other
// word asks for more than the frame.
var frameWords = []struct {
	sort frameSort
	re   *pattern.Pattern
}{
	{frameDoc, pattern.MustCompile(`^` + pointing + `的?(?:` + letters + `|答复|回复|` + plans + `|文)(?:里面?|上|中)?`)},
	{frameDoc, pattern.MustCompile(`^(?:发文|来文|行文|` + letters + `)(?:里面?|上|中)?`)},
	{frameDay, pattern.MustCompile(`^(?:日期|时间|日子)`)},
	{frameWhen, pattern.MustCompile(`^多少号(?:发|出|写|签|印|成文|落款|回)`)},
	{frameWhen, pattern.MustCompile(`^(?:什么时候|什么日子|何时|(?:哪|几)(?:一)?个?(?:年|月|天|日|号)份?)`)},
	{frameWho, pattern.MustCompile(`^(?:谁|哪一?(?:个|家|些|里|儿)(?:单位|部门|局|委员会|委|办|机关|机构|地方|人)?|什么(?:单位|部门|机关|机构|地方|人))`)},
	{frameAddr, pattern.MustCompile(`^(?:收[件文函信到]?人?|主送|抬头)`)},
	{frameTo, pattern.MustCompile(`^(?:对象|给|至|致)`)},
	{frameSign, pattern.MustCompile(`^(?:落的?款|署的?名|盖的?章|公章|印章)`)},
	{frameBody, pattern.MustCompile(`^(?:单位|机关|部门|机构|主体)`)},
	{frameReply, pattern.MustCompile(`^(?:答复|回复|回)`)},
	{frameSend, pattern.MustCompile(`^(?:发布|印发|制定|公布|出台|签发|成文|下发|起草|拟|发|印|出|写|寄|送|来|定|做)`)},
	{frameYear, pattern.MustCompile(`^\d{4}年(?:\d{1,2}月份?(?:\d{1,2}[日号])?)?`)},
	{frameFill, pattern.MustCompile(`^(?:吗|不是|是|在|于|的|了|过|上|里|最后|末尾|结尾|尾巴|到底|当时|那个?|个|着|去|到|出来|叫|什么)`)},
}

// frameAsked lists the fields that a question asks for which has no other words than
// those of a document's frame: 函是回给哪个的, 落款是哪天, 这份答复几月出的.
func frameAsked(text string, o *outline.Document) []string {
	if strings.Contains(text, "号文") {
		return nil // it asks for the number
	}
	var sorts []frameSort
	for rest := strings.ReplaceAll(text, " ", ""); rest != ""; {
		sort, n := frameWordAt(rest)
		switch {
		case n == 0:
			return nil
		case sort == frameReply && len(sorts) == 0 && isReply(o):
			sort = frameDoc // 答复是哪天出的
		}
		rest = rest[n:]
		sorts = append(sorts, sort)
	}
	return framedFields(sorts)
}

func frameWordAt(text string) (frameSort, int) {
	for _, w := range frameWords {
		if m := w.re.FindString(text); m != "" {
			return w.sort, len(m)
		}
	}
	return "", 0
}

// isReply reports whether a document may be called 答复.
func isReply(o *outline.Document) bool {
	if o == nil {
		return false
	}
	name := o.Genre + o.Short + o.Title
	return strings.Contains(name, "复函") || strings.Contains(name, "答复")
}

// framedFields chooses the fields by what is asked: a day, or a body and on which side it stands.
func framedFields(sorts []frameSort) []string {
	has := func(of ...frameSort) bool {
		return slices.ContainsFunc(sorts, func(s frameSort) bool { return slices.Contains(of, s) })
	}
	if has(frameAddr) {
		return []string{"addressee"}
	}
	if !has(frameDoc, frameSign) && !(has(frameSend) && has(frameBody)) {
		return nil
	}
	var out []string
	if has(frameWho, frameBody) || has(frameTo) && !has(frameWhen, frameDay) {
		out = append(out, sideOf(sorts, has(frameTo)))
	}
	if has(frameWhen, frameDay, frameYear) {
		out = append(out, "issued")
	}
	if len(out) == 0 && has(frameSign) {
		out = []string{"issuer", "issued"}
	}
	return out
}

// sideOf is the addressee where a word says so, or where what is asked for stands
// behind the verb of answering: 函是答复哪个的, not 函是哪个答复的.
func sideOf(sorts []frameSort, to bool) string {
	if to {
		return "addressee"
	}
	plain := slices.DeleteFunc(slices.Clone(sorts), func(s frameSort) bool { return s == frameFill })
	for i, s := range plain {
		if s == frameWho && i > 0 && plain[i-1] == frameReply {
			return "addressee"
		}
	}
	return "issuer"
}

// fromFrame answers a question about nothing but the frame of a document.
func (s *Shelf) fromFrame(q *query, doc *Doc) (Answer, bool) {
	if partsOfPaper.MatchString(q.text) {
		return s.sayOutline(doc)
	}
	var asked []field
	for _, name := range frameAsked(q.text, doc.Outline) {
		asked = append(asked, fields[slices.IndexFunc(fields, func(f field) bool { return f.name == name })])
	}
	return s.sayFields(q, doc, asked)
}

// partsOfPaper asks into which parts a document itself is laid out: 函件分几大部分.
var partsOfPaper = pattern.MustCompile(`^(?:全文|通篇|` + pointing + `?的?(?:` + letters + `|` + plans + `|文件?))(?:的)?(?:总体|整体|一共|总共|主要|都)?(?:上)?(?:分为?|分成|有|包括|由|写了?|讲了?)?(?:哪?几|哪些|多少)(?:大|个)*(?:部分|块|章|节|篇)(?:组成|构成)?$`)

// sayOutline lists the headings of the first rank of a document.
func (s *Shelf) sayOutline(doc *Doc) (Answer, bool) {
	a := Answer{Kind: Answered}
	for i := range s.desk.passages {
		p := &s.desk.passages[i]
		if p.doc == doc && len(p.clause.Path) == 1 && s.heads(i) && !sameLabel(&a, p) {
			t := quoteWhole(p.clause.Text)
			a.say(Item, p, t)
		}
	}
	if len(a.Lines) < 2 {
		return Answer{}, false
	}
	a.Lines = append(a.Lines, Line{Code: Count, Args: []string{strconv.Itoa(len(a.Lines)), ""}})
	return a, true
}
