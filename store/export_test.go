package store

// Raise pretends that a newer program wrote the database.
func Raise(db *DB) error {
	_, err := db.writer.Exec("PRAGMA user_version = 9999")
	return err
}
