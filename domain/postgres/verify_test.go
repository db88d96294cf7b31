package postgres_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"paidup/domain"
	"paidup/domain/postgres"
)

// paidFile is a file with an invoice and two payments.
func paidFile(t testing.TB, s *postgres.Store, m *domain.Market) *domain.File {
	t.Helper()
	f := openFile(t, s, m, "Harris")
	_, _, err := s.Change(context.Background(), act("invoice"), f.ID, func(f *domain.File) error {
		return f.Invoice(domain.Bill{Amount: 1864000, Number: "5512", Answered: domain.Answers{domain.AskNoApproval}})
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range []domain.Receipt{{Amount: 624000, Reference: "771"}, {Amount: 1240000, Reference: "881"}} {
		if f, _, err = s.Change(context.Background(), act("pay "+p.Reference), f.ID, func(f *domain.File) error { return f.Pay(p) }); err != nil {
			t.Fatal(err)
		}
	}
	return f
}

func TestVerifyNamesWhatWasTamperedWith(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ sql, says string }{
		"nothing":                             {"select 1", ""},
		"a projection total changed":          {"update files set invoiced_cents = invoiced_cents + 100, balance_cents = balance_cents + 100", "invoiced_cents"},
		"a ledger amount changed":             {"update entries set cents = cents - 1 where kind = 'payment' and version = 3", "paid_cents"},
		"a change deleted":                    {"delete from changes where version = 3", "e3 is missing"},
		"the last change deleted":             {"delete from changes where version = 4", "version"},
		"its facts left behind":               {"delete from changes where version = 4", "change e4 is missing, its payments are there"},
		"a fact deleted":                      {"delete from entries where kind = 'application' and version = 4", "applied_cents"},
		"an application above its payment":    {"update entries set cents = cents - 100 where kind = 'application' and version = 3; update entries set cents = cents + 100 where kind = 'application' and version = 4", "applied"},
		"a stage rewritten":                   {"update stage_changes set effective_on = effective_on - 1 where derived", "paid_on"},
		"an invoice header and ledger differ": {"update invoices set cents = cents + 1", "header"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			ctx := context.Background()
			s := cluster.Store(t)
			f := paidFile(t, s, fortMyers(t, s))
			if _, err := s.DB().ExecContext(ctx, "begin; set local session_replication_role = replica; "+c.sql+"; commit"); err != nil {
				t.Fatal(err)
			}
			files, faults, err := s.Verify(ctx)
			if err != nil || files != 1 {
				t.Fatalf("read %d files, %v", files, err)
			}
			if c.says == "" {
				if len(faults) > 0 {
					t.Errorf("an untouched ledger has faults: %v", faults)
				}
				return
			}
			found := false
			for _, v := range faults {
				found = found || v.File == f.Number && strings.Contains(v.Says, c.says)
			}
			if !found {
				t.Errorf("want %q on %s, found %v", c.says, f.Number, faults)
			}
		})
	}
}

// plannedFile is a file with a touch, a next step, a promise, a hold and somebody's word on whose move it is.
func plannedFile(t testing.TB, s *postgres.Store, m *domain.Market) *domain.File {
	t.Helper()
	f := openFile(t, s, m, "Harris")
	for i, law := range []func(*domain.File) error{
		func(f *domain.File) error {
			return f.Invoice(domain.Bill{Amount: 1864000, Number: "5512", Answered: domain.Answers{domain.AskNoApproval}})
		},
		func(f *domain.File) error {
			return f.Touch(domain.Touched{Kind: domain.Call, Who: "adjuster", Next: f.Today(), NextWords: "call again"})
		},
		func(f *domain.File) error { return f.Promise(domain.Promised{By: f.Today() + 2}) },
		func(f *domain.File) error { return f.Hold(f.Today()+9, "asbestos test") },
		func(f *domain.File) error { return f.Wait(domain.FieldCrew, "photos") },
	} {
		if _, _, err := s.Change(context.Background(), act(fmt.Sprint("plan ", i)), f.ID, law); err != nil {
			t.Fatal(err)
		}
	}
	return f
}

// TestVerifyReadsPlans: what is said and planned is refolded like the money.
func TestVerifyReadsPlans(t *testing.T) {
	t.Parallel()
	for sql, says := range map[string]string{
		"select 1":                                       "",
		"update files set next_on = next_on + 1":         "next_on is stored",
		"update files set next_words = 'call'":           "next_words is stored",
		"update files set hold_until = null":             "hold_until is stored",
		"update files set promised_by = promised_by + 1": "promised_by is stored",
		"update files set promised_cents = 5":            "promised_cents is stored",
		"update files set touched_on = null":             "touched_on is stored",
		"delete from touches":                            "touched_on is stored",
		"delete from steps":                              "next_words is stored",
		"delete from promises":                           "promised_cents is stored",
		"delete from holds":                              "hold_until is stored",
		"update waits set version = 9":                   "change e9 is missing, its waits are there",
	} {
		t.Run(sql, func(t *testing.T) {
			t.Parallel()
			ctx := context.Background()
			s := cluster.Store(t)
			f := plannedFile(t, s, fortMyers(t, s))
			if _, err := s.DB().ExecContext(ctx, "begin; set local session_replication_role = replica; "+sql+"; commit"); err != nil {
				t.Fatal(err)
			}
			_, faults, err := s.Verify(ctx)
			named := slices.ContainsFunc(faults, func(v postgres.Fault) bool { return v.File == f.Number && strings.Contains(v.Says, says) })
			if err != nil || named != (says != "") {
				t.Errorf("want %q on %s, found %v, %v", says, f.Number, faults, err)
			}
		})
	}
}

// TestVerifyNamesFactsOfNoFile: what belongs to no change of any file is named too.
func TestVerifyNamesFactsOfNoFile(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	s := cluster.Store(t)
	paidFile(t, s, fortMyers(t, s))
	_, err := s.DB().ExecContext(ctx, `insert into notes (file_id, version, place, effective_on, kind, words, mirror, mirrors_version, mirrors_place)
values (4711, 3, 1, '2026-11-20', 'note', 'whose', false, 0, 0)`)
	if err != nil {
		t.Fatal(err)
	}
	_, faults, err := s.Verify(ctx)
	want := []postgres.Fault{{File: "number 4711", Says: "change e3 is missing, its notes are there"}}
	if diff := cmp.Diff(want, faults); diff != "" || err != nil {
		t.Errorf("faults (-want +got):\n%s %v", diff, err)
	}
}

func TestLedgerRefusesRewriting(t *testing.T) {
	t.Parallel()
	s := cluster.Store(t)
	paidFile(t, s, fortMyers(t, s))
	for _, table := range []string{"changes", "stage_changes", "rounds", "invoices", "payments", "entries", "disputes", "notes", "assignments", "details",
		"touches", "steps", "promises", "holds", "waits", "market_changes"} {
		for _, sql := range []string{"delete from " + table, "truncate " + table + " cascade", "update " + table + " set version = version"} {
			if _, err := s.DB().Exec(sql); err == nil || !strings.Contains(err.Error(), "append-only") {
				t.Errorf("%s: %v", sql, err)
			}
		}
	}
}
