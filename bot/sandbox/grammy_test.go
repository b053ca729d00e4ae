package sandbox_test

import (
	"bufio"
	"encoding/json"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"liangshan/bot/sandbox"
)

// clientFolder is where .ci/run installs the independent client:
//
//	dir="${XDG_CACHE_HOME:-$HOME/.cache}/liangshan-grammy" && mkdir -p "$dir" &&
//	cp bot/sandbox/testdata/grammy/package*.json "$dir" &&
//	(cd "$dir" && npm ci --ignore-scripts --no-audit --no-fund)
func clientFolder(t *testing.T) string {
	t.Helper()
	cache, err := os.UserCacheDir()
	if err != nil {
		t.Skip("no cache folder: ", err)
	}
	folder := filepath.Join(cache, "liangshan-grammy")
	if _, err := os.Stat(filepath.Join(folder, "node_modules", "grammy")); err != nil {
		t.Skip("the independent client is not installed; grammy_test.go says how")
	}
	return folder
}

// TestAnIndependentClientIsAtHome drives a bot built on grammY, whose authors
// have never seen this sandbox.
func TestAnIndependentClientIsAtHome(t *testing.T) {
	node, err := exec.LookPath("node")
	if err != nil {
		t.Skip("node is not installed")
	}
	folder := clientFolder(t)
	s, web := open(t)
	hear, end := startNode(t, node, filepath.Join("testdata", "grammy", "echo.cjs"), folder, web.URL, s.Token())
	hear(`{"started":1000000001}`)

	asked := say(t, s, forestry, office, "/help@liangshan_bot 怎么报")
	hear(`{"command":"怎么报","me":"liangshan_bot"}`)
	help, err := s.WaitBot(soon(t), office, asked, nil)
	must(t, err)
	if help.Text != "帮助" || help.ReplyTo != asked || help.Entities[0].Type != "bold" {
		t.Errorf("help = %+v", help)
	}

	said := say(t, s, forestry, office, "🌲 @liangshan_bot 抚育2600亩")
	hear(`{"text":"🌲 @liangshan_bot 抚育2600亩","mentions":["@liangshan_bot"]}`)
	hear(`{"refused":true,"code":400,"description":"Bad Request: can't parse entities: Can't find end tag corresponding to start tag \"b\""}`)
	card, err := s.WaitBot(soon(t), office, said, func(m sandbox.Message) bool { return m.Buttons != nil })
	must(t, err)
	press, err := s.Press(forestry, office, card.ID, "确认")
	must(t, err)
	hear(`{"pressed":"ok","by":"李林"}`)
	toast, err := s.WaitAnswer(soon(t), office, press)
	if err != nil || toast.Text != "已确认" {
		t.Errorf("toast = %+v, %v", toast, err)
	}
	_, err = s.WaitBot(soon(t), office, said, func(m sandbox.Message) bool { return m.Text == "完成" })
	must(t, err)

	must(t, s.Edit(forestry, office, said, "抚育2500亩"))
	hear(`{"edited":"抚育2500亩"}`)
	file, err := s.SendFile(forestry, forestry, "佐证.pdf", []byte("内容"), "附件")
	must(t, err)
	hear(`{"file":"佐证.pdf","size":6,"caption":"附件"}`)
	back, err := s.WaitBot(soon(t), forestry, file, nil)
	if err != nil || back.File.Name != "回佐证.pdf" || string(back.File.Data) != "内容" {
		t.Errorf("file = %+v, %v", back.File, err)
	}
	must(t, s.RemoveBot(official, office))
	hear(`{"now":"kicked"}`)
	end()
}

// startNode runs a script; hear compares its next line with JSON, end lets it
// finish.
func startNode(t *testing.T, node string, argv ...string) (hear func(string), end func()) {
	t.Helper()
	cmd := exec.CommandContext(soon(t), node, argv...)
	var faults strings.Builder
	cmd.Stderr = &faults
	in, err := cmd.StdinPipe()
	must(t, err)
	out, err := cmd.StdoutPipe()
	must(t, err)
	must(t, cmd.Start())
	lines := bufio.NewScanner(out)
	hear = func(want string) {
		t.Helper()
		if !lines.Scan() {
			t.Fatalf("the client ended: %s", faults.String())
		}
		var got, wanted any
		must(t, json.Unmarshal(lines.Bytes(), &got))
		must(t, json.Unmarshal([]byte(want), &wanted))
		if diff := cmp.Diff(wanted, got); diff != "" {
			t.Fatal(diff)
		}
	}
	end = func() {
		t.Helper()
		must(t, in.Close())
		if _, err := io.Copy(io.Discard, out); err != nil {
			t.Error(err)
		}
		if err := cmd.Wait(); err != nil {
			t.Errorf("%v: %s", err, faults.String())
		}
	}
	return hear, end
}
