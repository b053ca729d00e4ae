package answer

import (
	"regexp"
	"slices"
	"strings"
)

var (
	// doneAlready is said of what lies behind, underWay of what goes on, stillToCome of what is yet to be done.
	doneAlready = regexp.MustCompile(`[\p{Han}]了|已经?|完成了|获得|荣获`)
	underWay    = regexp.MustCompile(`正[在按抓]|初稿|初步|目前|力争|即将|拟|计划|着手|启动`)
	stillToCome = regexp.MustCompile(`^(?:目前|下一步|接下来|随后)?，?(?:即将|将|拟|计划|预计|力争|争取|准备|正在筹备)`)
)

// ofAnother reports whether the date of a sentence is of another doing than the one
// asked about: what was asked stands by itself in an earlier sentence of the passage,
// as done, and this one speaks of what is still to come. 赴甲区考察，形成了报告。将于7月赴乙地学习。
func (s *Shelf) ofAnother(q *query, c *candidate) bool {
	st := &s.desk.sentences[c.id]
	p := &s.desk.passages[st.at]
	if c.id == p.first || !stillToCome.MatchString(withoutLabel(st.text)) {
		return false
	}
	for i := range q.words {
		w := &q.words[i]
		if w.class != content || w.spare || runes(w.text) < 2 || w.count > rare || c.inside[i] >= metAlt {
			continue
		}
		for id := p.first; id < c.id; id++ {
			if o := &s.desk.sentences[id]; doneAlready.MatchString(o.text) && !underWay.MatchString(o.text) && metIn(w, o.key) >= metAlt {
				return true
			}
		}
	}
	return false
}

// shareOfAsked reports whether a text gives, for the year asked about, what share the
// thing asked about is to have: 到2026年环保支出占比达到3%, where 2026年环保支出要到多少 was asked.
func (q *query) shareOfAsked(text string) bool {
	before, after, ok := strings.Cut(text, "占")
	if !ok || !strings.Contains(after, "%") || len(q.times) == 0 || len(q.measure) > 0 && !slices.Contains(q.measure, "元") {
		return false
	}
	before, after = bare(before), bare(after)
	said := false
	for i := range q.words {
		w := &q.words[i]
		if w.class != content || runes(w.text) < 2 {
			continue
		}
		if met(w, before) >= wordMet {
			said = true
		} else if met(w, after) >= wordMet {
			return false // the share is of this
		}
	}
	return said || len(q.context) > 0
}

// remarkShare says that a share is written where an amount was asked for.
func remarkShare(q *query, a *Answer) {
	if shareWord.MatchString(q.text) || !amountAsked.MatchString(q.text) && !slices.Contains(q.measure, "元") && (q.prior == nil || q.prior.Ask == string(askShare) || !amountAsked.MatchString(q.prior.Text)) {
		return
	}
	for _, l := range a.Lines {
		if l.Code == Quoted && (strings.Contains(l.Text, "元") || !strings.Contains(l.Text, "%")) {
			return
		}
	}
	a.Lines = append(a.Lines, Line{Code: NoAmount})
}

var amountAsked = regexp.MustCompile(`投入|支出|资金|经费|花|钱|投资|预算`)
