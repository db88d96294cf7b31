package postgres

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/lib/pq"

	"paidup/domain"
)

// What the statement below says of a notice n. At most lookedAt of a market are looked at in one go, the most urgent first.
const (
	lookedAt    = `200`
	destination = `case when n.addressee <> '' then n.addressee else m.channel end`
	// freeNotice: nobody has it and its time has come.
	freeNotice = `n.done_at is null and n.due_at <= now() and (n.lease_until is null or n.lease_until <= now())`
	// notBlocked: nothing about its file is in somebody's hands, no earlier one of its kind waits, and for a line no card. The
	// same holds for the messages of an escalation at one place, a digest that was sent waits for its own posting, and of a
	// request each person is told one thing after the other.
	notBlocked = `not exists (select from notices b where b.file_id = n.file_id and n.file_id > 0 and b.id <> n.id and b.done_at is null
      and (b.lease_until > now() or b.kind = n.kind and b.id < n.id or b.kind = 'card' and n.kind = 'line'))
    and not exists (select from notices b where b.escalation_id = n.escalation_id and n.escalation_id > 0 and b.escalation_id > 0
      and b.addressee = n.addressee and b.id <> n.id and b.done_at is null
      and (b.lease_until > now() or b.kind = n.kind and b.id < n.id or b.kind = 'escalation' and n.kind = 'act'))
    and not exists (select from notices b where b.request_id = n.request_id and n.request_id > 0 and b.request_id > 0
      and b.addressee = n.addressee and b.id < n.id and b.done_at is null)
    and not exists (select from notices b where b.run_id = n.run_id and n.kind = 'live' and b.run_id > 0 and b.id <> n.id
      and b.done_at is null and (b.kind = 'digest' or b.lease_until > now()))`
	// standsAt: where the message of a notice stands, for those that may have one.
	standsAt = `left join cards c on c.file_id = n.file_id and n.kind in ('card', 'line')
    left join escalation_messages e on e.escalation_id = n.escalation_id and e.addressee = n.addressee`
	// stands: it is edited there, and not posted anew.
	stands = `case n.kind when 'card' then c.channel = m.channel
      when 'escalation' then e.channel is not null and (n.addressee <> '' or e.channel = m.channel)
      else n.kind = 'live' end`
)

// takeNotices marks what is to be delivered next, in one statement: of every market one message to be posted, and messages
// to be edited where they stand. A blocked notice holds back its own file or escalation only. The notices of the same kind
// about the same file, or the same message of an escalation, come along. Parameters: seconds of the lease, number of
// errands, busy destinations, whether messages may be posted, whether they may be edited.
const takeNotices = `with posts as (
  select p.id, p.rank from markets m cross join lateral (
    select n.id, n.rank
    from (select * from notices n where n.market_id = m.id and ` + freeNotice + ` order by n.rank, n.id limit ` + lookedAt + `) n
    ` + standsAt + `
    where $4 and (m.paused = '' or n.addressee <> '') and ` + destination + ` <> all($3)
      and (` + stands + `) is not true and ` + notBlocked + `
    order by n.rank, n.id limit 1) p
), edits as (
  select e.id, e.rank from markets m cross join lateral (
    select n.id, n.rank
    from (select * from notices n where n.market_id = m.id and n.rank <= 2 and n.kind in ('card', 'escalation', 'live')
      and ` + freeNotice + ` order by n.rank, n.id limit ` + lookedAt + `) n
    ` + standsAt + `
    where $5 and (m.paused = '' or n.addressee <> '') and ` + stands + ` and ` + notBlocked + `
    order by n.rank, n.id limit $2) e
), heads as (
  select n.id, n.file_id, n.escalation_id, n.addressee, n.kind
  from (select * from posts union all select * from edits) h join notices n on n.id = h.id
  where ` + freeNotice + `
  order by h.rank, h.id limit $2
  for update of n skip locked
), members as (
  select id from heads
  union
  select n.id from heads h join notices n on n.file_id = h.file_id and n.kind = h.kind and n.done_at is null where h.file_id > 0
  union
  select n.id from heads h join notices n on n.escalation_id = h.escalation_id and n.escalation_id > 0 and n.addressee = h.addressee
    and n.kind = h.kind and n.done_at is null where h.escalation_id > 0
), taken as (
  select n.id, n.in_doubt from notices n join members using (id)
  where n.done_at is null and (n.lease_until is null or n.lease_until <= now())
  for update of n skip locked
), leased as (
  update notices n set lease_until = now() + make_interval(secs => $1), attempts = attempts + 1, in_doubt = true,
    doubts = doubts + t.in_doubt::int
  from taken t where n.id = t.id
  returning n.*, t.in_doubt as doubt
)
select n.id, n.kind, n.market_id, n.file_id, n.escalation_id, n.version, n.run_id, n.request_id, n.created_at, n.attempts, n.doubt,
  n.doubts, ` + destination + ` as destination, n.addressee <> '' as direct, coalesce(n.body, r.value, 'null') as body,
  coalesce(c.channel, e.channel, a.channel, r.channel, '') as card_channel, coalesce(c.ts, e.ts, a.ts, r.ts, '') as card_ts,
  coalesce(c.version, e.version, 0) as card_version, coalesce(c.acts, 0) as card_acts
from leased n join markets m on m.id = n.market_id
` + standsAt + `
left join request_messages a on a.request_id = n.request_id and a.person_id = n.addressee
left join digest_runs r on r.id = n.run_id and n.kind in ('digest', 'live')
order by n.rank, n.id`

type takenRow struct {
	ID          int64           `db:"id"`
	Kind        string          `db:"kind"`
	MarketID    int64           `db:"market_id"`
	FileID      int64           `db:"file_id"`
	Escalation  int64           `db:"escalation_id"`
	Version     int             `db:"version"`
	RunID       int64           `db:"run_id"`
	RequestID   int64           `db:"request_id"`
	CreatedAt   time.Time       `db:"created_at"`
	Attempts    int             `db:"attempts"`
	Doubt       bool            `db:"doubt"`
	Doubts      int             `db:"doubts"`
	Destination string          `db:"destination"`
	Direct      bool            `db:"direct"`
	Body        json.RawMessage `db:"body"`
	CardChannel string          `db:"card_channel"`
	CardTS      string          `db:"card_ts"`
	CardVersion int             `db:"card_version"`
	CardActs    int             `db:"card_acts"`
}

// TakeNotices takes what is to be delivered next, most urgent first. What is taken comes back when its time is over,
// unless it was delivered, dropped or put back.
func (s *Store) TakeNotices(ctx context.Context, p domain.Pick) ([]domain.Errand, error) {
	stmt, err := s.hot.prepared(ctx, takeNotices)
	if err != nil {
		return nil, err
	}
	var rows []takenRow
	busy := append(pq.StringArray{}, p.Busy...) // nil would be null
	if err := stmt.SelectContext(ctx, &rows, p.For.Seconds(), p.Limit, busy, p.Posts, p.Updates); err != nil {
		return nil, fmt.Errorf("take notices: %w", err)
	}
	return errands(rows), nil
}

// errands puts the notices about one file, or about one message of an escalation, together.
func errands(rows []takenRow) []domain.Errand {
	type subject struct {
		file, escalation int64
		to               string
	}
	var out []domain.Errand
	of := map[subject]int{}
	for _, r := range rows {
		n := domain.Notice{ID: domain.NoticeID(r.ID), Version: r.Version, CreatedAt: r.CreatedAt, Attempts: r.Attempts, Doubt: r.Doubt,
			Doubts: r.Doubts}
		about := subject{r.FileID, r.Escalation, r.Destination}
		if i, known := of[about]; known && r.FileID+r.Escalation > 0 {
			out[i].Notices = append(out[i].Notices, n)
			continue
		}
		of[about] = len(out)
		out = append(out, domain.Errand{Kind: domain.NoticeKind(r.Kind), Market: domain.MarketID(r.MarketID), To: r.Destination,
			Direct: r.Direct, File: domain.FileID(r.FileID), Escalation: domain.EscalationID(r.Escalation), Run: r.RunID,
			Request: domain.RequestID(r.RequestID), Body: r.Body,
			Card:    domain.CardPlace{Channel: r.CardChannel, TS: r.CardTS, Version: r.CardVersion, Acts: r.CardActs},
			Notices: []domain.Notice{n}})
	}
	return out
}

// NoticesDelivered stores that the notices were delivered, and where their message stands.
func (s *Store) NoticesDelivered(ctx context.Context, d domain.Delivery) error {
	place := domain.CardPlace{}
	if d.Card != nil {
		place = *d.Card
	}
	_, err := s.db.ExecContext(ctx, `with done as (
		  update notices set done_at = now(), lease_until = null, in_doubt = false where id = any($1)
		), card as (
		  insert into cards (file_id, channel, ts, version, acts) select $2::bigint, $3, $4, $5, $11 where $6 and $2::bigint > 0
		  on conflict (file_id) do update set channel = excluded.channel, ts = excluded.ts, version = excluded.version, acts = excluded.acts
		), message as (
		  insert into escalation_messages (escalation_id, addressee, channel, ts, version) select $10::bigint, $12, $3, $4, $5 where $6 and $10::bigint > 0
		  on conflict (escalation_id, addressee) do update set channel = excluded.channel, ts = excluded.ts, version = excluded.version
		), asked as (
		  update request_messages set channel = $8, ts = $9 where request_id = $13 and person_id = $12 and $9 <> ''
		)
		update digest_runs set channel = $8, ts = $9 where id = $7 and $9 <> ''`,
		noticeIDs(d.Notices), d.File, place.Channel, place.TS, place.Version, d.Card != nil, d.Run, d.Channel, d.TS,
		d.Escalation, place.Acts, d.To, d.Request)
	if err != nil {
		return fmt.Errorf("store delivery: %w", err)
	}
	s.tell() // what waited for it others may deliver
	return nil
}

// KeepNotices puts notices back that were taken; they are taken again after the pause.
func (s *Store) KeepNotices(ctx context.Context, p domain.Pause) error {
	_, err := s.db.ExecContext(ctx, `update notices set lease_until = now(), in_doubt = $3,
		due_at = now() + make_interval(secs => $2) where id = any($1) and done_at is null`, noticeIDs(p.Notices), p.For.Seconds(), p.Doubt)
	if err != nil {
		return fmt.Errorf("put notices back: %w", err)
	}
	return nil
}

// BuryNotices puts notices on the list of what could not be delivered, with the reason and its name.
func (s *Store) BuryNotices(ctx context.Context, ids []domain.NoticeID, b domain.Burial) error {
	_, err := s.db.ExecContext(ctx, `update notices set done_at = now(), lease_until = null, dead = $2, code = $3 where id = any($1)`,
		noticeIDs(ids), b.Why, b.Code)
	if err != nil {
		return fmt.Errorf("store undelivered notices: %w", err)
	}
	return nil
}

// Backlog is how much is not delivered yet, since when the oldest of it has been due, and how much was given up. What waits
// for a paused market is not among it.
func (s *Store) Backlog(ctx context.Context) (domain.Backlog, error) {
	var b struct {
		Waiting int     `db:"waiting"`
		Seconds float64 `db:"seconds"`
		Dead    int     `db:"dead"`
	}
	err := s.db.GetContext(ctx, &b, `select count(*) as waiting, coalesce(extract(epoch from now() - min(n.due_at)), 0) as seconds,
  (select count(*) from notices where dead is not null) as dead
from notices n join markets m on m.id = n.market_id where n.done_at is null and (m.paused = '' or n.addressee <> '')`)
	if err != nil {
		return domain.Backlog{}, fmt.Errorf("count notices: %w", err)
	}
	return domain.Backlog{Waiting: b.Waiting, Oldest: time.Duration(max(b.Seconds, 0) * float64(time.Second)), Dead: b.Dead}, nil
}

const insertWord = `insert into notices (kind, market_id, addressee, body) values ('said', $1, $2, $3)`

// Tell leaves words about a market for one person, by their id, or for a channel. They are told even while the market is
// paused.
func (s *Store) Tell(ctx context.Context, m domain.MarketID, to, text string) error {
	body, err := json.Marshal(map[string]string{"text": text})
	if err != nil {
		return fmt.Errorf("write words: %w", err)
	}
	if _, err := s.db.ExecContext(ctx, insertWord, m, to, body); err != nil {
		return fmt.Errorf("write words for %s: %w", to, err)
	}
	s.written()
	return nil
}

// CardAt finds the file whose card, or whose escalation, is that message; the id is 0 if it is neither.
func (s *Store) CardAt(ctx context.Context, channel, ts string) (domain.FileID, error) {
	var ids []int64
	if err := s.db.SelectContext(ctx, &ids, `select file_id from cards where channel = $1 and ts = $2
union select e.file_id from escalations e join escalation_messages m on m.escalation_id = e.id where m.channel = $1 and m.ts = $2`,
		channel, ts); err != nil {
		return 0, fmt.Errorf("read card: %w", err)
	}
	if len(ids) == 0 {
		return 0, nil
	}
	return domain.FileID(ids[0]), nil
}

// CardPlaces says where the files' cards stand. Files without a card are not in it.
func (s *Store) CardPlaces(ctx context.Context, files []domain.FileID) (map[domain.FileID]domain.CardPlace, error) {
	ids := make(pq.Int64Array, len(files))
	for i, id := range files {
		ids[i] = int64(id)
	}
	var rows []struct {
		FileID  int64  `db:"file_id"`
		Channel string `db:"channel"`
		TS      string `db:"ts"`
		Version int    `db:"version"`
		Acts    int    `db:"acts"`
	}
	if err := s.hot.read(ctx, &rows, `select file_id, channel, ts, version, acts from cards where file_id = any($1)`, ids); err != nil {
		return nil, fmt.Errorf("read cards: %w", err)
	}
	out := make(map[domain.FileID]domain.CardPlace, len(rows))
	for _, r := range rows {
		out[domain.FileID(r.FileID)] = domain.CardPlace{Channel: r.Channel, TS: r.TS, Version: r.Version, Acts: r.Acts}
	}
	return out, nil
}

func noticeIDs(ids []domain.NoticeID) pq.Int64Array {
	out := make(pq.Int64Array, len(ids))
	for i, id := range ids {
		out[i] = int64(id)
	}
	return out
}
