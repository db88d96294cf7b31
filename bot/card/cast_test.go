package card

import (
	"fmt"
	"testing"
	"time"

	"paidup/commands"
	"paidup/domain"
)

// The cast and figures of the house's examples. Today is Monday, November 23, 2026.

const (
	dana  = domain.PersonID("U0DANA")
	ben   = domain.PersonID("U0BEN")
	priya = domain.PersonID("U0PRIYA")
)

func everybody() commands.People {
	out := commands.People{}
	for id, name := range map[domain.PersonID]string{dana: "Dana Reyes", ben: "Ben Okafor", priya: "Priya Nair",
		"U0MARIA": "Maria Lind", "U0TOM": "Tom Becker"} {
		out[id] = domain.Person{ID: id, Name: name}
	}
	return out
}

func day(s string) domain.Date {
	d, err := domain.ParseDate(s)
	if err != nil {
		panic(err)
	}
	return d
}

func today() domain.Date { return day("2026-11-23") }

func fortMyers() *domain.Market {
	m, err := domain.NewMarket("FM", "Fort Myers", "America/New_York")
	if err != nil {
		panic(err)
	}
	m.ID, m.Channel = 1, "C0FORTMYERS"
	m.DaysOff = map[domain.Date]string{day("2026-11-26"): "Thanksgiving", day("2026-11-27"): "company day"}
	for id, p := range everybody() {
		role := domain.Coordinator
		if id == priya {
			role = domain.Accounting
		}
		m.Members = append(m.Members, domain.Member{Person: p, Roles: []domain.Role{role}})
	}
	return &m
}

// story builds a file through the law.
type story struct {
	t *testing.T
	f *domain.File
}

func begin(t *testing.T, id domain.FileID, customer string) *story {
	t.Helper()
	return &story{t, &domain.File{ID: id, Number: fmt.Sprintf("FM-%04d", id), Market: fortMyers()}}
}

// did is an act of a person at noon of a date.
func (s *story) did(who domain.PersonID, on string, law func(*domain.File) error) *domain.Change {
	s.t.Helper()
	at := day(on).Start(s.f.Market.Location()).Add(12 * time.Hour)
	s.f.Begin(domain.Act{Key: fmt.Sprintf("%s-%d", s.f.Number, s.f.Version+1), Actor: who, Source: domain.FromCommand, At: at})
	if err := law(s.f); err != nil {
		s.t.Fatalf("%s on %s: %v", s.f.Number, on, err)
	}
	c := s.f.Finish()
	if c == nil {
		s.t.Fatalf("%s on %s: nothing was written", s.f.Number, on)
	}
	return c
}

func (s *story) received(on string, facts domain.Facts) *domain.Change {
	return s.did(dana, on, func(f *domain.File) error { return f.Receive(0, facts, dana) })
}

func (s *story) submitted(on string, in domain.Submission) *domain.Change {
	return s.did(dana, on, func(f *domain.File) error { return f.Submit(in) })
}

func (s *story) rejected(on, words string, types ...string) *domain.Change {
	return s.did(dana, on, func(f *domain.File) error {
		return f.Reject(domain.Decision{ErrorTypes: types, Words: words})
	})
}

func (s *story) approved(on string, amount domain.Money) *domain.Change {
	return s.did(dana, on, func(f *domain.File) error { return f.Approve(domain.Decision{Amount: amount}) })
}

func (s *story) invoiced(on string, in domain.Bill) *domain.Change {
	in.Answered = domain.Answers{domain.AskNoApproval, domain.AskVariance}
	return s.did(dana, on, func(f *domain.File) error { return f.Invoice(in) })
}

func (s *story) paid(who domain.PersonID, on string, in domain.Receipt) *domain.Change {
	return s.did(who, on, func(f *domain.File) error { return f.Pay(in) })
}

// harris is FM-1042 with its first n entries: e1 received, e2 submitted, e3 rejected, e4 submitted again, e5 approved,
// e6 invoiced, e7 part payment, e8 note, e9 paid in full, e10 e9 void.
func harris(t *testing.T, n int) *story { return lifeOf(t, n, "Harris") }

func lifeOf(t *testing.T, n int, customer string) *story {
	t.Helper()
	s := begin(t, 1042, customer)
	facts := domain.Facts{Customer: customer, Loss: "water, mitigation", Payer: "Harbor Mutual", Carrier: "Harbor Mutual",
		Program: "Northline", Address: "12 Palm Way", City: "Fort Myers", Phone: "239-555-0142", Claim: "24-77810"}
	acts := []func(){
		func() { s.received("2026-08-12", facts) },
		func() { s.submitted("2026-08-19", domain.Submission{Amount: 19_300_00}) },
		func() { s.rejected("2026-08-27", "", "moisture") },
		func() { s.submitted("2026-09-01", domain.Submission{}) },
		func() { s.approved("2026-09-15", 18_640_00) },
		func() {
			s.invoiced("2026-09-18", domain.Bill{Amount: 18_640_00, Number: "5512", Due: day("2026-10-18")})
		},
		func() { s.paid(priya, "2026-10-21", check("771", 6_240_00)) },
		func() {
			s.did(dana, "2026-11-18", func(f *domain.File) error { return f.Note("Called the adjuster, left voicemail") })
		},
		func() { s.paid(dana, "2026-11-20", check("881", 12_400_00)) },
		func() { s.did(priya, "2026-11-23", func(f *domain.File) error { return f.Void(9, "meant FM-1024") }) },
	}
	for _, act := range acts[:n] {
		act()
	}
	return s
}

func check(number string, amount domain.Money) domain.Receipt {
	return domain.Receipt{Amount: amount, Method: domain.Check, Reference: number}
}

// billed is a file with one invoice of Harbor Mutual.
func billed(t *testing.T, id domain.FileID, customer, number string, amount domain.Money) *story {
	t.Helper()
	s := begin(t, id, customer)
	s.received("2026-09-01", domain.Facts{Customer: customer, Payer: "Harbor Mutual", Carrier: "Harbor Mutual"})
	s.invoiced("2026-09-20", domain.Bill{Amount: amount, Number: number, NetDays: 30})
	return s
}

// hostile is a customer who tries everything at once.
const hostile = "<!channel> *x* <http://a|b>"

func private1042(f *domain.File) commands.Card {
	return commands.Card{File: f, Privacy: domain.Privacy{Names: namesShort, Amounts: true}, People: everybody()}
}

func links() map[domain.FileID]string {
	return map[domain.FileID]string{1042: "https://paidup.slack.com/archives/C0FORTMYERS/p1763900000000100"}
}
