package postgres

import (
	"syscall"
	"time"
)

const tcpUserTimeout = 0x12 // TCP_USER_TIMEOUT of tcp(7); package syscall has no name for it

// limitOwed ends the connection when what was sent is not acknowledged for so long.
func limitOwed(fd int, d time.Duration) error {
	return syscall.SetsockoptInt(fd, syscall.IPPROTO_TCP, tcpUserTimeout, int(d.Milliseconds()))
}
