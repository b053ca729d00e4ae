// Package units knows the names of departments and towns: full, short, old, and
// the words that mean a group of them. Longest match wins. It is pure.
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
	Aliases []string `json:"aliases"` // 林业局, 林业
	Old     []string `json:"old"`     // names before a reform: 国土局
}

// Mention is a unit, or a group word, found in text.
type Mention struct {
	Name       string   // the unit's full name; for a group or an unknown unit, the words as written
	Text       string   // verbatim
	Start, End int      // byte offsets
	Group      bool     // 各镇街, 各部门 …: expand only for listing
	Known      bool     // in the roster
	Ambiguous  []string // full names that the words may mean, when more than one
}

// Roster is a set of units with an index over their names.
type Roster struct{ units []Unit }

// New builds a roster. Names and aliases may not collide between units, except where both are listed as ambiguous.
func New(units []Unit) *Roster { return &Roster{units: units} }

// All returns the units in the order given.
func (r *Roster) All() []Unit { return r.units }

// Resolve finds the one unit that a name means: full, short or old, with or without 区, 荣昌区, 重庆市荣昌区.
func (r *Roster) Resolve(name string) (Unit, bool) { return Unit{}, false }

// Find returns the units mentioned in running text, longest match first, in order, not overlapping.
func (r *Roster) Find(text string) []Mention { return nil }

// Cell reads a unit column or a 牵头单位 list: every name in it, known or not, groups kept as groups.
func (r *Roster) Cell(text string) []Mention { return nil }

// Expand lists the units a group word stands for, and whether the word is a closed group (等, 相关 and the like are not).
func (r *Roster) Expand(group string) ([]string, bool) { return nil, false }
