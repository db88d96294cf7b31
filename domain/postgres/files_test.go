package postgres_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"paidup/domain"
	"paidup/domain/postgres"
)

var monday = time.Date(2026, time.November, 23, 13, 12, 0, 0, time.UTC)

func act(key string) domain.Act {
	return domain.Act{Key: key, Actor: "U0DANA", Source: domain.FromCommand, At: monday}
}

func fortMyers(t testing.TB, s *postgres.Store) *domain.Market {
	t.Helper()
	m, err := domain.NewMarket("FM", "Fort Myers", "America/New_York")
	if err != nil {
		t.Fatal(err)
	}
	m.Channel = "C0FM"
	got, err := s.AddMarket(context.Background(), act("market"), m)
	if err != nil {
		t.Fatal(err)
	}
	return got
}

func openFile(t testing.TB, s *postgres.Store, m *domain.Market, customer string) *domain.File {
	t.Helper()
	on, _ := domain.ParseDate("2026-08-12")
	f, _, err := s.Open(context.Background(), act("open "+customer), domain.NewFile{Market: m}, func(f *domain.File) error {
		return f.Receive(on, domain.Facts{Customer: customer, Carrier: "Harbor Mutual", Payer: "Harbor Mutual", Loss: "water"}, "U0DANA")
	})
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func TestLife(t *testing.T) {
	ctx := context.Background()
	s := cluster.Store(t)
	m := fortMyers(t, s)
	f := openFile(t, s, m, "Harris")
	steps := []func(*domain.File) error{
		func(f *domain.File) error { return f.Submit(domain.Submission{Amount: 1930000}) },
		func(f *domain.File) error { return f.Reject(domain.Decision{ErrorTypes: []string{"moisture"}}) },
		func(f *domain.File) error { return f.Submit(domain.Submission{}) },
		func(f *domain.File) error { return f.Approve(domain.Decision{Amount: 1864000}) },
		func(f *domain.File) error { return f.Invoice(domain.Bill{Amount: 1864000, Number: "5512"}) },
		func(f *domain.File) error {
			return f.Pay(domain.Receipt{Amount: 624000, Method: domain.Check, Reference: "771"})
		},
		func(f *domain.File) error {
			return f.Pay(domain.Receipt{Amount: 1240000, Method: domain.Check, Reference: "881"})
		},
	}
	for i, step := range steps {
		file, change, err := s.Change(ctx, act(fmt.Sprint("step ", i)), f.ID, step)
		if err != nil {
			t.Fatalf("step %d: %v", i, err)
		}
		if change.Version != i+2 {
			t.Errorf("step %d made version %d", i, change.Version)
		}
		f = file
	}
	if f.State.Stage != domain.PaidInFull || f.WaitingOn != domain.Nobody || f.State.Balance() != 0 {
		t.Errorf("after the last payment: %s, waiting on %s, balance %s", f.State.Stage, f.WaitingOn, f.State.Balance())
	}
	again, change, err := s.Change(ctx, act("step 6"), f.ID, steps[6])
	if err != nil || change.Version != 8 || again.Version != 8 {
		t.Errorf("the same key again: version %d, change %v, err %v", again.Version, change, err)
	}
}
