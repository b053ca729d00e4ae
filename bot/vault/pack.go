package vault

import (
	"archive/zip"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"
)

// Item is one member of a pack: a held file, or bytes made for it.
type Item struct {
	Name string // in the pack, with its folders
	Sum  string // of a held file; "" for Data
	Data []byte
	At   time.Time // when it came, for whoever sorts what is unpacked
}

// Size is how many bytes a held file has; [fs.ErrNotExist] when it is gone.
func (v *Vault) Size(sum string) (int64, error) {
	info, err := os.Stat(filepath.Join(v.dir, held, filepath.Base(sum)))
	if err != nil {
		return 0, fmt.Errorf("vault: size: %w", err)
	}
	return info.Size(), nil
}

// Pack writes items as a .zip, one after the other: no file is held in memory. The
// same items give the same bytes.
func (v *Vault) Pack(w io.Writer, items []Item) error {
	z := zip.NewWriter(w)
	for _, it := range items {
		if err := v.packOne(z, it); err != nil {
			return fmt.Errorf("vault: pack %s: %w", it.Name, err)
		}
	}
	if err := z.Close(); err != nil {
		return fmt.Errorf("vault: pack: %w", err)
	}
	return nil
}

func (v *Vault) packOne(z *zip.Writer, it Item) error {
	to, err := z.CreateHeader(&zip.FileHeader{Name: it.Name, Method: zip.Store, Modified: it.At}) // photos and PDFs do not shrink
	if err != nil {
		return err
	}
	if it.Sum == "" {
		_, err = to.Write(it.Data)
		return err
	}
	from, err := v.Read(it.Sum)
	if err != nil {
		return err
	}
	_, err = io.Copy(to, from)
	return errors.Join(err, from.Close())
}

// leaving is where packs wait to be sent.
const leaving = ".packs"

// Leave writes a pack that is to be sent, under a name of one word. The same name
// again replaces it.
func (v *Vault) Leave(name string, items []Item) error {
	dir := filepath.Join(v.dir, leaving)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return fmt.Errorf("vault: leave: %w", err)
	}
	f, err := os.CreateTemp(dir, ".new-*")
	if err != nil {
		return fmt.Errorf("vault: leave: %w", err)
	}
	err = errors.Join(v.Pack(f, items), f.Sync(), f.Close())
	if err == nil {
		err = os.Rename(f.Name(), filepath.Join(dir, Safe(name)))
	}
	if err != nil {
		return errors.Join(fmt.Errorf("vault: leave: %w", err), os.Remove(f.Name()))
	}
	return nil
}

// Left opens a pack that waits to be sent.
func (v *Vault) Left(name string) (io.ReadCloser, error) {
	f, err := os.Open(filepath.Join(v.dir, leaving, Safe(name)))
	if err != nil {
		return nil, fmt.Errorf("vault: left: %w", err)
	}
	return f, nil
}

// Sweep takes away packs that were left before an instant: they are sent, or
// nobody waits for them any more.
func (v *Vault) Sweep(before time.Time) error {
	list, err := os.ReadDir(filepath.Join(v.dir, leaving))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	for _, e := range list {
		info, ierr := e.Info()
		if ierr != nil || !info.ModTime().Before(before) {
			continue
		}
		err = errors.Join(err, os.Remove(filepath.Join(v.dir, leaving, e.Name())))
	}
	return err
}
