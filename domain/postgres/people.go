package postgres

import (
	"context"
	"fmt"

	"paidup/domain"
)

func writePerson(ctx context.Context, tx *txn, p domain.Person) error {
	_, err := tx.ExecContext(ctx, `insert into people (id, name, admin) values ($1, $2, $3)
		on conflict (id) do update set name = excluded.name, admin = people.admin or excluded.admin`, p.ID, p.Name, p.Admin)
	if err != nil {
		return fmt.Errorf("write person %s: %w", p.ID, err)
	}
	return nil
}

// AddPerson stores a person, as admin if they are to be one.
func (s *Store) AddPerson(ctx context.Context, p domain.Person) error {
	return s.inTx(ctx, func(tx *txn) error { return writePerson(ctx, tx, p) })
}

// FirstAdmin stores the person as the admin where there is none, and says whether it did: of several at once one becomes it.
// An admin whose account is gone is none.
func (s *Store) FirstAdmin(ctx context.Context, p domain.Person) (became bool, err error) {
	p.Admin = true
	err = s.inTx(ctx, func(tx *txn) error {
		if _, err := tx.ExecContext(ctx, `lock table people in share row exclusive mode`); err != nil {
			return fmt.Errorf("lock people: %w", err)
		}
		if err := tx.GetContext(ctx, &became, `select not exists (select from people where admin and gone_at is null)`); err != nil || !became {
			return err
		}
		return writePerson(ctx, tx, p)
	})
	return became && err == nil, err
}

// RemoveAdmin takes back that a person is an admin, and gives the person. Somebody who is none, and the last one who is still
// there, is a conflict.
func (s *Store) RemoveAdmin(ctx context.Context, id domain.PersonID) (p domain.Person, err error) {
	err = s.inTx(ctx, func(tx *txn) error {
		var admins []domain.Person
		if err := tx.SelectContext(ctx, &admins, `select id, name, gone_at is not null as gone from people where admin order by id for update`); err != nil {
			return fmt.Errorf("read admins: %w", err)
		}
		p = domain.Person{}
		others := 0
		for _, a := range admins {
			switch {
			case a.ID == id:
				p = a
			case !a.Gone:
				others++
			}
		}
		switch {
		case p.ID == "":
			return domain.Conflict("%s is no admin.", id)
		case others == 0:
			return domain.Conflict("%s is the only admin; somebody else has to be one first.", p.Name)
		}
		if _, err := tx.ExecContext(ctx, `update people set admin = false where id = $1`, id); err != nil {
			return fmt.Errorf("write person %s: %w", id, err)
		}
		return nil
	})
	return p, err
}

// People lists everybody who was ever added, by name.
func (s *Store) People(ctx context.Context) ([]domain.Person, error) {
	var rows []domain.Person
	if err := s.db.SelectContext(ctx, &rows, `select id, name, admin, gone_at is not null as gone from people order by name`); err != nil {
		return nil, fmt.Errorf("read people: %w", err)
	}
	return rows, nil
}

// OwnedBy is how many open files the person owns, by market.
func (s *Store) OwnedBy(ctx context.Context, id domain.PersonID) (map[domain.MarketID]int, error) {
	var rows []struct {
		Market domain.MarketID `db:"market_id"`
		N      int             `db:"n"`
	}
	err := s.db.SelectContext(ctx, &rows, `select market_id, count(*) as n from files where owner = $1 and closed_on is null group by market_id`, id)
	if err != nil {
		return nil, fmt.Errorf("count open files of %s: %w", id, err)
	}
	out := map[domain.MarketID]int{}
	for _, r := range rows {
		out[r.Market] = r.N
	}
	return out, nil
}

// Loads are the open files of the markets by who owns them, those in front who have most that waits on us.
func (s *Store) Loads(ctx context.Context, markets []domain.MarketID) ([]domain.Workload, error) {
	var out []domain.Workload
	err := s.db.SelectContext(ctx, &out, `select owner, count(*) as open, count(*) filter (where waiting_on = 'us') as ours from files
where market_id = any($1) and closed_on is null group by owner order by ours desc, open desc, owner`, marketIDs(markets))
	if err != nil {
		return nil, fmt.Errorf("count open files by owner: %w", err)
	}
	return out, nil
}

// Depart stores that the person's account is gone, or there again, and what is said of it. It says whether that was news:
// what was stored before is said no second time.
func (s *Store) Depart(ctx context.Context, d domain.Departure) (news bool, err error) {
	err = s.inTx(ctx, func(tx *txn) error {
		done, err := tx.ExecContext(ctx, `update people set gone_at = case when $2 then $3::timestamptz end where id = $1 and (gone_at is not null) <> $2`,
			d.Person, d.Gone, d.At)
		if err != nil {
			return fmt.Errorf("write whether %s is there: %w", d.Person, err)
		}
		n, err := done.RowsAffected()
		if news = n > 0; err != nil || !news {
			return err
		}
		return writeWords(ctx, tx, d.Words)
	})
	if err == nil && news {
		s.written()
	}
	return news, err
}
