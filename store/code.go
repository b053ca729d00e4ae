package store

import (
	"fmt"
	"time"
)

// IssueCode lets whoever says the code once, before it expires, report for a department.
func (tx *Tx) IssueCode(code string, departmentID, by int64, expires time.Time) error {
	_, err := tx.exec(`INSERT INTO bind_code (code, department_id, issued_by, expires_at) VALUES (?, ?, ?, ?)`, code, departmentID, by, stamp(expires))
	if err != nil {
		return fmt.Errorf("store: issue code: %w", err)
	}
	return nil
}

// HasCode reports whether a code was ever issued.
func (v *View) HasCode(code string) (bool, error) {
	var n int
	err := v.one(`SELECT count(*) FROM bind_code WHERE code = ?`, []any{code}, &n)
	return n > 0, err
}

// CodeOf is the department of a code, used or not; [ErrNotFound] for one that was never issued.
func (v *View) CodeOf(code string) (Department, error) {
	var department int64
	if err := v.one(`SELECT department_id FROM bind_code WHERE code = ?`, []any{code}, &department); err != nil {
		return Department{}, fmt.Errorf("store: code of: %w", err)
	}
	return v.DepartmentByID(department)
}

// UseCode spends a code and binds the member. [ErrState] when it was used or has expired.
func (tx *Tx) UseCode(code string, memberID int64) (Department, error) {
	var department, by int64
	if err := tx.one(`SELECT department_id, issued_by FROM bind_code WHERE code = ?`, []any{code}, &department, &by); err != nil {
		return Department{}, fmt.Errorf("store: use code: %w", err)
	}
	err := tx.change(`UPDATE bind_code SET used_by = ?1, used_at = ?2 WHERE code = ?3 AND used_at IS NULL AND expires_at > ?2`, memberID, stamp(tx.now), code)
	if err != nil {
		return Department{}, fmt.Errorf("store: use code: %w", ErrState)
	}
	d, err := tx.DepartmentByID(department)
	if err != nil {
		return d, err
	}
	return d, tx.GrantBinding(memberID, department, by)
}
