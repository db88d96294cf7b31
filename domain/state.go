package domain

import "time"

// State is what the facts of a file up to some date add up to.
type State struct {
	Stage    Stage
	Outcome  Outcome
	StageOn  Date      // since when it is at the stage
	StageAt  time.Time // the instant, where known
	Received Date
	Assumed  bool // the received date was made up by an import
	First    map[Stage]Date
	PaidOn   Date // when it was paid in full, while it is

	Rounds   []Round
	Invoices []InvoiceState
	Payments []PaymentState
	Disputes map[int]Dispute // by invoice, where something is contested
	Owner    PersonID
	Facts    Facts

	Next      *Step // nil: none, or the file has ended since
	Promise   *Promise
	Promised  Money // what came in since the promise, less what came back of it
	Hold      *Hold // nil: none, it was ended, or the file has ended since
	Wait      *Wait // nil: whose move it is follows from the rounds and the money
	Touched   Date  // the last touch
	LastTouch *Touch

	paper   Stage // how far the rounds, the invoices and what was stated have come; PAID_IN_FULL only where stated
	vouched Money // what was approved by then when INVOICED was stated last: it needs no invoice of ours
	turn    turn
	word    word // of a person about the end

	promisedIn int // the version that brought the promise
}

// Round is one hand-in with its results, in order.
type Round struct {
	N         int
	Version   int
	Kind      RoundKind
	Asked     Money
	To        string
	By        string
	Reference string
	On        Date
	Results   []RoundEvent
}

// Last is the newest result; ok is false while the round is undecided.
func (r *Round) Last() (e RoundEvent, ok bool) {
	if len(r.Results) == 0 {
		return RoundEvent{}, false
	}
	return r.Results[len(r.Results)-1], true
}

// Undecided says that no result has come.
func (r *Round) Undecided() bool { return len(r.Results) == 0 }

// approved says that the last result approved it, in whole or in part.
func (r *Round) approved() bool {
	e, ok := r.Last()
	return ok && (e.Event == RoundApproved || e.Event == PartlyApproved)
}

// Back says that the round came back or was taken back, and nothing is in review.
func (r *Round) Back() bool {
	e, ok := r.Last()
	return ok && (e.Event == Rejected || e.Event == Withdrawn)
}

// ApprovedAmount is what the last result approved, 0 if it did not.
func (r *Round) ApprovedAmount() Money {
	if !r.approved() {
		return 0
	}
	return r.Results[len(r.Results)-1].Amount
}

// InvoiceState is an invoice that stands and what became of it.
type InvoiceState struct {
	Invoice
	Version    int
	Billed     Money
	Applied    Money
	Credited   Money
	WrittenOff Money
	Disputed   Money // contested, at most the balance

	void bool // it never happened: gone from the state at the end of the fold
}

// Balance is what is open.
func (i *InvoiceState) Balance() Money { return i.Billed - i.Applied - i.Credited - i.WrittenOff }

// PaymentState is a payment that stands, or came back, and what became of it.
type PaymentState struct {
	Payment
	Version  int
	Received Money // net of refunds; 0 once it came back
	Applied  Money

	void bool // it never happened: gone from the state at the end of the fold
}

// Unapplied is what of the payment has not been matched to an invoice.
func (p *PaymentState) Unapplied() Money { return p.Received - p.Applied }

// Invoiced is what was billed.
func (s *State) Invoiced() Money {
	return sum(s.Invoices, func(i InvoiceState) Money { return i.Billed })
}

// Paid is the cash received, net of reversals and refunds.
func (s *State) Paid() Money {
	return sum(s.Payments, func(p PaymentState) Money { return p.Received })
}

// Applied is the cash matched to invoices.
func (s *State) Applied() Money {
	return sum(s.Invoices, func(i InvoiceState) Money { return i.Applied })
}

// Unapplied is the cash not matched to any invoice.
func (s *State) Unapplied() Money { return s.Paid() - s.Applied() }

// Credited is what credit memos took off.
func (s *State) Credited() Money {
	return sum(s.Invoices, func(i InvoiceState) Money { return i.Credited })
}

// WrittenOff is what was written off.
func (s *State) WrittenOff() Money {
	return sum(s.Invoices, func(i InvoiceState) Money { return i.WrittenOff })
}

// TakenOff is what credit memos and write-offs took off, as far as they stand.
func (s *State) TakenOff() Money { return s.Credited() + s.WrittenOff() }

// Balance is what is open over all invoices.
func (s *State) Balance() Money {
	return sum(s.Invoices, func(i InvoiceState) Money { return i.Balance() })
}

// Disputed is what is contested of the balance.
func (s *State) Disputed() Money {
	return sum(s.Invoices, func(i InvoiceState) Money { return i.Disputed })
}

// ApprovedTotal is the last approved estimate and all approved supplements.
func (s *State) ApprovedTotal() Money { return s.approvedSum((*Round).ApprovedAmount) }

// ApprovedOf is what those rounds had asked that ApprovedTotal sums up.
func (s *State) ApprovedOf() Money { return s.approvedSum(func(r *Round) Money { return r.Asked }) }

// approvedSum sums up the last approved estimate and all approved supplements.
func (s *State) approvedSum(of func(*Round) Money) Money {
	var estimate, supplements Money
	for i := range s.Rounds {
		switch r := &s.Rounds[i]; {
		case r.ApprovedAmount() == 0:
		case r.Kind == Estimate:
			estimate = of(r)
		case r.Kind == Supplement:
			supplements += of(r)
		}
	}
	return estimate + supplements
}

// Asked is the last estimate handed in and all supplements that were not taken back.
func (s *State) Asked() Money {
	var estimate, supplements Money
	for i := range s.Rounds {
		switch r := &s.Rounds[i]; {
		case r.Kind == Estimate:
			estimate = r.Asked
		case r.Kind == Supplement && !r.Back():
			supplements += r.Asked
		}
	}
	return estimate + supplements
}

// OpenSupplement is the supplement that still waits for an answer or a new hand-in, or nil.
func (s *State) OpenSupplement() *Round {
	var open *Round
	for i := range s.Rounds {
		r := &s.Rounds[i]
		if r.Kind != Supplement {
			continue
		}
		e, decided := r.Last()
		switch {
		case !decided || e.Event == Rejected:
			open = r
		default: // approved, or withdrawn for good
			open = nil
		}
	}
	return open
}

// LastRound is the newest round, or nil.
func (s *State) LastRound() *Round {
	if len(s.Rounds) == 0 {
		return nil
	}
	return &s.Rounds[len(s.Rounds)-1]
}

// OpenRound is the newest round that waits for an answer, or nil.
func (s *State) OpenRound() *Round {
	for i := len(s.Rounds) - 1; i >= 0; i-- {
		if r := &s.Rounds[i]; r.Undecided() {
			return r
		}
	}
	return nil
}

// roundsOf are the rounds of the kind, or all where it is empty, in their order.
func (s *State) roundsOf(kind RoundKind) []*Round {
	var out []*Round
	for i := range s.Rounds {
		if r := &s.Rounds[i]; kind == "" || r.Kind == kind {
			out = append(out, r)
		}
	}
	return out
}

// RejectedNow says that the file stands at SUBMITTED with its last round come back.
func (s *State) RejectedNow() bool {
	r := s.LastRound()
	return s.Stage == Submitted && r != nil && r.Back()
}

// Amount is what the file is about: what was invoiced on it, else approved, else submitted, else its estimate.
func (s *State) Amount() Money {
	for _, m := range []Money{s.Invoiced(), s.ApprovedTotal(), s.Asked()} {
		if m != 0 {
			return m
		}
	}
	return s.Facts.Estimate
}

// OldestOpen is the open invoice with the earliest date, of the payer or of anyone when payer is empty; nil if none.
func (s *State) OldestOpen(payer string) *InvoiceState {
	var oldest *InvoiceState
	for i := range s.Invoices {
		v := &s.Invoices[i]
		if v.Balance() <= 0 || (payer != "" && !samePayer(v.Payer, payer)) {
			continue
		}
		if oldest == nil || v.On < oldest.On || (v.On == oldest.On && v.N < oldest.N) {
			oldest = v
		}
	}
	return oldest
}

// invoiceNumbered finds an invoice that is not void by its number; nil if there is none.
func (s *State) invoiceNumbered(number string) *InvoiceState {
	for i := range s.Invoices {
		if v := &s.Invoices[i]; v.Billed != 0 && sameNumber(v.Number, number) {
			return v
		}
	}
	return nil
}

// MoreExpected says that further invoices are to come, by the one entered last or by word.
func (s *State) MoreExpected() bool { return s.word.said == ReopenNote || s.more() }

// more says that further invoices were announced with the one entered last.
func (s *State) more() bool {
	last := -1
	for i := range s.Invoices {
		if v := &s.Invoices[i]; !v.void && (last < 0 || v.N > s.Invoices[last].N) {
			last = i
		}
	}
	return last >= 0 && s.Invoices[last].More
}

func sum[T any](all []T, of func(T) Money) Money {
	var total Money
	for _, v := range all {
		total += of(v)
	}
	return total
}
