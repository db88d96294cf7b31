package postgres

import (
	"context"
	"fmt"
	"slices"

	"paidup/domain"
)

// Change runs the law on one file in a transaction and stores the change it makes, with everything that follows from it.
// A key seen before runs nothing and gives back the change it made. The function may run more than once, so it touches
// nothing but the file. The change is nil when the law had nothing to write; the file is as it stands after.
//
// Changes that wait at the same time share a transaction, each with its own outcome.
func (s *Store) Change(ctx context.Context, act domain.Act, id domain.FileID, law func(*domain.File) error) (*domain.File, *domain.Change, error) {
	w := newWish(act, id, law)
	var err error
	if act.Request == 0 { // what answers a request is written with the answer, alone
		err = s.single.run(ctx, w, s.grant)
	}
	if err == nil && w.alone {
		err = s.grantAlone(ctx, w)
	}
	if w.broke != nil {
		panic(w.broke)
	}
	if err == nil {
		err = w.err
	}
	if err != nil {
		return nil, nil, err
	}
	s.written()
	return w.file, w.change, nil
}

// run lets the law make one change of the file.
func run(f *domain.File, act domain.Act, law func(*domain.File) error) (*domain.Change, error) {
	f.Begin(act)
	if err := law(f); err != nil {
		return nil, err
	}
	return f.Finish(), nil
}

// ChangeAll runs the law on several files in one transaction, locked in the order of their ids: all or nothing. The
// changes carry the act's key ending in the file's id.
func (s *Store) ChangeAll(ctx context.Context, act domain.Act, ids []domain.FileID, law func(*domain.File) error) ([]domain.Done, error) {
	var out []domain.Done
	err := s.inTx(ctx, func(tx *txn) error {
		out = nil
		keys := make([]string, len(ids))
		for i, id := range ids {
			keys[i] = keyOn(act, id)
		}
		got, err := s.load(ctx, tx, query{ids: ids, keys: keys, lock: waiting})
		if err != nil {
			return err
		}
		if err := answerOnce(ctx, tx, act, got); err != nil {
			return err
		}
		var all []written
		for _, l := range got {
			if l.done > 0 {
				out = append(out, domain.Done{File: l.file, Change: l.file.Entry(l.done)})
				continue
			}
			one := act
			one.Key = keyOn(act, l.file.ID)
			c, err := run(l.file, one, law)
			if err != nil {
				return err
			}
			if c != nil {
				c.Act = act.Key
				all = append(all, written{file: l.file, changes: []*domain.Change{c}})
			}
			out = append(out, domain.Done{File: l.file, Change: c})
		}
		return s.write(ctx, tx, all)
	})
	if err != nil {
		return nil, err
	}
	s.written()
	slices.SortStableFunc(out, func(a, b domain.Done) int { return slices.Index(ids, a.File.ID) - slices.Index(ids, b.File.ID) })
	return out, nil
}

// keyOn is the key of the change that the act makes on one of several files.
func keyOn(act domain.Act, id domain.FileID) string { return fmt.Sprintf("%s/%d", act.Key, id) }

// Open begins a file in the market. Its number is the company's own, or the market's next where none is given. A key
// seen before gives back the file it opened.
func (s *Store) Open(ctx context.Context, act domain.Act, in domain.NewFile, law func(*domain.File) error) (*domain.File, *domain.Change, error) {
	var file *domain.File
	var change *domain.Change
	err := s.inTx(ctx, func(tx *txn) error {
		done, err := s.openedBy(ctx, tx, act.Key)
		if err != nil {
			return err
		}
		if done != 0 {
			got, err := s.load(ctx, tx, query{ids: []domain.FileID{done}})
			if err == nil && len(got) > 0 {
				file, change = got[0].file, got[0].file.Entry(1)
			}
			return err
		}
		if err := answer(ctx, tx, act); err != nil {
			return err
		}
		if file, err = s.numbered(ctx, tx, in); err != nil {
			return err
		}
		if change, err = run(file, act, law); err != nil || change == nil {
			return err
		}
		return s.write(ctx, tx, []written{{file: file, changes: []*domain.Change{change}, isNew: true}})
	})
	if err != nil {
		return nil, nil, err
	}
	s.written()
	return file, change, nil
}

func (s *Store) openedBy(ctx context.Context, tx *txn, key string) (domain.FileID, error) {
	var ids []int64
	if err := tx.SelectContext(ctx, &ids, `select file_id from changes where key = $1`, key); err != nil {
		return 0, fmt.Errorf("read key: %w", err)
	}
	if len(ids) == 0 {
		return 0, nil
	}
	return domain.FileID(ids[0]), nil
}

// numbered is a new file with an id and a number; the market's counter skips numbers that are taken.
func (s *Store) numbered(ctx context.Context, tx *txn, in domain.NewFile) (*domain.File, error) {
	var id int64
	if err := tx.GetContext(ctx, &id, `select nextval('files_id')`); err != nil {
		return nil, fmt.Errorf("take file id: %w", err)
	}
	m, number := in.Market, in.Number
	for number == "" {
		var n int64
		err := tx.GetContext(ctx, &n, `update markets set next_number = next_number + 1 where id = $1 returning next_number - 1`, m.ID)
		if err != nil {
			return nil, fmt.Errorf("take file number: %w", err)
		}
		next := fmt.Sprintf("%s-%d", m.Code, n)
		var taken bool
		if err := tx.GetContext(ctx, &taken, `select exists (select from files where market_id = $1 and number = $2)`, m.ID, next); err != nil {
			return nil, fmt.Errorf("check file number %s: %w", next, err)
		}
		if !taken {
			number = next
		}
	}
	return domain.Load(domain.FileID(id), number, m, nil), nil
}
