package postgres

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"

	"paidup/domain"
)

// touched are the files with changes recorded from $2 on and before $3. What an import states of $4 or earlier touches a
// file only as history.
const touched = `with acts as (
  select file_id, version, source = 'import' as imported from changes where market_id = $1 and recorded_at >= $2 and recorded_at < $3)
select a.file_id, bool_or(not a.imported
    or exists (select from entries x where x.file_id = a.file_id and x.version = a.version and x.effective_on > $4)
    or exists (select from stage_changes x where x.file_id = a.file_id and x.version = a.version and x.effective_on > $4)
    or exists (select from rounds x where x.file_id = a.file_id and x.version = a.version and x.effective_on > $4)) as news
from acts a group by a.file_id order by a.file_id`

// Activity sums up what was recorded in the market from the one instant on and before the other, so that the spans of two
// digests meet. An import counts as entered where it states what a person could still have entered themself at the
// beginning of the span; what is older is history. A zero after is for a first digest, which has nothing to compare with:
// only Imported is counted, all files that began with an import.
func (s *Store) Activity(ctx context.Context, m *domain.Market, after, upTo time.Time) (domain.Activity, error) {
	if after.IsZero() {
		return s.imported(ctx, m, upTo)
	}
	span := domain.Span{From: after, To: upTo, History: m.Today(after) - domain.Date(m.Settings.BackDateDays)}
	var rows []struct {
		FileID int64 `db:"file_id"`
		News   bool  `db:"news"`
	}
	if err := s.db.SelectContext(ctx, &rows, touched, m.ID, after, upTo, span.History.String()); err != nil {
		return domain.Activity{}, fmt.Errorf("read activity of %s: %w", m.Code, err)
	}
	var t domain.Tally
	var news []domain.FileID
	for _, r := range rows {
		if r.News {
			news = append(news, domain.FileID(r.FileID))
		} else {
			t.Imported++
		}
	}
	for part := range slices.Chunk(news, verifyBatch) {
		got, err := s.load(ctx, s.db, query{ids: part})
		if err != nil {
			return domain.Activity{}, err
		}
		for _, l := range got {
			t.Add(l.file, span)
		}
	}
	slices.SortFunc(t.Paid, func(a, b domain.PaidFile) int { return cmp.Compare(a.Number, b.Number) })
	return t.Activity, nil
}

// imported counts the files that began with an import before the instant.
func (s *Store) imported(ctx context.Context, m *domain.Market, before time.Time) (domain.Activity, error) {
	var a domain.Activity
	err := s.db.GetContext(ctx, &a.Imported, `select count(*) from changes
where market_id = $1 and recorded_at < $2 and version = 1 and source = 'import'`, m.ID, before)
	if err != nil {
		return a, fmt.Errorf("read imports of %s: %w", m.Code, err)
	}
	return a, nil
}
