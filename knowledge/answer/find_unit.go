package answer

import (
	"slices"
	"strings"

	"liangshan/knowledge/pattern"
	"liangshan/knowledge/units"
)

// unitsWanted lists the full names that the question asks about: those named, else the asker's.
func (s *Shelf) unitsWanted(q *query) []string {
	var out []string
	for _, m := range q.units {
		switch {
		case len(m.Ambiguous) > 0:
			out = append(out, m.Ambiguous...)
		case m.Known && s.desk.has(bare(m.Name)):
			out = append(out, m.Name)
		default:
			out = append(out, m.Text)
		}
	}
	if len(out) == 0 && q.self != "" && selfAsked.MatchString(q.text) && q.kind == askTasks {
		out = append(out, q.self)
	}
	return out
}

// asWritten is the question with the names of units as they were typed: 林业局, which
// the roster takes for its own district's, may stand in a document of another.
func (q *query) asWritten() (*query, bool) {
	as := *q
	as.units = slices.Clone(q.units)
	changed := false
	for i := range as.units {
		m := &as.units[i]
		if m.Known && m.Text != m.Name && !ownLevel.MatchString(m.Text) {
			m.Known, m.Name, changed = false, m.Text, true
		}
	}
	return &as, changed
}

// ownLevel opens a name that says whose it is: 县林业局, 青川县林业局.
var ownLevel = pattern.MustCompile(`^(?:[省市区县旗]|[\p{Han}]{2,4}[省市区县旗])`)

// unitsMatched lists the names by which rows are found: in a conversation about
// another district's document 林业局 is that district's.
func (s *Shelf) unitsMatched(q *query) []string {
	out := s.unitsWanted(q)
	if len(q.home) == 0 {
		return out
	}
	for _, m := range q.units {
		if !slices.Contains(out, m.Text) {
			out = append(out, m.Text)
		}
	}
	return out
}

// roleOf is the unit's part in a row: lead or support, also through a closed group word such as 各镇街.
func (s *Shelf) roleOf(e *entry, wanted []string) string {
	r := &e.row
	in := func(names []string) bool {
		return slices.ContainsFunc(names, func(n string) bool {
			if slices.ContainsFunc(wanted, func(w string) bool { return s.sameUnit(w, n) || townOf(w, n) && s.knowsTown(e, w) }) {
				return true
			}
			if s.Roster == nil {
				return false
			}
			members, closed := s.Roster.Expand(n)
			return closed && s.ofDistrict(e) && slices.ContainsFunc(wanted, func(w string) bool { return slices.Contains(members, w) })
		})
	}
	switch {
	case in(r.Lead):
		return "lead"
	case in(r.Support):
		return "support"
	}
	return ""
}

// sameUnit reports whether a unit's name in a document is the one asked about. A
// name asked without a level (林业局) is met with any (县林业局); 市 is never 区.
func (s *Shelf) sameUnit(asked, name string) bool {
	if asked == name {
		return true
	}
	if s.Roster != nil {
		a, okA := s.Roster.Resolve(asked)
		b, okB := s.Roster.Resolve(name)
		if okA && okB {
			return a.Name == b.Name
		}
	}
	place, ok := strings.CutSuffix(name, asked)
	return ok && barePlace.MatchString(place) && runes(asked) >= shortestTail || units.Short(bodyName(asked), bodyName(name))
}

// barePlace is the name of a place without its level: 铜梁, of 铜梁高新区管委会.
var barePlace = pattern.MustCompile(`^[^省市区县旗州镇乡]{2,3}$`)

// bodyName drops what a name may end with: 竹园镇人民政府 is 竹园镇.
func bodyName(name string) string {
	for _, end := range []string{"人民政府", "政府", "办事处", "党委"} {
		if rest, ok := strings.CutSuffix(name, end); ok && townName.MatchString(rest) {
			return rest
		}
	}
	return name
}

var townName = pattern.MustCompile(`(?:` + towns + `)$`)

// townOf reports whether the group word speaks of every town and the unit asked about is one.
func townOf(asked, group string) bool {
	return townName.MatchString(asked) && townGroup.MatchString(group)
}

// knowsTown reports whether the entry's document is of the town's own district:
// it names the town, or a document of the roster's district speaks of a town of the roster.
func (s *Shelf) knowsTown(e *entry, town string) bool {
	if e.p == nil {
		return true
	}
	for _, id := range s.desk.where(bare(town)) {
		if s.desk.passageAt(id).doc == e.p.doc {
			return true
		}
	}
	if s.Roster == nil {
		return false
	}
	_, ours := s.Roster.Resolve(town)
	return ours && s.ofDistrict(e)
}

// ofDistrict reports whether the entry's document comes from the roster's district.
func (s *Shelf) ofDistrict(e *entry) bool {
	if e.p == nil {
		return true
	}
	o := e.p.doc.Outline
	for _, u := range s.Roster.All() {
		if place := districtOf.FindStringSubmatch(u.Formal); place != nil {
			return strings.Contains(o.Issuer+o.Title+o.Number, place[1])
		}
	}
	return true
}

// districtOf is 荣昌 of 重庆市荣昌区林业局.
var districtOf = pattern.MustCompile(`(?:省|市|州)([\p{Han}]{2,4})[区县市旗]`)

var townGroup = pattern.MustCompile(`^(?:各|全区各|全县各|全市各)(?:镇街道?|乡镇|镇乡?|街镇|街道|乡)`)

// otherLevel reports whether a sentence names only another level's body: 市生态环境局 for 区生态环境局.
func (s *Shelf) otherLevel(q *query, id int) bool {
	if s.Roster == nil {
		return false
	}
	wanted := s.unitsMatched(q)
	other := false
	for _, m := range s.Roster.Find(s.desk.sentences[id].text) {
		if slices.Contains(wanted, m.Name) || slices.ContainsFunc(m.Ambiguous, func(n string) bool { return slices.Contains(wanted, n) }) {
			return false
		}
		other = other || slices.ContainsFunc(wanted, func(n string) bool { return m.Text != n && strings.Contains(m.Text, strings.TrimLeft(n, "区县市")) })
	}
	return other
}
