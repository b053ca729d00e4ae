package store

import (
	"database/sql"
	"fmt"
)

// Vector is what an embedding model made of a text, kept by what was embedded.
type Vector struct {
	SHA   string // of the text, in hex
	Codes []byte // in the maker's form
}

// PutVectors keeps vectors of a model; what is there under the same text is replaced.
func (tx *Tx) PutVectors(model string, list []Vector) error {
	for _, x := range list {
		_, err := tx.exec(`INSERT INTO vector (model, sha256, codes) VALUES (?, ?, ?)
			ON CONFLICT (model, sha256) DO UPDATE SET codes = excluded.codes`, model, x.SHA, x.Codes)
		if err != nil {
			return fmt.Errorf("store: put vectors: %w", err)
		}
	}
	return nil
}

// Vectors finds all that is kept of a model, by the texts' sha.
func (v *View) Vectors(model string) (map[string][]byte, error) {
	out := map[string][]byte{}
	err := v.query(`SELECT sha256, codes FROM vector WHERE model = ?`, []any{model}, func(r *sql.Rows) error {
		var sha string
		var codes []byte
		if err := r.Scan(&sha, &codes); err != nil {
			return err
		}
		out[sha] = codes
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("store: vectors: %w", err)
	}
	return out, nil
}
