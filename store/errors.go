package store

import (
	"database/sql"
	"errors"
	"fmt"

	"github.com/mattn/go-sqlite3"
)

// What can be wrong, apart from the machine.
var (
	ErrNotFound = errors.New("not found")
	ErrConflict = errors.New("already there")
	ErrInvalid  = errors.New("not allowed")
	ErrState    = errors.New("not in this state") // a press that comes too late
	ErrNewer    = errors.New("the database was written by a newer program")
	ErrFull     = errors.New("no space left for the database")
	ErrDamaged  = errors.New("the database file is damaged")
	ErrBusy     = errors.New("the database is held by another program")
	ErrReadOnly = errors.New("the database may not be written: see who owns the data folder, and whether its disk is mounted read-only")
)

// translate is the only place that knows SQLite's codes.
func translate(err error) error {
	if err == nil {
		return nil
	}
	if errors.Is(err, sql.ErrNoRows) {
		return ErrNotFound
	}
	var e sqlite3.Error
	if !errors.As(err, &e) {
		return err
	}
	kind := map[sqlite3.ErrNo]error{
		sqlite3.ErrFull: ErrFull, sqlite3.ErrIoErr: ErrFull, sqlite3.ErrCorrupt: ErrDamaged,
		sqlite3.ErrNotADB: ErrDamaged, sqlite3.ErrBusy: ErrBusy, sqlite3.ErrLocked: ErrBusy,
		sqlite3.ErrReadonly: ErrReadOnly, sqlite3.ErrCantOpen: ErrReadOnly,
	}[e.Code]
	switch {
	case kind != nil && (e.Code != sqlite3.ErrIoErr || e.ExtendedCode == sqlite3.ErrIoErrWrite):
	case e.ExtendedCode == sqlite3.ErrConstraintPrimaryKey || e.ExtendedCode == sqlite3.ErrConstraintUnique:
		kind = ErrConflict
	case e.Code == sqlite3.ErrConstraint:
		kind = ErrInvalid
	default:
		return err
	}
	return fmt.Errorf("%w: %w", kind, err)
}
