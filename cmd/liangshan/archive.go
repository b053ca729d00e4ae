package main

import (
	"archive/zip"
	"bufio"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"time"

	"liangshan/bot/vault"
	"liangshan/store"
)

// A backup is a zip archive that any office computer opens:
//
//	liangshan.db        a snapshot of the database
//	evidence/<sha256>   each file that it names
//	SHA256SUMS          the sum of each, as sha256sum writes and checks them
//
// Backups of earlier versions are the database alone; they are still taken back.
const (
	sumsName   = "SHA256SUMS"
	filesUnder = "evidence/"
)

var heldName = regexp.MustCompile(`^` + filesUnder + `([0-9a-f]{64})$`)

// contents counts what an archive holds.
type contents struct {
	Files   int `json:"files"`
	Missing int `json:"missing"` // named by the database, but not in the folder when the backup was made
}

// packer writes an archive and notes the sums.
type packer struct {
	zip  *zip.Writer
	sums strings.Builder
}

// add writes one member. The database is squeezed; photos and documents are so already.
func (p *packer) add(name string, method uint16, at time.Time, r io.Reader) error {
	w, err := p.zip.CreateHeader(&zip.FileHeader{Name: name, Method: method, Modified: at})
	if err != nil {
		return err
	}
	h := sha256.New()
	if _, err := io.Copy(io.MultiWriter(w, h), r); err != nil {
		return err
	}
	fmt.Fprintf(&p.sums, "%x  %s\n", h.Sum(nil), name)
	return nil
}

// pack writes an archive of a snapshot and the files that it names. A file that is
// gone is counted: the rest is worth keeping all the more.
func pack(ctx context.Context, to, snapshot string, from *vault.Vault, at time.Time) (c contents, err error) {
	sums, err := store.FilesOf(ctx, snapshot)
	if err != nil {
		return c, err
	}
	f, err := os.OpenFile(filepath.Clean(to), os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return c, err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	out := bufio.NewWriterSize(f, 1<<20)
	p := packer{zip: zip.NewWriter(out)}
	db, err := os.Open(filepath.Clean(snapshot))
	if err != nil {
		return c, err
	}
	defer db.Close() //nolint:errcheck // only read
	if err := p.add(store.FileName, zip.Deflate, at, db); err != nil {
		return c, err
	}
	for _, sum := range sums {
		if err := ctx.Err(); err != nil {
			return c, err
		}
		err := p.addHeld(from, sum, at)
		switch {
		case errors.Is(err, fs.ErrNotExist):
			c.Missing++
		case err != nil:
			return c, err
		default:
			c.Files++
		}
	}
	list := p.sums.String()
	if err := p.add(sumsName, zip.Deflate, at, strings.NewReader(list)); err != nil {
		return c, err
	}
	return c, errors.Join(p.zip.Close(), out.Flush(), f.Sync())
}

func (p *packer) addHeld(from *vault.Vault, sum string, at time.Time) error {
	r, err := from.Read(sum)
	if err != nil {
		return err
	}
	defer r.Close() //nolint:errcheck // only read
	return p.add(filesUnder+sum, zip.Store, at, r)
}

// keeper is where the members of an archive go.
type keeper interface {
	database(r io.Reader) error
	file(sum string, r io.Reader) error
}

// unpack gives each member to a keeper, after it has seen that the list of sums
// and the members are the same, and proves every sum on the way.
func unpack(ctx context.Context, file string, to keeper) (n int, err error) {
	z, err := zip.OpenReader(filepath.Clean(file))
	if err != nil {
		return 0, fmt.Errorf("%s is no whole backup: %w", file, err)
	}
	defer z.Close() //nolint:errcheck // only read
	sums, err := sumsOf(&z.Reader)
	if err != nil {
		return 0, fmt.Errorf("%s is no whole backup: %w", file, err)
	}
	for _, m := range z.File {
		if err := ctx.Err(); err != nil {
			return n, err
		}
		if m.Name == sumsName {
			continue
		}
		if err := unpackOne(m, sums[m.Name], to); err != nil {
			return n, fmt.Errorf("%s: %s: %w", file, m.Name, err)
		}
		if m.Name != store.FileName {
			n++
		}
	}
	return n, nil
}

const maxSums = 64 << 20 // bytes of the list: half a million files

// sumsOf reads the list, and refuses an archive whose members are others.
func sumsOf(z *zip.Reader) (map[string]string, error) {
	f, err := z.Open(sumsName)
	if err != nil {
		return nil, err
	}
	defer f.Close() //nolint:errcheck // only read
	out := map[string]string{}
	lines := bufio.NewScanner(io.LimitReader(f, maxSums))
	for lines.Scan() {
		sum, name, ok := strings.Cut(lines.Text(), "  ")
		held := heldName.FindStringSubmatch(name)
		if !ok || name != store.FileName && (held == nil || held[1] != sum) {
			return nil, fmt.Errorf("the line %q of %s: %w", lines.Text(), sumsName, store.ErrDamaged)
		}
		out[name] = sum
	}
	if err := lines.Err(); err != nil {
		return nil, err
	}
	if out[store.FileName] == "" {
		return nil, fmt.Errorf("there is no %s in it: %w", store.FileName, store.ErrDamaged)
	}
	seen := map[string]bool{}
	for _, m := range z.File {
		if m.Name != sumsName && (out[m.Name] == "" || seen[m.Name]) || !m.Mode().IsRegular() {
			return nil, fmt.Errorf("%q does not belong into it: %w", m.Name, store.ErrDamaged)
		}
		seen[m.Name] = true
	}
	if len(seen) != len(out)+1 {
		return nil, fmt.Errorf("%d of %d members are there: %w", len(seen)-1, len(out), store.ErrDamaged)
	}
	return out, nil
}

func unpackOne(m *zip.File, sum string, to keeper) error {
	r, err := m.Open()
	if err != nil {
		return err
	}
	defer r.Close() //nolint:errcheck // only read
	h := sha256.New()
	t := io.TeeReader(r, h)
	if m.Name == store.FileName {
		err = to.database(t)
	} else {
		err = to.file(sum, t)
	}
	if err == nil && hex.EncodeToString(h.Sum(nil)) != sum {
		err = vault.ErrSum
	}
	return err
}

// folder is a keeper that keeps everything, as a data folder has it.
type folder string

func (d folder) db() string          { return filepath.Join(string(d), store.FileName) }
func (d folder) vault() *vault.Vault { return vault.Open(filepath.Join(string(d), evidenceFolder)) }

func (d folder) database(r io.Reader) error { return writeNew(d.db(), r) }

func (d folder) file(sum string, r io.Reader) error { return d.vault().Take(sum, r) }

// trial is a keeper for a trial: the database is kept, of files only the sums are read.
type trial struct{ folder }

func (trial) file(_ string, r io.Reader) error {
	_, err := io.Copy(io.Discard, r)
	return err
}

func writeNew(to string, r io.Reader) error {
	f, err := os.OpenFile(filepath.Clean(to), os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	_, err = io.Copy(f, r)
	return errors.Join(err, f.Sync(), f.Close())
}
