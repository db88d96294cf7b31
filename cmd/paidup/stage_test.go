package main

import (
	"context"
	"log/slog"
	"strings"
	"sync"
	"testing"
	"time"

	"paidup/bot"
	"paidup/bot/slackfake"
	"paidup/bot/slackfake/expect"
	"paidup/bot/socket"
	"paidup/cmd/paidup/house"
	"paidup/commands"
	"paidup/domain"
	"paidup/domain/postgres"
	"paidup/domain/sample"
)

// stage is where a story is told: the whole program on a database of its own, in a local workspace with the people and
// markets of the house, on Monday, November 23, 2026, 9:12 am in Fort Myers. The story's clock is moved by the story alone,
// so the digests are made when the story has the scheduler look at it.
type stage struct {
	*expect.Story
	t      *testing.T
	url    string // of the database
	ws     *slackfake.Workspace
	store  *postgres.Store
	house  *house.House
	clock  *clock
	log    *logbook
	counts *metrics
	timing bot.Timing
	socket socket.Timing
	halt   func() // stops the program, once
	stop   func() // stops the program and closes the workspace, once
	heard  map[string]int
}

// monday is when stories begin.
var monday = time.Date(2026, time.November, 23, 14, 12, 0, 0, time.UTC)

// patient is how long the program may take for what it does in a moment: stories share their machine with many.
const patient = 20 * time.Second

// newStage is a stage for a story that runs beside others.
func newStage(t *testing.T) *stage {
	t.Helper()
	t.Parallel()
	return openStage(t)
}

// openStage is a stage with its story; everything on it ends with the test.
func openStage(t *testing.T) *stage {
	t.Helper()
	s := bareStage(t)
	s.Story = expect.New(t, s.ws)
	return s
}

// emptyStage is a stage with a story that begins before anything is set up: the workspace is there, and nobody in Paidup.
func emptyStage(t *testing.T) *stage {
	t.Helper()
	t.Parallel()
	s := raisedStage(t, func(*stage, sample.Portfolio) {})
	s.Story = expect.New(t, s.ws)
	return s
}

// bareStage is a stage on which no story is told.
func bareStage(t *testing.T) *stage {
	t.Helper()
	return raisedStage(t, (*stage).settle)
}

// raisedStage is a stage on which the company was settled so.
func raisedStage(t *testing.T, settle func(*stage, sample.Portfolio)) *stage {
	t.Helper()
	s := &stage{t: t, url: cluster.URL(t), clock: newClock(monday), log: &logbook{}, counts: newMetrics(),
		timing: bot.Timing{AnswerWithin: patient, OpenWithin: patient, LoadAfter: patient, HomeEvery: time.Millisecond}, heard: map[string]int{}, halt: func() {}}
	s.watchGoroutines()
	s.openStore()
	company := sample.New(1, domain.NewDate(2026, time.November, 23))
	settle(s, company)
	m := manifest(t)
	s.ws = slackfake.New(slackfake.Options{Now: s.clock.now, Commands: m.Commands, Shortcuts: m.Shortcuts, AckWithin: patient})
	s.moveIn(company)
	s.ws.Grant(bot.Scopes()...)
	s.must(s.ws.Start())
	s.stop = sync.OnceFunc(func() {
		s.halt()
		if err := s.ws.Close(context.Background()); err != nil {
			t.Error(err)
		}
	})
	t.Cleanup(s.stop)
	s.run()
	return s
}

func (s *stage) openStore() {
	s.t.Helper()
	store, err := postgres.Connect(context.Background(), s.url)
	s.must(err)
	s.store = store
	s.t.Cleanup(func() { s.must(store.Close()) })
}

// settle stores the company's people and markets, without files.
func (s *stage) settle(company sample.Portfolio) {
	s.t.Helper()
	ctx := context.Background()
	for _, p := range company.People {
		s.must(s.store.AddPerson(ctx, p))
	}
	for _, m := range company.Markets {
		act := domain.Act{Key: "market " + m.Code, Actor: sample.Sam, Source: domain.FromCommand, At: monday.AddDate(0, -3, 0)}
		_, err := s.store.AddMarket(ctx, act, m.Market)
		s.must(err)
	}
}

// moveIn fills the workspace: everybody, and Nora who is not set up in Paidup; a private channel for every market with its
// members, and the lobby, where everybody is.
func (s *stage) moveIn(company sample.Portfolio) {
	s.t.Helper()
	everybody := []string{s.ws.BotID(), "nora"}
	s.must(s.ws.AddUser(slackfake.User{ID: "U0NORA", Name: "nora", RealName: "Nora Quist"}))
	for _, p := range company.People {
		everybody = append(everybody, string(p.ID))
		s.must(s.ws.AddUser(slackfake.User{ID: string(p.ID), Name: strings.ToLower(p.First()), RealName: p.Name, Admin: p.Admin}))
	}
	for _, m := range company.Markets {
		members := []string{s.ws.BotID()}
		for _, v := range m.Members {
			members = append(members, string(v.Person.ID))
		}
		s.must(s.ws.AddChannel(slackfake.Channel{ID: m.Channel, Name: channelOf(m.Code), Private: true, Members: members}))
	}
	s.must(s.ws.AddChannel(slackfake.Channel{ID: "C0LOBBY", Name: "lobby", Members: everybody}))
}

// channelOf is the channel of the market with the code, or of the file with the number.
func channelOf(number string) string {
	code, _, _ := strings.Cut(number, "-")
	return map[string]string{"FM": "fort-myers", "PC": "pensacola", "DN": "denver", "PX": "phoenix", "NP": "naples", "TP": "tampa"}[code]
}

// manifest is what the app's manifest says about the ways in.
func manifest(t *testing.T) slackfake.Manifest {
	t.Helper()
	raw, err := bot.Manifest(commands.NewApp(commands.Deps{}).Commands(), "", false)
	if err != nil {
		t.Fatal(err)
	}
	m, err := slackfake.ReadManifest(raw)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// run runs the program until the story ends, and expects it to stop in order. The clock's door stays shut: it would look
// at its watch when it likes.
func (s *stage) run() {
	s.t.Helper()
	s.house, s.halt = s.opens(s.store)
	select {
	case <-s.house.Bot.Ready():
	case <-time.After(patient):
		s.t.Fatal("the bot does not come up")
	}
}

// opens is a replica of the program at work on its own connections to the database, and what stops it.
func (s *stage) opens(store *postgres.Store) (*house.House, func()) {
	return s.opensWith(store, s.socket)
}

func (s *stage) opensWith(store *postgres.Store, timing socket.Timing) (*house.House, func()) {
	h := house.New(house.Config{Name: "story", Store: store, BotToken: s.ws.BotToken(), AppToken: s.ws.AppToken(), APIURL: s.ws.APIURL(),
		Now: s.clock.now, Log: slog.New(s.log), Meter: s.counts, Faster: 1000, Timing: s.timing, Socket: timing})
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- h.Door(ctx) }()
	return h, sync.OnceFunc(func() {
		cancel()
		if err := <-ended; err != nil {
			s.t.Errorf("the program does not stop in order: %v", err)
		}
		h.Journal.Wait()
	})
}

// again stops the program and runs it anew, on the same database in the same workspace.
func (s *stage) again() {
	s.t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), patient)
	defer cancel()
	s.must(s.ws.WaitFor(ctx, (*slackfake.State).AtRest))
	s.rests()
	s.halt()
	s.run()
}

func (s *stage) must(err error) {
	s.t.Helper()
	if err != nil {
		s.t.Fatal(err)
	}
}

// rests waits until everything is answered and delivered.
func (s *stage) rests() {
	s.t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), patient)
	defer cancel()
	s.must(s.house.Bot.Idle(ctx))
}

// ends is the proof of silence: nothing was shown that the story did not name, the outbox is empty, every envelope is
// acked, the ledger equals what is stored, the program stops in order, and it logged no line above INFO that is not named.
// What is left of the program once the test is over is looked for then.
func (s *stage) ends(logged ...string) {
	s.t.Helper()
	s.rests()
	s.Silence()
	left, err := s.store.Backlog(context.Background())
	s.must(err)
	if left.Waiting > 0 {
		s.t.Errorf("%d notices wait in the outbox", left.Waiting)
	}
	_, faults, err := s.store.Verify(context.Background())
	s.must(err)
	for _, f := range faults {
		s.t.Errorf("verify: %s: %s", f.File, f.Says)
	}
	s.stop()
	s.log.check(s.t, logged)
}

// clock is the story's time: it runs on from where it was set.
type clock struct {
	mu    sync.Mutex
	base  time.Time
	start time.Time
}

func newClock(at time.Time) *clock { return &clock{base: at, start: time.Now()} }

func (c *clock) now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.base.Add(time.Since(c.start))
}

// set moves the story to the instant.
func (c *clock) set(at time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.base, c.start = at, time.Now()
}

// on moves the story to a time of day in Fort Myers: 2026-11-30 23:30.
func (s *stage) on(at string) {
	s.t.Helper()
	local, err := time.ParseInLocation("2006-01-02 15:04", at, s.market("FM").Location())
	s.must(err)
	s.clock.set(local)
}
