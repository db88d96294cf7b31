package postgres

import (
	"context"
	"fmt"
	"time"

	"github.com/lib/pq"

	"paidup/domain"
)

// KeepAttempts stores what was tried, each key and file once. A file that is known by its number alone is looked up.
func (s *Store) KeepAttempts(ctx context.Context, all []domain.Attempt) error {
	texts := make([]pq.StringArray, 9)
	var files, markets pq.Int64Array
	var at pq.StringArray
	for _, v := range all {
		for i, word := range []string{v.Key, v.Number, string(v.Actor), string(v.Source), v.Channel, v.Verb, string(v.Outcome), string(v.Why), v.About} {
			texts[i] = append(texts[i], word)
		}
		files, markets = append(files, int64(v.File)), append(markets, int64(v.Market))
		at = append(at, v.At.Format(time.RFC3339Nano))
	}
	_, err := s.db.ExecContext(ctx, `insert into audit (key, file_id, market_id, number, at, actor, source, channel, verb, outcome, why, about)
select u.key, coalesce(nullif(u.file_id, 0), n.id, 0), coalesce(f.market_id, u.market_id), coalesce(f.number, u.number), u.at, u.actor, u.source,
  u.channel, u.verb, u.outcome, u.why, u.about
from unnest($1::text[], $2::bigint[], $3::bigint[], $4::text[], $5::timestamptz[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[],
  $11::text[], $12::text[]) as u(key, file_id, market_id, number, at, actor, source, channel, verb, outcome, why, about)
left join files f on f.id = u.file_id
left join files n on u.file_id = 0 and n.market_id = u.market_id and n.number = u.number
on conflict do nothing`, texts[0], files, markets, texts[1], at, texts[2], texts[3], texts[4], texts[5], texts[6], texts[7], texts[8])
	if err != nil {
		return fmt.Errorf("keep what was tried: %w", err)
	}
	return nil
}

// selectAttempts is everything that was done and tried: entries, changes of markets, acts on escalations, and what left none. An act that changed
// a market is told as that, whatever else is known of it. Parameters: market, file, since.
const selectAttempts = `select c.key, c.recorded_at as at, c.actor, c.asked_by, c.source, '' as channel, c.market_id, c.file_id, f.number, c.verb,
  c.version as entry, 'done' as outcome, '' as why, '' as about
from changes c join files f on f.id = c.file_id
where ($1 = 0 or c.market_id = $1) and ($2 = 0 or c.file_id = $2) and c.recorded_at >= $3
union all
select m.key, m.recorded_at, m.actor, '', m.source, coalesce(a.channel, ''), m.market_id, 0, '', coalesce(nullif(a.verb, ''), 'market'), 0, 'done', '',
  coalesce(a.about, '')
from market_changes m left join audit a on a.key = m.key and a.file_id = 0
where ($1 = 0 or m.market_id = $1) and $2 = 0 and m.recorded_at >= $3
union all
select v.key, v.at, v.actor, '', v.source, '', e.market_id, e.file_id, f.number, 'escalation ' || v.act, 0, 'done', '', ''
from escalation_events v join escalations e on e.id = v.escalation_id join files f on f.id = e.file_id
where ($1 = 0 or e.market_id = $1) and ($2 = 0 or e.file_id = $2) and v.at >= $3
union all
select a.key, a.at, a.actor, '', a.source, a.channel, a.market_id, a.file_id, a.number, a.verb, 0, a.outcome, a.why, a.about
from audit a
where ($1 = 0 or a.market_id = $1) and ($2 = 0 or a.file_id = $2) and a.at >= $3
  and not exists (select from market_changes m where m.key = a.key)
order by at desc, key, file_id limit nullif($4, 0)`

// Audit lists what was done and tried, the newest first, each act on each file once.
func (s *Store) Audit(ctx context.Context, q domain.AuditQuery) ([]domain.Attempt, error) {
	var rows []struct {
		Key      string    `db:"key"`
		At       time.Time `db:"at"`
		Actor    string    `db:"actor"`
		AskedBy  string    `db:"asked_by"`
		Source   string    `db:"source"`
		Channel  string    `db:"channel"`
		MarketID int64     `db:"market_id"`
		FileID   int64     `db:"file_id"`
		Number   string    `db:"number"`
		Verb     string    `db:"verb"`
		Entry    int       `db:"entry"`
		Outcome  string    `db:"outcome"`
		Why      string    `db:"why"`
		About    string    `db:"about"`
	}
	if err := s.db.SelectContext(ctx, &rows, selectAttempts, q.Market, q.File, q.Since, q.Limit); err != nil {
		return nil, fmt.Errorf("read the audit: %w", err)
	}
	out := make([]domain.Attempt, 0, len(rows))
	for _, r := range rows {
		out = append(out, domain.Attempt{Key: r.Key, At: r.At, Actor: domain.PersonID(r.Actor), For: domain.PersonID(r.AskedBy),
			Source: domain.Source(r.Source), Channel: r.Channel, Market: domain.MarketID(r.MarketID), File: domain.FileID(r.FileID),
			Number: r.Number, Verb: r.Verb, Entry: r.Entry, Outcome: domain.Tried(r.Outcome), Why: domain.Kind(r.Why), About: r.About})
	}
	return out, nil
}
