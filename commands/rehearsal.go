package commands

import (
	"context"

	"paidup/domain"
)

// rehearsal runs the law on files as they stand and stores nothing: what it gives is what would be stored.
type rehearsal struct{ FileStore }

func (r rehearsal) Change(ctx context.Context, act domain.Act, id domain.FileID, law func(*domain.File) error) (*domain.File, *domain.Change, error) {
	f, err := r.File(ctx, id)
	if err != nil {
		return nil, nil, err
	}
	return rehearse(f, act, law)
}

func (r rehearsal) ChangeAll(ctx context.Context, act domain.Act, ids []domain.FileID, law func(*domain.File) error) ([]domain.Done, error) {
	var out []domain.Done
	for _, id := range ids {
		f, change, err := r.Change(ctx, act, id, law)
		if err != nil {
			return nil, err
		}
		out = append(out, domain.Done{File: f, Change: change})
	}
	return out, nil
}

func (r rehearsal) Open(_ context.Context, act domain.Act, in domain.NewFile, law func(*domain.File) error) (*domain.File, *domain.Change, error) {
	return rehearse(domain.Load(0, in.Number, in.Market, nil), act, law)
}

func rehearse(f *domain.File, act domain.Act, law func(*domain.File) error) (*domain.File, *domain.Change, error) {
	f.Begin(act)
	if err := law(f); err != nil {
		return nil, nil, err
	}
	return f, f.Finish(), nil
}
