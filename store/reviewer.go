package store

import (
	"fmt"
)

// FlagMadeUp marks an update as 补报: made up for a period that was over.
const FlagMadeUp = "made_up"

// FlagStandIn marks an update of somebody who is registered for no department,
// written in the department's topic: the department confirms it.
const FlagStandIn = "stand_in"

// SetReviewer makes a member review a department's updates; 0 takes the review away.
func (tx *Tx) SetReviewer(departmentID, memberID int64) error {
	q, args := `DELETE FROM reviewer WHERE department_id = ?`, []any{departmentID}
	if memberID != 0 {
		q, args = `INSERT INTO reviewer (department_id, member_id) VALUES (?, ?) ON CONFLICT (department_id) DO UPDATE SET member_id = excluded.member_id`, []any{departmentID, memberID}
	}
	if _, err := tx.exec(q, args...); err != nil {
		return fmt.Errorf("store: set reviewer: %w", err)
	}
	return tx.touch("roster")
}

// Reviewer is who reviews a department's updates; [ErrNotFound] when nobody does.
func (v *View) Reviewer(departmentID int64) (Member, error) {
	var m Member
	err := v.one(`SELECT m.id, m.name, m.username FROM reviewer r JOIN member m ON m.id = r.member_id WHERE r.department_id = ?`, []any{departmentID},
		&m.ID, &m.Name, &m.Username)
	if err != nil {
		return m, fmt.Errorf("store: reviewer of %d: %w", departmentID, err)
	}
	return m, nil
}

// Submit notes that a draft's sender confirmed it and its reviewer is to look at
// it; it stays a draft until then. [ErrState] when it is none, or was submitted before.
func (tx *Tx) Submit(reportID, by int64) error {
	err := tx.change(`UPDATE report SET submitted_at = ?, submitted_by = ? WHERE id = ? AND state = 'draft' AND submitted_at IS NULL`, stamp(tx.now), by, reportID)
	if err != nil {
		return fmt.Errorf("store: submit %d: %w", reportID, ErrState)
	}
	return tx.touch("record")
}
