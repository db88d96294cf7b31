package postgres

import (
	"context"
	"fmt"
	"time"

	"paidup/domain"
)

// sameBurst is how long ago others like them may have been given up, and told, for dead letters to be no news.
const sameBurst = time.Hour

// untoldDead are the dead letters that no admin was told of, once the oldest has waited so long ($1, seconds) for others; $2
// is how long a burst lasts.
const untoldDead = `with untold as (
  select market_id, addressee, code, kind, id, done_at from notices where dead is not null and told_at is null
), groups as (
  select market_id, addressee, code, min(done_at) as first from untold group by market_id, addressee, code
)
select u.market_id, u.addressee, u.code, u.kind, u.id, u.done_at, exists (select from notices b
    where b.dead is not null and b.told_at is not null and b.market_id = g.market_id and b.addressee = g.addressee and b.code = g.code
      and b.done_at > g.first - make_interval(secs => $2)) as follows
from groups g join untold u using (market_id, addressee, code)
where (select min(done_at) from untold) <= now() - make_interval(secs => $1)
order by u.market_id, u.addressee, u.code, u.id`

type deadRow struct {
	MarketID int64     `db:"market_id"`
	To       string    `db:"addressee"`
	Code     string    `db:"code"`
	Kind     string    `db:"kind"`
	ID       int64     `db:"id"`
	DoneAt   time.Time `db:"done_at"`
	Follows  bool      `db:"follows"`
	Over     bool      `db:"over"`
}

// UntoldDead are the dead letters of which no admin was told yet; none while the oldest is younger than that: more of the same
// burst may come.
func (s *Store) UntoldDead(ctx context.Context, age time.Duration) ([]domain.DeadLetters, error) {
	var rows []deadRow
	if err := s.db.SelectContext(ctx, &rows, untoldDead, age.Seconds(), sameBurst.Seconds()); err != nil {
		return nil, fmt.Errorf("read undelivered notices: %w", err)
	}
	return deadLetters(rows), nil
}

// deadWithin are the dead letters of the last $1 seconds, and whether something was delivered to the same place since.
const deadWithin = `with dead as (
  select market_id, addressee, code, kind, id, done_at from notices
  where dead is not null and done_at > now() - make_interval(secs => $1)
), groups as materialized (
  select g.*, exists (select from notices b where b.market_id = g.market_id and b.addressee = g.addressee and b.dead is null
      and b.done_at > g.newest) as over
  from (select market_id, addressee, code, max(done_at) as newest from dead group by market_id, addressee, code) g
)
select d.*, g.over from dead d join groups g using (market_id, addressee, code) order by g.newest desc, d.id`

// Dead are the dead letters that were given up within that time, the newest first.
func (s *Store) Dead(ctx context.Context, within time.Duration) ([]domain.DeadLetters, error) {
	var rows []deadRow
	err := s.db.SelectContext(ctx, &rows, deadWithin, within.Seconds())
	if err != nil {
		return nil, fmt.Errorf("read undelivered notices: %w", err)
	}
	return deadLetters(rows), nil
}

func deadLetters(rows []deadRow) []domain.DeadLetters {
	type reason struct {
		market   int64
		to, code string
	}
	var out []domain.DeadLetters
	of := map[reason]int{}
	for _, r := range rows {
		why := reason{r.MarketID, r.To, r.Code}
		i, known := of[why]
		if !known {
			i = len(out)
			of[why] = i
			out = append(out, domain.DeadLetters{Market: domain.MarketID(r.MarketID), To: r.To, Code: r.Code, Follows: r.Follows, Over: r.Over,
				Kinds: map[domain.NoticeKind]int{}})
		}
		d := &out[i]
		d.Kinds[domain.NoticeKind(r.Kind)]++
		d.IDs = append(d.IDs, domain.NoticeID(r.ID))
		if r.DoneAt.After(d.Newest) {
			d.Newest = r.DoneAt
		}
	}
	return out
}

// TellDead stores that the admins are told of the dead letters, with the words in which they are; those may be none. Where
// another replica had them told meanwhile nothing is said.
func (s *Store) TellDead(ctx context.Context, ids []domain.NoticeID, words []domain.Word) error {
	err := s.inTx(ctx, func(tx *txn) error {
		var open []int64
		if err := tx.SelectContext(ctx, &open, `select id from notices where id = any($1) and told_at is null for update`, noticeIDs(ids)); err != nil {
			return err
		}
		if len(open) < len(ids) {
			return nil
		}
		if _, err := tx.ExecContext(ctx, `update notices set told_at = now() where id = any($1)`, noticeIDs(ids)); err != nil {
			return err
		}
		return writeWords(ctx, tx, words)
	})
	if err != nil {
		return fmt.Errorf("tell of undelivered notices: %w", err)
	}
	s.written()
	return nil
}

func writeWords(ctx context.Context, tx *txn, words []domain.Word) error {
	for _, w := range words {
		if _, err := tx.ExecContext(ctx, insertWord, w.Market, w.To, w.Body); err != nil {
			return fmt.Errorf("write words for %s: %w", w.To, err)
		}
	}
	return nil
}

// ForgetDelivered deletes notices that were delivered longer ago than they are kept, at most so many, and counts them. Dead
// letters stay.
func (s *Store) ForgetDelivered(ctx context.Context, kept time.Duration, limit int) (int, error) {
	res, err := s.db.ExecContext(ctx, `delete from notices where id in (
  select id from notices where done_at < now() - make_interval(secs => $1) and done_at is not null and dead is null
  order by done_at limit $2 for update skip locked)`, kept.Seconds(), limit)
	if err != nil {
		return 0, fmt.Errorf("delete delivered notices: %w", err)
	}
	n, err := res.RowsAffected()
	if err != nil {
		return 0, fmt.Errorf("delete delivered notices: %w", err)
	}
	return int(n), nil
}
