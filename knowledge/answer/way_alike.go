package answer

import (
	"slices"
	"strings"
)

// asNamedAlike answers a question that was refused for a place that no document has,
// where one place of theirs differs from it in a single character: it says so first,
// and answers for that one. What the documents do not say of it either stays refused.
func (s *Shelf) asNamedAlike(text string, q Question, refused *Answer) (Answer, bool) {
	if refused.Kind != NotIn || len(refused.Missing) != 1 || refused.Missing[0].Code != "place" || len(refused.Missing[0].Args) != 1 {
		return Answer{}, false
	}
	name := refused.Missing[0].Args[0]
	like, ok := s.desk.nameLike(name)
	if !ok || !strings.Contains(text, name) {
		return Answer{}, false
	}
	out := s.reply(strings.ReplaceAll(text, name, like), q)
	if out.Kind == NotIn || out.Kind == Declined {
		return Answer{}, false
	}
	out.Kind = Partly
	out.Lines = append([]Line{{Code: NamedAlike, Args: []string{name, like}}}, out.Lines...)
	return out, true
}

// nameLike is the one name of the documents that is as long as w, ends like it, and
// differs from it in one character: 濑溪河, of 卖溪河.
func (d *desk) nameLike(w string) (string, bool) {
	rs := []rune(w)
	if tables.noun[placeKind.ReplaceAllString(w, "")] {
		return "", false // a real place, as 南川区
	}
	found := ""
	for _, n := range d.names() {
		ns := []rune(n)
		if len(ns) != len(rs) || len(rs) < 3 || ns[len(ns)-1] != rs[len(rs)-1] || !placeKind.MatchString(n) || differing(ns, rs) != 1 || !d.has(n) {
			continue
		}
		if _, whole := slices.BinarySearch(d.names(), string(ns[1:])); whole && ns[0] != rs[0] {
			continue // 黑龙潭水库 is no 龙潭水库 with a slip in front
		}
		if found != "" {
			return "", false
		}
		found = n
	}
	return found, found != ""
}

func differing(a, b []rune) int {
	n := 0
	for i := range a {
		if a[i] != b[i] {
			n++
		}
	}
	return n
}
