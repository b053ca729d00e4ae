package store

import (
	"database/sql"
	"fmt"
)

// Department is a body that can lead, support or report: 部门, 镇街, 办.
type Department struct {
	ID   int64
	Name string // full name, as the district writes it
	Kind string // department, town, office, outside
}

// DepartmentNames is a department with the names it goes by.
type DepartmentNames struct {
	Department
	Short []string
	Old   []string
}

// PutDepartment adds a department or brings its kind and names up to date. It returns its id.
func (tx *Tx) PutDepartment(d DepartmentNames) (int64, error) {
	_, err := tx.exec(`INSERT INTO department (name, kind) VALUES (?, ?)
		ON CONFLICT (name) DO UPDATE SET kind = excluded.kind, active = 1`, d.Name, d.Kind)
	if err != nil {
		return 0, fmt.Errorf("store: put department %s: %w", d.Name, err)
	}
	found, err := tx.Department(d.Name)
	if err != nil {
		return 0, err
	}
	if _, err := tx.exec(`DELETE FROM alias WHERE department_id = ?`, found.ID); err != nil {
		return 0, err
	}
	for kind, names := range map[string][]string{"short": d.Short, "old": d.Old} {
		for _, n := range names {
			if _, err := tx.exec(`INSERT OR IGNORE INTO alias (department_id, name, kind) VALUES (?, ?, ?)`, found.ID, n, kind); err != nil {
				return 0, fmt.Errorf("store: put alias %s: %w", n, err)
			}
		}
	}
	return found.ID, tx.touch("roster")
}

// Department finds a department by its full name.
func (v *View) Department(name string) (Department, error) {
	var d Department
	err := v.one(`SELECT id, name, kind FROM department WHERE name = ? AND active = 1`, []any{name}, &d.ID, &d.Name, &d.Kind)
	if err != nil {
		return d, fmt.Errorf("store: department %s: %w", name, err)
	}
	return d, nil
}

// DepartmentByID finds a department by its id.
func (v *View) DepartmentByID(id int64) (Department, error) {
	var d Department
	err := v.one(`SELECT id, name, kind FROM department WHERE id = ?`, []any{id}, &d.ID, &d.Name, &d.Kind)
	if err != nil {
		return d, fmt.Errorf("store: department %d: %w", id, err)
	}
	return d, nil
}

// Departments lists the active ones in the order they were entered, with their names.
func (v *View) Departments() ([]DepartmentNames, error) {
	var out []DepartmentNames
	at := map[int64]int{}
	err := v.query(`SELECT id, name, kind FROM department WHERE active = 1 ORDER BY id`, nil, func(r *sql.Rows) error {
		var d DepartmentNames
		if err := r.Scan(&d.ID, &d.Name, &d.Kind); err != nil {
			return err
		}
		at[d.ID] = len(out)
		out = append(out, d)
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("store: departments: %w", err)
	}
	err = v.query(`SELECT department_id, name, kind FROM alias ORDER BY department_id, rowid`, nil, func(r *sql.Rows) error {
		var id int64
		var name, kind string
		if err := r.Scan(&id, &name, &kind); err != nil {
			return err
		}
		i, ok := at[id]
		switch {
		case !ok:
		case kind == "old":
			out[i].Old = append(out[i].Old, name)
		default:
			out[i].Short = append(out[i].Short, name)
		}
		return nil
	})
	return out, err
}

// StopDepartment takes a department out of the roster, or puts it back. Its records stay.
func (tx *Tx) StopDepartment(name string, stop bool) error {
	if err := tx.change(`UPDATE department SET active = ? WHERE name = ?`, !stop, name); err != nil {
		return fmt.Errorf("store: stop department %s: %w", name, err)
	}
	return tx.touch("roster")
}
