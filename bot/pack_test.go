package bot_test

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"fmt"
	"io"
	"path"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"liangshan/bot"
	"liangshan/bot/vault"
	"liangshan/bot/words"
	"liangshan/knowledge/corpus"
	"liangshan/store"
	"liangshan/store/storetest"
)

// prove files bytes as evidence of the report of a message.
func (r *ledgerRoom) prove(v *vault.Vault, message int64, name, kind string, data []byte) {
	r.t.Helper()
	sum, err := v.Hold(data)
	if err != nil {
		r.t.Fatal(err)
	}
	storetest.Write(r.t, r.db, func(tx *store.Tx) error {
		r.next++
		_, err := tx.AddEvidence(store.Evidence{
			ChatID: -1001000000001, MessageID: 5000 + r.next, ReportChat: -1001000000001, ReportMessage: message, Member: r.deps["区林业局"].ID + 1000,
			Department: r.deps["区林业局"].ID, Name: name, Kind: kind, Size: int64(len(data)), SHA256: sum, SentAt: r.clock.Now(),
		})
		return err
	})
}

func (r *ledgerRoom) pack(v *vault.Vault, order string, size int64) bot.Parts {
	r.t.Helper()
	var parts bot.Parts
	storetest.Read(r.t, r.db, func(view *store.View) (err error) {
		parts, err = bot.PackOf(view, v, bot.PackOrder(order, r.clock.Now(), corpus.Calendar(), r.roster), size, r.clock.Now())
		return err
	})
	return parts
}

// unzip reads a pack back.
func unzip(t *testing.T, data []byte) map[string]string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		b, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		if out[f.Name] != "" {
			t.Errorf("%s stands twice", f.Name)
		}
		out[f.Name] = string(b)
	}
	return out
}

func TestTheEvidencePackIsFiledByTaskAndIndicatorWithItsCatalogue(t *testing.T) {
	r := newLedgerRoom(t)
	r.fill()
	v := vault.Open(t.TempDir())
	r.prove(v, 101, "现场.jpg", "jpg", []byte("photo of the forest"))
	r.prove(v, 103, "验收表.pdf", "pdf", []byte("of two tasks"))
	r.prove(v, 103, "../../etc/passwd\u202egpj.exe", "pdf", []byte("a name that climbs"))
	r.prove(v, 107, "草稿.pdf", "pdf", []byte("of a draft"))
	storetest.Write(t, r.db, addIndicators)
	var indicator int64
	storetest.Read(t, r.db, func(v *store.View) error {
		list, err := v.Tasks(store.TaskFilter{})
		for _, x := range list {
			if x.What == "林草覆盖率" {
				indicator = x.ID
			}
		}
		return err
	})
	r.says("2022-10-14 17:10", "区林业局", store.Record{TaskID: indicator, Status: store.RecordInProgress, Text: "林草覆盖率41.2%"})
	r.prove(v, r.next, "监测报告.pdf", "pdf", []byte("of an indicator"))
	parts := r.pack(v, "佐证材料包", 0)
	if len(parts.Items) != 1 {
		t.Fatalf("%d parts", len(parts.Items))
	}
	var out bytes.Buffer
	if err := v.Pack(&out, parts.Items[0]); err != nil {
		t.Fatal(err)
	}
	files, err := zip.NewReader(bytes.NewReader(out.Bytes()), int64(out.Len()))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files.File {
		if f.Modified.Year() != 2022 {
			t.Errorf("%s is of %v, not of when it came", f.Name, f.Modified)
		}
	}
	got := unzip(t, out.Bytes())
	for _, want := range []struct{ folder, file, text string }{
		{"任务/*-森林抚育/2022-10/区林业局", "*-现场.jpg", "photo of the forest"},
		{"任务/*-森林抚育/2022-10/区林业局", "*-验收表.pdf", "of two tasks"},
		{"任务/*-古树名木挂牌保护/2022-10/区林业局", "*-验收表.pdf", "of two tasks"},
		{"指标/*-林草覆盖率/2022-10/区林业局", "*-监测报告.pdf", "of an indicator"},
	} {
		found := false
		for name, text := range got {
			if ok, _ := path.Match(want.folder+"/"+want.file, name); ok && text == want.text {
				found = true
			}
		}
		if !found {
			t.Errorf("no %s/%s in the pack: %v", want.folder, want.file, keys(got))
		}
	}
	for name := range got {
		if path.IsAbs(name) || strings.Contains(name, "..") || strings.ContainsAny(name, "\\\u202e:") || strings.Contains(name, "草稿") {
			t.Errorf("%q must not stand in a pack", name)
		}
	}
	text := got["佐证材料目录.txt"]
	sum := fmt.Sprintf("%x", sha256.Sum256([]byte("of an indicator")))
	for _, want := range []string{"共4个文件", "现场.jpg｜森林抚育｜区林业局｜2022年10月14日", "林草覆盖率", sum} {
		if !strings.Contains(text, want) {
			t.Errorf("the catalogue lacks %q:\n%s", want, text)
		}
	}
	if !strings.HasPrefix(got["佐证材料目录.xlsx"], "PK") {
		t.Error("no catalogue as a workbook")
	}
	var again bytes.Buffer
	if err := v.Pack(&again, r.pack(v, "佐证材料包", 0).Items[0]); err != nil || !bytes.Equal(out.Bytes(), again.Bytes()) {
		t.Errorf("two packs of one record differ (%v)", err)
	}
	if n := r.pack(v, "林业局古树名木挂牌的佐证材料包", 0).Pack.Files(); n != 2 {
		t.Errorf("narrowed to one task: %d files", n)
	}
	if n := r.pack(v, "水利局佐证材料包", 0).Pack.Files(); n != 0 {
		t.Errorf("of a department without evidence: %d files", n)
	}
	if n := r.pack(v, "9月佐证材料包", 0).Pack.Files(); n != 0 {
		t.Errorf("of a month without evidence: %d files", n)
	}
}

func keys(m map[string]string) []string {
	var out []string
	for k := range m {
		out = append(out, k)
	}
	return out
}

// What does not fit into one message comes in parts, each whole in itself; a lost file is said to be lost.
func TestALargePackComesInParts(t *testing.T) {
	r := newLedgerRoom(t)
	r.fill()
	dir := t.TempDir()
	v := vault.Open(dir)
	for i := range 5 {
		r.prove(v, 101, fmt.Sprintf("照片%d.jpg", i), "jpg", bytes.Repeat([]byte{byte(i)}, 1000))
	}
	r.prove(v, 101, "丢失.jpg", "jpg", []byte("lost"))
	if err := v.Destroy(fmt.Sprintf("%x", sha256.Sum256([]byte("lost")))); err != nil {
		t.Fatal(err)
	}
	parts := r.pack(v, "佐证材料包", 2500)
	if len(parts.Items) != 3 || parts.Pack.Files() != 5 || len(parts.Pack.Lost()) != 1 {
		t.Fatalf("%d parts of %d files, %d lost", len(parts.Items), parts.Pack.Files(), len(parts.Pack.Lost()))
	}
	files := 0
	for _, items := range parts.Items {
		var out bytes.Buffer
		if err := v.Pack(&out, items); err != nil {
			t.Fatal(err)
		}
		got := unzip(t, out.Bytes())
		if !strings.Contains(got["佐证材料目录.txt"], "共5个文件，分3卷") || !strings.Contains(got["佐证材料目录.txt"], "丢失.jpg｜森林抚育｜区林业局｜2022年10月14日｜文件已不在存放处") {
			t.Errorf("each part has the whole catalogue:\n%s", got["佐证材料目录.txt"])
		}
		files += len(got) - 2
	}
	if files != 5 {
		t.Errorf("%d files in all parts", files)
	}
	if name, err := words.PackName(parts.Pack, 2); err != nil || name != "佐证材料包_截至2022年10月14日_第2卷共3卷" {
		t.Errorf("%s, %v", name, err)
	}
}

// A pack is written as it is read: its size does not matter to memory.
func TestAPackIsStreamed(t *testing.T) {
	r := newLedgerRoom(t)
	r.fill()
	v := vault.Open(t.TempDir())
	for i := range 8 {
		r.prove(v, 101, fmt.Sprintf("%d.jpg", i), "jpg", bytes.Repeat([]byte{byte(i)}, 4<<20))
	}
	items := r.pack(v, "佐证材料包", 0).Items[0]
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	n := &counter{}
	if err := v.Pack(n, items); err != nil {
		t.Fatal(err)
	}
	runtime.ReadMemStats(&after)
	if got := after.TotalAlloc - before.TotalAlloc; n.n < 32<<20 || got > 4<<20 {
		t.Errorf("%d bytes were written and %d taken from memory", n.n, got)
	}
}

type counter struct{ n int64 }

func (c *counter) Write(p []byte) (int, error) { c.n += int64(len(p)); return len(p), nil }

// In chat: only a coordinator's, in the words of an office.
func TestAPackIsAskedForInChat(t *testing.T) {
	o := newOffice(t)
	s := o.stage()
	s.play(1, "老陈: @liangshan_bot 佐证材料包")
	s.play(2, "< 还没有已确认报送的佐证材料")
	s.play(3, "小林 📎 现场.png: @liangshan_bot 森林抚育完成2600亩，占全年任务的65%")
	s.play(4, "小林 ▶ 确认")
	s.play(5, "小林 📎 清单.pdf: @liangshan_bot 古树名木挂牌保护完成120株") // never confirmed
	s.play(6, "小林: @liangshan_bot 佐证材料包")
	s.play(7, "!< 共1个文件")
	for i, order := range []string{"佐证材料包", "导出佐证材料", "打包林业局今年的佐证材料包", "下载森林抚育的佐证材料"} {
		s.play(10+2*i, "老陈: @liangshan_bot "+order)
		s.play(11+2*i, "< 共1个文件")
	}
	found := 0
	for _, m := range o.box.Transcript(group) {
		if m.File != nil && strings.HasPrefix(m.File.Name, "佐证材料包") && filepath.Ext(m.File.Name) == ".zip" && m.File.Size > 1000 {
			found++
		}
	}
	if found != 4 {
		t.Errorf("%d packs came", found)
	}
}
