package postgres

import (
	"context"
	"fmt"

	"github.com/lib/pq"

	"paidup/domain"
)

// over are the files that were there before and have ended.
func over(all []written) pq.Int64Array {
	var out pq.Int64Array
	for _, w := range all {
		if !w.isNew && w.file.State.Outcome != domain.Open {
			out = append(out, int64(w.file.ID))
		}
	}
	return out
}

// openOn locks the open escalations of the files. It comes before the notices of their changes: who acts on an escalation
// has it locked, and leaves notices of its file then.
func openOn(ctx context.Context, tx *txn, files pq.Int64Array) (pq.Int64Array, error) {
	if len(files) == 0 {
		return nil, nil
	}
	out, err := rowsOn[int64](ctx, tx, `select id from escalations where file_id = any($1) and done_at is null order by id for update`, files)
	if err != nil {
		return nil, fmt.Errorf("lock escalations of files that have ended: %w", err)
	}
	return out, nil
}

// endWith ends the escalations of files that have ended.
func (s *Store) endWith(ctx context.Context, tx *txn, ids pq.Int64Array) error {
	if len(ids) == 0 {
		return nil
	}
	all, err := s.escalations(ctx, tx, "id = any($1)", ids)
	if err != nil {
		return err
	}
	for _, e := range all {
		before := e.Version
		if e.End(); e.Version == before {
			continue
		}
		if err := s.keepEscalation(ctx, tx, e, before); err != nil {
			return err
		}
	}
	return nil
}
