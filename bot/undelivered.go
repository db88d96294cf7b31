package bot

import (
	"context"
	"log/slog"
	"slices"
	"strings"
	"time"

	"paidup/commands"
	"paidup/domain"
)

// undertaker tells the admins of dead letters: once a burst, when it has been given some time to gather. Of one to an admin
// nobody is told, for its word might end as the letter did.
type undertaker struct {
	alarms  Alarms
	markets Markets
	log     *slog.Logger
	every   time.Duration
}

func newUndertaker(b *Bot) *undertaker {
	return &undertaker{alarms: b.cfg.Alarms, markets: b.cfg.Markets, log: b.log, every: b.timing.GatherFor}
}

// run looks for dead letters until ctx ends.
func (u *undertaker) run(ctx context.Context) {
	tick := time.NewTicker(u.every)
	defer tick.Stop()
	for {
		select {
		case <-tick.C:
			if err := u.look(ctx); err != nil && ctx.Err() == nil {
				u.log.Info("tell of undelivered notices", "err", err)
			}
		case <-ctx.Done():
			return
		}
	}
}

func (u *undertaker) look(ctx context.Context) error {
	all, err := u.alarms.UntoldDead(ctx, u.every)
	if err != nil || len(all) == 0 {
		return err
	}
	known, err := readPlaces(ctx, u.markets)
	if err != nil {
		return err
	}
	var ids []domain.NoticeID
	for _, d := range all {
		ids = append(ids, d.IDs...)
	}
	var words []domain.Word
	if text := known.eulogy(all); text != "" {
		if words, err = known.toAdmins(text); err != nil {
			return err
		}
	}
	return u.alarms.TellDead(ctx, ids, words)
}

// eulogy says what could not be delivered; empty where that is no news.
func (v places) eulogy(all []domain.DeadLetters) string {
	names := commands.People{}
	for _, p := range v.people {
		names[p.ID] = p
	}
	var lines []string
	for _, d := range all {
		i := slices.IndexFunc(v.markets, func(m *domain.Market) bool { return m.ID == d.Market })
		if d.Follows || names[domain.PersonID(d.To)].Admin || i < 0 {
			continue
		}
		lines = append(lines, "Not delivered: "+commands.UndeliveredWords(d, v.markets[i], names))
	}
	return strings.Join(lines, "\n")
}
