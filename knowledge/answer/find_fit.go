package answer

import (
	"slices"
	"strings"

	"liangshan/knowledge/pattern"
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
		return bears(placeWord, text)
	case askState:
		return max(0.2, bears(stateNow, text))
	case askWhy:
		return s.fitsReason(q, c, i)
	case askPhone:
		return bears(phone, text)
	}
	return 0.5
}

// bears is the fit of a text that either has what is asked for, or has not.
func bears(what *pattern.Pattern, text string) float64 {
	if what.MatchString(text) {
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
	parts := dated(st.text, s.desk.passages[st.at].readAs(s.Calendar), s.Calendar)
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

// heldAsked asks where a meeting is held; shownAt tells what is done at one.
var (
	heldAsked = pattern.MustCompile(`会.{0,4}(?:在|是在)?.{0,6}(?:[开办]|召开|举行|举办)`)
	shownAt   = pattern.MustCompile(`在[\p{Han}“”"]{2,14}上(?:进行|作|予以|通报|公布|公示|汇报)`)
)

var placeWord = pattern.MustCompile(`(?:设在|位于|设于|赴|前往|地点[为是：:]?|地址|住址)[\p{Han}“”]{2,}|在[\p{Han}\d“”"]{2,18}(?:举办|召开|举行|开展|建设|设立|新建|办理|领取|修建|设置)|在[\p{Han}“”"]{2,14}上(?:进行|作|予以|通报|公布|公示|汇报)|通过[\p{Han}“”、]{2,24}(?:网|平台|窗口|中心|大厅|公众号|小程序)[\p{Han}]{0,4}(?:提出|提交|办理|申请|申报|申领|查询|登记|报名)`)

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

var phone = pattern.MustCompile(`[\w.]+@[\w.]+|https?://|www\.|\d{3,4}[-－—]\d{7,8}|1[3-9]\d{9}|\d{7,8}|\b1\d{4}\b`)
