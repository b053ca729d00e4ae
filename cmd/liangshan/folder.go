package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"

	"liangshan/store"
)

// makeFolder makes the data folder, for its owner's eyes only.
func makeFolder(data string) error {
	if err := os.MkdirAll(data, 0o700); err != nil {
		return folderFault(data, fmt.Errorf("the data folder cannot be made: %w", err))
	}
	return nil
}

// folderFault says whose the data folder is when it cannot be used.
func folderFault(data string, err error) error {
	if !errors.Is(err, fs.ErrPermission) && !errors.Is(err, syscall.EROFS) && !errors.Is(err, store.ErrReadOnly) {
		return err
	}
	whose := ""
	for _, p := range []string{filepath.Join(data, store.FileName), data} {
		info, serr := os.Stat(p)
		if serr != nil {
			continue
		}
		if st, ok := info.Sys().(*syscall.Stat_t); ok {
			whose = fmt.Sprintf("; %s belongs to user %d, mode %o", p, st.Uid, info.Mode().Perm())
			break
		}
	}
	return fmt.Errorf("user %d may not write in the data folder %s%s; give it to the user (chown -R), mount it writable, or set LIANGSHAN_DATA: %w",
		os.Getuid(), data, whose, err)
}

// lock keeps a second program from working on the same data folder.
func lock(data string) (release func() error, err error) {
	if err := makeFolder(data); err != nil {
		return nil, err
	}
	f, err := os.OpenFile(filepath.Join(data, "liangshan.lock"), os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, folderFault(data, fmt.Errorf("the data folder cannot be locked: %w", err))
	}
	if err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB); err != nil {
		return nil, errors.Join(fmt.Errorf("another liangshan works on %s; stop it first", data), f.Close())
	}
	return f.Close, nil
}
