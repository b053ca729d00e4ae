package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"liangshan/bot/vault"
	"liangshan/store"
)

func backup(ctx context.Context, c console, args []string) error {
	f := flag.NewFlagSet("backup", flag.ContinueOnError)
	keep := f.Int("keep", 0, "write into a folder, under a name with the time, and keep the `N` newest there")
	return withOffice(ctx, c, f, args, func(o *office, rest []string) error {
		switch {
		case len(rest) != 1:
			return usage("backup: takes one file name, or with --keep one folder")
		case *keep < 0:
			return usage("backup: --keep takes a number from 1")
		case *keep > 0:
			return o.backupInto(ctx, c, rest[0], *keep)
		}
		return o.backupTo(ctx, c, rest[0])
	})
}

// workName begins the names of folders in which backups are made; a killed one
// leaves it behind.
const workName = ".liangshan-backup-"

// backupTo writes a backup, tries it out by taking it back into a passing folder,
// and only then gives it its name and notes it in the journal.
func (o *office) backupTo(ctx context.Context, c console, file string) error {
	if _, err := os.Lstat(file); err == nil {
		return fmt.Errorf("backup to %s: %w", file, store.ErrConflict)
	}
	work, err := os.MkdirTemp(filepath.Dir(file), workName)
	if err != nil {
		return fmt.Errorf("backup: %w", err)
	}
	defer os.RemoveAll(work) //nolint:errcheck // the next one sweeps
	snapshot, packed := filepath.Join(work, "snapshot"), filepath.Join(work, "packed")
	if err := o.db.Backup(ctx, snapshot); err != nil {
		return err
	}
	held, err := pack(ctx, packed, snapshot, vault.Open(o.settings.evidence()), c.now())
	if err != nil {
		return fmt.Errorf("backup: %w", err)
	}
	if err := prove(ctx, packed, filepath.Join(work, "trial"), o.now); err != nil {
		return fmt.Errorf("backup: it was written but cannot be taken back: %w", err)
	}
	if err := giveName(packed, file); err != nil {
		return err
	}
	fmt.Fprintf(c.err, "backup written and verified: %s, with %d files of evidence\n", file, held.Files)
	if held.Missing > 0 {
		fmt.Fprintf(c.err, "warning: %d files of evidence are named by the database but gone from %s\n", held.Missing, o.settings.evidence())
	}
	return o.db.Write(ctx, func(tx *store.Tx) error {
		return tx.Log(0, "export", "backup/"+filepath.Base(file), held)
	})
}

// giveName names a finished backup, and never takes the name of another one, where
// the disk can tell.
func giveName(packed, file string) error {
	err := os.Link(packed, file)
	if errors.Is(err, fs.ErrExist) {
		return fmt.Errorf("backup to %s: %w", file, store.ErrConflict)
	}
	if err != nil { // a disk that knows no links
		err = os.Rename(packed, file)
	}
	if err != nil {
		return fmt.Errorf("backup: %w", err)
	}
	return nil
}

// prove takes a backup back into a folder of its own: every sum is read, the
// database is opened as the program would open it, and its journal is proved.
func prove(ctx context.Context, packed, into string, now func() time.Time) error {
	if err := os.Mkdir(into, 0o700); err != nil {
		return err
	}
	to := trial{folder(into)}
	if _, err := unpack(ctx, packed, to); err != nil {
		return err
	}
	if err := store.Verify(ctx, to.db()); err != nil {
		return err
	}
	db, err := store.Open(ctx, to.db(), now)
	if err != nil {
		return err
	}
	defer db.Close() //nolint:errcheck // only read
	return db.Read(ctx, func(v *store.View) error {
		_, err := v.VerifyJournal()
		return err
	})
}
