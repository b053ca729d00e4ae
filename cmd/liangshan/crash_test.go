package main

import (
	"context"
	"net/http/httptest"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"
	"time"

	"liangshan/bot/sandbox"
	"liangshan/store"
)

const (
	crashGroup       = -1001000000007
	crashCoordinator = 501
	crashReporter    = 502
	crashAsker       = 503
)

// program is the whole program in a process of its own, as an operator starts it.
type program struct {
	t    *testing.T
	env  []string
	args []string
	cmd  *exec.Cmd
	log  *os.File
}

func (p *program) start() {
	p.t.Helper()
	exe, err := os.Executable()
	if err != nil {
		p.t.Fatal(err)
	}
	p.cmd = exec.Command(exe, p.args...)
	p.cmd.Env = append(append(os.Environ(), asProgram+"=1"), p.env...)
	p.cmd.Stdout, p.cmd.Stderr = p.log, p.log
	if err := p.cmd.Start(); err != nil {
		p.t.Fatal(err)
	}
	p.t.Cleanup(p.kill) // should the test end before it does
}

// kill ends the process at once, as a power cut would.
func (p *program) kill() {
	p.cmd.Process.Kill() //nolint:errcheck // it may have ended by itself
	p.cmd.Wait()         //nolint:errcheck // killed
}

// stop asks it to end and waits.
func (p *program) stop() {
	p.t.Helper()
	if err := p.cmd.Process.Signal(syscall.SIGTERM); err != nil {
		p.t.Fatal(err)
	}
	done := make(chan error, 1)
	go func() { done <- p.cmd.Wait() }()
	select {
	case err := <-done:
		if err != nil {
			p.t.Errorf("after SIGTERM: %v", err)
		}
	case <-time.After(20 * time.Second):
		p.kill()
		p.t.Error("did not end within 20 seconds of SIGTERM")
	}
}

func crashSandbox(t *testing.T) (*sandbox.Server, *httptest.Server) {
	box := sandbox.New(sandbox.Config{Now: time.Now})
	for id, name := range map[int64]string{crashCoordinator: "老陈", crashReporter: "小林", crashAsker: "周敏"} {
		box.AddUser(sandbox.User{ID: id, Name: name})
		box.AddChat(sandbox.Chat{ID: id, Kind: sandbox.Private})
	}
	box.AddChat(sandbox.Chat{ID: crashGroup, Kind: sandbox.Supergroup, Title: "群", Members: []int64{crashCoordinator, crashReporter, crashAsker}})
	web := httptest.NewServer(box.Handler())
	t.Cleanup(func() {
		err := box.Close() // first: it lets go of the calls that hang
		web.CloseClientConnections()
		web.Close()
		if err != nil {
			t.Error(err)
		}
	})
	return box, web
}

// bind lets the reporter report, by the chat's own ways, and makes the asker known.
func bind(t *testing.T, box *sandbox.Server) {
	ctx, cancel := context.WithTimeout(context.Background(), 60*time.Second)
	defer cancel()
	must(box.Say(crashReporter, crashGroup, "@liangshan_bot 我是区林业局的"))(t)
	m, err := box.WaitBot(ctx, crashGroup, 0, func(m sandbox.Message) bool { return len(m.Buttons) > 0 })
	if err != nil {
		t.Fatal(err)
	}
	if _, err := box.Press(crashCoordinator, crashGroup, m.ID, m.Buttons[0][0].Text); err != nil {
		t.Fatal(err)
	}
	if _, err := box.WaitBot(ctx, crashGroup, 0, func(m sandbox.Message) bool { return strings.Contains(m.Text, "已登记") }); err != nil {
		t.Fatal(err)
	}
	must(box.Say(crashAsker, crashGroup, "@liangshan_bot 帮助"))(t)
}

// waitAnswers waits until as many messages of a private chat are replied to.
func waitAnswers(t *testing.T, box *sandbox.Server, chat int64, want int) {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 90*time.Second)
	defer cancel()
	err := box.Wait(ctx, func() bool {
		answered := map[int]bool{}
		for _, m := range box.Transcript(chat) {
			if m.From.ID == box.Bot().ID && m.ReplyTo != 0 {
				answered[m.ReplyTo] = true
			}
		}
		return len(answered) >= want
	})
	if err != nil {
		t.Fatalf("chat %d: not every message was replied to: %v", chat, err)
	}
}

func checkLedger(t *testing.T, db *store.DB, reports map[int]string, questions []int) {
	err := db.Read(context.Background(), func(v *store.View) error {
		live, err := v.LiveUpdates()
		if err != nil {
			return err
		}
		if len(live) != len(reports) {
			t.Errorf("%d updates recorded for %d messages", len(live), len(reports))
		}
		for _, u := range live {
			if want := reports[int(u.MessageID)]; u.Text != want || u.Version != 1 {
				t.Errorf("message %d: %q version %d, want %q version 1", u.MessageID, u.Text, u.Version, want)
			}
		}
		for _, id := range questions {
			q, err := v.QuestionOf(crashAsker, int64(id))
			if err != nil || q.Version != 1 {
				t.Errorf("question %d: version %d, %v", id, q.Version, err)
			}
		}
		in, err := v.InboxCount()
		if in["waiting"]+in["dead"] > 0 {
			t.Errorf("inbox %v", in)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

func must(id int, err error) func(*testing.T) int {
	return func(t *testing.T) int {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return id
	}
}
