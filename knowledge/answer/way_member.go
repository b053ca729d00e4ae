package answer

import (
	"slices"
	"strings"

	"liangshan/knowledge/outline"
	"liangshan/knowledge/pattern"
	"liangshan/knowledge/segment"
)

const among = `(?:里面|里头|里边|里|之内|以内|内|之中|当中|中|其中)?(?:的?(?:一个|1个|之一|一员))?`

var (
	// standsAmong asks of a place whether it is one of several: 甲镇在不在创建范围里面.
	standsAmong = pattern.MustCompile(`^(?:那么?)?(\p{Han}{2,8}?)(?:到底|究竟|也|现在)?(?:(?:在不在|在没在|算不算|算不|属不属于|是不是|进没进|去没去|包不包[括含]|列没列入|纳没纳入)(?:在|属于|算|进)?([\p{Han}\d]*?)` + among + `(?:吗|呢|没有?)?|(?:在|算|属于|是|进)([\p{Han}\d]*?)` + among + `(?:吗|不|没有?))$`)
	// hasAmong asks it the other way round: 创建范围有没有甲镇.
	hasAmong = pattern.MustCompile(`^(?:那么?)?([\p{Han}\d]*?)` + among + `(?:都|也)?(?:有没有|包不包[括含]|含不含|包[括含]|有)(\p{Han}{2,8}?)(?:在内|在里面)?(?:吗|呢|没有?)?$`)
)

// amongOthers answers whether a place is one of several from what the documents say of
// the several: where they only count them, or list others, what else they tell of the
// place is no answer.
func (s *Shelf) amongOthers(q *query) (Answer, bool) {
	name, of, ok := s.memberAsked(q)
	if !ok {
		return Answer{}, false
	}
	set := s.understand(of, Question{Now: q.at})
	list := s.judge(set)
	if len(list) == 0 || name == "" {
		return Answer{}, false
	}
	best, ok := s.evident(set, list)
	st := &s.desk.sentences[best.id]
	if !ok || s.desk.passages[st.at].clause.Kind == outline.Row || strings.Contains(st.key, name) || !setsOut(st.text) || s.toldOf(name, list, &best) {
		return Answer{}, false
	}
	code := "place"
	if s.desk.has(name) {
		code = "together"
	}
	if i := countsPlaces(&best, st.text); i >= 0 {
		best.best = i
	}
	set.kind = askYes
	return s.refuse(set, &best, Gap{Code: code, Args: []string{name}}), true
}

// toldOf reports whether another sentence that holds as much of the question for the several names the place.
func (s *Shelf) toldOf(name string, list []judged, best *judged) bool {
	return slices.ContainsFunc(list, func(c judged) bool {
		return c.cover >= best.cover-0.01 && strings.Contains(s.desk.sentences[c.id].key, name)
	})
}

// setsOut reports whether a sentence counts several things, or lists them.
func setsOut(text string) bool {
	for _, f := range segment.Quantity(text) {
		if f.Value >= 2 && !measured.MatchString(f.Unit) && nounAfter(text[f.End:]) != "" {
			return true
		}
	}
	_, ok := enumeration(text)
	return ok
}

// countsPlaces is the piece of a sentence that counts places without listing them; -1 if none does.
func countsPlaces(c *judged, text string) int {
	return slices.IndexFunc(c.pieces, func(p segment.Span) bool {
		counted, ok := countedOnly(p.Of(text))
		return ok && placeCounted.MatchString(counted)
	})
}

var placeCounted = pattern.MustCompile(`(?:镇街?|乡镇?|街道|村|社区|区县?|县|市|河流?|湖|水库|地方|地区|片区|园区|省)(?:道)?$`)

// memberAsked is the place that a question asks of, and the question for the several:
// by its own words, else by those of the question before it.
func (s *Shelf) memberAsked(q *query) (name, of string, ok bool) {
	text := strings.ReplaceAll(q.text, "，", "")
	if m := standsAmong.FindStringSubmatch(text); m != nil && s.isPlace(m[1]) {
		name, of = m[1], m[2]+m[3]
	} else if m := hasAmong.FindStringSubmatch(text); m != nil && (s.isPlace(m[2]) || placeCounted.MatchString(m[1]) && runes(m[2]) < 4 && !questionWord.MatchString(m[2]) && !asksSomething(m[2])) {
		name, of = m[2], m[1]
	} else if q.prior != nil && s.isPlace(text) && sameSortCounted(q.prior.Text, text) {
		name = text
	}
	switch {
	case name == "":
		return "", "", false
	case of != "":
		return name, of + "是哪些", true
	case q.prior == nil || !severalAsked.MatchString(q.prior.Text):
		return "", "", false
	}
	of, ok = itemsOf("是哪些", q.prior.Text)
	return name, of, ok
}

// severalAsked asks how many or which of a sort there are.
var severalAsked = pattern.MustCompile(`(?:多少|几|哪些|哪\d+)(?:个|条|家|处)?([\p{Han}]{1,4})`)

// sameSortCounted reports whether a question counts or lists the sort that a name ends in: 几个镇街, 万灵镇.
func sameSortCounted(earlier, name string) bool {
	m := severalAsked.FindStringSubmatch(earlier)
	rs := []rune(name)
	return m != nil && strings.ContainsRune(m[1], rs[len(rs)-1])
}

// isPlace reports whether a text is the name of a place, or what a name of the documents begins with.
func (s *Shelf) isPlace(text string) bool {
	if asksSomething(text) {
		return false
	}
	if namesPlace(text) {
		return true
	}
	return slices.ContainsFunc(s.desk.names(), func(n string) bool {
		return strings.HasPrefix(n, text) && runes(n) == runes(text)+1 && properName.MatchString(n)
	})
}
