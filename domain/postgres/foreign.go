package postgres

import (
	"context"
	"fmt"
	"time"

	"paidup/domain"
)

// OtherSockets is how many connections to Slack the other replicas may hold now.
func (s *Store) OtherSockets(ctx context.Context, replica string) (int, error) {
	var n int
	err := s.db.GetContext(ctx, &n, `select coalesce(sum(open), 0) from sockets where replica <> $1 and alive_until > now()`, replica)
	if err != nil {
		return 0, fmt.Errorf("count connections of other replicas: %w", err)
	}
	return n, nil
}

// SocketShare is a replica's share of the app's connections to Slack.
type SocketShare struct {
	Replica string
	Open    int
	Renewed time.Duration // how long ago
}

// SocketShares are the shares of the replicas that live, as they renewed them last; each keeps its share for so long.
func (s *Store) SocketShares(ctx context.Context, kept time.Duration) ([]SocketShare, error) {
	var rows []struct {
		Replica string  `db:"replica"`
		Open    int     `db:"open"`
		Renewed float64 `db:"renewed"`
	}
	err := s.db.SelectContext(ctx, &rows, `select replica, open, extract(epoch from now() - alive_until)::float8 + $1 as renewed
from sockets where alive_until > now() order by replica`, kept.Seconds())
	if err != nil {
		return nil, fmt.Errorf("read connections to Slack: %w", err)
	}
	var out []SocketShare
	for _, r := range rows {
		out = append(out, SocketShare{Replica: r.Replica, Open: r.Open, Renewed: time.Duration(max(r.Renewed, 0) * float64(time.Second))})
	}
	return out, nil
}

// NoteForeignSockets stores that somebody else uses our token. The words are said when that was not known.
func (s *Store) NoteForeignSockets(ctx context.Context, seen domain.ForeignSockets, words []domain.Word) (news bool, err error) {
	err = s.inTx(ctx, func(tx *txn) error {
		err := tx.GetContext(ctx, &news, `insert into foreign_sockets as f (app_open, ours) values ($1, $2)
on conflict (one) do update set app_open = excluded.app_open, ours = excluded.ours, seen_at = now() returning f.xmax = 0`, seen.App, seen.Ours)
		if err != nil || !news {
			return err
		}
		return writeWords(ctx, tx, words)
	})
	if err != nil {
		return false, fmt.Errorf("store connections of somebody else: %w", err)
	}
	if news {
		s.written()
	}
	return news, nil
}

// NoForeignSockets stores that nobody else uses our token. It says whether that is news.
func (s *Store) NoForeignSockets(ctx context.Context) (news bool, err error) {
	res, err := s.db.ExecContext(ctx, `delete from foreign_sockets`)
	if err != nil {
		return false, fmt.Errorf("store that there are no connections of somebody else: %w", err)
	}
	n, err := res.RowsAffected()
	return n > 0, err
}

// ForeignSockets is that somebody else uses our token; nil while nobody does.
func (s *Store) ForeignSockets(ctx context.Context) (*domain.ForeignSockets, error) {
	var rows []struct {
		App   int       `db:"app_open"`
		Ours  int       `db:"ours"`
		Since time.Time `db:"since"`
	}
	if err := s.db.SelectContext(ctx, &rows, `select app_open, ours, since from foreign_sockets`); err != nil {
		return nil, fmt.Errorf("read connections of somebody else: %w", err)
	}
	if len(rows) == 0 {
		return nil, nil
	}
	return &domain.ForeignSockets{App: rows[0].App, Ours: rows[0].Ours, Since: rows[0].Since}, nil
}
