package answer

import (
	"cmp"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"liangshan/knowledge/when"
	"liangshan/store/day"
)

// entry is one line of a list before it is cited: a row of the register, or a
// milestone that the register does not hold.
type entry struct {
	row    Row
	task   *Task
	p      *passage // where it stands; nil for a task that a coordinator added
	quote  string
	from   day.Date
	to     day.Date
	recurs bool
	key    string // folded words to match
}

// fromRegister lists tasks and milestones, completely.
func (s *Shelf) fromRegister(q *query) (Answer, bool) {
	if q.kind != askTasks && q.kind != askPoints && !s.listsByPeriod(q) {
		return Answer{}, false
	}
	if q.kind == askTasks && len(q.units) == 0 && len(q.times) == 0 && !selfAsked.MatchString(q.text) && !wholeRegister.MatchString(q.text) {
		return Answer{}, false
	}
	if len(q.units) == 0 && slices.ContainsFunc(q.words, func(w word) bool { return w.gap == "place" && !w.known }) {
		return Answer{}, false // a place that no document has
	}
	all := s.entriesFor(q)
	list := onceEach(atHome(q, s.narrow(q, all)))
	if lastAsked.MatchString(q.text) {
		list = lastOf(list)
	}
	if len(list) > 0 {
		return s.sayList(q, list), true
	}
	if as, ok := q.asWritten(); ok {
		if list = onceEach(atHome(q, s.narrow(as, all))); len(list) > 0 {
			return s.sayOtherUnit(q, as, list), true
		}
	}
	return s.noneListed(q)
}

// atHome keeps to the conversation's document where that has anything to list.
func atHome(q *query, list []entry) []entry {
	if len(q.home) == 0 {
		return list
	}
	var out []entry
	for _, e := range list {
		if e.p != nil && !q.elsewhere(e.p.doc.ID) {
			out = append(out, e)
		}
	}
	if len(out) == 0 {
		return list
	}
	return out
}

// listsByPeriod: 11月底前要交什么 asks for what is due then.
func (s *Shelf) listsByPeriod(q *query) bool {
	return len(q.times) > 0 && (q.kind == askList || q.kind == askHow) && dueAsked.MatchString(q.text) && periodic(q.times[0])
}

var (
	dueAsked      = regexp.MustCompile(`(?:要|该|得|需要?|必须)?(?:交|做|干|完成|办|报|搞|提交|报送)(?:些)?(?:什么|哪些)|有(?:什么|哪些)(?:事|安排|工作|任务)?$|(?:什么|哪些)(?:要|该)?(?:到期|完成|交|报)`)
	selfAsked     = regexp.MustCompile(`我们(?:[局镇委办]|单位|街道)?|我局|我镇|我委|我办|本单位|我的|自己`)
	wholeRegister = regexp.MustCompile(`(?:一共|总共|共|所有|全部|全).{0,6}任务|任务.{0,3}(?:多少|几)|台账`)
)

func periodic(e when.Expr) bool {
	return !e.End.IsZero() && (e.Kind == when.Deadline || e.Kind == when.Range || e.Kind == when.OnDate || e.Kind == when.Fuzzy)
}

// entriesFor gathers the register, and the milestones of documents that it does not hold.
func (s *Shelf) entriesFor(q *query) []entry {
	var out []entry
	held := map[dueThere]bool{}
	for i := range s.Tasks {
		t := &s.Tasks[i]
		if t.Restates != 0 || q.doc != nil && t.DocID != q.doc.ID || q.kind == askNext && q.elsewhere(t.DocID) {
			continue
		}
		if standing.MatchString(t.What) || t.Source == "" && t.DocID != 0 {
			continue // who sits where is no task
		}
		e := s.entryOf(t)
		if t.DocID != 0 && e.p == nil {
			continue // its document is no longer in force
		}
		out = append(out, e)
		held[dueThere{t.DocID, t.Seq, t.DueTo}] = true
	}
	moments := s.desk.moments()
	for i := range moments {
		m := &moments[i]
		p := &s.desk.passages[s.desk.sentences[m.sentence].at]
		if q.doc != nil && p.doc != q.doc || q.kind == askNext && q.elsewhere(p.doc.ID) || held[dueThere{p.doc.ID, p.clause.Seq, m.due.End}] {
			continue
		}
		out = append(out, s.entryOfMoment(m, p))
	}
	return out
}

var standing = regexp.MustCompile(`兼任|^设在|办公室设在|担任(?:组长|主任)`)

// dueThere is a place in a document with a day that it names.
type dueThere struct {
	doc int64
	seq int
	due day.Date
}

// onceEach drops a milestone that says what another entry of the same document and day says.
func onceEach(list []entry) []entry {
	byDay := map[dueThere][]int{}
	drop := make([]bool, len(list))
	for i := range list {
		if list[i].p == nil {
			continue
		}
		key := dueThere{doc: list[i].p.doc.ID, due: list[i].to}
		for _, k := range byDay[key] {
			if !drop[k] && restates(&list[k], &list[i]) {
				lesser := i
				if len(list[i].row.Lead) > len(list[k].row.Lead) {
					lesser = k // the row that names its units says more
				}
				drop[lesser] = true
			}
		}
		byDay[key] = append(byDay[key], i)
	}
	var out []entry
	for i, e := range list {
		if !drop[i] {
			out = append(out, e)
		}
	}
	return out
}

// restates reports whether two entries of one day say the same, in the shorter one's words.
func restates(a, b *entry) bool {
	x, y := bare(a.row.What), bare(b.row.What)
	if runes(x) > runes(y) {
		x, y = y, x
	}
	return pairShare(x, y) >= 0.6
}

func (s *Shelf) entryOf(t *Task) entry {
	e := entry{task: t, from: t.DueFrom, to: t.DueTo, recurs: t.Recurrence != "", key: bare(t.What + t.Target + t.Source)}
	e.row = Row{What: t.What, Due: t.DueText, DueTo: t.DueTo, Lead: t.Lead, Support: t.Support, Target: t.Target, Status: t.Status, Force: t.StrengthWord}
	e.row.Dated = t.DueText != "" && strings.Contains(t.What, t.DueText)
	if strings.Contains(t.What, t.StrengthWord) || t.StrengthWord != "力争" && t.StrengthWord != "争取" && t.StrengthWord != "原则上" {
		e.row.Force = ""
	}
	if e.row.Due == "" {
		e.row.Due = t.Recurrence
	}
	if at, ok := s.desk.byID[EntryID(t.DocID, t.Seq)]; ok && t.DocID != 0 {
		e.p, e.quote = &s.desk.passages[at], strings.TrimSpace(t.Source)
		if !strings.Contains(e.p.clause.Text, e.quote) || e.quote == "" {
			e.quote = strings.TrimSpace(e.p.clause.Text)
		}
	}
	return e
}

func (s *Shelf) entryOfMoment(m *milestone, p *passage) entry {
	e := entry{p: p, quote: s.quoteOf(p, m.sentence), from: m.due.Start, to: m.due.End, key: m.key}
	e.row = Row{What: m.text, Due: m.due.Text, DueTo: m.due.End, Dated: strings.Contains(m.text, m.due.Text), Force: m.force}
	for _, c := range p.clause.Cells {
		switch {
		case supportHeader.MatchString(c.Header):
			e.row.Support = s.unitNames(c.Text)
		case leadHeader.MatchString(c.Header):
			e.row.Lead = s.unitNames(c.Text)
		}
	}
	return e
}

func (s *Shelf) unitNames(cell string) []string {
	var out []string
	if s.Roster == nil {
		return nil
	}
	for _, m := range s.Roster.Cell(cell) {
		out = append(out, m.Name)
	}
	return out
}

// narrow keeps what the question asks for: unit, period, role, words. What was due in
// the period as of an old document counts where no other has anything due in it as of now.
func (s *Shelf) narrow(q *query, list []entry) []entry {
	wanted := s.unitsMatched(q)
	var out, old []entry
	for _, e := range list {
		if len(wanted) > 0 {
			role := s.roleOf(&e, wanted)
			if role == "" || leadOnly.MatchString(q.text) && role != "lead" || supportAsked.MatchString(q.text) && role != "support" {
				continue
			}
			e.row.Role = role
		}
		if openOnly.MatchString(q.text) && (e.row.Status == "done" || e.row.Status == "closed") || q.kind == askPoints && e.to.IsZero() {
			continue
		}
		switch {
		case len(q.times) == 0 || s.fallsIn(q, &e, q.times, q.now):
			out = append(out, e)
		case e.p != nil && s.fallsIn(q, &e, s.asOf(q, e.p.doc.Outline.Issued)[len(q.times):], e.p.doc.Outline.Issued):
			old = append(old, e)
		}
	}
	out, old = s.byWords(q, out), s.byWords(q, old)
	if len(old) > 0 && allGoals(out) {
		out = nil // the year meant is the one that the dates below lie in
	}
	if !slices.ContainsFunc(out, func(e entry) bool { return e.p != nil && len(old) > 0 && e.p.doc != old[0].p.doc }) {
		out = append(out, old...)
	}
	slices.SortStableFunc(out, func(a, b entry) int {
		return cmp.Or(cmp.Compare(a.docRank(), b.docRank()), cmp.Compare(rank(a.to), rank(b.to)))
	})
	return out
}

// allGoals reports whether the entries are no more than the goals of a year: 到2026年达到3%.
func allGoals(list []entry) bool {
	return !slices.ContainsFunc(list, func(e entry) bool { return !e.goal() })
}

// goal reports whether an entry is due in a year and on no day of it.
func (e *entry) goal() bool { return e.p != nil && yearOnly.MatchString(e.row.Due) }

var yearOnly = regexp.MustCompile(`^[到至]?\d{4}年?$`)

// lastOf keeps the entries that are due last, with the goals of the year behind them.
func lastOf(list []entry) []entry {
	at := -1
	for i := range list {
		if !list[i].goal() && !list[i].to.IsZero() && (at < 0 || list[i].to.After(list[at].to)) {
			at = i
		}
	}
	if at < 0 {
		return list
	}
	return slices.DeleteFunc(slices.Clone(list), func(e entry) bool { return e.to.IsZero() || e.to.Before(list[at].to) })
}

// lastAsked asks for the last milestone alone.
var lastAsked = regexp.MustCompile(`(?:最后|末尾|最末|最晚)(?:的|[一1]个?|那个|的[一1]个)?(?:时间)?节点|节点.{0,4}最后[一1]个`)

// docRank keeps the rows of one document together, the newest document first.
func (e *entry) docRank() string {
	if e.p == nil {
		return ""
	}
	issued := e.p.doc.Outline.Issued
	return strconv.Itoa(9999-issued.Year) + strconv.Itoa(99-int(issued.Month)) + strconv.Itoa(99-issued.Day) + "/" + strconv.FormatInt(e.p.doc.ID, 10)
}

var (
	leadOnly = regexp.MustCompile(`牵头`)
	openOnly = regexp.MustCompile(`(?:没|未|还没|尚未)(?:有)?(?:完成|办结|做完|销号)|还剩|剩下`)
)

func rank(d day.Date) string {
	if d.IsZero() {
		return "9999"
	}
	return d.String()
}

// fallsIn reports whether an entry falls due in one of the periods, as they are read on a day.
func (s *Shelf) fallsIn(q *query, e *entry, periods []when.Expr, on day.Date) bool {
	if e.to.IsZero() {
		return false
	}
	for _, x := range periods {
		from, to := bounds(x)
		switch {
		case to.IsZero():
			continue
		case x.Kind == when.Deadline && to.Month == 12 && (q.plural || lastAsked.MatchString(q.text)) && q.kind == askPoints:
			from = on // 年底前要完成哪些: everything from now on until then
		case x.Kind == when.Deadline && (strings.Contains(q.text, "到期") || q.kind == askTasks):
			from = on
		case x.Kind == when.Deadline:
			from = to
		}
		if !e.to.After(to) && (from.IsZero() || !e.to.Before(from)) {
			return true
		}
	}
	return false
}

// byWords keeps the entries that the question's content words single out, if they single out any.
func (s *Shelf) byWords(q *query, list []entry) []entry {
	var telling []*word
	for i := range q.words {
		if w := &q.words[i]; w.class == content && w.gap != "unit" && runes(w.text) > 1 && !completion.MatchString(w.text) {
			telling = append(telling, w)
		}
	}
	if len(telling) == 0 {
		return list
	}
	var out []entry
	for _, e := range list {
		key := e.key
		if e.p != nil && q.kind == askTasks {
			key += e.p.head
		}
		if slices.ContainsFunc(telling, func(w *word) bool { return met(w, key) >= wordMet }) {
			out = append(out, e)
		}
	}
	if len(out) == 0 && q.kind == askPoints {
		return list
	}
	return out
}

// sayList cites every row and counts them; lead and supporting rows are counted apart.
func (s *Shelf) sayList(q *query, list []entry) Answer {
	a := Answer{Kind: Answered}
	lead := 0
	for _, e := range list {
		r := e.row
		r.Cite = a.citeEntry(&e)
		if r.Role == "lead" {
			lead++
		}
		a.Rows = append(a.Rows, r)
		if !e.to.IsZero() {
			a.Carry.Shown = append(a.Carry.Shown, e.to)
		}
	}
	if wanted := s.unitsWanted(q); len(wanted) > 0 {
		a.Lines = append(a.Lines, Line{Code: CountUnit, Args: []string{strings.Join(wanted, "、"), strconv.Itoa(len(list)), strconv.Itoa(lead), strconv.Itoa(len(list) - lead)}})
	} else {
		a.Lines = append(a.Lines, Line{Code: Count, Args: []string{strconv.Itoa(len(list)), periodName(q)}})
	}
	s.listYear(q, &a, list)
	s.listSnapshot(q, &a, list)
	return a
}

// listYear says which year a relative word was read as, where that is not this year.
func (s *Shelf) listYear(q *query, a *Answer, list []entry) {
	if len(q.times) == 0 || !yearSaid.MatchString(q.times[0].Text) || len(list) == 0 || list[0].p == nil {
		return
	}
	_, to := bounds(q.times[0])
	if last := list[len(list)-1]; !last.to.IsZero() && last.to.Year < to.Year && abs(q.now.Sub(last.p.doc.Outline.Issued)) >= far {
		a.sayOnce(Line{Code: YearRead, Args: []string{q.times[0].Text, strconv.Itoa(last.to.Year)}, Dates: []day.Date{last.p.doc.Outline.Issued}})
	}
}

var yearSaid = regexp.MustCompile(`[去今明前后]年|年[底末初中内]`)

func periodName(q *query) string {
	var out []string
	for _, e := range q.times {
		out = append(out, e.Text)
	}
	return strings.Join(out, "、")
}

// listSnapshot says as of when, when all dates have passed or the documents are old.
func (s *Shelf) listSnapshot(q *query, a *Answer, list []entry) {
	var issued day.Date
	for _, e := range list {
		if e.p == nil || e.to.IsZero() || !e.to.Before(q.now) {
			return
		}
		issued = e.p.doc.Outline.Issued
	}
	if !issued.IsZero() && q.now.Sub(issued) > stale {
		a.Lines = append(a.Lines, Line{Code: Snapshot, Dates: []day.Date{issued}})
	}
}

func (a *Answer) citeEntry(e *entry) int {
	if e.p == nil {
		a.Citations = append(a.Citations, Citation{TaskID: e.task.ID, Quote: e.task.What, Title: e.task.Source})
		return len(a.Citations) - 1
	}
	at := a.cite(e.p, e.quote)
	if e.task != nil && a.Citations[at].TaskID == 0 {
		a.Citations[at].TaskID = e.task.ID
	}
	return at
}

// nextOf names the milestone after which the next is asked for: 专家审查过了以后下一步是哪天.
var nextOf = regexp.MustCompile(`^(.{2,}?)(?:通过|完成|结束|做|搞|弄|过|完|好|了)*(?:之后|以后|后)，?.{0,4}(?:下一步|下一个节点|下一个|接下来|再往后|然后)(?:的?节点|时间|工作)?(?:是|要|该|做|干|到|什么|哪天|怎么|哪)*$`)

// milestoneNamed is the day of the milestone that the question names.
func (s *Shelf) milestoneNamed(q *query) (day.Date, bool) {
	m := nextOf.FindStringSubmatch(q.text)
	if m == nil {
		return day.Date{}, false
	}
	a, ok := s.fromPassages(s.understand(m[1]+"什么时候", Question{Now: q.at}))
	if !ok || a.Kind == NotIn || len(a.Carry.Shown) == 0 {
		return day.Date{}, false
	}
	return a.Carry.Shown[0], true
}

// nextMilestone answers 再往后呢: what comes after the milestones shown.
func (s *Shelf) nextMilestone(q *query) (Answer, bool) {
	if q.kind != askNext {
		return Answer{}, false
	}
	after := q.now
	switch of, named := s.milestoneNamed(q); {
	case named:
		after = of
	case q.prior != nil && len(q.prior.Shown) > 0:
		after = slices.MaxFunc(q.prior.Shown, func(a, b day.Date) int { return a.Sub(b) })
	}
	var list []entry
	for _, e := range onceEach(s.entriesFor(q)) {
		if !e.to.IsZero() && e.to.After(after) && (len(list) == 0 || !e.to.After(list[0].to)) {
			if len(list) > 0 && e.to.Before(list[0].to) {
				list = nil
			}
			list = append(list, e)
		}
	}
	if len(list) == 0 {
		a := Answer{Kind: NotIn, Lines: []Line{{Code: NoNext, Args: []string{after.String()}}}, AskWhom: s.askWhom(q.doc)}
		return a, true
	}
	a := s.sayList(q, list)
	a.Lines[0] = Line{Code: Next, Args: []string{strconv.Itoa(len(list))}, Dates: []day.Date{after}}
	return a, true
}
