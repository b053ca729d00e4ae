package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"liangshan/bot/sandbox"
	"liangshan/store"
)

// runs calls a command of the program in a process of its own.
func runs(t *testing.T, env []string, args ...string) (out string, status int) {
	t.Helper()
	return runsAs(t, nil, self(t), env, args...)
}

func self(t *testing.T) string {
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	return exe
}

func runsAs(t *testing.T, who *syscall.SysProcAttr, exe string, env []string, args ...string) (string, int) {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	c := exec.CommandContext(ctx, exe, args...)
	c.Env = append(append(os.Environ(), asProgram+"=1"), env...)
	c.SysProcAttr = who
	var b bytes.Buffer
	c.Stdout, c.Stderr = &b, &b
	if err := c.Run(); err != nil && c.ProcessState == nil {
		t.Fatal(err)
	}
	return b.String(), c.ProcessState.ExitCode()
}

// station is a sandbox and the settings of a program that works on it.
func station(t *testing.T, data string) (*sandbox.Server, []string) {
	box, web := crashSandbox(t)
	return box, []string{
		"TELEGRAM_BOT_TOKEN=" + box.Token(), "TELEGRAM_API_URL=" + web.URL, "LIANGSHAN_DATA=" + data,
		fmt.Sprintf("LIANGSHAN_COORDINATORS=%d", crashCoordinator), fmt.Sprintf("LIANGSHAN_CHATS=%d", crashGroup),
	}
}

// logOf gives a program a log that is read while it runs: a pipe, not a file on its disk.
func (p *program) logOf() func() string {
	r, w, err := os.Pipe()
	if err != nil {
		p.t.Fatal(err)
	}
	p.log = w
	var mu sync.Mutex
	var b bytes.Buffer
	done := make(chan struct{})
	go func() {
		defer close(done)
		buf := make([]byte, 4096)
		for {
			n, err := r.Read(buf)
			mu.Lock()
			b.Write(buf[:n])
			mu.Unlock()
			if err != nil {
				return
			}
		}
	}()
	p.t.Cleanup(func() {
		w.Close() //nolint:errcheck // the test is over
		<-done
		r.Close() //nolint:errcheck // the test is over
	})
	return func() string {
		mu.Lock()
		defer mu.Unlock()
		return b.String()
	}
}

func TestASecondProgramOnTheSameFolderIsRefused(t *testing.T) {
	data := t.TempDir()
	box, env := station(t, data)
	p := &program{t: t, args: []string{"run"}, env: env}
	p.logOf()
	p.start()
	bind(t, box)
	for _, args := range [][]string{{"run"}, {"demo", "--listen", "127.0.0.1:0", "--data", data}, {"restore", filepath.Join(data, "x.db")}} {
		if args[0] == "restore" {
			if out, status := runs(t, env, "backup", args[1]); status != 0 {
				t.Fatal(out)
			}
		}
		out, status := runs(t, env, args...)
		if status != exitFailed || !strings.Contains(out, "another liangshan works on "+data) {
			t.Errorf("%v: status %d, %s", args, status, out)
		}
	}
	// the first goes on as if nothing had been
	must(box.Say(crashAsker, crashAsker, "规划什么时候发布？"))(t)
	waitAnswers(t, box, crashAsker, 1)
	p.stop()
}

func TestADatabaseOfANewerProgramIsLeftAlone(t *testing.T) {
	data := t.TempDir()
	_, env := station(t, data)
	if out, status := runs(t, env, "documents"); status != 0 {
		t.Fatal(out)
	}
	file := filepath.Join(data, store.FileName)
	setVersion(t, file, 9999)
	before := read(t, file)
	for _, args := range [][]string{{"run"}, {"check"}, {"ask", "规划什么时候发布？"}} {
		if out, status := runs(t, env, args...); status != exitFailed || !strings.Contains(out, "newer program") {
			t.Errorf("%v: status %d, %s", args, status, out)
		}
	}
	if !bytes.Equal(before, read(t, file)) {
		t.Error("the database was changed")
	}
}

// setVersion writes SQLite's user_version where the file format has it.
func setVersion(t *testing.T, file string, v byte2) {
	f, err := os.OpenFile(file, os.O_RDWR, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close() //nolint:errcheck // the write's error counts
	if _, err := f.WriteAt([]byte{0, 0, byte(v >> 8), byte(v)}, 60); err != nil {
		t.Fatal(err)
	}
}

type byte2 uint16

func read(t *testing.T, file string) []byte {
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestADamagedDatabaseIsToldAndABackupPutsItRight(t *testing.T) {
	data := t.TempDir()
	_, env := station(t, data)
	copied := filepath.Join(t.TempDir(), "copy.db")
	if out, status := runs(t, env, "backup", copied); status != 0 {
		t.Fatal(out)
	}
	file := filepath.Join(data, store.FileName)
	info, err := os.Stat(file)
	if err != nil {
		t.Fatal(err)
	}
	for name, damage := range map[string]func(*os.File) error{
		"its head is overwritten": func(f *os.File) error { _, err := f.WriteAt(bytes.Repeat([]byte("x"), 4096), 0); return err },
		"pages are overwritten": func(f *os.File) error {
			_, err := f.WriteAt(bytes.Repeat([]byte{0xff}, int(info.Size()/2)), 8192)
			return err
		},
		"it is cut short": func(f *os.File) error { return f.Truncate(info.Size() / 2) },
	} {
		t.Run(name, func(t *testing.T) {
			f, err := os.OpenFile(file, os.O_RDWR, 0)
			if err != nil {
				t.Fatal(err)
			}
			if err := damage(f); err != nil {
				t.Fatal(err)
			}
			f.Close() //nolint:errcheck // written
			if out, status := runs(t, env, "check"); status != exitFailed || !strings.Contains(out, "restore") {
				t.Errorf("check: status %d\n%s", status, out)
			}
			if out, status := runs(t, env, "run"); status != exitFailed || !strings.Contains(out, "damaged") {
				t.Errorf("run: status %d\n%s", status, out)
			}
			if out, status := runs(t, env, "restore", copied); status != 0 {
				t.Fatalf("restore: %s", out)
			}
			if out, _ := runs(t, env, "check"); !strings.Contains(out, "[好] 数据库") {
				t.Errorf("check after restore:\n%s", out)
			}
			if out, status := runs(t, env, "ask", "国家级基地哪年创成"); status != 0 || !strings.Contains(out, "2026年") {
				t.Errorf("ask after restore: %s", out)
			}
		})
	}
}

// Another user's folder, and one that may only be read.
func TestAFolderThatMayNotBeWrittenIsToldWithItsOwner(t *testing.T) {
	if os.Getuid() != 0 {
		t.Skip("needs to be another user")
	}
	const nobody = 65534
	box, env := station(t, "")
	top, err := os.MkdirTemp("", "liangshan-folder-")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(top) }) //nolint:errcheck // a passing folder
	exe := filepath.Join(top, "liangshan")
	for _, err := range []error{os.Chmod(top, 0o755), copyFile(self(t), exe), os.Chmod(exe, 0o755)} {
		if err != nil {
			t.Fatal(err)
		}
	}
	data := filepath.Join(top, "data")
	env = append(env, "LIANGSHAN_DATA="+data)
	if out, status := runs(t, env, "documents"); status != 0 {
		t.Fatal(out)
	}
	before := read(t, filepath.Join(data, store.FileName))
	who := &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: nobody, Gid: nobody}}
	for _, mode := range []os.FileMode{0o700, 0o755} {
		if err := os.Chmod(data, mode); err != nil {
			t.Fatal(err)
		}
		out, status := runsAs(t, who, exe, env, "run")
		if status != exitFailed || !strings.Contains(out, "user 65534 may not write in the data folder "+data) || !strings.Contains(out, "belongs to user 0") {
			t.Errorf("mode %o: status %d, %s", mode, status, out)
		}
		if strings.Contains(out, box.Token()) {
			t.Error("the token is told")
		}
	}
	out, status := runsAs(t, who, exe, env, "check")
	if status != exitFailed || !strings.Contains(out, "不可写") {
		t.Errorf("check: status %d, %s", status, out)
	}
	if !bytes.Equal(before, read(t, filepath.Join(data, store.FileName))) {
		t.Error("the database was changed")
	}
}

// A disk that is mounted read-only: the program says so and harms nothing; what can
// be read without writing is refused with the same words, not with a stack.
func TestAReadOnlyDiskIsTold(t *testing.T) {
	top := t.TempDir()
	data := filepath.Join(top, "data")
	_, env := station(t, data)
	ok(t, env, "documents")
	for _, args := range [][]string{{"--bind", data, data}, {"-o", "remount,ro,bind", data}} {
		if out, err := exec.Command("mount", args...).CombinedOutput(); err != nil {
			t.Skipf("no right to mount: %v %s", err, out)
		}
		if args[0] == "--bind" {
			t.Cleanup(func() {
				if out, err := exec.Command("umount", data).CombinedOutput(); err != nil {
					t.Errorf("umount: %s", out)
				}
			})
		}
	}
	before := read(t, filepath.Join(data, store.FileName))
	for _, args := range [][]string{{"run"}, {"ask", "国家级基地哪年创成"}, {"restore", "/dev/null"}} {
		out, status := runs(t, env, args...)
		if status != exitFailed || !strings.Contains(out, "mount it writable") || strings.Contains(out, "goroutine") {
			t.Errorf("%v: status %d, %s", args, status, out)
		}
	}
	if out, status := runs(t, env, "check"); status != exitFailed || !strings.Contains(line(out, "数据库"), "不可写") {
		t.Errorf("check: status %d, %s", status, out)
	}
	if !bytes.Equal(before, read(t, filepath.Join(data, store.FileName))) {
		t.Error("the database was changed")
	}
}

// A backup that finds no room leaves nothing that looks like one.
func TestABackupWithoutRoomLeavesNothingBehind(t *testing.T) {
	disk, full, empty := smallDisk(t)
	env, _, _, _ := withPhoto(t)
	full(nil)
	out, status := runs(t, env, "backup", "--keep", "3", disk)
	if status != exitFailed || !strings.Contains(out, "no space left") {
		t.Errorf("status %d: %s", status, out)
	}
	empty(nil)
	if left := strings.TrimSpace(listing(t, disk)); left != disk {
		t.Errorf("left: %s", left)
	}
	ok(t, env, "backup", "--keep", "3", disk)
}

// The disk is full for a while: nothing is lost, nothing is doubled, nothing is
// sent again and again, and the work goes on when there is space.
func TestAFullDiskCostsTimeNotWords(t *testing.T) {
	for name, fill := range map[string]func(*testing.T) (data string, full, empty func(*program)){
		"a small disk": smallDisk, "a limit on files": fileLimit,
	} {
		t.Run(name, func(t *testing.T) { fullDisk(t, fill) })
	}
}

func fullDisk(t *testing.T, fill func(*testing.T) (string, func(*program), func(*program))) {
	data, full, empty := fill(t)
	box, env := station(t, data)
	p := &program{t: t, args: []string{"run"}, env: env}
	log := p.logOf()
	p.start()
	bind(t, box)
	reports, questions := map[int]string{}, []int{}
	talk := func(n int) {
		for range n {
			text := fmt.Sprintf("森林抚育完成%d亩", 1000+len(reports))
			reports[must(box.Say(crashReporter, crashReporter, text))(t)] = text
			questions = append(questions, must(box.Say(crashAsker, crashAsker, "规划什么时候发布？"))(t))
		}
	}
	talk(3)
	waitAnswers(t, box, crashReporter, len(reports))
	full(p)
	calls := len(box.Calls("sendMessage"))
	talk(10)
	deadline := time.Now().Add(20 * time.Second)
	for !strings.Contains(log(), "no space left") {
		if time.Now().After(deadline) {
			t.Fatalf("the full disk is not told:\n%s", log())
		}
		time.Sleep(20 * time.Millisecond)
	}
	time.Sleep(2 * time.Second)
	if n := len(box.Calls("sendMessage")) - calls; n > 20+8 {
		t.Errorf("%d messages were sent while nothing could be noted", n)
	}
	empty(p)
	waitAnswers(t, box, crashReporter, len(reports))
	waitAnswers(t, box, crashAsker, len(questions))
	p.stop()
	db, err := store.Open(context.Background(), filepath.Join(data, store.FileName), time.Now)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close() //nolint:errcheck // the test is over
	if err := db.Check(context.Background()); err != nil {
		t.Error(err)
	}
	checkLedger(t, db, reports, questions)
}

// smallDisk is a file system of a few megabytes, which a file fills.
func smallDisk(t *testing.T) (data string, full, empty func(*program)) {
	data = t.TempDir()
	if out, err := exec.Command("mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", data).CombinedOutput(); err != nil {
		t.Skipf("no tmpfs: %v %s", err, out)
	}
	t.Cleanup(func() {
		if out, err := exec.Command("umount", data).CombinedOutput(); err != nil {
			t.Errorf("umount: %s", out)
		}
	})
	ballast := filepath.Join(data, "ballast")
	full = func(*program) {
		f, err := os.Create(ballast)
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close() //nolint:errcheck // it is meant to fail
		if _, err := io.Copy(f, zeros{}); err == nil {
			t.Fatal("the disk is not full")
		}
	}
	empty = func(*program) {
		if err := os.Remove(ballast); err != nil {
			t.Fatal(err)
		}
	}
	return data, full, empty
}

type zeros struct{}

func (zeros) Read(p []byte) (int, error) { clear(p); return len(p), nil }

// fileLimit lets the running program write no file further than its first byte.
func fileLimit(t *testing.T) (data string, full, empty func(*program)) {
	tool, err := exec.LookPath("prlimit")
	if err != nil {
		t.Skip("no prlimit")
	}
	limit := func(size string) func(*program) {
		return func(p *program) {
			if out, err := exec.Command(tool, "--pid", strconv.Itoa(p.cmd.Process.Pid), "--fsize="+size+":").CombinedOutput(); err != nil {
				t.Fatalf("prlimit: %v %s", err, out)
			}
		}
	}
	return t.TempDir(), limit("1"), limit("unlimited")
}

// A model outside the house needs the switch, and is told at every start, without its key.
func TestAModelAbroadIsToldAtTheStart(t *testing.T) {
	box, env := station(t, t.TempDir())
	env = append(env, "OPENAI_MODEL=m", "OPENAI_BASE_URL=https://user:hidden@model.example.com/v1/sesame", "OPENAI_API_KEY=sesame")
	out, status := runs(t, env, "run")
	if status != exitUsage || !strings.Contains(out, "LIANGSHAN_PUBLIC_MODEL=yes allows it") || strings.Contains(out, "hidden") || strings.Contains(out, "sesame") {
		t.Errorf("status %d: %s", status, out)
	}
	p := &program{t: t, args: []string{"run"}, env: append(env, "LIANGSHAN_PUBLIC_MODEL=yes")}
	log := p.logOf()
	p.start()
	if _, err := box.WaitCall(deadline(t, time.Minute), func(c sandbox.Call) bool { return c.Method == "setMyCommands" }); err != nil {
		t.Fatal(err)
	}
	p.stop()
	text := log()
	if !strings.Contains(text, "not on this machine or a private network") || !strings.Contains(text, "model.example.com") {
		t.Errorf("no warning:\n%s", text)
	}
	for _, hidden := range []string{"hidden", "sesame", box.Token()} {
		if strings.Contains(text, hidden) {
			t.Errorf("%s is told:\n%s", hidden, text)
		}
	}
}
