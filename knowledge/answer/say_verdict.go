package answer

import (
	"slices"
	"strings"

	"liangshan/knowledge/outline"
	"liangshan/knowledge/pattern"
	"liangshan/knowledge/segment"
	"liangshan/knowledge/when"
)

// What a yes-or-no question holds against the documents: a time, a rhythm or a figure.
var (
	// isAsked asks whether a thing is as it is said.
	isAsked = pattern.MustCompile(`是不是|有没有|够不够|对不对|(?:吗|不|没有?)$`)
	// timeHeld says when: 是2025年创成吗, 是不是3月开的.
	timeHeld = pattern.MustCompile(`(?:是|在)(?:不是|没在|不在)?(?:\d{4}年|\d{1,2}月|\d{1,2}[日号])`)
	// rhythmHeld says how often: 每周一次吗.
	rhythmHeld = pattern.MustCompile(`每(半|[一1两二2三3四4六6])?个?(年|月|周|星期|季度|季|天|日)`)
	timesHeld  = pattern.MustCompile(`([一二两三四五六七八九十\d]+)次`)
	loose      = pattern.MustCompile(`(?:不[少低]于|不[超高]过|不高于|至少|至多|约|近)$`)
	moreThan   = pattern.MustCompile(`超过|超|大于|多于|高于|不止|突破|以上|有没有|够不够|达到|到没到`)
	lessThan   = pattern.MustCompile(`不到|低于|少于|不足|不满|以内|以下`)
)

var (
	hearsay = pattern.MustCompile(`^(?:我)?(?:听说|据说|有人说|别人说|都说|说是|听人讲)(?:是)?[，,]?`)
	checked = pattern.MustCompile(`[，,\s]*(?:是不是(?:真的?|这样)?|对不对|对吧|是吧|没错吧|是真的吗|真的吗|真的假的|属实吗|对不|对吗|吧)(?:哦|啊|嘛|哈|呀|了)*[？?。]*$`)
)

// asChecked words a statement that is to be checked as a plain question: 听说规划年底才发，是不是哦.
func asChecked(text string) (string, bool) {
	plain := strings.TrimSpace(checked.ReplaceAllString(hearsay.ReplaceAllString(strings.TrimSpace(text), ""), ""))
	if plain == "" || plain == text || questionWord.MatchString(tables.standard(fold(plain))) || !checked.MatchString(text) {
		return text, false
	}
	return plain + "吗", true
}

// holds is the kind of what a yes-or-no question holds against the documents; askYes if nothing.
func (q *query) holds() ask {
	switch {
	case q.kind != askYes || !isAsked.MatchString(q.text):
		return askYes
	case rhythmHeld.MatchString(q.text):
		return askOften
	case len(q.times) > 0 && (q.checks || timeHeld.MatchString(q.text)):
		return askWhen
	case len(q.units) > 0 && leadsWord.MatchString(q.text):
		return askWho
	case q.figureHeld() != nil:
		return askMany
	}
	return askYes
}

// figureHeld is the figure of a yes-or-no question, with its unit; nil if it has none or several.
func (q *query) figureHeld() *segment.Figure {
	var out *segment.Figure
	for _, w := range q.words {
		if w.gap != "figure" {
			continue
		}
		f := segment.Quantity(w.text)
		if out != nil || len(f) != 1 || f[0].Unit == "" {
			return nil
		}
		out = &f[0]
	}
	return out
}

// fitsHeld is how well a piece tells of what the question holds: a date, a rhythm, a figure of its unit.
func (s *Shelf) fitsHeld(q *query, c *candidate, i int) float64 {
	text := c.pieces[i].Of(s.desk.sentences[c.id].text)
	switch q.holds() {
	case askWhen:
		return s.fitsTime(q, c, i)
	case askOften:
		return fitsRhythm(text)
	case askWho:
		if leadsWord.MatchString(text) {
			return s.fitsBody(q, text)
		}
		return 0.3
	case askMany:
		held := q.figureHeld()
		if slices.ContainsFunc(segment.Quantity(text), func(f segment.Figure) bool { _, ok := segment.CompareFigures(f, *held); return ok }) {
			return 1
		}
		return 0.3
	}
	return 0.5
}

// verdict says yes or no where what is quoted decides it; what is only wanted decides nothing.
func (s *Shelf) verdict(q *query, a *Answer, c *judged) {
	held := q.holds()
	if held == askYes || s.desk.holder(c.id).clause.Kind == outline.Row {
		return
	}
	i := s.pieceOf(q, c)
	if i < 0 {
		return
	}
	text := c.pieces[i].Of(s.desk.sentences[c.id].text)
	yes, ok := false, false
	switch held {
	case askWhen:
		yes, ok = s.sameTime(q, c, i)
	case askOften:
		yes, ok = sameRhythm(q.text, text)
	case askMany:
		yes, ok = q.sameFigure(text)
	case askWho:
		yes, ok = q.sameLead(text), true
	}
	if !ok || yes && (intention.MatchString(text) || s.aims(&c.candidate, i)) {
		return
	}
	l := Line{Code: No}
	if yes {
		l.Code = Yes
	}
	if strings.Contains(q.text, "有没有") {
		l.Args = []string{"有"}
	}
	a.Lines = slices.DeleteFunc(a.Lines, func(l Line) bool { return l.Code == NotWritten && holdsValue(q, l) })
	a.Lines = slices.Insert(a.Lines, 0, l)
}

// pieceOf is the one piece of a sentence that has every telling word of the question
// beside the value held; -1 if none has, or several.
func (s *Shelf) pieceOf(q *query, c *judged) int {
	at := -1
	for i, key := range c.keys {
		lacks := func(w word) bool {
			return w.gap != "figure" && w.gap != "unit" && !w.spare && w.class == content && (runes(w.text) > 1 || !w.itself()) && w.known && metIn(&w, key) < wordMet
		}
		if s.lacksOwn(q, c, lacks) || s.fitsHeld(q, &c.candidate, i) < fitEnough {
			continue
		}
		if at >= 0 {
			return -1
		}
		at = i
	}
	return at
}

// lacksOwn reports whether a piece lacks a word that its sentence has elsewhere, or that
// nothing round the sentence has.
func (s *Shelf) lacksOwn(q *query, c *judged, lacks func(word) bool) bool {
	for i, w := range q.words {
		if lacks(w) && (c.inside[i] >= wordMet || c.met[i] < wordMet) {
			return true
		}
	}
	return false
}

// sameLead reports whether a piece names a body that the question names.
func (q *query) sameLead(text string) bool {
	return slices.ContainsFunc(q.words, func(w word) bool { return w.gap == "unit" && met(&w, bare(text)) >= metAlt })
}

// holdsValue reports whether a line says that the value held is not written, which the verdict says better.
func holdsValue(q *query, l Line) bool {
	if len(l.Args) != 1 {
		return false
	}
	if f := q.figureHeld(); f != nil && bare(f.Text) == l.Args[0] {
		return true
	}
	if slices.ContainsFunc(q.words, func(w word) bool { return w.gap == "unit" && w.text == l.Args[0] }) {
		return true
	}
	return slices.ContainsFunc(q.times, func(e when.Expr) bool { return e.Text == l.Args[0] })
}

func (s *Shelf) sameTime(q *query, c *judged, i int) (yes, ok bool) {
	st := &s.desk.sentences[c.id]
	p := &s.desk.passages[st.at]
	e, ok := timeBefore(s.timesOf(&c.candidate), c.pieces[i], st.text)
	if !ok || e.End.IsZero() || e.Kind == when.Recurrence {
		return false, false
	}
	from, to := bounds(e)
	for _, t := range s.asOfDoc(q, p.doc.Outline) {
		if f, u := bounds(t); !f.After(from) && !u.Before(to) {
			return true, true
		} else if overlap(t, e) {
			return false, false
		}
	}
	return false, len(q.times) == 1
}

// sameRhythm holds 每周一次 against 每月召开…1次.
func sameRhythm(asked, text string) (yes, ok bool) {
	text = fold(text)
	a, b := rhythmHeld.FindStringSubmatch(asked), rhythmHeld.FindAllStringSubmatch(text, -1)
	if a == nil || len(b) != 1 {
		return false, false
	}
	if sameSpan.Replace(a[1]+a[2]) != sameSpan.Replace(b[0][1]+b[0][2]) {
		return false, true
	}
	n, m := timesHeld.FindStringSubmatch(asked), timesHeld.FindStringSubmatch(text)
	if n == nil || m == nil {
		return n == nil, n == nil
	}
	x, _ := segment.Number(n[1])
	y, _ := segment.Number(m[1])
	return x == y, true
}

func (q *query) sameFigure(text string) (yes, ok bool) {
	held := q.figureHeld()
	var own []segment.Figure
	for _, f := range segment.Quantity(text) {
		if _, ok := segment.CompareFigures(f, *held); ok {
			own = append(own, f)
		}
	}
	if len(own) != 1 || strings.HasPrefix(text[own[0].End:], "以") || loose.MatchString(text[:own[0].Start]) {
		return false, false
	}
	order, _ := segment.CompareFigures(own[0], *held)
	switch {
	case lessThan.MatchString(q.text):
		return order < 0, true
	case moreThan.MatchString(q.text):
		return order > 0 || order == 0 && !strings.Contains(q.text, "超"), true
	}
	return order == 0, true
}
