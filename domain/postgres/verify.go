package postgres

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"

	"paidup/domain"
)

// Fault is something verify found on a file.
type Fault struct {
	Market string
	File   string // number
	Says   string
}

// verifyBatch is how many files are refolded at a time.
const verifyBatch = 500

// Verify refolds every ledger in one snapshot and compares it with the projection. It gives the number of files it read
// and every fault, by file.
func (s *Store) Verify(ctx context.Context) (int, []Fault, error) {
	var faults []Fault
	count := 0
	tx, err := s.db.snapshot(ctx)
	if err != nil {
		return 0, nil, err
	}
	defer func() { err = tx.Rollback() }()
	for after := int64(0); ; {
		var ids []domain.FileID
		if err := tx.SelectContext(ctx, &ids, `select id from files where id > $1 order by id limit $2`, after, verifyBatch); err != nil {
			return count, faults, fmt.Errorf("read files: %w", err)
		}
		if len(ids) == 0 {
			lost, err := orphans(ctx, tx)
			return count, append(faults, lost...), err
		}
		after = int64(ids[len(ids)-1])
		count += len(ids)
		found, err := s.verifyFiles(ctx, tx, ids)
		if err != nil {
			return count, faults, err
		}
		faults = append(faults, found...)
	}
}

func (s *Store) verifyFiles(ctx context.Context, tx *txn, ids []domain.FileID) ([]Fault, error) {
	got, err := s.load(ctx, tx, query{ids: ids})
	if err != nil {
		return nil, err
	}
	stored, err := s.projections(ctx, tx, ids)
	if err != nil {
		return nil, err
	}
	var faults []Fault
	for _, l := range got {
		for _, says := range faultsOf(l.file, stored[int64(l.file.ID)]) {
			faults = append(faults, Fault{l.file.Market.Code, l.file.Number, says})
		}
	}
	list := make([]int64, len(ids))
	for i, id := range ids {
		list[i] = int64(id)
	}
	escalated, err := s.verifyEscalations(ctx, tx, list)
	return append(faults, escalated...), err
}

// projected is a file's projection as it is stored.
type projected struct {
	file  fileRow
	facts factsRow
}

// projections reads the files' rows as they are stored.
func (s *Store) projections(ctx context.Context, tx *txn, ids []domain.FileID) (map[int64]projected, error) {
	var rows []struct {
		ID    int64  `db:"id"`
		Row   []byte `db:"row"`
		Facts []byte `db:"facts"`
	}
	list := make([]int64, len(ids))
	for i, id := range ids {
		list[i] = int64(id)
	}
	if err := tx.SelectContext(ctx, &rows, `select f.id, to_jsonb(f) as row,
		coalesce(to_jsonb(x) || jsonb_build_object('facts', x.facts::text), '{}') as facts
		from files f left join file_facts x on x.file_id = f.id where f.id = any($1)`, pqIDs(list)); err != nil {
		return nil, fmt.Errorf("read projections: %w", err)
	}
	out := map[int64]projected{}
	for _, r := range rows {
		var f projected
		if err := errors.Join(json.Unmarshal(r.Row, &f.file), json.Unmarshal(r.Facts, &f.facts)); err != nil {
			return nil, fmt.Errorf("read projection of file %d: %w", r.ID, err)
		}
		out[r.ID] = f
	}
	return out, nil
}

// faultsOf compares a file folded from its ledger with its projection, and its ledger with itself.
func faultsOf(f *domain.File, have projected) []string {
	var out []string
	for i, c := range f.History() {
		if c.Version != i+1 {
			out = append(out, fmt.Sprintf("change e%d is missing", i+1))
			break
		}
	}
	file, facts := project(f), projectFacts(f)
	out = append(out, tables.files.differences(reflect.ValueOf(&file), reflect.ValueOf(&have.file))...)
	out = append(out, tables.facts.differences(reflect.ValueOf(&facts), reflect.ValueOf(&have.facts))...)
	return append(out, moneyFaults(f)...)
}

// differences compares two rows column by column.
func (t table) differences(want, have reflect.Value) []string {
	var out []string
	for _, c := range t.columns {
		w, h := string(c.append(nil, want.Elem(), copyForm)), string(c.append(nil, have.Elem(), copyForm))
		if c.kind == document { // jsonb orders its keys anew
			w, h = sameJSON(c.of(want.Elem()).String()), sameJSON(c.of(have.Elem()).String())
		}
		if w != h {
			out = append(out, fmt.Sprintf("%s is stored as %q, the ledger gives %q", c.name, h, w))
		}
	}
	return out
}

// moneyFaults are what cannot be in a ledger, whatever the projection says.
func moneyFaults(f *domain.File) []string {
	var out []string
	s := &f.State
	for _, p := range s.Payments {
		if p.Unapplied() < 0 {
			out = append(out, fmt.Sprintf("%s of payment %d is applied, only %s was received", p.Applied, p.N, p.Received))
		}
		if most := p.Amount + feesOf(f, p.N); p.Received != 0 && p.Received > most {
			out = append(out, fmt.Sprintf("payment %d stands at %s in the ledger, its header says %s", p.N, p.Received, most))
		}
	}
	for _, v := range s.Invoices {
		if v.Balance() < 0 {
			out = append(out, fmt.Sprintf("invoice %s has a balance of %s", v.Number, v.Balance()))
		}
		if v.Billed != 0 && v.Billed != v.Amount {
			out = append(out, fmt.Sprintf("invoice %s stands at %s in the ledger, its header says %s", v.Number, v.Billed, v.Amount))
		}
	}
	return out
}

// feesOf is what was booked on the payment after it came, as a fee that was taken out of it.
func feesOf(f *domain.File, payment int) domain.Money {
	var sum domain.Money
	for _, c := range f.History() {
		for _, e := range c.Entries {
			if e.Kind == domain.EntryPayment && e.Payment == payment && e.Mirrors == (domain.Ref{}) && c.Verb == "adjust" {
				sum += e.Cents
			}
		}
	}
	return sum
}
