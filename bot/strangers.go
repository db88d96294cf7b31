package bot

import (
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"sync/atomic"
	"time"

	"paidup/commands"
	"paidup/domain"
)

// Alarms keeps what the admins are told of the program itself.
type Alarms interface {
	// UntoldDead are the dead letters of which no admin was told, once the oldest is of that age.
	UntoldDead(ctx context.Context, age time.Duration) ([]domain.DeadLetters, error)
	TellDead(ctx context.Context, ids []domain.NoticeID, words []domain.Word) error
	NoteForeignSockets(ctx context.Context, seen domain.ForeignSockets, words []domain.Word) (news bool, err error)
	NoForeignSockets(ctx context.Context) (news bool, err error)
}

const (
	strikesOut = 5  // counts in a row, a recount apart, with connections that are not ours: no change-over lasts so long
	calmAfter  = 10 // times as long between recounts once it is known
)

// strangers watches whether somebody else uses our token. Slack tells the number of the app's connections when it says hello and
// not again, so a count that is too high is taken anew by replacing a connection: what a change-over here or in another replica
// explains, or a connection that Slack does not know to be dead, is over by then.
type strangers struct {
	alarms  Alarms
	markets Markets
	others  func(ctx context.Context) (int, error)
	renew   func()
	log     *slog.Logger
	every   time.Duration

	heard   chan count // the newest hello
	foreign atomic.Int64

	strikes int
	due     bool // a recount is due: the next count too high is one more
}

// count is what a hello tells.
type count struct{ app, ours int }

func newStrangers(b *Bot) *strangers {
	s := &strangers{alarms: b.cfg.Alarms, markets: b.cfg.Markets, others: b.cfg.Others, log: b.log, every: b.timing.RecountEvery,
		heard: make(chan count, 1), renew: func() { b.transport.Renew() }}
	if s.others == nil {
		s.others = func(context.Context) (int, error) { return 0, nil }
	}
	return s
}

// greeted notes what a hello tells. What was told before is old.
func (s *strangers) greeted(app, ours int) {
	select {
	case <-s.heard:
	default:
	}
	select {
	case s.heard <- count{app, ours}:
	default:
	}
}

// run looks at every hello until ctx ends, and asks for one when a count was too high.
func (s *strangers) run(ctx context.Context) {
	recount := time.NewTimer(s.every)
	defer recount.Stop()
	for {
		select {
		case seen := <-s.heard:
			if s.look(ctx, seen) {
				recount.Reset(s.pause())
			}
		case <-recount.C:
			if s.strikes > 0 {
				s.due = true
				s.renew()
			}
			recount.Reset(s.pause())
		case <-ctx.Done():
			return
		}
	}
}

func (s *strangers) pause() time.Duration {
	if s.strikes >= strikesOut {
		return calmAfter * s.every
	}
	return s.every
}

// look judges a count; true when it was one more that is too high.
func (s *strangers) look(ctx context.Context, seen count) bool {
	others, err := s.others(ctx)
	if err != nil {
		return false // the next hello tells more
	}
	ours := seen.ours + others
	switch {
	case seen.app <= ours:
		s.strikes, s.due = 0, false
		s.foreign.Store(0)
		s.calm(ctx)
		return false
	case s.strikes > 0 && !s.due:
		return false
	}
	s.strikes, s.due = s.strikes+1, false
	if s.strikes >= strikesOut {
		s.foreign.Store(int64(seen.app - ours))
		s.alarm(ctx, domain.ForeignSockets{App: seen.app, Ours: ours})
	}
	return true
}

// alarm says that somebody else uses our token: to the log, and once to the admins.
func (s *strangers) alarm(ctx context.Context, seen domain.ForeignSockets) {
	news := false
	all, err := readPlaces(ctx, s.markets)
	if err == nil {
		var words []domain.Word
		if words, err = all.toAdmins(commands.StrangersWords(seen)); err == nil {
			news, err = s.alarms.NoteForeignSockets(ctx, seen, words)
		}
	}
	if news {
		s.log.Warn("somebody else uses this app's token", "app_connections", seen.App, "ours", seen.Ours)
	}
	if err != nil && ctx.Err() == nil {
		s.log.Warn("tell that somebody else uses this app's token", "app_connections", seen.App, "ours", seen.Ours, "err", err)
	}
}

// calm takes the alarm back.
func (s *strangers) calm(ctx context.Context) {
	news, err := s.alarms.NoForeignSockets(ctx)
	switch {
	case news:
		s.log.Info("nobody else uses this app's token any more")
	case err != nil && ctx.Err() == nil:
		s.log.Info("take back that somebody else uses this app's token", "err", err)
	}
}

// places are all markets and people.
type places struct {
	markets []*domain.Market
	people  []domain.Person
}

func readPlaces(ctx context.Context, in Markets) (all places, err error) {
	if all.markets, err = in.Markets(ctx); err == nil {
		all.people, err = in.People(ctx)
	}
	return all, err
}

// toAdmins are the same words for every admin. Words go out by way of a market; where there is none yet they cannot.
func (v places) toAdmins(says string) ([]domain.Word, error) {
	if len(v.markets) == 0 {
		return nil, nil
	}
	body, err := json.Marshal(commands.Said{Text: says})
	if err != nil {
		return nil, errors.Join(errUnfit, err)
	}
	var out []domain.Word
	for _, p := range v.people {
		if p.Admin && !p.Gone {
			out = append(out, domain.Word{Market: v.markets[0].ID, To: string(p.ID), Body: body})
		}
	}
	return out, nil
}
