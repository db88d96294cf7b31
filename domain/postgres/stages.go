package postgres

import (
	"context"
	"fmt"

	"paidup/domain"
)

// StageSum is how many files stood at a stage and what they are about.
type StageSum struct {
	Stage string       `db:"stage"` // received, submitted, rejected, approved, invoiced, paid
	Count int64        `db:"count"`
	Cents domain.Money `db:"cents"`
}

// Stages counts the market's files by their stage at the end of the date: the last stage change up to it, rejected being
// SUBMITTED with the last round come back. A file's amount is what was invoiced on it, else approved, else submitted,
// else its estimate. Files cancelled or closed by write-off are in none.
func (s *Store) Stages(ctx context.Context, m *domain.Market, asOf domain.Date) ([]StageSum, error) {
	var out []StageSum
	if err := s.db.SelectContext(ctx, &out, stagesQuery(), m.ID, asOf.String()); err != nil {
		return nil, fmt.Errorf("read stages of %s as of %s: %w", m.Code, asOf, err)
	}
	return out, nil
}

func stagesQuery() string {
	return `with stage as (
  select distinct on (t.file_id) t.file_id, t.stage, t.outcome
  from stage_changes t where t.market_id = $1 and t.effective_on <= $2 and ` + standing("stage_changes", "t") + `
  order by t.file_id, t.effective_on desc, t.version desc, t.place desc),
handed as (
  select r.file_id, r.round, r.kind, r.event, r.cents, r.effective_on, r.version, r.place
  from rounds r where r.market_id = $1 and r.effective_on <= $2 and ` + standing("rounds", "r") + `),
round as (
  select distinct on (file_id, round) file_id, round, kind, event, cents,
    first_value(cents) over (partition by file_id, round order by effective_on, version, place) as asked
  from handed order by file_id, round, effective_on desc, version desc, place desc),
paper as (
  select file_id, (array_agg(event order by round desc))[1] as last_event,
    coalesce((array_agg(cents order by round desc) filter (where kind = 'estimate' and event in ('APPROVED', 'PARTLY_APPROVED') and cents > 0))[1], 0)
      + coalesce(sum(cents) filter (where kind = 'supplement' and event in ('APPROVED', 'PARTLY_APPROVED')), 0) as approved,
    coalesce((array_agg(asked order by round desc) filter (where kind = 'estimate'))[1], 0)
      + coalesce(sum(asked) filter (where kind = 'supplement' and event not in ('REJECTED', 'WITHDRAWN')), 0) as asked
  from round group by file_id),
billed as (
  select file_id, sum(cents) as cents from entries
  where market_id = $1 and effective_on <= $2 and kind = 'invoice' group by file_id)
select case when s.stage = 'SUBMITTED' and p.last_event in ('REJECTED', 'WITHDRAWN') then 'rejected'
    when s.stage = 'PAID_IN_FULL' then 'paid' else lower(s.stage) end as stage,
  count(*) as count,
  sum(coalesce(nullif(b.cents, 0), nullif(p.approved, 0), nullif(p.asked, 0), f.estimate_cents))::bigint as cents
from stage s join files f on f.id = s.file_id left join paper p on p.file_id = s.file_id left join billed b on b.file_id = s.file_id
where s.outcome in ('', 'PAID_IN_FULL') group by 1`
}
