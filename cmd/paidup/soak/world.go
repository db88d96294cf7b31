package soak

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"strings"
	"time"

	"paidup/bot/slackfake"
	"paidup/domain"
	"paidup/domain/postgres"
	"paidup/domain/postgres/pgserver"
	"paidup/migrations"
)

// world is what the replicas work in: a Slack workspace, and a database with a standby.
type world struct {
	Options
	slack   *slackfake.Workspace
	primary *pgserver.Server
	standby *pgserver.Server // nil once it has taken the primary's place
	lost    []*pgserver.Server
	address string
	store   *postgres.Store
	markets []*domain.Market
	files   [][]*domain.File // by market

	posted, ambiguous int // posts, and those of them whose outcome was not told; under the workspace's lock
}

const database = "paidup"

// open makes a company of markets, files and people, in a workspace and in a database.
func open(ctx context.Context, o Options) (w *world, err error) {
	w = &world{Options: o, slack: slackfake.New(slackfake.Options{Now: time.Now})}
	defer func() {
		if err != nil {
			err = errors.Join(err, w.close(context.WithoutCancel(ctx)))
		}
	}()
	if err := w.slack.Start(); err != nil {
		return nil, err
	}
	if w.primary, err = pgserver.Start(ctx, pgserver.Options{}); err != nil {
		return nil, err
	}
	if err := w.found(ctx); err != nil {
		return nil, err
	}
	if w.standby, err = w.primary.Standby(ctx); err != nil {
		return nil, err
	}
	w.address = both(w.primary, w.standby)
	w.store, err = postgres.Connect(ctx, w.address)
	return w, err
}

// both is the address of whichever of the two takes writes.
func both(one, other *pgserver.Server) string {
	var hosts, ports []string
	for _, s := range []*pgserver.Server{one, other} {
		u, err := url.Parse(s.URL(database))
		if err != nil { // it is made of parts
			panic(err)
		}
		hosts, ports = append(hosts, u.Query().Get("host")), append(ports, u.Query().Get("port"))
	}
	return fmt.Sprintf("host=%s port=%s user=postgres dbname=%s sslmode=disable target_session_attrs=read-write connect_timeout=5",
		strings.Join(hosts, ","), strings.Join(ports, ","), database)
}

// found fills the database and the workspace.
func (w *world) found(ctx context.Context) (err error) {
	admin, err := postgres.Connect(ctx, w.primary.URL("postgres"))
	if err != nil {
		return err
	}
	_, err = admin.DB().ExecContext(ctx, "create database "+database)
	if err := errors.Join(err, admin.Close()); err != nil {
		return fmt.Errorf("make the database: %w", err)
	}
	store, err := postgres.Connect(ctx, w.primary.URL(database))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, store.Close()) }()
	if _, err := migrations.Apply(ctx, store.DB()); err != nil {
		return err
	}
	for n := range w.Markets {
		if err := w.foundMarket(ctx, store, n); err != nil {
			return err
		}
	}
	return nil
}

// typistsOf is how many people type in a market.
const typistsOf = 2

// typist is the handle of one of them.
func typist(market, n int) string { return fmt.Sprintf("typist%d-%d", market, n) }

func memberID(market, n int) string { return fmt.Sprintf("U0T%03d%d", market, n) }

func channelOf(market int) string { return fmt.Sprintf("market-%d", market) }

func act(key string) domain.Act {
	return domain.Act{Key: "soak/" + key, Actor: "U0SOAK", Source: domain.FromImport, At: time.Now()}
}

// foundMarket makes a market with its channel, its people and its files, each with an invoice that nobody pays in full.
func (w *world) foundMarket(ctx context.Context, store *postgres.Store, n int) error {
	m, err := domain.NewMarket(fmt.Sprintf("M%d", n), fmt.Sprintf("Market %d", n), "America/New_York")
	if err != nil {
		return err
	}
	m.Channel = fmt.Sprintf("C0M%03d", n)
	m.DigestAt = time.Now().In(m.Location()).Add(w.For/3 + time.Minute).Format("15:04")
	members := []string{w.slack.BotID()}
	for i := range typistsOf {
		id := domain.PersonID(memberID(n, i))
		members = append(members, string(id))
		if err := w.slack.AddUser(slackfake.User{ID: string(id), Name: typist(n, i), RealName: fmt.Sprintf("Typist %d of %d", i, n)}); err != nil {
			return err
		}
		if err := m.AddMember(domain.Person{ID: id, Name: fmt.Sprintf("Typist %d of %d", i, n)}, domain.Coordinator); err != nil {
			return err
		}
	}
	if err := w.slack.AddChannel(slackfake.Channel{ID: m.Channel, Name: channelOf(n), Private: true, Members: members}); err != nil {
		return err
	}
	market, err := store.AddMarket(ctx, act(m.Code), m)
	if err != nil {
		return err
	}
	var files []*domain.File
	for i := range w.Files {
		f, err := openFile(ctx, store, market, i)
		if err != nil {
			return err
		}
		files = append(files, f)
	}
	w.markets, w.files = append(w.markets, market), append(w.files, files)
	return nil
}

func openFile(ctx context.Context, store *postgres.Store, m *domain.Market, i int) (*domain.File, error) {
	key := fmt.Sprint(m.Code, "/", i)
	f, _, err := store.Open(ctx, act(key), domain.NewFile{Market: m}, func(f *domain.File) error {
		return f.Receive(0, domain.Facts{Customer: fmt.Sprint("Customer ", i), Payer: "Harbor Mutual", Loss: "water"}, "")
	})
	if err != nil {
		return nil, err
	}
	f, _, err = store.Change(ctx, act(key+"/invoice"), f.ID, func(f *domain.File) error {
		return f.Invoice(domain.Bill{Amount: 10_000_000_00, Number: strings.ReplaceAll(key, "/", "-"), Answered: domain.Answers{domain.AskNoApproval}})
	})
	return f, err
}

// crash has the database crash and come back.
func (w *world) crash(ctx context.Context) error {
	if err := w.primary.Crash(ctx); err != nil {
		return err
	}
	return w.primary.Revive(ctx)
}

// failover loses the primary for good, and the standby takes its place.
func (w *world) failover(ctx context.Context) error {
	if err := w.primary.Crash(ctx); err != nil {
		return err
	}
	w.lost = append(w.lost, w.primary)
	w.primary, w.standby = w.standby, nil
	return w.primary.Promote(ctx)
}

// drain waits until everything is answered and said, and tells how long that took.
func (w *world) drain(ctx context.Context) (time.Duration, error) {
	began := time.Now()
	ctx, cancel := context.WithTimeout(ctx, drainWithin)
	defer cancel()
	tick := time.NewTicker(200 * time.Millisecond)
	defer tick.Stop()
	for quiet := 0; quiet < 5; { // a reply may be on its way to Slack
		left, err := w.store.Backlog(ctx)
		if err != nil && ctx.Err() == nil {
			continue
		}
		rest := false
		w.slack.Read(func(s *slackfake.State) { rest = s.AtRest() })
		quiet++
		if err != nil || left.Waiting > 0 || !rest {
			quiet = 0
		}
		select {
		case <-tick.C:
		case <-ctx.Done():
			return 0, fmt.Errorf("the queue does not empty: %d notices wait, the oldest for %s", left.Waiting, left.Oldest.Round(time.Second))
		}
	}
	return time.Since(began), nil
}

// close ends what was begun.
func (w *world) close(ctx context.Context) error {
	faults := []error{w.slack.Close(ctx)}
	if w.store != nil {
		faults = append(faults, w.store.Close())
	}
	for _, s := range append(w.lost, w.standby, w.primary) {
		if s != nil {
			faults = append(faults, s.Stop(ctx))
		}
	}
	return errors.Join(faults...)
}
