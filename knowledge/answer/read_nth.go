package answer

import (
	"slices"
	"strings"

	"liangshan/knowledge/pattern"
	"liangshan/knowledge/segment"
)

// nthAsked points at one of the things just listed: 第二个呢, 最后一个由谁负责.
var nthAsked = pattern.MustCompile(`^(?:那么?)?(?:第([一二三四五六七八九十\d]{1,2})|(最后|倒数第一|末尾))(?:一|1)?(?:个|条|项|点|种|类|件|块|处|步|样|家|场|名|位|大|方面|环节|阶段)?(?:的)?(?:呢)?(.*)$`)

// bareNth wants no more than what the thing is.
var bareNth = pattern.MustCompile(`^(?:是|叫|指|又是)*(?:什么|哪个|哪里|哪一?个|谁)?(?:来着)?$`)

// ofShown reads a question for the nth of what the answer before listed as one for that thing.
func (s *Shelf) ofShown(qu *query, q Question) (*query, bool) {
	m := nthAsked.FindStringSubmatch(qu.text)
	if m == nil || s.desk.has(bare("第"+m[1])) && m[1] != "" && runes(m[3]) > 6 {
		return nil, false
	}
	items, due := s.shownItems(qu.prior, q)
	n := len(items)
	if m[1] != "" {
		v, _ := segment.Number(m[1])
		n = int(v)
	}
	if n < 1 || n > len(items) {
		return nil, false
	}
	rest := m[3]
	if bareNth.MatchString(rest) {
		rest = ""
	}
	again := s.understand(items[n-1]+rest, q)
	again.prior, again.home = qu.prior, s.homeOf(qu.prior)
	switch {
	case rest != "":
	case due:
		again.kind = askWhen
	default:
		again.nth = items[n-1]
	}
	return again, true
}

// nameNth says which thing it was, where the answer only holds it among others.
func (q *query) nameNth(a *Answer) {
	if q.nth == "" || len(a.Lines) == 0 || a.Lines[0].Code != Quoted || strings.HasPrefix(a.Lines[0].Text, q.nth) {
		return
	}
	if strings.Contains(a.Lines[0].Text, q.nth) {
		a.Lines = slices.Insert(a.Lines, 0, Line{Code: Item, Text: q.nth, Cites: a.Lines[0].Cites})
	}
}

// shownItems are the things that the answer to the question before listed; due: they are what falls due.
func (s *Shelf) shownItems(prior *Carry, q Question) (list []string, due bool) {
	a := s.reply(prior.Text, Question{Now: q.Now, Unit: q.Unit, Record: q.Record})
	var out []string
	for _, r := range a.Rows {
		out, due = append(out, r.What), true
	}
	for _, l := range a.Lines {
		if l.Code == Item {
			out = append(out, l.Text)
		}
	}
	if len(out) > 0 {
		return out, due
	}
	for _, l := range a.Lines {
		if l.Code != Quoted {
			continue
		}
		for _, part := range strings.FieldsFunc(l.Text, func(r rune) bool { return strings.ContainsRune("，。；", r) }) {
			if items := splitList(part); len(items) > len(out) {
				out = items
			}
		}
	}
	for i := range out {
		out[i] = countBehind.ReplaceAllString(out[i], "")
	}
	return slices.DeleteFunc(out, func(t string) bool { return t == "" }), false
}

// countBehind closes a list: 等4种模式, 8个方面.
var countBehind = pattern.MustCompile(`(?:等|\d+[个项种类条方]).*$`)
