package main

import (
	"context"
	"fmt"
	"testing"

	"paidup/bot/slackfake"
	"paidup/domain"
	"paidup/domain/postgres"
)

// Six replicas on one database hold nine of the app's ten connections, and whichever takes a command in, it is done, answered
// and told of once. When some stop, the others go on.
func TestSixReplicas(t *testing.T) {
	s := newStage(t)
	for n := range 12 {
		s.has(fmt.Sprint("FM-", 2001+n), fmt.Sprint("Customer ", n), invoiced(1_000_00, fmt.Sprint("70", 10+n))...)
	}
	var others []*replica
	for range 5 {
		store, err := postgres.Connect(context.Background(), s.url)
		s.must(err)
		t.Cleanup(func() { s.must(store.Close()) })
		h, stop := s.opens(store)
		others = append(others, &replica{h.Bot.Idle, stop})
	}
	ctx, cancel := context.WithTimeout(context.Background(), patient)
	defer cancel()
	s.must(s.ws.WaitFor(ctx, func(st *slackfake.State) bool { return st.Connections() == 9 }))
	dana := s.As("dana")
	pays := func(n int) {
		number := fmt.Sprint("FM-", 2001+n)
		dana.Types("fort-myers", fmt.Sprintf("/pay %s 400 check %d", number, 9000+n)).SeesEphemeral("✅ Saved. "+number, "$400.00")
		s.card(number, "balance $600.00")
		s.thread(number, fmt.Sprintf("e5 $400.00 from Harbor Mutual, check %d, Mon Nov 23. Balance $600.00. Dana", 9000+n))
	}
	for n := range 9 {
		pays(n)
	}
	for _, o := range others[:4] {
		s.must(o.idle(ctx))
		o.stop()
	}
	for n := range 3 {
		pays(9 + n)
	}
	for n := range 12 {
		s.holds(fmt.Sprint("FM-", 2001+n), domain.Invoiced, 600_00, 5)
	}
	s.must(others[4].idle(ctx))
	others[4].stop()
	s.ends()
}

// replica is one beside the stage's own.
type replica struct {
	idle func(context.Context) error
	stop func()
}
