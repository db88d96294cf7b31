package demo

import (
	"context"
	"fmt"
	"slices"

	"paidup/domain"
	"paidup/domain/sample"
	"paidup/migrations"
)

// furnish migrates the database and loads the portfolio where there is none yet.
func (s *stage) furnish(ctx context.Context) error {
	if _, err := migrations.Apply(ctx, s.store.DB()); err != nil {
		return err
	}
	markets, err := s.store.Markets(ctx)
	if err != nil {
		return err
	}
	for _, m := range markets {
		if !madeUp(m, s.portfolio) {
			return fmt.Errorf("DATABASE_URL names a database with a company in it (%s): the demo would act in its name. Unset it, or name an empty one", m.Name)
		}
	}
	if s.Reset && len(markets) > 0 {
		fmt.Fprintln(s.Out, "Removing the made-up company from the database that DATABASE_URL names...")
		if err := migrations.Remove(ctx, s.store.DB()); err != nil {
			return err
		}
		s.Reset = false
		return s.furnish(ctx)
	}
	if s.fresh = len(markets) == 0; !s.fresh {
		return nil
	}
	files, all := 0, make([]domain.Market, len(s.portfolio.Markets))
	for i, m := range s.portfolio.Markets {
		files, all[i] = files+len(m.Files), m.Market
	}
	fmt.Fprintf(s.Out, "Loading a made-up company: %d files in %d markets...\n", files, len(all))
	s.clock.set(opening(all, s.Now()))
	return load(ctx, s.store, s.portfolio, s.clock.now())
}

// madeUp says that the market is one of the portfolio's, or was begun in the demo.
func madeUp(m *domain.Market, p sample.Portfolio) bool {
	return m.Channel == freeChannel || slices.ContainsFunc(p.Markets, func(v sample.Market) bool { return v.Code == m.Code && v.Channel == m.Channel })
}
