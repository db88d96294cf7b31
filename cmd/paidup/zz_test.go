package main

import "testing"

func (s *stage) dump(who, channel string) {
	text, err := s.ws.Person(who).Reads(channel)
	s.t.Log("\n"+text, err)
}

func TestZZ(t *testing.T) {
	s := newStage(t)
	dana := s.As("dana")
	dana.Types("fort-myers", "/file new Joan Harris").SeesModal("New file", "Customer: Joan Harris")
	dana.Fills("Loss type", "water").Fills("Payer", "Harbor Mutual").Fills("Program or TPA", "Northline")
	dana.Submits().SeesModal("✅ Saved. FM-1001 Joan Harris, RECEIVED", "Owner Dana Reyes").Closes()
	dana.Types("fort-myers", "/paidup submit FM-1001 estimate 19,300 to northline").SeesEphemeral("✅ Saved. FM-1001", "$19,300.00")
	s.rests()
	s.dump("ben", "fort-myers")
	for _, m := range s.ws.Log() { t.Log(m.Method, m.Payload)}
}
