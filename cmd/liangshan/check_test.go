package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"liangshan/knowledge/llm/llmtest"
	"liangshan/store"
)

// line is what check says about one thing.
func line(out, name string) string {
	for _, l := range strings.Split(out, "\n") {
		if strings.Contains(l, "] "+name+"：") {
			return l
		}
	}
	return ""
}

// Each fault of a model server is told with what to do about it, for the model and
// the embedding model each.
func TestCheckTriesBothModelsAndSaysWhatToDo(t *testing.T) {
	for _, c := range []struct {
		name             string
		faults           []llmtest.Fault // of the model's call, then of the embedding's
		env              []string
		model, embedding string
		status           int
	}{
		{"well", nil, nil, "[好] 模型：正常", "[好] 向量模型：正常", 0},
		{"wrong key", []llmtest.Fault{llmtest.Unauthorized, llmtest.Unauthorized}, nil, "OPENAI_API_KEY", "OPENAI_API_KEY", 1},
		{"vectors of odd lengths", []llmtest.Fault{llmtest.OK, llmtest.ShortEmbeddings}, nil, "[好]", "[待办] 向量模型", 1},
		{"not running", nil, []string{"OPENAI_BASE_URL=http://" + "127.0.0.1:1/v1"}, "连不上", "连不上", 1},
		{"no embedding", nil, []string{"OPENAI_EMBEDDING_MODEL="}, "[好] 模型：正常", "按字词查找", 0},
		{"abroad without the switch", nil, []string{"OPENAI_BASE_URL=https://model.example.com/v1"}, "LIANGSHAN_PUBLIC_MODEL=yes", "LIANGSHAN_PUBLIC_MODEL=yes", 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			data := t.TempDir()
			_, env := station(t, data)
			m := llmtest.NewServer(t, c.faults...)
			env = append(env, "OPENAI_BASE_URL="+m.URL, "OPENAI_MODEL=double", "OPENAI_EMBEDDING_MODEL=double", "OPENAI_API_KEY=sesame")
			ok(t, env, "documents")
			out, status := runs(t, append(env, c.env...), "check")
			if (status != 0) != (c.status != 0) || !strings.Contains(line(out, "模型"), c.model) || !strings.Contains(line(out, "向量模型"), c.embedding) {
				t.Errorf("status %d\n%s", status, out)
			}
			if strings.Contains(out, "sesame") {
				t.Error("the key is told")
			}
			if strings.Contains(line(out, "数据库"), "损坏") {
				t.Errorf("a model's fault is called the database's:\n%s", out)
			}
		})
	}
}

// The last backup's age and lost evidence are told.
func TestCheckTellsTheAgeOfTheLastBackup(t *testing.T) {
	env, data, sum, _ := withPhoto(t)
	out, _ := runs(t, env, "check")
	if l := line(out, "备份"); !strings.Contains(l, "[好]") || !strings.Contains(l, "还没有备份过") {
		t.Errorf("a new folder: %s", l)
	}
	if l := line(out, "佐证材料"); !strings.Contains(l, "1 份齐全") {
		t.Error(l)
	}
	ok(t, env, "backup", filepath.Join(t.TempDir(), "x.zip"))
	out, _ = runs(t, env, "check")
	if l := line(out, "备份"); !strings.Contains(l, "[好] 备份：最近一次是 "+time.Now().Format("2006-")) {
		t.Error(l)
	}
	later := "LIANGSHAN_AS_OF=" + time.Now().Add(9*24*time.Hour).Format("2006-01-02")
	out, status := runs(t, append(env, later), "check")
	if l := line(out, "备份"); !strings.Contains(l, "[待办]") || !strings.Contains(l, "已过") || status != exitFailed {
		t.Error(l)
	}
	if err := os.Remove(filepath.Join(data, evidenceFolder, ".held", sum)); err != nil {
		t.Fatal(err)
	}
	out, _ = runs(t, env, "check")
	if l := line(out, "佐证材料"); !strings.Contains(l, "[待办]") || !strings.Contains(l, "1 份") {
		t.Error(l)
	}
}

// A journal that somebody changed behind the program's back is told.
func TestCheckTellsAChangedJournal(t *testing.T) {
	data := t.TempDir()
	_, env := station(t, data)
	ok(t, env, "documents")
	out, _ := runs(t, env, "check")
	if l := line(out, "日志台账"); !strings.Contains(l, "[好]") || !strings.Contains(l, "连续完整") {
		t.Errorf("%q", l)
	}
	file := filepath.Join(data, store.FileName)
	b := read(t, file)
	at := bytes.Index(b, []byte(`"file":"`))
	if at < 0 {
		t.Fatal("the journal has no import")
	}
	copy(b[at:], `"fiel":"`)
	if err := os.WriteFile(file, b, 0o600); err != nil {
		t.Fatal(err)
	}
	out, status := runs(t, env, "check")
	if l := line(out, "日志台账"); !strings.Contains(l, "[待办]") || !strings.Contains(l, "改动") || status != exitFailed {
		t.Errorf("status %d: %s", status, out)
	}
}

// What bears a secret and can be read by anybody on the machine is told.
func TestCheckTellsWhoElseMayRead(t *testing.T) {
	data, dir := t.TempDir(), t.TempDir()
	_, env := station(t, data)
	ok(t, env, "documents")
	token, config := filepath.Join(dir, "token"), filepath.Join(dir, "s.toml")
	for name, text := range map[string]string{token: "1:x", config: `OPENAI_API_KEY = "sesame"`} {
		if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	env = append(env, "TELEGRAM_BOT_TOKEN_FILE="+token, "LIANGSHAN_CONFIG="+config)
	out, _ := runs(t, env, "check")
	if l := line(out, "文件权限"); !strings.Contains(l, "[好]") {
		t.Error(l)
	}
	for _, name := range []string{token, config, filepath.Join(data, store.FileName)} {
		info, err := os.Stat(name)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.Chmod(name, info.Mode().Perm()|0o055); err != nil {
			t.Fatal(err)
		}
		out, _ := runs(t, env, "check")
		if l := line(out, "文件权限"); !strings.Contains(l, "[待办]") || !strings.Contains(l, name) || strings.Contains(out, "sesame") {
			t.Error(l)
		}
	}
}

// A folder that has been used for weeks without a backup is told so.
func TestCheckAsksForTheFirstBackup(t *testing.T) {
	data := t.TempDir()
	_, env := station(t, data)
	ok(t, append(env, "LIANGSHAN_AS_OF="+time.Now().Add(-20*24*time.Hour).Format("2006-01-02")), "documents")
	if _, err := os.Stat(filepath.Join(data, store.FileName)); err != nil {
		t.Fatal(err)
	}
	out, status := runs(t, env, "check")
	if l := line(out, "备份"); !strings.Contains(l, "[待办]") || !strings.Contains(l, "每夜") || status != exitFailed {
		t.Errorf("status %d: %s", status, l)
	}
}
