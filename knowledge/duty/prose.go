package duty

import (
	"strings"
	"unicode/utf8"

	"liangshan/knowledge/outline"
	"liangshan/knowledge/pattern"
	"liangshan/knowledge/segment"
	"liangshan/knowledge/when"
	"liangshan/store/day"
)

// flow is what one part of a sentence lends to the next.
type flow struct {
	who      actor
	then     bool // the unit was named for a date before the ；: another date may be another's
	behind   bool // the unit was named behind what it does: A，由甲局牵头；B
	due      *when.Expr
	alone    bool // the due time stood by itself, so it governs across ；
	strength Strength
	word     string
	within   bool // the word stands behind a date of its own: it governs nothing that has another
	done     bool
	first    int  // index of the sentence's first duty
	pending  int  // where a lead-in began that the next action takes along, or -1
	attitude bool // the lead-in is no more than words of attitude
}

// passage is one clause being read.
type passage struct {
	*scanner
	c     *outline.Clause
	mood  mood
	title string     // the run-in heading
	from  int        // where its words begin
	phase *when.Expr // the heading's own stretch of time: 启动阶段（2023年3月—4月）
	must  bool       // somebody is made responsible for it, so it holds a duty
	out   []Duty
	ends  []int // where each duty's words begin and end in the text
	begin []int
	above actor // whom the sentence before named
}

// rate is how often, behind a rhythm: 每周不少于2次.
var rate = pattern.MustCompile(`(?:不少于|至少|不低于)\s*[0-9０-９一二两三四五六七八九十]+\s*[次场期轮个]`)

// summing opens a sentence that sums up.
var summing = pattern.MustCompile(`^(?:总之|综上|总的来说|总而言之)`)

var numeral = pattern.MustCompile(`^(?:[（(][一二三四五六七八九十百\d]{1,3}[）)]|[一二三四五六七八九十百]{1,3}、|\d{1,2}[．、)）]|\d{1,2}\.(?:\D|$)|[①-⑳]|第[一二三四五六七八九十百\d]{1,4}[条章节]|第[一二三四五六七八九十]，|[一二三四五六七八九十]{1,2}是|——|[·•●■◆])\s*`)

// prose is what a passage says.
type prose struct {
	list    []Duty
	charged bool // it says itself who is responsible
}

// prose reads the duties of a passage.
func (r *reader) prose(c *outline.Clause, must bool, inherited *flow) prose {
	from := labelEnd(c)
	if words := strings.TrimSpace(c.Text[from:]); attendance.MatchString(words) || sheetTitle.MatchString(words) && leading(words, verbs) == "" {
		return prose{}
	}
	p := &passage{scanner: r.scanFrom(c.Text, from), c: c, mood: moodOf(c), must: must}
	from = p.body(from)
	p.stage(r.phaseOf(c))
	p.from = from + len(c.Text[from:]) - len(strings.TrimLeft(c.Text[from:], " \u3000。，："))
	charges := r.charges(c.Text)
	at := from
	for _, ch := range charges {
		if ch.Start < at {
			continue
		}
		n := len(p.out)
		p.sentences(at, ch.Start, inherited)
		p.orWhole(at, ch.Start, n)
		p.assign(p.out[n:], ch)
		at = ch.End
	}
	n := len(p.out)
	p.sentences(at, len(c.Text), inherited)
	if must && len(p.out) == 0 {
		p.orWhole(at, len(c.Text), n)
	}
	return prose{p.out, len(charges) > 0}
}

// stage enters the heading's own stretch of time: a day without a year lies in it.
func (p *passage) stage(phase *when.Expr) {
	p.phase = phase
	if phase == nil {
		return
	}
	from := phase.Start
	if from.IsZero() {
		from = day.Date{Year: phase.End.Year, Month: 1, Day: 1}
	}
	for i, e := range p.times {
		if !noYear(e) || e.End.IsZero() || !e.End.Before(from) {
			continue
		}
		if moved := when.Parse(e.Text, from, p.cal); moved.Kind == e.Kind && !moved.End.Before(from) && !moved.End.After(phase.End) {
			moved.Pos = e.Pos
			p.times[i] = moved
		}
	}
}

// sheetTitle is a line that only names the table below it.
var sheetTitle = pattern.MustCompile(`^[^，。；：]{4,40}(?:任务|指标|分解|责任|登记|统计|汇总|情况|一览|明细|评分|考核|对照)表(?:[（(][^）)]*[）)])?$`)

// sentences reads the sentences of a range.
func (p *passage) sentences(from, to int, inherited *flow) {
	f := p.start(inherited)
	text := p.text[:to]
	for _, s := range segment.Sentences(text[from:]) {
		span := segment.Span{Start: from + s.Start, End: from + s.End}
		p.sentence(span, f)
		if last := strings.TrimRight(span.Of(text), "”’）)"); strings.HasSuffix(last, "；") || strings.HasSuffix(last, ";") {
			f = p.half(f)
		} else {
			p.above = f.who
			f = p.start(inherited)
		}
	}
}

func (p *passage) start(inherited *flow) *flow {
	f := &flow{first: len(p.out), pending: -1, due: p.phase, alone: p.phase != nil}
	if inherited != nil {
		f.due, f.alone, f.strength, f.word = inherited.due, inherited.alone, inherited.strength, inherited.word
	}
	return f
}

// half goes on behind a ；: the unit and a time that stood by itself still hold.
func (p *passage) half(f *flow) *flow {
	g := &flow{who: f.who, then: p.onThatDay(f), first: len(p.out), pending: -1}
	if f.behind {
		p.above, g.who = f.who, actor{}
	}
	if f.alone {
		g.due, g.alone = f.due, true
	}
	return g
}

// onThatDay reports whether the unit of a half sentence stands right behind its date:
// 8月底前各镇完成自查；12月15日前形成总结报告.
func (p *passage) onThatDay(f *flow) bool {
	n := len(p.out)
	if n == f.first || len(f.who.lead) == 0 {
		return f.then
	}
	d := &p.out[n-1]
	return d.DueText != "" && d.Due.Pos+len(d.Due.Text) == f.who.lead[0].Start
}

func (p *passage) sentence(span segment.Span, f *flow) {
	if text := span.Of(p.text); !p.must && (closings.MatchString(text) || summing.MatchString(text) || p.held(span)) {
		return
	}
	list := p.read(span)
	for i := range list {
		if i == 0 && len(list) > 1 && p.isHeading(list, span) {
			continue
		}
		p.take(&list[i], f, span, i+1 == len(list))
	}
}

// held reports a sentence that tells of a meeting gone by: 5月18日，副区长主持召开会议，研究有关问题.
func (p *passage) held(span segment.Span) bool {
	m := convened.FindStringIndex(span.Of(p.text))
	if m == nil {
		return false
	}
	for _, e := range p.times {
		if e.Pos >= span.Start && e.Pos < span.Start+m[1] && p.gone(e) {
			return true
		}
	}
	return false
}

var convened = pattern.MustCompile(`^[^。；]{0,40}(?:主持召开|组织召开|召开)`)

// broad are the words of headings rather than of duties.
var broad = pattern.MustCompile(`^(?:严格|加强|强化|深化|推进|提升|做好|抓好|突出|坚持|完善|加快|优化|注重|全面加强|切实加强)\p{Han}{2,8}$`)

// isHeading reports a first clause that only names the item, because the next
// one begins anew with a unit of its own: 严格执法检查，区城管局会同….
func (p *passage) isHeading(list []part, sentence segment.Span) bool {
	x, next := &list[0], &list[1]
	if !broad.MatchString(p.text[x.at:x.span.End]) {
		return false
	}
	if next.role && (len(list) == 2 || strings.HasPrefix(p.text[next.span.Start:], "由")) {
		return false
	}
	return x.kind == action && x.due == nil && len(x.figures) == 0 && x.who.empty() && !x.plain && !x.strong && sentence.Start <= p.from &&
		len(next.who.lead) > 0 && (next.kind == action || next.role)
}

// opens reports whether a part says no more than whose a thing is, before what is to be done with it.
func (p *passage) opens(x *part, f *flow) bool {
	return x.kind == actorOnly && len(p.out) == f.first && f.pending < 0 && len(x.who.lead) > 0 && x.due == nil && ledThing.MatchString(x.span.Of(p.text))
}

// assists reports whether a part only says who helps with the thing that its sentence opened with.
func (p *passage) assists(x *part, f *flow) bool {
	return f.pending >= 0 && len(f.who.lead) > 0 && len(x.who.lead) > 0 && x.due == nil && helps.MatchString(p.text[x.at:x.span.End])
}

var (
	ledThing = pattern.MustCompile(`[^，]{2,}由\p{Han}{2,40}(?:牵头|负责)$`)
	helps    = pattern.MustCompile(`^(?:负责)?提供\p{Han}{0,6}(?:支撑|支持|保障|服务)$`)
)

// take enters one part.
func (p *passage) take(x *part, f *flow, sentence segment.Span, last bool) {
	switch {
	case p.opens(x, f) && !last:
		f.who, f.pending = x.who, x.span.Start
		return
	case p.assists(x, f):
		f.who.support = append(f.who.support, x.who.lead...)
		return
	}
	switch x.kind {
	case actorOnly:
		p.actorOnly(x, f, last)
	case dueOnly:
		p.dueOnly(x, f, last)
	case finish:
		p.finish(x, f, sentence)
	case done:
		f.done = true
		if len(x.who.lead) > 0 {
			f.who = x.who
		}
		if !x.past {
			p.unsay(f)
		}
	case describe:
		f.pending = -1
	case belonging:
		if len(p.out) > f.first && f.pending < 0 {
			p.extend(x.span.End)
		}
	case leadIn, slogan:
		p.leadIn(x, f)
	case result:
		if len(p.out) > f.first && f.pending < 0 {
			p.extend(x.span.End)
			return
		}
		p.duty(x, f, sentence)
	case action, goal:
		p.duty(x, f, sentence)
	case nothing:
		if f.alone && f.due != nil && !f.due.End.IsZero() && f.pending < 0 && x.span.End-x.at >= len("水质改善好") {
			x.kind = goal
			p.duty(x, f, sentence)
			return
		}
		if len(p.out) > f.first && f.pending < 0 {
			p.extend(x.span.End)
		}
	}
}

// actorOnly: 区水利局牵头 governs what follows; behind an action that has nobody, what went before.
func (p *passage) actorOnly(x *part, f *flow, last bool) {
	support := len(x.who.lead) == 0 && len(x.who.support) > 0
	back := p.out[f.first:]
	f.behind = len(back) > 0 && len(x.who.lead) > 0
	if len(back) > 0 && (last || support || strings.HasPrefix(p.text[x.span.Start:], "由")) {
		for i := range back {
			d := &back[i]
			if support || len(d.Lead) == 0 {
				p.add(d, x)
			}
		}
		if support {
			return
		}
	}
	if support {
		f.who.support = append(f.who.support, x.who.support...)
		return
	}
	f.who = x.who
}

func (p *passage) add(d *Duty, x *part) {
	d.setMore(x.who, p.text[x.span.Start:x.span.End])
}

// setMore adds units that are named later.
func (d *Duty) setMore(a actor, text string) {
	for _, m := range d.named(a.lead, text) {
		if !contains(d.Lead, m) {
			d.Lead = append(d.Lead, m)
		}
	}
	for _, m := range d.named(a.support, text) {
		if !contains(d.Support, m) && !contains(d.Lead, m) {
			d.Support = append(d.Support, m)
		}
	}
}

func (p *passage) dueOnly(x *part, f *flow, last bool) {
	if n := len(p.out); n > f.first && x.due.Kind == when.Recurrence && p.out[n-1].DueText == "" && rate.MatchString(x.due.Text) {
		p.setDue(&p.out[n-1], x.due.Text, *x.due) // …路检路查，每月不少于4次，…
		if p.out[n-1].Target == "" {
			p.out[n-1].Target = rate.FindString(x.due.Text)
		}
		return
	}
	if back := p.out[f.first:]; len(back) > 0 && (last || p.labelsDue(x) && back[len(back)-1].DueText == "") {
		for i := range back {
			if back[i].DueText == "" {
				p.setDue(&back[i], x.due.Text, *x.due)
			}
			if back[i].Target == "" && i+1 == len(back) {
				back[i].Target = rate.FindString(x.due.Text)
			}
		}
		return
	}
	if p.mood == reported && x.due.Kind != when.Deadline {
		f.done = true // “十三五”期间, in a section that tells what was done
		return
	}
	f.due, f.alone = x.due, true
	if x.word != "" {
		f.strength, f.word = x.strength, x.word
	}
}

// finish: 2023年底前完工 belongs to what is begun before it.
func (p *passage) finish(x *part, f *flow, sentence segment.Span) {
	n := len(p.out)
	if n > f.first && p.out[n-1].DueText == "" {
		p.setDue(&p.out[n-1], x.due.Text, *x.due)
		p.extend(x.span.End)
		return
	}
	if x.at = x.span.Start; n == f.first && f.pending >= 0 {
		x.at = f.pending
	}
	p.duty(x, f, sentence)
}

// unsay drops what looked like duties of a sentence that turns out to tell what was done.
func (p *passage) unsay(f *flow) {
	for n := len(p.out); n > f.first; n-- {
		d := &p.out[n-1]
		if !d.Due.End.IsZero() || d.Recurrence != "" || d.Strength == Hard || d.Strength == Effort || d.Strength == Intention {
			return
		}
		p.out, p.begin, p.ends = p.out[:n-1], p.begin[:n-1], p.ends[:n-1]
	}
}

func (p *passage) leadIn(x *part, f *flow) {
	if !x.who.empty() {
		f.who = x.who
	}
	if x.due != nil && f.due == nil {
		f.due = x.due
	}
	text := p.text[x.at:x.span.End]
	if x.kind == slogan && x.who.by != "" {
		return
	}
	switch {
	case grounds.MatchString(text):
		if len(p.out) > f.first && f.pending < 0 {
			p.extend(x.span.End)
		}
		return
	case f.pending < 0:
		f.pending, f.attitude = x.at, true
	}
	f.attitude = f.attitude && x.kind == slogan
	if x.word != "" && x.strong {
		f.strength, f.word = x.strength, x.word
	}
}

// extend takes a part that belongs to the duty before it into its words.
func (p *passage) extend(to int) {
	n := len(p.out) - 1
	p.ends[n] = to
	p.out[n].What = p.words(p.begin[n], to)
	if p.out[n].StrengthWord == "" || p.out[n].Strength == Direction {
		if s, w := strengthOf(p.unquoted(p.begin[n], to)); w != "" && s != Direction {
			p.out[n].Strength, p.out[n].StrengthWord = s, w
		}
	}
}

// duty enters an action or a target.
func (p *passage) duty(x *part, f *flow, sentence segment.Span) {
	if f.alone && f.due != nil && x.due != nil && !x.dated() {
		x.due = nil // 到2025年，排放总量持续减少
	}
	own := x.due != nil
	if x.due == nil && f.due != nil && (f.alone || x.who.empty()) && (f.due.Kind != when.Recurrence || x.kind == action && !forbids(x.word) && !ruled.MatchString(p.text[x.core:x.span.End]) && leading(p.text[x.core:], verbs) != "") {
		x.due = f.due
	}
	if f.done && !x.plain && !x.strong && !own || !p.mood.allows(x) && !p.must {
		f.pending = -1
		if p.mood == reported && !f.done && len(x.figures) > 0 && x.kind == action {
			p.unsay(f)
		}
		return
	}
	begin := p.begins(x)
	if f.pending >= 0 && f.pending < begin && (len(x.who.lead) == 0 || !f.attitude) {
		begin = f.pending
	}
	f.pending = -1
	d := Duty{What: p.words(begin, x.span.End), Origin: FromClause, Seq: p.c.Seq, Source: strings.TrimSpace(sentence.Of(p.text)), Restates: -1}
	p.setWho(&d, x, f)
	if x.due != nil {
		p.setDue(&d, x.due.Text, *x.due)
		if own {
			f.due = lends(x.due)
			f.alone = false
		}
	}
	p.setStrength(&d, x, f)
	p.setMeasure(&d, x)
	if d.Indicator == "" && p.share(*x) {
		d.Indicator = p.whole(f)
	}
	d.Where = p.whereIn(begin, x.span.End, &d)
	if p.mood == reported && d.DueText == "" {
		d.doubt("may_be_done")
	}
	if old := p.movedTo(x); old > 0 && d.DueText != "" {
		d.doubt("due_changed", strings.TrimSpace(p.text[x.span.Start:old]), d.DueText)
	}
	p.enter(d, begin, x.span.End)
	for _, e := range x.again {
		p.setDue(&d, e.Text, e)
		p.enter(d, begin, x.span.End)
	}
}

// whole is what the shares of a sentence are shares of: 投资 in 完成投资5亿元，其中一季度不低于15%.
func (p *passage) whole(f *flow) string {
	if len(p.out) == f.first {
		return ""
	}
	head := &p.out[f.first]
	words, _, ok := strings.Cut(head.What, head.Target)
	if !ok || head.Target == "" || head.Indicator != "" {
		return head.Indicator
	}
	words = words[skipAdverbs(words):]
	return words[len(leading(words, verbs)):]
}

func (p *passage) enter(d Duty, begin, end int) {
	p.out, p.begin, p.ends = append(p.out, d), append(p.begin, begin), append(p.ends, end)
}

// begins is where the words of a duty begin: with who does it where that is no unit
// of its own (乡级林长每月巡林2次), with its rhythm where little else is said (每周监测1次).
func (p *passage) begins(x *part) int {
	if p.share(*x) && x.due.Pos >= x.span.Start {
		return x.due.Pos
	}
	few := utf8.RuneCountInString(p.text[x.at:x.span.End]) < 6 && x.due != nil && x.due.Kind == when.Recurrence && x.due.Pos < x.at
	if x.who.by != "" || few {
		return min(x.at, p.afterUnits(x))
	}
	return x.at
}

// words are a range of the text, without a bracket at its end that only tells whom to call.
func (p *passage) words(from, to int) string {
	text := strings.TrimSpace(p.text[from:to])
	if b := brackets(text); len(b) > 0 && b[len(b)-1].End == len(text) && callWord.MatchString(b[len(b)-1].Of(text)) {
		return strings.TrimSpace(text[:b[len(b)-1].Start])
	}
	return text
}

var callWord = pattern.MustCompile(`联系人|联系电话|电话|邮箱|传真`)

// lends is the time that a clause lends to the next: 持续 and 立即 are its own affair.
func lends(e *when.Expr) *when.Expr {
	if e.Kind == when.Open || e.Kind == when.Urgent || e.Kind == when.Fuzzy {
		return nil
	}
	return e
}

func (p *passage) setWho(d *Duty, x *part, f *flow) {
	if !x.who.empty() {
		if len(x.who.lead) == 0 && x.who.by == "" {
			x.who.lead = f.who.lead
		} else if f.due != nil && !f.alone {
			f.due = nil
		}
		f.who, f.then = x.who, false
	} else if f.then && x.dated() && x.due.Pos >= x.span.Start {
		p.above, f.who, f.then = f.who, actor{}, false
	}
	d.setUnits(f.who, d.Source)
	if len(d.Lead) == 0 && !p.above.empty() && len(p.above.lead) > 0 {
		d.doubt("unit_maybe", p.above.lead[0].Name)
	}
}

func (p *passage) setStrength(d *Duty, x *part, f *flow) {
	d.Strength, d.StrengthWord = x.strength, x.word
	if f.within && x.due != nil {
		f.strength, f.word, f.within = Normal, "", false
	}
	if x.word == "" || x.strength == Direction && (f.strength == Effort || f.strength == Hard) {
		if f.word != "" {
			d.Strength, d.StrengthWord = f.strength, f.word
		}
		return
	}
	if x.strong || x.plain {
		f.strength, f.word = x.strength, x.word
		f.within = x.due != nil && follows(x.span.Of(p.text), x.word, x.due.Text)
	}
}

// follows reports whether a word stands behind a date in a text: 2023年力争创建 says
// nothing of what is due by another date.
func follows(text, word, date string) bool {
	i, j := strings.Index(text, date), strings.Index(text, word)
	return i >= 0 && j > i
}

// orWhole makes the whole range one duty where somebody is responsible for it and no other was found.
func (p *passage) orWhole(from, to, n int) {
	if len(p.out) > n {
		return
	}
	span := shrink(p.text, from, to)
	if span.Start >= span.End {
		if p.title == "" || n > 0 {
			return
		}
		at := strings.Index(p.text, p.title)
		span = segment.Span{Start: at, End: at + len(p.title)}
	}
	x := p.part(span)
	if x.kind == done {
		return
	}
	d := Duty{What: span.Of(p.text), Origin: FromClause, Seq: p.c.Seq, Source: span.Of(p.text), Restates: -1, Strength: x.strength, StrengthWord: x.word}
	if x.due != nil {
		p.setDue(&d, x.due.Text, *x.due)
	}
	p.setMeasure(&d, &x)
	p.out, p.begin, p.ends = append(p.out, d), append(p.begin, span.Start), append(p.ends, span.End)
}
