package store

import "fmt"

// KeepRosterChange keeps the changes of a roster sent back, as JSON, until they are confirmed.
func (tx *Tx) KeepRosterChange(by int64, changes any) (int64, error) {
	text, err := jsonText(changes)
	if err != nil {
		return 0, err
	}
	id, err := tx.insert(`INSERT INTO roster_change (by, changes) VALUES (?, ?)`, by, text)
	if err != nil {
		return 0, fmt.Errorf("store: keep roster change: %w", err)
	}
	return id, nil
}

// TakeRosterChange hands out kept changes once; [ErrState] when they were applied before.
func (tx *Tx) TakeRosterChange(id int64, into any) error {
	if err := tx.one(`SELECT changes FROM roster_change WHERE id = ?`, []any{id}, scanJSON{into}); err != nil {
		return fmt.Errorf("store: take roster change %d: %w", id, err)
	}
	if err := tx.change(`UPDATE roster_change SET applied_at = ? WHERE id = ? AND applied_at IS NULL`, stamp(tx.now), id); err != nil {
		return fmt.Errorf("store: take roster change %d: %w", id, ErrState)
	}
	return nil
}
