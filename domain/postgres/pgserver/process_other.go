//go:build !linux

package pgserver

import (
	"os/exec"
	"strconv"
	"syscall"
)

// boundToUs cannot bind a child to this process here: a server that outlives its program is stopped by the next start.
func boundToUs() *syscall.SysProcAttr { return &syscall.SysProcAttr{} }

// commandLine is the command of a running process, or empty when there is none of that number.
func commandLine(pid int) string {
	line, err := exec.Command("ps", "-ww", "-o", "command=", "-p", strconv.Itoa(pid)).Output()
	if err != nil {
		return ""
	}
	return string(line)
}
