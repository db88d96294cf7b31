package pgserver

import "syscall"

const (
	tmpfs        = 0x01021994 // its number in statfs(2)
	memoryNeeded = 4 << 30    // bytes: the databases of two packages' tests at once, and as much again
)

// inMemory says whether a folder's files lie in memory, with room for the databases of tests.
func inMemory(dir string) bool {
	var fs syscall.Statfs_t
	return syscall.Statfs(dir, &fs) == nil && fs.Type == tmpfs && fs.Bavail*uint64(fs.Bsize) >= memoryNeeded
}
