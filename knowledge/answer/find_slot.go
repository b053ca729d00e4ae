package answer

import (
	"slices"
	"strings"

	"liangshan/knowledge/pattern"
)

// slot is the open place of a question that stands behind a preposition: 跟[哪个学校]合作,
// 弃土运往[哪里]. What a sentence has in the same place answers it, whatever sort of thing that is.
type slot struct {
	preps  []string // folded; of the kind that the question has
	sort   string   // what is asked for by its sort: 学校
	before string   // the question up to the preposition
	behind string   // the question from there on
}

// slotAsked finds the open place and what leads to it.
var slotAsked = pattern.MustCompile(`(和|与|跟|同|向|由|被|在|于|到|至|往|去|赴|给|从|自)(?:谁|哪(?:里|儿|位|一?个|一?家|一?所|一?处|些|几个|几家|几所)|什么地方|何[处地]|什么)`)

// prepositions are those that may stand for one another.
var prepositions = [][]string{{"与", "和", "同", "跟"}, {"向", "给"}, {"由"}, {"被"}, {"在", "于"}, {"到", "至", "往", "去", "赴"}, {"从", "自"}}

// openSlot is the open place of a question; false if no preposition leads to it.
func (q *query) openSlot() (slot, bool) {
	m := slotAsked.FindStringSubmatchIndex(q.text)
	if m == nil {
		return slot{}, false
	}
	out := slot{before: q.text[:m[2]], behind: q.text[m[1]:]}
	prep := q.text[m[2]:m[3]]
	kin := slices.IndexFunc(prepositions, func(list []string) bool { return slices.Contains(list, prep) })
	out.preps = prepositions[kin]
	for i := range q.words {
		if w := &q.words[i]; w.class == content && strings.HasPrefix(out.behind, w.text) && placeless.MatchString(q.text[m[3]:m[1]]) {
			out.sort = w.text
		}
	}
	return out, true
}

// placeless asks which of a sort.
var placeless = pattern.MustCompile(`[个家所些位]$|什么$`)

// fillsSlot reports whether a piece has in the open place something that the question does
// not name, and round it the question's own words.
func (q *query) fillsSlot(sl slot, key string) bool {
	for _, prep := range sl.preps {
		for rest := key; ; {
			_, after, ok := strings.Cut(rest, prep)
			if !ok {
				break
			}
			rest = after
			if q.filled(sl, key[:len(key)-len(after)], after) {
				return true
			}
		}
	}
	return false
}

// filled reports whether what stands behind a preposition fills the place: up to a word that
// stands behind it in the question too, or to the end, where the question names what stands before.
func (q *query) filled(sl slot, before, after string) bool {
	bounded := false
	for i := range q.words {
		w := &q.words[i]
		if w.class != content || w.text == sl.sort || !strings.Contains(sl.behind, w.text) {
			continue
		}
		bounded = true
		if at := firstOf(after, w.spellings()); at >= len("某地") && at <= longestFilling {
			return !digit.MatchString(after[:at])
		}
	}
	return !bounded && len(after) >= len("某地") && slices.ContainsFunc(q.words, func(w word) bool {
		return w.class == content && strings.Contains(sl.before, w.text) && metIn(&w, before) >= wordMet
	})
}

// longestFilling bounds what is taken for a name, in bytes.
const longestFilling = len("某") * 24

// firstOf is where the first of several words stands in a text; -1 if none does.
func firstOf(text string, words []string) int {
	out := -1
	for _, w := range words {
		if at := strings.Index(text, w); at >= 0 && (out < 0 || at < out) {
			out = at
		}
	}
	return out
}

// fillsOpen gives a candidate the fit of what fills the question's open place, and leaves
// the sort of thing asked for untold: 西南大学 need not be called 学校.
func (q *query) fillsOpen(j *judged) bool {
	sl, ok := q.openSlot()
	if !ok {
		return false
	}
	for i := range q.words {
		if w := &q.words[i]; w.class == content && !w.spare && w.text != sl.sort && j.inside[i] < wordMet {
			return false
		}
	}
	at := slices.IndexFunc(j.keys, func(key string) bool { return q.fillsSlot(sl, key) })
	if at < 0 {
		return false
	}
	if needsFit(q.kind) && j.fits < fitEnough {
		j.best, j.fits = at, 0.8
	}
	for i := range q.words {
		if q.words[i].text == sl.sort {
			j.met[i] = max(j.met[i], metHead)
		}
	}
	return true
}
