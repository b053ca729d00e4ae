package store

import (
	"database/sql"
	"encoding/json"
	"fmt"
	"time"

	"liangshan/store/day"
)

// DocumentState says whether a document speaks for today.
type DocumentState string

// States of a document.
const (
	DocumentCurrent    DocumentState = "current"
	DocumentSuperseded DocumentState = "superseded"
	DocumentRepealed   DocumentState = "repealed"
)

// Document is one version of an imported document.
type Document struct {
	ID       int64
	Key      string // what its versions share: the number, else the title
	Version  int
	State    DocumentState
	SHA256   string
	FileName string
	Number   string // 文号
	Title    string
	Short    string // as cited: 复函
	Issuer   string
	Issued   day.Date // 成文日期
	Sample   bool     // 示例: not an official text
	Outline  json.RawMessage
	Imported time.Time
	By       int64
}

// Passage is one clause of a document. Clause is knowledge's own form of it.
type Passage struct {
	Seq    int
	Place  string
	Text   string
	Clause json.RawMessage
}

// AddDocument stores a new version with its passages and supersedes the current one of the same key.
// The same bytes again are [ErrConflict].
func (tx *Tx) AddDocument(d Document, file []byte, passages []Passage) (Document, error) {
	if _, err := tx.exec(`INSERT INTO document_file (sha256, name, bytes) VALUES (?, ?, ?)`, d.SHA256, d.FileName, file); err != nil {
		return d, fmt.Errorf("store: add document: %w", err)
	}
	if err := tx.one(`SELECT coalesce(max(version), 0) + 1 FROM document WHERE key = ?`, []any{d.Key}, &d.Version); err != nil {
		return d, fmt.Errorf("store: add document: %w", err)
	}
	if _, err := tx.exec(`UPDATE document SET state = 'superseded', ended_at = ? WHERE key = ? AND state = 'current'`, stamp(tx.now), d.Key); err != nil {
		return d, fmt.Errorf("store: add document: %w", err)
	}
	d.State, d.Imported = DocumentCurrent, tx.now
	id, err := tx.insert(`INSERT INTO document (key, version, state, sha256, number, title, short, issuer, issued, sample, outline, imported_at, imported_by)
		VALUES (?, ?, 'current', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		d.Key, d.Version, d.SHA256, d.Number, d.Title, d.Short, d.Issuer, d.Issued.String(), d.Sample, string(d.Outline), stamp(tx.now), d.By)
	if err != nil {
		return d, fmt.Errorf("store: add document: %w", err)
	}
	d.ID = id
	for _, p := range passages {
		if _, err := tx.exec(`INSERT INTO passage (document_id, seq, place, text, clause) VALUES (?, ?, ?, ?, ?)`, id, p.Seq, p.Place, p.Text, string(p.Clause)); err != nil {
			return d, fmt.Errorf("store: add passage %d: %w", p.Seq, err)
		}
	}
	return d, tx.touch("documents")
}

// SetDocument repeals or restores a version.
func (tx *Tx) SetDocument(id int64, state DocumentState) error {
	if err := tx.change(`UPDATE document SET state = ?, ended_at = CASE WHEN ? = 'current' THEN NULL ELSE ? END WHERE id = ?`,
		state, state, stamp(tx.now), id); err != nil {
		return fmt.Errorf("store: set document %d: %w", id, err)
	}
	return tx.touch("documents")
}

const documentSelect = `SELECT d.id, d.key, d.version, d.state, d.sha256, f.name, d.number, d.title, d.short, d.issuer, d.issued, d.sample,
	d.outline, d.imported_at, d.imported_by FROM document d JOIN document_file f ON f.sha256 = d.sha256 `

func documentDest(d *Document) []any {
	return []any{
		&d.ID, &d.Key, &d.Version, &d.State, &d.SHA256, &d.FileName, &d.Number, &d.Title, &d.Short, &d.Issuer,
		scanDay{&d.Issued},
		&d.Sample,
		scanJSON{&d.Outline},
		scanTime{&d.Imported},
		&d.By,
	}
}

// Documents lists every version of every document, by import.
func (v *View) Documents() ([]Document, error) {
	var out []Document
	err := v.query(documentSelect+`ORDER BY d.id`, nil, func(r *sql.Rows) error {
		var d Document
		if err := r.Scan(documentDest(&d)...); err != nil {
			return err
		}
		out = append(out, d)
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("store: documents: %w", err)
	}
	return out, nil
}

// Document finds one version.
func (v *View) Document(id int64) (Document, error) {
	var d Document
	if err := v.one(documentSelect+`WHERE d.id = ?`, []any{id}, documentDest(&d)...); err != nil {
		return d, fmt.Errorf("store: document %d: %w", id, err)
	}
	return d, nil
}

// DocumentByHash finds the version made from these bytes.
func (v *View) DocumentByHash(sha256 string) (Document, error) {
	var d Document
	if err := v.one(documentSelect+`WHERE d.sha256 = ?`, []any{sha256}, documentDest(&d)...); err != nil {
		return d, fmt.Errorf("store: document by hash: %w", err)
	}
	return d, nil
}

// CurrentDocument finds the version of a key that speaks for today.
func (v *View) CurrentDocument(key string) (Document, error) {
	var d Document
	if err := v.one(documentSelect+`WHERE d.key = ? AND d.state = 'current'`, []any{key}, documentDest(&d)...); err != nil {
		return d, fmt.Errorf("store: current document %s: %w", key, err)
	}
	return d, nil
}

// LatestDocument finds the newest version of a key, whether it speaks for today or not.
func (v *View) LatestDocument(key string) (Document, error) {
	var d Document
	if err := v.one(documentSelect+`WHERE d.key = ? ORDER BY d.version DESC LIMIT 1`, []any{key}, documentDest(&d)...); err != nil {
		return d, fmt.Errorf("store: latest document %s: %w", key, err)
	}
	return d, nil
}

// DocumentFile is the bytes as imported.
func (v *View) DocumentFile(sha256 string) ([]byte, error) {
	var b []byte
	if err := v.one(`SELECT bytes FROM document_file WHERE sha256 = ?`, []any{sha256}, &b); err != nil {
		return nil, fmt.Errorf("store: document file: %w", err)
	}
	return b, nil
}

// Passages lists a document's passages in order.
func (v *View) Passages(documentID int64) ([]Passage, error) {
	var out []Passage
	err := v.query(`SELECT seq, place, text, clause FROM passage WHERE document_id = ? ORDER BY seq`, []any{documentID}, func(r *sql.Rows) error {
		var p Passage
		if err := r.Scan(&p.Seq, &p.Place, &p.Text, scanJSON{&p.Clause}); err != nil {
			return err
		}
		out = append(out, p)
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("store: passages: %w", err)
	}
	return out, nil
}
