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
	clients   = 8   // at a time, of the limit and of a way that says nothing else
	payTarget = 0.5 // of the smallest transaction
)

// Books are files to log payments on.
type Books struct {
	URL    string // of the database
	Store  *postgres.Store
	Market *domain.Market
	Files  []Target // each with an open invoice that no round pays in full
}

// Target is a file on which payments are logged.
type Target struct {
	ID     domain.FileID
	Number string
}

// File is the file of the ith payment. Payments that follow one another are on files that lie apart.
func (b Books) File(i int) Target { return b.Files[i*7919%len(b.Files)] }

// Amount is what the ith payment is of: no two on one file are alike.
func (b Books) Amount(i int) domain.Money { return 1_00 + domain.Money(i) }

// Way is a way of logging payments, from whatever it takes for one to what says that it is stored.
type Way struct {
	Name   string
	AtOnce int                                                // payments under way at a time; 0 is as many as the limit has
	Open   func(ctx context.Context, b Books) (Opened, error) // gets the way ready on the books
}

// Opened is a way that is ready.
type Opened struct {
	Pay func(ctx context.Context, i int) error // logs the ith payment and returns when it is stored; called from several goroutines
	End func() error                           // ends what was begun
	PID int                                    // of the program where it is a process of its own; 0: this one
}

func (w Way) atOnce() int {
	if w.AtOnce > 0 {
		return w.AtOnce
	}
	return clients
}

// StoreWay is the store alone: the law and the transaction of a payment, without a door.
func StoreWay() Way {
	return Way{Name: "law and store", Open: func(_ context.Context, b Books) (Opened, error) {
		pay := func(ctx context.Context, i int) error {
			in := domain.Receipt{Amount: b.Amount(i), Method: domain.Check, Reference: fmt.Sprint(i)}
			_, _, err := b.Store.Change(ctx, act(fmt.Sprint("pay/", i)), b.File(i).ID, func(f *domain.File) error { return f.Pay(in) })
			return err
		}
		return Opened{Pay: pay, End: func() error { return nil }}, nil
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
		rates, ratios, peaks := make([]series, len(o.Ways)), make([]series, len(o.Ways)), make([]series, len(o.Ways))
		for round := range o.Rounds {
			least, err := limit.run(ctx, o.Files)
			if err != nil {
				return err
			}
			limits.add(least)
			for i, w := range o.Ways {
				rate, memory, err := w.run(ctx, b, span{2 * o.Files * (round*len(o.Ways) + i), o.Files, w.atOnce()})
				if err != nil {
					return fmt.Errorf("log payments through %s: %w", w.Name, err)
				}
				rates[i].add(rate)
				ratios[i].add(rate / least)
				peaks[i].add(memory)
			}
		}
		o.say("\nPayments on %d files, a change each with its notices", o.Files)
		o.figure(fmt.Sprintf("the limit: %s, %d at a time", limit.name, clients), limits, "/s")
		for i, w := range o.Ways {
			o.figure(fmt.Sprintf("%s, %d at a time", w.Name, w.atOnce()), rates[i], "/s")
			o.held("  of the limit", ratios[i], "", atLeast(payTarget))
			o.figure("  memory at most", peaks[i], "MB")
		}
		return nil
	})
}

// openFiles begins the files, each with an open invoice.
func openFiles(ctx context.Context, b Books, n int) ([]Target, error) {
	var opened []Target
	err := b.Store.Bulk(ctx, b.Market, false, func(tx *postgres.Bulk) error {
		files, err := tx.New(ctx, make([]string, n), func(string) bool { return false })
		if err != nil {
			return err
		}
		all := make([]domain.Rewritten, n)
		for i, f := range files {
			all[i].File = f
			opened = append(opened, Target{f.ID, f.Number})
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
	return opened, execAll(ctx, b.Store, "vacuum analyze")
}

// run gives the way's payments in a second, the warming up left out, and how many megabytes the program took.
func (w Way) run(ctx context.Context, b Books, s span) (rate, memory float64, err error) {
	if err := execAll(ctx, b.Store, "truncate notices"); err != nil { // as if all had been delivered
		return 0, 0, err
	}
	opened, err := w.Open(ctx, b)
	if err != nil {
		return 0, 0, err
	}
	defer func() { err = errors.Join(err, opened.End()) }()
	forgetPeak(opened.PID)
	if _, err := drive(ctx, opened.Pay, span{s.first + s.n, min(s.n, 20*s.atOnce), s.atOnce}); err != nil {
		return 0, 0, err
	}
	took, err := drive(ctx, opened.Pay, s)
	return float64(s.n) / took.Seconds(), peak(opened.PID), err
}

// span is so many payments from the first on, several at a time.
type span struct{ first, n, atOnce int }

// drive calls pay for the payments and says how long that took.
func drive(ctx context.Context, pay func(context.Context, int) error, s span) (time.Duration, error) {
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	var next atomic.Int64
	var wait sync.WaitGroup
	begin := time.Now()
	for range s.atOnce {
		wait.Go(func() {
			for i := int(next.Add(1)) - 1; i < s.n && ctx.Err() == nil; i = int(next.Add(1)) - 1 {
				if err := pay(ctx, s.first+i); err != nil {
					stop(fmt.Errorf("payment %d: %w", s.first+i, err))
				}
			}
		})
	}
	wait.Wait()
	return time.Since(begin), context.Cause(ctx)
}
