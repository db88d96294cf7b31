package pgserver

import (
	"os"
	"strconv"
	"strings"
	"syscall"
)

// boundToUs lets a child be asked to stop when the thread that started it ends, so also when this process is killed.
func boundToUs() *syscall.SysProcAttr {
	return &syscall.SysProcAttr{Pdeathsig: syscall.SIGINT}
}

// commandLine is the command of a running process, or empty when there is none of that number.
func commandLine(pid int) string {
	line, err := os.ReadFile("/proc/" + strconv.Itoa(pid) + "/cmdline")
	if err != nil {
		return ""
	}
	return strings.ReplaceAll(string(line), "\x00", " ")
}
