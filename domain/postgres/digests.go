package postgres

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/lib/pq"

	"paidup/domain"
)

// morningDigest is the digest of digest_runs that every market has each business day.
const morningDigest = "morning"

// digestLease is how long whoever claimed a digest may take to make it, in seconds by the database's clock. At the next look
// after that somebody else may claim it, and only one of the two is kept.
const digestLease = 8

// ClaimDigest claims the market's digest of the local date. It is false when the digest was made or skipped already, or
// is in somebody's hands.
func (s *Store) ClaimDigest(ctx context.Context, run domain.DigestRun, by string) (domain.DigestRun, bool, error) {
	var got []struct {
		ID       int64 `db:"id"`
		Attempts int   `db:"attempts"`
	}
	err := s.db.SelectContext(ctx, &got, `insert into digest_runs as r (digest, market_id, local_date, claimed_by, lease_until)
values ($1, $2, $3, $4, now() + make_interval(secs => $5))
on conflict (digest, market_id, local_date) do update
  set claimed_by = excluded.claimed_by, lease_until = excluded.lease_until, attempts = r.attempts + 1
  where r.done_at is null and r.lease_until < now()
returning id, attempts`, morningDigest, run.Market, run.Date.String(), by, digestLease)
	if err != nil {
		return run, false, fmt.Errorf("claim digest of %s: %w", run.Date, err)
	}
	if len(got) == 0 {
		return run, false, nil
	}
	run.ID, run.Attempt = got[0].ID, got[0].Attempts
	return run, true, nil
}

// CompleteDigest stores what the claimed digest says, which is run.Value, together with the notice that has it posted. It
// is false, and nothing is stored, when somebody else has overtaken the claim.
func (s *Store) CompleteDigest(ctx context.Context, run domain.DigestRun, at time.Time) (bool, error) {
	res, err := s.db.ExecContext(ctx, `with done as (
  update digest_runs set value = $3, made_at = $4, done_at = now(), lease_until = null
  where id = $1 and attempts = $2 and done_at is null returning id, market_id)
insert into notices (kind, market_id, run_id) select $5, market_id, id from done`,
		run.ID, run.Attempt, json.RawMessage(run.Value), at, domain.DigestNotice)
	if err != nil {
		return false, fmt.Errorf("complete digest of %s: %w", run.Date, err)
	}
	n, err := res.RowsAffected()
	if err != nil {
		return false, fmt.Errorf("complete digest of %s: %w", run.Date, err)
	}
	if n > 0 {
		s.written()
	}
	return n > 0, nil
}

// SkipDigest stores why the claimed digest was not made. It is false when somebody else has overtaken the claim.
func (s *Store) SkipDigest(ctx context.Context, run domain.DigestRun, why string) (bool, error) {
	res, err := s.db.ExecContext(ctx, `update digest_runs set skipped = $3, done_at = now(), lease_until = null
where id = $1 and attempts = $2 and done_at is null`, run.ID, run.Attempt, why)
	if err != nil {
		return false, fmt.Errorf("skip digest of %s: %w", run.Date, err)
	}
	n, err := res.RowsAffected()
	if err != nil {
		return false, fmt.Errorf("skip digest of %s: %w", run.Date, err)
	}
	return n > 0, nil
}

// LastDigest is the market's newest digest of a date before the given one that was sent, or is about to be. One that
// could not be delivered was not sent. The run has no value when there was none.
func (s *Store) LastDigest(ctx context.Context, m domain.MarketID, before domain.Date) (domain.DigestRun, error) {
	var rows []struct {
		ID        int64           `db:"id"`
		LocalDate time.Time       `db:"local_date"`
		Attempts  int             `db:"attempts"`
		Value     json.RawMessage `db:"value"`
	}
	err := s.db.SelectContext(ctx, &rows, `select r.id, r.local_date, r.attempts, r.value from digest_runs r
where r.digest = $1 and r.market_id = $2 and r.local_date < $3 and r.value is not null
  and not exists (select from notices n where n.market_id = r.market_id and n.kind = $4 and n.run_id = r.id and n.dead is not null)
order by r.local_date desc limit 1`, morningDigest, m, before.String(), domain.DigestNotice)
	if err != nil {
		return domain.DigestRun{}, fmt.Errorf("read the digest before %s: %w", before, err)
	}
	if len(rows) == 0 {
		return domain.DigestRun{Market: m}, nil
	}
	r := rows[0]
	return domain.DigestRun{ID: r.ID, Market: m, Date: domain.DateOf(r.LocalDate, time.UTC), Attempt: r.Attempts, Value: r.Value}, nil
}

// DigestSlots says of every market when it was added and which of its digests from the date on were made or skipped.
func (s *Store) DigestSlots(ctx context.Context, from domain.Date) (map[domain.MarketID]domain.DigestSlots, error) {
	var rows []struct {
		MarketID int64          `db:"market_id"`
		Since    time.Time      `db:"since"`
		Over     pq.StringArray `db:"over"`
	}
	err := s.db.SelectContext(ctx, &rows, `select c.market_id, c.recorded_at as since,
  array(select r.local_date::text from digest_runs r
    where r.market_id = c.market_id and r.digest = $1 and r.local_date >= $2 and r.done_at is not null) as over
from market_changes c where c.version = 1`, morningDigest, from.String())
	if err != nil {
		return nil, fmt.Errorf("read digests since %s: %w", from, err)
	}
	out := make(map[domain.MarketID]domain.DigestSlots, len(rows))
	for _, r := range rows {
		slots := domain.DigestSlots{Since: r.Since, Over: make(map[domain.Date]bool, len(r.Over))}
		for _, v := range r.Over {
			d, err := domain.ParseDate(v)
			if err != nil {
				return nil, fmt.Errorf("read digests since %s: %w", from, err)
			}
			slots.Over[d] = true
		}
		out[domain.MarketID(r.MarketID)] = slots
	}
	return out, nil
}

// outageAfter is how long nobody may have looked at the clock before that is an outage.
const outageAfter = 3 * time.Minute

// Beat stores that a scheduler looks at its clock, and gives the last time for which none had done so.
func (s *Store) Beat(ctx context.Context, at time.Time) (domain.Outage, error) {
	var r struct {
		From *time.Time `db:"outage_from"`
		To   *time.Time `db:"outage_to"`
	}
	err := s.db.GetContext(ctx, &r, `insert into scheduler_beats as b (at) values ($1) on conflict (one) do update set
  outage_from = case when excluded.at - b.at > make_interval(secs => $2) then b.at else b.outage_from end,
  outage_to = case when excluded.at - b.at > make_interval(secs => $2) then excluded.at else b.outage_to end,
  at = greatest(b.at, excluded.at)
returning outage_from, outage_to`, at, outageAfter.Seconds())
	if err != nil {
		return domain.Outage{}, fmt.Errorf("store the scheduler's beat: %w", err)
	}
	if r.From == nil || r.To == nil {
		return domain.Outage{}, nil
	}
	return domain.Outage{From: *r.From, To: *r.To}, nil
}
