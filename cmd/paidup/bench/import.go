package bench

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"time"

	"paidup/commands"
	"paidup/domain"
	"paidup/domain/postgres"
	"paidup/domain/sheet"
)

// importTarget is how long 100,000 invoices that make a file each, and as many payments, may take.
const importTarget = 20 * time.Second

// imports measures an import of invoices and one of their payments, and the copying of the rows they leave.
func (o Options) imports(ctx context.Context, s *server) error {
	var invoices, payments, both, rate, floor, ratio series
	forgetPeak(0)
	for range o.Rounds {
		err := s.withStore(ctx, func(b Books) error {
			first, err := importSheet(ctx, b, rows{sheet.Invoices, invoiceSheet(o.Rows), o.Rows})
			if err != nil {
				return err
			}
			second, err := importSheet(ctx, b, rows{sheet.Payments, paymentSheet(o.Rows), o.Rows})
			if err != nil {
				return err
			}
			copied, err := copyLedger(ctx, b.Store)
			total := first + second
			invoices.add(first.Seconds())
			payments.add(second.Seconds())
			both.add(total.Seconds())
			rate.add(float64(2*o.Rows) / total.Seconds())
			floor.add(copied.Seconds())
			ratio.add(total.Seconds() / copied.Seconds())
			return err
		})
		if err != nil {
			return fmt.Errorf("measure imports: %w", err)
		}
	}
	o.say("\nImport of %d invoices, a file each, and %d payments", o.Rows, o.Rows)
	o.figure("invoices", invoices, "s")
	o.figure("payments", payments, "s")
	o.figure(fmt.Sprintf("together (100,000 and 100,000: %.0f s or less)", importTarget.Seconds()), both, "s")
	o.figure("rows", rate, "/s")
	o.figure("the limit: the same rows, copied in SQL alone", floor, "s")
	o.figure("times the limit", ratio, "")
	o.figure("memory at most", series{peak(0)}, "MB")
	return nil
}

// bulker hands the store's bulk transaction to an import.
type bulker struct{ store *postgres.Store }

func (b bulker) Bulk(ctx context.Context, m *domain.Market, dry bool, f func(commands.Bulk) error) error {
	return b.store.Bulk(ctx, m, dry, func(tx *postgres.Bulk) error { return f(tx) })
}

// rows is a sheet of so many.
type rows struct {
	kind sheet.Kind
	from io.Reader
	n    int
}

// importSheet takes the rows in as paidup import does.
func importSheet(ctx context.Context, b Books, all rows) (time.Duration, error) {
	begin := time.Now()
	in := commands.Import{Market: b.Market, Act: act("import"), Kind: all.kind, Name: "bench.csv", NewFiles: true}
	var err error
	in.Sheet, err = sheet.Open(all.from, sheet.Options{Kind: all.kind, Zone: b.Market.Location(), Today: b.Market.Today(begin)})
	if err != nil {
		return 0, err
	}
	report, err := in.Run(ctx, bulker{b.Store})
	if err == nil && report.Written != all.n {
		err = fmt.Errorf("import %s: %d of %d rows were written: %+v", all.kind, report.Written, all.n, report.Problems[:min(1, len(report.Problems))])
	}
	return time.Since(begin), err
}

// copyLedger copies every row of every table, in one transaction, to tables with the same columns, indexes and checks.
func copyLedger(ctx context.Context, s *postgres.Store) (time.Duration, error) {
	if err := execAll(ctx, s, `create schema copy`, `do $$ declare t text;
begin
  for t in select tablename from pg_tables where schemaname = 'public' loop
    execute format('create table copy.%I (like public.%I including defaults including constraints including indexes)', t, t);
  end loop;
end $$`); err != nil {
		return 0, err
	}
	begin := time.Now()
	tx, err := s.DB().BeginTx(ctx, nil)
	if err != nil {
		return 0, err
	}
	_, err = tx.ExecContext(ctx, `do $$ declare t text;
begin
  for t in select tablename from pg_tables where schemaname = 'public' loop
    execute format('insert into copy.%I select * from public.%I', t, t);
  end loop;
end $$`)
	if err != nil {
		return 0, errors.Join(fmt.Errorf("copy the ledger: %w", err), ignoreDone(tx.Rollback()))
	}
	err = tx.Commit()
	return time.Since(begin), err
}

func ignoreDone(err error) error {
	if errors.Is(err, sql.ErrTxDone) {
		return nil
	}
	return err
}
