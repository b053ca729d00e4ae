package bot_test

import (
	"bytes"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"liangshan/bot"
	"liangshan/bot/brief"
	"liangshan/bot/words"
	"liangshan/store"
	"liangshan/store/storetest"
)

// weekFiles are the files of a week of the small office, in every form.
func weekFiles(t *testing.T) map[string][]byte {
	t.Helper()
	r := newLedgerRoom(t)
	r.fill()
	r.problem()
	r.indicators()
	storetest.Write(t, r.db, func(tx *store.Tx) error {
		return tx.SetImprint(store.Imprint{To: []string{"报：区委、区政府主要领导", "送：区人大办公室、区政协办公室", "发：各镇街、区级各部门"}, CC: "区委办公室，区政府办公室"}, 0)
	})
	b := r.brief("本周汇总")
	b.Number = 12
	storetest.Read(t, r.db, func(v *store.View) (err error) {
		if b.Measured, err = v.Measurements(b.Until, nil); err != nil {
			return err
		}
		b.Trend, err = bot.TrendOf(v, b.Figures)
		return err
	})
	out := map[string][]byte{}
	for name, form := range map[string]func() ([]byte, error){
		"bulletin.docx": func() ([]byte, error) { return words.Document(brief.Bulletin, b) },
		"circular.docx": func() ([]byte, error) { return words.Document(brief.Circular, b) },
		"week.xlsx":     func() ([]byte, error) { return words.Workbook(b) },
		"week.png":      func() ([]byte, error) { return words.Picture(b) },
	} {
		data, err := form()
		if err != nil {
			t.Fatal(err)
		}
		out[name] = data
	}
	return out
}

// The files of testdata/summary are what the program writes: part by part, and the picture in its size.
func TestTheFilesAreThoseThatWereLookedAt(t *testing.T) {
	for name, data := range weekFiles(t) {
		path := filepath.Join("testdata", "summary", name)
		if *rewrite {
			if err := os.WriteFile(path, data, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if filepath.Ext(name) == ".png" {
			a, err1 := png.Decode(bytes.NewReader(want))
			b, err2 := png.Decode(bytes.NewReader(data))
			if err1 != nil || err2 != nil || a.Bounds() != b.Bounds() {
				t.Errorf("%s: %v, %v", name, err1, err2)
			}
			continue
		}
		have, kept := unzip(t, data), unzip(t, want)
		for part, text := range kept {
			if have[part] != text {
				t.Errorf("%s: %s changed; run with -rewrite and look at it", name, part)
			}
		}
		if len(have) != len(kept) {
			t.Errorf("%s has %d parts, had %d", name, len(have), len(kept))
		}
	}
}

// An office program opens every document, with its words in their places.
func TestAnOfficeProgramOpensTheFiles(t *testing.T) {
	for _, tool := range []string{"soffice", "pdftotext", "pdfinfo"} {
		if _, err := exec.LookPath(tool); err != nil {
			t.Skipf("%s is not installed", tool)
		}
	}
	if testing.Short() {
		t.Skip("starts an office program")
	}
	dir := t.TempDir()
	run := func(name string, args ...string) string {
		t.Helper()
		c := exec.Command(name, args...)
		c.Dir = dir
		out, err := c.CombinedOutput()
		if err != nil {
			t.Fatalf("%s: %v\n%s", name, err, out)
		}
		return string(out)
	}
	files := weekFiles(t)
	delete(files, "week.png")
	args := []string{"-env:UserInstallation=file://" + filepath.Join(dir, "profile"), "--headless", "--convert-to", "pdf"}
	for name, data := range files {
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o644); err != nil {
			t.Fatal(err)
		}
		args = append(args, name)
	}
	run("soffice", args...)
	for name, want := range map[string][]string{
		"bulletin": {"工作简报", "第12期", "一、总体情况", "（一）区林业局", "2600亩（上期2400亩，增加200亩）", "附件：进展台账", "报：区委、区政府主要领导。", "2022年10月14日印发"},
		"circular": {"各责任单位：", "工作进展和报送情况的通报", "未报2个（区文化旅游委、昌元街道）", "抄送：区委办公室，区政府办公室。"},
		"week":     {"森林抚育", "对照2025年目标", "用地手续未批复", "零报告"},
	} {
		text := strings.Join(strings.Fields(run("pdftotext", "-layout", name+".pdf", "-")), "")
		for _, w := range want {
			if !strings.Contains(text, w) {
				t.Errorf("%s.pdf lacks %q", name, w)
			}
		}
		if info := run("pdfinfo", name+".pdf"); !strings.Contains(info, "Pages:") {
			t.Errorf("%s: %s", name, info)
		}
	}
}
