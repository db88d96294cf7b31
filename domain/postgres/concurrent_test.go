package postgres_test

import (
	"context"
	"fmt"
	"sync"
	"testing"

	"paidup/domain"
)

// TestTwoAtOnce: many payments on one file at the same instant are all stored once, in one order, and the law of each
// saw the one before it.
func TestTwoAtOnce(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	s := cluster.Store(t)
	f := openFile(t, s, fortMyers(t, s), "Harris")
	_, _, err := s.Change(ctx, act("invoice"), f.ID, func(f *domain.File) error {
		return f.Invoice(domain.Bill{Amount: 100_00, Number: "1", Answered: domain.Answers{domain.AskNoApproval}})
	})
	if err != nil {
		t.Fatal(err)
	}
	const people, each = 8, 5
	var wait sync.WaitGroup
	var refused sync.Map
	for p := range people {
		wait.Go(func() {
			for i := range each {
				_, _, err := s.Change(ctx, act(fmt.Sprintf("pay %d %d", p, i)), f.ID, func(f *domain.File) error {
					return f.Pay(domain.Receipt{Amount: 10_00, Answered: domain.Answers{domain.AskLookAlike}})
				})
				if err != nil {
					refused.Store(fmt.Sprint(p, i), err)
				}
			}
		})
	}
	wait.Wait()
	got, err := s.File(ctx, f.ID)
	if err != nil {
		t.Fatal(err)
	}
	count := 0
	refused.Range(func(_, v any) bool {
		count++
		if domain.KindOf(v.(error)) != domain.KindAsk {
			t.Errorf("a payment over the balance was refused with %v", v)
		}
		return true
	})
	if got.Version != 2+10 || count != people*each-10 || got.State.Stage != domain.PaidInFull {
		t.Errorf("version %d, %d refused, stage %s", got.Version, count, got.State.Stage)
	}
	if _, faults, err := s.Verify(ctx); err != nil || len(faults) > 0 {
		t.Errorf("verify: %v %v", faults, err)
	}
}

// TestOneKeyManyTimes: the same key at the same instant makes one change, and everybody gets it.
func TestOneKeyManyTimes(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	s := cluster.Store(t)
	f := openFile(t, s, fortMyers(t, s), "Harris")
	versions := make([]int, 8)
	var wait sync.WaitGroup
	for i := range versions {
		wait.Go(func() {
			_, c, err := s.Change(ctx, act("one key"), f.ID, func(f *domain.File) error { return f.Note("gate code 4711") })
			if err != nil || c == nil {
				t.Errorf("try %d: %v %v", i, c, err)
				return
			}
			versions[i] = c.Version
		})
	}
	wait.Wait()
	for _, v := range versions {
		if v != 2 {
			t.Errorf("versions %v, want all 2", versions)
			break
		}
	}
}

// TestOpenAtOnce: files opened at the same instant get different numbers; one key opens one file.
func TestOpenAtOnce(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	s := cluster.Store(t)
	m := fortMyers(t, s)
	numbers := make([]string, 8)
	var wait sync.WaitGroup
	for i := range numbers {
		wait.Go(func() {
			key := act(fmt.Sprintf("open %d", i/2)) // every key twice
			f, _, err := s.Open(ctx, key, domain.NewFile{Market: m}, func(f *domain.File) error {
				return f.Receive(0, domain.Facts{Customer: "Harris"}, "")
			})
			if err != nil {
				t.Errorf("open %d: %v", i, err)
				return
			}
			numbers[i] = f.Number
		})
	}
	wait.Wait()
	seen := map[string]int{}
	for i := range numbers {
		seen[numbers[i]]++
		if numbers[i] != numbers[i/2*2] {
			t.Errorf("one key opened %s and %s", numbers[i], numbers[i/2*2])
		}
	}
	if len(seen) != 4 {
		t.Errorf("numbers %v", numbers)
	}
}
