package answer

import (
	"slices"
	"strings"

	"liangshan/knowledge/outline"
	"liangshan/knowledge/pattern"
	"liangshan/knowledge/segment"
)

// remarks adds what a careful clerk would add to the quotation.
func (s *Shelf) remarks(q *query, a *Answer, c *judged) {
	st := &s.desk.sentences[c.id]
	p := &s.desk.passages[st.at]
	switch q.kind {
	case askWhen, askLeft:
		s.remarkTime(q, a, c)
	case askList, askMany, askWho:
		remarkList(q, a, c, p)
	}
	if q.kind == askMany {
		remarkShare(q, a)
	}
	if (q.kind == askHow || q.kind == askMean || q.kind == askYes) && called.MatchString(q.text) {
		remarkList(q, a, c, p)
	}
	if q.kind == askWho || q.kind == askList {
		remarkNames(q, a)
	}
	if q.kind == askMany {
		remarkJoint(q, a, c.pieces[max(c.best, 0)].Of(st.text))
	}
	if (outcome.MatchString(q.text) && q.kind != askList && !mentionAsked.MatchString(q.text) && q.kind != askMany || actual.MatchString(q.text) || doneAsked.MatchString(q.text) || gained.MatchString(q.text) && intention.MatchString(st.text)) && !concluded(q, a, c) && s.plans(q, c) || s.aimedOnly(q, c) || planOfRow(q, p.clause) {
		a.Lines = append(a.Lines, Line{Code: NoOutcome})
		a.Kind = NotIn
		a.Missing = append(a.Missing, Gap{Code: "outcome"})
	}
	s.verdict(q, a, c)
	s.remarkYear(q, a, c)
	s.remarkSnapshot(q, a, p)
}

// onlyPlanned reports whether the question is for what was reached, and a column has but what is to be.
func onlyPlanned(q *query, header string) bool {
	return reachedAsked.MatchString(q.text) && !reachedHeader.MatchString(header)
}

// planOfRow reports whether the cell of a row that answers has but what is to be.
func planOfRow(q *query, c *outline.Clause) bool {
	cell, ok := rowCell(q, c)
	return ok && c.Kind == outline.Row && onlyPlanned(q, cell.Header)
}

var (
	reachedAsked  = pattern.MustCompile(`完成了?(?:多少|几)|已经?|(?:目前|现在).{0,6}(?:完成|达到|有)|进展|进度|报了|到哪一步`)
	reachedHeader = pattern.MustCompile(`完成|实际|现状|累计|当前|进展|基准|已`)
)

// aimedOnly reports whether the state of today was asked and the figure is one to be reached.
func (s *Shelf) aimedOnly(q *query, c *judged) bool {
	return (wantsNow(q) || wasAsked.MatchString(q.text) && (q.kind == askMany || q.kind == askShare)) && s.aims(&c.candidate, c.best)
}

// plans reports whether what answers is of what is still to come: by its words, its date,
// the part of the document that it stands in, or the document itself.
func (s *Shelf) plans(q *query, c *judged) bool {
	st := &s.desk.sentences[c.id]
	p := &s.desk.passages[st.at]
	if c.best < 0 || s.aims(&c.candidate, c.best) || intention.MatchString(st.text) || toComeHead.MatchString(p.head) || planTitle.MatchString(p.title) || p.clause.Kind == outline.Row {
		return true
	}
	if !actual.MatchString(q.text) {
		return !troubleHead.MatchString(p.head)
	}
	e, dated := s.timeAt(&c.candidate, c.best)
	ended := dated && !e.End.IsZero() && e.End.Before(p.doc.Outline.Issued)
	return !ended && len(segment.Quantity(st.text)) == 0 && !doneWord.MatchString(st.text)
}

var (
	toComeHead = pattern.MustCompile(`下一步|打算|工作安排|工作计划|主要任务|重点任务|工作目标|总体要求|保障措施|任务分工`)
	// troubleHead stands over how things are, not over what is to be done.
	troubleHead = pattern.MustCompile(`存在.{0,6}(?:问题|不足|短板|困难)|(?:主要|突出)(?:问题|困难|短板|不足)|(?:问题|不足|困难)$`)
	planTitle   = pattern.MustCompile(`(?:方案|规划|计划|要点|意见|办法)(?:的通知|\(|（|$)`)
)

// wasAsked asks what a figure was in a year gone by; what is to be reached is no answer.
var wasAsked = pattern.MustCompile(`(?:去年|上一?年|前年)[^要]*$`)

// actual asks for what has come about, not for what is planned: 到位了多少.
var actual = pattern.MustCompile(`[\p{Han}]了(?:多少|几)|到位多少|已经.{0,6}(?:多少|几)|实际`)

// doneAsked asks what is done by now: 哪些已经完成, 到位了的有哪些.
var doneAsked = pattern.MustCompile(`哪[^，]{1,8}(?:已经?|都|做|办|搞)(?:完成|到位|做完|办完|弄完|搞完|完|好|办好|落实|做好)了?$|(?:已经?(?:完成|到位|做完|办完|落实)|(?:完成|到位|做完|办完)了)的?(?:有|是)?(?:哪|什么)`)

// gained asks what came of a thing: 学到了什么.
var gained = pattern.MustCompile(`[到得]了(?:什么|哪些)|有(?:什么|哪些)(?:收获|成果)`)

// concluded reports whether what is quoted says that the thing is done.
func concluded(q *query, a *Answer, c *judged) bool {
	last, enough := q.predicate(), 0.9
	if q.kind == askMany {
		enough = 0.5
	}
	if c.best >= 0 && q.kind == askMany && doneFigure.MatchString(c.keys[c.best]) && (last == nil || max(metIn(last, c.keys[c.best]), q.metBy(c, last)) >= enough) {
		return true // 已达标17项, whatever else the sentence wants
	}
	if slices.ContainsFunc(a.Lines, func(l Line) bool { return l.Code == Quoted && notReached.MatchString(l.Text) }) {
		return true // that it has not come about is an outcome too
	}
	for _, l := range a.Lines {
		if l.Code == Quoted && q.kind == askMany && broughtAbout.MatchString(l.Text) && !intention.MatchString(l.Text) {
			return true
		}
		if l.Code != Quoted || intention.MatchString(l.Text) || last != nil && max(met(last, bare(l.Text)), q.metBy(c, last)) < enough {
			continue
		}
		if q.kind == askMany || doneWord.MatchString(l.Text) {
			return true
		}
	}
	return false
}

// broughtAbout tells what was ended or moved; nobody writes so of what is still to be done, unless with a day.
var broughtAbout = pattern.MustCompile(`(?:关停|搬迁|取缔|拆除|清退|查处|罚款|处理|办结|退出|淘汰|关闭|发放)[\p{Han}]{0,10}\d`)

// metBy is how well a candidate with what stands before it meets a word, where a figure was asked for.
func (q *query) metBy(c *judged, w *word) float64 {
	for i := range q.words {
		if &q.words[i] == w && q.kind == askMany && i < len(c.met) {
			return c.met[i]
		}
	}
	return 0
}

// remarkNames says that an office is named where a person was asked for.
func remarkNames(q *query, a *Answer) {
	if !byName.MatchString(q.text) || !leaderAsked.MatchString(q.text) {
		return
	}
	post := false
	for _, l := range a.Lines {
		if l.Code == NoList && personsNamed.MatchString(l.Args[0]) || titled.MatchString(l.Text) || namesPerson(l.Text) || strings.Contains(l.Text, "联系人") || comrade.MatchString(l.Text) {
			return
		}
		post = post || l.Code == Quoted && (leaderIn.MatchString(l.Text) || namelessPost.MatchString(l.Text))
	}
	if post {
		a.Lines = append(a.Lines, Line{Code: NoNames})
	}
}

// namesPerson reports whether a name stands behind an office: 区长罗启航; 书记任组长 has none.
func namesPerson(text string) bool {
	return slices.ContainsFunc(officeThenName.FindAllString(text, -1), func(m string) bool { return !appointed.MatchString(m) })
}

var appointed = pattern.MustCompile(`任(?:组|副|主|总|第|常)`)

// remarkShare says that a share is written where an amount was asked for.
func remarkShare(q *query, a *Answer) {
	if shareWord.MatchString(q.text) || !moneyWord.MatchString(q.text) && !slices.Contains(q.measure, "元") && (q.prior == nil || q.prior.Ask == string(askShare) || !moneyWord.MatchString(q.prior.Text)) {
		return
	}
	for _, l := range a.Lines {
		if l.Code == Quoted && (strings.Contains(l.Text, "元") || !strings.Contains(l.Text, "%")) {
			return
		}
	}
	a.Lines = append(a.Lines, Line{Code: NoAmount})
}
