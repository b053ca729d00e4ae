package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"

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

// restore puts a backup back. The data that stood there is kept beside it, under
// a name with the time; a running bot's data is never touched.
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
	if err := store.Verify(ctx, rest[0]); err != nil {
		return err
	}
	release, err := lock(s.data)
	if err != nil {
		return err
	}
	return errors.Join(putBack(c, s.data, rest[0]), release())
}

func putBack(c console, data, from string) error {
	target := filepath.Join(data, store.FileName)
	fresh := target + ".restoring"
	if err := copyFile(from, fresh); err != nil {
		return fmt.Errorf("restore: %w", err)
	}
	stamp := c.now().Format("20060102-150405")
	for _, suffix := range []string{"", "-wal", "-shm"} {
		err := os.Rename(target+suffix, target+".before-"+stamp+suffix)
		if err != nil && !errors.Is(err, os.ErrNotExist) {
			return fmt.Errorf("restore: set the present data aside: %w", err)
		}
	}
	if err := os.Rename(fresh, target); err != nil {
		return fmt.Errorf("restore: %w", err)
	}
	fmt.Fprintln(c.err, "restored; what was there before is kept beside it with", stamp, "in its name")
	return nil
}

func copyFile(from, to string) error {
	src, err := os.Open(filepath.Clean(from))
	if err != nil {
		return err
	}
	defer src.Close() //nolint:errcheck // only read
	dst, err := os.OpenFile(filepath.Clean(to), os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	_, err = io.Copy(dst, src)
	return errors.Join(err, dst.Sync(), dst.Close())
}
