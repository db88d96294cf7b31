package bench

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"time"

	"paidup/domain"
	"paidup/domain/postgres"
)

const (
	clients   = 8    // at a time, of ours and of the limit
	payTarget = 0.35 // of the smallest transaction
)

// Books are files to log payments on.
type Books struct {
	URL    string // of the database
	Store  *postgres.Store
	Market *domain.Market
	Files  []*domain.File // each with an open invoice that no round pays in full
}

// File is the file of the ith payment. Payments that follow one another are on files that lie apart.
func (b Books) File(i int) *domain.File { return b.Files[i*7919%len(b.Files)] }

// Amount is what the ith payment is of: no two on one file are alike.
func (b Books) Amount(i int) domain.Money { return 1_00 + domain.Money(i) }

// Way is a way of logging payments, from whatever it takes for one to what says that it is stored.
type Way struct {
	Name string
	// Open gets the way ready on the books. pay logs the ith payment and returns when it is stored; it is called from several
	// goroutines. end ends what was begun.
	Open func(ctx context.Context, b Books) (pay func(ctx context.Context, i int) error, end func() error, err error)
}

// StoreWay is the store alone: the law and the transaction of a payment, without a door.
func StoreWay() Way {
	return Way{Name: "law and store", Open: func(_ context.Context, b Books) (func(context.Context, int) error, func() error, error) {
		pay := func(ctx context.Context, i int) error {
			in := domain.Receipt{Amount: b.Amount(i), Method: domain.Check, Reference: fmt.Sprint(i)}
			_, _, err := b.Store.Change(ctx, act(fmt.Sprint("pay/", i)), b.File(i).ID, func(f *domain.File) error { return f.Pay(in) })
			return err
		}
		return pay, func() error { return nil }, nil
	}}
}

// pays measures every way of logging a payment, in turns with the smallest transaction.
func (o Options) pays(ctx context.Context, s *server) error {
	return s.withStore(ctx, func(b Books) (err error) {
		if b.Files, err = openFiles(ctx, b, o.Files); err != nil {
			return err
		}
		limit, err := newLimit(ctx, s, b)
		if err != nil {
			return err
		}
		var limits series
		rates, ratios := make([]series, len(o.Ways)), make([]series, len(o.Ways))
		forgetPeak()
		for round := range o.Rounds {
			least, err := limit.run(ctx, o.Files)
			if err != nil {
				return err
			}
			limits.add(least)
			for i, w := range o.Ways {
				rate, err := w.run(ctx, b, 2*o.Files*(round*len(o.Ways)+i), o.Files)
				if err != nil {
					return fmt.Errorf("log payments through %s: %w", w.Name, err)
				}
				rates[i].add(rate)
				ratios[i].add(rate / least)
			}
		}
		o.say("\nPayments on %d files, %d at a time, a change each with its notices", o.Files, clients)
		o.figure("the limit: "+limit.name, limits, "/s")
		for i, w := range o.Ways {
			o.figure(w.Name, rates[i], "/s")
			o.figure(fmt.Sprintf("  of the limit (%.2f or more)", payTarget), ratios[i], "")
		}
		o.say("  memory at most: %s", peak())
		return nil
	})
}

// openFiles begins the files, each with an open invoice.
func openFiles(ctx context.Context, b Books, n int) ([]*domain.File, error) {
	var files []*domain.File
	err := b.Store.Bulk(ctx, b.Market, false, func(tx *postgres.Bulk) (err error) {
		if files, err = tx.New(ctx, make([]string, n), func(string) bool { return false }); err != nil {
			return err
		}
		all := make([]domain.Rewritten, n)
		for i, f := range files {
			all[i].File = f
			for step, law := range []func(*domain.File) error{
				func(f *domain.File) error {
					return f.Receive(0, domain.Facts{Customer: fmt.Sprint("Customer ", i), Payer: "Harbor Mutual"}, "")
				},
				func(f *domain.File) error {
					return f.Invoice(domain.Bill{Amount: 1_000_000_00, Number: invoiceNo(i), Answered: domain.Answers{domain.AskNoApproval}})
				},
			} {
				f.Begin(act(fmt.Sprint("open/", i, "/", step)))
				if err := law(f); err != nil {
					return err
				}
				all[i].Changes = append(all[i].Changes, f.Finish())
			}
		}
		return tx.Write(ctx, all)
	})
	if err != nil {
		return nil, fmt.Errorf("open %d files: %w", n, err)
	}
	return files, execAll(ctx, b.Store, "vacuum analyze")
}

// run gives the way's payments in a second, the warming up left out.
func (w Way) run(ctx context.Context, b Books, first, n int) (rate float64, err error) {
	if err := execAll(ctx, b.Store, "truncate notices"); err != nil { // as if all had been delivered
		return 0, err
	}
	pay, end, err := w.Open(ctx, b)
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, end()) }()
	warm := min(n, 20*clients)
	if _, err := drive(ctx, pay, first+n, warm); err != nil {
		return 0, err
	}
	took, err := drive(ctx, pay, first, n)
	return float64(n) / took.Seconds(), err
}

// drive calls pay for n payments from the first on, several at a time, and says how long that took.
func drive(ctx context.Context, pay func(context.Context, int) error, first, n int) (time.Duration, error) {
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	var next atomic.Int64
	var wait sync.WaitGroup
	begin := time.Now()
	for range clients {
		wait.Go(func() {
			for i := int(next.Add(1)) - 1; i < n && ctx.Err() == nil; i = int(next.Add(1)) - 1 {
				if err := pay(ctx, first+i); err != nil {
					stop(fmt.Errorf("payment %d: %w", first+i, err))
				}
			}
		})
	}
	wait.Wait()
	return time.Since(begin), context.Cause(ctx)
}
