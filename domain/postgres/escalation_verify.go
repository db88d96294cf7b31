package postgres

import (
	"context"
	"fmt"

	"paidup/domain"
)

// escalationState is how an escalation stands, as its row says it.
type escalationState struct {
	ID      int64  `db:"id"`
	Asked   string `db:"asked"`
	Due     string `db:"due"`
	Taken   bool   `db:"taken"`
	Back    string `db:"back"`
	Done    bool   `db:"done"`
	Version int    `db:"version"`
}

// verifyEscalations compares the escalations of the files with what their acts add up to.
func (s *Store) verifyEscalations(ctx context.Context, tx *txn, files []int64) ([]Fault, error) {
	var rows []escalationState
	err := tx.SelectContext(ctx, &rows, `select id, asked, due_on::text as due, taken, coalesce(back_on::text, '') as back,
  done_at is not null as done, version
from escalations where file_id = any($1) order by id`, pqIDs(files))
	if err != nil {
		return nil, fmt.Errorf("read how escalations stand: %w", err)
	}
	if len(rows) == 0 {
		return nil, nil
	}
	all, err := s.escalations(ctx, tx, "file_id = any($1)", pqIDs(files))
	if err != nil {
		return nil, err
	}
	var out []Fault
	for i, e := range all {
		for _, says := range rows[i].faults(e) {
			out = append(out, Fault{e.File.Market.Code, e.File.Number, fmt.Sprintf("escalation %d: %s", e.ID, says)})
		}
	}
	return out, nil
}

// faults compares the row with what the acts add up to.
func (r escalationState) faults(e *domain.Escalation) []string {
	var out []string
	for _, c := range []struct {
		name       string
		want, have any
	}{
		{"asked", string(e.Asked), r.Asked},
		{"due_on", e.Due.String(), r.Due},
		{"taken", e.Taken, r.Taken},
		{"back_on", e.Back.String(), r.Back},
		{"done", e.Done, r.Done},
		{"version", e.Version, r.Version},
	} {
		if c.want != c.have {
			out = append(out, fmt.Sprintf("%s is stored as %v, its acts give %v", c.name, c.have, c.want))
		}
	}
	for i, v := range e.Events() {
		if v.N != i+1 {
			return append(out, fmt.Sprintf("act %d is missing", i+1))
		}
	}
	return out
}
