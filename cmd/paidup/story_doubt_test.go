package main

import (
	"context"
	"testing"

	"paidup/domain"
	"paidup/domain/postgres"
	"paidup/domain/postgres/pgtest"
)

// Whoever's payment was being stored when the database was lost is told that nobody knows, and then what became of it: it is
// stored once, whether the commit had been heard or not.
func TestTheDatabaseIsLostDuringACommit(t *testing.T) {
	for _, at := range []struct {
		name string
		cut  pgtest.Cut
	}{{"it was stored", pgtest.AfterCommit}, {"it was not stored", pgtest.BeforeCommit}} {
		t.Run(at.name, func(t *testing.T) {
			s := newStage(t)
			s.has("FM-1042", "Harris", invoiced(12_400_00, "5512")...)
			s.rests()
			s.halt()
			wire := cluster.Wire(t, s.url)
			store, err := postgres.Connect(context.Background(), wire.URL)
			s.must(err)
			t.Cleanup(func() { s.must(store.Close()) })
			s.house, s.halt = s.opens(store)
			<-s.house.Bot.Ready()
			dana := s.As("dana")
			wire.CutAt(at.cut)
			dana.Types("fort-myers", "/pay FM-1042 6,240 check 881").SeesEphemeral("I do not know yet whether this was saved; I will say so here.")
			wire.Mend()
			dana.SeesEphemeral("✅ Saved. FM-1042 Harris, $6,240.00", "Entry e5.")
			s.card("FM-1042", "balance $6,160.00")
			s.thread("FM-1042", "e5 $6,240.00 from Harbor Mutual, check 881, Mon Nov 23. Balance $6,160.00. Dana")
			s.holds("FM-1042", domain.Invoiced, 6_160_00, 5)
			s.rests()
			s.log.forgive("the database was lost while it stored", "take notices", "ask for connections to Slack")
			s.ends()
		})
	}
}
