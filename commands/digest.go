package commands

import (
	"paidup/domain"
	"paidup/domain/kpi"
)

// Digest is a market's morning: computed once, stored with its run, and never recomputed. Figures are as of the end of
// the day before Date; "since" is by when things were entered.
type Digest struct {
	Market    string // code
	Name      string // Fort Myers
	Date      domain.Date
	AsOf      domain.Date
	Figures   kpi.Figures
	DSOBefore *float64 // in the last digest that was sent
	DaysLeft  int      // business days left in the month, AsOf's day excluded
	Late      string   // "due 8:00 am ET, sent 8:42 am. ..."; empty: on time
	Label     string   // notes under the title, a line each: covers days off, first digest; empty: none

	Escalate     []DigestFile // needs escalation, worst first
	Snoozed      int          // files that would stand there and are put off
	SnoozedUntil domain.Date  // the first day on which one of them comes back
	Aging        []DigestFile // aging before the invoice, those above left out
	AgingCents   domain.Money // all of them, those above included
	AgingAbove   int
	Past         []DigestFile // invoices past the market's days, those above left out
	PastCents    domain.Money
	PastShare    float64 // of open invoices' cents, in percent
	PastAbove    int
	Since        Since
	NoOpenFiles  bool
	ShowsAmounts bool
	ShowsNames   string // full, short or none
}

// LiveDigest is a digest with what has become of its lines. Its figures stay as they are.
type LiveDigest struct {
	Digest
	Live   map[domain.FileID]*domain.Escalation // the newest escalations of Escalate
	People People
}

// DigestFile is a line of a digest's list.
type DigestFile struct {
	File     domain.FileID
	Number   string
	Customer string
	Cents    domain.Money
	Billed   bool   // Cents is an open balance; otherwise it is "not billed"
	Days     int    // since the invoice, or in the stage
	NoDays   bool   // Days says nothing: the received date is an assumption
	Why      string // "Approved 12 days ago, waiting on us." or "86 days since invoice."
	Owner    string // first name; empty: nobody, or not of this market
	Day      int    // the how many-eth digest in a row that has the file on this list
	Rests    string
}

// Since is what was entered since the last digest that was sent.
type Since struct {
	From        domain.Date // the last digest's date; zero: there was none
	In          domain.Money
	InCount     int
	Returned    domain.Money
	ReturnCount int
	Paid        []DigestFile // paid in full, Days is received to paid, Why the date where it is older than From
	New         int
	Rejected    int
	Reopened    int
	NewlyPast   int
}

// Lines are the files that need escalation.
func (d Digest) Lines() []domain.FileID {
	out := make([]domain.FileID, 0, len(d.Escalate))
	for _, f := range d.Escalate {
		out = append(out, f.File)
	}
	return out
}
