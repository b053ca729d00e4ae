package extract

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// office skips where LibreOffice is not installed.
func office(t *testing.T) *Reader {
	r := NewReader()
	if r.Office == "" {
		t.Skip("LibreOffice is not installed here")
	}
	return r
}

// Registers export workbooks as the XML of Excel 2003 under the name .xls.
func TestOffice2003XML(t *testing.T) {
	r := office(t)
	data := `<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="清单"><Table><Row><Cell><Data ss:Type="String">任务</Data></Cell><Cell><Data ss:Type="String">单位</Data></Cell></Row><Row><Cell><Data ss:Type="String">治理</Data></Cell><Cell><Data ss:Type="String">区水利局</Data></Cell></Row></Table></Worksheet></Workbook>`
	f, err := r.Read(context.Background(), "清单.xls", []byte(data))
	if err != nil {
		t.Fatal(err)
	}
	if got := blocksOf(f); got != "- [清单] table header 0\n    A1=任务 | B1=单位 | \n    A2=治理 | B2=区水利局 | " {
		t.Errorf("got\n%s", got)
	}
}

// A conversion that hangs is ended with all its children, and leaves nothing.
func TestConversionOutOfTime(t *testing.T) {
	sleep, err := exec.LookPath("sleep")
	if err != nil {
		t.Skip("no sleep here")
	}
	dir := t.TempDir()
	hang := filepath.Join(dir, "hang")
	must(os.WriteFile(hang, []byte("#!/bin/sh\n"+sleep+" 60\n"), 0o755))
	t.Setenv("TMPDIR", dir)
	r := NewReader()
	r.Office, r.Limits.Time = hang, 200*time.Millisecond
	data, err := os.ReadFile("testdata/good/tracked.doc")
	must(err)
	_, err = r.Read(context.Background(), "a.doc", data)
	var ref *Refusal
	if !errors.As(err, &ref) || ref.Reason != Slow {
		t.Errorf("%v", err)
	}
	left, err := os.ReadDir(dir)
	must(err)
	if len(left) != 1 {
		t.Errorf("left behind: %v", left)
	}
}

// A file that says it is old Word and is not is refused, not indexed as noise.
func TestDamagedLegacy(t *testing.T) {
	r := office(t)
	data, err := os.ReadFile("testdata/good/tracked.doc")
	must(err)
	_, err = r.Read(context.Background(), "a.doc", data[:3000])
	var ref *Refusal
	if !errors.As(err, &ref) || ref.Reason != Damaged {
		t.Errorf("%v", err)
	}
}

// Where a PDF's fonts do not say what their glyphs mean, poppler may know.
func TestPopplerKnowsGlyphs(t *testing.T) {
	r := NewReader()
	if r.Poppler == "" {
		t.Skip("poppler is not installed here")
	}
	// CIDs of Adobe-GB1: 政 府 文 件
	data := textPDF("Identity-H", "BT /F1 16 Tf 90 700 Td <12d407a9101508d2> Tj ET")
	f, err := r.Read(context.Background(), "a.pdf", data)
	var ref *Refusal
	if errors.As(err, &ref) && ref.Reason == Unsupported {
		t.Skip("poppler has no character tables here")
	}
	if err != nil {
		t.Fatal(err)
	}
	if len([]rune(f.Blocks[0].Text)) != 4 || !strings.Contains(strings.Join(f.Notes, ","), NoteOutside) {
		t.Errorf("%s", dump(f))
	}
}

// Every reason has its sentence.
func TestReasonsHaveSentences(t *testing.T) {
	words, err := os.ReadFile("../../bot/words/refusal.tmpl")
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range []Reason{Damaged, Encrypted, Mislabelled, TooLarge, Bomb, Scan, Secret, Legacy, Empty, Unsupported, Slow} {
		if !strings.Contains(string(words), `{{define "refusal.`+string(r)+`"}}`) {
			t.Errorf("no sentence for %s", r)
		}
	}
}
