package answer

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"liangshan/knowledge/pattern"
	"liangshan/knowledge/when"
	"liangshan/store/day"
)

// fromRegister lists tasks and milestones, completely.
func (s *Shelf) fromRegister(q *query) (Answer, bool) {
	if q.kind != askTasks && q.kind != askPoints && !s.listsByPeriod(q) || q.eachYears() {
		return Answer{}, false
	}
	if m := mostLed.FindStringSubmatch(q.text); m != nil && len(q.units) == 0 {
		return s.mostTasks(q, !leastWord.MatchString(m[1]+m[2]))
	}
	q = s.withListedUnits(q)
	if q.kind == askTasks && len(q.units) == 0 && len(q.times) == 0 && !selfAsked.MatchString(q.text) && !wholeRegister.MatchString(q.text) {
		return Answer{}, false
	}
	if len(q.units) == 0 && slices.ContainsFunc(q.words, func(w word) bool { return w.gap == "place" && !w.known }) {
		return Answer{}, false // a place that no document has
	}
	all := s.entriesFor(q)
	list := onceEach(s.atHome(q, s.narrow(q, all)))
	if lastAsked.MatchString(q.text) {
		list = endsOf(s.tasksOf(q, list), firstAsked.MatchString(q.text))
	}
	list = ofWholeYear(q, list)
	if len(list) == 0 && len(q.units) > 0 {
		list = onceEach(s.atHome(q, s.byRole(q, all, false))) // it leads none: what it supports
	}
	if len(list) > 0 {
		return s.sayList(q, list), true
	}
	if as, ok := q.asWritten(); ok {
		if list = onceEach(s.atHome(q, s.narrow(as, all))); len(list) > 0 {
			return s.sayOtherUnit(q, as, list), true
		}
	}
	if a, ok := s.fromPeriod(q); ok {
		return a, true
	}
	return s.noneListed(q)
}

// atHome keeps to the conversation's documents, or to those of the house's district,
// where they have anything to list.
func (s *Shelf) atHome(q *query, list []entry) []entry {
	out := slices.DeleteFunc(slices.Clone(list), func(e entry) bool {
		if len(q.home) > 0 {
			return e.p == nil || q.elsewhere(e.p.doc.ID)
		}
		return e.p != nil && s.guest(q, e.p.doc)
	})
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
	dueAsked      = pattern.MustCompile(`(?:要|该|得|需要?|必须)?(?:交|做|干|完成|办|报|搞|提交|报送)(?:些)?(?:什么|哪些|(?:哪[几二三四五六七八九十\d]|几|多少)[项件个样条])|(?:哪些|哪几[项个件])` + dueNoun + `?(?:是|要)?(?:全年|常年|长期)|有(?:什么|哪些)(?:事|安排|工作|任务)?$|(?:什么|哪些)(?:要|该)?(?:到期|完成|交|报)`)
	selfAsked     = pattern.MustCompile(`我们(?:[局镇委办]|单位|街道)?|我局|我镇|我委|我办|本单位|我的|自己`)
	wholeRegister = pattern.MustCompile(`(?:一共|总共|共|所有|全部|全).{0,6}任务|任务.{0,3}(?:多少|几)|台账`)
)

func periodic(e when.Expr) bool {
	return !e.End.IsZero() && (e.Kind == when.Deadline || e.Kind == when.Range || e.Kind == when.OnDate || e.Kind == when.Fuzzy)
}

// narrow keeps what the question asks for: unit, period, role, words. What was due in
// the period as of an old document counts where no other has anything due in it as of now.
func (s *Shelf) narrow(q *query, list []entry) []entry { return s.byRole(q, list, true) }

// byRole is narrow, in the role that is asked for or in any.
func (s *Shelf) byRole(q *query, list []entry, asAsked bool) []entry {
	wanted := s.unitsMatched(q)
	leading, supporting, open := asAsked && leadOnly.MatchString(q.text), asAsked && supportAsked.MatchString(q.text), openOnly.MatchString(q.text)
	then := map[day.Date][]when.Expr{} // the periods as each document's day makes them
	var out, old []entry
	for _, e := range list {
		if len(wanted) > 0 {
			role := s.roleOf(&e, wanted)
			if role == "" || leading && role != "lead" || supporting && role != "support" {
				continue
			}
			e.row.Role = role
		}
		if open && (e.row.Status == "done" || e.row.Status == "closed") || q.kind == askPoints && e.to.IsZero() {
			continue
		}
		switch {
		case len(q.times) == 0 || s.fallsIn(q, &e, q.times, q.now):
			out = append(out, e)
		case e.p != nil:
			issued := e.p.doc.Outline.Issued
			if _, ok := then[issued]; !ok {
				then[issued] = s.asOf(q, issued)[len(q.times):]
			}
			if s.fallsIn(q, &e, then[issued], issued) {
				old = append(old, e)
			}
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

// tasksOf keeps, where tasks and no milestones are asked for, those of the register, and
// those under a heading that the question names: 十项重点任务里头.
func (s *Shelf) tasksOf(q *query, list []entry) []entry {
	if strings.Contains(q.text, "节点") {
		return list
	}
	for _, keep := range []func(e *entry) bool{
		func(e *entry) bool { return e.task != nil },
		func(e *entry) bool {
			return e.p != nil && slices.ContainsFunc(q.words, func(w word) bool { return runes(w.text) > 2 && w.gap == "" && met(&w, e.p.head) >= wordMet })
		},
	} {
		if kept := slices.DeleteFunc(slices.Clone(list), func(e entry) bool { return !keep(&e) }); len(kept) > 0 {
			list = kept
		}
	}
	return list
}

// ofWholeYear keeps what goes on all year, where that is asked for: 哪几项是全年的.
func ofWholeYear(q *query, list []entry) []entry {
	if len(q.times) != 1 || !allYear.MatchString(q.times[0].Text) {
		return list
	}
	kept := slices.DeleteFunc(slices.Clone(list), func(e entry) bool { return !strings.Contains(e.row.Due, q.times[0].Text) })
	if len(kept) == 0 {
		return list
	}
	return kept
}

var allYear = pattern.MustCompile(`^(?:全年|常年|长期|每年|年度内)$`)

// endsOf keeps, of each document, the entries that are due last, with the goals of the
// year behind them; or those that are due first.
func endsOf(list []entry, first bool) []entry {
	ends := map[string]day.Date{}
	for i := range list {
		e := &list[i]
		if end, ok := ends[e.docRank()]; !e.goal() && !e.to.IsZero() && (!ok || e.to.After(end) != first) {
			ends[e.docRank()] = e.to
		}
	}
	return slices.DeleteFunc(slices.Clone(list), func(e entry) bool {
		end, ok := ends[e.docRank()]
		return ok && (e.to.IsZero() || e.to.Before(end) || first && e.to.After(end))
	})
}

// lastAsked asks for the last milestone alone, or the first.
var (
	lastAsked = pattern.MustCompile(`(?:最后|末尾|最末|最晚|最早|最先)(?:的|[一1]个?|那个|的[一1]个)?(?:时间)?节点|节点.{0,4}最后[一1]个|` +
		dueWord + `(?:是)?最[晚迟后早先紧急](?:要|该|需)?` + dueVerb + `?的?(?:那|[一1])?[个项件]?` + dueNoun + `?(?:是|有|为)?(?:哪|什么)|` +
		`最[晚迟后早先](?:要|该|需)?` + dueVerb + `的?(?:那|[一1])?[个项件]?` + dueNoun + `?(?:是|有|为)?(?:哪|什么)|` +
		`(?:哪|什么)[一几1]?[个项件些]?` + dueNoun + `?的?(?:要|该|得|需要?)?` + dueWord + `?(?:是)?最[晚迟后早先紧急](?:要|该)?` + dueVerb + `?的?$`)
	firstAsked = pattern.MustCompile(`最[早先紧急]`)
)

const (
	dueVerb = `(?:完成|到期|截止|办结|办完|结束|交差)`
	dueWord = `(?:(?:完成)?(?:时限|期限)|截止时间|到期时间)`
	dueNoun = `(?:任务|工作|事项|项目|事情?)`
)

var (
	leadOnly = pattern.MustCompile(`牵头`)
	openOnly = pattern.MustCompile(`(?:没|未|还没|尚未)(?:有)?(?:完成|办结|做完|销号)|还剩|剩下`)
)

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
		case x.Kind == when.Deadline && to.Before(on) && q.plural:
			from = day.Date{Year: to.Year, Month: 1, Day: 1} // it lies behind us: all of its year
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
		if w := &q.words[i]; w.class == content && w.gap != "unit" && w.gap != "figure" && runes(w.text) > 1 && !completion.MatchString(w.text) {
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
		if lastAsked.MatchString(q.text) {
			key = bare(e.row.What) // 会议定的事里哪件最早: its sentence may name a meeting too
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
	if len(q.times) == 0 || !yearSaid.MatchString(q.times[0].Text) || slices.ContainsFunc(list, func(e entry) bool { return e.p == nil }) {
		return
	}
	_, to := bounds(q.times[0])
	for i, e := range list {
		last := i+1 == len(list) || list[i+1].p == nil || list[i+1].p.doc != e.p.doc // of its document
		if issued := e.p.doc.Outline.Issued; last && !e.to.IsZero() && e.to.Year < to.Year && abs(q.now.Sub(issued)) >= far {
			a.sayOnce(Line{Code: YearRead, Args: []string{q.times[0].Text, strconv.Itoa(e.to.Year)}, Dates: []day.Date{issued}})
		}
	}
}

var yearSaid = pattern.MustCompile(`[去今明前后]年|年[底末初中内]`)

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
		if e.p == nil || e.to.IsZero() || !e.to.Before(q.now) || !issued.IsZero() && issued != e.p.doc.Outline.Issued {
			return // of several documents each row's own says its day
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

// sayOtherUnit lists what documents give to a unit of the same name at another place,
// and says so first: it is not the one that the roster means.
func (s *Shelf) sayOtherUnit(q, as *query, list []entry) Answer {
	wanted := s.unitsWanted(as)
	var written []string
	for _, e := range list {
		for _, n := range append(slices.Clone(e.row.Lead), e.row.Support...) {
			if slices.ContainsFunc(wanted, func(w string) bool { return s.sameUnit(w, n) }) && !slices.Contains(written, n) {
				written = append(written, n)
			}
		}
	}
	a := s.sayList(as, list)
	if len(written) > 0 {
		a.Lines = append([]Line{{Code: OtherUnit, Args: []string{strings.Join(s.unitsWanted(q), "、"), strings.Join(written, "、")}}}, a.Lines...)
		a.Kind = Partly
	}
	return a
}
