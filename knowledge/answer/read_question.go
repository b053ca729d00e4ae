package answer

import (
	"slices"
	"strings"
	"time"

	"liangshan/knowledge/pattern"
	"liangshan/knowledge/units"
	"liangshan/knowledge/when"
	"liangshan/store/day"
)

// query is a question, read.
type query struct {
	raw     string // as typed, or completed from the conversation
	text    string // standardised: folded, dialect replaced, particles dropped
	kind    ask
	plural  bool // more than one thing is asked for
	measure []string
	lent    bool // the measure is that of the question before, of another thing
	words   []word
	units   []units.Mention
	times   []when.Expr // as of now
	doc     *Doc        // the document that the question names
	now     day.Date
	at      time.Time
	self    string       // the asker's unit
	near    map[int]bool // passages that the conversation showed
	strays  string       // the characters that nothing explains
	context []word       // words inherited: they help ranking, they need no evidence
	prior   *Carry
	since   day.Date // the day from which days are counted, where another than today is named
	home    []int64  // the documents that the conversation is about
	alike   func(text string) []int64
	record  Record
	checks  bool   // a statement is held against the documents: 听说…, …对吧
	nth     string // the one of several listed that is asked about: 第二个呢
	rule    bool   // the rule that says so is asked for
	lost    string // what the earlier question was refused for, where this one has no other subject
}

// another reports whether a document is not the one that the question names.
func (q *query) another(doc *Doc) bool { return q.doc != nil && doc != q.doc }

// word is a content word of the question.
type word struct {
	text    string
	alts    []string // what a document may write for it, besides itself
	class   class
	weight  float64
	known   bool // some document says it, or an alternative
	count   int  // in how many sentences
	name    bool // a proper name, unit or figure: must be met as it stands
	gap     string
	topics  map[*Doc]bool // documents that are about it
	spare   bool          // implied by the kind of question: completion, where the time is asked
	told    bool          // of the story before the question: it tells sentences apart, and is asked of none
	focus   bool          // it stands behind the question word: what is asked of the rest
	naming  bool          // it stands right before a noun that it makes a name of: 火星 in 火星基地
	trouble bool          // what is wrong is asked for by it: a document need not call it so
	stray   bool          // a single character that nothing explains: no evidence, and none for what lacks it
	object  string        // of a verb of one character: the word that it is said of
}

// telling reports whether a word says by itself what is asked about.
func (w *word) telling() bool { return w.class == content && runes(w.text) > 1 }

func (s *Shelf) understand(text string, q Question) *query {
	d := s.read()
	text, checks := asChecked(todayIs.ReplaceAllString(text, ""))
	std := d.asTimetable(s.asOpen(d.respell(standardised(inLine(text, q.History))), day.Of(q.Now)))
	out := &query{
		raw: text, text: std, checks: checks, rule: q.rule, at: q.Now, now: day.Of(q.Now), self: q.Unit,
		kind: kindOf(std), plural: pluralAsk.MatchString(std), measure: unitsAsked(std), doc: d.named(std),
	}
	if errand.MatchString(fold(text)) {
		out.kind = askAbout
	}
	if stepsAsked.MatchString(std) && howManyAsked(std) == 0 {
		out.kind = askHow // steps are told one after the other, not as a list
	}
	s.takeWords(out)
	s.hear(out, q.story)
	out.tieObjects()
	if out.holds() == askWho {
		for i := range out.words {
			if out.words[i].gap == "unit" {
				out.words[i].weight /= 10 // it is held against whom the documents name
			}
		}
	}
	return out
}

// takeWords reads the times, units and words of a question, one after the other: what one
// has taken is no word for the next.
func (s *Shelf) takeWords(out *query) {
	d, std := s.desk, out.text
	var rest string
	out.times, rest = s.takeTimes(d.mend(std), out.now)
	out.countFrom()
	if out.kind == askMany || out.kind == askShare {
		out.times = slices.DeleteFunc(out.times, func(e when.Expr) bool { return e.Text == "全年" }) // of whichever year
	}
	rest = yearsMeant.ReplaceAllStringFunc(rest, blanked)
	if nth := nthAmong.FindString(rest); nth != "" && !d.has(nthLabel.FindString(nth)) {
		rest = strings.Replace(rest, nth, " ", 1) // of the parts under a heading
	}
	rest = blankAsking(degreeAtTail.ReplaceAllString(rest, "$1"))
	if out.adds() {
		rest = howManyAdded.ReplaceAllStringFunc(rest, blanked) // 三口塘总投资平均多少: it is of the asker's own counting
	}
	out.units, rest = s.takeUnits(rest)
	rates, rest := perUnit(rest)
	if headcount.MatchString(std) {
		rest += " 人口"
	}
	places, rest := d.strangePlaces(rest)
	out.words = slices.Concat(rates, places, d.words(rest, std))
	out.partStrays()
	if out.doc != nil {
		out.words = slices.DeleteFunc(out.words, func(w word) bool { return slices.Contains(placesOf(out.doc), w.text) }) // it says whose document is meant
	}
	if len(out.words) == 0 && out.kind == askWhen && len(out.times) == 1 && namedSeason.MatchString(out.times[0].Text) {
		season := namedSeason.FindString(out.times[0].Text)
		out.words, out.times = []word{{text: season, name: true, naming: true, gap: "words"}}, nil // 今年汛期是哪天到哪天
	}
	out.unitsFromWords()
	for _, u := range out.units {
		out.words = append(out.words, d.unitWord(u, s.Roster))
	}
	out.partAlternatives()
	for i := range out.words {
		d.weighIn(out, &out.words[i])
	}
}

// partStrays takes the characters that nothing explains out of the words.
func (q *query) partStrays() {
	q.words = slices.DeleteFunc(q.words, func(w word) bool {
		if w.stray {
			q.strays += w.text
		}
		return w.stray
	})
}

// namedSeason is a time of the year whose days are asked for, not given.
var namedSeason = pattern.MustCompile(`[^今明去本年\P{Han}]{1,3}(?:期|季|节|假)$`)

// tieObjects finds what a verb of one character is said of: the content word right behind it.
func (q *query) tieObjects() {
	for i := range q.words {
		w := &q.words[i]
		if w.itself() {
			continue
		}
		for _, o := range q.words {
			if o.class == content && runes(o.text) > 1 && (strings.Contains(q.text, w.text+o.text) || q.kind == askWhen && strings.HasSuffix(q.text, w.text) && reported.MatchString(o.text)) {
				w.object = o.text
			}
		}
	}
}

// reported is what is handed in: 进展每月几号报.
var reported = pattern.MustCompile(`(?:进展|进度|情况|材料|总结|报告|台账|信息)$`)

// partAlternatives keeps one word of a document from meeting two of the question: in 意见怎么反馈 neither stands for the other.
func (q *query) partAlternatives() {
	for i := range q.words {
		w := &q.words[i]
		if slices.ContainsFunc(q.words, func(o word) bool { return slices.Contains(w.alts, o.text) }) {
			w.alts = slices.DeleteFunc(slices.Clone(w.alts), func(a string) bool {
				return slices.ContainsFunc(q.words, func(o word) bool { return o.text == a && runes(a) > 1 })
			})
		}
	}
}

// headcount asks for the population of a place: 全市有多少人.
var headcount = pattern.MustCompile(`^(?:[全我本]?[区县市镇省州]|\p{Han}{2,3}[区县市镇])(?:里|里头)?(?:一共|总共|现在)?有?(?:多少|几万)人口?$`)

// howManyAdded counts what is to be added or averaged: 四个镇平均…, 三块湿地加起来….
var howManyAdded = pattern.MustCompile(`([两二三四五六七八九十]|\d+)(?:[` + measureWords + `个项类样者]|大块)`)

// yearsMeant counts the years that a question means, which a document need not count: 这三年, 近两年, 三年中.
var yearsMeant = pattern.MustCompile(`(?:这|近|最近|过去|头|前|往后|今后|未来)[一两二三四五六七八九十\d]+年(?:来|里|间|内|中)?|(?:年|\d|、|和)[两二三四五六七八九十]年|^[两二三四五六七八九十]年(?:里|间|中|来)`)

func blanked(s string) string { return strings.Repeat(" ", len(s)) }

// each asks the same of each of several things.
const each = `每[个条项家]|各[个条项家]|分别`

var pluralAsk = pattern.MustCompile(`哪些|哪几|分别|都有|几个|所有|全部|各`)

func joined(ws []word) []string {
	var out []string
	for _, w := range ws {
		if w.class != faint {
			out = append(out, w.text)
		}
	}
	return out
}

// predicate is the last content word of the question: what is asked to have come about.
func (q *query) predicate() *word {
	var out *word
	at := -1
	for i := range q.words {
		if w := &q.words[i]; w.class == content {
			if k := strings.LastIndex(q.text, w.text); k > at {
				out, at = w, k
			}
		}
	}
	return out
}

// ofMatter reports whether a question names more than who answers for it.
func (q *query) ofMatter() bool {
	return slices.ContainsFunc(q.words, func(w word) bool { return w.class == content && !leadWord.MatchString(w.text) })
}

var leadWord = pattern.MustCompile(`^(?:牵头|负责|主管|主抓|责任|配合|协办|协助|组织|主办|举办|承办|召开|主持)(?:单位|部门|人|主体|的|方)?$|^[抓管归]$`)

// sinceDay counts from a day that is named: 从7月6日到专家审查还有几天.
var sinceDay = pattern.MustCompile(`(?:^|[从自])\d{1,2}月\d{1,2}[日号](?:起|开始|算起)?(?:到|至|距离?|离)`)

// countFrom takes such a day out of the times asked about.
func (q *query) countFrom() {
	if q.kind != askLeft || len(q.times) == 0 || !sinceDay.MatchString(q.text) {
		return
	}
	q.since, _ = bounds(q.times[0])
	q.times = q.times[1:]
}
