package main

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
)

var releaseBuild = flag.Bool("release", false, "build the release as the container file does, and run it as the container would")

// buildStep is how the container file builds the program.
var buildStep = regexp.MustCompile(`(?s)RUN (CGO_ENABLED=1 go build .*?) -o /liangshan (\./cmd/liangshan)`)

// The container file's steps, done by hand: a static build with the version in it,
// run by a user without rights in a folder tree that holds nothing else and may
// only be read but for /data.
//
//	go test ./cmd/liangshan -run TheReleaseRuns -v -release
func TestTheReleaseRunsWhereThereIsNothingElse(t *testing.T) {
	if !*releaseBuild {
		t.Skip("a build of a minute; -release does it")
	}
	steps := buildStep.FindStringSubmatch(string(read(t, filepath.Join(deployFolder, "Containerfile"))))
	if steps == nil {
		t.Fatal("the container file builds otherwise")
	}
	root := t.TempDir()
	exe := filepath.Join(root, "liangshan")
	build := exec.Command("sh", "-c", strings.ReplaceAll(steps[1], "\\\n", " ")+" -o "+exe+" "+steps[2])
	build.Dir, build.Env = "../..", append(os.Environ(), "VERSION=9.8.7")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	if linked, err := exec.Command("ldd", exe).CombinedOutput(); err == nil {
		t.Errorf("it is not static:\n%s", linked)
	}
	var v versionJSON
	out, err := exec.Command(exe, "version", "--json").Output()
	if err == nil {
		err = json.Unmarshal(out, &v)
	}
	if err != nil || v.Version != "9.8.7" {
		t.Errorf("%+v %v", v, err)
	}
	t.Logf("%+v", v)
	inside(t, root)
}

// inside runs the program in a read-only root, without a name service, a time zone
// file, a shell or a home.
func inside(t *testing.T, root string) {
	const nobody = 65532
	if os.Getuid() != 0 {
		t.Skip("needs the right to change the root")
	}
	data := filepath.Join(root, "data")
	for _, err := range []error{os.Chmod(root, 0o755), os.Mkdir(data, 0o700), os.Chown(data, nobody, nobody)} {
		if err != nil {
			t.Fatal(err)
		}
	}
	script := fmt.Sprintf(`mount --bind %[1]s %[1]s && mount --bind %[2]s %[2]s && mount -o remount,ro,bind %[1]s && exec setpriv --no-new-privs "$0" "$@"`, root, data)
	run := func(args ...string) (string, error) {
		ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
		defer cancel()
		chroot := []string{"-m", "--propagation", "private", "sh", "-c", script, "chroot", fmt.Sprintf("--userspec=%d:%d", nobody, nobody), root, "/liangshan"}
		c := exec.CommandContext(ctx, "unshare", append(chroot, args...)...)
		c.Env = []string{"LIANGSHAN_DATA=/data", "PATH=/usr/sbin:/usr/bin:/sbin:/bin"}
		out, err := c.CombinedOutput()
		return string(out), err
	}
	if out, err := run("version"); err != nil {
		t.Skipf("no read-only root here: %v %s", err, out)
	}
	for _, c := range []struct {
		args []string
		want string
	}{
		{[]string{"ask", "国家级基地哪年创成"}, "2026年"},
		{[]string{"backup", "--keep", "2", "/data/backups"}, "verified"},
		{[]string{"journal", "--verify"}, "unbroken"},
		{[]string{"summary", "--png", "/data/x.png", "--docx", "/data/x.docx"}, "2"},
	} {
		if out, err := run(c.args...); err != nil || !strings.Contains(out, c.want) {
			t.Errorf("%v: %v\n%s", c.args, err, out)
		}
	}
	if out, err := run("backup", "/elsewhere.zip"); err == nil {
		t.Errorf("the root can be written: %s", out)
	}
}

// The units are what systemd understands, and as hardened as they were.
func TestTheUnitsAreUnderstoodAndHardened(t *testing.T) {
	tool, err := exec.LookPath("systemd-analyze")
	if err != nil {
		t.Skip("no systemd-analyze")
	}
	root := t.TempDir()
	for _, dir := range []string{"etc/systemd/system", "usr/lib/systemd", "usr/local/bin"} {
		if err := os.MkdirAll(filepath.Join(root, dir), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	copyAll := fmt.Sprintf("cp -r /usr/lib/systemd/system %[1]s/usr/lib/systemd/ && cp %[2]s/*.service %[2]s/*.timer %[1]s/etc/systemd/system/ && cp /bin/true %[1]s/usr/local/bin/liangshan", root, deployFolder)
	if out, err := exec.Command("sh", "-c", copyAll).CombinedOutput(); err != nil {
		t.Skipf("%v %s", err, out)
	}
	verify := exec.Command(tool, "verify", "--man=no", "--root="+root, "liangshan.service", "liangshan-backup.service", "liangshan-backup.timer")
	if out, err := verify.CombinedOutput(); err != nil || strings.Contains(string(out), "liangshan") {
		t.Errorf("%v\n%s", err, out)
	}
	for _, unit := range []string{"liangshan.service", "liangshan-backup.service"} { // of 100; 0 is safest
		out, err := exec.Command(tool, "security", "--offline=yes", "--threshold=15", "--root="+root, unit).CombinedOutput()
		if err != nil {
			t.Errorf("%v\n%s", err, out)
		}
	}
}
