package progress

import (
	"slices"
	"strings"
	"unicode/utf8"

	"liangshan/knowledge/units"
)

// Is says what a part of a message is for.
type Is string

// What parts are.
const (
	IsProgress Is = "progress"
	IsProblem  Is = "problem"
	IsPlan     Is = "plan"
	IsQuestion Is = "question"
	IsTalk     Is = "talk" // neither report nor question
)

// Use says what a percentage is a percentage of.
type Use string

// What percentages are of.
const (
	UseProgress Use = "progress" // of the task
	UseRate     Use = "rate"     // an indicator
	UsePiece    Use = "piece"    // of one piece of the works
	UseTarget   Use = "target"   // wanted, not reached
)

// Part is a stretch of a message as the rules cut it and took it.
type Part struct {
	Text    string
	Is      Is
	Open    bool // no word of it settles what it is
	Figures []Figure
}

// Figure is a number of a part.
type Figure struct {
	Text string // as typed, with its unit
	Use  Use    // of a percentage; "" for counts
	Open bool   // no word settles what it is a percentage of, or what it counts
}

// Proposal is what somebody who understands language, and may err or lie, takes
// the parts of a message for. Parts and figures are named by their number; a
// proposal holds no value and no word that is not the message's own.
type Proposal struct {
	Parts []ProposedPart // by number from 0; those not named stay as they are
}

// ProposedPart is a proposal about one part.
type ProposedPart struct {
	No      int
	Is      Is
	Task    int64  // an open task, 0 for none
	Name    string // the message's words that name the task
	Figures []ProposedFigure
}

// ProposedFigure is a proposal about one figure of a part.
type ProposedFigure struct {
	No   int
	Use  Use
	Name string // the words beside it that say what it counts
}

// FlagProposed marks a reading that a proposal had a part in: for whoever confirms it.
const FlagProposed = "proposed"

// Decide reads one message with a proposal at hand. The rules decide: a proposal
// settles only what no word of the message settles. It cannot bring in a figure, a
// unit, a day or a department, cannot take away a figure or a trouble, cannot make a
// report of what is none or the other way round, and cannot choose a task: the one
// that it names comes first among the choices. What breaks that is not taken at all.
func Decide(m Message, open []Open, roster *units.Roster, p Proposal) Reading {
	own := read(m, open, roster, nil)
	with := read(m, open, roster, &p)
	if !keeps(own, with) || same(own, with) {
		return own
	}
	with.flag(FlagProposed)
	return with.settled()
}

// Doubtful reports whether a proposal could settle anything of a reading.
func (r Reading) Doubtful(open []Open) bool {
	if !r.ShouldRecord || r.Nil {
		return false
	}
	for _, x := range r.Parts {
		if x.Open || slices.ContainsFunc(x.Figures, func(f Figure) bool { return f.Open }) {
			return true
		}
	}
	return slices.ContainsFunc(r.Records, func(x Record) bool { return x.TaskHint == "" || x.Task == 0 && len(open) > 0 })
}

var roleNames = map[role]Is{report: IsProgress, hindrance: IsProblem, plan: IsPlan, target: IsPlan, ask: IsQuestion}

// parts gives the clauses as a proposal may name them.
func (p *parser) parts(cs []clause) []Part {
	out := make([]Part, len(cs))
	for i := range cs {
		c := &cs[i]
		out[i] = Part{Text: p.t.verbatim(c.a, c.b), Is: IsTalk, Open: c.open}
		if is, ok := roleNames[c.role]; ok {
			out[i].Is = is
		}
		for j := range c.figs {
			f := &c.figs[j]
			out[i].Figures = append(out[i].Figures, Figure{Text: p.t.verbatim(f.a, f.b), Use: uses[f.pct], Open: f.open})
		}
	}
	return out
}

var uses = map[pctKind]Use{progress: UseProgress, rate: UseRate, change: UseRate, partOf: UsePiece, aim: UseTarget, slogan: UseTarget, left: UsePiece}

// adopt marks what no word settles, and takes a proposal there.
func (p *parser) adopt(cs []clause, proposal *Proposal) {
	for i := range cs {
		cs[i].open = unsettled(&cs[i])
	}
	if proposal == nil {
		return
	}
	for _, x := range proposal.Parts {
		if x.No < 0 || x.No >= len(cs) {
			continue
		}
		c := &cs[x.No]
		if to, ok := admitted(c, x.Is); ok {
			c.role = to
			if to != talk && c.topic == "" {
				c.topic = c.topicOf()
			}
		}
		if c.role == report || c.role == hindrance || c.role == plan {
			c.task, c.called = x.Task, p.ownWords(c, x.Name)
		}
		for _, f := range x.Figures {
			if f.No >= 0 && f.No < len(c.figs) {
				c.figs[f.No].use, c.figs[f.No].called = f.Use, fold(f.Name).s
			}
		}
	}
}

// unsettled reports whether a clause was given its role for want of a telling word.
func unsettled(c *clause) bool {
	switch c.role {
	case report:
		return !c.trouble && !saysNothing(c) && !stateful(c.s) && (len(c.figs) == 0 && !events.in(c.s) && predicates(c) || wants(c))
	case ask:
		return !c.asked && len(c.figs) == 0
	}
	return false
}

// predicates reports whether a clause says something of its topic: 秸秆综合利用这个事 only names it, 截至8月15日 not even that.
func predicates(c *clause) bool {
	said := fillers.without(strings.Replace(c.bare(c.b), c.topic, "", 1))
	return utf8.RuneCountInString(strings.TrimFunc(said, func(r rune) bool { return !isWordRune(r) })) >= 2
}

// wants: 资金还差50万元没有着落 counts, and says that something is wanting; 还差30户 counts what is left to do.
func wants(c *clause) bool {
	left := restWords.in(c.s) && !slices.ContainsFunc(c.figs, func(f figure) bool { return isMoney(f.unit) || f.unit == "万" })
	return wanting.in(c.s) && !finished.in(c.s) && (!left || len(c.figs) == 0)
}

var wanting = words(`不 没 未 无 缺 差 难 慢 欠 不足 缺少 拖 卡 紧张 受阻 阻工 纠纷 反对 上访 渗漏 坍塌 损坏 中断`)

// admitted reports what a proposal may make of a clause. A part with figures may
// become a trouble, which keeps them in its words, and nothing else.
func admitted(c *clause, is Is) (role, bool) {
	if !c.open {
		return c.role, false
	}
	switch {
	case is == IsProblem:
		return hindrance, c.role != hindrance
	case is == IsPlan && c.role == report && len(c.figs) == 0:
		return plan, true
	case is == IsTalk && c.role == report && len(c.figs) == 0:
		return talk, true
	case is == IsProgress && c.role == ask:
		return report, true
	}
	return c.role, false
}

// ownWords are proposed words, if the clause has them as they stand, without figures.
func (p *parser) ownWords(c *clause, name string) string {
	s := strings.TrimSpace(fold(name).s)
	if utf8.RuneCountInString(s) < 2 || !strings.Contains(c.bare(c.b), s) {
		return ""
	}
	return s
}

// proposedUse is what a percentage that no word settles is taken for: of the task, unless somebody says otherwise.
func (f *figure) proposedUse() pctKind {
	switch {
	case !f.open:
	case f.use == UseRate:
		return rate
	case f.use == UsePiece:
		return partOf
	case f.use == UseTarget:
		return aim
	}
	return progress
}

// proposedName is what a figure that no word beside it names is called: by words beside it, if somebody points at them.
func (f *figure) proposedName() string {
	if utf8.RuneCountInString(f.called) >= 2 && (strings.Contains(f.before, f.called) || strings.Contains(f.after, f.called)) {
		return f.called
	}
	return ""
}

// nameGroups names what the rules found no name for.
func nameGroups(groups []*group) {
	for _, gr := range groups {
		for _, c := range append(slices.Clone(gr.clauses), gr.plans...) {
			if gr.topic == "" && c.called != "" {
				gr.topic, gr.field = c.called, fieldsOf(c.called)
			}
		}
	}
}

// proposedTask is the open task that all proposals about a group name, 0 if they differ.
func (gr *group) proposedTask() int64 {
	var id int64
	for _, c := range append(slices.Clone(gr.clauses), gr.plans...) {
		switch {
		case c.task == 0:
		case id == 0:
			id = c.task
		case id != c.task:
			return 0
		}
	}
	return id
}

// choose puts a proposed task first among the choices of a record whose task the rules leave open.
func (r *Record) choose(open []Open) {
	id := r.proposed
	if r.Task != 0 || id == 0 || !slices.ContainsFunc(open, func(o Open) bool { return o.ID == id }) {
		return
	}
	rest := slices.DeleteFunc(slices.Clone(r.Choices), func(x int64) bool { return x == id })
	r.Choices = append([]int64{id}, rest[:min(len(rest), most-1)]...)
}

// keeps reports whether a reading with a proposal still says all that the rules read,
// and no more than the words do.
func keeps(own, with Reading) bool {
	if own.ShouldRecord != with.ShouldRecord || own.Intent != with.Intent || own.Corrects != with.Corrects || own.Nil != with.Nil || len(own.Records) != len(with.Records) {
		return false
	}
	for i := range own.Records {
		a, b := own.Records[i], with.Records[i]
		if a.Department != b.Department || a.Period != b.Period || a.AskPeriod != b.AskPeriod || a.Task != 0 && a.Task != b.Task || !keepsFigures(a, b) || !keepsState(a, b) {
			return false
		}
		for _, s := range a.Problems {
			if !slices.ContainsFunc(b.Problems, func(x string) bool { return strings.Contains(x, s) }) {
				return false
			}
		}
	}
	return true
}

// keepsFigures: every figure stays a figure of the record or stands in its words, and none is new.
func keepsFigures(a, b Record) bool {
	values := func(r Record) []float64 {
		var out []float64
		for _, m := range r.Metrics {
			out = append(out, m.Value)
		}
		if r.Percent != nil {
			out = append(out, *r.Percent)
		}
		return out
	}
	was, now := values(a), values(b)
	for _, v := range now {
		if !slices.Contains(was, v) {
			return false
		}
	}
	said := fold(strings.Join(append(slices.Clone(b.Problems), b.NextSteps...), "；")).s
	for _, v := range was {
		if !slices.Contains(now, v) && !slices.ContainsFunc(findFigures(said, nil), func(f figure) bool { return f.value == v }) {
			return false
		}
	}
	return true
}

// keepsState: a task may turn out to be in worse state than the rules saw, never in better.
func keepsState(a, b Record) bool {
	return a.Status == b.Status || a.Status == InProgress && (b.Status == Blocked || b.Status == Delayed)
}

// same reports whether a proposal changed nothing of a reading.
func same(a, b Reading) bool {
	return slices.EqualFunc(a.Records, b.Records, func(x, y Record) bool {
		return x.TaskHint == y.TaskHint && x.Task == y.Task && slices.Equal(x.Choices, y.Choices) && slices.Equal(x.Metrics, y.Metrics) &&
			slices.Equal(x.Problems, y.Problems) && slices.Equal(x.NextSteps, y.NextSteps) && x.Status == y.Status && (x.Percent == nil) == (y.Percent == nil)
	}) && a.Question == b.Question
}
