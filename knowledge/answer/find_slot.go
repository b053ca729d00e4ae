package answer

import (
	"slices"
	"strings"

	"liangshan/knowledge/pattern"
)

// slot is the open place of a question: behind a preposition, 跟[哪个学校]合作, 弃土运往[哪里],
// or before a sort, [哪个]产业. What a sentence has in the same place answers it, whatever that is.
type slot struct {
	preps  []string // of the kind that the question has; none before a sort
	sort   string   // what is asked for by its sort: 学校
	before string   // the question up to the preposition
	behind string   // the question from there on
}

// slotAsked finds the open place and what leads to it.
var slotAsked = pattern.MustCompile(`(和|与|跟|同|向|由|被|在|于|到|至|往|去|赴|给|从|自)(?:谁|哪(?:里|儿|位|一?个|一?家|一?所|一?处|些|几个|几家|几所)|什么地方|何[处地]|什么)`)

// prepositions are those that may stand for one another.
var prepositions = [][]string{{"与", "和", "同", "跟", "暨"}, {"向", "给"}, {"由"}, {"被"}, {"在", "于"}, {"到", "至", "往", "去", "赴"}, {"从", "自"}}

// whichAsked asks for one of a sort.
var whichAsked = pattern.MustCompile(`哪一?[个座条种家处项类所款支片本些位]|什么`)

// openSlot is the open place of a question; false if neither a preposition leads to it nor a sort follows.
func (q *query) openSlot() (slot, bool) {
	if m := slotAsked.FindStringSubmatchIndex(q.text); m != nil {
		out := slot{before: q.text[:m[2]], behind: q.text[m[1]:]}
		prep := q.text[m[2]:m[3]]
		out.preps = prepositions[slices.IndexFunc(prepositions, func(list []string) bool { return slices.Contains(list, prep) })]
		if whichAsked.MatchString(q.text[m[3]:m[1]]) {
			out.sort = q.wordAt(out.behind)
		}
		return out, true
	}
	m := whichAsked.FindStringIndex(q.text)
	if m == nil {
		return slot{}, false
	}
	out := slot{before: q.text[:m[0]], behind: q.text[m[1]:]}
	out.sort = q.wordAt(out.behind)
	return out, out.sort != ""
}

// wordAt is the content word that a text begins with; "" if it begins with none.
func (q *query) wordAt(text string) string {
	i := slices.IndexFunc(q.words, func(w word) bool { return w.class == content && strings.HasPrefix(text, w.text) })
	if i < 0 {
		return ""
	}
	return q.words[i].text
}

// tellsWhich reports whether a text says which of a sort it speaks of, in words that the
// question does not have: 旅游产业, of 哪个产业.
func (q *query) tellsWhich(sort, key string) bool {
	for at := 0; ; at += len(sort) {
		i := strings.Index(key[at:], sort)
		if i < 0 {
			return false
		}
		at += i
		before := []rune(key[:at])
		if n := len(before); n >= 2 {
			of := string(before[n-2:])
			if !strings.ContainsAny(of, joints) && onlyHan.MatchString(of) && !strings.Contains(q.text, of) {
				return true
			}
		}
	}
}

var onlyHan = pattern.MustCompile(`^\p{Han}+$`)

// fillsSlot reports whether a piece has in the open place something that the question does
// not name, and round it the question's own words.
func (q *query) fillsSlot(sl slot, key string) bool {
	if len(sl.preps) == 0 {
		return q.tellsWhich(sl.sort, key)
	}
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

// bodySort begins what only a name of a body or a person answers: 相关部门 is no answer to 哪个部门.
var bodySort = pattern.MustCompile(`^(?:单位|部门|机构|机关|公司|企业|集团|领导|人员|同志|专家|干部|老师|主体)`)

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
	if !ok || bodySort.MatchString(sl.behind) {
		return false
	}
	shared := max(0, runes(sl.sort)-2) // 产业被称为无烟工业, where a document has it as one
	for i := range q.words {
		w := &q.words[i]
		if w.class != content || w.spare || w.text == sl.sort {
			continue
		}
		if j.inside[i] < wordMet {
			return false
		}
		shared += runes(w.text)
	}
	if shared < 2 && len(sl.preps) == 0 {
		return false // 哪个会议每月开 names nothing beside the sort
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
