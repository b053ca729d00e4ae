package answer

import (
	"regexp"
	"slices"
	"strings"

	"liangshan/knowledge/when"
	"liangshan/store/day"
)

// fromRecord answers how far things are, from what departments reported: the documents cannot know.
func (s *Shelf) fromRecord(q *query) (Answer, bool) {
	if q.kind != askProgress {
		return Answer{}, false
	}
	list := s.reported(q)
	if len(list) == 0 {
		return s.notReported(q)
	}
	a := Answer{Kind: Answered}
	for i := range list {
		u := &list[i]
		at := a.citeUpdate(u)
		a.Lines = append(a.Lines, Line{Code: FromRecord, Args: []string{u.Department, u.Status, confirmedWord(u)}, Dates: []day.Date{day.Of(u.SentAt)}, Text: u.Text, Cites: []int{at}})
	}
	return a, true
}

func confirmedWord(u *Update) string {
	if u.Confirmed {
		return "confirmed"
	}
	return "draft"
}

func (a *Answer) citeUpdate(u *Update) int {
	a.Citations = append(a.Citations, Citation{TaskID: u.TaskID, Quote: u.Text, Title: u.Department, Issued: day.Of(u.SentAt), Link: u.Link})
	return len(a.Citations) - 1
}

// mostReported is how many updates an answer shows.
const mostReported = 3

// reported lists the updates that the question asks for, latest first.
func (s *Shelf) reported(q *query) []Update {
	if q.record == nil {
		return nil
	}
	return q.record.Latest(s.unitsWanted(q), s.aboutWords(q), mostReported)
}

// aboutWords tells whether an update, with its task, meets the question's words.
func (s *Shelf) aboutWords(q *query) func(text string, task int64) bool {
	var asked []*word
	for i := range q.words {
		if w := &q.words[i]; w.class == content && w.gap != "unit" && !progressWord.MatchString(w.text) {
			asked = append(asked, w)
		}
	}
	tasks := map[int64]string{}
	for i := range s.Tasks {
		tasks[s.Tasks[i].ID] = bare(s.Tasks[i].What + s.Tasks[i].Target)
	}
	return func(text string, task int64) bool {
		key := bare(text) + tasks[task]
		return len(asked) == 0 || slices.ContainsFunc(asked, func(w *word) bool { return met(w, key) >= wordMet })
	}
}

var progressWord = regexp.MustCompile(`^(?:进度|进展|情况|完成情况|推进情况|办|做|搞|落实|推进|报|最新)`)

// notReported says that nothing is on record, and shows what the documents plan.
func (s *Shelf) notReported(q *query) (Answer, bool) {
	plain := *q
	plain.words = slices.DeleteFunc(slices.Clone(q.words), func(w word) bool { return progressWord.MatchString(w.text) })
	plain.kind = askState
	a := Answer{Kind: NotIn}
	if slices.ContainsFunc(plain.words, func(w word) bool { return w.class == content }) {
		if got, ok := s.fromPassages(&plain); ok {
			if got.Kind == NotIn {
				return got, true
			}
			a = got
			a.Kind = Partly
			if !stateful(a) {
				a.Kind = NotIn
			}
		}
	}
	who := strings.Join(s.unitsWanted(q), "、")
	a.Lines = append(a.Lines, Line{Code: NoRecord, Args: []string{who}})
	if a.Kind == NotIn {
		a.Missing = append(a.Missing, Gap{Code: "record", Args: s.unitsWanted(q)})
		a.AskWhom = s.askWhom(q.doc)
	}
	return a, true
}

// stateful reports whether what is quoted tells a state of things, not only a plan.
func stateful(a Answer) bool {
	for _, l := range a.Lines {
		if l.Code == Quoted && stateNow.MatchString(l.Text) {
			return true
		}
	}
	return false
}

var stateNow = regexp.MustCompile(`正|目前|已|进展|初稿|形成|完成了|到位|仅|累计|停工|滞后|尚未|未开工|受阻|进度\d`)

// replied finds a coordinator's reply that covers the question, the latest first.
func (s *Shelf) replied(q *query) (Answer, bool) {
	for i := len(s.Replies) - 1; i >= 0; i-- {
		r := &s.Replies[i]
		key := bare(r.Question + r.Text)
		total, got := 0.0, 0.0
		for k := range q.words {
			w := &q.words[k]
			m := met(w, key)
			if w.name && m < wordMet {
				total = 0
				break
			}
			total += w.weight
			got += w.weight * m
		}
		if total == 0 || got < 0.7*total || !s.sameTimes(q, r) {
			continue
		}
		on := day.Of(r.At)
		a := Answer{Kind: Answered}
		a.Citations = []Citation{{Quote: r.Text, Replied: r.By, Issued: on}}
		said := []string{r.By}
		if !r.Private {
			said = append(said, r.Question)
		}
		a.Lines = []Line{{Code: FromReply, Args: said, Dates: []day.Date{on}, Text: r.Text, Cites: []int{0}}}
		return a, true
	}
	return Answer{}, false
}

// sameTimes reports whether the period asked for is the one that the reply was asked for.
func (s *Shelf) sameTimes(q *query, r *Reply) bool {
	if len(q.times) == 0 {
		return true
	}
	then := s.understand(r.Question, Question{Now: r.At}).times
	return slices.ContainsFunc(then, func(e when.Expr) bool { return overlap(e, q.times[0]) })
}
