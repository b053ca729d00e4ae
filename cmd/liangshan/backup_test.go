package main

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"liangshan/bot/vault"
	"liangshan/store"
)

const photo = "\xFF\xD8\xFF photo of a weir"

// withPhoto is a data folder with one file of evidence, filed under its department.
func withPhoto(t *testing.T) (env []string, data, sum, filed string) {
	t.Helper()
	data = t.TempDir()
	_, env = station(t, data)
	if out, status := runs(t, env, "documents"); status != 0 {
		t.Fatal(out)
	}
	v := vault.Open(filepath.Join(data, evidenceFolder))
	sum, err := v.Hold([]byte(photo))
	if err != nil {
		t.Fatal(err)
	}
	filed = vault.Path("区林业局", "4 森林抚育", "2022-10") + "/1-照片.jpg"
	if err := v.File(sum, filed); err != nil {
		t.Fatal(err)
	}
	change(t, data, func(tx *store.Tx) error {
		if err := tx.SeeMember(store.Member{ID: 7, Name: "某"}); err != nil {
			return err
		}
		e, err := tx.AddEvidence(store.Evidence{ChatID: 7, MessageID: 1, Member: 7, Name: "照片.jpg", Kind: "jpg", Size: int64(len(photo)), SHA256: sum, SentAt: tx.Now()})
		if err != nil {
			return err
		}
		return tx.FileEvidence(e.ID, []string{filed})
	})
	return env, data, sum, filed
}

func change(t *testing.T, data string, f func(*store.Tx) error) {
	t.Helper()
	db, err := store.Open(context.Background(), filepath.Join(data, store.FileName), time.Now)
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(db.Write(context.Background(), f), db.Close()); err != nil {
		t.Fatal(err)
	}
}

func ok(t *testing.T, env []string, args ...string) string {
	t.Helper()
	out, status := runs(t, env, args...)
	if status != 0 {
		t.Fatalf("%v: %s", args, out)
	}
	return out
}

// A backup is everything: after the loss of the whole folder, the photos are back
// where they were filed, and the journal goes on.
func TestABackupHoldsTheEvidenceAndBringsItBack(t *testing.T) {
	env, data, sum, filed := withPhoto(t)
	file := filepath.Join(t.TempDir(), "all.zip")
	if out := ok(t, env, "backup", file); !strings.Contains(out, "1 files of evidence") {
		t.Error(out)
	}
	if info, err := os.Stat(file); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("%v %v", info.Mode(), err)
	}
	for _, gone := range []string{data, t.TempDir()} { // the same folder lost, or another machine
		if err := os.RemoveAll(gone); err != nil {
			t.Fatal(err)
		}
		env := append(env, "LIANGSHAN_DATA="+gone)
		ok(t, env, "restore", file)
		for _, name := range []string{filed, ".held/" + sum} {
			if got, err := os.ReadFile(filepath.Join(gone, evidenceFolder, filepath.FromSlash(name))); err != nil || string(got) != photo {
				t.Errorf("%s: %q, %v", name, got, err)
			}
		}
		if out := ok(t, env, "journal"); !strings.Contains(out, "restore\tbackup/all.zip") {
			t.Error(out)
		}
		ok(t, env, "journal", "--verify")
		left, err := filepath.Glob(filepath.Join(gone, ".restoring-*"))
		if len(left) > 0 || err != nil {
			t.Errorf("left behind: %v %v", left, err)
		}
	}
}

// Whoever is forgotten is still in the backups: the command says so, for that is what
// the person is to be told.
func TestForgettingSaysThatBackupsStillHoldIt(t *testing.T) {
	env, _, _, _ := withPhoto(t)
	if out := ok(t, env, "forget", "7"); !strings.Contains(out, "backups and copies made before now still hold them") {
		t.Error(out)
	}
}

// What stood in the folder is set aside whole, never deleted.
func TestWhatARestoreReplacesIsKept(t *testing.T) {
	env, data, _, filed := withPhoto(t)
	file := filepath.Join(t.TempDir(), "all.zip")
	ok(t, env, "backup", file)
	later := filepath.Join(data, evidenceFolder, "later.txt")
	if err := os.WriteFile(later, []byte("later"), 0o600); err != nil {
		t.Fatal(err)
	}
	ok(t, env, "restore", file)
	aside, err := filepath.Glob(filepath.Join(data, evidenceFolder+".before-*", "later.txt"))
	if err != nil || len(aside) != 1 {
		t.Errorf("%v %v", aside, err)
	}
	if _, err := os.Stat(filepath.Join(data, evidenceFolder, filepath.FromSlash(filed))); err != nil {
		t.Error(err)
	}
	if dbs, _ := filepath.Glob(filepath.Join(data, store.FileName+".before-*")); len(dbs) != 1 {
		t.Errorf("%v", dbs)
	}
}

// A plain database, as earlier versions wrote it, comes back; the evidence stays.
func TestABackupOfAnEarlierVersionComesBack(t *testing.T) {
	env, data, sum, _ := withPhoto(t)
	db, err := store.Open(t.Context(), filepath.Join(data, store.FileName), time.Now)
	if err != nil {
		t.Fatal(err)
	}
	plain := filepath.Join(t.TempDir(), "old.db")
	if err := errors.Join(db.Backup(t.Context(), plain), db.Close()); err != nil {
		t.Fatal(err)
	}
	if out := ok(t, env, "restore", plain); !strings.Contains(out, "holds no evidence") {
		t.Error(out)
	}
	if _, err := os.Stat(filepath.Join(data, evidenceFolder, ".held", sum)); err != nil {
		t.Error(err)
	}
}

// Whatever is wrong with a backup is found before anything is replaced.
func TestADamagedBackupReplacesNothing(t *testing.T) {
	env, data, sum, _ := withPhoto(t)
	good := filepath.Join(t.TempDir(), "all.zip")
	ok(t, env, "backup", good)
	whole := read(t, good)
	before := listing(t, data)
	for name, bad := range map[string][]byte{
		"cut short":         whole[:len(whole)/2],
		"a byte of a photo": bytes.Replace(whole, []byte("photo of a weir"), []byte("photo of a wier"), 1),
		"empty":             {},
		"another file":      []byte("PK\x03\x04 is not enough"),
		"a member too many": rezip(t, whole, func(name string, data []byte) (string, []byte) { return name, data }, "evidence/../../../etc/cron.d/x"),
		"a photo exchanged": rezip(t, whole, func(name string, data []byte) (string, []byte) {
			if strings.HasSuffix(name, sum) {
				data = []byte("another photo")
			}
			return name, data
		}),
		"a photo missing": rezip(t, whole, func(name string, data []byte) (string, []byte) {
			if strings.HasSuffix(name, sum) {
				return "", nil
			}
			return name, data
		}),
		"the database changed": rezip(t, whole, func(name string, data []byte) (string, []byte) {
			if name == store.FileName {
				data[len(data)/2]++
			}
			return name, data
		}),
		"no list": rezip(t, whole, func(name string, data []byte) (string, []byte) {
			if name == sumsName {
				return "", nil
			}
			return name, data
		}),
	} {
		file := filepath.Join(t.TempDir(), "bad.zip")
		if err := os.WriteFile(file, bad, 0o600); err != nil {
			t.Fatal(err)
		}
		if out, status := runs(t, env, "restore", file); status != exitFailed {
			t.Errorf("%s: status %d, %s", name, status, out)
		}
		if after := listing(t, data); after != before {
			t.Errorf("%s: the folder was\n%s\nand is\n%s", name, before, after)
		}
	}
	if err := os.Mkdir(filepath.Join(data, restoringName+"killed"), 0o700); err != nil {
		t.Fatal(err)
	}
	ok(t, env, "restore", good)
	if strings.Contains(listing(t, data), restoringName) {
		t.Error("what a killed restore left is still there")
	}
}

// listing is every file of a folder with its size, but for the lock.
func listing(t *testing.T, dir string) string {
	var b strings.Builder
	err := filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
		if err == nil && !strings.HasSuffix(path, ".lock") {
			b.WriteString(path + "\n")
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// rezip writes an archive again, with its members changed or left out, and more.
func rezip(t *testing.T, data []byte, each func(string, []byte) (string, []byte), more ...string) []byte {
	r, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	put := func(name string, data []byte) {
		f, err := w.Create(name)
		if err == nil {
			_, err = f.Write(data)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	for _, m := range r.File {
		f, err := m.Open()
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(f)
		if err != nil {
			t.Fatal(err)
		}
		if name, body := each(m.Name, body); name != "" {
			put(name, body)
		}
	}
	for _, name := range more {
		put(name, []byte("x"))
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// A file of evidence that is gone does not cost the rest its backup, and is told.
func TestABackupTellsWhatIsGone(t *testing.T) {
	env, data, sum, _ := withPhoto(t)
	if err := os.Remove(filepath.Join(data, evidenceFolder, ".held", sum)); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "all.zip")
	if out := ok(t, env, "backup", file); !strings.Contains(out, "1 files of evidence are named by the database but gone") {
		t.Error(out)
	}
	ok(t, env, "restore", file)
}

// Whatever stands in a file that is given as a backup: it is laid out whole inside
// its folder, or refused.
func FuzzABackupIsWholeOrRefused(f *testing.F) {
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for name, text := range map[string]string{store.FileName: "x", "evidence/../../x": "y", sumsName: "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881  liangshan.db\n"} {
		m, err := w.Create(name)
		if err == nil {
			_, err = m.Write([]byte(text))
		}
		if err != nil {
			f.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		f.Fatal(err)
	}
	f.Add(b.Bytes())
	f.Add([]byte("SQLite format 3\x00"))
	f.Fuzz(func(t *testing.T, data []byte) {
		top := t.TempDir()
		file, into := filepath.Join(top, "backup"), filepath.Join(top, "into", "here")
		if err := errors.Join(os.MkdirAll(into, 0o700), os.WriteFile(file, data, 0o600)); err != nil {
			t.Fatal(err)
		}
		if _, err := lay(t.Context(), file, folder(into)); err == nil {
			t.Error("no database was taken for one")
		}
		for _, dir := range []string{top, filepath.Dir(into)} {
			if left, err := os.ReadDir(dir); err != nil || len(left) > 2 {
				t.Errorf("%v outside: %v", left, err)
			}
		}
	})
}
