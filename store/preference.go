package store

import (
	"errors"
	"fmt"
)

// Lights are the numbers of the rule by which tasks get their colours.
type Lights struct {
	Near  int     `json:"near"`  // days ahead at which an open task turns yellow
	Slack float64 `json:"slack"` // percentage points that a task may be behind 序时进度
}

// Imprint is who gets an office's documents, as their feet say: 版记.
type Imprint struct {
	To []string `json:"to,omitempty"` // 简报, 专报: 报…, 送…, 发…, each without its full stop
	CC string   `json:"cc,omitempty"` // 通报: whom it is copied to
}

// SetLights changes the rule of the lights.
func (tx *Tx) SetLights(l Lights, by int64) error { return tx.prefer("lights", l, by) }

// Lights is the rule of the lights as a coordinator set it; false where nobody did.
func (v *View) Lights() (l Lights, set bool, err error) {
	set, err = v.preferred("lights", &l)
	return l, set, err
}

// SetImprint changes the feet of documents.
func (tx *Tx) SetImprint(p Imprint, by int64) error { return tx.prefer("imprint", p, by) }

// Imprint is the feet of documents as a coordinator set it, the zero one where nobody did.
func (v *View) Imprint() (p Imprint, err error) {
	_, err = v.preferred("imprint", &p)
	return p, err
}

func (tx *Tx) prefer(key string, value any, by int64) error {
	text, err := jsonText(value)
	if err != nil {
		return err
	}
	if _, err := tx.insert(`INSERT INTO preference (key, value, set_by, set_at) VALUES (?, ?, ?, ?)`, key, text, by, stamp(tx.now)); err != nil {
		return fmt.Errorf("store: prefer %s: %w", key, err)
	}
	return nil
}

func (v *View) preferred(key string, to any) (bool, error) {
	err := v.one(`SELECT value FROM preference WHERE key = ? ORDER BY id DESC LIMIT 1`, []any{key}, scanJSON{to})
	if errors.Is(err, ErrNotFound) {
		return false, nil
	}
	if err != nil {
		return false, fmt.Errorf("store: preferred %s: %w", key, err)
	}
	return true, nil
}

// Issue is the number of a 简报 or 专报 of a year, 0 where none was given. The span is
// its key, with what the document is about.
func (v *View) Issue(kind, span string) (int, error) {
	var n int
	err := v.one(`SELECT number FROM issue WHERE kind = ? AND span = ?`, []any{kind, span}, &n)
	if err != nil && !errors.Is(err, ErrNotFound) {
		return 0, fmt.Errorf("store: issue of %s: %w", span, err)
	}
	return n, nil
}

// NextIssue is the number that a document of a year would get.
func (v *View) NextIssue(kind string, year int) (int, error) {
	var n int
	if err := v.one(`SELECT coalesce(max(number), 0) + 1 FROM issue WHERE kind = ? AND year = ?`, []any{kind, year}, &n); err != nil {
		return 0, fmt.Errorf("store: next issue: %w", err)
	}
	return n, nil
}

// SetIssue gives a document its number. [ErrConflict] when another of the year bears it.
func (tx *Tx) SetIssue(kind, span string, year, number int) error {
	_, err := tx.exec(`INSERT INTO issue (kind, span, year, number) VALUES (?, ?, ?, ?) ON CONFLICT (kind, span) DO UPDATE SET year = excluded.year, number = excluded.number`, kind, span, year, number)
	if err != nil {
		return fmt.Errorf("store: issue of %s: %w", span, err)
	}
	return nil
}
