package store

import "context"

// Raise pretends that a newer program wrote the database.
func Raise(db *DB) error {
	_, err := db.writer.Exec("PRAGMA user_version = 9999")
	return err
}

// Exec runs SQL behind the store's back, as a stranger with the file would.
func Exec(db *DB, q string, args ...any) error {
	_, err := db.writer.Exec(q, args...)
	return err
}

// Found makes a database as an older program left it, after its first steps only.
func Found(path string, steps int, fill string) error {
	h, err := dial(path, "_journal_mode=WAL&_foreign_keys=1", 1)
	if err != nil {
		return err
	}
	defer h.Close() //nolint:errcheck // the error of the work counts
	names := migrationNames()[:steps]
	for done := false; !done && err == nil; {
		done, err = step(context.Background(), h, names)
	}
	if err != nil {
		return err
	}
	_, err = h.Exec(fill)
	return err
}

// Migrations is how many steps there are.
func Migrations() int { return len(migrationNames()) }
