package main

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"liangshan/store"
)

// restore puts a backup back. What stood there is kept beside it, under a name
// with the time; a running bot's data is never touched. Nothing is replaced before
// every sum is proved and the database is open in its new place.
func restore(ctx context.Context, c console, args []string) error {
	f := flag.NewFlagSet("restore", flag.ContinueOnError)
	config := configFlag(f, c)
	rest, err := parse(f, c, args)
	if err != nil {
		return err
	}
	if len(rest) != 1 {
		return usage("restore: takes one file name")
	}
	s, err := readSettings(c, *config)
	if err != nil {
		return err
	}
	release, err := lock(s.data)
	if err != nil {
		return err
	}
	return errors.Join(takeBack(ctx, c, s, rest[0]), release())
}

// restoringName begins the name of the folder in which a backup is laid out.
const restoringName = ".restoring-"

func takeBack(ctx context.Context, c console, s settings, file string) error {
	left, err := filepath.Glob(filepath.Join(s.data, restoringName+"*")) // of one that was killed
	for _, dir := range left {
		err = errors.Join(err, os.RemoveAll(dir))
	}
	if err != nil {
		return folderFault(s.data, fmt.Errorf("restore: %w", err))
	}
	work, err := os.MkdirTemp(s.data, restoringName)
	if err != nil {
		return folderFault(s.data, fmt.Errorf("restore: %w", err))
	}
	defer os.RemoveAll(work) //nolint:errcheck // what is left of it is in place
	whole, err := lay(ctx, file, folder(work))
	if err != nil {
		return fmt.Errorf("restore: %w", err)
	}
	if err := settle(ctx, c, folder(work), filepath.Base(file), whole); err != nil {
		return fmt.Errorf("restore: %w", err)
	}
	stamp := c.now().Format("20060102-150405")
	kept, err := swap(work, s.data, stamp, whole)
	if err != nil {
		return fmt.Errorf("restore: %w", err)
	}
	if kept {
		fmt.Fprintln(c.err, "restored; what was there before is kept beside it with", stamp, "in its name")
	} else {
		fmt.Fprintln(c.err, "restored; nothing was there before")
	}
	if !whole {
		fmt.Fprintln(c.err, "this backup of an earlier version holds no evidence; the evidence folder is as it was")
	}
	return nil
}

// lay brings a backup into a new folder, and proves it. A plain database, as
// earlier versions wrote them, is not whole: it comes without the evidence.
func lay(ctx context.Context, file string, to folder) (whole bool, err error) {
	plain, err := isDatabase(file)
	if err != nil {
		return false, err
	}
	if plain {
		err = store.Verify(ctx, file)
		if err == nil {
			err = copyFile(file, to.db())
		}
	} else {
		_, err = unpack(ctx, file, to)
	}
	if err != nil {
		return false, err
	}
	return !plain, store.Verify(ctx, to.db())
}

func isDatabase(file string) (bool, error) {
	f, err := os.Open(filepath.Clean(file))
	if err != nil {
		return false, err
	}
	defer f.Close() //nolint:errcheck // only read
	head := make([]byte, 16)
	if _, err := io.ReadFull(f, head); err != nil {
		return false, fmt.Errorf("%s is no backup: %w", file, err)
	}
	return bytes.Equal(head, []byte("SQLite format 3\x00")), nil
}

// settle opens the database in its passing place, files the evidence where it
// stood, and notes that it was restored.
func settle(ctx context.Context, c console, to folder, from string, whole bool) error {
	db, err := store.Open(ctx, to.db(), c.now)
	if err != nil {
		return err
	}
	var list []store.Evidence
	if whole {
		err = db.Read(ctx, func(v *store.View) error {
			list, err = v.HeldEvidence()
			return err
		})
	}
	missing := 0
	for _, e := range list {
		for _, path := range e.Paths {
			ferr := to.vault().File(e.SHA256, path)
			if errors.Is(ferr, os.ErrNotExist) { // it was gone when the backup was made
				missing++
				ferr = nil
			}
			err = errors.Join(err, ferr)
		}
	}
	if err == nil {
		err = db.Write(ctx, func(tx *store.Tx) error {
			return tx.Log(0, "restore", "backup/"+from, contents{Files: len(list) - missing, Missing: missing})
		})
	}
	return errors.Join(err, db.Close())
}

// swap sets aside what stands in the data folder, and puts the new in its place.
func swap(from, data, stamp string, whole bool) (kept bool, err error) {
	names := []string{store.FileName, store.FileName + "-wal", store.FileName + "-shm"}
	if whole {
		names = append([]string{evidenceFolder}, names...)
	}
	for _, name := range names {
		err := os.Rename(filepath.Join(data, name), filepath.Join(data, aside(name, stamp)))
		if err != nil && !errors.Is(err, os.ErrNotExist) {
			return kept, fmt.Errorf("set the present data aside: %w", err)
		}
		kept = kept || err == nil
	}
	for _, name := range names {
		err := os.Rename(filepath.Join(from, name), filepath.Join(data, name))
		if err != nil && !errors.Is(err, os.ErrNotExist) {
			return kept, err
		}
	}
	return kept, nil
}

// aside is the name under which something is kept; SQLite knows its companions by their endings.
func aside(name, stamp string) string {
	for _, end := range []string{"-wal", "-shm"} {
		if len(name) > len(end) && name[len(name)-len(end):] == end {
			return name[:len(name)-len(end)] + ".before-" + stamp + end
		}
	}
	return name + ".before-" + stamp
}

func copyFile(from, to string) error {
	src, err := os.Open(filepath.Clean(from))
	if err != nil {
		return err
	}
	defer src.Close() //nolint:errcheck // only read
	return writeNew(to, src)
}
