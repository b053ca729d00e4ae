package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
)

// Backup writes one consistent file of everything, while the database is in use.
// The file must not exist yet.
func (db *DB) Backup(ctx context.Context, path string) error {
	if _, err := os.Lstat(path); err == nil {
		return fmt.Errorf("store: backup to %s: %w", path, ErrConflict)
	}
	if _, err := db.writer.ExecContext(ctx, `VACUUM INTO ?`, path); err != nil {
		return fmt.Errorf("store: backup to %s: %w", path, translate(err))
	}
	return os.Chmod(path, 0o600)
}

// Verify checks that a file is a whole database that this program can open, without changing it.
func Verify(ctx context.Context, path string) error {
	if _, err := os.Stat(path); err != nil {
		return fmt.Errorf("store: verify: %w", err)
	}
	h, err := dial(path, "mode=ro&immutable=1&_query_only=1", 1)
	if err != nil {
		return err
	}
	defer h.Close() //nolint:errcheck // only read
	if err := integrity(ctx, h); err != nil {
		return fmt.Errorf("store: verify %s: %w", path, err)
	}
	return nil
}

// Check reads through the open database and reports damage.
func (db *DB) Check(ctx context.Context) error {
	if err := integrity(ctx, db.reader); err != nil {
		return fmt.Errorf("store: check: %w", err)
	}
	return nil
}

func integrity(ctx context.Context, h *sql.DB) error {
	var version int
	if err := h.QueryRowContext(ctx, "PRAGMA user_version").Scan(&version); err != nil {
		return translate(err)
	}
	if version == 0 {
		return fmt.Errorf("no database of ours: %w", ErrInvalid)
	}
	if version > SchemaVersion() {
		return fmt.Errorf("schema %d: %w", version, ErrNewer)
	}
	var verdict string
	if err := h.QueryRowContext(ctx, "PRAGMA integrity_check(1)").Scan(&verdict); err != nil {
		return translate(err)
	}
	if verdict != "ok" {
		return errors.Join(ErrDamaged, errors.New(verdict))
	}
	return nil
}

// Version is SQLite's version.
func (db *DB) Version(ctx context.Context) (string, error) {
	var s string
	err := db.reader.QueryRowContext(ctx, "SELECT sqlite_version()").Scan(&s)
	return s, translate(err)
}
