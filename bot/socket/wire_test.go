package socket

import (
	"bytes"
	"net"
	"sync"
	"sync/atomic"
)

// wire is a network in memory: what stands on it runs in virtual time.
type wire struct {
	conns chan net.Conn
	done  chan struct{}
	once  sync.Once

	mu     sync.Mutex
	cables []*cable
	ends   []*end
	most   int // connections that were open at once
}

// end is the client's end of a connection.
type end struct {
	net.Conn
	cable  *cable
	closed atomic.Bool
}

func (e *end) Close() error {
	e.closed.Store(true)
	return e.Conn.Close()
}

func newWire() *wire {
	return &wire{conns: make(chan net.Conn), done: make(chan struct{})}
}

func (w *wire) Accept() (net.Conn, error) {
	select {
	case c := <-w.conns:
		return c, nil
	case <-w.done:
		return nil, net.ErrClosed
	}
}

func (w *wire) Addr() net.Addr { return &net.UnixAddr{Name: "slack.test", Net: "unix"} }

func (w *wire) Close() error {
	w.once.Do(func() { close(w.done) })
	return nil
}

func (w *wire) dial() (net.Conn, error) {
	pipe, near := net.Pipe()
	client := &end{Conn: pipe}
	far, server := net.Pipe()
	c := &cable{near: near, far: far, cut: w.done}
	client.cable = c
	go c.carry(far, near, &c.sent)
	go c.carry(near, far, nil)
	w.mu.Lock()
	w.cables = append(w.cables, c)
	w.ends = append(w.ends, client)
	w.most = max(w.most, w.open())
	w.mu.Unlock()
	select {
	case w.conns <- server:
		return client, nil
	case <-w.done:
		near.Close()
		far.Close()
		return nil, net.ErrClosed
	}
}

// cable joins the two ends of a connection with some buffer, as a kernel does.
type cable struct {
	near, far net.Conn
	cut       <-chan struct{}
	frozen    atomic.Bool // nothing arrives any more, in either direction
	hungUp    atomic.Bool // by the server; set before the client can know
	sent      tap
}

func (c *cable) carry(dst, src net.Conn, t *tap) {
	chunks := make(chan []byte, 64)
	go func() {
		defer close(chunks)
		for {
			b := make([]byte, 8<<10)
			n, err := src.Read(b)
			if err != nil {
				c.hungUp.CompareAndSwap(false, src == c.far)
				return
			}
			if t != nil {
				t.Write(b[:n])
			}
			chunks <- b[:n]
		}
	}()
	defer dst.Close()
	for b := range chunks {
		if c.frozen.Load() {
			<-c.cut
			src.Close()
			dst.Close()
		}
		if _, err := dst.Write(b); err != nil {
			src.Close()
		}
	}
}

func (w *wire) freeze() {
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, c := range w.cables {
		c.frozen.Store(true)
	}
}

// snap breaks every connection without a Close frame.
func (w *wire) snap() {
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, c := range w.cables {
		c.near.Close()
		c.far.Close()
	}
}

// left is how many connections the client has not closed.
func (w *wire) left() int {
	w.mu.Lock()
	defer w.mu.Unlock()
	n := 0
	for _, e := range w.ends {
		if !e.closed.Load() {
			n++
		}
	}
	return n
}

// atMost is how many connections were open at once: one that either end has closed is not. The server's own count would
// keep it a moment longer.
func (w *wire) atMost() int {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.most
}

func (w *wire) open() int {
	n := 0
	for _, e := range w.ends {
		if !e.closed.Load() && !e.cable.hungUp.Load() {
			n++
		}
	}
	return n
}

// sent is what the client has put on its first connection.
func (w *wire) sent() []byte {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.cables[0].sent.bytes()
}

type tap struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (t *tap) Write(p []byte) (int, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.b.Write(p)
}

func (t *tap) bytes() []byte {
	t.mu.Lock()
	defer t.mu.Unlock()
	return bytes.Clone(t.b.Bytes())
}
