package postgres

import (
	"context"
	"fmt"
	"time"

	"github.com/jmoiron/sqlx"
	"github.com/lib/pq"

	"paidup/domain"
)

// tellRequest leaves a notice for everybody who was told of the requests in "told", and for who asks.
const tellRequest = `insert into notices (kind, market_id, addressee, request_id)
  select 'said', t.market_id, p.person_id, t.id from told t cross join lateral (
    select a.person_id from request_messages a where a.request_id = t.id union select t.asked_by) p`

// FileRequest keeps a request and leaves a notice for everybody it goes to. One that the same person has waiting in the same
// words is not asked twice: it is given back, and it is not fresh.
func (s *Store) FileRequest(ctx context.Context, q domain.Request) (kept domain.Request, fresh bool, err error) {
	var rows []struct {
		ID    int64 `db:"id"`
		Fresh bool  `db:"fresh"`
	}
	err = s.db.SelectContext(ctx, &rows, `with told as (
  insert into requests (market_id, file_id, verb, says, body, asked_by, roles, asked_at, lapses_on)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
  on conflict (market_id, asked_by, md5(says)) where outcome = '' do nothing returning id, market_id),
messages as (insert into request_messages (request_id, person_id) select t.id, p from told t, unnest($10::text[]) p),
notices as (insert into notices (kind, market_id, addressee, request_id) select 'said', t.market_id, p, t.id from told t, unnest($10::text[]) p)
select id, true as fresh from told
union all select id, false from requests where market_id = $1 and asked_by = $6 and md5(says) = md5($4) and outcome = ''`,
		q.Market, q.File, q.Verb, q.Says, q.Body, q.By, domain.WrittenRoles(q.Roles), q.At, q.Lapses.String(), personIDs(q.To))
	if err != nil {
		return q, false, fmt.Errorf("file request: %w", err)
	}
	if len(rows) == 0 {
		return q, false, domain.Conflict("This was answered a moment ago; look at your messages.")
	}
	s.written()
	kept, err = s.Request(ctx, domain.RequestID(rows[0].ID))
	return kept, rows[0].Fresh, err
}

type requestRow struct {
	ID         int64          `db:"id"`
	MarketID   int64          `db:"market_id"`
	FileID     int64          `db:"file_id"`
	Verb       string         `db:"verb"`
	Says       string         `db:"says"`
	Body       []byte         `db:"body"`
	AskedBy    string         `db:"asked_by"`
	SecondedBy string         `db:"seconded_by"`
	Roles      string         `db:"roles"`
	AskedAt    time.Time      `db:"asked_at"`
	LapsesOn   time.Time      `db:"lapses_on"`
	Outcome    string         `db:"outcome"`
	AnsweredBy string         `db:"answered_by"`
	AnsweredAt *time.Time     `db:"answered_at"`
	Words      string         `db:"words"`
	Told       pq.StringArray `db:"told"`
}

// Request reads a request.
func (s *Store) Request(ctx context.Context, id domain.RequestID) (domain.Request, error) {
	all, err := s.requests(ctx, "r.id = $1", id)
	if err != nil {
		return domain.Request{}, fmt.Errorf("read request %d: %w", id, err)
	}
	if len(all) == 0 {
		return domain.Request{}, domain.NotFound("There is no such request.")
	}
	return all[0], nil
}

// requests reads the requests that the condition picks.
func (s *Store) requests(ctx context.Context, picks string, args ...any) ([]domain.Request, error) {
	var rows []requestRow
	err := s.db.read(ctx, &rows, `select r.id, r.market_id, r.file_id, r.verb, r.says, r.body, r.asked_by, r.seconded_by, r.roles, r.asked_at, r.lapses_on,
  r.outcome, r.answered_by, r.answered_at, r.words, array(select a.person_id from request_messages a where a.request_id = r.id
  order by a.person_id) as told from requests r where `+picks, args...)
	out := make([]domain.Request, 0, len(rows))
	for _, r := range rows {
		out = append(out, r.request())
	}
	return out, err
}

func (r requestRow) request() domain.Request {
	q := domain.Request{ID: domain.RequestID(r.ID), Market: domain.MarketID(r.MarketID), File: domain.FileID(r.FileID), Verb: r.Verb, Says: r.Says,
		Body: r.Body, By: domain.PersonID(r.AskedBy), Seconded: domain.PersonID(r.SecondedBy), Roles: domain.ReadRoles(r.Roles), At: r.AskedAt,
		Lapses: domain.DateOf(r.LapsesOn, time.UTC), Outcome: domain.RequestOutcome(r.Outcome), Answered: domain.PersonID(r.AnsweredBy),
		Words: r.Words}
	if r.AnsweredAt != nil {
		q.Closed = *r.AnsweredAt
	}
	for _, id := range r.Told {
		q.To = append(q.To, domain.PersonID(id))
	}
	return q
}

// AnswerRequest stores an answer and has everybody told. It is false when the request was answered, or had lapsed, before.
// One that is allowed is answered in the transaction of what it allows: see Act.Request.
func (s *Store) AnswerRequest(ctx context.Context, a domain.Answer) (bool, error) {
	done, err := answerRequest(ctx, s.db, a)
	if err == nil && done {
		s.written()
	}
	return done, err
}

func answerRequest(ctx context.Context, on sqlx.QueryerContext, a domain.Answer) (bool, error) {
	var n int
	err := sqlx.GetContext(ctx, on, &n, `with told as (
  update requests set outcome = $2, answered_by = $3, answered_at = $4, words = $5 where id = $1 and outcome = ''
  returning id, market_id, asked_by),
notices as (`+tellRequest+`)
select count(*) from told`, a.Request, a.Outcome, a.By, a.At, a.Words)
	if err != nil {
		return false, fmt.Errorf("answer request %d: %w", a.Request, err)
	}
	return n > 0, nil
}

// answer stores, with what the act does, that the request it answers is allowed. It is a conflict when somebody was first.
func answer(ctx context.Context, tx *txn, act domain.Act) error {
	if act.Request == 0 {
		return nil
	}
	first, err := answerRequest(ctx, tx, domain.Answer{Request: act.Request, Outcome: domain.RequestAllowed, By: act.Actor, At: act.At})
	if err == nil && !first {
		err = domain.Conflict("Somebody answered this a moment ago. Nothing is left to do.")
	}
	return err
}

// answerOnce is answer for an act over several files, unless the act was done before.
func answerOnce(ctx context.Context, tx *txn, act domain.Act, files []loaded) error {
	for _, l := range files {
		if l.done > 0 {
			return nil
		}
	}
	return answer(ctx, tx, act)
}

// SecondRequest stores that somebody allowed a request that takes two, and passes it on to those in q.To. It is false when
// it was answered or passed on before.
func (s *Store) SecondRequest(ctx context.Context, q domain.Request) (bool, error) {
	var n int
	err := s.db.GetContext(ctx, &n, `with told as (
  update requests set seconded_by = $2, roles = $3, lapses_on = $4 where id = $1 and outcome = '' and seconded_by = ''
  returning id, market_id, asked_by),
more as (insert into request_messages (request_id, person_id) select t.id, p from told t, unnest($5::text[]) p
  on conflict do nothing returning request_id, person_id),
notices as (insert into notices (kind, market_id, addressee, request_id)
  select 'said', t.market_id, p.person_id, t.id from told t cross join lateral (
    select a.person_id from request_messages a where a.request_id = t.id union select m.person_id from more m) p)
select count(*) from told`, q.ID, q.Seconded, domain.WrittenRoles(q.Roles), q.Lapses.String(), personIDs(q.To))
	if err != nil {
		return false, fmt.Errorf("pass request %d on: %w", q.ID, err)
	}
	if n > 0 {
		s.written()
	}
	return n > 0, nil
}

// setUp answers, with what the act does, the request of the person whom it sets up, if one waits, and has everybody told: they
// are now, however it was done. It says whether one waited.
func setUp(ctx context.Context, tx *txn, act domain.Act) (bool, error) {
	if act.SetsUp == "" {
		return false, nil
	}
	var n int
	err := tx.GetContext(ctx, &n, `with told as (
  update requests set outcome = 'allowed', answered_by = $2, answered_at = $3 where asked_by = $1 and verb = 'member add' and outcome = ''
  returning id, market_id, asked_by),
notices as (`+tellRequest+`)
select count(*) from told`, act.SetsUp, act.Actor, act.At)
	if err != nil {
		return false, fmt.Errorf("answer that %s is set up: %w", act.SetsUp, err)
	}
	return n > 0, nil
}

// LapseRequests ends the requests whose last day is before the market's day of today, has everybody told, and counts them.
func (s *Store) LapseRequests(ctx context.Context, at time.Time, today map[domain.MarketID]domain.Date) (int, error) {
	markets, days := pq.Int64Array{}, pq.StringArray{}
	for id, d := range today {
		markets, days = append(markets, int64(id)), append(days, d.String())
	}
	var n int
	err := s.db.GetContext(ctx, &n, `with told as (
  update requests r set outcome = 'lapsed', answered_at = $1 from unnest($2::bigint[], $3::date[]) as t(market_id, today)
  where r.market_id = t.market_id and r.outcome = '' and r.lapses_on < t.today returning r.id, r.market_id, r.asked_by),
notices as (`+tellRequest+`)
select count(*) from told`, at, markets, days)
	if err != nil {
		return 0, fmt.Errorf("end requests that lapsed: %w", err)
	}
	if n > 0 {
		s.written()
	}
	return n, nil
}

func personIDs(ids []domain.PersonID) pq.StringArray {
	out := make(pq.StringArray, len(ids))
	for i, id := range ids {
		out[i] = string(id)
	}
	return out
}
