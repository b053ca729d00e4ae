package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"liangshan/store"
)

// backupName is a file of ours in a folder of backups, .db from earlier versions;
// nothing else there is touched.
var backupName = regexp.MustCompile(`^liangshan-(\d{8}-\d{6})(?:-(\d+))?\.(?:zip|db)$`)

// backupInto writes a backup named by the time into a folder, proves it, and only
// then deletes the oldest beyond those to keep.
func (o *office) backupInto(ctx context.Context, c console, folder string, keep int) error {
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return fmt.Errorf("backup: %w", err)
	}
	if err := sweep(folder, c.now()); err != nil {
		return err
	}
	stem := filepath.Join(folder, "liangshan-"+c.now().UTC().Format("20060102-150405"))
	file := stem + ".zip"
	for n := 2; ; n++ {
		err := o.backupTo(ctx, c, file)
		if err == nil {
			return dropOld(c, folder, keep)
		}
		if !errors.Is(err, store.ErrConflict) {
			return err
		}
		file = fmt.Sprintf("%s-%d.zip", stem, n) // another one of this second
	}
}

// byAge orders names of backups from the oldest: by their second, then by their number in it.
func byAge(a, b string) int {
	x, y := backupName.FindStringSubmatch(a), backupName.FindStringSubmatch(b)
	if c := strings.Compare(x[1], y[1]); c != 0 {
		return c
	}
	m, _ := strconv.Atoi(x[2]) // none is 0, the first
	n, _ := strconv.Atoi(y[2])
	return cmp.Or(cmp.Compare(m, n), strings.Compare(a, b))
}

// sweep takes away what a backup that was killed left.
func sweep(folder string, now time.Time) error {
	left, err := filepath.Glob(filepath.Join(folder, workName+"*"))
	if err != nil {
		return fmt.Errorf("backup: %w", err)
	}
	for _, dir := range left {
		info, err := os.Stat(dir)
		if errors.Is(err, fs.ErrNotExist) {
			continue // another backup has ended
		}
		if err == nil && now.Sub(info.ModTime()) > 12*time.Hour { // none takes that long
			err = os.RemoveAll(dir)
		}
		if err != nil {
			return fmt.Errorf("backup: %w", err)
		}
	}
	return nil
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
	slices.SortFunc(names, byAge)
	for _, name := range names[:max(0, len(names)-keep)] {
		if err := os.Remove(filepath.Join(folder, name)); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("backup: %w", err)
		}
		fmt.Fprintln(c.err, "old backup deleted:", name)
	}
	return nil
}
