package bot_test

import (
	"bytes"
	"context"
	"encoding/json"
	"log/slog"
	"strings"
	"sync"
	"testing"
	"time"

	"paidup/bot"
	"paidup/bot/slackfake"
	"paidup/bot/slackfake/expect"
	"paidup/bot/socket"
	"paidup/commands"
	"paidup/domain"
	"paidup/domain/postgres"
)

const patience = 20 * time.Second

// monday is Mon Nov 23, 2026, 8:12 am in Fort Myers.
var monday = time.Date(2026, time.November, 23, 13, 12, 0, 0, time.UTC)

// clock runs from monday on.
func clock() func() time.Time {
	start := time.Now()
	return func() time.Time { return monday.Add(time.Since(start)) }
}

// office is a company in a local workspace: its people and channels, its store, and the bot at work.
type office struct {
	t     *testing.T
	ws    *slackfake.Workspace
	store *postgres.Store
	fm    *domain.Market
	bot   *bot.Bot
	log   *journal
	now   func() time.Time
	leave func()              // tells the bot to stop
	stop  func()              // and waits until it has
	heard map[string][]string // what threads have shown, by their first messages
	*expect.Story
}

// terms are what a test wants otherwise than usual.
type terms struct {
	slack  slackfake.Options
	timing bot.Timing
	prefix string
	app    func(bot.App) bot.App
	store  func(*postgres.Store) bot.Notices
	access func(*bot.Access)
	before func(*office) // before the bot starts
	noTale bool          // Slack is made to refuse what it is sent, which no story may
}

func open(t *testing.T, with terms) *office {
	t.Helper()
	with.slack.AckWithin = max(with.slack.AckWithin, patience)
	o := &office{t: t, now: clock(), log: &journal{}, heard: map[string][]string{}}
	with.slack.Now = o.now
	o.ws = slackfake.New(with.slack)
	o.must(o.ws.Start())
	t.Cleanup(func() {
		ctx, cancel := context.WithTimeout(context.Background(), patience)
		defer cancel()
		o.must(o.ws.Close(ctx))
	})
	o.moveIn()
	o.store = cluster.Store(t)
	o.settle()
	if !with.noTale {
		o.Story = expect.New(t, o.ws)
	}
	if with.before != nil {
		with.before(o)
	}
	o.hire(with)
	return o
}

func (o *office) must(err error) {
	o.t.Helper()
	if err != nil {
		o.t.Fatal(err)
	}
}

// moveIn fills the workspace.
func (o *office) moveIn() {
	o.t.Helper()
	for _, name := range []string{"Dana Reyes", "Ben Okafor", "Maria Lind", "Priya Nair", "Tom Becker", "Sam Whitley", "Nora Outside"} {
		first, _, _ := strings.Cut(name, " ")
		o.must(o.ws.AddUser(slackfake.User{ID: "U0" + strings.ToUpper(first), Name: strings.ToLower(first), RealName: name}))
	}
	all := []string{"dana", "ben", "maria", "priya", "tom", "paidup"}
	o.must(o.ws.AddChannel(slackfake.Channel{ID: "C0FM", Name: "fort-myers", Private: true, Members: all}))
	o.must(o.ws.AddChannel(slackfake.Channel{ID: "C0PUBLIC", Name: "general", Members: append(all, "nora", "sam")}))
}

// settle adds the market and its members.
func (o *office) settle() {
	o.t.Helper()
	m, err := domain.NewMarket("FM", "Fort Myers", "America/New_York")
	o.must(err)
	m.Channel = "C0FM"
	for name, role := range map[string]domain.Role{"Dana Reyes": domain.Coordinator, "Ben Okafor": domain.Coordinator,
		"Maria Lind": domain.Director, "Priya Nair": domain.Accounting} {
		first, _, _ := strings.Cut(name, " ")
		o.must(m.AddMember(domain.Person{ID: domain.PersonID("U0" + strings.ToUpper(first)), Name: name}, role))
	}
	o.fm, err = o.store.AddMarket(o.t.Context(), o.act("market"), m)
	o.must(err)
	o.must(o.store.AddPerson(o.t.Context(), domain.Person{ID: "U0SAM", Name: "Sam Whitley", Admin: true}))
}

func (o *office) act(key string) domain.Act {
	return domain.Act{Key: key, Actor: "U0DANA", Source: domain.FromCommand, At: o.now()}
}

// hire starts the bot and waits until Slack has said hello. It ends with the test, unless stop is called before.
func (o *office) hire(with terms) {
	o.t.Helper()
	access := bot.Access{BotToken: o.ws.BotToken(), AppToken: o.ws.AppToken(), APIURL: o.ws.APIURL(), Faster: 1000, Log: slog.New(o.log)}
	if with.access != nil {
		with.access(&access)
	}
	slack := bot.NewWorkspace(access)
	var app bot.App = commands.NewApp(commands.Deps{Files: o.store, Find: o.store, Markets: o.store, Questions: o.store, Requests: o.store, Channels: slack, Accounts: slack,
		Escalations: o.store})
	if with.app != nil {
		app = with.app(app)
	}
	var notices bot.Notices = o.store
	if with.store != nil {
		notices = with.store(o.store)
	}
	for _, d := range []struct {
		field *time.Duration
		value time.Duration
	}{ // a machine that is busy must not change a story
		{&with.timing.AnswerWithin, patience},
		{&with.timing.OpenWithin, patience},
		{&with.timing.LoadAfter, patience},
		{&with.timing.SettleFor, time.Millisecond},
	} {
		if *d.field == 0 {
			*d.field = d.value
		}
	}
	o.bot = bot.New(bot.Config{App: app, Notices: notices, Cards: o.store, Requests: o.store, Markets: o.store, Workspace: slack, Now: o.now,
		Log: slog.New(o.log), Timing: with.timing, Prefix: with.prefix, Socket: socket.Timing{DrainFor: patience}})
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- o.bot.Run(ctx) }()
	o.leave = cancel
	o.stop = sync.OnceFunc(func() {
		cancel()
		select {
		case err := <-ended:
			o.must(err)
		case <-time.After(patience):
			o.t.Error("the bot does not stop")
		}
	})
	o.t.Cleanup(o.stop)
	select {
	case <-o.bot.Ready():
	case <-time.After(patience):
		o.t.Fatalf("the bot does not connect:\n%s", o.log)
	}
}

// idle waits until everything is answered and delivered.
func (o *office) idle() {
	o.t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	if err := o.bot.Idle(ctx); err != nil {
		o.t.Fatalf("%v\n%s", err, o.log)
	}
}

// close ends the story: everything that was shown was named, and nothing was logged but what is expected.
func (o *office) close(expected ...string) {
	o.t.Helper()
	o.idle()
	o.Silence()
	o.log.onlyHas(o.t, expected...)
}

// journal keeps what is logged above INFO, and all of it for the failure.
type journal struct {
	mu   sync.Mutex
	loud []string
	all  bytes.Buffer
}

func (j *journal) Enabled(context.Context, slog.Level) bool { return true }
func (j *journal) WithAttrs([]slog.Attr) slog.Handler       { return j }
func (j *journal) WithGroup(string) slog.Handler            { return j }

func (j *journal) Handle(ctx context.Context, r slog.Record) error {
	j.mu.Lock()
	defer j.mu.Unlock()
	if r.Level > slog.LevelInfo {
		var line bytes.Buffer
		if err := slog.NewTextHandler(&line, nil).Handle(ctx, r); err != nil {
			return err
		}
		j.loud = append(j.loud, line.String())
	}
	return slog.NewTextHandler(&j.all, &slog.HandlerOptions{Level: slog.LevelDebug}).Handle(ctx, r)
}

func (j *journal) String() string {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.all.String()
}

// onlyHas fails the test on every line above INFO that holds none of the words, and on words that no line holds.
func (j *journal) onlyHas(t *testing.T, words ...string) {
	t.Helper()
	j.mu.Lock()
	defer j.mu.Unlock()
	missing := map[string]bool{}
	for _, w := range words {
		missing[w] = true
	}
	for _, line := range j.loud {
		known := false
		for _, w := range words {
			if strings.Contains(line, w) {
				known = true
				delete(missing, w)
			}
		}
		if !known {
			t.Errorf("logged: %s", line)
		}
	}
	for w := range missing {
		t.Errorf("not logged: %q", w)
	}
}

// doing is an app whose requests go through a function.
type doing struct {
	bot.App
	do func(context.Context, commands.Request) (commands.Reply, error)
}

func (d doing) Do(ctx context.Context, r commands.Request) (commands.Reply, error) {
	return d.do(ctx, r)
}

// text is a payload as JSON.
func text(payload map[string]any) string {
	raw, err := json.Marshal(payload)
	if err != nil {
		return err.Error()
	}
	return string(raw)
}
