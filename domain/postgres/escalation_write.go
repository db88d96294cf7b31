package postgres

import (
	"context"
	"fmt"
	"time"

	"paidup/domain"
)

// keepEscalation stores the acts after the version, what they add up to, and the notices of it. Version 0 is a new one.
func (s *Store) keepEscalation(ctx context.Context, tx *txn, e *domain.Escalation, after int) error {
	if after == 0 {
		err := tx.GetContext(ctx, &e.ID, `insert into escalations (file_id, market_id, cause, wrong, ask, asker, next_to, context, asked,
  due_on, taken, version, recorded_at) values ($1, $2, $3, $4, $5, $6, $7, $8, '', $9, false, 0, $10) returning id`,
			e.File.ID, e.File.Market.ID, e.Cause, e.Wrong, e.Ask, e.Asker, e.NextTo, e.Context, e.Due.String(), e.RecordedAt)
		if err != nil {
			return fmt.Errorf("write escalation of %s: %w", e.File.Number, err)
		}
	}
	for _, v := range e.Events()[after:] {
		_, err := tx.ExecContext(ctx, `insert into escalation_events (escalation_id, n, key, act, actor, source, at, asked, due_on, until_on,
  how, words, file_version) values ($1, $2, $3, $4, $5, $6, $7, $8, nullif($9, '')::date, nullif($10, '')::date, $11, $12, $13)`,
			e.ID, v.N, v.Key, v.Act, v.Actor, v.Source, v.At, v.Asked, v.Due.String(), v.Until.String(), v.How, v.Words, v.FileVersion)
		if err != nil {
			return fmt.Errorf("write act %d on escalation %d: %w", v.N, e.ID, err)
		}
	}
	next, done := sqlTime(e.NextAt()), sqlTime(time.Time{})
	if e.Done {
		done = sqlTime(e.RecordedAt)
	}
	_, err := tx.ExecContext(ctx, `update escalations set asked = $2, due_on = $3, taken = $4, back_on = nullif($5, '')::date, next_at = $6,
  done_at = $7, version = $8, recorded_at = $9 where id = $1`,
		e.ID, e.Asked, e.Due.String(), e.Taken, e.Back.String(), next, done, e.Version, e.RecordedAt)
	if err != nil {
		return fmt.Errorf("write escalation %d: %w", e.ID, err)
	}
	return announceActs(ctx, tx, e, after)
}

// sqlTime is an instant that may be none.
func sqlTime(t time.Time) *time.Time {
	if t.IsZero() {
		return nil
	}
	return &t
}

// announceActs leaves the notices of the acts after the version: the living messages in the channel and with the people it
// is asked of, each act as a line of the thread or for the one who is to hear of it, the file's card where it has one, and
// the market's newest digest where it lists the file.
func announceActs(ctx context.Context, tx *txn, e *domain.Escalation, after int) error {
	m, f := e.File.Market, e.File
	leave := func(kind, to string, version int) error {
		_, err := tx.ExecContext(ctx, `insert into notices (kind, market_id, escalation_id, addressee, version) values ($1, $2, $3, $4, $5)
on conflict (escalation_id, addressee) where kind = 'escalation' and done_at is null and lease_until is null do nothing`,
			kind, m.ID, e.ID, to, version)
		if err != nil {
			return fmt.Errorf("write notice of escalation %d: %w", e.ID, err)
		}
		return nil
	}
	public := m.Channel != "" && e.Announced()
	if public {
		if err := leave(string(domain.EscalationNotice), "", e.Version); err != nil {
			return err
		}
	}
	for _, to := range e.Told() {
		if err := leave(string(domain.EscalationNotice), string(to), e.Version); err != nil {
			return err
		}
	}
	for _, v := range e.Events()[after:] {
		if public && v.Act != domain.EscalationAsked {
			if err := leave(string(domain.ActNotice), "", v.N); err != nil {
				return err
			}
		}
		if to := e.Hears(v); to != "" {
			if err := leave(string(domain.ActNotice), string(to), v.N); err != nil {
				return err
			}
		}
	}
	return redrawAround(ctx, tx, f)
}

// redrawAround leaves notices for what shows the file: its card, and the newest digest that lists it as one to escalate.
func redrawAround(ctx context.Context, tx *txn, f *domain.File) error {
	_, err := tx.ExecContext(ctx, `insert into notices (kind, market_id, file_id, version)
select 'card', $1, $2, $3 where exists (select from cards where file_id = $2) `+oneCard, f.Market.ID, f.ID, f.Version)
	if err != nil {
		return fmt.Errorf("write notice of %s: %w", f.Number, err)
	}
	_, err = tx.ExecContext(ctx, `insert into notices (kind, market_id, run_id)
select 'live', r.market_id, r.id from digest_runs r
where r.id = (select id from digest_runs where market_id = $1 and value is not null order by local_date desc limit 1)
  and jsonb_path_exists(r.value, '$.Escalate[*] ? (@.File == $file)', jsonb_build_object('file', $2::bigint))
on conflict (run_id) where kind = 'live' and done_at is null and lease_until is null do nothing`, f.Market.ID, f.ID)
	if err != nil {
		return fmt.Errorf("write notice of the digest with %s: %w", f.Number, err)
	}
	return nil
}
