package answer

import (
	"slices"
	"strconv"
	"strings"

	"liangshan/knowledge/outline"
	"liangshan/knowledge/pattern"
	"liangshan/knowledge/segment"
)

// noneListed says that nothing is listed for the unit or the period, and shows what is nearest.
func (s *Shelf) noneListed(q *query) (Answer, bool) {
	wanted := s.unitsWanted(q)
	switch {
	case len(wanted) > 0:
		return s.unitWithoutTasks(q, wanted), true
	case len(q.times) > 0 && len(joined(q.words)) > 0:
		return Answer{}, false // the words may stand where no list is
	case len(q.times) > 0:
		a := s.refuse(q, nil, Gap{Code: "period", Args: []string{q.times[0].Text}})
		return a, true
	}
	return Answer{}, false
}

// unitWithoutTasks says that no task is written for a unit, and quotes where it is named at all.
func (s *Shelf) unitWithoutTasks(q *query, wanted []string) Answer {
	if a, ok := s.dutiesInProse(q, wanted); ok {
		return a
	}
	near := s.mention(q)
	a := s.refuse(q, near, Gap{Code: "unit_tasks", Args: wanted})
	if near == nil {
		a.Missing = []Gap{{Code: "unit", Args: wanted}}
	}
	return a
}

// dutiesInProse lists the sentences that give the unit something to do, where no table does.
func (s *Shelf) dutiesInProse(q *query, wanted []string) (Answer, bool) {
	a := Answer{Kind: Answered}
	for i := range q.words {
		if q.words[i].gap != "unit" {
			continue
		}
		for _, id := range s.sentencesNaming(&q.words[i]) {
			st := &s.desk.sentences[id]
			p := &s.desk.passages[st.at]
			if q.another(p.doc) || q.elsewhere(p.doc.ID) || s.otherLevel(q, id) || len(a.Lines) >= 10 {
				continue
			}
			t := dutyPart(st.text, wanted)
			if t == "" || leadOnly.MatchString(q.text) && !leadsIn(st.text, wanted) {
				continue
			}
			l := Line{Code: Item, Text: withoutLabel(t), Cites: []int{a.cite(p, quoteWhole(st.text))}}
			if lead, ok := s.leadOf(p, id); ok {
				l.Text, l.Args = lead, []string{t}
			}
			a.Lines = append(a.Lines, l)
		}
	}
	if len(a.Lines) == 0 {
		return Answer{}, false
	}
	head := Line{Code: Named, Args: []string{strings.Join(wanted, "、"), strconv.Itoa(len(a.Lines))}}
	a.Lines = append([]Line{head}, a.Lines...)
	return a, true
}

// leadOf is the sentence that a responsibility in brackets belongs to: the passage's lead.
func (s *Shelf) leadOf(p *passage, id int) (string, bool) {
	if id == p.first || !strings.HasPrefix(s.desk.sentences[id].text, "（") && !inlineUnits.MatchString(s.desk.sentences[id].text) && !onlyUnits.MatchString(s.desk.sentences[id].text) {
		return "", false
	}
	lead := withoutLabel(quoteWhole(s.desk.sentences[p.first].text))
	return lead, runes(lead) <= longestQuote
}

// inlineUnits opens a line that only names units.
var inlineUnits = pattern.MustCompile(`^(?:牵头|责任|配合|实施|主办)(?:单位|部门)?[：:]`)

// onlyUnits is a sentence that says who does what stands before it, and nothing else: A局负责，B社配合。
var onlyUnits = pattern.MustCompile(`^(?:由)?[^，。；]{2,40}(?:负责|牵头|牵头负责|牵头组织|组织实施|落实)(?:，[^，。；]{2,40}(?:配合|参与|协助|负责|落实|按职责分工负责))*[。；]?$`)

// leadsIn reports whether the words name one of the units as leading.
func leadsIn(text string, names []string) bool {
	return slices.ContainsFunc(names, func(n string) bool {
		i := strings.Index(text, n)
		if i < 0 {
			return false
		}
		after := text[i+len(n):]
		before := text[:i]
		if j := strings.LastIndexAny(before, "；;。"); j >= 0 {
			before = before[j:]
		}
		return strings.Contains(before, "牵头") || strings.HasPrefix(after, "牵头") || strings.HasPrefix(after, "负责")
	})
}

func (s *Shelf) sentencesNaming(w *word) []int {
	var out []int
	for _, t := range w.spellings() {
		for _, id := range s.desk.where(t) {
			st := &s.desk.sentences[id]
			kind := s.desk.passages[st.at].clause.Kind
			if !slices.Contains(out, id) && st.repeat < 0 && (kind == outline.Body || kind == outline.Intro) {
				out = append(out, id)
			}
		}
	}
	slices.Sort(out)
	return out
}

var dutyVerb = pattern.MustCompile(`建立|开展|实施|推进|加强|建设|负责|牵头|配合|承担|组织|制定|应当|应|要|须|提出|安排|查处|报送|做好|完成|落实|审定|协助|会同|主管|监管`)

// dutyPart is the stretch of a sentence from the piece that names the unit to the one that says what it does.
func dutyPart(text string, names []string) string {
	pieces := segment.Clauses(text)
	for i, sp := range pieces {
		piece := sp.Of(text)
		if !slices.ContainsFunc(names, func(n string) bool { return strings.Contains(piece, n) }) {
			continue
		}
		for j := i; j < min(i+2, len(pieces)); j++ {
			if dutyVerb.MatchString(pieces[j].Of(text)) {
				from, to := wholeItems(text, pieces, i, j)
				if runes(text) <= shortSentence+20 {
					return quoteWhole(text)
				}
				return trimMarks(text[pieces[from].Start:pieces[to].End])
			}
		}
	}
	return ""
}

// mention finds the first sentence that names the unit asked about.
func (s *Shelf) mention(q *query) *judged {
	for i := range q.words {
		w := &q.words[i]
		if w.gap != "unit" {
			continue
		}
		for _, t := range append([]string{w.text}, w.alts...) {
			for _, id := range s.desk.where(t) {
				if met(w, s.desk.sentences[id].key) >= wordMet && !s.otherLevel(q, id) {
					j := s.judgeOne(q, s.desk.weigh(q, id))
					j.cover = 1
					return &j
				}
			}
		}
	}
	return nil
}
