package postgres_test

import (
	"context"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"paidup/domain"
)

// Of many who would be the first admin at once one becomes it, and nobody does after.
func TestFirstAdmin(t *testing.T) {
	t.Parallel()
	ctx, s := context.Background(), cluster.Store(t)
	var all sync.WaitGroup
	var became atomic.Int32
	for i := range 12 {
		all.Go(func() {
			p := domain.Person{ID: domain.PersonID(fmt.Sprint("U0", i)), Name: fmt.Sprint("Sam ", i)}
			is, err := s.FirstAdmin(ctx, p)
			if err != nil {
				t.Error(err)
			}
			if is {
				became.Add(1)
			}
		})
	}
	all.Wait()
	people, err := s.People(ctx)
	if err != nil || became.Load() != 1 || len(people) != 1 || !people[0].Admin {
		t.Fatalf("%d became the admin; the people are %+v, %v", became.Load(), people, err)
	}
	if is, err := s.FirstAdmin(ctx, domain.Person{ID: "U0LATE", Name: "Late"}); is || err != nil {
		t.Errorf("a second admin is the first: %v, %v", is, err)
	}
	if _, err := s.Depart(ctx, domain.Departure{Person: people[0].ID, Gone: true, At: nov(20).Start(time.UTC)}); err != nil {
		t.Fatal(err)
	}
	if is, err := s.FirstAdmin(ctx, domain.Person{ID: "U0LATE", Name: "Late"}); !is || err != nil {
		t.Errorf("nobody follows an admin whose account is gone: %v, %v", is, err)
	}
}
