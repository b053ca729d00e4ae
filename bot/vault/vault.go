// Package vault keeps the files that prove reports: photos and documents, in one
// folder, each kept once by its hash and filed under department, task and period
// by links. Files are kept as bytes; nothing in them is opened or run.
package vault

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// Vault is a folder of evidence.
type Vault struct{ dir string }

// Open makes a Vault of a folder; it is made when the first file comes.
func Open(dir string) *Vault { return &Vault{dir} }

// held is where every file stands once, by its hash.
const held = ".held"

// Hold keeps bytes and returns their hash. The same bytes again change nothing.
func (v *Vault) Hold(data []byte) (sum string, err error) {
	h := sha256.Sum256(data)
	sum = hex.EncodeToString(h[:])
	name := filepath.Join(v.dir, held, sum)
	if err := os.MkdirAll(filepath.Dir(name), 0o700); err != nil {
		return "", fmt.Errorf("vault: hold: %w", err)
	}
	if _, err := os.Stat(name); err == nil {
		return sum, nil
	}
	return sum, write(name, data)
}

// Read opens a held file.
func (v *Vault) Read(sum string) (io.ReadCloser, error) {
	f, err := os.Open(filepath.Join(v.dir, held, filepath.Base(sum)))
	if err != nil {
		return nil, fmt.Errorf("vault: read: %w", err)
	}
	return f, nil
}

// ErrSum says that bytes are not those that their hash names.
var ErrSum = errors.New("the bytes are not what their sum says")

// Take keeps what r gives under a hash that it must have, or nothing.
func (v *Vault) Take(sum string, r io.Reader) error {
	dir := filepath.Join(v.dir, held)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return fmt.Errorf("vault: take: %w", err)
	}
	f, err := os.CreateTemp(dir, ".new-*")
	if err != nil {
		return fmt.Errorf("vault: take: %w", err)
	}
	h := sha256.New()
	_, err = io.Copy(io.MultiWriter(f, h), r)
	err = errors.Join(err, f.Sync(), f.Close())
	if got := hex.EncodeToString(h.Sum(nil)); err == nil && got != sum {
		err = fmt.Errorf("%w: %s", ErrSum, sum)
	}
	if err == nil {
		err = os.Rename(f.Name(), filepath.Join(dir, sum))
	}
	if err != nil {
		return errors.Join(fmt.Errorf("vault: take: %w", err), os.Remove(f.Name()))
	}
	return nil
}

// write puts a whole file in place or none: a crash leaves no half.
func write(name string, data []byte) error {
	f, err := os.CreateTemp(filepath.Dir(name), ".new-*")
	if err != nil {
		return fmt.Errorf("vault: write: %w", err)
	}
	_, err = f.Write(data)
	err = errors.Join(err, f.Sync(), f.Close())
	if err == nil {
		err = os.Rename(f.Name(), name)
	}
	if err != nil {
		return errors.Join(fmt.Errorf("vault: write: %w", err), os.Remove(f.Name()))
	}
	return nil
}

// File links a held file to where it is filed. Again is harmless.
func (v *Vault) File(sum, path string) error {
	to := filepath.Join(v.dir, filepath.FromSlash(path))
	if err := os.MkdirAll(filepath.Dir(to), 0o700); err != nil {
		return fmt.Errorf("vault: file: %w", err)
	}
	from := filepath.Join(v.dir, held, sum)
	err := os.Link(from, to)
	if err == nil || errors.Is(err, fs.ErrExist) {
		return nil
	}
	data, rerr := os.ReadFile(from) // a file system without links
	if rerr != nil {
		return fmt.Errorf("vault: file: %w", errors.Join(err, rerr))
	}
	return write(to, data)
}

// Unfile takes a file from where it was filed; the held one stays.
func (v *Vault) Unfile(path string) error {
	err := os.Remove(filepath.Join(v.dir, filepath.FromSlash(path)))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("vault: unfile: %w", err)
	}
	return nil
}

// Destroy takes away a held file: what must not be kept.
func (v *Vault) Destroy(sum string) error {
	err := os.Remove(filepath.Join(v.dir, held, sum))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("vault: destroy: %w", err)
	}
	return nil
}

// Path joins folder names that come from people into a path that stays in the vault.
func Path(parts ...string) string {
	var out []string
	for _, p := range parts {
		out = append(out, Safe(p))
	}
	return strings.Join(out, "/")
}
