package postgres

import (
	"context"
	"fmt"
)

// orphans are facts whose change is gone. No foreign key refuses them (see the migration), and a ledger is folded from
// its changes, so nothing else would miss them.
func orphans(ctx context.Context, tx *txn) ([]Fault, error) {
	var out []Fault
	for _, p := range new(ledger).parts()[1:] {
		var rows []struct {
			FileID  int64  `db:"file_id"`
			Version int    `db:"version"`
			Market  string `db:"market"`
			Number  string `db:"number"`
		}
		err := tx.SelectContext(ctx, &rows, `select t.file_id, min(t.version) as version, coalesce(m.code, '') as market,
  coalesce(f.number, 'number ' || t.file_id) as number
from `+p.name+` t left join changes c on c.file_id = t.file_id and c.version = t.version
  left join files f on f.id = t.file_id left join markets m on m.id = f.market_id
where c.file_id is null group by t.file_id, f.number, m.code order by t.file_id`)
		if err != nil {
			return nil, fmt.Errorf("read %s without a change: %w", p.name, err)
		}
		for _, r := range rows {
			out = append(out, Fault{r.Market, r.Number, fmt.Sprintf("change e%d is missing, its %s are there", r.Version, p.name)})
		}
	}
	return out, nil
}
