package postgres

import (
	"context"
	"fmt"
	"time"

	"paidup/domain"
	"paidup/domain/kpi"
)

// standing says that a fact counts: it is no mirror and no mirror takes it back. %s is the table.
func standing(table, alias string) string {
	return fmt.Sprintf(`not %[2]s.mirror and not exists (select from %[1]s x where x.file_id = %[2]s.file_id
    and x.mirrors_version > 0 and x.mirrors_version = %[2]s.version and x.mirrors_place = %[2]s.place)`, table, alias)
}

// Figures fills the inputs of the market's KPIs as of the end of the date, from the ledger.
func (s *Store) Figures(ctx context.Context, m *domain.Market, asOf domain.Date) (kpi.Inputs, error) {
	in := kpi.Inputs{Market: m.Code, AsOf: asOf, BooksFrom: m.BooksFrom}
	steps := []func(context.Context, *domain.Market, *kpi.Inputs) error{s.openBalances, s.sums, s.months, s.invoiceToPaid, s.receivedToPaid}
	for _, step := range steps {
		if err := step(ctx, m, &in); err != nil {
			return in, fmt.Errorf("read figures of %s as of %s: %w", m.Code, asOf, err)
		}
	}
	return in, nil
}

// openBalances reads the open invoices, grouped by their two dates. Files that were closed by the date have none.
func (s *Store) openBalances(ctx context.Context, m *domain.Market, in *kpi.Inputs) error {
	var rows []struct {
		InvoicedOn time.Time `db:"invoiced_on"`
		DueOn      time.Time `db:"due_on"`
		Count      int       `db:"count"`
		Cents      int64     `db:"cents"`
		Disputed   int64     `db:"disputed"`
	}
	query := `with balance as (
  select e.file_id, e.invoice, sum(e.cents) as cents
  from files f join entries e on e.file_id = f.id
  where f.market_id = $1 and f.invoiced_on <= $2 and (f.closed_on is null or f.closed_on > $2)
    and e.invoice > 0 and e.effective_on <= $2
  group by e.file_id, e.invoice having sum(e.cents) > 0),
contested as (
  select distinct on (d.file_id, d.invoice) d.file_id, d.invoice, d.cents
  from disputes d where d.market_id = $1 and d.effective_on <= $2 and ` + standing("disputes", "d") + `
  order by d.file_id, d.invoice, d.effective_on desc, d.version desc, d.place desc)
select i.invoiced_on, i.due_on, count(*) as count, sum(b.cents) as cents, coalesce(sum(least(b.cents, coalesce(c.cents, 0))), 0) as disputed
from balance b join invoices i on i.file_id = b.file_id and i.n = b.invoice
  left join contested c on c.file_id = b.file_id and c.invoice = b.invoice
group by i.invoiced_on, i.due_on`
	if err := s.db.SelectContext(ctx, &rows, query, m.ID, in.AsOf.String()); err != nil {
		return fmt.Errorf("read open balances: %w", err)
	}
	for _, r := range rows {
		in.Open = append(in.Open, kpi.OpenBalance{InvoicedOn: domain.DateOf(r.InvoicedOn, time.UTC), DueOn: domain.DateOf(r.DueOn, time.UTC),
			Count: r.Count, Cents: domain.Money(r.Cents), Disputed: domain.Money(r.Disputed)})
	}
	return nil
}

// sums reads unapplied cash, the net invoicing of the last 90 days and the cash of the month to date.
func (s *Store) sums(ctx context.Context, m *domain.Market, in *kpi.Inputs) error {
	var r struct {
		Unapplied   int64 `db:"unapplied"`
		NetInvoiced int64 `db:"net_invoiced"`
		Collected   int64 `db:"collected"`
	}
	err := s.db.GetContext(ctx, &r, `select
  coalesce(sum(cents) filter (where kind in ('payment', 'refund', 'application')), 0) as unapplied,
  coalesce(sum(cents) filter (where kind in ('invoice', 'credit_memo') and effective_on > $3), 0) as net_invoiced,
  coalesce(sum(cents) filter (where kind in ('payment', 'refund') and effective_on >= $4), 0) as collected
from entries where market_id = $1 and effective_on <= $2`,
		m.ID, in.AsOf.String(), (in.AsOf - kpi.WindowDays).String(), in.AsOf.FirstOfMonth(0).String())
	if err != nil {
		return fmt.Errorf("read sums: %w", err)
	}
	in.Unapplied, in.NetInvoiced90, in.Collected = domain.Money(r.Unapplied), domain.Money(r.NetInvoiced), domain.Money(r.Collected)
	return nil
}

// countbackMonths is how far back the countback looks.
const countbackMonths = 24

// months reads the net invoicing of each month, the current one to date.
func (s *Store) months(ctx context.Context, m *domain.Market, in *kpi.Inputs) error {
	var rows []struct {
		Month time.Time `db:"month"`
		Cents int64     `db:"cents"`
	}
	err := s.db.SelectContext(ctx, &rows, `select date_trunc('month', effective_on) as month, sum(cents) as cents
from entries where market_id = $1 and effective_on <= $2 and effective_on >= $3 and kind in ('invoice', 'credit_memo')
group by 1 order by 1 desc`, m.ID, in.AsOf.String(), in.AsOf.FirstOfMonth(1-countbackMonths).String())
	if err != nil {
		return fmt.Errorf("read invoicing by month: %w", err)
	}
	for _, r := range rows {
		in.NetInvoiced = append(in.NetInvoiced, kpi.MonthAmount{Month: domain.DateOf(r.Month, time.UTC), Cents: domain.Money(r.Cents)})
	}
	return nil
}

type daysRow struct {
	Days int `db:"days"`
	N    int `db:"n"`
}

func histogram(rows []daysRow) kpi.Histogram {
	var h kpi.Histogram
	for _, r := range rows {
		h = append(h, kpi.DaysCount{Days: r.Days, N: r.N})
	}
	return h
}

// invoiceToPaid reads how long invoices took, from their date to the day of the payment or credit that brought them to
// zero. A payment dated before its invoice counts with its own date, so the days may be negative.
func (s *Store) invoiceToPaid(ctx context.Context, m *domain.Market, in *kpi.Inputs) error {
	var rows []daysRow
	err := s.db.SelectContext(ctx, &rows, `with part as (
  select file_id, invoice, payment, kind, sum(cents) as cents, max(effective_on) as last_on
  from entries where market_id = $1 and effective_on <= $2 and invoice > 0
  group by file_id, invoice, payment, kind having sum(cents) <> 0),
paid as (
  select max(case part.kind when 'application' then p.paid_on when 'invoice' then null else part.last_on end) - i.invoiced_on as days
  from part join invoices i on i.file_id = part.file_id and i.n = part.invoice
    left join payments p on p.file_id = part.file_id and p.n = part.payment and part.payment > 0
  group by part.file_id, part.invoice, i.invoiced_on
  having sum(part.cents) = 0 and bool_or(part.kind = 'application'))
select days, count(*) as n from paid group by days order by days`, m.ID, in.AsOf.String())
	if err != nil {
		return fmt.Errorf("read days to paid: %w", err)
	}
	in.InvoiceToPaid = histogram(rows)
	return nil
}

// receivedToPaid reads how long files paid in full took, and counts what is left out: files whose received date was
// assumed, files cancelled and files closed by write-off.
func (s *Store) receivedToPaid(ctx context.Context, m *domain.Market, in *kpi.Inputs) error {
	var rows []struct {
		daysRow
		Outcome string `db:"outcome"`
		Assumed bool   `db:"assumed"`
		Recent  bool   `db:"recent"`
		Cents   int64  `db:"cents"`
	}
	query := `with last as (
  select distinct on (t.file_id) t.file_id, t.outcome, t.effective_on
  from stage_changes t where t.market_id = $1 and t.effective_on <= $2 and ` + standing("stage_changes", "t") + `
  order by t.file_id, t.effective_on desc, t.version desc, t.place desc)
select l.outcome, f.received_assumed as assumed, l.effective_on > $3 as recent, l.effective_on - f.received_on as days,
  count(*) as n, sum(f.written_off_cents) as cents
from last l join files f on f.id = l.file_id where l.outcome <> '' group by 1, 2, 3, 4 order by 4`
	if err := s.db.SelectContext(ctx, &rows, query, m.ID, in.AsOf.String(), (in.AsOf - kpi.WindowDays).String()); err != nil {
		return fmt.Errorf("read received to paid: %w", err)
	}
	for _, r := range rows {
		one := kpi.DaysCount{Days: r.Days, N: r.N}
		switch {
		case r.Outcome == string(domain.Cancelled):
			in.LeftOut.Cancelled += r.N
		case r.Outcome == string(domain.ClosedWrittenOff):
			in.LeftOut.WrittenOff += r.N
			in.LeftOut.WrittenOffCents += domain.Money(r.Cents)
		case r.Assumed:
			in.LeftOut.Assumed += r.N
		default:
			in.ReceivedToPaid = append(in.ReceivedToPaid, one)
			if r.Recent {
				in.ReceivedToPaid90 = append(in.ReceivedToPaid90, one)
			}
		}
	}
	return nil
}
