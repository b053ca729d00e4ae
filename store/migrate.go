package store

import (
	"context"
	"database/sql"
	"embed"
	"fmt"
	"io/fs"
	"sort"
)

//go:embed migrations/*.sql
var migrations embed.FS

// SchemaVersion is the version that this program writes.
func SchemaVersion() int { return len(migrationNames()) }

// fills are the steps that SQL alone cannot do, after their file.
var fills = map[string]func(context.Context, *sql.Tx) error{"migrations/0007_journal.sql": chainJournal}

func migrationNames() []string {
	names, err := fs.Glob(migrations, "migrations/*.sql")
	if err != nil {
		panic(err) // the pattern is a constant
	}
	sort.Strings(names)
	return names
}

// migrate brings the schema up to date, one transaction a step. The version is
// SQLite's user_version, which obeys the transaction.
func migrate(ctx context.Context, db *sql.DB) error {
	var have int
	if err := db.QueryRowContext(ctx, "PRAGMA user_version").Scan(&have); err != nil {
		return fmt.Errorf("store: migrate: %w", translate(err))
	}
	names := migrationNames()
	if have > len(names) {
		return fmt.Errorf("store: migrate: schema %d, this program knows %d: %w", have, len(names), ErrNewer)
	}
	for i, name := range names[have:] {
		if err := step(ctx, db, name, have+i+1); err != nil {
			return fmt.Errorf("store: migrate %s: %w", name, err)
		}
	}
	return nil
}

func step(ctx context.Context, db *sql.DB, name string, version int) error {
	text, err := migrations.ReadFile(name)
	if err != nil {
		return err
	}
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return translate(err)
	}
	defer tx.Rollback() //nolint:errcheck // a no-op after Commit
	if _, err := tx.ExecContext(ctx, string(text)); err != nil {
		return translate(err)
	}
	if fill := fills[name]; fill != nil {
		if err := fill(ctx, tx); err != nil {
			return err
		}
	}
	if _, err := tx.ExecContext(ctx, fmt.Sprintf("PRAGMA user_version = %d", version)); err != nil {
		return translate(err)
	}
	return translate(tx.Commit())
}
