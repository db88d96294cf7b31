package postgres

import (
	"context"
	"fmt"
	"time"

	"paidup/domain"
)

// RequestsTo are the requests of the markets that wait and of which the person was told, those that lapse first in front.
func (s *Store) RequestsTo(ctx context.Context, id domain.PersonID, markets []domain.MarketID) ([]domain.Request, error) {
	out, err := s.requests(ctx, `r.market_id = any($1) and r.outcome = ''
  and exists (select from request_messages a where a.request_id = r.id and a.person_id = $2) order by r.lapses_on, r.id`, marketIDs(markets), string(id))
	if err != nil {
		return nil, fmt.Errorf("read what waits for an answer of %s: %w", id, err)
	}
	return out, nil
}

// RequestsBy are the requests of the person that wait, the oldest in front.
func (s *Store) RequestsBy(ctx context.Context, id domain.PersonID) ([]domain.Request, error) {
	out, err := s.requests(ctx, `r.asked_by = $1 and r.outcome = '' order by r.asked_at, r.id`, string(id))
	if err != nil {
		return nil, fmt.Errorf("read what %s asks for: %w", id, err)
	}
	return out, nil
}

// EscalationsTo are the open escalations that are asked of the person, those that are due first in front.
func (s *Store) EscalationsTo(ctx context.Context, id domain.PersonID) ([]domain.EscalationLine, error) {
	var rows []struct {
		lineRow
		EscalationID int64      `db:"escalation_id"`
		Wrong        string     `db:"wrong"`
		Ask          string     `db:"ask"`
		Asker        string     `db:"asker"`
		Taken        bool       `db:"taken"`
		DueOn        time.Time  `db:"due_on"`
		BackOn       *time.Time `db:"back_on"`
		Since        time.Time  `db:"since"`
	}
	err := s.db.read(ctx, &rows, `select `+lineColumns+`, 0 as total,
  e.id as escalation_id, e.wrong, e.ask, e.asker, e.taken, e.due_on, e.back_on, v.at as since
from escalations e join files f on f.id = e.file_id join file_facts ff on ff.file_id = f.id cross join lateral (
  select v.at from escalation_events v where v.escalation_id = e.id and v.act in ('asked', 'assigned', 'directed') order by v.n desc limit 1) v
where e.asked = $1 and e.done_at is null order by e.due_on, v.at`, string(id))
	if err != nil {
		return nil, fmt.Errorf("read what is asked of %s: %w", id, err)
	}
	out := make([]domain.EscalationLine, 0, len(rows))
	for _, r := range rows {
		line, err := r.line()
		if err != nil {
			return nil, err
		}
		out = append(out, domain.EscalationLine{Line: line, Since: r.Since, Escalation: &domain.Escalation{ID: domain.EscalationID(r.EscalationID),
			Wrong: r.Wrong, Ask: r.Ask, Asker: domain.PersonID(r.Asker), Asked: id, Taken: r.Taken, Due: domain.DateOf(r.DueOn, time.UTC),
			Back: dateOrNone(r.BackOn)}})
	}
	return out, nil
}
