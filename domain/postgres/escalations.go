package postgres

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/lib/pq"

	"paidup/domain"
)

// Escalate keeps what the law makes of the file as it stands under its lock: a new escalation, or open with one act more,
// which is the file's open escalation or nil. A key seen before runs nothing and gives what it made.
func (s *Store) Escalate(ctx context.Context, act domain.Act, id domain.FileID,
	law func(f *domain.File, open *domain.Escalation) (*domain.Escalation, error),
) (*domain.Escalation, error) {
	var out *domain.Escalation
	err := s.inTx(ctx, func(tx *txn) error {
		got, err := s.load(ctx, tx, query{ids: []domain.FileID{id}, lock: waiting})
		if err != nil {
			return err
		}
		if len(got) == 0 {
			return domain.NotFound("There is no such file.")
		}
		all, err := s.escalations(ctx, tx, newestOf, pqIDs([]int64{int64(id)}))
		if err != nil {
			return err
		}
		var open *domain.Escalation
		after := 0
		if len(all) > 0 && all[0].By(act.Key) != nil {
			out = all[0]
			return nil
		}
		if len(all) > 0 && !all[0].Done {
			open, after = all[0], all[0].Version
		}
		if out, err = law(got[0].file, open); err != nil {
			return err
		}
		return s.keepEscalation(ctx, tx, out, after)
	})
	if err != nil {
		return nil, err
	}
	s.written()
	return out, nil
}

// ChangeEscalation runs the law on one escalation in a transaction and keeps the act it makes. A key seen before runs nothing
// and gives the escalation as it stands.
func (s *Store) ChangeEscalation(ctx context.Context, act domain.Act, id domain.EscalationID, law func(*domain.Escalation) error) (*domain.Escalation, error) {
	var out *domain.Escalation
	err := s.inTx(ctx, func(tx *txn) error {
		if _, err := tx.ExecContext(ctx, `select from escalations where id = $1 for update`, id); err != nil {
			return fmt.Errorf("lock escalation %d: %w", id, err)
		}
		e, err := s.escalation(ctx, tx, id)
		if err != nil {
			return err
		}
		out = e
		if e.By(act.Key) != nil {
			return nil
		}
		before := e.Version
		e.Begin(act)
		if err := law(e); err != nil {
			return err
		}
		if e.Finish() == nil {
			return nil
		}
		return s.keepEscalation(ctx, tx, e, before)
	})
	if err != nil {
		return nil, err
	}
	s.written()
	return out, nil
}

// Escalation reads one escalation with its file.
func (s *Store) Escalation(ctx context.Context, id domain.EscalationID) (*domain.Escalation, error) {
	return s.escalation(ctx, s.db, id)
}

func (s *Store) escalation(ctx context.Context, on statements, id domain.EscalationID) (*domain.Escalation, error) {
	all, err := s.escalations(ctx, on, "id = any($1)", pqIDs([]int64{int64(id)}))
	if err != nil {
		return nil, err
	}
	if len(all) == 0 {
		return nil, domain.NotFound("There is no such escalation.")
	}
	return all[0], nil
}

// newestOf picks the newest escalation of each file.
const newestOf = `id in (select max(id) from escalations where file_id = any($1) group by file_id)`

// LastEscalations are the newest escalations of the files, done or not. Files that were never escalated are not in it.
func (s *Store) LastEscalations(ctx context.Context, files []domain.FileID) (map[domain.FileID]*domain.Escalation, error) {
	ids := make(pq.Int64Array, len(files))
	for i, id := range files {
		ids[i] = int64(id)
	}
	all, err := s.escalations(ctx, s.db, newestOf, ids)
	if err != nil {
		return nil, err
	}
	out := make(map[domain.FileID]*domain.Escalation, len(all))
	for _, e := range all {
		out[e.File.ID] = e
	}
	return out, nil
}

// EscalationOn is the newest escalation of the file, nil if it never was escalated, and how many acts there were on all of
// its escalations.
func (s *Store) EscalationOn(ctx context.Context, id domain.FileID) (*domain.Escalation, int, error) {
	var acts int
	if err := s.db.GetContext(ctx, &acts, `select coalesce(sum(version), 0) from escalations where file_id = $1`, id); err != nil {
		return nil, 0, fmt.Errorf("count the acts on escalations of file %d: %w", id, err)
	}
	if acts == 0 {
		return nil, 0, nil
	}
	all, err := s.LastEscalations(ctx, []domain.FileID{id})
	return all[id], acts, err
}

// AskedBy are the newest open escalations that the person has asked for since the instant and on which nobody has acted, the
// newest first; a question is no act.
func (s *Store) AskedBy(ctx context.Context, id domain.PersonID, since time.Time, limit int) ([]*domain.Escalation, error) {
	var ids pq.Int64Array
	err := s.db.read(ctx, &ids, `select e.id from escalations e where e.asker = $1 and e.done_at is null and e.recorded_at >= $2
  and not exists (select from escalation_events v where v.escalation_id = e.id and v.n > 1 and v.act <> 'question')
order by e.id desc limit $3`, id, since, limit)
	if err != nil {
		return nil, fmt.Errorf("read what %s asked for: %w", id, err)
	}
	all, err := s.escalations(ctx, s.db, "id = any($1)", ids)
	slices.Reverse(all)
	return all, err
}

// AskedAbout are the files with an open escalation that is asked of the person.
func (s *Store) AskedAbout(ctx context.Context, id domain.PersonID) ([]domain.FileID, error) {
	var out []domain.FileID
	if err := s.db.read(ctx, &out, `select file_id from escalations where asked = $1 and done_at is null`, id); err != nil {
		return nil, fmt.Errorf("read what %s is asked about: %w", id, err)
	}
	return out, nil
}

// Snoozed are the files of the market whose escalation was put off, by what was known before the instant, until after the
// date; each with the day on which it comes back.
func (s *Store) Snoozed(ctx context.Context, m domain.MarketID, before time.Time, on domain.Date) (map[domain.FileID]domain.Date, error) {
	var rows []struct {
		FileID domain.FileID `db:"file_id"`
		Act    string        `db:"act"`
		Until  string        `db:"until"`
	}
	err := s.db.read(ctx, &rows, `select e.file_id, v.act, coalesce(v.until_on::text, '') as until
from escalations e cross join lateral (select * from escalation_events v
  where v.escalation_id = e.id and v.at < $2 and v.act <> 'question' order by v.n desc limit 1) v
where e.market_id = $1 and (e.done_at is null or e.done_at >= $2)`, m, before)
	if err != nil {
		return nil, fmt.Errorf("read what is put off in market %d: %w", m, err)
	}
	out := map[domain.FileID]domain.Date{}
	for _, r := range rows {
		until, err := dateOf(r.Until)
		if err != nil {
			return nil, err
		}
		if domain.EscalationAct(r.Act) == domain.EscalationSnoozed && until > on {
			out[r.FileID] = until
		}
	}
	return out, nil
}
