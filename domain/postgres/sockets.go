package postgres

import (
	"context"
	"fmt"
	"time"
)

// An app has ten connections to Slack at most. The tenth is for change-overs, in which the new one comes before the old one
// goes.
const (
	socketsShared = 8 // up to here each replica has as many as it wants
	socketsAtMost = 9 // up to here one that has none has one
)

// ShareSockets says how many connections to Slack the replica may hold, of those it wants, until it asks again; its share is
// kept for it that long. A replica keeps what it holds. One for which nothing is left holds none, and delivers what the
// others take in.
func (s *Store) ShareSockets(ctx context.Context, replica string, want int, keep time.Duration) (int, error) {
	var share int
	err := s.inTx(ctx, func(tx *txn) error {
		if _, err := tx.ExecContext(ctx, `lock table sockets in share row exclusive mode`); err != nil {
			return err
		}
		var now struct {
			Held   int `db:"held"`
			Others int `db:"others"`
		}
		err := tx.GetContext(ctx, &now, `select coalesce(sum(open) filter (where replica = $1), 0) as held,
  coalesce(sum(open) filter (where replica <> $1), 0) as others
from sockets where alive_until > now()`, replica)
		if err != nil {
			return err
		}
		share = shareOf(want, now.Held, now.Others)
		_, err = tx.ExecContext(ctx, `with gone as (delete from sockets where alive_until <= now() and replica <> $1)
insert into sockets (replica, open, alive_until) values ($1, $2, now() + make_interval(secs => $3))
on conflict (replica) do update set open = excluded.open, alive_until = excluded.alive_until`, replica, share, keep.Seconds())
		return err
	})
	if err != nil {
		return 0, fmt.Errorf("share connections to Slack: %w", err)
	}
	return share, nil
}

// shareOf is how many connections a replica may hold that wants so many, beside those of the others.
func shareOf(want, held, others int) int {
	switch {
	case others+want <= socketsShared:
		return want
	case held > 0 && others+min(held, want) <= socketsAtMost:
		return min(held, want)
	case others < socketsAtMost:
		return 1
	}
	return 0
}

// GiveUpSockets leaves the replica's share to the others at once.
func (s *Store) GiveUpSockets(ctx context.Context, replica string) error {
	if _, err := s.db.ExecContext(ctx, `delete from sockets where replica = $1`, replica); err != nil {
		return fmt.Errorf("give up connections to Slack: %w", err)
	}
	return nil
}
