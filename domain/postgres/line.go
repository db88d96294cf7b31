package postgres

import (
	"net"
	"strings"
	"syscall"
	"time"
)

// How long the other end of a connection may be silent where it owes an answer of its network: a server whose machine is gone
// says nothing, and its standby waits to be asked.
const (
	lineIdle  = 5 * time.Second
	lineEvery = 2 * time.Second
	lineTries = 3
	lineOwed  = 10 * time.Second
)

// line is lib/pq's dialer whose connections end when the other end's machine is gone.
type line struct{ net.Dialer }

func newLine() *line {
	return &line{net.Dialer{
		KeepAliveConfig: net.KeepAliveConfig{Enable: true, Idle: lineIdle, Interval: lineEvery, Count: lineTries},
		Control: func(network, _ string, c syscall.RawConn) (err error) {
			if !strings.HasPrefix(network, "tcp") {
				return nil
			}
			if failed := c.Control(func(fd uintptr) { err = limitOwed(int(fd), lineOwed) }); failed != nil {
				return failed
			}
			return err
		},
	}}
}

// DialTimeout is Dial that gives up after the timeout.
func (l *line) DialTimeout(network, address string, timeout time.Duration) (net.Conn, error) {
	in := l.Dialer
	in.Timeout = timeout
	return in.Dial(network, address)
}
