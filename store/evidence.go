package store

import (
	"database/sql"
	"errors"
	"fmt"
	"time"
)

// Evidence is a photo or file that proves a report. It belongs to the report's
// message, whatever versions that has; its bytes are kept outside the database.
type Evidence struct {
	ID            int64
	ChatID        int64 // the message that brought it
	MessageID     int64
	ReportChat    int64 // the message of the report; 0 while it proves none
	ReportMessage int64
	Album         string
	Member        int64
	Department    int64 // 0 for a coordinator's, who belongs to none
	Name          string
	Kind          string // pdf, jpg, …: by the bytes
	Size          int64
	SHA256        string
	Refused       string // why it was not taken: large, kind, secret; "" when it was
	Paths         []string
	SentAt        time.Time
	Version       int // 2 and more: its sender replaced it; what it was stays on record
}

// AddEvidence notes a file. The same message again changes nothing and gives what is there.
func (tx *Tx) AddEvidence(e Evidence) (Evidence, error) {
	_, err := tx.exec(`INSERT INTO evidence (chat_id, message_id, report_chat, report_message, album, member_id, department_id, name, kind, size, sha256, refused, sent_at)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (chat_id, message_id) DO NOTHING`,
		e.ChatID, e.MessageID, e.ReportChat, e.ReportMessage, e.Album, e.Member, nullID(e.Department), e.Name, e.Kind, e.Size, e.SHA256, e.Refused, stamp(e.SentAt))
	if err != nil {
		return e, fmt.Errorf("store: add evidence: %w", err)
	}
	list, err := tx.EvidenceFrom(e.ChatID, e.MessageID)
	if err != nil || len(list) == 0 {
		return e, errors.Join(err, tx.touch("record"))
	}
	return list[0], tx.touch("record")
}

// ReplaceEvidence puts another file in a message's place: its sender edited it. What
// was there stays on record and in the vault, under its version.
func (tx *Tx) ReplaceEvidence(id int64, e Evidence) (Evidence, error) {
	_, err := tx.exec(`INSERT INTO evidence_before (evidence_id, version, name, kind, size, sha256, refused, replaced_at)
		SELECT id, (SELECT count(*) + 1 FROM evidence_before WHERE evidence_id = id), name, kind, size, sha256, refused, ? FROM evidence WHERE id = ?`, stamp(tx.now), id)
	if err == nil {
		err = tx.change(`UPDATE evidence SET name = ?, kind = ?, size = ?, sha256 = ?, refused = ? WHERE id = ?`, e.Name, e.Kind, e.Size, e.SHA256, e.Refused, id)
	}
	if err != nil {
		return e, fmt.Errorf("store: replace evidence %d: %w", id, err)
	}
	if e, err = tx.Evidence(id); err != nil {
		return e, err
	}
	return e, tx.touch("record")
}

// EvidenceBefore lists what a piece of evidence was before it was replaced, in order.
func (v *View) EvidenceBefore(id int64) ([]Evidence, error) {
	var out []Evidence
	err := v.query(`SELECT evidence_id, version, name, kind, size, sha256, refused FROM evidence_before WHERE evidence_id = ? ORDER BY version`, []any{id}, func(r *sql.Rows) error {
		var e Evidence
		err := r.Scan(&e.ID, &e.Version, &e.Name, &e.Kind, &e.Size, &e.SHA256, &e.Refused)
		out = append(out, e)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("store: evidence before %d: %w", id, err)
	}
	return out, nil
}

// Attach makes evidence prove the report of a message, with the rest of its album.
func (tx *Tx) Attach(e Evidence, chatID, messageID int64) error {
	_, err := tx.exec(`UPDATE evidence SET report_chat = ?1, report_message = ?2 WHERE report_message = 0 AND chat_id = ?3
		AND (id = ?4 OR (album <> '' AND album = ?5))`, chatID, messageID, e.ChatID, e.ID, e.Album)
	if err != nil {
		return fmt.Errorf("store: attach evidence %d: %w", e.ID, err)
	}
	return tx.touch("record")
}

// RefuseAlbum refuses what an album brought before it was known to be secret, and
// returns what it was: its bytes must go.
func (tx *Tx) RefuseAlbum(chatID int64, album string) ([]Evidence, error) {
	list, err := tx.AlbumOf(chatID, album)
	if err != nil {
		return nil, err
	}
	_, err = tx.exec(`UPDATE evidence SET refused = 'secret', name = '', sha256 = '', paths = '[]' WHERE chat_id = ? AND album = ?`, chatID, album)
	return list, err
}

// FileEvidence notes where a file stands in the evidence folder.
func (tx *Tx) FileEvidence(id int64, paths []string) error {
	text, err := jsonText(paths)
	if err != nil {
		return err
	}
	if err := tx.change(`UPDATE evidence SET paths = ? WHERE id = ?`, text, id); err != nil {
		return fmt.Errorf("store: file evidence %d: %w", id, err)
	}
	return nil
}

// HeldEvidence lists all evidence whose bytes are kept, oldest first.
func (v *View) HeldEvidence() ([]Evidence, error) {
	return v.evidence(`WHERE refused = '' AND sha256 <> '' ORDER BY id`)
}

// EvidenceBytes is how much the files that are kept come to, each once, what was
// replaced too.
func (v *View) EvidenceBytes() (n int64, err error) {
	err = v.one(`SELECT coalesce(sum(size), 0) FROM (SELECT sha256, max(size) AS size FROM
		(SELECT sha256, size FROM evidence WHERE refused = '' AND sha256 <> '' UNION ALL SELECT sha256, size FROM evidence_before WHERE refused = '' AND sha256 <> '')
		GROUP BY sha256)`, nil, &n)
	if err != nil {
		return 0, fmt.Errorf("store: bytes of evidence: %w", err)
	}
	return n, nil
}

// Evidence finds one by id.
func (v *View) Evidence(id int64) (Evidence, error) {
	list, err := v.evidence(`WHERE id = ?`, id)
	if err == nil && len(list) == 0 {
		err = fmt.Errorf("store: evidence %d: %w", id, ErrNotFound)
	}
	if err != nil {
		return Evidence{}, err
	}
	return list[0], nil
}

// EvidenceFrom lists what one message brought: one file, or none.
func (v *View) EvidenceFrom(chatID, messageID int64) ([]Evidence, error) {
	return v.evidence(`WHERE chat_id = ? AND message_id = ?`, chatID, messageID)
}

// AlbumOf lists what one album brought.
func (v *View) AlbumOf(chatID int64, album string) ([]Evidence, error) {
	if album == "" {
		return nil, nil
	}
	return v.evidence(`WHERE chat_id = ? AND album = ? ORDER BY id`, chatID, album)
}

// EvidenceOf lists what proves an update: what came with its message, and with those that it corrects.
func (v *View) EvidenceOf(u Update) ([]Evidence, error) {
	var out []Evidence
	seen := map[[2]int64]bool{}
	for range 32 { // corrections of corrections
		key := [2]int64{u.ChatID, u.MessageID}
		if !seen[key] {
			list, err := v.evidence(`WHERE report_chat = ? AND report_message = ? ORDER BY id`, u.ChatID, u.MessageID)
			if err != nil {
				return nil, err
			}
			out = append(list, out...)
			seen[key] = true
		}
		was, err := v.Before(u)
		if errors.Is(err, ErrNotFound) {
			return out, nil
		}
		if err != nil {
			return nil, err
		}
		u = was
	}
	return out, nil
}

// EvidenceOfTask lists what proves the confirmed updates on a task, oldest first.
func (v *View) EvidenceOfTask(taskID int64) ([]Evidence, error) {
	list, err := v.TaskUpdates(taskID)
	if err != nil {
		return nil, err
	}
	var out []Evidence
	seen := map[int64]bool{}
	for i := len(list) - 1; i >= 0; i-- {
		if list[i].State != ReportConfirmed {
			continue
		}
		proofs, err := v.EvidenceOf(list[i])
		if err != nil {
			return nil, err
		}
		for _, e := range proofs {
			if !seen[e.ID] && e.Refused == "" {
				seen[e.ID] = true
				out = append(out, e)
			}
		}
	}
	return out, nil
}

func (v *View) evidence(where string, args ...any) ([]Evidence, error) {
	var out []Evidence
	err := v.query(`SELECT id, chat_id, message_id, report_chat, report_message, album, member_id, department_id, name, kind, size, sha256, refused, paths, sent_at,
		(SELECT count(*) + 1 FROM evidence_before b WHERE b.evidence_id = evidence.id) FROM evidence `+where, args, func(r *sql.Rows) error {
		var e Evidence
		var dep *int64
		if err := r.Scan(&e.ID, &e.ChatID, &e.MessageID, &e.ReportChat, &e.ReportMessage, &e.Album, &e.Member, &dep, &e.Name, &e.Kind, &e.Size,
			&e.SHA256, &e.Refused, scanJSON{&e.Paths}, scanTime{&e.SentAt}, &e.Version); err != nil {
			return err
		}
		e.Department = idOrZero(dep)
		out = append(out, e)
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("store: evidence: %w", err)
	}
	return out, nil
}
