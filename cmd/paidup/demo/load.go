package demo

import (
	"context"
	"fmt"
	"time"

	"paidup/domain"
	"paidup/domain/postgres"
	"paidup/domain/sample"
)

// load takes the portfolio in as an import does: many files in one transaction, the same law, no cards.
func load(ctx context.Context, s *postgres.Store, p sample.Portfolio, now time.Time) error {
	for _, person := range p.People {
		if err := s.AddPerson(ctx, person); err != nil {
			return err
		}
	}
	for i := range p.Markets {
		m := &p.Markets[i]
		act := domain.Act{Key: "demo/market/" + m.Code, Actor: sample.Sam, Source: domain.FromImport, At: now}
		stored, err := s.AddMarket(ctx, act, m.Market)
		if err != nil {
			return err
		}
		err = s.Bulk(ctx, stored, false, func(b *postgres.Bulk) error { return loadFiles(ctx, b, m.Files) })
		if err != nil {
			return fmt.Errorf("load files of %s: %w", m.Name, err)
		}
	}
	return nil
}

func loadFiles(ctx context.Context, b *postgres.Bulk, files []sample.File) error {
	numbers := make([]string, len(files))
	for i, f := range files {
		numbers[i] = f.Number
	}
	made, err := b.New(ctx, numbers, func(string) bool { return false })
	if err != nil {
		return err
	}
	all := make([]domain.Rewritten, len(made))
	for i, file := range made {
		all[i].File = file
		for n, step := range files[i].Steps {
			file.Begin(domain.Act{Key: fmt.Sprintf("demo/%s/%d", file.Number, n), Actor: step.By, Source: domain.FromImport, At: step.At})
			if err := step.Do(file); err != nil {
				return fmt.Errorf("play step %d of %s: %w", n+1, file.Number, err)
			}
			if c := file.Finish(); c != nil {
				all[i].Changes = append(all[i].Changes, c)
			}
		}
	}
	return b.Write(ctx, all)
}
