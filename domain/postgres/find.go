package postgres

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"github.com/lib/pq"

	"paidup/domain"
)

// lineRow is a file's projection as lists need it.
type lineRow struct {
	ID         int64           `db:"id"`
	MarketID   int64           `db:"market_id"`
	Number     string          `db:"number"`
	Facts      json.RawMessage `db:"facts"`
	Stage      string          `db:"stage"`
	Outcome    string          `db:"outcome"`
	Rejected   bool            `db:"rejected"`
	WaitingOn  string          `db:"waiting_on"`
	Owner      string          `db:"owner"`
	StageOn    time.Time       `db:"stage_on"`
	ReceivedOn time.Time       `db:"received_on"`
	PaidOn     *time.Time      `db:"paid_on"`
	InvoicedOn *time.Time      `db:"invoiced_on"`
	Balance    int64           `db:"balance_cents"`
	Disputed   int64           `db:"disputed_cents"`
	Amount     int64           `db:"amount_cents"`
	Version    int             `db:"version"`
	NextOn     *time.Time      `db:"next_on"`
	NextWords  string          `db:"next_words"`
	HoldUntil  *time.Time      `db:"hold_until"`
	PromisedBy *time.Time      `db:"promised_by"`
	Promised   int64           `db:"promised_cents"`
	TouchedOn  *time.Time      `db:"touched_on"`
	Total      int             `db:"total"`
}

// lineColumns are what a lineRow reads of files f.
const lineColumns = `f.id, f.market_id, f.number, ff.facts, f.stage, f.outcome, f.rejected, f.waiting_on, f.owner, f.stage_on,
  f.received_on, f.paid_on, f.invoiced_on, f.balance_cents, f.disputed_cents, f.version,
  f.next_on, f.next_words, f.hold_until, f.promised_by, f.promised_cents, f.touched_on,
  coalesce(nullif(f.invoiced_cents, 0), nullif(f.approved_cents, 0), nullif(f.asked_cents, 0), f.estimate_cents) as amount_cents`

func (r lineRow) line() (domain.FileLine, error) {
	var fields map[string]string
	if err := json.Unmarshal(r.Facts, &fields); err != nil {
		return domain.FileLine{}, fmt.Errorf("read facts of file %s: %w", r.Number, err)
	}
	return domain.FileLine{ID: domain.FileID(r.ID), Market: domain.MarketID(r.MarketID), Number: r.Number, Facts: domain.FactsOf(fields),
		Stage: domain.Stage(r.Stage), Outcome: domain.Outcome(r.Outcome), Rejected: r.Rejected, WaitingOn: domain.Holder(r.WaitingOn),
		Owner: domain.PersonID(r.Owner), StageOn: domain.DateOf(r.StageOn, time.UTC), Received: domain.DateOf(r.ReceivedOn, time.UTC),
		PaidOn: dateOrNone(r.PaidOn), Invoiced: dateOrNone(r.InvoicedOn), Balance: domain.Money(r.Balance),
		Disputed: domain.Money(r.Disputed), Amount: domain.Money(r.Amount), Version: r.Version,
		Next: dateOrNone(r.NextOn), NextWords: r.NextWords, HoldUntil: dateOrNone(r.HoldUntil), PromisedBy: dateOrNone(r.PromisedBy),
		Promised: domain.Money(r.Promised), Touched: dateOrNone(r.TouchedOn)}, nil
}

func dateOrNone(t *time.Time) domain.Date {
	if t == nil {
		return 0
	}
	return domain.DateOf(*t, time.UTC)
}

// lines are files read on one of the pools: planned once on the hot one, or for what is asked on the other.
func lines(ctx context.Context, on *pool, query string, args ...any) ([]domain.FileLine, int, error) {
	var rows []lineRow
	if err := on.read(ctx, &rows, query, args...); err != nil {
		return nil, 0, fmt.Errorf("read files: %w", err)
	}
	var out []domain.FileLine
	total := 0
	for _, r := range rows {
		line, err := r.line()
		if err != nil {
			return nil, 0, err
		}
		out, total = append(out, line), r.Total
	}
	return out, total, nil
}

func marketIDs(ids []domain.MarketID) pq.Int64Array {
	out := make(pq.Int64Array, len(ids))
	for i, id := range ids {
		out[i] = int64(id)
	}
	return out
}

// likeliness is how alike a customer or an address must be to be found; pg_trgm's similarity of words, 0 to 1.
const likeliness = 0.45

// Find lists files of the markets: exact file, claim and assignment numbers, else numbers that begin so, then customers
// and addresses that hold the words or are like them. Among equals open files come first.
func (s *Store) Find(ctx context.Context, q domain.FindQuery) ([]domain.FileLine, error) {
	text := strings.TrimSpace(q.Text)
	if text == "" {
		return nil, nil
	}
	number := domain.NormalNumber(text)
	out, _, err := lines(ctx, s.hot, `with hit as (
  select f.file_id as id from file_facts f where f.market_id = any($1) and f.number_normal = $3
  union select f.file_id from file_facts f join markets m on m.id = f.market_id
    where m.id = any($1) and f.number_normal = lower(m.code) || '-' || $3
  union select f.file_id from file_facts f join markets m on m.id = f.market_id
    where m.id = any($1) and f.number_normal = lower(m.code) || '-' || lower($2)
  union select f.file_id from file_facts f where f.market_id = any($1) and f.claim <> '' and f.claim = $2
  union select f.file_id from file_facts f where f.market_id = any($1) and f.assignment <> '' and f.assignment = $2)
select `+lineColumns+`, 0 as total from hit join files f on f.id = hit.id join file_facts ff on ff.file_id = f.id
order by (f.outcome <> ''), f.number limit $4`, marketIDs(q.Markets), text, number, q.Limit)
	if err != nil || len(out) > 0 {
		return out, err
	}
	out, _, err = lines(ctx, s.db, `with hit as (
  select f.file_id as id, 2 as rank from file_facts f where f.market_id = any($1) and f.number_normal like $3 || '%'
  union all select f.file_id, 3 from file_facts f where f.market_id = any($1)
    and (f.customer ilike '%' || $4 || '%' or f.address ilike '%' || $4 || '%')
  union all select f.file_id, 4 from file_facts f where f.market_id = any($1) and ($2 <% f.customer or $2 <% f.address)
    and greatest(word_similarity($2, f.customer), word_similarity($2, f.address)) >= $5),
best as (select id, min(rank) as rank from hit group by id)
select `+lineColumns+`, 0 as total from best b join files f on f.id = b.id join file_facts ff on ff.file_id = f.id
order by b.rank, (f.outcome <> ''), f.number limit $6`,
		marketIDs(q.Markets), text, likePattern(number), likePattern(text), likeliness, q.Limit)
	return out, err
}

func likePattern(s string) string {
	return strings.NewReplacer(`\`, `\\`, `%`, `\%`, `_`, `\_`).Replace(s)
}

// Queue lists open files, worst first: amount times days in the stage. The count is of all of them.
func (s *Store) Queue(ctx context.Context, q domain.QueueQuery) ([]domain.FileLine, int, error) {
	return lines(ctx, s.db, `select `+lineColumns+`, count(*) over () as total from files f join file_facts ff on ff.file_id = f.id
  cross join lateral (select case f.stage when 'INVOICED' then coalesce(f.invoiced_on, f.stage_on) else f.stage_on end as day) since
where f.market_id = any($1) and f.closed_on is null and ($2 = '' or f.owner = $2)
order by greatest(f.balance_cents, coalesce(nullif(f.invoiced_cents, 0), nullif(f.approved_cents, 0), nullif(f.asked_cents, 0), f.estimate_cents) * (f.invoiced_cents = 0)::int)
  * (coalesce(nullif($4, '')::date, since.day) - since.day + 1) desc, f.number limit $3`,
		marketIDs(q.Markets), string(q.Owner), q.Limit, q.Today.String())
}

// LookAlikes lists standing payments of the market with the reference, on other files than the one given.
func (s *Store) LookAlikes(ctx context.Context, m domain.MarketID, reference string, except domain.FileID) ([]domain.LookAlike, error) {
	if reference == "" {
		return nil, nil
	}
	var rows []struct {
		FileID    int64     `db:"file_id"`
		Number    string    `db:"number"`
		Version   int       `db:"version"`
		Cents     int64     `db:"cents"`
		Method    string    `db:"method"`
		Reference string    `db:"reference"`
		PaidOn    time.Time `db:"paid_on"`
		Actor     string    `db:"actor"`
	}
	err := s.hot.read(ctx, &rows, `select p.file_id, f.number, p.version, p.cents, p.method, p.reference, p.paid_on, c.actor
from payments p join files f on f.id = p.file_id join changes c on c.file_id = p.file_id and c.version = p.version
where p.market_id = $1 and lower(p.reference) = lower($2) and p.reference <> '' and p.file_id <> $3
  and (select sum(e.cents) from entries e where e.file_id = p.file_id and e.payment = p.n and e.kind = 'payment') > 0
order by p.paid_on desc, p.file_id limit 25`, m, reference, except)
	if err != nil {
		return nil, fmt.Errorf("read payments with reference %s: %w", reference, err)
	}
	var out []domain.LookAlike
	for _, r := range rows {
		out = append(out, domain.LookAlike{File: domain.FileID(r.FileID), Number: r.Number, Version: r.Version, Amount: domain.Money(r.Cents),
			Method: domain.Method(r.Method), Ref: r.Reference, On: domain.DateOf(r.PaidOn, time.UTC), Actor: domain.PersonID(r.Actor)})
	}
	return out, nil
}

// InvoiceHolder is the number of the file that has a standing invoice of that number; empty if none.
func (s *Store) InvoiceHolder(ctx context.Context, m domain.MarketID, number string, except domain.FileID) (string, error) {
	var holders []string
	err := s.hot.read(ctx, &holders, `select f.number from invoices i join files f on f.id = i.file_id
where i.market_id = $1 and i.number_normal = $2 and i.file_id <> $3
  and (select sum(e.cents) from entries e where e.file_id = i.file_id and e.invoice = i.n and e.kind = 'invoice') > 0 limit 1`,
		m, domain.NormalNumber(number), except)
	if err != nil {
		return "", fmt.Errorf("read invoices numbered %s: %w", number, err)
	}
	if len(holders) == 0 {
		return "", nil
	}
	return holders[0], nil
}

// Entered lists the person's own newest entries that no import made, recorded since the instant.
func (s *Store) Entered(ctx context.Context, by domain.PersonID, since time.Time, limit int) ([]domain.Entered, error) {
	return s.entered(ctx, `select c.file_id, c.version from changes c
where c.actor = $1 and c.recorded_at >= $2 and c.source <> 'import' order by c.recorded_at desc, c.file_id, c.version desc limit $3`, by, since, limit)
}

// SameAct lists the changes that one act made over several files.
func (s *Store) SameAct(ctx context.Context, act string) ([]domain.Entered, error) {
	return s.entered(ctx, `select c.file_id, c.version from changes c where c.key like $1 || '%' and c.act = $2 order by c.file_id, c.version`,
		likePattern(act), act)
}

// entered reads the changes that the query names, each with its facts.
func (s *Store) entered(ctx context.Context, query string, args ...any) ([]domain.Entered, error) {
	var rows []struct {
		FileID  int64 `db:"file_id"`
		Version int   `db:"version"`
	}
	if err := s.db.SelectContext(ctx, &rows, query, args...); err != nil {
		return nil, fmt.Errorf("read entries: %w", err)
	}
	var out []domain.Entered
	files := map[int64]*domain.File{}
	for _, r := range rows {
		if files[r.FileID] == nil {
			f, err := s.File(ctx, domain.FileID(r.FileID))
			if err != nil {
				return nil, err
			}
			files[r.FileID] = f
		}
		f := files[r.FileID]
		if c := f.Entry(r.Version); c != nil {
			out = append(out, domain.Entered{File: f.ID, Number: f.Number, Market: f.Market.ID, Facts: f.State.Facts, Change: *c})
		}
	}
	return out, nil
}

// AnyFile says that there is a file in any market.
func (s *Store) AnyFile(ctx context.Context) (bool, error) {
	var any bool
	if err := s.db.GetContext(ctx, &any, `select exists (select from files)`); err != nil {
		return false, fmt.Errorf("look for a file: %w", err)
	}
	return any, nil
}
