package main

import (
	"bufio"
	"context"
	"database/sql"
	"encoding/binary"
	"fmt"
	"io"
	"net"
	"net/url"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"paidup/commands"
	"paidup/domain/postgres/pgserver"
)

// primary is a database server of its own, to which standbys come.
type primary struct {
	t   *testing.T
	url string
	db  *sql.DB
}

func newPrimary(t *testing.T) *primary {
	t.Helper()
	server, err := pgserver.Start(context.Background(), pgserver.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := server.Stop(context.Background()); err != nil {
			t.Error(err)
		}
	})
	p := &primary{t: t, url: server.URL("postgres")}
	if p.db, err = sql.Open("postgres", p.url); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = p.db.Close() })
	return p
}

func (p *primary) does(statements ...string) {
	p.t.Helper()
	for _, s := range statements {
		if _, err := p.db.Exec(s); err != nil {
			p.t.Fatalf("%s: %v", s, err)
		}
	}
}

// until waits until the query gives the answer.
func (p *primary) until(query, want string) {
	p.t.Helper()
	got := ""
	for end := time.Now().Add(patient); got != want && time.Now().Before(end); {
		if err := p.db.QueryRow(query).Scan(&got); err != nil {
			p.t.Fatal(err)
		}
	}
	if got != want {
		p.t.Fatalf("%s gives %q, not %q", query, got, want)
	}
}

// standby follows the primary's log, as far as anybody can see from there, and says that all of it is on its disk.
func (p *primary) standby(name string) (leave func()) {
	p.t.Helper()
	u, err := url.Parse(p.url)
	if err != nil {
		p.t.Fatal(err)
	}
	conn, err := net.Dial("unix", u.Query().Get("host")+"/.s.PGSQL."+u.Query().Get("port"))
	if err != nil {
		p.t.Fatal(err)
	}
	in := bufio.NewReader(conn)
	say := func(kind string, body []byte) {
		p.t.Helper()
		frame := append([]byte(kind), binary.BigEndian.AppendUint32(nil, uint32(len(body)+4))...)
		if _, err := conn.Write(append(frame, body...)); err != nil {
			p.t.Fatal(err)
		}
	}
	startup := "\x00\x03\x00\x00user\x00" + u.User.Username() + "\x00replication\x00true\x00application_name\x00" + name + "\x00\x00"
	say("", []byte(startup))
	p.hears(in, 'Z')
	var at string
	if err := p.db.QueryRow(`select pg_current_wal_flush_lsn()`).Scan(&at); err != nil {
		p.t.Fatal(err)
	}
	say("Q", []byte("START_REPLICATION "+at+"\x00"))
	p.hears(in, 'W')
	var high, low uint64
	if _, err := fmt.Sscanf(at, "%X/%X", &high, &low); err != nil {
		p.t.Fatal(err)
	}
	status := []byte{'r'}
	for _, v := range []uint64{high<<32 | low, high<<32 | low, high<<32 | low, 0} {
		status = binary.BigEndian.AppendUint64(status, v)
	}
	say("d", append(status, 0))
	var rest sync.WaitGroup
	rest.Go(func() { _, _ = io.Copy(io.Discard, in) }) // until it leaves
	return sync.OnceFunc(func() {
		_ = conn.Close() // it leaves without a word
		rest.Wait()
	})
}

// hears reads up to a message of the kind.
func (p *primary) hears(in io.Reader, kind byte) {
	p.t.Helper()
	for head := make([]byte, 5); head[0] != kind; {
		if _, err := io.ReadFull(in, head); err != nil {
			p.t.Fatal(err)
		}
		body := make([]byte, binary.BigEndian.Uint32(head[1:])-4)
		if _, err := io.ReadFull(in, body); err != nil || head[0] == 'E' {
			p.t.Fatalf("the primary says %q, %v", body, err)
		}
	}
}

// The doctor says when what was acknowledged can be lost: because the standby follows behind, or the database does not wait.
func TestDoctorOfAStandby(t *testing.T) {
	server := newPrimary(t)
	t.Setenv("DATABASE_URL", server.url)
	p := program{t}
	p.does("migrate")
	says := func(health commands.Health, want string) {
		t.Helper()
		found := reads[[]commands.Finding](p, "doctor")
		i := slices.IndexFunc(found, func(f commands.Finding) bool { return f.About == "standby" })
		if i < 0 || found[i].Health != health || !strings.HasPrefix(found[i].Says, want) {
			t.Errorf("it says %+v; want %s, %q", found, health, want)
		}
	}
	const state = `select coalesce(string_agg(state || ' ' || sync_state, ','), 'none') from pg_stat_replication`
	says(commands.InOrder, "there is none")
	leave := server.standby("east")
	defer leave()
	server.until(state, "streaming async")
	says(commands.Ailing, "1, none of them synchronous: after a failover entries that were acknowledged can be lost. Set synchronous_standby_names")
	server.does(`create role clerk login`, `grant pg_read_all_data to clerk`)
	t.Setenv("DATABASE_URL", strings.Replace(server.url, "postgres@", "clerk@", 1))
	says(commands.NotLooked, "the database's role may not see its standbys; grant it pg_monitor")
	t.Setenv("DATABASE_URL", server.url)

	server.does(`alter system set synchronous_standby_names = 'east'`, `select pg_reload_conf()`)
	server.until(state, "streaming sync")
	says(commands.InOrder, "1, 1 synchronous")
	t.Setenv("DATABASE_URL", server.url+"&synchronous_commit=local")
	says(commands.Ailing, "synchronous_commit is local: after a failover entries that were acknowledged can be lost. Set it to on")
	t.Setenv("DATABASE_URL", server.url+"&synchronous_commit=off")
	says(commands.Ailing, "synchronous_commit is off: when the database stops, entries that were acknowledged can be lost. Set it to on")
	t.Setenv("DATABASE_URL", server.url)
	leave()
	server.until(state, "none")
	says(commands.Ailing, "synchronous_standby_names is set and no standby is there: entries wait until one is.")
}
