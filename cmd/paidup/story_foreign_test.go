package main

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"paidup/bot/slackfake"
	"paidup/bot/socket"
	"paidup/commands"
	"paidup/domain"
	"paidup/domain/postgres"
	"paidup/domain/sample"
)

// foreigner is another program that uses the app's token, until it is stopped. It acks what comes and does nothing with it.
func (s *stage) foreigner() (stop func()) {
	s.t.Helper()
	client := &http.Client{}
	other := socket.New(socket.Config{Now: time.Now, Connections: 1, HTTP: client, Open: func(ctx context.Context) (string, error) {
		return s.address(ctx, client)
	}})
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- other.Run(ctx, func(ctx context.Context, e *socket.Envelope) { _ = e.Ack(ctx, nil) }) }()
	select {
	case <-other.Ready():
	case <-time.After(patient):
		s.t.Fatal("the other program does not connect")
	}
	return func() {
		cancel()
		s.must(<-ended)
		client.CloseIdleConnections()
	}
}

// address asks for the address of a connection with the app's token.
func (s *stage) address(ctx context.Context, client *http.Client) (string, error) {
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, s.ws.APIURL()+"apps.connections.open", nil)
	if err != nil {
		return "", err
	}
	r.Header.Set("Authorization", "Bearer "+s.ws.AppToken())
	answer, err := client.Do(r)
	if err != nil {
		return "", err
	}
	defer answer.Body.Close()
	var got struct{ URL string }
	err = json.NewDecoder(answer.Body).Decode(&got)
	return got.URL, err
}

// refreshes has Slack replace the oldest connection, and waits until there are so many again.
func (s *stage) refreshes(connections int) {
	s.t.Helper()
	s.reconnects(1, connections, func() { s.must(s.ws.Disconnect(slackfake.RefreshRequested)) })
}

// reconnects waits, once something was done to connections, until so many were asked for anew and so many are there.
func (s *stage) reconnects(anew, connections int, do func()) {
	s.t.Helper()
	opened := func(st *slackfake.State) int {
		n := 0
		for _, e := range st.Log() {
			if e.Method == "apps.connections.open" {
				n++
			}
		}
		return n
	}
	var before int
	s.ws.Read(func(st *slackfake.State) { before = opened(st) })
	do()
	ctx, cancel := context.WithTimeout(context.Background(), 3*patient)
	defer cancel()
	s.must(s.ws.WaitFor(ctx, func(st *slackfake.State) bool { return st.Connections() == connections && opened(st) >= before+anew }))
}

// doctor is what the doctor tells Sam of connections, asked on no connection.
func (s *stage) doctor() string {
	s.t.Helper()
	got, err := s.house.App.Do(context.Background(), commands.Request{Key: rand.Text(), Actor: sample.Sam, Source: domain.FromCommand, At: s.clock.now(),
		Channel: "C0LOBBY", Verb: "doctor"})
	s.must(err)
	return strings.Join(slices.DeleteFunc(got.(commands.Listing).Lines, func(l string) bool { return !strings.Contains(l, " connections to Slack: ") }), "\n")
}

// Another program connects with our token: once it is sure that no change-over explains what Slack counts, the admin is told,
// once, and the doctor says so until it is over.
func TestSomebodyElseUsesTheToken(t *testing.T) {
	s := newStage(t)
	s.timing.RecountEvery, s.socket.SettledAfter = 100*time.Millisecond, time.Millisecond
	s.again()
	s.counts.of(s.house, s.store)
	server := httptest.NewServer(watch(s.house.Bot, s.counts))
	defer server.Close()
	gauge := func(want string) {
		t.Helper()
		if text := read(t, server, "/metrics"); !strings.Contains(text, "\npaidup_sockets_foreign "+want+"\n") {
			t.Errorf("the gauge of foreign sockets is not %s", want)
		}
	}
	gauge("0")
	leave := s.foreigner()
	s.refreshes(3)
	sam := s.As("sam")
	const told = "Somebody else uses this app's token: Slack counts "
	seen := sam.SeesDM(told, ", ours are ", "Stop the other program, or revoke the app-level token and give Paidup a new one.")
	if text := seen.Text(); !strings.HasPrefix(text, told+"3 connections, ours are 2.") && !strings.HasPrefix(text, told+"4 connections, ours are 3.") {
		t.Errorf("Sam is told %q", text) // a change-over may be counted on both sides
	}
	gauge("1")
	if got := s.doctor(); !strings.HasPrefix(got, "🔴 connections to Slack: "+told) || !strings.Contains(got, "✅ connections to Slack: story/") {
		t.Errorf("the doctor says %q", got)
	}
	leave()
	s.refreshes(2)
	s.calms()
	gauge("0")
	if got := s.doctor(); !strings.HasPrefix(got, "✅ connections to Slack: story/") {
		t.Errorf("once it is over the doctor says %q", got)
	}
	s.ends("somebody else uses this app's token")
}

// calms waits until the alarm is taken back.
func (s *stage) calms() {
	s.t.Helper()
	for end := time.Now().Add(3 * patient); time.Now().Before(end); {
		seen, err := s.store.ForeignSockets(context.Background())
		s.must(err)
		if seen == nil {
			return
		}
		s.refreshes(2)
	}
	s.t.Fatal("the alarm is not taken back")
}

// Three replicas replace connection after connection, and all are cut at once: nobody takes that for somebody else.
func TestChangeOversAreNoStrangers(t *testing.T) {
	s := newStage(t)
	s.timing.RecountEvery, s.socket.SettledAfter, s.socket.LingerFor = 300*time.Millisecond, time.Millisecond, 50*time.Millisecond
	s.again()
	var stops []func()
	for range 2 {
		store, err := postgres.Connect(context.Background(), s.url)
		s.must(err)
		t.Cleanup(func() { s.must(store.Close()) })
		_, stop := s.opens(store)
		stops = append(stops, stop)
	}
	ctx, cancel := context.WithTimeout(context.Background(), patient)
	defer cancel()
	s.must(s.ws.WaitFor(ctx, func(st *slackfake.State) bool { return st.Connections() == 6 }))
	for range 12 { // each is there beside its successor for a moment, and counted with it
		s.reconnects(1, 6, func() { s.must(s.ws.Disconnect(slackfake.Warning)) })
	}
	s.reconnects(3, 6, s.ws.Drop) // some were just opened
	for range 3 {
		s.refreshes(6)
	}
	if seen, err := s.store.ForeignSockets(context.Background()); seen != nil || err != nil {
		t.Errorf("seen are %+v: %v", seen, err)
	}
	s.rests()
	for _, stop := range append(stops, s.halt) {
		stop()
	}
	s.log.forgive("connection lost", "connect to Slack") // a warned connection may be gone before its successor is there
	s.ends()
}
