package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"

	"liangshan/store"
)

// backupName is a file of ours in a folder of backups; nothing else there is touched.
var backupName = regexp.MustCompile(`^liangshan-\d{8}-\d{6}\.db$`)

// backupInto writes a backup named by the time into a folder, proves it, and only
// then deletes the oldest beyond those to keep.
func (o *office) backupInto(ctx context.Context, c console, folder string, keep int) error {
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return fmt.Errorf("backup: %w", err)
	}
	file := filepath.Join(folder, "liangshan-"+c.now().UTC().Format("20060102-150405")+".db")
	if err := o.backupTo(ctx, c, file); err != nil {
		return err
	}
	return dropOld(c, folder, keep)
}

// backupTo writes a backup, proves it, and notes it in the journal.
func (o *office) backupTo(ctx context.Context, c console, file string) error {
	if err := o.db.Backup(ctx, file); err != nil {
		return err
	}
	if err := store.Verify(ctx, file); err != nil {
		return err
	}
	fmt.Fprintln(c.err, "backup written and verified:", file)
	return o.db.Write(ctx, func(tx *store.Tx) error {
		return tx.Log(0, "export", "backup/"+filepath.Base(file), nil)
	})
}

func dropOld(c console, folder string, keep int) error {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return fmt.Errorf("backup: %w", err)
	}
	var names []string
	for _, e := range entries {
		if e.Type().IsRegular() && backupName.MatchString(e.Name()) {
			names = append(names, e.Name())
		}
	}
	slices.Sort(names)
	for _, name := range names[:max(0, len(names)-keep)] {
		if err := os.Remove(filepath.Join(folder, name)); err != nil {
			return fmt.Errorf("backup: %w", err)
		}
		fmt.Fprintln(c.err, "old backup deleted:", name)
	}
	return nil
}
