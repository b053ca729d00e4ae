package store

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"
)

// Entry is one line of the journal. The journal is append-only: the database
// refuses to change a line, and each bears a hash over the line before it.
type Entry struct {
	ID      int64
	At      time.Time
	Actor   int64  // member, 0 for the program
	Kind    string // "answer", "confirm", "import" …
	Subject string // what it was done to: "report/12"
	Detail  string // JSON, in one line
	Hash    string // hex
}

// chained is the entry's hash after a line with the hash before: SHA-256 of
// before, id, time, actor, kind, subject and detail, each on a line of its own
// but without a last line feed, so that any other program can check it.
func (e Entry) chained(before string) string {
	text := fmt.Sprintf("%s\n%d\n%s\n%d\n%s\n%s\n%s", before, e.ID, stamp(e.At), e.Actor, e.Kind, e.Subject, e.Detail)
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:])
}

// Fingerprint is how the journal names words that a person may ask to have taken
// away: it proves what they were while they stand, and tells nobody afterwards.
func Fingerprint(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:])
}

// Log appends to the journal.
func (tx *Tx) Log(actor int64, kind, subject string, detail any) error {
	text, err := jsonText(detail)
	if err != nil {
		return err
	}
	if strings.Contains(kind+subject, "\n") {
		return fmt.Errorf("store: journal %s: %w", kind, ErrInvalid)
	}
	last, err := tx.lastEntry()
	if err != nil {
		return fmt.Errorf("store: journal %s: %w", kind, err)
	}
	e := Entry{ID: last.ID + 1, At: tx.now, Actor: actor, Kind: kind, Subject: subject, Detail: text}
	_, err = tx.exec(`INSERT INTO journal (id, at, actor, kind, subject, detail, hash) VALUES (?, ?, ?, ?, ?, ?, ?)`,
		e.ID, stamp(e.At), actor, kind, subject, text, e.chained(last.Hash))
	if err != nil {
		return fmt.Errorf("store: journal %s: %w", kind, err)
	}
	return nil
}

// lastEntry is the number and the hash of the newest line, zero when there is none.
func (v *View) lastEntry() (e Entry, err error) {
	err = v.one(`SELECT id, hash FROM journal ORDER BY id DESC LIMIT 1`, nil, &e.ID, &e.Hash)
	if errors.Is(err, ErrNotFound) {
		return Entry{}, nil
	}
	return e, err
}

const entrySelect = `SELECT id, at, actor, kind, subject, detail, hash FROM journal `

func (v *View) entries(where string, args []any, each func(Entry) error) error {
	return v.query(entrySelect+where+` ORDER BY id`, args, func(r *sql.Rows) error {
		var e Entry
		if err := r.Scan(&e.ID, scanTime{&e.At}, &e.Actor, &e.Kind, &e.Subject, &e.Detail, &e.Hash); err != nil {
			return err
		}
		return each(e)
	})
}

// Journal lists the entries from one instant to another, in order and without a
// gap: after a jump of the clock, those between them too.
func (v *View) Journal(from, to time.Time) ([]Entry, error) {
	var out []Entry
	err := v.entries(`WHERE id >= (SELECT min(id) FROM journal WHERE at >= ?1 AND at < ?2) AND id <= (SELECT max(id) FROM journal WHERE at >= ?1 AND at < ?2)`,
		[]any{stamp(from), stamp(to)}, func(e Entry) error {
			out = append(out, e)
			return nil
		})
	if err != nil {
		return nil, fmt.Errorf("store: journal: %w", err)
	}
	return out, nil
}

// kindCut marks where a prefix of the journal was deleted.
const kindCut = "journal_cut"

// cut is the detail of a marker: which entries went, and the hash that the first
// remaining one follows.
type cut struct {
	First  int64  `json:"first"`
	Last   int64  `json:"last"`
	Rows   int64  `json:"rows"`
	Before string `json:"before"` // everything older than this instant went
	Hash   string `json:"hash"`
}

// Chain is what a verified journal shows.
type Chain struct {
	Rows        int64
	First, Last int64  // numbers of its ends
	Hash        string // of the last entry: written down elsewhere, it proves that nothing was cut off behind
	Cut         int64  // entries up to this number were deleted, with a marker
}

// VerifyJournal checks every line against the one before it. [ErrDamaged] names
// the first that was changed, left out or put in.
func (v *View) VerifyJournal() (Chain, error) {
	var c Chain
	var marker cut
	err := v.entries(`WHERE kind = ?`, []any{kindCut}, func(e Entry) error { return json.Unmarshal([]byte(e.Detail), &marker) })
	if err != nil {
		return c, fmt.Errorf("store: verify journal: %w", err)
	}
	c.First = 1
	if marker.Last > 0 {
		c.First, c.Cut, c.Hash = marker.Last+1, marker.Last, marker.Hash
	}
	if err := v.entries(``, nil, c.Add); err != nil {
		return c, fmt.Errorf("store: verify journal: %w", err)
	}
	return c, nil
}

// Add proves the next entry of a chain. Begun with the number of the first entry
// and the hash before it, a chain proves any span, wherever its entries come from.
func (c *Chain) Add(e Entry) error {
	next := c.First + c.Rows
	if e.ID != next {
		return fmt.Errorf("entry %d is missing: %w", next, ErrDamaged)
	}
	if e.chained(c.Hash) != e.Hash {
		return fmt.Errorf("entry %d was changed: %w", e.ID, ErrDamaged)
	}
	c.Hash, c.Last = e.Hash, e.ID
	c.Rows++
	return nil
}

// AnchorOf is the hash that an entry follows: that of the one before it, or what a
// marker keeps of it.
func (v *View) AnchorOf(id int64) (string, error) {
	var hash string
	err := v.one(`SELECT hash FROM journal WHERE id = ?`, []any{id - 1}, &hash)
	if errors.Is(err, ErrNotFound) && id > 1 {
		err = v.one(`SELECT json_extract(detail, '$.hash') FROM journal WHERE kind = ? AND json_extract(detail, '$.last') = ?`, []any{kindCut, id - 1}, &hash)
	}
	if id == 1 {
		err = nil
	}
	if err != nil {
		return "", fmt.Errorf("store: anchor of entry %d: %w", id, err)
	}
	return hash, nil
}

// FirstNoted is when the oldest entry was written, the zero time when there is none.
func (v *View) FirstNoted() (at time.Time, err error) {
	err = v.one(`SELECT at FROM journal ORDER BY id LIMIT 1`, nil, scanTime{&at})
	if errors.Is(err, ErrNotFound) {
		return time.Time{}, nil
	}
	return at, err
}

// LastNoted is when the newest entry was written, the zero time when there is none.
func (v *View) LastNoted() (at time.Time, err error) { return v.Noted("", "") }

// Noted is when something of a kind was last noted, of subjects that begin so; the
// zero time when never. An empty kind means any.
func (v *View) Noted(kind, subject string) (at time.Time, err error) {
	err = v.one(`SELECT at FROM journal WHERE (?1 = '' OR kind = ?1) AND substr(subject, 1, ?2) = ?3 ORDER BY id DESC LIMIT 1`,
		[]any{kind, len(subject), subject}, scanTime{&at})
	if errors.Is(err, ErrNotFound) {
		return time.Time{}, nil
	}
	if err != nil {
		return at, fmt.Errorf("store: last %s: %w", kind, err)
	}
	return at, nil
}

// CutJournal deletes the entries older than an instant, all of them or none, and
// leaves a marker with their number and the hash of the last. It returns how many went.
func (tx *Tx) CutJournal(by int64, before time.Time) (int64, error) {
	c := cut{Before: stamp(before)}
	// up to the first that stays: after a jump of the clock, older ones behind it stay too
	err := tx.one(`SELECT coalesce(min(id), 0), coalesce(max(id), 0), count(*) FROM journal
		WHERE id < coalesce((SELECT min(id) FROM journal WHERE at >= ?), 9223372036854775807)`, []any{c.Before}, &c.First, &c.Last, &c.Rows)
	if err != nil {
		return 0, fmt.Errorf("store: cut journal: %w", err)
	}
	if c.Rows == 0 {
		return 0, nil
	}
	if err := tx.one(`SELECT hash FROM journal WHERE id = ?`, []any{c.Last}, &c.Hash); err != nil {
		return 0, fmt.Errorf("store: cut journal: %w", err)
	}
	if err := tx.Log(by, kindCut, fmt.Sprintf("journal/%d", c.Last), c); err != nil {
		return 0, err
	}
	if _, err := tx.exec(`DELETE FROM journal WHERE id <= ?`, c.Last); err != nil {
		return 0, fmt.Errorf("store: cut journal: %w", err)
	}
	return c.Rows, nil
}

// chainJournal gives the entries of an older database their hashes.
func chainJournal(ctx context.Context, t *sql.Tx) error {
	tx := &Tx{View: View{ctx: ctx, tx: t}}
	var old []Entry
	err := tx.entries(``, nil, func(e Entry) error {
		old = append(old, e)
		return nil
	})
	before := ""
	for i, e := range old {
		if err != nil {
			return err
		}
		if e.ID != int64(i+1) { // nothing ever deleted one
			return fmt.Errorf("journal entry %d is missing: %w", i+1, ErrDamaged)
		}
		before = e.chained(before)
		_, err = tx.exec(`UPDATE journal SET hash = ? WHERE id = ?`, before, e.ID)
	}
	return err
}

// Everything is the text of every event, message, report, question and journal
// entry: for searching what must not be kept.
func (v *View) Everything() ([]string, error) {
	var out []string
	err := v.query(`SELECT cast(raw AS TEXT) FROM inbox UNION ALL SELECT payload FROM outbox UNION ALL SELECT text FROM report
		UNION ALL SELECT text FROM record UNION ALL SELECT text || reply FROM question UNION ALL SELECT detail FROM journal
		UNION ALL SELECT text || key FROM unanswered UNION ALL SELECT text FROM reply UNION ALL SELECT changes FROM roster_change UNION ALL SELECT name FROM member`, nil, func(r *sql.Rows) error {
		var s string
		if err := r.Scan(&s); err != nil {
			return err
		}
		out = append(out, s)
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("store: everything: %w", err)
	}
	return out, nil
}
