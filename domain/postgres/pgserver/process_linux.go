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

const (
	tmpfs        = 0x01021994 // its number in statfs(2)
	memoryNeeded = 4 << 30    // bytes: the databases of two packages' tests at once, and as much again
)

// inMemory says whether a folder's files lie in memory, with room for the databases of tests.
func inMemory(dir string) bool {
	var fs syscall.Statfs_t
	return syscall.Statfs(dir, &fs) == nil && fs.Type == tmpfs && fs.Bavail*uint64(fs.Bsize) >= memoryNeeded
}
