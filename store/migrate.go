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
// SQLite's user_version, which obeys the transaction; it is read inside it, so that
// of two programs that open a new folder together one does the step and the other sees it done.
func migrate(ctx context.Context, db *sql.DB) error {
	names := migrationNames()
	for {
		done, err := step(ctx, db, names)
		if done || err != nil {
			return err
		}
	}
}

// step takes the next step; done means that none is left.
func step(ctx context.Context, db *sql.DB, names []string) (done bool, err error) {
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return false, fmt.Errorf("store: migrate: %w", translate(err))
	}
	defer tx.Rollback() //nolint:errcheck // a no-op after Commit
	var have int
	if err := tx.QueryRowContext(ctx, "PRAGMA user_version").Scan(&have); err != nil {
		return false, fmt.Errorf("store: migrate: %w", translate(err))
	}
	switch {
	case have > len(names):
		return false, fmt.Errorf("store: migrate: schema %d, this program knows %d: %w", have, len(names), ErrNewer)
	case have == len(names):
		return true, nil
	}
	if err := raise(ctx, tx, names[have], have+1); err != nil {
		return false, fmt.Errorf("store: migrate %s: %w", names[have], err)
	}
	return false, nil
}

// raise runs one migration and notes its version.
func raise(ctx context.Context, tx *sql.Tx, name string, version int) error {
	text, err := migrations.ReadFile(name)
	if err != nil {
		return err
	}
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
