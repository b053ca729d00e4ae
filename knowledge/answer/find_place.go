package answer

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"liangshan/knowledge/units"
)

// seat is the district that a document comes from; "" where it names none.
func (d *Doc) seat() string { return units.Place(d.Outline.Issuer, d.Outline.Title) }

// seatName is the district's name without its level: 青川.
func (d *Doc) seatName() string { return strings.TrimRight(fold(d.seat()), "区县市旗") }

// guestsAmong are the documents of other districts than the house's: the one that most
// documents come from, of as many the one that came in last. What a place writes that
// the others lie in holds for all of them.
func guestsAmong(docs []*Doc) map[*Doc]bool {
	of, last := map[string]int{}, map[string]int64{}
	for _, d := range docs {
		if at := d.seat(); at != "" && !isAbove(at, docs) {
			of[at]++
			last[at] = max(last[at], d.ID)
		}
	}
	if len(of) < 2 {
		return nil
	}
	seats := slices.Collect(maps.Keys(of))
	house := slices.MaxFunc(seats, func(a, b string) int { return cmp.Or(of[a]-of[b], cmp.Compare(last[a], last[b])) })
	out := map[*Doc]bool{}
	for _, d := range docs {
		if at := d.seat(); of[at] > 0 && at != house {
			out[d] = true
		}
	}
	return out
}

// isAbove reports whether another document's district lies in a place: 重庆市, of 重庆市荣昌区.
func isAbove(place string, docs []*Doc) bool {
	return slices.ContainsFunc(docs, func(d *Doc) bool {
		return d.seat() != place && strings.Contains(d.Outline.Issuer+d.Outline.Title, place)
	})
}

// guest reports whether a document is of another district than the house's, where the
// question and its conversation are about no document, and name no guest's district.
func (s *Shelf) guest(q *query, d *Doc) bool {
	if !s.desk.guests[d] || q.doc != nil || len(q.home) > 0 {
		return false
	}
	return !slices.ContainsFunc(s.desk.away, func(name string) bool { return strings.Contains(q.text, name) })
}

// namesOfGuests are the names of the districts that guests come from, each once.
func namesOfGuests(guests map[*Doc]bool) []string {
	var out []string
	for d := range guests {
		if n := d.seatName(); !slices.Contains(out, n) {
			out = append(out, n)
		}
	}
	return out
}

// guestsLast orders two sentences: those of the house's documents first.
func (s *Shelf) guestsLast(q *query, a, b int) int {
	rank := func(id int) int {
		if s.guest(q, s.desk.passageAt(id).doc) {
			return 1
		}
		return 0
	}
	return rank(a) - rank(b)
}
