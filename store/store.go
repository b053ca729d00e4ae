package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"sync/atomic"
	"syscall"
	"time"

	_ "github.com/mattn/go-sqlite3" // the driver

	"liangshan/store/day"
)

// FileName is the database's name inside the data folder.
const FileName = "liangshan.db"

// DB is one open database.
type DB struct {
	path   string
	now    func() time.Time
	writer *sql.DB // one connection: writes queue here, not in SQLite
	reader *sql.DB

	calendar atomic.Pointer[day.Calendar]
}

// Open opens or creates the database file and brings its schema up to date.
// A database from a newer program is refused with [ErrNewer].
func Open(ctx context.Context, path string, now func() time.Time) (*DB, error) {
	abs, err := filepath.Abs(path)
	if err != nil {
		return nil, fmt.Errorf("store: open: %w", err)
	}
	if err := found(abs); err != nil {
		return nil, fmt.Errorf("store: open: %w", err)
	}
	db := &DB{path: abs, now: now}
	if db.writer, err = dial(abs, "_journal_mode=WAL&_synchronous=FULL&_busy_timeout=5000&_foreign_keys=1&_txlock=immediate", 1); err != nil {
		return nil, err
	}
	if err := migrate(ctx, db.writer); err != nil {
		return nil, errors.Join(err, db.writer.Close())
	}
	if db.reader, err = dial(abs, "mode=ro&_query_only=1&_busy_timeout=5000&_foreign_keys=1", 4); err != nil {
		return nil, errors.Join(err, db.writer.Close())
	}
	return db, nil
}

// found makes a new database file for its owner's eyes only, whatever the folder
// allows; SQLite gives its companions the same rights.
func found(path string) error {
	f, err := os.OpenFile(filepath.Clean(path), os.O_CREATE|os.O_EXCL|os.O_RDWR, 0o600)
	switch {
	case errors.Is(err, fs.ErrExist):
		return nil
	case errors.Is(err, syscall.ENOSPC):
		return errors.Join(ErrFull, err)
	case err != nil:
		return err
	}
	return f.Close()
}

func dial(path, params string, conns int) (*sql.DB, error) {
	params += "&_stmt_cache_size=100" // a fifth of a busy morning went into parsing the same SQL again
	u := url.URL{Scheme: "file", Opaque: (&url.URL{Path: path}).EscapedPath(), RawQuery: params}
	h, err := sql.Open("sqlite3", u.String())
	if err != nil {
		return nil, fmt.Errorf("store: open %s: %w", path, err)
	}
	h.SetMaxOpenConns(conns)
	h.SetMaxIdleConns(conns)
	return h, nil
}

// Close closes both doors.
func (db *DB) Close() error { return errors.Join(db.reader.Close(), db.writer.Close()) }

// Path is the database file.
func (db *DB) Path() string { return db.path }

// Now is the store's clock.
func (db *DB) Now() time.Time { return db.now() }

// View reads. All of one View sees one state of the database.
type View struct {
	ctx context.Context
	tx  *sql.Tx
	cal *day.Calendar
}

// Tx reads and writes; every row of it bears Now.
type Tx struct {
	View
	now     time.Time
	touched map[string]bool // rooms whose revision has moved
}

// Now is the instant of this transaction.
func (tx *Tx) Now() time.Time { return tx.now }

type inTx struct{}

// Read runs f on one consistent state.
func (db *DB) Read(ctx context.Context, f func(*View) error) error {
	t, err := db.reader.BeginTx(ctx, nil)
	if err != nil {
		return fmt.Errorf("store: read: %w", translate(err))
	}
	defer t.Rollback() //nolint:errcheck // nothing was written
	return f(&View{ctx: ctx, tx: t, cal: db.calendar.Load()})
}

// Write runs f in one immediate transaction and commits when it returns nil.
// It must not be nested, nor held over a call to the model or to Telegram.
func (db *DB) Write(ctx context.Context, f func(*Tx) error) error {
	if ctx.Value(inTx{}) != nil {
		return errors.New("store: write: a Write was called inside a Write")
	}
	t, err := db.writer.BeginTx(ctx, nil)
	if err != nil {
		return fmt.Errorf("store: write: %w", translate(err))
	}
	defer t.Rollback() //nolint:errcheck // a no-op after Commit
	tx := &Tx{View: View{ctx: context.WithValue(ctx, inTx{}, true), tx: t, cal: db.calendar.Load()}, now: db.now().UTC().Truncate(time.Millisecond), touched: map[string]bool{}}
	if err := f(tx); err != nil {
		return err
	}
	if err := t.Commit(); err != nil {
		return fmt.Errorf("store: commit: %w", translate(err))
	}
	return nil
}

func (v *View) query(q string, args []any, scan func(*sql.Rows) error) error {
	rows, err := v.tx.QueryContext(v.ctx, q, args...)
	if err != nil {
		return translate(err)
	}
	defer rows.Close() //nolint:errcheck // rows.Err below tells
	for rows.Next() {
		if err := scan(rows); err != nil {
			return translate(err)
		}
	}
	return translate(rows.Err())
}

func (v *View) one(q string, args []any, dest ...any) error {
	return translate(v.tx.QueryRowContext(v.ctx, q, args...).Scan(dest...))
}

func (tx *Tx) exec(q string, args ...any) (sql.Result, error) {
	r, err := tx.tx.ExecContext(tx.ctx, q, args...)
	return r, translate(err)
}

// insert returns the new row's id.
func (tx *Tx) insert(q string, args ...any) (int64, error) {
	r, err := tx.exec(q, args...)
	if err != nil {
		return 0, err
	}
	return r.LastInsertId()
}

// change runs an UPDATE that must hit a row.
func (tx *Tx) change(q string, args ...any) error {
	r, err := tx.exec(q, args...)
	if err != nil {
		return err
	}
	if n, err := r.RowsAffected(); err != nil || n == 0 {
		return errors.Join(ErrNotFound, err)
	}
	return nil
}
