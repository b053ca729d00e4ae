package answer

import (
	"strings"

	"liangshan/knowledge/outline"
	"liangshan/knowledge/pattern"
	"liangshan/knowledge/segment"
	"liangshan/knowledge/when"
	"liangshan/store/day"
)

// milestone is something to be done by a date, as a document words it.
type milestone struct {
	sentence int
	text     string    // verbatim: 8月底前通过区政府审议并发布实施
	key      string    // folded
	due      when.Expr // as of the document's issue date
	force    string    // 力争, when it stands earlier in the sentence and governs this part too
}

// written is where a sentence writes a day or a month, and which.
type written struct {
	sentence int
	at       int // where the piece that holds it begins
	when     when.Expr
}

// calendar is every date that the documents write, read once.
type calendar struct {
	ahead   []milestone // planned, in the order of the documents
	written []written   // any that names a month and does not come round again, of running text
}

// calendar reads the dates of all sentences.
func (d *desk) calendar(cal *day.Calendar) calendar {
	var out calendar
	for i := range d.sentences {
		switch p := d.holder(i); {
		case d.sentences[i].repeat >= 0 || p.clause.Kind == outline.Head || p.clause.Kind == outline.Tail || p.clause.Kind == outline.Heading:
		case p.clause.Kind == outline.Row:
			out.ahead = append(out.ahead, d.momentOfRow(i, cal)...)
		default:
			out.note(i, dated(d.sentences[i].text, p.readAs(cal), cal), p)
		}
	}
	return out
}

// ofMonths is a time written with its month.
var ofMonths = pattern.MustCompile(`\d月`)

// note enters the dated parts of a sentence.
func (c *calendar) note(sentence int, parts []part, p *passage) {
	trouble := troubleHead.MatchString(p.head) && !strings.Contains(p.head, "整改") // what is wrong is not due
	for _, pc := range parts {
		if pc.when.Kind != when.Recurrence && ofMonths.MatchString(pc.when.Text) {
			c.written = append(c.written, written{sentence, pc.span.Start, pc.when})
		}
		if planned(pc, p.doc.Outline.Issued) && !(trouble && forceWord.FindString(pc.text) == "") {
			c.ahead = append(c.ahead, milestone{sentence: sentence, text: withoutLabel(pc.text), key: bare(pc.text), due: pc.when, force: pc.force})
		}
	}
}

// momentOfRow reads the due column of a table row.
func (d *desk) momentOfRow(i int, cal *day.Calendar) []milestone {
	st := &d.sentences[i]
	p := &d.passages[st.at]
	for _, c := range p.clause.Cells {
		if !dueHeader.MatchString(c.Header) || beginWord.MatchString(c.Header) {
			continue
		}
		for _, e := range when.Find(c.Text, p.doc.Outline.Issued, cal) {
			if !e.End.IsZero() {
				return []milestone{{sentence: i, text: rowWhat(p.clause), key: st.key, due: e}}
			}
		}
	}
	return nil
}

// part is a stretch of a sentence that begins with a piece holding a time.
type part struct {
	text  string
	span  segment.Span
	when  when.Expr
	force string // 力争, where it stands before an earlier part and governs this one too
}

// forceWord are the words that say how firmly something is meant.
var forceWord = pattern.MustCompile(`力争|争取|努力|原则上|计划|拟|预计|确保|必须|务必|尽量|尽可能`)

// softens reports whether a word of firmness makes a goal of what it stands before.
func softens(word string) bool { return softWord.MatchString(word) }

var softWord = pattern.MustCompile(`^(?:力争|争取|努力|原则上|尽量|尽可能)$`)

// amongThem opens a piece that goes on from what is not quoted with it.
var amongThem = pattern.MustCompile(`^其中[：:，]?`)

// planNoun is 计划 as the name of a thing: 按照“三步走”计划推进, 年度计划.
var planNoun = pattern.MustCompile(`^(?:推进|实施|执行|方案|项目|任务|安排[，。、]|书|表|的|中|内|、|，|。|》|总|和|要求)`)

// forceIn is the word that says how firmly a piece is meant; "" if none does.
func forceIn(piece string) string {
	for _, loc := range forceWord.FindAllStringIndex(piece, -1) {
		if w := piece[loc[0]:loc[1]]; w != "计划" || loc[1] < len(piece) && !planNoun.MatchString(piece[loc[1]:]) {
			return w
		}
	}
	return ""
}

// dated cuts a sentence at its times: 力争7月中旬A，8月中旬B，8月底前C gives three parts, the later two governed by 力争.
func dated(text string, on day.Date, cal *day.Calendar) []part {
	if !mayDate(text) {
		return nil
	}
	exprs := timesIn(text, on, cal)
	if len(exprs) == 0 {
		return nil
	}
	var out []part
	force := ""
	pieces := segment.Clauses(text)
	for i, sp := range pieces {
		e, ok := timeIn(exprs, sp, text)
		if !ok {
			if len(out) > 0 && extends(out[len(out)-1], sp, text) && !leadsOn.MatchString(sp.Of(text)) {
				out[len(out)-1].grow(sp, text)
			}
			continue
		}
		if i > 0 && len(out) > 0 && e.Kind == when.Range && strings.HasSuffix(pieces[i-1].Of(text), "、") && out[len(out)-1].when.Kind != when.Range {
			out[len(out)-1].grow(sp, text) // 每年1月底前向区委、区政府报告上年度进展
			continue
		}
		if i > 0 && len(out) > 0 && eachThen.MatchString(sp.Of(text)) && extends(out[len(out)-1], sp, text) {
			out[len(out)-1].grow(sp, text) // 每半年开展1次，分别于6月下旬、12月上旬进行
			continue
		}
		own := forceIn(spoken(text)[sp.Start:sp.End])
		gov := ""
		if own != "" {
			force = own
			if strings.Index(text[sp.Start:sp.End], own) > e.Pos-sp.Start {
				force = "" // 2023年力争A，2025年底B: it is said of A alone
			}
		} else if len(out) > 0 && i > 0 && e.Pos-sp.Start <= len("，在于") {
			gov = force // 力争7月中旬A，8月中旬B; a part with a subject of its own stands free
		}
		out = append(out, part{text: amongThem.ReplaceAllString(trimMarks(sp.Of(text)), ""), span: sp, when: e, force: gov})
	}
	return out
}

// spoken blanks what a text quotes, byte for byte: 力争 inside a quotation is not the sentence's own.
func spoken(text string) string {
	return quotation.ReplaceAllStringFunc(text, func(m string) string { return strings.Repeat(" ", len(m)) })
}

var quotation = pattern.MustCompile(`“[^”]*”`)

// eachThen opens a piece that names the days of what comes again.
var eachThen = pattern.MustCompile(`^(?:分别|具体时间)(?:于|在|为|是)`)

func (p *part) grow(sp segment.Span, text string) {
	p.span.End = sp.End
	p.text = trimMarks(text[p.span.Start:sp.End])
}

// leadsOn is a piece that says nothing without the one behind it: 随着创建工作的推进，….
var leadsOn = pattern.MustCompile(`^(?:(?:随着?|伴随|为了|为此|根据|依据|鉴于|由于|考虑到)[^。；]*|(?:在|待)[^，。；]{2,24}(?:基础上|前提下|背景下|同时|过程中|情况下|后))，$`)

// longestPart keeps a part quotable, in bytes.
const longestPart = 240

// extends reports whether the piece carries on the part before it.
func extends(p part, sp segment.Span, text string) bool {
	return sp.End-p.span.Start < longestPart && p.span.End <= sp.Start
}

// planned reports whether the part lies ahead of the document's date and is meant to be done.
func planned(p part, issued day.Date) bool {
	switch p.when.Kind {
	case when.OnDate, when.Range, when.Deadline, when.Fuzzy:
	default:
		return false
	}
	if p.when.End.IsZero() || !issued.IsZero() && p.when.End.Before(issued) || doneAlready.MatchString(p.text) {
		return false
	}
	if wholeYear(p.when) && !goal.MatchString(p.text) {
		return false
	}
	return !bareTime.MatchString(strings.Replace(p.text, p.when.Text, "", 1))
}

var goal = pattern.MustCompile(`力争|争取|达到|完成|建成|创建|实现|目标|确保|消除|超过|以上|以内|基本`)

func wholeYear(e when.Expr) bool {
	return e.Kind == when.Range && e.Start.Month == 1 && e.Start.Day == 1 && e.End.Month == 12 && e.End.Day == 31
}

var bareTime = pattern.MustCompile(`^[\s，。、（）()]*$`)

func trimMarks(s string) string { return strings.TrimRight(strings.TrimSpace(s), "，。；、,;") }
