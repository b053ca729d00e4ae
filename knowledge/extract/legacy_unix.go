//go:build unix

package extract

import (
	"os/exec"
	"syscall"
	"time"
)

// killGroup makes the end of time reach the program's children too: LibreOffice
// is a starter with the real work in a child.
func killGroup(cmd *exec.Cmd) {
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	cmd.Cancel = func() error { return syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) }
	cmd.WaitDelay = 2 * time.Second
}
