package vault_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"liangshan/bot/vault"
)

func TestWhatAFileIsIsToldByItsBytes(t *testing.T) {
	for _, c := range []struct{ name, data, want string }{
		{"验收表.pdf", "%PDF-1.7 …", "pdf"},
		{"照片.jpg", "\xFF\xD8\xFF\xE0", "jpg"},
		{"台账.xlsx", "PK\x03\x04", "xlsx"},
		{"资料.zip", "PK\x03\x04", "zip"},
		{"带宏.docm", "PK\x03\x04", "zip"},
		{"报告.doc", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "doc"},
		{"安装.msi", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", ""},
		{"照片.jpg", "MZ\x90\x00", ""},
		{"脚本.pdf", "#!/bin/sh\n", ""},
		{"网页.jpg", "<html>", ""},
		{"截图.png", "\x89PNG\r\n\x1a\n", "png"},
		{"空.pdf", "", ""},
		{"图.webp", "RIFF\x00\x00\x00\x00WEBP", "webp"},
	} {
		if got := vault.Kind(c.name, []byte(c.data)); got != c.want {
			t.Errorf("%s with %q: %q, want %q", c.name, c.data, got, c.want)
		}
	}
}

func TestNamesStayInTheirFolder(t *testing.T) {
	for name, want := range map[string]string{
		"../../etc/passwd":      "etc_passwd",
		`..\..\windows\x`:       "windows_x",
		"区林业局":                  "区林业局",
		".bashrc":               "bashrc",
		"a\x00b\nc":             "abc",
		"":                      "_",
		"con":                   "_con",
		"8月 验收":                 "8月_验收",
		"2022-08/2022-09":       "2022-08_2022-09",
		"照片\u202egpj.exe":       "照片gpj.exe",
		strings.Repeat("长", 90): strings.Repeat("长", 50),
	} {
		if got := vault.Safe(name); got != want {
			t.Errorf("%q: %q, want %q", name, got, want)
		}
	}
	if got := vault.FileName(`C:\图\照片.exe`, "jpg"); got != "照片.jpg" {
		t.Errorf("file name %q", got)
	}
}

func TestAFileIsKeptOnceAndFiledByLinks(t *testing.T) {
	dir := t.TempDir()
	v := vault.Open(dir)
	a, err := v.Hold([]byte("same"))
	if err != nil {
		t.Fatal(err)
	}
	if b, err := v.Hold([]byte("same")); err != nil || a != b {
		t.Fatalf("%s, %s, %v", a, b, err)
	}
	path := vault.Path("区林业局", "4 森林抚育", "2022-10", "1-照片.jpg")
	for range 2 {
		if err := v.File(a, path); err != nil {
			t.Fatal(err)
		}
	}
	if got, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(path))); err != nil || string(got) != "same" {
		t.Errorf("%q, %v", got, err)
	}
	for range 2 {
		if err := v.Unfile(path); err != nil {
			t.Error(err)
		}
	}
	if err := v.File("nothing", "x/y"); err == nil {
		t.Error("a file that is not held was filed")
	}
}

func FuzzNamesStayInTheirFolder(f *testing.F) {
	f.Add("../x", "b")
	f.Fuzz(func(t *testing.T, a, b string) {
		dir := t.TempDir()
		p := filepath.Join(dir, filepath.FromSlash(vault.Path(a, b)))
		if rel, err := filepath.Rel(dir, p); err != nil || strings.HasPrefix(rel, "..") || strings.Count(rel, string(filepath.Separator)) != 1 {
			t.Errorf("%q, %q lead to %q", a, b, rel)
		}
	})
}
