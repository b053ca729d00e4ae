// Package units knows the names of departments and towns: full, short, old, and
// the words that mean a group of them. Longest match wins. It is pure.
//
// The tour: a Roster is data (New); names.go makes the spellings of each unit and
// the trie over them; find.go reads running text, where a bare stem (林业, 财政)
// is an ordinary word and does not count; cell.go reads unit columns, where it
// does; group.go knows the group words; foreign.go recognises bodies that are
// not in the roster, and keeps 北碚区生态环境局 from being taken for our own;
// elsewhere.go reads the papers of other places.
package units

// Kind sorts units for group words.
type Kind string

// Kinds of unit.
const (
	Department Kind = "department" // 区级部门
	Town       Kind = "town"       // 镇街
	Office     Kind = "office"     // 创建办, 河长办 and the like
	Outside    Kind = "outside"    // 市生态环境局: not of the district
)

// Unit is one body that can lead, support or report.
type Unit struct {
	Name    string   `json:"name"` // the full name as the district writes it: 区林业局
	Kind    Kind     `json:"kind"`
	Aliases []string `json:"aliases,omitempty"` // 林业局, 林业
	Old     []string `json:"old,omitempty"`     // names before a reform: 国土局
	Formal  string   `json:"formal,omitempty"`  // as on a seal: 重庆市荣昌区林业局; its place names are stripped from any unit's name
	Safe    []string `json:"safe,omitempty"`    // aliases without a suffix such as 局 that are still no ordinary word in running text
}

// Mention is a unit, or a group word, found in text.
type Mention struct {
	Name       string   // the unit's full name; for a group, an unknown or an ambiguous unit, the words as written
	Text       string   // verbatim
	Start, End int      // byte offsets
	Group      bool     // 各镇街, 各部门 …: expand only for listing
	Known      bool     // in the roster, and only one unit is meant
	Ambiguous  []string // full names that the words may mean, when more than one
	Elsewhere  bool     // stands in another place's paper: as written, and none of ours
}

// Roster is a set of units with an index over their names. It is read-only and
// safe for concurrent use.
type Roster struct {
	units    []Unit
	prefixes []string // longest first: 重庆市荣昌区, 荣昌区, 区
	places   map[string]bool
	root     *node
	away     bool // reads another place's paper
}

// New builds a roster. Names and aliases may not collide between units, except
// where both are listed as ambiguous: a name that two units list is ambiguous.
// Places are the names of neighbouring districts without 区 or 县 (北碚, 武隆),
// whose offices are not ours.
func New(units []Unit, places ...string) *Roster {
	r := &Roster{units: units, root: &node{}, places: map[string]bool{}}
	for _, p := range places {
		r.places[p] = true
	}
	r.prefixes = prefixesOf(units)
	for i := range units {
		r.addUnit(i)
	}
	return r
}

// All returns the units in the order given.
func (r *Roster) All() []Unit { return r.units }

// Resolve finds the one unit that a name means: full, short or old, with or
// without 区, 荣昌区, 重庆市荣昌区. An ambiguous name resolves to none; Meanings tells its units.
func (r *Roster) Resolve(name string) (Unit, bool) {
	m := r.Meanings(name)
	if len(m) != 1 {
		return Unit{}, false
	}
	return m[0], true
}

// Meanings lists the units that a whole name may mean.
func (r *Roster) Meanings(name string) []Unit {
	var out []Unit
	if r.away && !r.namesUs(name) {
		return nil
	}
	for _, id := range r.lookup(name) {
		out = append(out, r.units[id])
	}
	return out
}

func (r *Roster) mention(ids []int, text string, start, end int) Mention {
	m := Mention{Name: text, Text: text, Start: start, End: end}
	if len(ids) == 1 {
		m.Name, m.Known = r.units[ids[0]].Name, true
		return m
	}
	for _, id := range ids {
		m.Ambiguous = append(m.Ambiguous, r.units[id].Name)
	}
	return m
}
