package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
)

// Backup writes the whole database into one consistent file, while it is in use.
// The file must not exist yet. The files that it names stand outside: see [FilesOf].
func (db *DB) Backup(ctx context.Context, path string) error {
	if _, err := os.Lstat(path); err == nil {
		return fmt.Errorf("store: backup to %s: %w", path, ErrConflict)
	}
	if _, err := db.writer.ExecContext(ctx, `VACUUM INTO ?`, path); err != nil {
		return fmt.Errorf("store: backup to %s: %w", path, translate(err))
	}
	return os.Chmod(path, 0o600)
}

// FilesOf lists the hashes of the files that a database names and that stand
// outside it, each once, without changing it.
func FilesOf(ctx context.Context, path string) (sums []string, err error) {
	h, err := dial(path, "mode=ro&immutable=1&_query_only=1", 1)
	if err != nil {
		return nil, err
	}
	defer h.Close() //nolint:errcheck // only read
	var known int
	if err := h.QueryRowContext(ctx, "SELECT count(*) FROM sqlite_master WHERE name = 'evidence'").Scan(&known); err != nil || known == 0 {
		return nil, translate(err)
	}
	from := "SELECT sha256 FROM evidence WHERE refused = '' AND sha256 <> ''"
	if err := h.QueryRowContext(ctx, "SELECT count(*) FROM sqlite_master WHERE name = 'evidence_before'").Scan(&known); err != nil {
		return nil, translate(err)
	}
	if known > 0 {
		from += " UNION SELECT sha256 FROM evidence_before WHERE refused = '' AND sha256 <> ''"
	}
	rows, err := h.QueryContext(ctx, "SELECT DISTINCT sha256 FROM ("+from+") ORDER BY sha256")
	if err != nil {
		return nil, fmt.Errorf("store: files of %s: %w", path, translate(err))
	}
	defer rows.Close() //nolint:errcheck // rows.Err below tells
	for rows.Next() {
		var sum string
		if err := rows.Scan(&sum); err != nil {
			return nil, fmt.Errorf("store: files of %s: %w", path, translate(err))
		}
		sums = append(sums, sum)
	}
	return sums, translate(rows.Err())
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
