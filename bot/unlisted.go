package bot

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"liangshan/knowledge/pattern"
	"liangshan/store"
)

// Units that documents name and the roster does not have: nobody can report for
// them, nor be missed, until a coordinator enters them.

// unlisted names them, of one document or of all (0), in the order of the register.
func unlisted(v *store.View, document int64) ([]string, error) {
	tasks, err := v.Tasks(store.TaskFilter{Document: document})
	if err != nil {
		return nil, err
	}
	known, err := rosterNames(v)
	if err != nil {
		return nil, err
	}
	var out []string
	for _, t := range tasks {
		for _, u := range t.Units {
			if u.Kind == "unknown" && isUnitName(u.Name) && !known[u.Name] && !slices.Contains(out, u.Name) {
				out = append(out, u.Name)
			}
		}
	}
	return out, nil
}

// rosterNames are all names by which the roster knows its units.
func rosterNames(v *store.View) (map[string]bool, error) {
	list, err := v.Departments()
	known := map[string]bool{}
	for _, d := range list {
		for _, n := range append([]string{d.Name}, append(d.Short, d.Old...)...) {
			known[n] = true
		}
	}
	return known, err
}

var townEnding = pattern.MustCompile(`(镇|乡|街道)$`)

// unitName is what a unit's full name looks like: 区治水专班 too; 各镇街 is no unit.
var unitName = pattern.MustCompile(`^\p{Han}[\p{Han}“”（）]{2,19}$`)

func isUnitName(name string) bool {
	return unitName.MatchString(name) && !strings.HasPrefix(name, "各")
}

func departmentNamed(name string) store.DepartmentNames {
	kind := "department"
	if townEnding.MatchString(name) {
		kind = "town"
	}
	return store.DepartmentNames{Department: store.Department{Name: name, Kind: kind}}
}

var addingUnits = pattern.MustCompile(`(?s)^(?:请)?(?:新增|增加|添加)(?:填报|责任|牵头)?单位\s*[:：]?\s*(.+)$`)

func isUnitOrder(m Message, _ standing) bool {
	return m.What == said && m.Command == "" && !asks(m.Text) && addingUnits.MatchString(bare(m.Text))
}

// entered is what became of units that a coordinator wants in the roster.
type entered struct{ Added, Known, Odd []string }

// addUnits enters the units that a coordinator names.
func (b *Bot) addUnits(_ context.Context, m Message, _ standing) (work, error) {
	names := strings.FieldsFunc(addingUnits.FindStringSubmatch(bare(m.Text))[1], func(r rune) bool { return strings.ContainsRune("、，,；; \n\t", r) })
	return func(tx *store.Tx) error {
		done, err := enterUnits(tx, m, names)
		if err != nil {
			return err
		}
		return b.say(tx, m, note{words: "units.entered", data: done})
	}, nil
}

func enterUnits(tx *store.Tx, m Message, names []string) (done entered, err error) {
	known, err := rosterNames(&tx.View)
	if err != nil {
		return done, err
	}
	for _, name := range names {
		switch {
		case known[name]:
			done.Known = append(done.Known, name)
		case !isUnitName(name):
			done.Odd = append(done.Odd, name)
		default:
			if _, err := tx.PutDepartment(departmentNamed(name)); err != nil {
				return done, err
			}
			known[name] = true
			done.Added = append(done.Added, name)
		}
	}
	if len(done.Added) == 0 {
		return done, nil
	}
	return done, tx.Log(m.From.ID, "roster.units", "roster", map[string][]string{"added": done.Added})
}

// unlistedButton offers to enter what a document names.
func unlistedButton(document int64, names []string) [][]button {
	if len(names) == 0 {
		return nil
	}
	return [][]button{{{mustLine("button.units"), fmt.Sprintf("units:%d", document)}}}
}

// pressUnits enters what a document names and the roster does not have.
func (b *Bot) pressUnits(m Message, s standing, arg string) (work, error) {
	document, err := strconv.ParseInt(arg, 10, 64)
	if err != nil {
		return b.toasts(m, "toast.gone", nil), nil
	}
	if s.role < coordinator {
		return b.toasts(m, "toast.coordinators", nil), nil
	}
	return func(tx *store.Tx) error {
		names, err := unlisted(&tx.View, document)
		if err != nil {
			return err
		}
		if len(names) == 0 {
			return b.toast(tx, m, "toast.already", nil)
		}
		done, err := enterUnits(tx, m, names)
		return errors.Join(err, b.toast(tx, m, "", nil), b.say(tx, m, note{words: "units.entered", data: done}))
	}, nil
}
