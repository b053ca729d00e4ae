package answer

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"liangshan/knowledge/outline"
	"liangshan/knowledge/pattern"
	"liangshan/knowledge/segment"
	"liangshan/knowledge/when"
)

// candidate is a sentence that may answer.
type candidate struct {
	id     int
	met    []float64 // per word of the query: how well it is met, 0 to 1
	inside []float64 // the same, by the sentence alone
	cover  float64   // weighted share of the words that are met
	pieces []segment.Span
	keys   []string // folded pieces
	best   int      // the piece that answers; -1 if none fits the kind of question
	score  float64
	times  []when.Expr // of the sentence, once asked for
	timed  bool
}

const mostCandidates = 48

// candidates ranks the sentences that share words with the question, best first.
func (d *desk) candidates(q *query) []candidate {
	t := tally{sum: make([]float64, len(d.sentences)), byPassage: make([]float64, len(d.passages))}
	for i := range q.words {
		d.spread(&q.words[i], 1, &t)
	}
	for i := range q.context {
		d.spread(&q.context[i], 0.3, &t)
	}
	d.fromIndex(q, t.byPassage)
	for p, v := range t.byPassage {
		if v == 0 {
			continue
		}
		for id := d.passages[p].first; id < d.passages[p].last; id++ {
			t.sum[id] += 0.5 * v
		}
	}
	ids := top(t.sum, mostCandidates)
	ids = append(ids, d.alike(q, ids)...)
	out := make([]candidate, 0, len(ids))
	for _, id := range ids {
		if d.sentences[id].repeat >= 0 || q.another(d.passageAt(id).doc) {
			continue
		}
		out = append(out, d.weigh(q, id))
	}
	slices.SortStableFunc(out, func(a, b candidate) int { return cmp.Compare(b.score, a.score) })
	return out
}

// labelled begins a line of the tail that fills a form: 抄送：…
var labelled = pattern.MustCompile(`^[\s　（(]*\p{Han}{2,6}[：:]`)

// tally is what sentences and passages have gathered from the question's words.
type tally struct{ sum, byPassage []float64 }

// spread gives a word's weight to the sentences and passages that hold it, once each.
func (d *desk) spread(w *word, share float64, t *tally) {
	var ids []int
	for _, sp := range w.spellings() {
		ids = append(ids, d.where(sp)...)
	}
	slices.Sort(ids)
	last := -1
	for _, id := range slices.Compact(ids) {
		t.sum[id] += share * w.weight
		if p := d.sentences[id].at; p != last {
			t.byPassage[p] += share * w.weight
			last = p
		}
	}
}

// fromIndex lets passages in that resemble the question by character pairs.
func (d *desk) fromIndex(q *query, byPassage []float64) {
	for i, h := range d.index.Search(q.text, 12) {
		if p, ok := d.byID[h.ID]; ok {
			byPassage[p] += 1 / float64(i+2)
		}
	}
}

// mostAlike bounds the sentences that are let in by likeness in meaning.
const mostAlike = 24

// alike lists sentences of the passages that resemble the question in meaning,
// beside those in view. They crowd nobody out, and count by their words alone.
func (d *desk) alike(q *query, have []int) []int {
	if q.alike == nil {
		return nil
	}
	var out []int
	for _, entry := range q.alike(q.text) {
		at, ok := d.byID[entry]
		if !ok {
			continue
		}
		for id := d.passages[at].first; id < d.passages[at].last && len(out) < mostAlike; id++ {
			if !slices.Contains(have, id) {
				out = append(out, id)
			}
		}
	}
	return out
}

// top lists the k places with the highest sums, the highest first; of equals the first.
func top(sum []float64, k int) []int {
	var ids []int
	for id, v := range sum {
		if v == 0 || len(ids) == k && v <= sum[ids[k-1]] {
			continue
		}
		at, _ := slices.BinarySearchFunc(ids, v, func(o int, v float64) int {
			if sum[o] >= v {
				return -1
			}
			return 1
		})
		ids = slices.Insert(ids, at, id)
		ids = ids[:min(k, len(ids))]
	}
	return ids
}

// weigh judges one sentence against the question.
func (d *desk) weigh(q *query, id int) candidate {
	st := &d.sentences[id]
	p := &d.passages[st.at]
	c := candidate{id: id, best: -1, pieces: piecesOf(st, p)}
	for _, sp := range c.pieces {
		key := bare(sp.Of(st.text))
		if st.subjectless(sp.Of(st.text)) {
			key = st.of + key
		}
		if aside.MatchString(sp.Of(st.text)) {
			key += "\x00" + bare(aside.ReplaceAllString(sp.Of(st.text), "")) // 村（社区）级林长 is 村级林长 too
		}
		c.keys = append(c.keys, key)
	}
	total, got, own := 0.0, 0.0, 0.0
	for i := range q.words {
		in := max(metIn(&q.words[i], st.key), metIn(&q.words[i], st.of))
		if in < metAlt && aside.MatchString(st.text) {
			in = max(in, metIn(&q.words[i], bare(aside.ReplaceAllString(st.text, ""))))
		}
		if q.words[i].trouble {
			in = troubleIn(in, st.text)
		}
		all := max(in, d.around(&q.words[i], p, id))
		if in == 0 && q.words[i].gap == "place" && sameSort(&q.words[i], st.key) {
			all = 0 // the sentence is of another river
		}
		c.inside, c.met = append(c.inside, in), append(c.met, all)
	}
	c.withoutObject(q)
	for i := range q.words {
		w, in, all := &q.words[i], c.inside[i], c.met[i]
		total += w.weight
		got += w.weight * all
		own += w.weight * in
	}
	if total > 0 {
		c.cover = got / total
		c.score = 0.7*c.cover + 0.3*own/total
	}
	c.score += d.placeBonus(q, id, own > 0) + d.contextBonus(q, id, p)
	return c
}

// placeBonus prefers a sentence by where it stands: one that names what the rest of its
// passage tells, before a title or a signature. named: it has a word of the question.
func (d *desk) placeBonus(q *query, id int, named bool) float64 {
	st := &d.sentences[id]
	p := &d.passages[st.at]
	bonus := 0.0
	if q.kind == askHow && id == p.first && runes(st.text) <= 24 && named && p.last-p.first > 1 {
		bonus += 0.15 // it names what the rest of the passage tells
	}
	if p.clause.Kind == outline.Heading && len(q.words) > 0 && d.slight(q, st.key) {
		bonus -= 0.2 // it only mentions the matter
	}
	if lead := st.lead; lead != id && len(q.words) > 0 && runes(d.sentences[lead].text) <= 16 {
		bonus += 0.05 * d.shareIn(q, d.sentences[lead].key)
	}
	if id == st.lead && runes(st.text) <= 16 && section.MatchString(q.text) && named {
		bonus += 0.3 // the part is asked for by its lead
	}
	switch p.clause.Kind {
	case outline.Head:
		bonus -= 0.45 // a title says what a document is about, nothing of it
	case outline.Tail:
		if !strings.HasSuffix(strings.TrimSpace(st.text), "。") || labelled.MatchString(st.text) {
			bonus -= 0.2 // who signs and gets copies; what is said to the reader tells as much as any sentence
		}
	}
	return bonus
}

// sameSort reports whether a sentence names a river or a town, for a word that names another.
func sameSort(w *word, key string) bool {
	tail, n := utf8.DecodeLastRuneInString(w.text)
	i := strings.IndexRune(key, tail)
	return strings.ContainsRune("河江湖溪镇乡旗", tail) && i >= 2*n && len(w.text) > 2*n && nameIn.MatchString(key[:i+n])
}

// shareIn is the weighted share of the question's words that a text has.
func (d *desk) shareIn(q *query, key string) float64 {
	total, got := 0.0, 0.0
	for i := range q.words {
		w := &q.words[i]
		total += w.weight
		got += w.weight * met(w, key)
	}
	return got / total
}

// withoutObject takes back a verb of one character (报, 发, 开) that the sentence has
// without what it is asked to do it to: 申报材料 is no 报进展.
func (c *candidate) withoutObject(q *query) {
	for i := range q.words {
		object := slices.IndexFunc(q.words, func(o word) bool { return o.text == q.words[i].object })
		if object >= 0 && c.inside[i] >= wordMet && c.inside[object] < wordMet {
			c.inside[i] = 0
			c.met[i] = min(c.met[i], metLater)
		}
	}
}

// aside is what stands in brackets inside a name.
var aside = pattern.MustCompile(`（[\p{Han}、]{1,6}）`)

func piecesOf(st *sentence, p *passage) []segment.Span {
	if p.clause.Kind == outline.Row {
		return []segment.Span{{Start: 0, End: len(st.text)}}
	}
	return whole(st.text, segment.Clauses(st.text))
}

// whole joins what a list of days was cut into: 每月10日、25日前.
func whole(text string, pieces []segment.Span) []segment.Span {
	var out []segment.Span
	for _, sp := range pieces {
		if n := len(out); n > 0 && dayAndMore.MatchString(out[n-1].Of(text)) && dayFirst.MatchString(sp.Of(text)) {
			out[n-1].End = sp.End
			continue
		}
		out = append(out, sp)
	}
	return out
}

var (
	dayAndMore = pattern.MustCompile(`[\d一二三四五六七八九十][日月]?、$`)
	dayFirst   = pattern.MustCompile(`^[\d一二三四五六七八九十]+[日月]`)
)

// around is how well a word is met by what stands round sentence id: headings,
// title, and what was said before it in the passage. What comes after counts for little.
func (d *desk) around(w *word, p *passage, id int) float64 {
	if w.name && runes(w.text) == 1 {
		return 0 // too short to be told from a part of other words
	}
	m := max(metLater*met(w, p.key), metHead*met(w, p.head), metTitle*met(w, p.title))
	if m < metTopic && w.topics[p.doc] {
		m = metTopic
	}
	lead := d.sentences[id].lead
	for i := p.first; i < id && m < metLead; i++ {
		share := metPassage
		switch {
		case (i == p.first || i == lead) && runes(d.sentences[i].text) <= 16:
			share = metLead
		case i < lead && i > p.first:
			share = metApart
		}
		m = max(m, share*met(w, d.sentences[i].key))
	}
	return m
}

// contextBonus prefers what the conversation is about.
func (d *desk) contextBonus(q *query, id int, p *passage) float64 {
	st := &d.sentences[id]
	bonus := 0.0
	switch {
	case q.near[st.at] && q.kind == askWho && !q.ofMatter():
		bonus += 0.8 // 责任单位是哪些: of what was just shown
	case q.near[st.at] && afterwards.MatchString(q.text) && !needsFit(q.kind):
		bonus += 0.5 // what came of what was just shown
	case q.near[st.at]:
		bonus += 0.12
	}
	if len(q.context) == 0 {
		return bonus
	}
	total, got := 0.0, 0.0
	for i := range q.context {
		w := &q.context[i]
		total += w.weight
		got += w.weight * max(met(w, st.key), d.around(w, p, id))
	}
	if total > 0 {
		bonus += 0.25 * got / total
	}
	return bonus
}

// slight reports whether the question's words are a small part of a heading.
func (d *desk) slight(q *query, key string) bool {
	n := 0
	for i := range q.words {
		if w := &q.words[i]; met(w, key) >= wordMet {
			n += runes(w.text)
		}
	}
	return n*10 < runes(key)*3
}
