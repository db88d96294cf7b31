package pgtest

import (
	"context"
	"errors"
	"io"
	"net"
	"net/url"
	"path/filepath"
	"sync"
	"testing"
)

// Wire stands between a program and the cluster, and can be cut.
type Wire struct {
	URL string // of the database, by the wire

	socket string // of the cluster
	mu     sync.Mutex
	cut    Cut
	down   bool
	conns  map[net.Conn]bool
}

// Cut is where a wire is cut.
type Cut int

// Where a wire can be cut: nowhere; at the next commit before the server hears of it, or after it has answered.
const (
	Whole Cut = iota
	BeforeCommit
	AfterCommit
)

// commit is how lib/pq sends it.
const commit = "Q\x00\x00\x00\x0bCOMMIT\x00"

// Wire lays a wire to the database at an address of the cluster. It ends with the test.
func (c *Cluster) Wire(t testing.TB, address string) *Wire {
	t.Helper()
	u, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	q, name := u.Query(), ".s.PGSQL."+u.Query().Get("port")
	w := &Wire{socket: filepath.Join(q.Get("host"), name), conns: map[net.Conn]bool{}}
	dir := t.TempDir()
	q.Set("host", dir)
	u.RawQuery = q.Encode()
	w.URL = u.String()
	listener, err := net.Listen("unix", filepath.Join(dir, name))
	if err != nil {
		t.Fatal(err)
	}
	var running sync.WaitGroup
	running.Go(func() {
		for {
			client, err := listener.Accept()
			if err != nil {
				return
			}
			running.Go(func() { w.carry(client) })
		}
	})
	t.Cleanup(func() {
		err := listener.Close()
		w.drop()
		running.Wait()
		if err != nil {
			t.Error(err)
		}
	})
	return w
}

// CutAt has the wire cut at the next commit: every connection is lost, and none comes about until Mend.
func (w *Wire) CutAt(at Cut) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.cut = at
}

// Mend has the wire carry again.
func (w *Wire) Mend() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.cut, w.down = Whole, false
}

// drop ends every connection, and takes no more.
func (w *Wire) drop() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.down = true
	for c := range w.conns {
		_ = c.Close() // it may be closed already
	}
	clear(w.conns)
}

// keep takes the connection in, unless the wire is cut.
func (w *Wire) keep(c net.Conn) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	if !w.down {
		w.conns[c] = true
	}
	return !w.down
}

// cutting says where the wire is cut at this commit: it is cut at one.
func (w *Wire) cutting() Cut {
	w.mu.Lock()
	defer w.mu.Unlock()
	defer func() { w.cut = Whole }()
	return w.cut
}

func (w *Wire) carry(client net.Conn) {
	defer client.Close()
	server, err := (&net.Dialer{}).DialContext(context.Background(), "unix", w.socket)
	if err != nil {
		return
	}
	defer server.Close()
	if !w.keep(client) || !w.keep(server) {
		return
	}
	committing := make(chan struct{}) // closed before the commit after which the wire is cut is sent
	var back sync.WaitGroup
	back.Go(func() {
		defer client.Close()
		w.bring(client, server, committing)
	})
	if w.send(server, client, committing) {
		back.Wait() // until the server has answered
		w.drop()
	}
	_ = server.Close() // the other way ends too
	back.Wait()
}

// send carries what the program says, up to a commit at which the wire is cut. It says whether the server was sent that.
func (w *Wire) send(server io.Writer, client io.Reader, committing chan<- struct{}) bool {
	buf := make([]byte, 64<<10)
	for {
		n, err := client.Read(buf)
		at := Whole
		if string(buf[:n]) == commit {
			at = w.cutting()
		}
		if at == BeforeCommit {
			w.drop()
			return false
		}
		if at == AfterCommit {
			close(committing)
		}
		if _, werr := server.Write(buf[:n]); errors.Join(err, werr) != nil {
			return false
		}
		if at == AfterCommit {
			return true
		}
	}
}

// bring carries what the server says, but not the answer to a commit after which the wire is cut.
func (w *Wire) bring(client io.Writer, server io.Reader, committing <-chan struct{}) {
	buf := make([]byte, 64<<10)
	for {
		n, err := server.Read(buf)
		select {
		case <-committing:
			return
		default:
		}
		if _, werr := client.Write(buf[:n]); errors.Join(err, werr) != nil {
			return
		}
	}
}
