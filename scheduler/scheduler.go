package scheduler

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"github.com/robfig/cron/v3"

	"paidup/commands"
	"paidup/domain"
)

// Markets lists all markets.
type Markets interface {
	Markets(ctx context.Context) ([]*domain.Market, error)
}

// Digests keeps what became of each market's digest of each date. Leases are by the keeper's own clock.
type Digests interface {
	// Beat stores that a scheduler looked at its clock, and gives the last time for which none had done so.
	Beat(ctx context.Context, at time.Time) (domain.Outage, error)
	// DigestSlots says of every market which of its digests from the date on were made or skipped.
	DigestSlots(ctx context.Context, from domain.Date) (map[domain.MarketID]domain.DigestSlots, error)
	// ClaimDigest claims the digest of the run's market and date; false when it is over, or in somebody's hands.
	ClaimDigest(ctx context.Context, run domain.DigestRun, by string) (domain.DigestRun, bool, error)
	// CompleteDigest stores the value of a claimed run with the notice that has it posted; false when the claim was overtaken.
	CompleteDigest(ctx context.Context, run domain.DigestRun, at time.Time) (bool, error)
	// SkipDigest stores why a claimed run was not made; false when the claim was overtaken.
	SkipDigest(ctx context.Context, run domain.DigestRun, why string) (bool, error)
}

// Requests ends what nobody answered.
type Requests interface {
	// LapseRequests ends the requests whose last day is before the market's day of today, and counts them.
	LapseRequests(ctx context.Context, at time.Time, today map[domain.MarketID]domain.Date) (int, error)
}

// Notices forgets what was delivered long ago.
type Notices interface {
	// ForgetDelivered deletes notices that were delivered longer ago than they are kept, at most so many, and counts them.
	ForgetDelivered(ctx context.Context, kept time.Duration, limit int) (int, error)
}

// A delivered notice is kept for who looks into what was said; to tell a redelivery it takes a day.
const (
	deliveredKept = 30 * 24 * time.Hour
	forgetAtOnce  = 1000 // in one statement, which holds up nobody
	forgetsALook  = 10   // statements; what is left waits for the next look
)

// Meter counts digests. It is called from one goroutine.
type Meter interface {
	// Made counts a digest that was made so long after its hour; one on demand is never late.
	Made(late time.Duration)
	// Skipped counts one that is not made any more.
	Skipped()
}

// Parts are what a scheduler stands on.
type Parts struct {
	Markets  Markets
	Digests  Digests
	Requests Requests
	Notices  Notices
	Books    commands.Books
	Now      func() time.Time
	Log      *slog.Logger
	Meter    Meter  // nil: nobody counts
	Name     string // of this replica, for people who look at the claims
}

// Scheduler has the digests made when they are due.
type Scheduler struct{ Parts }

// New is a scheduler on its parts.
func New(p Parts) *Scheduler {
	if p.Meter == nil {
		p.Meter = unmetered{}
	}
	return &Scheduler{p}
}

// unmetered is the meter where nobody counts.
type unmetered struct{}

func (unmetered) Made(time.Duration) {}
func (unmetered) Skipped()           {}

// Run looks at the clock at once and then each minute, until the context ends; a look under way is finished.
func (s *Scheduler) Run(ctx context.Context) {
	log := cronLog{s.Log}
	// Recover stands within: a panic that got past SkipIfStillRunning would leave it waiting for that look for ever.
	look := cron.NewChain(cron.SkipIfStillRunning(log), cron.Recover(log)).Then(cron.FuncJob(func() { s.look(ctx) }))
	c := cron.New(cron.WithLocation(time.UTC), cron.WithLogger(log))
	c.Schedule(everyMinute{}, look)
	look.Run()
	c.Start()
	<-ctx.Done()
	<-c.Stop().Done()
}

// everyMinute is the cron expression * * * * *, which needs no parsing.
type everyMinute struct{}

func (everyMinute) Next(t time.Time) time.Time { return t.Truncate(time.Minute).Add(time.Minute) }

func (s *Scheduler) look(ctx context.Context) {
	if ctx.Err() != nil {
		return
	}
	if err := s.Tick(ctx, s.Now()); err != nil && ctx.Err() == nil {
		s.Log.Error("look at the clock", "err", err)
	}
}

// Tick makes every digest that is due at the instant and has not been made, and records those that are not to be made
// with the reason; it ends the requests that have lapsed and forgets what was delivered long ago. A market that fails does not hold up the others; its digest is tried
// again once its claim has run out.
func (s *Scheduler) Tick(ctx context.Context, now time.Time) error {
	outage, err := s.Digests.Beat(ctx, now)
	if err != nil {
		return err
	}
	markets, err := s.Markets.Markets(ctx)
	if err != nil {
		return err
	}
	slots, err := s.Digests.DigestSlots(ctx, domain.DateOf(now, time.UTC)-lookBack-1)
	if err != nil {
		return err
	}
	faults := []error{s.lapse(ctx, markets, now), s.forget(ctx)}
	for _, m := range markets {
		for _, d := range due(m, slots[m.ID], now) {
			if err := s.settle(ctx, m, d, moment{now: now, outage: outage}); err != nil {
				faults = append(faults, fmt.Errorf("digest of %s for %s: %w", m.Code, d, err))
			}
		}
	}
	return errors.Join(faults...)
}

// lapse ends the requests of the markets whose last day is over.
func (s *Scheduler) lapse(ctx context.Context, markets []*domain.Market, now time.Time) error {
	today := map[domain.MarketID]domain.Date{}
	for _, m := range markets {
		today[m.ID] = m.Today(now)
	}
	n, err := s.Requests.LapseRequests(ctx, now, today)
	if n > 0 {
		s.Log.Info("requests lapsed", "requests", n)
	}
	return err
}

// forget deletes notices that were delivered long ago, in small batches.
func (s *Scheduler) forget(ctx context.Context) error {
	forgotten := 0
	for range forgetsALook {
		n, err := s.Notices.ForgetDelivered(ctx, deliveredKept, forgetAtOnce)
		forgotten += n
		if err != nil {
			return err
		}
		if n < forgetAtOnce {
			break
		}
	}
	if forgotten > 0 {
		s.Log.Debug("delivered notices forgotten", "notices", forgotten)
	}
	return nil
}

// moment is an instant, with the last time before it for which no scheduler ran.
type moment struct {
	now    time.Time
	outage domain.Outage
	tries  int // how often the digest was claimed, this time included
}

// settle makes the market's digest of the date, or records why not.
func (s *Scheduler) settle(ctx context.Context, m *domain.Market, date domain.Date, at moment) error {
	run, mine, err := s.Digests.ClaimDigest(ctx, domain.DigestRun{Market: m.ID, Date: date}, s.Name)
	if err != nil || !mine {
		return err
	}
	at.tries = run.Attempt
	if why := skipped(m, date, at); why != "" {
		if _, err := s.Digests.SkipDigest(ctx, run, why); err != nil {
			return err
		}
		s.Meter.Skipped()
		s.Log.Info("digest skipped", "market", m.Code, "date", date.String(), "why", why)
		return nil
	}
	return s.make(ctx, m, run, edit{late: late(m, date, at), at: at.now, behind: at.now.Sub(m.DigestDue(date))})
}

// edit is what a scheduler adds to a digest: that it is late, and what is written under its title.
type edit struct {
	late   string
	label  string
	at     time.Time
	behind time.Duration // its hour; 0 for one on demand
}

// make makes the claimed digest and stores it with its notice.
func (s *Scheduler) make(ctx context.Context, m *domain.Market, run domain.DigestRun, e edit) error {
	d, err := commands.MakeDigest(ctx, s.Books, m, run.Date)
	if err != nil {
		return err
	}
	d.Late, d.Label = e.late, lines(e.label, d.Label)
	if run.Value, err = json.Marshal(d); err != nil {
		return fmt.Errorf("write digest: %w", err)
	}
	kept, err := s.Digests.CompleteDigest(ctx, run, e.at)
	if err != nil {
		return err
	}
	if kept {
		s.Meter.Made(e.behind)
		s.Log.Info("digest made", "market", m.Code, "date", run.Date.String(), "late", e.late != "")
	}
	return nil
}

// OnDemand makes the market's digest at once, whatever the hour: today's, or on a day off that of the last business day,
// with a label that says so. It is false when that digest was made or skipped before, or somebody is making it.
func (s *Scheduler) OnDemand(ctx context.Context, m *domain.Market, now time.Time) (bool, error) {
	today, cal := m.Today(now), m.Calendar()
	date, label := today, ""
	if !cal.IsBusiness(today) {
		date = cal.Add(today, -1)
		label = fmt.Sprintf("Covers up to %s; %s is a day off", (date - 1).Words(today), today.Words(today))
	}
	run, mine, err := s.Digests.ClaimDigest(ctx, domain.DigestRun{Market: m.ID, Date: date}, s.Name)
	if err != nil || !mine {
		return false, err
	}
	return true, s.make(ctx, m, run, edit{label: label, at: now})
}

func lines(first, second string) string {
	if first == "" || second == "" {
		return first + second
	}
	return first + "\n" + second
}

// cronLog writes what the cron library has to say: that a look was left out is no news.
type cronLog struct{ *slog.Logger }

func (l cronLog) Info(msg string, kv ...any) { l.Debug("cron: "+msg, kv...) }

func (l cronLog) Error(err error, msg string, kv ...any) {
	l.Logger.Error("cron: "+msg, append(kv, "err", err)...)
}
