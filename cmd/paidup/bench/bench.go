// Package bench measures what is promised of Paidup's speed, each figure beside what the machine itself does in the same
// run: an import beside the same rows copied in SQL alone, a payment beside the smallest transaction that could store one.
package bench

import (
	"context"
	"fmt"
	"io"
	"runtime"
	"strconv"
	"strings"

	"paidup/domain/postgres"
)

// The benchmarks.
const (
	Import = "import"
	Pay    = "pay"
)

// Options say what is measured, and where.
type Options struct {
	DatabaseURL string                                                // a server on which databases may be made; empty: a private Postgres, fsync on
	What        []string                                              // Import, Pay, Door; none is all
	Rows        int                                                   // invoices of an import, and as many payments
	Files       int                                                   // on which payments are logged, one on each a round
	Rounds      int                                                   // each figure is the median of so many, taken in turns with its limit
	Ways        []Way                                                 // how a payment is logged, each measured; StoreWay is one
	Entrance    func(ctx context.Context, b Books) (*Entrance, error) // starts the program for Door; nil: no Door
	Out         io.Writer
}

// Run measures and prints. It leaves nothing behind.
func Run(ctx context.Context, o Options) error {
	for _, w := range o.What {
		if w != Import && w != Pay && w != Door {
			return fmt.Errorf("there is no benchmark %q; there are %s, %s and %s", w, Import, Pay, Door)
		}
	}
	return withServer(ctx, o.DatabaseURL, func(s *server) error {
		var version string
		if err := s.admin.QueryRowContext(ctx, "select current_setting('server_version')||', fsync '||current_setting('fsync')").Scan(&version); err != nil {
			return fmt.Errorf("read the server's version: %w", err)
		}
		o.say("Postgres %s. %d processors. Medians of %d, least and most in brackets.", version, runtime.NumCPU(), o.Rounds)
		what := o.What
		if len(what) == 0 {
			what = []string{Pay, Import}
			if o.Entrance != nil {
				what = append(what, Door)
			}
		}
		for _, w := range what {
			var err error
			switch w {
			case Import:
				err = o.imports(ctx, s)
			case Pay:
				err = o.pays(ctx, s)
			case Door:
				err = o.door(ctx, s)
			}
			if err != nil {
				return err
			}
		}
		return nil
	})
}

func (o Options) say(format string, a ...any) { fmt.Fprintf(o.Out, format+"\n", a...) }

// figure prints a line of a table.
func (o Options) figure(what string, all series, unit string) {
	o.say("  %-44s %s", what, strings.TrimSpace(fmt.Sprintf("%s %s", all, unit)))
}

// bound is what a figure is held to.
type bound struct {
	least bool // it may not be less; else it may not be more
	value float64
}

func atLeast(v float64) bound { return bound{true, v} }

func atMost(v float64) bound { return bound{false, v} }

// held prints a figure with its bound, and says where it is missed.
func (o Options) held(what string, all series, unit string, b bound) {
	word, missed := "less", all.median() > b.value
	if b.least {
		word, missed = "more", all.median() < b.value
	}
	if missed {
		unit += " missed"
	}
	o.figure(fmt.Sprintf("%s (%s or %s)", what, strconv.FormatFloat(b.value, 'f', -1, 64), word), all, strings.TrimSpace(unit))
}

// execAll runs the statements one by one.
func execAll(ctx context.Context, s *postgres.Store, statements ...string) error {
	for _, sql := range statements {
		if _, err := s.DB().ExecContext(ctx, sql); err != nil {
			return fmt.Errorf("run %.60q: %w", sql, err)
		}
	}
	return nil
}
