package postgres

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"time"

	"paidup/domain"
)

type marketRow struct {
	ID        int64           `db:"id"`
	Code      string          `db:"code"`
	Name      string          `db:"name"`
	Zone      string          `db:"zone"`
	Channel   string          `db:"channel"`
	Names     string          `db:"names"`
	Amounts   bool            `db:"amounts"`
	DigestAt  string          `db:"digest_at"`
	BooksFrom sql.NullTime    `db:"books_from"`
	Paused    string          `db:"paused"`
	Settings  json.RawMessage `db:"settings"`
	DaysOff   json.RawMessage `db:"days_off"`
	Version   int             `db:"version"`
	Members   json.RawMessage `db:"members"`
}

const selectMarket = `select m.id, m.code, m.name, m.zone, m.channel, m.names, m.amounts, m.digest_at, m.books_from, m.paused,
  m.settings, m.days_off, m.version,
  (select coalesce(json_agg(json_build_object('id', p.id, 'name', p.name, 'admin', p.admin, 'gone', p.gone_at is not null, 'role', x.role) order by p.name, x.role), '[]')
     from members x join people p on p.id = x.person_id where x.market_id = m.id) as members
from markets m `

func (r marketRow) market() (*domain.Market, error) {
	m := &domain.Market{ID: domain.MarketID(r.ID), Code: r.Code, Name: r.Name, Zone: r.Zone, Channel: r.Channel,
		Privacy: domain.Privacy{Names: r.Names, Amounts: r.Amounts}, DigestAt: r.DigestAt, Paused: r.Paused, Version: r.Version}
	if r.BooksFrom.Valid {
		m.BooksFrom = domain.DateOf(r.BooksFrom.Time, time.UTC)
	}
	var members []struct {
		ID, Name, Role string
		Admin, Gone    bool
	}
	if err := errors.Join(json.Unmarshal(r.Settings, &m.Settings), json.Unmarshal(r.DaysOff, &m.DaysOff), json.Unmarshal(r.Members, &members)); err != nil {
		return nil, fmt.Errorf("read market %s: %w", r.Code, err)
	}
	for _, v := range members {
		if err := m.AddMember(domain.Person{ID: domain.PersonID(v.ID), Name: v.Name, Admin: v.Admin, Gone: v.Gone}, domain.Role(v.Role)); err != nil {
			return nil, fmt.Errorf("read members of market %s: %w", r.Code, err)
		}
	}
	return m, m.Check()
}

// marketsStamp changes with every market's settings and members, and with every name of a person and whether they are there.
const marketsStamp = `select (select coalesce(sum(version), 0) || '/' || count(*) from markets) || '/' ||
  (select coalesce(sum(hashtextextended(id || ' ' || name || ' ' || admin || (gone_at is not null), 0)), 0) from people)`

// stamped is all markets as they were read under a stamp.
type stamped struct {
	stamp   string
	markets []*domain.Market
}

// Markets lists all markets by their names. They are shared: nobody changes them.
func (s *Store) Markets(ctx context.Context) ([]*domain.Market, error) {
	stmt, err := s.hot.prepared(ctx, marketsStamp)
	if err != nil {
		return nil, err
	}
	var now stamped
	if err := stmt.GetContext(ctx, &now.stamp); err != nil {
		return nil, fmt.Errorf("read markets: %w", err)
	}
	if kept := s.stamped.Load(); kept != nil && kept.stamp == now.stamp {
		return slices.Clone(kept.markets), nil
	}
	now.markets, err = s.selectMarkets(ctx, s.db, selectMarket+"order by m.name")
	if err != nil {
		return nil, err
	}
	s.stamped.Store(&now)
	return slices.Clone(now.markets), nil
}

// Market finds a market by its code.
func (s *Store) Market(ctx context.Context, code string) (*domain.Market, error) {
	all, err := s.selectMarkets(ctx, s.db, selectMarket+"where m.code = upper($1)", code)
	if err != nil {
		return nil, err
	}
	if len(all) == 0 {
		return nil, domain.NotFound("There is no market %q.", code)
	}
	return all[0], nil
}

func (s *Store) selectMarkets(ctx context.Context, q selector, query string, args ...any) ([]*domain.Market, error) {
	var rows []marketRow
	if err := q.SelectContext(ctx, &rows, query, args...); err != nil {
		return nil, fmt.Errorf("read markets: %w", err)
	}
	out := make([]*domain.Market, 0, len(rows))
	for _, r := range rows {
		m, err := r.market()
		if err != nil {
			return nil, err
		}
		out = append(out, m)
	}
	return out, nil
}

// marketAt is the market at the version, from memory when it was read before. It is shared: nobody changes it.
func (s *Store) marketAt(ctx context.Context, id domain.MarketID, version int) (*domain.Market, error) {
	if v, ok := s.markets.Load(id); ok && v.(*domain.Market).Version == version {
		return v.(*domain.Market), nil
	}
	all, err := s.selectMarkets(ctx, s.db, selectMarket+"where m.id = $1", id)
	if err != nil || len(all) == 0 {
		return nil, errors.Join(err, fmt.Errorf("read market %d", id))
	}
	s.markets.Store(id, all[0])
	return all[0], nil
}

// AddMarket stores a new market. Its code and its channel belong to no other.
func (s *Store) AddMarket(ctx context.Context, act domain.Act, m domain.Market) (*domain.Market, error) {
	if err := m.Check(); err != nil {
		return nil, err
	}
	err := s.inTx(ctx, func(tx *txn) error {
		settings, err := json.Marshal(m.Settings)
		if err != nil {
			return fmt.Errorf("write settings: %w", err)
		}
		err = tx.GetContext(ctx, &m.ID, `insert into markets (code, name, zone, channel, names, amounts, digest_at, settings)
			values ($1, $2, $3, $4, $5, $6, $7, $8) returning id`,
			m.Code, m.Name, m.Zone, m.Channel, m.Privacy.Names, m.Privacy.Amounts, m.DigestAt, settings)
		if err != nil {
			return fmt.Errorf("write market %s: %w", m.Code, err)
		}
		return s.writeMarket(ctx, tx, act, &m)
	})
	if err != nil {
		return nil, err
	}
	return s.Market(ctx, m.Code)
}

// ChangeMarket runs the law on a market's settings and members in a transaction, and stores what it made of them. A key
// seen before runs nothing. Who is set up by it and has asked to be is told.
func (s *Store) ChangeMarket(ctx context.Context, act domain.Act, id domain.MarketID, law func(*domain.Market) error) (*domain.Market, error) {
	var m *domain.Market
	var told bool
	err := s.inTx(ctx, func(tx *txn) error {
		if _, err := tx.ExecContext(ctx, `select from markets where id = $1 for update`, id); err != nil {
			return fmt.Errorf("lock market %d: %w", id, err)
		}
		all, err := s.selectMarkets(ctx, tx, selectMarket+"where m.id = $1", id)
		if err != nil {
			return err
		}
		if len(all) == 0 {
			return domain.NotFound("There is no such market.")
		}
		m = all[0]
		var seen bool
		if err := tx.GetContext(ctx, &seen, `select exists (select from market_changes where key = $1)`, act.Key); err != nil || seen {
			return err
		}
		if err := errors.Join(law(m), m.Check()); err != nil {
			return err
		}
		if told, err = setUp(ctx, tx, act); err != nil {
			return err
		}
		return s.writeMarket(ctx, tx, act, m)
	})
	if err != nil {
		return nil, err
	}
	s.markets.Delete(id)
	if told {
		s.written()
	}
	return m, nil
}

// writeMarket stores the market as it stands as its next version.
func (s *Store) writeMarket(ctx context.Context, tx *txn, act domain.Act, m *domain.Market) error {
	settings, err := json.Marshal(m.Settings)
	if err != nil {
		return fmt.Errorf("write settings: %w", err)
	}
	off := m.DaysOff
	if off == nil {
		off = map[domain.Date]string{}
	}
	daysOff, err := json.Marshal(off)
	if err != nil {
		return fmt.Errorf("write days off: %w", err)
	}
	whole, err := json.Marshal(m)
	if err != nil {
		return fmt.Errorf("write market: %w", err)
	}
	m.Version++
	_, err = tx.ExecContext(ctx, `with w as (insert into market_changes (market_id, version, key, actor, source, recorded_at, settings)
		  values ($1, $2, $3, $4, $5, $6, $7))
		update markets set name = $8, zone = $9, channel = $10, names = $11, amounts = $12, digest_at = $13,
		  books_from = nullif($14, '')::date, paused = $15, settings = $16, days_off = $17, version = $2 where id = $1`,
		m.ID, m.Version, act.Key, act.Actor, act.Source, act.At, whole, m.Name, m.Zone, m.Channel, m.Privacy.Names,
		m.Privacy.Amounts, m.DigestAt, m.BooksFrom.String(), m.Paused, settings, daysOff)
	if err != nil {
		return fmt.Errorf("write market %s: %w", m.Code, err)
	}
	return s.writeMembers(ctx, tx, m)
}

func (s *Store) writeMembers(ctx context.Context, tx *txn, m *domain.Market) error {
	if _, err := tx.ExecContext(ctx, `delete from members where market_id = $1`, m.ID); err != nil {
		return fmt.Errorf("write members of market %s: %w", m.Code, err)
	}
	for _, v := range m.Members {
		if err := writePerson(ctx, tx, v.Person); err != nil {
			return err
		}
		for _, role := range v.Roles {
			if _, err := tx.ExecContext(ctx, `insert into members (market_id, person_id, role) values ($1, $2, $3)`, m.ID, v.Person.ID, role); err != nil {
				return fmt.Errorf("write member %s: %w", v.Person.Name, err)
			}
		}
	}
	return nil
}
