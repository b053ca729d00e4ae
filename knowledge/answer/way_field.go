package answer

import (
	"strings"

	"liangshan/knowledge/outline"
	"liangshan/knowledge/pattern"
	"liangshan/store/day"
)

// field is something that the head or the tail of a document says about itself.
type field struct {
	name string
	re   *pattern.Pattern
	of   func(o *outline.Document) []string
}

const thisDoc = pointing + `?的?(?:` + letters + `|` + plans + `|文)`

var fields = []field{
	{"number", pattern.MustCompile(`文号|发文字号|发文号|第?(?:几|多少)号令|第(?:几|多少)[期号]|` + thisDoc + `(?:的)?(?:编号|是?多少号|号是?多少|字号|是什么号|号码?$)|(?:函|文件)号|(?:几|多少|什么)号(?:文|函)(?:件)?$`), numbersOf},
	{"copy", pattern.MustCompile(`抄送|抄报|抄给`), func(o *outline.Document) []string { return []string{o.CopyTo} }},
	{"contact", pattern.MustCompile(`联系人|联系的人|对接人|联络人|联系电话|联系方式|怎么联系|承办人|(?:找|联系|问)(?:谁|哪个)(?:同志|人|工作人员|干部)?(?:来|去)?(?:联系|问|咨询|对接|了解)?$|经办人|^(?:这个|这份)?(?:函|文件|通知)?(?:的)?电话(?:是)?多少`), func(o *outline.Document) []string { return []string{o.Contact} }},
	{"title", pattern.MustCompile(`^(?:` + thisDoc + `)?(?:的)?(?:标题|全称|题目|主题)|` + thisDoc + `(?:的)?(?:题目|名称|叫什么|名字|主题|事由)|` + thisDoc + `(?:主要)?是?关于什么|` + sessionAsked.String()), func(o *outline.Document) []string { return []string{o.Title} }},
	{"issued", issuedAsked, nil},
	{"issuer", pattern.MustCompile(`发[文函](?:单位|机关)|(?:这个|这份|该|本|此|^)(?:` + letters + `|` + plans + `|文)(?:是)?(?:谁|哪个|哪家|哪里|什么)(?:单位|部门|局|机关)?(?:发|印发|写|出|制定|起草|出台|答复|回|落款)(?:的|布的)?|(?:谁|哪个单位|哪个部门|哪个局|哪个)(?:发|印发|写|答复|回复|出)(?:的|了)(?:这个|这份)?(?:复函|函|文件|通知|信)|落款(?:单位|是)?`), func(o *outline.Document) []string { return []string{o.Issuer} }},
	{"addressee", pattern.MustCompile(`主送|` + thisDoc + `是?(?:答复|回复|回)(?:的)?(?:是)?(?:谁|哪个单位|哪家|哪里)|(?:发|写|答复|回复|致)给(?:谁|哪个|哪里|哪家|什么)|收文单位|致谁|^` + pointing + `报告是?(?:[报呈送写发交]|报送|呈报)(?:给|到|往)?(?:的是)?(?:谁|哪)|^贵(?:委|局|办|会|单位)(?:是|指|到底|说)`), func(o *outline.Document) []string { return []string{o.Addressee} }},
}

// issuedAsked asks for a document's own date: by its name (成文日期), or as a document
// together with a question for the time and, at most, a verb of writing or sending out.
var issuedAsked = pattern.MustCompile(`(?:成文|落款|发文|印发|签发|发布|制发|行文|出台)(?:的)?(?:日期|时间)|(?:文号|编号)(?:和|与|及|、)(?:日期|时间)|(?:` + askedTime + `)落的?款|^` + itself + `(?:到底)?(?:是)?(?:在)?(?:` + askedTime + `)(?:` + sentOut + `)*(?:出来|来)?的?(?:了)?$|^(?:` + askedTime + `)(?:` + sentOut + `)+(?:出来)?的?` + itself + `$`)

const (
	// itself is the document at hand; a plan or a scheme only where it is pointed at, as it may be one that is still to come.
	itself    = `(?:` + pointing + `?的?(?:` + letters + `|文)|` + pointing + `(?:` + plans + `))`
	askedTime = `什么时候|哪天|哪年|哪个?月|几月几号|几月份?|几号|什么日子`
	sentOut   = `发布|印发|答复|回复|制定|公布|出台|签发|成文|落款|发文|下发|发|印|出|写|签|回|定|做`
)

var ordinalAsked = pattern.MustCompile(`令|第(?:几|多少)[期号]`)

var orderNumber = pattern.MustCompile(`^第\d+[期号]$|[\p{Han}]{2,}令第\d+号|第\d+号令|公告第?\d+号`)

// numbersOf is the 文号, else the number of the order that published a regulation.
func numbersOf(o *outline.Document) []string {
	if o.Number != "" {
		return []string{o.Number}
	}
	return orderOf(o)
}

func orderOf(o *outline.Document) []string {
	for _, c := range o.Clauses {
		if c.Kind != outline.Head && c.Kind != outline.Tail {
			continue
		}
		if m := orderNumber.FindString(c.Text); m != "" {
			return []string{m}
		}
	}
	return nil
}

// fromFields answers what a document says about itself.
func (s *Shelf) fromFields(q *query) (Answer, bool) {
	doc := s.selfDoc(q)
	if handling.MatchString(q.text) {
		return Answer{}, false // who handles it stands in the text
	}
	if q.doc == nil && proposalAsked.MatchString(q.text) {
		if a, ok := s.everyProposal(q); ok {
			return a, true
		}
	}
	if doc == nil {
		return s.fieldOfAll(q)
	}
	if a, ok := s.fromFrame(q, doc); ok {
		return a, true
	}
	if proposalAsked.MatchString(q.text) || q.prior != nil && bareNumber.MatchString(q.text) && proposalAsked.MatchString(tables.standard(fold(q.prior.Text))) {
		if a, ok := s.proposal(doc, q.text); ok && answersProposal(doc, &a, q.text) {
			return a, true
		}
	}
	var asked []field
	for _, f := range fields {
		if f.name == "issued" && ofOtherPaper(q.text, doc) || f.name == "title" && (severalPapers.MatchString(q.text) || sessionAsked.MatchString(q.text) && !strings.Contains(doc.Outline.Title, "届")) {
			continue // 规划发布时间, or 两个文件叫什么, of a letter that only speaks of them
		}
		if f.asked(q.text) {
			asked = append(asked, f)
		}
	}
	return s.sayFields(q, doc, asked)
}

var (
	// severalPapers asks of papers by their number.
	severalPapers = pattern.MustCompile(numeral + `[个份件](?:` + letters + `|` + plans + `)`)
	// sessionAsked asks of which session of a congress a proposal is: its reply says so in the title.
	sessionAsked = pattern.MustCompile(`(?:第?几|哪一?)届[^党]{0,10}(?:提案|建议|议案)|(?:政协|人大)(?:第?几|哪一?)届|(?:提案|建议|议案).{0,6}(?:第?几|哪一?)届|哪一?次.{0,8}会议?上?[提交]|(?:政协|人大|提案|建议|议案).{0,8}(?:哪一?|第几)次.{0,8}会`)
)

// ofHimself asks of whoever is to be contacted what no line for contacts has.
var ofHimself = pattern.MustCompile(`职务|职位|职称|职级|级别|学历|年龄|多大|几岁|性别|工龄`)

// planBefore is a paper of another sort that a date is asked of.
var planBefore = pattern.MustCompile(`^(` + plans + `)的?(?:发布|印发|出台|公布)(?:的)?(?:日期|时间)`)

// ofOtherPaper reports whether a date is asked of a paper of another sort than the document.
func ofOtherPaper(text string, doc *Doc) bool {
	m := planBefore.FindStringSubmatch(text)
	return m != nil && !strings.Contains(doc.Outline.Genre+doc.Outline.Short+doc.Outline.Title, m[1])
}

// asked reports whether a text asks for a field: a line for the public is no contact, nor is
// what one asks of the contact himself.
func (f *field) asked(text string) bool {
	return f.re.MatchString(text) && (f.name != "contact" || !publicLine.MatchString(text) && !ofHimself.MatchString(text))
}

// fieldsAsked lists the fields that a question asks for by their names, of whatever paper.
func fieldsAsked(text string) []string {
	out := frameAsked(text, nil)
	for _, f := range fields {
		if f.asked(text) {
			out = append(out, f.name)
		}
	}
	return out
}

// sayFields says what a document has of several fields, in their order; false where it has none.
func (s *Shelf) sayFields(q *query, doc *Doc, asked []field) (out Answer, said bool) {
	for _, f := range asked {
		a, ok := s.sayField(q, doc, f)
		switch {
		case !ok:
		case !said:
			out, said = a, true
		default:
			out.join(a)
		}
	}
	return out, said
}

// handling asks who deals with a proposal, not whose it is.
var handling = pattern.MustCompile(`主办|会办|协办|承办|办理|采纳|一起办`)

// fieldOfAll answers a question about “the document” where there are several: each by its name.
func (s *Shelf) fieldOfAll(q *query) (Answer, bool) {
	for _, f := range fields {
		if !f.re.MatchString(q.text) || f.name == "contact" && publicLine.MatchString(q.text) {
			continue
		}
		a := Answer{Kind: Answered}
		for _, doc := range s.desk.docs() {
			if len(a.Lines) >= mostFields {
				break
			}
			one, ok := s.sayField(q, doc, f)
			if !ok || one.Kind != Answered {
				continue
			}
			for _, l := range one.Lines {
				l.Args = []string{f.name, one.Citations[l.Cites[0]].Short}
				a.adopt(l, &one)
			}
		}
		return a, len(a.Lines) > 0
	}
	return Answer{}, false
}

// mostFields bounds of how many documents a field is said.
const mostFields = 6

// adopt puts a line of another answer behind, with a citation of its own.
func (a *Answer) adopt(l Line, of *Answer) {
	a.Citations = append(a.Citations, of.Citations[l.Cites[0]])
	l.Cites = []int{len(a.Citations) - 1}
	a.Lines = append(a.Lines, l)
}

// selfDoc is the document asked about: the one named, carried on, or the only one; else the newest letter.
func (s *Shelf) selfDoc(q *query) *Doc {
	docs := s.desk.docs()
	if q.doc != nil {
		return q.doc
	}
	genre := genreWord.FindString(q.text)
	if m := paperFirst.FindStringSubmatch(q.text); m != nil && genre == "" {
		genre = m[1]
	}
	if d := byGenre(docs, genre); genre != "" && d != nil {
		return d
	}
	if q.prior != nil {
		for _, d := range docs {
			if d.ID == q.prior.DocID {
				return d
			}
		}
	}
	var official []*Doc
	for _, d := range docs {
		if !d.Sample {
			official = append(official, d)
		}
	}
	if len(official) == 1 {
		return official[0]
	}
	if len(docs) == 1 {
		return docs[0]
	}
	return nil
}

// paperFirst opens a question with a sort of paper that texts speak of too: 报告主送哪个单位, not 自评报告报给谁.
var paperFirst = pattern.MustCompile(`^` + pointing + `?(报告|通报|总结|简报|清单|要点|函告)`)

var genreWord = pattern.MustCompile(`复函|答复|函|纪要|通告|公告|批复|通知|方案|规划|计划|办法|条例|意见|规定|细则`)

// sayField quotes a field where it stands in the document.
func (s *Shelf) sayField(q *query, doc *Doc, f field) (Answer, bool) {
	if f.name == "issued" {
		return s.sayIssued(doc)
	}
	a := Answer{Kind: Answered}
	values := f.of(doc.Outline)
	if f.name == "number" && ordinalAsked.MatchString(q.text) {
		values = orderOf(doc.Outline)
	}
	for _, v := range values {
		for _, line := range strings.Split(v, "\n") {
			line = strings.TrimSpace(line)
			if line == "" {
				continue
			}
			p, quote := s.standsIn(doc, line)
			if p == nil {
				continue
			}
			at := a.cite(p, quote)
			a.Lines = append(a.Lines, Line{Code: Field, Args: []string{f.name}, Text: quote, Cites: []int{at}})
		}
	}
	if len(a.Lines) > 0 {
		return a, true
	}
	if f.name == "contact" {
		if p, line := s.firstIn(doc, contactLine.FindString); p != nil {
			quote := trimMarks(line)
			a.Lines = append(a.Lines, Line{Code: Field, Args: []string{f.name}, Text: quote, Cites: []int{a.cite(p, quote)}})
			return a, true
		}
	}
	if f.name == "contact" || f.name == "copy" || f.name == "number" {
		out := s.refuse(q, nil, Gap{Code: "field", Args: []string{f.name}})
		out.AskWhom = s.askWhom(doc)
		return out, true
	}
	return Answer{}, false
}

func (s *Shelf) sayIssued(doc *Doc) (Answer, bool) {
	d := doc.Outline.Issued
	if d.IsZero() {
		return Answer{}, false
	}
	for i := len(s.desk.passages) - 1; i >= 0; i-- {
		p := &s.desk.passages[i]
		if p.doc != doc || p.clause.Kind != outline.Tail && p.clause.Kind != outline.Head {
			continue
		}
		if m := issueDate.FindString(p.clause.Text); m != "" {
			a := Answer{Kind: Answered}
			at := a.cite(p, m)
			a.Lines = append(a.Lines, Line{Code: Field, Args: []string{"issued"}, Text: m, Cites: []int{at}})
			a.Carry.Shown = []day.Date{d}
			return a, true
		}
	}
	return Answer{}, false
}

var issueDate = pattern.MustCompile(`[\d一二〇○零三四五六七八九]{4}\s*年\s*[\d一二三四五六七八九十]{1,3}\s*月\s*[\d一二三四五六七八九十]{1,3}\s*日`)

// standsIn finds the clause that holds the words, and the words as they stand there.
func (s *Shelf) standsIn(doc *Doc, words string) (*passage, string) {
	return s.firstIn(doc, func(text string) string {
		if strings.Contains(text, words) {
			return words
		}
		return ""
	})
}

// firstIn is the first clause of a document in which something is found, and what.
func (s *Shelf) firstIn(doc *Doc, find func(text string) string) (*passage, string) {
	for i := range s.desk.passages {
		if p := &s.desk.passages[i]; p.doc == doc {
			if found := find(p.clause.Text); found != "" {
				return p, found
			}
		}
	}
	return nil, ""
}

// contactLine is a contact that stands within the text: 联系人：…，电话….
var contactLine = pattern.MustCompile(`(?:联系人|承办(?:责任)?人|经办人)[：:][^。；\n]*|(?:联系|咨询)电话[：:]?[\d\-—－ ]{7,}`)
